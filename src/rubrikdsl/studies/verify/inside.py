"""Records that differ in what is said of units: two of them looked for, one after the other.

There may always be one more unit than was tried, so that this finds pairs and excludes none. Records have two
units of each kind at least, so that one may drop out.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice
from itertools import product
from typing import Final
from typing import Literal

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.partial.search import highest
from rubrikdsl.engine.run import Found
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import member_plan
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.cases import record_of
from rubrikdsl.studies.verify.hunt import open_record
from rubrikdsl.studies.verify.pairs import Pair
from rubrikdsl.studies.verify.pairs import members

ALLOWANCE: Final = 20_000
"""Cells that may be worked out for one pair."""

MOST_ANSWERS: Final = 60
"""Combinations of the answers to one leaf that are tried."""

FEW: Final = 30
"""Answers to one question that are tried one by one."""

Change = tuple[Place, Place, tuple[Found, Found], tuple[Found, Found]]
"""Two records, the leaf's own value in each, and what is asked for in each."""


class Inside:
    """The records of a rubric with two units of each kind, as far as they have been looked at."""

    def __init__(self, plan: ir.Plan) -> None:
        self.plan = plan
        self.graph = Graph(run(plan, open_record(plan, units=2)))
        self.search = Search(self.graph, (), ())
        self.choices = [
            samples(unknown.box, cuts)
            for unknown, cuts in zip(self.graph.unknowns, self.search.cuts, strict=True)
        ]

    def pair(self, place: Place, other: Place) -> Pair:
        """Two completions as records."""
        one, two = (record_of(self.graph, each.boxes) for each in (place, other))  # type: ignore[arg-type]
        return Pair(one, two)

    def changes(self, part: Part, step: int, move: Literal["better", "joining"]) -> Iterator[Change]:
        """Pairs in which the first unit answers a leaf better, or lets it apply, on the way upwards."""
        plan, graph = member_plan(self.plan, part.path), self.graph
        first = next((n for n, one in enumerate(graph.runs) if one.plan is plan), None)
        if first is None:
            return
        value, applies = (graph.starts[first] + at for at in (part.value, plan.nodes[part.node].applicable))
        cell = graph.cell(step)
        own = [
            number
            for number, unknown in enumerate(graph.unknowns)
            if unknown.record == first
            and (unknown.index if unknown.kind == "node" else plan.fields[unknown.index].owner) == part.node
        ]
        end = graph.spent + ALLOWANCE
        for place in self._way(cell, own):
            tried = [
                self._told(place, answers, own, (applies, value, cell)) for answers in self._answers(own)
            ]
            for before, after in product(tried, tried):
                joins = before[1] is False and move == "joining"
                rises = before[1] is True and move == "better" and _more(after[2], before[2])
                if after[1] is True and (joins or rises):
                    yield before[0], after[0], (before[2], after[2]), (before[3], after[3])
            if graph.spent > end:
                return

    def _way(self, cell: int, own: list[int]) -> Iterator[Place]:
        """From the lowest answers to the highest, and one raised at a time."""
        here = low = self.search.complete(tuple(found[0] for found in self.choices))
        yield low
        others = [number for number in self.graph.within(cell) if number not in own]
        for number in others:
            for answer in self._finely(number)[1:]:
                yield self.search.changed(low, number, answer)
        for number in others:
            here = self.search.changed(here, number, highest(self.choices[number]))
            yield here

    def _answers(self, own: list[int]) -> Iterator[tuple[Found, ...]]:
        return islice(product(*(self._finely(number) for number in own)), MOST_ANSWERS)

    def _finely(self, number: int) -> Sequence[Found]:
        """All that an answer may be, where that is little: a rule may turn between any two."""
        every = members(self.graph.unknowns[number].box)
        if every is None or len(every) > FEW or not all(is_single(one) for one in every):
            return self.choices[number]
        return every  # type: ignore[return-value]

    def _told(
        self, place: Place, answers: tuple[Found, ...], own: list[int], cells: tuple[int, int, int]
    ) -> tuple[Place, Found, Found, Found]:
        changed = dict(zip(own, answers, strict=True))
        boxes = tuple(changed.get(number, box) for number, box in enumerate(place.boxes))
        there = Place(boxes, self.graph.narrowed(place.state, changed))
        applies, value, cell = (there.state[one] for one in cells)
        return there, applies, value, cell  # type: ignore[return-value]

    # Declaring items not applicable

    def gain(self, step: int) -> tuple[Fraction, Place, Place, tuple[str, ...]] | None:
        """A record that gains by declaring items not applicable, one after the other; what it declares."""
        cell = self.graph.cell(step)
        skips = [n for n in self.graph.within(cell) if NOT_APPLICABLE in self.choices[n]]
        start = [found[0] if number in skips else highest(found) for number, found in enumerate(self.choices)]
        before = here = self.search.complete(tuple(start))
        declared: list[str] = []
        for number in skips:
            there = self.search.changed(here, number, NOT_APPLICABLE)
            if _more(there.state[cell], here.state[cell]):
                here = there
                declared.append(self._named(number))
        first, last = before.state[cell], here.state[cell]
        if not isinstance(first, Fraction) or not isinstance(last, Fraction) or not declared:
            return None
        return last - first, before, here, tuple(dict.fromkeys(declared))

    def _named(self, number: int) -> str:
        """What is declared, as its rubric names it."""
        unknown = self.graph.unknowns[number]
        plan = self.graph.runs[unknown.record].plan
        path = plan.fields[unknown.index].path if unknown.kind == "field" else plan.nodes[unknown.index].path
        return ".".join((*_collections(self.plan, plan), *path))


def _collections(plan: ir.Plan, wanted: ir.Plan) -> tuple[str, ...]:
    """The names of the collections that lead to a plan."""
    for one in plan.collections:
        if one.plan is wanted:
            return (one.name,)
        inner = _collections(one.plan, wanted)
        if inner:
            return (one.name, *inner)
    return ()


def _more(one: object, other: object) -> bool:
    return isinstance(one, Fraction) and isinstance(other, Fraction) and one > other
