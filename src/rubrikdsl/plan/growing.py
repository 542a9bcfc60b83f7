"""The steps of a plan as they grow: equal steps of one clause are one step.

This knows nothing of rubrics; what is lowered into steps is said by the modules that use it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place

NO_CLAUSE = -1


class Growing:
    """Steps in the order in which they can be run, with their types, clauses and places."""

    def __init__(self) -> None:
        self.steps: list[ir.Step] = []
        self.types: list[model.Type] = []
        self.clause_of: list[int] = []
        self._known: dict[tuple[ir.Step, model.Type, int], int] = {}
        self._named: dict[tuple[str, int], int] = {}
        self._places: dict[int, Place] = {}

    def written_at(self, step: int, place: Place) -> None:
        """Remember where a step is written; the first place stays."""
        self._places.setdefault(step, place)

    def places(self) -> tuple[Place, ...]:
        """Where each step is written; `NOWHERE` for one that no text states."""
        return tuple(self._places.get(step, NOWHERE) for step in range(len(self.steps)))

    def emit(self, step: ir.Step, type: model.Type, clause: int) -> int:
        """The index of this step, new or known."""
        new = len(self.steps)
        index = self._known.setdefault((step, type, clause), new)
        if index == new:
            self.steps.append(step)
            self.types.append(type)
            self.clause_of.append(clause)
        return index

    def constant(self, value: Value, type: model.Type, clause: int) -> int:
        """A value."""
        return self.emit(ir.Constant(value), type, clause)

    def number(self, op: model.Operator, args: tuple[int, ...], clause: int) -> int:
        """An operator that gives a number."""
        return self.emit(ir.Operation(op, args), model.NUMBER, clause)

    def truth(self, op: model.Operator, args: tuple[int, ...], clause: int) -> int:
        """An operator that gives a truth."""
        return self.emit(ir.Operation(op, args), model.TRUTH, clause)

    def value_of(self, step: int) -> Value | None:
        """The value of a step that is a constant."""
        match self.steps[step]:
            case ir.Constant(value):
                return value
            case _:
                return None

    def number_of(self, step: int) -> Fraction | None:
        """The number of a step that is a constant one."""
        value = self.value_of(step)
        return value if isinstance(value, Fraction) else None

    def under(self, clause: int, step: int) -> int:
        """The same value read under this clause, where the step belongs to another one."""
        if clause == NO_CLAUSE or self.clause_of[step] == clause:
            return step
        return self.emit(ir.Choose((), step), self.types[step], clause)

    def once(self, part: str, index: int, build: Callable[[], int]) -> int:
        """The step of a part of the model, built when first asked for."""
        key = (part, index)
        step = self._named.get(key)
        if step is None:
            step = self._named[key] = build()
        return step

    def any_of(self, truths: list[int], clause: int) -> int:
        """Whether any of these holds, settled here where constants settle it."""
        if any(self.value_of(step) is True for step in truths):
            return self.constant(True, model.TRUTH, clause)
        open_ = tuple(step for step in truths if self.value_of(step) is None)
        if not open_:
            return self.constant(False, model.TRUTH, clause)
        return open_[0] if len(open_) == 1 else self.truth("or", open_, clause)
