"""The plan: one small, total, exact score graph.

A plan is a tuple of steps. A step reads only steps before it, so running them in order is evaluation;
there are no names, no recursion and no loops (a `Fold` runs over the members of a collection, each by
its own plan). Every engine, proof, explanation and export reads this and nothing else. Score nodes are
labelled: `Node` says which steps are its base, its stages and its result, so that the ledger of
contributions needs no rule per operation.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import AggregateKind
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Counted
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import FoldKind
from rubrikdsl.semantics.terms import Operator
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Scale
from rubrikdsl.semantics.terms import Test as Test
from rubrikdsl.semantics.terms import Type


@dataclass(frozen=True, slots=True)
class Constant:
    """A value of the rubric."""

    value: Value


@dataclass(frozen=True, slots=True)
class Answer:
    """The record's answer to a field: a value, not applicable, or missing (the default if it has one)."""

    field: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator (see `semantics.model.Operator`) on steps."""

    op: Operator
    args: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number rounded to decimal places."""

    arg: int
    places: int
    mode: Rounding


@dataclass(frozen=True, slots=True)
class Logarithm:
    """The logarithm of a number between 1 and `base` to that base, rounded where it is made."""

    arg: int
    base: Fraction
    places: int
    mode: Rounding


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a number lies from `start` to `end`, a share of 0 to 1: cut to them first, then mapped.

    With `places` by its logarithm, rounded where it is made. A fault where the ends are equal, or have no
    logarithm.
    """

    arg: int
    start: int
    end: int
    places: int | None
    mode: Rounding


@dataclass(frozen=True, slots=True)
class Table:
    """The value of the one row whose interval or codes hold the argument.

    An `attribute` that its row leaves empty is not applicable; any other value without a row is a fault.
    """

    arg: int
    rows: tuple[Row, ...]
    what: Literal["bins", "options", "bands", "attribute"]


@dataclass(frozen=True, slots=True)
class Held:
    """A checklist: weight of the items that hold ÷ weight of the applicable ones.

    Not applicable where no item is.
    """

    items: tuple[int, ...]
    weights: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first branch (condition, value) that holds, else `otherwise`; lazy in reading.

    Without branches it only repeats `otherwise`, under a clause of its own (an outcome's line that is
    just another value's name, say), so that reading the line is seen.
    """

    branches: tuple[tuple[int, int], ...]
    otherwise: int


@dataclass(frozen=True, slots=True)
class Decide:
    """The code of a row whose tests all hold: of any (no two hold at once), or (`first`) of the first.

    A row of which a known test fails is out, whatever else it asks. `absent` says per column whether a
    missing answer is a value to be tested. Where no row holds the code is that of `otherwise`.
    """

    args: tuple[int, ...]
    absent: tuple[bool, ...]
    rows: tuple[Case, ...]
    otherwise: Case | None
    first: bool


@dataclass(frozen=True, slots=True)
class Among:
    """Whether the argument equals one of the constants."""

    arg: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class IsMissing:
    """Whether a step's value is missing. Always known."""

    arg: int


@dataclass(frozen=True, slots=True)
class IsApplicable:
    """Whether a step is applicable; unknown while what decides it is missing."""

    arg: int


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a leaf's answer lets it count: no where the record says not applicable.

    Unknown while the answer is missing and the record might still say so.
    """

    field: int


@dataclass(frozen=True, slots=True)
class IsStated:
    """Whether the record gives this node in place of what lies below it."""

    node: int


@dataclass(frozen=True, slots=True)
class Stated:
    """The node's given value on its own scale, converted from share or points; else `otherwise`.

    `otherwise` is None for a node that can only be given: where the record is silent it is missing.
    `weight` is the step of W, the product of effective weights from the root. Points of a node whose W
    is 0, or more than its maximum, are refused (semantics E1).
    """

    node: int
    weight: int
    otherwise: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """The effective weight of sibling `at`: its weight / the sum over applicable ones; 0 where it is not.

    `weights` and `applicable` are steps, one per sibling.
    """

    at: int
    weights: tuple[int, ...]
    applicable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """Sum of effective weight × share of each child, on the parent's scale: Σ w·(x ÷ top) × `top`.

    A child of effective weight 0 is not read. Not applicable where no child has a weight.
    """

    values: tuple[int, ...]
    weights: tuple[int, ...]
    tops: tuple[Fraction, ...]
    top: Fraction


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What the shares of the children make together on the parent's scale, other than their mean.

    Reads like `Mean`. The weights count in the geometric and the harmonic mean only; elsewhere they say which
    children take part. `best` is n of the n best; `places` and `mode` round a geometric mean.
    """

    kind: AggregateKind
    values: tuple[int, ...]
    weights: tuple[int, ...]
    tops: tuple[Fraction, ...]
    top: Fraction
    best: int | None
    places: int | None
    mode: Rounding


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """`value` where `applicable` holds, else not applicable."""

    applicable: int
    value: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """The lower of two codes, ranked by `order` (lowest first)."""

    code: int
    limit: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The higher of two codes, ranked by `order` (lowest first)."""

    code: int
    limit: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Whether all truths hold; every one is read (unlike `and`)."""

    args: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold over the members of a collection that its `where` and this `where` leave.

    `below` are collections inside it, one a level: then the members of these are folded, all together.
    `value` and `where` are steps of the innermost collection's plan. Unknown where any member's needed step
    is; no result (with the reason) where fewer than `at_least` members are left. `word` and `told` (texts
    with the steps of a member that they stand for) are for the reports of `every` and `any`.
    """

    kind: FoldKind
    collection: int
    value: int | None
    where: int | None
    below: tuple[int, ...] = ()
    word: str = ""
    told: tuple[tuple[str, int], ...] = ()

    @property
    def path(self) -> tuple[int, ...]:
        """The collections from the plan's own inwards."""
        return (self.collection, *self.below)


