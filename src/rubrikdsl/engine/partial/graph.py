"""The steps of a record and of its members as one graph, and what each may be while answers are open.

A state says of every cell (a step of one of the runs) what it may be, given what each unknown may be. Where
all that a step reads is one thing, the reference interpreter says what it is; else its enclosure is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from rubrikdsl.engine import problems
from rubrikdsl.engine.given import reach
from rubrikdsl.engine.interpret import evaluate
from rubrikdsl.engine.partial.boxes import NOTHING
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import Subsets
from rubrikdsl.engine.partial.boxes import boxed
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.linear import around
from rubrikdsl.engine.partial.linear import read_twice
from rubrikdsl.engine.partial.unknowns import runs_of
from rubrikdsl.engine.partial.unknowns import unknowns_of
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import is_short
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.aggregates import median
from rubrikdsl.plan.enclosing import Enclosing
from rubrikdsl.plan.enclosing import Env
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import truths
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row

NO_CONDITIONS: Final = Env({}, 0)

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
        self.spent = 0
        """How many cells were worked out."""
        self._any: dict[int, tuple[Enclosure, ...]] = {}
        self._number = {id(one): number for number, one in enumerate(self.runs)}
        self.rules = tuple(_Rules(self, number) for number in range(len(self.runs)))
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
        return boxed(found_)


def _applies(box: Box, may_not: bool) -> Box:
    if box is NOT_APPLICABLE:
        return False
    inner = enclosure_of(box)
    found = truths(inner.values != frozenset() or (inner.missing and not may_not), inner.not_applicable)
    return boxed(Enclosure(found.values, missing=inner.missing and may_not))


class _Rules(Enclosing):
    """The rules of steps for one record, in a state."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph, self.number = graph, number
        self.run = graph.runs[number]
        self.plan = self.run.plan
        self.steps = self.plan.steps
        self.start = graph.starts[number]
        self.state: State = []

    def found(self, index: int) -> Enclosure:
        """What a step may be."""
        return self._found(index, NO_CONDITIONS)

    def at(self, index: int, env: Env) -> Enclosure:  # noqa: ARG002 - nothing is assumed here
        return enclosure_of(self.state[self.start + index])

    def assume(self, env: Env, condition: int, truth: bool) -> Env:  # noqa: ARG002
        return env

    def _step(self, index: int, env: Env) -> Enclosure:
        step = self.steps[index]
        match step:
            case ir.Stated(node, weight, otherwise):
                if node in self.run.record.given:
                    return self._points(self.plan.nodes[node], self.at(weight, env))
                assert otherwise is not None
                return self.at(otherwise, env)
            case ir.Table(arg, rows, "attribute"):
                return self._attribute(rows, self.at(arg, env))
            case ir.Operation("has" | "size" as op, args):
                box = self.state[self.start + args[0]]
                if isinstance(box, Subsets):
                    code = self.state[self.start + args[1]] if op == "has" else None
                    return _of_subsets(box, code if isinstance(code, str) else None)
            case ir.Operation("lt" | "le" | "gt" | "ge" as op, (left, right)):
                days = _compared(op, self.at(left, env), self.at(right, env))
                if days is not None:
                    return days
            case _:
                pass
        return super()._step(index, env)

    def _attribute(self, rows: tuple[Row, ...], inner: Enclosure) -> Enclosure:
        """The attributes of the codes that may be; a code whose row leaves it empty has none."""
        codes = inner.values if isinstance(inner.values, frozenset) else frozenset()
        named = {code: row.value for row in rows if isinstance(row.key, frozenset) for code in row.key}
        values = frozenset(named[code] for code in codes if isinstance(code, str) and code in named)
        empty = any(code not in named for code in codes)
        return Enclosure(values, inner.missing, inner.not_applicable or empty)

    def _points(self, node: ir.Node, weight: Enclosure) -> Enclosure:
        """A node given in points whose weight is not settled; no weight, no value."""
        amount = self.run.record.given[node.index][1]
        low, high = reach(self.plan, node)
        most = num.scale(weight.numbers, self.plan.nodes[0].scale.top / node.scale.top)
        value = num.restrict(num.divide(frozenset((amount,)), most), Interval(low, high))
        return Enclosure(wide(value), weight.missing, weight.not_applicable)

    def folded(self, step: ir.Fold) -> Enclosure:
        """The fold over the members that the record states, some of which may or may not take part."""
        parts: list[tuple[bool, Enclosure]] = []
        for way in self.graph.ways(self.number, step):
            *_, (innermost, _) = way
            conditions = [at + own for at, own in way if own is not None]
            conditions += [] if step.where is None else [innermost + step.where]
            held = [enclosure_of(self.state[cell]) for cell in conditions]
            if all(one.may_be(True) for one in held):
                sure = all(one.values == frozenset((True,)) for one in held)
                value = None if step.value is None else self.state[innermost + step.value]
                parts.append((sure, Enclosure(frozenset()) if value is None else enclosure_of(value)))
        if step.value is None or step.kind == "count":
            most, least = len(parts), sum(sure for sure, _ in parts)
            return Enclosure(wide(num.span(Interval(Fraction(least), Fraction(most)), Fraction(1))))
        if step.kind in ("every", "any"):
            settles = step.kind == "any"
            certain = any(sure and not one.may_be(not settles) for sure, one in parts)
            kept = {settles: any(one.may_be(settles) for _, one in parts), not settles: not certain}
            return truths(kept[True], kept[False])
        return Enclosure(wide(_folded(step, [(sure, one.numbers) for sure, one in parts])))

    def averaged(self, path: tuple[int, ...], product: int, weight: int) -> Numbers | None:
        """Between the lowest and the highest of what is weighed, where no weight is negative."""
        member = self.plan
        for index in path:
            member = member.collections[index].plan
        factors = member.steps[product]
        if not isinstance(factors, ir.Operation) or factors.op != "mul" or weight not in factors.args:
            return None
        left, right = factors.args
        amount = left if right == weight else right
        around: Numbers = num.NONE
        for way in self.graph.ways(self.number, ir.Fold("sum", path[0], product, None, path[1:])):
            *_, (start, _) = way
            weighs = enclosure_of(self.state[start + weight]).numbers
            least = num.bounds(weighs).low if weighs else None
            if least is None or least < 0:
                return None
            around = num.join(around, enclosure_of(self.state[start + amount]).numbers)
        return num.spread(around)


