"""An assessment to fill in as a workbook of Excel: a row a record, below the keys and two rows of hints.

Cells take what the rubric takes: options and yes or no are chosen from a list, numbers lie within their
domain, codes stay texts (`14.10` is none of Excel's numbers). A question that may also be not applicable, or
whose options are too long for a list of Excel, is left open and checked by `rubrik score` alone.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.records.template import Asked
from rubrikdsl.records.template import columns
from rubrikdsl.records.template import hints
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.tables.problems import EXCEL

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

ROWS = 1000
"""Rows with lists and limits; a form has room for more."""

SHEET = say("Assessment", "Isian")

_LONGEST_LIST = 255
_NARROWEST, _WIDEST = 12, 40
_YES = say("yes,no", "ya,tidak")
_WRONG = say("not an answer to this question", "bukan jawaban untuk pertanyaan ini")


def form(plan: ir.Plan, language: Language = "en") -> bytes:
    """The workbook; raises `ExtraError` where its package is missing."""
    with needed(EXCEL, "openpyxl", "data"):
        import openpyxl
    from openpyxl.styles import Alignment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    asked = columns(plan, language)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET.read(language)
    sheet.append([column.key for column in asked])
    for row in hints(asked, language):
        sheet.append(row)
    for at, column in enumerate(asked, 1):
        letter = get_column_letter(at)
        widest = max(width(column.key), min(width(column.domain), _WIDEST), _NARROWEST)
        sheet.column_dimensions[letter].width = min(widest, _WIDEST) + 2
        sheet[f"{letter}1"].font = Font(bold=True)
        for hint in (2, 3):
            sheet[f"{letter}{hint}"].font = Font(italic=True, color="666666")
            sheet[f"{letter}{hint}"].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].number_format = _style(column)
        check = _check(column, language)
        if check is not None:
            check.add(f"{letter}4:{letter}{ROWS + 3}")
            sheet.add_data_validation(check)
    names = sum(column.question is None for column in asked)
    sheet.freeze_panes = f"{get_column_letter(names + 1)}4"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _style(column: Asked) -> str:
    """How a cell holds what is typed: as text, unless it is a number, a share or a day."""
    domain = _domain(column)
    match domain and domain.type.kind:
        case "number":
            return "General"
        case "share":
            return "0.00%"
        case "date":
            return "yyyy-mm-dd"
        case _:
            return "@" if column.question is None or domain is not None else "General"


def _domain(column: Asked) -> Domain | None:
    return None if column.question is None else column.question.takes


def _check(column: Asked, language: Language) -> DataValidation | None:
    """What Excel lets somebody type, where it can tell."""
    from openpyxl.worksheet.datavalidation import DataValidation

    domain = _domain(column)
    if domain is None:
        return None
    found: DataValidation | None = None
    match domain.type.kind:
        case "truth":
            found = DataValidation(type="list", formula1=f'"{_YES.read(language)}"')
        case "code":
            found = _list([choice.code for choice in domain.choices] or list(domain.type.codes))
        case "number" | "share":
            found = _range(domain)
        case _:
            pass
    if found is not None:
        found.allow_blank = True
        found.showErrorMessage = True
        found.errorTitle = column.key[:32]
        found.error = f"{_WRONG.read(language)}: {column.domain}"[:_LONGEST_LIST]
    return found


def _list(codes: list[str]) -> DataValidation | None:
    from openpyxl.worksheet.datavalidation import DataValidation

    text = ",".join(codes)
    if len(text) > _LONGEST_LIST - 2 or any("," in code or '"' in code for code in codes):
        return None
    return DataValidation(type="list", formula1=f'"{text}"')


def _range(domain: Domain) -> DataValidation | None:
    """The ends of a domain; its grid is left to `rubrik score`."""
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = domain.low, domain.high
    whole = domain.step == 1 and (low is None or low.denominator == 1)
    kind: Literal["whole", "decimal"] = "whole" if whole and domain.type.kind == "number" else "decimal"
    ends = [end for end in (low, high) if end is not None]
    if not ends or any(decimal_places(end) is None for end in ends):
        return None
    if low is not None and high is not None:
        return DataValidation(type=kind, operator="between", formula1=to_text(low), formula2=to_text(high))
    if low is not None:
        return DataValidation(type=kind, operator="greaterThanOrEqual", formula1=to_text(low))
    assert high is not None
    return DataValidation(type=kind, operator="lessThanOrEqual", formula1=to_text(high))
