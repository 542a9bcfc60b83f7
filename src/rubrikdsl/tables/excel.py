"""A table as a workbook of Excel: numbers as numbers, days as days, texts never as formulas.

A cell of Excel holds 15 digits of a number. Where that is not all of one, its column is followed by one with
the exact texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.tables import problems
from rubrikdsl.tables.files import TableError
from rubrikdsl.tables.model import Cell
from rubrikdsl.tables.model import Column
from rubrikdsl.tables.model import Table
from rubrikdsl.tables.text import readable

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Made

ROWS = 1_048_576
DIGITS = 15
"""What a cell of Excel holds of a number."""

_LONGEST = 32_767
_WIDEST = 60
_MOST_PLACES = 10
_DAY = "yyyy-mm-dd"


def to_excel(tables: Sequence[Table], language: Language = "en") -> bytes:
    """The workbook, a sheet for each table; raises `ExtraError`, and `TableError` for more rows than fit."""
    with needed(problems.EXCEL, "openpyxl", "data"):
        import openpyxl
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        _put(_with_exact(table, language), book.create_sheet(_sheet_name(table.title)), language)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(table: Table, sheet: Any, language: Language) -> None:
    """The rows below their headings."""
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.styles import Font

    if len(table.rows) >= ROWS:
        raise TableError(*problems.too_long(len(table.rows), ROWS - 1))
    formats = [_format(table, at) for at in range(len(table.columns))]
    _lay_out(sheet, table, language)
    heads = []
    for column in table.columns:
        head = _text(WriteOnlyCell(sheet), column.name)
        head.font = Font(bold=True)
        head.alignment = Alignment(horizontal="right" if column.is_number else None, vertical="top")
        heads.append(head)
    sheet.append(heads)
    for row in table.rows:
        cells = zip(row, formats, strict=True)
        sheet.append([_cell(WriteOnlyCell(sheet), cell, form) for cell, form in cells])


def holds(value: Fraction) -> bool:
    """Whether a cell of Excel holds all of a number.

    >>> holds(Fraction("87.985")), holds(Fraction(1, 3)), holds(Fraction(10**15 + 1))
    (True, False, False)
    """
    digits = to_text(abs(value)).replace(".", "").strip("0")
    return decimal_places(value) is not None and len(digits) <= DIGITS


def _with_exact(table: Table, language: Language) -> Table:
    """The table with a column of exact texts after each of numbers of which a cell holds only a part."""
    inexact = [
        at
        for at, column in enumerate(table.columns)
        if column.is_number and any(isinstance(c, Fraction) and not holds(c) for c in table.values(at))
    ]
    if not inexact:
        return table
    columns: list[Column] = []
    for at, column in enumerate(table.columns):
        columns.append(column)
        if at in inexact:
            columns.append(Column(problems.exact(column.name).read(language)))
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for at, cell in enumerate(row):
            cells.append(cell)
            if at in inexact:
                cells.append(to_text(cell) if isinstance(cell, Fraction) and not holds(cell) else None)
        rows.append(tuple(cells))
    return Table(table.title, tuple(columns), tuple(rows))


def _cell(made: Made, cell: Cell, form: str | None) -> Made:
    match cell:
        case None:
            return made
        case bool():
            made.value = cell
        case Fraction():
            made.value = _number(cell)  # a text: openpyxl writes 80.85 as 80.84999999999999
            made.data_type = "n"
            made.number_format = form or "General"
        case date():
            made.value = cell
            made.number_format = _DAY
        case str():
            _text(made, cell)
    return made


def _text(made: Made, text: str) -> Made:
    """A text that stays one, whatever it begins with."""
    text = clean(text.replace("\r\n", "\n")) if "\n" not in text else "\n".join(map(clean, text.splitlines()))
    made.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    made.data_type = "s"
    return made


def _number(value: Fraction) -> str:
    """The number in as many digits as a cell holds."""
    if holds(value):
        return to_text(value)
    whole = len(str(abs(value.numerator) // value.denominator).lstrip("0"))
    leading = 0 if whole else _zeros(abs(value))
    return fixed(value, max(DIGITS - whole + leading, 0), mode="half-even")


def _zeros(value: Fraction) -> int:
    """The zeros between the point and the first digit of a number below one."""
    count = 0
    while value * 10 ** (count + 1) < 1:
        count += 1
    return count


def _format(table: Table, at: int) -> str | None:
    column = table.columns[at]
    if not column.is_number:
        return None
    places = min(table.places(at), _MOST_PLACES)
    if any(isinstance(c, Fraction) and not holds(c) for c in table.values(at)) and column.places is None:
        places = max(places, 4)
    return "0" + ("." + "0" * places if places else "") + ("%" if column.kind == "share" else "")


def _lay_out(sheet: Any, table: Table, language: Language) -> None:
    """The heading stays in sight, every column is as wide as what stands in it."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    last = get_column_letter(max(len(table.columns), 1))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for at, column in enumerate(table.columns):
        places = table.places(at) if column.is_number else 0
        texts = (readable(cell, column, places, language) for cell in table.values(at))
        widest = max((width(line) for text in texts for line in text.split("\n")), default=0)
        wide = min(max(widest, width(column.name) + 3), _WIDEST)
        sheet.column_dimensions[get_column_letter(at + 1)].width = wide + 2


def _sheet_name(title: str) -> str:
    """A title as the name of a sheet: short, without the signs that these may not have."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")
    return " ".join(name.split())[:31].strip() or "rubrik"
