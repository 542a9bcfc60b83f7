"""Tables with aligned columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import assert_never

from rubrikdsl import Number
from rubrikdsl import Words
from rubrikdsl import say
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Table

if TYPE_CHECKING:
    from rubrikdsl_repl.draw import Canvas

_ABSENT = {
    "unknown": say("(not final)", "(belum final)"),
    "not-applicable": say("(not applicable)", "(tidak berlaku)"),
    "differs": say("(differs)", "(berbeda)"),
    "refused": say("(refused)", "(ditolak)"),
}
_YES, _NO = say("yes", "ya"), say("no", "tidak")


def draw_table(table: Table, canvas: Canvas) -> str:
    """The rows below their headings, each column as wide as its widest cell."""
    language = canvas.language
    title = table.title if isinstance(table.title, str) else table.title.read(language)
    head = [
        column.name if isinstance(column.name, str) else column.name.read(language)
        for column in table.columns
    ]
    rows = [[_said(cell, canvas) for cell in row] for row in table.rows]
    drawn = [head, *rows] if any(head) else rows
    widths = [max((len(row[at]) for row in drawn), default=0) for at in range(len(head))]
    if any(head):
        drawn.insert(1, ["-" * wide for wide in widths])
    lines = [title] if title else []
    for row in drawn:
        cells = (
            text.rjust(wide) if column.kind in ("number", "share") else text.ljust(wide)
            for text, wide, column in zip(row, widths, table.columns, strict=True)
        )
        lines.append("  ".join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _said(cell: Cell, canvas: Canvas) -> str:
    match cell:
        case None:
            return ""
        case Words():
            return cell.read(canvas.language)
        case Absent():
            return _ABSENT[cell.why].read(canvas.language)
        case bool():
            return (_YES if cell else _NO).read(canvas.language)
        case Fraction():
            text = str(Number(cell))
            return text.replace(".", ",") if canvas.language == "id" else text
        case str():
            return cell
        case frozenset():
            return ", ".join(sorted(cell))
        case date():
            return cell.isoformat()
        case _:
            assert_never(cell)
