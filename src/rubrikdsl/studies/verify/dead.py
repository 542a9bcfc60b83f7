"""What keeps a goal from ever being met, in the terms of the rubric; or why that is not decided."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.goals import Differ
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import Takes
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.goals import may
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.hunt import Never
from rubrikdsl.studies.verify.hunt import Open
from rubrikdsl.studies.verify.hunt import Reached


def reason(hunt: Hunt, goal: Goal, never: Never) -> Words:
    """Why no record meets it."""
    found = _told(hunt, goal)
    if found is not None:
        return found
    return words.NEVER if never.way != "enumeration" else words.parts_excluded(never.parts)


def left(hunt: Hunt, answer: Open) -> Words:
    """Why it is not decided, with what was covered."""
    if not hunt.is_whole and not answer.left:
        return words.members_open(answer.tried)
    return words.exhausted(answer.tried, answer.left)


def _told(hunt: Hunt, goal: Goal) -> Words | None:
    plan = hunt.plan
    match goal:
        case Every(goals):
            for inner in goals:
                if not _may(hunt, inner):
                    found = _told(hunt, inner)
                    return found or (words.CONDITION_NEVER if isinstance(inner, Is) else None)
            found = next((told for inner in goals if (told := _differ(hunt, inner)) is not None), None)
            codes = any(isinstance(inner, Differ) and inner.how == "code" for inner in goals)
            return words.CHANGES_NOTHING if found is None and codes else found
        case Differ():
            return _differ(hunt, goal)
        case Within(step, interval):
            return _apart(hunt, step, "", interval)
        case Takes(step, row):
            return _row(hunt, step, row)
        case Is(step, True):
            return _line(hunt, step)
        case Is(step, False):
            return words.ALWAYS_HOLDS
        case Is(step, value):
            return _code(hunt, plan, step, value)
        case _:
            return None


def _may(hunt: Hunt, goal: Goal) -> bool:
    return may(goal, hunt.plan, hunt.anyone) and may(goal, hunt.plan, hunt.root)


def _numbers(hunt: Hunt, step: int) -> num.Numbers:
    known, any_ = enclosure_of(hunt.root(step)).numbers, hunt.anyone(step).numbers
    if hunt.is_whole and known:
        return num.restrict(any_, num.bounds(known)) or known
    return any_


def _apart(hunt: Hunt, step: int, name: str, interval: Interval) -> Words | None:
    numbers = _numbers(hunt, step)
    if not numbers or num.meets(numbers, interval):
        return None
    ends = num.bounds(numbers)
    return words.no_overlap(name or _name(hunt.plan, step), ends.low, ends.high, interval)


def _name(plan: ir.Plan, step: int) -> str:
    """What a rule would call a step."""
    for node in plan.nodes:
        if step in (node.result, node.base):
            return ".".join(node.path) or node.name
    for let in plan.lets:
        if let.step == step:
            return let.name
    match plan.steps[step]:
        case ir.Answer(field):
            return ".".join(plan.fields[field].path)
        case _:
            return "…"


def _differ(hunt: Hunt, goal: Goal) -> Words | None:
    if not isinstance(goal, Differ) or goal.amount is None or goal.how not in ("cap", "floor"):
        return None
    amount = hunt.plan.steps[goal.amount]
    if not isinstance(amount, ir.Constant) or not isinstance(amount.value, Fraction):
        return None
    ends = num.bounds(_numbers(hunt, goal.before))
    return words.never_passes(_name(hunt.plan, goal.before), amount.value, ends.low, ends.high)


def _line(hunt: Hunt, step: int) -> Words | None:
    """The line of a gate that never holds."""
    for outcome in hunt.plan.outcomes:
        if outcome.step == step:
            for line, text, _ in outcome.requirements:
                if not _may(hunt, Is(line, True)):
                    return words.never_line(text)
            return words.NEVER_TOGETHER if len(outcome.requirements) > 1 else None
    return None


def _code(hunt: Hunt, plan: ir.Plan, step: int, value: object) -> Words | None:
    for classes in plan.bands:
        if step not in (classes.code, classes.table):
            continue
        for row in classes.rows if isinstance(classes, ir.Bands) else ():
            if row.value == value and isinstance(row.key, Interval) and isinstance(classes, ir.Bands):
                found = _apart(hunt, classes.of, classes.of_text, row.key)
                if found is not None:
                    return found
                if not isinstance(hunt.answers.get(Is(classes.table, row.value)), Reached):
                    return words.no_value_in(classes.of_text, row.key)
        if step == classes.code != classes.table:
            return words.LIMITED
    return None


def _row(hunt: Hunt, step: int, row: int | None) -> Words | None:
    found = hunt.plan.steps[step]
    assert isinstance(found, ir.Decide)
    if row is None:
        return words.ALL_TAKEN
    for arg, test in zip(found.args, found.rows[row].tests, strict=True):
        if test is None or test.missing or test.values:
            continue
        if not any(num.meets(_numbers(hunt, arg), interval) for interval in test.intervals):
            return _apart(hunt, arg, _column(hunt.plan, step, arg), test.intervals[0])
    return words.EARLIER_TAKE if found.first and row else None


def _column(plan: ir.Plan, step: int, arg: int) -> str:
    for classes in plan.bands:
        if isinstance(classes, ir.Decision) and classes.table == step:
            return next((text for text, at in classes.inputs if at == arg), "…")
    return "…"
