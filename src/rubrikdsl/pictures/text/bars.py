"""Bars that lie, drawn with characters."""

from __future__ import annotations

from math import ceil
from math import floor
from typing import Union

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.pictures.rows import Row
from rubrikdsl.pictures.rows import ends_of
from rubrikdsl.pictures.rows import rows_of
from rubrikdsl.pictures.text.look import EIGHTHS
from rubrikdsl.pictures.text.look import Look
from rubrikdsl.pictures.text.look import padded

LEAST = 6
"""Columns of a bar, however narrow the screen."""


def draw_bars(picture: Union[Bars, Histogram, Waterfall], look: Look) -> list[str]:
    """One line a bar: name, bar, value."""
    lines = [*look.title(picture.title), *_drawn(rows_of(picture, look.language), look)]
    if isinstance(picture, Histogram) and picture.without:
        lines.append(look.label(words.without(picture.without).read(look.language), look.width))
    return lines


def _drawn(rows: tuple[Row, ...], look: Look) -> list[str]:
    if not rows:
        return [words.NOTHING.read(look.language)]
    texts = [[look.own(text) for text in row.told] for row in rows]
    wide = max(len(row) for row in texts)
    columns = [max(width(row[at]) for row in texts if len(row) == wide) for at in range(wide)]
    behind = [" ".join(padded(text, columns[at], right=True) for at, text in enumerate(row)) for row in texts]
    told = max(width(text) for text in behind)
    label = min(
        max(width(look.label(row.label, look.width)) for row in rows),
        max(look.width - told - LEAST - 3, look.width * 2 // 5 if told < look.width // 3 else 4),
    )
    size = max(look.width - label - told - 3, LEAST)
    span = Span(*ends_of(rows), size)
    lines = []
    for row, text in zip(rows, behind, strict=True):
        name = padded(look.label(row.label, label), label)
        bar = look.paint(_bar(row, span, look), row.tone) + _track(row, span, look)
        space = " " * (size - _used(row, span, look))
        lines.append(f"{name}  {bar}{space} {padded(text, told, right=True)}")
    return lines


def _bar(row: Row, span: Span, look: Look) -> str:
    """The bar with the space before it. What is not nothing has one cell at least."""
    first, last, rest = _cells(row, span, look)
    body = look.sign("█", "#") * (last - first) + (EIGHTHS[rest] if rest else "")
    return " " * first + body


def _cells(row: Row, span: Span, look: Look) -> tuple[int, int, int]:
    """The first full cell, the one after the last, and the eighths of the cell after them."""
    low, high = sorted((span.at(row.start), span.at(row.end)))
    if low == high:
        return floor(low), floor(low), 0
    if low.denominator == 1 and look.unicode:
        eighths = max(round((high - low) * 8), 1)
        return int(low), int(low) + eighths // 8, eighths % 8
    first, last = min(round(low), span.size - 1), round(high)
    return first, max(last, first + 1), 0


def _track(row: Row, span: Span, look: Look) -> str:
    """What is missing to the most."""
    missing = _most(row, span) - _after(row, span, look)
    return look.paint(look.sign("░", ".") * max(missing, 0), "faint")


def _after(row: Row, span: Span, look: Look) -> int:
    _, last, rest = _cells(row, span, look)
    return last + (rest > 0)


def _most(row: Row, span: Span) -> int:
    return 0 if row.most is None else ceil(span.at(row.most))


def _used(row: Row, span: Span, look: Look) -> int:
    return max(_after(row, span, look), _most(row, span))
