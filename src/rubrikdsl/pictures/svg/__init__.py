"""Pictures as SVG: one file that needs nothing else, readable on light and dark and by screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Picture
from rubrikdsl.pictures.model import Ruler
from rubrikdsl.pictures.model import Scatter
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.pictures.svg.page import SIZE
from rubrikdsl.pictures.svg.page import Page


def to_svg(pictures: Sequence[Picture], language: Language = "en", title: str = "") -> str:
    """The pictures below each other, under a common title if there is one."""
    page = Page()
    page.title(title)
    for at, picture in enumerate(pictures):
        if at:
            page.at += SIZE
        _put(picture, page, language)
    return page.finished()


def _put(picture: Picture, page: Page, language: Language) -> None:
    page.title(picture.title)
    match picture:
        case Bars() | Histogram() | Waterfall():
            from rubrikdsl.pictures.svg.bars import put_bars

            put_bars(picture, page, language)
        case Ruler():
            from rubrikdsl.pictures.svg.ruler import put_ruler

            put_ruler(picture, page, language)
        case Scatter():
            from rubrikdsl.pictures.svg.scatter import put_scatter

            put_scatter(picture, page, language)
        case _:
            assert_never(picture)
