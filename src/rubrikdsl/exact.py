"""Exact numbers: reading, writing and rounding rationals.

Everything that flows through a rubric is a `fractions.Fraction`; nothing here ever makes a float.
This room knows no rubric: it only turns text into numbers and numbers into text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Rounding = Literal["half-away", "half-even", "down", "up"]
"""How `places` rounds: half away from zero (the default), half to even, toward zero, away from zero."""

Mark = Literal[".", ","]
"""The decimal mark of a text."""

MAX_DIGITS = 400
"""Digits that one number may have (in text) before it is refused; keeps a stranger's file cheap."""

MOST_BITS = 13_000
"""Length of what is computed on with (some 3 900 digits): a product of products grows without end."""

_PLAIN = {
    ".": re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z"),
    ",": re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?\Z"),
}


class Number(Fraction):
    """An exact number as it leaves the engine: a `Fraction` that prints itself as people write it.

    `str` gives a decimal where the value terminates and a fraction where it does not. It equals and
    orders like any `Fraction`, and compares with `Decimal` and `int` exactly.

    >>> from fractions import Fraction
    >>> str(Number(Fraction("49.85"))), str(Number(Fraction(42561, 700)))
    ('49.85', '42561/700')
    >>> Number(Fraction("49.85")) == Decimal("49.85")
    True
    """

    __slots__ = ()

    def __str__(self) -> str:
        return to_text(self)

    def __repr__(self) -> str:
        return f"Number('{to_text(self)}')"

    def to_decimal(self) -> Decimal:
        """The same value as a `Decimal`; `ValueError` where the expansion does not terminate."""
        if not terminates(self):
            raise ValueError(f"{to_text(self)} has no finite decimal expansion")
        return Decimal(to_text(self))


def read(text: str, mark: Mark = ".") -> Fraction | None:
    """The number that `text` plainly writes with this decimal mark, or None.

    Plain means: an optional sign, digits, and at most one mark with digits on both sides. No exponent,
    no thousands marks, no more than `MAX_DIGITS` digits.

    >>> read("21.85"), read("21,85", ","), read("1e5")
    (Fraction(437, 20), Fraction(437, 20), None)
    """
    if len(text) > MAX_DIGITS or not _PLAIN[mark].match(text):
        return None
    return Fraction(text.replace(",", "."))


def is_short(value: Fraction) -> bool:
    """Whether a number is short enough to be computed with and printed."""
    return value.numerator.bit_length() <= MOST_BITS and value.denominator.bit_length() <= MOST_BITS


def terminates(value: Fraction) -> bool:
    """Whether the decimal expansion of `value` ends."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_places(value: Fraction) -> int | None:
    """The fewest decimal places that write `value` exactly; None where none do.

    >>> decimal_places(Fraction("21.850")), decimal_places(Fraction(1, 3))
    (2, None)
    """
    rest = value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest, fives = rest >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def to_text(value: Fraction, mark: Mark = ".") -> str:
    """Exact text: a decimal where it terminates, else a fraction in lowest terms.

    >>> to_text(Fraction(5, 2), ","), to_text(Fraction(1, 3))
    ('2,5', '1/3')
    """
    places = decimal_places(value)
    if places is None:
        sign = "-" if value < 0 else ""
        return f"{sign}{_digits(abs(value.numerator))}/{_digits(value.denominator)}"
    return fixed(value, places, mark)


def fixed(value: Fraction, places: int, mark: Mark = ".", mode: Rounding = "half-away") -> str:
    """Text with exactly `places` decimal places, rounded for print.

    >>> fixed(Fraction(1, 3), 2), fixed(Fraction(-1, 2), 0), fixed(Fraction(60), 2, ",")
    ('0.33', '-1', '60,00')
    """
    whole = _units(value, 10**places, mode)
    digits = _digits(abs(whole)).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{digits[:-places]}{mark}{digits[-places:]}" if places else f"{sign}{digits}"


def _digits(whole: int) -> str:
    """The digits of a whole number, however many: Python's own conversion refuses long ones."""
    if whole.bit_length() <= MOST_BITS:
        return str(whole)
    half = whole.bit_length() * 3 // 20  # about half of its digits
    left, right = divmod(whole, 10**half)
    return _digits(left) + _digits(right).rjust(half, "0")


def round_to(value: Fraction, places: int, mode: Rounding = "half-away") -> Fraction:
    """`value` rounded to `places` decimal places, exactly.

    >>> [str(Number(round_to(Fraction(t), 2))) for t in ("4.505", "-4.505", "87.985")]
    ['4.51', '-4.51', '87.99']
    >>> str(Number(round_to(Fraction("4.505"), 2, "half-even")))
    '4.5'
    """
    unit = 10**places
    return Fraction(_units(value, unit, mode), unit)


def _units(value: Fraction, unit: int, mode: Rounding) -> int:
    """How many of the parts, `unit` to the whole, a number rounds to."""
    low, rest = divmod(value.numerator * unit, value.denominator)
    if not rest:
        return low
    half, positive = 2 * rest - value.denominator, value.numerator > 0
    if mode == "half-even":
        up = half > 0 or (half == 0 and low % 2 == 1)
    elif mode == "half-away":
        up = half > 0 or (half == 0 and positive)
    elif mode == "down":
        up = not positive
    else:
        up = positive
    return low + 1 if up else low
