"""Flat rows to the records of a plan, column by column: each different cell of a column is read once.

What a cell says by itself is read by the rules of `cells`. Rows in which cells say the same thing twice, or
have anything wrong with them, are read one by one, as all other rows are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import repeat
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.program.many import Key
from rubrikdsl.program.many import Known
from rubrikdsl.program.many import Many
from rubrikdsl.records import problems
from rubrikdsl.records.cells import Cell
from rubrikdsl.records.cells import Filled
from rubrikdsl.records.cells import excludes
from rubrikdsl.records.cells import fill
from rubrikdsl.records.flat import Flat
from rubrikdsl.records.flat import Lazy
from rubrikdsl.records.flat import parts
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.keys import unnamed
from rubrikdsl.records.names import Target
from rubrikdsl.records.nested import record_of
from rubrikdsl.records.rows import Grid
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.values import is_missing
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record


@dataclass(frozen=True, slots=True)
class Bound:
    """One record with its place, the columns carried along, and its problems (an error refuses it).

    `grid` is there where it is the row of a sheet.
    """

    name: str
    record: Record
    file: str
    row: int | None
    kept: Mapping[str, str]
    problems: tuple[Problem, ...]
    grid: Grid | None = None

    @property
    def is_refused(self) -> bool:
        """Whether a problem forbids scoring it."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says: each different cell once (None: nothing), and which of them each row has."""

    target: Target | None
    different: tuple[Filled | None, ...]
    at: array[int]

    def rows(self, wanted: Sequence[bool]) -> int:
        """The rows with one of the cells that are wanted, as the bytes of a number."""
        return int.from_bytes(bytes(map(wanted.__getitem__, self.at)), "little")


def bound_alone(raw: RawRecord, number: int, plan: ir.Plan, keys: Keys, keep: Sequence[str]) -> Bound:
    """A raw record that stands for itself."""
    name = keys.name(raw, number)
    record, faults = record_of(raw, plan, name, name, keys)
    kept = {column: shown(raw.cells.get(column, "")) for column in keep}
    return Bound(name, record, raw.file, raw.row, kept, faults, raw.grid)


