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
    return pages([(title, pictures)], language)


def pages(parts: Sequence[tuple[str, Sequence[Picture]]], language: Language = "en") -> str:
    """Several such parts below each other, each under its title."""
    page = Page()
    for title, pictures in parts:
        page.title(title)
        for picture in pictures:
            _put(picture, page, language)
            page.at += SIZE
        if not pictures:
            page.nothing(language)
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
