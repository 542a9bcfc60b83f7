"""A file: rubrics, and the amendments and readings that edit them."""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.clauses import Assertion
from rubrikdsl.syntax.tree.clauses import Collect
from rubrikdsl.syntax.tree.clauses import Let
from rubrikdsl.syntax.tree.clauses import Limit
from rubrikdsl.syntax.tree.clauses import Outcome
from rubrikdsl.syntax.tree.clauses import Ranking
from rubrikdsl.syntax.tree.clauses import Requirement
from rubrikdsl.syntax.tree.examples import Example
from rubrikdsl.syntax.tree.expressions import Day
from rubrikdsl.syntax.tree.expressions import Expression
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.expressions import Ref
from rubrikdsl.syntax.tree.expressions import Vocabulary
from rubrikdsl.syntax.tree.parts import Places
from rubrikdsl.syntax.tree.parts import Range
from rubrikdsl.syntax.tree.parts import Tail
from rubrikdsl.syntax.tree.parts import Weight
from rubrikdsl.syntax.tree.place import placed
from rubrikdsl.syntax.tree.score import Broken
from rubrikdsl.syntax.tree.score import GroupLine
from rubrikdsl.syntax.tree.score import Input
from rubrikdsl.syntax.tree.score import Inputs
from rubrikdsl.syntax.tree.score import LeafLine
from rubrikdsl.syntax.tree.score import Metadata
from rubrikdsl.syntax.tree.score import Score
from rubrikdsl.syntax.tree.score import Valid
from rubrikdsl.syntax.tree.tables import BandRow
from rubrikdsl.syntax.tree.tables import Bands
from rubrikdsl.syntax.tree.tables import Decide
from rubrikdsl.syntax.tree.tables import DecisionCase
from rubrikdsl.syntax.tree.tables import DecisionRow


@dataclass(frozen=True, slots=True)
class Issued:
    """`issued 2025-02-01`: the day from which an instrument is known."""

    day: Day
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Target:
    """What an edit names: `weight of input`, `bonus di_mpp`, `band A of kategori`, `indicator x`.

    `kind` is the word by construct; `names` the name after it (empty for `weight`, `cap`, …), of a `limit`
    the class and its code; `of` what follows `of` (empty where nothing does).
    """

    kind: str
    names: tuple[str, ...]
    of: tuple[str, ...] = ()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Change:
    """`change TARGET to …`: only the named part of a clause is exchanged."""

    target: Target
    to: Weight | Expression | Range | Places | Quoted
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A line of `change weights`: a node and its new weight."""

    node: Ref
    weight: Weight
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class ChangeWeights:
    """`change weights` with a line a node."""

    rows: tuple[WeightRow | Broken, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Replace:
    """`replace` and a whole clause, which takes the place of the one of its kind and name."""

    clause: Statement | GroupLine | Input
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Add:
    """`add after X`, then clauses; `before X`; `to X`: at the end of its block; alone: of the rubric.

    `inputs` is `add to inputs`, of the rubric or (with an anchor) of a node.
    """

    where: Literal["after", "before", "to", "inputs", "end"]
    anchor: Ref | None
    body: tuple[Added, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Remove:
    """`remove KIND NAME`."""

    target: Target
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Rename:
    """`rename X to y`: the same thing under another name."""

    ref: Ref
    to: Name
    tail: Tail = Tail()
    place: Place = placed()


Edit = Union[Change, ChangeWeights, Replace, Add, Remove, Rename, Broken]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A `reading` of an ambiguity: the edits that it makes."""

    name: Name
    label: Quoted | None
    edits: tuple[Edit, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """`ambiguity NAME "…"` with its readings; none of them is the default."""

    name: Name
    label: Quoted | None
    readings: tuple[Alternative | Broken, ...]
    tail: Tail = Tail()
    place: Place = placed()


Statement = Union[
    Metadata,
    Valid,
    Inputs,
    Score,
    Let,
    Bands,
    Decide,
    Limit,
    Outcome,
    Collect,
    Ranking,
    Assertion,
    Example,
    Issued,
    Ambiguity,
    Broken,
]


Added = Union[Statement, GroupLine, LeafLine, Input, BandRow, Requirement, DecisionRow, DecisionCase]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A `rubric` with everything below it, in the order written."""

    name: Name
    label: Quoted | None
    body: tuple[Statement, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Amendment:
    """`amendment of RUBRIC "…"` with everything below it, in the order written."""

    of: Name
    label: Quoted | None
    valid: Valid | None
    body: tuple[Metadata | Valid | Issued | Edit | Ambiguity | Example, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class File:
    """A whole file. `broken` are lines that belong to no rubric."""

    vocabulary: Vocabulary
    rubrics: tuple[Rubric, ...]
    broken: tuple[Broken, ...] = ()
    place: Place = placed()
    amendments: tuple[Amendment, ...] = ()
