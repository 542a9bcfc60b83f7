"""The row of a table that names its columns, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.records import problems

COMMENT = "# "
"""How the first cell of a row begins that is none: the hints of a template."""


def header_faults(file: str, row: int, header: Sequence[str]) -> tuple[Problem, ...]:
    """A header without names, or with a name that stands twice."""
    if not any(header):
        return (problems.empty_header(file, row),)
    counts = Counter(name for name in header if name)
    return tuple(problems.column_twice(file, row, name) for name, count in counts.items() if count > 1)


def is_title(header: Sequence[str], below: Sequence[str]) -> bool:
    """Whether what should name the columns is a title, and the row below it names them."""
    names = [cell.strip() for cell in below if cell.strip()]
    return len([name for name in header if name]) == 1 < len(names) and all(n[0].isalpha() for n in names)
