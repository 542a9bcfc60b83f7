"""A geometric mean as whole numbers alone: which number it rounds to is found by comparing powers.

A mean is at least a number where a product of its parts' powers is at least the same product of that
number's; both are whole. So the highest number that it reaches is searched for bit by bit, without a root, an
approximation or a branch. What does not count has no power on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Final

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.build import Builder

MOST_BITS: Final = 4096
"""Of the powers that are compared: longer ones cost more than they are worth."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share `over` ÷ `under` of a mean: with which power it takes part, and the truth whether it does."""

    over: int
    under: int
    power: int
    counts: int


def searched(
    b: Builder, op: ops.Power, weights: Sequence[int], counted: Sequence[int], most: int
) -> int | None:
    """What `op` rounds to, from 0 to `most`; None where a weight is not settled or powers would be too long.

    `weights` are those of shares that count.
    """
    parts = _parts(b, op, weights, counted)
    if parts is None:
        return None
    search = _Search(b, op, parts)
    if search.bits(most) > MOST_BITS:
        return None
    left = search.left()
    found = b.no
    for bit in range(most.bit_length() - 1, -1, -1):
        higher = b.least(b.linear(1 << bit, ((1, found),)), b.whole(most))
        found = b.pick(search.reached(left, higher), higher, found)
    return found


def _parts(b: Builder, op: ops.Power, weights: Sequence[int], counted: Sequence[int]) -> list[Part] | None:
    """The shares that may weigh something, with the smallest whole weights."""
    found: list[Part] = []
    for over, under, weight, counts in zip(op.overs, op.unders, weights, counted, strict=True):
        settled = _settled(b, weight)
        if settled is None or settled[0] < 0:
            return None
        power, weighs = settled
        if power:
            found.append(Part(b.most(over, b.no), under, power, b.both(counts, weighs)))
    common = gcd(*(part.power for part in found))
    return [Part(part.over, part.under, part.power // common, part.counts) for part in found]


def _settled(b: Builder, weight: int) -> tuple[int, int] | None:
    """A weight that is one number or nothing, and the truth whether it is that number."""
    match b.ops[weight]:
        case ops.Whole(value):
            return value, b.yes
        case ops.Linear(0, ((factor, arg),)) if (inner := _settled(b, arg)) is not None:
            return inner[0] * factor, inner[1]
        case ops.Count(arg):
            return 1, arg
        case ops.Pick(condition, then, otherwise) if b.constant(otherwise) == 0 and b.constant(then):
            return b.constant(then) or 0, condition
        case ops.Pick(condition, then, otherwise) if b.constant(then) == 0 and b.constant(otherwise):
            return b.constant(otherwise) or 0, b.negate(condition)
        case _:
            return None


class _Search:
    """Whether a mean reaches a number of units.

    It rounds to n or more where it is at least n (`down`), above n - 1 (`up`) or half-way to n (else); edges
    are whole numbers, `per` to the unit.
    """

    def __init__(self, b: Builder, op: ops.Power, parts: Sequence[Part]) -> None:
        self.b, self.op, self.parts = b, op, parts
        self.per = 1 if op.mode in ("down", "up") else 2
        over, self.under = op.top
        self.over = over * self.per * 10**op.places

    def left(self) -> int:
        """The side of the shares, which every number is compared with."""
        return self._product([self.b.times(part.over, self._factors(part)[0]) for part in self.parts])

    def _factors(self, part: Part) -> tuple[int, int]:
        """By what a share is multiplied, and the edge beside it, without what is common to both."""
        under = self.b.constant(part.under) or 1
        common = gcd(self.over, self.under * under)
        return self.over // common, self.under * under // common

    def _product(self, sides: Sequence[int]) -> int:
        """The powers of one side; what does not count is 1."""
        found = self.b.yes
        for side, part in zip(sides, self.parts, strict=True):
            power = self._power(side, part.power)
            found = self.b.multiply(found, self.b.pick(part.counts, power, self.b.yes))
        return found

    def _power(self, base: int, exponent: int) -> int:
        if exponent == 1:
            return base
        half = self._power(base, exponent // 2)
        square = self.b.multiply(half, half)
        return self.b.multiply(square, base) if exponent % 2 else square

    def _right(self, edge: int) -> int:
        sides = []
        for part in self.parts:
            side = self.b.times(edge, self._factors(part)[1])
            is_settled = self.b.constant(part.under) is not None
            sides.append(side if is_settled else self.b.multiply(side, part.under))
        return self._product(sides)

    def bits(self, most: int) -> int:
        """Of the longest number that is compared."""
        left = right = 0
        for part in self.parts:
            over, under = self._factors(part)
            left += part.power * (over * self.b.bounds[part.over][1]).bit_length()
            edge = under * self.b.bounds[part.under][1] * most * self.per
            right += part.power * edge.bit_length()
        return max(left, right)

    def reached(self, left: int, number: int) -> int:
        """Whether the mean rounds to a number, or to a higher one."""
        b, mode = self.b, self.op.mode
        match mode:
            case "down":
                return b.less(self._right(number), left, or_equal=True)
            case "up":
                return b.less(self._right(b.linear(-1, ((1, number),))), left)
            case "half-away":
                return b.less(self._right(b.linear(-1, ((2, number),))), left, or_equal=True)
            case "half-even":
                right = self._right(b.linear(-1, ((2, number),)))
                halved = b.divide(number, b.whole(2))
                even = b.equal(b.linear(0, ((1, number), (-2, halved))), b.no)
                return b.either(b.less(right, left), b.both(even, b.equal(right, left)))
