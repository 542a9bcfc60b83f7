"""The results of a program over columns, as columns of Arrow.

Numbers that all end are decimals, exact; where one does not end, the column is of texts (`42561/700`). What
is not final is null. Results that the reference interpreter found are put in their places.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import to_text
from rubrikdsl.program.columns import Answer
from rubrikdsl.program.ops import Output
from rubrikdsl.records.plain import flat
from rubrikdsl.semantics.record import Value

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

DIGITS: Final = 18
"""Of a decimal whose whole number fits in 64 bits."""

Single = Mapping[int, Value | None]
"""By row: what the reference interpreter found."""


def column(output: Output, answer: Answer, words: tuple[str, ...], refer: Mask, single: Single) -> pa.Array:
    """One output as a column."""
    gone = answer.missing | answer.silent | refer
    match output.type.kind:
        case "number" | "share":
            return _numbers(output, answer, gone, single)
        case "truth":
            return _patched(_plain(answer.values, gone), single)
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


def reasons(waiting: Mask, code: str, single: Mapping[int, str | None]) -> pa.Array:
    """Why rows have no result or not all: those that wait for answers, and what was found of single rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not waiting.any():
        array = pa.nulls(len(waiting), pa.string())
    else:
        array = pc.if_else(pa.array(waiting), pa.scalar(code, pa.string()), pa.scalar(None, pa.string()))
    return _patched(array, single)


def alone(kind: str, rows: int, single: Single) -> pa.Array:
    """A column of which the reference interpreter found everything."""
    import pyarrow as pa

    values = [single.get(row) for row in range(rows)]
    if kind in ("number", "share"):
        numbers = [value for value in values if isinstance(value, Fraction)]
        places = [decimal_places(value) for value in numbers]
        if None in places or any(abs(n.numerator) >= 10**DIGITS for n in numbers):
            return pa.array([None if v is None else flat(v) for v in values], pa.string())
        most = max((place or 0 for place in places), default=0)
        from decimal import Decimal

        texts = [None if value is None else Decimal(flat(value)) for value in values]
        return pa.array(texts, pa.decimal128(38, most))
    if kind == "truth":
        return pa.array(values, pa.bool_())
    if kind == "date":
        return pa.array(values, pa.date32())
    return pa.array([None if value is None else flat(value) for value in values], pa.string())


def _set_of(bits: int, codes: tuple[str, ...]) -> str:
    return flat(frozenset(code for at, code in enumerate(codes) if bits >> at & 1))


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
    found = pa.array([single[row] for row in sorted(single)], array.type)
    return pc.replace_with_mask(array, pa.array(rows), found)


def _numbers(output: Output, answer: Answer, gone: Mask, single: Single) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    places = decimal_places(Fraction(1, output.scale))
    singles = [value for value in single.values() if isinstance(value, Fraction)]
    needed = [decimal_places(value) for value in singles]
    if answer.unders is None and places is not None and None not in needed:
        most = max([places, *(place or 0 for place in needed)])
        factor = 10**most // output.scale
        reach = max([abs(int(answer.values.max(initial=0))), abs(int(answer.values.min(initial=0)))])
        large = [int(value * 10**most) for value in singles]
        if max([reach * factor, *map(abs, large)]) < 10**DIGITS:
            units = answer.values.astype(np.int64) * factor
            for row, value in single.items():
                if isinstance(value, Fraction):
                    units[row], gone[row] = int(value * 10**most), False
            return _decimals(units, gone, most)
    unders = np.ones(len(gone), np.int64) if answer.unders is None else answer.unders
    pairs = np.stack([answer.values.astype(np.int64), unders.astype(np.int64)], axis=1)
    different, back = np.unique(pairs, axis=0, return_inverse=True)
    texts = [to_text(Fraction(over, output.scale * under)) for over, under in different.tolist()]
    found = pa.array(texts, pa.string()).take(pa.array(back.reshape(-1)))
    blank = pa.nulls(len(gone), pa.string())
    import pyarrow.compute as pc

    kept = pc.if_else(pa.array(gone), blank, found)
    return _patched(kept, {row: None if v is None else flat(v) for row, v in single.items()})


def _decimals(units: Any, gone: Mask, places: int) -> pa.Array:
    """Whole numbers as decimals, without a text between."""
    import numpy as np
    import pyarrow as pa

    pair = np.empty((len(units), 2), np.int64)
    pair[:, 0] = units
    pair[:, 1] = units >> 63
    validity = np.packbits(~gone, bitorder="little")
    buffers = [pa.py_buffer(validity.tobytes()), pa.py_buffer(pair)]
    return pa.Array.from_buffers(pa.decimal128(38, places), len(units), buffers)


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
    return _patched(array, {row: None if v is None else flat(v) for row, v in single.items()})
