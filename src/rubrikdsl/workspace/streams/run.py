"""Data files through a rubric, part by part: results as tables, whatever the size of the data.

Parts are read, scored and written in three threads; a few of each are in memory at a time.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import Final
from typing import TypeVar

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.columns import Ahead
from rubrikdsl.records.bind import ID
from rubrikdsl.records.read import Format
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.frames.scored import PLAIN
from rubrikdsl.workspace.frames.scored import PROBLEMS
from rubrikdsl.workspace.frames.scored import SinglyWarning
from rubrikdsl.workspace.frames.scored import Tables
from rubrikdsl.workspace.frames.scored import Texts
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import Opened
from rubrikdsl.workspace.streams.cells import in_type
from rubrikdsl.workspace.streams.cells import row_names
from rubrikdsl.workspace.streams.cells import texts
from rubrikdsl.workspace.streams.marks import decided
from rubrikdsl.workspace.streams.reads import Reads
from rubrikdsl.workspace.streams.together import together

if TYPE_CHECKING:
    import pyarrow as pa

    from rubrikdsl.workspace.api import Rubric
    from rubrikdsl.workspace.scoring import Reading

_Item = TypeVar("_Item")

NOWHERE: Final = Cache(None)

DEPTH: Final = 3
"""Parts that are read before, and that wait to be written: a thread that waits costs more than they do."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a file and their results."""

    batch: Batch
    results: pa.Table

    @property
    def count(self) -> int:
        """How many results."""
        return int(self.results.num_rows)


def opened(file: str, form: Format) -> Opened:
    """A file that can be read part by part; raises `BrokenError` and `FileError`."""
    if form in ("parquet", "arrow"):
        from rubrikdsl.workspace.streams.columnar import Columns

        return Columns(file, form)
    from rubrikdsl.workspace.streams.csv import Csv

    return Csv(file)


class Stream:
    """Files of one run, and the columns of their results: `record`, those kept, the values, `problems`.

    With `coded` the texts that the rubric has words for stand in dictionaries.
    """

    def __init__(
        self,
        rubric: Rubric,
        files: Sequence[Opened],
        reading: Reading,
        cache: Cache = NOWHERE,
        *,
        coded: bool = False,
    ) -> None:
        import pyarrow as pa

        self.files, self._keep = files, reading.keep
        self._reading = reading
        self._tables = Tables(rubric, Ahead(sum(file.rows for file in files), cache))
        self._reads = Reads([variant.ready.plan for variant in rubric.variants], reading.id_column)
        every = tuple(dict.fromkeys(name for file in files for name in file.columns))
        read = every if reading.by else tuple(name for name in every if self._reads(name))
        schema = self._tables.schema(read, reading)
        self._texts: Texts = "codes" if coded else "plain"
        self._results = self._tables.coded(schema) if coded else schema
        heads = [(ID, pa.string()), *((name, pa.string()) for name in self._keep)]
        self.schema = pa.schema([*heads, *self._results])
        self.singly = 0
        """Rows that had to be scored one by one, though nothing is wrong with them."""

    def parts(self) -> Iterator[Part]:
        """Everything, in order; raises `BrokenError`, `FileError` and `ApartError`."""
        seen: set[str] = set()
        for file in self.files:
            ids = self._reads.ids(file.columns)
            read = [name for name in file.columns if self._reads(name) and name not in ids]
            numbers = {name for name in read if self._reads.is_number(name)}
            if not self._reading.by:
                for batch in ahead(decided(file, {*read, *ids, *self._keep}, ids, numbers)):
                    yield Part(batch, self._scored(batch, read, ids))
                continue
            rows = ahead(decided(file, file.columns, ids, numbers))
            for batch in together(rows, self._reading.by[0], seen):
                yield Part(batch, self._of_rows(batch))

    @property
    def ordered(self) -> list[str]:
        """The columns of results by which rows may be in order: those that stand beside the values."""
        return [*([ID] if self.named else []), *self._keep]

    @property
    def named(self) -> bool:
        """Whether records have names of their own."""
        return any(self._reads.ids(file.columns) for file in self.files)

    def _scored(self, batch: Batch, read: list[str], ids: list[str]) -> pa.Table:
        import pyarrow as pa

        found = self._arrow(batch.table.select(read), PLAIN)
        columns = [found.column(field.name) for field in self._results]
        if batch.unsound:
            columns = _refused(batch, columns)
        columns = [in_type(each, field.type) for each, field in zip(columns, self._results, strict=True)]
        kept = [_or_null(_column(batch.table, name)) for name in self._keep]
        return pa.table([_named(batch, ids), *kept, *columns], schema=self.schema)

    def _of_rows(self, batch: Batch) -> pa.Table:
        """The results of the records that rows make up."""
        import pyarrow as pa

        found = self._arrow(batch.table, self._reading)
        kept = [_or_null(texts(found.column(name))) for name in self._keep]
        columns = [in_type(found.column(field.name), field.type) for field in self._results]
        return pa.table([found.column(ID), *kept, *columns], schema=self.schema)

    def _arrow(self, table: pa.Table, reading: Reading) -> pa.Table:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = self._tables.arrow(table, None, reading, texts=self._texts)
        self.singly += sum(each.message.count for each in told if isinstance(each.message, SinglyWarning))
        return found


