"""A comparison for people: the differences grouped by what they are of, each with both its places."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.diff import problems as words
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.comparison import Comparison
from rubrikdsl.studies.diff.comparison import Pair
from rubrikdsl.studies.diff.parts import About
from rubrikdsl.studies.diff.parts import Part
from rubrikdsl.studies.diff.telling import HEADINGS
from rubrikdsl.studies.diff.telling import heading
from rubrikdsl.studies.diff.telling import line

Where = Callable[[Place], tuple[str, int]]
"""Where a place is: its file and line."""

WIDTH = 58
"""Column at which places stand, where what is said leaves them room."""


@dataclass(frozen=True, slots=True)
class Sides:
    """How places of the old and of the new rubric are told."""

    old: Where
    new: Where


def to_text(found: Comparison, sides: Sides, language: Language, *, citations: bool = False) -> str:
    """The whole comparison."""
    blocks = ["".join(_pair(pair, sides, language, citations)) for pair in found.pairs]
    lines = [(words.RUBRIC_REMOVED, name) for name in found.removed]
    lines += [(words.RUBRIC_ADDED, name) for name in found.added]
    blocks += [f"{_said(said, language, name=name)}\n" for said, name in lines]
    return "\n".join(blocks)


def told(changes: Sequence[Change], sides: Sides, language: Language) -> str:
    """Differences grouped by what they are of."""
    return "".join(_groups(changes, sides, language))


def _pair(pair: Pair, sides: Sides, language: Language, citations: bool) -> Iterator[str]:
    about: dict[About, list[Change]] = {"meaning": [], "description": [], "citation": []}
    for change in pair.changes:
        about[change.about].append(change)
    name = pair.new if pair.old == pair.new else f"{pair.old} → {pair.new}"
    count = len(about["meaning"])
    head = words.SAME if not count else words.SUMMARY_ONE if count == 1 else words.SUMMARY
    yield f"{_said(head, language, name=name, n=str(count))}\n"
    yield from _groups(about["meaning"], sides, language)
    if about["description"]:
        yield f"\n{words.DESCRIPTION.read(language)}\n"
        yield from _groups(about["description"], sides, language)
    if about["citation"] and citations:
        yield f"\n{words.CITATION.read(language)}\n"
        yield from _groups(about["citation"], sides, language)
    elif about["citation"]:
        yield f"\n{_said(words.HIDDEN, language, n=str(len(about['citation'])))}\n"


def _said(said: Words, language: Language, **facts: str) -> str:
    return say(said.en, said.id, **facts).read(language)


def _groups(changes: Sequence[Change], sides: Sides, language: Language) -> Iterator[str]:
    """Each change under the title of the nearest part that has one."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(_title(change, language), []).append(change)
    for title, group in groups.items():
        yield f"\n{title}\n"
        for change in group:
            yield from _line(change, sides, language)


def sentence(change: Change, language: Language) -> str:
    """A change with the title of what it is of."""
    return f"{_title(change, language)}: {line(change, language)}"


def _title(change: Change, language: Language) -> str:
    return " > ".join(heading(part, language) for part in _titled(change))


def _titled(change: Change) -> tuple[Part, ...]:
    """The parts under whose title a change stands: the last that has one, and the collections around it."""
    own = change.what in ("added", "removed")
    above = [part for part in (change.subject[:-1] if own else change.subject) if part.kind in HEADINGS]
    around = [part for part in above[:-1] if part.kind in ("collect", "member")]
    return (*around, above[-1])


def _line(change: Change, sides: Sides, language: Language) -> Iterator[str]:
    text = f"  {line(change, language)}"
    old, new = places(change)
    told = [side(place) for side, place in ((sides.old, old), (sides.new, new)) if place != NOWHERE]
    where = " → ".join(f"{file}:{number}" for file, number in told)
    if len(text) < WIDTH:
        yield f"{text:<{WIDTH}}{where}".rstrip() + "\n"
    else:
        yield f"{text}\n{'':<{WIDTH}}{where}".rstrip() + "\n"


def places(change: Change) -> tuple[Place, Place]:
    """Where a change is written in the old and in the new rubric; `NOWHERE` where it is not."""
    old, new = change.before, change.after
    before = change.old.place if change.old is not None else old.place if old is not None else NOWHERE
    after = change.new.place if change.new is not None else new.place if new is not None else NOWHERE
    return before, after
