"""The impact of an edit for machines: JSON (`docs/schema/impact-1.md`) and CSV. Numbers are exact texts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Union

from rubrikdsl.diagnostics.render.problem import to_dict
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import to_text
from rubrikdsl.records.write import flat
from rubrikdsl.records.write import machine
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.studies.impact.model import Classes
from rubrikdsl.studies.impact.model import Edge
from rubrikdsl.studies.impact.model import Ground
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import Pair
from rubrikdsl.studies.impact.model import Rubric
from rubrikdsl.studies.impact.model import Score
from rubrikdsl.studies.impact.model import State
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.model import counted
from rubrikdsl.studies.impact.model import means
from rubrikdsl.studies.impact.model import states
from rubrikdsl.tables import Cell
from rubrikdsl.tables import Column
from rubrikdsl.tables import Table

SCHEMA = "impact-1"

ABSENT = "not-applicable"
"""In place of a class where the classification does not apply."""

SIDES = ("old", "new")


def to_object(impact: Impact, language: Language = "en") -> dict[str, object]:
    """The whole study (`language` is that of the messages only)."""
    units = impact.units
    return {
        "schema": SCHEMA,
        "old": _rubric(impact.old),
        "new": _rubric(impact.new),
        "records": {
            "all": len(units),
            "scored": sum(unit.is_scored for unit in units),
            "final": sum(unit.standing == ("final", "final") for unit in units),
        },
        "score": None if impact.score is None else {**_score(impact.score), **_means(units)},
        "classes": [_classes(impact, at, classes) for at, classes in enumerate(impact.classes)],
        "rankings": [
            {
                "name": ranking.name,
                "label": ranking.label,
                "ranked": len(pairs := [u.ranks[at] for u in units if None not in u.ranks[at]]),
                "changed": sum(old != new for old, new in pairs),
            }
            for at, ranking in enumerate(impact.rankings)
        ],
        "in_points": list(impact.in_points),
        "per": list(impact.per),
        "groups": [_group(impact, key, members) for key, members in impact.groups()],
        "near": to_text(impact.near),
        "rows": [_unit(impact, unit, language) for unit in units],
    }


def to_json(impact: Impact, language: Language = "en") -> str:
    """The same as text."""
    import json

    return json.dumps(to_object(impact, language), ensure_ascii=False, indent=2) + "\n"


def to_csv(impact: Impact, language: Language = "en") -> str:
    """All records as rows of CSV."""
    from rubrikdsl.tables.text import to_csv

    return to_csv(tabled(impact, language))


def tabled(impact: Impact, language: Language = "en") -> Table:
    """One row a record: what is carried along, and score, classes and ranks before and after."""
    kept = tuple(dict.fromkeys(column for unit in impact.units for column in unit.kept))
    heads = [Column(name) for name in ("record", *kept, *_twice("status"))]
    if impact.score is not None:
        heads += [Column(name, "number") for name in (*_twice("score"), "move")]
    for classes in impact.classes:
        heads += [Column(name) for name in (*_twice(classes.name), f"{classes.name}_change")]
    for ranking in impact.rankings:
        name = "rank" if ranking.name is None else f"rank_{ranking.name}"
        heads += [Column(each, "number") for each in _twice(name)]
    heads += [Column(name) for name in (*_twice("edge"), "problem")]
    rows = []
    for unit in impact.units:
        row: list[Cell] = [unit.record, *(unit.kept.get(column, "") for column in kept), *unit.standing]
        if impact.score is not None:
            row += [*unit.score, unit.move]
        for classes, (before, after) in zip(impact.classes, unit.classes, strict=True):
            row += [_flat(before), _flat(after), _change(classes, (before, after)) or ""]
        for ranks in unit.ranks:
            row += [None if rank is None else Fraction(rank) for rank in ranks]
        row += [_edge_text(unit.edges, side) for side in SIDES]
        rows.append((*row, _problem_text(unit, language)))
    return Table(impact.new.name, tuple(heads), tuple(rows))


def _twice(name: str) -> list[str]:
    return [f"{name}_{side}" for side in SIDES]


def _rubric(rubric: Rubric) -> dict[str, object]:
    return {
        "asked": rubric.asked,
        "rubric": rubric.name,
        "label": rubric.label,
        "version": rubric.version,
        "digest": rubric.digest,
        "only": list(rubric.only),
        "columns": list(rubric.columns),
    }


def _score(score: Score) -> dict[str, object]:
    scales = [{"floor": to_text(scale.floor), "top": to_text(scale.top)} for scale in score.scales]
    return {
        **{
            side: {"name": name, **scale}
            for side, name, scale in zip(SIDES, score.names, scales, strict=True)
        },
        "label": score.label,
        "moves": "shares" if score.in_shares else "points",
    }


def _means(units: Sequence[Unit]) -> dict[str, object]:
    found = means(units)
    return {
        "scored": found.scored,
        "mean_old": _number(found.old),
        "mean_new": _number(found.new),
        "mean_move": _number(found.move),
        "up": found.up,
        "down": found.down,
        "same": found.same,
    }


def _classes(impact: Impact, at: int, classes: Classes) -> dict[str, object]:
    cells = impact.matrix(at)
    rows = states(classes.old, (before for before, _ in cells))
    columns = states(classes.new, (after for _, after in cells))
    return {
        "name": classes.name,
        "label": classes.label,
        "kind": classes.kind,
        **_counted(classes, impact.units, at),
        "old": [_state(state) for state in rows],
        "new": [_state(state) for state in columns],
        "matrix": [[cells[before, after] for after in columns] for before in rows],
    }


def _counted(classes: Classes, units: Sequence[Unit], at: int) -> dict[str, object]:
    found = counted(classes, units, at)
    return {
        "settled": found.settled,
        "changed": found.changed,
        "better": found.better,
        "worse": found.worse,
        "other": found.other,
    }


def _group(impact: Impact, key: tuple[str, ...], units: Sequence[Unit]) -> dict[str, object]:
    return {
        "key": dict(zip(impact.per, key, strict=True)),
        "records": len(units),
        "score": None if impact.score is None else _means(units),
        "classes": {classes.name: _counted(classes, units, at) for at, classes in enumerate(impact.classes)},
    }


def _unit(impact: Impact, unit: Unit, language: Language) -> dict[str, object]:
    old, new = unit.problems
    return {
        "record": unit.record,
        "kept": dict(unit.kept),
        "status": dict(zip(SIDES, unit.standing, strict=True)),
        "score": {
            **{s: _number(v) for s, v in zip(SIDES, unit.score, strict=True)},
            "move": _number(unit.move),
        },
        "classes": {
            classes.name: _class(classes, pair, unit.grounds.get(at))
            for at, (classes, pair) in enumerate(zip(impact.classes, unit.classes, strict=True))
        },
        "ranks": [dict(zip(SIDES, ranks, strict=True)) for ranks in unit.ranks],
        "edges": [_edge(edge) for edge in unit.edges],
        "problems": {
            "old": [to_dict(problem, language) for problem in old],
            "new": [to_dict(problem, language) for problem in new],
        },
    }


def _class(classes: Classes, pair: Pair, grounds: tuple[Ground, Ground] | None) -> dict[str, object]:
    said: dict[str, object] = dict(zip(SIDES, map(_state, pair), strict=True))
    said["change"] = _change(classes, pair)
    if grounds is not None:
        said["why"] = {side: _ground(ground) for side, ground in zip(SIDES, grounds, strict=True)}
    return said


def _change(classes: Classes, pair: Pair) -> str | None:
    """`better`, `worse`, `other` or `none`; nothing where one of the two is not settled."""
    before, after = pair
    if before is None or after is None:
        return None
    return {0: "none", 1: "better", -1: "worse", None: "other"}[classes.direction(before, after)]


def _ground(ground: Ground) -> dict[str, object]:
    return {"value": _number(ground.value), "lines": list(ground.lines), "limits": list(ground.limits)}


def _edge(edge: Edge) -> dict[str, object]:
    return {
        "rubric": edge.side,
        "class": edge.name,
        "value": to_text(edge.value),
        "code": edge.code,
        "neighbour": edge.neighbour,
        "edge": to_text(edge.edge),
        "distance": to_text(edge.distance),
        "on": edge.on,
    }


def _edge_text(edges: Sequence[Edge], side: str) -> str:
    """The edges under one rubric as a cell: `kategori A/B 0.01`."""
    told = (
        f"{edge.name} {edge.code}/{edge.neighbour} {'on edge' if edge.on else to_text(edge.distance)}"
        for edge in edges
        if edge.side == side
    )
    return "; ".join(told)


def _problem_text(unit: Unit, language: Language) -> str:
    """What is wrong, each sentence once, with the rubric where only one says it."""
    old, new = unit.problems
    said: dict[str, None] = {}
    for problem in dict.fromkeys((*old, *new)):
        side = "" if problem in old and problem in new else "old: " if problem in old else "new: "
        where = f"{problem.column}: " if problem.column else ""
        said[f"{side}{where}{problem.message.read(language)}"] = None
    return "; ".join(said)


def _number(value: Fraction | None) -> Union[str, None]:
    return None if value is None else to_text(value)


def _state(state: State | None) -> object:
    if state is None:
        return None
    return ABSENT if state is NOT_APPLICABLE else machine(state)


def _flat(state: State | None) -> str:
    return ABSENT if state is NOT_APPLICABLE else flat(state)
