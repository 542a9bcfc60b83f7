"""The same thing under another name: its declaration and every reference to it, found by meaning.

What a reference stands for is asked of the resolver, on the text as it is before the rename; so a code that
is spelt like the old name stays, and so does the name of something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from rubrikdsl.frozen import dataclass as frozen
from rubrikdsl.semantics.from_tree import resolve
from rubrikdsl.semantics.lookup import Find
from rubrikdsl.source import Source
from rubrikdsl.syntax.parse import parse
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.parts import Lines
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Made
from rubrikdsl.versions.text import Word
from rubrikdsl.versions.text import write

Path = tuple[str, ...]


@frozen(frozen=True, slots=True)
class Renamed:
    """That a thing has another path from a day on (None: always)."""

    old: Path
    new: Path
    since: date | None
    by: int
    """The number of the author among those of edits."""


def former(renamed: Sequence[Renamed], reader: Instrument) -> tuple[tuple[Path, Path], ...]:
    """The old paths that an instrument of another law may use: those renamed after it was issued."""
    written = reader.known or reader.period.first
    return tuple((one.old, one.new) for one in renamed if one.since is not None and written < one.since)


@dataclass(slots=True)
class _Mention:
    """A word that stands for a thing, whose path this is."""

    block: Block
    at: int
    path: Path


@dataclass(slots=True)
class Renaming:
    """Renames things of the text below `root`.

    What its words stand for is found out when it is needed, and again only where lines that were edited
    since then (`_edited`) hold the name in question.
    """

    root: Block
    lines: Lines
    find: Find
    _mentions: list[_Mention] | None = None
    _edited: set[Block] = field(default_factory=set)

    def edited(self, block: Block) -> None:
        """A block was brought or changed: what its words stood for counts no more."""
        self._edited.update(block.each())

    def rename(self, found: Block, word: Word, made: Made, since: date | None) -> Renamed:
        """Give a thing another name wherever it stands."""
        if self._mentions is None or any(
            w.kind == "NAME" and w.text == found.name for block in self._edited for w in block.words
        ):
            self._mentions = self._read()
            self._edited.clear()
        old = found.path
        new = (*old[:-1], word.text)
        declared = next(i for i, w in enumerate(found.words) if w.place == found.place)
        _put(found, declared, word, made)
        for mention in self._mentions:
            if mention.block in self._edited:
                continue
            if mention.path == old and (mention.block, mention.at) != (found, declared):
                _put(mention.block, mention.at, word, made)
            if mention.path[: len(old)] == old:
                mention.path = (*new, *mention.path[len(old) :])
        self._in_readings(found, word, made)
        if found.kind == "collect":
            self._before_members(found.name, word, made)
        for block in self.root.each():
            if block.kind in ("limit", "raise") and block.name == found.name and len(old) == 1:
                block.name = word.text
        found.name = word.text
        return Renamed(old, new, since, made.by)

    def _in_readings(self, found: Block, word: Word, made: Made) -> None:
        """Readings that are not chosen yet name what they edit; a name that others bear is left to them."""
        if sum(block.name == found.name for block in self.root.each()) > 1:
            return
        for ambiguity in self.root.below:
            if ambiguity.kind == "ambiguity":
                for block in ambiguity.each():
                    for at, w in enumerate(block.words):
                        if w.kind == "NAME" and w.text == found.name and block.kind == "":
                            _put(block, at, word, made)

    def _before_members(self, name: str, word: Word, made: Made) -> None:
        """A collection stands before the names of its members, also where nobody knows those."""
        for block in self.root.each():
            kinds = ["", *(w.kind for w in block.words), ""]
            for at, w in enumerate(block.words):
                before, after = kinds[at], kinds[at + 2]
                leads = after == "DOT" and before != "DOT"
                counted = before == "LPAR" and kinds[at - 1] == "COUNT"
                given = before == "GIVEN" and after == "STRING"
                if (
                    w.kind == "NAME"
                    and w.text == name
                    and (leads or counted or given or before == "IN_GROUP")
                ):
                    _put(block, at, word, made)

    def _read(self) -> list[_Mention]:
        """Every word that stands for something of the rubric."""
        written = write(self.root)
        grammar, limits = self.lines.grammar, self.lines.limits
        source = Source("", written.text)
        document, _ = parse(source, grammar, limits)
        if not document.file.rubrics:
            return []
        resolved = resolve(document.file.rubrics[0], document.vocabulary, source, self.find)
        index = {start: i for i, start in enumerate(written.starts)}
        numbers: dict[Block, int] = {}
        within = []
        for block in written.blocks:
            numbers[block] = numbers.get(block, -1) + 1
            within.append(numbers[block])
        found: list[_Mention] = []
        for meant in resolved.meant:
            names = [
                i
                for start in range(meant.place.start, meant.place.end)
                if (i := index.get(start)) is not None and written.words[i].kind == "NAME"
            ]
            for i, path in zip(names, _paths(meant.names, meant.path), strict=False):
                found.append(_Mention(written.blocks[i], within[i], path))
        return found


def _paths(names: Sequence[str], path: Path) -> list[Path]:
    """For each name of a reference, the path of what it stands for: a thing, or one around it."""
    at = len(path)
    found: list[Path] = []
    for name in reversed(names):
        at = next((n for n in range(at, 0, -1) if path[n - 1] == name), 0)
        found.append(path[:at])
        at -= 1
    return found[::-1]


def _put(block: Block, at: int, word: Word, made: Made) -> None:
    old = block.words[at]
    block.words[at] = Word(word.text, old.kind, old.construct, old.place, False, old.begins)
    if made not in block.edits:
        block.edits.append(made)
