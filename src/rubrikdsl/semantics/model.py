"""The model of a rubric: everything resolved, typed and checked; it cannot be broken.

Names are gone: a reference is an index into one of the model's tuples. `Rubric` is built by
`semantics.from_tree` only when no error was found. The plan is lowered from it; reports take labels,
places and citations from it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import DATE as DATE
from rubrikdsl.semantics.terms import NUMBER as NUMBER
from rubrikdsl.semantics.terms import SHARE as SHARE
from rubrikdsl.semantics.terms import TEXT as TEXT
from rubrikdsl.semantics.terms import TRUTH as TRUTH
from rubrikdsl.semantics.terms import AggregateKind as AggregateKind
from rubrikdsl.semantics.terms import Case as Case
from rubrikdsl.semantics.terms import Choice as Choice
from rubrikdsl.semantics.terms import Clause as Clause
from rubrikdsl.semantics.terms import Counted as Counted
from rubrikdsl.semantics.terms import Domain as Domain
from rubrikdsl.semantics.terms import Field as Field
from rubrikdsl.semantics.terms import FoldKind as FoldKind
from rubrikdsl.semantics.terms import Interval as Interval
from rubrikdsl.semantics.terms import Operator as Operator
from rubrikdsl.semantics.terms import Row as Row
from rubrikdsl.semantics.terms import Scale as Scale
from rubrikdsl.semantics.terms import Test as Test
from rubrikdsl.semantics.terms import Type as Type
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place


def _place() -> Place:
    return field(default=NOWHERE, compare=False, repr=False)


# Expressions


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the rubric."""

    value: Value
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """The record's answer to a field (its default where it has one and the record is silent)."""

    field: int
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class NodeReading:
    """A scored node read as value, share, points or before its own rounding (semantics A)."""

    node: int
    reading: Literal["value", "share", "points", "unrounded"]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class LetValue:
    """A `let`."""

    let: int
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class BandCode:
    """The code a band table gives, after its limits."""

    bands: int
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class BandAttribute:
    """A further column of the band (`kategori.zona`), by column index into `Bands.columns`."""

    bands: int
    column: int
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class OutcomeTruth:
    """Whether every line of an outcome holds."""

    outcome: int
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator on its arguments."""

    op: Operator
    args: tuple[Expression, ...]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Rounded:
    """`round(x, 2)`, and the rounding of an `as` range."""

    arg: Expression
    places: int
    mode: Rounding
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Logarithm:
    """The logarithm of `arg` to `base`, rounded where it is made; `arg` lies between 1 and `base`."""

    arg: Expression
    base: Fraction
    places: int
    mode: Rounding
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Reached:
    """How far `arg` lies from `start` to `end`, a share of 0 to 1: cut to them first, then mapped.

    With `log` by its logarithm, rounded where it is made. Where both ends are constants this is arithmetic
    (or a `Logarithm`) instead.
    """

    arg: Expression
    start: Expression
    end: Expression
    log: Places | None
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Table:
    """Exactly one row's value: bins, options with values, bands. `what` names it in findings."""

    arg: Expression
    rows: tuple[Row, ...]
    what: Literal["bins", "options", "bands"]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Held:
    """A checklist: weight of the items that hold ÷ weight of the applicable items, a share.

    Not applicable where no item is. `items` are answers, or what an item counts as where it is not
    applicable; `weights` have one amount an item.
    """

    items: tuple[Expression, ...]
    weights: tuple[Fraction, ...]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Branch:
    """One case of a `Choose`; `clause` is -1 where the expression has no clause of its own."""

    condition: Expression
    value: Expression
    clause: int = -1


@dataclass(frozen=True, slots=True)
class Choose:
    """First branch whose condition holds, else `otherwise`; later conditions are not read.

    `otherwise_clause` is the line of `otherwise` where it has one of its own, else -1.
    """

    branches: tuple[Branch, ...]
    otherwise: Expression
    type: Type
    place: Place = _place()
    otherwise_clause: int = -1


@dataclass(frozen=True, slots=True)
class Decision:
    """The code of the row whose tests all hold: of the only one, or (`first`) of the first.

    `absent` says per column whether a missing answer is a value to be tested. Where no row holds, the code
    of `otherwise`.
    """

    args: tuple[Expression, ...]
    absent: tuple[bool, ...]
    rows: tuple[Case, ...]
    otherwise: Case | None
    first: bool
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Among:
    """Whether a code, number, truth or date equals one of the listed constants."""

    arg: Expression
    values: tuple[Value, ...]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class StateOf:
    """`x is missing`, `x is applicable`; `arg` is an answer or a node reading."""

    arg: AnswerOf | NodeReading
    state: Literal["missing", "applicable"]
    type: Type
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Fold:
    """`mean(units.nilai where …)`, `every unit in units has …`; over `dinas.units` it runs through levels.

    `below` are the collections inside that of the rubric, one a level; `value` and `where` are expressions
    of the innermost members' rubric. `word` is what `every` and `any` call a member, `told` what they read.
    """

    kind: FoldKind
    collection: int
    value: Expression | None
    where: Expression | None
    type: Type
    place: Place = _place()
    below: tuple[int, ...] = ()
    word: str = ""
    told: tuple[tuple[str, Expression], ...] = ()

    @property
    def path(self) -> tuple[int, ...]:
        """The collections from the rubric's own inwards."""
        return (self.collection, *self.below)


