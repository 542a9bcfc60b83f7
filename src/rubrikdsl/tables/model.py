"""A table as data: typed columns, exact cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass

Kind = Literal["text", "number", "share", "truth", "date"]
"""What a column holds; a share is a fraction of one and printed with its `%`."""

Cell = Union[str, Fraction, bool, date, None]
"""One value; None where there is none. A text may stand in a column of any kind: why there is no value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands below it, and the decimals that numbers have in print (None: all of theirs).

    All numbers of a column have the same decimals in print, and `least` at least. `held` is what files of
    columns have for numbers: decimals with so many places, or texts (None: what these numbers need).
    """

    name: str
    kind: Kind = "text"
    places: int | None = None
    least: int = 0
    held: int | Literal["text"] | None = None

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers, which stand at the right."""
        return self.kind in ("number", "share")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def names(self) -> tuple[str, ...]:
        """The headings, each once: formats by key can have no two alike.

        >>> Table("", (Column("nilai"), Column("nilai"), Column("")), ()).names()
        ('nilai', 'nilai 2', 'column 3')
        """
        found: dict[str, None] = {}
        for at, column in enumerate(self.columns, 1):
            name = column.name or f"column {at}"
            number = 2
            while name in found:
                name, number = f"{column.name} {number}", number + 1
            found[name] = None
        return tuple(found)

    def values(self, at: int) -> Iterator[Cell]:
        """The cells of one column."""
        return (row[at] for row in self.rows)

    def places(self, at: int) -> int:
        """The decimals that show all numbers of a column that end (of a share: of its percentage)."""
        column = self.columns[at]
        if column.places is not None:
            return column.places
        factor = 100 if column.kind == "share" else 1
        numbers = (cell * factor for cell in self.values(at) if isinstance(cell, Fraction))
        return max([column.least, *(decimal_places(number) or 0 for number in numbers)])


def plain(cell: Cell) -> str | bool | None:
    """A cell as machines have it: numbers as exact texts, days as in ISO 8601."""
    match cell:
        case None | bool() | str():
            return cell
        case Fraction():
            return to_text(cell)
        case date():
            return cell.isoformat()
