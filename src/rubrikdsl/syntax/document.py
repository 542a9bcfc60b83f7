"""A file as it was written: its lines with resolved tokens and comments, and the tree read from them.

The formatter and the translator work on these lines; every other room works on the tree. Blank lines and
comments exist only here.
"""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.tree import File
from rubrikdsl.syntax.tree import Vocabulary


class Token(NamedTuple):
    """A word, number, text or sign of a line, as the parser took it.

    `kind` is the terminal of the grammar (`NAME`, `STRING`, `NUMBER`, `DAY`, `ARROW`, …, or that of a
    keyword); `construct` names the keyword's row in the vocabulary (None where it is none); `text` is
    exactly what was written.
    """

    kind: str
    text: str
    place: Place
    construct: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`, on the physical line `number` (from 1); `own`: nothing stands before it."""

    number: int
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: one statement, with its continuation lines.

    `number` is its first physical line and `last` its last (from 1); `depth` its place in the outline (0
    for `rubric`); `starts` are the indices of tokens that begin a continuation line; `start` is the start
    symbol that it was parsed from (which tells header rows and table rows apart from statements); `trailing`
    are the comments at the ends of its physical lines. A broken line keeps its raw tokens.
    """

    number: int
    last: int
    depth: int
    start: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    trailing: tuple[Comment, ...]
    broken: bool = False


@dataclasses.dataclass(frozen=True)
class Document:
    """A file read: `lines` in order, own-line `comments` in order, `blanks` the numbers of blank lines."""

    source: Source
    vocabulary: Vocabulary
    lines: tuple[Line, ...]
    comments: tuple[Comment, ...]
    blanks: frozenset[int]
    file: File
