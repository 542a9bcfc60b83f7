"""Verdicts agree with brute force on small rubrics: what is proved and what is refuted."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.completions import every
from tests.properties.completions import open_in
from tests.properties.made import Filled
from tests.properties.made import Group
from tests.properties.made import Made
from tests.properties.oracle import State
from tests.properties.scoring import ready
from tests.properties.strategies import Case
from tests.properties.strategies import case

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.boxes import NOTHING
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import Subsets
from rubrikdsl.engine.run import Found
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.numbers import Span
from rubrikdsl.plan.numbers import holds
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.studies.verify import asserted
from rubrikdsl.studies.verify import complete
from rubrikdsl.studies.verify import reach as reachable
from rubrikdsl.studies.verify.cases import record_of
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.hunt import Open
from rubrikdsl.studies.verify.hunt import Reached
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.studies.verify.together import excluded

MOST = 400
"""Completions of a rubric that are tried one by one."""


NOTHING_SAID = Filled({}, {}, ())


def is_small(made: Made) -> bool:
    """Whether all records can be listed: no members, nothing that can only be given, few completions."""
    if made.member is not None:
        return False
    if any(isinstance(node, Group) and not node.children and node.formula is None for node in made.nodes()):
        return False
    return prod(len(one.choices) or MOST + 1 for one in open_in(made, NOTHING_SAID)) <= MOST


def small(seed: int, size: int) -> Case | None:
    """The first of a dozen rubrics whose records can be listed."""
    found = (case(seed + at, size) for at in range(12))
    return next((one for one in found if is_small(one.made)), None)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 2))
def test_verdicts_agree_with_brute_force(seed: int, size: int) -> None:
    found = small(seed, size)
    if found is None:
        return
    plan = ready(found.text).ready.plan
    all_ = every(found.made, NOTHING_SAID)
    results = all_.results.values()
    kept = iter(all_.kept)
    low, high = reach(plan, plan.nodes[0])
    for claim in verify(plan).claims:
        values = {one[claim.subject] for one in results if claim.subject in one}
        match claim.code:
            case "score-in-scale":
                agrees(claim, all(isinstance(value, Fraction) and low <= value <= high for value in values))
            case "one-band" | "one-row" | "outcome-settled":
                agrees(claim, not any(isinstance(value, State) for value in values))
            case "outcome-met":
                agrees(claim, True in values)
            case "outcome-missed":
                agrees(claim, False in values)
            case "band":
                name, _, code = claim.subject.rpartition(" ")
                agrees(claim, code in {one[name] for one in results})
            case "asserted":
                agrees(claim, False not in next(kept))
            case _:
                assert claim.verdict in ("proved", "refuted", "undecided")


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 2))
def test_goals_agree_with_every_record(seed: int, size: int) -> None:
    """Every goal of every claim, looked for in all records by the reference interpreter."""
    found = small(seed, size)
    if found is None:
        return
    plan = ready(found.text).ready.plan
    hunt = Hunt(plan)
    choices = [listed(unknown.box) for unknown in hunt.graph.unknowns]
    if prod(map(len, choices)) > MOST:
        return
    asked = (*complete.questions(hunt), *reachable.questions(hunt), *asserted.questions(hunt))
    answers = hunt.decide(goal for question in asked for goal in question.goals)
    runs = [run(plan, record_of(hunt.graph, one)) for one in product(*choices)]
    for goal, answer in answers.items():
        assert not isinstance(answer, Open), goal
        reached = any(met(goal, plan, one.values.__getitem__) for one in runs)
        assert isinstance(answer, Reached) == reached, goal
        assert not (reached and excluded(goal, plan, hunt.graph, hunt.graph.root)), goal


def listed(box: Box) -> list[Found]:
    """All that an answer may be; the domains are small."""
    match box:
        case Subsets(must, may, missing, not_applicable):
            found: list[Found] = [must]
            for code in sorted(may - must):
                found += [one | {code} for one in found if isinstance(one, frozenset)]
        case Enclosure(Span(interval, unit) as values, missing, not_applicable):
            assert unit is not None and interval.low is not None and interval.high is not None
            count = int((interval.high - interval.low) / unit)
            found = [interval.low + at * unit for at in range(count + 1)]
            assert all(holds(values, one) for one in found if isinstance(one, Fraction))
        case Enclosure(frozenset() as members, missing, not_applicable):
            found = list(members)
        case Enclosure():
            raise AssertionError("a domain without bounds")
        case _:
            return [box]
    return [*found, *[NOTHING] * missing, *[NOT_APPLICABLE] * not_applicable]


def agrees(claim: Claim, holds: bool) -> None:
    """A verdict is never wrong, and there is always one where the records can be listed."""
    assert claim.verdict == ("proved" if holds else "refuted"), (str(claim.says), str(claim.why))
    if claim.verdict == "refuted" and claim.topic in ("complete", "assert"):
        assert claim.cases
