"""Flat rows of units put together under their parents.

Rows belong to one parent by the text of a column (`--by`), or by what stands before a mark in a key such as
`Kota Batu :: Dinas Pendidikan` (`--by-split`). What rows say of the parent itself must agree.
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
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.semantics.record import Record


@dataclass(frozen=True, slots=True)
class Split:
    """A column whose cells name parent and unit, and what stands between the two."""

    column: str
    between: str = BETWEEN


@dataclasses.dataclass(slots=True)
class Group:
    """What the rows of one parent say; a row that names no parent is a group of its own, with a problem."""

    name: str
    rows: list[RawRecord]
    cells: dict[str, Cell] = field(default_factory=dict)
    members: dict[str, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def record(self, plan: ir.Plan) -> Record:
        """The parent's record; what is wrong with its own cells joins its problems."""
        filled = fill(self.cells.values(), plan)
        self.problems.extend(filled.problems)
        return Record(self.name, filled.answers, filled.given, {0: tuple(self.members.values())})

    def agree(self, cell: Cell) -> None:
        """Take what a row says of the parent, if it says what the rows before it said."""
        held = self.cells.setdefault(cell.key, cell)
        if held.raw != cell.raw:
            self.problems.append(cell.fault(problems.disagrees(shown(held.raw), held.row)))


def grouped(raws: Sequence[RawRecord], by: str | Split, plan: ir.Plan, keys: Keys) -> Iterator[Group]:
    """The parents in the order in which they first appear, then the rows without one."""
    column = by.column if isinstance(by, Split) else by
    groups: dict[str, Group] = {}
    loose: list[Group] = []
    for number, raw in enumerate(raws, 1):
        own = keys.name(raw, number)
        names = _names(raw, by, own)
        if isinstance(names, Problem):
            fault = replace(names, record=own, file=raw.file, row=raw.row, column=column)
            loose.append(Group(own, [raw], problems=[fault]))
            continue
        group = groups.setdefault(names[0], Group(names[0], []))
        group.rows.append(raw)
        _add(raw, names, column, isinstance(by, str), group, plan, keys)
    yield from groups.values()
    yield from loose


def _names(raw: RawRecord, by: str | Split, own: str) -> tuple[str, str] | Problem:
    """The names of a row's parent and of its unit."""
    if isinstance(by, Split):
        text = shown(raw.cells.get(by.column, ""))
        parent, _, unit = (part.strip() for part in text.partition(by.between))
        return (parent, unit) if parent and unit else replace(problems.not_split(by.between), value=text)
    parent = shown(raw.cells.get(by, "")).strip()
    return (parent, own) if parent else problems.no_group_key()


def _add(
    raw: RawRecord, names: tuple[str, str], column: str, whole: bool, group: Group, plan: ir.Plan, keys: Keys
) -> None:
    """A row's cells to its unit, where they name something there, else to its parent.

    The column that names the parent (where it does so as a `whole`) may also answer one of its inputs.
    """
    full = BETWEEN.join(names)
    below = plan.collections[0].plan
    group.problems.extend(replace(fault, record=full) for fault in raw.problems)
    rest = {key: value for key, value in raw.cells.items() if key != column}
    found = list(keys.cells(replace(raw, cells=rest), (below, plan), full))
    if whole:
        named = keys.cells(replace(raw, cells={column: raw.cells[column]}), (plan,), full)
        found += [(1, cell) for _, cell in named]
    unit = []
    for level, cell in found:
        if isinstance(cell, Problem):
            group.problems.append(cell)
        elif level == 0:
            unit.append(cell)
        else:
            group.agree(replace(cell, record=group.name))
    filled = fill(unit, below)
    if names[1] in group.members:
        group.problems.append(problems.unit_twice(full, raw.file, raw.row))
    group.members[names[1]] = Record(names[1], filled.answers, filled.given)
    group.problems.extend(filled.problems)
