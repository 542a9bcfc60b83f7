"""A plan beside a changed one: which values can differ, and what both make of a record.

Steps that both plans share are evaluated once. A value is worked out only where it is asked for, by the
reference interpreter's meaning of each step.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

from rubrikdsl.engine.interpret import evaluate
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import reads
from rubrikdsl.plan.steps import renamed
from rubrikdsl.semantics.record import Record

NONE: Final[Mapping[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """A value that results tell: its name in an example, and its steps in both plans."""

    text: str
    before: int
    after: int


class Pair:
    """Two plans of one rubric; `to` has for each step of the changed plan the same step of the other."""

    def __init__(self, plan: ir.Plan, changed: ir.Plan, equal: Mapping[int, int] = NONE) -> None:
        """`equal` are steps of the changed plan that are known to be what a step of the other is."""
        self.equal = equal
        self.plan = plan
        self.changed = changed
        self.members_alike = plan.collections == changed.collections
        self.same, self.to = self._aligned(plan, changed)
        self.near = self._aligned(_unweighed(plan), _unweighed(changed))[1]
        """As `to`, but for what a node is that is given in points."""
        self.told = tuple(
            Told(one[0], one[1], other[1])
            for one, other in zip_longest(named(plan), named(changed))
            if one is not None and other is not None
        )

    def _aligned(self, plan: ir.Plan, changed: ir.Plan) -> tuple[tuple[int, ...], tuple[int | None, ...]]:
        same: list[int] = []
        first: dict[tuple[ir.Step, str], int] = {}
        for index, step in enumerate(plan.steps):
            key = (renamed(step, same), plan.types[index].kind)
            same.append(first.setdefault(key, index))
        to: list[int | None] = []
        names: list[int] = []
        for index, step in enumerate(changed.steps):
            found = None
            shared = all(to[read] is not None for read in reads(step))
            if shared and (self.members_alike or not isinstance(step, ir.Fold)):
                found = first.get((renamed(step, names), changed.types[index].kind))
            found = same[self.equal[index]] if index in self.equal else found
            to.append(found)
            names.append(-1 if found is None else found)
        return tuple(same), tuple(to)

    @property
    def touched(self) -> tuple[Told, ...]:
        """The values that may differ, what is read first before what reads it."""
        found = [one for one in self.told if self.to[one.after] != self.same[one.before]]
        near = {one for one in found if self.near[one.after] != self.same[one.before]}
        return tuple(sorted(found, key=lambda one: (one not in near, one.before)))

    def both(self, record: Record, values: Sequence[Found] | None = None) -> Both:
        """What both plans make of a record; `values` are those of the plan, where they are known."""
        return Both(self, record, values)


class Both:
    """A record under both plans, worked out where it is asked for."""

    def __init__(self, pair: Pair, record: Record, values: Sequence[Found] | None = None) -> None:
        self.pair = pair
        self._values = values
        self._run = _empty(pair.plan, record)
        self._other = _empty(pair.changed, record)
        self._known: dict[int, Found] = {}
        self._changed: dict[int, Found] = {}

    def before(self, step: int) -> Found:
        """A value of the plan."""
        if self._values is not None:
            return self._values[step]
        if step not in self._known:
            self._known[step] = evaluate(self._run, self.pair.plan.steps[step], self._read)
        return self._known[step]

    def after(self, step: int) -> Found:
        """A value of the changed plan."""
        shared = self.pair.to[step]
        if shared is not None:
            return self.before(shared)
        if step not in self._changed:
            self._changed[step] = evaluate(self._other, self.pair.changed.steps[step], self._read_other)
        return self._changed[step]

    def _read(self, of: Run, step: int) -> Found:
        return self.before(step) if of is self._run else of.values[step]

    def _read_other(self, of: Run, step: int) -> Found:
        return self.after(step) if of is self._other else of.values[step]

    def differs(self, told: Told) -> bool:
        """Whether a value is known, and other with the change."""
        return not alike(self.before(told.before), self.after(told.after))


def _unweighed(plan: ir.Plan) -> ir.Plan:
    """The plan with nodes that do not ask for the weight by which given points are turned into a value."""
    steps = tuple(replace(step, weight=0) if isinstance(step, ir.Stated) else step for step in plan.steps)
    return replace(plan, steps=steps)


def alike(before: Found, after: Found) -> bool:
    """Whether two findings are the same to a reader; what cannot be scored is no difference to expect."""
    if isinstance(before, (Missing, Fault)):
        return True
    return before == after and type(before) is type(after)


def _empty(plan: ir.Plan, record: Record) -> Run:
    members = tuple(
        tuple(run(collection.plan, member) for member in record.members[index])
        if index in record.members
        else None
        for index, collection in enumerate(plan.collections)
    )
    return Run(plan, record, members, ())


def named(plan: ir.Plan) -> tuple[tuple[str, int], ...]:
    """The values that results tell, by the names that examples have for them."""
    return (
        *((_path(plan, node), node.result) for node in plan.nodes),
        *((let.name, let.step) for let in plan.lets),
        *((bands.name, bands.code) for bands in plan.bands),
        *((outcome.name, outcome.step) for outcome in plan.outcomes),
    )


def _path(plan: ir.Plan, node: ir.Node) -> str:
    """The shortest name: its own where no other node has it."""
    same = [one for one in plan.nodes if one.name == node.name]
    taken = {field.path[-1] for field in plan.fields if field.owner != node.index}
    return node.name if len(same) == 1 and node.name not in taken else ".".join(node.path)


def holds(found: Found, expected: ir.Expected) -> bool:
    """Whether an expectation holds of what was found."""
    if isinstance(found, Fraction) and isinstance(expected.value, Fraction):
        return abs(found - expected.value) <= expected.within
    return found == expected.value and type(found) is type(expected.value)
