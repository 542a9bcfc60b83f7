"""Results for machines: JSON, CSV, TOML. Numbers are exact texts with a point; nothing is rounded.

The JSON is described in `docs/schema/score-1.md`. The table for people stands in `records.table`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.render.problem import to_dict
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import Result
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Clause

SCHEMA = "score-1"


@dataclass(frozen=True, slots=True)
class About:
    """What scored: the rubric's name, its version and the digest of what decided (see the schema)."""

    rubric: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A result with the columns of its data that are carried along."""

    result: Result
    kept: Mapping[str, str] = field(default_factory=dict)


def to_object(scored: Scored, about: About, language: Language = "en") -> dict[str, object]:
    """One result as an object of JSON (`language` is that of the messages only)."""
    result = scored.result
    return {
        "schema": SCHEMA,
        "record": result.record,
        "rubric": about.rubric,
        "version": about.version,
        "digest": about.digest,
        "final": result.is_final,
        "values": {
            named.name: None if named.value is None else machine(named.value) for named in result.values
        },
        "open": {named.name: finality(named) for named in result.values if named.value is None},
        "assumed": [assumption(clause) for clause in result.assumed],
        "problems": [to_dict(problem, language) for problem in result.problems],
        "kept": dict(scored.kept),
    }


def to_json(rows: Iterable[Scored], about: About, language: Language = "en") -> str:
    """All results as an array of objects."""
    import json

    objects = [to_object(row, about, language) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def to_csv(rows: Sequence[Scored], language: Language = "en") -> str:
    """All results as rows: `record`, what is carried along, the values, `problems`.

    A value that is not final is an empty cell; `problems` says why.
    """
    import csv
    import io

    kept = list(dict.fromkeys(column for row in rows for column in row.kept))
    names = list(dict.fromkeys(named.name for row in rows for named in row.result.values))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["record", *kept, *names, "problems"])
    for row in rows:
        values = {named.name: named.value for named in row.result.values}
        writer.writerow(
            [
                row.result.record,
                *(row.kept.get(column, "") for column in kept),
                *(flat(values.get(name)) for name in names),
                "; ".join(_sentence(problem, language) for problem in row.result.problems),
            ]
        )
    return out.getvalue()


def to_toml(rows: Iterable[Scored], about: About, language: Language = "en") -> str:
    """All results as `[[record]]` tables; what JSON writes as null is left out."""
    import tomli_w

    objects = []
    for row in rows:
        written = to_object(row, about, language)
        name = written.pop("record")
        objects.append({"record": name, **written})
    return tomli_w.dumps({"record": [without_null(each) for each in objects]}, multiline_strings=False)


def machine(value: Value) -> str | bool | list[str]:
    """A value as JSON has it: numbers as exact texts, shares as fractions of one, sets as sorted codes.

    >>> machine(Fraction("49.850")), machine(Fraction(42561, 700)), machine(True)
    ('49.85', '42561/700', True)
    """
    match value:
        case bool() | str():
            return value
        case Fraction():
            return to_text(value)
        case frozenset():
            return sorted(value)
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


def flat(value: Value | None) -> str:
    """A value as a cell of CSV; nothing where there is none."""
    if value is None:
        return ""
    written = machine(value)
    if isinstance(written, bool):
        return "yes" if written else "no"
    return "; ".join(written) if isinstance(written, list) else written


def finality(named: Named) -> dict[str, object]:
    """Why a value is open: its status, and the paths of the answers that it waits for."""
    return {"status": named.status, "waiting": list(named.waiting)}


def assumption(clause: Clause) -> dict[str, object]:
    """A clause that no source gives, and the reason that its author stated."""
    return {"kind": clause.kind, "title": clause.title, "reason": clause.assumed or ""}


def _sentence(problem: Problem, language: Language) -> str:
    where = f"{problem.column}: " if problem.column else ""
    return where + problem.message.read(language)


def without_null(value: object) -> object:
    """The same without what is null, for TOML."""
    match value:
        case dict():
            return {key: without_null(inner) for key, inner in value.items() if inner is not None}
        case list():
            return [without_null(inner) for inner in value]
        case _:
            return value
