"""Results for people: a table with aligned columns, and below it why a value is not final.

Exact texts only: a number that does not end is shown as a fraction with a decimal beside it. It has the
decimal mark of the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.result import Named
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import headings
from rubrikdsl.records.write import Scored
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type

PLACES = 4
"""Decimal places beside a fraction."""


@dataclass(frozen=True, slots=True)
class Text:
    """A cell of a table; `indent` is kept on the lines that it goes on."""

    text: str
    right: bool = False
    indent: int = 0


def to_table(rows: Sequence[Scored], language: Language = "en", width: int | None = None) -> str:
    """All results, one a line, and below them the problems of each record, filled to a width."""
    kept = list(dict.fromkeys(column for row in rows for column in row.kept))
    named = {value.name: value for row in rows for value in row.result.values}
    by_reading = any(row.reading is not None for row in rows)
    head = [Text(headings.RECORD.read(language)), *(Text(column) for column in kept)]
    head[1:1] = [Text(headings.READING.read(language))] if by_reading else []
    head += [Text(name, _is_number(value)) for name, value in named.items()]
    places = _places(rows)
    lines = [head]
    for row in rows:
        values = {value.name: value for value in row.result.values}
        line = [Text(row.result.record), *(Text(row.kept.get(column, "")) for column in kept)]
        line[1:1] = [Text(row.reading or "")] if by_reading else []
        line += [_value(values.get(name), places.get(name, 0), language) for name in named]
        lines.append(line)
    return "\n".join(aligned(lines)) + "\n" + _bounds(rows, language) + _below(rows, language, width)


def _bounds(rows: Sequence[Scored], language: Language) -> str:
    """What open values can still become, where that was asked."""
    asked = [(row.result.record, row.bounds) for row in rows if row.bounds]
    if not asked:
        return ""
    from rubrikdsl.records import bounds

    return "\n" + bounds.to_table(asked, language)


def aligned(lines: Sequence[Sequence[Text]], most: Mapping[int, int] | None = None) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell; the first row is a heading.

    A column in `most` goes on in a further line where it would be wider than that.
    """
    most = most or {}
    rows = [[broken(cell.text, most.get(at), cell.indent) for at, cell in enumerate(line)] for line in lines]
    widths = [max(width(text) for row in rows for text in row[at]) for at in range(len(lines[0]))]
    drawn = []
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        for part in range(max(len(texts) for texts in row)):
            texts = [one[part] if part < len(one) else "" for one in row]
            padded = (
                _padded(text, cell.right, wide) for text, cell, wide in zip(texts, line, widths, strict=True)
            )
            drawn.append("  ".join(padded).rstrip())
        if number == 0:
            drawn.append("  ".join("-" * wide for wide in widths))
    return drawn


def broken(text: str, most: int | None, indent: int = 0) -> list[str]:
    """A text as lines no wider than `most`, broken between words; a longer word stays whole.

    >>> broken("one two three", 9, 1)
    [' one two', '   three']
    """
    space, text = " " * indent, clean(text)
    if most is None or width(space + text) <= most:
        return [space + text]
    lines, line = [], space
    for word in text.split():
        if line.strip() and width(line) + 1 + width(word) > most:
            lines.append(line)
            line = space + "  "
        line = line + word if not line.strip() else f"{line} {word}"
    return [*lines, line]


def exactly(value: Fraction, language: Language, least: int = 0) -> str:
    """A number as people read it: exact where it ends, else the fraction and a decimal beside it.

    `least` decimal places are written even where they are zeros.

    >>> exactly(Fraction("49.85"), "id"), exactly(Fraction(42561, 700), "en"), exactly(Fraction(78), "en", 2)
    ('49,85', '42561/700 ≈ 60.8014', '78.00')
    """
    mark: Mark = "," if language == "id" else "."
    places = decimal_places(value)
    if places is None:
        return f"{to_text(value)} ≈ {fixed(value, PLACES, mark)}"
    return fixed(value, max(places, least), mark)


def readable(value: Value, type: Type, language: Language, least: int = 0, shown: int | None = None) -> str:
    """Any value as people read it; a share with its `%`, a number with `shown` rounded for print."""
    match value:
        case Fraction() if shown is not None:
            return fixed(value, shown, "," if language == "id" else ".")
        case bool():
            return (headings.YES if value else headings.NO).read(language)
        case Fraction():
            if type.kind == "share":
                return exactly(value * 100, language, least) + "%"
            return exactly(value, language, least)
        case str():
            return value
        case frozenset():
            return ", ".join(sorted(value))
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


def _places(rows: Iterable[Scored]) -> dict[str, int]:
    """The decimal places of each column of numbers: enough for all that end."""
    places: dict[str, int] = {}
    for row in rows:
        for named in row.result.values:
            if isinstance(named.value, Fraction) and named.shown is None:
                shown = named.value * 100 if named.type.kind == "share" else named.value
                places[named.name] = max(places.get(named.name, 0), decimal_places(shown) or 0)
    return places


def _value(named: Named | None, least: int, language: Language) -> Text:
    if named is None:
        return Text("")
    if named.value is None:
        return Text(
            headings.OPEN[named.status].read(language) if named.status in headings.OPEN else "",
            _is_number(named),
        )
    return Text(readable(named.value, named.type, language, least, named.shown), _is_number(named))


def _is_number(named: Named) -> bool:
    return named.type.kind in ("number", "share")


def _padded(text: str, right: bool, wide: int) -> str:
    space = " " * (wide - width(text))
    return space + text if right else text + space


def _below(rows: Iterable[Scored], language: Language, width: int | None) -> str:
    told = dict.fromkeys(problem for row in rows for problem in row.result.problems)
    notes = [render_problem(problem, language, width=width) for problem in told]
    return "\n" + "".join(notes) if notes else ""
