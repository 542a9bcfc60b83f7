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


def read_csv(file: str, text: str, limits: Limits) -> Sheet:
    """The records of a CSV text."""
    if not text.strip():
        return Sheet(problems=(problems.empty_file(file),))
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared.lower().startswith("sep="):
        separator = declared[4:] or "\t"
        if separator not in SEPARATORS:
            return Sheet(problems=(problems.separator_unknown(file, separator),))
        return _read(file, rest, 1, separator, limits)
    fitting = _fitting(text)
    if len(fitting) > 1:
        return Sheet(problems=(problems.separator_unclear(file, fitting),))
    return _read(file, text, 0, fitting[0], limits)


def _read(file: str, text: str, before: int, separator: str, limits: Limits) -> Sheet:
    """`before`: lines of the file above the text."""
    lines = _Lines(text, separator, before)
    places: list[int] = []
    found: list[list[str]] = []
    faults: tuple[Problem, ...] = ()
    header: tuple[str, ...] = ()
    try:
        start, head = next(lines, (before + 1, []))
        header = tuple(cell.strip() for cell in head)
        faults = header_faults(file, start, header)
        if any(fault.severity == "error" for fault in faults):
            return Sheet(problems=faults)
        for row, cells in lines:
            if not found and is_title(header, cells):
                return Sheet(problems=(problems.title_above(file, start, row),))
            if len(found) == limits.rows:
                faults += (problems.too_many_rows(file, row, limits.rows),)
                break
            places.append(row)
            found.append(cells)
    except csv.Error as error:
        fault = problems.cell_too_long if "limit" in str(error) else problems.quoting
        return Sheet(_flat(file, header, places, found, separator), (fault(file, lines.start),))
    if not found:
        faults += (problems.no_rows(file),)
    nameless = _nameless(header, found) if "" in header else ()
    faults += tuple(problems.nameless_column(file, start, at + 1) for at in nameless)
    return Sheet(_flat(file, header, places, found, separator), faults)


def _nameless(header: tuple[str, ...], found: list[list[str]]) -> list[int]:
    """The columns that hold something under no name."""
    empty = [at for at, name in enumerate(header) if not name]
    return [at for at in empty if any("".join(cells[at : at + 1]).strip() for cells in found)]


def _flat(
    file: str, header: tuple[str, ...], places: list[int], found: list[list[str]], separator: str
) -> Flat:
    """The rows as columns; `odd` are those that do not fit the header."""
    wide = len(header)
    odd: dict[int, RawRecord] = {}
    for at, cells in enumerate(found):
        if len(cells) != wide:
            one = _record(file, places[at], header, cells, separator)
            if one.problems:
                odd[at] = one
            found[at] = (cells + [""] * wide)[:wide]
    cells_of = zip(*found, strict=True) if found else ((),) * wide
    columns = {name: of_texts(column) for name, column in zip(header, cells_of, strict=True) if name}
    return Flat(file, columns, places, odd)


class _Lines(Iterator[Line]):
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
            for _, cells in islice(_Lines(text, separator, 0), _SAMPLE):
                counts.append(len(cells))
        except csv.Error:
            pass
        widths[separator] = (counts[0], max(counts)) if counts else (0, 0)
        if counts and counts[0] > 1 and len(set(counts)) == 1:
            fits.append(separator)
    return tuple(fits) or (max(SEPARATORS, key=lambda s: widths[s]),)


def _record(file: str, row: int, header: tuple[str, ...], cells: list[str], separator: str) -> RawRecord:
    values = [cell.strip() for cell in cells]
    extra = any(values[len(header) :])
    faults: tuple[Problem, ...] = ()
    if len(values) < len(header) or extra:
        faults = (problems.uneven_row(file, row, len(values), len(header), separator),)
    held = {name: value for name, value in zip(header, values, strict=False) if name}
    return RawRecord(file, row, held, problems=faults)
