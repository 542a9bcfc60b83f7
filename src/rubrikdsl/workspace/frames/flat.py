"""Rows put together under what they belong to, column by column (`records.groups` has the meaning).

Rows of one parent have the same texts in the columns of its levels. A column says something of the innermost
record that knows its name; what rows say of a parent is that of the first that says anything, and rows that
do not agree are for the reference interpreter, as all else is that it would refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.program.layers import Below
from rubrikdsl.records import levels
from rubrikdsl.records.keys import Keys
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Target
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.workspace.frames.lists import Named
from rubrikdsl.workspace.frames.lists import Read
from rubrikdsl.workspace.frames.lists import Reader
from rubrikdsl.workspace.frames.texts import blank
from rubrikdsl.workspace.frames.texts import coded
from rubrikdsl.workspace.frames.texts import holds_tables
from rubrikdsl.workspace.frames.texts import numbered
from rubrikdsl.workspace.frames.texts import whole

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.plan.ir import Plan
    from rubrikdsl.records.levels import Levels
    from rubrikdsl.records.levels import Way

    Mask = NDArray[np.bool_]
    Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The records that rows make up, in the order in which they first appear.

    `owners` has the record of every row (-1: it belongs to none), `names` those of the records; `read` is
    None where all of them are for the reference interpreter.
    """

    owners: Places
    names: pa.Array
    read: Read | None


def put_together(
    columns: Sequence[str], plan: Plan, by: Sequence[str], collection: str | None
) -> Levels | Problem:
    """How rows with these columns are put together, or why they cannot be."""
    header = RawRecord("", None, dict.fromkeys(columns, ""))
    return levels.levels([header], plan, by, None, collection)


def grouped(reader: Reader, table: pa.Table, put: Levels) -> Grouped:
    """The records of a table's rows."""
    import pyarrow as pa

    found = [coded(whole(table.column(column))) for column in put.columns]
    codes = [numbers for numbers, _ in found]
    if put.chooser is None:
        putting = _Putting(reader, table, put, put.ways[0], codes)
        owners, first, read = putting.groups[0], putting.first[0], putting.read()
    else:  # rows of several collections: which is which is for the reference to tell
        owners, first = in_order(codes[0])
        read = None
    return Grouped(owners, found[0][1].take(pa.array(codes[0][first])), read)


def in_order(codes: Places) -> tuple[Places, Places]:
    """Codes numbered as they first appear (-1 stays), and the row where each does."""
    import numpy as np
    import pyarrow as pa

    first = _first(codes, codes >= 0, int(codes.max(initial=-1)) + 1)
    if bool((first >= 0).all() and (first[1:] > first[:-1]).all()):
        return codes, first
    encoded = pa.array(codes, mask=codes < 0).dictionary_encode()
    numbers = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers, _first(numbers, numbers >= 0, len(encoded.dictionary))


def _first(groups: Places, which: Mask, count: int) -> Places:
    """The first of these rows in each group; -1 where there is none."""
    import numpy as np

    found = np.full(count, -1, np.int64)
    rows = np.flatnonzero(which)[::-1]
    found[groups[rows]] = rows  # what is put there last is the first row
    return found


def told(columns: Sequence[str], put: Levels, way: Way) -> tuple[Named, ...]:
    """What columns name, by the level of the record that they say it of."""
    keys = Keys("", put.aside)
    order = range(way.depth, -1, -1)
    plans = tuple(way.plans[at] for at in order)
    marked = {column: order.index(level) for level, column in enumerate(put.columns)}
    found: tuple[dict[str, Target | Ambiguous], ...] = tuple({} for _ in way.plans)
    for name in columns:
        named = None if name in put.aside else keys.resolve(name, plans, marked)
        if named is not None:
            found[order[named[0]]][name] = named[1]
    for level, column in enumerate(put.columns):
        for at in range(level, len(way.plans)):
            target = keys.resolve(column, way.plans[at : at + 1])
            if target is not None and keys.answers(column, way.plans[at]):
                found[at][column] = target[1]
                break
    return found


