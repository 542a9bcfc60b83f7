"""Replies as text for people: on screens wide and narrow, with colour and without."""

from __future__ import annotations

from typing import assert_never

from rubrikdsl import Language
from rubrikdsl.frozen import dataclass
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Histogram
from rubrikdsl.pictures import Ruler
from rubrikdsl.pictures import Scatter
from rubrikdsl.pictures import Waterfall
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on: the reader's language, columns, colour, and whether signs beyond ASCII show.

    `screen`: it is a terminal, whose lines end where it ends.
    """

    language: Language = "en"
    width: int = 80
    colour: bool = False
    unicode: bool = True
    screen: bool = False


def draw(part: Part, canvas: Canvas) -> str:
    """One part of a reply as lines, each with its end."""
    match part:
        case Text():
            from rubrikdsl_repl.draw.texts import draw_text

            return draw_text(part, canvas)
        case Table():
            from rubrikdsl_repl.draw.tables import draw_table

            return draw_table(part, canvas)
        case Findings():
            from rubrikdsl_repl.draw.findings import draw_findings

            return draw_findings(part, canvas)
        case Bars() | Histogram() | Ruler() | Scatter() | Waterfall():
            from rubrikdsl.pictures.text import Look
            from rubrikdsl.pictures.text import draw as draw_picture

            return draw_picture(part, Look(canvas.width, canvas.language, canvas.colour, canvas.unicode))
        case _:
            assert_never(part)
