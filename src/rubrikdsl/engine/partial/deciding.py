"""Which answers still decide a class: those of which one alone can change it.

First where it is cheap to see: between two completions of different classes lies a place where one step
changes the class, and near it most others do so too. What is not seen there is searched for.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import parts
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.partial.search import Cuts
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.partial.search import any_of
from rubrikdsl.engine.partial.search import apart
from rubrikdsl.engine.partial.search import width
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.terms import Interval


class Deciding(Search):
    """A search that also tells what decides."""

    def __init__(
        self, graph: Graph, wanted: Iterable[int], named: Iterable[int], cuts: Cuts | None = None
    ) -> None:
        super().__init__(graph, wanted, named, cuts)
        self.edges: list[tuple[int, Place, Place]] = []
        """Pairs of completions that differ in one answer only, on either side of a change of a cell."""

    def decides(self, cell: int, number: int) -> bool | None:
        """Whether some answer to this unknown makes the cell another than some other; None: not settled."""
        settled = True

        def others(place: Place) -> bool:
            return any(n != number for n in self._open(place, cell))

        def bound(place: Place) -> Fraction | None:
            found = place.state[cell]
            if is_single(found) or self._is_refused(place) or not others(place):
                return None
            return Fraction(width(found))

        def found(place: Place) -> bool:
            nonlocal settled
            if is_single(place.state[cell]):
                return False
            if others(place):
                return self._parted(place, cell, number)
            varies = self._varies(place, cell, number)
            settled = settled and varies is not None
            return varies is True

        if found(self.whole):
            return True
        result = self._exists(cell, bound, found, self.whole, number)
        return result if result or settled else None

    def _parted(self, place: Place, cell: int, number: int) -> bool:
        """Whether two answers part the cell everywhere in a place, seen at one of its completions."""
        met: list[tuple[Box, Found]] = []
        for answer in samples(place.boxes[number], self.cuts[number]):
            one = self._narrowed(place.state, {number: answer}, cell)[cell]
            for other, before in met:
                if apart(one, other):
                    there = self.complete(any_of(place.boxes))
                    sides = [self.changed(there, number, a) for a in (before, answer)]
                    refused = any(map(self._is_refused, sides))
                    if refused or not apart(sides[0].state[cell], sides[1].state[cell]):
                        return False
                    self.edges.append((cell, sides[0], sides[1]))
                    return True
            met.append((one, answer))
        return False

    def _varies(self, place: Place, cell: int, number: int) -> bool | None:
        """Whether a cell that hangs on this unknown only is more than one thing; None: not settled."""
        met: Place | None = None
        waiting = [place]
        most = self._allowance()
        while waiting and self.left > most:
            here = waiting.pop()
            found = here.state[cell]
            if self._is_refused(here):
                continue
            if not is_single(found) or (self._guards and not is_single(here.boxes[number])):
                pieces = parts(here.boxes[number], self.cuts[number])
                waiting += [self._cut(here, number, box, cell) for box in pieces]
                continue
            self._tell(cell, here)
            if isinstance(found, (Fault, Missing)):
                continue
            if met is not None and found != met.state[cell]:
                self.edges.append((cell, met, here))
                return True
            met = here
        return None if waiting else False

    def left_open(self, cell: int, number: int) -> tuple[int, int]:
        """How many classes are left once this is answered: at worst, and for all answers tried together."""
        widths = [
            width(self._narrowed(self.whole.state, {number: answer}, cell)[cell])
            for answer in samples(self.whole.boxes[number], self.cuts[number])
        ]
        return max(widths), sum(widths)

    def crossings(self, cell: int) -> set[int]:
        """Unknowns that are seen to decide where the cell changes on the way from class to class."""
        met: set[int] = set()
        values = list(self.seen[cell].items())
        for (_, one), (_, other) in pairwise(values):
            for side in self._edge(cell, one, other, met):
                for number in self.graph.within(cell):
                    if number not in met and self._flips(side, cell, number):
                        met.add(number)
        return met

    def beside(self, cell: int, numbers: Iterable[int]) -> set[int]:
        """Those of some unknowns that are seen to decide where the last that was found does."""
        _, *sides = self.edges[-1] if self.edges and self.edges[-1][0] == cell else (cell,)
        return {number for number in numbers if any(self._flips(side, cell, number) for side in sides)}

    def _flips(self, place: Place, cell: int, number: int) -> bool:
        now = place.state[cell]
        if self._is_refused(place):
            return False
        for answer in samples(self.whole.boxes[number], self.cuts[number]):
            there = self.changed(place, number, answer, self._scope(cell))
            if not self._is_refused(there) and apart(there.state[cell], now):
                return True
        return False

    def _edge(self, cell: int, one: Completion, other: Completion, met: set[int]) -> Iterator[Place]:
        """Two completions next to each other between these two, on either side of a change."""
        here = self.complete(one)
        for number in self._order:
            if here.boxes[number] == other[number]:
                continue
            there = self.changed(here, number, other[number])
            if not apart(there.state[cell], here.state[cell]):
                here = there
                continue
            if not (self._is_refused(here) or self._is_refused(there)):
                met.add(number)
            yield from self._closer(cell, number, here, there)
            return

    def _closer(self, cell: int, number: int, here: Place, there: Place) -> Iterator[Place]:
        """The two sides of a change, as near to each other as the answer's grid lets them be."""
        numbers = enclosure_of(self.whole.boxes[number]).numbers
        for _ in range(40):
            a, b = here.boxes[number], there.boxes[number]
            if not (isinstance(a, Fraction) and isinstance(b, Fraction)):
                break
            low, high = min(a, b), max(a, b)
            between = num.restrict(numbers, Interval(low, high, True, True))
            middle = num.witness(between, Interval((low + high) / 2, None)) if between else None
            middle = num.witness(between) if between and middle is None else middle
            if middle is None:
                break
            step = self.changed(here, number, middle)
            if apart(step.state[cell], here.state[cell]):
                there = step
            else:
                here = step
        yield here
        yield there
