"""What the wording about data shares: how a problem is made and told where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

_LONGEST = 60


def at(
    problem: Problem,
    record: str,
    file: str,
    row: int | None,
    column: str,
    value: str,
    cell: str | None = None,
) -> Problem:
    """The problem with the place of its cell; `cell` where it stands in a sheet."""
    return replace(problem, record=record, file=file, row=row, column=column, value=cut(value), cell=cell)


def cut(text: str) -> str:
    """The text, short enough to be shown."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def error(code: str, message: Words, *helps: Words) -> Problem:
    """A problem whose place is told by `at`."""
    return Problem(code, "error", message, helps=helps)


def of_file(code: str, file: str, row: int | None, message: Words, *helps: Words) -> Problem:
    """A problem of a file, or of one of its rows."""
    return Problem(code, "error", message, file=file, row=row, helps=helps)


def either(options: Sequence[str]) -> Words:
    """These, of which one will do."""
    ticked = [f"`{option}`" for option in options]
    if len(ticked) == 1:
        return say("{a}", "{a}", a=ticked[0])
    return say("{a} or {b}", "{a} atau {b}", a=", ".join(ticked[:-1]), b=ticked[-1])
