"""Records through the program of a rubric where nothing but their values is asked for.

Only records of which there is nothing to tell: sound, complete, without a default, and of a rubric whose
values would rest on no assumption. Every other is one for the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.results import settled
from rubrikdsl.plan.ir import Constant
from rubrikdsl.plan.ir import Operation
from rubrikdsl.plan.ir import Plan
from rubrikdsl.program.runners import Runners
from rubrikdsl.records.bind import Bound
from rubrikdsl.semantics.record import Record
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import scored
from rubrikdsl.workspace.shelf import Ready

FEW: Final = 100
"""Records that are scored before a program would be made."""


class Quickly:
    """What scores the records of one text. With `assumed`, results name the assumptions that they rest on."""

    def __init__(self, ready: Ready, choice: Choice, *, assumed: bool) -> None:
        self._ready, self._choice = ready, choice
        self._runners = None if _tells(ready.plan, assumed) else Runners(ready.plan)
        self._named = [named for named, _ in named_steps(ready.plan)]

    def __call__(self, bound: Bound) -> Row:
        """A record scored; its run is made when it is asked for."""
        if self._runners is None or bound.problems or _gives(self._ready.plan, bound.record):
            return scored(self._ready, bound, self._choice)
        values = self._runners(bound.record)
        if values is None:
            return scored(self._ready, bound, self._choice)
        found = tuple(settled(named, value) for named, value in zip(self._named, values, strict=True))
        return Row(bound, None, Result(bound.record.name, found, (), ()), self._ready, self._choice)


def _tells(plan: Plan, assumed: bool) -> bool:
    """Whether there may be more to tell of a sound and complete record than its values."""
    return any(
        each.assertions
        or any(field.default is not None for field in each.fields)
        or any(isinstance(step, Operation) and step.op == "streak" for step in each.steps)
        or (assumed and any(clause.assumed is not None for clause in each.clauses))
        for each in _plans(plan)
    )


def _plans(plan: Plan) -> Iterator[Plan]:
    """A plan and those of its members."""
    yield plan
    for collection in plan.collections:
        yield from _plans(collection.plan)


def _gives(plan: Plan, record: Record) -> bool:
    """Whether a node is given, here or in a member, that may turn out not to apply; a warning tells so."""
    if any(plan.steps[plan.nodes[node].applicable] != Constant(True) for node in record.given):
        return True
    return any(
        _gives(plan.collections[at].plan, member)
        for at, members in record.members.items()
        for member in members
    )
