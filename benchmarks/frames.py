"""The rows of the scheme as frames of the kinds that users have."""

from __future__ import annotations

from typing import Any

from benchmarks import scheme


def narrow(data: scheme.Data) -> Any:
    """An Arrow table of decimals of 32 bits: the hundredths themselves, without a copy."""
    import pyarrow as pa

    columns = {
        name: pa.Array.from_buffers(pa.decimal32(5, 2), len(data), [None, pa.py_buffer(column)])
        for name, column in data.columns.items()
    }
    return pa.table({**columns, "lokasi": places(data)})


def wide(data: scheme.Data) -> Any:
    """An Arrow table of decimals of 128 bits, as Parquet files and databases give them."""
    import pyarrow as pa

    table = narrow(data)
    schema = pa.schema([(name, pa.decimal128(5, 2)) for name in scheme.NAMES] + [("lokasi", pa.string())])
    return table.cast(schema)


def points(data: scheme.Data) -> dict[str, Any]:
    """Columns of 64-bit floats."""
    return {name: column / 100 for name, column in data.columns.items()}


def whole(data: scheme.Data) -> dict[str, Any]:
    """Columns of whole points."""
    return {name: column // 100 for name, column in data.columns.items()}


def places(data: scheme.Data) -> Any:
    """The places as texts."""
    import pyarrow as pa

    return pa.array(scheme.PLACES).take(pa.array(data.place))
