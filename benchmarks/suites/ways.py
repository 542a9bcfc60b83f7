"""Ways of writing one table: what a user of Polars or DuckDB gains by narrow types, and where ours stands.

All give score and class of every row with the same checks of ranges, from columns that are in memory.
"""

from __future__ import annotations

import os

import numpy as np

from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import duckdb_
from benchmarks.peers import polars_
from benchmarks.results import Found
from benchmarks.suites.tables import OURS
from benchmarks.suites.tables import ROWS as MOST
from benchmarks.suites.tables import columns

ROWS = MOST // 5


def run(found: Found, seconds: float) -> None:
    """All of them in turn over the same rows."""
    data = scheme.data(ROWS)
    score, category, ours = columns(data, os.cpu_count() or 1)
    tables = []
    for peer, name in ((polars_, "polars"), (duckdb_, "duckdb")):
        if peer.is_there():
            tables += peer.ways(data)
        else:
            found.absent.append(name)
    wrong = {}
    for table in tables:
        scores, classes = table.read(table.run())
        wrong[table.title] = int(((np.asarray(scores) != score) | (np.asarray(classes) != category)).sum())
    found.facts = {"rows": ROWS, "rows that differ": wrong}
    cases = [Case(OURS, ours, ROWS), *(Case(table.title, table.run, table.rows) for table in tables)]
    found.rows += timed(cases, seconds, found.failed)
