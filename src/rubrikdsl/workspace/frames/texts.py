"""Columns as texts, and values by number: what rows are called, what they belong to, whether they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from rubrikdsl.records.rows import shown
from rubrikdsl.records.tree import from_mapping

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]


def whole(column: pa.ChunkedArray) -> Any:
    """A column in one piece."""
    import pyarrow as pa

    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], column.type)
    return array


def holds_tables(type: pa.DataType) -> bool:
    """Whether a column has lists of structs, which are members."""
    import pyarrow as pa

    sized = pa.types.is_list(type) or pa.types.is_large_list(type)
    return bool(sized and pa.types.is_struct(type.value_type))


def coded(array: Any) -> tuple[Codes, list[str]]:
    """The number of the text that each row shows, and the texts; -1 where it shows nothing."""
    texts: dict[str, int] = {}
    at, different = _different(array)
    numbers = [-1] * len(different)
    for place, value in enumerate(different):
        text = value.strip() if isinstance(value, str) else shown(from_mapping({"": value}).cells[""]).strip()
        if text:
            numbers[place] = texts.setdefault(text, len(texts))
    return _taken(numbers, at), list(texts)


def numbered(array: Any) -> Codes:
    """The number of each row's value: the same only where the values are; -1 where there is none."""
    at, different = _different(array)
    blank = [place for place, value in enumerate(different) if isinstance(value, str) and not value.strip()]
    for place in blank:
        at[at == place] = -1
    return at


def _different(array: Any) -> tuple[Codes, list[Any]]:
    """The place of each row's value among the different ones, -1 of a null; lists are all different."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_nested(array.type):
        gone = np.asarray(array.is_null(), np.bool_)
        return np.where(gone, -1, np.arange(len(array))), array.to_pylist()
    if pa.types.is_null(array.type):
        return np.full(len(array), -1, np.int64), []
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    at = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return at.astype(np.int64), encoded.dictionary.to_pylist()


def _taken(numbers: list[int], at: Codes) -> Codes:
    import numpy as np

    return np.array([*numbers, -1], np.int64)[at]


def joined(array: Any, owners: Codes, count: int) -> pa.Array:
    """Of each owner the texts of its rows, each once; the empty text where there is none."""
    import numpy as np
    import pyarrow as pa

    codes, texts = coded(array)
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
