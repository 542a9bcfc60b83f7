"""Pictures of lying bars as rows: what stands before each bar, where it begins and ends, what is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.frozen import dataclass
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import alike
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.figures import signed
from rubrikdsl.pictures.model import Bars
from rubrikdsl.pictures.model import Histogram
from rubrikdsl.pictures.model import Waterfall

Tone = Literal["plain", "good", "bad", "mark"]


@dataclass(frozen=True, slots=True)
class Row:
    """A bar from one number to another; `told` is the text behind it, in columns."""

    label: str
    start: Fraction
    end: Fraction
    told: tuple[str, ...]
    tone: Tone = "plain"
    most: Fraction | None = None


def rows_of(picture: Union[Bars, Histogram, Waterfall], language: Language) -> tuple[Row, ...]:
    """The rows from top to bottom."""
    match picture:
        case Bars():
            return _bars(picture, language)
        case Histogram():
            return _histogram(picture, language)
        case Waterfall():
            return _waterfall(picture, language)


def ends_of(rows: tuple[Row, ...]) -> tuple[Fraction, Fraction]:
    """The lowest and highest number that any row reaches; zero is among them."""
    ends = [Fraction(0)]
    for row in rows:
        ends += [row.start, row.end, row.end if row.most is None else row.most]
    return min(ends), max(ends)


def _bars(picture: Bars, language: Language) -> tuple[Row, ...]:
    places = alike(tuple(bar.value for bar in picture.bars), picture.places)
    rows = []
    for bar in picture.bars:
        told = _of(figure(bar.value, language, places), bar.most, language)
        tone: Tone = "mark" if bar.is_marked else "plain"
        rows.append(Row(bar.label, Fraction(0), bar.value, (told,), tone, bar.most))
    return tuple(rows)


def _histogram(picture: Histogram, language: Language) -> tuple[Row, ...]:
    rows = []
    for each in picture.bins:
        label = words.between(each.low, each.high, each.closed).read(language)
        rows.append(Row(label, Fraction(0), Fraction(each.count), (str(each.count), each.note)))
    return tuple(rows)


def _waterfall(picture: Waterfall, language: Language) -> tuple[Row, ...]:
    """Each bar begins where the last one ended; the sum closes them."""
    changes = tuple(change.by for change in picture.changes)
    places = alike((*changes, picture.start), picture.places)
    rows, at = [], picture.start
    for change in picture.changes:
        after = at + change.by
        told = (signed(change.by, language, places), figure(after, language, places))
        rows.append(Row(change.label, at, after, told, "bad" if change.by < 0 else "good"))
        at = after
    total = _of(figure(at, language, places), picture.top, language)
    behind = ("", total) if picture.top is None else (total,)
    return (*rows, Row(picture.end, Fraction(0), at, behind, "mark", picture.top))


def _of(told: str, most: Fraction | None, language: Language) -> str:
    return told if most is None else f"{told} {words.OF.read(language)} {figure(most, language)}"
