"""Whether the rows of a decision take every case exactly once (semantics C8).

The values of a column fall into few kinds, alike for every test that stands there: a code, a truth, a missing
answer, a stretch of numbers between two edges. Cases are boxes of such kinds, rows are sets of boxes as bits,
and no case is ever listed: two rows meet where they meet in every column, and rows that do not meet take
everything where their sizes add up. Only rows that are read from the top need a search, which ends at `MOST`.
Domains are those declared, not what scores happen to reach. Nothing here words a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Final
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test

MOST: Final = 300_000
"""How many kinds a search looks at."""

WIDEST: Final = 100
"""How many columns a search goes through."""

SHOWN: Final = 4
"""How many cases without a row are told apart."""

Kind = Union[tuple[Literal["value"], Value], tuple[Literal["missing"], None]]
"""A value of a column that stands for all that every test treats alike, or a missing answer."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a column may hold: numbers, or codes and truths one by one; and whether nothing at all."""

    numbers: Numbers
    values: tuple[Value, ...]
    missing: bool


Box = Mapping[int, Kind]
"""A case: the columns that matter, each with a value."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong: boxes that no row takes, pairs of rows that meet in a box, rows left with nothing.

    `told` is False where the search ended before it could tell whether every case is taken. `spare`: nothing
    is left for `otherwise`.
    """

    gaps: tuple[Box, ...] = ()
    overlaps: tuple[tuple[int, int, Box], ...] = ()
    idle: tuple[int, ...] = ()
    told: bool = True
    spare: bool = False


_Column = tuple[tuple[int, Kind], ...]
"""The kinds of a column, each with the rows that take it as bits."""


def examine(step: ir.Decide, domains: Sequence[Domain]) -> Found:
    """How the rows of a decision take the cases."""
    columns = [_kinds(domain, [row.tests[at] for row in step.rows]) for at, domain in enumerate(domains)]
    everything = (1 << len(step.rows)) - 1
    empty = tuple(i for i in range(len(step.rows)) if not all(_has(column, i) for column in columns))
    if step.first:
        return _from_the_top(step, columns, everything, empty)
    overlaps = tuple(_overlaps(columns, len(step.rows)))
    if overlaps:
        hole = _Search(columns).hole(everything) if step.otherwise is None else None
        return Found(() if hole is None else (_smallest(columns, hole),), overlaps, empty)
    gaps = tuple(_gaps(columns, len(step.rows)))
    if step.otherwise is not None:
        return Found((), (), empty, spare=not gaps)
    return Found(gaps, (), empty)


def _has(column: _Column, row: int) -> bool:
    return any(mask >> row & 1 for mask, _ in column)


# Kinds of a column


def _kinds(domain: Domain, tests: Sequence[Test | None]) -> _Column:
    """The kinds of a column; those that the same rows take are one."""
    found: dict[int, Kind] = {}
    rows: dict[Test | None, int] = {}
    for i, test in enumerate(tests):
        rows[test] = rows.get(test, 0) | 1 << i
    free = rows.pop(None, 0)
    for value in domain.values:
        mask = free
        for test, taking in rows.items():
            if test is not None and value in test.values:
                mask |= taking
        found.setdefault(mask, ("value", value))
    if domain.numbers:
        for mask, witness in _stretches(domain.numbers, rows):
            found.setdefault(mask | free, ("value", witness))
    if domain.missing:
        mask = free
        for test, taking in rows.items():
            if test is not None and test.missing:
                mask |= taking
        found.setdefault(mask, ("missing", None))
    return tuple(found.items())