def _folded(step: ir.Fold, parts: Sequence[tuple[bool, Numbers]]) -> Numbers:
    """A fold of what surely (or perhaps) takes part."""
    held = [(sure, numbers) for sure, numbers in parts if numbers]
    settled = all(sure for sure, _ in held)
    if not held:
        return num.ONLY_ZERO if step.kind == "sum" else num.NONE
    if step.kind == "sum" or (step.kind == "mean" and settled):
        total = num.ONLY_ZERO
        for sure, numbers in held:
            total = num.add(total, numbers if sure else num.join(numbers, num.ONLY_ZERO))
        return num.scale(total, Fraction(1, len(held))) if step.kind == "mean" else total
    around: Numbers = num.NONE
    for _, numbers in held:
        around = num.join(around, numbers)
    around = num.spread(around)
    if step.kind == "mean":
        return around
    if step.kind == "median":
        return _median([num.bounds(numbers) for _, numbers in held]) if settled else around
    ends = [num.bounds(numbers) for sure, numbers in held if sure]
    if step.kind == "min":
        highs = [end.high for end in ends if end.high is not None]
        return num.restrict(around, Interval(None, min(highs, default=None)))
    lows = [end.low for end in ends if end.low is not None]
    return num.restrict(around, Interval(max(lows, default=None), None))


def _median(ends: Sequence[Interval]) -> Numbers:
    """The median grows with each number."""
    lows = [end.low for end in ends if end.low is not None]
    highs = [end.high for end in ends if end.high is not None]
    low = median(lows) if len(lows) == len(ends) else None
    high = median(highs) if len(highs) == len(ends) else None
    return num.span(Interval(low, high))


def _of_subsets(box: Subsets, code: str | None) -> Enclosure:
    """How many codes a set may have, or whether it may hold one of them."""
    if code is None:
        size = num.span(Interval(Fraction(len(box.must)), Fraction(len(box.may))), Fraction(1))
        return Enclosure(wide(size), box.missing, box.not_applicable)
    held = truths(code in box.may, code not in box.must)
    return Enclosure(held.values, box.missing, box.not_applicable)


def _compared(op: str, one: Enclosure, two: Enclosure) -> Enclosure | None:
    """How days compare; None where these are no days."""
    days = [_days(one), _days(two)]
    left, right = days
    if not left or not right:
        return None
    if op in ("gt", "ge"):
        left, right = right, left
    strict = op in ("lt", "gt")
    may = left[0] < right[-1] or (not strict and left[0] == right[-1])
    may_not = left[-1] > right[0] or (strict and left[-1] == right[0])
    found = truths(may, may_not)
    missing, not_applicable = one.missing or two.missing, one.not_applicable or two.not_applicable
    return Enclosure(found.values, missing, not_applicable)


def _days(one: Enclosure) -> list[date]:
    values: Iterable[object] = one.values if isinstance(one.values, frozenset) else ()
    return sorted(value for value in values if isinstance(value, date))
