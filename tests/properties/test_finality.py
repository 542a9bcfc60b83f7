"""A value is final when all that it reads is known: what is added or taken elsewhere changes nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.made import Filled
from tests.properties.made import Leaf
from tests.properties.made import Made
from tests.properties.made import items_of
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import cases
from tests.properties.writing import asked_of

from rubrikdsl.workspace.api import Result


def required(made: Made) -> set[str]:
    """What a record may lack and then waits for: neither optional nor with a default."""
    items = {f"{n.name}.{item}" for n in made.nodes() if isinstance(n, Leaf) for item in items_of(n)}
    return items | {asked.name for asked in asked_of(made) if asked.need == "required"}


def states(result: Result) -> dict[str, object]:
    return {name: (result.status(name), result[name]) for name in result}


def unchanged(less: Result, more: Result) -> None:
    """Whatever is final with fewer answers is the same with more."""
    for name in less:
        if less.status(name) in ("final", "not-applicable"):
            assert (more.status(name), more[name]) == (less.status(name), less[name]), name


def waiting_for(result: Result, taken: str) -> set[str]:
    """The values that wait for an answer, by the end of its path."""
    return {
        name
        for name in result
        for path in result.waiting(name)
        if f".{path.split(': ')[-1]}".endswith(f".{taken}")
    }


@settings(max_examples=15, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_fewer_answers(case: Case, seed: int) -> None:
    random = Random(seed)
    rubric = ready(case.text)
    names = required(case.made)
    for filled in records(case, 4):
        whole = score(rubric, case.made, filled)
        if any(whole.status(name) == "refused" for name in whole):
            continue
        taken = [name for name in filled.answers if name in names]
        for name in random.sample(taken, min(4, len(taken))):
            less = score(rubric, case.made, without(filled, {name}))
            changed = {value for value in whole if states(whole)[value] != states(less)[value]}
            assert changed <= waiting_for(less, name), (name, case.text)
        some = {name for name in taken if random.random() < 0.5}
        unchanged(score(rubric, case.made, without(filled, some)), whole)


def without(filled: Filled, names: set[str]) -> Filled:
    return replace(filled, answers={name: a for name, a in filled.answers.items() if name not in names})
