"""Decisions: what is told of their rows is what trying every case tells, and hundreds of rows are quick."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import product

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.work import calls

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.decided import Box
from rubrikdsl.plan.decided import Domain
from rubrikdsl.plan.decided import examine
from rubrikdsl.semantics import terms
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Interval

CODES = ("a", "b", "c")
GRID = tuple(Fraction(n, 2) for n in range(9))
DOMAINS = (
    Domain(num.span(Interval(GRID[0], GRID[-1]), Fraction(1, 2)), (), False),
    Domain(num.NONE, CODES, True),
    Domain(num.NONE, (True, False), False),
)
CASES: tuple[tuple[Value | None, ...], ...] = tuple(product(GRID, (*CODES, None), (True, False)))


def holds(test: terms.Test | None, value: Value | None) -> bool:
    """Whether a cell takes a value."""
    if test is None:
        return True
    if value is None:
        return test.missing
    return value in test.values or any(value in interval for interval in test.intervals)


def takes(row: Case, case: tuple[Value | None, ...]) -> bool:
    """Whether a row takes a case."""
    return all(holds(test, value) for test, value in zip(row.tests, case, strict=True))


def inside(box: Box, case: tuple[Value | None, ...]) -> bool:
    """Whether a case is as a box says."""
    return all((None if kind == "missing" else value) == case[at] for at, (kind, value) in box.items())


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A stretch of numbers, open or closed, bounded or not."""
    ends = sorted(draw(st.tuples(st.sampled_from(GRID), st.sampled_from(GRID))))
    low: Fraction | None = ends[0] if draw(st.booleans()) else None
    high: Fraction | None = ends[1] if draw(st.booleans()) else None
    return Interval(
        low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans())
    )


NUMBERS = st.one_of(
    st.none(), st.builds(terms.Test, intervals=st.lists(intervals(), min_size=1, max_size=2).map(tuple))
)
CHOICES = st.one_of(
    st.none(),
    st.builds(terms.Test, values=st.frozensets(st.sampled_from(CODES), min_size=1), missing=st.booleans()),
)
TRUTHS = st.one_of(st.none(), st.builds(terms.Test, values=st.frozensets(st.booleans(), min_size=1)))
ROWS = st.lists(st.tuples(NUMBERS, CHOICES, TRUTHS), min_size=1, max_size=6)


def table(rows: list[tuple[terms.Test | None, ...]], first: bool, otherwise: bool = False) -> ir.Decide:
    """A decision over three columns; the code of a row is its number."""
    last = Case((None, None, None), "rest", -1) if otherwise else None
    cases = tuple(Case(row, str(at), -1) for at, row in enumerate(rows))
    return ir.Decide((0, 1, 2), (False, True, False), cases, last, first)


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_gaps_and_overlaps_are_those_of_trying_every_case(rows: list[tuple[terms.Test | None, ...]]) -> None:
    step = table(rows, first=False)
    found = examine(step, DOMAINS)
    bare = [case for case in CASES if not any(takes(row, case) for row in step.rows)]
    assert bool(found.gaps) == bool(bare)
    for box in found.gaps:
        matched = [case for case in CASES if inside(box, case)]
        assert matched
        assert set(matched) <= set(bare)
    meeting = {
        (i, j)
        for j in range(len(rows))
        for i in range(j)
        if any(takes(step.rows[i], case) and takes(step.rows[j], case) for case in CASES)
    }
    assert {(i, j) for i, j, _ in found.overlaps} <= meeting
    assert {j for _, j, _ in found.overlaps} == {j for _, j in meeting}
    for i, j, box in found.overlaps:
        both = [case for case in CASES if takes(step.rows[i], case) and takes(step.rows[j], case)]
        assert any(inside(box, case) for case in both)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.booleans())
def test_rows_from_the_top_are_reached_where_a_case_is_left(
    rows: list[tuple[terms.Test | None, ...]], otherwise: bool
) -> None:
    step = table(rows, True, otherwise)
    found = examine(step, DOMAINS)
    reached = {next((i for i, row in enumerate(step.rows) if takes(row, case)), None) for case in CASES}
    assert found.told
    assert set(found.idle) == set(range(len(rows))) - reached
    if otherwise:
        assert found.spare == (None not in reached)
    else:
        assert bool(found.gaps) == (None in reached)
        assert all(
            not any(inside(box, c) and takes(row, c) for c in CASES for row in step.rows)
            for box in found.gaps
        )


def test_hundreds_of_rows_are_checked_at_once() -> None:
    numbers = Domain(num.span(Interval(Fraction(0), Fraction(10_000)), Fraction(1, 100)), (), False)
    codes = Domain(num.NONE, tuple("abcd"), False)
    rows: list[Case] = []
    for at in range(200):
        low = Fraction(at * 50)
        high = low + 50 if at < 199 else None
        stretch = terms.Test((Interval(low, high, high_open=high is not None),))
        rows += [Case((stretch, terms.Test(values=frozenset(pair))), "x", -1) for pair in ("ab", "cd")]
    for first in (False, True):
        step = ir.Decide((0, 1), (False, False), tuple(rows), None, first)
        found, work = calls(partial(examine, step, (numbers, codes)))
        assert (found.gaps, found.overlaps, found.idle, found.told) == ((), (), (), True)
        assert work < 700_000  # three times what is measured; there are four million cases
        step = ir.Decide((0, 1), (False, False), tuple(rows[:300] + rows[301:]), None, first)
        (box,) = examine(step, (numbers, codes)).gaps
        assert dict(box) == {0: ("value", Fraction(7500)), 1: ("value", "a")}
