"""Results for machines: JSON, CSV, TOML. Numbers are exact texts with a point; nothing is rounded.

The JSON is described in `docs/schema/score-1.md`. The table for people stands in `records.table`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.render.problem import to_dict
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.result import Alternative
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import Result
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.records.plain import cell as cell
from rubrikdsl.records.plain import flat as flat
from rubrikdsl.records.plain import kind as kind
from rubrikdsl.records.plain import machine as machine
from rubrikdsl.records.plain import without_null as without_null
from rubrikdsl.semantics.terms import Clause

if TYPE_CHECKING:
    from rubrikdsl.engine.partial.result import Bounds
    from rubrikdsl.tables import Cell
    from rubrikdsl.tables import Table

SCHEMA = "score-1"


@dataclass(frozen=True, slots=True)
class About:
    """What scored: the rubric's name, its version and the digest of what decided (see the schema)."""

    rubric: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A result, what scored it, and the columns of its data that are carried along.

    `choice` are the readings that were chosen; `reading` names them where there is a result for each.
    `bounds` are there where they are asked.
    """

    result: Result
    about: About
    kept: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = ()
    reading: str | None = None
    bounds: tuple[Bounds, ...] | None = None


def to_object(scored: Scored, language: Language = "en") -> dict[str, object]:
    """One result as an object of JSON (`language` is that of the messages only)."""
    result, about = scored.result, scored.about
    written: dict[str, object] = {
        "schema": SCHEMA,
        "record": result.record,
        "rubric": about.rubric,
        "version": about.version,
        "digest": about.digest,
        "readings": dict(scored.choice),
        "final": result.is_final,
        "values": {
            named.name: None if named.value is None else machine(named.value) for named in result.values
        },
        "open": {named.name: finality(named) for named in result.values if named.value is None},
        "assumed": [assumption(clause) for clause in result.assumed],
        "problems": [to_dict(problem, language) for problem in result.problems],
        "kept": dict(scored.kept),
    }
    if scored.bounds is not None:
        from rubrikdsl.records import bounded

        written["bounds"] = {bound.name: bounded.to_object(bound) for bound in scored.bounds}
    return written


def to_json(rows: Iterable[Scored], language: Language = "en") -> str:
    """All results as an array of objects."""
    import json

    objects = [to_object(row, language) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


Held = Mapping[str, Union[int, Literal["text"], None]]
"""What files of columns have for the numbers of each value (see `tables.Column`)."""


def to_csv(rows: Sequence[Scored]) -> str:
    """All results as rows of CSV."""
    from rubrikdsl.tables.text import to_csv

    return to_csv(tabled(rows))


def tabled(rows: Sequence[Scored], language: Language | None = None, held: Held | None = None) -> Table:
    """All results as rows: `record`, `reading`, what is carried along, the values, `problems`.

    A value that is not final is an empty cell; `problems` says why: with a language in sentences, for people,
    else by the codes of what keeps a record from its results. `reading` is there where a record has a result
    for each reading. Bounds, where they are asked, have columns of their own before `problems`.
    """
    from rubrikdsl.records import bounded
    from rubrikdsl.tables import Column
    from rubrikdsl.tables import Table

    kept = list(dict.fromkeys(column for row in rows for column in row.kept))
    named = {one.name: one for row in rows for one in row.result.values}
    asked = any(row.bounds is not None for row in rows)
    beside = bounded.columns([row.result.values for row in rows] if asked else [])
    by_reading = any(row.reading is not None for row in rows)
    known = held or {}
    columns = (
        Column("record"),
        *([Column("reading")] if by_reading else []),
        *(Column(column) for column in kept),
        *(Column(name, kind(one.type), one.shown, held=known.get(name)) for name, one in named.items()),
        *bounded.headings(beside),
        Column("problems"),
    )
    lines = []
    for row in rows:
        values = {one.name: one.value for one in row.result.values}
        line: tuple[Cell, ...] = (
            row.result.record,
            *([row.reading or ""] if by_reading else []),
            *(row.kept.get(column) or None for column in kept),
            *(cell(values.get(name)) for name in named),
            *bounded.cells(beside, row.bounds or ()),
            _codes(row.result) if language is None else _sentences(row.result, language),
        )
        lines.append(line)
    return Table(rows[0].about.rubric if rows else "", columns, tuple(lines))


def _codes(result: Result) -> str | None:
    """The codes of what keeps a record from all of its results."""
    found = (problem.code for problem in result.problems if problem.severity != "warning")
    return "; ".join(dict.fromkeys(found)) or None


def _sentences(result: Result, language: Language) -> str | None:
    return "; ".join(_sentence(problem, language) for problem in result.problems) or None


def to_toml(rows: Iterable[Scored], language: Language = "en") -> str:
    """All results as `[[record]]` tables; what JSON writes as null is left out."""
    import tomli_w

    objects = []
    for row in rows:
        written = to_object(row, language)
        name = written.pop("record")
        objects.append({"record": name, **written})
    return tomli_w.dumps({"record": [without_null(each) for each in objects]}, multiline_strings=False)


def finality(named: Named) -> dict[str, object]:
    """Why a value is open: its status, the paths of the answers that it waits for, and what readings give."""
    found: dict[str, object] = {"status": named.status, "waiting": list(named.waiting)}
    if named.status == "differs":
        found["alternatives"] = [_alternative(each) for each in named.alternatives]
    return found


def _alternative(one: Alternative) -> dict[str, object]:
    named = one.named
    status = "absent" if named is None else named.status
    value = None if named is None or named.value is None else machine(named.value)
    return {"readings": dict(one.choice), "status": status, "value": value}


def assumption(clause: Clause) -> dict[str, object]:
    """A clause that no source gives, and the reason that its author stated."""
    return {"kind": clause.kind, "title": clause.title, "reason": clause.assumed or ""}


def _sentence(problem: Problem, language: Language) -> str:
    where = f"{problem.column}: " if problem.column else ""
    return where + problem.message.read(language)
