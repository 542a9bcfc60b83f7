"""Which columns of data mean something to a rubric, and which are carried along beside it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.names import names_of
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.workspace.scoring import Reading


def known(raw: Iterable[RawRecord], plan: Plan, reading: Reading) -> set[str]:
    """The columns of the data that mean something to a rubric, nested ones with those above them."""
    grouped = bool(reading.by) or reading.by_split is not None
    return set(_columns(raw, list(_with_members(plan)) if grouped else [plan]))


def beside(raw: Sequence[RawRecord], plans: Sequence[Plan], reading: Reading) -> tuple[str, ...]:
    """The columns that mean nothing to any of the rubrics and name no record, in the order of the data."""
    split = () if reading.by_split is None else (reading.by_split.column,)
    read = {reading.id_column or "record", *reading.by, *split}
    for plan in plans:
        read |= known(raw, plan, reading)
    return tuple(dict.fromkeys(key for record in raw for key in record.cells if key not in read))


def _with_members(plan: Plan) -> Iterator[Plan]:
    """A rubric and those of its units, their units included."""
    yield plan
    for collection in plan.collections:
        yield from _with_members(collection.plan)


def _columns(raw: Iterable[RawRecord], plans: Sequence[Plan]) -> Iterator[str]:
    names = [names_of(plan) for plan in plans]
    seen: set[str] = set()
    for record in raw:
        for key in (*record.cells, *record.members):
            if key not in seen:
                seen.add(key)
                if any(each.resolve(key) is not None for each in names):
                    yield key
        for key, members in record.members.items():
            for collection in plans[0].collections:
                if collection.name == key:
                    yield from (f"{key}.{inner}" for inner in _columns(members, [collection.plan]))
