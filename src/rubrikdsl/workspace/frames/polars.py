"""Frames of Polars as tables of Arrow and back, without copying what need not be copied.

Polars holds texts as views, which Arrow can share but hardly works on: those that answer questions become
places in a dictionary here, other ones texts.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import Any

from rubrikdsl.workspace.frames.read import coded
from rubrikdsl.workspace.frames.texts import is_view

if TYPE_CHECKING:
    import pyarrow as pa


def to_arrow(frame: Any, answers: Collection[str]) -> pa.Table:
    """A frame as a table; the texts of columns that are `answers` stand in dictionaries."""
    import polars as pl
    import pyarrow as pa

    if not hasattr(pa, "string_view"):
        return frame.to_arrow()
    table = frame.to_arrow(compat_level=pl.CompatLevel.newest())
    if any(pa.types.is_nested(type) or pa.types.is_dictionary(type) for type in table.schema.types):
        return frame.to_arrow()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for at, field in enumerate(table.schema):
            if is_view(field.type):
                texts = table.column(at)
                asked = field.name in answers
                table = table.set_column(
                    at, field.name, coded(texts, pool) if asked else texts.cast(pa.large_string())
                )
    return table


def from_arrow(table: pa.Table) -> Any:
    """A table of results as a frame."""
    import polars as pl

    return pl.from_arrow(table, rechunk=False)
