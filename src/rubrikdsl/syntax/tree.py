"""The tree of a rubric file: what was written, with names still strings.

Every node is frozen; `place` takes no part in equality, so two texts that say the same have equal trees.
Keywords are recorded by construct (their English spelling), never as spelt, so both vocabularies give
one tree. A tree may be broken: a line that could not be read stands as `Broken` where it was, and later
passes stay silent about what it might have said. No comments and no layout here: those live with the
lines (`syntax.lines`), which is what the formatter works on.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import Rounding
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place


def _place() -> Place:
    return field(default=NOWHERE, compare=False, repr=False)


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in quotation marks."""

    text: str
    place: Place = _place()


# Expressions


@dataclass(frozen=True, slots=True)
class Number:
    """`21.85`, or with `percent` `60%`; `value` is the number as written (60 for `60%`)."""

    value: Fraction
    percent: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Truth:
    """`yes` or `no`."""

    value: bool
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Day:
    """A date, `2024-12-31`."""

    value: date
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Ref:
    """`nilai`, `proses.maklumat`, `units.nilai`, `kategori.zona`, `pengaduan.points`; a bare code too."""

    names: tuple[str, ...]
    reading: Reading | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Negative:
    """`-x`."""

    operand: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Arith:
    """`a + b` and its kin."""

    op: Arithmetic
    left: Expression
    right: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Compare:
    """`a >= b` and its kin (equality is `Is`)."""

    op: Comparison
    left: Expression
    right: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Is:
    """`a is b`, `a is not b`; the right side may be a code, a text, a number, a truth."""

    left: Expression
    right: Expression
    negated: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Among:
    """`a in (x, y)`: equal to one of the listed values."""

    left: Expression
    items: tuple[Expression, ...]
    negated: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Contains:
    """`sippn in media`: the option is a member of the set-valued answer."""

    item: Expression
    container: Ref
    negated: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Between:
    """`x between a and b`, both ends included."""

    operand: Expression
    low: Expression
    high: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class State:
    """`x is missing`, `x is applicable` and their negations."""

    operand: Ref
    state: Literal["missing", "applicable"]
    negated: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Not:
    """`not x`."""

    operand: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Logic:
    """`a and b`, `a or b`: left to right, the right side is read only where it still decides."""

    op: Literal["and", "or"]
    left: Expression
    right: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Call:
    """`max(10, count(units))`, `mean(units.nilai where jenis is puskesmas)`."""

    function: Function
    args: tuple[Expression, ...]
    where: Expression | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class If:
    """`if c then a else b`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Own:
    """`share`, `value`, … after `has`: a reading of each node asked; `reading` None is its value."""

    reading: Reading | None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every area in pengungkit has share >= 60%`, `any …`; `condition` reads each node as `Own`."""

    quantity: Literal["every", "any"]
    word: str
    group: Ref
    condition: Expression
    place: Place = _place()


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
]


