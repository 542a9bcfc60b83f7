"""What a step of a plan becomes: its value and the states in which it has none, as operations of a program.

A step is a fault before it is missing before it is not applicable (as `engine.run.first_of` has it), so that
several of these truths may hold at once and the first one counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.build import Builder
from rubrikdsl.program.ratios import Ratio
from rubrikdsl.program.ratios import Ratios
from rubrikdsl.semantics.terms import Type

Held = Union[int, Ratio]
"""A number as a ratio; a truth, code, set or date as the handle of an operation."""


@dataclass(frozen=True, slots=True)
class States:
    """Truths: there is no value because of a fault, because it is missing, because it does not apply."""

    fault: int
    missing: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A step's value, any within its bounds where a state holds."""

    value: Held
    states: States


class Cells:
    """What happens to states and values together."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder
        self.ratios = Ratios(builder)
        self.known = States(builder.no, builder.no, builder.no)

    def has_value(self, states: States) -> int:
        """Whether there is a value."""
        return self.b.negate(self.b.either(states.fault, states.missing, states.not_applicable))

    def is_missing(self, states: States) -> int:
        """Whether it is missing (a fault comes first)."""
        return self.b.both(states.missing, self.b.negate(states.fault))

    def is_silent(self, states: States) -> int:
        """Whether it is not applicable (a fault and what is missing come first)."""
        return self.b.both(states.not_applicable, self.b.negate(self.b.either(states.fault, states.missing)))

    def all_of(self, states: Iterable[States]) -> States:
        """What several together come to."""
        each = tuple(states)
        return States(
            self.b.either(*(one.fault for one in each)),
            self.b.either(*(one.missing for one in each)),
            self.b.either(*(one.not_applicable for one in each)),
        )

    def where(self, condition: int, states: States) -> States:
        """The states as far as a truth holds."""
        return States(
            self.b.both(condition, states.fault),
            self.b.both(condition, states.missing),
            self.b.both(condition, states.not_applicable),
        )

    def pick(self, condition: int, then: Held, otherwise: Held, type: Type) -> Held:
        """One value or the other, of a type: a settled truth and a code may be the same whole number."""
        if isinstance(then, Ratio) and isinstance(otherwise, Ratio):
            return self.ratios.pick(condition, then, otherwise)
        assert isinstance(then, int) and isinstance(otherwise, int)
        if type.kind == "truth":
            return self.b.choose(condition, then, otherwise)
        return self.b.pick(condition, then, otherwise)

    def read(self, condition: Cell, then: Cell, otherwise: Cell, type: Type) -> Cell:
        """What a condition leads to; without a value of its own it leads nowhere."""
        assert isinstance(condition.value, int)
        known, holds = self.has_value(condition.states), condition.value
        taken = self.where(self.b.both(known, holds), then.states)
        left = self.where(self.b.both(known, self.b.negate(holds)), otherwise.states)
        value = self.pick(holds, then.value, otherwise.value, type)
        return Cell(value, self.all_of((condition.states, taken, left)))
