"""A table of Parquet or Arrow to raw records.

Decimals and whole numbers are read as they are, floats by their shortest decimal (each in its own width),
days as days, null as missing. Lists are sets, structs are dotted keys, lists of structs are members.
"""

from __future__ import annotations

from array import array
from datetime import date
from datetime import datetime
from datetime import time
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Literal
from typing import cast

from rubrikdsl.diagnostics.extras import ExtraError
from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.records import problems as tables
from rubrikdsl.records.flat import Cells
from rubrikdsl.records.flat import Flat
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.sheets import problems
from rubrikdsl.records.tree import cell
from rubrikdsl.records.tree import from_tree
from rubrikdsl.records.tree import number

if TYPE_CHECKING:
    import pyarrow

_NAMES = {"parquet": "Parquet", "arrow": "Arrow"}


def read_columnar(file: str, data: bytes, form: Literal["parquet", "arrow"], limits: Limits) -> Sheet:
    """The records of a table."""
    try:
        with needed(problems.COLUMNS, "pyarrow", "data"):
            import pyarrow as pa
    except ExtraError as missing:
        return Sheet(problems=(problems.needs_package(file, missing.message, missing.help),))
    try:
        table = _table(data, form, limits.rows)
        if table is None:
            return Sheet(problems=(tables.too_many_rows(file, None, limits.rows),))
        rows = [_plain(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, NotImplementedError):
        return Sheet(problems=(problems.not_columns(file, _NAMES[form]),))
    names = [str(name) for name in table.column_names]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return Sheet(problems=(tables.key_twice(file, None, twice),))
    if not table.num_rows:
        return Sheet(problems=(tables.empty_file(file),))
    places = range(1, table.num_rows + 1)
    if any(pa.types.is_nested(column.type) for column in table.columns):
        records = [dict(zip(names, row, strict=True)) for row in zip(*rows, strict=True)]
        return from_tree(file, records, limits, places)
    columns = {name: _cells(values, file, limits) for name, values in zip(names, rows, strict=True)}
    return Sheet(Flat(file, columns, places))


def _cells(values: list[object], file: str, limits: Limits) -> Cells:
    """A column of plain values; those of one column are of one type."""
    places = {value: at for at, value in enumerate(dict.fromkeys(values))}
    different = [cell(value, file, limits.nesting) for value in places]
    return Cells(different, array("i", map(places.__getitem__, values)))


def _table(data: bytes, form: Literal["parquet", "arrow"], most: int) -> pyarrow.Table | None:
    """The table; None where it has more rows than may be.

    One thread reads it: where a file is broken, others are still at work when the process ends, and abort it.
    """
    if form == "parquet":
        from pyarrow import parquet

        opened = parquet.ParquetFile(BytesIO(data), pre_buffer=False)
        return None if opened.metadata.num_rows > most else opened.read(use_threads=False)
    from pyarrow import ipc

    table = ipc.open_file(BytesIO(data), options=ipc.IpcReadOptions(use_threads=False)).read_all()
    return None if table.num_rows > most else table


def _plain(column: pyarrow.ChunkedArray) -> list[object]:
    """The values of a column, floats of fewer bits by their own shortest decimal."""
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_float16(kind):
        column = column.cast(pa.float32())
    if pa.types.is_float32(column.type):
        texts = compute.cast(column, pa.string()).to_pylist()
        return [None if text is None else number(text) for text in texts]
    if pa.types.is_timestamp(kind):
        return [day(moment) for moment in moments(column)]
    return list(column.to_pylist())


def moments(column: pyarrow.ChunkedArray) -> list[datetime | None]:
    """The values of a column of timestamps."""
    import pyarrow as pa
    from pyarrow import compute

    found = compute.cast(column, pa.timestamp("us", column.type.tz), safe=False).to_pylist()
    return cast("list[datetime | None]", found)


def day(moment: datetime | None) -> datetime | date | None:
    """Midnight without a zone is how other programs write a day."""
    if moment is None or moment.tzinfo is not None or moment.time() != time():
        return moment
    return moment.date()
