"""A change of a rubric, and what became of it."""

from __future__ import annotations

from typing import Literal
from typing import TypeVar
from typing import Union

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import Place

T = TypeVar("T")

Kind = Literal[
    "weight",
    "edge",
    "comparison",
    "adjustment",
    "order",
    "rounding",
    "limit",
    "aggregate",
    "requirement",
    "value",
    "cell",
    "amount",
    "applicability",
    "units",
    "ranking",
]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an expression: the whole of it with one thing changed."""

    kind: Kind
    what: Words
    place: Place
    after: model.Expression


def with_one(several: tuple[T, ...], at: int, one: T) -> tuple[T, ...]:
    """The tuple with another entry in one place."""
    return (*several[:at], one, *several[at + 1 :])


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of what a rubric means: what it is, where the changed thing stands, the rubric with it.

    `about` names the changed thing in a few words, for the title of an example.
    """

    kind: Kind
    what: Words
    place: Place
    rubric: model.Rubric
    about: Words


@dataclass(frozen=True, slots=True)
class Difference:
    """What a value is, and what it would be with the change."""

    text: str
    step: int
    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class Killed:
    """An example fails with the change."""

    by: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """No record can tell the change, and why."""

    argument: Words


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """No example fails; this record would tell."""

    record: Record
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither a record that tells the change nor a proof that none does; so many records were tried."""

    tried: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """A change of an order, which no example can tell; these records would (none: none were found)."""

    records: tuple[Record, ...]
    told: Words


Verdict = Union[Killed, Equivalent, Unnoticed, Undecided, Ordered]


@dataclass(frozen=True, slots=True)
class Judged:
    """A change with its verdict."""

    mutant: Mutant
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Mutation:
    """All changes of one text of a rubric."""

    name: str
    plan: ir.Plan
    judged: tuple[Judged, ...]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Noticed, unnoticed, equivalent, undecided."""
        verdicts = [one.verdict for one in self.judged]
        return (
            sum(isinstance(v, Killed) for v in verdicts),
            sum(isinstance(v, Unnoticed) for v in verdicts),
            sum(isinstance(v, Equivalent) for v in verdicts),
            sum(isinstance(v, Undecided) for v in verdicts),
        )
