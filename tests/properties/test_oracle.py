"""The engine against a second scorer that was written from the rules of the language alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import settings
from tests.properties.oracle import FAULT
from tests.properties.oracle import Scorer
from tests.properties.oracle import State
from tests.properties.scoring import found
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.strategies import nested

met: Counter[str] = Counter()


def agree(case: Case, count: int) -> None:
    """Every value of every record is what the rules say: the number, the class, or why there is none."""
    rubric = ready(case.text)
    for filled in records(case, count):
        wanted = Scorer(case.made, filled).results()
        if FAULT in wanted.values():
            wanted = dict.fromkeys(wanted, FAULT)
        result = score(rubric, case.made, filled)
        assert found(result) == wanted, (filled, case.text)
        met.update(value.name if isinstance(value, State) else "FINAL" for value in wanted.values())


def test_fixed_seeds() -> None:
    """Twelve hundred records, the same in every run; all kinds of result are among them."""
    met.clear()
    for seed in range(60):
        agree(case(seed, 1 + seed % 4), 20)
    assert met["FINAL"] > 1500 and met["MISSING"] > 500 and met["FAULT"] > 10


def test_fixed_seeds_of_nested_collections() -> None:
    """Collections of collections: means of means, means of all, every and any, at each level."""
    met.clear()
    for seed in range(24):
        agree(case(seed, 1 + seed % 3, collects=2 + seed % 2), 8)
    assert met["FINAL"] > 400 and met["MISSING"] > 200 and met["FAULT"] > 10


@settings(max_examples=8, deadline=None)
@given(nested)
def test_nested_collections(case: Case) -> None:
    agree(case, 6)


@settings(max_examples=15, deadline=None)
@given(cases)
def test_other_seeds(case: Case) -> None:
    agree(case, 12)
