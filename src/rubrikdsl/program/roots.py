"""Roots and logarithms of whole columns: rounded by floats where these are certain, else left open.

A float only says how far a number is from the next edge of its rounding; where that is much farther than all
that floats can be wrong by, the number is known. Whatever lies closer, exact ties among them, is left to the
exact rule (`rubrikdsl.powers`). So that the error has a bound on every machine, nothing is used but what
IEEE 754 rounds correctly: + - × ÷, conversions, powers of two; no logarithm of a library.

The bound, in units of 2 ** -53: a logarithm of a number of at most 63 bits is at most 44, so its parts (an
exponent × ln 2, a series of 13 terms whose rest is less than a unit) are wrong by at most 150; a
weighted mean of n differences of two adds at most 90 × (n + 4); the exponential turns these into relative
errors and adds 150. `WRONG` and `EACH` are more than twice that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.program import ops

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

UNIT: Final = 2.0**-53
WRONG: Final = 2000 * UNIT
EACH: Final = 400 * UNIT
LN2: Final = 0.6931471805599453
MOST: Final = 2.0**45
"""Up to so many units of the last place."""

Found = tuple[Any, Any]
"""Whole numbers, and where they are not known."""


def power(op: ops.Power, columns: Sequence[Any]) -> Found:
    """`ops.Power` over columns of what it reads."""
    import numpy as np

    sides = len(op.overs)
    with np.errstate(all="ignore"):  # what is not a number is left open
        total: Any = 0.0
        mean: Any = 0.0
        zero: Any = np.False_
        for over, under, weight in zip(
            columns[:sides], columns[sides : 2 * sides], columns[2 * sides :], strict=True
        ):
            over, under, weight = (np.asarray(one) for one in (over, under, weight))
            none = (weight != 0) & (over <= 0)
            zero = zero | none
            share = _log(np.where(none, 1, over)) - _log(under)
            mean = mean + np.where(weight == 0, 0.0, weight * share)
            total = total + weight.astype(np.float64)
        top = _log(np.asarray(op.top[0])) - _log(np.asarray(op.top[1]))
        units = _exp(mean / total + top) * 10.0**op.places
        numbers, open_ = _rounded(units, units * (WRONG + EACH * sides), op.mode)
    return np.where(zero, 0, numbers), open_ & ~zero


def log(op: ops.Log, columns: Sequence[Any]) -> Found:
    """`ops.Log` over columns of what it reads; what is no logarithm between 0 and 1 is left open."""
    import numpy as np

    over, under, base_over, base_under = (np.asarray(one) for one in columns)
    with np.errstate(all="ignore"):
        value = _log(over) - _log(under)
        base = _log(base_over) - _log(base_under)
        ratio = value / base
        unsure = WRONG * (1 + np.abs(ratio)) / np.abs(base)
        numbers, open_ = _rounded(ratio * 10.0**op.places, unsure * 10.0**op.places, op.mode)
        is_one = (over > 0) & (base_over > 0) & (ratio > unsure) & (ratio < 1 - unsure)
        return numbers, open_ | ~is_one


def _log(numbers: Any) -> Floats:
    """Natural logarithms of whole numbers above 0, wrong by at most 150 units."""
    import numpy as np

    part, exponent = np.frexp(numbers.astype(np.float64))
    low = part < 0.75
    part = np.where(low, part * 2, part)
    ratio = (part - 1) / (part + 1)
    square = ratio * ratio
    series = np.full_like(square, 1 / 25)
    for odd in range(23, 0, -2):
        series *= square
        series += 1 / odd
    found: Floats = (exponent - low) * LN2 + 2 * ratio * series
    return found


def _exp(numbers: Floats) -> Floats:
    import numpy as np

    twos = np.rint(numbers / LN2)
    rest = numbers - twos * LN2
    series = np.ones_like(rest)
    for at in range(15, 0, -1):
        series *= rest / at
        series += 1
    found: Floats = np.ldexp(series, np.clip(np.nan_to_num(twos), -1000, 1000).astype(np.int32))
    return found


def _rounded(units: Floats, unsure: Floats, mode: str) -> Found:
    """Numbers from 0 on as whole units, and where they are too close to an edge to tell."""
    import numpy as np

    below = np.floor(units)
    rest = units - below
    if mode in ("down", "up"):
        distance = np.minimum(rest, 1 - rest)
        numbers = below + (mode == "up")
    else:
        distance = np.abs(rest - 0.5)
        numbers = below + (rest > 0.5)
    sure = (distance > 2 * unsure) & (units < MOST)
    return np.where(sure, numbers, 0).astype(np.int64), ~sure
