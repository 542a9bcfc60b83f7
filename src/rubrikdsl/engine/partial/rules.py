"""The rules of steps for one record, some of whose answers are open (see `plan.enclosing`).

Beside what holds for any record: what the record gives, sets and days, folds over the members that it states.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import Subsets
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.aggregates import median
from rubrikdsl.plan.enclosing import Enclosing
from rubrikdsl.plan.enclosing import Env
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import truths
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row

if TYPE_CHECKING:
    from rubrikdsl.engine.partial.graph import Graph

NO_CONDITIONS: Final = Env({}, 0)


class Rules(Enclosing):
    """The rules of steps for one record, in a state."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph, self.number = graph, number
        self.run = graph.runs[number]
        self.plan = self.run.plan
        self.steps = self.plan.steps
        self.start = graph.starts[number]
        self.state: list[Box] = []

    def found(self, index: int) -> Enclosure:
        """What a step may be."""
        return self._found(index, NO_CONDITIONS)

    def at(self, index: int, env: Env) -> Enclosure:  # noqa: ARG002 - nothing is assumed here
        return enclosure_of(self.state[self.start + index])

    def assume(self, env: Env, condition: int, truth: bool) -> Env:  # noqa: ARG002
        return env

    def _step(self, index: int, env: Env) -> Enclosure:
        step = self.steps[index]
        match step:
            case ir.Stated(node, weight, otherwise):
                if node in self.run.record.given:
                    return self._points(self.plan.nodes[node], self.at(weight, env))
                assert otherwise is not None
                return self.at(otherwise, env)
            case ir.Table(arg, rows, "attribute"):
                return self._attribute(rows, self.at(arg, env))
            case ir.Operation("has" | "size" as op, args):
                box = self.state[self.start + args[0]]
                if isinstance(box, Subsets):
                    code = self.state[self.start + args[1]] if op == "has" else None
                    return _of_subsets(box, code if isinstance(code, str) else None)
            case ir.Operation("lt" | "le" | "gt" | "ge" as op, (left, right)):
                days = _compared(op, self.at(left, env), self.at(right, env))
                if days is not None:
                    return days
            case _:
                pass
        return super()._step(index, env)

    def _attribute(self, rows: tuple[Row, ...], inner: Enclosure) -> Enclosure:
        """The attributes of the codes that may be; a code whose row leaves it empty has none."""
        codes = inner.values if isinstance(inner.values, frozenset) else frozenset()
        named = {code: row.value for row in rows if isinstance(row.key, frozenset) for code in row.key}
        values = frozenset(named[code] for code in codes if isinstance(code, str) and code in named)
        empty = any(code not in named for code in codes)
        return Enclosure(values, inner.missing, inner.not_applicable or empty)

    def _points(self, node: ir.Node, weight: Enclosure) -> Enclosure:
        """A node given in points whose weight is not settled; no weight, no value."""
        amount = self.run.record.given[node.index][1]
        low, high = reach(self.plan, node)
        most = num.scale(weight.numbers, self.plan.nodes[0].scale.top / node.scale.top)
        value = num.restrict(num.divide(frozenset((amount,)), most), Interval(low, high))
        return Enclosure(wide(value), weight.missing, weight.not_applicable)

    def folded(self, step: ir.Fold) -> Enclosure:
        """The fold over the members that the record states, some of which may or may not take part."""
        parts: list[tuple[bool, Enclosure]] = []
        for way in self.graph.ways(self.number, step):
            *_, (innermost, _) = way
            conditions = [at + own for at, own in way if own is not None]
            conditions += [] if step.where is None else [innermost + step.where]
            held = [enclosure_of(self.state[cell]) for cell in conditions]
            if all(one.may_be(True) for one in held):
                sure = all(one.values == frozenset((True,)) for one in held)
                value = None if step.value is None else self.state[innermost + step.value]
                parts.append((sure, Enclosure(frozenset()) if value is None else enclosure_of(value)))
        if step.value is None or step.kind == "count":
            most, least = len(parts), sum(sure for sure, _ in parts)
            return Enclosure(wide(num.span(Interval(Fraction(least), Fraction(most)), Fraction(1))))
        if step.kind in ("every", "any"):
            settles = step.kind == "any"
            certain = any(sure and not one.may_be(not settles) for sure, one in parts)
            kept = {settles: any(one.may_be(settles) for _, one in parts), not settles: not certain}
            return truths(kept[True], kept[False])
        return Enclosure(wide(_folded(step, [(sure, one.numbers) for sure, one in parts])))

    def averaged(self, path: tuple[int, ...], product: int, weight: int) -> Numbers | None:
        """Between the lowest and the highest of what is weighed, where no weight is negative."""
        member = self.plan
        for index in path:
            member = member.collections[index].plan
        factors = member.steps[product]
        if not isinstance(factors, ir.Operation) or factors.op != "mul" or weight not in factors.args:
            return None
        left, right = factors.args
        amount = left if right == weight else right
        around: Numbers = num.NONE
        for way in self.graph.ways(self.number, ir.Fold("sum", path[0], product, None, path[1:])):
            *_, (start, _) = way
            weighs = enclosure_of(self.state[start + weight]).numbers
            least = num.bounds(weighs).low if weighs else None
            if least is None or least < 0:
                return None
            around = num.join(around, enclosure_of(self.state[start + amount]).numbers)
        return num.spread(around)


