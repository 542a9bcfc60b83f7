"""The program of a plan against the reference interpreter, members and given nodes included."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import settings
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.strategies import nested
from tests.properties.writing import cells

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.results import summarise
from rubrikdsl.plan.ir import Plan
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.runner import Runner
from rubrikdsl.program.slots import Reading
from rubrikdsl.program.slots import Said
from rubrikdsl.program.values import value_of
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.workspace.scoring import bound

STATES = {"unknown": "missing", "not-applicable": "not-applicable"}
READINGS: tuple[Reading, ...] = ("value", "share", "points")
met: Counter[str] = Counter()


def anything(plan: Plan, random: Random) -> Said:
    """Any answer, each node by one of the readings, any members."""
    members = {at: anything(one.plan, random) for at, one in enumerate(plan.collections)}
    nodes = {node.index: random.choice(READINGS) for node in plan.nodes}
    return Said(frozenset(range(len(plan.fields))), nodes, False, members)


def agree(case: Case, count: int) -> None:
    """Every record that the program takes has the values, states and statuses of the reference."""
    rubric = ready(case.text)
    plan = rubric.ready.plan
    said = anything(plan, Random(case.seed))
    try:
        program = lower(plan, said)
    except UnloweredError as unlowered:
        met[f"no program: {unlowered}"] += 1
        return
    runner = Runner(program, said)
    for filled in records(case, count):
        (one,) = bound(rubric.ready, [from_mapping(cells(case.made, filled))]).records
        if one.is_refused:
            continue
        found = runner(one.record)
        wanted = summarise(run(plan, one.record))
        if found is None:
            met["referred"] += 1
            continue
        for at, (output, named) in enumerate(zip(program.outputs, wanted.values, strict=True)):
            assert output.name == named.name
            number, under, state = found[3 * at : 3 * at + 3]
            got = state if state is not None else value_of(output, number, under, program.words)
            right = named.value if named.status == "final" else STATES.get(named.status)
            assert (type(got), got) == (type(right), right), (named, one.record, case.text)
            met[named.status] += 1


def test_fixed_seeds() -> None:
    met.clear()
    for seed in range(25):
        agree(case(seed, 1 + seed % 4), 12)
    assert met["final"] > 500 and met["unknown"] > 150, met


def test_fixed_seeds_of_nested_collections() -> None:
    met.clear()
    for seed in range(12):
        agree(case(seed, 1 + seed % 3, collects=1 + seed % 3), 8)
    assert met["final"] > 100 and met["unknown"] > 25, met


@settings(max_examples=5, deadline=None)
@given(cases)
def test_other_seeds(case: Case) -> None:
    agree(case, 12)


@settings(max_examples=3, deadline=None)
@given(nested)
def test_nested_collections(case: Case) -> None:
    agree(case, 6)
