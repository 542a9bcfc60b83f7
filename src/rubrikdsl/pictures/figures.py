"""Numbers as pictures print them, and where they lie."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.frozen import dataclass

MOST_PLACES = 4
"""Decimals of a number that says nothing of its own; a longer one is marked as rounded."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of numbers that is drawn on so many cells (or units)."""

    low: Fraction
    high: Fraction
    size: int

    def at(self, value: Fraction) -> Fraction:
        """How far from the left a number lies, exactly; what lies outside is at the nearer end."""
        if self.high <= self.low:
            return Fraction(0)
        return min(max((value - self.low) / (self.high - self.low), Fraction(0)), Fraction(1)) * self.size

    def cell(self, value: Fraction) -> int:
        """The cell that a number lies in; the right end lies in the last one."""
        return min(floor(self.at(value)), self.size - 1)


def figure(value: Fraction, language: Language, places: int | None = None) -> str:
    """A number in print; `≈` where that is not all of it and nobody asked for so few decimals.

    >>> figure(Fraction("80.85"), "id"), figure(Fraction(1, 3), "en"), figure(Fraction(1, 3), "en", 2)
    ('80,85', '≈0.3333', '0.33')
    """
    mark: Mark = "," if language == "id" else "."
    if places is not None:
        return fixed(value, places, mark)
    all_of_it = decimal_places(value)
    if all_of_it is None or all_of_it > MOST_PLACES:
        return "≈" + fixed(value, MOST_PLACES, mark)
    return fixed(value, all_of_it, mark)


def signed(value: Fraction, language: Language, places: int | None = None) -> str:
    """The same with its sign."""
    return ("+" if value >= 0 else "") + figure(value, language, places)


def alike(values: tuple[Fraction, ...], places: int | None) -> int | None:
    """The decimals that all of these are printed with, so that they stand below each other."""
    if places is not None:
        return places
    found = [decimal_places(value) for value in values]
    least = max((each for each in found if each is not None), default=0)
    return None if None in found or least > MOST_PLACES else least
