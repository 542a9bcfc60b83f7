"""What a changed clause cites: the change's own source, else the amendment's; the old citation goes.

A clause inside another inherits its citation. So where the citation of a clause goes, the clauses directly
inside it that inherited it are given it as their own: they were not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.layout import Spell
from rubrikdsl.versions.parts import TAILS
from rubrikdsl.versions.parts import tail_start
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Word
from rubrikdsl.versions.text import respelt

_SILENT = frozenset(
    {"", "example", "issuer", "source", "note", "assumed", "valid", "issued", "inputs", "header", "ambiguity"}
)
_METADATA = frozenset({"source", "assumed"})


@dataclass(frozen=True, slots=True)
class Citation:
    """What is written at the end of a changed line, word by word, keyword first; `own`: the edit has it."""

    words: tuple[Word, ...]
    own: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The keywords in it."""
        return frozenset(word.kind for word in self.words) & TAILS


def citation(edit: Sequence[Word], around: Sequence[Block], spell: Spell) -> Citation:
    """The citation of an edit: its own, else that of the nearest block `around` it that has one.

    `assumed` without a source is cited together with the source around it.
    """
    own = _tail(edit)
    words = list(own)
    cited = any(word.kind == "SOURCE" for word in own)
    for block in around:
        if cited:
            break
        there = [*_tail(block.words), *(w for b in block.below if b.kind in _METADATA for w in b.words[:2])]
        pairs = list(zip(there[::2], there[1::2], strict=True))
        kept = [p for p in pairs if p[0].kind == "SOURCE" or (p[0].kind == "ASSUMED" and not own)]
        words += [word for pair in kept for word in pair]
        cited = any(pair[0].kind == "SOURCE" for pair in kept)
    return Citation(tuple(respelt(word._replace(begins=False), spell) for word in words), bool(own))


def cite(block: Block, new: Citation) -> None:
    """Exchange what a clause cites and assumes."""
    _hand_down(block)
    _drop(block, new.kinds | {"SOURCE", "ASSUMED"})
    block.words += new.words
    block.below[:] = [below for below in block.below if below.kind not in _METADATA or block.parent is None]


def cite_whole(block: Block, new: Citation) -> None:
    """Give a clause that an edit brought what it does not cite itself."""
    if block.kind == "inputs":
        for below in block.below:
            cite_whole(below, new)
    elif block.kind not in _SILENT and not block.broken and not _sources(block):
        own = {word.kind for word in _tail(block.words)}
        pairs = zip(new.words[::2], new.words[1::2], strict=True)
        block.words += [word for pair in pairs if pair[0].kind not in own for word in pair]


def _hand_down(block: Block) -> None:
    """Give the clauses directly inside a clause the source that they inherit from it."""
    inside = [b for b in block.below if b.kind not in _SILENT]
    inside += [b for inputs in block.below if inputs.kind == "inputs" for b in inputs.below]
    inheriting = [b for b in inside if not b.broken and not _sources(b)]
    effective = _effective(block) if inheriting else []
    for below in inheriting:
        below.words += effective


def _effective(block: Block | None) -> list[Word]:
    """The sources that a clause cites or inherits."""
    while block is not None:
        found = _sources(block)
        if found:
            return found
        block = block.parent
    return []


def _sources(block: Block) -> list[Word]:
    """The sources that a clause cites itself, on its line or on lines of their own."""
    tail = [*_tail(block.words), *(w for b in block.below if b.kind == "source" for w in b.words[:2])]
    pairs = zip(tail[::2], tail[1::2], strict=True)
    return [word._replace(begins=False) for pair in pairs if pair[0].kind == "SOURCE" for word in pair]


def _tail(words: Sequence[Word]) -> list[Word]:
    """The sources and remarks on a line: a keyword and a text each."""
    found: list[Word] = []
    for keyword, text in pairwise(words[1:]):
        if keyword.kind in TAILS and text.kind == "STRING":
            found += (keyword, text)
    return found


def _drop(block: Block, kinds: frozenset[str]) -> None:
    """Take sources and remarks of these kinds off a line."""
    words = block.words
    at = tail_start([word.kind for word in words], 1)
    while at < len(words):
        if words[at].kind in kinds and at + 1 < len(words) and words[at + 1].kind == "STRING":
            del words[at : at + 2]
        else:
            at += 1
