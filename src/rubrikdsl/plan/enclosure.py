"""What one step may be: its possible values, and whether it may be missing or not applicable.

Here are the enclosures themselves and what operators make of them; `plan.enclosures` runs them over a plan.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Final
from typing import Union
from typing import assert_never
from typing import cast

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Operator
from rubrikdsl.semantics.record import Value

Values = Union[Span, frozenset[Value], None]
"""Possible values: numbers of a span, members, or (None) anything of the step's type."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The values that a step may have, and whether it may be missing or not applicable."""

    values: Values
    missing: bool = False
    not_applicable: bool = False

    @property
    def numbers(self) -> Numbers:
        """The values as numbers; the reals where nothing is known."""
        if self.values is None:
            return num.REALS
        if isinstance(self.values, Span):
            return self.values
        return cast(frozenset[Fraction], self.values) if has_numbers(self.values) else num.NONE

    def may_be(self, value: Value) -> bool:
        """Whether a truth, code or date is among the values."""
        return self.values is None or (not isinstance(self.values, Span) and value in self.values)


def has_numbers(values: frozenset[Value]) -> bool:
    """Whether these members (all of one type) are numbers."""
    return type(next(iter(values), None)) is Fraction


IMPOSSIBLE: Final = Enclosure(frozenset())
TRUTHS: Final = frozenset({True, False})


def join(a: Enclosure, b: Enclosure) -> Enclosure:
    """What either may be."""
    return Enclosure(
        join_values(a.values, b.values), a.missing or b.missing, a.not_applicable or b.not_applicable
    )


def join_values(a: Values, b: Values) -> Values:
    if a is None or b is None:
        return None
    if not isinstance(a, Span) and not a:
        return b
    if not isinstance(b, Span) and not b:
        return a
    if isinstance(a, Span) or isinstance(b, Span) or has_numbers(a):
        return wide(num.join(Enclosure(a).numbers, Enclosure(b).numbers))
    return a | b


def wide(numbers: Numbers) -> Values:
    """Numbers as values (a frozenset is invariant for the type checker only)."""
    return numbers if isinstance(numbers, Span) else cast(frozenset[Value], numbers)


def meet(a: Enclosure, b: Enclosure) -> Enclosure:
    values = a.values
    if values is None or values == b.values:
        values = b.values
    elif isinstance(b.values, Span):
        kept = num.without(num.restrict(a.numbers, b.values.interval), b.values.holes)
        values = wide(kept)
    elif b.values is not None:
        if isinstance(values, Span):
            values = frozenset(v for v in b.values if isinstance(v, Fraction) and num.holds(a.numbers, v))
        else:
            values = values & b.values
    return Enclosure(values, a.missing and b.missing, a.not_applicable and b.not_applicable)


def is_impossible(enclosure: Enclosure) -> bool:
    return enclosure.values == frozenset() and not enclosure.missing and not enclosure.not_applicable


def may_take(inner: Enclosure, key: Interval | frozenset[str]) -> bool:
    """Whether a row of a table may be the one that holds."""
    if isinstance(key, Interval):
        return num.meets(inner.numbers, key)
    return inner.values is None or (not isinstance(inner.values, Span) and bool(inner.values & key))


def of_domain(domain: Domain) -> Values:
    match domain.type.kind:
        case "number" | "share":
            return wide(num.span(Interval(domain.low, domain.high), domain.step, domain.low or num.ZERO))
        case "truth":
            return TRUTHS
        case "code":
            return frozenset(choice.code for choice in domain.choices)
        case "set" | "date" | "text":
            return None
        case _:
            assert_never(domain.type.kind)


def truths(may_hold: bool, may_fail: bool) -> Enclosure:
    return Enclosure(frozenset(t for t, may in ((True, may_hold), (False, may_fail)) if may))


def less(a: Numbers, b: Numbers, or_equal: bool = False) -> bool:
    """Whether some number of `a` may be less than (or equal to) some number of `b`."""
    if not a or not b:
        return False
    low, high = bounds_low(a), bounds_high(b)
    if low is None or high is None:
        return True
    (least, low_open), (most, high_open) = low, high
    return least < most or (or_equal and least == most and not low_open and not high_open)


