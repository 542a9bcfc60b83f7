"""A completion that gives a number of the record a value asked for, found through the answers it hangs on.

What the answers to a leaf add is worked out round one completion; amounts that add up to the rest are then
chosen by arithmetic alone, and what they give is worked out by the reference interpreter. Where rules do not
simply add up, the same is done again round what was found. What is returned gives exactly the value; `None`
says only that none was found, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter
from random import Random
from typing import Final

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import ordered
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.exact import Rounding
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Interval

ROUNDS: Final = 3
"""How often amounts are worked out again round what was found."""

TRIES: Final = 1_000
"""Choices of amounts before the search for a sum ends."""

MOST_CELLS: Final = 200_000
"""Cells that are worked out for one record before nothing more is found."""

COMBINED: Final = 12
"""Combinations of the answers to one leaf that are tried beside the obvious ones."""

Answers = tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """What answers add; with `numbers` so do these, in proportion, from the answer at `fine` up to `to`."""

    answers: Answers
    adds: Fraction
    to: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    numbers: num.Numbers | None = None
    fine: int = 0

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the most that it adds."""
        if self.numbers is None:
            return self.adds, self.adds
        return min(self.adds, self.most), max(self.adds, self.most)


class Reaching:
    """The completions of a graph's record under which a step of it has a number."""

    def __init__(self, graph: Graph, step: int) -> None:
        self.graph = graph
        self.cell = graph.cell(step)
        inner, self._places, self._mode = _before_rounding(graph, step)
        self._inner = graph.cell(inner)
        self._search = Search(graph, [self.cell, self._inner], ())
        self._groups = _groups(graph, graph.within(self.cell))
        self._start: Place | None = None
        self._amounts: list[tuple[Amount, ...]] = []
        self.settled = False
        """Whether the last that was not found has no sum of amounts at all: looking again finds no more."""

    def completion(self, wanted: Fraction, random: Random) -> Completion | None:
        """An answer to each unknown under which the step has this number; None where none was found."""
        if self._start is None:
            top = tuple(_top(unknown.box) for unknown in self.graph.unknowns)
            self._start = self._search.complete(top)
            self._amounts = [self._added(self._start, group) for group in self._groups]
        place, amounts = self._start, self._amounts
        self.settled = False
        for round in range(ROUNDS):
            if round:
                amounts = [self._added(place, group) for group in self._groups]
            now = place.state[self._inner]
            chosen = None
            if isinstance(now, Fraction):
                low, high = self._around(wanted)
                sums = _Sum(amounts, random)
                chosen = sums.chosen(low - now, high - now)
                self.settled = round == 0 and chosen is None and sums.left > 0
            if chosen is None or self.graph.spent > MOST_CELLS:
                return None
            boxes = list(place.boxes)
            for group, answers in zip(self._groups, chosen, strict=True):
                for number, answer in zip(group, answers, strict=True):
                    boxes[number] = answer
            place = self._search.complete(tuple(boxes))  # type: ignore[arg-type]
            if place.state[self.cell] == wanted:
                return place.boxes  # type: ignore[return-value]
        return None

    def _added(self, place: Place, group: tuple[int, ...]) -> tuple[Amount, ...]:
        """What answers to a group of unknowns add to what a place gives; what gives no number is left out."""
        now = place.state[self._inner]
        here: Answers = tuple(place.boxes[number] for number in group)  # type: ignore[misc]
        known = {here: now}

        def added(answers: Answers) -> Fraction | None:
            if answers not in known:
                boxes = dict(zip(group, answers, strict=True))
                known[answers] = self.graph.narrowed(place.state, boxes, self._inner)[self._inner]
            there = known[answers]
            return there - now if isinstance(there, Fraction) and isinstance(now, Fraction) else None

        cuts = self._search.cuts
        choices = [_answers(self.graph.unknowns[number].box, cuts[number]) for number in group]
        found = [Amount(here, Fraction(0))]
        for answers in _tried(here, choices):
            adds = added(answers)
            if adds is not None:
                found.append(Amount(answers, adds))
        for at, number in enumerate(group):
            numbers = enclosure_of(self.graph.unknowns[number].box).numbers
            if isinstance(numbers, num.Span):
                for start in _alone(here, choices, at):
                    points = [(*start[:at], answer, *start[at + 1 :]) for answer in choices[at]]
                    found += _between(numbers, at, [(point, added(point)) for point in points])
        return tuple({amount.ends: amount for amount in found}.values())

    def _around(self, wanted: Fraction) -> tuple[Fraction, Fraction]:
        """What is rounded to the number, nearly: its ends are tried like the rest."""
        if self._places is None:
            return wanted, wanted
        step = Fraction(1, 10**self._places)
        match self._mode:
            case "down":
                return (wanted, wanted + step) if wanted >= 0 else (wanted - step, wanted)
            case "up":
                return (wanted - step, wanted) if wanted > 0 else (wanted, wanted + step)
            case _:
                return wanted - step / 2, wanted + step / 2


