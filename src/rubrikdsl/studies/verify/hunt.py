"""Looking for records that meet goals, or for the proof that none does.

A record with everything open is the start: `engine.partial` says what each step may be. Goals are first
looked for on the way from the lowest to the highest answers, one answer at a time, so that steps of a score
smaller than a band fall into it; what is left is approached by `distance`, and what cannot be met is excluded
by enclosures, at once or part by part. Every search has an allowance; where it is spent, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from fractions import Fraction
from typing import Final
from typing import Union

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.boxes import NOTHING
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import parts
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.graph import State
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.partial.search import any_of
from rubrikdsl.engine.partial.search import highest
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.distance import distance
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Read
from rubrikdsl.studies.verify.goals import Valueless
from rubrikdsl.studies.verify.goals import held_by
from rubrikdsl.studies.verify.goals import may
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.goals import steps_of
from rubrikdsl.studies.verify.splits import excluded_cases
from rubrikdsl.studies.verify.together import excluded

CLIMB: Final = 30_000
"""Cells that the approach to one goal may work out."""

EXCLUDE: Final = 25_000
"""Cells that the exclusion of one goal may work out."""

SUMS: Final = 3_000
"""Cells that may be written as sums for one goal."""

IN_ALL: Final = 250_000
"""Cells that all of it may work out."""

POOL: Final = 12
"""Records from which goals are approached."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A record meets the goal."""

    completion: Completion


@dataclass(frozen=True, slots=True)
class Never:
    """No record does; `parts` is into how many parts the records were cut, each of which was excluded."""

    way: Way
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Open:
    """Not decided: how many records were tried, how many parts were left when the allowance was spent."""

    tried: int
    left: int


Answer = Union[Reached, Never, Open]


def open_record(plan: ir.Plan, name: str = "", units: int = 1) -> Record:
    """A record that answers nothing, with as few members as its rubric admits (`units` at least)."""
    members = {
        index: tuple(
            open_record(one.plan, f"{one.label or one.name} {number}", units)
            for number in range(1, max(one.at_least, units) + 1)
        )
        for index, one in enumerate(plan.collections)
    }
    return Record(name, {}, {}, members)


