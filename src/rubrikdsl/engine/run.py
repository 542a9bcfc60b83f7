"""What one evaluation of a plan holds: per step what was found, and the runs of the members.

A step ends in a value, in "not applicable", in `Missing` (something that it reads is not known) or in
`Fault` (the data or a division cannot be scored). The last three flow to whatever reads them and to
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal
from typing import TypeGuard
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value


@dataclass(frozen=True, slots=True)
class Missing:
    """Not known yet: the paths of the answers waited for (`unit: path` in a member)."""

    waiting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """Cannot be scored, and why."""

    problems: tuple[Problem, ...]


Unknown = Union[Literal[Silence.NOT_APPLICABLE], Missing, Fault]
Found = Union[Value, Unknown]


@dataclass(frozen=True, slots=True)
class Run:
    """A plan evaluated for one record.

    `values` has one entry a step; `members` one a collection: a run per member, or None where the record
    says nothing of that collection.
    """

    plan: Plan
    record: Record
    members: tuple[tuple[Run, ...] | None, ...]
    values: tuple[Found, ...]


Read = Callable[[Run, int], Found]
"""How a step's meaning reads other steps: of its own run, or of a member's."""


def is_known(found: Found) -> TypeGuard[Value]:
    """Whether this is a value."""
    return not isinstance(found, (Silence, Missing, Fault))


def number(found: Found) -> Fraction | None:
    """The number found, if it is one."""
    return found if isinstance(found, Fraction) else None


def unknowns_of(found: Iterable[Found]) -> list[Unknown]:
    """Those that are no value."""
    return [f for f in found if isinstance(f, (Silence, Missing, Fault))]


def first_of(unknowns: Iterable[Unknown]) -> Unknown:
    """What several unknowns together come to: a fault before what is missing before not applicable."""
    problems: dict[Problem, None] = {}
    waiting: set[str] = set()
    for unknown in unknowns:
        if isinstance(unknown, Fault):
            problems.update(dict.fromkeys(unknown.problems))
        elif isinstance(unknown, Missing):
            waiting |= unknown.waiting
    if problems:
        return Fault(tuple(problems))
    return Missing(frozenset(waiting)) if waiting else NOT_APPLICABLE


def values_of(found: Sequence[Found]) -> tuple[Value, ...] | Unknown:
    """All values, or what stands in the way of having all of them."""
    values = tuple(f for f in found if is_known(f))
    if len(values) == len(found):
        return values
    return first_of(unknowns_of(found))
