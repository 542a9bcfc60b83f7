"""A text as physical lines and as logical lines: what continues, what is a comment, how far it is indented.

Nothing here knows a token. Every offset is one of the source's text, so places never need translating.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.document import Comment
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import CONTINUING
from rubrikdsl.syntax.vocabulary import Lexicon

TAB = 4
"""Columns to which a tab in an indentation advances."""

SPACES = r"[\s\u200b\u2060\ufeff]"
"""What separates words: any space of Unicode, and the marks of no width that are pasted along."""

_PHYSICAL = re.compile(r"[^\r\n]*")
_INDENT = re.compile(rf"{SPACES}*")
_FIRST_WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A physical line that holds something: its number, its indentation in columns, what it says and where.

    `start` is the line's first character, `text` the first that is no space, `end` the line's end.
    """

    number: int
    start: int
    text: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Logical:
    """A statement's physical lines: the first, then those that continue it."""

    pieces: tuple[Piece, ...]

    @property
    def column(self) -> int:
        """Indentation, in columns."""
        return self.pieces[0].column


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's logical lines, its comments on lines of their own, the numbers of its blank lines."""

    lines: tuple[Logical, ...]
    comments: tuple[Comment, ...]
    blanks: frozenset[int]


def layout(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Layout:
    """Split a text into logical lines."""
    lines: list[list[Piece]] = []
    comments: list[Comment] = []
    blanks: list[int] = []
    continues = _continuing(lexicon, vocabulary).match
    for piece in pieces(text):
        if piece.text == piece.end:
            blanks.append(piece.number)
        elif text[piece.text] == "#":
            comments.append(Comment(piece.number, text[piece.text : piece.end].rstrip(), own=True))
        elif lines and continues(text, piece.text, piece.end):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return Layout(tuple(Logical(tuple(line)) for line in lines), tuple(comments), frozenset(blanks))


def pieces(text: str) -> Iterator[Piece]:
    """The physical lines of a text; lines end in LF, CRLF or a lone CR."""
    at, number, size = 0, 1, len(text)
    while at < size:
        end = _PHYSICAL.match(text, at).end()  # type: ignore[union-attr]
        first = _INDENT.match(text, at, end).end()  # type: ignore[union-attr]
        indent = text[at:first]
        yield Piece(number, at, first, end, _columns(indent))
        at = end + (2 if text.startswith("\r\n", end) else 1)
        number += 1


def first_word(text: str, piece: Piece) -> str:
    """The word that a physical line begins with; empty where it begins otherwise."""
    found = _FIRST_WORD.match(text, piece.text, piece.end)
    return found.group() if found else ""


def _columns(indent: str) -> int:
    if indent.isascii() and "\t" not in indent:
        return len(indent)
    column = 0
    for char in indent:
        if char == "\t":
            column += TAB - column % TAB
        elif char not in "\u200b\u2060\ufeff":
            column += 1
    return column


@cache
def _continuing_pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    words = (rf"{SPACES}+".join(map(re.escape, spelling.split())) for spelling in spellings)
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)")


def _continuing(lexicon: Lexicon, vocabulary: Vocabulary) -> re.Pattern[str]:
    return _continuing_pattern(
        tuple(text for construct in CONTINUING for text in lexicon.spellings[construct][vocabulary])
    )
