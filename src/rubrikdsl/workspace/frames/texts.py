"""Columns as texts, and values by number: what rows are called, what they belong to, whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.program.slots import FIRST_TEXT
from rubrikdsl.records.rows import shown
from rubrikdsl.records.tree import from_mapping

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Mask = NDArray[np.bool_]


class Numbers(dict[str, int]):
    """The numbers of a program's words, and of all texts beside them, in the order in which they are met."""

    def __init__(self, words: Mapping[str, int]) -> None:
        super().__init__(words)
        self.texts: list[str] = []
        self._lock = Lock()

    def get(self, text: str, _default: object = None) -> int:
        """The number of a text; it has one from here on."""
        with self._lock:
            if text not in self:
                self[text] = FIRST_TEXT + len(self.texts)
                self.texts.append(text)
            return self[text]


PART: Final = 262_144
"""Texts whose bytes are gone through at a time."""


def whole(column: pa.ChunkedArray) -> Any:
    """A column in one piece."""
    import pyarrow as pa

    if column.num_chunks > 1 and pa.types.is_dictionary(column.type):
        # all dictionaries together may have more texts than the places of one can tell
        column = pa.chunked_array([placed(chunk, pa.int32()) for chunk in column.chunks])
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], column.type)
    return array


def placed(array: pa.DictionaryArray, type: pa.DataType) -> pa.DictionaryArray:
    """The same with places of another type."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(array.indices.cast(type), array.dictionary)


def is_text(type: pa.DataType) -> bool:
    """Whether a column has texts as they are."""
    import pyarrow as pa

    return bool(pa.types.is_string(type) or pa.types.is_large_string(type))


def is_view(type: pa.DataType) -> bool:
    """Whether it has texts as Polars has them (older versions of Arrow do not know these)."""
    import pyarrow as pa

    return hasattr(pa.types, "is_string_view") and bool(pa.types.is_string_view(type))


def holds_tables(type: pa.DataType) -> bool:
    """Whether a column has lists of structs, which are members."""
    import pyarrow as pa

    sized = pa.types.is_list(type) or pa.types.is_large_list(type)
    return bool(sized and pa.types.is_struct(type.value_type))


def coded(array: Any) -> tuple[Codes, pa.Array]:
    """The number of the text that each row shows, and the texts; -1 where it shows nothing."""
    import pyarrow as pa

    if is_text(array.type):
        encoded = array.dictionary_encode()
        if _is_bare(encoded.dictionary).all():
            return _places(encoded), encoded.dictionary
    texts: dict[str, int] = {}
    at, different = _different(array)
    numbers = [-1] * len(different)
    for place, value in enumerate(different.to_pylist()):
        text = value.strip() if isinstance(value, str) else shown(from_mapping({"": value}).cells[""]).strip()
        if text:
            numbers[place] = texts.setdefault(text, len(texts))
    return _taken(numbers, at), pa.array(list(texts), pa.string())


def blank(array: Any) -> Mask:
    """The rows that show nothing."""
    import numpy as np
    import pyarrow as pa

    gone: Mask = np.asarray(array.is_null(), np.bool_)
    if is_text(array.type):
        if not (_is_bare(array) | gone).all():
            gone |= np.array([text is None or not text.strip() for text in array.to_pylist()], np.bool_)
    elif pa.types.is_dictionary(array.type):
        gone |= coded(array)[0] < 0
    return gone


def marked(array: Any) -> Codes:
    """A number for the text that each row shows: the same for the same texts, hardly ever for others."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_integer(array.type) and not array.null_count:
        return np.asarray(array.to_numpy(zero_copy_only=False)).astype(np.int64)
    if not is_text(array.type) or not _is_bare(array).all() or not len(array):
        return coded(array)[0]
    parts = [array.slice(at, PART) for at in range(0, len(array), PART)]
    return np.concatenate([_sums(part) for part in parts])


def _sums(texts: Any) -> Codes:
    """Of each text the sum of its bytes, each times a number that its place has."""
    import numpy as np

    ends, bytes = _bytes(texts)
    lengths = np.diff(ends)
    starts = ends[:-1] - ends[0]
    weights = np.random.default_rng(1).integers(1, 2**62, int(lengths.max()), np.int64)
    places = np.arange(len(bytes)) - np.repeat(starts, lengths)
    with np.errstate(over="ignore"):
        sums: Codes = np.add.reduceat(bytes * weights[places], starts) + lengths
    return sums


def _bytes(array: Any) -> tuple[Codes, Any]:
    """Where the texts of a column begin and end, and their bytes."""
    import numpy as np
    import pyarrow as pa

    wide = pa.types.is_large_string(array.type)
    buffers = array.buffers()
    offsets = np.frombuffer(buffers[1], np.int64 if wide else np.int32)
    ends: Codes = offsets[array.offset : array.offset + len(array) + 1].astype(np.int64)
    return ends, np.frombuffer(buffers[2], np.uint8)[ends[0] : ends[-1]]


def _is_bare(array: Any) -> Mask:
    """The texts that begin and end with a character of ASCII that is seen: nothing is to be cut off."""
    import numpy as np

    if not len(array):
        return np.zeros(0, np.bool_)
    ends, bytes = _bytes(array)
    if not len(bytes):
        return np.zeros(len(array), np.bool_)
    found: Mask = ends[1:] > ends[:-1]
    for place in (ends[:-1], ends[1:] - 1):
        sign = bytes[np.clip(place - ends[0], 0, len(bytes) - 1)]
        found &= (sign > 0x20) & (sign < 0x7F)
    return found


def numbered(array: Any) -> Codes:
    """The number of each row's value: the same only where the values are; -1 where there is none."""
    import numpy as np

    at, different = _different(array)
    if is_text(different.type):
        none = np.append(blank(different), True)
        at = np.where(none[at], -1, at)
    return at


def _different(array: Any) -> tuple[Codes, Any]:
    """The place of each row's value among the different ones, -1 of a null; lists are all different."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_nested(array.type):
        gone = np.asarray(array.is_null(), np.bool_)
        return np.where(gone, -1, np.arange(len(array))), array
    if pa.types.is_null(array.type):
        return np.full(len(array), -1, np.int64), array.slice(0, 0)
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    return _places(encoded), encoded.dictionary


def _places(encoded: Any) -> Codes:
    """The places in its dictionary that a column has; -1 of a null."""
    import numpy as np

    indices = encoded.indices
    if indices.null_count:
        indices = indices.fill_null(-1)
    places: Codes = indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return places


def _taken(numbers: list[int], at: Codes) -> Codes:
    import numpy as np

    return np.array([*numbers, -1], np.int64)[at]


def joined(array: Any, owners: Codes, count: int) -> pa.Array:
    """Of each owner the texts of its rows, each once; the empty text where there is none."""
    import numpy as np
    import pyarrow as pa

    codes, different = coded(array)
    texts = different.to_pylist()
    said = codes >= 0
    pairs = pa.array(owners[said] * len(texts) + codes[said]).dictionary_encode().dictionary.to_numpy()
    if not len(pairs):
        return pa.array([""] * count, pa.string())
    pairs = pairs[np.argsort(pairs // len(texts), kind="stable")]
    holders, which = pairs // len(texts), pairs % len(texts)
    found = [""] * count
    for holder, code in zip(holders.tolist(), which.tolist(), strict=True):
        found[holder] = f"{found[holder]}; {texts[code]}" if found[holder] else texts[code]
    return pa.array(found, pa.string())
