"""A text that is being edited: blocks of lines, their words still knowing the place that they came from.

A block is a line with the lines below it. Its words are tokens; layout is left to the formatter. Blocks are
made anew for each consolidation, since edits change them; nothing outside this room sees one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple
from unicodedata import normalize

from rubrikdsl.source import Place
from rubrikdsl.syntax.build import Header
from rubrikdsl.syntax.document import Comment
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.layout import Spell
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.versions.blocks import kind_of
from rubrikdsl.versions.blocks import name_of
from rubrikdsl.versions.law import Instrument

STEP = "  "


class Word(NamedTuple):
    """A token to be written: `kind` and `construct` as it was read, `place` where it came from.

    `exact`: it stands there as it is written, so that a repair of it can be made there. `begins` a
    continuation line.
    """

    text: str
    kind: str
    construct: str | None
    place: Place
    exact: bool = True
    begins: bool = False


class Made(NamedTuple):
    """That an edit was made: by which instrument (its number in the edition), and where the edit stands."""

    by: int
    place: Place


@dataclass(slots=True, eq=False)
class Block:
    """A line with what stands below it.

    `kind` and `name` are what edits call it, `start` the start symbol that the line is read from. `above`
    are comments on lines of their own before it, `trailing` those at its end; `edits` changed the line or
    put it there, `losses` took something out of its block. `whole`: an edit brought all of the block.
    """

    kind: str
    name: str
    start: str
    words: list[Word]
    node: Any = None
    above: list[str] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    blank: bool = False
    broken: bool = False
    below: list[Block] = field(default_factory=list)
    parent: Block | None = None
    edits: list[Made] = field(default_factory=list)
    losses: list[Made] = field(default_factory=list)
    whole: bool = False

    def each(self) -> Iterator[Block]:
        """This block and all below it, in the order of the text."""
        yield self
        for block in self.below:
            yield from block.each()

    def put(self, at: int, blocks: Sequence[Block]) -> None:
        """Put blocks below this one, before the one of this number."""
        for block in blocks:
            block.parent = self
        self.below[at:at] = blocks

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the outermost named block down to this one, as references write them."""
        above = self.parent
        if above is None:
            return ()
        around = () if above.kind == "score" else above.path
        return (*around, self.name) if self.name else around

    @property
    def place(self) -> Place:
        """Where its name stands, or its first word."""
        for word in self.words:
            if self.name and normalize("NFC", word.text.strip('"“”„')) == self.name:
                return word.place
        return self.words[0].place

    def text(self) -> str:
        """The line by itself."""
        return "".join(("\n  " if w.begins else " ") + w.text for w in self.words)[1:]


def block_of(instrument: Instrument) -> Block:
    """The text of an instrument as blocks: its head line with everything below it."""
    return _Reading(instrument.document, instrument.tree).block(instrument.place)


class Written(NamedTuple):
    """A text written out: where each of its words stands, in order, and which block each belongs to."""

    text: str
    starts: tuple[int, ...]
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]


def write(root: Block) -> Written:
    """The text of the blocks, correctly nested, not yet laid out."""
    parts: list[str] = []
    starts: list[int] = []
    words: list[Word] = []
    blocks: list[Block] = []
    size = 0

    def put(text: str) -> None:
        nonlocal size
        parts.append(text)
        size += len(text)

    def line(block: Block, depth: int) -> None:
        indent = STEP * depth
        if block.blank:
            put("\n")
        for comment in block.above:
            put(f"{indent}{comment}\n")
        for number, word in enumerate(block.words):
            put(f"\n{indent}{STEP * 2}" if word.begins else " " if number else indent)
            starts.append(size)
            words.append(word)
            blocks.append(block)
            put(word.text)
        put("".join(f"  {comment}" for comment in block.trailing) + "\n")
        for below in block.below:
            line(below, depth + 1)

    line(root, 0)
    return Written("".join(parts), tuple(starts), tuple(words), tuple(blocks))


def respelt(word: Word, spell: Spell) -> Word:
    """The word as another text spells it."""
    text = spell(word)  # type: ignore[arg-type]
    return word if text == word.text else word._replace(text=text, exact=False)


class _Reading:
    """An instrument's lines being nested."""

    def __init__(self, document: Document, top: Any) -> None:
        self._document = document
        self._vocabulary: Vocabulary = document.vocabulary
        self._nodes = {node.place.start: node for node in _statements(top)}

    def block(self, head: Place) -> Block:
        lines = self._document.lines
        first = next(
            i for i, line in enumerate(lines) if line.tokens and line.tokens[0].place.start >= head.start
        )
        root = self._line(lines[first], lines[first - 1].last if first else 0, None)
        open_blocks = [(lines[first].depth, root)]
        for before, line in zip(lines[first:], lines[first + 1 :], strict=False):
            if line.depth <= lines[first].depth:
                break
            while open_blocks[-1][0] >= line.depth:
                open_blocks.pop()
            parent = open_blocks[-1][1]
            block = self._line(line, before.last, parent)
            parent.put(len(parent.below), [block])
            open_blocks.append((line.depth, block))
        return root

    def _line(self, line: Line, before: int, parent: Block | None) -> Block:
        node = None if line.broken else self._nodes.get(line.tokens[0].place.start)
        if line.start in ("header_line", "decide_header"):
            kind, name = "header", ""
        else:
            header = parent.below[0].node if parent is not None and parent.below else None
            kind, name = kind_of(node), name_of(node, header if isinstance(header, Header) else None)
            if node is None and line.tokens[0].construct in ("source", "note", "assumed"):
                kind = line.tokens[0].construct  # of a reading: the tree has it in the reading's tail
        if kind == "header" and line.start == "header_line":
            node = self._header(line)
        comments = self._own_comments(before, line.last)
        first = comments[0].number if comments else line.number
        blank = bool(before) and any(n in self._document.blanks for n in range(before + 1, first))
        return Block(
            kind,
            name,
            line.start,
            self._words(line),
            node,
            [comment.text for comment in comments],
            [comment.text for comment in line.trailing],
            blank,
            line.broken,
        )

    def _words(self, line: Line) -> list[Word]:
        if line.broken:
            start, end = line.tokens[0].place.start, line.tokens[-1].place.end
            text = self._document.source.text[start:end]
            return [Word(text, "BROKEN", None, Place(self._document.source.name, start, end))]
        return [
            Word(token.text, token.kind, token.construct, token.place, True, i in line.starts)
            for i, token in enumerate(line.tokens)
        ]

    def _own_comments(self, before: int, last: int) -> Sequence[Comment]:
        """The comments on lines of their own after one line, down to another."""
        comments = self._document.comments
        first, end = (bisect_right(comments, n, key=lambda comment: comment.number) for n in (before, last))
        return comments[first:end]

    def _header(self, line: Line) -> Header:
        from rubrikdsl.syntax import tree

        columns = tuple(tree.Name(t.construct or t.text, t.place) for t in line.tokens[1:])
        return Header(columns, line.tokens[0].place.to(line.tokens[-1].place))


_BELOW = ("body", "rows", "requirements", "readings", "edits", "given", "expect")


def _statements(node: Any) -> Iterator[Any]:
    """A statement and all below it."""
    yield node
    clause = getattr(node, "clause", None)
    if clause is not None:
        yield from _inside(clause)
    yield from _inside(node)


def _inside(node: Any) -> Iterator[Any]:
    for name in _BELOW:
        for below in getattr(node, name, ()):
            if hasattr(below, "place"):
                yield from _statements(below)
