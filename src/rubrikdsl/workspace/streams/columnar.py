"""Files of Parquet and Arrow, part by part, with the values that `records.sheets.columnar` would read."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.records import problems as tables
from rubrikdsl.records.sheets import problems
from rubrikdsl.records.sheets.columnar import day
from rubrikdsl.records.sheets.columnar import moments
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import reason
from rubrikdsl.workspace.streams import batches
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import BrokenError
from rubrikdsl.workspace.streams.batches import Opened

if TYPE_CHECKING:
    import pyarrow as pa

Columnar = Literal["parquet", "arrow"]
_NAMES = {"parquet": "Parquet", "arrow": "Arrow"}


class Columns(Opened):
    """A file of columns; raises `BrokenError` and `FileError` where it cannot be opened."""

    def __init__(self, file: str, form: Columnar) -> None:
        self.file, self.form = file, form
        with _readable(file, form):
            self.size = Path(file).stat().st_size
            if form == "parquet":
                from pyarrow import parquet

                metadata = parquet.read_metadata(file)
                self.rows, schema = metadata.num_rows, metadata.schema.to_arrow_schema()
            else:
                from pyarrow import ipc

                with ipc.open_file(file) as opened:
                    self.rows = sum(opened.get_batch(at).num_rows for at in range(opened.num_record_batches))
                    schema = opened.schema
        self._schema = schema
        names = [str(name) for name in schema.names]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise BrokenError(tables.key_twice(file, None, twice))
        self.columns = tuple(name for field in schema for name in _flat(field.name, field.type))
        self.problems = () if self.rows else (tables.empty_file(file),)

    def batches(self, wanted: Collection[str], names: Collection[str] = ()) -> Iterator[Batch]:
        """All rows."""
        import numpy as np

        tops = [
            field.name
            for field in self._schema
            if any(name in wanted for name in _flat(field.name, field.type))
        ]
        first = 0
        with _readable(self.file, self.form):
            for part in self._parts(tops, names):
                rows = np.arange(first + 1, first + part.num_rows + 1)
                first += part.num_rows
                yield Batch(self.file, _plain(part), rows, first / (self.rows or 1))

    def _parts(self, names: list[str], plain: Collection[str]) -> Iterator[pa.Table]:
        import pyarrow as pa

        if self.form == "parquet":
            from rubrikdsl.workspace.streams.parquet import parts

            texts = [each for each in names if each not in plain and _is_text(self._schema.field(each).type)]
            yield from parts(self.file, names, texts, _rows_of(self.size, self.rows))
            return
        from pyarrow import ipc

        with pa.memory_map(self.file) as mapped:
            read = ipc.open_file(mapped, options=ipc.IpcReadOptions(included_fields=self._places(names)))
            for at in range(read.num_record_batches):
                table = pa.Table.from_batches([read.get_batch(at)])
                for start in range(0, table.num_rows, batches.ROWS):
                    yield table.slice(start, batches.ROWS)

    def _places(self, names: list[str]) -> list[int]:
        return [self._schema.get_field_index(name) for name in names]


@contextmanager
def _readable(file: str, form: Columnar) -> Iterator[None]:
    """What goes wrong in reading: a file that cannot be opened, or one that is not what it is called."""
    import pyarrow as pa

    try:
        yield
    except OSError as fault:
        if fault.errno is not None:
            raise FileError(file, reason(fault)) from fault
        raise BrokenError(_no_columns(file, form)) from fault
    except (pa.ArrowException, NotImplementedError) as fault:
        raise BrokenError(_no_columns(file, form)) from fault


def _no_columns(file: str, form: Columnar) -> Problem:
    return problems.not_columns(file, _NAMES[form])


def _rows_of(size: int, rows: int) -> int:
    """How many rows a part has, by what the file takes for one (unpacked about four times as much)."""
    each = 4 * size // (rows or 1) + 1
    return max(1024, min(batches.ROWS, batches.BYTES // each))


def _flat(name: str, type: pa.DataType) -> Iterator[str]:
    """The columns that a column is: those of a struct are its parts."""
    import pyarrow as pa

    if not pa.types.is_struct(type):
        yield name
        return
    for at in range(type.num_fields):
        yield from _flat(f"{name}.{type.field(at).name}", type.field(at).type)


def _is_text(type: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(type) or pa.types.is_large_string(type))


def _plain(table: pa.Table) -> pa.Table:
    """The same columns in types of which a value's text is the one that a reader of rows would see."""
    import pyarrow as pa

    while any(pa.types.is_struct(column.type) for column in table.columns):
        table = table.flatten()
    for at, field in enumerate(table.schema):
        column = _plainly(table.column(at))
        if column is not None:
            table = table.set_column(at, field.name, column)
    return table


def _plainly(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """A column in other words; None where it may stay as it is."""
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind) and not _is_text(kind.value_type):
        plain = column.cast(kind.value_type)
        return plain if (again := _plainly(plain)) is None else again
    if pa.types.is_float16(kind):
        return _plainly(column.cast(pa.float32()))
    if pa.types.is_float32(kind):  # the shortest text of a narrow float is not that of the wide one
        return column.cast(pa.string()).cast(pa.float64())
    if pa.types.is_date64(kind):
        return column.cast(pa.date32())
    if pa.types.is_timestamp(kind):
        if kind.tz is None:
            dates = column.cast(pa.date32(), safe=False)
            if compute.all(compute.equal(dates.cast(kind, safe=False), column)).as_py() is not False:
                return dates
        days = [day(moment) for moment in moments(column)]
        return pa.chunked_array([[None if each is None else each.isoformat() for each in days]], pa.string())
    return None