class _Putting:
    """The rows of a table on their way to the records that they make up.

    `reach` is how many levels of parents a row has (0: it belongs to none), `groups` the record of each row
    at each level (-1: none), `own` are the rows of a parent's own, `refer` the outermost records that are for
    the reference interpreter.
    """

    def __init__(
        self, reader: Reader, table: pa.Table, put: Levels, way: Way, codes: Sequence[Places]
    ) -> None:
        import numpy as np

        self.reader, self.way, self.rows = reader, way, table.num_rows
        self.told = told(table.column_names, put, way)
        self.lists = [name for name in table.column_names if holds_tables(table.column(name).type)]
        self.table = table
        self.said: tuple[Mapping[str, Places], ...] = tuple(
            {name: numbered(whole(table.column(name))) for name in named if name not in self.lists}
            for named in self.told[:-1]
        )
        own = self._nameless(put)
        named = np.full(self.rows, way.depth, np.int64)
        for level in range(way.depth - 1, -1, -1):
            named[codes[level] < 0] = level
        lost = (named < way.depth) & ~own | (named == 0)
        for level in range(way.depth):  # a row of a parent's own says nothing of what is below
            below = _any(
                [one >= 0 for name, one in self.said[level].items() if name not in put.aside], self.rows
            )
            lost |= own & (named <= level) & (below | (codes[level] >= 0))
        self.own = own & ~lost
        self.reach = np.where(lost, 0, named)
        self.groups: list[Places] = []
        self.first: list[Places] = []
        for level, each in enumerate(codes):
            keys = each if self.reach.all() and not level else np.where(self.reach > level, each, -1)
            if level:
                keys = np.where(keys < 0, -1, self.groups[-1] * (int(each.max(initial=0)) + 1) + keys)
            numbers, first = in_order(keys)
            self.groups.append(numbers)
            self.first.append(first)
        self.refer = np.zeros(len(self.first[0]), np.bool_)

    def _nameless(self, put: Levels) -> Mask:
        """The rows of a parent's own: without a name, and nothing said of a member."""
        import numpy as np

        columns = [~blank(whole(self.table.column(name))) for name in self.reader.id_columns(self.table)]
        if not columns or any(named.all() for named in columns):
            return np.zeros(self.rows, np.bool_)
        deepest = [name for name in self.told[-1] if name not in (*put.aside, *self.lists)]
        said = [~blank(whole(self.table.column(name))) for name in deepest]
        lists = [_filled(whole(self.table.column(name))) for name in self.lists]
        return ~_any([*columns, *said, *lists], self.rows)

    def read(self) -> Read | None:
        """The layer of the outermost records with all that they hold."""
        import numpy as np

        depth, way = self.way.depth, self.way
        members = self._members()
        if members is None:
            return None
        parents = self.groups[-1][(self.reach == depth) & ~self.own]
        inner: Read = members
        for level in range(depth - 1, -1, -1):
            below = Below(inner.layer, parents, self._stated(level))
            refer = np.zeros(len(self.first[level]), np.bool_)
            refer[parents[inner.layer.refer]] = True
            columns = self._columns(level)
            at = way.collections[level]
            found = self.reader.read(
                way.plans[level], columns, self._named(level), refer, {at: (below, inner.said)}
            )
            if found is None:
                return None
            inner = found
            if level:
                parents = self.groups[level - 1][self.first[level]]
        return replace(inner, layer=replace(inner.layer, refer=inner.layer.refer | self.refer))

    def _named(self, level: int) -> Named:
        return {name: one for name, one in self.told[level].items() if name not in self.lists}

    def _members(self) -> Read | None:
        """The layer of the innermost records, one a row."""
        rows = (self.reach == self.way.depth) & ~self.own
        plan = self.way.plans[-1]
        named = dict(self._named(self.way.depth))
        for name in self.lists:
            target = self.reader.names(plan).resolve(name)
            if isinstance(target, Target) and target.slot.collection is not None:
                named[name] = target
            else:  # members of nothing
                self._refuse(_filled(whole(self.table.column(name))))
        columns = self.table.select(list(named))
        if not rows.all():
            columns = columns.filter(rows)
        return self.reader.read(plan, columns, named, self._twice(rows))

    def _twice(self, rows: Mask) -> Mask:
        """Of the members, those that share their name with another of the same parent."""
        names = self.table.select(self.reader.id_columns(self.table))
        return self.reader.twice(names.filter(rows), self.groups[-1][rows])

    def _columns(self, level: int) -> pa.Table:
        """What rows say of the records of a level: of each, what the first says that says anything."""
        import pyarrow as pa

        groups, count = self.groups[level], len(self.first[level])
        found: dict[str, pa.Array] = {}
        for name, codes in self.said[level].items():
            which = (groups >= 0) & (codes >= 0)
            first = _first(groups, which, count)
            odd = which.copy()
            odd[which] = codes[which] != codes[first[groups[which]]]
            self._refuse(odd)
            found[name] = self.table.column(name).take(pa.array(first, mask=first < 0))
        # a table without columns has no rows: that of the places says how many there are
        return pa.table({**found, "": pa.nulls(count)})

    def _stated(self, level: int) -> Mask:
        """The records of a level that say that they have members, if only that there are none."""
        import numpy as np

        deeper = np.where(self.own, self.reach - 1, self.reach) > level
        ends = self.own & (self.reach == level + 1)
        gives = [
            self.said[level][name] >= 0
            for name, one in self._named(level).items()
            if isinstance(one, Target) and one.reading != "answer" and one.slot.node is not None
        ]
        found = np.zeros(len(self.first[level]), np.bool_)
        found[self.groups[level][deeper | ends & ~_any(gives, self.rows)]] = True
        return found

    def _refuse(self, rows: Mask) -> None:
        """The records of these rows are for the reference interpreter."""
        owners = self.groups[0][rows]
        self.refer[owners[owners >= 0]] = True


def _any(masks: Sequence[Mask], rows: int) -> Mask:
    import numpy as np

    found = np.zeros(rows, np.bool_)
    for mask in masks:
        found |= mask
    return found


def _filled(lists: pa.Array) -> Mask:
    """The rows whose list is not empty."""
    import numpy as np
    import pyarrow.compute as pc

    return np.asarray(pc.fill_null(pc.greater(pc.list_value_length(lists), 0), False), np.bool_)
