"""The terms that models and plans are stated in: types, intervals, clauses, fields, rows, scales.

They stand apart from `semantics.model` so that a plan can be run without the model that it came from.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place


def _place() -> Place:
    return field(default=NOWHERE, compare=False, repr=False)


# Types of values


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is. `number` and `share` neither compare nor add (semantics A5).

    `codes` are the options of a `code` or `set`, lowest first where they rank.
    """

    kind: Literal["number", "share", "truth", "code", "set", "date", "text"]
    codes: tuple[str, ...] = ()


NUMBER = Type("number")
SHARE = Type("share")
TRUTH = Type("truth")
DATE = Type("date")
TEXT = Type("text")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers; an end of None is unbounded, `*_open` excludes the end itself."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Fraction):
            return False
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_open and value == self.high)


# Clauses: what can be cited and assumed


@dataclass(frozen=True, slots=True)
class Clause:
    """A line of the rubric that decides something: what it is, what it cites, what it assumes.

    `kind` is the construct (`dimension`, `bonus`, `band`, `limit`, …), `title` its label or name. A
    clause without its own source inherits `sources` of the nearest cited clause around it (`inherited`).
    """

    kind: str
    title: str
    place: Place
    sources: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    assumed: str | None = None
    because: str | None = None
    notes: tuple[str, ...] = ()


# Fields: what a record can answer


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a field: its code and label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Domain:
    """The values an answer may take.

    Numbers and shares lie on a grid: `low`, `low + step`, … up to `high` (None: open). A share's bounds
    and step are fractions of one (60 % is 3/5). Codes and sets have `choices`.
    """

    type: Type
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a record can answer: an input, a leaf's own answer, an item of a checklist or ladder.

    `path` is unique but for a node's own field, which has the node's path; inputs of the rubric have a path
    of one name. A `state` is the field of a node without an answer of its own that `may be not applicable`
    (a checklist, a group): a truth with the default yes, to which a record can only say not applicable.
    `need`: without a required one, what reads it is not final. `not_applicable` allows the record to say
    so, and `counted` is what an item counts as then. `owner` is the node it belongs to, or None for the
    rubric's inputs.
    """

    index: int
    name: str
    path: tuple[str, ...]
    label: str
    domain: Domain
    kind: Literal["input", "answer", "item", "state"]
    need: Literal["required", "optional", "default"]
    default: Value | None
    not_applicable: bool
    owner: int | None
    clause: int
    counted: Counted | None = None


Counted = Literal["full", "zero"]
"""What counts although it is not applicable: as everything or as nothing, with the weight that it has."""


# Parts of steps


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a node's own scale, 0 <= floor < top."""

    floor: Fraction
    top: Fraction


AggregateKind = Literal["min", "max", "median", "best", "geometric", "harmonic"]
"""How a group adds up where it is not a weighted mean; the last two take the weights."""


FoldKind = Literal["sum", "mean", "median", "min", "max", "count", "every", "any"]
"""What is made of the members of a collection."""


@dataclass(frozen=True, slots=True)
class Test:
    """A cell that asks: the numbers, codes or truths that it takes, and whether a missing answer."""

    intervals: tuple[Interval, ...] = ()
    values: frozenset[Value] = frozenset()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a decision: a test per column (None takes anything) and the code that it gives."""

    tests: tuple[Test | None, ...]
    code: str
    clause: int
    place: Place = _place()


Operator = Literal[
    "add", "sub", "mul", "div", "neg", "abs", "min", "max", "median",  # numbers and shares
    "lt", "le", "gt", "ge", "eq", "ne",  # comparisons; eq and ne of any one type
    "and", "or", "not",  # left to right; the right side is read only where it still decides
    "size",  # number of members of a set
    "has",  # set, code: whether the code is a member
    "tally",  # truths: how many hold; one that is not applicable does not
    "streak",  # truths: how many hold before the first that does not; later ones are not read
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: an interval or codes on the left, a constant on the right.

    `place` is the range cell as written; `ends` are the places of its lower and upper number, where it
    has them.
    """

    key: Interval | frozenset[str]
    value: Value
    clause: int
    place: Place = _place()
    ends: tuple[Place | None, Place | None] = field(default=(None, None), compare=False, repr=False)
