"""A file in its canonical layout: the same tokens, laid out again.

Nothing is printed from the tree, so no comment and no digit can be lost. Lines are neither joined nor
broken: where an author continues a line is the author's choice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.document import Comment
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.layout import TABLES
from rubrikdsl.syntax.layout import Row
from rubrikdsl.syntax.layout import Spell
from rubrikdsl.syntax.layout import aligned
from rubrikdsl.syntax.layout import divided
from rubrikdsl.syntax.layout import is_row
from rubrikdsl.syntax.layout import joined
from rubrikdsl.syntax.lines import Piece
from rubrikdsl.syntax.lines import pieces
from rubrikdsl.syntax.spelling import spelling
from rubrikdsl.syntax.vocabulary import Lexicon

STEP = "  "
"""One level of the outline."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A logical line or an own-line comment, with its depth and whether a blank line goes before."""

    what: Line | Comment
    depth: int
    blank: bool


def format_document(document: Document, lexicon: Lexicon) -> str:
    """The text of a document in canonical layout and spelling; lines that could not be read stay as they are.

    `lexicon` holds the words of the grammar that the document was read with.
    """
    return lay_out(document, spelling(lexicon, document.vocabulary, document.vocabulary))


def lay_out(document: Document, spell: Spell) -> str:
    """The text of the document with each token as `spell` writes it."""
    physical = tuple(pieces(document.source.text))
    items = _apart(_items(document, physical))
    columns = _in_columns(items, spell)
    rows: list[str] = []
    for index, item in enumerate(items):
        if item.blank:
            rows.append("")
        match item.what:
            case Comment(text=text):
                written = [text]
            case Line(broken=True) as line:
                written = [_raw(document, physical, line)]
            case Line(starts=()) as line:
                written = [_trailed(columns[index], line, line.number)]
            case line:
                written = _continued(document, physical, line, spell)
        rows += (STEP * item.depth + row.rstrip() for row in written)
    end = line_end(document.source.text)
    return "".join(f"{row}{end}" for row in rows)


def line_end(text: str) -> str:
    """How the lines of a file end: as the first of them does."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


# Where things stand


def _items(document: Document, physical: Sequence[Piece]) -> list[_Item]:
    """Lines and own-line comments in the order of the file, comments within a line left out."""
    lines = document.lines
    firsts = [line.number for line in lines]
    found: list[tuple[int, _Item]] = [(line.number, _Item(line, line.depth, False)) for line in lines]
    above: list[Line] = []  # the line before a comment, below those that it stands under
    reached = 0
    for comment in document.comments:
        after = bisect_right(firsts, comment.number)
        for line in lines[reached:after]:
            while above and above[-1].depth >= line.depth:
                above.pop()
            above.append(line)
        reached = max(reached, after)
        if above and comment.number <= above[-1].last:
            continue
        following = lines[after] if after < len(lines) else None
        found.append((comment.number, _Item(comment, _depth(comment, above, following, physical), False)))
    found.sort(key=lambda pair: pair[0])
    items: list[_Item] = []
    end = 0
    for number, item in found:
        blank = bool(items) and any(between in document.blanks for between in range(end + 1, number))
        items.append(replace(item, blank=blank))
        end = item.what.last if isinstance(item.what, Line) else number
    return items


def _depth(comment: Comment, above: Sequence[Line], following: Line | None, physical: Sequence[Piece]) -> int:
    """A comment goes with what follows, but one that stands deeper ends a block before it, by its column."""
    depth = following.depth if following else 0
    if following and is_row(following):  # which may stand at any column
        return depth
    column = physical[comment.number - 1].column
    if following and column <= physical[following.number - 1].column:
        return depth
    for at, line in reversed(tuple(enumerate(above))):
        begins = physical[line.number - 1].column
        if is_row(line) and at:  # it may stand at any column below the head of its table
            begins = min(begins, physical[above[at - 1].number - 1].column + 1)
        if line.depth > depth and begins <= column:
            return line.depth
    return depth


def _apart(items: list[_Item]) -> list[_Item]:
    """The items with a blank line before each rubric and the comments that lead it, except the first."""
    seen = False
    for index, item in enumerate(items):
        if not isinstance(item.what, Line) or item.depth:
            continue
        start = index
        while start and not items[start].blank and _leads(items[start - 1]):
            start -= 1
        if seen:
            items[start] = replace(items[start], blank=True)
        seen = True
    return items


def _leads(item: _Item) -> bool:
    return isinstance(item.what, Comment) and item.depth == 0


# What lines say


def _in_columns(items: Sequence[_Item], spell: Spell) -> dict[int, str]:
    """The text of each line that is written on one physical line, in columns with its neighbours."""
    texts: dict[int, str] = {}
    run: list[tuple[int, Row]] = []
    before: tuple[str | None, int] = (None, 0)
    apart = False
    for index, item in enumerate(items):
        apart |= item.blank
        line = item.what
        if isinstance(line, Comment):
            continue
        row = Row(None, ()) if line.starts or line.broken else divided(line, spell)
        here = (row.kind, item.depth)
        if here != before or row.kind is None or (apart and row.kind not in TABLES):
            texts |= _aligned(run)
            run = []
        if row.cells:
            run.append((index, row))
        before, apart = here, False
    return texts | _aligned(run)


def _aligned(run: Sequence[tuple[int, Row]]) -> dict[int, str]:
    texts = aligned([row for _, row in run]) if run else []
    return dict(zip((index for index, _ in run), texts, strict=True))


def _continued(document: Document, physical: Sequence[Piece], line: Line, spell: Spell) -> list[str]:
    """A line with its continuation lines one step deeper, and the comments between them."""
    rows: list[tuple[int, str]] = []
    for start, end in pairwise((0, *line.starts, len(line.tokens))):
        number = bisect_right(physical, line.tokens[start].place.start, key=lambda piece: piece.start)
        text = joined(line.tokens[start:end], spell)
        rows.append((number, STEP * bool(start) + _trailed(text, line, number)))
    first, last = (bisect_right(document.comments, n, key=_number) for n in (line.number, line.last))
    inside = document.comments[first:last]
    rows += ((comment.number, STEP + comment.text) for comment in inside)
    return [text for _, text in sorted(rows)]


def _trailed(text: str, line: Line, number: int) -> str:
    """The text of a physical line with the comment that ends it."""
    return "  ".join([text, *(comment.text for comment in line.trailing if comment.number == number)])


def _number(comment: Comment) -> int:
    return comment.number


def _raw(document: Document, physical: Sequence[Piece], line: Line) -> str:
    """A line that could not be read, as it stands."""
    return document.source.text[physical[line.number - 1].text : physical[line.last - 1].end]
