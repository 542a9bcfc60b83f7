"""Where the words of a consolidated text come from, and whose edit a finding about it is due to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.versions import problems
from rubrikdsl.versions.text import Made


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the text: where it stands, where it came from, and whether it stands there exactly so."""

    start: int
    end: int
    place: Place
    exact: bool

    @property
    def whole(self) -> bool:
        """Whether a part of it stands at the same distance from its start there."""
        return self.exact and self.end - self.start == self.place.end - self.place.start


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of the text: its first and last piece, the line that it stands below, and what edits did.

    `edits` changed the line or brought it, `losses` took something out of its block.
    """

    first: int
    last: int
    parent: int
    edits: tuple[Made, ...]
    losses: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """All that an author of edits wrote: an amendment or a reading; `newest` is the latest instrument's."""

    head: Place
    whole: Place
    newest: bool


@dataclass(frozen=True, slots=True)
class Origins:
    """The way back from a consolidated text, whose name this is, to its instruments.

    `authors` are in the order in which they edited. A text that is its own instrument has no pieces, and
    every place in it leads to itself.
    """

    name: str = ""
    pieces: tuple[Piece, ...] = ()
    lines: tuple[Origin, ...] = ()
    authors: tuple[Stretch, ...] = ()

    def place(self, place: Place) -> Place:
        """Where the words at a place came from; of words from several places, where the first ones did.

        What a line was given besides, the citation of its instrument for one, stands elsewhere: before it, or
        in another instrument.
        """
        if place.file != self.name or not self.pieces:
            return place
        first, last = self._span(place)
        start = self.pieces[first].place
        if first == last and self.pieces[first].whole:
            at = start.start - self.pieces[first].start
            return Place(start.file, max(start.start, place.start + at), min(start.end, place.end + at))
        author = self._author(start)
        same = [
            piece.place
            for piece in self.pieces[first : last + 1]
            if piece.place.file == start.file
            and piece.place.start >= start.start
            and self._author(piece.place) == author
        ]
        if place.start == place.end:
            at = start.end if place.start >= self.pieces[first].end else start.start
            return Place(start.file, at, at)
        return Place(start.file, start.start, max(found.end for found in same))

    def placed(self, finding: Diagnostic) -> Diagnostic:
        """The finding with all that it points at where it came from."""
        if not self.pieces:
            return finding
        return replace(
            finding,
            primary=self._label(finding.primary),
            secondary=tuple(map(self._label, finding.secondary)),
            fix=self._fix(finding.fix),
        )

    def diagnostic(self, finding: Diagnostic) -> Diagnostic:
        """The finding as its author has to be told it.

        Where it points at words that were there before the newest instrument, the edit that is nearest to
        the clause is pointed at instead. So it has to be one that the text without that instrument has not.
        """
        placed = self.placed(finding)
        if not self.authors or finding.primary.place.file != self.name:
            return placed
        if any(author.newest and author.whole.covers(placed.primary.place) for author in self.authors):
            return placed
        taking_part = [label.place for label in finding.secondary if label.place.file == self.name]
        line, *others = (self._line(self._span(p)[0]) for p in (finding.primary.place, *taking_part))
        cause = Label(self._cause(line, others), problems.caused_here())
        old = Label(placed.primary.place, placed.primary.text)
        return replace(placed, primary=cause, secondary=(old, *placed.secondary), fix=None)

    # Words and lines

    def _span(self, place: Place) -> tuple[int, int]:
        """The numbers of the first and the last piece at a place."""
        first = max(0, bisect_right(self.pieces, place.start, key=_start) - 1)
        if self.pieces[first].end <= place.start < place.end and first + 1 < len(self.pieces):
            first += 1
        last = max(first, bisect_right(self.pieces, max(place.start, place.end - 1), key=_start) - 1)
        return first, last

    def _author(self, place: Place) -> int | None:
        """Who wrote the words at a place: an amendment or a reading; None is the base."""
        return next((n for n, author in enumerate(self.authors) if author.whole.covers(place)), None)

    def _line(self, piece: int) -> int:
        return max(0, bisect_right(self.lines, piece, key=lambda line: line.first) - 1)

    def _label(self, label: Label) -> Label:
        return Label(self.place(label.place), label.text)

    def _fix(self, fix: Fix | None) -> Fix | None:
        """The fix where its words came from; none where they came from several files, or were made."""
        if fix is None:
            return None
        edits: list[Edit] = []
        for edit in fix.edits:
            if edit.place.file == self.name:
                first, last = self._span(edit.place)
                pieces = self.pieces[first : last + 1]
                whole = edit.place.start >= pieces[0].start and edit.place.end <= pieces[-1].end
                found = self.place(edit.place)
                if not whole or not all(piece.exact for piece in pieces):
                    return None
                edit = Edit(found, edit.new)
            edits.append(edit)
        files = {edit.place.file for edit in edits}
        return replace(fix, edits=tuple(sorted(edits, key=lambda e: e.place))) if len(files) == 1 else None

    # Causes

    def _cause(self, line: int, others: Sequence[int]) -> Place:
        """The edit nearest to a line: of itself, of lines that take part, beside, around or below it."""
        for newest in (True, False):
            for near in self._nearness(line, others):
                every = (m for at in near for m in (*self.lines[at].edits, *self.lines[at].losses))
                made = [m for m in every if self.authors[m.by].newest or not newest]
                if made:
                    return max(made, key=lambda m: m.by).place
        return next(author.head for author in reversed(self.authors) if author.newest)

    def _nearness(self, line: int, others: Sequence[int]) -> Iterator[list[int]]:
        yield [line]
        yield list(others)
        at = line
        while at > 0:
            parent = self.lines[at].parent
            yield self._children(parent)
            yield [parent]
            at = parent

    def _children(self, parent: int) -> list[int]:
        return [n for n, line in enumerate(self.lines) if line.parent == parent and n]


def _start(piece: Piece) -> int:
    return piece.start
