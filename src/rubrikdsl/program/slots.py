"""What a program takes in: a slot a field that is read, and one a node that may be given."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Final

from rubrikdsl.engine.given import reach
from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.build import Builder
from rubrikdsl.program.cells import Cell
from rubrikdsl.program.cells import Cells
from rubrikdsl.program.cells import Held
from rubrikdsl.program.cells import States
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field

OPEN: Final = 10**9
"""How far a number without an end of its own may go in a program."""

FINE: Final = 6
"""Decimals that a number without a grid of its own may have in a program."""

LAST_DAY: Final = 3_652_059
"""31 December 9999 as an ordinal."""


class Words:
    """The codes and texts of a program, each by its number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def at(self, text: str) -> int:
        """The number of a text."""
        return self.texts.setdefault(text, len(self.texts))


class Slots:
    """The slots of a plan's program, made where a step first asks for one."""

    def __init__(
        self, plan: ir.Plan, b: Builder, c: Cells, words: Words, complete: bool, given: frozenset[int]
    ) -> None:
        self.plan, self.b, self.c, self.words = plan, b, c, words
        self.complete, self.given = complete, given
        self.slots: list[ops.Slot] = []
        self.has_texts = False
        self._answers: dict[int, tuple[Cell, int]] = {}
        self._nodes: dict[int, int] = {}

    def answer(self, index: int) -> Cell:
        """The answer to a field, its default where there is one."""
        field = self.plan.fields[index]
        cell, missing = self._field(index)
        if field.default is None:
            return cell
        stated = self.b.either(*(self.is_given(node) for node in self._above(field)))
        value = self.c.pick(missing, self.constant(field.default, field), cell.value)
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
        if node not in self.given:
            return self.b.no
        return self.b.negate(self.b.put(ops.Is(self._node(node), "missing"), (0, 1)))

    def stated(self, index: int, weight: Cell, computed: Cell) -> Cell:
        """A node's given value, else what is computed. `weight` matters to points alone, which are converted before."""
        given = self.is_given(index)
        if given == self.b.no:
            return computed
        slot = self._node(index)
        held = self.slots[slot]
        number = self.c.ratios.scaled(self.b.put(ops.Input(slot), (held.low, held.high)), held.scale)
        value = self.c.pick(given, number, computed.value)
        return Cell(value, self.c.where(self.b.negate(given), computed.states))

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
        at = len(self.slots)
        self.slots.append(slot)
        missing = self.b.put(ops.Is(at, "missing"), (0, 1)) if slot.missing else self.b.no
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

    def _slot(self, field: Field) -> ops.Slot:
        domain = field.domain
        missing, silent = not self.complete, field.not_applicable
        scale, step, open_ = 1, 1, False
        codes: tuple[str, ...] = ()
        match domain.type.kind:
            case "number" | "share":
                return self._numbers(field, domain)
            case "truth":
                low, high = 0, 1
            case "code":
                codes = tuple(choice.code for choice in domain.choices)
                at = [self.words.at(code) for code in codes]
                low, high = min(at), max(at)
            case "set":
                codes = tuple(choice.code for choice in domain.choices)
                low, high = 0, (1 << len(codes)) - 1
            case "date":
                low, high = 1, LAST_DAY
            case "text":
                self.has_texts = True
                low, high = -1, 2**31 - 1
        return ops.Slot(
            "field", field.index, field.path, domain.type, scale, low, high, step, codes, missing, silent, open_
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
            not self.complete, field.not_applicable, open_,
        )  # fmt: skip

    def _node(self, index: int) -> int:
        if index not in self._nodes:
            node = self.plan.nodes[index]
            low, high = reach(self.plan, node)
            places = FINE if node.places is None else node.places
            scale = lcm(10**places, low.denominator, high.denominator)
            step = 1 if node.places is None else scale // 10**places
            type = self.plan.types[node.result]
            self._nodes[index] = len(self.slots)
            self.slots.append(
                ops.Slot(
                    "node", index, node.path, type, scale, int(low * scale), int(high * scale), step, (),
                    True, False, node.places is None,
                )
            )  # fmt: skip
        return self._nodes[index]