def _stretches(numbers: Numbers, rows: Mapping[Test | None, int]) -> Iterator[tuple[int, Fraction]]:
    """The possible numbers from edge to edge: the rows that take them, and one of them."""
    taking: dict[Interval, int] = {}
    for test, mask in rows.items():
        for interval in test.intervals if test is not None else ():
            taking[interval] = taking.get(interval, 0) | mask
    edges = sorted({e for i in taking for e in (i.low, i.high) if e is not None})
    position = {edge: at for at, edge in enumerate(edges)}
    last = 2 * len(edges)  # stretch 2k lies before edge k, stretch 2k + 1 is the edge itself
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    masks: list[int] = []
    for number, (interval, mask) in enumerate(taking.items()):
        masks.append(mask)
        low = 0 if interval.low is None else 2 * position[interval.low] + 1 + interval.low_open
        high = last if interval.high is None else 2 * position[interval.high] + 1 - interval.high_open
        if low <= high:
            opening.setdefault(low, []).append(number)
            closing.setdefault(high + 1, []).append(number)
    active: set[int] = set()
    for at in range(last + 1):
        active.update(opening.get(at, ()))
        active.difference_update(closing.get(at, ()))
        if at % 2:
            within = Interval(edges[at // 2], edges[at // 2])
        else:
            below = edges[at // 2 - 1] if at else None
            above = edges[at // 2] if at < last else None
            within = Interval(below, above, below is not None, above is not None)
        if num.is_empty(within):
            continue
        witness = num.witness(numbers, within)
        if witness is not None:
            mask = 0
            for number in active:
                mask |= masks[number]
            yield mask, witness


# Rows of which no two may hold at once


def _overlaps(columns: Sequence[_Column], count: int) -> Iterator[tuple[int, int, Box]]:
    """Each row with the first one before it that it meets, in the columns in which the two differ."""
    meets = [[0] * count for _ in columns]
    for column, with_ in zip(columns, meets, strict=True):
        for mask, _ in column:
            for row in _bits(mask):
                with_[row] |= mask
    for row in range(count):
        both = (1 << row) - 1
        for with_ in meets:
            both &= with_[row]
        if both:
            other = (both & -both).bit_length() - 1
            yield other, row, _meeting(columns, other, row)


def _meeting(columns: Sequence[_Column], one: int, other: int) -> Box:
    """Where two rows meet: the columns that not all values would do for."""
    box: dict[int, Kind] = {}
    for at, column in enumerate(columns):
        shared = [kind for mask, kind in column if mask >> one & 1 and mask >> other & 1]
        if len(shared) < len(column):
            box[at] = shared[0]
    return box


def _gaps(columns: Sequence[_Column], count: int) -> Iterator[Box]:
    """Cases that no row takes, of rows that do not meet: where their sizes do not add up."""
    work = [list(column) for column in columns]
    rows = list(range(count))
    while len(rows) < count + SHOWN:
        hole = _short(work, rows)
        if hole is None:
            return
        box = _smallest(work, hole)
        yield box
        bit = 1 << len(rows)
        rows.append(len(rows))
        for at, column in enumerate(work):
            work[at] = [(m | bit if at not in box or kind == box[at] else m, kind) for m, kind in column]


def _short(columns: Sequence[Sequence[tuple[int, Kind]]], rows: Sequence[int]) -> tuple[int, ...] | None:
    """A case without a row, as the number of the kind in each column."""
    wide = [{row: sum(mask >> row & 1 for mask, _ in column) for row in rows} for column in columns]
    sizes = {row: prod(counts[row] for counts in wide) for row in rows}
    left = [row for row in rows if sizes[row]]
    whole = prod(len(column) for column in columns)
    if sum(sizes[row] for row in left) == whole:
        return None
    chosen: list[int] = []
    for column, counts in zip(columns, wide, strict=True):
        whole //= len(column)
        for row in left:
            sizes[row] //= counts[row]
        for number, (mask, _) in enumerate(column):
            taking = [row for row in left if mask >> row & 1]
            if sum(sizes[row] for row in taking) < whole:
                chosen.append(number)
                left = taking
                break
    return tuple(chosen)


def _smallest(columns: Sequence[Sequence[tuple[int, Kind]]], hole: Sequence[int]) -> Box:
    """The fewest columns of a case that already tell it from every row."""
    masks = [columns[at][number][0] for at, number in enumerate(hole)]
    kinds = [columns[at][number][1] for at, number in enumerate(hole)]
    all_ = tuple(range(len(hole)))
    for size in range(1, len(hole)) if len(hole) <= 10 else ():
        for some in combinations(all_, size):
            taken = -1
            for at in some:
                taken &= masks[at]
            if not taken:
                return {at: kinds[at] for at in some}
    return {at: kinds[at] for at in all_}


# Rows that are read from the top


def _from_the_top(
    step: ir.Decide, columns: Sequence[_Column], everything: int, empty: tuple[int, ...]
) -> Found:
    search = _Search(columns)
    idle = list(empty)
    for row in range(1, len(step.rows)):
        if row not in empty and search.hole((1 << row) - 1, row) is None and not search.ended:
            idle.append(row)
    search = _Search(columns)
    hole = search.hole(everything)
    if step.otherwise is not None:
        return Found((), (), tuple(sorted(idle)), spare=hole is None and not search.ended)
    gaps = () if hole is None else (_smallest(columns, hole),)
    return Found(gaps, (), tuple(sorted(idle)), told=not search.ended or bool(gaps))


class _Search:
    """Looks for a case that none of some rows takes, column by column, each set of rows once."""

    def __init__(self, columns: Sequence[_Column]) -> None:
        self.columns = columns
        self.left = MOST if len(columns) <= WIDEST else 0
        free = []
        for column in columns:
            always = -1
            for mask, _ in column:
                always &= mask
            free.append(always)
        self.free = [*free]
        for at in range(len(free) - 2, -1, -1):
            self.free[at] &= self.free[at + 1]

    @property
    def ended(self) -> bool:
        """Whether the search ended before it could tell."""
        return self.left <= 0

    def hole(self, rows: int, inside: int | None = None) -> tuple[int, ...] | None:
        """A case that none of these rows takes (and that the row `inside` does), if there is one."""
        return self._below(0, rows, inside, set())

    def _below(
        self, at: int, rows: int, inside: int | None, closed: set[tuple[int, int]]
    ) -> tuple[int, ...] | None:
        if at == len(self.columns):
            return None if rows else ()
        if rows & self.free[at] or (at, rows) in closed or self.left <= 0:
            return None
        self.left -= len(self.columns[at])
        for number, (mask, _) in enumerate(self.columns[at]):
            if inside is not None and not mask >> inside & 1:
                continue
            found = self._below(at + 1, rows & mask, inside, closed)
            if found is not None:
                return (number, *found)
        closed.add((at, rows))
        return None


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
