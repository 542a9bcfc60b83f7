"""A problem of the data, as a value: which record, which cell, what was found, what to write instead."""

from __future__ import annotations

from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass

Weight = Literal["error", "incomplete", "warning"]
"""`error`: the record is refused; `incomplete`: some value is not final; `warning`: told, scored."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one record.

    `file`, `row` (the line in the file, from 1; None where the format has none) and `column` (the header
    or key as the user wrote it) say where, and of a sheet `cell` (`Isian!C17`); `value` is the text as found.
    `code` is a stable name such as `value-outside-domain`.
    """

    code: str
    severity: Weight
    message: Words
    record: str = ""
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    helps: tuple[Words, ...] = ()
    cell: str | None = None
