"""Flat rows put together under their parents, level by level.

Rows belong to one parent by the text of a column (`--by`), one column a level, or by what stands between
the marks of a key such as `Kota Batu :: Dinas Pendidikan` (`--by-split`). What rows say of one parent must
agree. A row without a name of its own that says nothing of a member is the parent's own: where it has no
other, it has no members.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.cells import Cell
from rubrikdsl.records.cells import fill
from rubrikdsl.records.cells import gives
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.levels import Levels
from rubrikdsl.records.levels import Way
from rubrikdsl.records.nested import members_of
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.semantics.record import Record

Told = list[tuple[int, Cell | Problem]]
"""Cells with the level of the record that they say something of."""


@dataclasses.dataclass(slots=True)
class Group:
    """What rows say of one record and its members; a row that names no parent is a group of its own.

    `members` are by collection; a collection that is in it is stated, if only to be empty. `problems` are
    kept by the outermost record alone, which they refuse.
    """

    name: str
    full: str
    rows: list[RawRecord] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    members: dict[int, dict[str, Group]] = field(default_factory=dict)
    nested: dict[int, tuple[Record, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_row: bool = False

    def record(self, plan: ir.Plan, faults: list[Problem]) -> Record:
        """The record; what is wrong with the cells joins the faults."""
        filled = fill(self.cells.values(), plan)
        faults.extend(filled.problems)
        members = dict(self.nested)
        for index, held in self.members.items():
            below = plan.collections[index].plan
            members[index] = (
                *members.get(index, ()),
                *(member.record(below, faults) for member in held.values()),
            )
        return Record(self.name, filled.answers, filled.given, members)

    def agree(self, cell: Cell) -> Problem | None:
        """Take what a row says, if it says what the rows before it said."""
        held = self.cells.setdefault(cell.key, cell)
        return None if held.raw == cell.raw else cell.fault(problems.disagrees(shown(held.raw), held.row))


def grouped(raws: Sequence[RawRecord], levels: Levels, keys: Keys) -> Iterator[Group]:
    """The records in the order in which they first appear, then the rows without one."""
    groups: dict[str, Group] = {}
    loose: list[Group] = []
    reading = _Reading(levels, keys)
    for number, raw in enumerate(raws, 1):
        own = keys.name(raw, number)
        spot = reading.spot(raw, own)
        if isinstance(spot, Problem):
            fault = replace(spot, record=own, file=raw.file, row=raw.row)
            loose.append(Group(own, own, [raw], problems=[fault]))
            continue
        root = groups.setdefault(spot.names[0], Group(spot.names[0], spot.names[0]))
        root.rows.append(raw)
        reading.add(raw, spot, root)
    yield from groups.values()
    yield from loose


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a row belongs: the records on its way by name, its own last, and what its cells say of each.

    `is_row`: it stands for a member of its own, not for one that other rows make up.
    """

    way: Way
    names: tuple[str, ...]
    told: Told
    is_row: bool

    @property
    def level(self) -> int:
        """The level of the record that the row is about."""
        return len(self.names) - 1


