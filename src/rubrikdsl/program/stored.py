"""What a column says to a slot, as it is stored, and how that becomes the slot's numbers.

A column stays as it came: nothing is copied or converted before its block is scored. Its form, with its slot,
says all that has to be done to a stored value, so whatever runs a program reads, checks and scores in one
pass: `program.columns` by NumPy, `program.native` in machine code.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal
from typing import Union
from typing import assert_never

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.ops import Slot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32] | NDArray[np.int64]
    Truths = NDArray[np.bool_]

EXACT: Final = 10**15
"""Up to so many units a float tells neighbouring numbers of a grid apart."""

BLANK: Final = 1
SILENT: Final = 2
REFER: Final = 4
"""What a value of a dictionary may be in place of a number; bits of a flag."""


@dataclass(frozen=True, slots=True)
class Held:
    """Numbers of a slot as they are to be, and masks where some records have none (None: no record).

    `refer` are the records whose value has no number here.
    """

    numbers: Numbers
    missing: Truths | None = None
    silent: Truths | None = None
    refer: Truths | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every record says it, and to every one it is applicable."""
        return self.missing is None and self.silent is None


@dataclass(frozen=True, slots=True)
class Form:
    """How values are stored.

    `whole`: value × `factor` ÷ `divisor` + `shift` is the number, where that is whole and within the slot; a
    value is an integer of `type`, or `words` integers of 64 bits, the lowest first. `real`: the number is the
    one whose quotient by the slot's scale the float is nearest to. `code`: an index of a dictionary, whose
    numbers stand in a table, with flags if `flags`. `bits`: one bit a record. `nulls` says whether records
    may have no value.
    """

    kind: Literal["whole", "real", "code", "bits"]
    type: str
    nulls: bool
    words: int = 1
    factor: int = 1
    divisor: int = 1
    shift: int = 0
    flags: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a column's records, one after the other, and a bit each that says whether it has a value.

    `numbers` and `flags` are those of the values of its dictionary; what null stands for comes last.
    """

    data: Any
    valid: Any
    rows: int
    numbers: Any = None
    flags: Any = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A column as it is stored."""

    form: Form
    pieces: tuple[Piece, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every record says it, and to every one it is applicable."""
        return not (self.form.nulls or self._has(BLANK) or self._has(SILENT))

    @property
    def missing(self) -> Truths | None:
        """The records that say nothing (None: no record)."""
        return self._flagged(BLANK) if self.form.nulls or self._has(BLANK) else None

    @property
    def silent(self) -> Truths | None:
        """The records to which it is not applicable (None: no record)."""
        return self._flagged(SILENT) if self._has(SILENT) else None

    @property
    def refer(self) -> None:
        """Found where the numbers are: when the program runs."""
        return None

    def _has(self, flag: int) -> bool:
        return self.form.flags and any((piece.flags[:-1] & flag).any() for piece in self.pieces)

    def _flagged(self, flag: int) -> Truths:
        import numpy as np

        found = [np.zeros(0, np.bool_)]
        for piece in self.pieces:
            none = nothing(piece, slice(0, piece.rows))
            if piece.flags is not None:
                none = piece.flags.take(_places(piece, piece.data, none)) & flag != 0
            found.append(np.zeros(piece.rows, np.bool_) if none is None else none)
        return np.concatenate(found)


Column = Union[Held, Stored]
Read = tuple[Any, Any, Any, Any]
"""Numbers, and which records are missing, not applicable, or for the reference interpreter."""


def is_narrow(slot: Slot) -> bool:
    """Whether 32 bits hold its numbers."""
    return max(abs(slot.low), abs(slot.high)) < 2**31


def ends(slot: Slot, form: Form) -> tuple[int, int]:
    """The lowest and the highest stored whole number whose number may lie within the slot."""
    most = 2**62 // form.factor
    low, high = (slot.low - form.shift) * form.divisor, (slot.high - form.shift) * form.divisor
    low, high = -(-low // form.factor), high // form.factor
    return max(low, -most), min(high, most)


def bits(map: Any, part: slice) -> Any:
    """Bits of a map (the lowest of a byte first) as bytes of 0 and 1."""
    import numpy as np

    skipped = part.start % 8
    taken = map[part.start // 8 : -(-part.stop // 8)]
    return np.unpackbits(taken, count=part.stop - part.start + skipped, bitorder="little")[skipped:]


def nothing(piece: Piece, part: slice) -> Truths | None:
    """The records of a part without a value (None: no record)."""
    import numpy as np

    return None if piece.valid is None else bits(piece.valid, part).view(np.bool_) ^ True


def read(column: Column, slot: Slot, piece: Piece, part: slice) -> Read:
    """A part of a piece by NumPy: numbers, and masks (None: no record)."""
    import numpy as np

    if isinstance(column, Held):
        masks = (column.missing, column.silent, column.refer)
        blank, silent, refer = (None if mask is None else mask[part] for mask in masks)
        return column.numbers[part], blank, silent, refer
    narrow = np.int32 if is_narrow(slot) else np.int64
    none, form = nothing(piece, part), column.form
    off: Truths | None = None
    match form.kind:
        case "code":
            at = _places(piece, piece.data[part], none)
            numbers = piece.numbers.take(at)
            if not form.flags:
                return numbers, none, None, None
            flags = piece.flags.take(at)
            blank, silent, refer = (_either(None, (flags & flag) != 0) for flag in (BLANK, SILENT, REFER))
            return numbers, blank, silent, refer
        case "bits":
            units = bits(piece.data, part)
        case "whole":
            units, off = _wholes(slot, form, piece.data[part], narrow)
        case "real":
            units, off = _reals(slot, piece.data[part], narrow)
        case _:
            assert_never(form.kind)
    if slot.step != 1:
        off = _either(off, (units - slot.low) % slot.step != 0)
    if none is not None:
        off = None if off is None else off & ~none
        units = np.where(none, narrow(slot.low), units)
    if off is not None:
        units = np.where(off, narrow(slot.low), units)
    return units.astype(narrow, copy=False), none, None, off


def _places(piece: Piece, data: Any, none: Truths | None) -> Any:
    """Places in the dictionary's tables."""
    import numpy as np

    return data if none is None else np.where(none, len(piece.numbers) - 1, data)


def _wholes(slot: Slot, form: Form, data: Any, narrow: Any) -> tuple[Any, Truths | None]:
    import numpy as np

    off: Truths | None = None
    if form.words > 1:
        off = _either(None, (data[:, 1:] != (data[:, :1] >> 63)).any(axis=1))
        data = data[:, 0]
    limits = np.iinfo(data.dtype)
    low, high = ends(slot, form)
    low, high = max(low, int(limits.min)), min(high, int(limits.max))
    if low > high:
        return np.zeros(len(data), narrow), np.ones(len(data), np.bool_)
    if len(data) and (int(data.min()) < low or int(data.max()) > high):
        off = _either(off, (data < low) | (data > high))
    if off is not None:
        data = np.where(off, data.dtype.type(low), data)
    if form.shift:
        return np.add(data, form.shift, dtype=np.int64), off
    if form.divisor == 1 and form.factor < 2**31:
        return np.multiply(data, form.factor, dtype=narrow, casting="unsafe"), off
    units = np.multiply(data, form.factor, dtype=np.int64, casting="unsafe")
    if form.divisor != 1:
        whole = units // form.divisor
        units, off = whole, _either(off, whole * form.divisor != units)
    return units, off


def _reals(slot: Slot, data: Any, narrow: Any) -> tuple[Any, Truths | None]:
    import numpy as np

    low, high = max(slot.low, 1 - EXACT), min(slot.high, EXACT - 1)
    with np.errstate(all="ignore"):
        near = np.rint(data * float(slot.scale))
        off = _either(None, ~((near >= low) & (near <= high)) | (near / float(slot.scale) != data))
    return (near if off is None else np.where(off, 0, near)).astype(narrow), off


def _either(off: Truths | None, more: Any) -> Truths | None:
    found: Truths = more
    if not found.any():
        return off
    return found if off is None else off | found


Segment = tuple[int, int, tuple[tuple[Piece, int], ...]]
"""Records in one piece of every column: the first, the one behind the last, where each column has them."""


def segments(columns: Sequence[Column], rows: int) -> list[Segment]:
    """All records, by the pieces of the columns."""
    pieces = [
        column.pieces if isinstance(column, Stored) else (Piece(None, None, rows),) for column in columns
    ]
    starts = [[0, *accumulate(piece.rows for piece in one)] for one in pieces]
    cuts = sorted({0, rows, *(at for firsts in starts for at in firsts if at < rows)})
    found = []
    for first, end in pairwise(cuts):
        places = [bisect_right(firsts, first, hi=len(firsts) - 1) - 1 for firsts in starts]
        here = tuple(
            (one[at], first - firsts[at]) for one, firsts, at in zip(pieces, starts, places, strict=True)
        )
        found.append((first, end, here))
    return found
