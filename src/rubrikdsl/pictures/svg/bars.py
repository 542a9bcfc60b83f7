"""Bars that lie, as SVG."""

from __future__ import annotations

from fractions import Fraction
from typing import Union

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.pictures.rows import ends_of
from rubrikdsl.pictures.rows import rows_of
from rubrikdsl.pictures.svg.page import MARGIN
from rubrikdsl.pictures.svg.page import SIZE
from rubrikdsl.pictures.svg.page import WIDTH
from rubrikdsl.pictures.svg.page import Page
from rubrikdsl.pictures.svg.page import room

HIGH = 18
STEP = 26
GAP = 10
LABEL = Fraction(WIDTH * 2, 5)
"""Of the page that labels take at most."""


def put_bars(picture: Union[Bars, Histogram, Waterfall], page: Page, language: Language) -> None:
    """One line a bar: name, bar, value."""
    rows = rows_of(picture, language)
    if not rows:
        page.nothing(language)
    else:
        label = min(max(room(row.label) for row in rows), LABEL)
        count = max(len(row.told) for row in rows)
        full = [row.told for row in rows if len(row.told) == count]
        columns = [max(room(told[at]) for told in full) for at in range(count)]
        behind = max(sum(columns, GAP * Fraction(count - 1)), *(room(" ".join(row.told)) for row in rows))
        left = MARGIN + label + GAP
        span = Span(*ends_of(rows), int(WIDTH - MARGIN - behind - GAP - left))
        before = None
        for row in rows:
            start, end = sorted((span.at(row.start), span.at(row.end)))
            foot = page.at + HIGH - 4
            page.text(row.label, MARGIN + label, foot, anchor="end", most=label)
            if row.most is not None and row.most > row.end:
                page.box(left + end, page.at, span.at(row.most) - end, Fraction(HIGH), "track")
            least = Fraction(1) if row.start != row.end else Fraction(0)
            page.box(left + start, page.at, max(end - start, least), Fraction(HIGH), row.tone)
            if isinstance(picture, Waterfall) and before is not None:
                page.line(left + before, page.at - STEP + HIGH, left + before, page.at)
            before = span.at(row.end)
            right = Fraction(WIDTH - MARGIN)
            for at, told in reversed(tuple(enumerate(row.told))):
                if told:
                    page.text(told, right, foot, "faint" if at and count > 1 else "strong", "end")
                right -= columns[at] + GAP
            page.hear(f"{row.label}: {' '.join(filter(None, row.told))};")
            page.at += STEP
        zero = left + span.at(Fraction(0))
        page.line(zero, page.at - STEP * len(rows) - 4, zero, page.at - STEP + HIGH + 4)
    if isinstance(picture, Histogram) and picture.without:
        more = words.without(picture.without).read(language)
        page.hear(more)
        page.text(more, Fraction(MARGIN), page.at + SIZE, "faint")
        page.at += STEP
