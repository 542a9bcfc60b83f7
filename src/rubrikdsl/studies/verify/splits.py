"""Excluding a goal condition by condition: each that a rule chooses by holds in one case, and not in another.

In a case not only the condition is known but what it compares too: where `d1.share >= 60%` fails, `d1` lies
below that, and all that hangs on it with it. Parts that are cut at answers never see this.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.graph import State
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import meet
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.steps import conditions
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import held_by
from rubrikdsl.studies.verify.goals import may
from rubrikdsl.studies.verify.goals import steps_of

if TYPE_CHECKING:
    from rubrikdsl.studies.verify.hunt import Hunt

MOST: Final = 64
"""Cases that are looked at before this is given up."""

Held = dict[int, Enclosure]


def excluded_cases(hunt: Hunt, goal: Goal) -> int | None:
    """Into how many cases a goal was cut, each of which was excluded; None: some was not."""
    asked = [] if hunt.graph.may_fail() else _conditions(hunt, goal)
    if not asked:
        return None
    waiting: list[tuple[Held, list[int]]] = [(held_by(goal), asked)]
    done = looked = 0
    while waiting:
        looked += 1
        if looked > MOST:
            return None
        held, left = waiting.pop()
        state = _state(hunt, held)
        if not _possible(hunt, goal, held, state):
            done += 1
            continue
        open_ = [step for step in left if not is_single(state[hunt.offset + step])]
        if not open_:
            return None
        for truth in (True, False):
            waiting.append((_joined(held, _where(hunt.plan, open_[0], truth)), open_[1:]))
    return done


def _state(hunt: Hunt, held: Held) -> State:
    return hunt.holding({hunt.offset + step: box for step, box in held.items()})


def _possible(hunt: Hunt, goal: Goal, held: Held, state: State) -> bool:
    """Whether a goal may be met in a case, and the case be at all."""

    def read(step: int) -> Box:
        return state[hunt.offset + step]

    return may(goal, hunt.plan, read) and all(_meets(read(step), box) for step, box in held.items())


def _meets(found: Box, held: Enclosure) -> bool:
    """Whether what a step is found to be and what it is taken to be have anything in common."""
    if isinstance(found, Enclosure):
        return found.values is None or bool(found.values)
    if isinstance(found, Fraction):
        return num.holds(held.numbers, found)
    return not isinstance(found, (bool, str)) or held.may_be(found)


def _conditions(hunt: Hunt, goal: Goal) -> list[int]:
    """The conditions that are chosen by on the way to a goal and are not settled, the nearest first.

    Only those that are a truth for every record: each then holds or fails.
    """
    plan, found, seen = hunt.plan, dict[int, None](), set[int]()
    waiting = list(steps_of(goal, plan))
    for step in waiting:
        if step in seen:
            continue
        seen.add(step)
        for condition in conditions(plan.steps[step]):
            box = enclosure_of(hunt.root(condition))
            if not is_single(hunt.root(condition)) and not box.missing and not box.not_applicable:
                found[condition] = None
        waiting.extend(reads(plan.steps[step]))
    return list(found)


def _joined(held: Held, more: Iterator[tuple[int, Enclosure]]) -> Held:
    found = dict(held)
    for step, box in more:
        found[step] = meet(found[step], box) if step in found else box
    return found


def _where(plan: ir.Plan, condition: int, truth: bool) -> Iterator[tuple[int, Enclosure]]:
    """What is known where a condition holds, or fails: itself, and the numbers that it compares."""
    yield condition, Enclosure(frozenset((truth,)))
    match plan.steps[condition]:
        case ir.Operation("not", (inner,)):
            yield from _where(plan, inner, not truth)
        case ir.Operation("and", args) if truth:
            for arg in args:
                yield from _where(plan, arg, True)
        case ir.Operation("or", args) if not truth:
            for arg in args:
                yield from _where(plan, arg, False)
        case ir.Operation("lt" | "le" | "gt" | "ge" as op, (left, right)):
            match plan.steps[right]:
                case ir.Constant(Fraction() as edge):
                    yield from _compared(plan, left, _side(op, edge, truth))
                case _:
                    pass
        case _:
            pass


def _side(op: str, edge: Fraction, truth: bool) -> Interval:
    """The numbers of which a comparison with an edge is so."""
    above = (op in ("gt", "ge")) is truth
    open_ = (op in ("gt", "lt")) is truth
    return Interval(edge, None, low_open=open_) if above else Interval(None, edge, high_open=open_)


def _compared(plan: ir.Plan, step: int, interval: Interval) -> Iterator[tuple[int, Enclosure]]:
    """What is compared lies so, and what it is a part of by a factor (a share is a value over a top)."""
    yield step, Enclosure(wide(num.span(interval)))
    match plan.steps[step]:
        case ir.Operation("div" | "mul" as op, (inner, by)):
            match plan.steps[by]:
                case ir.Constant(Fraction() as factor) if factor > 0:
                    factor = factor if op == "div" else 1 / factor
                    low, high = (
                        None if end is None else end * factor for end in (interval.low, interval.high)
                    )
                    wider = Interval(low, high, interval.low_open, interval.high_open)
                    yield from _compared(plan, inner, wider)
                case _:
                    pass
        case ir.Choose((), inner):
            yield from _compared(plan, inner, interval)
        case _:
            pass
