"""The records of a table: one a row, or those that rows make up; what they are called and carry along."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import problems
from rubrikdsl.records.levels import Levels
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.workspace.api import _refused
from rubrikdsl.workspace.frames.flat import grouped
from rubrikdsl.workspace.frames.flat import put_together
from rubrikdsl.workspace.frames.flat import told
from rubrikdsl.workspace.frames.lists import Read
from rubrikdsl.workspace.frames.lists import Reader
from rubrikdsl.workspace.frames.texts import coded
from rubrikdsl.workspace.frames.texts import joined
from rubrikdsl.workspace.frames.texts import whole

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.plan.ir import Plan
    from rubrikdsl.workspace.scoring import Reading

    Places = NDArray[np.int64]

RECORD = "record"
"""The column with the names of records."""


@dataclass(frozen=True, slots=True)
class People:
    """The records of a table, in order; `read` is None where all are for the reference interpreter.

    `beside` are the columns that stand before the results, `owners` the record of every row (None: each row
    is one).
    """

    table: pa.Table
    count: int
    beside: dict[str, pa.Array]
    read: Read | None
    owners: Places | None = None

    def is_like(self, other: People) -> bool:
        """Whether another rubric makes the same records of the same table."""
        import numpy as np

        if self.owners is None or other.owners is None:
            return self.owners is other.owners
        return np.array_equal(self.owners, other.owners)

    def each(self, which: Sequence[int]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The rows of some records, as mappings."""
        import numpy as np
        import pyarrow as pa

        if not len(which):
            return
        if self.owners is None:
            for at, row in zip(which, self.table.take(pa.array(which, pa.int64())).to_pylist(), strict=True):
                yield at, [row]
            return
        asked = np.zeros(self.count, np.bool_)
        asked[which] = True
        rows = np.flatnonzero(asked[self.owners])
        held: dict[int, list[dict[str, Any]]] = {at: [] for at in which}
        records = self.table.take(pa.array(rows)).to_pylist()
        for at, row in zip(self.owners[rows].tolist(), records, strict=True):
            held[at].append(row)
        yield from held.items()


def people(reader: Reader, table: pa.Table, reading: Reading, results: Sequence[str]) -> People:
    """The records of a table; raises `RecordError` where columns that were asked for cannot be had.

    `results` are the columns that stand beside those carried along.
    """
    import numpy as np

    columns = table.column_names
    put = _levels(reader.plan, columns, reading)
    asked = (reading.id_column, *(() if put is None else put.aside), *reading.keep)
    absent = [name for name in dict.fromkeys(asked) if name is not None and name not in columns]
    if absent:
        raise _refused(
            tuple(problems.column_absent("", name, nearest(name, columns), columns) for name in absent)
        )
    named = reading.by or reading.id_column is not None
    twice = set(reading.keep) & {*results, *([RECORD] if named else [])}
    if twice:
        raise _refused(tuple(problems.key_twice("", None, name) for name in sorted(twice)))
    if put is not None:
        return _put(reader, table, put, reading)
    read = reader.read(reader.plan, table, reader.named(reader.plan, table))
    rows = np.arange(table.num_rows)
    beside = {} if reading.id_column is None else {RECORD: names(reader, table, rows)}
    beside |= {name: table.column(name) for name in reading.keep}
    return People(table, table.num_rows, beside, read)


def said_of(plan: Plan, columns: Sequence[str], reading: Reading) -> list[Target | Ambiguous | None]:
    """What the columns of tables say of the records that are scored."""
    put = _levels(plan, columns, reading)
    if put is None:
        names = names_of(plan)
        return [names.resolve(column) for column in columns]
    return [found for way in put.ways for found in told(columns, put, way)[0].values()]


def _levels(plan: Plan, columns: Sequence[str], reading: Reading) -> Levels | None:
    """How rows are put together; None where each stands for itself."""
    if not reading.by:
        return None
    found = put_together(columns, plan, reading.by, reading.collection)
    if isinstance(found, Problem):
        raise _refused((found,))
    return found


def _put(reader: Reader, table: pa.Table, put: Levels, reading: Reading) -> People:
    """Records that rows make up, then the rows that belong to none, which are refused one by one."""
    import numpy as np
    import pyarrow as pa

    found = grouped(reader, table, put)
    lost = np.flatnonzero(found.owners < 0)
    owners = found.owners.copy()
    owners[lost] = len(found.names) + np.arange(len(lost))
    count = len(found.names) + len(lost)
    beside = {RECORD: pa.concat_arrays([found.names.cast(pa.string()), names(reader, table, lost)])}
    beside |= {name: joined(whole(table.column(name)), owners, count) for name in reading.keep}
    return People(table, count, beside, found.read, owners)


def names(reader: Reader, table: pa.Table, rows: Places) -> pa.Array:
    """What rows are called: by the column for it, else by their number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = pa.array(rows + 1).cast(pa.string())
    found = pc.binary_join_element_wise(pa.scalar("#"), numbers, "")
    for column in reversed(reader.id_columns(table)):
        codes, texts = coded(whole(table.column(column).take(pa.array(rows))))
        own = texts.cast(pa.string()).take(pa.array(codes, mask=codes < 0))
        found = pc.coalesce(own, found)
    return found
