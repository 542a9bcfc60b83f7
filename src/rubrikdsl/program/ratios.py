"""Numbers of the rubric as whole numbers over a denominator, constant as far as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd
from math import lcm

from rubrikdsl.exact import Rounding
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.build import Builder


@dataclass(frozen=True, slots=True)
class Ratio:
    """`over` ÷ (`scale` × `under`), both above 0 (`under` None: 1), between `low` and `high`."""

    over: int
    scale: int
    under: int | None
    low: Fraction
    high: Fraction


class Ratios:
    """Exact arithmetic on ratios."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder

    def constant(self, value: Fraction) -> Ratio:
        """A number of the rubric."""
        return Ratio(self.b.whole(value.numerator), value.denominator, None, value, value)

    def scaled(self, over: int, scale: int) -> Ratio:
        """A whole number over a constant, in lowest terms as far as that shows."""
        match self.b.ops[over]:
            case ops.Whole(value):
                return self.constant(Fraction(value, scale))
            case ops.Linear(constant, terms):
                common = gcd(scale, constant, *(factor for factor, _ in terms))
                if common > 1:
                    parts = tuple((factor // common, arg) for factor, arg in terms)
                    over, scale = self.b.linear(constant // common, parts), scale // common
            case _:
                pass
        low, high = self.b.bounds[over]
        return Ratio(over, scale, None, Fraction(low, scale), Fraction(high, scale))

    def over(self, over: int, scale: int, under: int | None, low: Fraction, high: Fraction) -> Ratio:
        """A ratio whose bounds the caller knows."""
        if under is not None and (value := self.b.constant(under)) is not None:
            scale, under = scale * value, None
        if under is None:
            return self.scaled(over, scale)
        return Ratio(over, scale, under, low, high)

    def to_scale(self, ratio: Ratio, scale: int) -> int:
        """The number on a multiple of its own scale (not divided by `under`)."""
        return self.b.times(ratio.over, scale // ratio.scale)

    def with_under(self, ratio: Ratio, under: int | None) -> int:
        """`over` as it is where the denominator is also multiplied by `under`."""
        return ratio.over if under is None else self.b.multiply(ratio.over, under)

    # Arithmetic

    def add(self, parts: Sequence[Ratio]) -> Ratio:
        """A sum."""
        if not parts:
            return self.constant(Fraction(0))
        found = parts[0]
        groups: dict[int | None, list[Ratio]] = {}
        for part in parts:
            groups.setdefault(part.under, []).append(part)
        sums: list[Ratio] = []
        for under, group in groups.items():
            scale = lcm(*(part.scale for part in group))
            over = self.b.add(*(self.to_scale(part, scale) for part in group))
            low = sum((part.low for part in group), Fraction(0))
            high = sum((part.high for part in group), Fraction(0))
            sums.append(self.over(over, scale, under, low, high))
        found = sums[0]
        for other in sums[1:]:
            scale = lcm(found.scale, other.scale)
            one = self.with_under(replace(found, over=self.to_scale(found, scale)), other.under)
            two = self.with_under(replace(other, over=self.to_scale(other, scale)), found.under)
            found = self.over(
                self.b.add(one, two), scale, self._unders(found, other),
                found.low + other.low, found.high + other.high,
            )  # fmt: skip
        return found

    def _unders(self, one: Ratio, two: Ratio) -> int | None:
        if one.under is None or two.under is None:
            return two.under if one.under is None else one.under
        return self.b.multiply(one.under, two.under)

    def negate(self, ratio: Ratio) -> Ratio:
        """The opposite."""
        return replace(ratio, over=self.b.times(ratio.over, -1), low=-ratio.high, high=-ratio.low)

    def multiply(self, one: Ratio, two: Ratio) -> Ratio:
        """A product."""
        ends = [x * y for x in (one.low, one.high) for y in (two.low, two.high)]
        over = self.b.multiply(one.over, two.over)
        return self.over(over, one.scale * two.scale, self._unders(one, two), min(ends), max(ends))

    def divide(self, one: Ratio, two: Ratio) -> tuple[Ratio, int]:
        """A quotient, and the truth that there is none (it divides by 0; then the quotient is any)."""
        zero = self.b.equal(two.over, self.b.no)
        low, _ = self.b.bounds[two.over]
        divisor = self.b.most(self._size(two.over), self.b.yes)
        over = self.with_under(replace(one, over=self.b.times(one.over, two.scale)), two.under)
        if low < 0:
            negative = self.b.less(two.over, self.b.no)
            over = self.b.pick(negative, self.b.times(over, -1), over)
        under = divisor if one.under is None else self.b.multiply(divisor, one.under)
        # |divisor| is at least one unit of its own, else the bound of its value
        least = Fraction(1, two.scale * (1 if two.under is None else self.b.bounds[two.under][1]))
        if two.low > 0:
            least = max(least, two.low)
        most = max(abs(one.low), abs(one.high)) / least
        positive = one.low >= 0 and low >= 0
        return self.over(over, one.scale, under, Fraction(0) if positive else -most, most), zero

    def _size(self, handle: int) -> int:
        if self.b.bounds[handle][0] >= 0:
            return handle
        return self.b.most(handle, self.b.times(handle, -1))

    def absolute(self, ratio: Ratio) -> Ratio:
        """The size."""
        if ratio.low >= 0:
            return ratio
        most = max(-ratio.low, ratio.high)
        return self.over(self._size(ratio.over), ratio.scale, ratio.under, Fraction(0), most)

    def pick(self, condition: int, then: Ratio, otherwise: Ratio) -> Ratio:
        """One where a truth holds, else the other."""
        low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
        scale = lcm(then.scale, otherwise.scale)
        over = self.b.pick(condition, self.to_scale(then, scale), self.to_scale(otherwise, scale))
        if then.under == otherwise.under:
            return self.over(over, scale, then.under, low, high)
        under = self.b.pick(condition, then.under or self.b.yes, otherwise.under or self.b.yes)
        return self.over(over, scale, under, low, high)

    def lowest(self, one: Ratio, two: Ratio) -> Ratio:
        """The lower one."""
        if one.under == two.under:
            scale = lcm(one.scale, two.scale)
            over = self.b.least(self.to_scale(one, scale), self.to_scale(two, scale))
            return self.over(over, scale, one.under, min(one.low, two.low), min(one.high, two.high))
        return self.pick(self.less(one, two, or_equal=True), one, two)

    def highest(self, one: Ratio, two: Ratio) -> Ratio:
        """The higher one."""
        return self.negate(self.lowest(self.negate(one), self.negate(two)))

    # Comparing

    def less(self, one: Ratio, two: Ratio, or_equal: bool = False) -> int:
        """Whether one is less than (or at most) the other."""
        if one.high < two.low or (or_equal and one.high <= two.low):
            return self.b.yes
        if one.low > two.high or (not or_equal and one.low >= two.high):
            return self.b.no
        return self.b.less(*self._crossed(one, two), or_equal)

    def equal(self, one: Ratio, two: Ratio) -> int:
        """Whether both are the same."""
        if one.high < two.low or one.low > two.high:
            return self.b.no
        left, right = self._crossed(one, two)
        value = self.b.constant(right)
        if value is not None:
            match self.b.ops[left]:
                case ops.Linear(0, ((factor, _),)) if value % factor:
                    return self.b.no
                case _:
                    pass
        return self.b.equal(left, right)

    def _crossed(self, one: Ratio, two: Ratio) -> tuple[int, int]:
        scale = lcm(one.scale, two.scale)
        left = replace(one, over=self.to_scale(one, scale))
        right = replace(two, over=self.to_scale(two, scale))
        if one.under == two.under:
            return left.over, right.over
        return self.with_under(left, two.under), self.with_under(right, one.under)

    # Rounding

    def rounded(self, ratio: Ratio, places: int, mode: Rounding) -> Ratio:
        """The number rounded to decimal places."""
        unit = 10**places
        if ratio.under is None and unit % ratio.scale == 0:
            return ratio
        common = gcd(unit, ratio.scale)
        over = self.b.times(ratio.over, unit // common)
        under = self.b.times(ratio.under or self.b.yes, ratio.scale // common)
        low, high = (int(round_to(end, places, mode) * unit) for end in (ratio.low, ratio.high))
        return self.scaled(self._rounded(over, under, mode, (low, high)), unit)

    def _rounded(self, over: int, under: int, mode: Rounding, within: tuple[int, int]) -> int:
        """A quotient rounded to a whole number."""
        b = self.b
        low, high = b.bounds[over]
        if mode == "half-even":
            whole = b.divide(over, under, (within[0] - 1, within[1]))
            twice = b.times(b.linear(0, ((1, over), (-1, b.multiply(whole, under)))), 2)
            odd = b.equal(b.linear(0, ((1, whole), (-2, b.divide(whole, b.whole(2))))), b.yes)
            up = b.either(b.less(under, twice), b.both(b.equal(under, twice), odd))
            return self._within(b.linear(0, ((1, whole), (1, b.count(up)))), within)
        if low >= 0:
            return self._away_from_zero(over, under, mode, (max(within[0], 0), within[1]))
        if high <= 0:
            mirrored = (max(-within[1], 0), -within[0])
            return b.times(self._away_from_zero(b.times(over, -1), under, mode, mirrored), -1)
        size = self._away_from_zero(self._size(over), under, mode, (0, max(-within[0], within[1], 0)))
        return b.pick(b.less(over, b.no), b.times(size, -1), size)

    def _away_from_zero(self, over: int, under: int, mode: Rounding, within: tuple[int, int]) -> int:
        """The rounding of a number that is not negative."""
        b = self.b
        match mode:
            case "down":
                return b.divide(over, under, within)
            case "up":
                return b.divide(b.linear(-1, ((1, over), (1, under))), under, within)
            case _:
                divisor = b.constant(under)
                if divisor is not None and divisor % 2 == 0:
                    return b.divide(b.linear(divisor // 2, ((1, over),)), under, within)
                return b.divide(b.linear(0, ((2, over), (1, under))), b.times(under, 2), within)

    def _within(self, handle: int, within: tuple[int, int]) -> int:
        """The same number, known to lie within bounds: nothing is done where that shows already."""
        low, high = self.b.bounds[handle]
        if low < within[0]:
            handle = self.b.most(handle, self.b.whole(within[0]))
        return self.b.least(handle, self.b.whole(within[1])) if high > within[1] else handle
