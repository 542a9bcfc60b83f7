"""Sets of exact numbers: what a step may be, as members, on a grid, or on the reals.

A set is either a few members (a frozenset) or a `Span`: an interval whose values lie on the grid
offset + k·unit, or anywhere (`unit` None). Every operation gives a superset of the true result, so what
a set excludes is certainly impossible. This module knows no plan.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import ceil
from math import floor
from math import gcd
from typing import Final
from typing import TypeVar
from typing import Union
from typing import cast

from rubrikdsl.exact import Rounding
from rubrikdsl.exact import is_short
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.model import Interval

MOST_MEMBERS: Final = 16
"""A set of at most so many numbers is held member by member."""

ZERO: Final = Fraction(0)
EVERYWHERE: Final = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers of an interval, on a grid or (unit None) anywhere, except the `holes`."""

    interval: Interval
    unit: Fraction | None = None
    offset: Fraction = ZERO
    holes: frozenset[Fraction] = frozenset()


Numbers = Union[Span, frozenset[Fraction]]

_Work = TypeVar("_Work", bound=Callable[..., object])


def remembered(work: _Work) -> _Work:
    """For what is asked again and again of the same sets: a large rubric has many parts and few shapes."""
    return cast(_Work, lru_cache(maxsize=4096)(work))


NONE: Final[Numbers] = frozenset()
ONLY_ZERO: Final[Numbers] = frozenset((ZERO,))
REALS: Final[Numbers] = Span(EVERYWHERE)


@remembered
def span(interval: Interval, unit: Fraction | None = None, offset: Fraction = ZERO) -> Numbers:
    """The numbers of an interval on a grid, as members where they are few."""
    if is_empty(interval):
        return NONE
    low, high = interval.low, interval.high
    if unit is None:
        return frozenset((low,)) if low is not None and low == high else Span(interval)
    if unit == 0:
        return frozenset((offset,)) if offset in interval else NONE
    low = None if low is None else _first(low, interval.low_open, unit, offset)
    high = None if high is None else _last(high, interval.high_open, unit, offset)
    return _between(low, high, unit, offset)


def _first(low: Fraction, is_open: bool, unit: Fraction, offset: Fraction) -> Fraction:
    """The first point of a grid from `low` on."""
    point = offset - (offset - low) // unit * unit
    return point + unit if is_open and point == low else point


def _last(high: Fraction, is_open: bool, unit: Fraction, offset: Fraction) -> Fraction:
    """The last point of a grid up to `high`."""
    point = offset + (high - offset) // unit * unit
    return point - unit if is_open and point == high else point


def _between(low: Fraction | None, high: Fraction | None, unit: Fraction, offset: Fraction) -> Numbers:
    """The points of a grid from one of them to another."""
    if low is not None and high is not None:
        count = (high - low) / unit + 1
        if count <= MOST_MEMBERS:
            return _points(low, unit, int(count))
    return Span(Interval(low, high), unit, offset)


@remembered
def _points(low: Fraction, unit: Fraction, count: int) -> frozenset[Fraction]:
    return frozenset(low + k * unit for k in range(count))


def is_empty(interval: Interval) -> bool:
    """Whether no number lies in the interval."""
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    return low > high or (low == high and (interval.low_open or interval.high_open))


def intersect(a: Interval, b: Interval) -> Interval:
    """The numbers that lie in both intervals."""
    low, low_open = a.low, a.low_open
    if b.low is not None and (low is None or b.low > low or (b.low == low and b.low_open)):
        low, low_open = b.low, b.low_open
    high, high_open = a.high, a.high_open
    if b.high is not None and (high is None or b.high < high or (b.high == high and b.high_open)):
        high, high_open = b.high, b.high_open
    return Interval(low, high, low_open, high_open)


def bounds(numbers: Numbers) -> Interval:
    """The tightest interval around the numbers (which are not none)."""
    return numbers.interval if isinstance(numbers, Span) else Interval(min(numbers), max(numbers))


def shortened(numbers: Numbers) -> Numbers:
    """The numbers, or an interval of whole ends around them where one of them is too long to go on with."""
    if isinstance(numbers, Span):
        i = numbers.interval
        held: Iterable[Fraction | None] = (i.low, i.high, numbers.unit, numbers.offset, *numbers.holes)
    else:
        held = numbers
    if all(number is None or is_short(number) for number in held):
        return numbers
    around = bounds(numbers)
    low = None if around.low is None else Fraction(floor(around.low))
    high = None if around.high is None else Fraction(ceil(around.high))
    return Span(
        Interval(
            low if low is not None and is_short(low) else None,
            high if high is not None and is_short(high) else None,
        )
    )


