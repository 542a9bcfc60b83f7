"""What one step may be, given what it reads may be.

`Enclosing` has one rule per kind of step and leaves open what is known: `plan.enclosures` asks for any
record that the rubric admits, `engine.partial` for one record of which some answers are missing.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.aggregates import combined
from rubrikdsl.plan.assumptions import MOST_SIDES
from rubrikdsl.plan.enclosure import IMPOSSIBLE
from rubrikdsl.plan.enclosure import TRUTHS
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import among
from rubrikdsl.plan.enclosure import has_numbers
from rubrikdsl.plan.enclosure import join
from rubrikdsl.plan.enclosure import may_take
from rubrikdsl.plan.enclosure import of_domain
from rubrikdsl.plan.enclosure import operated
from rubrikdsl.plan.enclosure import truths
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.goalposts import between
from rubrikdsl.plan.goalposts import measures
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.powers import rounded_log
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Row
from rubrikdsl.semantics.model import Test
from rubrikdsl.semantics.record import Value


@dataclass(slots=True)
class Env:
    """Conditions taken as given: tighter enclosures of some steps. `dead`: they cannot hold together."""

    known: Mapping[int, Enclosure]
    mask: int
    dead: bool = False
    depth: int = 0
    memo: dict[int, Enclosure] = field(default_factory=dict)
    below: dict[tuple[int, bool], Env] = field(default_factory=dict)


class Enclosing:
    """The rules of the steps of one plan; a subclass tells what is known under conditions (`at`)."""

    plan: ir.Plan
    steps: Sequence[ir.Step]

    def at(self, index: int, env: Env) -> Enclosure:
        """What a step may be where the conditions of `env` hold."""
        raise NotImplementedError

    def assume(self, env: Env, condition: int, truth: bool) -> Env:
        """The conditions of `env` and one more."""
        raise NotImplementedError

    def folded(self, step: ir.Fold) -> Enclosure:
        """What a fold over a collection may be."""
        raise NotImplementedError

    def averaged(self, path: tuple[int, ...], product: int, weight: int) -> Numbers | None:
        """What `sum(product) / sum(weight)` over members may be where it is a mean: no weight is negative."""
        raise NotImplementedError

    def branches(self, step: ir.Choose, env: Env) -> Iterator[tuple[int | None, Env, int, Env]]:
        """Per branch that may be read: condition, where it is read, value, where that is read."""
        here = env
        for condition, value in step.branches:
            truth = self.at(condition, here)
            yield condition, here, value, self.assume(here, condition, True)
            if not truth.may_be(False):
                return
            here = self.assume(here, condition, False)
        yield None, here, step.otherwise, here

    def _found(self, index: int, env: Env) -> Enclosure:
        """What a step may be, in numbers short enough to go on with."""
        found = self._step(index, env)
        if isinstance(found.values, Span) or (found.values and has_numbers(found.values)):
            numbers = found.numbers
            short = num.shortened(numbers)
            return found if short is numbers else replace(found, values=wide(short))
        return found

    def _step(self, index: int, env: Env) -> Enclosure:
        step = self.steps[index]
        match step:
            case ir.Constant(value):
                return Enclosure(frozenset((value,)))
            case ir.Answer(number):
                answer = self.plan.fields[number]
                return Enclosure(of_domain(answer.domain), answer.need != "default", answer.not_applicable)
            case ir.Operation():
                return self._operation(step, env)
            case ir.Rounded(arg, places, mode):
                inner = self.at(arg, env)
                return replace(inner, values=wide(num.rounded(inner.numbers, places, mode)))
            case ir.Logarithm(arg):
                inner = self.at(arg, env)
                return replace(inner, values=wide(_logarithm(step, inner.numbers)))
            case ir.Reached(arg, start, end):
                parts = [self.at(each, env) for each in (arg, start, end)]
                return Enclosure(
                    wide(_reached(step, *(part.numbers for part in parts))),
                    any(part.missing for part in parts),
                    any(part.not_applicable for part in parts),
                )
            case ir.Table(arg, rows, what):
                found = self._table(arg, rows, env)
                return replace(found, not_applicable=True) if what == "attribute" else found
            case ir.Choose():
                return self._choose(step, env)
            case ir.Among(arg, values):
                return among(self.at(arg, env), values)
            case ir.IsMissing(arg):
                inner = self.at(arg, env)
                certain = inner.values == frozenset() and not inner.not_applicable
                return truths(inner.missing, not certain)
            case ir.IsApplicable(arg):
                inner = self.at(arg, env)
                certain = inner.values == frozenset() and not inner.missing
                return replace(truths(not certain, inner.not_applicable), missing=inner.missing)
            case ir.Applies(number):
                may_not = self.plan.fields[number].not_applicable
                return Enclosure(TRUTHS if may_not else frozenset((True,)), missing=may_not)
            case ir.IsStated():
                return Enclosure(TRUTHS)
            case ir.Stated(node, _, otherwise):
                silent = Enclosure(frozenset(), missing=True)
                computed = silent if otherwise is None else self.at(otherwise, env)
                return self._stated(self.plan.nodes[node], computed)
            case ir.Held(items, weights):
                return self._held(items, weights, env)
            case ir.Share():
                return self._share(step, env)
            case ir.Mean():
                return self._mean(step, env)
            case ir.Aggregate():
                return self._aggregate(step, env)
            case ir.OnlyIf(applicable, value):
                truth = self.at(applicable, env)
                inner = IMPOSSIBLE
                if truth.may_be(True):
                    inner = self.at(value, self.assume(env, applicable, True))
                return Enclosure(
                    inner.values,
                    inner.missing or truth.missing,
                    inner.not_applicable or truth.may_be(False),
                )
            case ir.Decide():
                return self._decide(step, env)
            case ir.AtMost(code, limit, order):
                return self._bounded(code, limit, order, min, env)
            case ir.AtLeast(code, limit, order):
                return self._bounded(code, limit, order, max, env)
            case ir.All(args):
                inners = [self.at(arg, env) for arg in args]
                return Enclosure(
                    truths(all(i.may_be(True) for i in inners), any(i.may_be(False) for i in inners)).values,
                    any(i.missing for i in inners),
                    any(i.not_applicable for i in inners),
                )
            case ir.Fold():
                return self.folded(step)
            case ir.Quantified():
                return self._quantified(step, env)
            case _:
                assert_never(step)

    def _quantified(self, step: ir.Quantified, env: Env) -> Enclosure:
        """Nodes that may not count decide nothing; a condition is read where its node counts."""
        settles = step.kind == "any"
        may_settle, must_settle, missing, not_applicable = False, False, False, False
        for count, holds in zip(step.counts, step.holds, strict=True):
            counted = self.at(count, env)
            missing = missing or counted.missing
            if not counted.may_be(True):
                continue
            inner = self.at(holds, self.assume(env, count, True))
            missing = missing or inner.missing
            not_applicable = not_applicable or inner.not_applicable
            may_settle = may_settle or inner.may_be(settles)
            must_settle = must_settle or not (counted.may_be(False) or inner.may_be(not settles))
        kept = {settles: may_settle, not settles: not must_settle}
        return replace(truths(kept[True], kept[False]), missing=missing, not_applicable=not_applicable)

    def _choose(self, step: ir.Choose, env: Env) -> Enclosure:
        result = IMPOSSIBLE
        for condition, here, value, there in self.branches(step, env):
            if condition is not None:
                truth = self.at(condition, here)
                result = join(result, Enclosure(frozenset(), truth.missing, truth.not_applicable))
                if not truth.may_be(True):
                    continue
            result = join(result, self.at(value, there))
        return result

    def _bounded(
        self, code: int, limit: str, order: tuple[str, ...], pick: Callable[..., str], env: Env
    ) -> Enclosure:
        inner = self.at(code, env)
        rank = {name: place for place, name in enumerate(order)}
        codes = frozenset(order) if inner.values is None else inner.values
        if isinstance(codes, Span):
            return inner
        return replace(
            inner, values=frozenset(pick(str(c), limit, key=lambda name: rank[name]) for c in codes)
        )

    def _decide(self, step: ir.Decide, env: Env) -> Enclosure:
        """The codes of the rows whose tests may all hold; columns are compared one by one."""
        inners = [self.at(arg, env) for arg in step.args]
        takes: dict[tuple[int, Test], bool] = {}
        codes: set[Value] = set()
        for row in step.rows:
            for column, test in enumerate(row.tests):
                if test is None:
                    continue
                key = (column, test)
                if key not in takes:
                    takes[key] = _takes(test, inners[column])
                if not takes[key]:
                    break
            else:
                codes.add(row.code)
        if step.otherwise is not None:
            codes.add(step.otherwise.code)
        missing = any(i.missing and not absent for i, absent in zip(inners, step.absent, strict=True))
        return Enclosure(frozenset(codes), missing, any(i.not_applicable for i in inners))

    def _operation(self, step: ir.Operation, env: Env) -> Enclosure:
        if step.op in ("and", "or"):
            return self._logic(step, env)
        inners = [self.at(arg, env) for arg in step.args]
        averaged = self._averaged(step)
        if averaged is not None:
            return Enclosure(wide(averaged), missing=True)
        values = operated(step.op, inners, len(self.plan.types[step.args[0]].codes))
        return Enclosure(values, any(i.missing for i in inners), any(i.not_applicable for i in inners))

    def _averaged(self, step: ir.Operation) -> Numbers | None:
        """What `sum(u.x * u.w) / sum(u.w)` may be."""
        if step.op != "div":
            return None
        match tuple(self.steps[arg] for arg in step.args):
            case (
                ir.Fold("sum", _, int(product), where) as above,
                ir.Fold("sum", _, int(weight), same) as below,
            ) if (above.path, where) == (below.path, same):
                return self.averaged(above.path, product, weight)
            case _:
                return None

    def _logic(self, step: ir.Operation, env: Env) -> Enclosure:
        """`and`, `or`: a further side is read only where those before it do not decide."""
        going = step.op == "and"
        found = IMPOSSIBLE
        for arg in step.args:
            here = self.at(arg, env)
            decided = frozenset((not going,)) if here.may_be(not going) else frozenset()
            found = join(found, Enclosure(decided, here.missing, here.not_applicable))
            if not here.may_be(going):
                return found
            if len(step.args) <= MOST_SIDES:
                env = self.assume(env, arg, going)
        return found if env.dead else join(found, Enclosure(frozenset((going,))))

    def _table(self, arg: int, rows: tuple[Row, ...], env: Env) -> Enclosure:
        inner = self.at(arg, env)
        return replace(inner, values=frozenset(row.value for row in rows if may_take(inner, row.key)))

    def _stated(self, node: ir.Node, computed: Enclosure) -> Enclosure:
        """A given value lies anywhere on the scale; on a grid only where the node rounds."""
        unit = None if node.places is None else Fraction(1, 10**node.places)
        free = num.span(Interval(node.scale.floor, node.scale.top), unit)
        return join(computed, Enclosure(wide(free)))

    def _held(self, items: tuple[int, ...], weights: tuple[Fraction, ...], env: Env) -> Enclosure:
        """A share of the applicable weight, on a grid where every item is applicable."""
        inners = [self.at(item, env) for item in items]
        share: Numbers
        if any(i.not_applicable for i in inners):
            share = num.span(Interval(num.ZERO, Fraction(1)))
        else:
            share = num.ONLY_ZERO
            total = sum(weights, num.ZERO)
            for inner, weight in zip(inners, weights, strict=True):
                choices = ((True, weight / total), (False, num.ZERO))
                share = num.add(share, frozenset(n for truth, n in choices if inner.may_be(truth)))
        return Enclosure(
            wide(share),
            any(i.missing for i in inners),
            all(i.not_applicable for i in inners),
        )

    def _share(self, step: ir.Share, env: Env) -> Enclosure:
        read = [self.at(w, env) for w in step.weights]
        weights = [num.bounds(w.numbers) for w in read]
        counts = [self.at(a, env) for a in step.applicable]
        missing = any(found.missing for found in (*read, *counts))
        if not counts[step.at].may_be(True):
            return Enclosure(frozenset((num.ZERO,)), missing)
        others = [n for n in range(len(weights)) if n != step.at and counts[n].may_be(True)]
        most = sum((weights[n].high or num.ZERO for n in others), num.ZERO)
        least = sum((weights[n].low or num.ZERO for n in others if not counts[n].may_be(False)), num.ZERO)
        low, high = weights[step.at].low or num.ZERO, weights[step.at].high or num.ZERO
        bottom = low / (low + most) if low + most and not counts[step.at].may_be(False) else num.ZERO
        top = high / (high + least) if high + least else num.ZERO
        return Enclosure(wide(num.span(Interval(bottom, top))), missing)

    def _mean(self, step: ir.Mean, env: Env) -> Enclosure:
        parts, missing, not_applicable = self._parts(step, env)
        if all(not isinstance(share, Span) and len(share) == 1 for share, _ in parts):
            total = num.ONLY_ZERO
            for share, part in parts:
                total = num.add(total, num.multiply(share, part))
            return Enclosure(wide(total) if parts else frozenset(), missing, not_applicable)
        reach = self._reach(step, env)
        hull = _hull(parts)
        return Enclosure(wide(num.restrict(hull, reach) if reach else hull), missing, not_applicable)

    def _reach(self, step: ir.Mean, env: Env) -> Interval | None:
        """The lowest and the highest mean where only it is open which children count; None: not so simple."""
        first = self.steps[step.weights[0]]
        if not isinstance(first, ir.Share):
            return None
        weights, counts = first.weights, first.applicable
        if [self.steps[w] for w in step.weights] != [
            ir.Share(n, weights, counts) for n in range(len(weights))
        ]:
            return None
        lows: list[_Weighed] = []
        highs: list[_Weighed] = []
        for weight, count, value, top in zip(weights, counts, step.values, step.tops, strict=True):
            own, applies = self.at(weight, env).numbers, self.at(count, env)
            if isinstance(own, Span) or len(own) != 1:
                return None
            (amount,) = own
            inner = num.scale(self.at(value, env).numbers, step.top / top)
            if amount == 0 or not inner or not applies.may_be(True):
                continue
            ends = num.bounds(inner)
            if ends.low is None or ends.high is None:
                return None
            sure = applies.values == frozenset((True,)) and not applies.missing
            lows.append((sure, amount, ends.low))
            highs.append((sure, amount, -ends.high))
        if not lows:
            return None
        return Interval(_least_mean(lows), -_least_mean(highs))

    def _aggregate(self, step: ir.Aggregate, env: Env) -> Enclosure:
        """Between the lowest and the highest child; every aggregate grows with each of its children.

        Where it is settled which children take part, the lowest values of all give the lowest.
        """
        parts, missing, not_applicable = self._parts(step, env)
        hull = _hull(parts)
        settled = all(not isinstance(share, Span) and len(share) == 1 for share, _ in parts)
        if settled and not all(part for _, part in parts):
            return Enclosure(frozenset(), missing, not_applicable)
        if hull and settled:
            ends: list[Fraction | None] = []
            for high in (False, True):
                bounds = [num.bounds(part) for _, part in parts]
                reach = [b.high if high else b.low for b in bounds]
                known = [end / step.top for end in reach if end is not None]
                weights = [next(iter(share)) for share, _ in parts if not isinstance(share, Span)]
                full = len(known) == len(reach)
                ends.append(combined(step, list(zip(weights, known, strict=True))) if full else None)
            hull = num.span(Interval(ends[0], ends[1]))
        elif hull:
            hull = _held_down(step, parts, hull)
        if hull and step.places is not None:
            hull = num.rounded(hull, step.places, step.mode)
        return Enclosure(wide(hull), missing, not_applicable)

    def _parts(
        self, step: ir.Mean | ir.Aggregate, env: Env
    ) -> tuple[list[tuple[Numbers, Numbers]], bool, bool]:
        """The weights and values of the children that may count, and whether none may be known or count."""
        parts: list[tuple[Numbers, Numbers]] = []
        missing = not_applicable = False
        for value, weight, top in zip(step.values, step.weights, step.tops, strict=True):
            effective = self.at(weight, env)
            missing = missing or effective.missing
            if effective.numbers == num.ONLY_ZERO:
                continue
            inner = self.at(value, env)
            missing = missing or inner.missing
            parts.append((effective.numbers, num.scale(inner.numbers, step.top / top)))
        if all(num.holds(share, num.ZERO) for share, _ in parts):
            not_applicable = True
        return parts, missing, not_applicable


def _hull(parts: list[tuple[Numbers, Numbers]]) -> Numbers:
    """Everything between the lowest and the highest of the values."""
    hull: Numbers = num.NONE
    for _, part in parts:
        hull = num.join(hull, part)
    return num.spread(hull)


def _held_down(step: ir.Aggregate, parts: list[tuple[Numbers, Numbers]], hull: Numbers) -> Numbers:
    """What one child that surely counts leaves of some aggregates: nothing makes up for it there."""
    sure = [num.bounds(part).high for share, part in parts if part and not num.holds(share, num.ZERO)]
    highs = [high for high in sure if high is not None]
    match step.kind:
        case "min" if highs:
            return num.restrict(hull, Interval(None, min(highs)))
        case "harmonic" | "geometric" if highs and min(highs) <= 0:
            return num.ONLY_ZERO
        case _:
            return hull


_Weighed = tuple[bool, Fraction, Fraction]
"""Whether something surely counts, its weight, and the lowest that it may be."""


def _least_mean(parts: list[_Weighed]) -> Fraction:
    """The lowest weighted mean of those that surely count and of any that may."""
    weight = sum((amount for sure, amount, _ in parts if sure), num.ZERO)
    total = sum((amount * low for sure, amount, low in parts if sure), num.ZERO)
    for sure, amount, low in sorted(parts, key=lambda part: part[2]):
        if not sure and (not weight or low * weight < total):
            weight, total = weight + amount, total + amount * low
    return total / weight


def _logarithm(step: ir.Logarithm, numbers: Numbers) -> Numbers:
    """All logarithms: those of the members, or of the ends, between which they grow."""
    cut = num.restrict(numbers, Interval(min(step.base, Fraction(1)), max(step.base, Fraction(1))))
    if not cut:
        return num.NONE
    if not isinstance(cut, Span):
        return frozenset(rounded_log(n, step.base, step.places, step.mode) for n in cut)
    low, high = cut.interval.low, cut.interval.high
    assert low is not None
    assert high is not None
    ends = sorted(rounded_log(n, step.base, step.places, step.mode) for n in (low, high))
    return num.span(Interval(ends[0], ends[1]), Fraction(1, 10**step.places))


def _reached(step: ir.Reached, numbers: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """All shares of the way: those of the members or of the ends where the goalposts are known."""
    unit = None if step.places is None else Fraction(1, 10**step.places)
    whole = num.span(Interval(num.ZERO, Fraction(1)), unit)
    if isinstance(starts, Span) or isinstance(ends, Span) or len(starts) != 1 or len(ends) != 1:
        return whole
    (start,), (end,) = starts, ends
    if not numbers or not measures(start, end, step.places):
        return num.NONE
    if not isinstance(numbers, Span):
        return frozenset(between(n, start, end, step.places, step.mode) for n in numbers)
    low, high = numbers.interval.low, numbers.interval.high
    least = between(low, start, end, step.places, step.mode) if low is not None else Fraction(start > end)
    most = between(high, start, end, step.places, step.mode) if high is not None else Fraction(start < end)
    return num.restrict(whole, Interval(min(least, most), max(least, most)))


def _takes(test: Test, inner: Enclosure) -> bool:
    """Whether a cell of a decision may hold."""
    return (
        (test.missing and inner.missing)
        or any(may_take(inner, interval) for interval in test.intervals)
        or any(inner.may_be(value) for value in test.values)
    )
