"""Folds over the members of a collection.

Which members are left is settled first; then each one's value is read. An incomplete member makes the
fold wait for that member's answers; too few members, or one that is not applicable as a whole, is a fault.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from rubrikdsl.engine import problems
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Read
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import Unknown
from rubrikdsl.engine.run import first_of
from rubrikdsl.plan import ir
from rubrikdsl.plan.aggregates import median
from rubrikdsl.semantics.record import NOT_APPLICABLE


def kept(fold: ir.Fold, run: Run, read: Read) -> tuple[Run, ...] | Unknown:
    """The members that the collection's `where` and the fold's own leave, if that is settled."""
    collection = run.plan.collections[fold.collection]
    members = run.members[fold.collection]
    if members is None:
        return Missing(frozenset((collection.name,)))
    left, open_ = _filter(run, members, collection.where, read)
    if len(left) + len(open_) < collection.at_least:
        return Fault((problems.too_few(run.record.name, collection, len(left)),))
    if open_:
        return first_of(open_)
    left, open_ = _filter(run, left, fold.where, read)
    return first_of(open_) if open_ else left


def _filter(
    run: Run, members: tuple[Run, ...], where: int | None, read: Read
) -> tuple[tuple[Run, ...], list[Unknown]]:
    """The members whose condition holds, and what keeps others from being decided."""
    if where is None:
        return members, []
    left: list[Run] = []
    open_: list[Unknown] = []
    for member in members:
        found = read(member, where)
        if found is True:
            left.append(member)
        elif isinstance(found, (Missing, Fault)):
            open_.append(_of(run, member, found))
    return tuple(left), open_


def fold(step: ir.Fold, run: Run, read: Read) -> Found:
    """The fold's value."""
    members = kept(step, run, read)
    if not isinstance(members, tuple):
        return members
    if step.value is None:
        return Fraction(len(members))
    numbers: list[Fraction] = []
    open_: list[Unknown] = []
    for member in members:
        found = read(member, step.value)
        if isinstance(found, Fraction):
            numbers.append(found)
        elif found is NOT_APPLICABLE:
            collection = run.plan.collections[step.collection]
            problem = problems.member_not_applicable(run.record.name, collection, member.record.name)
            open_.append(Fault((problem,)))
        elif isinstance(found, (Missing, Fault)):
            open_.append(_of(run, member, found))
    if open_:
        return first_of(open_)
    if not numbers and step.kind not in ("sum", "count"):
        collection = run.plan.collections[step.collection]
        return Fault((problems.nothing_to_fold(run.record.name, collection),))
    match step.kind:
        case "sum":
            return sum(numbers, Fraction(0))
        case "mean":
            return sum(numbers, Fraction(0)) / len(numbers)
        case "median":
            return median(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "count":
            return Fraction(len(numbers))
        case _:
            assert_never(step.kind)


def _of(run: Run, member: Run, unknown: Missing | Fault) -> Unknown:
    """The same, told of this member of the run."""
    name = member.record.name
    if isinstance(unknown, Missing):
        return Missing(frozenset(f"{name}: {path}" for path in unknown.waiting))
    return Fault(tuple(problems.in_member(p, run.record.name, name) for p in unknown.problems))
