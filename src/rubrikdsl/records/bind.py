"""Raw records to the records of a plan.

A key is looked up among the plan's names (`keys`) and its cell filled in (`cells`); flat rows of one parent
are put together (`groups`). A column that nothing asked for is told once a file; a fault is told with its
record and refuses that record only.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.cells import fill
from rubrikdsl.records.groups import Group
from rubrikdsl.records.groups import Split
from rubrikdsl.records.groups import grouped
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.semantics.record import Record

ID = "record"
"""The column that names records unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One record with its place, the columns carried along, and its problems (an error refuses it)."""

    name: str
    record: Record
    file: str
    row: int | None
    kept: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a problem forbids scoring it."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Binding:
    """All records in the order of the data, and the problems that belong to no record."""

    records: tuple[Bound, ...]
    problems: tuple[Problem, ...]


def bind(
    rows: Iterable[RawRecord],
    plan: ir.Plan,
    *,
    id_column: str | None = None,
    keep: Sequence[str] = (),
    by: str | None = None,
    by_split: Split | None = None,
    whole: bool = True,
    first: int = 1,
) -> Binding:
    """The records that raw records mean to a plan.

    `id_column` names a record (else `record`, where there is such a column, else its row); `keep` are
    columns to carry along. With `by` or `by_split`, flat rows become members of the plan's one collection:
    rows with the same text in that column, or before the mark in it, form one parent. Where the data were not
    read as a `whole`, any parent may lack rows, and all are refused.
    A record without a name or a line is named by its number, from `first` on.
    """
    raws = list(rows)
    if by_split is not None and not by_split.between:
        return Binding((), (problems.no_divider(),))
    how = by_split or by
    column = by_split.column if by_split else by
    absent = tuple(_absent(raws, (id_column, column, *keep)))
    if absent:
        return Binding((), absent)
    keys = Keys(id_column or ID, tuple(keep) if column is None else (column, *keep))
    if how is None:
        keys.read_marks(raws, (plan,))
        bound = [_bound(raw, number, plan, keys, keep) for number, raw in enumerate(raws, first)]
    elif len(plan.collections) != 1:
        names = [one.name for one in plan.collections]
        fault = problems.several_collections(names) if names else problems.no_collection(plan.name)
        return Binding((), (fault,))
    else:
        keys.read_marks(raws, (plan.collections[0].plan, plan))
        bound = [_parent(group, plan, keep, whole) for group in grouped(raws, how, plan, keys)]
    return Binding(tuple(bound), (*keys.not_read(), *_repeated(bound)))


def _absent(raws: Sequence[RawRecord], asked: Iterable[str | None]) -> Iterator[Problem]:
    """Columns that were asked for and that no row has."""
    held = dict.fromkeys(key for raw in raws for key in raw.cells)
    for column in dict.fromkeys(asked):
        if column is not None and raws and column not in held:
            yield problems.column_absent(raws[0].file, column, nearest(column, held))


def _repeated(bound: Sequence[Bound]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in bound:
        if one.name in seen:
            yield problems.duplicate_record(one.name, one.file, one.row)
        seen.add(one.name)


def _bound(raw: RawRecord, number: int, plan: ir.Plan, keys: Keys, keep: Sequence[str]) -> Bound:
    """A raw record that stands for itself."""
    name = keys.name(raw, number)
    record, faults = _record(raw, plan, name, name, keys)
    kept = {column: shown(raw.cells.get(column, "")) for column in keep}
    return Bound(name, record, raw.file, raw.row, kept, faults)


def _parent(group: Group, plan: ir.Plan, keep: Sequence[str], whole: bool) -> Bound:
    """The rows of one parent as its record; a column carried along has each of their texts once."""
    record = group.record(plan)
    texts = {column: [shown(raw.cells.get(column, "")) for raw in group.rows] for column in keep}
    kept = {column: "; ".join(dict.fromkeys(filter(None, found))) for column, found in texts.items()}
    first = group.rows[0]
    faults = group.problems if whole else [*group.problems, problems.rows_unread(group.name, first.file)]
    return Bound(group.name, record, first.file, first.row, kept, tuple(faults))


def _record(
    raw: RawRecord, plan: ir.Plan, name: str, full: str, keys: Keys
) -> tuple[Record, tuple[Problem, ...]]:
    """The record of a raw one, members included; `full` is its name with its parent's."""
    found = [cell for _, cell in keys.cells(raw, (plan,), full)]
    filled = fill((cell for cell in found if not isinstance(cell, Problem)), plan)
    faults = [replace(fault, record=full) for fault in raw.problems]
    faults += [cell for cell in found if isinstance(cell, Problem)] + filled.problems
    members: dict[int, tuple[Record, ...]] = {}
    for key, inner in _nested(raw):
        index = keys.collection(key, plan)
        if index is not None:
            below = plan.collections[index].plan
            records: dict[str, Record] = {}
            for number, member in enumerate(inner, 1):
                own = keys.name(replace(member, row=None), number)
                one, more = _record(member, below, own, full + BETWEEN + own, keys)
                if own in records:
                    faults.append(problems.unit_twice(full + BETWEEN + own, raw.file, raw.row))
                records[own] = one
                faults += more
            members[index] = tuple(records.values())
        elif inner:
            faults.append(problems.at(problems.not_a_group(), full, raw.file, raw.row, key, ""))
    return Record(name, filled.answers, filled.given, members), tuple(faults)


def _nested(raw: RawRecord) -> Iterator[tuple[str, tuple[RawRecord, ...]]]:
    """What may be members: lists of tables, and empty lists, which may be of tables."""
    yield from raw.members.items()
    yield from ((key, ()) for key, value in raw.cells.items() if value == ())
