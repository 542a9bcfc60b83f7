"""Columns as the texts that `records.rows.shown` and CSV have for their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.records.rows import shown
from rubrikdsl.records.tree import from_mapping

if TYPE_CHECKING:
    import pyarrow as pa


def texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Every value as a text, the empty one where there is none."""
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind):
        return texts(column.cast(kind.value_type))
    if pa.types.is_string(kind):
        found = compute.utf8_trim_whitespace(column)
    elif pa.types.is_boolean(kind):
        found = compute.if_else(column, "yes", "no")
    elif pa.types.is_integer(kind) or pa.types.is_date32(kind) or pa.types.is_large_string(kind):
        found = compute.utf8_trim_whitespace(column.cast(pa.string()))
    elif pa.types.is_decimal(kind) and kind.scale >= 0:
        found = _decimals(column)
    elif pa.types.is_null(kind):
        found = column.cast(pa.string())
    else:
        found = pa.chunked_array([[_shown(value) for value in column.to_pylist()]], pa.string())
    return compute.fill_null(found, "")


def _decimals(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Decimals without the zeros at their ends."""
    import pyarrow as pa
    from pyarrow import compute

    each = compute.unique(column)
    found = compute.cast(each, pa.string())
    exponents = compute.match_substring(found, "E")  # of very small ones
    if compute.any(exponents).as_py():
        found = pa.array([_shown(value) for value in each.to_pylist()], pa.string())
    elif column.type.scale:
        found = compute.utf8_rtrim(compute.utf8_rtrim(found, "0"), ".")
    return found.take(compute.index_in(column, each))


def _shown(value: object) -> str:
    """Any other value, as a row of small data has it."""
    return shown(from_mapping({"": value}).cells.get("", ""))


def in_type(column: pa.ChunkedArray, type: pa.DataType) -> pa.ChunkedArray:
    """A column of results in a type that holds all of its values."""
    import pyarrow as pa
    from pyarrow import compute

    if column.type == type:
        return column
    if not pa.types.is_string(type):
        return column.cast(type)
    return compute.if_else(column.is_null(), None, texts(column))
