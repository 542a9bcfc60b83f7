"""How steps hang together: what each one reads, under which conditions, and by other names."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from rubrikdsl.plan import ir


def reads(step: ir.Step) -> tuple[int, ...]:
    """The steps that a step may read, in order."""
    match step:
        case ir.Constant() | ir.Answer() | ir.Applies() | ir.IsStated() | ir.Fold():
            return ()
        case ir.Operation(args=args) | ir.All(args=args) | ir.Decide(args=args) | ir.Held(items=args):
            return args
        case (
            ir.Rounded(arg=arg)
            | ir.Logarithm(arg=arg)
            | ir.Table(arg=arg)
            | ir.Among(arg=arg)
            | ir.IsMissing(arg=arg)
            | ir.IsApplicable(arg=arg)
            | ir.AtMost(code=arg)
            | ir.AtLeast(code=arg)
        ):
            return (arg,)
        case ir.Reached(arg, start, end):
            return (arg, start, end)
        case ir.Choose(branches, otherwise):
            return (*(s for branch in branches for s in branch), otherwise)
        case ir.Stated(weight=weight, otherwise=computed):
            return (weight,) if computed is None else (weight, computed)
        case ir.Share(weights=weights, applicable=applicable):
            return (*weights, *applicable)
        case ir.Mean(values=values, weights=weights) | ir.Aggregate(values=values, weights=weights):
            return (*values, *weights)
        case ir.OnlyIf(applicable, value):
            return (applicable, value)
        case ir.Quantified(counts=counts, holds=holds):
            return (*counts, *holds)
        case _:
            assert_never(step)


def renamed(step: ir.Step, to: Sequence[int]) -> ir.Step:
    """The step with what it reads called by other indices."""
    if all(to[read] == read for read in reads(step)):
        return step
    match step:
        case ir.Constant() | ir.Answer() | ir.Applies() | ir.IsStated() | ir.Fold():
            return step
        case ir.Operation(args=args) | ir.All(args=args) | ir.Decide(args=args):
            return replace(step, args=tuple(to[a] for a in args))
        case ir.Held(items=items):
            return replace(step, items=tuple(to[i] for i in items))
        case (
            ir.Rounded(arg=arg)
            | ir.Logarithm(arg=arg)
            | ir.Table(arg=arg)
            | ir.Among(arg=arg)
            | ir.IsMissing(arg=arg)
            | ir.IsApplicable(arg=arg)
        ):
            return replace(step, arg=to[arg])
        case ir.AtMost(code=code) | ir.AtLeast(code=code):
            return replace(step, code=to[code])
        case ir.Reached(arg, start, end):
            return replace(step, arg=to[arg], start=to[start], end=to[end])
        case ir.Choose(branches, otherwise):
            return ir.Choose(tuple((to[c], to[v]) for c, v in branches), to[otherwise])
        case ir.Stated(weight=weight, otherwise=computed):
            return replace(step, weight=to[weight], otherwise=None if computed is None else to[computed])
        case ir.Share(at, weights, applicable):
            return ir.Share(at, tuple(to[w] for w in weights), tuple(to[a] for a in applicable))
        case ir.Mean(values=values, weights=weights) | ir.Aggregate(values=values, weights=weights):
            return replace(step, values=tuple(to[v] for v in values), weights=tuple(to[w] for w in weights))
        case ir.OnlyIf(applicable, value):
            return ir.OnlyIf(to[applicable], to[value])
        case ir.Quantified(counts=counts, holds=holds):
            return replace(step, counts=tuple(to[c] for c in counts), holds=tuple(to[h] for h in holds))
        case _:
            assert_never(step)


def conditions(step: ir.Step) -> tuple[int, ...]:
    """The truths under which other steps are read."""
    match step:
        case ir.Choose(branches=branches):
            return tuple(condition for condition, _ in branches)
        case ir.Operation(op="and" | "or", args=args):
            return args
        case ir.OnlyIf(applicable=applicable):
            return (applicable,)
        case ir.Quantified(counts=counts):
            return counts
        case _:
            return ()


Asked = tuple[tuple[int, ...], int]
"""A condition on the members of a collection, which its path names: a step of the members' plan."""


def asked_of(plan: ir.Plan) -> tuple[Asked, ...]:
    """The conditions that a plan puts on the members of its collections, and on theirs."""
    own = [((index,), one.where) for index, one in enumerate(plan.collections)]
    folds = [(step.path, step.where) for step in plan.steps if isinstance(step, ir.Fold)]
    return tuple((path, where) for path, where in (*own, *folds) if where is not None)


def within(asked: Iterable[Asked], collection: int) -> tuple[Asked, ...]:
    """Those of one collection, as its members' plan sees them."""
    return tuple((path[1:], step) for path, step in asked if path[:1] == (collection,))


def member_plan(plan: ir.Plan, path: Iterable[int]) -> ir.Plan:
    """The plan of the members that a path of collections leads to."""
    for index in path:
        plan = plan.collections[index].plan
    return plan


def answers_of_members(plan: ir.Plan) -> Iterator[tuple[ir.Plan, int]]:
    """The answers that a plan reads of the members of its collections: whose plan, and which field."""
    waiting = [(member_plan(plan, path), where) for path, where in asked_of(plan)]
    for step in plan.steps:
        if isinstance(step, ir.Fold) and step.value is not None:
            waiting.append((member_plan(plan, step.path), step.value))
    seen: set[tuple[int, int]] = set()
    while waiting:
        member, index = waiting.pop()
        if (id(member), index) in seen:
            continue
        seen.add((id(member), index))
        step = member.steps[index]
        if isinstance(step, ir.Answer):
            yield member, step.field
        waiting.extend((member, read) for read in reads(step))
    for collection in plan.collections:
        yield from answers_of_members(collection.plan)
