"""Guards: what is known to be present or applicable once a condition holds, or does not (semantics F1).

There is no null logic in the language: what may be missing or not applicable is read only where a guard
before it has excluded that. `and`, `or`, `if` and cases read in order, so each part knows what held before.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Fold
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import StateOf

Fact = Union[
    tuple[Literal["present", "applicable"], Literal["field", "node"], int],
    tuple[Literal["some"], tuple[int, ...], Expression | None],
    tuple[Literal["unread"]],
]
"""A field or node is present, or applicable; a collection (by its path, with a `where`) has a member.

`unread` stands for a guard that could not be read, and that might have said anything.
"""

Facts = frozenset[Fact]
NOTHING: Facts = frozenset()
UNREAD: Facts = frozenset([("unread",)])


def unknown(absent: Facts, known: Facts) -> Facts:
    """What of `absent` no guard has excluded."""
    return NOTHING if known >= UNREAD else absent - known


def facts(condition: Expression, holds: bool, owners: Mapping[int, int]) -> Facts:
    """What is known where the condition holds (or does not). `owners`: node by its own field."""
    match condition:
        case StateOf(arg=arg, state="missing"):
            return frozenset([("present", *subject(arg, owners))]) if not holds else NOTHING
        case StateOf(arg=arg, state="applicable"):
            return frozenset([("applicable", *subject(arg, owners))]) if holds else NOTHING
        case Operation(op="not", args=(inner,)):
            return facts(inner, not holds, owners)
        case Operation(op="and" | "or" as op, args=(left, right)):
            both = facts(left, holds, owners), facts(right, holds, owners)
            return both[0] | both[1] if (op == "and") == holds else both[0] & both[1]
        case Operation(op=op, args=(Fold(kind="count") as fold, Constant(value=Fraction() as bound))):
            return _counted(op, fold, bound, holds)
        case _:
            return NOTHING


def subject(arg: AnswerOf | NodeReading, owners: Mapping[int, int]) -> tuple[Literal["field", "node"], int]:
    """What a state is asked of; a node's own answer and the node are one thing."""
    if isinstance(arg, NodeReading):
        return "node", arg.node
    owner = owners.get(arg.field)
    return ("field", arg.field) if owner is None else ("node", owner)


def _counted(op: str, fold: Fold, bound: Fraction, holds: bool) -> Facts:
    some = {
        "gt": bound >= 0 and holds,
        "ge": bound > 0 and holds,
        "ne": bound == 0 and holds,
        "eq": (bound > 0 and holds) or (bound == 0 and not holds),
        "lt": bound > 0 and not holds,
        "le": bound >= 0 and not holds,
    }
    return frozenset([("some", fold.path, fold.where)]) if some.get(op) else NOTHING


def vanishing(
    children: Sequence[Sequence[int]],
    own: Sequence[bool],
    weightless: Sequence[bool],
    kept: Sequence[bool],
) -> frozenset[int]:
    """The nodes (in outline order) that may be not applicable.

    One that may say so itself (`own`), or a group whose children with a weight all may, unless one is `kept`
    in the count all the same.
    """
    found: set[int] = set()
    for i in range(len(children) - 1, -1, -1):
        counting = [c for c in children[i] if not weightless[c]]
        if own[i] or (children[i] and all(c in found and not kept[c] for c in counting)):
            found.add(i)
    return frozenset(found)


def lacking(
    children: Sequence[Sequence[int]], own: Sequence[bool], weightless: Sequence[bool]
) -> frozenset[int]:
    """The nodes (in outline order) that may be missing: optional ones, and groups that count one."""
    found: set[int] = set()
    for i in range(len(children) - 1, -1, -1):
        if own[i] or any(c in found and not weightless[c] for c in children[i]):
            found.add(i)
    return frozenset(found)
