"""The text of an edition: its base with the edits of its amendments and of the readings that were chosen.

What an amended rubric means is what this text means: it is parsed, checked and scored as any other file is,
and printed as it stands. So no later room knows of amendments; `Origins` leads findings back.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.lookup import Find
from rubrikdsl.semantics.lookup import nothing
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import Limits
from rubrikdsl.syntax.parse import parse
from rubrikdsl.versions import headings
from rubrikdsl.versions.edits import Author
from rubrikdsl.versions.edits import Editing
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.origins import Origin
from rubrikdsl.versions.origins import Origins
from rubrikdsl.versions.origins import Piece
from rubrikdsl.versions.origins import Stretch
from rubrikdsl.versions.parts import Lines
from rubrikdsl.versions.rename import Renamed
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Written
from rubrikdsl.versions.text import block_of
from rubrikdsl.versions.text import write

Readings = tuple[tuple[str, str], ...]
"""The readings chosen: the name of an ambiguity and that of one of its readings, in their order."""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """An edition's text under readings: what it says, where that came from, and what is wrong with the edits.

    `findings` point into the instruments. `renamed` are in the order in which they were made.
    """

    edition: Edition
    readings: Readings
    source: Source
    document: Document
    rubric: tree.Rubric
    origins: Origins
    findings: tuple[Diagnostic, ...] = ()
    renamed: tuple[Renamed, ...] = ()


def consolidate(
    edition: Edition,
    readings: Readings,
    grammar: Grammar,
    limits: Limits = Limits(),
    find: Find = nothing,
) -> Consolidated:
    """The text of an edition. A base alone, without readings, is its own.

    `find` looks up the rubrics that the base names; renames need them to know what references stand for.
    """
    base = edition.base
    assert isinstance(base.tree, tree.Rubric)
    if not edition.amendments and not readings:
        return Consolidated(edition, (), base.source, base.document, base.tree, Origins())
    making = _Making(edition, dict(readings), Lines(base.document.vocabulary, grammar, limits), find)
    return making.made(readings)


def printed(text: Consolidated, grammar: Grammar, limits: Limits = Limits()) -> str:
    """A text as it is printed: a rubric by itself, in force in its edition only."""
    if text.origins.pieces:
        return text.source.text
    base = text.edition.base
    if text.edition.period != base.period:
        lines = Lines(base.document.vocabulary, grammar, limits)
        return _Making(text.edition, {}, lines, nothing).made(()).source.text
    alone, _ = parse(Source(base.source.name, write(block_of(base)).text), grammar, limits)
    return format_document(alone, grammar.lexicon)


class _Making:
    """A text being made."""

    def __init__(self, edition: Edition, readings: dict[str, str], lines: Lines, find: Find) -> None:
        self.edition, self.readings, self.lines = edition, readings, lines
        self.root = block_of(edition.base)
        self.editing = Editing(self.root, lines, find)
        self.stretches: list[Stretch] = []

    def made(self, readings: Readings) -> Consolidated:
        self._edit()
        headings.finish(self.root, self.edition, self.lines, self.editing)
        written = write(self.root)
        name = _name(self.edition, readings)
        once, _ = parse(Source(name, written.text), self.lines.grammar, self.lines.limits)
        text = format_document(once, self.lines.grammar.lexicon)
        source = Source(name, text)
        document, unread = parse(source, self.lines.grammar, self.lines.limits)
        origins = self._origins(name, written, once, document)
        report = Report()
        report.extend(tuple(self.editing.findings))
        report.extend(tuple(map(origins.diagnostic, self._fresh(unread, written, once, document))))
        base = self.edition.base.tree
        assert isinstance(base, tree.Rubric)
        rubric = document.file.rubrics[0] if document.file.rubrics else base
        return Consolidated(
            self.edition,
            readings,
            source,
            document,
            rubric,
            origins,
            report.sorted(),
            tuple(self.editing.renamed),
        )

    def _edit(self) -> None:
        """Every instrument in turn: its edits, what it brings, then the readings of what is unclear in it."""
        for instrument in self.edition.instruments:
            if instrument is not self.edition.base:
                own = block_of(instrument)
                edits = [block for block in own.below if isinstance(block.node, _EDITS)]
                self._author(Author(instrument), edits, own, ())
                for block in [b for b in own.below if b.kind in ("example", "ambiguity")]:
                    self.editing.take_over(block)
            for block in [b for b in self.root.below if b.kind == "ambiguity" and b.name in self.readings]:
                self._choose(instrument, block)

    def _author(self, author: Author, edits: Sequence[Block], own: Block, around: Sequence[Block]) -> None:
        newest = author.instrument is self.edition.instruments[-1] or bool(author.reading)
        head = own.words[0].place.to(own.words[-1].place)
        whole = head
        for block in own.each():
            whole = whole.to(block.words[-1].place)
        self.stretches.append(Stretch(head, whole, newest))
        self.editing.apply(author, edits, (own, *around))

    def _choose(self, instrument: Instrument, block: Block) -> None:
        """The edits of the chosen reading; nothing is left unclear."""
        wanted = self.readings[block.name]
        self.root.below.remove(block)
        around = [block] if instrument is self.edition.base else [block, block_of(instrument)]
        for reading in block.below:
            if reading.kind == "reading" and reading.name == wanted:
                self._author(Author(instrument, block.name, wanted), reading.below, reading, around)

    def _fresh(
        self, unread: Sequence[Diagnostic], written: Written, once: Document, document: Document
    ) -> Iterator[Diagnostic]:
        """What cannot be read of the text, but for lines that could not be read in their own file."""
        blocks = dict(zip(written.starts, written.blocks, strict=True))
        told = [
            new.tokens[0].place.to(new.tokens[-1].place)
            for old, new in zip(once.lines, document.lines, strict=False)
            if old.tokens and new.tokens and blocks[old.tokens[0].place.start].broken
        ]
        for found in unread:
            if not any(line.start <= found.primary.place.start <= line.end for line in told):
                yield found

    def _origins(self, name: str, written: Written, once: Document, document: Document) -> Origins:
        index = dict(zip(written.starts, zip(written.words, written.blocks, strict=True), strict=True))
        numbers: dict[Block, int] = {}
        pieces: list[Piece] = []
        lines: list[Origin] = []
        for old, new in zip(once.lines, document.lines, strict=False):
            first = len(pieces)
            block: Block | None = None
            for before, token in zip(old.tokens, new.tokens, strict=False):
                word, block = index.get(before.place.start, (None, block))
                if word is not None:
                    end = new.tokens[-1].place.end if word.kind == "BROKEN" else token.place.end
                    pieces.append(Piece(token.place.start, end, word.place, word.exact))
            if block is None:
                continue
            numbers[block] = len(lines)
            parent = numbers.get(block.parent, 0) if block.parent is not None else 0
            edits = () if block.kind == "example" else tuple(block.edits)  # an example causes nothing
            lines.append(Origin(first, len(pieces), parent, edits, tuple(block.losses)))
        return Origins(name, tuple(pieces), tuple(lines), tuple(self.stretches))


_EDITS = (tree.Change, tree.ChangeWeights, tree.Replace, tree.Add, tree.Remove, tree.Rename)


def _name(edition: Edition, readings: Readings) -> str:
    """The name of the text of an edition: of the rubric, the day it begins, what it is made of, the readings.

    What was known on another day may make another text of the same days, so the days alone name none.
    """
    base = edition.base.tree
    assert isinstance(base, tree.Rubric)
    start = edition.period.start
    parts = [base.name.text, *([start.isoformat()] if start else [])]
    made_of = ",".join(f"{each.source.name}:{each.place.start}" for each in edition.instruments)
    return f"{'@'.join(parts)} ({made_of})" + "".join(f"+{name}.{reading}" for name, reading in readings)