class Hunt:
    """The records of one rubric, as far as they have been looked at.

    `start` is a record whose answers are taken as given; by default nothing is answered.
    """

    def __init__(self, plan: ir.Plan, start: Record | None = None) -> None:
        self.plan = plan
        self.pinned = start is not None
        self.graph = Graph(run(plan, start or open_record(plan)))
        self.search = Search(self.graph, (), ())
        self.offset = self.graph.cell(0)
        self.answers: dict[Goal, Answer] = {}
        self.tried = 0
        self._pending: dict[Goal, int] = {}
        self.choices = [
            samples(unknown.box, cuts)
            for unknown, cuts in zip(self.graph.unknowns, self.search.cuts, strict=True)
        ]
        self._order = sorted(
            range(len(self.graph.unknowns)), key=lambda n: (_size(self.graph.unknowns[n].box), n)
        )
        self._pool: list[Place] = []
        self._probed = False
        self._anyone: tuple[Enclosure, ...] | None = None
        self._narrow: Graph | None = None
        self._anyhow: State | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the completions searched are all records: with members there may always be more."""
        return not self.plan.collections

    def anyone(self, step: int) -> Enclosure:
        """What a step may be for any record, however many members it has, given nodes included."""
        if self._anyone is None:
            self._anyone = enclose(self.plan)
        return self._anyone[step]

    def root(self, step: int) -> Box:
        """What a step may be, as far as enclosures tell, over all complete records."""
        return self.graph.root[self.offset + step]

    def decide(self, goals: Iterable[Goal]) -> dict[Goal, Answer]:
        """What becomes of each goal."""
        wanted = list(dict.fromkeys(goals))
        for goal in wanted:
            if goal not in self.answers:
                self._pending[goal] = self._mask(goal)
        for goal in list(self._pending):
            way = self._excluded(goal)
            if way is not None:
                self._settle(goal, Never(way))
        self._look_again()
        if self._pending and not self._probed:
            self._probed = True
            self._probe()
        for goal in list(self._pending):
            if goal in self._pending:
                self._climb(goal)
        for goal in list(self._pending):
            if goal in self._pending:
                answer = self._exclude(goal)
                cases = excluded_cases(self, goal) if isinstance(answer, Open) else None
                self._settle(goal, Never("enumeration", cases) if cases else answer)
        return {goal: self.answers[goal] for goal in wanted}

    def _mask(self, goal: Goal) -> int:
        """The unknowns that a goal reads."""
        found = 0
        for step in steps_of(goal, self.plan):
            found |= self.graph.masks[self.offset + step]
        return found

    def kept(self, goal: Goal, completion: Completion) -> Completion:
        """A completion without the answers that a goal does not read."""
        mask = self._mask(goal)
        return tuple(
            found if mask >> number & 1 else Missing(frozenset()) for number, found in enumerate(completion)
        )

    def least(self, goal: Goal, completion: Completion, *, whole: bool) -> Completion:
        """The completion with few answers (all where it is `whole`), each as low as it goes.

        One is taken after the other, so none of them can be left out or lowered by itself.
        """
        place, mask = self.search.complete(completion), self._mask(goal)
        for number in self._order:
            if whole or mask >> number & 1:
                place = self._lowered(goal, place, number, whole)
            else:
                place = self.search.changed(place, number, NOTHING)
        return place.boxes  # type: ignore[return-value]

    def _lowered(self, goal: Goal, place: Place, number: int, whole: bool) -> Place:
        """The same with one answer left out, else at its lowest, else halfway to it as often as it goes."""

        def found(answer: Found) -> Place | None:
            there = self.search.changed(place, number, answer)
            return there if met(goal, self.plan, _reader(there.state, self.offset)) else None

        low, high = self.choices[number][0], place.boxes[number]
        for answer in (low,) if whole else (NOTHING, low):
            there = place if answer == high else found(answer)
            if there is not None:
                return there
        best = place
        if isinstance(low, Fraction) and isinstance(high, Fraction):
            numbers = enclosure_of(self.graph.unknowns[number].box).numbers
            for _ in range(24):
                halfway = between(numbers, low, high)
                if halfway is None:
                    break
                there = found(halfway)
                low, high, best = (low, halfway, there) if there else (halfway, high, best)
        return best

    def _settle(self, goal: Goal, answer: Answer) -> None:
        self.answers[goal] = answer
        self._pending.pop(goal, None)

    # Looking at records

    def _look(self, place: Place, changed: int | None = None) -> None:
        self.tried += 1
        state, offset = place.state, self.offset

        def read(step: int) -> Box:
            return state[offset + step]

        for goal, mask in list(self._pending.items()):
            if (changed is None or mask >> changed & 1) and met(goal, self.plan, read):
                self._settle(goal, Reached(place.boxes))  # type: ignore[arg-type]

    def _look_again(self) -> None:
        for place in self._pool:
            self._look(place)

    def _changed(self, place: Place, number: int, answer: Found) -> Place:
        found = self.search.changed(place, number, answer)
        self._look(found, number)
        return found

    def _probe(self) -> None:
        """From the lowest to the highest answers, each answer on the way, those beside, and down again."""
        place = self.search.complete(tuple(found[0] for found in self.choices))
        self._look(place)
        self._pool.append(place)
        every = max(len(self._order) // (POOL - 2), 1)
        for at, number in enumerate(self._order):
            for answer in self.choices[number]:
                if answer != place.boxes[number]:
                    self._changed(place, number, answer)
            place = self._changed(place, number, highest(self.choices[number]))
            if at % every == 0:
                self._pool.append(place)
        self._pool.append(place)
        for number in self._order:
            for answer in self.choices[number]:
                if not self._pending:
                    return
                if answer != place.boxes[number]:
                    self._changed(place, number, answer)
        for number in self._order:
            if not self._pending:
                return
            place = self._changed(place, number, self.choices[number][0])

    # Approaching a goal

    def _climb(self, goal: Goal) -> None:
        end = min(self.graph.spent + CLIMB, IN_ALL)
        starts = sorted(((self._far(goal, place), at) for at, place in enumerate(self._pool)))[:3]
        for _, at in starts:
            place, far = self._pool[at], self._far(goal, self._pool[at])
            better = True
            while better and goal in self._pending and self.graph.spent < end:
                better = False
                for number in self._order:
                    if goal not in self._pending or self.graph.spent >= end:
                        break
                    if self._pending[goal] >> number & 1:
                        nearer, now = self._nearer(goal, place, far, number)
                        if now < far:
                            place, far, better = nearer, now, True
            if goal not in self._pending:
                return

    def _far(self, goal: Goal, place: Place) -> Fraction:
        state, offset = place.state, self.offset

        def read(step: int) -> Found:
            found = state[offset + step]
            return found if is_single(found) else Missing(frozenset())

        return distance(goal, self.plan, read)

    def _nearer(self, goal: Goal, place: Place, far: Fraction, number: int) -> tuple[Place, Fraction]:
        """The nearest record with another answer to this."""
        tried: dict[Found, tuple[Fraction, Place]] = {place.boxes[number]: (far, place)}  # type: ignore[dict-item]
        for answer in self.choices[number]:
            if answer not in tried and goal in self._pending:
                there = self._changed(place, number, answer)
                tried[answer] = (self._far(goal, there), there)
        numbers = enclosure_of(self.graph.unknowns[number].box).numbers
        if numbers and len({found[0] for found in tried.values()}) > 1:
            self._between(goal, place, number, numbers, tried)
        best = min(tried.values(), key=lambda found: found[0])
        return best[1], best[0]

    def _between(
        self,
        goal: Goal,
        place: Place,
        number: int,
        numbers: num.Numbers,
        tried: dict[Found, tuple[Fraction, Place]],
    ) -> None:
        """Halve what lies beside the nearest answer."""
        for _ in range(24):
            points = sorted(answer for answer in tried if isinstance(answer, Fraction))
            if goal not in self._pending or len(points) < 2:
                return
            best = min(points, key=lambda answer: tried[answer][0])
            at = points.index(best)
            new = False
            for low, high in ((at - 1, at), (at, at + 1)):
                if low < 0 or high >= len(points):
                    continue
                inside = between(numbers, points[low], points[high])
                if inside is not None and inside not in tried:
                    there = self._changed(place, number, inside)
                    tried[inside] = (self._far(goal, there), there)
                    new = True
            if not new:
                return

    # Excluding a goal

    def _excluded(self, goal: Goal) -> Way | None:
        """How it is seen that no record can meet a goal, by what each step may be for any of them.

        Whether a value is there at all does not hang on how many members a record has: what one member that
        is answered cannot leave open, none does.
        """
        if not may(goal, self.plan, self.anyone):
            return "interval"
        if not may(goal, self.plan, self.root):
            if self.is_whole:
                return "interval"
            return "structure" if isinstance(goal, Valueless) and not self.pinned else None
        together = isinstance(goal, Every) and not may(
            goal, self.plan, _reader(self.where(goal), self.offset)
        )
        return "interval" if together else None

    def where(self, goal: Goal) -> State:
        """What every cell may be where the parts of a goal hold that say what a step is."""
        return self.holding({self.offset + step: box for step, box in held_by(goal).items()})

    def holding(self, boxes: Mapping[int, Enclosure]) -> State:
        """What every cell may be for any record, however many members, in which some cells are this."""
        if self._anyhow is None:
            self._anyhow = self._any_members()
        state = self.graph.hold(boxes, self._anyhow)
        self.graph.held = {}
        return state

    def _any_members(self) -> State:
        """The enclosures with what is read of members as any number of these may make it."""
        folds = {
            self.offset + index: self.anyone(index)
            for index, step in enumerate(self.plan.steps)
            if isinstance(step, ir.Fold)
        }
        return self.graph.taken(folds) if folds else self.graph.root

    def _exclude(self, goal: Goal) -> Answer:
        """Cut the records into parts until each is excluded, or one meets the goal."""
        graph = self._narrowed()
        plan, offset = self.plan, graph.cell(0)
        mask = self._pending[goal]
        cells = [offset + step for step in steps_of(goal, plan)]
        wanted = cells[0] if len(cells) == 1 else None
        root = graph.hold({offset + step: box for step, box in held_by(goal).items()})
        if self.is_whole and not may(goal, plan, _reader(root, offset)):
            return Never("integer")
        end = min(graph.spent + EXCLUDE, IN_ALL)
        waiting = [Place(tuple(unknown.box for unknown in graph.unknowns), root)]
        done = summed = 0
        way: Way = "enumeration"
        while waiting and graph.spent < end:
            place = waiting.pop()
            if not may(goal, plan, _reader(place.state, offset)):
                done += 1
                continue
            if self.is_whole and summed < SUMS:
                summed += len(graph.live)
                if excluded(goal, plan, graph, place.state):
                    done, way = done + 1, "solver"
                    continue
            if met(goal, plan, _reader(place.state, offset)):
                whole = self.search.complete(any_of(place.boxes))
                self._look(whole)
                if goal in self.answers:
                    return self.answers[goal]
            open_ = [n for n in self._order if mask >> n & 1 and not is_single(place.boxes[n])]
            if not open_:
                done += 1
                continue
            number = open_[0]
            for box in reversed(parts(place.boxes[number], self.search.cuts[number])):
                boxes = (*place.boxes[:number], box, *place.boxes[number + 1 :])
                waiting.append(Place(boxes, graph.narrowed(place.state, {number: box}, wanted)))
        if waiting or not self.is_whole:
            return Open(self.tried, len(waiting))
        return Never(way, done)

    def _narrowed(self) -> Graph:
        """The graph with the exact ends of every group, as far as they can be found."""
        if self._narrow is None:
            self._narrow = Graph(self.graph.run)
            nodes = list(self._narrow.groups())
            search = Search(self._narrow, nodes, ())
            search.probe()
            for node in nodes:
                search.settle(node)
        return self._narrow


def _reader(state: State, offset: int) -> Read:
    return lambda step: state[offset + step]


def between(numbers: num.Numbers, low: Fraction, high: Fraction) -> Fraction | None:
    """A number between two, near the middle; None where there is none."""
    inner = num.restrict(numbers, Interval(low, high, True, True))
    if not inner:
        return None
    found = num.witness(inner, Interval((low + high) / 2, None))
    return num.witness(inner) if found is None else found


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
