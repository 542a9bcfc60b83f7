"""Every engine against the reference, and that against the rules: a few seeds of what `make soak` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import settings
from tests.properties.engines import ENGINES
from tests.properties.engines import POSTGRES
from tests.properties.engines import Engine
from tests.properties.engines import Wrong
from tests.properties.engines import agree
from tests.properties.engines import agree_with_the_rules
from tests.properties.engines import columns
from tests.properties.engines import reference
from tests.properties.engines import texts
from tests.properties.engines import told
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.strategies import nested
from tests.properties.tables import table_of

from rubrikdsl.program import columns as by_columns

ALL = [*ENGINES, *POSTGRES]


def met(made: Iterable[Case], count: int, engines: Mapping[str, Engine]) -> Counter[str]:
    """Every other table is spoilt."""
    found: Counter[str] = Counter()
    for at, each in enumerate(made):
        table = table_of(each, count, spoil=at % 2 == 1)
        rows = reference(table)
        wrong = [*agree(table, rows, engines, found), *agree_with_the_rules(each, table, rows, found)]
        assert not wrong, f"seed {each.seed}: {told(table, wrong)}"
    return found


@pytest.fixture
def engines(has_postgres: bool) -> Mapping[str, Engine]:
    """All that are to be had."""
    return {**ENGINES, **POSTGRES} if has_postgres else ENGINES


def test_one_table_through_every_engine(engines: Mapping[str, Engine]) -> None:
    """Two of them need more than 64 bits, one takes a root of nothing but what is not answered."""
    seeds = (*range(500, 509), 127, 236, 26)
    found = met([case(seed, 1 + seed % 3, collects=0) for seed in seeds], 10, engines)
    assert all(found[name] > 200 for name in ("rules", *engines)), found


def test_members_through_every_engine(engines: Mapping[str, Engine]) -> None:
    found = met([case(seed, 1 + seed % 2, collects=1 + seed % 3) for seed in range(600, 609)], 6, engines)
    assert all(found[name] > 30 for name in engines if name != "compiled"), found


@settings(max_examples=3, deadline=None)
@given(cases | nested)
def test_other_seeds(made: Case) -> None:
    met([made], 5, ENGINES)


def test_in_machine_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few, because making code takes time; what it is made of is tested by itself (tests/program)."""
    pytest.importorskip("llvmlite")
    monkeypatch.setattr(by_columns, "MANY", 0)
    made = [case(seed, 1 + seed % 3, collects=0) for seed in range(100, 103)]
    assert met(made, 10, {"columns": columns, "texts": texts})["columns"] > 50


def test_what_is_wrong_is_told_once() -> None:
    """A rubric stands there once, however many engines and records it is about."""
    table = table_of(case(500, 2, collects=0), 6, spoil=False)
    wrong = [Wrong(name, f"r{at}", "x is 1, the reference has 2") for at in range(5) for name in ("a", "b")]
    lines = told(table, wrong).splitlines()
    assert lines[:2] == ["record r0", "  a, b: x is 1, the reference has 2"]
    assert lines[6] == "and 2 records more" and lines[7] == "--- made.rubrik"
    assert lines[-1] == "--- rubrik score made.rubrik data.csv"
    assert sum(line.startswith(("r0,", "r1,", "r2,", "r3,")) for line in lines) == 3
