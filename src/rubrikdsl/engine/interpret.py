"""The reference interpreter: what a plan means.

Every other engine is compared with this one. `evaluate` gives one step its meaning and reads other steps
only through the `read` that it is handed; running hands it the values found so far, tracing hands it a
reader that remembers. So what was really read is never described a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from rubrikdsl.engine import problems
from rubrikdsl.engine.decide import case_of
from rubrikdsl.engine.folds import fold
from rubrikdsl.engine.given import convert
from rubrikdsl.engine.given import not_stated
from rubrikdsl.engine.goalposts import reached
from rubrikdsl.engine.operations import operate
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Read
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import Unknown
from rubrikdsl.engine.run import first_of
from rubrikdsl.engine.run import is_known
from rubrikdsl.engine.run import unknowns_of
from rubrikdsl.engine.run import values_of
from rubrikdsl.exact import is_short
from rubrikdsl.exact import round_to
from rubrikdsl.plan import ir
from rubrikdsl.plan.aggregates import Weighed
from rubrikdsl.plan.aggregates import combined
from rubrikdsl.powers import rounded_log
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Row


def run(plan: ir.Plan, record: Record) -> Run:
    """Evaluate every step for one record, members of collections first."""
    members = tuple(
        tuple(run(collection.plan, member) for member in record.members[index])
        if index in record.members
        else None
        for index, collection in enumerate(plan.collections)
    )
    return _run_on(Run(plan, record, members, ()))


def continued(run: Run, plan: ir.Plan, record: Record) -> Run:
    """A run taken further: `plan` begins with the steps that were run, `record` says the same and more."""
    members = tuple(
        None if members is None else tuple(_member(member, collection.plan) for member in members)
        for members, collection in zip(run.members, plan.collections, strict=True)
    )
    return _run_on(Run(plan, record, members, run.values))


def _member(run: Run, plan: ir.Plan) -> Run:
    return run if plan is run.plan else continued(run, plan, run.record)


def _run_on(before: Run) -> Run:
    """Evaluate the steps that have no value yet."""
    values = list(before.values)
    record = before.record

    def read(of: Run, step: int) -> Found:
        return values[step] if of is before else of.values[step]

    for step in before.plan.steps[len(values) :]:
        found = evaluate(before, step, read)
        if isinstance(found, Fraction) and not is_short(found):
            found = Fault((problems.number_too_long(record.name),))
        if isinstance(found, Missing) and isinstance(step, ir.Choose):
            found = _in_any_case(step, found, values)
        values.append(found)
    return Run(before.plan, record, before.members, tuple(values))


def _in_any_case(step: ir.Choose, found: Missing, values: list[Found]) -> Missing:
    """A choice that waits for its condition waits too for what every branch of it waits for."""
    branches = [values[value] for value in (*(value for _, value in step.branches), step.otherwise)]
    waiting = [branch.waiting for branch in branches if isinstance(branch, Missing)]
    if len(waiting) < len(branches):
        return found
    return Missing(found.waiting | frozenset.intersection(*waiting))


def evaluate(run: Run, step: ir.Step, read: Read) -> Found:
    """The meaning of one step. Never raises: what cannot be scored is a `Fault`."""

    def here(index: int) -> Found:
        return read(run, index)

    record = run.record
    match step:
        case ir.Constant(value):
            return value
        case ir.Answer(index):
            return answer(run, index)
        case ir.Operation(op, args):
            return operate(op, args, here, record.name)
        case ir.Rounded(arg, places, mode):
            found = here(arg)
            return round_to(found, places, mode) if isinstance(found, Fraction) else found
        case ir.Logarithm(arg, base, places, mode):
            found = here(arg)
            return rounded_log(found, base, places, mode) if isinstance(found, Fraction) else found
        case ir.Reached():
            return reached(run, step, here)
        case ir.Table(arg, _, what):
            found = here(arg)
            if not is_known(found):
                return found
            row = row_of(step, found)
            if row is not None:
                return row.value
            return NOT_APPLICABLE if what == "attribute" else _without_row(record, found)
        case ir.Held(items, weights):
            return _held([here(item) for item in items], weights)
        case ir.Choose(branches, otherwise):
            for condition, value in branches:
                holds = here(condition)
                if holds is True:
                    return here(value)
                if holds is not False:
                    return holds
            return here(otherwise)
        case ir.Decide():
            case = case_of(step, here)
            if case is None:
                return _without_row(record, ", ".join(str(f) for f in map(here, step.args) if is_known(f)))
            return case.code if isinstance(case, Case) else case
        case ir.Among(arg, values):
            found = here(arg)
            return found in values if is_known(found) else found
        case ir.IsMissing(arg):
            found = here(arg)
            return found if isinstance(found, Fault) else isinstance(found, Missing)
        case ir.IsApplicable(arg):
            found = here(arg)
            return found if isinstance(found, (Missing, Fault)) else found is not NOT_APPLICABLE
        case ir.Applies(index):
            found = answer(run, index)
            if isinstance(found, Missing) and run.plan.fields[index].not_applicable:
                return found
            return found is not NOT_APPLICABLE
        case ir.IsStated(index):
            return index in record.given
        case ir.Stated(index, weight, otherwise):
            node = run.plan.nodes[index]
            given = record.given.get(index)
            if given is not None:
                points = given[0] == "points"
                return convert(run.plan, node, given, here(weight) if points else True, record.name)
            return here(otherwise) if otherwise is not None else Missing(frozenset((".".join(node.path),)))
        case ir.Share(at, weights, applicable):
            return _share(at, weights, applicable, here)
        case ir.Mean():
            return _mean(step, here)
        case ir.Aggregate():
            return _aggregate(step, here)
        case ir.OnlyIf(applicable, value):
            holds = here(applicable)
            if holds is True:
                return here(value)
            return NOT_APPLICABLE if holds is False else holds
        case ir.AtMost(code, limit, order):
            found = here(code)
            return min(found, limit, key=order.index) if isinstance(found, str) else found
        case ir.AtLeast(code, limit, order):
            found = here(code)
            return max(found, limit, key=order.index) if isinstance(found, str) else found
        case ir.All(args):
            truths = values_of([here(arg) for arg in args])
            return all(truths) if isinstance(truths, tuple) else truths
        case ir.Fold():
            return fold(step, run, read)
        case ir.Quantified():
            return _quantified(step, here)
        case _:
            assert_never(step)


def _quantified(step: ir.Quantified, read: Callable[[int], Found]) -> Found:
    """Every condition of a node that counts is read, so that all that fail are known."""
    found: list[Found] = []
    for count, holds in zip(step.counts, step.holds, strict=True):
        counts = read(count)
        if counts is not False:
            found.append(read(holds) if counts is True else counts)
    truths = values_of(found)
    if not isinstance(truths, tuple):
        return truths
    return all(truths) if step.kind == "every" else any(truths)


def answer(run: Run, index: int) -> Found:
    """The record's answer to a field, its default where the record is silent, or what is waited for."""
    field = run.plan.fields[index]
    found = run.record.answers.get(index)
    if found is not None:
        return found
    if field.default is not None and not not_stated(run, index):
        return field.default
    return Missing(frozenset((".".join(field.path),)))


