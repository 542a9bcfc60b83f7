"""Rows that make up records, part by part: a part ends where a record does.

Rows of a record stand together, as files that were sorted or made record by record have them; where they do
not, that is told (`ApartError`), and nothing is guessed. The rows of the last record are kept, and the names
of all records.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import BrokenError
from rubrikdsl.workspace.streams.cells import texts

if TYPE_CHECKING:
    import pyarrow as pa


class ApartError(Exception):
    """Rows of a record that others stand between: `message` says where, `help` what to do."""

    def __init__(self, file: str, row: int, record: str, column: str) -> None:
        self.message: Words
        self.message, self.help = problems.rows_apart(file, row, record, column)
        super().__init__(f"{self.message}; {self.help}")


def together(
    parts: Iterable[Batch], column: str, seen: set[str], between: str | None = None
) -> Iterator[Batch]:
    """The same rows, in parts of whole records; `seen` are the records that ended before.

    A record is what has one text in the column, or one before `between` in it.
    Raises `BrokenError` for a row whose cells cannot be trusted: its record would lack it.
    """
    rest: Batch | None = None
    for part in parts:
        if part.unsound:
            raise BrokenError(next(iter(part.unsound.values()))[0])
        batch = part if rest is None else _joined(rest, part)
        keys = _keys(batch.table, column, between).to_numpy()
        others = (keys != keys[-1]).nonzero()[0]
        end = int(others[-1]) + 1 if len(others) else 0
        if end:
            yield _ended(batch.part(0, end), column, seen, between)
        rest = batch.part(end, len(keys))
    if rest is not None:
        yield _ended(rest, column, seen, between)


def rows_of(table: pa.Table, column: str, records: Iterable[str], between: str | None = None) -> list[int]:
    """The rows of some records."""
    import pyarrow as pa
    from pyarrow import compute

    wanted = pa.array(list(records), pa.string())
    found = compute.indices_nonzero(compute.is_in(_keys(table, column, between), wanted))
    return list(found.to_pylist())


def _keys(table: pa.Table, column: str, between: str | None) -> pa.ChunkedArray:
    """The record of each row by its name."""
    from pyarrow import compute

    found = texts(table.column(column))
    if between is None:
        return found
    first = compute.list_element(compute.split_pattern(found, between, max_splits=1), 0)
    return compute.utf8_trim_whitespace(first)


def _ended(batch: Batch, column: str, seen: set[str], between: str | None) -> Batch:
    """A part of which all records are new."""
    from pyarrow import compute

    keys = _keys(batch.table, column, between)
    records = {key for key in compute.unique(keys).to_pylist() if key}
    again = records & seen
    if again:
        row = rows_of(batch.table, column, again, between)[0]
        raise ApartError(batch.file, int(batch.rows[row]), keys[row].as_py(), column)
    seen |= records
    return batch


def _joined(one: Batch, other: Batch) -> Batch:
    import numpy as np
    import pyarrow as pa

    table = pa.concat_tables([one.table, other.table]).unify_dictionaries()
    return Batch(other.file, table, np.concatenate([one.rows, other.rows]), other.done)
