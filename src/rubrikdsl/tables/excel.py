"""A table as a workbook of Excel: numbers as numbers, days as days, texts never as formulas.

A cell of Excel holds 15 digits of a number. Where that is not all of one, its column is followed by one with
the exact texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from typing import Union

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.tables import problems
from rubrikdsl.tables.files import TableError
from rubrikdsl.tables.model import Cell
from rubrikdsl.tables.model import Table

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Made

ROWS = 1_048_576
DIGITS = 15
"""What a cell of Excel holds of a number."""

_LONGEST = 32_767
_WIDEST = 60
_LEAST_PLACES, _MOST_PLACES = 4, 10
_DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class _Digits:
    """A number as it is written into a cell, and as exact text where that is not all of it."""

    text: str
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class _Laid:
    """A column as it stands in a sheet."""

    name: str
    cells: tuple[Union[Cell, _Digits], ...]
    form: str = "General"
    right: bool = False


def to_excel(tables: Sequence[Table], language: Language = "en") -> bytes:
    """The workbook, a sheet for each table; raises `ExtraError`, and `TableError` for more rows than fit."""
    with needed(problems.EXCEL, "openpyxl", "data"):
        import openpyxl
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        if len(table.rows) >= ROWS:
            raise TableError(*problems.too_long(len(table.rows), ROWS - 1))
        columns = [laid for at in range(len(table.columns)) for laid in _laid(table, at, language)]
        _put(columns, len(table.rows), book.create_sheet(_sheet_name(table.title)))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _laid(table: Table, at: int, language: Language) -> Iterator[_Laid]:
    """A column, and one with exact texts where cells hold only a part of its numbers."""
    column = table.columns[at]
    cells = tuple(_digits(cell) if isinstance(cell, Fraction) else cell for cell in table.values(at))
    exact = tuple(cell.exact if isinstance(cell, _Digits) else None for cell in cells)
    if not column.is_number:
        yield _Laid(column.name, cells)
        return
    places = min(table.places(at), _MOST_PLACES)
    if any(exact) and column.places is None:
        places = max(places, _LEAST_PLACES)
    form = "0" + ("." + "0" * places if places else "") + ("%" if column.kind == "share" else "")
    yield _Laid(column.name, cells, form, right=True)
    if any(exact):
        yield _Laid(problems.exact(column.name).read(language), exact)


def _digits(value: Fraction) -> _Digits:
    """A number in as many digits as a cell holds.

    >>> _digits(Fraction("87.985")), _digits(Fraction(1, 3))
    (_Digits(text='87.985', exact=None), _Digits(text='0.333333333333333', exact='1/3'))
    """
    text = to_text(value)
    if "/" not in text and len(text.lstrip("-").replace(".", "").strip("0")) <= DIGITS:
        return _Digits(text)
    whole = to_text(Fraction(abs(value.numerator) // value.denominator)).lstrip("0")
    places = DIGITS - len(whole) if whole else DIGITS + _zeros(abs(value))
    return _Digits(fixed(value, max(places, 0), mode="half-even"), text)


def _zeros(value: Fraction) -> int:
    """The zeros between the point and the first digit of a number below one."""
    count = 0
    while value * 10 ** (count + 1) < 1:
        count += 1
    return count


def _put(columns: Sequence[_Laid], rows: int, sheet: Any) -> None:
    """The rows below their headings, which stay in sight; every column as wide as what stands in it."""
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{rows + 1}"
    heads = []
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(column)
        head = _text(WriteOnlyCell(sheet), column.name)
        head.font = Font(bold=True)
        head.alignment = Alignment(horizontal="right" if column.right else None, vertical="top")
        heads.append(head)
    sheet.append(heads)
    for row in range(rows):
        sheet.append([_cell(WriteOnlyCell(sheet), column.cells[row], column.form) for column in columns])


def _width(column: _Laid) -> int:
    """In letters; a number has the decimals of its column, and the heading a button beside it."""
    decimals = len(column.form.partition(".")[2]) + column.form.endswith("%") + 1
    widest = width(column.name) + 3
    for cell in column.cells:
        match cell:
            case _Digits():
                widest = max(widest, len(cell.text.partition(".")[0]) + decimals)
            case str():
                widest = max(widest, *map(width, cell.split("\n")))
            case date():
                widest = max(widest, len(_DAY))
            case _:
                pass
    return min(widest, _WIDEST) + 2


def _cell(made: Made, cell: Union[Cell, _Digits], form: str) -> Made:
    match cell:
        case _Digits():  # openpyxl would write the number 80.85 as 80.84999999999999, so it gets the text
            made.value = cell.text
            made.data_type = "n"
            made.number_format = form
        case str():
            _text(made, cell)
        case date():
            made.value = cell
            made.number_format = _DAY
        case bool():
            made.value = cell
        case _:
            pass
    return made


def _text(made: Made, text: str) -> Made:
    """A text that stays one, whatever it begins with."""
    text = "\n".join(map(clean, text.splitlines()))
    made.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    made.data_type = "s"
    return made


def _sheet_name(title: str) -> str:
    """A title as the name of a sheet: short, without the signs that these may not have."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")
    return " ".join(name.split())[:31].strip() or "rubrik"
