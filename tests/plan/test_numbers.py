"""Sets of numbers: every operation holds what it does to members."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.exact import round_to
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics.model import Interval

F = Fraction

small = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Numbers, Fraction]:
    """A set of numbers and one of its members."""
    member = draw(small)
    kind = draw(st.sampled_from(["few", "grid", "reals"]))
    if kind == "few":
        return frozenset(draw(st.lists(small, max_size=5))) | {member}, member
    low = draw(
        st.none() | st.fractions(min_value=0, max_value=60, max_denominator=4).map(lambda d: member - d)
    )
    high = draw(
        st.none() | st.fractions(min_value=0, max_value=60, max_denominator=4).map(lambda d: member + d)
    )
    interval = Interval(
        low,
        high,
        low is not None and low < member and draw(st.booleans()),
        high is not None and high > member and draw(st.booleans()),
    )
    unit = draw(st.sampled_from([F(1), F(1, 4), F(1, 100)])) if kind == "grid" else None
    return num.span(interval, unit, member), member


@settings(max_examples=150, deadline=None)
@given(drawn(), drawn())
def test_operations_hold_every_result(one: tuple[Numbers, Fraction], two: tuple[Numbers, Fraction]) -> None:
    (a, x), (b, y) = one, two
    pairs: list[tuple[Callable[[Numbers, Numbers], Numbers], Fraction]] = [
        (num.add, x + y),
        (num.multiply, x * y),
        (num.lowest, min(x, y)),
        (num.highest, max(x, y)),
        (num.join, x),
        (num.join, y),
    ]
    if y:
        pairs.append((num.divide, x / y))
    for operation, expected in pairs:
        assert num.holds(operation(a, b), expected), operation
    assert num.holds(num.negate(a), -x)
    assert num.holds(num.absolute(a), abs(x))
    assert num.holds(num.scale(a, F(3, 7)), x * F(3, 7))
    assert num.holds(num.rounded(a, 1, "half-even"), round_to(x, 1, "half-even"))
    assert num.holds(num.spread(a), x)
    assert num.holds(num.without(a, frozenset((y,))), x) == (x != y)
    assert num.holds(num.restrict(a, Interval(None, y)), x) == (x <= y)
    found = num.witness(a)
    assert found is not None and num.holds(a, found)


def test_a_grid_has_no_number_between_its_points() -> None:
    cents = num.span(Interval(F(0), F(100)), F(1, 100))
    assert isinstance(cents, Span)
    assert not num.meets(cents, Interval(F("87.99"), F(88), True, True))
    assert num.witness(cents, Interval(F("87.98"), F(88), True, True)) == F("87.99")
    reals = num.span(Interval(F(0), F(100)))
    assert num.witness(reals, Interval(F("87.99"), F(88), True, True)) == F("87.995")


def test_few_numbers_are_held_one_by_one() -> None:
    assert num.span(Interval(F(0), F(3)), F(1)) == frozenset(map(F, (0, 1, 2, 3)))
    assert num.span(Interval(F(0), F(3), True, True), F(1)) == frozenset((F(1), F(2)))
    assert num.span(Interval(F(2), F(1))) == frozenset()


def test_a_divisor_that_excludes_zero_bounds_the_quotient() -> None:
    found = num.divide(frozenset((F(10),)), num.span(Interval(F(2), None), F(1)))
    assert num.bounds(found) == Interval(F(0), F(5)) or num.bounds(found).high == F(5)
