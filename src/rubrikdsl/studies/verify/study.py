"""The verification of one rubric: questions asked together, their claims in order."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.studies.verify import asserted
from rubrikdsl.studies.verify import compensation
from rubrikdsl.studies.verify import complete
from rubrikdsl.studies.verify import gained
from rubrikdsl.studies.verify import harmless
from rubrikdsl.studies.verify import reach
from rubrikdsl.studies.verify import weights
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.cases import case_of
from rubrikdsl.studies.verify.cases import record_of
from rubrikdsl.studies.verify.claims import TOPICS
from rubrikdsl.studies.verify.claims import Case
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Verified
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.dead import left
from rubrikdsl.studies.verify.dead import reason
from rubrikdsl.studies.verify.goals import Goal
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.hunt import Answer
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.hunt import Never
from rubrikdsl.studies.verify.hunt import Open
from rubrikdsl.studies.verify.hunt import Reached
from rubrikdsl.studies.verify.questions import Question


def verify(plan: ir.Plan, below: Fraction | None = None) -> Verified:
    """Every claim of a rubric, decided as far as can be.

    `below`: what makes up for a part is asked of parts below this share, instead of at their lowest.
    """
    hunt = Hunt(plan)
    asked = (*complete.questions(hunt), *reach.questions(hunt), *asserted.questions(hunt))
    answers = hunt.decide(goal for question in asked for goal in question.goals)
    found = [_claim(hunt, question, answers) for question in asked]
    found += weights.claims(hunt)
    study = Study(plan)
    found += harmless.claims(study)
    found += compensation.claims(hunt, study, below)
    found += gained.claims(study)
    return Verified(plan.name, plan.label, tuple(sorted(found, key=lambda claim: TOPICS.index(claim.topic))))


def _claim(hunt: Hunt, question: Question, answers: Mapping[Goal, Answer]) -> Claim:
    return _none(hunt, question, answers) if question.kind == "none" else _each(hunt, question, answers)


def _none(hunt: Hunt, question: Question, answers: Mapping[Goal, Answer]) -> Claim:
    """A claim that no record meets any of its goals."""
    found = [answers[goal] for goal in question.goals]
    for goal, answer in zip(question.goals, found, strict=True):
        if isinstance(answer, Reached):
            case = _case(hunt, question, goal, answer)
            if case is None:
                return _made(question, "undecided", ("record",), words.UNCONFIRMED)
            return _made(question, "refuted", ("record",), words.SHOWN, (case,))
    for answer in found:
        if isinstance(answer, Open):
            return _made(question, "undecided", (), left(hunt, answer))
    return _made(question, "proved", _ways(found), question.why)


def _each(hunt: Hunt, question: Question, answers: Mapping[Goal, Answer]) -> Claim:
    """A claim that each of its goals is met by some record."""
    cases: list[Case] = []
    unconfirmed = False
    open_: Open | None = None
    for at, goal in enumerate(question.goals):
        match answers[goal]:
            case Never() as never:
                why = reason(hunt, goal, never)
                if question.told:
                    why = words.one_dead(question.told[at], why)
                return _made(question, "refuted", (never.way,), why)
            case Open() as answer:
                open_ = answer
            case Reached() as answer:
                case = _case(hunt, question, goal, answer)
                unconfirmed = unconfirmed or case is None
                cases += [] if case is None else [case]
    if open_ is not None:
        return _made(question, "undecided", (), left(hunt, open_), tuple(cases))
    if unconfirmed:
        return _made(question, "undecided", ("record",), words.UNCONFIRMED, tuple(cases))
    return _made(question, "proved", ("record",), question.why, tuple(cases))


def _made(
    question: Question, verdict: Verdict, ways: tuple[Way, ...], why: Words, cases: tuple[Case, ...] = ()
) -> Claim:
    return Claim(
        question.topic, question.code, question.subject, question.says, verdict, ways, why,
        question.required, cases, question.place,
    )  # fmt: skip


def _ways(found: list[Answer]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(answer.way for answer in found if isinstance(answer, Never)))


def _case(hunt: Hunt, question: Question, goal: Goal, answer: Reached) -> Case | None:
    """The record that meets a goal, without answers that it can do without, unless all must be answered.

    One that breaks a claim has the lowest answers that still do.
    """
    plan = hunt.plan

    def shows(found: Run) -> bool:
        refused = any(isinstance(found.values[step], Fault) for _, step in named_steps(found.plan))
        return met(goal, plan, found.values.__getitem__) and (question.complete or not refused)

    if question.kind == "none":
        least = hunt.least(goal, answer.completion, whole=question.complete)
    else:
        least = hunt.kept(goal, answer.completion)
    tried = (least, answer.completion)
    cases = (case_of(plan, record_of(hunt.graph, one), question.subject, shows) for one in tried)
    return next((case for case in cases if case is not None), None)
