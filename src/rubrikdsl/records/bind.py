"""Raw records to the records of a plan.

A key is looked up among the plan's names (`keys`) and its cell filled in (`cells`); flat rows of one parent
are put together (`groups`). A column that nothing asked for is told once a file; a fault is told with its
record and refuses that record only.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.flat import Cells
from rubrikdsl.records.flat import Chain
from rubrikdsl.records.flat import Flat
from rubrikdsl.records.flat import of_cells
from rubrikdsl.records.flat import parts
from rubrikdsl.records.flat import typical
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.keys import Unread
from rubrikdsl.records.keys import not_read
from rubrikdsl.records.levels import Split
from rubrikdsl.records.levels import levels
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.spread import Bound as Bound
from rubrikdsl.records.spread import Spread
from rubrikdsl.records.spread import bound_alone

if TYPE_CHECKING:
    from rubrikdsl.records.groups import Group

ID = "record"
"""The column that names records unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Binding:
    """All records in the order of the data, and what belongs to no record: faults, keys that name nothing."""

    records: Sequence[Bound]
    faults: tuple[Problem, ...]
    unread: Unread = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that belong to no record."""
        return told_of((self,))


def is_bound(bindings: Sequence[Binding]) -> bool:
    """Whether the same data could be bound to each of several plans."""
    return len({len(binding.records) for binding in bindings}) == 1


def told_of(bindings: Sequence[Binding]) -> tuple[Problem, ...]:
    """The problems of the same data bound to several plans: each once; a key is read if any plan reads it."""
    everywhere = set.intersection(*({key[:2] for key in binding.unread} for binding in bindings))
    unread = tuple(key for key in bindings[0].unread if key[:2] in everywhere)
    others = dict.fromkeys(problem for binding in bindings for problem in binding.faults)
    return (*not_read(unread), *others)


def bind(
    rows: Iterable[RawRecord],
    plan: ir.Plan,
    *,
    id_column: str | None = None,
    keep: Sequence[str] = (),
    by: Sequence[str] = (),
    by_split: Split | None = None,
    collection: str | None = None,
    whole: bool = True,
    first: int = 1,
) -> Binding:
    """The records that raw records mean to a plan.

    `id_column` names a record (else `record`, where there is such a column, else its row); `keep` are
    columns to carry along. With `by` or `by_split`, flat rows become members of the plan's collections (see
    `records.levels`; `collection` chooses among several): rows with the same text in those columns, or before
    the mark in one, form one parent. Where the data were not read as a `whole`, any parent may lack rows, and
    all are refused.
    A record without a name or a line is named by its number, from `first` on.
    """
    raws = _rows(rows, alone=not by and by_split is None)
    if by_split is not None and not by_split.between:
        return Binding((), (problems.no_divider(),))
    put = levels(raws, plan, by, by_split, collection) if by or by_split is not None else None
    if isinstance(put, Problem):
        return Binding((), (put,))
    aside = () if put is None else put.aside
    absent = tuple(_absent(raws, (id_column, *aside, *keep)))
    if absent:
        return Binding((), absent)
    keys = Keys(id_column or ID, (*aside, *keep))
    keys.read_marks(raws, (plan,) if put is None else put.plans)
    bound: Sequence[Bound]
    if put is None:
        bound = _records(raws, plan, keys, keep, first)
    else:
        from rubrikdsl.records.groups import grouped

        bound = tuple(_parent(group, plan, keep, whole) for group in grouped(raws, put, keys))
    other = keys.nothing_read(raws) if put is None else None
    if put is None and bound and (other is not None or all(one.is_refused for one in bound)):
        other = _of_members(raws, plan, id_column, keep, len(keys.unread)) or other
    if other is not None:
        return Binding((), (other,))
    refused = {problem.cell for one in _faulty(bound) for problem in one.problems}
    other_ways = keys.shown_otherwise(raws, (plan,) if put is None else put.plans, refused)
    return Binding(bound, (*_repeated(bound), *other_ways), keys.unread)


def _rows(rows: Iterable[RawRecord], *, alone: bool) -> Sequence[RawRecord]:
    """Rows as they are held where each stands for itself, and all else as a list."""
    if alone and isinstance(rows, (Flat, Chain)) and all(isinstance(each, Flat) for each in parts(rows)):
        return rows
    return list(rows)


def _records(
    raws: Sequence[RawRecord], plan: ir.Plan, keys: Keys, keep: Sequence[str], first: int
) -> Sequence[Bound]:
    """The records of rows that stand for themselves."""
    if not isinstance(raws, (Flat, Chain)):
        return tuple(bound_alone(raw, number, plan, keys, keep) for number, raw in enumerate(raws, first))
    found: list[Spread] = []
    for flat in parts(raws):
        assert isinstance(flat, Flat)
        found.append(Spread(flat, plan, keys, keep, first))
        first += len(flat)
    return found[0] if len(found) == 1 else Chain(found)


def names_of(bound: Sequence[Bound]) -> tuple[str, ...]:
    """The name of each record."""
    each = ((one.names if isinstance(one, Spread) else (b.name for b in one)) for one in parts(bound))
    return tuple(chain.from_iterable(each))


def kept_of(bound: Sequence[Bound], column: str) -> Cells:
    """The texts of a column that is carried along."""
    each = (
        one.kept(column) if isinstance(one, Spread) else (b.kept[column] for b in one) for one in parts(bound)
    )
    return of_cells(list(chain.from_iterable(each)))


def _faulty(bound: Sequence[Bound]) -> Iterator[Bound]:
    """Records enough to have every problem."""
    for part in parts(bound):
        yield from (part[at] for at in sorted(part.odd)) if isinstance(part, Spread) else part


def _of_members(
    raws: Sequence[RawRecord], plan: ir.Plan, id_column: str | None, keep: Sequence[str], unread: int
) -> Problem | None:
    """Rows that mean nothing to the plan and are sound as members of what it collects, one each.

    They are no members where these would leave more columns `unread` than the plan itself does.
    """
    names = {collection.name for collection in plan.collections}
    if any(raw.members or raw.problems or names & raw.cells.keys() for raw in raws):
        return None
    for collection in plan.collections:
        found = bind(raws, collection.plan, id_column=id_column, keep=keep)
        sound = not any(one.is_refused for one in found.records)
        sound = sound and len(found.unread) <= unread
        if found.records and sound and not any(each.severity == "error" for each in found.faults):
            return problems.rows_of_members(raws[0].file, plan.name, collection.label or collection.name)
    return None


def _absent(raws: Sequence[RawRecord], asked: Iterable[str | None]) -> Iterator[Problem]:
    """Columns that were asked for and that no row has."""
    held = dict.fromkeys(key for raw in typical(raws) for key in raw.cells)
    for column in dict.fromkeys(asked):
        if column is not None and raws and column not in held:
            yield problems.column_absent(raws[0].file, column, nearest(column, held), [*held])


def _repeated(bound: Sequence[Bound]) -> Iterator[Problem]:
    names = names_of(bound)
    seen: set[str] = set()
    for at, name in enumerate(names if len(set(names)) < len(names) else ()):
        if name in seen:
            yield problems.duplicate_record(name, bound[at].file, bound[at].row)
        seen.add(name)


def _parent(group: Group, plan: ir.Plan, keep: Sequence[str], whole: bool) -> Bound:
    """The rows of one parent as its record; a column carried along has each of their texts once."""
    faults = list(group.problems)
    record = group.record(plan, faults)
    texts = {column: [shown(raw.cells.get(column, "")) for raw in group.rows] for column in keep}
    kept = {column: "; ".join(dict.fromkeys(filter(None, found))) for column, found in texts.items()}
    first = group.rows[0]
    if not whole:
        faults.append(problems.rows_unread(group.name, first.file))
    return Bound(group.name, record, first.file, first.row, kept, tuple(faults))