class Spread(Lazy[Bound]):
    """The records of flat rows; `odd` are those that are read one by one, by their place."""

    def __init__(self, flat: Flat, plan: ir.Plan, keys: Keys, keep: Sequence[str], first: int) -> None:
        self._flat, self._plan, self._keys, self._keep, self._first = flat, plan, keys, tuple(keep), first
        self.columns = self._columns()
        self.odd = self._odd()
        self.names = self._names()

    def __len__(self) -> int:
        return len(self._flat)

    def _at(self, at: int) -> Bound:
        flat = self._flat
        if at in self.odd:
            return bound_alone(flat[at], self._first + at, self._plan, self._keys, self._keep)
        answers: dict[int, Answer] = {}
        given: dict[int, Given] = {}
        for column in self.columns:
            filled = column.different[column.at[at]]
            if filled is not None:
                answers |= filled.answers
                given |= filled.given
        cells = flat.columns
        kept = {column: shown(cells[column][at]) if column in cells else "" for column in self._keep}
        name = self.names[at]
        return Bound(name, Record(name, answers, given, {}), flat.file, flat.rows[at], kept, (), flat.grid)

    def kept(self, column: str) -> Iterable[str]:
        """The texts of a column that is carried along."""
        cells, odd = self._flat.columns.get(column), self._flat.odd
        if cells is None:
            return repeat("", len(self))
        texts = list(map(shown, cells.different))
        found = map(texts.__getitem__, cells.at)
        if not odd:
            return found
        return (shown(odd[at].cells.get(column, "")) if at in odd else text for at, text in enumerate(found))

    def said(self) -> Many | None:
        """What the records say, by column; None where they give a node by different readings."""
        known: dict[Key, Known] = {}
        nodes: dict[int, Literal["value", "share", "points"]] = {}
        for column in self.columns:
            filled = [Filled() if one is None or one.problems else one for one in column.different]
            for field in dict.fromkeys(index for one in filled for index in one.answers):
                answers = tuple(one.answers.get(field) for one in filled)
                _add(known, ("field", field), Known(answers, column.at))
            for node in dict.fromkeys(index for one in filled for index in one.given):
                given = [one.given.get(node) for one in filled]
                readings = {one[0] for one in given if one is not None} | {nodes.get(node)} - {None}
                if len(readings) != 1:
                    return None
                nodes[node] = next(one[0] for one in given if one is not None)
                numbers = tuple(None if one is None else one[1] for one in given)
                _add(known, ("node", node), Known(numbers, column.at))
        return Many(known, nodes, self.odd, len(self))

    def _columns(self) -> tuple[Column, ...]:
        even = self._flat.even()
        if even is None:
            return ()
        found: list[Column] = []
        self._keys.note(even, self._plan)
        for key, target in self._keys.named(even, self._plan):
            if target is not None:
                fits = isinstance(target, Target) and target.slot.collection is None
                found.append(self._column(key, target if fits and isinstance(target, Target) else None))
        return tuple(found)

    def _column(self, key: str, target: Target | None) -> Column:
        """What a column says; without a target, any cell of it is a fault."""
        flat = self._flat
        cells, mark = flat.columns[key], self._keys.mark(flat.file)
        different: list[Filled | None] = []
        for raw in cells.different:
            if is_missing(raw):
                different.append(None)
            elif target is None:
                different.append(Filled(problems=[problems.not_tables()]))
            else:
                different.append(fill((Cell(key, raw, target, "", flat.file, None, mark),), self._plan))
        return Column(target, tuple(different), cells.at)

    def _odd(self) -> frozenset[int]:
        found = set(self._flat.odd)
        columns = self.columns
        for column in columns:
            faulty = [one is not None and bool(one.problems) for one in column.different]
            if any(faulty):
                found.update(_places(column.rows(faulty)))
        for at, one in enumerate(columns):
            for other in columns[:at]:
                if one.target and other.target and excludes(one.target, other.target, self._plan):
                    both = [column.rows([f is not None for f in column.different]) for column in (one, other)]
                    found.update(_places(both[0] & both[1]))
        return frozenset(found)

    def _names(self) -> tuple[str, ...]:
        """The name of each record, as `Keys.name` has them."""
        flat = self._flat
        found = [""] * len(flat)
        for key in reversed(self._keys.names_in(flat.columns)):
            cells = flat.columns[key]
            texts = [shown(raw).strip() for raw in cells.different]
            own = map(texts.__getitem__, cells.at)
            found = [text or name for text, name in zip(own, found, strict=True)]
        if not all(found):
            found = [name or self._place(at) for at, name in enumerate(found)]
        for at, raw in flat.odd.items():
            found[at] = self._keys.name(raw, self._first + at)
        return tuple(found)

    def _place(self, at: int) -> str:
        return unnamed(self._flat.rows[at], self._first + at)


def _add(known: dict[Key, Known], key: Key, found: Known) -> None:
    """With what another column says of the same: no row has both."""
    before = known.get(key)
    if before is not None:
        beyond = len(before.different)
        at = array(
            "i",
            [
                one if before.different[one] is not None else beyond + other
                for one, other in zip(before.at, found.at, strict=True)
            ],
        )
        found = Known((*before.different, *found.different), at)
    known[key] = found


def said_by(bound: Sequence[Bound]) -> Many | None:
    """What records say, by column; None where they are not held so."""
    found: list[Many] = []
    for part in parts(bound):
        said = part.said() if isinstance(part, Spread) else None
        if said is None:
            return None
        found.append(said)
    return found[0] if len(found) == 1 else _one_after_the_other(found)


def _one_after_the_other(parts: Sequence[Many]) -> Many | None:
    nodes: dict[int, Literal["value", "share", "points"]] = {}
    for part in parts:
        for node, reading in part.nodes.items():
            if nodes.setdefault(node, reading) != reading:
                return None
    known: dict[Key, Known] = {}
    for key in dict.fromkeys(key for part in parts for key in part.known):
        different: list[Answer | None] = []
        at = array("i")
        for part in parts:
            one = part.known.get(key) or Known((None,), array("i", bytes(4 * part.count)))
            at.extend(len(different) + which for which in one.at)
            different += one.different
        known[key] = Known(tuple(different), at)
    odd: set[int] = set()
    before = 0
    for part in parts:
        odd.update(before + row for row in part.odd)
        before += part.count
    return Many(known, nodes, frozenset(odd), before)


def _places(rows: int) -> list[int]:
    """The places of the bytes of a number that are not 0."""
    held = rows.to_bytes((rows.bit_length() + 7) // 8, "little")
    found: list[int] = []
    at = held.find(1)
    while at >= 0:
        found.append(at)
        at = held.find(1, at + 1)
    return found
