"""Roots and logarithms: against 80 digits, against whole powers, and where no number of digits decides."""

from __future__ import annotations

from decimal import Context
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrikdsl.exact import Rounding
from rubrikdsl.exact import round_to
from rubrikdsl.powers import is_one
from rubrikdsl.powers import rounded_log
from rubrikdsl.powers import rounded_power

MODES: tuple[Rounding, ...] = get_args(Rounding)
HALF = Fraction(1, 2)
DIGITS = Context(prec=80)

shares = st.fractions(Fraction(1, 10**6), 1, max_denominator=10**6)
modes = st.sampled_from(MODES)


def between(wanted: Fraction, places: int, mode: Rounding) -> tuple[Fraction, Fraction]:
    """The numbers from which a rounding to `wanted` is wrong: below the first, above the second."""
    unit = Fraction(1, 10**places)
    match mode:
        case "down":
            return wanted, wanted + unit
        case "up":
            return wanted - unit, wanted
        case "half-away" | "half-even":
            return wanted - unit / 2, wanted + unit / 2


@given(st.lists(st.tuples(shares, st.integers(1, 9)), min_size=1, max_size=5), st.integers(0, 6), modes)
def test_a_mean_lies_where_whole_powers_say(
    parts: list[tuple[Fraction, int]], places: int, mode: Rounding
) -> None:
    total = sum(weight for _, weight in parts)
    found = rounded_power([(s, Fraction(w, total)) for s, w in parts], Fraction(100), places, mode)
    product = Fraction(100) ** total
    for share, weight in parts:
        product *= share**weight
    low, high = between(found, places, mode)
    assert (max(low, Fraction(0))) ** total <= product <= high**total


@given(st.integers(2, 10**5), st.integers(2, 10**5), st.integers(0, 8), modes)
def test_a_logarithm_agrees_with_eighty_digits(value: int, base: int, places: int, mode: Rounding) -> None:
    value, base = min(value, base), max(value, base)
    exact = DIGITS.divide(DIGITS.ln(Decimal(value)), DIGITS.ln(Decimal(base)))
    edge = round_to(Fraction(exact) * 2 * 10**places, 0) / (2 * 10**places)
    near = abs(Fraction(exact) - edge) < Fraction(1, 10**40)
    wanted = round_to(edge if near else Fraction(exact), places, mode)
    assert rounded_log(Fraction(value), Fraction(base), places, mode) == wanted
    assert rounded_log(Fraction(1, value), Fraction(1, base), places, mode) == wanted


@pytest.mark.parametrize(
    ("mode", "tie", "below", "above"),
    [
        ("half-away", "0.6", "0.5", "0.6"),
        ("half-even", "0.6", "0.5", "0.6"),
        ("down", "0.5", "0.5", "0.5"),
        ("up", "0.6", "0.6", "0.6"),
    ],
)
@pytest.mark.parametrize("digits", [41, 60, 300])
@pytest.mark.parametrize("weight", [HALF, Fraction(1, 3), Fraction(2185, 10000), Fraction(1, 10**30)])
def test_ties_of_a_mean(
    mode: Rounding, tie: str, below: str, above: str, digits: int, weight: Fraction
) -> None:
    middle, least = Fraction("0.55"), Fraction(1, 10**digits)
    for value, wanted in ((middle, tie), (middle - least, below), (middle + least, above)):
        powers = [(value, weight), (middle, 1 - weight)]
        assert rounded_power(powers, Fraction(1), 1, mode) == Fraction(wanted)


@pytest.mark.parametrize("digits", [41, 60, 300])
def test_ties_of_a_logarithm(digits: int) -> None:
    base, least = Fraction(2**20), Fraction(1, 10**digits)
    assert rounded_log(Fraction(2), base, 1, "half-away") == Fraction("0.1")
    assert rounded_log(2 - least, base, 1, "half-away") == 0
    assert rounded_log(2 + least, base, 1, "half-even") == Fraction("0.1")
    assert rounded_log(Fraction(4), base, 1, "up") == Fraction("0.1")
    assert rounded_log(4 + least, base, 1, "up") == Fraction("0.2")
    assert rounded_log(4 - least, base, 1, "down") == 0
    assert rounded_log(Fraction(4), base, 1, "down") == Fraction("0.1")


def test_a_product_that_is_one_and_one_that_is_nearly() -> None:
    large = Fraction(1, 10**40)
    assert is_one([(Fraction(6), large), (Fraction(2), -large), (Fraction(3), -large)])
    assert not is_one([(Fraction(6), large), (Fraction(2), -large), (Fraction(5), -large)])
    assert is_one([(Fraction(4, 9), HALF), (Fraction(3, 2), Fraction(1))])
    assert is_one([])


def test_close_to_one() -> None:
    least = Fraction(1, 10**300)
    assert rounded_log(1 + least, 1 + 2 * least, 3, "half-away") == HALF