@dataclass(frozen=True, slots=True)
class Quantified:
    """Whether every (or any) node that counts meets its condition; all of these are read.

    One entry a node: `nodes` names it, `counts` is a truth (it applies, with a weight above 0), `holds` the
    condition, read only where it counts.
    """

    kind: Literal["every", "any"]
    word: str
    nodes: tuple[int, ...]
    counts: tuple[int, ...]
    holds: tuple[int, ...]


Step = Union[
    Constant,
    Answer,
    Operation,
    Rounded,
    Logarithm,
    Reached,
    Table,
    Held,
    Choose,
    Decide,
    Among,
    IsMissing,
    IsApplicable,
    Applies,
    IsStated,
    Stated,
    Share,
    Mean,
    Aggregate,
    OnlyIf,
    AtMost,
    AtLeast,
    All,
    Fold,
    Quantified,
]


@dataclass(frozen=True, slots=True)
class Stage:
    """A change on the way from a node's base to its result.

    `after` is the step after the change; `amount` and `when` are steps (when None: always).
    """

    kind: Literal["aggregate", "bonus", "penalty", "cap", "floor", "scale", "places"]
    title: str
    before: int
    after: int
    amount: int | None
    when: int | None
    clause: int


@dataclass(frozen=True, slots=True)
class Node:
    """A score node's steps.

    `own_weight`: the weight among siblings as written; `effective`: its share among applicable siblings;
    `weight`: W, the product from the root (1 for the root); `applicable`: a truth; `base`: the weighted
    mean, the leaf's scoring or the formula (None for a node that can only be given); `unrounded`: before
    its own rounding; `result`: the final value, a given one included; `places`: those that it ends with (also
    of a node that can only be given, which has no stages); `shown`: the decimals in print; `counted`: what it
    counts as where it is not applicable, with the weight that it has.
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
    fields: tuple[int, ...]
    own_weight: int
    effective: int
    weight: int
    applicable: int
    base: int | None
    stages: tuple[Stage, ...]
    unrounded: int
    result: int
    clause: int
    places: int | None = None
    shown: int | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Let:
    """A named value."""

    name: str
    label: str
    step: int
    type: Type
    clause: int


@dataclass(frozen=True, slots=True)
class Bands:
    """A classification: the step classified, the code of the table, after limits, and its attributes.

    `rows` are the table's rows (interval → code) with, per row, the text as printed. The best code is that of
    the highest range, or of the lowest where `lower` is better.
    """

    name: str
    label: str
    of: int
    of_text: str
    table: int
    limits: tuple[tuple[int, int, str, int], ...]
    """Per limit: (condition step, step after it, code, clause)."""
    code: int
    rows: tuple[Row, ...]
    printed: tuple[str, ...]
    columns: tuple[str, ...]
    attributes: tuple[int, ...]
    clause: int
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: the step that decides (a `Decide` or a `Choose`), the code after limits, its attributes.

    `inputs` are the columns of a table as written, each with its step; cases have none. `limits` as in
    `Bands`. `ranked`: the codes have an order.
    """

    name: str
    label: str
    inputs: tuple[tuple[str, int], ...]
    table: int
    limits: tuple[tuple[int, int, str, int], ...]
    code: int
    columns: tuple[str, ...]
    attributes: tuple[int, ...]
    clause: int
    ranked: bool = False


Classes = Union[Bands, Decision]
"""What gives a code with attributes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gate: its truth, and each requirement as (step, text, clause)."""

    name: str
    label: str
    step: int
    requirements: tuple[tuple[int, str, int], ...]
    clause: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """What the author says of every record, or of those that `when` holds of.

    `holds` is a truth, yes where `when` does not hold; `text` is as written. No result reads it.
    """

    label: str | None
    text: str
    holds: int
    when: int | None
    clause: int

    @property
    def name(self) -> str:
        """What it is called: by its label, else by what it says."""
        return self.label or self.text


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: the plan of its members, extended with the steps that folds read."""

    name: str
    label: str
    plan: Plan
    at_least: int
    where: int | None
    clause: int


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation of an example: the step that it reads."""

    step: int
    text: str
    value: Value | Silence
    within: Fraction


@dataclass(frozen=True, slots=True)
class Key:
    """What records are ordered by: a step, highest first unless `lowest`."""

    step: int
    lowest: bool
    text: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of the records that agree in the steps `within` (see `semantics.model.Ranking`)."""

    name: str
    label: str
    by: Key
    within: tuple[int, ...]
    ties: Literal["share", "dense", "distinct"]
    keys: tuple[Key, ...]
    clause: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A rubric, ready to run. `clause_of` gives the clause behind each step (-1: none)."""

    name: str
    label: str
    issuer: str | None
    valid_from: date | None
    valid_to: date | None
    steps: tuple[Step, ...]
    types: tuple[Type, ...]
    clause_of: tuple[int, ...]
    clauses: tuple[Clause, ...]
    fields: tuple[Field, ...]
    nodes: tuple[Node, ...]
    lets: tuple[Let, ...]
    bands: tuple[Classes, ...]
    outcomes: tuple[Outcome, ...]
    collections: tuple[Collection, ...]
    expected: tuple[tuple[Expected, ...], ...]
    """Per example of the rubric, in order."""
    order: tuple[tuple[Literal["let", "bands", "outcome"], int], ...]
    rankings: tuple[Ranking, ...] = ()
    assertions: tuple[Assertion, ...] = ()
