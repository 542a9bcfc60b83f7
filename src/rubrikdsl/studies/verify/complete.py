"""Every complete record is scored: on the scale, with one band of each table, one row of each decision."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.engine.given import reach
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.coverage import cover
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.goals import Beyond
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Valueless
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.questions import Question


def questions(hunt: Hunt) -> Iterator[Question]:
    """What every complete record must get."""
    plan = hunt.plan
    if plan.nodes:
        yield _score(hunt)
    for kind, index in plan.order:
        if kind == "bands":
            classes = plan.bands[index]
            match classes:
                case ir.Bands():
                    yield _bands(hunt, classes)
                case ir.Decision():
                    yield _decision(hunt, classes)
        elif kind == "outcome":
            outcome = plan.outcomes[index]
            goal = Valueless(outcome.step, may_fail(hunt, outcome.step))
            says = words.settled(outcome.name)
            place = place_of(plan, outcome.clause)
            yield Question(
                "complete", "outcome-settled", outcome.name, says, "none", (goal,), words.EACH_KNOWN,
                complete=True, place=place,
            )  # fmt: skip


def place_of(plan: ir.Plan, clause: int) -> Place:
    """Where a clause is written."""
    return plan.clauses[clause].place if clause >= 0 else NOWHERE


def _score(hunt: Hunt) -> Question:
    plan, root = hunt.plan, hunt.plan.nodes[0]
    low, high = reach(plan, root)
    goals = (Beyond(root.result, Interval(low, high)), Valueless(root.result, may_fail(hunt, root.result)))
    ends = num.bounds(hunt.anyone(root.result).numbers)
    return Question(
        "complete", "score-in-scale", root.name, words.scored(root.name, low, high), "none", goals,
        words.between(ends.low, ends.high), complete=True, place=place_of(plan, root.clause),
    )  # fmt: skip


def _bands(hunt: Hunt, bands: ir.Bands) -> Question:
    plan = hunt.plan
    intervals = tuple(row.key for row in bands.rows if isinstance(row.key, Interval))
    found = cover(_possible(hunt, bands.of), intervals)
    goals: list[Goal] = [Within(bands.of, each.both) for each in found.overlaps]
    goals.append(Valueless(bands.code, bool(found.gaps) or may_fail(hunt, bands.code, but=bands.table)))
    return Question(
        "complete", "one-band", bands.name, words.one_band(bands.name), "none", tuple(goals),
        words.ROWS_COVER, complete=True, place=place_of(plan, bands.clause),
    )  # fmt: skip


def _possible(hunt: Hunt, step: int) -> num.Numbers:
    """The numbers that a step may be; of a node only those that it may be given or reach."""
    numbers = hunt.anyone(step).numbers
    for node in hunt.plan.nodes:
        if node.result == step:
            return num.restrict(numbers, Interval(*reach(hunt.plan, node)))
    return numbers


def _decision(hunt: Hunt, decision: ir.Decision) -> Question:
    plan = hunt.plan
    step = plan.steps[decision.table]
    ordered = not isinstance(step, ir.Decide) or step.first
    twice = isinstance(step, ir.Decide) and not step.first and _meet(step)
    risky = twice or (isinstance(step, ir.Decide) and not _has_row_for_all(hunt, step))
    goal = Valueless(decision.code, risky or may_fail(hunt, decision.code, but=decision.table))
    why = words.FIRST_HOLDS if ordered else words.TABLE_COVERS
    return Question(
        "complete", "one-row", decision.name, words.one_row(decision.name), "none", (goal,), why,
        complete=True, place=place_of(plan, decision.clause),
    )  # fmt: skip


def _has_row_for_all(hunt: Hunt, step: ir.Decide) -> bool:
    from rubrikdsl.plan.decided import Domain
    from rubrikdsl.plan.decided import examine

    if step.otherwise is not None:
        return True
    types = [hunt.plan.types[arg] for arg in step.args]
    domains = [
        Domain(
            hunt.anyone(arg).numbers if type.kind in ("number", "share") else num.NONE,
            type.codes if type.kind == "code" else (True, False) if type.kind == "truth" else (),
            absent,
        )
        for arg, type, absent in zip(step.args, types, step.absent, strict=True)
    ]
    found = examine(step, domains)
    return found.told and not found.gaps


def _meet(step: ir.Decide) -> bool:
    """Whether two rows take a case together."""
    return any(
        all(_both(a, b) for a, b in zip(one.tests, other.tests, strict=True))
        for at, one in enumerate(step.rows)
        for other in step.rows[:at]
    )


def _both(one: Test | None, other: Test | None) -> bool:
    if one is None or other is None:
        return True
    if (one.missing and other.missing) or one.values & other.values:
        return True
    stretches = [num.intersect(a, b) for a in one.intervals for b in other.intervals]
    return any(not num.is_empty(both) for both in stretches) or any(
        value in interval
        for values, intervals in ((one.values, other.intervals), (other.values, one.intervals))
        for value in values
        for interval in intervals
    )


def may_fail(hunt: Hunt, step: int, but: int | None = None) -> bool:
    """Whether something that a step reads may be impossible to compute, which enclosures do not say.

    What `rubrik check` refuses (a division by zero, a gap of a table) cannot; goalposts that are answered may
    meet, a condition may leave no member. `but` is a step that was looked at by itself.
    """
    return any(one != but and _may_fault(hunt, hunt.plan, one) for one in _below(hunt.plan, step))


def _below(plan: ir.Plan, step: int) -> set[int]:
    found: set[int] = set()
    waiting = [step]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(reads(plan.steps[one]))
    return found


def _may_fault(hunt: Hunt, plan: ir.Plan, step: int) -> bool:
    match plan.steps[step]:
        case ir.Reached(_, start, end, places):
            if plan is not hunt.plan:
                return True
            one, other = hunt.anyone(start).numbers, hunt.anyone(end).numbers
            if places is not None and any(num.meets(n, Interval(None, num.ZERO)) for n in (one, other)):
                return True
            return num.holds(num.add(one, num.negate(other)), num.ZERO)
        case ir.Fold(kind, where=where, value=value) as fold:
            inner = plan
            filtered = where is not None
            for index in fold.path:
                filtered = filtered or inner.collections[index].where is not None
                inner = inner.collections[index].plan
            if filtered and kind not in ("count", "sum", "every", "any"):
                return True
            wanted = [one for one in (value, where) if one is not None]
            return any(_may_fault(hunt, inner, deep) for one in wanted for deep in _below(inner, one))
        case _:
            return False
