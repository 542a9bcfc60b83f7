"""Members that stand in a record's own data: lists of tables of TOML and JSON, to any depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.cells import fill
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.semantics.record import Record


def record_of(
    raw: RawRecord, plan: ir.Plan, name: str, full: str, keys: Keys
) -> tuple[Record, tuple[Problem, ...]]:
    """The record of a raw one, members included; `full` is its name with its parent's."""
    found = [cell for _, cell in keys.cells(raw, (plan,), full)]
    filled = fill((cell for cell in found if not isinstance(cell, Problem)), plan)
    faults = [replace(fault, record=full) for fault in raw.problems]
    faults += [cell for cell in found if isinstance(cell, Problem)] + filled.problems
    members, more = members_of(raw, plan, full, keys)
    return Record(name, filled.answers, filled.given, members), (*faults, *more)


def members_of(
    raw: RawRecord, plan: ir.Plan, full: str, keys: Keys
) -> tuple[dict[int, tuple[Record, ...]], list[Problem]]:
    """The members of a raw record, by collection, and what is wrong with them."""
    faults: list[Problem] = []
    members: dict[int, tuple[Record, ...]] = {}
    for key, inner in _lists(raw):
        index = keys.collection(key, plan)
        if index is not None:
            below = plan.collections[index].plan
            records: dict[str, Record] = {}
            for number, member in enumerate(inner, 1):
                own = keys.name(replace(member, row=None), number)
                one, more = record_of(member, below, own, full + BETWEEN + own, keys)
                if own in records:
                    faults.append(problems.unit_twice(full + BETWEEN + own, raw.file, raw.row))
                records[own] = one
                faults += more
            members[index] = tuple(records.values())
        elif inner:
            faults.append(problems.at(problems.not_a_group(), full, raw.file, raw.row, key, ""))
    return members, faults


def _lists(raw: RawRecord) -> Iterator[tuple[str, tuple[RawRecord, ...]]]:
    """What may be members: lists of tables, and empty lists, which may be of tables."""
    yield from raw.members.items()
    yield from ((key, ()) for key, value in raw.cells.items() if value == ())