def bounds_low(a: Numbers) -> tuple[Fraction, bool] | None:
    """The lower end and whether it is excluded; None where there is none."""
    i = num.bounds(a)
    return None if i.low is None else (i.low, i.low_open)


def bounds_high(a: Numbers) -> tuple[Fraction, bool] | None:
    """The upper end and whether it is excluded; None where there is none."""
    i = num.bounds(a)
    return None if i.high is None else (i.high, i.high_open)


def may_equal(a: Enclosure, b: Enclosure) -> bool:
    if a.values is None or b.values is None:
        return True
    if isinstance(a.values, Span) and isinstance(b.values, Span):
        return not num.is_empty(num.intersect(a.values.interval, b.values.interval))
    few, other = (b, a) if isinstance(a.values, Span) else (a, b)
    if isinstance(few.values, Span) or few.values is None:
        return True
    return any(
        num.holds(other.numbers, v) if isinstance(v, Fraction) else other.may_be(v) for v in few.values
    )


def may_differ(a: Enclosure, b: Enclosure) -> bool:
    if a.values == frozenset() or b.values == frozenset():
        return False
    return not (isinstance(a.values, frozenset) and len(a.values) == 1 and a.values == b.values)


def counted(several: list[Enclosure], stops: bool) -> Values:
    """How many of the truths may hold (one not applicable does not); `stops`: before the first that fails."""
    least = most = 0
    sure = True
    for truth in several:
        may_hold, may_fail = truth.may_be(True), truth.may_be(False) or truth.not_applicable
        if stops and not may_hold:
            break
        sure = not may_fail and (sure or not stops)
        most += may_hold
        least += sure
    return wide(num.span(Interval(Fraction(least), Fraction(most)), Fraction(1)))


def operated(op: Operator, inners: list[Enclosure], codes: int) -> Values:
    """What an operator makes of its arguments; `codes` is how many a set may have."""
    ns = [i.numbers for i in inners]
    match op:
        case "add":
            return wide(reduce(num.add, ns))
        case "sub":
            return wide(num.add(ns[0], num.negate(ns[1])))
        case "mul":
            return wide(reduce(num.multiply, ns))
        case "div":
            return wide(num.divide(ns[0], ns[1]))
        case "neg":
            return wide(num.negate(ns[0]))
        case "abs":
            return wide(num.absolute(ns[0]))
        case "min" | "max":
            pick = num.lowest if op == "min" else num.highest
            return wide(reduce(pick, ns))
        case "median":
            return wide(num.spread(reduce(num.join, ns)))
        case "lt" | "le" | "gt" | "ge" if any(_of_days(inner) for inner in inners):
            return TRUTHS
        case "lt":
            return truths(less(ns[0], ns[1]), less(ns[1], ns[0], True)).values
        case "le":
            return truths(less(ns[0], ns[1], True), less(ns[1], ns[0])).values
        case "gt":
            return truths(less(ns[1], ns[0]), less(ns[0], ns[1], True)).values
        case "ge":
            return truths(less(ns[1], ns[0], True), less(ns[0], ns[1])).values
        case "eq":
            return truths(may_equal(*inners), may_differ(*inners)).values
        case "ne":
            return truths(may_differ(*inners), may_equal(*inners)).values
        case "not":
            return truths(inners[0].may_be(False), inners[0].may_be(True)).values
        case "has":
            return TRUTHS
        case "size":
            return wide(num.span(Interval(num.ZERO, Fraction(codes)), Fraction(1)))
        case "tally" | "streak":
            return counted(inners, stops=op == "streak")
        case "and" | "or":  # read lazily, in `_logic`
            return TRUTHS
        case _:
            assert_never(op)


def _of_days(inner: Enclosure) -> bool:
    """Whether these are days: they have an order, but no enclosure narrower than all of them."""
    return inner.values is None or (
        not isinstance(inner.values, Span) and isinstance(next(iter(inner.values), None), date)
    )


def among(inner: Enclosure, listed: tuple[Value, ...]) -> Enclosure:
    """Whether it is one of the listed values."""
    hit = any(num.holds(inner.numbers, v) if isinstance(v, Fraction) else inner.may_be(v) for v in listed)
    if isinstance(inner.values, Span) or inner.values is None:
        miss = True
    else:
        miss = not inner.values <= set(listed)
    return replace(inner, values=truths(hit, miss).values)
