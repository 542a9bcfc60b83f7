"""Lines of a text with marks under them.

Where several labels share a line, the last one has its words beside its mark and the others hang below:

```
41 |     88.00 .. 100.00  A
   |     -----    ^^^^^^ ends here
   |     |
   |     starts here
```
A stretch of several lines is marked on its first and its last line, where its words stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.render.columns import cells
from rubrikdsl.diagnostics.render.columns import width as columns_of
from rubrikdsl.diagnostics.render.paint import Style
from rubrikdsl.diagnostics.render.paint import paint
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Source

_LEAST = 20
"""However narrow the screen, this many columns of a line are shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark: `start` and `end` are line and column (from 1), the end not included."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    sign: str
    style: Style


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A part of a mark that lies on one line, in columns of the screen (from 0)."""

    start: int
    end: int
    text: str
    sign: str
    style: Style


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text at a column of a row."""

    column: int
    text: str
    style: Style = "plain"


def draw(source: Source, marks: Iterable[Mark], gutter: int, color: bool, width: int) -> list[str]:
    """The lines that the marks touch, with the marks; `gutter` is the width of the line numbers."""
    parts: dict[int, list[tuple[int, int, Mark, bool]]] = defaultdict(list)
    for mark in marks:
        for part in _parts(source, mark):
            parts[part[0]].append(part[1:])
    bar = f"{' ' * gutter} {paint('|', 'gutter', color)}"
    rows = [bar]
    before: int | None = None
    for number in sorted(parts):
        if before is not None and number == before + 2:
            rows.append(
                _numbered(before + 1, _line(source.line(before + 1), width - gutter)[0], gutter, color)
            )
        elif before is not None and number > before + 1:
            rows.append(paint("...", "gutter", color))
        text, strokes = _line(source.line(number), width - gutter, parts[number])
        rows.append(_numbered(number, text, gutter, color))
        rows += (f"{bar} {_row(pieces, color)}".rstrip() for pieces in _below(strokes))
        before = number
    return rows


_Part = tuple[int, int, Mark, bool]
"""Of a line: the first and last character (from 0) of a part of a mark, and whether its words stand here."""


def _parts(source: Source, mark: Mark) -> list[tuple[int, int, int, Mark, bool]]:
    (first, start), (last, end) = mark.start, mark.end
    if first == last:
        return [(first, start - 1, end - 1, mark, True)]
    if end == 1:  # up to and with the end of the line before
        last, end = last - 1, len(source.line(last - 1)) + 1
    if first == last:
        return [(first, start - 1, end - 1, mark, True)]
    line = source.line(last)
    indent = min(len(line) - len(line.lstrip()), end - 1)
    return [(first, start - 1, len(source.line(first)), mark, False), (last, indent, end - 1, mark, True)]


def _line(text: str, width: int, parts: Sequence[_Part] = ()) -> tuple[str, list[_Stroke]]:
    """A line as it is shown, cut to `width` around its marks, and the marks in its columns."""
    room = max(width - 4, _LEAST)
    begin, end = _near(len(text), 4 * room, parts)
    shown, columns = cells(text[begin:end])
    strokes = []
    for first, last, mark, ends in parts:
        start, stop = (columns[min(max(at - begin, 0), len(shown))] for at in (first, last))
        said = mark.text if ends else ""
        strokes.append(_Stroke(start, max(stop, start + 1), said, mark.sign, mark.style))
    if columns[-1] <= room and len(shown) == len(text):
        return "".join(shown), strokes
    left, right = _window(columns[-1], room, strokes)
    seen = [i for i in range(len(shown)) if columns[i] >= left and columns[i + 1] <= right]
    first, last = (seen[0], seen[-1] + 1) if seen else (0, 0)
    lead = "…" if begin + first > 0 else ""
    cut = lead + "".join(shown[first:last]) + ("…" if begin + last < len(text) else "")
    shift, limit = len(lead) - columns[first], len(lead) + columns[last] - columns[first] + 1
    return cut, [_shifted(stroke, shift, limit) for stroke in strokes]


def _near(length: int, reach: int, parts: Sequence[_Part]) -> tuple[int, int]:
    """The characters of a line that may be shown, so that one of a million characters costs no more."""
    first = min((first for first, *_ in parts), default=0)
    last = max((last for _, last, *_ in parts), default=0)
    if last - first > reach:
        first = last = next((first for first, _, mark, _ in parts if mark.sign == "^"), first)
    return max(0, first - reach), min(length, last + reach)


def _shifted(stroke: _Stroke, shift: int, limit: int) -> _Stroke:
    """The stroke in a line that was cut: moved, and kept within what is shown."""
    start = min(max(stroke.start + shift, 0), limit - 1)
    end = min(max(stroke.end + shift, start + 1), limit)
    return replace(stroke, start=start, end=end)


def _window(length: int, room: int, strokes: list[_Stroke]) -> tuple[int, int]:
    """The columns to show of a line that is too long: all marks if they fit, else around the primary one."""
    first = min((stroke.start for stroke in strokes), default=0)
    last = max((stroke.end for stroke in strokes), default=0)
    if last - first > room:
        first = next((stroke.start for stroke in strokes if stroke.sign == "^"), first)
        last = first + room // 2
    inner = room - 2  # the signs of what is left out
    begin = max(0, min(first - (inner - (last - first)) // 2, length - inner))
    return begin, begin + inner


def _below(strokes: list[_Stroke]) -> list[list[_Piece]]:
    """The rows under a line: the marks with the words of the last one, then the words that hang."""
    signs: dict[int, tuple[str, Style]] = {}
    for stroke in sorted(strokes, key=lambda stroke: stroke.sign == "^"):  # the primary mark covers others
        signs.update((column, (stroke.sign, stroke.style)) for column in range(stroke.start, stroke.end))
    row = [_Piece(column, *signs[column]) for column in sorted(signs)]
    worded = sorted((stroke for stroke in strokes if stroke.text), key=lambda s: (s.start, s.end))
    hanging = worded
    if worded and worded[-1].end > max(signs):
        beside = worded[-1]
        row.append(_Piece(max(signs) + 2, beside.text, beside.style))
        hanging = worded[:-1]
    rows = [row]
    if hanging:
        rows.append(_bars(hanging))
    while hanging:
        *hanging, stroke = hanging
        bars = [bar for bar in _bars(hanging) if bar.column < stroke.start]
        rows.append([*bars, _Piece(stroke.start, stroke.text, stroke.style)])
    return rows


def _bars(strokes: list[_Stroke]) -> list[_Piece]:
    return [
        _Piece(column, "|", style)
        for column, style in {stroke.start: stroke.style for stroke in strokes}.items()
    ]


def _row(pieces: list[_Piece], color: bool) -> str:
    """Pieces put at their columns; neighbours of one style are painted together."""
    out: list[str] = []
    at = 0
    run = ""
    style: Style = "plain"
    for piece in pieces:
        gap = " " * (piece.column - at)
        if gap or piece.style != style:
            out += (paint(run, style, color), gap)
            run, style = "", piece.style
        run += piece.text
        at = piece.column + columns_of(piece.text)
    return "".join((*out, paint(run, style, color)))


def _numbered(number: int, text: str, gutter: int, color: bool) -> str:
    return (
        f"{paint(str(number).rjust(gutter), 'gutter', color)} {paint('|', 'gutter', color)} {text}".rstrip()
    )
