"""The table of a reply in one language, for drawing and for files: words are read, sets are texts.

Why a value is not there stands in its cell for people, and in a column beside it for programs, whose columns
of numbers hold nothing else.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl import Language
from rubrikdsl import Words
from rubrikdsl import say
from rubrikdsl import tables
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Table

ABSENT = {
    "unknown": say("(not final)", "(belum final)"),
    "not-applicable": say("(not applicable)", "(tidak berlaku)"),
    "differs": say("(differs)", "(berbeda)"),
    "refused": say("(refused)", "(ditolak)"),
}


def for_people(table: Table, language: Language) -> tables.Table:
    """The table as it is drawn, or stands in a workbook or Markdown."""
    columns = tuple(
        tables.Column(_read(column.name, language), column.kind, column.shown, column.places)
        for column in table.columns
    )
    rows = tuple(tuple(_said(cell, language) for cell in row) for row in table.rows)
    return tables.Table(_read(table.title, language), columns, rows)


def for_programs(table: Table, language: Language) -> tables.Table:
    """The table with a column `… status` after each of which a value is not there."""
    people = for_people(table, language)
    columns: list[tables.Column] = []
    rows: list[list[tables.Cell]] = [[] for _ in table.rows]
    for at, column in enumerate(people.columns):
        columns.append(column)
        for row, cells, texts in zip(rows, table.rows, people.rows, strict=True):
            row.append(None if isinstance(cells[at], Absent) else texts[at])
        if any(isinstance(cells[at], Absent) for cells in table.rows):
            columns.append(tables.Column(f"{column.name} status"))
            for row, cells in zip(rows, table.rows, strict=True):
                cell = cells[at]
                row.append(cell.why if isinstance(cell, Absent) else None)
    return tables.Table(people.title, tuple(columns), tuple(map(tuple, rows)))


def _read(text: Words | str, language: Language) -> str:
    return text if isinstance(text, str) else text.read(language)


def _said(cell: Cell, language: Language) -> tables.Cell:
    match cell:
        case Words():
            return cell.read(language)
        case Absent():
            return ABSENT[cell.why].read(language)
        case frozenset():
            return ", ".join(sorted(cell))
        case None | bool() | str() | Fraction() | date():
            return cell
        case _:
            assert_never(cell)