def _folded(step: ir.Fold, parts: Sequence[tuple[bool, Numbers]]) -> Numbers:
    """A fold of what surely (or perhaps) takes part."""
    held = [(sure, numbers) for sure, numbers in parts if numbers]
    settled = all(sure for sure, _ in held)
    if not held:
        return num.ONLY_ZERO if step.kind == "sum" else num.NONE
    if step.kind == "sum" or (step.kind == "mean" and settled):
        total = num.ONLY_ZERO
        for sure, numbers in held:
            total = num.add(total, numbers if sure else num.join(numbers, num.ONLY_ZERO))
        return num.scale(total, Fraction(1, len(held))) if step.kind == "mean" else total
    around: Numbers = num.NONE
    for _, numbers in held:
        around = num.join(around, numbers)
    around = num.spread(around)
    if step.kind == "mean":
        return around
    if step.kind == "median":
        return _median([num.bounds(numbers) for _, numbers in held]) if settled else around
    ends = [num.bounds(numbers) for sure, numbers in held if sure]
    if step.kind == "min":
        highs = [end.high for end in ends if end.high is not None]
        return num.restrict(around, Interval(None, min(highs, default=None)))
    lows = [end.low for end in ends if end.low is not None]
    return num.restrict(around, Interval(max(lows, default=None), None))


def _median(ends: Sequence[Interval]) -> Numbers:
    """The median grows with each number."""
    lows = [end.low for end in ends if end.low is not None]
    highs = [end.high for end in ends if end.high is not None]
    low = median(lows) if len(lows) == len(ends) else None
    high = median(highs) if len(highs) == len(ends) else None
    return num.span(Interval(low, high))


def _of_subsets(box: Subsets, code: str | None) -> Enclosure:
    """How many codes a set may have, or whether it may hold one of them."""
    if code is None:
        size = num.span(Interval(Fraction(len(box.must)), Fraction(len(box.may))), Fraction(1))
        return Enclosure(wide(size), box.missing, box.not_applicable)
    held = truths(code in box.may, code not in box.must)
    return Enclosure(held.values, box.missing, box.not_applicable)


def _compared(op: str, one: Enclosure, two: Enclosure) -> Enclosure | None:
    """How days compare; None where these are no days."""
    days = [_days(one), _days(two)]
    left, right = days
    if not left or not right:
        return None
    if op in ("gt", "ge"):
        left, right = right, left
    strict = op in ("lt", "gt")
    may = left[0] < right[-1] or (not strict and left[0] == right[-1])
    may_not = left[-1] > right[0] or (strict and left[-1] == right[0])
    found = truths(may, may_not)
    missing, not_applicable = one.missing or two.missing, one.not_applicable or two.not_applicable
    return Enclosure(found.values, missing, not_applicable)


def _days(one: Enclosure) -> list[date]:
    values: Iterable[object] = one.values if isinstance(one.values, frozenset) else ()
    return sorted(value for value in values if isinstance(value, date))
