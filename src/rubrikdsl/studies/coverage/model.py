"""The points that examples may exercise, and which of them do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.trace import Trace
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place

Group = Literal[
    "bands",
    "edges",
    "rows",
    "limits",
    "gates",
    "requirements",
    "adjustments",
    "options",
    "bins",
    "items",
    "ladders",
    "cases",
    "applicability",
    "collections",
    "editions",
    "readings",
]
"""What a point is of, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a record can exercise: what of (`subject`, a name of the rubric), what, and where."""

    group: Group
    subject: str
    what: Words
    place: Place


Probe = tuple[Point, Callable[[Trace], bool]]
"""A point, and whether a record exercises it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A point with the titles of the examples that exercise it."""

    point: Point
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the examples of one rubric exercise; what no record at all can is not among the points."""

    rubric: str
    points: tuple[Tried, ...]

    @property
    def groups(self) -> tuple[tuple[Group, int, int], ...]:
        """Per group: how many of its points are exercised, and how many it has."""
        found: dict[Group, tuple[int, int]] = {}
        for tried in self.points:
            done, all_ = found.get(tried.point.group, (0, 0))
            found[tried.point.group] = (done + bool(tried.examples), all_ + 1)
        return tuple((group, done, all_) for group, (done, all_) in found.items())

    @property
    def done(self) -> int:
        """How many points are exercised."""
        return sum(bool(tried.examples) for tried in self.points)

    @property
    def percent(self) -> Fraction:
        """How many of a hundred points are exercised; all, where there is none."""
        return Fraction(100 * self.done, len(self.points)) if self.points else Fraction(100)

    @property
    def untried(self) -> tuple[Point, ...]:
        """The points that no example exercises, in the order of the rubric."""
        return tuple(sorted((t.point for t in self.points if not t.examples), key=_place))


def _place(point: Point) -> tuple[str, int]:
    return point.place.file, point.place.start


def shown_percent(percent: Union[Fraction, int]) -> Fraction:
    """A percentage as it is printed: to one decimal, cut, so that 100 means all."""
    return Fraction(floor(percent * 10), 10)
