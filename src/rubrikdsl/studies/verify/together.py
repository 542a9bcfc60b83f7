"""Conditions that cannot hold together though each can: told by the sums that they compare.

A goal is written as alternatives, each some comparisons of numbers; a number is written as a sum of what it
is made of (`engine.partial.linear`). Where the comparisons of each alternative exclude each other, whatever
the parts are between their ends, no record meets the goal. Whatever is no comparison of sums is left out,
which can only make more possible.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import Final

from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.graph import State
from rubrikdsl.engine.partial.linear import Part
from rubrikdsl.engine.partial.linear import Sum
from rubrikdsl.engine.partial.linear import Writer
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify.goals import Differ
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.simplex import Range
from rubrikdsl.studies.verify.simplex import possible

MOST: Final = 48
"""So many alternatives of a goal are looked at."""


@dataclass(frozen=True, slots=True)
class Lies:
    """The difference of two steps (None: the first alone) lies in an interval."""

    one: int
    other: int | None
    interval: Interval


Alternative = tuple[Lies, ...]

_NOTHING_SAID: Final[tuple[Alternative, ...]] = ((),)
_IMPOSSIBLE: Final[tuple[Alternative, ...]] = ()
_ABOVE = Interval(Fraction(0), None, low_open=True)
_BELOW = Interval(None, Fraction(0), high_open=True)
_COMPARED: Final = {
    ("lt", True): _BELOW,
    ("lt", False): Interval(Fraction(0), None),
    ("le", True): Interval(None, Fraction(0)),
    ("le", False): _ABOVE,
    ("gt", True): _ABOVE,
    ("gt", False): Interval(None, Fraction(0)),
    ("ge", True): Interval(Fraction(0), None),
    ("ge", False): _BELOW,
}


def excluded(goal: Goal, plan: ir.Plan, graph: Graph, state: State) -> bool:
    """Whether no completion of a record without members meets a goal, as far as its sums tell."""
    reading = _Reading(plan, graph, state)
    alternatives = reading.of(goal)
    if len(alternatives) > MOST:
        return False
    return not any(reading.can_be(each) for each in alternatives)


class _Reading:
    """A goal read in one state of a search."""

    def __init__(self, plan: ir.Plan, graph: Graph, state: State) -> None:
        self.plan, self.state = plan, state
        self.offset, self.held = graph.cell(0), graph.held
        self.writer = Writer(graph, state)

    def can_be(self, alternative: Alternative) -> bool:
        """Whether comparisons can hold together."""
        numbers: dict[Part, int] = {}
        rows: list[tuple[dict[int, Fraction], Range]] = []
        for lies in alternative:
            found = self._difference(lies)
            if found is not None:
                parts = {numbers.setdefault(part, len(numbers)): n for part, n in found.parts.items()}
                rows.append((parts, _range(lies.interval, found.constant)))
        return not rows or possible([_range(self.writer.ends(part)) for part in numbers], rows)

    def _difference(self, lies: Lies) -> Sum | None:
        one = self.writer.sum_of(self.offset + lies.one, 0)
        if lies.other is None or one is None:
            return one
        other = self.writer.sum_of(self.offset + lies.other, 0)
        if other is None:
            return None
        parts = dict(one.parts)
        for part, amount in other.parts.items():
            parts[part] = parts.get(part, Fraction(0)) - amount
        return Sum(one.constant - other.constant, {part: n for part, n in parts.items() if n})

    # A goal as alternatives

    def of(self, goal: Goal) -> tuple[Alternative, ...]:
        match goal:
            case Is(step, bool() as wanted):
                return self.truth(step, wanted)
            case Is(step, value):
                return self.code(step, value)
            case Within(step, interval):
                return ((Lies(step, None, interval),),)
            case Differ(before, after, None, "code"):
                codes = self.plan.types[before].codes
                pairs = ((one, other) for one in codes for other in codes if one != other)
                return _any(_all((self.code(before, one), self.code(after, other))) for one, other in pairs)
            case Every(goals):
                return _all(self.of(inner) for inner in goals)
            case _:
                return _NOTHING_SAID

    def is_settled(self, step: int) -> bool:
        """Whether a step is one thing by what it reads, not because the search takes it to be so."""
        return self.offset + step not in self.held

    def truth(self, step: int, wanted: bool) -> tuple[Alternative, ...]:
        box = self.state[self.offset + step]
        if is_single(box) and (box is not wanted or self.is_settled(step)):
            return _NOTHING_SAID if box is wanted else _IMPOSSIBLE
        match self.plan.steps[step]:
            case ir.Operation("not", (arg,)):
                return self.truth(arg, not wanted)
            case ir.Operation("and" | "or" as op, args):
                parts = (self.truth(arg, wanted) for arg in args)
                return _all(parts) if (op == "and") is wanted else _any(parts)
            case ir.All(args):
                parts = (self.truth(arg, wanted) for arg in args)
                return _all(parts) if wanted else _any(parts)
            case ir.Operation("lt" | "le" | "gt" | "ge" as op, (left, right)):
                return ((Lies(left, right, _COMPARED[op, wanted]),),)
            case ir.Operation("eq" | "ne" as op, (left, right)):
                return self.equal(left, right, (op == "eq") is wanted)
            case ir.Choose(branches, otherwise):
                return self.chosen(branches, self.truth(otherwise, wanted), lambda at: self.truth(at, wanted))
            case _:
                return _NOTHING_SAID

    def equal(self, left: int, right: int, same: bool) -> tuple[Alternative, ...]:
        match self.plan.steps[right]:
            case ir.Constant(str() as code) if same:
                return self.code(left, code)
            case ir.Constant(str() as code):
                return _any(self.code(left, one) for one in self.plan.types[left].codes if one != code)
            case _ if self.plan.types[left].kind not in ("number", "share"):
                return _NOTHING_SAID
            case _ if same:
                return ((Lies(left, right, Interval(Fraction(0), Fraction(0))),),)
            case _:
                return (Lies(left, right, _BELOW),), (Lies(left, right, _ABOVE),)

    def code(self, step: int, wanted: Value) -> tuple[Alternative, ...]:
        box = self.state[self.offset + step]
        if is_single(box) and (box != wanted or self.is_settled(step)):
            return _NOTHING_SAID if box == wanted else _IMPOSSIBLE
        match self.plan.steps[step]:
            case ir.Table(arg, rows, "bands"):
                keys = [row.key for row in rows if row.value == wanted]
                return tuple((Lies(arg, None, key),) for key in keys if isinstance(key, Interval))
            case ir.Choose(branches, otherwise):
                return self.chosen(branches, self.code(otherwise, wanted), lambda at: self.code(at, wanted))
            case ir.AtMost(code, limit, order) if wanted in order:
                return self.bounded(code, wanted, limit, order)
            case ir.AtLeast(code, limit, order) if wanted in order:
                return self.bounded(code, wanted, limit, order[::-1])
            case _:
                return _NOTHING_SAID

    def bounded(
        self, code: int, wanted: Value, limit: str, order: tuple[str, ...]
    ) -> tuple[Alternative, ...]:
        """A code that is cut to a limit, in the order in which it is."""
        at, most = order.index(str(wanted)), order.index(limit)
        if at > most:
            return _IMPOSSIBLE
        return self.code(code, wanted) if at < most else _any(self.code(code, one) for one in order[at:])

    def chosen(
        self,
        branches: tuple[tuple[int, int], ...],
        otherwise: tuple[Alternative, ...],
        of: Callable[[int], tuple[Alternative, ...]],
    ) -> tuple[Alternative, ...]:
        """The first branch whose condition holds, or none of them."""
        found: list[Alternative] = []
        before: tuple[Alternative, ...] = _NOTHING_SAID
        for condition, value in branches:
            found += _all((before, self.truth(condition, True), of(value)))
            before = _all((before, self.truth(condition, False)))
        return (*found, *_all((before, otherwise)))


def _all(each: Iterable[tuple[Alternative, ...]]) -> tuple[Alternative, ...]:
    """All of these together; where there are too many alternatives, nothing is said."""
    found: tuple[Alternative, ...] = _NOTHING_SAID
    for one in each:
        if len(found) * len(one) <= MOST:
            found = tuple((*a, *b) for a, b in product(found, one))
    return found


def _any(each: Iterable[tuple[Alternative, ...]]) -> tuple[Alternative, ...]:
    found = tuple(alternative for one in each for alternative in one)
    return found if len(found) <= MOST else _NOTHING_SAID


def _range(interval: Interval, less: Fraction = Fraction(0)) -> Range:
    """An interval as the ends of a sum that has a constant less."""
    low, high = interval.low, interval.high
    return (
        None if low is None else (low - less, Fraction(int(interval.low_open))),
        None if high is None else (high - less, Fraction(-int(interval.high_open))),
    )
