"""What a program takes in: a slot a field that is read, and one a node that may be given."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from math import lcm
from typing import Final
from typing import Literal

from rubrikdsl.engine.given import reach
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.build import Builder
from rubrikdsl.program.cells import Cell
from rubrikdsl.program.cells import Cells
from rubrikdsl.program.cells import Held
from rubrikdsl.program.cells import States
from rubrikdsl.program.ratios import Ratio
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import SHARE
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field

Reading = Literal["value", "share", "points"]
"""How a number given for a node is meant (see `engine.given`)."""

VALUE: Final[Reading] = "value"

OPEN: Final = 10**9
"""How far a number without an end of its own may go in a program."""

FINE: Final = 6
"""Decimals that a number without a grid of its own may have in a program."""

FIRST_TEXT: Final = 2**30
"""The number of the first text that is no word of the program."""

LAST_DAY: Final = 3_652_059
"""31 December 9999 as an ordinal."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a record may say: answers to these fields, and these nodes by this reading.

    `always`: it says all of it. Whatever else there is, is missing. `certain` are fields that have a value in
    every record, `stated` nodes that are given in every record. `texts`: every text that is no word of the
    program has a number of its own, from `FIRST_TEXT` on (else all of them have one in common).
    """

    fields: frozenset[int]
    nodes: Mapping[int, Reading]
    always: bool
    members: Mapping[int, Said] = field(default_factory=dict)
    """What the members of a collection may say, for each that a record may have."""
    certain: frozenset[int] = frozenset()
    stated: frozenset[int] = frozenset()
    texts: bool = False


def anything(plan: ir.Plan) -> Said:
    """Any answers, and the values of nodes that can only be given."""
    nodes = {node.index: VALUE for node in plan.nodes if node.kind == "given"}
    members = {at: anything(collection.plan) for at, collection in enumerate(plan.collections)}
    return Said(frozenset(range(len(plan.fields))), nodes, always=False, members=members)


class Words:
    """The codes and texts of a program, each by its number; those of fields have the same in all programs."""

    def __init__(self, plan: ir.Plan) -> None:
        self.texts: dict[str, int] = {}
        plans = [plan]
        for one in plans:
            for asked in one.fields:
                for choice in asked.domain.choices:
                    self.at(choice.code)
            plans += (collection.plan for collection in one.collections)

    def at(self, text: str) -> int:
        """The number of a text."""
        return self.texts.setdefault(text, len(self.texts))


class Slots:
    """The slots of a plan's program, made where a step first asks for one."""

    def __init__(self, plan: ir.Plan, b: Builder, c: Cells, words: Words, said: Said) -> None:
        self.plan, self.b, self.c, self.words, self.said = plan, b, c, words, said
        self.slots: list[ops.Slot] = []
        self.has_texts = False
        self._answers: dict[int, tuple[Cell, int]] = {}
        self._nodes: dict[int, int] = {}
        self._members: dict[int, int] = {}

    def answer(self, index: int) -> Cell:
        """The answer to a field, its default where there is one."""
        field = self.plan.fields[index]
        cell, missing = self._field(index)
        if field.default is None:
            return cell
        stated = self.b.either(*(self.is_given(node) for node in self._above(field)))
        value = self.c.pick(missing, self.constant(field.default, field), cell.value, field.domain.type)
        states = cell.states
        return Cell(value, States(states.fault, self.b.both(missing, stated), states.not_applicable))

    def applies(self, index: int) -> Cell:
        """Whether a leaf's answer lets it count."""
        field = self.plan.fields[index]
        if not field.not_applicable:
            return Cell(self.b.yes, self.c.known)
        states = self.answer(index).states
        return Cell(self.b.negate(self.c.is_silent(states)), States(states.fault, states.missing, self.b.no))

    def is_given(self, node: int) -> int:
        """Whether the record states a node."""
        if node not in self.said.nodes:
            return self.b.no
        return self.b.negate(self._missing(self._node(node)))

    def stated(self, index: int, weight: Cell, computed: Cell) -> Cell:
        """A node's given value on its own scale, else what is computed (`engine.given` has the meaning)."""
        given = self.is_given(index)
        if given == self.b.no:
            return computed
        number, states = self._given(index, weight)
        left = self.c.where(self.b.negate(given), computed.states)
        value = self.c.pick(given, number, computed.value, NUMBER)
        return Cell(value, self.c.all_of((self.c.where(given, states), left)))

    def misstated(self, index: int, weight: Cell) -> int:
        """Whether a node is given as it cannot be, read by a result or not."""
        given = self.is_given(index)
        return given if given == self.b.no else self.b.both(given, self._given(index, weight)[1].fault)

    def _given(self, index: int, weight: Cell) -> tuple[Ratio, States]:
        """The number given for a node, on the node's own scale."""
        at, node = self._node(index), self.plan.nodes[index]
        slot = self.slots[at]
        number = self.c.ratios.scaled(self.b.put(ops.Input(at), (slot.low, slot.high)), slot.scale)
        known = self.c.known
        if self.said.nodes[index] == "share":
            number = self.c.ratios.multiply(number, self.c.ratios.constant(node.scale.top))
        elif self.said.nodes[index] == "points":
            number, known = self._of_points(number, node, weight)
        low, high = (self.c.ratios.constant(end) for end in reach(self.plan, node))
        below = self.c.ratios.less(number, low)
        outside = self.b.either(below, self.c.ratios.less(high, number))
        value = self.c.has_value(known)
        faults = [known.fault, self.b.fault("given-outside-scale", self.b.both(value, outside))]
        if node.places is not None and self.said.nodes[index] == "points":
            whole = self.c.ratios.rounded(number, node.places, "down")
            between = self.b.both(value, *map(self.b.negate, (outside, self.c.ratios.equal(number, whole))))
            faults.append(self.b.fault("given-not-rounded", between))
            number = whole
        return number, States(self.b.either(*faults), known.missing, known.not_applicable)

    def _of_points(self, points: Ratio, node: ir.Node, weight: Cell) -> tuple[Ratio, States]:
        """Points of the whole as a value of the node: ÷ its weight in the whole."""
        assert isinstance(weight.value, Ratio)
        top = self.plan.nodes[0].scale.top
        most = self.c.ratios.multiply(weight.value, self.c.ratios.constant(top / node.scale.top))
        value, zero = self.c.ratios.divide(points, most)
        states = weight.states
        zero = self.b.fault("points-without-weight", self.b.both(self.c.has_value(states), zero))
        fault = self.b.either(states.fault, zero)
        return value, States(fault, states.missing, states.not_applicable)

    def without_members(self, collection: int) -> int:
        """Whether the record says nothing of a collection."""
        if collection not in self.said.members:
            return self.b.yes
        if self.said.always:
            return self.b.no
        if collection not in self._members:
            self._members[collection] = len(self.slots)
            name = self.plan.collections[collection].name
            self.slots.append(
                ops.Slot("members", collection, (name,), NUMBER, 1, 0, 1, 1, (), True, False, False)
            )
        return self._missing(self._members[collection])

    def constant(self, value: Value, field: Field) -> Held:
        """A default."""
        match value:
            case bool():
                return self.b.truth(value)
            case Fraction():
                return self.c.ratios.constant(value)
            case str():
                return self.b.whole(self.words.at(value))
            case frozenset():
                return self.b.whole(sum(1 << field.domain.type.codes.index(code) for code in value))
            case _:
                return self.b.whole(value.toordinal())

    def _above(self, field: Field) -> list[int]:
        found: list[int] = []
        at = field.owner
        while at is not None:
            found.append(at)
            at = self.plan.nodes[at].parent
        return found

    def _field(self, index: int) -> tuple[Cell, int]:
        """What the record itself says to a field, and the truth that it says nothing."""
        if index in self._answers:
            return self._answers[index]
        field = self.plan.fields[index]
        slot = self._slot(field)
        if index not in self.said.fields:
            found = Cell(self._any(slot), States(self.b.no, self.b.yes, self.b.no)), self.b.yes
            self._answers[index] = found
            return found
        at = len(self.slots)
        self.slots.append(slot)
        missing = self._missing(at)
        silent = self.b.put(ops.Is(at, "not-applicable"), (0, 1)) if slot.not_applicable else self.b.no
        value: Held
        if field.domain.type.kind == "truth":
            value = self.b.put(ops.Is(at, "yes"), (0, 1))
        else:
            value = self.b.put(ops.Input(at), (slot.low, slot.high))
            if field.domain.type.kind in ("number", "share"):
                value = self.c.ratios.scaled(value, slot.scale)
        found = Cell(value, States(self.b.no, missing, silent)), missing
        self._answers[index] = found
        return found

    def _missing(self, slot: int) -> int:
        if not self.slots[slot].missing:
            return self.b.no
        return self.b.put(ops.Is(slot, "missing"), (0, 1))

    def _may_be_silent(self, field: Field) -> tuple[bool, bool]:
        """Whether an answer may be missing, and whether it may be not applicable."""
        certain = field.index in self.said.certain
        return not (certain or self.said.always), field.not_applicable and not certain

    def _any(self, slot: ops.Slot) -> Held:
        """What stands where nothing is said."""
        if slot.type.kind in ("number", "share"):
            return self.c.ratios.constant(Fraction(slot.low, slot.scale))
        return self.b.whole(slot.low)

    def _slot(self, field: Field) -> ops.Slot:
        domain = field.domain
        missing, silent = self._may_be_silent(field)
        scale, step, open_ = 1, 1, False
        codes: tuple[str, ...] = ()
        match domain.type.kind:
            case "number" | "share":
                return self._numbers(field, domain)
            case "truth":
                low, high = 0, 1
            case "code" if domain.choices:
                codes = tuple(choice.code for choice in domain.choices)
                at = [self.words.at(code) for code in codes]
                low, high = min(at), max(at)
            case "set":
                codes = tuple(choice.code for choice in domain.choices)
                low, high = 0, (1 << len(codes)) - 1
            case "date":
                low, high = 1, LAST_DAY
            case "text" | "code":  # whatever is no word of the rubric has one number for all
                self.has_texts = True
                low, high = -1, 2**31 - 1
        return ops.Slot(
            "field",
            field.index,
            field.path,
            domain.type,
            scale,
            low,
            high,
            step,
            codes,
            missing,
            silent,
            open_,
        )

    def _numbers(self, field: Field, domain: Domain) -> ops.Slot:
        ends = [end for end in (domain.low, domain.high, domain.step) if end is not None]
        scale = lcm(*(end.denominator for end in ends))
        if domain.step is None:
            scale = lcm(scale, 10**FINE)
        low = -OPEN * scale if domain.low is None else int(domain.low * scale)
        high = OPEN * scale if domain.high is None else int(domain.high * scale)
        step = 1 if domain.step is None else int(domain.step * scale)
        open_ = domain.low is None or domain.high is None or domain.step is None
        return ops.Slot(
            "field", field.index, field.path, domain.type, scale, low, high, step, (),
            *self._may_be_silent(field), open_,
        )  # fmt: skip

    def _node(self, index: int) -> int:
        if index in self._nodes:
            return self._nodes[index]
        node, reading = self.plan.nodes[index], self.said.nodes[index]
        low, high = reach(self.plan, node)
        unit = Fraction(1, 10 ** (FINE if node.places is None else node.places))
        open_ = node.places is None
        if reading == "share":
            low, high = low / node.scale.top, high / node.scale.top
            unit = Fraction(1, 10**FINE) if open_ else unit / node.scale.top
        elif reading == "points":
            low, high = Fraction(0), max(self.plan.nodes[0].scale.top, high)
            unit, open_ = Fraction(1, 10**FINE), True
        low = ceil(low / unit) * unit
        scale = lcm(unit.denominator, high.denominator)
        kind = SHARE if reading == "share" else self.plan.types[node.result]
        found = ops.Slot(
            "node", index, node.path, kind, scale, int(low * scale), int(high * scale),
            int(unit * scale), (), not (self.said.always or index in self.said.stated), False, open_,
        )  # fmt: skip
        self._nodes[index] = len(self.slots)
        self.slots.append(found)
        return self._nodes[index]


def slots_of(
    plan: ir.Plan, said: Said, words: Words | None = None
) -> tuple[dict[tuple[str, int], ops.Slot], dict[str, int]]:
    """The slot of everything that a record may say, by kind and index, and the numbers of words in them.

    Of members, `words` are those of the plan that collects them.
    """
    b, words = Builder(), words or Words(plan)
    slots = Slots(plan, b, Cells(b), words, said)
    for index in said.fields:
        slots.answer(index)
    for node in said.nodes:
        slots.is_given(node)
    return {(slot.kind, slot.index): slot for slot in slots.slots}, words.texts
