"""Every engine against the reference, and that against the rules: a few seeds of what `make soak` does."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.properties.engines import agree
from tests.properties.engines import agree_with_the_rules
from tests.properties.engines import engines
from tests.properties.engines import reference
from tests.properties.engines import table_of
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.test_sql import database

__all__ = ["database"]


def met(cases: list[Case], count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for at, each in enumerate(cases):
        table = table_of(each, count, spoil=at % 2 == 1)
        rows = reference(table)
        for wrong in (*agree(table, rows, engines(), found), *agree_with_the_rules(each, table, rows, found)):
            pytest.fail(f"seed {each.seed}: {wrong}", pytrace=False)
    return found


@pytest.mark.usefixtures("database")
def test_one_table_through_every_engine() -> None:
    found = met([case(seed, 1 + seed % 3, collects=0) for seed in range(500, 505)], 8)
    assert all(found[name] > 60 for name in ("rules", "compiled", "programs", *engines())), found


def test_members_through_every_engine() -> None:
    found = met([case(seed, 1 + seed % 2, collects=1 + seed % 2) for seed in range(600, 605)], 5)
    assert all(found[name] > 15 for name in ("programs", "columns", "duckdb", "sqlite")), found
