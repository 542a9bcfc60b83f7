"""Why a record scores what it scores: a ledger that adds up exactly.

Every entry is worth points of the total. Score = Σ points of leaves and given nodes + Σ lines, exactly
(a line is a change δ of a node: W × δ ÷ top × root top). `docs/decisions/0006-ledger.md` derives it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.result import Named
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Type


@dataclass(frozen=True, slots=True)
class Entry:
    """A node or a line of the ledger.

    `group` holds entries below it; `leaf` and `given` are worth points themselves; `member` is a unit of
    a collection inside a formula; `line` is a change (by min …, bonus, penalty, cap, floor, scale, places,
    formula), or what a node counts as that is not applicable (counts-full, counts-zero: these alone have
    `most`). `weight` is the effective weight among siblings, `total_weight` W; `share` = value ÷ top;
    `points` what it adds to the total (a group: the sum below it, so that every level adds up); `most`
    = W × root top. `answer` is the record's answer in the author's words. `status` tells entries without
    numbers apart. `shown` are the decimals of the value in print.
    """

    kind: Literal["group", "leaf", "given", "member", "line"]
    word: str
    title: str
    path: tuple[str, ...]
    status: Literal["final", "unknown", "not-applicable", "zero-weight"]
    weight: Fraction | None
    total_weight: Fraction | None
    answer: Words | None
    value: Fraction | None
    top: Fraction | None
    share: Fraction | None
    points: Fraction | None
    most: Fraction | None
    clause: Clause | None
    entries: tuple[Entry, ...] = ()
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbouring band: its code and how far the classified value is from its nearest edge.

    `beyond`: the edge itself does not belong to it (`above 80`).
    """

    code: str
    edge: Fraction
    beyond: bool
    distance: Fraction


@dataclass(frozen=True, slots=True)
class Classification:
    """Which band and why. `table_code` is the code before limits; `limits` those whose condition held.

    `next` is the better neighbour, `previous` the worse: above and below, or turned where `lower` is better.
    """

    name: str
    label: str
    of: str
    value: Fraction
    code: str
    table_code: str
    printed: str
    interval: Interval
    next: Step | None
    previous: Step | None
    limits: tuple[Clause, ...]
    clause: Clause | None
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Which band, and the neighbours of a value, as in `Classification`."""

    name: str
    value: Fraction
    code: str
    next: Step | None
    previous: Step | None


@dataclass(frozen=True, slots=True)
class Miss:
    """How far a comparison is from holding: `distance` from `bound`, from below where it is `short`.

    Both are shares where `share`; `amount` is then the distance on the node's own scale.
    """

    bound: Fraction
    distance: Fraction
    share: bool
    short: bool
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A node that `every` or `any` asked, or a member of a collection.

    `skipped`: the node does not apply or weighs nothing; a condition leaves the member out. Of a member is
    told what was `read`, as written, with its value (None: not known).
    `whole`: whether every, or any, of them holds.
    """

    kind: Literal["every", "any"]
    word: str
    title: str
    path: tuple[str, ...]
    status: Literal["holds", "fails", "skipped", "unknown"]
    value: Fraction | None
    top: Fraction | None
    share: Fraction | None
    miss: Miss | None
    whole: bool | None = None
    read: tuple[tuple[str, Value | None, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """Which row of a decision and why. `asked` are the columns of a table with what was there.

    A missing answer is None; `row` is as written; `table_code` and `limits` are as in `Classification`.
    """

    name: str
    label: str
    code: str
    table_code: str
    row: str
    asked: tuple[tuple[str, Value | None, Type], ...]
    limits: tuple[Clause, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of an outcome: whether it holds (None: not known), and the nodes or members that it asked."""

    text: str
    holds: bool | None
    clause: Clause
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """An outcome with each requirement by itself."""

    name: str
    label: str
    holds: bool | None
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole account of one record.

    `tree` is None for a rubric without a score or a refused record. `lost` ranks leaves, given nodes and
    negative lines by points lost, largest first; with `total` it obeys Σ lost − Σ gained lines = top −
    score. `values` are the named results; `assumed` the assumptions that the result rests on.
    """

    record: str
    tree: Entry | None
    score: Fraction | None
    top: Fraction | None
    lost: tuple[tuple[Entry, Fraction], ...]
    classifications: tuple[Classification, ...]
    gates: tuple[Gate, ...]
    values: tuple[Named, ...]
    assumed: tuple[Clause, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decided, ...] = ()
