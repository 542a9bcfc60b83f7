"""What a consolidated text says of itself: its period and issue, what it was made of, and whose a line is.

Remarks are comments, so they take no part in the meaning; the period does, and the examples that are left are
those of this edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree
from rubrikdsl.versions import problems
from rubrikdsl.versions.edits import Author
from rubrikdsl.versions.edits import Editing
from rubrikdsl.versions.law import FIRST
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Period
from rubrikdsl.versions.parts import Lines
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Word


def finish(root: Block, edition: Edition, lines: Lines, editing: Editing) -> None:
    """Make the edited text one of this edition."""
    language: Language = lines.vocabulary
    _examples(root, edition, editing)
    for block in root.each():
        titles = dict.fromkeys(_title(editing.authors[made.by], language) for made in block.edits)
        if titles:
            block.trailing.append(f"# {', '.join(titles)}")
    if edition.amendments or edition.period != edition.base.period:
        _period(root, edition, lines)
    root.above[:0] = [f"# {line}".rstrip() for line in _head(edition, editing, language)]
    root.blank = False


# Its period


def _period(root: Block, edition: Edition, lines: Lines) -> None:
    """The period is the edition's; it is known from the day on which the last instrument was issued."""
    period = edition.period
    known = max((each.known for each in edition.instruments if each.known is not None), default=None)
    valid = None if period == Period() else _Line("valid", period)
    issued = None if known is None or known == period.start else _Line("issued", known)
    made = [_made(root, line, lines) for line in (valid, issued) if line is not None]
    old = [block for block in root.below if block.kind in ("valid", "issued")]
    at = root.below.index(old[0]) if old else _after_issuer(root)
    for block in made:
        block.trailing += [comment for each in old if each.kind == block.kind for comment in each.trailing]
    root.below[:] = [block for block in root.below if block not in old]
    root.put(at, made)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that the edition gives."""

    construct: str
    says: Period | date


def _made(root: Block, line: _Line, lines: Lines) -> Block:
    old = next((block for block in root.below if block.kind == line.construct), root)
    place: Place = old.words[0].place.to(old.words[-1].place)
    keyword = lines.grammar.lexicon.spelling(line.construct, lines.vocabulary)
    says = line.says
    match says:
        case Period(start=None):
            written = [("DOTS", ".."), ("DAY", str(says.end))]
        case Period(end=None):
            written = [("DAY", str(says.start)), ("OPEN", "..")]
        case Period():
            written = [("DAY", str(says.start)), ("DOTS", ".."), ("DAY", str(says.end))]
        case _:
            written = [("DAY", says.isoformat())]
    words = [Word(keyword, line.construct.upper(), line.construct, place, exact=False)]
    words += [Word(text, kind, None, place, exact=False) for kind, text in written]
    return Block(line.construct, "", "rubric_line", words)


def _after_issuer(root: Block) -> int:
    return next((i for i, block in enumerate(root.below) if block.kind != "issuer"), len(root.below))


# Its examples


def _examples(root: Block, edition: Edition, editing: Editing) -> None:
    """Only those are left that are about this text: on a day of its period, under what was known (H3)."""
    for block in list(root.below):
        if block.kind == "example" and isinstance(block.node, tree.Example):
            by = editing.authors[block.edits[-1].by].instrument if block.edits else edition.base
            if not _is_about(block.node, by, edition):
                root.below.remove(block)


def _is_about(example: tree.Example, by: Instrument, edition: Edition) -> bool:
    day = example.on.value if example.on is not None else by.period.start
    inside = edition.period.start is None if day is None else day in edition.period
    return inside and all((each.known or FIRST) <= (by.known or FIRST) for each in edition.instruments)


# What it was made of


def _title(author: Author, language: Language) -> str:
    if author.reading:
        return problems.reading_title(author.ambiguity, author.reading).read(language)
    return _name(author.instrument, language)


def _name(instrument: Instrument, language: Language) -> str:
    if instrument.tree.label is not None:
        return instrument.label
    return problems.untitled(instrument.period.start).read(language)


def _head(edition: Edition, editing: Editing, language: Language) -> list[str]:
    base = edition.base
    assert isinstance(base.tree, tree.Rubric)
    period = edition.period
    lines = [problems.consolidated(base.tree.name.text, period.start, period.end).read(language)]
    for instrument in edition.instruments:
        title = base.label if instrument is base else _name(instrument, language)
        told = problems.instrument_line(
            instrument is base, title, instrument.period.start, instrument.period.end, instrument.known
        )
        lines.append(f"  {told.read(language)}")
        lines += _done(editing, instrument, language)
    return lines


def _done(editing: Editing, instrument: Instrument, language: Language) -> Sequence[str]:
    """What no line of the text shows: the readings chosen, what was removed, what was renamed."""
    told: list[str] = []
    for number, author in enumerate(editing.authors):
        if author.instrument is not instrument:
            continue
        if author.reading:
            told.append(problems.chosen(author.ambiguity, author.reading).read(language))
        for gone in editing.removed:
            if gone.by == number:
                told.append(problems.removed(gone.kind, gone.path).read(language))
        for renamed in editing.renamed:
            if renamed.by == number:
                told.append(problems.renamed(renamed.old, renamed.new).read(language))
    return [f"    {line}" for line in told]
