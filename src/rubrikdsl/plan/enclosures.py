"""What every step of a plan may be, whatever the record holds.

`enclose` gives one enclosure per step. It is sound: a value, a missing or a not applicable answer that
an enclosure excludes cannot happen. It is tight where that is cheap: grids of answers and roundings are
kept, and a branch is read under the conditions that lead to it (an `Env`), so that a guarded division is
seen to be guarded. `Analysis.readings` walks the plan as an engine would read it and tells under which
conditions each step is read; the checks stand on that. Nothing here words a finding.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.assumptions import DEEPEST
from rubrikdsl.plan.assumptions import MOST_SIDES
from rubrikdsl.plan.assumptions import refine
from rubrikdsl.plan.enclosing import Enclosing
from rubrikdsl.plan.enclosing import Env
from rubrikdsl.plan.enclosure import IMPOSSIBLE
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import is_impossible
from rubrikdsl.plan.enclosure import meet
from rubrikdsl.plan.enclosure import truths
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.steps import Asked
from rubrikdsl.plan.steps import asked_of
from rubrikdsl.plan.steps import conditions
from rubrikdsl.plan.steps import reads
from rubrikdsl.plan.steps import renamed
from rubrikdsl.plan.steps import within
from rubrikdsl.semantics.model import Interval

MOST_READINGS: Final = 200
"""Steps that one question may enclose again under conditions, before the plain enclosures have to do."""


DEEPEST_ENV: Final = 24
"""How many conditions are taken as given at once; further ones tell nothing."""


def enclose(plan: ir.Plan) -> tuple[Enclosure, ...]:
    """One enclosure per step, for any record that the rubric admits."""
    return tuple(Analysis(plan).base)


class Analysis(Enclosing):
    """The enclosures of one plan (`base`), and those under conditions (`at`).

    Steps that say the same under different clauses are one here (`same` gives its index), so that what a
    condition tells of an answer is known wherever that answer is read.
    """

    def __init__(self, plan: ir.Plan, asked: tuple[Asked, ...] = ()) -> None:
        """`asked` are conditions outside this plan that are about it or its members (`where`)."""
        self.plan = plan
        self._asked = tuple(step for path, step in asked if not path)
        outside = (*asked, *asked_of(plan))
        self.members = tuple(
            self._of_members(collection.plan, within(outside, number))
            for number, collection in enumerate(plan.collections)
        )
        self.same: list[int] = []
        self.steps: list[ir.Step] = []
        first: dict[tuple[ir.Step, str], int] = {}  # with the kind of type: yes equals 1 in Python
        for index, step in enumerate(plan.steps):
            inner = renamed(step, self.same)
            self.steps.append(inner)
            match inner:
                case ir.Choose((), otherwise):
                    self.same.append(otherwise)
                case _:
                    self.same.append(first.setdefault((inner, plan.types[index].kind), index))
        self.answers = {s.field: i for (s, _), i in first.items() if isinstance(s, ir.Answer)}
        self._bits = {step: 1 << n for n, step in enumerate(sorted(self._subjects()))}
        self._depends: list[int] = []
        self._left = MOST_READINGS
        self.level = 0
        self.root = Env({}, 0)
        self.base: list[Enclosure] = []
        for index, step in enumerate(self.steps):
            if self.same[index] != index:
                self._depends.append(self._depends[self.same[index]])
                self.base.append(self.base[self.same[index]])
                continue
            mask = self._bits.get(index, 0)
            for read in reads(step):
                mask |= self._depends[read]
            self._depends.append(mask)
            self.base.append(self._found(index, self.root))

    def _of_members(self, plan: ir.Plan, asked: tuple[Asked, ...]) -> Analysis:
        """The analysis of the members of a collection."""
        return Analysis(plan, asked)

    def inside(self, path: Iterable[int]) -> Analysis:
        """The analysis of the members that a path of collections leads to."""
        found = self
        for index in path:
            found = found.members[index]
        return found

    def _subjects(self) -> set[int]:
        """The steps that conditions speak of: only these can ever be known better."""
        waiting = [c for step in self.steps for c in conditions(step)]
        waiting += [self.same[step] for step in self._asked]
        found: set[int] = set()
        while waiting:
            index = waiting.pop()
            step = self.steps[index]
            if index in found or isinstance(step, ir.Constant):
                continue
            found.add(index)
            match step:
                case ir.Operation() | ir.Among() | ir.IsMissing() | ir.IsApplicable() | ir.All():
                    waiting.extend(reads(step))
                case ir.Applies(number):
                    waiting.extend((self.answers[number],) if number in self.answers else ())
                case _:
                    pass
        return found

    # Reading under conditions

    def at(self, index: int, env: Env) -> Enclosure:
        """What a step may be where the conditions of `env` hold."""
        index = self.same[index]
        if env.dead:
            return IMPOSSIBLE
        if not self._depends[index] & env.mask:
            return self.base[index]
        found = env.memo.get(index)
        if found is not None:
            return found
        own = env.known.get(index)
        if self.level == 0:
            self._left = MOST_READINGS
        if self._left <= 0 or self.level >= DEEPEST:
            return self.base[index] if own is None else meet(self.base[index], own)
        self._left -= 1
        self.level += 1
        found = self._found(index, env)
        self.level -= 1
        found = found if own is None else meet(found, own)
        if self._left > 0:
            env.memo[index] = found
        return found

    def assume(self, env: Env, condition: int, truth: bool) -> Env:
        """The conditions of `env` and one more."""
        condition = self.same[condition]
        found = env.below.get((condition, truth))
        if found is None and (env.depth >= DEEPEST_ENV or (self.level and self._left <= 0)):
            return env
        if found is None:
            self._left -= 1
            news = refine(self, condition, truth, env)
            known = dict(env.known)
            mask, dead = env.mask, env.dead
            for step, enclosure in news.items():
                known[step] = enclosure
                mask |= self._bits.get(step, 0)
                dead = dead or is_impossible(enclosure)
            found = env.below[condition, truth] = Env(known, mask, dead, env.depth + 1)
        return found

    def under(self, env: Env, index: int) -> Env:
        """The part of `env` that matters to a step: all of it or nothing."""
        return env if env.dead or self._depends[index] & env.mask else self.root

    def readings(self, roots: Iterable[int]) -> Iterator[tuple[int, Env]]:
        """Every step that may be read from the roots, with the conditions under which it is.

        What a choice leads to is followed under its conditions, nearest steps first, as long as that is
        cheap; choices further down are then read as if nothing were known.
        """
        waiting = deque((root, self.root, [MOST_READINGS]) for root in roots)
        seen: set[tuple[int, int]] = set()
        self.level += 1  # questions asked on the way share the allowance of the choice that led to them
        while waiting:
            index, env, left = waiting.popleft()
            index = self.same[index]
            env = self.under(env, index)
            step = self.steps[index]
            if env.mask and left[0] <= 0 and conditions(step):
                env = self.root
            if env.dead or (index, id(env)) in seen:
                continue
            seen.add((index, id(env)))
            if not env.mask:
                left = [MOST_READINGS]
            self._left = left[0] - 1
            yield index, env
            waiting.extend((read, where, left) for read, where in self._below(step, env))
            left[0] = self._left
        self.level -= 1

    def _below(self, step: ir.Step, env: Env) -> Iterator[tuple[int, Env]]:
        """What a step reads, each under the conditions that lead to it."""
        match step:
            case ir.Choose():
                for condition, here, value, there in self.branches(step, env):
                    if condition is not None:
                        yield condition, here
                    yield value, there
            case ir.Operation(op="and" | "or" as op, args=args):
                for arg in args:
                    yield arg, env
                    if len(args) <= MOST_SIDES:
                        env = self.assume(env, arg, op == "and")
            case ir.OnlyIf(applicable, value):
                yield applicable, env
                yield value, self.assume(env, applicable, True)
            case ir.Quantified(counts=counts, holds=holds):
                for count, condition in zip(counts, holds, strict=True):
                    yield count, env
                    yield condition, self.assume(env, count, True)
            case ir.Mean(values=values, weights=weights) | ir.Aggregate(values=values, weights=weights):
                for value, weight in zip(values, weights, strict=True):
                    yield weight, env
                    if self.at(weight, env).numbers != num.ONLY_ZERO:
                        yield value, env
            case _:
                yield from ((read, env) for read in reads(step))

    def folded(self, step: ir.Fold) -> Enclosure:
        """Any number of members of any rubric's record."""
        member, holder = self.inside(step.path), self.inside(step.path[:-1])
        env = member.root
        for where in (holder.plan.collections[step.path[-1]].where, step.where):
            env = env if where is None else member.assume(env, where, True)
        fewest = Fraction(self._fewest(step.path) if step.where is None else 0)
        count = num.span(Interval(fewest, None), Fraction(1))
        if step.kind == "count" or step.value is None:
            return Enclosure(wide(count), missing=True)
        found = member.at(step.value, env)
        amounts = found.numbers
        match step.kind:
            case "every" | "any":
                settles = step.kind == "any"
                certain = fewest > 0 and not found.may_be(not settles)
                kept = {settles: found.may_be(settles), not settles: not certain}
                return Enclosure(truths(kept[True], kept[False]).values, missing=True)
            case "min" | "max":
                return Enclosure(wide(amounts), missing=True)
            case "mean" | "median":
                return Enclosure(wide(num.spread(amounts)), missing=True)
            case "sum":
                return Enclosure(wide(num.multiply(count, amounts)), missing=True)
            case _:
                assert_never(step.kind)

    def _fewest(self, path: tuple[int, ...]) -> int:
        """How many members a path leads to at least."""
        fewest, plan = 1, self.plan
        for index in path:
            fewest *= plan.collections[index].at_least
            plan = plan.collections[index].plan
        return fewest

    def averaged(self, path: tuple[int, ...], product: int, weight: int) -> Numbers | None:
        """Between the lowest and the highest of what is weighed, where no weight is negative."""
        member = self.inside(path)
        factors = member.steps[member.same[product]]
        if not isinstance(factors, ir.Operation) or factors.op != "mul":
            return None
        weight = member.same[weight]
        least = num.bounds(member.base[weight].numbers).low
        if weight not in factors.args or least is None or least < 0:
            return None
        left, right = factors.args
        return num.spread(member.base[left if right == weight else right].numbers)
