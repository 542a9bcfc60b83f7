"""The score: groups, leaves, how a leaf is scored, adjustments; inputs, which may stand inside it."""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.expressions import Day
from rubrikdsl.syntax.tree.expressions import Expression
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Number
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.parts import Aggregate
from rubrikdsl.syntax.tree.parts import Applicability
from rubrikdsl.syntax.tree.parts import Domain
from rubrikdsl.syntax.tree.parts import Goalposts
from rubrikdsl.syntax.tree.parts import NumberDomain
from rubrikdsl.syntax.tree.parts import Option
from rubrikdsl.syntax.tree.parts import Places
from rubrikdsl.syntax.tree.parts import Range
from rubrikdsl.syntax.tree.parts import Tail
from rubrikdsl.syntax.tree.parts import Value
from rubrikdsl.syntax.tree.parts import Weight
from rubrikdsl.syntax.tree.place import placed


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read: `words` are the names it mentions, so that nobody misses them."""

    words: frozenset[str]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Metadata:
    """`issuer`, `source`, `note` or `assumed` on a line of its own."""

    kind: Literal["issuer", "source", "note", "assumed"]
    value: Quoted
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Valid:
    """`valid 2022-01-01 .. 2024-12-31`; `end` None is open."""

    start: Day | None
    end: Day | None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Input:
    """A line of an `inputs` block. Exactly one of required, `optional`, `default V`."""

    name: Name
    label: Quoted | None
    domain: Domain
    optional: bool = False
    default: Value | None = None
    applicability: Applicability | None = None
    tail: Tail = Tail()
    body: tuple[Option | Broken, ...] = ()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Inputs:
    """An `inputs` block, of the rubric or inside a node."""

    body: tuple[Input | Broken, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Bin:
    """`1 .. 3 -> 1`."""

    range: Range
    value: Number
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Case:
    """`5 when …` or `0 otherwise` (`when` None)."""

    value: Number
    when: Expression | None
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """`requires ada_rencana otherwise 0`."""

    condition: Expression
    otherwise: Number
    tail: Tail = Tail()
    place: Place = placed()


LeafLine = Union[Option, Bin, Case, Prerequisite, Inputs, Broken]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An `indicator`, `item` or `question` line with its body.

    `method` is the scoring word on the line, `ladder_base` the number after `ladder from`; `bins_of` the
    expression after `of`; `domain` the range (or `any of` / `yes or no`) on the line; `onto` the range
    after `as`.
    """

    word: str
    name: Name
    label: Quoted | None
    weight: Weight | None = None
    domain: Domain | None = None
    method: Literal["checklist", "ladder"] | None = None
    ladder_base: int = 0
    bins_of: Expression | None = None
    goalposts: Goalposts | None = None
    onto: Range | None = None
    places: Places | None = None
    applicability: Applicability | None = None
    optional: bool = False
    default: Value | None = None
    tail: Tail = Tail()
    body: tuple[LeafLine, ...] = ()
    place: Place = placed()
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`bonus n "…" +2.50 when …`, `penalty`, `cap 100`, `floor 0`, `scale to 85 when …`."""

    kind: Literal["bonus", "penalty", "cap", "floor", "scale"]
    name: Name | None
    label: Quoted | None
    amount: Expression
    when: Expression | None
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Formula:
    """`= mean(units.nilai)` in place of children."""

    expression: Expression
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Group:
    """A `dimension`, `aspect`, … line with what is below it."""

    word: str
    name: Name
    label: Quoted | None
    weight: Weight | None = None
    domain: NumberDomain | None = None
    onto: Range | None = None
    aggregate: Aggregate | None = None
    places: Places | None = None
    shown: int | None = None
    applicability: Applicability | None = None
    tail: Tail = Tail()
    body: tuple[GroupLine, ...] = ()
    place: Place = placed()


GroupLine = Union[Group, Leaf, Adjustment, Formula, Inputs, Metadata, Broken]


@dataclass(frozen=True, slots=True)
class Score:
    """`score nilai "…" 0 .. 100 places 2` with its tree."""

    name: Name
    label: Quoted | None
    scale: Range | None
    aggregate: Aggregate | None
    places: Places | None
    shown: int | None
    tail: Tail = Tail()
    body: tuple[GroupLine, ...] = ()
    place: Place = placed()
