"""What can happen: every band, row, gate, bonus, limit and cap, else what makes it dead."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.complete import place_of
from rubrikdsl.studies.verify.goals import Differ
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import Takes
from rubrikdsl.studies.verify.goals import Within
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.questions import Question


def questions(hunt: Hunt) -> Iterator[Question]:
    """What must be able to happen."""
    plan = hunt.plan
    for node in plan.nodes:
        yield from _leaf(plan, node)
        for stage in node.stages:
            yield from _stage(plan, node, stage)
    for kind, index in plan.order:
        if kind == "bands":
            yield from _classes(plan, plan.bands[index])
        elif kind == "outcome":
            yield from _outcome(plan, plan.outcomes[index])


def _one(
    code: str, subject: str, says: Words, goal: Goal, plan: ir.Plan, clause: int, *, required: bool = True
) -> Question:
    return Question(
        "reach", code, subject, says, "each", (goal,), words.REACHED, required=required,
        place=place_of(plan, clause),
    )  # fmt: skip


def _leaf(plan: ir.Plan, node: ir.Node) -> Iterator[Question]:
    """The cases of an indicator: its gates and conditions, or the rows of its table."""
    if node.kind != "leaf" or node.base is None:
        return
    goals: list[Goal] = []
    told: list[Words] = []
    before: list[Goal] = []
    at = _scored_by(plan, node.base)
    while isinstance(step := plan.steps[at], ir.Choose):
        for condition, _ in step.branches:
            goals.append(Every((*before, Is(condition, True))))
            told.append(words.case(len(goals)))
            before.append(Is(condition, False))
        at = _scored_by(plan, step.otherwise)
    match step:
        case ir.Table(arg, rows, "bins"):
            for row in rows:
                if isinstance(row.key, Interval):
                    goals.append(Every((*before, Within(arg, row.key))) if before else Within(arg, row.key))
                    told.append(words.stretch(row.key))
        case _ if before:
            goals.append(Every(tuple(before)))
            told.append(words.OTHERWISE)
        case _:
            pass
    if goals:
        name = ".".join(node.path)
        yield Question(
            "reach", "cases", name, words.cases(name, len(goals)), "each", tuple(goals), words.REACHED_EACH,
            tuple(told), place=place_of(plan, node.clause),
        )  # fmt: skip


def _scored_by(plan: ir.Plan, step: int) -> int:
    """What gives a value before it is brought to the scale of its node."""
    match plan.steps[step]:
        case ir.Operation("mul" | "add" | "sub" | "div", (left, right)):
            if isinstance(plan.steps[right], ir.Constant):
                return _scored_by(plan, left)
            return _scored_by(plan, right) if isinstance(plan.steps[left], ir.Constant) else step
        case ir.Rounded(arg):
            return _scored_by(plan, arg)
        case _:
            return step


def _stage(plan: ir.Plan, node: ir.Node, stage: ir.Stage) -> Iterator[Question]:
    match stage.kind:
        case "aggregate" | "places":
            return
        case kind:
            pass
    needed: list[Goal] = [Differ(stage.before, stage.after, stage.amount, kind)]
    if stage.when is not None:
        needed.append(Is(stage.when, True))
    if not isinstance(plan.steps[node.applicable], ir.Constant):
        needed.append(Is(node.applicable, True))
    goal = needed[0] if len(needed) == 1 else Every(tuple(needed))
    name = ".".join(node.path) or node.name
    subject = f"{name}: {stage.title}" if stage.title else name
    says = words.stage(stage.kind, stage.title, name)
    yield _one(kind, subject, says, goal, plan, stage.clause, required=kind not in ("cap", "floor"))


def _classes(plan: ir.Plan, classes: ir.Classes) -> Iterator[Question]:
    name = classes.name
    match classes:
        case ir.Bands(rows=rows):
            for row in rows:
                code = str(row.value)
                if classes.code != classes.table:
                    says = words.band_row(name, code)
                    yield _one("row", f"{name} {code}", says, Is(classes.table, code), plan, row.clause)
                goal = Is(classes.code, code)
                yield _one("band", f"{name} {code}", words.band(name, code), goal, plan, row.clause)
        case ir.Decision():
            yield from _rows(plan, classes)
    for condition, after, code, clause in classes.limits:
        yield _limit(plan, classes, condition, after, code, clause)


def _rows(plan: ir.Plan, decision: ir.Decision) -> Iterator[Question]:
    step, name = plan.steps[decision.table], decision.name
    found: list[tuple[Goal, str, int]] = []
    has_rest = True
    match step:
        case ir.Decide(rows=rows, otherwise=rest):
            found += [(Takes(decision.table, at), row.code, row.clause) for at, row in enumerate(rows)]
            has_rest = rest is not None
            if rest is not None:
                found.append((Takes(decision.table, None), rest.code, rest.clause))
        case ir.Choose(branches, otherwise):
            before: list[Goal] = []
            for condition, value in branches:
                holds = Every((*before, Is(condition, True)))
                found.append((holds, _code(plan, value), plan.clause_of[condition]))
                before.append(Is(condition, False))
            if before:
                found.append((Every(tuple(before)), _code(plan, otherwise), plan.clause_of[otherwise]))
        case _:
            return
    for number, (goal, code, clause) in enumerate(found, 1):
        last = has_rest and number == len(found)
        says = words.decision_rest(name, code) if last else words.decision_row(name, number, code)
        yield _one("decision-row", f"{name} {number}", says, goal, plan, clause)
    if decision.code != decision.table:
        for code in dict.fromkeys(code for _, code, _ in found):
            says = words.band(name, code)
            yield _one("band", f"{name} {code}", says, Is(decision.code, code), plan, decision.clause)


def _code(plan: ir.Plan, step: int) -> str:
    match plan.steps[step]:
        case ir.Constant(str() as code):
            return code
        case _:
            return "?"


def _limit(
    plan: ir.Plan, classes: ir.Classes, condition: int, after: int, code: str, clause: int
) -> Question:
    step = plan.steps[after]
    raises, before = False, classes.table
    match step:
        case ir.Choose(((_, changed),), otherwise):
            before = otherwise
            raises = isinstance(plan.steps[changed], ir.AtLeast)
        case ir.AtMost(inner) | ir.AtLeast(inner):
            before, raises = inner, isinstance(step, ir.AtLeast)
        case _:
            pass
    goal = Every((Is(condition, True), Differ(before, after, None, "code")))
    says = words.limit(classes.name, code, raises)
    subject = f"{classes.name} {code}"
    return _one("raise" if raises else "limit", subject, says, goal, plan, clause, required=False)


def _outcome(plan: ir.Plan, outcome: ir.Outcome) -> Iterator[Question]:
    name, step = outcome.name, outcome.step
    yield _one("outcome-met", name, words.met(name), Is(step, True), plan, outcome.clause)
    yield _one("outcome-missed", name, words.missed(name), Is(step, False), plan, outcome.clause)
    if len(outcome.requirements) > 1:
        for line, text, clause in outcome.requirements:
            says = words.line_fails(name, text)
            yield _one("gate-line", f"{name}: {text}", says, Is(line, False), plan, clause)
