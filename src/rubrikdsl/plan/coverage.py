"""Whether the rows of a table take each possible number exactly once.

`cover` compares intervals with a set of numbers, on that set's own grid: 87.99 and 88.00 leave nothing
between them where values are rounded to two places, and do where they are not. It knows no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.exact import decimal_places
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import remembered
from rubrikdsl.semantics.model import Interval


@dataclass(frozen=True, slots=True)
class Gap:
    """Possible numbers that no row takes: between two rows, below the first or above the last.

    `touching`: the rows meet to the last decimal that the table writes, so the value is too fine, not
    the table too short.
    """

    below: int | None
    above: int | None
    hole: Interval
    witness: Fraction
    touching: bool

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows on its sides, in the order of the table."""
        return tuple(sorted(row for row in (self.below, self.above) if row is not None))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Possible numbers that two rows take, the first of them starting lower."""

    first: int
    second: int
    both: Interval


@dataclass(frozen=True, slots=True)
class Outside:
    """A row that takes no possible number (`end` None), or whose written end no number reaches."""

    row: int
    end: Fraction | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is wrong with the rows; nothing where they take each possible number exactly once."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    outside: tuple[Outside, ...]


@remembered
def cover(numbers: Numbers, rows: tuple[Interval, ...]) -> Coverage:
    """How the rows take the numbers."""
    if not numbers:
        return Coverage((), (), ())
    outside = tuple(found for index, row in enumerate(rows) if (found := _outside(numbers, index, row)))
    lost = {o.row for o in outside if o.end is None}
    order = sorted((index for index in range(len(rows)) if index not in lost), key=lambda i: _start(rows[i]))
    grain = Fraction(1, 10 ** decimals(rows))
    gaps: list[Gap] = []
    overlaps: list[Overlap] = []
    if not order:
        return Coverage((), (), outside)
    first = rows[order[0]]
    if first.low is not None:
        gaps += _gap(numbers, None, order[0], Interval(None, first.low, high_open=not first.low_open), grain)
    highest = order[0]
    for index in order[1:]:
        reach, row = rows[highest], rows[index]
        both = num.intersect(reach, row)
        if not num.is_empty(both) and num.meets(numbers, both):
            overlaps.append(Overlap(highest, index, both))
        elif reach.high is not None and row.low is not None:
            hole = Interval(reach.high, row.low, not reach.high_open, not row.low_open)
            gaps += _gap(numbers, highest, index, hole, grain)
        if _end(row) > _end(reach):
            highest = index
    last = rows[highest]
    if last.high is not None:
        gaps += _gap(numbers, highest, None, Interval(last.high, None, low_open=not last.high_open), grain)
    return Coverage(tuple(gaps), tuple(overlaps), outside)


def decimals(rows: Sequence[Interval]) -> int:
    """The decimal places that the ends of the rows write."""
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    return max((decimal_places(end) or 0 for end in ends), default=0)


def _gap(
    numbers: Numbers, below: int | None, above: int | None, hole: Interval, grain: Fraction
) -> list[Gap]:
    found = None if num.is_empty(hole) else num.witness(numbers, hole)
    if found is None:
        return []
    touching = False
    if hole.low is not None and hole.high is not None and hole.low_open and hole.high_open:
        touching = hole.high - hole.low <= grain
    return [Gap(below, above, hole, found, touching)]


def _outside(numbers: Numbers, index: int, row: Interval) -> Outside | None:
    if not num.meets(numbers, row):
        return Outside(index, None)
    reach = num.bounds(numbers)
    if row.high is not None and reach.high is not None and row.high > reach.high:
        return Outside(index, row.high)
    if row.low is not None and reach.low is not None and row.low < reach.low:
        return Outside(index, row.low)
    return None


def _start(row: Interval) -> tuple[int, Fraction, bool]:
    return (0, num.ZERO, False) if row.low is None else (1, row.low, row.low_open)


def _end(row: Interval) -> tuple[int, Fraction, bool]:
    return (1, num.ZERO, True) if row.high is None else (0, row.high, not row.high_open)
