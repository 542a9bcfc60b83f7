"""The tables of bands of a rubric, as data: what is classified, and where each class begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.pictures import Zone
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Interval


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of a table of bands: its code, its range as printed, and the ends of that (None: open).

    An end that is `*_open` does not itself belong to the band.
    """

    code: str
    printed: str
    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A table of bands: its name and label, the value `of` which it is, its rows in the order of the rubric.

    `lower`: the lowest values have the best class.
    """

    name: str
    label: str
    of: str
    rows: tuple[Stretch, ...]
    lower: bool

    def zones(self) -> tuple[Zone, ...]:
        """Its bands for a picture, from below, each up to the next; nothing where one has an open end."""
        ends = ((row.low, row.high, row.code) for row in self.rows)
        found = sorted((low, high, code) for low, high, code in ends if low is not None and high is not None)
        if len(found) < len(self.rows):
            return ()
        up_to = [low for low, _, _ in found[1:]] + [high for _, high, _ in found[-1:]]
        return tuple(Zone(code, low, end) for (low, _, code), end in zip(found, up_to, strict=True))


def scales(plan: ir.Plan) -> tuple[Scale, ...]:
    """The tables of bands of a plan."""
    return tuple(
        Scale(bands.name, bands.label, bands.of_text, tuple(_rows(bands)), bands.lower)
        for bands in plan.bands
        if isinstance(bands, ir.Bands)
    )


def _rows(bands: ir.Bands) -> Iterator[Stretch]:
    for row, printed in zip(bands.rows, bands.printed, strict=True):
        if isinstance(row.key, Interval):
            key = row.key
            yield Stretch(str(row.value), printed, _end(key.low), _end(key.high), key.low_open, key.high_open)


def _end(end: Fraction | None) -> Number | None:
    return None if end is None else Number(end)