def _as_span(numbers: Numbers) -> Span:
    """The same numbers on a grid; a single one has the unit 0."""
    if isinstance(numbers, Span):
        return numbers
    least = min(numbers)
    unit = ZERO
    for number in numbers:
        unit = _gcd(unit, number - least)
    return Span(Interval(least, max(numbers)), unit, least)


def _gcd(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )


def _common(a: Span, b: Span) -> tuple[Fraction | None, Fraction]:
    """The grid that holds both grids."""
    if a.unit is None or b.unit is None:
        return None, ZERO
    return _gcd(_gcd(a.unit, b.unit), a.offset - b.offset), a.offset


@remembered
def witness(numbers: Numbers, within: Interval = EVERYWHERE) -> Fraction | None:
    """One of the numbers that lies within an interval (the middle, on the reals), or None."""
    if not isinstance(numbers, Span):
        return min((n for n in numbers if n in within), default=None)
    both = intersect(numbers.interval, within)
    low, high, unit, offset = both.low, both.high, numbers.unit, numbers.offset
    if unit is not None and low is not None:
        start, step = _first(low, both.low_open, unit, offset), unit
    elif unit is not None:
        start = offset if high is None else _last(high, both.high_open, unit, offset)
        step = unit if high is None else -unit
    elif low is not None and low == high:
        start, step = low, Fraction(1)
    elif low is not None and high is not None:
        start, step = (low + high) / 2, (high - low) / 1024
    elif low is not None:
        start, step = low + 1, Fraction(1)
    else:
        start, step = (high - 1, Fraction(-1)) if high is not None else (ZERO, Fraction(1))
    while start in numbers.holes:
        start += step
    return start if start in both else None


def meets(numbers: Numbers, within: Interval) -> bool:
    """Whether any of the numbers lies within an interval."""
    return witness(numbers, within) is not None


def holds(numbers: Numbers, number: Fraction) -> bool:
    """Whether the number is among them."""
    if not isinstance(numbers, Span):
        return number in numbers
    if number not in numbers.interval or number in numbers.holes:
        return False
    return numbers.unit is None or (number - numbers.offset) % numbers.unit == 0


def restrict(numbers: Numbers, within: Interval) -> Numbers:
    """Those that lie within an interval."""
    if not isinstance(numbers, Span):
        return frozenset(n for n in numbers if n in within)
    return _punched(span(intersect(numbers.interval, within), numbers.unit, numbers.offset), numbers.holes)


def without(numbers: Numbers, gone: frozenset[Fraction]) -> Numbers:
    """All but the numbers of `gone`."""
    if not isinstance(numbers, Span):
        return numbers - gone
    interval = numbers.interval
    ends = Interval(
        interval.low,
        interval.high,
        interval.low_open or interval.low in gone,
        interval.high_open or interval.high in gone,
    )
    return _punched(span(ends, numbers.unit, numbers.offset), numbers.holes | gone)


def _punched(numbers: Numbers, holes: frozenset[Fraction]) -> Numbers:
    if not isinstance(numbers, Span):
        return numbers - holes
    inside = frozenset(h for h in holes if h in numbers.interval)
    return Span(numbers.interval, numbers.unit, numbers.offset, inside) if inside else numbers


@remembered
def join(a: Numbers, b: Numbers) -> Numbers:
    """What is in either."""
    if not isinstance(a, Span) and not isinstance(b, Span):
        both = a | b
        if len(both) <= MOST_MEMBERS:
            return both
    if not a or not b:
        return a or b
    for reals, other in ((a, b), (b, a)):
        if isinstance(reals, Span) and reals.unit is None and not reals.holes:
            within = bounds(other)
            if intersect(reals.interval, within) == within:
                return reals
    one, two = _as_span(a), _as_span(b)
    if _includes(one, two):
        return one
    if _includes(two, one):
        return two
    return span(_around(one.interval, two.interval), *_common(one, two))


def _includes(a: Span, b: Span) -> bool:
    same_ends = intersect(a.interval, b.interval) == b.interval
    return same_ends and not a.holes and (a.unit is None or (a.unit, a.offset) == (b.unit, b.offset))


def _around(a: Interval, b: Interval) -> Interval:
    low, low_open = a.low, a.low_open
    if low is not None and (b.low is None or b.low < low or (b.low == low and not b.low_open)):
        low, low_open = b.low, b.low_open
    high, high_open = a.high, a.high_open
    if high is not None and (b.high is None or b.high > high or (b.high == high and not b.high_open)):
        high, high_open = b.high, b.high_open
    return Interval(low, high, low_open, high_open)


def add(a: Numbers, b: Numbers) -> Numbers:
    """All sums."""
    if not a or not b:
        return NONE
    if not isinstance(a, Span) and not isinstance(b, Span) and len(a) * len(b) <= MOST_MEMBERS:
        return _sums(a, b)
    one, two = _as_span(a), _as_span(b)
    i, j = one.interval, two.interval
    low = None if i.low is None or j.low is None else i.low + j.low
    high = None if i.high is None or j.high is None else i.high + j.high
    if one.unit is None or two.unit is None:
        return Span(Interval(low, high, i.low_open or j.low_open, i.high_open or j.high_open))
    return _between(low, high, _gcd(one.unit, two.unit), one.offset + two.offset)


