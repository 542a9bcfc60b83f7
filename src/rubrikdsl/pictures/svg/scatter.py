"""Two values of many records against each other, as SVG."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from math import floor

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.model import Scatter
from rubrikdsl.pictures.model import round_step
from rubrikdsl.pictures.svg.page import MARGIN
from rubrikdsl.pictures.svg.page import SIZE
from rubrikdsl.pictures.svg.page import WIDTH
from rubrikdsl.pictures.svg.page import Page
from rubrikdsl.pictures.svg.page import room

HIGH = 380
TICKS = 6
"""Marks of an axis, about."""


def put_scatter(picture: Scatter, page: Page, language: Language) -> None:
    """The field between its axes; a dot says which record it is."""
    if not picture.dots:
        page.nothing(language)
        return
    xs, ys = _ticks([dot.x for dot in picture.dots]), _ticks([dot.y for dot in picture.dots])
    page.text(words.up(picture.y).read(language), Fraction(MARGIN), page.at + SIZE, "faint")
    page.at += 2 * SIZE
    left = MARGIN + max(room(figure(tick, language)) for tick in ys) + 8
    top, bottom = page.at, page.at + HIGH
    x = Span(xs[0], xs[-1], int(WIDTH - MARGIN - left - room(figure(xs[-1], language)) / 2))
    y = Span(ys[0], ys[-1], HIGH)
    page.line(left, top, left, bottom)
    page.line(left, bottom, left + x.size, bottom)
    for tick in ys:
        page.line(left - 4, bottom - y.at(tick), left, bottom - y.at(tick))
        page.text(figure(tick, language), left - 8, bottom - y.at(tick) + 4, "faint", "end")
    for tick in xs:
        page.line(left + x.at(tick), bottom, left + x.at(tick), bottom + 4)
        page.text(figure(tick, language), left + x.at(tick), bottom + SIZE + 6, "faint", "middle")
    for dot in sorted(picture.dots, key=lambda dot: dot.is_marked):
        told = f"{dot.label} ({figure(dot.x, language)}; {figure(dot.y, language)})"
        at_x, at_y = left + x.at(dot.x), bottom - y.at(dot.y)
        page.dot(at_x, at_y, 6 if dot.is_marked else 3, "mark" if dot.is_marked else "plain", told)
        if dot.is_marked:
            page.hear(f"{told};")
            if room(told) <= WIDTH - MARGIN - at_x - 10:
                page.text(told, at_x + 10, at_y + 4, "strong")
            else:
                page.text(told, at_x - 10, at_y + 4, "strong", "end", at_x - 10 - left)
    page.at = bottom + 2 * SIZE
    below = [words.to_the_right(picture.x)]
    below += [words.without(picture.without)] if picture.without else []
    for said in below:
        page.text(said.read(language), Fraction(MARGIN), page.at + SIZE, "faint")
        page.at += 2 * SIZE - 6
    page.hear(f"{picture.x} × {picture.y}: {len(picture.dots)}.")


def _ticks(values: list[Fraction]) -> list[Fraction]:
    """Round numbers from below the lowest value to above the highest."""
    step = round_step((max(values) - min(values)) / TICKS)
    first, last = floor(min(values) / step), ceil(max(values) / step)
    return [step * at for at in range(first, max(last, first + 1) + 1)]
