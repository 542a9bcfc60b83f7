"""The results of a program over columns, as columns of Arrow of the types that the rubric settles.

What is not final is null. Results that the reference interpreter found are put in their places. A number that
its type does not hold cannot be (`frames.schema`); Arrow would stop with an error rather than change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.program.columns import Answer
from rubrikdsl.program.ops import Output
from rubrikdsl.records.plain import flat
from rubrikdsl.semantics.record import Value

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

LARGE: Final = 2**63
"""What 64 bits do not hold."""

Single = Mapping[int, Value | None]
"""By row: what the reference interpreter found."""


def column(
    output: Output, answer: Answer, words: tuple[str, ...], refer: Mask, single: Single, type: pa.DataType
) -> pa.Array:
    """One output as a column."""
    gone = answer.missing | answer.silent | refer
    match output.type.kind:
        case "number" | "share":
            return _patched(_numbers(output, answer, gone, type), single)
        case "truth":
            return _patched(_plain(answer.values.astype(bool), gone), single)
        case "date":
            return _dates(answer, gone, single)
        case "set":
            codes = output.type.codes
            sets = _each(
                answer.values, lambda held: flat(frozenset(c for at, c in enumerate(codes) if held >> at & 1))
            )
            return _texts(sets, gone, single)
        case _:
            return _texts((answer.values, list(words)), gone, single)


def reasons(masks: Mapping[str, Mask], rows: int, single: Mapping[int, str | None]) -> pa.Array:
    """Why rows have not all results: the codes of what rows are marked with, and those of single rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    array = pa.nulls(rows, pa.string())
    for code, mask in masks.items():
        if mask.any():
            found = pc.if_else(pa.array(mask), code, pa.scalar(None, pa.string()))
            both = pc.binary_join_element_wise(array, found, "; ")
            array = pc.coalesce(both, array, found)
    return _patched(array, single)


def alone(type: pa.DataType, rows: int, single: Single) -> pa.Array:
    """A column of which the reference interpreter found everything."""
    import pyarrow as pa

    return pa.array([_as(single.get(row), type) for row in range(rows)], type)


def _as(value: Value | None, type: pa.DataType) -> object:
    """A value as Arrow takes it in a column of a type."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_decimal(type):
        return Decimal(flat(value))
    return flat(value) if pa.types.is_string(type) else value


def _plain(values: Any, gone: Mask) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, mask=gone)


def _patched(array: pa.Array, single: Single) -> pa.Array:
    """The column with the results of single rows in their places."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if not single:
        return array
    rows = np.zeros(len(array), np.bool_)
    rows[list(single)] = True
    found = pa.array([_as(single[row], array.type) for row in sorted(single)], array.type)
    return pc.replace_with_mask(array, pa.array(rows), found)


def _numbers(output: Output, answer: Answer, gone: Mask, type: pa.DataType) -> pa.Array:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    places = type.scale if pa.types.is_decimal(type) else None
    if answer.unders is None and places is not None:
        factor = Fraction(10**places, output.scale)
        values = answer.values
        reach = max(abs(int(values.max(initial=0))), abs(int(values.min(initial=0))))
        if reach * factor.numerator < LARGE:
            units = values.astype(np.int64, copy=False)
            units = units * factor.numerator if factor.numerator != 1 else units
            if factor.denominator != 1:  # where a number stands, it divides
                units = units // factor.denominator
            return _decimals(units, gone, type)
    unders = np.ones(len(gone), np.int64) if answer.unders is None else answer.unders
    pairs = np.stack([answer.values.astype(np.int64), unders.astype(np.int64)], axis=1)
    pairs[gone] = 0, 1  # what stands there is any number
    different, back = np.unique(pairs, axis=0, return_inverse=True)
    numbers = [Fraction(over, output.scale * under) for over, under in different.tolist()]
    found = pa.array([_as(number, type) for number in numbers], type).take(pa.array(back.reshape(-1)))
    return pc.if_else(pa.array(gone), pa.scalar(None, type), found)


def _decimals(units: Any, gone: Mask, type: pa.DataType) -> pa.Array:
    """Whole numbers as decimals, without a text between."""
    import numpy as np
    import pyarrow as pa

    pair = np.empty((len(units), 2), np.int64)
    pair[:, 0] = units
    pair[:, 1] = units >> 63
    validity = np.packbits(~gone, bitorder="little")
    buffers = [pa.py_buffer(validity.tobytes()), pa.py_buffer(pair)]
    return pa.Array.from_buffers(type, len(units), buffers)


def _dates(answer: Answer, gone: Mask, single: Single) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    from rubrikdsl.workspace.frames.read import FIRST_DAY

    days = answer.values.astype(np.int32) - np.int32(FIRST_DAY)
    return _patched(pa.array(days, pa.int32(), mask=gone).cast(pa.date32()), single)


def _each(values: Any, text: Any) -> tuple[Any, list[str]]:
    """The places of the different numbers, and a text for each of these."""
    import numpy as np

    different, back = np.unique(values, return_inverse=True)
    return back, [text(int(value)) for value in different]


def _texts(found: tuple[Any, list[str]], gone: Mask, single: Single) -> pa.Array:
    import pyarrow as pa

    at, texts = found
    array = pa.array(texts, pa.string()).take(pa.array(at, mask=gone))
    return _patched(array, single)
