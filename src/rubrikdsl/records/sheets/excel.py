"""A workbook of Excel to raw records, as CSV is read: the first row names the columns.

What a cell holds is read, never what it shows; where these differ it is told. Texts stay texts (`14.10`),
numbers are read by their shortest decimal. A cell that holds no value of its own is never taken for an empty
one: an error, a formula that was not calculated, a part of merged cells.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from rubrikdsl.diagnostics.extras import ExtraError
from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.records import problems as tables
from rubrikdsl.records.header import COMMENT
from rubrikdsl.records.header import header_faults
from rubrikdsl.records.header import is_title
from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Grid
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.rows import shown
from rubrikdsl.records.sheets import problems
from rubrikdsl.records.sheets.figures import figure
from rubrikdsl.records.values import is_missing

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Rows = dict[int, dict[int, Raw]]
"""What is not empty, by row and column, both from 1."""


class _RefusedError(Exception):
    """Carries a problem out of the opening of a workbook; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_excel(file: str, data: bytes, limits: Limits, wanted: str | None = None) -> Sheet:
    """The records of a sheet: that of the name `wanted`, else the only one that holds something."""
    try:
        book, formulas = _open(file, data, limits)
        sheet = _chosen(file, book, wanted)
    except ExtraError as missing:
        return Sheet(problems=(problems.needs_package(file, missing.message, missing.help),))
    except _RefusedError as refused:
        return Sheet(problems=(refused.problem,))
    return _read(file, sheet, None if formulas is None else formulas[sheet.title], limits)


def _open(file: str, data: bytes, limits: Limits) -> tuple[Workbook, Workbook | None]:
    """The workbook with the values of its formulas, and where it has any, one with the formulas."""
    with needed(problems.EXCEL, "openpyxl", "data"):
        import openpyxl
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            if size > limits.csv_bytes:
                raise _RefusedError(tables.too_large(file, size, limits.csv_bytes))
            sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
            calculates = any(b"<f" in packed.read(name) for name in sheets)
        with warnings.catch_warnings():  # of parts of Excel that openpyxl does not keep, such as drawings
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
            return book, openpyxl.load_workbook(BytesIO(data)) if calculates else None
    except _RefusedError:
        raise
    except Exception:  # a broken file breaks openpyxl in many ways
        raise _RefusedError(problems.not_a_workbook(file)) from None


def _chosen(file: str, book: Workbook, wanted: str | None) -> Worksheet:
    every = {sheet.title: sheet for sheet in book.worksheets}
    if wanted is not None:
        for name, sheet in every.items():
            if name.casefold().strip() == wanted.casefold().strip():
                return sheet
        raise _RefusedError(problems.no_such_sheet(file, wanted, tuple(every), nearest(wanted, every)))
    filled = {
        name: sheet for name, sheet in every.items() if sheet.sheet_state == "visible" and _holds(sheet)
    }
    if not filled:
        raise _RefusedError(tables.empty_file(file))
    if len(filled) > 1:
        raise _RefusedError(problems.several_sheets(file, tuple(filled)))
    return next(iter(filled.values()))


def _holds(sheet: Worksheet) -> bool:
    return any(cell.value is not None for cell in sheet._cells.values())


def _read(file: str, sheet: Worksheet, formulas: Worksheet | None, limits: Limits) -> Sheet:
    rows = _rows(sheet, formulas)
    named = next(iter(rows), None)
    if named is None:
        return Sheet(problems=(tables.empty_file(file),))
    heads: Mapping[int, Raw] = rows[named]
    own = {at: raw for at, raw in heads.items() if not isinstance(raw, Broken)}
    if len(own) == 1:  # one cell over several columns is a title, not as many names
        heads = own
    header = tuple(shown(heads.get(at, "")).strip() for at in range(1, max(rows[named]) + 1))
    faults = header_faults(file, named, header)
    if any(fault.severity == "error" for fault in faults):
        return Sheet(problems=faults)
    names = {at: name for at, name in enumerate(header, 1) if name}
    grid = Grid(sheet.title, {name: _letter(at) for at, name in names.items()})
    found: list[RawRecord] = []
    nameless: set[int] = set()
    for row, cells in list(rows.items())[1:]:
        if not found and is_title(header, [shown(raw) for raw in cells.values()]):
            return Sheet(problems=(tables.title_above(file, named, row),))
        if len(found) == limits.rows:
            faults += (tables.too_many_rows(file, row, limits.rows),)
            break
        found.append(RawRecord(file, row, {name: cells.get(at, "") for at, name in names.items()}, grid=grid))
        nameless.update(at for at in cells if at not in names)
    if not found:
        faults += (tables.no_rows(file),)
    faults += tuple(tables.nameless_column(file, named, at) for at in sorted(nameless))
    return Sheet(tuple(found), (*faults, *_hidden(file, sheet, found, names)))


def _rows(sheet: Worksheet, formulas: Worksheet | None) -> Rows:
    """The rows with something in them, less comments."""
    asked = {} if formulas is None else formulas._cells
    rows: Rows = {}
    # The cells that the file has: going through rows would make one for each that a stray cell spans.
    for (row, column), cell in sorted(sheet._cells.items()):
        behind = asked.get((row, column))
        formula = str(behind.value) if behind is not None and behind.data_type == "f" else None
        raw = _raw(cell.value, cell.data_type, cell.number_format, formula)
        if not is_missing(raw):
            rows.setdefault(row, {})[column] = raw
    for area in sheet.merged_cells.ranges:
        first = rows.get(area.min_row, {}).get(area.min_col)
        if first is not None:
            within = Broken(shown(first), problems.merged(str(area)))
            for row in range(area.min_row, min(area.max_row, max(rows)) + 1):
                for column in range(area.min_col, area.max_col + 1):
                    if (row, column) != (area.min_row, area.min_col) and (row in rows):
                        rows[row][column] = within
    return {
        row: cells for row, cells in sorted(rows.items()) if not shown(cells.get(1, "")).startswith(COMMENT)
    }


def _raw(value: object, kind: str, number_format: str, formula: str | None) -> Raw:
    match value:
        case None:  # a formula whose result is the empty text has the kind `str`
            return "" if formula is None or kind == "str" else Broken(formula, problems.not_calculated())
        case bool():
            return value
        case int() | float():
            return figure(value, number_format)
        case str() if kind == "e":
            return Broken(value, problems.cell_error(value))
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case date():
            return value
        case time() | timedelta():
            return str(value)
        case _:
            return str(value).strip()


def _hidden(
    file: str, sheet: Worksheet, found: list[RawRecord], names: Mapping[int, str]
) -> tuple[Problem, ...]:
    """What is read though the sheet does not show it."""
    from openpyxl.utils import column_index_from_string

    dark = {row for row, how in sheet.row_dimensions.items() if how.hidden}
    rows = [record.row for record in found if record.row in dark]
    columns = []
    for letter, how in sheet.column_dimensions.items():
        if how.hidden:
            first = how.min or column_index_from_string(letter)
            columns += [names[at] for at in range(first, (how.max or first) + 1) if at in names]
    told = []
    if rows:
        told.append(problems.hidden_rows(file, sheet.title, len(rows), rows[0] or 0))
    if columns:
        told.append(problems.hidden_columns(file, sheet.title, columns))
    return tuple(told)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
