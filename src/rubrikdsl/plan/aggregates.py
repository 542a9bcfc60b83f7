"""What the aggregates of a group make of the shares of its children (semantics C4, C5).

All work on shares, so that none depends on the scales of the children, and give a value on the group's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.powers import rounded_power

Weighed = tuple[Fraction, Fraction]
"""An effective weight above 0 and a share."""


def combined(step: ir.Aggregate, parts: Sequence[Weighed]) -> Fraction:
    """The value of at least one child; the weights add up to 1."""
    shares = sorted(share for _, share in parts)
    match step.kind:
        case "min":
            return shares[0] * step.top
        case "max":
            return shares[-1] * step.top
        case "median":
            return median(shares) * step.top
        case "best":
            best = shares[-(step.best or len(shares)) :]
            return sum(best, Fraction(0)) / len(best) * step.top
        case "harmonic":
            if shares[0] <= 0:
                return Fraction(0)
            return step.top / sum((weight / share for weight, share in parts), Fraction(0))
        case "geometric":
            if shares[0] <= 0:
                return Fraction(0)
            powers = [(share, weight) for weight, share in parts]
            return rounded_power(powers, step.top, step.places or 0, step.mode)
        case _:
            assert_never(step.kind)


def median(numbers: Sequence[Fraction]) -> Fraction:
    """The one in the middle, or the mean of the two there."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
