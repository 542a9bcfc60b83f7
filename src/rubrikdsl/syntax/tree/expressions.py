"""Names, literals and what is computed from them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.place import placed

Vocabulary = Literal["en", "id"]

Reading = Literal["share", "points", "answer", "unrounded"]

Counted = Literal["full", "zero"]

Arithmetic = Literal["+", "-", "*", "/"]

Comparison = Literal["<", "<=", ">", ">="]

Function = Literal["count", "sum", "mean", "median", "min", "max", "abs", "round"]


@dataclass(frozen=True, slots=True)
class Name:
    """A single name where it is declared or a bare code (`kategori`, `"A-"`)."""

    text: str
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in quotation marks."""

    text: str
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Number:
    """`21.85`, or with `percent` `60%`; `value` is the number as written (60 for `60%`)."""

    value: Fraction
    percent: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Truth:
    """`yes` or `no`."""

    value: bool
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Day:
    """A date, `2024-12-31`."""

    value: date
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Ref:
    """`nilai`, `proses.maklumat`, `units.nilai`, `kategori.zona`, `pengaduan.points`; a bare code too."""

    names: tuple[str, ...]
    reading: Reading | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Negative:
    """`-x`."""

    operand: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Arith:
    """`a + b` and its kin."""

    op: Arithmetic
    left: Expression
    right: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Compare:
    """`a >= b` and its kin (equality is `Is`)."""

    op: Comparison
    left: Expression
    right: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Is:
    """`a is b`, `a is not b`; the right side may be a code, a text, a number, a truth."""

    left: Expression
    right: Expression
    negated: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Among:
    """`a in (x, y)`: equal to one of the listed values."""

    left: Expression
    items: tuple[Expression, ...]
    negated: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Contains:
    """`sippn in media`: the option is a member of the set-valued answer."""

    item: Expression
    container: Ref
    negated: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Between:
    """`x between a and b`, both ends included."""

    operand: Expression
    low: Expression
    high: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class State:
    """`x is missing`, `x is applicable` and their negations."""

    operand: Ref
    state: Literal["missing", "applicable"]
    negated: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Not:
    """`not x`."""

    operand: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Logic:
    """`a and b`, `a or b`: left to right, the right side is read only where it still decides."""

    op: Literal["and", "or"]
    left: Expression
    right: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Call:
    """`max(10, count(units))`, `mean(units.nilai where jenis is puskesmas)`."""

    function: Function
    args: tuple[Expression, ...]
    where: Expression | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class If:
    """`if c then a else b`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Own:
    """`share`, `value`, … after `has`: a reading of each node asked; `reading` None is its value."""

    reading: Reading | None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every area in pengungkit has share >= 60%`, `any …`; `condition` reads each node as `Own`.

    `word` is a construct. Where `group` is a collection its members are asked.
    """

    quantity: Literal["every", "any"]
    word: str
    group: Ref
    condition: Expression
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class QuantifiedMembers:
    """`every unit in units where jenis is dinas has nilai >= 60`; `condition` reads the names of a member.

    `word` is a name, or (`construct`) that of a node.
    """

    quantity: Literal["every", "any"]
    word: Name
    construct: bool
    group: Ref
    where: Expression | None
    condition: Expression
    place: Place = placed()


Expression = Union[
    Number,
    Truth,
    Day,
    Quoted,
    Ref,
    Negative,
    Arith,
    Compare,
    Is,
    Among,
    Contains,
    Between,
    State,
    Not,
    Logic,
    Call,
    If,
    Own,
    Quantified,
    QuantifiedMembers,
]
