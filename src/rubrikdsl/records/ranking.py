"""Ranked records: a table for people, and JSON, CSV and TOML for machines (`docs/schema/rank-1.md`)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.render.problem import to_dict
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.ranking import Ranked
from rubrikdsl.engine.result import Choice
from rubrikdsl.exact import decimal_places
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records import headings as head
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.records.table import readable
from rubrikdsl.records.write import About
from rubrikdsl.records.write import cell
from rubrikdsl.records.write import kind
from rubrikdsl.records.write import machine
from rubrikdsl.records.write import without_null
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import Type
from rubrikdsl.tables import Cell
from rubrikdsl.tables import Column
from rubrikdsl.tables import Kind
from rubrikdsl.tables import Table

SCHEMA = "rank-1"


@dataclass(frozen=True, slots=True)
class Listed:
    """A ranking with its records in order; `kept` are columns carried along, one entry a record scored."""

    plan: ir.Plan
    ranking: ir.Ranking
    rows: tuple[Ranked, ...]
    kept: tuple[Mapping[str, str], ...]
    about: About
    edition: str | None = None
    """The days of the text that ranked, where there are several."""
    reading: str | None = None
    """The reading that it is the ranking of, where there is one for each."""
    choice: Choice = ()

    @property
    def within(self) -> tuple[str, ...]:
        """The names of the inputs that divide the records."""
        return tuple(_field(self.plan, step) for step in self.ranking.within)

    @property
    def assumed(self) -> str | None:
        """Why the ranking is assumed, where it is."""
        clause = self.ranking.clause
        return self.plan.clauses[clause].assumed if clause >= 0 else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns carried along."""
        return tuple(dict.fromkeys(column for kept in self.kept for column in kept))


def top(listed: Listed, most: int | None) -> Listed:
    """The same with the first `most` ranks of each group only; records without a rank stay."""
    if most is None:
        return listed
    rows = tuple(row for row in listed.rows if row.rank is None or row.rank <= most)
    return replace(listed, rows=rows)


def _field(plan: ir.Plan, step: int) -> str:
    match plan.steps[step]:
        case ir.Answer(field):
            return ".".join(plan.fields[field].path)
        case _:
            raise AssertionError("rankings divide by answers")


# For people


def to_table(lists: Iterable[Listed], language: Language = "en") -> str:
    """Each ranking under its title, and below it why a record has no rank."""
    return "\n".join("".join(_table(listed, language)) for listed in lists)


def _table(listed: Listed, language: Language) -> Iterator[str]:
    ranking, plan = listed.ranking, listed.plan
    yield f"{_title(listed, language)}: {_order(listed, language)}\n"
    keys = (ranking.by, *ranking.keys)
    types = [plan.types[key.step] for key in keys]
    titles = [Text(head.RANK.read(language), right=True), Text(head.RECORD.read(language))]
    titles += [Text(name) for name in (*listed.within, *listed.columns)]
    titles += [Text(key.text, _is_number(type)) for key, type in zip(keys, types, strict=True)]
    places = [_places(listed.rows, at, type) for at, type in enumerate(types)]
    lines = [titles]
    for row in listed.rows:
        rank = "-" if row.rank is None else str(row.rank)
        line = [Text(rank, right=True), Text(row.record)]
        for step, answer in zip(ranking.within, row.within, strict=True):
            line.append(_cell(answer, plan.types[step], language, 0))
        line += [Text(listed.kept[row.at].get(column, "")) for column in listed.columns]
        for value, type, least in zip((row.value, *row.keys), types, places, strict=True):
            line.append(_cell(value, type, language, least))
        lines.append(line)
    yield "".join(f"{line}\n" for line in aligned(lines))
    if listed.assumed is not None:
        yield f"{head.ASSUMED.read(language)}: {listed.assumed}\n"
    notes = [render_problem(row.problem, language) for row in listed.rows if row.problem is not None]
    yield "\n" + "".join(notes) if notes else ""


def _title(listed: Listed, language: Language) -> str:
    parts = [listed.ranking.label]
    if listed.edition is not None:
        parts.append(listed.edition)
    if listed.reading is not None:
        parts.append(head.UNDER.read(language).format(reading=listed.reading))
    return " · ".join(parts)


def _order(listed: Listed, language: Language) -> str:
    """How it is ordered, in words."""
    ranking = listed.ranking
    words = head.LOWEST if ranking.by.lowest else head.HIGHEST
    said = [words.read(language).format(by=ranking.by.text)]
    for key in ranking.keys:
        order = (head.LOWEST if key.lowest else head.HIGHEST).read(language).format(by=key.text)
        said.append(head.THEN.read(language).format(order=order))
    if listed.within:
        said.append(head.WITHIN.read(language).format(inputs=", ".join(listed.within)))
    said.append(head.TIES[ranking.ties].read(language))
    return "; ".join(said)


def _is_number(type: Type) -> bool:
    return type.kind in ("number", "share")


def _cell(value: Value | None, type: Type, language: Language, least: int) -> Text:
    text = "" if value is None else readable(value, type, language, least)
    return Text(text, _is_number(type))


def _places(rows: Iterable[Ranked], at: int, type: Type) -> int:
    """The decimal places of a column of numbers: enough for all that end."""
    places = 0
    for row in rows:
        value = (row.value, *row.keys)[at]
        if value is not None and not isinstance(value, (bool, str, frozenset)) and _is_number(type):
            shown = value if type == NUMBER else value * 100  # type: ignore[operator]
            places = max(places, decimal_places(shown) or 0)  # type: ignore[arg-type]
    return places