@dataclass(frozen=True, slots=True)
class Asked:
    """A node that a condition is asked of, and the condition as it reads that node."""

    node: int
    condition: Expression


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every area in pengungkit has share >= 60%`: asked of what applies with a weight below `group`."""

    kind: Literal["every", "any"]
    word: str
    group: int
    asked: tuple[Asked, ...]
    type: Type
    place: Place = _place()


Expression = Union[
    Constant,
    AnswerOf,
    NodeReading,
    LetValue,
    BandCode,
    BandAttribute,
    OutcomeTruth,
    Operation,
    Rounded,
    Logarithm,
    Reached,
    Table,
    Held,
    Choose,
    Decision,
    Among,
    StateOf,
    Fold,
    Quantified,
]


# The score tree


@dataclass(frozen=True, slots=True)
class Weight:
    """A node's weight among its siblings: cases in order, the last unconditional.

    Amounts are fractions of one for `percent` (of the group), `total` (of the whole) and `equal` (1/n), units
    of the total for `points`.
    """

    kind: Literal["percent", "points", "total", "equal"]
    cases: tuple[tuple[Fraction, Expression | None], ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Places:
    """A rounding that ends a node."""

    count: int
    mode: Rounding
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How a group adds up where it is not the weighted mean, which `by mean` and `by sum` are too.

    `best` is n of `by best n`; `places` rounds a geometric mean in the step that makes it.
    """

    kind: AggregateKind
    best: int | None = None
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`bonus`, `penalty`, `cap`, `floor`, `scale`, in the order written; amounts on the node's scale."""

    kind: Literal["bonus", "penalty", "cap", "floor", "scale"]
    name: str | None
    label: str | None
    amount: Expression
    when: Expression | None
    clause: int


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the score tree. Node 0 is the root (the `score`).

    `value` is how it is scored by itself: a leaf's scoring on its own scale, or a formula; None for a
    group that takes the weighted mean of `children` or (without children) can only be given.
    `fields` are the answers that belong to it (its own, its items; not those of a leaf's inputs).
    `not_applicable_when` is the rule of `not applicable when`; a node that `may be not applicable` has it
    on its field (of kind `answer` or `state`). `counted` says that it keeps its weight where it is not
    applicable, with its top or with 0. `weight` is None for the root only. `shown` are the decimals in print.
    """

    index: int
    word: str
    name: str
    path: tuple[str, ...]
    label: str
    kind: Literal["group", "leaf", "formula", "given"]
    parent: int | None
    children: tuple[int, ...]
    scale: Scale
    weight: Weight | None
    fields: tuple[int, ...]
    value: Expression | None
    not_applicable_when: Expression | None
    adjustments: tuple[Adjustment, ...]
    places: Places | None
    clause: int
    place: Place = _place()
    aggregate: Aggregate | None = None
    shown: int | None = None
    counted: Counted | None = None


# Around the score


@dataclass(frozen=True, slots=True)
class Let:
    """A named value."""

    name: str
    label: str
    value: Expression
    clause: int


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a band table as printed, with its attributes in the order of `Bands.columns`.

    `place` and `ends` are those of its range, as in `Row`.
    """

    code: str
    printed: str
    interval: Interval
    attributes: tuple[Value | None, ...]
    clause: int
    place: Place = _place()
    ends: tuple[Place | None, Place | None] = field(default=(None, None), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit NAME to CODE when …`: at most this code; `raise`: at least."""

    code: str
    when: Expression
    clause: int
    kind: Literal["limit", "raise"] = "limit"


@dataclass(frozen=True, slots=True)
class Bands:
    """A band table. `rows` as printed; `columns` but range and code, with their `types`; `of` is classified.

    Codes rank as their ranges, the worst first, in `order`: that of the lowest range, or of the highest where
    `lower` is better.
    """

    name: str
    label: str
    of: Expression
    of_text: str
    columns: tuple[str, ...]
    types: tuple[Type, ...]
    rows: tuple[Band, ...]
    order: tuple[str, ...]
    limits: tuple[Limit, ...]
    clause: int
    place: Place = _place()
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A row of a decision: what it asks as written, its code and its attributes."""

    code: str
    printed: str
    attributes: tuple[Value | None, ...]
    clause: int
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision: `value` gives the code of one of `rows`; `inputs` are its columns as written, with values,
    `columns` those that it gives beside the code, with their `types`.

    Codes listed in `one of` are `ranked`, lowest first, in `order`; else they stand there as met.
    """

    name: str
    label: str
    value: Expression
    inputs: tuple[tuple[str, Expression], ...]
    columns: tuple[str, ...]
    types: tuple[Type, ...]
    rows: tuple[Decided, ...]
    order: tuple[str, ...]
    limits: tuple[Limit, ...]
    clause: int
    ranked: bool = False
    place: Place = _place()


Classes = Union[Bands, Decide]
"""What gives a code with attributes."""


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Expected:
    """One `expect`: the expression read, its text as written, what is wanted, the tolerance."""

    target: Expression
    text: str
    value: Answer
    within: Fraction
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the rubric: a record and what it must give."""

    title: str
    on: date | None
    record: Record
    expected: tuple[Expected, ...]
    sources: tuple[str, ...]
    place: Place = _place()


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
    place: Place = _place()
    former: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Paths that were renamed, old and new, in that order: readers may still use the old ones."""
    unheard: int = 0
    """How many of the last of these no instrument of the reader knew of: the old paths come first there."""
