"""The program of a plan: what it computes, in whole numbers alone.

A program is a tuple of operations, each on earlier ones, every one total (nothing is lazy, nothing divides by
zero) and with bounds that no record can leave. A number of the rubric is a whole number over a denominator
that is known when the rubric is, or over another whole number (a sum of weights that apply, say); which
one each output has is part of it. Generated Python, columns and SQL are readings of this and of
nothing else. What stands in a place that is missing or not applicable is some number within its bounds.
"""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.terms import Type


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; a truth is 0 or 1."""

    value: int


@dataclass(frozen=True, slots=True)
class Input:
    """The number of a slot (see `Slot`)."""

    slot: int


@dataclass(frozen=True, slots=True)
class Is:
    """Whether a slot holds yes, is missing, or is not applicable."""

    slot: int
    state: Literal["yes", "missing", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Linear:
    """`constant` + the sum of factor × operation."""

    constant: int
    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One number times another."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Quotient:
    """The greatest whole number not above `over` ÷ `under`, which is above 0."""

    over: int
    under: int


@dataclass(frozen=True, slots=True)
class Least:
    """The lower of two numbers."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Most:
    """The higher of two numbers."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Pick:
    """One number where a truth holds, else another."""

    condition: int
    then: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A truth: `left` is less than, at most, or equal to `right`."""

    op: Literal["lt", "le", "eq"]
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class And:
    """Whether all truths hold."""

    args: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Whether any truth holds."""

    args: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whether a truth does not hold."""

    arg: int


@dataclass(frozen=True, slots=True)
class Count:
    """A truth as a number: 1 where it holds, else 0."""

    arg: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """`values[n]` where `n` cuts are at most the argument: a step function of a number."""

    arg: int
    cuts: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bit:
    """A truth: whether a set (one bit a code) holds a code."""

    arg: int
    bit: int


@dataclass(frozen=True, slots=True)
class Size:
    """How many of its first `bits` codes a set holds."""

    arg: int
    bits: int


@dataclass(frozen=True, slots=True)
class Power:
    """`top` × the product of (over ÷ under) ** weight, rounded and times 10 ** `places`.

    The weights are `weights` ÷ their sum, which is above 0; what weighs 0 does not take part, and 0 where a
    number that does is at most 0.
    """

    overs: tuple[int, ...]
    unders: tuple[int, ...]
    weights: tuple[int, ...]
    top: tuple[int, int]
    places: int
    mode: Rounding


@dataclass(frozen=True, slots=True)
class Log:
    """The logarithm of over ÷ under to a base (both parts above 0), rounded and times 10 ** `places`."""

    over: int
    under: int
    base_over: int
    base_under: int
    places: int
    mode: Rounding


Op = Union[
    Whole,
    Input,
    Is,
    Linear,
    Product,
    Quotient,
    Least,
    Most,
    Pick,
    Compare,
    And,
    Or,
    Not,
    Count,
    Lookup,
    Bit,
    Size,
    Power,
    Log,
]

TRUTHS = (Compare, And, Or, Not, Is, Bit)
"""The operations that give a truth (a `Whole` may stand for one too)."""

Bounds = tuple[int, int]
"""The least and the greatest value of an operation."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A thing that a record says: the field or given node, and how its value becomes a whole number.

    A `total` is one over members: `group` is its group, `index` its place there; `members` is missing where
    the record says nothing of a collection, which `index` is.

    A number is its value × `scale`, on a grid of `step` from `low` on, up to `high`; a truth is 0 or 1, a
    code or text the index among the program's words, a set one bit a code of `codes`, a date its ordinal.
    `open_` says that `low`, `high` or the scale are bounds of the program and not of the rubric: a value
    beyond is sound and is left to the reference interpreter.
    """

    kind: Literal["field", "node", "total", "members"]
    index: int
    path: tuple[str, ...]
    type: Type
    scale: int
    low: int
    high: int
    step: int
    codes: tuple[str, ...]
    missing: bool
    not_applicable: bool
    open_: bool
    group: int = -1


TotalKind = Literal["sum", "least", "median"]


@dataclass(frozen=True, slots=True)
class Total:
    """A number made of one operation of every member.

    Their sum, the lowest, or twice the median: the sum of the two in the middle (one number twice where there
    is one). `none` is what it is without members; of a median, a member of whom the operation is half of that
    does not take part.
    """

    kind: TotalKind
    of: int
    none: int


@dataclass(frozen=True, slots=True)
class Group:
    """A collection: the program of its members, whose `totals` the slots of the record's own program hold."""

    collection: int
    program: Program
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A named result: its number or truth, over what (`under` None: over `scale` alone), and its states.

    `missing` and `not_applicable` are truths; where both hold it is missing.
    """

    name: str
    type: Type
    shown: int | None
    value: int
    scale: int
    under: int | None
    missing: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Program:
    """What a plan computes. `refer` is a truth: this record is one for the reference interpreter.

    `origins` has the step of the plan that first asked for each operation, `causes` the truths behind `refer`
    by the codes of their problems, where these were asked for.
    """

    ops: tuple[Op, ...]
    bounds: tuple[Bounds, ...]
    slots: tuple[Slot, ...]
    words: tuple[str, ...]
    outputs: tuple[Output, ...]
    refer: int
    groups: tuple[Group, ...] = ()
    origins: tuple[int, ...] = ()
    causes: tuple[tuple[str, int], ...] = ()


def results_of(program: Program) -> list[int]:
    """The operations that a program is there for."""
    found = [program.refer, *(truth for _, truth in program.causes)]
    for output in program.outputs:
        found += [output.value, output.missing, output.not_applicable]
        found += [] if output.under is None else [output.under]
    return found


def reads(op: Op) -> tuple[int, ...]:
    """The operations that an operation reads."""
    match op:
        case Whole() | Input() | Is():
            return ()
        case Linear(_, terms):
            return tuple(arg for _, arg in terms)
        case Product(left, right) | Least(left, right) | Most(left, right) | Compare(_, left, right):
            return (left, right)
        case Quotient(over, under):
            return (over, under)
        case Pick(condition, then, otherwise):
            return (condition, then, otherwise)
        case And(args) | Or(args):
            return args
        case Not(arg) | Count(arg) | Lookup(arg) | Bit(arg) | Size(arg):
            return (arg,)
        case Power(overs, unders, weights):
            return (*overs, *unders, *weights)
        case Log(over, under, base_over, base_under):
            return (over, under, base_over, base_under)