# For machines


def to_object(lists: Sequence[Listed], language: Language = "en") -> dict[str, object]:
    """All rankings as one object of JSON; a version or digest that is not that of all is null."""
    abouts = {listed.about for listed in lists}
    versions, digests = {one.version for one in abouts}, {one.digest for one in abouts}
    return {
        "schema": SCHEMA,
        "rubric": next((one.rubric for one in abouts), ""),
        "version": versions.pop() if len(versions) == 1 else None,
        "digest": digests.pop() if len(digests) == 1 else None,
        "rankings": [_object(listed, language) for listed in lists],
    }


def _object(listed: Listed, language: Language) -> dict[str, object]:
    ranking = listed.ranking
    return {
        "name": ranking.name,
        "label": ranking.label,
        "version": listed.about.version,
        "digest": listed.about.digest,
        "edition": listed.edition,
        "readings": dict(listed.choice),
        "by": _key(ranking.by),
        "within": list(listed.within),
        "ties": ranking.ties,
        "keys": [_key(key) for key in ranking.keys],
        "assumed": listed.assumed,
        "rows": [_row(listed, row, language) for row in listed.rows],
    }


def _key(key: ir.Key) -> dict[str, object]:
    return {"value": key.text, "order": "lowest" if key.lowest else "highest"}


def _row(listed: Listed, row: Ranked, language: Language) -> dict[str, object]:
    return {
        "record": row.record,
        "rank": row.rank,
        "value": _plain(row.value),
        "within": dict(zip(listed.within, map(_plain, row.within), strict=True)),
        "keys": [_plain(key) for key in row.keys],
        "kept": dict(listed.kept[row.at]),
        "problem": None if row.problem is None else to_dict(row.problem, language),
    }


def _plain(value: Value | None) -> object:
    return None if value is None else machine(value)


def to_json(lists: Sequence[Listed], language: Language = "en") -> str:
    """All rankings as JSON."""
    import json

    return json.dumps(to_object(lists, language), ensure_ascii=False, indent=2) + "\n"


def to_toml(lists: Sequence[Listed], language: Language = "en") -> str:
    """The same as TOML; what JSON writes as null is left out."""
    import tomli_w

    written = without_null(to_object(lists, language))
    assert isinstance(written, dict)
    return tomli_w.dumps(written, multiline_strings=False)


def to_csv(lists: Sequence[Listed], language: Language = "en") -> str:
    """All rankings as rows of CSV."""
    from rubrikdsl.tables.text import to_csv

    return to_csv(tabled(lists, language))


def tabled(lists: Sequence[Listed], language: Language = "en") -> Table:
    """One row a record and ranking: the rank, the record, the inputs, what is carried along, the values.

    The value ranked by stands under `value`, what tells equals apart under `key_1` and so on.
    """
    within = tuple(dict.fromkeys(name for listed in lists for name in listed.within))
    columns = tuple(dict.fromkeys(name for listed in lists for name in listed.columns))
    keys = max((len(listed.ranking.keys) for listed in lists), default=0)
    texts: list[tuple[str, Callable[[Listed], str | None]]] = [
        ("edition", lambda listed: listed.edition),
        ("reading", lambda listed: listed.reading),
    ]
    texts = [(name, of) for name, of in texts if any(of(listed) is not None for listed in lists)]
    heads = (
        Column("ranking"),
        *(Column(name) for name, _ in texts),
        Column("rank", "number"),
        Column("record"),
        *(Column(name, _kind(lists, name)) for name in within),
        *(Column(name) for name in columns),
        Column("value", _ranked_by(lists, 0)),
        *(Column(f"key_{n}", _ranked_by(lists, n)) for n in range(1, keys + 1)),
        Column("problem"),
    )
    rows = []
    for listed in lists:
        for row in listed.rows:
            answers = dict(zip(listed.within, row.within, strict=True))
            padded = [*row.keys, *([None] * (keys - len(row.keys)))]
            line: tuple[Cell, ...] = (
                listed.ranking.name,
                *(of(listed) or "" for _, of in texts),
                None if row.rank is None else Fraction(row.rank),
                row.record,
                *(cell(answers.get(name)) for name in within),
                *(listed.kept[row.at].get(name, "") for name in columns),
                cell(row.value),
                *map(cell, padded),
                "" if row.problem is None else row.problem.message.read(language),
            )
            rows.append(line)
    return Table(lists[0].about.rubric if lists else "", heads, tuple(rows))


def _kinds(types: Iterable[Type]) -> Kind:
    """The kind of a column with values of these types."""
    kinds = {kind(type) for type in types}
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(lists: Sequence[Listed], name: str) -> Kind:
    """The kind of the column of an input."""
    steps = (
        (each.plan, step)
        for each in lists
        for known, step in zip(each.within, each.ranking.within, strict=True)
        if known == name
    )
    return _kinds(plan.types[step] for plan, step in steps)


def _ranked_by(lists: Sequence[Listed], at: int) -> Kind:
    """The kind of the column of what is ranked by, or of the key at a place."""
    keys = ((each.plan, (each.ranking.by, *each.ranking.keys)) for each in lists)
    return _kinds(plan.types[held[at].step] for plan, held in keys if at < len(held))
