"""Things to choose from, and which of them somebody who has typed a few letters may mean.

The order of a menu: what is typed exactly, what begins with it, what has a word that begins with it, what
holds it; then what has a word in its label that begins with it, then what has its letters in order from the
beginning of a word on. Within each the order stays as it was given: that of the rubric, or of the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass as plain

from rubrikdsl.frozen import dataclass

FEW = 12
"""Letters in order are looked for only where fewer than this begin with or hold what is typed."""

MOST = 100
"""Candidates of a menu: nobody scrolls further, and a hundred thousand records are not all drawn."""

_BOUNDARY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may stand in a line from `start` to where the cursor is.

    `label` says in a few words what it is, `detail` (some lines) what a panel beside the menu shows. The menu
    has `shown` in place of the text where that stands in quotes.
    """

    text: str
    label: str = ""
    detail: str = ""
    start: int = 0
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing of a menu: `text` goes into the line; `said` is what people call it, without quotes, say."""

    text: str
    label: str = ""
    detail: str = ""
    said: str = ""

    def at(self, start: int) -> Candidate:
        """As a candidate for what stands in the line from `start`."""
        return Candidate(self.text, self.label, self.detail, start, self.said)


@plain(frozen=True)
class Menu:
    """Choices with their names folded once, since a menu is looked through at every key."""

    choices: tuple[Choice, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]

    @staticmethod
    def of(choices: Iterable[Choice]) -> Menu:
        """The menu of some choices."""
        held = tuple(choices)
        names = tuple((choice.said or choice.text).casefold() for choice in held)
        return Menu(held, names, tuple(choice.label.casefold() for choice in held))

    def matching(self, typed: str, start: int = 0) -> tuple[Candidate, ...]:
        """The candidates for what was typed, the likeliest first."""
        found: list[int] = []
        for at in self._found(typed.casefold()):
            found.append(at)
            if len(found) == MOST:
                break
        return tuple(self.choices[at].at(start) for at in found)

    def _found(self, typed: str) -> Iterator[int]:
        if not typed:
            yield from range(len(self.choices))
            return
        ranks = ((_rank(typed, name), at) for at, name in enumerate(self.names) if typed in name)
        held = sorted(pair for pair in ranks if pair[0] < _INSIDE or len(typed) > 1)
        yield from (at for _, at in held)
        taken = {at for _, at in held}
        labelled = [
            at
            for at, label in enumerate(self.labels)
            if at not in taken and typed in label and _rank(typed, label) < _INSIDE
        ]
        yield from labelled
        taken.update(labelled)
        if len(taken) < FEW and len(typed) > 1:
            letters = ".*?".join(map(re.escape, typed.replace(" ", "")))
            scattered = re.compile(rf"(?<![^\W_]){letters}")
            spread = (
                (found.end() - found.start(), at)
                for at, name in enumerate(self.names)
                if at not in taken and (found := scattered.search(name))
            )
            yield from (at for _, at in sorted(spread))


_INSIDE = 3


def _rank(typed: str, name: str) -> int:
    """How well a name fits that holds what is typed; `_INSIDE`: only within one of its words."""
    if name == typed:
        return 0
    if name.startswith(typed):
        return 1
    at = name.find(typed)
    while at > 0:
        if _BOUNDARY.fullmatch(name[at - 1]):
            return 2
        at = name.find(typed, at + 1)
    return _INSIDE
