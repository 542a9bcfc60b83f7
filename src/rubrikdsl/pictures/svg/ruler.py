"""A scale cut into zones, with pointers below it, as SVG."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.figures import alike
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.model import Ruler
from rubrikdsl.pictures.svg.page import MARGIN
from rubrikdsl.pictures.svg.page import SIZE
from rubrikdsl.pictures.svg.page import WIDTH
from rubrikdsl.pictures.svg.page import Page
from rubrikdsl.pictures.svg.page import room

HIGH = 30
STEP = 24


def put_ruler(picture: Ruler, page: Page, language: Language) -> None:
    """The zones with their names, the edges below, and a line for each pointer."""
    if not picture.zones:
        page.nothing(language)
        return
    span = Span(picture.zones[0].low, picture.zones[-1].high, WIDTH - 2 * MARGIN)
    for at, zone in enumerate(picture.zones):
        left, right = MARGIN + span.at(zone.low), MARGIN + span.at(zone.high)
        page.box(left, page.at, right - left, Fraction(HIGH), "odd" if at % 2 else "even")
        page.text(zone.label, (left + right) / 2, page.at + HIGH - 10, "strong", "middle", right - left)
        page.hear(f"{zone.label}: {figure(zone.low, language)} – {figure(zone.high, language)};")
    page.at += HIGH
    _edges(picture, span, page, language)
    page.at += STEP - 4
    places = alike(tuple(pointer.at for pointer in picture.pointers), picture.places)
    for pointer in picture.pointers:
        told = f"{pointer.label} {figure(pointer.at, language, places)}"
        if not span.low <= pointer.at <= span.high:
            told += f" ({words.OUTSIDE.read(language)})"
        x = MARGIN + span.at(pointer.at)
        page.arrow(x, page.at)
        behind = WIDTH - MARGIN - x - 10
        if room(told) <= behind or behind >= x - MARGIN:
            page.text(told, x + 10, page.at + 11, most=behind)
        else:
            page.text(told, x - 10, page.at + 11, anchor="end", most=x - 10 - MARGIN)
        page.hear(f"{told};")
        page.at += STEP


def _edges(picture: Ruler, span: Span, page: Page, language: Language) -> None:
    """The edges, those first that would run into the last one left out."""
    last = span.high
    end = WIDTH - MARGIN - room(figure(last, language))
    used = Fraction(0)
    for edge in (*(zone.low for zone in picture.zones), last):
        told = figure(edge, language)
        x = MARGIN + span.at(edge)
        page.line(x, page.at, x, page.at + 4)
        left = x - room(told) / 2
        if edge == last:
            page.text(told, Fraction(WIDTH - MARGIN), page.at + SIZE + 3, "faint", "end")
        elif edge == span.low:
            page.text(told, Fraction(MARGIN), page.at + SIZE + 3, "faint")
            used = MARGIN + room(told) + 4
        elif left >= used and x + room(told) / 2 <= end:
            page.text(told, x, page.at + SIZE + 3, "faint", "middle")
            used = x + room(told) / 2 + 4
