"""Whether linear conditions can hold together, over the rationals: the simplex method without an objective.

Each variable lies between bounds, and so does each row, a sum of so much of the variables. Starting from any
values, the first sum that lies outside its bounds is brought to the nearer one by changing a variable that
can still move; where none can, the conditions exclude each other. The smallest index first: so it ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

End = tuple[Fraction, Fraction]
"""A number, and how much of something smaller than any: `x > 3` is from (3, 1), `x >= 3` from (3, 0)."""

Range = tuple[End | None, End | None]
"""From where to where; None is open."""

MOST_PIVOTS: Final = 400
"""So many exchanges are tried; what is not decided then is taken to be possible."""

ZERO: Final = (Fraction(0), Fraction(0))


def possible(variables: Sequence[Range], rows: Sequence[tuple[Mapping[int, Fraction], Range]]) -> bool:
    """Whether some values of the variables keep all bounds; a yes may be wrong, a no never is."""
    ranges = [*variables, *(range for _, range in rows)]
    if any(low is not None and high is not None and low > high for low, high in ranges):
        return False
    values = [low if low is not None else high if high is not None else ZERO for low, high in variables]
    sums = {len(variables) + at: dict(parts) for at, (parts, _) in enumerate(rows)}
    for parts in sums.values():
        total = ZERO
        for variable, amount in parts.items():
            total = _plus(total, values[variable], amount)
        values.append(total)
    return _Tableau(ranges, values, sums).settle()


def _plus(one: End, other: End, times: Fraction) -> End:
    return one[0] + other[0] * times, one[1] + other[1] * times


@dataclass(slots=True)
class _Tableau:
    """Each of `sums` written as so much of the other variables; all have values."""

    ranges: list[Range]
    values: list[End]
    sums: dict[int, dict[int, Fraction]]

    def settle(self) -> bool:
        """Bring every sum between its bounds; no where that cannot be."""
        for _ in range(MOST_PIVOTS):
            outside = self._outside()
            if outside is None:
                return True
            at, wanted = outside
            up = wanted > self.values[at]
            moving = next((one for one in sorted(self.sums[at]) if self._moves(at, one, up)), None)
            if moving is None:
                return False
            self._exchange(at, moving, wanted)
        return True

    def _outside(self) -> tuple[int, End] | None:
        """The first sum outside its bounds, and the bound that it lies beyond."""
        for at in sorted(self.sums):
            low, high = self.ranges[at]
            if low is not None and self.values[at] < low:
                return at, low
            if high is not None and self.values[at] > high:
                return at, high
        return None

    def _moves(self, at: int, one: int, up: bool) -> bool:
        """Whether a variable can move the sum in this direction."""
        low, high = self.ranges[one]
        if (self.sums[at][one] > 0) is up:
            return high is None or self.values[one] < high
        return low is None or self.values[one] > low

    def _exchange(self, at: int, one: int, wanted: End) -> None:
        """Bring a sum to a bound by one variable, and write that variable by the sum from now on."""
        parts = self.sums.pop(at)
        own = parts.pop(one)
        change = _plus(wanted, self.values[at], Fraction(-1))
        self.values[at] = wanted
        self.values[one] = _plus(self.values[one], change, 1 / own)
        for other, inner in self.sums.items():
            if one in inner:
                self.values[other] = _plus(self.values[other], change, inner[one] / own)
        turned = {part: -amount / own for part, amount in parts.items()}
        turned[at] = 1 / own
        for inner in self.sums.values():
            amount = inner.pop(one, None)
            if amount is not None:
                for part, share in turned.items():
                    both = inner.get(part, Fraction(0)) + amount * share
                    if both:
                        inner[part] = both
                    else:
                        inner.pop(part, None)
        self.sums[one] = turned
