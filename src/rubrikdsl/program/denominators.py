"""A denominator of every step: over which every number that it can be is a whole number.

What a program knows of the records that it takes is known here of every record that the rubric admits,
however large or fine its answers are. So it settles what a column of results is made of before any record is
seen.
`NONE` (0) stands where there is no such denominator, as after a division by an answer; rounding ends that.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from math import lcm
from typing import Final
from typing import assert_never

from rubrikdsl.engine.given import reach
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import join
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.enclosures import Analysis
from rubrikdsl.plan.numbers import Span
from rubrikdsl.plan.steps import Asked
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Interval

NONE: Final = 0
"""No denominator. As a number it is just right: `lcm` and products with it give it again, `gcd` the other."""

Given = Collection[int] | None
"""The nodes that records may state, in whatever reading; None: any node."""


def denominators(plan: ir.Plan, given: Given) -> tuple[tuple[int, ...], tuple[Enclosure, ...]]:
    """The denominator of each step, and its enclosure, for records that state no other nodes than `given`."""
    analysis = _Stating(plan, given)
    return tuple(_Walk(analysis).found), tuple(analysis.base)


class _Stating(Analysis):
    """Enclosures for records that state these nodes: a node without places may be stated as any number."""

    def __init__(self, plan: ir.Plan, given: Given, asked: tuple[Asked, ...] = ()) -> None:
        self.given = given
        super().__init__(plan, asked)

    def _of_members(self, plan: ir.Plan, asked: tuple[Asked, ...]) -> Analysis:
        return _Stating(plan, None, asked)

    def _stated(self, node: ir.Node, computed: Enclosure) -> Enclosure:
        if self.given is not None and node.index not in self.given:
            return computed
        low, high = reach(self.plan, node)
        unit = _unit(node)
        free = num.span(Interval(low, high), Fraction(1, unit) if unit else None)
        return join(computed, Enclosure(wide(free)))


def _unit(node: ir.Node) -> int:
    """The denominator of what is stated for a node."""
    return NONE if node.places is None else 10**node.places


class _Walk:
    def __init__(self, analysis: _Stating) -> None:
        self.analysis, self.plan = analysis, analysis.plan
        self.found: list[int] = []
        for index, step in enumerate(self.plan.steps):
            values = analysis.base[index].values
            if isinstance(values, frozenset):
                numbers = [value for value in values if isinstance(value, Fraction)]
                self.found.append(lcm(*(number.denominator for number in numbers)))
            else:
                grid = _grid(values) if isinstance(values, Span) else NONE
                self.found.append(gcd(self._of(step), grid))

    def _all(self, steps: Sequence[int]) -> int:
        return lcm(*(self.found[step] for step in steps))

    def _of(self, step: ir.Step) -> int:
        match step:
            case ir.Constant(value):
                return value.denominator if isinstance(value, Fraction) else 1
            case ir.Answer(field):
                return _answered(self.plan.fields[field])
            case ir.Operation():
                return self._operation(step)
            case ir.Rounded(arg, places):
                return _rounded(self.found[arg], places)
            case ir.Logarithm(places=places):
                return int(10**places)
            case ir.Reached(arg, start, end, places):
                if places is not None:
                    return int(10**places)
                first, last = self._constant(start), self._constant(end)
                if first is None or last is None or first == last:
                    return NONE
                return self._times(arg, 1 / (last - first), first)
            case ir.Table(rows=rows):
                return lcm(*(row.value.denominator for row in rows if isinstance(row.value, Fraction)))
            case ir.Held(items, weights):
                if any(self.analysis.base[item].not_applicable for item in items):
                    return NONE
                total = sum(weights, Fraction(0))
                return lcm(*((weight / total).denominator for weight in weights)) if total else NONE
            case ir.Choose(branches, otherwise):
                return self._all([otherwise, *(value for _, value in branches)])
            case ir.Stated(node, _, otherwise):
                own = 1 if otherwise is None else self.found[otherwise]
                given = self.analysis.given
                stated = given is None or node in given
                return lcm(own, _unit(self.plan.nodes[node])) if stated else own
            case ir.Share():
                return NONE
            case ir.Mean(values, weights, tops, top):
                parts = zip(values, weights, tops, strict=True)
                return lcm(*(self._weighed(value, weight, top / own) for value, weight, own in parts))
            case ir.Aggregate():
                return self._aggregate(step)
            case ir.OnlyIf(_, value):
                return self.found[value]
            case ir.Fold():
                return self._fold(step)
            case (
                ir.Decide()
                | ir.Among()
                | ir.IsMissing()
                | ir.IsApplicable()
                | ir.Applies()
                | ir.IsStated()
                | ir.AtMost()
                | ir.AtLeast()
                | ir.All()
                | ir.Quantified()
            ):
                return 1
            case _:
                assert_never(step)

    def _operation(self, step: ir.Operation) -> int:
        args = step.args
        match step.op:
            case "add" | "sub" | "min" | "max" | "neg" | "abs":
                return self._all(args)
            case "median":
                return self._all(args) * (1 if len(args) % 2 else 2)
            case "mul":
                found, factor = 1, Fraction(1)
                for arg in args:
                    constant = self._constant(arg)
                    found = found * self.found[arg] if constant is None else found
                    factor = factor if constant is None else factor * constant
                return (factor / found).denominator if found else NONE
            case "div":
                divisor = self._constant(args[1])
                return self._times(args[0], 1 / divisor) if divisor else NONE
            case _:
                return 1

    def _constant(self, step: int) -> Fraction | None:
        """The one number that a step can be."""
        values = self.analysis.base[step].values
        if isinstance(values, frozenset) and len(values) == 1:
            (value,) = values
            return value if isinstance(value, Fraction) else None
        return None

    def _times(self, step: int, factor: Fraction, less: Fraction = Fraction(0)) -> int:
        """Of a step's number, less another, times a factor."""
        own = lcm(self.found[step], less.denominator)
        return (factor / own).denominator if own else NONE

    def _weighed(self, value: int, weight: int, factor: Fraction) -> int:
        """Of a part of a mean."""
        constant = self._constant(weight)
        if constant is not None:
            return self._times(value, constant * factor)
        found = self.found[value] * self.found[weight]
        return (factor / found).denominator if found else NONE

    def _aggregate(self, step: ir.Aggregate) -> int:
        parts = zip(step.values, step.tops, strict=True)
        each = lcm(*(self._times(value, step.top / top) for value, top in parts))
        match step.kind:
            case "min" | "max":
                return each
            case "median":
                return each * 2
            case "best":
                return each * lcm(*range(1, min(step.best or len(step.values), len(step.values)) + 1))
            case "geometric":
                return NONE if step.places is None else 10**step.places
            case "harmonic":
                return NONE
            case _:
                assert_never(step.kind)

    def _fold(self, step: ir.Fold) -> int:
        if step.value is None or step.kind in ("count", "every", "any"):
            return 1
        member = self.analysis.inside(step.path)
        assert isinstance(member, _Stating)
        each = _Walk(member).found[step.value]
        match step.kind:
            case "sum" | "min" | "max":
                return each
            case "median":
                return each * 2
            case _:
                return NONE


def _answered(field: Field) -> int:
    domain = field.domain
    if domain.type.kind not in ("number", "share"):
        return 1
    if domain.step is None:
        return NONE
    ends = (domain.low, domain.high, domain.step, field.default)
    return lcm(*(end.denominator for end in ends if isinstance(end, Fraction)))


def _rounded(own: int, places: int) -> int:
    """A number on its own grid is left alone where the places hold it."""
    unit = 10**places
    return own if own and unit % own == 0 else unit


def _grid(span: Span) -> int:
    """The denominator of the points of a grid."""
    return NONE if span.unit is None else lcm(span.unit.denominator, span.offset.denominator)
