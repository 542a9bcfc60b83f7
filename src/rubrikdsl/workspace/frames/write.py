"""The results of a program over columns, as columns of Arrow of the types that the rubric settles.

What is not final is null. Results that the reference interpreter found are put in their places. A number that
its type does not hold cannot be (`frames.schema`); Arrow would stop with an error rather than change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Union

from rubrikdsl.program.columns import Answer
from rubrikdsl.program.ops import Output
from rubrikdsl.records.plain import flat
from rubrikdsl.semantics.record import Value
from rubrikdsl.workspace.frames.computed import Value as Computed
from rubrikdsl.workspace.frames.texts import is_text
from rubrikdsl.workspace.frames.texts import is_view

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

LARGE: Final = 2**63
"""What 64 bits do not hold."""

PART: Final = 262_144
"""Rows that are written at a time."""

Single = Mapping[int, Union[Value, None]]
"""By row: what the reference interpreter found."""


def columns(
    values: Sequence[Computed],
    refer: Mask,
    singles: Mapping[int, Sequence[Value | None]],
    types: Sequence[pa.DataType],
    threads: int,
) -> list[pa.ChunkedArray]:
    """Values as columns, each a stretch of rows at a time; `singles` has by row those of the interpreter."""
    from concurrent.futures import ThreadPoolExecutor

    import pyarrow as pa

    parts = [slice(at, min(at + PART, len(refer))) for at in range(0, len(refer), PART)]
    alone = [dict[int, Sequence[Union[Value, None]]]() for _ in parts]
    for row, own in singles.items():
        alone[row // PART][row % PART] = own

    def one(at: int, part: int) -> pa.Array:
        here = parts[part]
        found = {row: own[at] for row, own in alone[part].items()}
        value = values[at]
        return _column(value.output, _cut(value.answer, here), value.words, refer[here], found, types[at])

    work = [(at, part) for at in range(len(values)) for part in range(len(parts))]
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda each: one(*each), work))
    count = len(parts)
    return [pa.chunked_array(found[at * count : (at + 1) * count], type) for at, type in enumerate(types)]


def _cut(answer: Answer, part: slice) -> Answer:
    unders = None if answer.unders is None else answer.unders[part]
    return Answer(answer.values[part], unders, answer.missing[part], answer.silent[part])


def _column(
    output: Output, answer: Answer, words: Sequence[str], refer: Mask, single: Single, type: pa.DataType
) -> pa.Array:
    """One output as a column."""
    gone = answer.missing | answer.silent | refer
    match output.type.kind:
        case "number" | "share":
            return _numbers(output, answer, gone, single, type)
        case "truth":
            return _patched(_plain(answer.values.astype(bool), gone), single)
        case "date":
            return _dates(answer, gone, single)
        case "set":
            codes = output.type.codes
            sets = _each(
                answer.values, lambda held: flat(frozenset(c for at, c in enumerate(codes) if held >> at & 1))
            )
            return _texts(*sets, gone, single, type)
        case _:
            return _texts(answer.values, list(words), gone, single, type)


def reasons(
    masks: Mapping[str, Mask], rows: int, single: Mapping[int, str | None], type: pa.DataType
) -> pa.Array:
    """Why rows have not all results: the codes of what rows are marked with, and those of single rows."""
    import numpy as np

    places, codes = np.zeros(rows, np.uint8), [code for code, mask in masks.items() if mask.any()]
    if not single and not codes:
        return _nothing(rows, type)
    for bit, code in enumerate(codes):
        places |= masks[code].view(np.uint8) << bit
    texts = ["; ".join(c for bit, c in enumerate(codes) if at >> bit & 1) for at in range(1 << len(codes))]
    return _texts(places, texts, places == 0, single, type)


def _nothing(rows: int, type: pa.DataType) -> pa.Array:
    """Nulls; views among them have no memory of their own where nothing was ever written."""
    import numpy as np
    import pyarrow as pa

    if not is_view(type):
        return pa.nulls(rows, type)
    bare = [pa.py_buffer(np.zeros(size, np.uint8)) for size in (-(-rows // 8), 16 * rows)]
    return pa.Array.from_buffers(type, rows, bare)


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
    return flat(value) if is_text(type) or is_view(type) or pa.types.is_dictionary(type) else value


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


def _numbers(output: Output, answer: Answer, gone: Mask, single: Single, type: pa.DataType) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    if pa.types.is_decimal(type):
        units = _units(answer, gone, Fraction(10**type.scale, output.scale))
        if units is not None:
            return _patched(_decimals(units, gone, type), single)
    unders = np.ones(len(gone), np.int64) if answer.unders is None else answer.unders
    pairs = np.stack([answer.values.astype(np.int64), unders.astype(np.int64)], axis=1)
    pairs[gone] = 0, 1  # what stands there is any number
    different, back = np.unique(pairs, axis=0, return_inverse=True)
    numbers = [Fraction(over, output.scale * under) for over, under in different.tolist()]
    places = back.reshape(-1)
    if is_text(type) or is_view(type):
        return _texts(places, [flat(number) for number in numbers], gone, single, type)
    found = pa.array([_as(number, type) for number in numbers], type)
    return _patched(found.take(pa.array(places, mask=gone)), single)


def _units(answer: Answer, gone: Mask, factor: Fraction) -> Any:
    """The numbers as units of the last decimal place; None where 64 bits do not hold them."""
    import numpy as np

    values, unders = answer.values, answer.unders
    if not len(values):
        return values.astype(np.int64)
    reach = max(abs(int(values.max())), abs(int(values.min())))
    most = 1 if unders is None else max(abs(int(unders.max())), abs(int(unders.min())))
    if reach * factor.numerator >= LARGE or most * factor.denominator >= LARGE:
        return None
    units = values.astype(np.int64, copy=False)
    if factor.numerator != 1:
        units = units * factor.numerator
    divisor: Any = factor.denominator
    if unders is not None:
        divisor = np.where(gone, 1, unders.astype(np.int64) * factor.denominator)
    elif factor.denominator == 1:
        return units
    return units // divisor  # where a number stands, it divides


def _decimals(units: Any, gone: Mask, type: pa.DataType) -> pa.Array:
    """Whole numbers as decimals, without a text between."""
    import numpy as np
    import pyarrow as pa

    pair = np.empty((len(units), 2), np.int64)
    pair[:, 0] = units
    pair[:, 1] = units >> 63
    return pa.Array.from_buffers(type, len(units), [_validity(gone), pa.py_buffer(pair)])


def _validity(gone: Mask) -> pa.Buffer | None:
    import numpy as np
    import pyarrow as pa

    return pa.py_buffer(np.packbits(~gone, bitorder="little")) if gone.any() else None


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


def _texts(places: Any, texts: list[str], gone: Mask, single: Single, type: pa.DataType) -> pa.Array:
    """Texts by their places in a list."""
    import numpy as np
    import pyarrow as pa

    if single:
        places, gone, texts = places.astype(np.int64), gone.copy(), list(texts)
        known: dict[str, int] = {}
        for row, value in single.items():
            text = "" if value is None else flat(value)
            if text not in known:
                known[text] = len(texts)
                texts.append(text)
            gone[row], places[row] = value is None, known[text]
    if pa.types.is_dictionary(type):
        at = pa.array(places.astype(np.int32, copy=False), mask=gone)
        return pa.DictionaryArray.from_arrays(at, pa.array(texts, type.value_type))
    if not is_view(type):
        return pa.array(texts, type).take(pa.array(places, mask=gone))
    _, views, *long = pa.array(texts or [""], type).buffers()
    pairs = np.frombuffer(views, np.complex128)  # sixteen bytes each: a text, or where it is
    found = pairs.take(np.where(gone, 0, places) if gone.any() else places)
    return pa.Array.from_buffers(type, len(gone), [_validity(gone), pa.py_buffer(found), *long])
