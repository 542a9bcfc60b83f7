"""Columns of Arrow as the whole numbers of a program's slots.

A value has the number that its record's reader would give it, or none; then its record is one for the
reference interpreter. Numbers are taken as they are stored: whole numbers and decimals exactly, a float where
it is the nearest one to a number of the slot's grid (so that its shortest text is that number), texts each
once.
"""

from __future__ import annotations

from datetime import date
from math import gcd
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import number
from rubrikdsl.program.columns import Held
from rubrikdsl.program.ops import Slot
from rubrikdsl.records.names import Target
from rubrikdsl.records.single import said
from rubrikdsl.semantics.record import NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.plan.ir import Plan

    Mask = NDArray[np.bool_]

FIRST_DAY: Final = date(1970, 1, 1).toordinal()
EXACT: Final = 10**15
"""Up to so many units a float tells neighbouring numbers of a grid apart."""


def held(
    slot: Slot, column: pa.ChunkedArray, name: str, target: Target, plan: Plan, words: Mapping[str, int]
) -> Held:
    """What a column says to a slot."""
    import numpy as np
    import pyarrow as pa

    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], column.type)
    rows, type = len(array), array.type
    missing: Mask = np.zeros(rows, np.bool_) if not array.null_count else _mask(array.is_null())
    silent: Mask | None = None
    kind = slot.type.kind
    units: Any
    if kind == "number" and (
        pa.types.is_integer(type) or pa.types.is_floating(type) or pa.types.is_decimal(type)
    ):
        units, refer = _numbers(slot, array, missing)
    elif kind == "truth" and pa.types.is_boolean(type):
        units, refer = _mask(array.fill_null(False)).astype(np.int32), None
    elif kind == "date" and pa.types.is_date32(type):
        units, refer = _filled(array.cast(pa.int32())) + FIRST_DAY, None
    elif pa.types.is_string(type) or pa.types.is_large_string(type) or pa.types.is_dictionary(type):
        units, blank, silent, refer = _texts(slot, array, name, target, plan, words)
        missing |= blank
    elif pa.types.is_null(type):
        units, refer = np.zeros(rows, np.int32), None
    else:
        units, refer = np.zeros(rows, np.int32), ~missing
    if refer is not None and not refer.any():
        refer = None
    gone = missing if silent is None else missing | silent
    gone = gone if refer is None else gone | refer
    if gone.any():
        units = np.where(gone, units.dtype.type(slot.low), units)
    found = units.astype(np.int32 if _is_narrow(slot) else np.int64, copy=False)
    return Held(found, missing if missing.any() else None, silent, refer)


def _is_narrow(slot: Slot) -> bool:
    """Whether 32 bits hold its numbers."""
    return max(abs(slot.low), abs(slot.high)) < 2**31


def _mask(array: pa.Array) -> Mask:
    import numpy as np

    return np.asarray(array.to_numpy(zero_copy_only=False), np.bool_)


def _filled(array: pa.Array) -> Any:
    return array.fill_null(0).to_numpy(zero_copy_only=False)


def _numbers(slot: Slot, array: pa.Array, missing: Mask) -> tuple[Any, Mask | None]:
    """Numbers as units of the slot, and those that lie beyond it or between its points (None: none do)."""
    import numpy as np
    import pyarrow as pa

    type = array.type
    low, high = slot.low, slot.high
    if pa.types.is_integer(type) and slot.step == 1 and len(array) and not array.null_count:
        whole = array.to_numpy(zero_copy_only=False)
        if int(whole.min()) * slot.scale >= low and int(whole.max()) * slot.scale <= high:
            return np.multiply(whole, slot.scale, dtype=np.int32 if _is_narrow(slot) else np.int64), None
    if pa.types.is_floating(type):
        values = _filled(array).astype(np.float64, copy=False)
        with np.errstate(all="ignore"):
            near = np.rint(values * slot.scale)
            off = ~(np.abs(near) < EXACT) | (near / slot.scale != values)
        if pa.types.is_float32(type) or pa.types.is_float16(type):
            off[:] = True  # the shortest text of a narrow float is not that of the wide one
        units = np.where(off, 0, near).astype(np.int64)
    else:
        if pa.types.is_decimal(type):
            stored, scale = _unscaled(array), 10**type.scale
        else:
            stored, scale = _filled(array), 1
            if stored.dtype == np.uint64:
                big = stored > 2**62
                stored = np.where(big, 2**62, stored)
            stored = stored.astype(np.int64, copy=False)
        common = gcd(slot.scale, scale)
        factor, divisor = slot.scale // common, scale // common
        limit = (2**62) // factor
        far = (stored > limit) | (stored < -limit)
        units = np.where(far, 0, stored) * factor
        off = far
        if divisor != 1:
            off = off | (units % divisor != 0)
            units //= divisor
    off = off | (units < low) | (units > high)
    if slot.step != 1:
        off = off | ((units - low) % slot.step != 0)
    return units, off & ~missing


def _unscaled(array: pa.Array) -> Any:
    """The stored whole numbers of decimals; those of more than 63 bits as far beyond any slot."""
    import numpy as np

    width = array.type.bit_width
    if width < 64:
        stored = np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array)]
        return stored.astype(np.int64)
    each = width // 64
    words = np.frombuffer(array.buffers()[1], np.int64)
    words = words[each * array.offset : each * (array.offset + len(array))].reshape(-1, each)
    fits = (words[:, 1:] == (words[:, :1] >> 63)).all(axis=1)
    return np.where(fits, words[:, 0], 2**62 + 1)


def _texts(
    slot: Slot, array: pa.Array, name: str, target: Target, plan: Plan, words: Mapping[str, int]
) -> tuple[Any, Mask, Mask | None, Mask]:
    """Each different text once."""
    import numpy as np
    import pyarrow as pa

    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    different = encoded.dictionary.to_pylist()
    units = np.full(len(different) + 1, slot.low, np.int64)
    blank, silent, refer = (np.zeros(len(different) + 1, np.bool_) for _ in range(3))
    for at, text in enumerate(different):
        if text is None or (isinstance(text, str) and not text.strip()):
            blank[at] = True
            continue
        found = said(name, text, target, plan) if isinstance(text, str) else None
        if found is NOT_APPLICABLE and slot.not_applicable and target.slot.state is None:
            silent[at] = True
            continue
        try:
            if found is None or found is NOT_APPLICABLE:
                raise BeyondError
            units[at] = number(slot, found, words)
        except BeyondError:
            refer[at] = True
    blank[-1] = True
    at = encoded.indices.fill_null(len(different)).to_numpy(zero_copy_only=False)
    return units[at], blank[at], silent[at] if silent.any() else None, refer[at]
