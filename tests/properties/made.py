"""Rubrics as these tests make them: plain structures without text and without indices.

`strategies` draws them, `writing` writes them as text, `oracle` scores them from the rules of the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

Value = Union[Fraction, bool, str, frozenset[str], date]


@dataclass(frozen=True, slots=True)
class Term:
    """An expression: an operator, its parts, the name that it reads, the constant that it holds.

    `where` is which members a fold is over.
    """

    op: str
    parts: tuple[Term, ...] = ()
    name: str = ""
    value: Fraction = Fraction(0)
    codes: tuple[str, ...] = ()
    percent: bool = False
    day: date = date.min
    where: Term | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An input, or a leaf's own answer. `high` None is open; `percent` is a domain of shares."""

    name: str
    kind: Literal["number", "truth", "code", "set", "text", "date"]
    low: Fraction = Fraction(0)
    high: Fraction | None = None
    step: Fraction = Fraction(1)
    percent: bool = False
    codes: tuple[str, ...] = ()
    need: Literal["required", "optional", "default"] = "required"
    default: Value | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """The answer itself, on its range."""


@dataclass(frozen=True, slots=True)
class Options:
    """A value an option."""

    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The share of the items that holds; `optional` are items that may be not applicable."""

    items: tuple[str, ...]
    weights: tuple[Fraction, ...]
    equal: bool
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps before the first no, counted from `base`."""

    items: tuple[str, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Bins:
    """A value an interval. `cuts` begin the second, third … interval; `above` excludes them from it.

    `of` is what is classified: None for the answer itself (the number of members of a set).
    """

    of: Term | None
    cuts: tuple[Fraction, ...]
    above: bool
    closed: bool
    values: tuple[Fraction, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """The value of the first condition that holds."""

    cases: tuple[tuple[Term, Fraction], ...]
    otherwise: Fraction


@dataclass(frozen=True, slots=True)
class Posts:
    """`from start to end`, with `log places places` where that is not None.

    `start_of` and `end_of` are inputs in the place of these numbers.
    """

    start: Fraction
    end: Fraction
    places: int | None
    mode: str
    start_of: str = ""
    end_of: str = ""


Scoring = Union[Posts, Whole, Options, Checklist, Ladder, Bins, Cases]


@dataclass(frozen=True, slots=True)
class Onto:
    """`as low .. high`, rounded where `places` is not None."""

    low: Fraction
    high: Fraction
    places: int | None
    mode: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a node: cases in order, the last without condition."""

    kind: Literal["percent", "points", "total", "equal"]
    cases: tuple[tuple[Fraction, Term | None], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An adjustment."""

    kind: Literal["bonus", "penalty", "cap", "floor", "scale"]
    amount: Term
    when: Term | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf. `span` is the range that its values are stretched from, None where they are on the scale."""

    name: str
    word: str
    weight: Weight
    floor: Fraction
    top: Fraction
    scoring: Scoring
    asked: Asked | None
    inputs: tuple[Asked, ...]
    before: tuple[tuple[Term, Fraction], ...]
    stated: tuple[Fraction, Fraction] | None
    onto: Onto | None
    may_skip: bool
    rule: Term | None
    counted: str = ""
    """What it counts as where it is not applicable: `full` or `zero`."""

    @property
    def ends(self) -> int | None:
        """The decimals that every value has."""
        return None if self.onto is None else self.onto.places


@dataclass(frozen=True, slots=True)
class Group:
    """A group, the score included; without children, formula and answer it can only be given."""

    name: str
    word: str
    weight: Weight
    floor: Fraction
    top: Fraction
    children: tuple[Node, ...]
    formula: Term | None
    changes: tuple[Change, ...]
    places: int | None
    mode: str
    inputs: tuple[Asked, ...]
    may_skip: bool
    rule: Term | None
    counted: str = ""
    aggregate: str = ""
    best: int = 0
    digits: int = 0
    """The decimals of a geometric mean."""

    @property
    def ends(self) -> int | None:
        """The decimals that every value has: of its rounding, or of a mean that nothing changes after."""
        if self.places is None and self.aggregate == "geometric_mean" and not self.changes:
            return self.digits
        return self.places


Node = Union[Leaf, Group]


@dataclass(frozen=True, slots=True)
class Table:
    """A band table: codes from the lowest; `cuts` begin the second, third … band."""

    name: str
    of: str
    step: Fraction
    low: Fraction
    high: Fraction
    cuts: tuple[Fraction, ...]
    style: Literal["closed", "from", "above"]
    codes: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    falling: bool
    limits: tuple[tuple[str, Term], ...]
    lower: bool = False
    raises: tuple[tuple[str, Term], ...] = ()

    @property
    def ranks(self) -> tuple[str, ...]:
        """The codes, the worst first."""
        return self.codes[::-1] if self.lower else self.codes


Test = tuple[str, Union[Fraction, str], Fraction]
"""Of a decision's cell: `code`, `yes`, `no`, `missing`, `from`, `above`, `below`, `span` or `value`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision: tests a column (any of them; None takes all), or a condition; code and columns."""

    tests: tuple[tuple[Test, ...] | None, ...]
    when: Term | None
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: what its columns read, whether these may be missing, rows from the top, what is left."""

    name: str
    asked: tuple[tuple[Term, Asked | None], ...]
    rows: tuple[Row, ...]
    otherwise: tuple[str | None, ...] | None
    first: bool
    columns: tuple[str, ...]
    ranks: tuple[str, ...] = ()
    """The codes, the worst first; none where it is not said."""
    limits: tuple[tuple[str, Term], ...] = ()
    raises: tuple[tuple[str, Term], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, as it first stands there."""
        rows = [row.cells for row in self.rows]
        cells = [*rows, *([self.otherwise] if self.otherwise else [])]
        return tuple(dict.fromkeys(str(each[0]) for each in cells))


@dataclass(frozen=True, slots=True)
class Gate:
    """An outcome."""

    name: str
    requires: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Let:
    """A named value."""

    name: str
    value: Term


Named = Union[Let, Table, Decision, Gate]


@dataclass(frozen=True, slots=True)
class Asserted:
    """What is said of every record, or of those that `when` holds of."""

    label: str
    condition: Term
    when: Term | None


@dataclass(frozen=True, slots=True)
class Made:
    """A rubric. `member` is the rubric of its collection `units`."""

    name: str
    inputs: tuple[Asked, ...]
    root: Group
    named: tuple[Named, ...]
    member: Made | None = None
    at_least: int = 1
    where: Term | None = None
    asserted: tuple[Asserted, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """All nodes, in the order of the outline."""
        yield from below(self.root)


def below(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from below(child)


def items_of(leaf: Leaf) -> tuple[str, ...]:
    """The items that a leaf lists."""
    match leaf.scoring:
        case Checklist(items=items) | Ladder(items=items) | Bins(items=items):
            return items
        case _:
            return ()


class Skip:
    """What a record says of something that is not applicable."""

    def __repr__(self) -> str:
        return "not applicable"


SKIP = Skip()


@dataclass(frozen=True, slots=True)
class Filled:
    """A record: answers by path, given nodes by name with reading and number, members."""

    answers: dict[str, Value | Skip] = field(default_factory=dict)
    given: dict[str, tuple[str, Fraction]] = field(default_factory=dict)
    members: tuple[Filled, ...] = ()
