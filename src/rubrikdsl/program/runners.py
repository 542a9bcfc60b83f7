"""The programs of one plan, one for each way in which its records are given.

A node may be given by its value, its share or its points; a program is made for one of these. So records are
told apart by what they give, which is mostly the same in all records of some data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.runner import Runner
from rubrikdsl.program.slots import Reading
from rubrikdsl.program.slots import Said
from rubrikdsl.program.values import value_of
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value

MOST_WAYS: Final = 32
"""Ways of giving nodes that programs are kept for."""

Way = tuple[tuple[tuple[int, Reading], ...], tuple[tuple[int, "Way"], ...]]
"""The nodes that a record gives, each with its reading, and the same of its members, by collection."""


class Runners:
    """The values of a record of a plan where all are final; None where that takes the reference interpreter.

    With `asked`, what that step is instead of the named results.
    """

    def __init__(self, plan: ir.Plan, asked: int | None = None) -> None:
        self._plan, self._asked = plan, asked
        self._made: dict[Way, tuple[Runner, ops.Program] | None] = {}

    def __call__(self, record: Record) -> tuple[Value, ...] | None:
        """The values, in the order of the results."""
        way = _way((record,))
        if way is None:
            return None
        if way not in self._made:
            self._made[way] = self._make(way) if len(self._made) < MOST_WAYS else None
        made = self._made[way]
        found = None if made is None else made[0](record)
        if made is None or found is None or any(state is not None for state in found[2::3]):
            return None
        outputs, words = enumerate(made[1].outputs), made[1].words
        return tuple(value_of(output, found[3 * at], found[3 * at + 1], words) for at, output in outputs)

    def _make(self, way: Way) -> tuple[Runner, ops.Program] | None:
        said = _said(self._plan, way)
        try:
            program = lower(self._plan, said, None if self._asked is None else (self._asked,))
        except UnloweredError:
            return None
        return Runner(program, said), program


def _way(records: Iterable[Record]) -> Way | None:
    """What records give, taken together; None where they give a node by different readings."""
    nodes: dict[int, Reading] = {}
    inner: dict[int, list[Record]] = {}
    for record in records:
        for node, (reading, _) in record.given.items():
            if nodes.setdefault(node, reading) != reading:
                return None
        for collection, members in record.members.items():
            inner.setdefault(collection, []).extend(members)
    below: list[tuple[int, Way]] = []
    for collection, found in sorted(inner.items()):
        way = _way(found)
        if way is None:
            return None
        below.append((collection, way))
    return tuple(sorted(nodes.items())), tuple(below)


def _said(plan: ir.Plan, way: Way) -> Said:
    """What may be said: any answers, the nodes that are given, members of every collection (or none)."""
    nodes, below = way
    given = dict(below)
    members = {
        at: _said(collection.plan, given.get(at, ((), ()))) for at, collection in enumerate(plan.collections)
    }
    return Said(frozenset(range(len(plan.fields))), dict(nodes), always=False, members=members)
