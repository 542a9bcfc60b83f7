"""Bars that lie: side by side, counted, or step by step."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from math import floor

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.frozen import dataclass
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.figures import alike
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.figures import signed
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.pictures.text.look import EIGHTHS
from rubrikdsl.pictures.text.look import Look
from rubrikdsl.pictures.text.look import Tone
from rubrikdsl.pictures.text.look import padded

LEAST = 6
"""Columns of a bar, however narrow the screen."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar from one number to another, with what stands before and behind it."""

    label: str
    start: Fraction
    end: Fraction
    told: tuple[str, ...]
    tone: Tone = "plain"
    most: Fraction | None = None


def draw_bars(picture: Bars, look: Look) -> list[str]:
    """One line a bar: name, bar, value."""
    places = alike(tuple(bar.value for bar in picture.bars), picture.places)
    rows = []
    for bar in picture.bars:
        told = figure(bar.value, look.language, places)
        if bar.most is not None:
            told += f" {words.OF.read(look.language)} {figure(bar.most, look.language)}"
        tone: Tone = "mark" if bar.is_marked else "plain"
        rows.append(_Row(bar.label, Fraction(0), bar.value, (told,), tone, bar.most))
    return [*look.title(picture.title), *_drawn(rows, look)]


def draw_histogram(picture: Histogram, look: Look) -> list[str]:
    """One line a bin, from the lowest."""
    rows = []
    for each in picture.bins:
        label = words.between(each.low, each.high, each.closed).read(look.language)
        rows.append(_Row(label, Fraction(0), Fraction(each.count), (str(each.count), each.note)))
    lines = [*look.title(picture.title), *_drawn(rows, look)]
    if picture.without:
        lines.append(look.label(words.without(picture.without).read(look.language), look.width))
    return lines


def draw_waterfall(picture: Waterfall, look: Look) -> list[str]:
    """One line a change, each bar beginning where the last one ended, and one for their sum."""
    changes = tuple(change.by for change in picture.changes)
    places = alike((*changes, picture.start), picture.places)
    rows, at = [], picture.start
    for change in picture.changes:
        after = at + change.by
        told = (signed(change.by, look.language, places), figure(after, look.language, places))
        rows.append(_Row(change.label, at, after, told, "bad" if change.by < 0 else "good"))
        at = after
    total = figure(picture.total, look.language, places)
    if picture.top is not None:
        total += f" {words.OF.read(look.language)} {figure(picture.top, look.language)}"
    behind = (total,) if picture.top is not None else ("", total)
    rows.append(_Row(picture.end, Fraction(0), picture.total, behind, "mark", picture.top))
    return [*look.title(picture.title), *_drawn(rows, look)]


def _drawn(rows: list[_Row], look: Look) -> list[str]:
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
    ends = [Fraction(0), *(end for row in rows for end in (row.start, row.end, row.most or row.end))]
    span = Span(min(ends), max(ends), size)
    lines = []
    for row, text in zip(rows, behind, strict=True):
        name = padded(look.label(row.label, label), label)
        bar = look.paint(_bar(row, span, look), row.tone) + _track(row, span, look)
        space = " " * (size - _used(row, span, look))
        lines.append(f"{name}  {bar}{space} {padded(text, told, right=True)}")
    return lines


def _bar(row: _Row, span: Span, look: Look) -> str:
    """The bar with the space before it. What is not nothing has one cell at least."""
    first, last, rest = _cells(row, span, look)
    body = look.sign("█", "#") * (last - first) + (EIGHTHS[rest] if rest else "")
    return " " * first + body


def _cells(row: _Row, span: Span, look: Look) -> tuple[int, int, int]:
    """The first full cell, the one after the last, and the eighths of the cell after them."""
    low, high = sorted((span.at(row.start), span.at(row.end)))
    if low == high:
        return floor(low), floor(low), 0
    if low.denominator == 1 and look.unicode:
        eighths = max(round((high - low) * 8), 1)
        return int(low), int(low) + eighths // 8, eighths % 8
    first, last = min(round(low), span.size - 1), round(high)
    return first, max(last, first + 1), 0


def _track(row: _Row, span: Span, look: Look) -> str:
    """What is missing to the most."""
    missing = _most(row, span) - _after(row, span, look)
    return look.paint(look.sign("░", ".") * max(missing, 0), "faint")


def _after(row: _Row, span: Span, look: Look) -> int:
    _, last, rest = _cells(row, span, look)
    return last + (rest > 0)


def _most(row: _Row, span: Span) -> int:
    return 0 if row.most is None else ceil(span.at(row.most))


def _used(row: _Row, span: Span, look: Look) -> int:
    return max(_after(row, span, look), _most(row, span))
