"""A rubric: what stands around the score tree, and the whole."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.model.classes import Classes
from rubrikdsl.semantics.model.expressions import AnswerOf
from rubrikdsl.semantics.model.expressions import Expression
from rubrikdsl.semantics.model.score import Node
from rubrikdsl.semantics.model.written import nowhere
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Field
from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Let:
    """A named value."""

    name: str
    label: str
    value: Expression
    clause: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of an outcome; `text` as written."""

    condition: Expression
    text: str
    clause: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Holds when every requirement holds; every requirement is read and reported."""

    name: str
    label: str
    requirements: tuple[Requirement, ...]
    clause: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """What the author says of every record, or of those that `when` holds of; `text` as written.

    It takes no part in any result.
    """

    label: str | None
    text: str
    condition: Expression
    when: Expression | None
    clause: int


@dataclass(frozen=True, slots=True)
class Collection:
    """`collect units by RUBRIC at least n where …`; `where` is an expression of the member's rubric."""

    name: str
    label: str
    member: Rubric
    at_least: int
    where: Expression | None
    clause: int


@dataclass(frozen=True, slots=True)
class Key:
    """What records are ordered by, highest first unless `lowest`; `text` as written."""

    of: Expression
    lowest: bool
    text: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of records. Equals that `keys` leave together share a rank, unless ties are `distinct`."""

    name: str
    label: str
    by: Key
    within: tuple[AnswerOf, ...]
    ties: Literal["share", "dense", "distinct"]
    keys: tuple[Key, ...]
    clause: int
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Expected:
    """One `expect`: the expression read, its text as written, what is wanted, the tolerance."""

    target: Expression
    text: str
    value: Answer
    within: Fraction
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the rubric: a record and what it must give."""

    title: str
    on: date | None
    record: Record
    expected: tuple[Expected, ...]
    sources: tuple[str, ...]
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Rubric:
    """A checked rubric. Without a score (`nodes` empty) it only classifies or gates its inputs."""

    name: str
    label: str
    issuer: str | None
    valid_from: date | None
    valid_to: date | None
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    vocabulary: Literal["en", "id"]
    file: str
    clauses: tuple[Clause, ...]
    fields: tuple[Field, ...]
    nodes: tuple[Node, ...]
    lets: tuple[Let, ...]
    bands: tuple[Classes, ...]
    outcomes: tuple[Outcome, ...]
    collections: tuple[Collection, ...]
    examples: tuple[Example, ...]
    order: tuple[tuple[Literal["let", "bands", "outcome"], int], ...]
    """The named results after the score, in the order written."""
    rankings: tuple[Ranking, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    place: Place = nowhere()
    former: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Paths that were renamed, old and new, in that order: readers may still use the old ones."""
    unheard: int = 0
    """How many of the last of these no instrument of the reader knew of: the old paths come first there."""
