"""Rows of a Parquet file, part by part: by Arrow, and its decimals by Polars where that is quicker.

A decimal may be stored as an integer or as bytes. Bytes Arrow takes apart value by value, more than ten times
as long as Polars does. Where Polars is installed and the values are many, it reads those columns; what it
cannot read Arrow does.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

MANY: Final = 4_000_000
"""Values from which on starting Polars takes less time than it saves."""

GROUP: Final = 4 * 2**20
"""Rows of a row group up to which it is quicker: each part of it is found from the group's first row."""


def parts(file: str, names: list[str], texts: list[str], most: int) -> Iterator[pa.Table]:
    """Some columns of all rows, up to `most` at a time; those of `texts` as dictionaries."""
    import pyarrow as pa
    from pyarrow import parquet

    with parquet.ParquetFile(file, read_dictionary=texts, pre_buffer=False) as opened:
        most = _even(opened.metadata, most)
        done = 0
        for part in _by_polars(file, opened, names, most):
            yield part
            done += part.num_rows
        if done and done == opened.metadata.num_rows:
            return
        for batch in opened.iter_batches(most, columns=names):
            known = min(done, batch.num_rows)
            done -= known
            if known < batch.num_rows or not known:
                yield pa.Table.from_batches([batch.slice(known)])


def _longest(metadata: parquet.FileMetaData) -> int:
    """The rows of the longest row group."""
    return max((metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)), default=0)


def _even(metadata: parquet.FileMetaData, most: int) -> int:
    """The rows of a part, so that those of a row group are alike."""
    rows = _longest(metadata)
    return -(-rows // -(-rows // most)) if rows else most


def _decimals(opened: parquet.ParquetFile, names: Collection[str]) -> list[str]:
    """The columns of decimals that are stored as bytes, where Polars is there and they are worth it."""
    import pyarrow as pa

    schema = opened.schema_arrow
    leaves = (opened.schema.column(at) for at in range(len(opened.schema)))
    bytes = {leaf.path for leaf in leaves if leaf.physical_type == "FIXED_LEN_BYTE_ARRAY"}
    found = [
        name
        for name in schema.names
        if name in bytes
        and name in names
        and pa.types.is_decimal(schema.field(name).type)
        and not pa.types.is_decimal256(schema.field(name).type)
        and not name.startswith("^")  # a pattern, to Polars
    ]
    few = opened.metadata.num_rows * len(found) < MANY or _longest(opened.metadata) > GROUP
    return [] if few or find_spec("polars") is None else found


def _by_polars(file: str, opened: parquet.ParquetFile, names: list[str], most: int) -> Iterator[pa.Table]:
    """The rows as far as Polars can read them; what it does not read more quickly is Arrow's."""
    import pyarrow as pa

    quick = _decimals(opened, names)
    if not quick:
        return
    import polars as pl

    scan = pl.scan_parquet(Path(file), glob=False, hive_partitioning=False).select(quick)
    newest = pl.CompatLevel.newest()
    rest = [name for name in names if name not in quick]
    first = 0
    for batch in opened.iter_batches(most, columns=rest):
        try:
            part = scan.slice(first, batch.num_rows).collect().to_arrow(compat_level=newest)
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return  # Arrow goes on, or says what is wrong
        for name, column in zip(rest, batch.columns, strict=True):
            part = part.append_column(name, pa.chunked_array([column]))
        yield part.select(names)
        first += batch.num_rows
