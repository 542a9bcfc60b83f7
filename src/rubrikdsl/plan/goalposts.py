"""How far a number lies between goalposts (semantics B9)."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.exact import Rounding
from rubrikdsl.powers import rounded_log


def measures(start: Fraction, end: Fraction, places: int | None) -> bool:
    """Whether anything lies between these goalposts; with `places` they have logarithms."""
    return start != end and (places is None or min(start, end) > 0)


def between(number: Fraction, start: Fraction, end: Fraction, places: int | None, mode: Rounding) -> Fraction:
    """The share of the way from `start` to `end`, the number cut to them first.

    With `places` by the logarithm, rounded where it is made.
    """
    held = min(max(number, min(start, end)), max(start, end))
    if places is not None:
        return rounded_log(held / start, end / start, places, mode)
    return (held - start) / (end - start)