# Parts of statements


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Places:
    """`places 2 half even`."""

    count: int
    rounding: Rounding = "half-away"
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`by geometric mean places 6`: how a group adds up; `best` is n of `by best n`."""

    kind: Literal["mean", "sum", "min", "max", "median", "best", "geometric", "harmonic"]
    best: int | None = None
    places: Places | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Goalposts:
    """`from 20 to 85`, `from 100 to 75000 log places 6`: `start` is worth nothing, `end` everything."""

    start: Number
    end: Number
    log: Places | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class NumberDomain:
    """`0 .. 3`, `0 .. 100 step 0.01`, `0% .. 100%`, `0 ..` as the domain of an answer or a scale."""

    range: Range
    step: Number | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class ChoiceDomain:
    """`one of a, b` (`many` False) or `any of …` (`many` True); the options may stand in the body."""

    many: bool
    options: tuple[Option, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class SimpleDomain:
    """`text`, `yes or no`, `date`."""

    kind: Literal["text", "truth", "date"]
    place: Place = _place()


Domain = Union[NumberDomain, ChoiceDomain, SimpleDomain]


@dataclass(frozen=True, slots=True)
class WeightCase:
    """One weight: `30%`, `17.5 points`, `1.3% of total`, `equal`.

    `when` is None for the only one or for `otherwise`.
    """

    kind: Literal["percent", "points", "total", "equal"]
    amount: Number | None
    when: Expression | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Weight:
    """`weight 30% when lokasi is mpp, 20% otherwise`: cases in order, the last without a condition."""

    cases: tuple[WeightCase, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Applicability:
    """`may be not applicable` (`when` None: the record says so) or `not applicable when …`.

    `counted` is what it counts as all the same: `counts full` or `counts zero`.
    """

    when: Expression | None
    counted: Counted | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """`not applicable` as a value (in `given`)."""

    place: Place = _place()


@dataclass(frozen=True, slots=True)
class ListValue:
    """`(web, sippn)` as a value."""

    items: tuple[Expression, ...]
    place: Place = _place()


Value = Union[Number, Truth, Day, Quoted, Ref, NotApplicable, ListValue]
"""What `default`, `given` and `expect` take; a bare code is a `Ref` of one name."""


# Statements


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read: `words` are the names it mentions, so that nobody misses them."""

    words: frozenset[str]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Metadata:
    """`issuer`, `source`, `note` or `assumed` on a line of its own."""

    kind: Literal["issuer", "source", "note", "assumed"]
    value: Quoted
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Valid:
    """`valid 2022-01-01 .. 2024-12-31`; `end` None is open."""

    start: Day | None
    end: Day | None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Option:
    """A line of options, checklist items or ladder steps: `lengkap "Lengkap" 100`, `kursi weight 30%`."""

    name: Name
    label: Quoted | None = None
    value: Number | None = None
    weight: Weight | None = None
    applicability: Applicability | None = None
    tail: Tail = Tail()
    place: Place = _place()


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Inputs:
    """An `inputs` block, of the rubric or inside a node."""

    body: tuple[Input | Broken, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Bin:
    """`1 .. 3 -> 1`."""

    range: Range
    value: Number
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Case:
    """`5 when …` or `0 otherwise` (`when` None)."""

    value: Number
    when: Expression | None
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """`requires ada_rencana otherwise 0`."""

    condition: Expression
    otherwise: Number
    tail: Tail = Tail()
    place: Place = _place()


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`bonus n "…" +2.50 when …`, `penalty`, `cap 100`, `floor 0`, `scale to 85 when …`."""

    kind: Literal["bonus", "penalty", "cap", "floor", "scale"]
    name: Name | None
    label: Quoted | None
    amount: Expression
    when: Expression | None
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Formula:
    """`= mean(units.nilai)` in place of children."""

    expression: Expression
    tail: Tail = Tail()
    place: Place = _place()


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
    place: Place = _place()


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Let:
    """`let x "…" = expression`."""

    name: Name
    label: Quoted | None
    expression: Expression
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Empty:
    """`-`, an empty cell."""

    place: Place = _place()


Cell = Union[Name, Quoted, Number, Truth, Empty]


@dataclass(frozen=True, slots=True)
class BandRow:
    """A row of a band table: a range, then as many cells as the header has further columns."""

    range: Range
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Bands:
    """`bands kategori "…" of nilai` with its table, or `as in other.rubric` (`like`) without one.

    `columns` are the header's words after the range column, by construct where they are keywords
    (`code`, `label`), else as written.
    """

    name: Name
    label: Quoted | None
    of: Ref
    like: Name | None
    columns: tuple[Name, ...]
    rows: tuple[BandRow | Broken, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Absent:
    """`missing` in a cell that asks: the optional answer was not given."""

    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Test:
    """A cell left of the arrow: what it takes, listed with `or`; `-` (Empty) takes anything."""

    takes: tuple[Range | Name | Quoted | Truth | Absent | Empty, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of a decision table: a test per input, then as many cells as the header has after its arrow."""

    tests: tuple[Test, ...]
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class DecisionCase:
    """`when … -> code`, or `otherwise -> code` (`when` None)."""

    when: Expression | None
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Decide:
    """`decide opini "…" one of a, b first match` with a table (`inputs -> columns`) or with cases.

    `ranked` are the codes of `one of`, lowest first. Without a header `columns` is empty: cases give a code.
    """

    name: Name
    label: Quoted | None
    ranked: tuple[Name, ...]
    first: bool
    inputs: tuple[Ref, ...] = ()
    columns: tuple[Name, ...] = ()
    rows: tuple[DecisionRow | DecisionCase | Broken, ...] = ()
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit kategori to C when … because "…"`, or `raise` in place of `limit`."""

    bands: Name
    code: Name
    when: Expression
    tail: Tail = Tail()
    place: Place = _place()
    kind: Literal["limit", "raise"] = "limit"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A `requires` line of an outcome."""

    condition: Expression
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`outcome sertifikat "…"` with its `requires` lines."""

    name: Name
    label: Quoted | None
    requirements: tuple[Requirement | Broken, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Collect:
    """`collect units "…" by kepatuhan.unit at least 6 where …`."""

    name: Name
    label: Quoted | None
    by: Name
    at_least: int | None
    where: Expression | None
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Key:
    """What a ranking orders by: a reference, highest first unless `lowest`."""

    of: Ref
    lowest: bool = False
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Ties:
    """How equals are ranked: `share` (1 2 2 4), `dense` (1 2 2 3), or each by itself (`distinct`).

    `keys` tell equals apart first: `ties by x` shares what they leave, `ties distinct by x` refuses it.
    """

    kind: Literal["share", "dense", "distinct"]
    keys: tuple[Key, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Ranking:
    """`ranking nasional "…" by nilai highest first within jenis, provinsi ties share`."""

    name: Name
    label: Quoted | None
    by: Key
    within: tuple[Ref, ...]
    ties: Ties
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Assignment:
    """`input.points = 8.72` in `given`; in `expect` with an optional `within`."""

    ref: Ref
    value: Value
    within: Number | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Member:
    """`given units "Puskesmas Watdek" nilai = 49.85`: one member of a collection, inline or as a block."""

    collection: Name
    name: Quoted
    given: tuple[Assignment | Broken, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Example:
    """An `example` block: what is given and what is expected."""

    title: Quoted
    on: Day | None
    given: tuple[Assignment | Member | Broken, ...]
    expect: tuple[Assignment | Broken, ...]
    tail: Tail = Tail()
    place: Place = _place()


# Amendments: clauses that edit the text of a rubric


@dataclass(frozen=True, slots=True)
class Issued:
    """`issued 2025-02-01`: the day from which an instrument is known."""

    day: Day
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Target:
    """What an edit names: `weight of input`, `bonus di_mpp`, `band A of kategori`, `indicator x`.

    `kind` is the word by construct; `names` the name after it (empty for `weight`, `cap`, …), of a `limit`
    the class and its code; `of` what follows `of` (empty where nothing does).
    """

    kind: str
    names: tuple[str, ...]
    of: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Change:
    """`change TARGET to …`: only the named part of a clause is exchanged."""

    target: Target
    to: Weight | Expression | Range | Places | Quoted
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A line of `change weights`: a node and its new weight."""

    node: Ref
    weight: Weight
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class ChangeWeights:
    """`change weights` with a line a node."""

    rows: tuple[WeightRow | Broken, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Replace:
    """`replace` and a whole clause, which takes the place of the one of its kind and name."""

    clause: Statement | GroupLine | Input
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Add:
    """`add after X`, then clauses; `before X`; `to X`: at the end of its block; alone: of the rubric.

    `inputs` is `add to inputs`, of the rubric or (with an anchor) of a node.
    """

    where: Literal["after", "before", "to", "inputs", "end"]
    anchor: Ref | None
    body: tuple[Added, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Remove:
    """`remove KIND NAME`."""

    target: Target
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Rename:
    """`rename X to y`: the same thing under another name."""

    ref: Ref
    to: Name
    tail: Tail = Tail()
    place: Place = _place()


Edit = Union[Change, ChangeWeights, Replace, Add, Remove, Rename, Broken]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A `reading` of an ambiguity: the edits that it makes."""

    name: Name
    label: Quoted | None
    edits: tuple[Edit, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """`ambiguity NAME "…"` with its readings; none of them is the default."""

    name: Name
    label: Quoted | None
    readings: tuple[Alternative | Broken, ...]
    tail: Tail = Tail()
    place: Place = _place()


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
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Amendment:
    """`amendment of RUBRIC "…"` with everything below it, in the order written."""

    of: Name
    label: Quoted | None
    valid: Valid | None
    body: tuple[Metadata | Valid | Issued | Edit | Ambiguity | Example, ...]
    tail: Tail = Tail()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class File:
    """A whole file. `broken` are lines that belong to no rubric."""

    vocabulary: Vocabulary
    rubrics: tuple[Rubric, ...]
    broken: tuple[Broken, ...] = ()
    place: Place = _place()
    amendments: tuple[Amendment, ...] = ()
