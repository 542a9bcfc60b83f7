"""From a plan to its program: one rule per kind of step, as `engine.interpret` has one meaning each.

What cannot be said in whole numbers of a bounded size is refused with the reason (`UnloweredError`); a rubric
is then left to the reference interpreter. Records that divide by zero or the like are found by the program
(`Program.refer`) and left to it as well, so that no wording of a problem stands twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from math import floor
from math import lcm
from typing import assert_never

from rubrikdsl.engine.results import named_steps
from rubrikdsl.exact import Rounding
from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.aggregates import aggregated
from rubrikdsl.program.aggregates import in_order
from rubrikdsl.program.aggregates import middle
from rubrikdsl.program.build import Builder
from rubrikdsl.program.causes import Causes
from rubrikdsl.program.cells import Cell
from rubrikdsl.program.cells import Cells
from rubrikdsl.program.cells import Held
from rubrikdsl.program.cells import States
from rubrikdsl.program.folds import MOST_MEMBERS
from rubrikdsl.program.folds import UnfoldedError
from rubrikdsl.program.folds import folded
from rubrikdsl.program.prune import pruned
from rubrikdsl.program.ratios import Ratio
from rubrikdsl.program.slots import Said
from rubrikdsl.program.slots import Slots
from rubrikdsl.program.slots import Words
from rubrikdsl.program.slots import anything
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import TRUTH
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test
from rubrikdsl.semantics.terms import Type


class UnloweredError(Exception):
    """A rubric that has no program, and what it is that cannot be said in one.

    `step` is the step that asks for it, of that plan.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.step: tuple[ir.Plan, int] | None = None


def lower(
    plan: ir.Plan,
    said: Said | None = None,
    asked: Sequence[int] | None = None,
    causes: bool = False,
    more: Sequence[int] = (),
    medians: bool = True,
    roots: bool = True,
    most: int = MOST_MEMBERS,
) -> ops.Program:
    """The program of a plan for records that say no more than `said` (default: any field, and no node).

    With `asked` its outputs are these steps; with `causes` it tells the codes of faults. What is not known of
    the steps `more`, which are outputs after all others, is missing. Without `medians` there are no totals of
    that kind; without `roots` geometric means are found by comparisons (`program.searched`) where they can
    be. No record has more than `most` members.
    """
    made = Lowering(plan, said or anything(plan), causes=causes, medians=medians, roots=roots, most=most)
    return made.program(asked, more)


def says_nodes(said: Said) -> bool:
    """Whether a record may give a node, or one of its members may."""
    return bool(said.nodes) or any(map(says_nodes, said.members.values()))


