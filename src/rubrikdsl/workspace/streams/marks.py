"""The decimal mark of a whole file, for the numbers that have two readings without it.

`75.000` is seventy-five where the numbers of its file have a point elsewhere. Whether they do may show in its
last row only; so a file that has such a number is gone through once before.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.exact import Mark
from rubrikdsl.records.numerals import shown_mark
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import Opened

if TYPE_CHECKING:
    import pyarrow as pa

UNCLEAR: Final = r"^\s*[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}\s*%?\s*$"
"""A number that may have two readings (`records.numerals`)."""

DECIDED: Final = r"^(\s*[+-]?[1-9][0-9]{{0,2}}[{mark}][0-9]{{3}})(\s*%?\s*)$"
"""One whose mark is that of its file: with one more zero it has that reading only."""


def decided(
    opened: Opened, wanted: Collection[str], names: Collection[str], numbers: Collection[str]
) -> Iterator[Batch]:
    """All rows of a file; what numbers in texts of two readings mean is decided as for small files."""
    marks: set[Mark] | None = None
    for batch in opened.batches(wanted, names):
        table = batch.table
        for at, name in enumerate(table.column_names):
            column = table.column(at)
            if name not in numbers or not _holds_text(column.type) or not _any(_texts(column), UNCLEAR):
                continue
            marks = _shown(opened, numbers) if marks is None else marks
            if len(marks) == 1:
                table = table.set_column(at, name, _one_reading(column, *marks))
        yield replace(batch, table=table)


def _shown(opened: Opened, numbers: Collection[str]) -> set[Mark]:
    """The marks that a file shows."""
    found: set[Mark] = set()
    for batch in opened.batches(numbers):
        for column in batch.table.columns:
            if _holds_text(column.type):
                each = (shown_mark([text]) for text in _texts(column).to_pylist() if text is not None)
                found.update(mark for mark in each if mark is not None)
        if len(found) == 2:
            break
    return found


def _one_reading(column: pa.ChunkedArray, mark: Mark) -> pa.ChunkedArray:
    from pyarrow import compute

    pattern = DECIDED.format(mark=mark)
    return compute.replace_substring_regex(column.cast("string"), pattern, r"\10\2").dictionary_encode()


def _holds_text(type: pa.DataType) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(type):
        type = type.value_type
    return bool(pa.types.is_string(type) or pa.types.is_large_string(type))


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """Each text once."""
    from pyarrow import compute

    return compute.unique(column).cast("string")


def _any(texts: pa.Array, pattern: str) -> bool:
    from pyarrow import compute

    return bool(compute.any(compute.match_substring_regex(texts, pattern)).as_py())
