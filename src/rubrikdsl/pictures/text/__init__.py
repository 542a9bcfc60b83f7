"""Pictures drawn with characters: wide or narrow, with colour or without, in Unicode or ASCII."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Picture
from rubrikdsl.pictures.model import Ruler
from rubrikdsl.pictures.model import Scatter
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.pictures.text.look import Look as Look

NARROWEST = 40
"""Columns below which nothing is drawn smaller."""


def draw(picture: Picture, look: Look | None = None) -> str:
    """A picture as lines, none wider than the look allows (where that is `NARROWEST` columns at least).

    >>> from fractions import Fraction
    >>> from rubrikdsl.pictures import Bar
    >>> bars = Bars("Poin", (Bar("Input", Fraction(5)), Bar("Proses", Fraction("7.5"))))
    >>> print(draw(bars, Look(40, unicode=False)), end="")
    Poin
    Input   ###################          5.0
    Proses  ############################ 7.5
    """
    look = look or Look()
    if look.width < NARROWEST:
        look = replace(look, width=NARROWEST)
    match picture:
        case Bars() | Histogram() | Waterfall():
            from rubrikdsl.pictures.text.bars import draw_bars

            lines = draw_bars(picture, look)
        case Ruler():
            from rubrikdsl.pictures.text.ruler import draw_ruler

            lines = draw_ruler(picture, look)
        case Scatter():
            from rubrikdsl.pictures.text.scatter import draw_scatter

            lines = draw_scatter(picture, look)
        case _:
            assert_never(picture)
    return "".join(f"{line.rstrip()}\n" for line in lines)
