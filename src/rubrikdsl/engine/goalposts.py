"""Goalposts that the record itself says, and why some of them measure nothing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

from rubrikdsl.engine import problems
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import values_of
from rubrikdsl.plan import ir
from rubrikdsl.plan.goalposts import between
from rubrikdsl.plan.goalposts import measures


def reached(run: Run, step: ir.Reached, read: Callable[[int], Found]) -> Found:
    """The share of the way from one goalpost to the other, or why there is none."""
    found = values_of([read(step.arg), read(step.start), read(step.end)])
    if not isinstance(found, tuple):
        return found
    number, start, end = cast("tuple[Fraction, Fraction, Fraction]", found)
    if measures(start, end, step.places):
        return between(number, start, end, step.places, step.mode)
    fields = [_field(run, post) for post in (step.start, step.end)]
    asked = [(path, post) for path, post in zip(fields, (start, end), strict=True) if path is not None]
    share = run.plan.types[step.start].kind == "share"
    if start == end:
        return Fault((problems.goalposts_equal(run.record.name, asked, start, share),))
    low = next((path, post) for path, post in asked if post <= 0)
    return Fault((problems.no_logarithm(run.record.name, *low, share),))


def _field(run: Run, step: int) -> str | None:
    """The path of the input that says a goalpost; None for a number of the rubric."""
    match run.plan.steps[step]:
        case ir.Answer(field):
            return ".".join(run.plan.fields[field].path)
        case _:
            return None
