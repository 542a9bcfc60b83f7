"""Whether one step is never below another, whatever the record says: seen in how they are made.

This knows the enclosures of steps and nothing of records. It answers "yes" only where it is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics.record import Value

DEEPEST: Final = 12
"""How far two steps are followed."""


class Ordering:
    """The steps of one plan with what each may be; `orders` are the codes that rank, lowest first."""

    def __init__(
        self, plan: ir.Plan, enclosures: Sequence[Enclosure], orders: frozenset[tuple[str, ...]]
    ) -> None:
        self.plan = plan
        self.enclosures = enclosures
        self.orders = orders
        self._known: dict[tuple[int, int], bool] = {}

    def plain(self, index: int) -> int:
        """The step that a step only repeats, or the step itself."""
        while True:
            match self.plan.steps[index]:
                case ir.Choose((), otherwise):
                    index = otherwise
                case _:
                    return index

    def rank_of(self, index: int) -> dict[Value, int] | None:
        """The order of the values of a step that is a code or a truth; None where they have none."""
        kind = self.plan.types[index]
        if kind.kind == "truth":
            return {False: 0, True: 1}
        if kind.kind == "code" and kind.codes in self.orders:
            return {code: rank for rank, code in enumerate(kind.codes)}
        return None

    def ends(self, index: int) -> tuple[Fraction | None, Fraction | None] | None:
        """Between what a step lies: as a number, or as the rank of a code or a truth; None: nothing."""
        values = self.enclosures[index].values
        kind = self.plan.types[index].kind
        if kind in ("number", "share"):
            numbers = self.enclosures[index].numbers
            if not numbers:
                return None
            around = num.bounds(numbers)
            return around.low, around.high
        rank = self.rank_of(index)
        if rank is None:
            return None
        known = list(rank.values())
        if values is not None and not isinstance(values, Span):
            known = [rank[value] for value in values if value in rank]
        return (Fraction(min(known)), Fraction(max(known))) if known else None

    def sign(self, index: int) -> int:
        """1 where a number is never negative, -1 where it is never positive, else 0."""
        ends = self.ends(index)
        if ends is None:
            return 0
        low, high = ends
        if low is not None and low >= 0:
            return 1
        return -1 if high is not None and high <= 0 else 0

    def at_least(self, a: int, b: int, depth: int = 0) -> bool:
        """Whether `a` is never below `b`."""
        a, b = self.plain(a), self.plain(b)
        if a == b:
            return True
        found = self._known.get((a, b))
        if found is None:
            found = depth < DEEPEST and (self._apart(a, b) or self._made(a, b, depth + 1))
            if found or depth == 0:
                self._known[a, b] = found
        return found

    def _apart(self, a: int, b: int) -> bool:
        upper, lower = self.ends(a), self.ends(b)
        if upper is None or lower is None or upper[0] is None or lower[1] is None:
            return False
        return upper[0] >= lower[1]

    def _made(self, a: int, b: int, depth: int) -> bool:
        if self._above(a, b, depth) or self._below(b, a, depth):
            return True
        match self.plan.steps[a], self.plan.steps[b]:
            case ir.Rounded(one, places, mode), ir.Rounded(other, p, m) if (places, mode) == (p, m):
                return self.at_least(one, other, depth)
            case _:
                return False

    def _above(self, a: int, b: int, depth: int) -> bool:
        """Whether `a` is `b`, or something that is not below it, raised."""
        match self.plan.steps[a]:
            case ir.Operation("add", (one, other)):
                return (self.sign(other) > 0 and self.at_least(one, b, depth)) or (
                    self.sign(one) > 0 and self.at_least(other, b, depth)
                )
            case ir.Operation("sub", (one, other)):
                return self.sign(other) < 0 and self.at_least(one, b, depth)
            case ir.Operation("max", args):
                return any(self.at_least(arg, b, depth) for arg in args)
            case ir.Operation("min", args):
                return all(self.at_least(arg, b, depth) for arg in args)
            case ir.Operation("mul", (one, other)):
                return self._grown(one, other, b, depth) or self._grown(other, one, b, depth)
            case ir.Choose(branches, otherwise):
                return all(self.at_least(v, b, depth) for v in (*(v for _, v in branches), otherwise))
            case ir.AtLeast(code):
                return self.at_least(code, b, depth)
            case _:
                return False

    def _below(self, a: int, b: int, depth: int) -> bool:
        """Whether `a` is `b`, or something that is not above it, lowered."""
        match self.plan.steps[a]:
            case ir.Operation("add", (one, other)):
                return (self.sign(other) < 0 and self.at_least(b, one, depth)) or (
                    self.sign(one) < 0 and self.at_least(b, other, depth)
                )
            case ir.Operation("sub", (one, other)):
                return self.sign(other) > 0 and self.at_least(b, one, depth)
            case ir.Operation("min", args):
                return any(self.at_least(b, arg, depth) for arg in args)
            case ir.Operation("max", args):
                return all(self.at_least(b, arg, depth) for arg in args)
            case ir.Operation("mul", (one, other)):
                return self._shrunk(one, other, b, depth) or self._shrunk(other, one, b, depth)
            case ir.Choose(branches, otherwise):
                return all(self.at_least(b, v, depth) for v in (*(v for _, v in branches), otherwise))
            case ir.AtMost(code):
                return self.at_least(b, code, depth)
            case _:
                return False

    def _grown(self, amount: int, factor: int, b: int, depth: int) -> bool:
        ends = self.ends(factor)
        whole = ends is not None and ends[0] is not None and ends[0] >= 1
        return whole and self.sign(amount) > 0 and self.at_least(amount, b, depth)

    def _shrunk(self, amount: int, factor: int, b: int, depth: int) -> bool:
        ends = self.ends(factor)
        part = ends is not None and ends[0] is not None and ends[0] >= 0
        part = part and ends is not None and ends[1] is not None and ends[1] <= 1
        return part and self.sign(amount) > 0 and self.at_least(b, amount, depth)


def orders_of(plan: ir.Plan) -> frozenset[tuple[str, ...]]:
    """The lists of codes that rank, lowest first: of bands, and of decisions that list theirs."""
    ranked = [one for one in plan.bands if isinstance(one, ir.Bands) or one.ranked]
    return frozenset(plan.types[one.code].codes for one in ranked)