@remembered
def _sums(a: frozenset[Fraction], b: frozenset[Fraction]) -> frozenset[Fraction]:
    return frozenset(x + y for x in a for y in b)


def negate(a: Numbers) -> Numbers:
    """All opposites."""
    return scale(a, Fraction(-1))


def scale(a: Numbers, factor: Fraction) -> Numbers:
    """All numbers times one factor."""
    if factor == 1 or not a:
        return a
    if factor == 0:
        return ONLY_ZERO
    if not isinstance(a, Span):
        return frozenset(n * factor for n in a)
    i = a.interval
    low, high = (None if end is None else end * factor for end in (i.low, i.high))
    turned = Interval(low, high, i.low_open, i.high_open)
    if factor < 0:
        turned = Interval(high, low, i.high_open, i.low_open)
    unit = None if a.unit is None else a.unit * abs(factor)
    return Span(turned, unit, a.offset * factor, frozenset(h * factor for h in a.holes))


@remembered
def multiply(a: Numbers, b: Numbers) -> Numbers:
    """All products."""
    if not a or not b:
        return NONE
    if not isinstance(a, Span) and len(a) == 1:
        return scale(b, next(iter(a)))
    if not isinstance(b, Span) and len(b) == 1:
        return scale(a, next(iter(b)))
    if not isinstance(a, Span) and not isinstance(b, Span) and len(a) * len(b) <= MOST_MEMBERS:
        return frozenset(x * y for x in a for y in b)
    one, two = _as_span(a), _as_span(b)
    corners = [_times(x, y) for x in _ends(one.interval) for y in _ends(two.interval)]
    finite = [number for infinite, number in corners if not infinite]
    interval = Interval(
        None if any(infinite < 0 for infinite, _ in corners) else min(finite, default=None),
        None if any(infinite > 0 for infinite, _ in corners) else max(finite, default=None),
    )
    if one.unit is None or two.unit is None:
        return span(interval)
    unit = _gcd(_gcd(one.offset * two.unit, two.offset * one.unit), one.unit * two.unit)
    return span(interval, unit, one.offset * two.offset)


_End = tuple[int, Fraction]
"""An end of an interval: the sign of an infinity (else 0), and the number."""


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (
        (-1, ZERO) if interval.low is None else (0, interval.low),
        (1, ZERO) if interval.high is None else (0, interval.high),
    )


def _times(x: _End, y: _End) -> _End:
    if not x[0] and not y[0]:
        return 0, x[1] * y[1]
    signs = [end[0] or (end[1] > 0) - (end[1] < 0) for end in (x, y)]
    return signs[0] * signs[1], ZERO


def divide(a: Numbers, b: Numbers) -> Numbers:
    """All quotients; a divisor of zero gives none of its own."""
    return multiply(a, _reciprocal(without(b, frozenset((ZERO,)))))


def _reciprocal(a: Numbers) -> Numbers:
    if not isinstance(a, Span):
        return frozenset(1 / n for n in a)
    i = a.interval
    if i.low is not None and i.low >= 0:
        least = ZERO if i.high is None else 1 / i.high
        return span(Interval(least, 1 / i.low if i.low else None, low_open=i.high is None))
    if i.high is not None and i.high <= 0:
        return negate(_reciprocal(negate(a)))
    return REALS


def absolute(a: Numbers) -> Numbers:
    """All sizes."""
    positive = restrict(a, Interval(ZERO, None))
    return join(positive, negate(restrict(a, Interval(None, ZERO))))


def lowest(a: Numbers, b: Numbers) -> Numbers:
    """The lower of each pair."""
    if not a or not b:
        return NONE
    both = join(a, b)
    tops = [high for high in (bounds(a).high, bounds(b).high) if high is not None]
    return restrict(both, Interval(None, min(tops, default=None)))


def highest(a: Numbers, b: Numbers) -> Numbers:
    """The higher of each pair."""
    return negate(lowest(negate(a), negate(b)))


def rounded(a: Numbers, places: int, mode: Rounding) -> Numbers:
    """All of them rounded."""
    if not isinstance(a, Span):
        return frozenset(round_to(n, places, mode) for n in a)
    low, high = (
        None if end is None else round_to(end, places, mode) for end in (a.interval.low, a.interval.high)
    )
    return span(Interval(low, high), Fraction(1, 10**places))


def spread(a: Numbers) -> Numbers:
    """Everything between the lowest and the highest: the convex combinations."""
    return span(bounds(a)) if a else NONE
