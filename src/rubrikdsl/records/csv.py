"""CSV text to raw records.

The separator is `,`, `;` or a tab: a first line `sep=;` says which, else the one that fits every row. A row
is named by the line on which it starts. Lines without any text are skipped, and so is a line whose first
cell begins with `# ` (the hints of a template). What the cells mean, decimal marks included, is decided
where their columns are known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import problems
from rubrikdsl.records.flat import Flat
from rubrikdsl.records.flat import of_texts
from rubrikdsl.records.header import COMMENT
from rubrikdsl.records.header import header_faults
from rubrikdsl.records.header import is_title
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import Sheet

SEPARATORS = (",", ";", "\t")
_SAMPLE = 50

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """How a CSV file begins: its separator, the lines above its header, and the names there."""

    separator: str
    before: int
    start: int
    names: tuple[str, ...]


def read_csv(file: str, text: str, limits: Limits) -> Sheet:
    """The records of a CSV text."""
    head, faults = read_head(file, text)
    if head is None:
        return Sheet(problems=faults)
    lines = Lines(_below(text, head.before), head.separator, head.before)
    places: list[int] = []
    found: list[list[str]] = []
    try:
        next(lines, None)
        for row, cells in lines:
            if len(found) == limits.rows:
                faults += (problems.too_many_rows(file, row, limits.rows),)
                break
            places.append(row)
            found.append(cells)
    except csv.Error as error:
        return Sheet(_flat(file, head, places, found), (unreadable(file, lines.start, error),))
    if not found:
        faults += (problems.no_rows(file),)
    nameless = _nameless(head.names, found) if "" in head.names else ()
    faults += tuple(problems.nameless_column(file, head.start, at + 1) for at in nameless)
    return Sheet(_flat(file, head, places, found), faults)


def _nameless(header: tuple[str, ...], found: list[list[str]]) -> list[int]:
    """The columns that hold something under no name."""
    empty = [at for at, name in enumerate(header) if not name]
    return [at for at in empty if any("".join(cells[at : at + 1]).strip() for cells in found)]


def _flat(file: str, head: Head, places: list[int], found: list[list[str]]) -> Flat:
    """The rows as columns; `odd` are those that do not fit the header."""
    wide = len(head.names)
    odd: dict[int, RawRecord] = {}
    for at, cells in enumerate(found):
        if len(cells) != wide:
            one = _record(file, places[at], head, cells)
            if one.problems:
                odd[at] = one
            found[at] = (cells + [""] * wide)[:wide]
    cells_of = zip(*found, strict=True) if found else ((),) * wide
    columns = {name: of_texts(column) for name, column in zip(head.names, cells_of, strict=True) if name}
    return Flat(file, columns, places, odd)


def read_head(file: str, text: str) -> tuple[Head | None, tuple[Problem, ...]]:
    """How a text begins, which may be cut after any of its lines; None where it is no table."""
    if not text.strip():
        return None, (problems.empty_file(file),)
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    before = 0
    if declared.lower().startswith("sep="):
        separator, before, text = declared[4:] or "\t", 1, rest
        if separator not in SEPARATORS:
            return None, (problems.separator_unknown(file, separator),)
    else:
        fitting = _fitting(text)
        if len(fitting) > 1:
            return None, (problems.separator_unclear(file, fitting),)
        separator = fitting[0]
    lines = Lines(text, separator, before)
    try:
        start, cells = next(lines, (before + 1, []))
        names = tuple(cell.strip() for cell in cells)
        faults = header_faults(file, start, names)
        if any(fault.severity == "error" for fault in faults):
            return None, faults
        row, below = next(lines, (start, []))
    except csv.Error as error:
        return None, (unreadable(file, lines.start, error),)
    if is_title(names, below):
        return None, (problems.title_above(file, start, row),)
    return Head(separator, before, start, names), faults


def unreadable(file: str, row: int, error: csv.Error) -> Problem:
    """What the reader of CSV met."""
    return (problems.cell_too_long if "limit" in str(error) else problems.quoting)(file, row)


def _below(text: str, lines: int) -> str:
    """A text without its first lines (none, or the one that says the separator)."""
    return text.partition("\n")[2] if lines else text


class Lines(Iterator[Line]):
    """The rows with text in them, each with the line that it starts on."""

    def __init__(self, text: str, separator: str, before: int) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        self._before = before
        self.start = before + 1

    def __next__(self) -> Line:
        while True:
            self.start = self._before + self._reader.line_num + 1
            cells = next(self._reader)
            if "".join(cells).strip() and not cells[0].startswith(COMMENT):
                return self.start, cells


def _fitting(text: str) -> tuple[str, ...]:
    """The separators that cut the header into several cells and every sampled row into as many.

    Where none does, the one that cuts the header into most (else some row), so that uneven rows can be named.
    """
    fits, widths = [], {}
    for separator in SEPARATORS:
        counts = []
        try:
            for _, cells in islice(Lines(text, separator, 0), _SAMPLE):
                counts.append(len(cells))
        except csv.Error:
            pass
        widths[separator] = (counts[0], max(counts)) if counts else (0, 0)
        if counts and counts[0] > 1 and len(set(counts)) == 1:
            fits.append(separator)
    return tuple(fits) or (max(SEPARATORS, key=lambda s: widths[s]),)


def _record(file: str, row: int, head: Head, cells: list[str]) -> RawRecord:
    values = [cell.strip() for cell in cells]
    faults = uneven(file, row, head, values)
    held = {name: value for name, value in zip(head.names, values, strict=False) if name}
    return RawRecord(file, row, held, problems=faults)


def uneven(file: str, row: int, head: Head, values: list[str]) -> tuple[Problem, ...]:
    """What is wrong with a row that has fewer cells than the header, or more that are not empty."""
    wide = len(head.names)
    if len(values) < wide or any(values[wide:]):
        return (problems.uneven_row(file, row, len(values), wide, head.separator),)
    return ()