class _Sum:
    """Amounts, one of each unknown, that add up to something between two numbers."""

    def __init__(self, amounts: Sequence[tuple[Amount, ...]], random: Random) -> None:
        self._random = random
        self._amounts = amounts
        spread = [max(a.ends[1] for a in each) - min(a.ends[0] for a in each) for each in amounts]
        fine = [any(a.numbers is not None for a in each) for each in amounts]
        self._order = sorted(range(len(amounts)), key=lambda n: (fine[n], -spread[n]))
        """The coarse first, the weighty before the light; what can be set finely takes up the rest."""
        self.left = TRIES
        self._least, self._most = [Fraction(0)], [Fraction(0)]
        for number in reversed(self._order):
            self._least.append(self._least[-1] + min(a.ends[0] for a in amounts[number]))
            self._most.append(self._most[-1] + max(a.ends[1] for a in amounts[number]))
        self._least.reverse()
        self._most.reverse()

    def chosen(self, low: Fraction, high: Fraction) -> list[Answers] | None:
        """The answers of each group, in their order."""
        picked: dict[int, Answers] = {}
        if not self._pick(0, low, high, picked):
            return None
        return [picked[number] for number in range(len(self._amounts))]

    def _pick(self, at: int, low: Fraction, high: Fraction, picked: dict[int, Answers]) -> bool:
        if at == len(self._order):
            return low <= 0 <= high
        number = self._order[at]
        options = list(self._amounts[number])
        self._random.shuffle(options)
        for option in options:
            if self.left <= 0:
                return False
            self.left -= 1
            for answers, adds in self._within(option, low - self._most[at + 1], high - self._least[at + 1]):
                picked[number] = answers
                if self._pick(at + 1, low - adds, high - adds, picked):
                    return True
        return False

    def _within(self, option: Amount, low: Fraction, high: Fraction) -> Iterator[tuple[Answers, Fraction]]:
        """The answers of an option that leave the rest within reach: what they add lies between the two."""
        start = option.answers[option.fine]
        if option.numbers is None or not isinstance(start, Fraction):
            if low <= option.adds <= high:
                yield option.answers, option.adds
            return
        slope = (option.most - option.adds) / (option.to - start)
        one, two = sorted(((low - option.adds) / slope + start, (high - option.adds) / slope + start))
        first, last = max(one, start), min(two, option.to)
        if first <= last:
            somewhere = first + (last - first) * Fraction(self._random.randrange(101), 100)
            for begin in (somewhere, first):
                met = num.witness(option.numbers, Interval(begin, last))
                if met is not None:
                    answers = (*option.answers[: option.fine], met, *option.answers[option.fine + 1 :])
                    yield answers, option.adds + (met - start) * slope


def _groups(graph: Graph, numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """The unknowns by the leaf that asks them: what answers to different leaves give mostly adds up."""
    found: dict[tuple[int, int, int], list[int]] = {}
    for number in numbers:
        unknown = graph.unknowns[number]
        owner = unknown.index
        if unknown.kind == "field":
            owner = graph.runs[unknown.record].plan.fields[unknown.index].owner  # type: ignore[assignment]
        key = (unknown.record, -1, number) if owner is None else (unknown.record, 0, owner)
        found.setdefault(key, []).append(number)
    return [tuple(group) for group in found.values()]


def _tried(here: Answers, choices: Sequence[Sequence[Found]]) -> Iterator[Answers]:
    """Each other answer alone, the way from here to the lowest answers, and some combinations."""
    yield from _alone(here, choices, -1)
    if len(here) > 1:
        lowest = tuple(_lowest(answers, now) for answers, now in zip(choices, here, strict=True))
        for at in range(len(here)):
            yield (*here[:at], *lowest[at:])
            yield (*lowest[:at], *here[at:])
        random = Random(len(here))
        for _ in range(COMBINED):
            pairs = zip(choices, here, strict=True)
            yield tuple(random.choice(answers) if answers else now for answers, now in pairs)


def _alone(here: Answers, choices: Sequence[Sequence[Found]], but: int) -> Iterator[Answers]:
    """These answers, and each other answer to one unknown alone; `but` one stays."""
    yield here
    for at, answers in enumerate(choices):
        if at != but:
            yield from ((*here[:at], answer, *here[at + 1 :]) for answer in answers)


def _between(
    numbers: num.Numbers, at: int, points: Sequence[tuple[Answers, Fraction | None]]
) -> Iterator[Amount]:
    """What the numbers between two answers add, where these are too many to be tried."""
    known = [
        (answers[at], adds, answers)
        for answers, adds in points
        if adds is not None and isinstance(answers[at], Fraction)
    ]
    for (_, adds, answers), (two, most, _) in pairwise(sorted(known, key=itemgetter(0))):
        if adds != most and isinstance(two, Fraction):
            yield Amount(answers, adds, two, most, numbers, at)


def _before_rounding(graph: Graph, step: int) -> tuple[int, int | None, Rounding]:
    """The step that a step rounds, and how; itself where it rounds nothing."""
    plan = graph.run.plan
    at = step
    while True:
        match plan.steps[at]:
            case ir.Stated(otherwise=int() as inner):
                at = inner
            case ir.OnlyIf(value=inner):
                at = inner
            case ir.Rounded(inner, places, mode):
                return inner, places, mode
            case _:
                return step, None, "half-away"


def _answers(box: Box, cuts: tuple[Fraction, ...]) -> list[Found]:
    """The answers that are tried: all where they are few, else the ends and what lies beside the cuts."""
    values = enclosure_of(box).values
    found = ordered(values) if isinstance(values, frozenset) and len(values) <= num.MOST_MEMBERS else []
    return [
        a for a in (*found, *samples(box, cuts)) if a is not NOT_APPLICABLE and not isinstance(a, Missing)
    ]


def _lowest(answers: Sequence[Found], otherwise: Found) -> Found:
    """The lowest number, no, or the first of the answers."""
    numbers = [one for one in answers if isinstance(one, Fraction)]
    if numbers:
        return min(numbers)
    return False if False in answers else next(iter(answers), otherwise)


def _top(box: Box) -> Found:
    """The highest answer; where there is only silence, that."""
    if is_single(box):
        return box
    found = _answers(box, ())
    numbers = [one for one in found if isinstance(one, Fraction)]
    if numbers:
        return max(numbers)
    return True if True in found else (found or samples(box))[-1]
