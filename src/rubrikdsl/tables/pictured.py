"""What a picture shows, as a table: for formats that hold no pictures."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Picture
from rubrikdsl.pictures.model import Ruler
from rubrikdsl.pictures.model import Scatter
from rubrikdsl.pictures.model import Waterfall
from rubrikdsl.tables import problems as words
from rubrikdsl.tables.model import Cell
from rubrikdsl.tables.model import Column
from rubrikdsl.tables.model import Kind
from rubrikdsl.tables.model import Table


def tabled(picture: Picture, language: Language = "en") -> Table:
    """A row for each bar, step, pointer or dot, with its exact numbers."""
    match picture:
        case Bars():
            bars = tuple((bar.label, bar.value, bar.most) for bar in picture.bars)
            return _table(picture.title, language, bars, words.NAME, words.VALUE, words.MOST)
        case Histogram():
            bins = tuple((each.low, each.high, Fraction(each.count), each.note) for each in picture.bins)
            heads = (words.FROM, words.UP_TO, words.COUNT, words.CLASSES)
            return _table(picture.title, language, bins, *heads, texts=(3,))
        case Waterfall():
            return _table(picture.title, language, _steps(picture), words.NAME, words.CHANGE, words.AFTER)
        case Ruler():
            pointers = tuple((pointer.label, pointer.at) for pointer in picture.pointers)
            return _table(picture.title, language, pointers, words.NAME, words.VALUE)
        case Scatter():
            dots = tuple((dot.label, dot.x, dot.y) for dot in picture.dots)
            return _table(picture.title, language, dots, words.NAME, picture.x, picture.y)
        case _:
            assert_never(picture)


def _steps(picture: Waterfall) -> tuple[tuple[Cell, ...], ...]:
    """The changes and their sum."""
    rows: list[tuple[Cell, ...]] = []
    at = picture.start
    for change in picture.changes:
        at += change.by
        rows.append((change.label, change.by, at))
    return (*rows, (picture.end, None, at))


def _table(
    title: str,
    language: Language,
    rows: tuple[tuple[Cell, ...], ...],
    *heads: Words | str,
    texts: tuple[int, ...] = (0,),
) -> Table:
    """`texts` are the columns that hold no numbers; the bins of a histogram begin with a number."""
    columns = []
    for at, head in enumerate(heads):
        kind: Kind = "text" if at in texts else "number"
        columns.append(Column(head if isinstance(head, str) else head.read(language), kind))
    return Table(title, tuple(columns), rows)
