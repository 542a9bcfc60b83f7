"""The largest gain from declaring items not applicable agrees with all records of small rubrics."""

from __future__ import annotations

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
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.gaming import gain_of
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.workspace.workspace import FaultyError


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_largest_gain(seed: int) -> None:
    try:
        shelf = SPACE.ready(Source("r.rubrik", made(Random(seed))))
    except FaultyError:
        return
    (plan,) = (ready.plan for ready in shelf.rubrics)
    domains = [answers_of(field) for field in plan.fields]
    if prod(map(len, domains)) > MOST:
        return
    step = plan.nodes[0].unrounded
    listed = {one: run(plan, Record("", dict(enumerate(one)))).values[step] for one in product(*domains)}
    most = Fraction(0)
    for one, before in listed.items():
        choices = [
            (answer, NOT_APPLICABLE) if field.not_applicable else (answer,)
            for field, answer in zip(plan.fields, one, strict=True)
        ]
        for other in product(*choices):
            after = listed[other]
            if isinstance(before, Fraction) and isinstance(after, Fraction):
                most = max(most, after - before)
    gain = gain_of(Study(plan))
    assert gain is not None
    assert gain.amount <= most
    assert gain.most is None or most <= gain.most
    if gain.sure:
        assert gain.amount == most
    assert (gain.pair is None) == (gain.amount == 0)
