"""Verdicts agree with brute force on small rubrics: what is proved and what is refuted."""

from __future__ import annotations

from math import prod

from hypothesis import given
from hypothesis import settings
from tests.properties.completions import every
from tests.properties.completions import open_in
from tests.properties.made import Filled
from tests.properties.made import Group
from tests.properties.made import Made
from tests.properties.oracle import State
from tests.properties.scoring import ready
from tests.properties.strategies import Case
from tests.properties.strategies import cases

from rubrikdsl.engine.given import reach
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.study import verify

MOST = 400
"""Completions of a rubric that are tried one by one."""


def is_small(made: Made) -> bool:
    """Whether all records can be listed: no members, nothing that can only be given, few completions."""
    if made.member is not None:
        return False
    if any(isinstance(node, Group) and not node.children and node.formula is None for node in made.nodes()):
        return False
    return prod(len(one.choices) or MOST + 1 for one in open_in(made, Filled({}, {}, ()))) <= MOST


@settings(max_examples=60, deadline=None)
@given(case=cases)
def test_verdicts_agree_with_brute_force(case: Case) -> None:
    if not is_small(case.made):
        return
    plan = ready(case.text).ready.plan
    results = every(case.made, Filled({}, {}, ())).results.values()
    claims = verify(plan).claims
    low, high = reach(plan, plan.nodes[0])
    for claim in claims:
        found = {one[claim.subject] for one in results if claim.subject in one}
        match claim.code:
            case "score-in-scale":
                fine = all(not isinstance(value, State) and low <= value <= high for value in found)  # type: ignore[operator]
                agrees(claim, fine)
            case "one-band" | "one-row" | "outcome-settled":
                agrees(claim, not any(isinstance(value, State) for value in found))
            case "outcome-met":
                agrees(claim, True in found)
            case "outcome-missed":
                agrees(claim, False in found)
            case "band":
                name, _, code = claim.subject.rpartition(" ")
                agrees(claim, code in {one[name] for one in results})
            case _:
                assert claim.verdict in ("proved", "refuted", "undecided")


def agrees(claim: Claim, holds: bool) -> None:
    """A verdict is never wrong, and there is always one where the records can be listed."""
    assert claim.verdict == ("proved" if holds else "refuted"), (str(claim.says), str(claim.why))
    if claim.verdict == "refuted" and claim.topic == "complete":
        assert claim.cases