def _named(batch: Batch, ids: Sequence[str]) -> pa.ChunkedArray:
    """The names of records: those of their column, else `row 12`."""
    import pyarrow as pa
    from pyarrow import compute

    found = None
    for name in ids:
        each = _or_null(texts(batch.table.column(name)))
        found = each if found is None else compute.coalesce(found, each)
    if found is None or found.null_count:
        rows = pa.chunked_array([row_names(batch.rows)])
        found = rows if found is None else compute.coalesce(found, rows)
    return found


def _column(table: pa.Table, name: str) -> pa.ChunkedArray:
    """The texts of a column, which another file may have alone."""
    import pyarrow as pa

    if name not in table.column_names:
        return pa.chunked_array([pa.nulls(table.num_rows, pa.string())])
    return texts(table.column(name))


def _or_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Nothing where the text is empty."""
    from pyarrow import compute

    empty = compute.equal(column, "")
    return compute.if_else(empty, None, column) if compute.any(empty).as_py() else column


def _refused(batch: Batch, columns: list[pa.ChunkedArray]) -> list[pa.ChunkedArray]:
    """The results without those of rows whose cells cannot be trusted, and why these have none."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import compute

    columns = [_plain(column) for column in columns]
    rows = np.zeros(len(columns[-1]), np.bool_)
    rows[list(batch.unsound)] = True
    codes = [
        "; ".join(dict.fromkeys(each.code for each in batch.unsound[at])) for at in sorted(batch.unsound)
    ]
    mask = pa.array(rows)
    values = [compute.if_else(mask, pa.scalar(None, column.type), column) for column in columns[:-1]]
    reasons = columns[-1].combine_chunks()
    return [*values, compute.replace_with_mask(reasons, mask, pa.array(codes, pa.string()))]


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of which no text stands in a dictionary."""
    import pyarrow as pa

    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def ahead(items: Iterable[_Item]) -> Iterator[_Item]:
    """The same items, the next ones made in a thread while one is worked on."""
    source = iter(items)
    pool = ThreadPoolExecutor(1)
    try:
        waiting = deque(pool.submit(next, source, None) for _ in range(DEPTH))
        while (item := waiting.popleft().result()) is not None:
            waiting.append(pool.submit(next, source, None))
            yield item
    finally:
        pool.shutdown(cancel_futures=True)


def behind(items: Iterable[_Item], work: Callable[[_Item], Callable[[], None]]) -> Iterator[_Item]:
    """The same items, the work of each done in order in a thread while the next ones are made.

    What the work does not need of an item is not held until it is done.
    """
    pool = ThreadPoolExecutor(1)
    waiting: deque[Future[None]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work(item)))
            if len(waiting) > DEPTH:
                waiting.popleft().result()
            yield item
        while waiting:
            waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def codes(results: pa.Table) -> dict[str, int]:
    """How many of these rows have each code of a problem."""
    from pyarrow import compute

    found: dict[str, int] = {}
    for each in compute.value_counts(results.column(PROBLEMS)).to_pylist():
        for code in (each["values"] or "").split("; "):
            if code:
                found[code] = found.get(code, 0) + each["counts"]
    return found
