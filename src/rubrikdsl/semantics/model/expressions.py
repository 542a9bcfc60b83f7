"""What a model computes: expressions, whose references are indices into the tuples of `Rubric`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.model.written import nowhere
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import FoldKind
from rubrikdsl.semantics.terms import Operator
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Type
from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the rubric."""

    value: Value
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """The record's answer to a field (its default where it has one and the record is silent)."""

    field: int
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class NodeReading:
    """A scored node read as value, share, points or before its own rounding (semantics A)."""

    node: int
    reading: Literal["value", "share", "points", "unrounded"]
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class LetValue:
    """A `let`."""

    let: int
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class BandCode:
    """The code a band table gives, after its limits."""

    bands: int
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class BandAttribute:
    """A further column of the band (`kategori.zona`), by column index into `Bands.columns`."""

    bands: int
    column: int
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class OutcomeTruth:
    """Whether every line of an outcome holds."""

    outcome: int
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator on its arguments."""

    op: Operator
    args: tuple[Expression, ...]
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Rounded:
    """`round(x, 2)`, and the rounding of an `as` range."""

    arg: Expression
    places: int
    mode: Rounding
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Logarithm:
    """The logarithm of `arg` to `base`, rounded where it is made; `arg` lies between 1 and `base`."""

    arg: Expression
    base: Fraction
    places: int
    mode: Rounding
    type: Type
    place: Place = nowhere()


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
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Table:
    """Exactly one row's value: bins, options with values, bands. `what` names it in findings."""

    arg: Expression
    rows: tuple[Row, ...]
    what: Literal["bins", "options", "bands"]
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Held:
    """A checklist: weight of the items that hold ÷ weight of the applicable items, a share.

    Not applicable where no item is. `items` are answers, or what an item counts as where it is not
    applicable; `weights` have one amount an item.
    """

    items: tuple[Expression, ...]
    weights: tuple[Fraction, ...]
    type: Type
    place: Place = nowhere()


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
    place: Place = nowhere()
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
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Among:
    """Whether a code, number, truth or date equals one of the listed constants."""

    arg: Expression
    values: tuple[Value, ...]
    type: Type
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class StateOf:
    """`x is missing`, `x is applicable`; `arg` is an answer or a node reading."""

    arg: AnswerOf | NodeReading
    state: Literal["missing", "applicable"]
    type: Type
    place: Place = nowhere()


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
    place: Place = nowhere()
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
    place: Place = nowhere()


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


@dataclass(frozen=True, slots=True)
class Places:
    """A rounding that ends a node."""

    count: int
    mode: Rounding
    place: Place = nowhere()
