"""The best class with a part at its lowest agrees with all records of small rubrics, listed one by one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.test_harm import MOST
from tests.properties.test_harm import SPACE
from tests.properties.test_harm import answers_of
from tests.properties.test_harm import made

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Found
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.ceilings import Bad
from rubrikdsl.studies.verify.ceilings import Ceilings
from rubrikdsl.studies.verify.ceilings import parts_of
from rubrikdsl.studies.verify.ceilings import ranks_of
from rubrikdsl.studies.verify.changing import changing
from rubrikdsl.studies.verify.changing import classified
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.workspace.workspace import FaultyError

Listed = Mapping[tuple[Answer, ...], tuple[Found, ...]]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_best_that_is_left(seed: int) -> None:
    try:
        shelf = SPACE.ready(Source("r.rubrik", made(Random(seed))))
    except FaultyError:
        return
    (plan,) = (ready.plan for ready in shelf.rubrics)
    domains = [answers_of(field) for field in plan.fields]
    if prod(map(len, domains)) > MOST:
        return
    listed = {one: tuple(run(plan, Record("", dict(enumerate(one)))).values) for one in product(*domains)}
    ceilings = Ceilings(Hunt(plan), Study(plan))
    share = Fraction(Random(seed).choice([30, 60, 100]), 100)
    for target in ceilings.targets:
        asked = [ceilings.below(node, share, target.sign) for node in ceilings.dimensions]
        steps = [(node.index, node.result) for node in ceilings.dimensions]
        for node, step in [*steps, *((part.node, part.value) for part in ceilings.own)]:
            bad = ceilings.lowest("", node, step, target.sign)
            assert bad is not None
            numbers = [v[step] for v in listed.values() if v[plan.nodes[node].applicable] is True]
            ends = sorted(n for n in numbers if isinstance(n, Fraction))
            assert bad.at == (ends[0] if target.sign > 0 else ends[-1])
            asked.append(bad)
        for bad in asked:
            found = ceilings.of(target, bad)
            held = [v[target.step] for v in _bad(plan, bad, listed)]
            best = next((value for value in ranks_of(target) if value in held), None)
            if not found.open:
                assert found.best == best
                assert (found.record is None) == (best is None)
    _agrees(plan, ceilings, listed)


def _bad(plan: ir.Plan, bad: Bad, listed: Listed) -> list[tuple[Found, ...]]:
    goal = Every(parts_of(plan, bad))
    return [values for values in listed.values() if met(goal, plan, values.__getitem__)]


def _agrees(plan: ir.Plan, ceilings: Ceilings, listed: Listed) -> None:
    """A leaf changes something where two records that differ in it alone are classified apart."""
    found = changing(ceilings)
    steps = list(classified(plan))
    for part in ceilings.own:
        own = {field.index for field in plan.fields if field.owner == part.node}
        told: dict[tuple[Answer, ...], set[tuple[Found, ...]]] = {}
        for one, values in listed.items():
            others = tuple(answer for index, answer in enumerate(one) if index not in own)
            told.setdefault(others, set()).add(tuple(values[step] for step in steps))
        if part not in found.open:
            assert (part in found.changes) == any(len(classes) > 1 for classes in told.values())
