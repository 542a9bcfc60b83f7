"""What the best class still is where one part of a rubric is bad, and everything else is free.

A class that is out of reach is excluded by what every step may be where that part is so, or part by part; the
best one that is left is shown by a record. The records start from one that is as good as answers go.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.graph import State
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import highest
from rubrikdsl.engine.run import Found
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.goals import may
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harm import Target
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.hunt import Never
from rubrikdsl.studies.verify.hunt import Open
from rubrikdsl.studies.verify.hunt import Reached
from rubrikdsl.studies.verify.hunt import between
from rubrikdsl.studies.verify.pairs import Looking

ALLOWANCE: Final = 4_000
"""Cells that may be worked out for the lowest or the highest value of one part."""

HALVES: Final = 24
"""How often the answers between two are halved."""

End = tuple[Fraction, Completion]
"""A value, and answers that give it."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A part that applies and is bad: a step of it lies in an interval. `at`: the one value, if it is one."""

    name: str
    node: int
    step: int
    interval: Interval
    at: Fraction | None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best class where a part is bad, with the record that has it; None where no record has the part so.

    `excluded` are the better ones, which no record has; `open` those of which that is not settled. `best` is
    None too where the part can be so only in records of no class.
    """

    bad: Bad
    best: Value | None
    record: Completion | None
    excluded: tuple[Value, ...]
    open: tuple[Value, ...]
    ways: tuple[Way, ...]
    left: Open | None = None


def ranks_of(target: Target) -> tuple[Value, ...]:
    """What a class or an outcome may be, the best first."""
    return tuple(reversed(target.ranks)) if target.kind == "class" else (True, False)


class Ceilings:
    """The best that is left of one rubric's classes and outcomes."""

    def __init__(self, hunt: Hunt, study: Study) -> None:
        self.hunt, self.study, self.plan = hunt, study, study.plan
        self.targets = tuple(target for target in study.targets if target.kind != "score")
        self.own = [part for part in study.parts if not part.path]
        self.dimensions = [self.plan.nodes[child] for child in self.plan.nodes[0].children]
        self._values = frozenset(part.value for part in self.own)
        steps = (*self._values, *(node.result for node in self.dimensions))
        cells = [hunt.offset + step for step in dict.fromkeys(steps)]
        self.search = Looking(hunt.graph, cells, ALLOWANCE, hunt.search.cuts)
        self._ends: dict[tuple[int, int], End | None] = {}
        self._tops: dict[int, Place] = {}
        self._high: Place | None = None
        self._last: tuple[Bad, State] | None = None
        self._highest = tuple(highest(found) for found in hunt.choices)
        inside = 0
        for part in self.own:
            inside |= hunt.graph.masks[hunt.offset + part.value]
        self._outside = [number for number in range(len(self._highest)) if not inside >> number & 1]

    # Where a part is bad

    def lowest(self, name: str, node: int, step: int, sign: int) -> Bad | None:
        """A part at the lowest that it can be (sign -1: the highest); None where that is not settled."""
        found = self.end(step, sign)
        if found is None:
            return None
        return Bad(name, node, step, Interval(found[0], found[0]), found[0])

    def below(self, node: ir.Node, share: Fraction, sign: int) -> Bad:
        """A group whose share is below this (sign -1: above what is left of the whole)."""
        edge = node.scale.top * (share if sign > 0 else 1 - share)
        interval = Interval(None, edge, high_open=True) if sign > 0 else Interval(edge, None, low_open=True)
        return Bad(".".join(node.path), node.index, node.result, interval, None)

    def end(self, step: int, sign: int) -> End | None:
        """The lowest (sign 1) or highest number of a step, with answers that give it."""
        key = (step, sign)
        if key not in self._ends:
            self._ends[key] = self._found_end(step, sign)
        return self._ends[key]

    def _found_end(self, step: int, sign: int) -> End | None:
        cell = self.hunt.offset + step
        numbers = enclosure_of(self.hunt.holding({})[cell]).numbers
        outer = (num.bounds(numbers).low if sign > 0 else num.bounds(numbers).high) if numbers else None
        if outer is None:
            return None
        if step not in self._values:
            place = self._changed(self._all_high(), self._ends_of_parts(cell, sign))
            if place.state[cell] == outer:
                return outer, place.boxes  # type: ignore[return-value]
        end, sure = self.search.extreme(cell, sign)
        if end is None or not sure or not (self.hunt.is_whole or end == outer):
            return None
        return end, self.search.seen[cell][end]

    def _ends_of_parts(self, cell: int, sign: int) -> dict[int, Found]:
        """Answers to the leaves that a group hangs on, each at its lowest or highest by itself."""
        graph, found = self.hunt.graph, dict[int, Found]()
        mask = graph.masks[cell]
        for part in self.own:
            inner = graph.within(self.hunt.offset + part.value)
            if inner and all(mask >> number & 1 for number in inner):
                end = self.end(part.value, sign)
                found |= {} if end is None else {number: end[1][number] for number in inner}
        return found

    def _all_high(self) -> Place:
        """The record with the highest answers."""
        if self._high is None:
            self._high = self.search.complete(self._highest)
        return self._high

    # The best that is left

    def of(self, target: Target, bad: Bad) -> Ceiling:
        """The best class where a part is bad."""
        here = parts_of(self.plan, bad)
        state = self._where(bad, Every(here))

        def read(step: int) -> Box:
            return state[self.hunt.offset + step]

        ranks = ranks_of(target)
        possible = [value for value in ranks if may(Every((*here, Is(target.step, value))), self.plan, read)]
        best, record = self._shown(target, bad, possible)
        excluded: list[Value] = []
        open_: list[Value] = []
        ways: dict[Way, None] = {} if possible == list(ranks) else {"interval": None}
        left: Open | None = None
        for value in ranks:
            if value == best:
                break
            if value not in possible:
                excluded.append(value)
                continue
            goal = Every((*here, Is(target.step, value)))
            match self.hunt.decide([goal])[goal]:
                case Reached(completion):
                    best, record = value, completion
                    break
                case Never(way):
                    excluded.append(value)
                    ways[way] = None
                case Open() as answer:
                    open_.append(value)
                    left = answer
        by: tuple[Way, ...] = (*ways,) if record is None else ("record", *ways)
        if not excluded:
            by = () if record is None else ("record",)
        return Ceiling(bad, best, record, tuple(excluded), tuple(open_), by, left)

    def _where(self, bad: Bad, goal: Goal) -> State:
        """What every cell may be where a part is bad; kept, since one class after the other is asked for."""
        if self._last is None or self._last[0] is not bad:
            self._last = bad, self.hunt.where(goal)
        return self._last[1]

    def _shown(
        self, target: Target, bad: Bad, possible: Sequence[Value]
    ) -> tuple[Value | None, Completion | None]:
        """The best class of the records that are near at hand."""
        place = self._bad_place(target, bad)
        if place is None or not possible:
            return None, None
        if place.state[self.hunt.offset + target.step] != possible[0]:
            cell = self.hunt.offset + bad.step
            place = self._climbed(target, place, lambda there: there.state[cell] in bad.interval)
        state, offset = place.state, self.hunt.offset
        value = state[offset + target.step]
        if value in possible and met(
            Every(parts_of(self.plan, bad)), self.plan, lambda step: state[offset + step]
        ):
            return value, place.boxes  # type: ignore[return-value]
        return None, None

    def _bad_place(self, target: Target, bad: Bad) -> Place | None:
        """A record that is as good as can be, but for the part."""
        graph, cell = self.hunt.graph, self.hunt.offset + bad.step
        end = self.end(bad.step, target.sign)
        if end is None:
            return None
        top = self.top(target)
        lowest = {number: end[1][number] for number in graph.within(cell)}
        if bad.at is not None:
            return self._changed(top, lowest)
        place = top
        for number, answer in lowest.items():
            if place.state[cell] in bad.interval:
                break
            there = self._changed(place, {number: answer})
            if there.state[cell] in bad.interval:
                there = self._nearest(place, there, number, cell, bad.interval)
            place = there
        return place if place.state[cell] in bad.interval else None

    def _nearest(self, outside: Place, inside: Place, number: int, cell: int, wanted: Interval) -> Place:
        """The last answer on the way to one that is too good, with which the part is still bad."""
        numbers = enclosure_of(self.hunt.graph.unknowns[number].box).numbers
        for _ in range(HALVES):
            one, other = outside.boxes[number], inside.boxes[number]
            if not isinstance(one, Fraction) or not isinstance(other, Fraction):
                break
            middle = between(numbers, min(one, other), max(one, other))
            if middle is None:
                break
            there = self._changed(inside, {number: middle})
            if there.state[cell] in wanted:
                inside = there
            else:
                outside = there
        return inside

    def top(self, target: Target) -> Place:
        """A record as good as answers go: each leaf at its best, other questions as they serve the class."""
        if target.step not in self._tops:
            graph, answers = self.hunt.graph, dict[int, Found]()
            for part in self.own:
                end = self.end(part.value, -target.sign)
                for number in graph.within(self.hunt.offset + part.value) if end is not None else ():
                    answers[number] = end[1][number]  # type: ignore[index]
            place = self._changed(self._all_high(), answers)
            self._tops[target.step] = self._climbed(target, place, lambda _: True)
        return self._tops[target.step]

    def best_for(self, cell: int) -> Place:
        """A record as good as answers go; the highest answers where a class has no order."""
        target = next((one for one in self.targets if self.hunt.offset + one.step == cell), None)
        return self._all_high() if target is None else self.top(target)

    def _climbed(self, target: Target, place: Place, good: Callable[[Place], bool]) -> Place:
        """The best of the records that differ in what is asked outside of leaves, a question at a time."""
        for number in self._outside:
            for answer in self.hunt.choices[number]:
                there = self._changed(place, {number: answer})
                if good(there) and self._better(target, there, place):
                    place = there
        return place

    def _better(self, target: Target, one: Place, other: Place) -> bool:
        offset, ranks = self.hunt.offset, ranks_of(target)
        codes = [
            ranks.index(c) if (c := p.state[offset + target.step]) in ranks else len(ranks)
            for p in (one, other)
        ]
        if codes[0] != codes[1] or not self.plan.nodes:
            return codes[0] < codes[1]
        a, b = (place.state[offset + self.plan.nodes[0].result] for place in (one, other))
        if not isinstance(a, Fraction) or not isinstance(b, Fraction):
            return isinstance(a, Fraction) and not isinstance(b, Fraction)
        return (a - b) * target.sign > 0

    def _changed(self, place: Place, answers: Mapping[int, Found]) -> Place:
        boxes = tuple(answers.get(number, box) for number, box in enumerate(place.boxes))
        return Place(boxes, self.hunt.graph.narrowed(place.state, answers))


def parts_of(plan: ir.Plan, bad: Bad) -> tuple[Goal, ...]:
    """What holds of a record where a part is bad: it applies with all above it, and lies so."""
    goals: list[Goal] = []
    at: int | None = bad.node
    while at is not None:
        goals.append(Is(plan.nodes[at].applicable, True))
        at = plan.nodes[at].parent
    return (*goals, Within(bad.step, bad.interval))