def row_of(table: ir.Table, value: Value) -> Row | None:
    """The row that holds a value."""
    for row in table.rows:
        if value in row.key:
            return row
    return None


def _without_row(record: Record, found: Value) -> Fault:
    return Fault((problems.no_row(record.name, found),))


def _held(items: list[Found], weights: tuple[Fraction, ...]) -> Found:
    open_ = [item for item in items if isinstance(item, (Missing, Fault))]
    if open_:
        return first_of(open_)
    applicable = sum((w for item, w in zip(items, weights, strict=True) if is_known(item)), Fraction(0))
    holding = sum((w for item, w in zip(items, weights, strict=True) if item is True), Fraction(0))
    return holding / applicable if applicable else NOT_APPLICABLE


def _share(
    at: int, weights: tuple[int, ...], applicable: tuple[int, ...], read: Callable[[int], Found]
) -> Found:
    """A sibling that weighs nothing or is not applicable has no share, whatever the others do."""
    own = read(weights[at])
    if own == 0:
        return own
    applies = read(applicable[at])
    if applies is not True:
        return Fraction(0) if applies is False else applies
    if not isinstance(own, Fraction):
        return own
    total = Fraction(0)
    open_: list[Unknown] = []
    for weight, counts in zip(weights, applicable, strict=True):
        amount = read(weight)
        holds = False if amount == 0 else read(counts)
        if holds is False:
            continue
        if isinstance(amount, Fraction) and holds is True:
            total += amount
        open_ += unknowns_of((amount, holds))
    return first_of(open_) if open_ else own / total


def _mean(step: ir.Mean, read: Callable[[int], Found]) -> Found:
    parts = _parts(step, read)
    if not isinstance(parts, list):
        return parts
    return sum((weight * share for weight, share in parts), Fraction(0)) * step.top


def _aggregate(step: ir.Aggregate, read: Callable[[int], Found]) -> Found:
    parts = _parts(step, read)
    return combined(step, parts) if isinstance(parts, list) else parts


def _parts(step: ir.Mean | ir.Aggregate, read: Callable[[int], Found]) -> list[Weighed] | Found:
    """The weights and shares of the children; one of effective weight 0 is not read."""
    parts: list[Weighed] = []
    weighed = False
    open_: list[Unknown] = []
    for value, weight, top in zip(step.values, step.weights, step.tops, strict=True):
        share = read(weight)
        if share == 0:
            continue
        weighed = True
        found = read(value)
        if isinstance(share, Fraction) and isinstance(found, Fraction):
            parts.append((share, found / top))
        else:
            open_ += unknowns_of((share, found))
    if open_:
        return first_of(open_)
    return parts if weighed else NOT_APPLICABLE
