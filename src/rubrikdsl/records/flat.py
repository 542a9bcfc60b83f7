"""The rows of one table, held column by column: a `RawRecord` is made when it is asked for.

Columns repeat few texts, so that a hundred thousand rows take little more than a place each for their cells;
and what is the same for all rows (what a column names, what a text says) is found once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar
from typing import overload

from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Grid
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import RawRecord

T = TypeVar("T")


class Lazy(Sequence[T]):
    """A sequence whose elements are made when they are asked for."""

    def _at(self, at: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        places = range(len(self))[at]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))

    def __iter__(self) -> Iterator[T]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Cells(Lazy[Raw]):
    """A column: each different cell once, and which of them each row has."""

    def __init__(self, different: Sequence[Raw], at: array[int]) -> None:
        self.different = different
        self.at = at

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[Raw]:
        return map(self.different.__getitem__, self.at)

    def _at(self, at: int) -> Raw:
        return self.different[self.at[at]]


def of_texts(texts: Iterable[str]) -> Cells:
    """A column of texts, less the blanks around them."""
    held = list(texts)
    places: dict[str, int] = {}
    which = {text: places.setdefault(text.strip(), len(places)) for text in dict.fromkeys(held)}
    return Cells(list(places), array("i", map(which.__getitem__, held)))


def of_cells(cells: Sequence[Raw]) -> Cells:
    """A column of any cells."""
    if all(type(cell) is str for cell in cells):
        places = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
        return Cells(list(places), array("i", map(places.__getitem__, cells)))
    ways = [_way(cell) for cell in cells]
    different = dict(zip(reversed(ways), reversed(cells), strict=True))
    which = {way: at for at, way in enumerate(different)}
    return Cells(list(different.values()), array("i", map(which.__getitem__, ways)))


def _way(raw: Raw) -> object:
    """What cells have in common that say the same: Python has `1 == True`, and a number as shown."""
    match raw:
        case Figure():
            return Figure, raw, raw.shown, raw.percent
        case Broken():
            return Broken, id(raw)
        case tuple():
            return tuple(map(_way, raw))
        case _:
            return type(raw), raw


class Flat(Lazy[RawRecord]):
    """Rows with one header: `columns` are the cells of each of its names, `rows` the line of each row.

    `odd` are rows that do not fit the header, by their place; what the columns hold there says nothing.
    """

    def __init__(
        self,
        file: str,
        columns: Mapping[str, Cells],
        rows: Sequence[int | None],
        odd: Mapping[int, RawRecord] | None = None,
        grid: Grid | None = None,
    ) -> None:
        self.file = file
        self.columns = columns
        self.rows = rows
        self.odd = odd or {}
        self.grid = grid

    def __len__(self) -> int:
        return len(self.rows)

    def even(self) -> RawRecord | None:
        """The first row that fits the header."""
        at = next((at for at in range(len(self)) if at not in self.odd), None)
        return None if at is None else self[at]

    def _at(self, at: int) -> RawRecord:
        if at in self.odd:
            return self.odd[at]
        cells = {key: column[at] for key, column in self.columns.items()}
        return RawRecord(self.file, self.rows[at], cells, grid=self.grid)


class Chain(Lazy[T]):
    """Sequences one after the other."""

    def __init__(self, parts: Iterable[Sequence[T]]) -> None:
        self.parts = tuple(parts)
        self._length = sum(map(len, self.parts))

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return (each for part in self.parts for each in part)

    def _at(self, at: int) -> T:
        for part in self.parts:
            if at < len(part):
                return part[at]
            at -= len(part)
        raise IndexError(at)


def flattened(raws: Sequence[RawRecord]) -> Sequence[RawRecord]:
    """Rows held by column, where all have the same keys and no members; else as they are."""
    if isinstance(raws, Flat) or not raws:
        return raws
    first = raws[0]
    keys = list(first.cells)
    if any(raw.members or raw.file != first.file or raw.grid is not first.grid for raw in raws):
        return raws
    if any(list(raw.cells) != keys for raw in raws):
        return raws
    columns = {key: of_cells([raw.cells[key] for raw in raws]) for key in keys}
    odd = {at: raw for at, raw in enumerate(raws) if raw.problems}
    return Flat(first.file, columns, [raw.row for raw in raws], odd, first.grid)


def parts(sequence: Sequence[T]) -> tuple[Sequence[T], ...]:
    """What stands one after the other in a sequence."""
    return sequence.parts if isinstance(sequence, Chain) else (sequence,)


def typical(raws: Sequence[RawRecord]) -> Iterator[RawRecord]:
    """Rows enough to know the keys of all, in their order."""
    for part in parts(raws):
        if isinstance(part, Flat):
            even = part.even()
            yield from (() if even is None else (even,))
            yield from part.odd.values()
        else:
            yield from part
