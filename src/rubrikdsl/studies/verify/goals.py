"""What a search looks for: a condition on the steps of a plan.

`may` is whether some record within a state could meet a goal (never a wrong no); `met` is whether a record
does. Both read steps by their index, so that a state of a search, the enclosures of a plan and a run of the
reference interpreter are asked in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal
from typing import Union
from typing import assert_never

from rubrikdsl.engine.decide import case_of
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import less
from rubrikdsl.plan.enclosure import meet
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test

Read = Callable[[int], Box]
"""What a step may be."""


@dataclass(frozen=True, slots=True)
class Is:
    """A step has this code, truth or date."""

    step: int
    value: Value


@dataclass(frozen=True, slots=True)
class Within:
    """A step is a number of this interval."""

    step: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Beyond:
    """A step is a number outside this interval."""

    step: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Valueless:
    """A step has no value although all is answered: it does not apply, waits, or cannot be computed.

    `risky`: the last is possible as far as the rules tell, which enclosures do not show.
    """

    step: int
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Differ:
    """Two steps have values, and not the same; `how` says what is known of the second."""

    before: int
    after: int
    amount: int | None
    how: Literal["bonus", "penalty", "cap", "floor", "scale", "code"]


@dataclass(frozen=True, slots=True)
class Takes:
    """A row of a decision's table decides; None: `otherwise` does."""

    step: int
    row: int | None


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    goals: tuple[Goal, ...]


Goal = Union[Is, Within, Beyond, Valueless, Differ, Takes, Every]


def steps_of(goal: Goal, plan: ir.Plan) -> tuple[int, ...]:
    """The steps that a goal reads."""
    match goal:
        case Is(step) | Within(step) | Beyond(step) | Valueless(step):
            return (step,)
        case Differ(before, after, amount):
            return (before, after) if amount is None else (before, after, amount)
        case Takes(step):
            found = plan.steps[step]
            assert isinstance(found, ir.Decide)
            return found.args
        case Every(goals):
            return tuple(dict.fromkeys(step for inner in goals for step in steps_of(inner, plan)))
        case _:
            assert_never(goal)


def may(goal: Goal, plan: ir.Plan, read: Read) -> bool:
    """Whether a record could meet it, as far as these enclosures tell."""
    match goal:
        case Is(step, value):
            found = read(step)
            return found == value if is_single(found) else enclosure_of(found).may_be(value)
        case Within(step, interval):
            return num.meets(enclosure_of(read(step)).numbers, interval)
        case Beyond(step, interval):
            numbers = enclosure_of(read(step)).numbers
            return any(num.meets(numbers, side) for side in outside(interval))
        case Valueless(step, risky):
            found = read(step)
            if is_single(found):
                return _valueless(found)
            inner = enclosure_of(found)
            return risky or inner.missing or inner.not_applicable
        case Differ():
            return _may_differ(goal, read)
        case Takes(step, row):
            found_ = plan.steps[step]
            assert isinstance(found_, ir.Decide)
            return _may_take(found_, row, read)
        case Every(goals):
            return all(may(inner, plan, read) for inner in goals)
        case _:
            assert_never(goal)


def met(goal: Goal, plan: ir.Plan, read: Read) -> bool:
    """Whether it is met; no where a step is not settled."""
    if not isinstance(goal, Every) and not all(is_single(read(step)) for step in steps_of(goal, plan)):
        return False
    match goal:
        case Is(step, value):
            return read(step) == value
        case Within(step, interval):
            return read(step) in interval
        case Beyond(step, interval):
            found = read(step)
            return isinstance(found, Fraction) and found not in interval
        case Valueless(step):
            return _valueless(read(step))
        case Differ(before, after):
            one, other = read(before), read(after)
            return not _valueless(one) and not _valueless(other) and one != other
        case Takes(step, row):
            found_ = plan.steps[step]
            assert isinstance(found_, ir.Decide)
            held = case_of(found_, _single(read))
            return isinstance(held, Case) and held is (found_.otherwise if row is None else found_.rows[row])
        case Every(goals):
            return all(met(inner, plan, read) for inner in goals)
        case _:
            assert_never(goal)


def held_by(goal: Goal) -> dict[int, Enclosure]:
    """What some steps are wherever a goal of several parts is met, as far as these say so."""
    found: dict[int, Enclosure] = {}
    for inner in goal.goals if isinstance(goal, Every) else ():
        match inner:
            case Is(step, value):
                box = Enclosure(frozenset((value,)))
            case Within(step, interval):
                box = Enclosure(wide(num.span(interval)))
            case _:
                continue
        found[step] = meet(found[step], box) if step in found else box
    return found


def outside(interval: Interval) -> tuple[Interval, ...]:
    """What lies below and above."""
    below = () if interval.low is None else (Interval(None, interval.low, high_open=not interval.low_open),)
    above = () if interval.high is None else (Interval(interval.high, None, low_open=not interval.high_open),)
    return (*below, *above)


def _valueless(found: Box) -> bool:
    return found is NOT_APPLICABLE or isinstance(found, (Missing, Fault))


def _single(read: Read) -> Callable[[int], Found]:
    def found(step: int) -> Found:
        box = read(step)
        assert is_single(box)
        return box

    return found


def _may_differ(goal: Differ, read: Read) -> bool:
    before, after = read(goal.before), read(goal.after)
    if is_single(before) and is_single(after):
        return not _valueless(before) and not _valueless(after) and before != after
    one, other = enclosure_of(before), enclosure_of(after)
    if one.values == frozenset() or other.values == frozenset():
        return False
    if goal.amount is None:
        return True
    amount = enclosure_of(read(goal.amount)).numbers
    match goal.how:
        case "bonus" | "penalty":
            return amount != frozenset((Fraction(0),)) and bool(amount)
        case "cap":
            return less(amount, one.numbers)
        case "floor":
            return less(one.numbers, amount)
        case "scale" | "code":
            return True
        case _:
            assert_never(goal.how)


def _may_take(step: ir.Decide, row: int | None, read: Read) -> bool:
    boxes = [enclosure_of(read(arg)) for arg in step.args]
    if row is None:
        return not any(_surely(step, each, boxes) for each in step.rows)
    wanted = step.rows[row]
    if not all(
        test is None or _may_pass(test, box, absent)
        for test, box, absent in zip(wanted.tests, boxes, step.absent, strict=True)
    ):
        return False
    return not (step.first and any(_surely(step, each, boxes) for each in step.rows[:row]))


def _may_pass(test: Test, box: Enclosure, absent: bool) -> bool:
    if absent and test.missing and box.missing:
        return True
    if any(num.meets(box.numbers, interval) for interval in test.intervals):
        return True
    return any(
        num.holds(box.numbers, value) if isinstance(value, Fraction) else box.may_be(value)
        for value in test.values
    )


def _surely(step: ir.Decide, row: Case, boxes: list[Enclosure]) -> bool:
    """Whether a row holds for every record: where each cell is one of few that all pass."""
    for test, box, absent in zip(row.tests, boxes, step.absent, strict=True):
        if test is None:
            continue
        if box.not_applicable or (box.missing and not (absent and test.missing)):
            return False
        if isinstance(box.values, frozenset):
            if not all(value in test.values or _inside(value, test) for value in box.values):
                return False
        elif not any(_holds_all(interval, box) for interval in test.intervals):
            return False
    return True


def _inside(value: Value, test: Test) -> bool:
    return any(value in interval for interval in test.intervals)


def _holds_all(interval: Interval, box: Enclosure) -> bool:
    return box.values is not None and not any(num.meets(box.numbers, side) for side in outside(interval))
