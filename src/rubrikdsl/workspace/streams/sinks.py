"""Results part by part as the bytes of Parquet, Arrow or CSV; that a file is whole is `workspace.files`'."""

from __future__ import annotations

from abc import ABC
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import nullcontext
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import BinaryIO
from typing import Final
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.records.bind import ID
from rubrikdsl.records.write import Scored
from rubrikdsl.records.write import to_json
from rubrikdsl.workspace.frames.scored import PROBLEMS
from rubrikdsl.workspace.streams.cells import texts

if TYPE_CHECKING:
    import pyarrow as pa

Form = Literal["parquet", "arrow", "csv"]

GROUP: Final = 1_048_576
"""Rows of a row group."""

QUOTED: Final = '[",\r\n]'
"""What a cell of CSV stands in quotation marks for."""


class Sink(ABC):
    """Takes tables of one schema; its block ends with the last of them."""

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Where something went wrong nobody will read the file, but what is open must not be closed later.
        with suppress(OSError) if kind is not None else nullcontext():
            self.close()

    @abstractmethod
    def write(self, table: pa.Table) -> None:
        """More rows."""

    @abstractmethod
    def close(self) -> None:
        """All rows were written."""


def sink(file: BinaryIO, form: Form, schema: pa.Schema, ordered: Sequence[str] = ()) -> Sink:
    """Into an open file; by columns that are `ordered` readers of Parquet may look for rows."""
    match form:
        case "parquet":
            return _Parquet(file, schema, ordered)
        case "arrow":
            return _Arrow(file, schema)
        case "csv":
            return _Csv(file, schema)
        case _:
            assert_never(form)


class _Parquet(Sink):
    def __init__(self, file: BinaryIO, schema: pa.Schema, ordered: Sequence[str]) -> None:
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(
            file,
            schema,
            compression="zstd",
            compression_level=1,
            # names are all different: looking for the same ones again takes long and finds nothing
            use_dictionary=[name for name in schema.names if name != ID],
            # a million rows have all scores and classes; finding their ends takes a third of the time
            write_statistics=[*ordered, PROBLEMS],
            store_schema=False,  # what stands in a dictionary here is read as texts
        )
        self._waiting: list[pa.Table] = []

    def write(self, table: pa.Table) -> None:
        """A row group, when there are enough for one."""
        self._waiting.append(table)
        if sum(each.num_rows for each in self._waiting) >= GROUP:
            self._group()

    def _group(self) -> None:
        import pyarrow as pa

        if self._waiting:
            whole = pa.concat_tables(self._waiting).unify_dictionaries()
            self._writer.write_table(whole, 2 * GROUP)
            self._waiting.clear()

    def close(self) -> None:
        """With the description of the columns, without which there is no file."""
        try:
            self._group()
        finally:
            self._writer.close()


class _Arrow(Sink):
    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        from pyarrow import ipc

        self._writer = ipc.new_file(file, schema)

    def write(self, table: pa.Table) -> None:
        """A batch, or several."""
        self._writer.write_table(table, GROUP)

    def close(self) -> None:
        """With the places of the batches."""
        self._writer.close()


class _Csv(Sink):
    """As `tables.text.to_csv` writes it: exact texts, quotation marks where they are needed."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        import pyarrow as pa

        self._file = file
        heads = pa.table([[name] for name in schema.names], names=list(map(str, range(len(schema)))))
        self.write(heads)

    def write(self, table: pa.Table) -> None:
        """A line a row."""
        from pyarrow import compute

        if not table.num_rows:
            return
        cells = [_quoted(texts(column)) for column in table.columns]
        lines = compute.binary_join_element_wise(*cells, ",")
        whole = compute.binary_join_element_wise(lines, "", "\n").combine_chunks()
        self._file.write(memoryview(whole.buffers()[2]))

    def close(self) -> None:
        """Nothing more is needed."""


def _quoted(column: pa.ChunkedArray) -> pa.ChunkedArray:
    from pyarrow import compute

    if not compute.any(compute.match_substring_regex(compute.unique(column), QUOTED)).as_py():
        return column
    inner = compute.replace_substring(column, '"', '""')
    quoted = compute.binary_join_element_wise('"', inner, '"', "")
    return compute.if_else(compute.match_substring_regex(column, QUOTED), quoted, column)


class Objects:
    """An array of JSON, as `records.write.to_json` writes it, an object a result."""

    def __init__(self, file: BinaryIO, language: Language) -> None:
        self._file, self._language, self._any = file, language, False

    def __enter__(self) -> Objects:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._file.write(b"\n]\n" if self._any else b"[]\n")

    def write(self, rows: Sequence[Scored]) -> None:
        """More results."""
        if rows:
            text = to_json(rows, self._language).removeprefix("[").removesuffix("\n]\n")
            self._file.write(("," if self._any else "[").encode() + text.encode("utf-8", "backslashreplace"))
            self._any = True
