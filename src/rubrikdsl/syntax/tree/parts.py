"""Parts of statements: weights, ranges, domains, options, and the tail that ends any clause."""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.expressions import Counted
from rubrikdsl.syntax.tree.expressions import Day
from rubrikdsl.syntax.tree.expressions import Expression
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Number
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.expressions import Ref
from rubrikdsl.syntax.tree.expressions import Truth
from rubrikdsl.syntax.tree.place import placed


@dataclass(frozen=True, slots=True)
class Tail:
    """What may end any clause: `source "…"` (several), `assumed "…"`, `because "…"`, `note "…"`."""

    sources: tuple[Quoted, ...] = ()
    assumed: Quoted | None = None
    because: Quoted | None = None
    notes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """A range as the law prints it.

    `form`: `span` is `a .. b` (closed), `open` is `a ..`, `upto` is `.. b`, then `from a`, `above a`
    (exclusive), `below b` (exclusive) and a single `value`. `low`/`high` are None on the open side; a
    value has both equal.
    """

    form: Literal["span", "open", "upto", "from", "above", "below", "value"]
    low: Number | None
    high: Number | None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Places:
    """`places 2 half even`."""

    count: int
    rounding: Rounding = "half-away"
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`by geometric mean places 6`: how a group adds up; `best` is n of `by best n`."""

    kind: Literal["mean", "sum", "min", "max", "median", "best", "geometric", "harmonic"]
    best: int | None = None
    places: Places | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Goalposts:
    """`from 20 to 85`, `from 100 to 75000 log places 6`: `start` is worth nothing, `end` everything.

    Either may be an input, `from terendah to tertinggi`.
    """

    start: Number | Ref
    end: Number | Ref
    log: Places | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class NumberDomain:
    """`0 .. 3`, `0 .. 100 step 0.01`, `0% .. 100%`, `0 ..` as the domain of an answer or a scale."""

    range: Range
    step: Number | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class ChoiceDomain:
    """`one of a, b` (`many` False) or `any of …` (`many` True); the options may stand in the body."""

    many: bool
    options: tuple[Option, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class SimpleDomain:
    """`text`, `yes or no`, `date`."""

    kind: Literal["text", "truth", "date"]
    place: Place = placed()


Domain = Union[NumberDomain, ChoiceDomain, SimpleDomain]


@dataclass(frozen=True, slots=True)
class WeightCase:
    """One weight: `30%`, `17.5 points`, `1.3% of total`, `equal`.

    `when` is None for the only one or for `otherwise`.
    """

    kind: Literal["percent", "points", "total", "equal"]
    amount: Number | None
    when: Expression | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Weight:
    """`weight 30% when lokasi is mpp, 20% otherwise`: cases in order, the last without a condition."""

    cases: tuple[WeightCase, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Applicability:
    """`may be not applicable` (`when` None: the record says so) or `not applicable when …`.

    `counted` is what it counts as all the same: `counts full` or `counts zero`.
    """

    when: Expression | None
    counted: Counted | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """`not applicable` as a value (in `given`)."""

    place: Place = placed()


@dataclass(frozen=True, slots=True)
class ListValue:
    """`(web, sippn)` as a value."""

    items: tuple[Expression, ...]
    place: Place = placed()


Value = Union[Number, Truth, Day, Quoted, Ref, NotApplicable, ListValue]
"""What `default`, `given` and `expect` take; a bare code is a `Ref` of one name."""


@dataclass(frozen=True, slots=True)
class Option:
    """A line of options, checklist items or ladder steps: `lengkap "Lengkap" 100`, `kursi weight 30%`."""

    name: Name
    label: Quoted | None = None
    value: Number | None = None
    weight: Weight | None = None
    applicability: Applicability | None = None
    tail: Tail = Tail()
    place: Place = placed()
