"""Puts a program together: equal operations once, what is settled settled, bounds beside everything."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Final

from rubrikdsl.program import ops
from rubrikdsl.program.ops import Bounds
from rubrikdsl.program.ops import Op
from rubrikdsl.program.python import settled

SHORT: Final = 2
"""The most terms of a sum that is taken apart within another one."""


class Builder:
    """The operations of a program in the making. A handle is the index of an operation."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.bounds: list[Bounds] = []
        self._at: dict[Op, int] = {}
        self.no = self.whole(0)
        self.yes = self.whole(1)
        self.marks: list[tuple[str, int]] | None = None
        """The code and the truth of each fault, where these are asked for (`program.causes`)."""
        self.roots = True
        """Whether there are roots; else they are searched for (`program.searched`)."""

    def put(self, op: Op, bounds: Bounds) -> int:
        """The handle of an operation; a number that can be but one is that number."""
        low, high = bounds
        assert low <= high, (op, bounds)
        if low == high and not isinstance(op, ops.Whole):
            return self.whole(low)
        found = self._at.get(op)
        if found is None:
            found = self._at[op] = len(self.ops)
            self.ops.append(op)
            self.bounds.append(bounds)
        return found

    def constant(self, handle: int) -> int | None:
        """The number that an operation always is."""
        op = self.ops[handle]
        return op.value if isinstance(op, ops.Whole) else None

    def fault(self, code: str, truth: int) -> int:
        """A truth that is a fault of this code: a mark in its place where codes are asked for."""
        if self.marks is None or truth == self.no:
            return truth
        if (code, truth) not in self.marks:
            self.marks.append((code, truth))
        return self.put(ops.Is(-1 - self.marks.index((code, truth)), "yes"), (0, 1))

    # Numbers

    def whole(self, value: int) -> int:
        """A whole number."""
        return self.put(ops.Whole(value), (value, value))

    def linear(self, constant: int, terms: Iterable[tuple[int, int]]) -> int:
        """The sum of factor × operation; a short sum within is taken apart, a long one stays one number."""
        factors: dict[int, int] = {}
        for factor, handle in terms:
            op = self.ops[handle]
            match op:
                case ops.Whole(value):
                    constant += factor * value
                case ops.Linear(inner, parts) if len(parts) <= SHORT:
                    constant += factor * inner
                    for times, arg in parts:
                        factors[arg] = factors.get(arg, 0) + factor * times
                case _:
                    factors[handle] = factors.get(handle, 0) + factor
        kept = tuple((factor, arg) for arg, factor in factors.items() if factor)
        if not kept:
            return self.whole(constant)
        if constant == 0 and len(kept) == 1 and kept[0][0] == 1:
            return kept[0][1]
        low = high = constant
        for factor, arg in kept:
            ends = [factor * end for end in self.bounds[arg]]
            low, high = low + min(ends), high + max(ends)
        return self.put(ops.Linear(constant, kept), (low, high))

    def add(self, *handles: int) -> int:
        """A sum."""
        return self.linear(0, ((1, handle) for handle in handles))

    def times(self, handle: int, factor: int) -> int:
        """A number times a constant."""
        return self.linear(0, ((factor, handle),))

    def multiply(self, left: int, right: int) -> int:
        """A product; what is 0 unless a condition holds stays so."""
        for one, other in ((left, right), (right, left)):
            value = self.constant(one)
            if value is not None:
                return self.times(other, value)
        for one, other in ((left, right), (right, left)):
            match self.ops[one]:
                case ops.Pick(condition, then, otherwise) if self.constant(otherwise) == 0:
                    if self.constant(then) is not None:
                        return self.pick(condition, self.multiply(then, other), self.no)
                case _:
                    pass
        ends = [x * y for x in self.bounds[left] for y in self.bounds[right]]
        if left == right:
            ends = [x * x for x in self.bounds[left]]
            if self.bounds[left][0] < 0 < self.bounds[left][1]:
                ends.append(0)
        return self.put(ops.Product(min(left, right), max(left, right)), (min(ends), max(ends)))

    def divide(self, over: int, under: int, within: Bounds | None = None) -> int:
        """The floor of a quotient; `under` is above 0. `within` are bounds that the caller knows of."""
        low, high = self.bounds[over]
        least, most = self.bounds[under]
        assert least > 0, self.ops[under]
        ends = [low // least, low // most, high // least, high // most]
        bounds = (min(ends), max(ends))
        if within is not None:
            bounds = (max(bounds[0], within[0]), min(bounds[1], within[1]))
        if self.constant(under) == 1:
            return over
        value, divisor = self.constant(over), self.constant(under)
        if value is not None and divisor is not None:
            return self.whole(value // divisor)
        return self.put(ops.Quotient(over, under), bounds)

    def root(self, op: ops.Power | ops.Log, most: int) -> int:
        """A root or logarithm from 0 to `most`; of numbers that are settled it is a number itself."""
        read = [self.ops[arg] for arg in ops.reads(op)]
        values = [one.value for one in read if isinstance(one, ops.Whole)]
        return self.whole(settled(op, values)) if len(values) == len(read) else self.put(op, (0, most))

    def least(self, left: int, right: int) -> int:
        """The lower one."""
        (a, b), (c, d) = self.bounds[left], self.bounds[right]
        if left == right or b <= c:
            return left
        if d <= a:
            return right
        return self.put(ops.Least(left, right), (min(a, c), min(b, d)))

    def most(self, left: int, right: int) -> int:
        """The higher one."""
        (a, b), (c, d) = self.bounds[left], self.bounds[right]
        if left == right or a >= d:
            return left
        if c >= b:
            return right
        return self.put(ops.Most(left, right), (max(a, c), max(b, d)))

    def pick(self, condition: int, then: int, otherwise: int) -> int:
        """`then` where the condition holds, else `otherwise`."""
        settled = self.constant(condition)
        if settled is not None:
            return then if settled else otherwise
        if then == otherwise:
            return then
        match self.ops[condition]:
            case ops.Not(arg):
                return self.pick(arg, otherwise, then)
            case _:
                pass
        (a, b), (c, d) = self.bounds[then], self.bounds[otherwise]
        return self.put(ops.Pick(condition, then, otherwise), (min(a, c), max(b, d)))

    def lookup(self, arg: int, cuts: tuple[int, ...], values: tuple[int, ...]) -> int:
        """The step function, as far as the argument can reach; of a step function it is one itself."""
        match self.ops[arg]:
            case ops.Lookup(inner, ends, found):
                composed = tuple(values[bisect_right(cuts, value)] for value in found)
                return self.lookup(inner, ends, composed)
            case _:
                pass
        low, high = self.bounds[arg]
        first, last = bisect_right(cuts, low), bisect_right(cuts, high)
        kept_cuts: list[int] = []
        kept = [values[first]]
        for cut, value in zip(cuts[first:last], values[first + 1 : last + 1], strict=True):
            if value != kept[-1]:
                kept_cuts.append(cut)
                kept.append(value)
        if len(kept) == 1:
            return self.whole(kept[0])
        return self.put(ops.Lookup(arg, tuple(kept_cuts), tuple(kept)), (min(kept), max(kept)))

    def mapped(self, arg: int, to: Mapping[int, int], otherwise: int) -> int:
        """The number that a number is mapped to."""
        cuts: list[int] = []
        values = [otherwise]
        for key in sorted(to):
            if cuts and cuts[-1] == key:
                values[-1] = to[key]
            else:
                cuts.append(key)
                values.append(to[key])
            cuts.append(key + 1)
            values.append(otherwise)
        return self.lookup(arg, tuple(cuts), tuple(values))

    def size(self, arg: int, bits: int) -> int:
        """How many of its first `bits` codes a set holds."""
        value = self.constant(arg)
        if value is not None:
            return self.whole(value.bit_count())
        return self.put(ops.Size(arg, bits), (0, bits))

    # Truths

    def truth(self, value: bool) -> int:
        """A truth that is settled."""
        return self.yes if value else self.no

    def less(self, left: int, right: int, or_equal: bool = False) -> int:
        """Whether the left is less than (or at most) the right."""
        (a, b), (c, d) = self.bounds[left], self.bounds[right]
        if b < c or (or_equal and b <= c) or (or_equal and left == right):
            return self.yes
        if a > d or (not or_equal and a >= d) or (not or_equal and left == right):
            return self.no
        difference = self.linear(0, ((1, left), (-1, right)))
        match self.ops[difference]:
            case ops.Linear(constant, ((factor, arg),)):
                # factor·x + constant < 0, by whole numbers: one comparison of x with a constant
                bound = -constant if or_equal else -constant - 1  # factor·x <= bound
                if factor > 0:
                    return self._at_most(arg, self.whole(bound // factor))
                return self._at_most(self.whole(-(bound // -factor)), arg)
            case _:
                return self.put(ops.Compare("le" if or_equal else "lt", left, right), (0, 1))

    def _at_most(self, left: int, right: int) -> int:
        (a, b), (c, d) = self.bounds[left], self.bounds[right]
        if b <= c:
            return self.yes
        if a > d:
            return self.no
        return self.put(ops.Compare("le", left, right), (0, 1))

    def equal(self, left: int, right: int) -> int:
        """Whether two numbers (or truths) are the same."""
        (a, b), (c, d) = self.bounds[left], self.bounds[right]
        if left == right:
            return self.yes
        if b < c or d < a:
            return self.no
        for one, other in ((left, right), (right, left)):
            value = self.constant(one)
            if value is not None and self.is_truth(other):
                return other if value else self.negate(other)
            if value is None:
                continue
            match self.ops[other]:
                case ops.Linear(constant, ((factor, arg),)):
                    if (value - constant) % factor:
                        return self.no
                    return self.equal(arg, self.whole((value - constant) // factor))
                case ops.Count(arg):
                    return arg if value else self.negate(arg)
                case ops.Lookup(arg, cuts, values):
                    return self.truth_of(arg, cuts, tuple(v == value for v in values))
                case _:
                    pass
        return self.put(ops.Compare("eq", min(left, right), max(left, right)), (0, 1))

    def truth_of(self, arg: int, cuts: tuple[int, ...], values: tuple[bool, ...]) -> int:
        """A truth that is a step function of a number: the stretches on which it holds."""
        low, high = self.bounds[arg]
        ends = (low, *cuts, high + 1)
        stretches: list[tuple[int, int]] = []
        for start, end, value in zip(ends[:-1], ends[1:], values, strict=True):
            start, end = max(start, low), min(end, high + 1)
            if not value or start >= end:
                continue
            if stretches and stretches[-1][1] == start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
        return self.either(*(self._between(arg, start, end - 1) for start, end in stretches))

    def _between(self, arg: int, low: int, high: int) -> int:
        if low == high:
            at = self.whole(low)
            (a, b) = self.bounds[arg]
            if a == b == low:
                return self.yes
            if self.is_truth(arg):
                return arg if low else self.negate(arg)
            return self.put(ops.Compare("eq", min(arg, at), max(arg, at)), (0, 1))
        return self.both(self._at_most(self.whole(low), arg), self._at_most(arg, self.whole(high)))

    def is_truth(self, handle: int) -> bool:
        """Whether an operation gives a truth."""
        return isinstance(self.ops[handle], ops.TRUTHS)

    def negate(self, arg: int) -> int:
        """Whether it does not hold."""
        settled = self.constant(arg)
        if settled is not None:
            return self.truth(not settled)
        match self.ops[arg]:
            case ops.Not(inner):
                return inner
            case _:
                return self.put(ops.Not(arg), (0, 1))

    def both(self, *args: int) -> int:
        """Whether all hold."""
        return self._joined(args, ops.And, self.no, self.yes)

    def either(self, *args: int) -> int:
        """Whether any holds."""
        return self._joined(args, ops.Or, self.yes, self.no)

    def _joined(
        self, args: Iterable[int], kind: type[ops.And] | type[ops.Or], settles: int, empty: int
    ) -> int:
        kept: dict[int, None] = {}
        for arg in args:
            op = self.ops[arg]
            for each in op.args if isinstance(op, kind) else (arg,):
                kept[each] = None
        kept.pop(empty, None)
        if settles in kept or any(self.negate(each) in kept for each in tuple(kept)):
            return settles
        if not kept:
            return empty
        if len(kept) == 1:
            return next(iter(kept))
        return self.put(kind(tuple(kept)), (0, 1))

    def choose(self, condition: int, then: int, otherwise: int) -> int:
        """One truth where the condition holds, else another."""
        if then == otherwise:
            return then
        return self.either(self.both(condition, then), self.both(self.negate(condition), otherwise))

    def count(self, arg: int) -> int:
        """A truth as a number."""
        settled = self.constant(arg)
        return arg if settled is not None else self.put(ops.Count(arg), (0, 1))
