"""Frames of their own types through `score_table`, beside Polars by hand; and the memory that it takes."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from benchmarks import frames
from benchmarks import memory
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import polars_
from benchmarks.results import Found
from benchmarks.suites.tables import fastest

ROWS = int(os.environ.get("ROWS", "10_000_000")) // 5
HAND = "Polars by hand, from whole hundredths"


def run(found: Found, seconds: float) -> None:
    """Each kind of frame in turn."""
    rubric = scheme.rubric(scheme.text())
    data = scheme.data(ROWS)
    made = kinds(data, found.absent)
    cases = [Case(title, _scored(rubric, frame), ROWS) for title, frame in made.items()]
    if polars_.is_there():
        cases.insert(0, Case(HAND, fastest(polars_.whole(data)).run, ROWS))
    found.rows += timed(cases, seconds, found.failed, 10)
    found.facts = {"rows": ROWS, "memory": {}}
    for title, frame in made.items():
        taken = memory.peak(_scored(rubric, frame))
        if taken is not None:
            size = _bytes(frame)
            out = _bytes(rubric.score_table(frame))
            found.facts["memory"][title] = {"input": size, "beyond": taken, "results": out}


def kinds(data: scheme.Data, absent: list[str]) -> dict[str, Any]:
    """Frames by what they are."""
    import pyarrow as pa

    made: dict[str, Any] = {
        "Arrow, decimals of 32 bits": frames.narrow(data),
        "Arrow, decimals of 128 bits": frames.wide(data),
    }
    made["Arrow, whole points"] = pa.table({**frames.whole(data), "lokasi": frames.places(data)})
    made["Arrow, 64-bit floats"] = pa.table({**frames.points(data), "lokasi": frames.places(data)})
    if polars_.is_there():
        import polars as pl

        place = pl.Series(frames.places(data))
        made["Polars, whole points"] = pl.DataFrame({**frames.whole(data), "lokasi": place})
        made["Polars, decimals"] = pl.DataFrame(made["Arrow, decimals of 128 bits"])
    try:
        made["pandas, 64-bit floats"] = made["Arrow, 64-bit floats"].to_pandas()
    except ImportError:
        absent.append("pandas")
    return made


def _scored(rubric: Any, frame: Any) -> Callable[[], object]:
    return lambda: rubric.score_table(frame)


def _bytes(frame: Any) -> int:
    """What a frame holds."""
    match type(frame).__module__.partition(".")[0]:
        case "polars":
            return int(frame.estimated_size())
        case "pandas":
            return int(frame.memory_usage().sum())
        case _:
            return int(frame.nbytes)
