"""The score tree of a model: nodes with their weights, aggregates and adjustments."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.model.expressions import Expression
from rubrikdsl.semantics.model.expressions import Places
from rubrikdsl.semantics.model.written import nowhere
from rubrikdsl.semantics.terms import AggregateKind
from rubrikdsl.semantics.terms import Counted
from rubrikdsl.semantics.terms import Scale
from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Weight:
    """A node's weight among its siblings: cases in order, the last unconditional.

    Amounts are fractions of one for `percent` (of the group), `total` (of the whole) and `equal` (1/n), units
    of the total for `points`.
    """

    kind: Literal["percent", "points", "total", "equal"]
    cases: tuple[tuple[Fraction, Expression | None], ...]
    place: Place = nowhere()


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
    place: Place = nowhere()
    aggregate: Aggregate | None = None
    shown: int | None = None
    counted: Counted | None = None
