"""Exact numbers as texts that sort as the numbers do, for databases that sort texts and no fractions.

A number is written as its continued fraction, a + 1/(b + 1/(c + …)): of two numbers, the first term that
differs decides, the greater one for the greater number at even places and for the smaller one at odd places.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

_MIRROR: Final = str.maketrans("0123456789", "9876543210")
_FIRST, _LAST = " ", "~"
"""Before and after every digit: where a number ends, the next term would be without end."""


def sortable(number: Fraction) -> str:
    """A text that comes before another's exactly where the number is less.

    >>> sortable(Fraction(1, 3)) < sortable(Fraction(334, 1000)) < sortable(Fraction(1, 2))
    True
    >>> sortable(Fraction(-1, 2)) < sortable(Fraction(0)) < sortable(Fraction(2)) < sortable(Fraction(10))
    True
    """
    over, under = number.numerator, number.denominator
    term, rest = divmod(over, under)
    parts = ["1" + _counted(term) if term >= 0 else "0" + _counted(-term).translate(_MIRROR)]
    odd = True
    while rest:
        over, under = under, rest
        term, rest = divmod(over, under)
        parts.append(_counted(term).translate(_MIRROR) if odd else _counted(term))
        odd = not odd
    return "".join(parts) + (_FIRST if odd else _LAST)


def _counted(number: int) -> str:
    """A whole number, not below 0, behind its count of digits: more digits, a later text."""
    digits = str(number)
    return f"{len(digits):04d}{digits}"
