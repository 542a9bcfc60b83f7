"""Which nodes `every area in pengungkit has share >= 60%` was asked of, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from rubrikdsl.engine.explanation import Asked
from rubrikdsl.engine.explanation import Miss
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import number
from rubrikdsl.plan import ir


def asked(run: Run, step: int) -> tuple[Asked, ...]:
    """The nodes of every such condition in a requirement, in the order written."""
    return tuple(one for found in _quantified(run.plan, step) for one in _each(run, found))


def _quantified(plan: ir.Plan, step: int) -> Iterator[ir.Quantified]:
    """Those that a truth is put together from."""
    match plan.steps[step]:
        case ir.Quantified() as found:
            yield found
        case ir.Operation(op="and" | "or" | "not", args=args):
            for arg in args:
                yield from _quantified(plan, arg)
        case ir.Choose(branches=(), otherwise=inner):
            yield from _quantified(plan, inner)
        case _:
            pass


def _each(run: Run, step: ir.Quantified) -> Iterator[Asked]:
    status: Literal["holds", "fails", "skipped", "unknown"]
    for index, counts, holds in zip(step.nodes, step.counts, step.holds, strict=True):
        node = run.plan.nodes[index]
        value = number(run.values[node.result])
        share = None if value is None else value / node.scale.top
        counted, held = run.values[counts], run.values[holds]
        miss: Miss | None = None
        if counted is False:
            status = "skipped"
        elif counted is True and isinstance(held, bool):
            status = "holds" if held else "fails"
            miss = None if held else _miss(run, holds, node.scale.top)
        else:
            status = "unknown"
        yield Asked(
            step.kind,
            node.word,
            node.label or node.name,
            node.path,
            status,
            value,
            node.scale.top,
            share,
            miss,
        )


def _miss(run: Run, step: int, top: Fraction) -> Miss | None:
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
            return Miss(bound, distance, share, op in ("gt", "ge"), distance * top if share else None)
        case ir.Choose(branches=(), otherwise=inner):
            return _miss(run, inner, top)
        case _:
            return None
