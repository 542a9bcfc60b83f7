"""What a picture shows, as values. How wide it is and of what it is drawn is no part of it.

Titles and labels are in the reader's language already. Numbers are exact; `places` are the decimals that
they are printed with (None: as many as they have, at most four).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from math import floor
from typing import Union

from rubrikdsl.frozen import dataclass

BINS = 12
"""Bars of a histogram, about."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its name; `most` is what it could be at most, and is drawn behind it."""

    label: str
    value: Fraction
    most: Fraction | None = None
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Values side by side, all from zero and to one scale."""

    title: str
    bars: tuple[Bar, ...]
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from `low` to `high`; `high` itself belongs to it where `closed`.

    `note` stands beside it: the classes of its values.
    """

    low: Fraction
    high: Fraction
    count: int
    closed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values lie where; `without` counts records that have none. Make one with `histogram`."""

    title: str
    bins: tuple[Bin, ...]
    without: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One step from the start of a waterfall to its end."""

    label: str
    by: Fraction


@dataclass(frozen=True, slots=True)
class Waterfall:
    """How a value comes about: from `start`, change by change. `end` names what they add up to."""

    title: str
    changes: tuple[Change, ...]
    end: str
    top: Fraction | None = None
    start: Fraction = Fraction(0)
    places: int | None = None

    @property
    def total(self) -> Fraction:
        """What all changes add up to."""
        return self.start + sum((change.by for change in self.changes), Fraction(0))


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a ruler, such as a band: from `low` to `high`."""

    label: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something at a place of a ruler."""

    label: str
    at: Fraction


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale cut into zones, without gaps and from below, and what lies where on it."""

    title: str
    zones: tuple[Zone, ...]
    pointers: tuple[Pointer, ...]
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One record of a scatter plot."""

    label: str
    x: Fraction
    y: Fraction
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Scatter:
    """Two values of many records against each other; `x` and `y` name them."""

    title: str
    x: str
    y: str
    dots: tuple[Dot, ...]
    without: int = 0


Picture = Union[Bars, Histogram, Waterfall, Ruler, Scatter]


def histogram(
    title: str,
    values: Iterable[Fraction],
    zones: Iterable[Zone] = (),
    without: int = 0,
    about: int = BINS,
) -> Histogram:
    """Values counted in steps of 1, 2 or 5 (times a power of ten), `about` so many of them.

    >>> [(str(b.low), str(b.high), b.count) for b in histogram("", map(Fraction, (1, 2, 2, 9)), about=2).bins]
    [('0', '5', 3), ('5', '10', 1)]
    """
    found = tuple(values)
    if not found:
        return Histogram(title, (), without)
    once = {id(value): value for value in found}  # values of many records are few objects, slow to compare
    lowest, highest = min(once.values()), max(once.values())
    step = round_step((highest - lowest) / about)
    first = floor(lowest / step)
    last = max(ceil(highest / step), first + 1)
    counted: Counter[int] = Counter()
    for key, times in Counter(map(id, found)).items():
        counted[min(floor(once[key] / step), last - 1)] += times
    places = tuple(zones)
    bins = []
    for at in range(first, last):
        low, high = at * step, (at + 1) * step
        inside = (zone.label for zone in places if zone.low < high and low < zone.high)
        bins.append(Bin(low, high, counted[at], at == last - 1, " ".join(inside)))
    return Histogram(title, tuple(bins), without)


def round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2 and 5, times a power of ten, that is not below `least`; 1 for nothing.

    >>> [str(round_step(Fraction(text))) for text in ("0.3", "7", "12", "0")]
    ['1/2', '10', '20', '1']
    """
    if least <= 0:
        return Fraction(1)
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(step for step in (power, power * 2, power * 5, power * 10) if step >= least)
