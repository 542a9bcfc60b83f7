"""Whom `every area in pengungkit has share >= 60%` was asked of, and what came of each.

Asked are nodes of the score, or the members of a collection.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Literal

from rubrikdsl.engine.explanation import Asked
from rubrikdsl.engine.explanation import Miss
from rubrikdsl.engine.folds import Way
from rubrikdsl.engine.folds import collections
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.engine.run import number
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import BETWEEN

Status = Literal["holds", "fails", "skipped", "unknown"]


def asked(run: Run, step: int) -> tuple[Asked, ...]:
    """Whom every such condition in a requirement asked, in the order written."""
    return tuple(chain.from_iterable(_each(run, found) for found in _quantified(run.plan, step)))


def _quantified(plan: ir.Plan, step: int) -> Iterator[int]:
    """Those that a truth is put together from."""
    match plan.steps[step]:
        case ir.Quantified() | ir.Fold(kind="every" | "any"):
            yield step
        case ir.Operation(op="and" | "or" | "not", args=args):
            for arg in args:
                yield from _quantified(plan, arg)
        case ir.Choose(branches=(), otherwise=inner):
            yield from _quantified(plan, inner)
        case _:
            pass


def _each(run: Run, index: int) -> Iterator[Asked]:
    step, found = run.plan.steps[index], run.values[index]
    whole = found if isinstance(found, bool) else None
    match step:
        case ir.Quantified():
            yield from _nodes(run, step, whole)
        case ir.Fold():
            for way in _ways(run, step.path):
                yield _member(run, step, way, whole)
        case _:
            raise AssertionError("neither every nor any")


def _nodes(run: Run, step: ir.Quantified, whole: bool | None) -> Iterator[Asked]:
    for index, counts, holds in zip(step.nodes, step.counts, step.holds, strict=True):
        node = run.plan.nodes[index]
        value = number(run.values[node.result])
        counted, held = run.values[counts], run.values[holds]
        status = _status(counted is False, held if counted is True else None)
        yield Asked(
            kind=step.kind,
            word=node.word,
            title=node.label or node.name,
            path=node.path,
            status=status,
            value=value,
            top=node.scale.top,
            share=None if value is None else value / node.scale.top,
            miss=_miss(run, holds, node.scale.top) if status == "fails" else None,
            whole=whole,
        )


# Members


def _ways(run: Run, path: tuple[int, ...], before: Way = ()) -> Iterator[Way]:
    """Every member at the end of a path of collections, whatever any condition leaves out."""
    if not path:
        yield before
        return
    for member in run.members[path[0]] or ():
        yield from _ways(member, path[1:], (*before, member))


def _member(run: Run, step: ir.Fold, way: Way, whole: bool | None) -> Asked:
    member = way[-1]
    through = tuple(collections(run.plan, step))
    left_out = any(
        each.values[one.where] is False
        for one, each in zip(through, way, strict=True)
        if one.where is not None
    )
    left_out = left_out or (step.where is not None and member.values[step.where] is False)
    assert step.value is not None
    status = _status(left_out, member.values[step.value])
    read = [(text, member.values[at], member.plan.types[at]) for text, at in step.told]
    names = [each.record.name for each in way]
    return Asked(
        kind="every" if step.kind == "every" else "any",
        word=step.word,
        title=BETWEEN.join(names),
        path=tuple(part for one, name in zip(through, names, strict=True) for part in (one.name, name)),
        status=status,
        value=None,
        top=None,
        share=None,
        miss=_miss(member, step.value, None) if status == "fails" else None,
        whole=whole,
        read=tuple((text, found if is_known(found) else None, type) for text, found, type in read),
    )


def _status(left_out: bool, held: object) -> Status:
    if left_out:
        return "skipped"
    if isinstance(held, bool):
        return "holds" if held else "fails"
    return "unknown"


def _miss(run: Run, step: int, top: Fraction | None) -> Miss | None:
    """How far a condition is from holding, where it compares."""
    match run.plan.steps[step]:
        case ir.Operation(op="and", args=args):
            failing = (arg for arg in args if run.values[arg] is False)
            return next((_miss(run, arg, top) for arg in failing), None)
        case ir.Operation(op="lt" | "le" | "gt" | "ge" as op, args=(left, right)):
            have, bound = number(run.values[left]), number(run.values[right])
            if have is None or bound is None:
                return None
            share = run.plan.types[left].kind == "share"
            distance = abs(bound - have)
            amount = distance * top if share and top is not None else None
            return Miss(bound, distance, share, op in ("gt", "ge"), amount)
        case ir.Choose(branches=(), otherwise=inner):
            return _miss(run, inner, top)
        case _:
            return None
