"""Raw records to the records of a plan.

A key is looked up among the plan's names and its cell filled in (`cells`). Flat rows of one parent are put
together first (`by`, `by_split`). A column that nothing asked for is told once a file; a fault is told with
its record and refuses that record only.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.cells import Cell
from rubrikdsl.records.cells import Filled
from rubrikdsl.records.cells import fill
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Names
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.numerals import shown_mark
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.values import is_missing
from rubrikdsl.semantics.record import Record

ID = "record"
"""The column that names records unless another is asked for."""

BETWEEN = " :: "
"""Between a parent's name and a unit's, wherever both are written."""


@dataclass(frozen=True, slots=True)
class Split:
    """A column whose cells name parent and unit, and what stands between the two."""

    column: str
    between: str = BETWEEN


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
    by: str | Split | None = None,
) -> Binding:
    """The records that raw records mean to a plan.

    `id_column` names a record (else `record`, where there is such a column, else its row); `keep` are
    columns to carry along. With `by`, flat rows become members of the plan's one collection: rows with the
    same text in that column (or before the mark of a `Split`) form one parent.
    """
    raws = list(rows)
    absent = tuple(_absent(raws, (id_column, by.column if isinstance(by, Split) else by, *keep)))
    if any(fault.severity == "error" for fault in absent):
        return Binding((), absent)
    run = _Run(id_column or ID, tuple(keep), by, {})
    if by is None:
        run.read_marks(raws, (plan,))
        bound = [run.bound(raw, plan, at) for at, raw in enumerate(raws, 1)]
    elif len(plan.collections) != 1:
        names = [one.name for one in plan.collections]
        return Binding(
            (), (problems.several_collections(names) if names else problems.no_collection(plan.name),)
        )
    else:
        run.read_marks(raws, (plan.collections[0].plan, plan))
        bound = list(run.grouped(raws, plan))
    return Binding(tuple(bound), (*absent, *run.not_read(), *_repeated(bound)))


def _absent(raws: Sequence[RawRecord], asked: Iterable[str | None]) -> Iterator[Problem]:
    keys = dict.fromkeys(key for raw in raws for key in raw.cells)
    for column in dict.fromkeys(asked):
        if column is not None and raws and column not in keys:
            yield problems.column_absent(raws[0].file, column, nearest(column, keys))


def _repeated(bound: Sequence[Bound]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in bound:
        if one.name in seen:
            yield problems.duplicate_record(one.name, one.file, one.row)
        seen.add(one.name)


@dataclass(slots=True)
class _Parent:
    """What flat rows say of one parent so far."""

    first: RawRecord
    cells: dict[str, Cell] = field(default_factory=dict)
    members: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Run:
    """One call of `bind`: names of the plans met, marks of the files, keys that name nothing."""

    id: str
    keep: tuple[str, ...]
    by: str | Split | None
    marks: dict[str, Mark | None]
    names_by_plan: dict[int, Names] = field(default_factory=dict)
    unread: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """Per file and key: what it nearly names."""

    def names(self, plan: ir.Plan) -> Names:
        """The names of a plan, made once."""
        if id(plan) not in self.names_by_plan:
            self.names_by_plan[id(plan)] = names_of(plan)
        return self.names_by_plan[id(plan)]

    def resolve(self, key: str, plans: Sequence[ir.Plan]) -> tuple[int, Target | Ambiguous] | None:
        """What a key names in the first plan that knows it, and which plan that is."""
        for level, plan in enumerate(plans):
            found = self.names(plan).resolve(key)
            if found is not None:
                return level, found
        return None

    # Decimal marks

    def read_marks(self, raws: Sequence[RawRecord], plans: Sequence[ir.Plan]) -> None:
        """Find the decimal mark that each file shows in its columns of numbers."""
        texts: dict[str, list[str]] = {}
        for raw in raws:
            texts.setdefault(raw.file, []).extend(self._numbers(raw, plans))
        self.marks = {file: shown_mark(found) for file, found in texts.items()}

    def _numbers(self, raw: RawRecord, plans: Sequence[ir.Plan]) -> Iterator[str]:
        for key, value in raw.cells.items():
            match self.resolve(key, plans):
                case (_, Target() as target) if target.is_number and isinstance(value, str):
                    yield value
        for key, inner in raw.members.items():
            match self.resolve(key, plans):
                case (level, Target() as target) if target.slot.collection is not None:
                    below = plans[level].collections[target.slot.collection].plan
                    for member in inner:
                        yield from self._numbers(member, (below,))

    # One record

    def bound(self, raw: RawRecord, plan: ir.Plan, number: int) -> Bound:
        """A raw record that stands for itself."""
        name = self.name(raw, f"#{number}" if raw.row is None else f"row {raw.row}")
        record, faults = self.record(raw, plan, name, name)
        kept = {column: shown(raw.cells.get(column, "")) for column in self.keep}
        return Bound(name, record, raw.file, raw.row, kept, faults)

    def name(self, raw: RawRecord, otherwise: str) -> str:
        """A record's own name."""
        return shown(raw.cells.get(self.id, "")).strip() or otherwise

    def record(
        self, raw: RawRecord, plan: ir.Plan, name: str, full: str
    ) -> tuple[Record, tuple[Problem, ...]]:
        """The record of a raw one; `full` is its name with its parent's."""
        faults = [replace(fault, record=full) for fault in raw.problems]
        cells = []
        for _, found in self.cells(raw, (plan,), full):
            if isinstance(found, Problem):
                faults.append(found)
            else:
                cells.append(found)
        filled = fill(cells, plan)
        members, more = self.members(raw, plan, full)
        return _record(name, filled, members), (*faults, *filled.problems, *more)

    def cells(
        self, raw: RawRecord, plans: Sequence[ir.Plan], full: str
    ) -> Iterator[tuple[int, Cell | Problem]]:
        """Each cell that says something, with the plan that it says it to (by its place in `plans`)."""
        for key, value in raw.cells.items():
            found = self.resolve(key, plans)
            if found is None:
                self.note(raw.file, key, plans)
            elif not is_missing(value):
                level, target = found
                if isinstance(target, Ambiguous):
                    fault = problems.ambiguous_column(target.paths)
                elif target.slot.collection is not None:
                    if value == ():
                        continue
                    fault = problems.not_tables()
                else:
                    yield level, Cell(key, value, target, full, raw.file, raw.row, self.marks.get(raw.file))
                    continue
                yield level, problems.at(fault, full, raw.file, raw.row, key, shown(value))

    def members(
        self, raw: RawRecord, plan: ir.Plan, full: str
    ) -> tuple[dict[int, tuple[Record, ...]], list[Problem]]:
        """The members that are nested in a raw record."""
        held: dict[int, tuple[Record, ...]] = {}
        faults: list[Problem] = []
        for key, inner in raw.members.items():
            match self.resolve(key, (plan,)):
                case (_, Target() as target) if target.slot.collection is not None:
                    below = plan.collections[target.slot.collection].plan
                    records = []
                    for number, member in enumerate(inner, 1):
                        name = self.name(member, f"#{number}")
                        record, more = self.record(member, below, name, full + BETWEEN + name)
                        records.append(record)
                        faults.extend(more)
                    held[target.slot.collection] = tuple(records)
                case _:
                    faults.append(problems.at(problems.not_a_group(), full, raw.file, raw.row, key, ""))
        for key, value in raw.cells.items():
            match self.resolve(key, (plan,)):
                case (_, Target() as target) if target.slot.collection is not None and value == ():
                    held[target.slot.collection] = ()
        return held, faults

    # Rows of one parent

    def grouped(self, raws: Sequence[RawRecord], plan: ir.Plan) -> Iterator[Bound]:
        """One record per parent, in the order in which the parents first appear."""
        parents: dict[str, _Parent] = {}
        loose: list[Bound] = []
        below = plan.collections[0].plan
        for at, raw in enumerate(raws, 1):
            fallback = f"#{at}" if raw.row is None else f"row {raw.row}"
            keys = self.keys(raw, fallback)
            if isinstance(keys, Problem):
                name = self.name(raw, fallback)
                fault = replace(keys, record=name, file=raw.file, row=raw.row)
                loose.append(Bound(name, Record(name), raw.file, raw.row, {}, (fault,)))
                continue
            parent = parents.setdefault(keys[0], _Parent(raw))
            self.add(raw, keys, parent, (below, plan))
        for name, parent in parents.items():
            filled = fill(parent.cells.values(), plan)
            record = _record(name, filled, {0: tuple(parent.members)})
            kept = {column: "; ".join(dict.fromkeys(parent.kept.get(column, ()))) for column in self.keep}
            faults = (*parent.problems, *filled.problems)
            yield Bound(name, record, parent.first.file, parent.first.row, kept, faults)
        yield from loose

    def keys(self, raw: RawRecord, fallback: str) -> tuple[str, str] | Problem:
        """The names of a row's parent and of its unit."""
        if isinstance(self.by, Split):
            text = shown(raw.cells.get(self.by.column, ""))
            before, mark, after = text.partition(self.by.between)
            if mark and before.strip() and after.strip():
                return before.strip(), after.strip()
            return replace(problems.not_split(self.by.between), column=self.by.column, value=text)
        assert self.by is not None
        parent = shown(raw.cells.get(self.by, "")).strip()
        if parent:
            return parent, self.name(raw, fallback)
        return replace(problems.no_group_key(), column=self.by)

    def add(
        self, raw: RawRecord, keys: tuple[str, str], parent: _Parent, plans: tuple[ir.Plan, ir.Plan]
    ) -> None:
        """Add a row to its parent: the unit's cells to a member, the parent's own cells to the parent."""
        full = BETWEEN.join(keys)
        parent.problems.extend(replace(fault, record=full) for fault in raw.problems)
        own: list[Cell] = []
        for level, found in self.cells(self.without_keys(raw), plans, full):
            if isinstance(found, Problem):
                parent.problems.append(found)
            elif level == 0:
                own.append(found)
            else:
                self.agree(parent, replace(found, record=keys[0]))
        if isinstance(self.by, str):
            column = replace(raw, cells={self.by: raw.cells[self.by]})
            for _, found in self.cells(column, plans[1:], keys[0]):
                if isinstance(found, Cell):
                    self.agree(parent, found)
        filled = fill(own, plans[0])
        parent.members.append(_record(keys[1], filled, {}))
        parent.problems.extend(filled.problems)
        for column_name in self.keep:
            parent.kept.setdefault(column_name, []).append(shown(raw.cells.get(column_name, "")))

    def without_keys(self, raw: RawRecord) -> RawRecord:
        """A row without the column that names its parent."""
        column = self.by.column if isinstance(self.by, Split) else self.by
        return replace(raw, cells={key: value for key, value in raw.cells.items() if key != column})

    def agree(self, parent: _Parent, cell: Cell) -> None:
        """Take what a row says of its parent, if it says what the rows before it said."""
        held = parent.cells.setdefault(cell.key, cell)
        if held.raw != cell.raw:
            parent.problems.append(cell.fault(problems.disagrees(shown(held.raw), held.row)))

    # Keys that name nothing

    def note(self, file: str, key: str, plans: Sequence[ir.Plan]) -> None:
        """Remember a key that names nothing."""
        column = self.by.column if isinstance(self.by, Split) else self.by
        if key in (self.id, column, *self.keep) or (file, key) in self.unread:
            return
        self.unread[file, key] = nearest(key, (name for plan in plans for name in self.names(plan).all()))

    def not_read(self) -> Iterator[Problem]:
        """One warning a near miss, and one a file for all other columns."""
        rest: dict[str, list[str]] = {}
        for (file, key), near in self.unread.items():
            if near is None:
                rest.setdefault(file, []).append(key)
            else:
                yield problems.unknown_column(file, None, key, near)
        for file, keys in rest.items():
            yield problems.columns_not_read(file, keys)


def _record(name: str, filled: Filled, members: dict[int, tuple[Record, ...]]) -> Record:
    return Record(name, filled.answers, filled.given, members)
