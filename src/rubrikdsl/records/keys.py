"""The keys of data against the names of plans: what each names, its decimal mark, what names nothing."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Union

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.cells import Cell
from rubrikdsl.records.flat import Flat
from rubrikdsl.records.flat import parts
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Names
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.numerals import shown_mark
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.sheets.problems import shown_otherwise as told
from rubrikdsl.records.values import fold
from rubrikdsl.records.values import is_missing

_Column = tuple[str, tuple[int, Target | Ambiguous] | None]
"""A key, and what it names (see `Keys.resolve`)."""


Unread = tuple[tuple[str, str, Union[str, None]], ...]
"""Keys that name nothing: the file, the key, and what it nearly names."""


def not_read(unread: Unread) -> Iterator[Problem]:
    """One warning a near miss, and one a file for all other columns that name nothing."""
    rest: dict[str, list[str]] = {}
    for file, key, near in unread:
        if near is None:
            rest.setdefault(file, []).append(key)
        else:
            yield problems.unknown_column(file, None, key, near)
    for file, keys in rest.items():
        yield problems.columns_not_read(file, keys)


def unnamed(row: int | None, number: int) -> str:
    """What a record without a name is called: by its line, else by its place among the others."""
    return f"#{number}" if row is None else f"row {row}"


@dataclass(slots=True)
class Keys:
    """The keys of one binding. `id` names records; `aside` are keys that need name nothing in the rubric."""

    id: str
    aside: tuple[str, ...]
    _marks: dict[str, Mark | None] = field(default_factory=dict)
    _names: dict[int, Names] = field(default_factory=dict)
    _headers: dict[tuple[object, ...], tuple[_Column, ...]] = field(default_factory=dict)
    """By the keys of a record and the plans that they are looked up in: what each of them names."""
    _unread: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """Per file and key that names nothing: what it nearly names."""

    def resolve(
        self, key: str, plans: Sequence[ir.Plan], marked: Mapping[str, int] | None = None
    ) -> tuple[int, Target | Ambiguous] | None:
        """What a key names in the first plan that knows it, and which plan that is.

        A key that begins with a name that is `marked` says itself which plan it means: `kota.jenis`.
        """
        head, _, rest = key.partition(".")
        if marked and rest and head in marked:
            meant = self._names_of(plans[marked[head]]).resolve(rest)
            if meant is not None:
                return marked[head], meant
        for level, plan in enumerate(plans):
            found = self._names_of(plan).resolve(key)
            if found is not None:
                return level, found
        return None

    def name(self, raw: RawRecord, number: int) -> str:
        """A record's own name, else its row, else its place among the others."""
        otherwise = unnamed(raw.row, number)
        if self.id in raw.cells:
            return shown(raw.cells[self.id]).strip() or otherwise
        alike = (shown(value).strip() for key, value in raw.cells.items() if self._is_id(key))
        return next(alike, "") or otherwise

    def cells(
        self,
        raw: RawRecord,
        plans: Sequence[ir.Plan],
        full: str,
        marked: Mapping[str, int] | None = None,
    ) -> Iterator[tuple[int, Cell | Problem]]:
        """Each cell that says something, with the plan that it says it to (by its place in `plans`).

        `full` is the record's name with its parent's; for `marked` see `resolve`.
        """
        if raw.is_unsound:
            return
        for (key, found), value in zip(self._columns(raw, plans, marked), raw.cells.values(), strict=True):
            if found is None:
                self._note(raw.file, key, plans)
            elif not is_missing(value):
                level, target = found
                if isinstance(target, Ambiguous):
                    fault = problems.ambiguous_column(target.paths)
                elif target.slot.collection is None:
                    mark = self._marks.get(raw.file)
                    yield level, Cell(key, value, target, full, raw.file, raw.row, mark, raw.cell(key))
                    continue
                elif value == ():
                    continue
                else:
                    fault = problems.not_tables()
                yield level, problems.at(fault, full, raw.file, raw.row, key, shown(value), raw.cell(key))

    def named(self, raw: RawRecord, plan: ir.Plan) -> tuple[tuple[str, Target | Ambiguous | None], ...]:
        """Each key of a record, and what it names."""
        found = self._columns(raw, (plan,))
        return tuple((key, None if named is None else named[1]) for key, named in found)

    def note(self, raw: RawRecord, plan: ir.Plan) -> None:
        """Remember the keys of a record that name nothing."""
        for key, named in self.named(raw, plan):
            if named is None:
                self._note(raw.file, key, (plan,))

    def names_in(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those keys of a header that name records, the first that has a text before the others."""
        held = tuple(keys)
        return (self.id,) if self.id in held else tuple(key for key in held if self._is_id(key))

    def mark(self, file: str) -> Mark | None:
        """The decimal mark that a file shows."""
        return self._marks.get(file)

    def read_marks(self, raws: Sequence[RawRecord], plans: Sequence[ir.Plan]) -> None:
        """Find the decimal mark that each file shows in its columns of numbers."""
        texts: dict[str, set[str]] = {}
        for part in parts(raws):
            if isinstance(part, Flat):
                texts.setdefault(part.file, set()).update(self._numbers_of(part, plans))
            for raw in part.odd.values() if isinstance(part, Flat) else part:
                texts.setdefault(raw.file, set()).update(self._numbers(raw, plans))
        self._marks = {file: shown_mark(found) for file, found in texts.items()}

    def shown_otherwise(
        self, raws: Sequence[RawRecord], plans: Sequence[ir.Plan], refused: Collection[str | None]
    ) -> Iterator[Problem]:
        """One warning for each column that is read and has cells of a sheet that show other numbers.

        Those cells are not counted that were `refused`.
        """
        found: dict[tuple[str, str], list[tuple[str, Figure]]] = {}
        for part in parts(raws):
            for raw in () if isinstance(part, Flat) and part.grid is None else part:
                if raw.grid is None:
                    continue
                for (key, named), value in zip(self._columns(raw, plans), raw.cells.values(), strict=True):
                    where = raw.grid.cell(raw.row, key)
                    if named and isinstance(value, Figure) and value.differs and where not in refused:
                        found.setdefault((raw.file, key), []).append((where, value))
        for (file, key), cells in found.items():
            yield told(file, key, len(cells), *cells[0])

    @property
    def unread(self) -> Unread:
        """The keys that name nothing."""
        return tuple((file, key, near) for (file, key), near in self._unread.items())

    def answers(self, key: str, plan: ir.Plan) -> bool:
        """Whether a key names one thing of a plan that can be answered or given."""
        found = self._names_of(plan).resolve(key)
        return isinstance(found, Target) and found.slot.collection is None

    def is_nameless(self, raw: RawRecord) -> bool:
        """Whether a record has a place for its name, and it is empty."""
        if self.id in raw.cells:
            return not shown(raw.cells[self.id]).strip()
        names = [shown(value).strip() for key, value in raw.cells.items() if self._is_id(key)]
        return bool(names) and not any(names)

    def nothing_read(self, raws: Sequence[RawRecord]) -> Problem | None:
        """One problem for rows of which no column names anything, nor nearly."""
        columns = [column for header in self._headers.values() for column in header]
        if not columns or any(found is not None for _, found in columns):
            return None
        if not raws or not all(raw.row is not None and not raw.members for raw in raws):
            return None
        if not self._unread or any(near is not None for near in self._unread.values()):
            return None
        return problems.no_column_read(raws[0].file, [key for _, key in self._unread])

    def _is_id(self, key: str) -> bool:
        return key == self.id or fold(key) == fold(self.id)

    def _columns(
        self, raw: RawRecord, plans: Sequence[ir.Plan], marked: Mapping[str, int] | None = None
    ) -> tuple[_Column, ...]:
        """What the keys of a record name; the rows of a file share theirs."""
        header = (*raw.cells, *map(id, plans), *(marked or ()))
        columns = self._headers.get(header)
        if columns is None:
            columns = tuple((key, self.resolve(key, plans, marked)) for key in raw.cells)
            self._headers[header] = columns
        return columns

    def _names_of(self, plan: ir.Plan) -> Names:
        if id(plan) not in self._names:
            self._names[id(plan)] = names_of(plan)
        return self._names[id(plan)]

    def _numbers_of(self, flat: Flat, plans: Sequence[ir.Plan]) -> Iterator[str]:
        even = flat.even()
        for key, found in () if even is None else self._columns(even, plans):
            if found and isinstance(found[1], Target) and found[1].is_number:
                yield from (cell for cell in flat.columns[key].different if isinstance(cell, str))

    def _numbers(self, raw: RawRecord, plans: Sequence[ir.Plan]) -> Iterator[str]:
        for (_, found), value in zip(self._columns(raw, plans), raw.cells.values(), strict=True):
            if isinstance(value, str) and found and isinstance(found[1], Target) and found[1].is_number:
                yield value
        for key, inner in raw.members.items():
            below = self.collection(key, plans[0])
            if below is not None:
                for member in inner:
                    yield from self._numbers(member, (plans[0].collections[below].plan,))

    def collection(self, key: str, plan: ir.Plan) -> int | None:
        """The collection that a key names."""
        found = self._names_of(plan).resolve(key)
        return found.slot.collection if isinstance(found, Target) else None

    def _note(self, file: str, key: str, plans: Sequence[ir.Plan]) -> None:
        """Remember a key that names nothing."""
        if not self._is_id(key) and key not in self.aside and (file, key) not in self._unread:
            known = (name for plan in plans for name in self._names_of(plan).all())
            self._unread[file, key] = nearest(key, known)
