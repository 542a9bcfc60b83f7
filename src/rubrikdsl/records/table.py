"""Results for people: a table with aligned columns, and below it why a value is not final.

Exact texts only: a number that does not end is shown as a fraction with a decimal beside it. It has the
decimal mark of the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.result import Named
from rubrikdsl.exact import Mark
from rubrikdsl.exact import fixed
from rubrikdsl.exact import terminates
from rubrikdsl.exact import to_text
from rubrikdsl.records.write import Scored
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.record import Value

PLACES = 4
"""Decimal places beside a fraction."""

_RECORD = say("record", "rekaman")
_YES = say("yes", "ya")
_NO = say("no", "tidak")
_OPEN: dict[str, Words] = {
    "unknown": say("(open)", "(belum)"),
    "not-applicable": say("n/a", "t/b"),
    "refused": say("(refused)", "(ditolak)"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A cell of a table."""

    text: str
    right: bool = False


def to_table(rows: Sequence[Scored], language: Language = "en") -> str:
    """All results, one a line, and below them the problems of each record."""
    kept = list(dict.fromkeys(column for row in rows for column in row.kept))
    named = {value.name: value for row in rows for value in row.result.values}
    head = [Text(_RECORD.read(language)), *(Text(column) for column in kept)]
    head += [Text(name, _is_number(value)) for name, value in named.items()]
    lines = [head]
    for row in rows:
        values = {value.name: value for value in row.result.values}
        line = [Text(row.result.record), *(Text(row.kept.get(column, "")) for column in kept)]
        line += [_value(values.get(name), language) for name in named]
        lines.append(line)
    return "\n".join(aligned(lines)) + "\n" + _below(rows, language)


def aligned(lines: Sequence[Sequence[Text]], gap: str = "  ") -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell; the first line is a heading."""
    shown = [[Text(clean(cell.text), cell.right) for cell in line] for line in lines]
    widths = [max(width(line[at].text) for line in shown) for at in range(len(shown[0]))]
    drawn = []
    for number, line in enumerate(shown):
        drawn.append(gap.join(_padded(cell, wide) for cell, wide in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            drawn.append(gap.join("-" * wide for wide in widths))
    return drawn


def exactly(value: Fraction, language: Language, places: int = PLACES) -> str:
    """A number as people read it: exact where it ends, else the fraction and a decimal beside it.

    >>> exactly(Fraction("49.85"), "id"), exactly(Fraction(42561, 700), "en")
    ('49,85', '42561/700 ≈ 60.8014')
    """
    mark: Mark = "," if language == "id" else "."
    if terminates(value):
        return to_text(value, mark)
    return f"{to_text(value)} ≈ {fixed(value, places, mark)}"


def readable(value: Value, type: Type, language: Language) -> str:
    """Any value as people read it; a share with its `%`."""
    match value:
        case bool():
            return (_YES if value else _NO).read(language)
        case Fraction():
            if type.kind == "share":
                return exactly(value * 100, language) + "%"
            return exactly(value, language)
        case str():
            return value
        case frozenset():
            return ", ".join(sorted(value))
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


def _value(named: Named | None, language: Language) -> Text:
    if named is None:
        return Text("")
    if named.value is None:
        return Text(_OPEN[named.status].read(language) if named.status in _OPEN else "", _is_number(named))
    return Text(readable(named.value, named.type, language), _is_number(named))


def _is_number(named: Named) -> bool:
    return named.type.kind in ("number", "share")


def _padded(cell: Text, wide: int) -> str:
    space = " " * (wide - width(cell.text))
    return space + cell.text if cell.right else cell.text + space


def _below(rows: Iterable[Scored], language: Language) -> str:
    notes = [render_problem(problem, language) for row in rows for problem in row.result.problems]
    return "\n" + "".join(notes) if notes else ""
