"""Looking for the completions that attain what the enclosures allow.

Everything is enclosure first: a part of the completions that cannot matter is left at once. What remains is
cut where rules change, and at the ends. Each search has an allowance; where it is spent, the answer is "not
settled" and the outer bound stands. Every completion that is worked out on the way is remembered (`seen`).
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from heapq import heappop
from heapq import heappush
from itertools import count
from typing import Final

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import parts
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.cuts import cuts_of
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.graph import State
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.semantics.record import NOT_APPLICABLE

ALLOWANCE: Final = 4_000
"""Cells that one search may work out."""

IN_ALL: Final = 40_000
"""Cells that the searches of one record may work out together."""

Cuts = tuple[tuple[Fraction, ...], ...]
"""Per unknown the numbers at which something changes (see `cuts`)."""

Completion = tuple[Found, ...]
"""An answer to each unknown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Some of the completions: a box each unknown, and the state that follows."""

    boxes: tuple[Box, ...]
    state: State


class Search:
    """The completions of one record, as far as they have been looked at."""

    def __init__(
        self, graph: Graph, wanted: Iterable[int], named: Iterable[int], cuts: Cuts | None = None
    ) -> None:
        """`wanted` are cells to look for; a fault in one of those `named` refuses a completion as a whole.

        `cuts` are those of the graph, where they are known already.
        """
        self.graph = graph
        self._guards = [cell for cell in named if graph.masks[cell]] if graph.may_fail() else []
        self._guarding = 0
        for cell in self._guards:
            self._guarding |= graph.masks[cell]
        self.wanted = tuple(wanted)
        self.cuts = cuts_of(graph) if cuts is None else cuts
        self.seen: dict[int, dict[Found, Completion]] = {cell: {} for cell in self.wanted}
        """Per wanted cell: each thing that it was found to be, with a completion that makes it so."""
        self._order = sorted(range(len(graph.unknowns)), key=lambda n: _size(graph.unknowns[n].box))

    def is_possible(self, cell: int) -> bool:
        """Whether completions settle a cell: not one that reads a collection that nobody states."""
        return all(self.graph.unknowns[n].kind != "members" for n in self.graph.within(cell))

    @property
    def whole(self) -> Place:
        """All completions."""
        return Place(tuple(unknown.box for unknown in self.graph.unknowns), self.graph.root)

    @property
    def left(self) -> int:
        """How many cells may still be worked out."""
        return IN_ALL - self.graph.spent

    # Completions

    def complete(self, completion: Completion) -> Place:
        """Work out a completion."""
        return self._told(
            Place(completion, self._narrowed(self.whole.state, dict(enumerate(completion)), None))
        )

    def changed(self, place: Place, number: int, answer: Found, cell: int | None = None) -> Place:
        """A completion with one other answer; only what `cell` hangs on is worked out, where it is named."""
        boxes = (*place.boxes[:number], answer, *place.boxes[number + 1 :])
        found = Place(boxes, self._narrowed(place.state, {number: answer}, cell))
        return self._told(found) if cell is None else found

    def _told(self, place: Place) -> Place:
        if self._is_refused(place):
            return place
        for cell in self.wanted:
            found = place.state[cell]
            if is_single(found) and not isinstance(found, (Fault, Missing)):
                self.seen[cell].setdefault(found, place.boxes)  # type: ignore[arg-type]
        return place

    def _tell(self, cell: int, place: Place) -> bool:
        """Whether a cell is settled in a place; then it is so in all completions that are not refused."""
        found = place.state[cell]
        if not is_single(found):
            return False
        if isinstance(found, (Fault, Missing)) or found in self.seen[cell]:
            return True
        if not self._guards:
            self.seen[cell][found] = any_of(place.boxes)
            return True
        self.complete(any_of(place.boxes))
        return found in self.seen[cell] or not self._open(place, cell)

    def _is_refused(self, place: Place) -> bool:
        """Whether a fault refuses the completions of a place."""
        return any(isinstance(place.state[cell], Fault) for cell in self._guards)

    def _scope(self, cell: int) -> int | None:
        """The cell whose way is worked out; None: all, since others may refuse."""
        return None if self._guards else cell

    def _open(self, place: Place, cell: int) -> list[int]:
        """The unknowns that still matter to a cell, coarse ones first."""
        mask = self.graph.masks[cell] | self._guarding
        return [n for n in self._order if mask >> n & 1 and not is_single(place.boxes[n])]

    def _narrowed(self, state: State, boxes: dict[int, Box], cell: int | None) -> State:
        return self.graph.narrowed(state, boxes, cell)

    def probe(self) -> None:
        """The corners, and the way from one to the other, answer by answer."""
        choices = [
            samples(unknown.box, cuts) for unknown, cuts in zip(self.graph.unknowns, self.cuts, strict=True)
        ]
        low = self.complete(tuple(found[0] for found in choices))
        high = [highest(found) for found in choices]
        for number in self._order:
            if high[number] != low.boxes[number]:
                low = self.changed(low, number, high[number])
        for number in self._order:
            for answer in choices[number]:
                if answer is NOT_APPLICABLE or isinstance(answer, Missing):
                    self.changed(low, number, answer)

    # Bounds of numbers

    def extreme(self, cell: int, sign: int) -> tuple[Fraction | None, bool]:
        """The lowest (sign 1) or the highest (-1) number, None without one, and whether it is attained.

        An end without a bound is left at once: what is open there is an answer's domain.
        """

        def bound(place: Place) -> Fraction | None:
            numbers = enclosure_of(place.state[cell]).numbers
            if not numbers or self._is_refused(place):
                return None
            around = num.bounds(numbers)
            end = around.low if sign > 0 else around.high
            return FAR_BELOW if end is None else end * sign

        def best() -> Fraction | None:
            return min((n * sign for n in self.seen[cell] if isinstance(n, Fraction)), default=None)

        first = bound(self.whole)
        if first is None or first == FAR_BELOW:
            return None, True
        if not self.is_possible(cell):
            return first * sign, False
        known = best()
        if known is None or known > first:
            self._dive(cell, bound)
        most = self._allowance()
        waiting = [(first, 0, 0, self.whole)]
        number = count(1)
        while waiting and self.left > most:
            key, depth, _, place = heappop(waiting)
            known = best()
            if known is not None and key >= known:
                return known * sign, True
            for child in self._branched(place, cell, bound):
                settled = self._tell(cell, child)
                inner = bound(child)
                if inner is not None and not settled:
                    heappush(waiting, (inner, depth - 1, next(number), child))
        known = best()
        if waiting:
            reached = waiting[0][0]
            if known is not None and known <= reached:
                return known * sign, True
            return reached * sign, False
        return (None, True) if known is None else (known * sign, True)

    def _dive(self, cell: int, bound: Callable[[Place], Fraction | None]) -> None:
        """The completion that is reached by taking the part with the best bound each time.

        An answer without an end may be cut for ever, which the allowance ends.
        """
        place, most = self.whole, self._allowance()
        for number in self._open(place, cell):
            while not is_single(place.boxes[number]):
                if self.left <= most:
                    return
                children = [
                    self._cut(place, number, box, cell)
                    for box in parts(place.boxes[number], self.cuts[number])
                ]
                told = [(b, at) for at, child in enumerate(children) if (b := bound(child)) is not None]
                if not told:
                    return
                place = children[min(told)[1]]
        self.complete(any_of(place.boxes))

    def settle(self, cell: int) -> None:
        """Find the ends of a number for all that reads it."""
        low, _ = self.extreme(cell, 1)
        high, _ = self.extreme(cell, -1)
        ends = num.bounds(now) if (now := enclosure_of(self.graph.root[cell]).numbers) else None
        if ends is not None and (low, high) != (ends.low, ends.high):
            self.graph.tighten(cell, low, high)

    def numbers(self, cell: int) -> bool:
        """Whether a completion was seen that gives a number."""
        return any(isinstance(found, Fraction) for found in self.seen[cell])

    # Values of classes

    def attained(self, cell: int, wanted: Found) -> bool | None:
        """Whether a completion gives this value; None where that is not settled."""

        def bound(place: Place) -> Fraction | None:
            found = place.state[cell]
            if not may_be(found, wanted) or self._is_refused(place):
                return None
            return Fraction(width(found))

        if wanted in self.seen[cell]:
            return True
        if not self.is_possible(cell):
            return None
        return self._exists(cell, bound, lambda _: wanted in self.seen[cell], self.whole)

    def _exists(
        self,
        cell: int,
        bound: Callable[[Place], Fraction | None],
        found: Callable[[Place], bool],
        whole: Place,
        kept: int | None = None,
    ) -> bool | None:
        first = bound(whole)
        if first is None:
            return False
        most = self._allowance()
        waiting = [(0, first, 0, whole)]
        number = count(1)
        while waiting and self.left > most:
            depth, _, _, place = heappop(waiting)
            for child in self._branched(place, cell, bound, kept):
                settled = self._tell(cell, child)
                if found(child):
                    return True
                inner = bound(child)
                if inner is not None and not settled:
                    heappush(waiting, (depth - 1, inner, next(number), child))
        return None if waiting else False

    # Cutting

    def _allowance(self) -> int:
        """How many states must be left when a search ends."""
        return max(self.left - ALLOWANCE, 0)

    def _branched(
        self,
        place: Place,
        cell: int,
        bound: Callable[[Place], Fraction | None],
        kept: int | None = None,
    ) -> list[Place]:
        """The parts of a place, cut at the unknown that tells most of the bound."""
        open_ = self._open(place, cell)
        open_ = [n for n in open_ if n != kept] or open_
        now = bound(place)
        chosen: list[Place] = []
        best: tuple[Fraction, Fraction] | None = None
        for number in open_:
            children = [
                self._cut(place, number, box, cell) for box in parts(place.boxes[number], self.cuts[number])
            ]
            bounds = [bound(child) for child in children]
            left = [b for b in bounds if b is not None]
            if not left:
                return children
            progress = (min(left), sum(left, Fraction(0)) / len(left))
            if best is None or progress > best:
                best, chosen = progress, children
            if kept is not None or now is None:
                break
        return chosen

    def _cut(self, place: Place, number: int, box: Box, cell: int) -> Place:
        boxes = (*place.boxes[:number], box, *place.boxes[number + 1 :])
        return Place(boxes, self._narrowed(place.state, {number: box}, self._scope(cell)))


FAR_BELOW: Final = Fraction(-(10**30))
"""Stands for no bound at all."""


def may_be(box: Box, wanted: Found) -> bool:
    """Whether a cell may be this."""
    if is_single(box):
        return bool(box == wanted)
    inner = enclosure_of(box)
    if wanted is NOT_APPLICABLE:
        return inner.not_applicable
    return isinstance(wanted, (bool, str)) and inner.may_be(wanted)


def any_of(boxes: tuple[Box, ...]) -> Completion:
    """One of the completions of a place."""
    return tuple(box if is_single(box) else samples(box)[0] for box in boxes)


def width(box: Box) -> int:
    """How many classes are left."""
    inner = enclosure_of(box)
    values = inner.values
    few = len(values) if isinstance(values, frozenset) else 1000
    return few + inner.missing + inner.not_applicable


def apart(one: Box, other: Box) -> bool:
    """Whether two cells cannot be the same, and both have a value or do not apply."""
    a, b = enclosure_of(one), enclosure_of(other)
    if isinstance(one, (Fault, Missing)) or isinstance(other, (Fault, Missing)) or a.missing or b.missing:
        return False
    if not isinstance(a.values, frozenset) or not isinstance(b.values, frozenset):
        return False
    empty = not (a.values or a.not_applicable) or not (b.values or b.not_applicable)
    return not empty and not a.values & b.values and not (a.not_applicable and b.not_applicable)


def _size(box: Box) -> Fraction:
    """How fine a domain is: what is coarse is cut first, what is fine meets an edge."""
    match box:
        case Enclosure(num.Span(interval, unit)):
            if unit is None or interval.low is None or interval.high is None:
                return Fraction(10**9)
            return (interval.high - interval.low) / unit
        case Enclosure(frozenset() as values):
            return Fraction(len(values))
        case _:
            return Fraction(0)


def highest(found: Sequence[Found]) -> Found:
    """The last of the values: not what stands for no value."""
    values = [one for one in found if one is not NOT_APPLICABLE and not isinstance(one, Missing)]
    numbers = [one for one in values if isinstance(one, Fraction)]
    return max(numbers) if numbers else (values or found)[-1]
