"""What runs on the workers of Spark: batches of Arrow in, batches of results out.

A rubric comes as bytes. A worker keeps what it made of them, so its programs are built once.
Nothing here needs pyspark.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.frozen import dataclass
from rubrikdsl.spark.ordering import sortable
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading

if TYPE_CHECKING:
    import pyarrow as pa

    from rubrikdsl.workspace.frames.scored import Tables

    Batches = Iterator[pa.RecordBatch]

ROWS: Final = 65_536
"""Rows that are scored together: batches of Spark, of 10 000 rows, are put together to so many."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is to do. Batches have the columns `read`; a last one says which rows are of one record.

    Columns of `ordered`, whose numbers are texts, are to bring texts that sort.
    """

    rubric: Rubric
    reading: Reading
    read: tuple[str, ...]
    ordered: tuple[str, ...] = ()


def function(task: Task) -> Callable[[Batches], Batches]:
    """A task as a function that Spark sends to its workers."""
    content = pickle.dumps(task)

    def scored(batches: Batches) -> Batches:
        from rubrikdsl.spark.worker import results

        return results(content, batches)

    return scored


def results(content: bytes, batches: Batches) -> Batches:
    """The results of a partition's batches."""
    task, tables = _made(content)
    for table in _whole(batches) if task.reading.by else _gathered(batches):
        found = tables.arrow(table.rename_columns(task.read), 1, task.reading)
        for name in task.ordered:
            found = found.append_column(f"order of {name}", _ordered(found.column(name)))
        yield from found.to_batches(max_chunksize=ROWS)


@lru_cache(maxsize=8)
def _made(content: bytes) -> tuple[Task, Tables]:
    """A task and its tables, made once in each worker."""
    from rubrikdsl.workspace.frames.scored import Tables

    task: Task = pickle.loads(content)
    return task, Tables(task.rubric)


def _gathered(batches: Batches) -> Iterator[pa.Table]:
    """Tables of many rows."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= ROWS:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


def _whole(batches: Batches) -> Iterator[pa.Table]:
    """Tables of many rows, sorted by their last column, that never part those of one record."""
    import pyarrow as pa

    rest: pa.Table | None = None
    for table in _gathered(batches):
        held = table if rest is None else pa.concat_tables([rest, table])
        end = _last_begins(held.column(held.num_columns - 1))
        if end:
            yield _unkeyed(held.slice(0, end))
        rest = held.slice(end)
    if rest is not None:
        yield _unkeyed(rest)


def _unkeyed(table: pa.Table) -> pa.Table:
    return table.remove_column(table.num_columns - 1)


def _last_begins(keys: pa.ChunkedArray) -> int:
    """Where the rows with the last key begin."""
    import numpy as np
    import pyarrow.compute as pc

    last = keys[len(keys) - 1]
    same = keys.is_null() if not last.is_valid else pc.fill_null(pc.equal(keys, last), False)
    others = np.flatnonzero(~same.to_numpy())
    return int(others[-1]) + 1 if len(others) else 0


def _ordered(numbers: pa.ChunkedArray) -> pa.Array:
    """Numbers written as texts, as texts that sort as they do."""
    import pyarrow as pa

    encoded = numbers.combine_chunks().dictionary_encode()
    texts = [sortable(Fraction(text)) for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)
