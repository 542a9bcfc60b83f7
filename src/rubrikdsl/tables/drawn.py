"""A table drawn with characters: as wide as it needs, and never wider than the screen.

Numbers are never cut. Where the columns do not all fit, texts are cut, the widest first; where even that is
too wide, the last columns stand in a further part below, each part with the first column.
"""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.frozen import dataclass
from rubrikdsl.pictures.text.look import Look
from rubrikdsl.pictures.text.look import padded
from rubrikdsl.tables.model import Table
from rubrikdsl.tables.text import readable

GAP = 2
LEAST = 8
"""Columns that a text keeps, however narrow the screen."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A column as texts, its heading first."""

    texts: tuple[str, ...]
    right: bool

    @property
    def widest(self) -> int:
        return max(map(width, self.texts))

    @property
    def least(self) -> int:
        return self.widest if self.right else min(self.widest, LEAST)


def draw_table(table: Table, look: Look | None = None) -> str:
    """The title, the headings with a rule below them (where there are any), the rows.

    >>> from fractions import Fraction
    >>> from rubrikdsl.tables import Column
    >>> columns = (Column("record"), Column("nilai", "number"))
    >>> rows = (("Kota Metro", Fraction("80.85")), ("Batu", Fraction(78)))
    >>> print(draw_table(Table("", columns, rows), Look(language="id", unicode=False)), end="")
    record      nilai
    ----------  -----
    Kota Metro  80,85
    Batu        78,00
    """
    look = look or Look()
    lines = look.title(table.title)
    if table.columns:
        columns = [_column(table, at, look) for at in range(len(table.columns))]
        for number, part in enumerate(_parts(columns, look.width)):
            lines += [""] * (number > 0) + _lines(part, look)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _column(table: Table, at: int, look: Look) -> _Drawn:
    column = table.columns[at]
    places = table.places(at) if column.is_number else 0
    texts = [readable(cell, column, places, look.language) for cell in table.values(at)]
    shown = (_line(text, 10**6, look) for text in (column.name, *texts))
    return _Drawn(tuple(map(look.own, shown)) if column.is_number else tuple(shown), column.is_number)


def _line(text: str, most: int, look: Look) -> str:
    """A text in one line; blanks before it stay, for they say what belongs to what."""
    rest = text.lstrip(" ")
    indent = " " * min(len(text) - len(rest), most)
    return indent + look.label(rest, most - len(indent))


def _parts(columns: Sequence[_Drawn], most: int) -> list[list[_Drawn]]:
    """The columns that stand side by side, part after part."""
    parts: list[list[_Drawn]] = [[columns[0]]]
    for column in columns[1:]:
        together = [*parts[-1], column]
        if sum(each.least + GAP for each in together) - GAP > most and len(parts[-1]) > 1:
            parts.append([columns[0], column])
        else:
            parts[-1] = together
    return parts


def _lines(columns: Sequence[_Drawn], look: Look) -> list[str]:
    wide = _widths(columns, look.width)
    lines = []
    for at in range(len(columns[0].texts)):
        cells = [
            padded(_line(column.texts[at], most, look), most, right=column.right)
            for column, most in zip(columns, wide, strict=True)
        ]
        lines.append((" " * GAP).join(cells))
    if not lines[0].strip():
        return lines[1:]
    rule = (" " * GAP).join("-" * most for most in wide)
    return [look.paint(lines[0], "title"), rule, *lines[1:]]


def _widths(columns: Sequence[_Drawn], most: int) -> list[int]:
    """How wide each column is; the widest text gives way first."""
    wide = [column.widest for column in columns]
    over = sum(wide) + GAP * (len(wide) - 1) - most
    while over > 0:
        texts = [at for at, column in enumerate(columns) if not column.right and wide[at] > column.least]
        if not texts:
            break
        widest = max(texts, key=lambda at: wide[at])
        others = [wide[at] for at in texts if wide[at] < wide[widest]]
        floor = max([columns[widest].least, *others])
        taken = min(over, max(wide[widest] - floor, 1))
        wide[widest] -= taken
        over -= taken
    return wide
