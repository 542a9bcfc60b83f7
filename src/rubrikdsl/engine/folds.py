"""Folds over the members of a collection.

Which members are left is settled first; then each one's value is read. An incomplete member makes the
fold wait for that member's answers; too few members, or one that is not applicable as a whole, is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from rubrikdsl.engine.run import values_of
from rubrikdsl.plan import ir
from rubrikdsl.plan.aggregates import median
from rubrikdsl.semantics.record import NOT_APPLICABLE

Way = tuple[Run, ...]
"""A member with those that hold it, from the outermost member inwards."""


def kept(fold: ir.Fold, run: Run, read: Read) -> tuple[Way, ...] | Unknown:
    """The members that the collections' `where` and the fold's own leave, if that is settled.

    All of them are looked at, so that a fault is told before what is missing elsewhere.
    """
    ways: tuple[Way, ...] = ((),)
    open_: list[Unknown] = []
    for index in fold.path:
        deeper: list[Way] = []
        for way in ways:
            found = _collected(way[-1] if way else run, index, read)
            if isinstance(found, tuple):
                deeper += ((*way, member) for member in found)
            else:
                open_.append(told(run, way, found))
        ways = tuple(deeper)
    left, more = _filter(run, ways, fold.where, read)
    return first_of([*open_, *more]) if open_ or more else left


def _collected(run: Run, index: int, read: Read) -> tuple[Run, ...] | Unknown:
    """The members that a collection's own condition leaves, where they are enough."""
    collection, members = run.plan.collections[index], run.members[index]
    if members is None:
        return Missing(frozenset((collection.name,)))
    left, open_ = _filter(run, tuple((member,) for member in members), collection.where, read)
    if len(left) + len(open_) < collection.at_least:
        return Fault((problems.too_few(run.record.name, collection, len(left)),))
    return first_of(open_) if open_ else tuple(member for (member,) in left)


def _filter(
    run: Run, ways: tuple[Way, ...], where: int | None, read: Read
) -> tuple[tuple[Way, ...], list[Unknown]]:
    """The members whose condition holds, and what keeps others from being decided."""
    if where is None:
        return ways, []
    left: list[Way] = []
    open_: list[Unknown] = []
    for way in ways:
        found = read(way[-1], where)
        if found is True:
            left.append(way)
        elif isinstance(found, (Missing, Fault)):
            open_.append(told(run, way, found))
    return tuple(left), open_


def fold(step: ir.Fold, run: Run, read: Read) -> Found:
    """The fold's value."""
    ways = kept(step, run, read)
    if not isinstance(ways, tuple):
        return ways
    if step.value is None:
        return Fraction(len(ways))
    found = values_of([_read(step, run, way, read) for way in ways])
    if not isinstance(found, tuple):
        return found
    numbers = [value for value in found if isinstance(value, Fraction)]
    if not numbers and step.kind in ("mean", "median", "min", "max"):
        return Fault((problems.nothing_to_fold(run.record.name, innermost(run.plan, step)),))
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
        case "every":
            return all(found)
        case "any":
            return any(found)
        case _:
            assert_never(step.kind)


def _read(step: ir.Fold, run: Run, way: Way, read: Read) -> Found:
    """What is folded of a member; what is not known is told of the run."""
    assert step.value is not None
    found = read(way[-1], step.value)
    if found is NOT_APPLICABLE:
        collection, member = innermost(run.plan, step), way[-1].record.name
        holder = way[-2] if len(way) > 1 else run
        fault = problems.member_not_applicable(holder.record.name, collection, member)
        return told(run, way[:-1], Fault((fault,)))
    return told(run, way, found) if isinstance(found, (Missing, Fault)) else found


def innermost(plan: ir.Plan, step: ir.Fold) -> ir.Collection:
    """The collection whose members are folded."""
    *_, last = collections(plan, step)
    return last


def collections(plan: ir.Plan, step: ir.Fold) -> Iterator[ir.Collection]:
    """The collections that a fold runs through, the outermost first."""
    for index in step.path:
        yield plan.collections[index]
        plan = plan.collections[index].plan


def told(run: Run, way: Way, unknown: Unknown) -> Unknown:
    """The same, told of the run that the way begins in."""
    for at in range(len(way) - 1, -1, -1):
        name = way[at].record.name
        holder = way[at - 1] if at else run
        if isinstance(unknown, Missing):
            unknown = Missing(frozenset(f"{name}: {path}" for path in unknown.waiting))
        elif isinstance(unknown, Fault):
            met = (problems.in_member(p, holder.record.name, name) for p in unknown.problems)
            unknown = Fault(tuple(met))
    return unknown
