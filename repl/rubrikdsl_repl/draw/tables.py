"""Tables with aligned columns, never wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.pictures.text import Look
from rubrikdsl.tables import drawn
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.tabling import for_people

if TYPE_CHECKING:
    from rubrikdsl_repl.draw import Canvas


def draw_table(table: Table, canvas: Canvas) -> str:
    """The rows below their headings."""
    look = Look(canvas.width, canvas.language, canvas.colour, canvas.unicode)
    return drawn.draw_table(for_people(table, canvas.language), look)
