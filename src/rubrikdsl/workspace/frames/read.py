"""Columns of Arrow as the columns of a program: stored values, and how they become numbers.

A value has the number that its record's reader would give it, or none; then its record is one for the
reference interpreter. Numbers are taken as they are stored: whole numbers and decimals exactly, a float where
it is the nearest one to a number of the slot's grid (so that its shortest text is that number), texts each
once. Nothing but texts is gone through here.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from concurrent.futures import Executor
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from math import gcd
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import number
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.stored import BLANK
from rubrikdsl.program.stored import REFER
from rubrikdsl.program.stored import SILENT
from rubrikdsl.program.stored import Column
from rubrikdsl.program.stored import Form
from rubrikdsl.program.stored import Held
from rubrikdsl.program.stored import Piece
from rubrikdsl.program.stored import Stored
from rubrikdsl.program.stored import bits
from rubrikdsl.program.stored import is_narrow
from rubrikdsl.records.names import Target
from rubrikdsl.records.single import said
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.workspace.frames.texts import is_text
from rubrikdsl.workspace.frames.texts import is_view
from rubrikdsl.workspace.frames.texts import placed
from rubrikdsl.workspace.frames.texts import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from rubrikdsl.plan.ir import Plan

FIRST_DAY: Final = date(1970, 1, 1).toordinal()
SHORT: Final = 65_536
"""Chunks that hold fewer rows than this on average are put together first."""
Known = tuple[int, int]
"""The number of a text, and a flag where it has none."""

FEW: Final = 127
"""Up to so many texts have places of a byte."""

LONG: Final = 262_144
"""Texts of so many rows at a time are told apart; each thread holds copies of them meanwhile."""

LARGE: Final = 2**63
"""Whole numbers of columns are below; a program of greater ones does not run over columns."""


def held(
    slot: Slot,
    column: pa.ChunkedArray,
    name: str,
    target: Target,
    plan: Plan,
    words: Mapping[str, int],
    threads: int = 1,
) -> Column:
    """What a column says to a slot."""
    import pyarrow as pa

    if column.num_chunks > 1 and len(column) < SHORT * column.num_chunks:
        column = pa.chunked_array([whole(column)])
    if is_text(column.type) or is_view(column.type):
        with ThreadPoolExecutor(threads) as pool:
            column = coded(column, pool)
    type = column.type
    chunks = [chunk for chunk in column.chunks if len(chunk)]
    if pa.types.is_dictionary(type):
        return _codes(slot, chunks, type, lambda text: _one(slot, text, name, target, plan, words))
    form = _form(slot, type, column.null_count > 0)
    if form is None:
        return _nothing(slot, column)
    return Stored(form, tuple(_piece(chunk, form) for chunk in chunks))


def coded(column: pa.ChunkedArray, pool: Executor) -> pa.ChunkedArray:
    """A column of texts as places in dictionaries, in a byte each where there are few."""
    import pyarrow as pa

    parts = [chunk.slice(at, LONG) for chunk in column.chunks for at in range(0, len(chunk), LONG)]
    found = list(pool.map(_encoded, parts))
    if len(found) > 1 and _is_beyond(found):
        found = [placed(part, pa.int32()) for part in found]
    return pa.chunked_array(found, found[0].type if found else pa.dictionary(pa.int8(), column.type))


def _is_beyond(parts: Sequence[pa.DictionaryArray]) -> bool:
    """Whether all dictionaries together may have more texts than the places of some part can tell."""
    if any(len(part.dictionary) > FEW for part in parts):
        return True
    return len({text for part in parts for text in part.dictionary.to_pylist()}) > FEW


def _encoded(array: pa.Array) -> pa.DictionaryArray:
    import pyarrow as pa

    if is_view(array.type):
        array = array.cast(pa.large_string())  # views have no dictionaries in older versions
    found = array.dictionary_encode()
    return found if len(found.dictionary) > FEW else placed(found, pa.int8())


def _form(slot: Slot, type: pa.DataType, nulls: bool) -> Form | None:
    """How a slot reads what is stored as a type; None where it reads nothing."""
    import pyarrow as pa

    match slot.type.kind:
        case "number" if pa.types.is_integer(type):
            return Form("whole", _stored(type), nulls, factor=slot.scale)
        case "number" if pa.types.is_decimal(type):
            common = gcd(slot.scale, 10**type.scale)
            factor, divisor = slot.scale // common, 10**type.scale // common
            words = max(1, type.bit_width // 64)
            return Form("whole", f"i{type.bit_width // 8 // words}", nulls, words, factor, divisor)
        case "number" if pa.types.is_float64(type):
            return Form("real", "f8", nulls)
        case "truth" if pa.types.is_boolean(type):
            return Form("bits", "u1", nulls)
        case "date" if pa.types.is_date32(type):
            return Form("whole", "i4", nulls, shift=FIRST_DAY)
        case _:  # the shortest text of a narrow float is not that of the wide one
            return None


def _stored(type: pa.DataType) -> str:
    """A type of integers, as NumPy writes it."""
    import pyarrow as pa

    return f"{'i' if pa.types.is_signed_integer(type) else 'u'}{type.bit_width // 8}"


def _piece(array: pa.Array, form: Form) -> Piece:
    import numpy as np

    rows, start = len(array), array.offset
    valid = _map(array.buffers()[0], start, rows) if array.null_count else None
    values = array.buffers()[1]
    if form.kind == "bits":
        return Piece(_map(values, start, rows), valid, rows)
    stored = np.frombuffer(values, form.type)[start * form.words : (start + rows) * form.words]
    return Piece(stored if form.words == 1 else stored.reshape(-1, form.words), valid, rows)


def _map(buffer: pa.Buffer, start: int, rows: int) -> Any:
    """The bits of an array, from those of its first record on."""
    import numpy as np

    map = np.frombuffer(buffer, np.uint8)
    if start % 8 == 0:
        return map[start // 8 : -(-(start + rows) // 8)]
    return np.packbits(bits(map, slice(start, start + rows)), bitorder="little")


def _nothing(slot: Slot, column: pa.ChunkedArray) -> Held:
    """A column of a type of which the slot has no values: what is there is for the reference interpreter."""
    import numpy as np

    missing = np.asarray(column.is_null().to_numpy(), np.bool_)
    numbers: Any = np.full(len(missing), _low(slot), np.int32 if is_narrow(slot) else np.int64)
    return Held(numbers, missing if missing.any() else None, None, None if missing.all() else ~missing)


def _codes(
    slot: Slot, chunks: list[pa.DictionaryArray], type: pa.DictionaryType, one: Callable[[object], Known]
) -> Stored:
    """Each different text once."""
    import numpy as np

    known: dict[object, Known] = {}
    nulls = any(chunk.indices.null_count for chunk in chunks)
    form = Form("code", _stored(type.index_type), nulls)
    pieces = []
    for chunk in chunks:
        found = []
        for text in chunk.dictionary.to_pylist():
            if text not in known:
                known[text] = one(text)
            found.append(known[text])
        found.append((_low(slot), BLANK))
        at, values = _piece(chunk.indices, form), np.array(found, np.int64)
        numbers = values[:, 0].astype(np.int32 if is_narrow(slot) else np.int64)
        pieces.append(Piece(at.data, at.valid, at.rows, numbers, values[:, 1].astype(np.uint8)))
    flags = nulls or any(flag for _, flag in known.values())
    return Stored(replace(form, flags=flags), tuple(pieces))


def _one(slot: Slot, text: object, name: str, target: Target, plan: Plan, words: Mapping[str, int]) -> Known:
    """The number of a text, and whether there is none."""
    if text is None or (isinstance(text, str) and not text.strip()):
        return _low(slot), BLANK
    found = said(name, text, target, plan) if isinstance(text, str) else None
    if found is NOT_APPLICABLE and slot.not_applicable and target.slot.state is None:
        return _low(slot), SILENT
    try:
        if found is None or found is NOT_APPLICABLE:
            raise BeyondError
        value = number(slot, found, words)
        if not -LARGE <= value < LARGE:
            raise BeyondError
        return value, 0
    except BeyondError:
        return _low(slot), REFER


def _low(slot: Slot) -> int:
    """What stands where there is no number: the lowest one, where columns hold it."""
    return slot.low if -LARGE <= slot.low < LARGE else 0
