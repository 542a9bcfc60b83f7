"""Linear conditions that can hold together are never said to exclude each other; those that cannot are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.studies.verify.simplex import Range
from rubrikdsl.studies.verify.simplex import possible

NUMBERS = st.integers(-6, 6).map(Fraction)
OPEN: Range = (None, None)


def ends(low: int | None, high: int | None, above: int = 0, below: int = 0) -> Range:
    """`above` and `below` say that the end itself is left out."""
    return (
        None if low is None else (Fraction(low), Fraction(above)),
        None if high is None else (Fraction(high), Fraction(-below)),
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_a_point_keeps_is_possible(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 5))
    point = data.draw(st.lists(NUMBERS, min_size=count, max_size=count))

    def around(value: Fraction) -> Range:
        low, high = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
        strict = int(data.draw(st.booleans()))
        least = None if low == 3 else (value - low, Fraction(strict if low else 0))
        return least, None if high == 3 else (value + high, Fraction(-strict if high else 0))

    variables = [around(value) for value in point]
    rows = []
    for _ in range(data.draw(st.integers(1, 5))):
        parts = {at: n for at in range(count) if (n := data.draw(NUMBERS))}
        rows.append((parts, around(sum((n * point[at] for at, n in parts.items()), Fraction(0)))))
    assert possible(variables, rows)


@pytest.mark.parametrize(
    ("variables", "rows", "can"),
    [
        ([ends(0, 1)], [({0: 1}, ends(1, None))], True),
        ([ends(0, 1)], [({0: 1}, ends(1, None, above=1))], False),
        ([ends(0, 9), ends(0, 9)], [({0: 1, 1: 1}, ends(10, None)), ({0: 1, 1: -1}, ends(9, None))], False),
        ([ends(0, 9), ends(0, 9)], [({0: 1, 1: 1}, ends(10, None)), ({0: 1, 1: -1}, ends(8, None))], True),
        ([OPEN, OPEN], [({0: 1, 1: 2}, ends(3, 3)), ({0: 2, 1: 4}, ends(7, 7))], False),
        ([OPEN, OPEN, OPEN], [({0: 1, 1: -1}, ends(1, None)), ({1: 1, 2: -1}, ends(1, None)),
                              ({2: 1, 0: -1}, ends(None, 0, below=1))], True),
        ([OPEN, OPEN, OPEN], [({0: 1, 1: -1}, ends(1, None)), ({1: 1, 2: -1}, ends(1, None)),
                              ({2: 1, 0: -1}, ends(-1, None))], False),
        ([ends(5, 3)], [], False),
    ],
)  # fmt: skip
def test_known(variables: list[Range], rows: list[tuple[dict[int, int], Range]], can: bool) -> None:
    exact = [({at: Fraction(n) for at, n in parts.items()}, range_) for parts, range_ in rows]
    assert possible(variables, exact) is can
