"""Columns as the texts that `records.rows.shown` and CSV have for their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.records.rows import shown
from rubrikdsl.records.tree import from_mapping

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


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
    if pa.types.is_dictionary(type):
        return column.dictionary_encode()
    if not pa.types.is_string(type):
        return column.cast(type)
    return compute.if_else(column.is_null(), None, texts(column))


def row_names(rows: NDArray[np.int64]) -> pa.Array:
    """`row 12` for each of these numbers, which are above 0 and ascend."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import compute

    first, end = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
    if end - first != len(rows) or not len(rows):
        return compute.binary_join_element_wise("row", pa.array(rows).cast(pa.string()), " ")
    lengths = range(len(str(first)), len(str(end - 1)) + 1)
    spans = [(max(first, 10 ** (digits - 1)), min(end, 10**digits), 4 + digits) for digits in lengths]
    signs = np.empty(sum((end - first) * wide for first, end, wide in spans), np.uint8)
    ends = np.zeros(len(rows) + 1, np.int32)
    done = at = 0
    for first, end, wide in spans:
        count, size = end - first, (end - first) * wide
        _write(first, end, signs[at : at + size].reshape(count, wide))
        ends[done + 1 : done + count + 1] = np.arange(at + wide, at + size + 1, wide)
        done, at = done + count, at + size
    return pa.StringArray.from_buffers(len(rows), pa.py_buffer(ends), pa.py_buffer(signs))


def _write(first: int, end: int, signs: NDArray[np.uint8]) -> None:
    """The signs of such names, one after the other; a thousand of them differ in the last three only."""
    import numpy as np

    thousand = np.empty((1000, signs.shape[1]), np.uint8)
    thousand[:, -3:] = np.frombuffer(b"".join(b"%03d" % at for at in range(1000)), np.uint8).reshape(1000, 3)
    before = b""
    for start in range(first - first % 1000, end, 1000):
        head = b"row %d" % (start // 1000) if start else b"row "
        for at, sign in enumerate(head):
            if before[at : at + 1] != head[at : at + 1]:
                thousand[:, at] = sign
        before = head
        low, high = max(start, first), min(start + 1000, end)
        signs[low - first : high - first] = thousand[low - start : high - start]
