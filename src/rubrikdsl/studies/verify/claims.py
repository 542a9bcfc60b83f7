"""The vocabulary of verification: a claim, what became of it, and by which argument.

Nothing sampled is ever *proved*: a claim that something holds for every record rests on an argument over all
of them; a claim that something can happen rests on a record that makes it happen.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place

Topic = Literal["complete", "reach", "harm", "weights", "compensation", "gaming", "assert"]
"""What a claim is about, in the order of the report."""

TOPICS: tuple[Topic, ...] = ("complete", "reach", "harm", "weights", "compensation", "gaming", "assert")

Verdict = Literal["proved", "refuted", "undecided"]

Way = Literal["structure", "interval", "integer", "enumeration", "record", "solver"]
"""Who decided: the form of the rule itself; what every step may be for any record; exact search over the
answers' own steps; every case looked at; a record that shows it; sums that cannot be so together."""


Figure = Union[Value, tuple[str, ...], None]
"""A value, names, or nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment that `rubrik score` takes, as TOML, and what it gives: the values named, as machines have
    them (see `records.plain.machine`); None where there is no value.

    It was read and scored by the reference interpreter before it was made.
    """

    name: str
    toml: str
    gives: tuple[tuple[str, str | bool | list[str] | None], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the report.

    `code` names the kind of claim, `subject` what of the rubric it is about; both are for machines. `why` is
    the argument of a verdict, or the reason why there is none, with what was covered. `cases` show it: the
    counterexample of a refuted claim (or the pair), the record that reaches what can be reached. A refuted
    claim that is `required` fails the verification. `figures` is what the claim says, for machines.
    """

    topic: Topic
    code: str
    subject: str
    says: Words
    verdict: Verdict
    ways: tuple[Way, ...]
    why: Words
    required: bool = True
    cases: tuple[Case, ...] = ()
    place: Place = NOWHERE
    figures: tuple[tuple[str, Figure], ...] = ()

    @property
    def fails(self) -> bool:
        """Whether it is required and refuted."""
        return self.required and self.verdict == "refuted"


@dataclass(frozen=True, slots=True)
class Verified:
    """All claims of one text of a rubric, by topic and then in the order of the rubric.

    `start` and `end` are the days of the text (None is open), `choice` the readings that made it.
    """

    name: str
    label: str
    claims: tuple[Claim, ...]
    start: date | None = None
    end: date | None = None
    choice: Choice = ()

    @property
    def fails(self) -> bool:
        """Whether anything required is refuted."""
        return any(claim.fails for claim in self.claims)

    def count(self, verdict: Verdict) -> int:
        """How many claims have this verdict."""
        return sum(claim.verdict == verdict for claim in self.claims)
