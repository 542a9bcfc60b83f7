"""GoRules ZEN: one node of expressions. Its numbers are decimals."""

from __future__ import annotations

import json
from typing import Any

from benchmarks import scheme
from benchmarks.peers import One
from benchmarks.peers import is_installed


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("zen")


def decision() -> dict[str, Any]:
    """The decision, as its editor would save it."""
    total = " + ".join(f"$.d{d} * {w / scheme.WHOLE}" for d, w in enumerate(scheme.WEIGHTS))
    bonus = "(lokasi == 'mpp' ? 2.5 : (lokasi == 'daring' ? 1 : 0))"
    band = "($.nilai >= 88 ? 0 : ($.nilai >= 78 ? 1 : ($.nilai >= 54 ? 2 : ($.nilai >= 32 ? 3 : 4))))"
    expressions = [(f"d{d}", f"sum([{part}])") for d, part in enumerate(scheme.sums("{}", ", "))]
    expressions += [
        ("nilai", f"round(min([{total} + {bonus}, 100]) * 100) / 100"),
        ("band", band),
        ("kategori", "$.d0 < 300 and $.band < 2 ? 2 : $.band"),
    ]
    node = {
        "expressions": [{"id": key, "key": key, "value": value} for key, value in expressions],
        "passThrough": False,
    }
    place = {"x": 0, "y": 0}
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "e", "type": "expressionNode", "name": "e", "position": place, "content": node},
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "e", "type": "edge"},
            {"id": "2", "sourceId": "e", "targetId": "out", "type": "edge"},
        ],
    }


def one() -> One:
    """The peer."""
    from zen import ZenEngine

    made = ZenEngine().create_decision(json.dumps(decision()))

    def score(given: Any) -> str:
        return scheme.CODES[int(made.evaluate(given)["result"]["kategori"])]

    return One("GoRules ZEN", floats, score)


def floats(record: scheme.Record) -> scheme.Record:
    """A record as JSON would bring it."""
    return {name: each if name == "lokasi" else float(each) for name, each in record.items()}
