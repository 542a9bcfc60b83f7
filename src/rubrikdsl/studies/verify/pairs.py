"""Two records in one plan: the same but for what is said of one part, and a truth of both to look for.

The plan is copied as far as it hangs on that part. `engine.partial` then looks for a completion that makes
the truth hold: it cuts the answers where rules change and leaves what its enclosures exclude, so that "there
is none" is a proof. What it finds is handed back as two records.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.boxes import NOTHING
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import Subsets
from rubrikdsl.engine.partial.boxes import samples
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.partial.search import Cuts
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.partial.search import highest
from rubrikdsl.engine.partial.search import may_be
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.steps import reads
from rubrikdsl.plan.steps import renamed
from rubrikdsl.semantics import terms
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Operator
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Type

MOST_CASES: Final = 5_000
"""Cases that are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records: the one with the better answer is `after`."""

    before: Record
    after: Record


class Twin:
    """A plan with what hangs on some fields (and given nodes) in it twice, and further steps about both."""

    def __init__(self, plan: ir.Plan, fields: Sequence[int], nodes: Sequence[int]) -> None:
        self.plan = plan
        self.steps = list(plan.steps)
        self.types = list(plan.types)
        self._fields = list(plan.fields)
        self._nodes = list(plan.nodes)
        self.fields = {index: len(self._fields) + at for at, index in enumerate(fields)}
        for index, new in self.fields.items():
            one = plan.fields[index]
            self._fields.append(replace(one, index=new, path=(*one.path, "'")))
        self.nodes = {index: len(self._nodes) + at for at, index in enumerate(nodes)}
        for index, new in self.nodes.items():
            node = plan.nodes[index]
            states = tuple(self.fields.get(field, field) for field in node.fields)
            self._nodes.append(replace(node, index=new, path=(*node.path, "'"), fields=states))
            for field in states:
                if field >= len(plan.fields):
                    self._fields[field] = replace(self._fields[field], owner=new)
        self.twin = self._copied()

    def _copied(self) -> list[int]:
        """Per step of the plan its twin: itself where it is the same in both records."""
        twin: list[int] = []
        for index, step in enumerate(self.plan.steps):
            match step:
                case ir.Answer(field) if field in self.fields:
                    twin.append(self.add(ir.Answer(self.fields[field]), self.types[index]))
                case ir.Applies(field) if field in self.fields:
                    twin.append(self.add(ir.Applies(self.fields[field]), self.types[index]))
                case ir.Stated(node, weight, None) if node in self.nodes:
                    made = ir.Stated(self.nodes[node], weight, None)
                    twin.append(self.add(made, self.types[index]))
                case ir.IsStated(node) if node in self.nodes:
                    twin.append(self.add(ir.IsStated(self.nodes[node]), self.types[index]))
                case _ if any(twin[read] != read for read in reads(step)):
                    twin.append(self.add(renamed(step, twin), self.types[index]))
                case _:
                    twin.append(index)
        return twin

    def add(self, step: ir.Step, type: Type = terms.TRUTH) -> int:
        """A further step."""
        self.steps.append(step)
        self.types.append(type)
        return len(self.steps) - 1

    def constant(self, value: Fraction) -> int:
        """A number."""
        return self.add(ir.Constant(value), terms.NUMBER)

    def truth(self, op: Operator, *args: int) -> int:
        """A truth of steps."""
        return self.add(ir.Operation(op, args))

    def falls(self, step: int, sign: int, rank: Mapping[str, int] | None) -> int:
        """The truth that a step is lower in the second record (sign -1: higher)."""
        one, two = self.number(step, rank), self.number(self.twin[step], rank)
        change = self.add(ir.Operation("sub", (one, two)), terms.NUMBER)
        return self.truth("gt" if sign > 0 else "lt", change, self.constant(Fraction(0)))

    def number(self, step: int, rank: Mapping[str, int] | None) -> int:
        """A step as a number: a code by its rank, a truth as 0 or 1."""
        if rank is not None:
            rows = tuple(Row(frozenset((code,)), Fraction(at), -1) for code, at in rank.items())
            return self.add(ir.Table(step, rows, "options"), terms.NUMBER)
        if self.types[step].kind == "truth":
            return self.add(ir.Choose(((step, self.constant(Fraction(1))),), self.constant(Fraction(0))))
        return step

    def closed(self, wanted: Sequence[int]) -> ir.Plan:
        """The plan with all that the wanted steps hang on; what they do not is nothing."""
        kept: set[int] = set()
        waiting = list(wanted)
        while waiting:
            index = waiting.pop()
            if index not in kept:
                kept.add(index)
                waiting.extend(reads(self.steps[index]))
        nothing = ir.Constant(Fraction(0))
        return replace(
            self.plan,
            steps=tuple(step if index in kept else nothing for index, step in enumerate(self.steps)),
            types=tuple(self.types),
            clause_of=(*self.plan.clause_of, *(-1 for _ in range(len(self.steps) - len(self.plan.steps)))),
            fields=tuple(self._fields),
            nodes=tuple(self._nodes),
        )


class Looking(Search):
    """A search with an allowance of its own (cells that may be worked out for one truth)."""

    def __init__(self, graph: Graph, wanted: Sequence[int], allowance: int, cuts: Cuts | None = None) -> None:
        super().__init__(graph, wanted, (), cuts)
        self.allowance = allowance

    @property
    def left(self) -> int:
        return 10**9 - self.graph.spent

    def _allowance(self) -> int:
        return max(self.left - self.allowance, 0)


class Pairs:
    """The pairs of records of a twin plan, as far as they have been looked at."""

    def __init__(self, twin: Twin, wanted: Sequence[int], allowance: int) -> None:
        self.twin = twin
        plan = twin.closed(wanted)
        self.graph = Graph(run(plan, Record()))
        self.cells = {step: self.graph.cell(step) for step in wanted}
        self.search = Looking(self.graph, list(self.cells.values()), allowance)
        self.own = [
            number
            for number, unknown in enumerate(self.graph.unknowns)
            if (unknown.kind == "field" and unknown.index in twin.fields.values())
            or (unknown.kind == "node" and unknown.index in twin.nodes.values())
        ]

    def holds(self, step: int) -> bool | None:
        """Whether a truth holds of some pair; None: not settled."""
        cell = self.cells[step]
        if self._walked(cell):
            return True
        if not self.search.is_possible(cell):
            return None
        found = self._every(cell)
        return self.search.attained(cell, True) if found is None else found

    def rises(self, step: int) -> bool:
        """Whether a truth holds on the way from the lowest answers to the highest, one at a time."""
        cell, search = self.cells[step], self.search
        if not search.is_possible(cell):
            return False
        choices = [
            samples(unknown.box, cuts) for unknown, cuts in zip(self.graph.unknowns, search.cuts, strict=True)
        ]
        here = search.complete(tuple(found[0] for found in choices))
        for number in self.graph.within(cell):
            if True in search.seen[cell]:
                return True
            here = search.changed(here, number, highest(choices[number]))
        return True in search.seen[cell]

    def _every(self, cell: int) -> bool | None:
        """Every answer of every question that the truth hangs on, where these are few."""
        domains: list[tuple[int, list[Box]]] = []
        count = 1
        for number in sorted(self.graph.within(cell), key=lambda n: n not in self.own):
            box = self.graph.unknowns[number].box
            values = members(box)
            if values is None:
                return None
            count *= len(values)
            domains.append((number, values))
        if count > MOST_CASES:
            return None
        most = max(self.search.left - self.search.allowance, 0)
        waiting = [(0, self.search.whole)]
        while waiting:
            depth, place = waiting.pop()
            if self.search.left <= most:
                return None
            number, values = domains[depth]
            for value in values:
                boxes = (*place.boxes[:number], value, *place.boxes[number + 1 :])
                state = self.graph.narrowed(place.state, {number: value}, cell)
                if state[cell] is True:
                    self.search.complete(tuple(samples(box)[0] for box in boxes))
                    return True
                if may_be(state[cell], True) and depth + 1 < len(domains):
                    waiting.append((depth + 1, Place(boxes, state)))
        return False

    def _walked(self, cell: int) -> bool:
        """From the lowest answers to the highest, one at a time, with every change of the part tried."""
        search = self.search
        if True in search.seen[cell]:
            return True
        if not search.is_possible(cell):
            return False
        choices = [
            samples(unknown.box, cuts) for unknown, cuts in zip(self.graph.unknowns, search.cuts, strict=True)
        ]
        most = max(search.left - search.allowance, 0)
        here = low = search.complete(tuple(found[0] for found in choices))
        others = [n for n in self.graph.within(cell) if n not in self.own and not self._first(n)]
        if self._tried(low, cell, choices, most):
            return True
        raised = {number: choices[number][min(1, len(choices[number]) - 1)] for number in others}
        for together in (True, False):
            for number, answer in raised.items():
                here = search.changed(here if together else low, number, answer)
                if self._tried(here, cell, choices, most):
                    return True
                if search.left <= most:
                    return False
        return False

    def _tried(self, here: Place, cell: int, choices: Sequence[Sequence[Found]], most: int) -> bool:
        """Every answer of the part before, every one after: one answer changed, then another."""
        search = self.search
        within = set(self.graph.within(cell))
        for number in within:
            mine = number in self.own
            for answer in choices[number] if mine or self._first(number) else ():
                there = search.changed(here, number, answer)
                for other in within if not mine else ():
                    if other in self.own:
                        for after in choices[other]:
                            search.changed(there, other, after)
                            if True in search.seen[cell] or search.left <= most:
                                return True in search.seen[cell]
                if True in search.seen[cell]:
                    return True
        return False

    def _first(self, number: int) -> bool:
        """Whether an unknown is of the part in the first record."""
        unknown = self.graph.unknowns[number]
        if unknown.kind == "field":
            return unknown.index in self.twin.fields
        return unknown.kind == "node" and unknown.index in self.twin.nodes

    def smallest(self, step: int) -> Pair | None:
        """The pair that makes a truth hold, with as little in it as can be: the lowest answers elsewhere."""
        cell = self.cells[step]
        found = self.search.seen[cell].get(True)
        if found is None:
            return None
        return self.pair(self.lowered(found, lambda place: place.state[cell] is True))

    def lowered(self, found: Completion, good: Callable[[Place], bool]) -> Completion:
        """A completion of the same kind in which fewer answers differ, and the others are the lowest."""
        search = self.search
        place = search.complete(found)
        for number in self.own:
            same = place.boxes[self._partner(number)]
            there = search.changed(place, number, same)  # type: ignore[arg-type]
            place = there if good(there) else place
        for number, unknown in enumerate(self.graph.unknowns):
            if number in self.own:
                continue
            for answer in samples(unknown.box)[:1]:
                there = search.changed(place, number, answer)
                place = there if good(there) else place
        return place.boxes  # type: ignore[return-value]

    def _partner(self, number: int) -> int:
        """The same answer in the first record."""
        unknown = self.graph.unknowns[number]
        known = self.twin.fields if unknown.kind == "field" else self.twin.nodes
        first = next(old for old, new in known.items() if new == unknown.index)
        for at, other in enumerate(self.graph.unknowns):
            if other.kind == unknown.kind and other.index == first and other.record == unknown.record:
                return at
        raise LookupError(unknown.path)

    def pair(self, completion: Completion) -> Pair:
        """A completion as two records of the plan itself."""
        before: tuple[dict[int, Answer], dict[int, Given]] = ({}, {})
        after: tuple[dict[int, Answer], dict[int, Given]] = ({}, {})
        twins = {new: old for old, new in self.twin.fields.items()}
        given = {new: old for old, new in self.twin.nodes.items()}
        for unknown, found in zip(self.graph.unknowns, completion, strict=True):
            if isinstance(found, Missing):
                continue
            if unknown.kind == "field":
                old = twins.get(unknown.index, unknown.index)
                if self.twin.plan.fields[old].kind == "state" and found is True:
                    continue
                for side in self._sides(unknown.index, self.twin.fields, twins, before, after):
                    side[0][old] = found  # type: ignore[assignment]
            elif unknown.kind == "node":
                old = given.get(unknown.index, unknown.index)
                for side in self._sides(unknown.index, self.twin.nodes, given, before, after):
                    if isinstance(found, Fraction):
                        side[1][old] = ("value", found)
                    elif isinstance(found, Silence) and unknown.state is not None:
                        side[0][twins.get(unknown.state, unknown.state)] = found
        return Pair(Record("", before[0], before[1]), Record("", after[0], after[1]))

    def _sides(
        self,
        index: int,
        first: Mapping[int, int],
        second: Mapping[int, int],
        before: tuple[dict[int, Answer], dict[int, Given]],
        after: tuple[dict[int, Answer], dict[int, Given]],
    ) -> list[tuple[dict[int, Answer], dict[int, Given]]]:
        if index in second:
            return [after]
        return [before] if index in first else [before, after]


def members(box: Box) -> list[Box] | None:
    """All that a box holds, one by one; None where that is not to be listed."""
    match box:
        case Enclosure(num.Span(interval, unit) as span) if unit is not None:
            if interval.low is None or interval.high is None:
                return None
            if (interval.high - interval.low) / unit > MOST_CASES:
                return None
            listed: list[Box] = []
            at: Fraction | None = num.witness(span)
            while at is not None:
                listed.append(at)
                at = num.witness(num.restrict(span, Interval(at, None, low_open=True)))
        case Enclosure(frozenset() as values):
            listed = list(values)
        case Enclosure() | Subsets():
            return None
        case _:
            return [box]
    if isinstance(box, Enclosure):
        listed += [NOTHING] * box.missing + [NOT_APPLICABLE] * box.not_applicable
    return listed


def runs(plan: ir.Plan, pair: Pair) -> tuple[Run, Run]:
    """Both records by the reference interpreter."""
    return run(plan, pair.before), run(plan, pair.after)
