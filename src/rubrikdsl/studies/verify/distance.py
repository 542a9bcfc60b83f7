"""How far a record is from a goal, so that a search knows which of two is nearer. It proves nothing.

A distance is 0 where the goal is met as far as it can tell, else above 0: what is missing of a number counts
for less than one, each condition that fails adds to it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from rubrikdsl.engine.run import Found
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test
from rubrikdsl.studies.verify.goals import Beyond
from rubrikdsl.studies.verify.goals import Differ
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import Takes
from rubrikdsl.studies.verify.goals import Valueless
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.goals import outside

NEAR: Final = Fraction(0)
FAR: Final = Fraction(1)
FARTHER: Final = Fraction(2)

Read = Callable[[int], Found]


def distance(goal: Goal, plan: ir.Plan, read: Read) -> Fraction:
    """How far a record is from meeting a goal."""
    return _Distance(plan, read).of(goal)


def _short(gap: Fraction) -> Fraction:
    return gap / (1 + gap)


def _gap(value: Found, interval: Interval) -> Fraction:
    if not isinstance(value, Fraction):
        return FARTHER
    if value in interval:
        return NEAR
    ends = [end for end in (interval.low, interval.high) if end is not None]
    gap = min(abs(value - end) for end in ends)
    return _short(gap) if gap else Fraction(1, 10**9)


class _Distance:
    """The distances of one record."""

    def __init__(self, plan: ir.Plan, read: Read) -> None:
        self.plan, self.read = plan, read

    def of(self, goal: Goal) -> Fraction:
        match goal:
            case Is(step, bool() as truth):
                return self.truth(step, truth)
            case Is(step, value):
                return self.value(step, value)
            case Within(step, interval):
                return _gap(self.read(step), interval)
            case Beyond(step, interval):
                return min((_gap(self.read(step), side) for side in outside(interval)), default=FARTHER)
            case Valueless(step, risky):
                if self.read(step) is NOT_APPLICABLE or not isinstance(
                    self.read(step), (Fraction, bool, str)
                ):
                    return NEAR
                return self.goalposts() if risky else FAR
            case Differ():
                return self.change(goal)
            case Takes(step, row):
                found = self.plan.steps[step]
                assert isinstance(found, ir.Decide)
                if row is not None:
                    return self.row(found, found.rows[row])
                return FAR
            case Every(goals):
                return sum((self.of(inner) for inner in goals), NEAR)

    def goalposts(self) -> Fraction:
        """How far those goalposts are from each other that are nearest: where they meet there is no value."""
        gaps = [
            abs(start - end)
            for step in self.plan.steps
            if isinstance(step, ir.Reached)
            and isinstance(start := self.read(step.start), Fraction)
            and isinstance(end := self.read(step.end), Fraction)
        ]
        return min((_short(gap + Fraction(1, 10**6)) for gap in gaps), default=FAR)

    def change(self, goal: Differ) -> Fraction:
        before, after = self.read(goal.before), self.read(goal.after)
        amount = None if goal.amount is None else self.read(goal.amount)
        if not isinstance(before, Fraction) or not isinstance(amount, Fraction):
            return NEAR if before != after else FAR
        match goal.how:
            case "cap":
                return NEAR if before > amount else _short(amount - before + Fraction(1, 10**6))
            case "floor":
                return NEAR if before < amount else _short(before - amount + Fraction(1, 10**6))
            case _:
                return NEAR if before != after else FAR

    def row(self, step: ir.Decide, row: Case) -> Fraction:
        found = NEAR
        for arg, test in zip(step.args, row.tests, strict=True):
            if test is not None:
                found += self.test(arg, test)
        if step.first:
            for earlier in step.rows:
                if earlier is row:
                    break
                if self.row_holds(step, earlier):
                    found += FAR
        return found

    def row_holds(self, step: ir.Decide, row: Case) -> bool:
        return all(
            test is None or self.test(arg, test) == 0 for arg, test in zip(step.args, row.tests, strict=True)
        )

    def test(self, arg: int, test: Test) -> Fraction:
        found = [_gap(self.read(arg), interval) for interval in test.intervals]
        found += [self.value(arg, value) for value in test.values]
        return min(found, default=FAR)

    def truth(self, step: int, wanted: bool) -> Fraction:
        """How far a truth is from being so."""
        if self.read(step) is wanted:
            return NEAR
        match self.plan.steps[step]:
            case ir.Operation("and" | "or" as op, args):
                parts = [self.truth(arg, wanted) for arg in args]
                return sum(parts, NEAR) if (op == "and") is wanted else min(parts)
            case ir.Operation("not", (arg,)):
                return self.truth(arg, not wanted)
            case ir.Operation("lt" | "le" | "gt" | "ge" | "eq" | "ne", (left, right)):
                return self.compared(left, right)
            case ir.All(args):
                parts = [self.truth(arg, wanted) for arg in args]
                return (sum(parts, NEAR) if wanted else min(parts, default=FAR)) or FAR
            case ir.Quantified(kind, counts=counts, holds=holds):
                parts = [
                    self.truth(one, wanted)
                    for count, one in zip(counts, holds, strict=True)
                    if self.read(count) is True
                ]
                return (sum(parts, NEAR) if (kind == "every") is wanted else min(parts, default=FAR)) or FAR
            case ir.Choose(branches, otherwise):
                parts = [self.truth(c, True) + self.truth(v, wanted) for c, v in branches]
                return min((*parts, FAR + self.truth(otherwise, wanted)))
            case ir.Constant():
                return FARTHER
            case _:
                return FAR

    def compared(self, left: int, right: int) -> Fraction:
        one, other = self.read(left), self.read(right)
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return _short(abs(one - other) + Fraction(1, 10**6))
        match self.plan.steps[left], self.plan.steps[right]:
            case _, ir.Constant(value) if isinstance(value, str):
                return self.value(left, value) or FAR
            case _:
                return FAR

    def value(self, step: int, wanted: Value) -> Fraction:
        """How far a code is from being this one."""
        if self.read(step) == wanted:
            return NEAR
        match self.plan.steps[step]:
            case ir.Table(arg, rows):
                parts = []
                for row in rows:
                    if row.value == wanted:
                        if isinstance(row.key, Interval):
                            parts.append(_gap(self.read(arg), row.key))
                        else:
                            parts += [self.value(arg, code) for code in row.key]
                return min(parts, default=FARTHER)
            case ir.Choose(branches, otherwise):
                parts = [self.truth(c, True) + self.value(v, wanted) for c, v in branches]
                away = sum((self.truth(c, False) for c, _ in branches), NEAR)
                return min((*parts, away + self.value(otherwise, wanted))) or FAR
            case ir.Decide(rows=rows_) as step_:
                return min((self.row(step_, row) for row in rows_ if row.code == wanted), default=FAR) or FAR
            case ir.AtMost(code) | ir.AtLeast(code):
                return self.value(code, wanted) or FAR
            case ir.Constant():
                return FARTHER
            case _:
                return FAR