class Lowering:
    """The cells of one plan's steps, in order."""

    def __init__(
        self,
        plan: ir.Plan,
        said: Said,
        words: Words | None = None,
        causes: bool = False,
        medians: bool = True,
        roots: bool = True,
        most: int = MOST_MEMBERS,
    ) -> None:
        self.plan, self.medians, self.most = plan, medians, most
        self.b = Builder()
        self.b.marks = [] if causes else None
        self.b.roots = roots
        self.c = Cells(self.b)
        self.r = self.c.ratios
        self.words = words or Words(plan)
        self.slots = Slots(plan, self.b, self.c, self.words, said)
        self.cells: list[Cell] = []
        self._origins: list[int] = []
        self.groups: dict[int, tuple[Lowering, list[ops.Total]]] = {}
        self._totals: dict[tuple[int, str, int], int] = {}

    def member(self, collection: int) -> Lowering:
        """The members of a collection, with their cells."""
        if collection not in self.groups:
            said = self.slots.said.members.get(collection) or Said(frozenset(), {}, always=False)
            inner = Lowering(
                self.plan.collections[collection].plan,
                said,
                self.words,
                self.b.marks is not None,
                self.medians,
                self.b.roots,
                self.most,
            )
            inner.run()
            self.groups[collection] = inner, []
        return self.groups[collection][0]

    def total(self, collection: int, kind: ops.TotalKind, handle: int, none: int | None = None) -> int:
        """A total over members of one of their operations; of a median, with its `none`."""
        member = self.member(collection)
        low, high = member.b.bounds[handle]
        if kind == "sum" and low == high == 0:
            return self.b.no
        key = (collection, kind, handle)
        if key not in self._totals:
            totals = self.groups[collection][1]
            match kind:
                case "sum":
                    none = 0
                    low, high = min(0, low * self.most), max(0, high * self.most)
                case "least":
                    none = high
                case "median":
                    assert none is not None
                    low, high = min(2 * low, none), max(2 * high, none)
            self._totals[key] = len(self.slots.slots)
            at = list(self.groups).index(collection)
            name = self.plan.collections[collection].name
            self.slots.slots.append(
                ops.Slot("total", len(totals), (name,), NUMBER, 1, low, high, 1, (), False, False, False, at)
            )
            totals.append(ops.Total(kind, handle, none))
        slot = self._totals[key]
        held = self.slots.slots[slot]
        return self.b.put(ops.Input(slot), (held.low, held.high))

    def run(self) -> None:
        """The cells of all steps."""
        for index, step in enumerate(self.plan.steps):
            try:
                self.cells.append(self._cell(index, step))
            except UnloweredError as unlowered:
                unlowered.step = unlowered.step or (self.plan, index)
                raise
            self._origins += [index] * (len(self.b.ops) - len(self._origins))

    def misstated(self) -> int:
        """Whether any node is given as it cannot be, of members too: that no result reads it is no excuse."""
        found = [
            self.slots.misstated(node, self.cells[self.plan.nodes[node].weight])
            for node in self.slots.said.nodes
        ]
        for collection, said in self.slots.said.members.items():
            if says_nodes(said):
                member = self.member(collection)
                wrong = member.misstated()
                if wrong != member.b.no:
                    found.append(self.b.less(self.b.no, self.total(collection, "sum", member.b.count(wrong))))
        return self.b.either(*found)

    def of_origin(self, handle: int, made: int) -> None:
        """The operations from `made` on belong to the step of another one."""
        self._origins += [len(self.plan.steps) - 1] * (made - len(self._origins))
        self._origins += [self._origins[handle]] * (len(self.b.ops) - made)

    def origins(self) -> tuple[int, ...]:
        """The step that first asked for each operation; what came after the steps belongs to the last."""
        last = max(len(self.plan.steps) - 1, 0)
        return (*self._origins, *[last] * (len(self.b.ops) - len(self._origins)))

    def program(self, asked: Sequence[int] | None = None, more: Sequence[int] = ()) -> ops.Program:
        """All named results, or what is asked, and some more."""
        self.run()
        misstated = self.misstated()
        causes = None if self.b.marks is None else Causes(self)
        settled = _itself if causes is None else causes.plain
        outputs: list[ops.Output] = []
        faults = [misstated]
        wanted = [(named.name, named.type, named.shown, index) for named, index in named_steps(self.plan)]
        if asked is not None:
            wanted = [("", self.plan.types[step], None, step) for step in asked]
        count = len(wanted)
        wanted += [("", self.plan.types[step], None, step) for step in more]
        for place, (name, type, shown, index) in enumerate(wanted):
            cell = self.cells[index]
            value, own = cell.value, cell.states
            states = States(settled(own.fault), settled(own.missing), settled(own.not_applicable))
            if place < count:
                faults.append(cell.states.fault)
            else:
                states = States(self.b.no, self.b.either(states.fault, states.missing), states.not_applicable)
            unnamed = self.slots.has_texts and not self.slots.said.texts
            if type.kind in ("text", "code") and unnamed and self._says_texts(index):
                raise UnloweredError("text")
            if isinstance(value, Ratio):
                under = None if value.under is None else settled(value.under)
                over, scale = settled(value.over), value.scale
            else:
                over, scale, under = settled(value), 1, None
            silent = self.c.is_silent(states)
            outputs.append(ops.Output(name, type, shown, over, scale, under, states.missing, silent))
        refers = self.b.either(*map(settled, faults))
        told = () if causes is None else causes.of(faults)
        found = ops.Program(
            tuple(self.b.ops),
            tuple(self.b.bounds),
            tuple(self.slots.slots),
            tuple(self.words.texts),
            tuple(outputs),
            refers,
            self._made_groups(),
            self.origins(),
            told,
        )
        return pruned(found)

    def _says_texts(self, index: int) -> bool:
        """Whether a step may be a text of the record itself, which no word of the program is."""
        cell = self.cells[index]
        return isinstance(cell.value, int) and self.b.bounds[cell.value][0] < 0

    def _made_groups(self) -> tuple[ops.Group, ...]:
        """The programs of members; their results are the totals."""
        found: list[ops.Group] = []
        for collection, (member, totals) in self.groups.items():
            inner = ops.Program(
                tuple(member.b.ops),
                tuple(member.b.bounds),
                tuple(member.slots.slots),
                (),
                (),
                member.b.no,
                member._made_groups(),
                member.origins(),
            )
            found.append(ops.Group(collection, inner, tuple(totals)))
        return tuple(found)

    # One rule per kind of step

    def _cell(self, index: int, step: ir.Step) -> Cell:
        match step:
            case ir.Constant(value):
                return Cell(self._constant(value, self.plan.types[index]), self.c.known)
            case ir.Answer(field):
                return self.slots.answer(field)
            case ir.Applies(field):
                return self.slots.applies(field)
            case ir.IsStated(node):
                return Cell(self.slots.is_given(node), self.c.known)
            case ir.Stated(node, weight, otherwise):
                silent = Cell(self.r.constant(Fraction(0)), States(self.b.no, self.b.yes, self.b.no))
                computed = silent if otherwise is None else self.cells[otherwise]
                return self.slots.stated(node, self.cells[weight], computed)
            case ir.Operation():
                return self._operation(step)
            case ir.Rounded(arg, places, mode):
                cell = self.cells[arg]
                return Cell(self.r.rounded(ratio(cell), places, mode), cell.states)
            case ir.Logarithm(arg, base, places, mode):
                cell = self.cells[arg]
                return Cell(self._log(ratio(cell), self.r.constant(base), places, mode), cell.states)
            case ir.Reached():
                return self._reached(step)
            case ir.Table():
                return self._table(step, self.plan.types[index])
            case ir.Held(items, weights):
                return self._held([self.cells[item] for item in items], weights)
            case ir.Choose(branches, otherwise):
                found = self.cells[otherwise]
                for condition, value in reversed(branches):
                    found = self.c.read(
                        self.cells[condition], self.cells[value], found, self.plan.types[index]
                    )
                return found
            case ir.Decide():
                return self._decide(step)
            case ir.Among(arg, values):
                return self._among(self.cells[arg], values, self.plan.types[arg])
            case ir.IsMissing(arg):
                states = self.cells[arg].states
                missing = self.c.is_missing(states)
                return Cell(missing, States(states.fault, self.b.no, self.b.no))
            case ir.IsApplicable(arg):
                states = self.cells[arg].states
                applies = self.b.negate(states.not_applicable)
                return Cell(applies, States(states.fault, states.missing, self.b.no))
            case ir.Share(at, weights, applicable):
                return self._share(at, [self.cells[w] for w in weights], [self.cells[a] for a in applicable])
            case ir.Mean(values, weights, tops, top):
                return self._mean(
                    [self.cells[v] for v in values], [self.cells[w] for w in weights], tops, top
                )
            case ir.Aggregate():
                children, shared = self._each(step.values), self._each(step.weights)
                parts, states, counted = self._parts(children, shared, step.tops)
                return Cell(aggregated(step, self.c, parts, [ratio(w) for w in shared], counted), states)
            case ir.OnlyIf(applicable, value):
                silent = Cell(self.cells[value].value, States(self.b.no, self.b.no, self.b.yes))
                return self.c.read(self.cells[applicable], self.cells[value], silent, self.plan.types[index])
            case ir.AtMost(code, limit, order):
                return self._limited(code, limit, order[order.index(limit) + 1 :])
            case ir.AtLeast(code, limit, order):
                return self._limited(code, limit, order[: order.index(limit)])
            case ir.All(args):
                cells = [self.cells[arg] for arg in args]
                return Cell(self.b.both(*map(truth, cells)), self.c.all_of(cell.states for cell in cells))
            case ir.Quantified():
                return self._quantified(step)
            case ir.Fold():
                try:
                    return folded(self, step)
                except UnfoldedError as unfolded:
                    raise UnloweredError(str(unfolded)) from None
            case _:
                assert_never(step)

    def _each(self, steps: Sequence[int]) -> list[Cell]:
        return [self.cells[step] for step in steps]

    def _constant(self, value: Value, type: Type) -> Held:
        match value:
            case bool():
                return self.b.truth(value)
            case Fraction():
                return self.r.constant(value)
            case str():
                return self._word(value)
            case date():
                return self.b.whole(value.toordinal())
            case frozenset():
                return self.b.whole(sum(1 << type.codes.index(code) for code in value))
            case _:
                assert_never(value)

    def _strict(self, cells: Sequence[Cell], value: Held) -> Cell:
        return Cell(value, self.c.all_of(cell.states for cell in cells))

    def _operation(self, step: ir.Operation) -> Cell:
        cells = [self.cells[arg] for arg in step.args]
        b, r = self.b, self.r
        match step.op:
            case "and" | "or":
                found = Cell(b.truth(step.op == "and"), self.c.known)
                for cell in reversed(cells):
                    on, off = (found, Cell(b.no, self.c.known))
                    if step.op == "or":
                        on, off = Cell(b.yes, self.c.known), found
                    found = self.c.read(cell, on, off, TRUTH)
                return found
            case "streak":
                found = Cell(r.constant(Fraction(0)), self.c.known)
                for cell in reversed(cells):
                    longer = r.add((ratio(found), r.constant(Fraction(1))))
                    none = Cell(r.constant(Fraction(0)), self.c.known)
                    found = self.c.read(cell, Cell(longer, found.states), none, NUMBER)
                return found
            case "tally":
                held = [b.count(b.both(truth(c), b.negate(self.c.is_silent(c.states)))) for c in cells]
                open_ = [States(c.states.fault, c.states.missing, b.no) for c in cells]
                return Cell(r.scaled(b.add(*held), 1), self.c.all_of(open_))
            case "not":
                return self._strict(cells, b.negate(truth(cells[0])))
            case "has":
                return self._strict(cells, self._has(step.args, cells))
            case "size":
                bits = len(self.plan.types[step.args[0]].codes)
                return self._strict(cells, r.scaled(b.size(handle_of(cells[0]), bits), 1))
            case "eq" | "ne":
                same = self._same(cells[0].value, cells[1].value, step.args)
                return self._strict(cells, same if step.op == "eq" else b.negate(same))
            case "lt" | "le" | "gt" | "ge":
                left, right = cells if step.op in ("lt", "le") else reversed(cells)
                or_equal = step.op in ("le", "ge")
                if isinstance(left.value, Ratio):
                    return self._strict(cells, r.less(left.value, ratio(right), or_equal))
                return self._strict(cells, b.less(left.value, handle_of(right), or_equal))
            case "add":
                return self._strict(cells, r.add([ratio(cell) for cell in cells]))
            case "sub":
                return self._strict(cells, r.add((ratio(cells[0]), r.negate(ratio(cells[1])))))
            case "mul":
                product = ratio(cells[0])
                for cell in cells[1:]:
                    product = r.multiply(product, ratio(cell))
                return self._strict(cells, product)
            case "div":
                quotient, zero = r.divide(ratio(cells[0]), ratio(cells[1]))
                states = self.c.all_of(cell.states for cell in cells)
                known = self.c.has_value(states)
                fault = b.either(states.fault, b.fault("division-by-zero", b.both(known, zero)))
                return Cell(quotient, States(fault, states.missing, states.not_applicable))
            case "neg":
                return self._strict(cells, r.negate(ratio(cells[0])))
            case "abs":
                return self._strict(cells, r.absolute(ratio(cells[0])))
            case "min" | "max":
                found_ = ratio(cells[0])
                for cell in cells[1:]:
                    found_ = (r.lowest if step.op == "min" else r.highest)(found_, ratio(cell))
                return self._strict(cells, found_)
            case "median":
                ordered = in_order(self.c, [ratio(cell) for cell in cells])
                return self._strict(cells, middle(self.c, ordered))
            case _:
                assert_never(step.op)

    def _same(self, left: Held, right: Held, args: tuple[int, ...]) -> int:
        if isinstance(left, Ratio):
            assert isinstance(right, Ratio)
            return self.r.equal(left, right)
        assert isinstance(right, int)
        one, two = (self.plan.types[arg] for arg in args)
        if one.kind == "set" and one.codes != two.codes:
            raise UnloweredError("set")
        settled = self.b.constant(left) is not None or self.b.constant(right) is not None
        unnamed = self.slots.has_texts and not self.slots.said.texts
        if one.kind in ("text", "code") and unnamed and not settled:
            raise UnloweredError("text")
        return self.b.equal(left, right)

    def _has(self, args: tuple[int, ...], cells: Sequence[Cell]) -> int:
        holder, code = handle_of(cells[0]), handle_of(cells[1])
        type = self.plan.types[args[0]]
        if type.kind != "set":
            return self.b.equal(holder, code)
        bits = {self.words.at(name): bit for bit, name in enumerate(type.codes)}
        return self.b.either(
            *(
                self.b.both(self.b.equal(code, self.b.whole(word)), self._bit(holder, bit))
                for word, bit in bits.items()
            )
        )

    def _bit(self, holder: int, bit: int) -> int:
        """Whether a set holds a code."""
        value = self.b.constant(holder)
        if value is not None:
            return self.b.truth(bool(value >> bit & 1))
        return self.b.put(ops.Bit(holder, bit), (0, 1))

    def _log(self, number: Ratio, base: Ratio, places: int, mode: Rounding) -> Ratio:
        under = self.b.times(number.under or self.b.yes, number.scale)
        base_under = self.b.times(base.under or self.b.yes, base.scale)
        # outside 1 … base nothing is asked; there the operation gives some number of its bounds
        op = ops.Log(number.over, under, base.over, base_under, places, mode)
        return self.r.scaled(self.b.root(op, 10**places), 10**places)

    def _reached(self, step: ir.Reached) -> Cell:
        cells = [self.cells[each] for each in (step.arg, step.start, step.end)]
        number, start, end = (ratio(cell) for cell in cells)
        b, r = self.b, self.r
        low, high = r.lowest(start, end), r.highest(start, end)
        held = r.lowest(r.highest(number, low), high)
        bad, low_end = r.equal(start, end), b.no
        if step.places is not None:
            low_end = b.both(b.negate(bad), r.less(low, r.constant(Fraction(0)), or_equal=True))
            one, two = r.divide(held, start)[0], r.divide(end, start)[0]
            share = self._log(one, two, step.places, step.mode)
        else:
            way, _ = r.divide(r.add((held, r.negate(start))), r.add((end, r.negate(start))))
            share = r.over(b.pick(bad, b.no, way.over), way.scale, way.under, Fraction(0), Fraction(1))
        states = self.c.all_of(cell.states for cell in cells)
        known = self.c.has_value(states)
        equal = b.fault("goalposts-equal", b.both(known, bad))
        lowest = b.fault("goalpost-without-logarithm", b.both(known, low_end))
        fault = b.either(states.fault, equal, lowest)
        return Cell(share, States(fault, states.missing, states.not_applicable))

    # Tables

    def _table(self, step: ir.Table, type: Type) -> Cell:
        arg = self.cells[step.arg]
        values = [row.value for row in step.rows]
        row, without = self._row_of(arg, [row.key for row in step.rows])
        known = self.c.has_value(arg.states)
        lost = self.b.both(known, without)
        states = arg.states
        if step.what == "attribute":
            states = States(states.fault, states.missing, self.b.either(states.not_applicable, lost))
        else:
            lost = self.b.fault("no-row", lost)
            states = States(self.b.either(states.fault, lost), states.missing, states.not_applicable)
        return Cell(self._value_of(row, values, type), states)

    def _value_of(self, row: int, values: Sequence[Value], type: Type) -> Held:
        """The value of a row by its number (the last one's where there is none)."""
        cuts = tuple(range(1, len(values)))
        if not values:
            return self.r.constant(Fraction(0)) if type.kind in ("number", "share") else self.b.no
        if isinstance(values[0], Fraction):
            numbers = [value for value in values if isinstance(value, Fraction)]
            scale = lcm(*(number.denominator for number in numbers))
            found = self.b.lookup(row, cuts, tuple(int(number * scale) for number in numbers))
            return self.r.scaled(found, scale)
        handles = [self._constant(value, type) for value in values]
        constants = tuple(self.b.constant(handle(each)) or 0 for each in handles)
        if isinstance(values[0], bool):
            return self.b.truth_of(row, cuts, tuple(map(bool, constants)))
        return self.b.lookup(row, cuts, constants)

    def _row_of(self, arg: Cell, keys: Sequence[Interval | frozenset[str]]) -> tuple[int, int]:
        """The number of the first row that takes a value, and whether none does."""
        b = self.b
        if isinstance(arg.value, Ratio) and arg.value.under is None:
            at, low, high = arg.value.over, *b.bounds[arg.value.over]
            ends = [_ends(key, arg.value.scale, low, high) for key in keys if isinstance(key, Interval)]
            cuts = sorted({end for a, z in ends for end in (a, z + 1) if low < end <= high})
            starts = [low, *cuts]
            found = [next((n for n, (a, z) in enumerate(ends) if a <= s <= z), len(keys)) for s in starts]
            row = b.lookup(at, tuple(cuts), tuple(found))
        elif isinstance(arg.value, Ratio):
            row = b.whole(len(keys))
            for number in range(len(keys) - 1, -1, -1):
                key = keys[number]
                assert isinstance(key, Interval)
                row = b.pick(self._inside(arg.value, key), b.whole(number), row)
        else:
            to: dict[int, int] = {}
            for number, key in enumerate(keys):
                for code in key if isinstance(key, frozenset) else ():
                    to.setdefault(self.words.at(code), number)
            row = b.mapped(arg.value, to, len(keys))
        return row, b.equal(row, b.whole(len(keys)))

    def _inside(self, number: Ratio, interval: Interval) -> int:
        sides: list[int] = []
        if interval.low is not None:
            low = self.r.constant(interval.low)
            sides.append(self.r.less(low, number, or_equal=not interval.low_open))
        if interval.high is not None:
            high = self.r.constant(interval.high)
            sides.append(self.r.less(number, high, or_equal=not interval.high_open))
        return self.b.both(*sides)

    def _among(self, cell: Cell, values: Sequence[Value], type: Type) -> Cell:
        hits: list[int] = []
        for value in values:
            constant = self._constant(value, type)
            if isinstance(cell.value, Ratio):
                assert isinstance(constant, Ratio)
                hits.append(self.r.equal(cell.value, constant))
            else:
                hits.append(self.b.equal(cell.value, handle(constant)))
        return Cell(self.b.either(*hits), cell.states)

    def _limited(self, code: int, limit: str, beyond: Sequence[str]) -> Cell:
        cell = self.cells[code]
        handle = handle_of(cell)
        over = self.b.either(*(self.b.equal(handle, self._word(each)) for each in beyond))
        return Cell(self.b.pick(over, self._word(limit), handle), cell.states)

    def _word(self, text: str) -> int:
        return self.b.whole(self.words.at(text))

    def _decide(self, step: ir.Decide) -> Cell:
        b = self.b
        cells = [self.cells[arg] for arg in step.args]
        takes: dict[tuple[int, Test], tuple[int, States]] = {}
        for row in step.rows:
            for column, test in enumerate(row.tests):
                if test is not None and (column, test) not in takes:
                    takes[column, test] = self._takes(
                        cells[column], test, step.absent[column], step.args[column]
                    )
        last = step.otherwise
        code = self._word(last.code) if last is not None else b.no
        states = self.c.known if last is not None else States(b.fault("no-row", b.yes), b.no, b.no)
        waits: list[States] = []
        holding: list[tuple[int, Case, States, int]] = []
        for row in step.rows:
            asked = [takes[column, test] for column, test in enumerate(row.tests) if test is not None]
            out = b.either(*(no for no, _ in asked))
            wait = self.c.where(b.negate(out), self.c.all_of(states_ for _, states_ in asked))
            waiting = b.either(wait.fault, wait.missing, wait.not_applicable)
            holding.append((b.both(b.negate(out), b.negate(waiting)), row, wait, waiting))
            waits.append(wait)
        if step.first:
            for holds, row, wait, waiting in reversed(holding):
                code = b.pick(holds, self._word(row.code), code)
                below = self.c.where(b.negate(b.either(holds, waiting)), states)
                states = self.c.all_of((wait, below))
            return Cell(code, states)
        any_waits = self.c.all_of(waits)
        open_ = b.either(any_waits.fault, any_waits.missing, any_waits.not_applicable)
        states = self.c.all_of((any_waits, self.c.where(b.negate(open_), states)))
        for holds, row, _, _ in reversed(holding):
            code = b.pick(holds, self._word(row.code), code)
            states = self.c.where(b.negate(holds), states)
        return Cell(code, states)

    def _takes(self, cell: Cell, test: Test, absent: bool, step: int) -> tuple[int, States]:
        """Whether a column rules its row out, and what it waits for otherwise."""
        b = self.b
        hits: list[int] = []
        if isinstance(cell.value, Ratio):
            hits += [self._inside(cell.value, interval) for interval in test.intervals]
        if test.values:
            hits.append(truth(self._among(cell, tuple(test.values), self.plan.types[step])))
        states = cell.states
        known = self.c.has_value(states)
        out = b.both(known, b.negate(b.either(*hits)))
        if absent:
            missing = self.c.is_missing(states)
            if not test.missing:
                out = b.either(out, missing)
            states = States(states.fault, b.no, b.both(states.not_applicable, b.negate(states.missing)))
        return out, states

    # Scores

    def _held(self, items: Sequence[Cell], weights: Sequence[Fraction]) -> Cell:
        b = self.b
        scale = lcm(*(weight.denominator for weight in weights))
        whole = [int(weight * scale) for weight in weights]
        applies = [b.negate(item.states.not_applicable) for item in items]
        total = b.linear(0, ((w, b.count(a)) for w, a in zip(whole, applies, strict=True)))
        holding = b.linear(
            0,
            ((w, b.count(b.both(truth(i), a))) for w, i, a in zip(whole, items, applies, strict=True)),
        )
        none = b.equal(total, b.no)
        under = b.most(total, b.yes)
        share = self.r.over(b.pick(none, b.no, holding), 1, under, Fraction(0), Fraction(1))
        open_ = self.c.all_of(States(i.states.fault, i.states.missing, b.no) for i in items)
        return Cell(share, States(open_.fault, open_.missing, none))

    def _share(self, at: int, weights: Sequence[Cell], applicable: Sequence[Cell]) -> Cell:
        b = self.b
        amounts = [ratio(cell) for cell in weights]
        if any(amount.under is not None for amount in amounts):
            raise UnloweredError("weights")
        scale = lcm(*(amount.scale for amount in amounts))
        wholes = [self.r.to_scale(amount, scale) for amount in amounts]
        parts: list[int] = []
        open_: list[States] = []
        for whole, weight, applies in zip(wholes, weights, applicable, strict=True):
            nothing = b.both(self.c.has_value(weight.states), b.equal(whole, b.no))
            out = b.either(nothing, b.both(self.c.has_value(applies.states), b.negate(truth(applies))))
            parts.append(b.pick(truth(applies), whole, b.no))
            open_.append(self.c.where(b.negate(out), self.c.all_of((weight.states, applies.states))))
        total = b.add(*parts)
        under = b.most(total, b.yes)
        share = self.r.over(parts[at], 1, under, Fraction(0), Fraction(1))
        own, applies = weights[at], applicable[at]
        zero = b.both(self.c.has_value(own.states), b.equal(wholes[at], b.no))
        off = b.both(self.c.has_value(applies.states), b.negate(truth(applies)))
        # its own silence comes first, each by itself; then that of any other that takes part
        first = self.c.where(b.negate(zero), applies.states)
        unknown = b.either(first.fault, first.missing, first.not_applicable)
        settled = b.either(zero, off)
        rest = self.c.where(b.negate(b.either(settled, unknown)), self.c.all_of((own.states, *open_)))
        return Cell(share, self.c.all_of((first, rest)))

    def _mean(
        self, values: Sequence[Cell], weights: Sequence[Cell], tops: Sequence[Fraction], top: Fraction
    ) -> Cell:
        shares, states, _ = self._parts(values, weights, tops)
        terms = [self.r.multiply(ratio(weight), share) for weight, share in zip(weights, shares, strict=True)]
        mean = self.r.multiply(self.r.add(terms), self.r.constant(top))
        if mean.under is not None:  # weights that add up to 1, or nothing at all
            low = min(Fraction(0), *(share.low for share in shares)) * top
            high = max(Fraction(0), *(share.high for share in shares)) * top
            mean = self.r.over(mean.over, mean.scale, mean.under, low, high)
        return Cell(mean, states)

    def _parts(
        self, values: Sequence[Cell], weights: Sequence[Cell], tops: Sequence[Fraction]
    ) -> tuple[list[Ratio], States, list[int]]:
        """The shares of the children, what stands in the way of having them, and which ones count."""
        b = self.b
        shares: list[Ratio] = []
        states: list[States] = []
        counted: list[int] = []
        for value, weight, top in zip(values, weights, tops, strict=True):
            shares.append(self.r.multiply(ratio(value), self.r.constant(1 / top)))
            nothing = b.both(self.c.has_value(weight.states), b.equal(ratio(weight).over, b.no))
            counts = b.negate(nothing)
            counted.append(counts)
            states.append(self.c.where(counts, self.c.all_of((weight.states, value.states))))
        none = States(b.no, b.no, b.negate(b.either(*counted)))
        return shares, self.c.all_of((*states, none)), counted

    def _quantified(self, step: ir.Quantified) -> Cell:
        b = self.b
        every = step.kind == "every"
        truths: list[int] = []
        states: list[States] = []
        for count, hold in zip(step.counts, step.holds, strict=True):
            counts, holds = self.cells[count], self.cells[hold]
            known = self.c.has_value(counts.states)
            read = b.both(known, truth(counts))
            states.append(self.c.all_of((counts.states, self.c.where(read, holds.states))))
            fails = b.both(read, b.negate(truth(holds)) if every else truth(holds))
            truths.append(fails)
        hit = b.either(*truths)
        return Cell(b.negate(hit) if every else hit, self.c.all_of(states))


def _itself(handle: int) -> int:
    return handle


def _ends(interval: Interval, scale: int, low: int, high: int) -> tuple[int, int]:
    """The first and the last whole number over a scale that an interval takes."""
    first, last = low, high
    if interval.low is not None:
        end = interval.low * scale
        first = floor(end) + 1 if interval.low_open else ceil(end)
    if interval.high is not None:
        end = interval.high * scale
        last = ceil(end) - 1 if interval.high_open else floor(end)
    return first, last


def ratio(cell: Cell) -> Ratio:
    """The cell's number."""
    assert isinstance(cell.value, Ratio)
    return cell.value


def truth(cell: Cell) -> int:
    """The cell's truth."""
    return handle_of(cell)


def handle_of(cell: Cell) -> int:
    """The operation behind a cell that is no number."""
    return handle(cell.value)


def handle(value: Held) -> int:
    """The operation behind a value that is no number."""
    assert isinstance(value, int)
    return value
