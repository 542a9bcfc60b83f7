"""What cancels: a cell as a sum of other cells, so that what is read twice is counted once.

`nilai - a / 2` is wide by intervals, since `a` is in both. Written out as amounts of what `nilai` is made of,
what is the same on both sides falls away. Rounding, caps and choices between sums that differ by a constant
are the sum before them and a small difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.terms import Interval

if TYPE_CHECKING:
    from rubrikdsl.engine.partial.graph import Graph
    from rubrikdsl.engine.partial.graph import State

DEEPEST: Final = 60
"""How far a cell is written out."""

Part = tuple[int, bool]
"""A cell, or (True) what its step makes other of its argument."""

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Sum:
    """`constant` and so much of each part."""

    constant: Fraction
    parts: Mapping[Part, Fraction]


def read_twice(graph: Graph) -> frozenset[int]:
    """The sums in which something is read on two ways."""
    reach = {cell: 1 << (len(graph.live) + at) for at, cell in enumerate(graph.answers)}
    found: set[int] = set()
    for at, cell in enumerate(graph.live):
        mask = 1 << at
        adds = isinstance(graph.step(cell), (ir.Mean, ir.Operation))
        for argument in _summed(graph, cell):
            inner = reach.get(argument, 0)
            if adds and inner & mask:
                found.add(cell)
            mask |= inner
        reach[cell] = mask
    return frozenset(found)


def _summed(graph: Graph, cell: int) -> tuple[int, ...]:
    """The cells that a cell may be a sum of."""
    read, step = graph.reads[cell], graph.step(cell)
    match step:
        case ir.Operation("add" | "sub" | "neg" | "mul" | "div" | "min" | "max") | ir.Rounded():
            return read
        case ir.Mean(values=values):
            return read[: len(values)]
        case ir.Stated():
            return () if graph.is_given(cell, step) else read
        case ir.OnlyIf():
            return read[1:]
        case ir.Choose(branches):
            return (*read[1 : 2 * len(branches) : 2], read[-1])
        case _:
            return ()


def around(graph: Graph, cell: int, state: State) -> Interval | None:
    """Between what a sum lies; None where it is not known to be one."""
    writer = Writer(graph, state)
    written = writer.worked_out(cell, 0)
    if written is None:
        return None
    low: Fraction | None = written.constant
    high: Fraction | None = written.constant
    for part, amount in written.parts.items():
        ends = writer.ends(part)
        least, most = (ends.low, ends.high) if amount > 0 else (ends.high, ends.low)
        low = None if low is None or least is None else low + amount * least
        high = None if high is None or most is None else high + amount * most
    return Interval(low, high)


class Writer:
    """Writes cells out in one state."""

    def __init__(self, graph: Graph, state: State) -> None:
        self.graph, self.state = graph, state
        self.written: dict[int, Sum | None] = {}
        self.differences: dict[int, Interval] = {}

    def ends(self, part: Part) -> Interval:
        """Between what a part lies."""
        cell, is_difference = part
        return self.differences[cell] if is_difference else num.bounds(_numbers(self.state[cell]))

    def sum_of(self, cell: int, depth: int) -> Sum | None:
        """A cell written out, or by itself; None where it may be no number."""
        if cell not in self.written:
            found = self.worked_out(cell, depth + 1) if depth < DEEPEST else None
            if found is None and _numbers(self.state[cell]):
                found = Sum(Fraction(0), {(cell, False): Fraction(1)})
            self.written[cell] = found
        return self.written[cell]

    def worked_out(self, cell: int, depth: int) -> Sum | None:
        """What a cell is a sum of; None where it is none."""
        box = self.state[cell]
        if is_single(box):
            return Sum(box, {}) if isinstance(box, Fraction) else None
        if cell not in self.graph.sums:
            return None
        read, step = self.graph.reads[cell], self.graph.step(cell)
        match step:
            case ir.Operation("add"):
                return self._total([(one, Fraction(1)) for one in read], depth)
            case ir.Operation("sub"):
                return self._total([(read[0], Fraction(1)), (read[1], Fraction(-1))], depth)
            case ir.Operation("neg"):
                return self._total([(read[0], Fraction(-1))], depth)
            case ir.Operation("mul"):
                return self._product(read, depth)
            case ir.Operation("div"):
                divisor = self.state[read[1]]
                if not isinstance(divisor, Fraction) or not divisor:
                    return None
                return self._total([(read[0], 1 / divisor)], depth)
            case ir.Operation("min" | "max" as op):
                return self._cut(cell, op, read, depth)
            case ir.Rounded(_, places, mode):
                unit = Fraction(1, 10**places) * (HALF if mode.startswith("half") else 1)
                return self._apart(cell, self.sum_of(read[0], depth), Interval(-unit, unit))
            case ir.Mean(values=values, tops=tops, top=top):
                weights = [self.state[one] for one in read[len(values) :]]
                shares = [weight for weight in weights if isinstance(weight, Fraction)]
                if len(shares) < len(weights):
                    return None
                amounts = [share * top / own for share, own in zip(shares, tops, strict=True)]
                used = [(one, amount) for one, amount in zip(read, amounts, strict=False) if amount]
                return self._total(used, depth)
            case ir.Stated():
                return None if self.graph.is_given(cell, step) else self.sum_of(read[0], depth)
            case ir.OnlyIf():
                return self.sum_of(read[1], depth) if self.state[read[0]] is True else None
            case ir.Choose(branches):
                return self._chosen(cell, len(branches), read, depth)
            case _:
                return None

    def _total(self, terms: list[tuple[int, Fraction]], depth: int) -> Sum | None:
        constant = Fraction(0)
        parts: dict[Part, Fraction] = {}
        for cell, amount in terms:
            inner = self.sum_of(cell, depth)
            if inner is None:
                return None
            constant += inner.constant * amount
            for part, own in inner.parts.items():
                parts[part] = parts.get(part, Fraction(0)) + own * amount
        return Sum(constant, {part: amount for part, amount in parts.items() if amount})

    def _product(self, read: tuple[int, ...], depth: int) -> Sum | None:
        factor = Fraction(1)
        open_: list[int] = []
        for one in read:
            box = self.state[one]
            if isinstance(box, Fraction):
                factor *= box
            else:
                open_.append(one)
        return self._total([(open_[0], factor)], depth) if len(open_) == 1 and factor else None

    def _cut(self, cell: int, op: str, read: tuple[int, ...], depth: int) -> Sum | None:
        """A cap or a floor takes something off, or adds it, where the number lies beyond."""
        open_ = [one for one in read if not is_single(self.state[one])]
        edges = [edge for one in read if isinstance(edge := self.state[one], Fraction)]
        if len(open_) != 1 or len(edges) != len(read) - 1:
            return None
        numbers = _numbers(self.state[open_[0]])
        if not numbers:
            return None
        ends = num.bounds(numbers)
        if op == "min":
            if ends.high is None:
                return None
            difference = Interval(min(Fraction(0), min(edges) - ends.high), Fraction(0))
        else:
            if ends.low is None:
                return None
            difference = Interval(Fraction(0), max(Fraction(0), max(edges) - ends.low))
        return self._apart(cell, self.sum_of(open_[0], depth), difference)

    def _chosen(self, cell: int, branches: int, read: tuple[int, ...], depth: int) -> Sum | None:
        """The branches that may be, where they are one sum but for a constant."""
        sums: list[Sum] = []
        for at in range(branches):
            condition = self.state[read[2 * at]]
            if condition is False:
                continue
            found = self.sum_of(read[2 * at + 1], depth)
            if found is None:
                return None
            sums.append(found)
            if condition is True:
                break
        else:
            found = self.sum_of(read[-1], depth)
            if found is None:
                return None
            sums.append(found)
        if any(one.parts != sums[0].parts for one in sums):
            return None
        constants = [one.constant - sums[0].constant for one in sums]
        return self._apart(cell, sums[0], Interval(min(constants), max(constants)))

    def _apart(self, cell: int, inner: Sum | None, difference: Interval) -> Sum | None:
        """A sum, and a difference of this cell's own."""
        if inner is None or difference.low == difference.high == 0:
            return inner
        self.differences[cell] = difference
        return Sum(inner.constant, {**inner.parts, (cell, True): Fraction(1)})


def _numbers(box: Box) -> num.Numbers:
    inner = enclosure_of(box)
    return num.NONE if inner.missing and not inner.values else inner.numbers