class _Reading:
    """Reads the rows of one binding."""

    def __init__(self, levels: Levels, keys: Keys) -> None:
        self.levels = levels
        self.keys = keys

    def spot(self, raw: RawRecord, own: str) -> _Spot | Problem:
        """Where a row belongs, or why nobody can tell."""
        way = self.levels.way(raw)
        if isinstance(way, Problem):
            return replace(way, column=self.levels.chooser)
        if self.levels.split is not None:
            return self._divided(raw, way)
        names = [shown(raw.cells.get(column, "")).strip() for column in self.levels.columns]
        told = self._told(raw, way, way.depth, BETWEEN.join([*filter(None, names), own]))
        named = next((level for level, name in enumerate(names) if not name), len(names))
        deepest = max((level for level, _ in told), default=0)
        of_parent = self.keys.is_nameless(raw) and not raw.members and deepest < way.depth
        if not of_parent and named == len(names):
            told += self._named(raw, way.plans, BETWEEN.join((*names, own)))
            return _Spot(way, (*names, own), told, is_row=True)
        if not of_parent or deepest >= named or any(names[named:]):
            return replace(problems.no_group_key(), column=self.levels.columns[named])
        told += self._named(raw, way.plans[:named], BETWEEN.join(names[:named]))
        return _Spot(way, tuple(names[:named]), told, is_row=False)

    def _divided(self, raw: RawRecord, way: Way) -> _Spot | Problem:
        split = self.levels.split
        assert split is not None
        text = shown(raw.cells.get(split.column, ""))
        names = tuple(part.strip() for part in text.split(split.between, way.depth))
        if len(names) < 2 or not all(names):
            return replace(problems.not_split(split.between), column=split.column, value=text)
        level = len(names) - 1
        told = self._told(raw, way, level, BETWEEN.join(names))
        deeper = next((cell for at, cell in told if at > level), None)
        if deeper is not None:
            column = deeper.column if isinstance(deeper, Problem) else deeper.key
            return replace(problems.of_no_member(BETWEEN.join(names)), column=column)
        return _Spot(way, names, told, is_row=level == way.depth)

    def _told(self, raw: RawRecord, way: Way, level: int, full: str) -> Told:
        """What the cells of a row say, each of the innermost record that knows its name."""
        order = [*range(level, -1, -1), *range(level + 1, way.depth + 1)]
        aside = self.levels.aside
        cells = {key: value for key, value in raw.cells.items() if key not in aside}
        plans = tuple(way.plans[at] for at in order)
        marked = {} if self.levels.split else {c: order.index(n) for n, c in enumerate(self.levels.columns)}
        found = self.keys.cells(replace(raw, cells=cells), plans, full, marked)
        return [(order[at], cell) for at, cell in found]

    def _named(self, raw: RawRecord, plans: tuple[ir.Plan, ...], full: str) -> Told:
        """What the columns of the levels answer: an input of that record, else of one inside it."""
        told: Told = []
        for level, column in enumerate(self.levels.columns[: len(plans)]):
            for at in range(level, len(plans)):
                if self.keys.answers(column, plans[at]):
                    named = replace(raw, cells={c: v for c, v in raw.cells.items() if c == column})
                    told += ((at, cell) for _, cell in self.keys.cells(named, (plans[at],), full))
                    break
        return told

    def add(self, raw: RawRecord, spot: _Spot, root: Group) -> None:
        """A row's cells to the records on its way."""
        full = BETWEEN.join(spot.names)
        faults = root.problems
        faults.extend(replace(fault, record=full) for fault in raw.problems)
        at, on_way = root, [root]
        for level, name in enumerate(spot.names[1:]):
            held = at.members.setdefault(spot.way.collections[level], {})
            if name not in held:
                held[name] = Group(name, at.full + BETWEEN + name)
            elif spot.is_row and level + 1 == spot.level:
                faults.append(problems.unit_twice(full, raw.file, raw.row))
                held[name] = Group(name, at.full + BETWEEN + name)
            at = held[name]
            on_way.append(at)
        given = any(isinstance(cell, Cell) and gives(cell) for at_, cell in spot.told if at_ == spot.level)
        if not spot.is_row and not given and self.levels.split is None:
            at.members.setdefault(spot.way.collections[spot.level], {})
        for level, told in spot.told:
            cell = told
            group = on_way[min(level, spot.level)]
            if isinstance(cell, Cell) and cell.record != group.full:
                cell = replace(cell, record=group.full)
            fault = cell if isinstance(cell, Problem) else group.agree(cell)
            if fault is not None:
                faults.append(fault)
        nested, more = members_of(raw, spot.way.plans[spot.level], full, self.keys)
        at.nested.update(nested)
        faults.extend(more)
