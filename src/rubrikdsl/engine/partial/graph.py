"""The steps of a record and of its members as one graph, and what each may be while answers are open.

A state says of every cell (a step of one of the runs) what it may be, given what each unknown may be. Where
all that a step reads is one thing, the reference interpreter says what it is; else its enclosure is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.engine import problems
from rubrikdsl.engine.interpret import evaluate
from rubrikdsl.engine.partial.boxes import NOTHING
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import boxed
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.linear import around
from rubrikdsl.engine.partial.linear import read_twice
from rubrikdsl.engine.partial.rules import Rules
from rubrikdsl.engine.partial.unknowns import runs_of
from rubrikdsl.engine.partial.unknowns import unknowns_of
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import is_short
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import meet
from rubrikdsl.plan.enclosure import truths
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Interval

State = list[Box]
"""What every cell may be."""


class Graph:
    """The cells of a run and what they read; `root` is the state in which nothing more is known."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.runs = runs_of(run)
        self.unknowns = unknowns_of(run)
        self.starts: list[int] = []
        self.record_of: list[int] = []
        for number, one in enumerate(self.runs):
            self.starts.append(len(self.record_of))
            self.record_of += [number] * len(one.plan.steps)
        self.known: dict[int, Interval] = {}
        """What was found of the numbers of some cells, over all completions."""
        self.held: dict[int, Enclosure] = {}
        """What some cells are taken to be, for the time being (see `hold`)."""
        self.spent = 0
        """How many cells were worked out."""
        self._any: dict[int, tuple[Enclosure, ...]] = {}
        self._number = {id(one): number for number, one in enumerate(self.runs)}
        self.rules = tuple(Rules(self, number) for number in range(len(self.runs)))
        self.pinned: list[list[tuple[int, ir.Step]]] = [[] for _ in self.unknowns]
        """Per unknown: the cells that it decides itself."""
        self.reads: list[tuple[int, ...]] = []
        self.masks: list[int] = []
        """Per cell: the unknowns that it hangs on, as bits."""
        self._link()
        self.root: State = [value for one in self.runs for value in one.values]
        for number, unknown in enumerate(self.unknowns):
            self._pin(self.root, number, unknown.box)
        pinned = {cell for cells in self.pinned for cell, _ in cells}
        self.live = [c for c, mask in enumerate(self.masks) if mask and c not in pinned]
        """The cells that hang on an unknown and are worked out, in order."""
        self.answers = sorted(pinned)
        """The cells that an unknown decides itself."""
        self.sums = frozenset(self.live)
        self._twice = read_twice(self)
        for cell in self.live:
            self.root[cell] = self._found(cell, self.root)
        self._below: dict[tuple[int, int], list[int]] = {}

    def cell(self, step: int) -> int:
        """The cell of a step of the record itself."""
        return self.starts[-1] + step

    def may_fail(self) -> bool:
        """Whether a completion may be refused: too few members, one that does not apply, no quotient."""
        if any(isinstance(box, Fault) for box in self.root):
            return True
        for cell in self.live:
            step = self.step(cell)
            match step:
                case ir.Fold():
                    ways = self.ways(self.record_of[cell], step)
                    if step.where is not None or any(where is not None for way in ways for _, where in way):
                        return True
                    read = (enclosure_of(self.root[one]) for one in self.reads[cell])
                    if any(one.not_applicable for one in read):
                        return True
                case ir.Operation("div"):
                    if num.holds(enclosure_of(self.root[self.reads[cell][1]]).numbers, num.ZERO):
                        return True
                case ir.Reached():
                    return True
                case ir.Stated() if self.is_given(cell, step):
                    return True
                case _:
                    pass
        return False

    def is_given(self, cell: int, step: ir.Stated) -> bool:
        """Whether the record gives a node."""
        return step.node in self.runs[self.record_of[cell]].record.given

    def groups(self) -> Iterator[int]:
        """The cells of the results of groups and formulas, members' included, as far as they are open."""
        for number, run in enumerate(self.runs):
            for node in reversed(run.plan.nodes):
                cell = self.starts[number] + node.result
                if node.kind != "leaf" and self.masks[cell]:
                    yield cell

    def step(self, cell: int) -> ir.Step:
        """The step of a cell."""
        number = self.record_of[cell]
        return self.runs[number].plan.steps[cell - self.starts[number]]

    def within(self, cell: int) -> list[int]:
        """The unknowns that a cell hangs on."""
        return [n for n in range(len(self.unknowns)) if self.masks[cell] >> n & 1]

    def narrowed(self, state: State, boxes: Mapping[int, Box], wanted: int | None = None) -> State:
        """The state with unknowns known better; only cells that `wanted` (all) hangs on are worked out."""
        new = state.copy()
        changed: set[int] = set()
        todo: list[int] = []
        for number, box in boxes.items():
            changed |= self._pin(new, number, box)
            todo = self._merged(todo, self._dependents(number, wanted))
        for cell in todo:
            if not changed.isdisjoint(self.reads[cell]):
                found = self._found(cell, new)
                if found != new[cell]:
                    new[cell] = found
                    changed.add(cell)
        return new

    def tighten(self, cell: int, low: Fraction | None, high: Fraction | None) -> None:
        """Take the numbers of a cell to lie between these from now on, and work out what follows."""
        self.known[cell] = Interval(low, high)
        for one in self.live:
            if one >= cell:
                self.root[one] = self._found(one, self.root)

    def hold(self, boxes: Mapping[int, Enclosure], within: State | None = None) -> State:
        """The state in which some cells are taken to be this and nothing else, until others are held.

        What is worked out meanwhile is cut to it. A completion that makes such a cell something else still
        shows what it makes of it.
        """
        self.held = dict(boxes)
        before = self.root if within is None else within
        return self._followed(before, {cell: self._cut_to_held(cell, before[cell]) for cell in boxes})

    def taken(self, boxes: Mapping[int, Enclosure]) -> State:
        """The state in which some cells are what these say, whatever is known of what they read."""
        return self._followed(self.root, {cell: boxed(box) for cell, box in boxes.items()})

    def _followed(self, state: State, boxes: Mapping[int, Box]) -> State:
        """The state in which some cells are this, and what follows from it."""
        new = state.copy()
        changed = {cell for cell, box in boxes.items() if box != state[cell]}
        for cell in changed:
            new[cell] = boxes[cell]
        for cell in self.live if changed else ():
            if not changed.isdisjoint(self.reads[cell]):
                found = self._found(cell, new)
                if found != new[cell]:
                    new[cell] = found
                    changed.add(cell)
        return new

    def _cut_to_held(self, cell: int, box: Box) -> Box:
        held = self.held.get(cell)
        return box if held is None or is_single(box) else boxed(meet(enclosure_of(box), held))

    def _merged(self, a: list[int], b: list[int]) -> list[int]:
        return sorted({*a, *b}) if a else b

    def _dependents(self, unknown: int, wanted: int | None) -> list[int]:
        """The cells between an unknown and a wanted one, in order."""
        key = (unknown, -1 if wanted is None else wanted)
        found = self._below.get(key)
        if found is None:
            bit = 1 << unknown
            above = None if wanted is None else self._above(wanted)
            found = [c for c in self.live if self.masks[c] & bit and (above is None or c in above)]
            self._below[key] = found
        return found

    def _above(self, wanted: int) -> set[int]:
        """A cell and all that it reads, however far, as far as anything is open there."""
        found: set[int] = set()
        waiting = [wanted]
        while waiting:
            cell = waiting.pop()
            if cell not in found and self.masks[cell]:
                found.add(cell)
                waiting.extend(self.reads[cell])
        return found

    # How cells hang together

    def _link(self) -> None:
        deciding: dict[tuple[int, str, int], int] = {}
        for number, unknown in enumerate(self.unknowns):
            deciding[unknown.record, unknown.kind, unknown.index] = number
            if unknown.state is not None:
                deciding[unknown.record, "field", unknown.state] = number
        for number, run in enumerate(self.runs):
            start = self.starts[number]
            for index, step in enumerate(run.plan.steps):
                key: tuple[int, str, int] | None = None
                match step:
                    case ir.Answer(field) | ir.Applies(field):
                        key = (number, "field", field)
                    case ir.IsStated(node):
                        key = (number, "node", node)
                    case ir.Stated(node, _, None):
                        key = (number, "node", node)
                    case ir.Fold():
                        key = self._unstated(run, step)
                    case _:
                        pass
                unknown_ = None if key is None else deciding.get(key)
                if unknown_ is not None:
                    self.pinned[unknown_].append((start + index, step))
                    self.reads.append(())
                    self.masks.append(1 << unknown_)
                    continue
                read = self._reads(number, step)
                mask = 0
                for one in read:
                    mask |= self.masks[one]
                self.reads.append(read)
                self.masks.append(mask)

    def _reads(self, number: int, step: ir.Step) -> tuple[int, ...]:
        """The cells that a step reads in this record."""
        run, start = self.runs[number], self.starts[number]
        match step:
            case ir.Stated(node, weight, otherwise):
                given = run.record.given.get(node)
                if given is not None:
                    return (start + weight,) if given[0] == "points" else ()
                return () if otherwise is None else (start + otherwise,)
            case ir.Fold(value=value, where=where):
                found: list[int] = []
                for way in self.ways(number, step):
                    *_, (innermost, _) = way
                    found += [at + own for at, own in way if own is not None]
                    found += [innermost + one for one in (where, value) if one is not None]
                return tuple(dict.fromkeys(found))
            case _:
                return tuple(start + one for one in reads(step))

    def ways(self, number: int, step: ir.Fold) -> list[list[tuple[int, int | None]]]:
        """The members that a fold runs over: per level where its cells start, and the condition on it."""
        found: list[tuple[Run, list[tuple[int, int | None]]]] = [(self.runs[number], [])]
        for index in step.path:
            found = [
                (member, [*way, (self._start(member), holder.plan.collections[index].where)])
                for holder, way in found
                for member in holder.members[index] or ()
            ]
        return [way for _, way in found]

    def _unstated(self, run: Run, step: ir.Fold) -> tuple[int, str, int] | None:
        """A collection on the way of a fold that nobody states."""
        holders = [run]
        for index in step.path:
            for holder in holders:
                if holder.members[index] is None:
                    return self._number[id(holder)], "members", index
            holders = [member for holder in holders for member in holder.members[index] or ()]
        return None

    def _start(self, run: Run) -> int:
        return self.starts[self._number[id(run)]]

    # What a cell may be

    def _pin(self, state: State, number: int, box: Box) -> set[int]:
        """Write what an unknown may be where it decides."""
        unknown = self.unknowns[number]
        for cell, step in self.pinned[number]:
            match step:
                case ir.Applies(field):
                    run = self.runs[unknown.record]
                    state[cell] = _applies(box, run.plan.fields[field].not_applicable)
                case ir.IsStated():
                    inner = enclosure_of(box)
                    state[cell] = boxed(truths(inner.values != frozenset(), inner.not_applicable))
                case ir.Stated() if box is NOT_APPLICABLE:
                    state[cell] = NOTHING
                case ir.Fold() if not is_single(box):
                    state[cell] = self._of_any_members(cell)
                case _:
                    state[cell] = box
            if self.held:
                state[cell] = self._cut_to_held(cell, state[cell])
        return {cell for cell, _ in self.pinned[number]}

    def _of_any_members(self, cell: int) -> Box:
        """What a fold may be over any members of any record."""
        number = self.record_of[cell]
        if number not in self._any:
            self._any[number] = enclose(self.runs[number].plan)
        return boxed(self._any[number][cell - self.starts[number]])

    def _found(self, cell: int, state: State) -> Box:
        self.spent += 1
        number = self.record_of[cell]
        run, index = self.runs[number], cell - self.starts[number]
        step = run.plan.steps[index]
        if all(is_single(state[one]) for one in self.reads[cell]):

            def read(of: Run, at: int) -> Found:
                return state[self.starts[self._number[id(of)]] + at]  # type: ignore[return-value]

            found = evaluate(run, step, read)
            if isinstance(found, Fraction) and not is_short(found):
                return Fault((problems.number_too_long(run.record.name),))
            return found
        rules = self.rules[number]
        rules.state = state
        found_ = rules.found(index)
        known = self.known.get(cell)
        if known is not None and found_.numbers:
            found_ = replace(found_, values=wide(num.restrict(found_.numbers, known)))
        if cell in self._twice and found_.numbers:
            within = around(self, cell, state)
            if within is not None:
                found_ = replace(found_, values=wide(num.restrict(found_.numbers, within)))
        return self._cut_to_held(cell, boxed(found_)) if self.held else boxed(found_)


def _applies(box: Box, may_not: bool) -> Box:
    if box is NOT_APPLICABLE:
        return False
    inner = enclosure_of(box)
    found = truths(inner.values != frozenset() or (inner.missing and not may_not), inner.not_applicable)
    return boxed(Enclosure(found.values, missing=inner.missing and may_not))
