"""How the report of an impact speaks: the reader's language, numbers in print, lists that end.

Pictures are drawn with `#`, `+` and `-`, so that they survive every terminal and every mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.render.filled import filled
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.table import PLACES
from rubrikdsl.records.table import readable
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Scheme
from rubrikdsl.studies.impact.model import Score
from rubrikdsl.studies.impact.model import State

WIDTH = 80
"""Columns of a page."""

NAME = 36
"""Columns that a record's name may take in a table before it goes on in a further line."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of the report, and how many entries a list has (`top`)."""

    language: Language
    top: int

    @property
    def mark(self) -> Mark:
        """The decimal mark of the reader's language."""
        return "," if self.language == "id" else "."

    def say(self, sentence: Words) -> str:
        """A sentence, safe to show."""
        return clean(sentence.read(self.language))

    def score_text(self, value: Fraction, score: Score, least: int) -> str:
        """A score as its rubric shows it."""
        if score.shown is not None:
            return fixed(value, score.shown, self.mark)
        return self.number(value, least)

    def move(self, value: Fraction, score: Score, places: int | None = None, least: int = 0) -> str:
        """A move with its sign, rounded for print if need be; in shares with a percent sign."""
        size = abs(value) * (100 if score.in_shares else 1)
        amount = self.number(size, least) if places is None else fixed(size, places, self.mark)
        amount += "%" if score.in_shares else ""
        return (("+" if value > 0 else "-") if value else "") + amount

    def told(self, sentence: Words) -> Iterator[str]:
        """A sentence as lines of a page."""
        yield from filled(self.say(sentence), WIDTH, "  ")

    def rest(self, count: int, indent: str = "") -> Iterator[str]:
        """What a list leaves out."""
        if count > self.top:
            yield indent + self.say(words.rest(count - self.top, count))

    def number(self, value: Fraction, least: int = 0) -> str:
        """A number in print: exact where it ends soon enough, else rounded and marked so."""
        places = decimal_places(value)
        if places is not None and places <= PLACES:
            return fixed(value, max(places, least), self.mark)
        return "≈" + fixed(value, PLACES, self.mark)

    def state(self, scheme: Scheme, state: State) -> str:
        """A class as people read it."""
        if state is NOT_APPLICABLE:
            return self.say(words.NOT_APPLICABLE)
        return clean(readable(state, scheme.type, self.language))


def least(values: Iterable[Fraction | None]) -> int:
    """The decimal places of a column: enough for all that end soon enough."""
    places = (decimal_places(value) for value in values if value is not None)
    return max((count for count in places if count is not None and count <= PLACES), default=0)


def signed(up: int, down: int, other: int) -> str:
    """Counts up, down and aside in one cell."""
    parts = [f"+{up}" if up else "", f"-{down}" if down else "", f"~{other}" if other else ""]
    return " ".join(filter(None, parts)) or "."


def names(of: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(f"`{name}`" for name in of)


def fits(lines: Sequence[str]) -> bool:
    """Whether drawn lines fit on a page."""
    return all(width(line) <= WIDTH for line in lines)
