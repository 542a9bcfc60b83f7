"""What the columns of a data file may be called: every field, node and collection of a plan.

A key is a path (`proses.maklumat`), the end of one where that is unique (`maklumat`), a label, or one of
these with a reading (`input.points`). The first of these ways that finds anything decides, so that a label
never makes a name unclear.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.terms import Field

Reading = Literal["answer", "value", "share", "points"]

READINGS: dict[str, Reading] = {
    "answer": "answer",
    "jawaban": "answer",
    "share": "share",
    "capaian": "share",
    "points": "points",
    "poin": "points",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing with a name: an input or item (`field`), a collection, or a node of the score.

    A node comes with its own answer (`field`), its items and its state, where it has them.
    """

    path: tuple[str, ...]
    label: str
    field: Field | None = None
    node: ir.Node | None = None
    items: tuple[Field, ...] = ()
    state: Field | None = None
    collection: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a key names, and by which reading; `read` keeps what its texts say, since columns repeat them."""

    slot: Slot
    reading: Reading
    read: dict[tuple[str, Mark | None], Answer | Problem] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def is_number(self) -> bool:
        """Whether a cell of it is a number."""
        if self.reading == "answer":
            return self.slot.field is not None and self.slot.field.domain.type.kind in ("number", "share")
        return True


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A key that names several things."""

    paths: tuple[str, ...]


@dataclasses.dataclass(slots=True)
class Names:
    """The names of one plan; made by `names_of`."""

    slots: tuple[Slot, ...]
    full: dict[str, tuple[int, ...]]
    ends: dict[str, tuple[int, ...]]
    folded: dict[str, tuple[int, ...]]
    _known: dict[str, Target | Ambiguous | None] = field(default_factory=dict)

    def resolve(self, key: str) -> Target | Ambiguous | None:
        """What a key of a data file names; None where nothing has that name."""
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def all(self) -> Iterator[str]:
        """Every name that a near miss may have meant, the shortest forms first."""
        yield from self.ends
        yield from (slot.label for slot in self.slots if slot.label)

    def _resolve(self, key: str) -> Target | Ambiguous | None:
        found = self._slots(key)
        reading: Reading | None = None
        if not found and "." in key:
            head, _, last = key.rpartition(".")
            reading = READINGS.get(last.strip().casefold())
            if reading is not None:
                fits = [at for at in self._slots(head) if _has(self.slots[at], reading)]
                found = tuple(fits)
        if not found:
            return None
        if len(found) > 1:
            return Ambiguous(tuple(".".join(self.slots[at].path) for at in found))
        slot = self.slots[found[0]]
        return Target(slot, reading or _usual(slot))

    def _slots(self, key: str) -> tuple[int, ...]:
        return self.full.get(key) or self.ends.get(key) or self.folded.get(fold(key)) or ()


def names_of(plan: ir.Plan) -> Names:
    """The names that data for this plan may use."""
    slots = (*_nodes(plan), *_fields(plan), *_collections(plan))
    full: dict[str, tuple[int, ...]] = {}
    ends: dict[str, tuple[int, ...]] = {}
    folded: dict[str, tuple[int, ...]] = {}
    for at, slot in enumerate(slots):
        _add(full, ".".join(slot.path), at)
        for start in range(len(slot.path) - 1, -1, -1):
            end = ".".join(slot.path[start:])
            _add(ends, end, at)
            _add(folded, fold(end), at)
        if slot.label:
            _add(folded, fold(slot.label), at)
    return Names(slots, full, ends, folded)


def _nodes(plan: ir.Plan) -> Iterator[Slot]:
    for node in plan.nodes:
        own = [plan.fields[index] for index in node.fields]
        yield Slot(
            node.path,
            node.label,
            next((f for f in own if f.kind == "answer"), None),
            node,
            tuple(f for f in own if f.kind == "item"),
            next((f for f in own if f.kind == "state"), None),
        )


def _fields(plan: ir.Plan) -> Iterator[Slot]:
    for one in plan.fields:
        if one.kind in ("input", "item"):
            yield Slot(one.path, one.label, one)


def _collections(plan: ir.Plan) -> Iterator[Slot]:
    for index, one in enumerate(plan.collections):
        yield Slot((one.name,), one.label, collection=index)


def _add(table: dict[str, tuple[int, ...]], name: str, at: int) -> None:
    held = table.get(name, ())
    if at not in held:
        table[name] = (*held, at)


def _has(slot: Slot, reading: Reading) -> bool:
    if reading == "answer":
        return slot.field is not None or bool(slot.items)
    return slot.node is not None


def _usual(slot: Slot) -> Reading:
    """What a key without a reading says: the answer where there is one, else the node's value."""
    return "answer" if slot.node is None or slot.field is not None or slot.items else "value"
