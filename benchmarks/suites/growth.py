"""How the time grows: with rows, with indicators, with the members of a collection, with cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from benchmarks import frames
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import kernel
from benchmarks.peers import polars_
from benchmarks.results import Found
from benchmarks.suites import tables

ROWS = (1_000, 10_000, 100_000, 1_000_000, 4_000_000)
INDICATORS = (10, 40, 160, 640)
LONG = 1_000_000
"""Rows for each number of indicators; beyond forty of these, the same columns come again."""

MEMBERS = (1, 10, 100, 1_000, 10_000)
ALL_MEMBERS = 100_000
OURS, POLARS, KERNEL = "rubrikdsl", "Polars by hand", "C kernel"

COLLECTION = """
rubric unit
  score nilai 0 .. 100 places 2
    indicator a weight 40% 0 .. 100 step 0.01
    indicator b weight 60% 0 .. 100 step 0.01

rubric daerah
  collect units by unit
  score nilai 0 .. 100 places 2
    = mean(units.nilai)
  bands kategori of nilai
    range            code
    80.00 .. 100.00  A
     0.00 ..  79.99  B
"""


def run(found: Found, seconds: float) -> None:
    """Each axis for a quarter of the seconds; titles are `axis|who|size`."""
    for axis in (_rows, _indicators, _members, _cores):
        found.rows += timed(axis(), seconds / 4, found.failed, 7)
    found.facts = {"rows": LONG, "members": ALL_MEMBERS}


def _rows() -> list[Case]:
    """Tables of more and more rows."""
    rubric = scheme.rubric(scheme.text())
    cases = []
    for rows in ROWS:
        data = scheme.data(rows)
        table = frames.narrow(data)
        cases.append(Case(f"rows|{OURS}|{rows}", _scored(rubric, table), rows))
        if polars_.is_there():
            hand = tables.fastest(polars_.whole(data))
            cases.append(Case(f"rows|{POLARS}|{rows}", hand.run, rows))
    return cases


def _indicators() -> list[Case]:
    """Rubrics of more and more indicators."""
    import pyarrow as pa

    cases = []
    columns = frames.narrow(scheme.data(LONG)).columns[: len(scheme.NAMES)]
    for count in INDICATORS:
        rubric = scheme.rubric(scheme.of_size(count))
        names = [f"i{d}_{i}" for d in range(count // scheme.EACH) for i in range(scheme.EACH)]
        table = pa.table({name: columns[at % len(columns)] for at, name in enumerate(names)})
        cases.append(Case(f"indicators|{OURS}|{count}", _scored(rubric, table), LONG))
    return cases


def _members() -> list[Case]:
    """Collections of more and more members, all of them together the same number."""
    import numpy as np
    import pyarrow as pa

    rubric = scheme.rubric(COLLECTION, "daerah")
    cases = []
    chance = np.random.default_rng(1)
    for size in MEMBERS:
        columns = {name: chance.integers(0, 101, ALL_MEMBERS, dtype=np.int32) for name in ("a", "b")}
        unit = pa.array(np.arange(ALL_MEMBERS) // size)
        table = pa.table({"of": unit.cast(pa.string()), **columns})
        call = _scored(rubric, table, by="of", collection="units")
        cases.append(Case(f"members|{OURS}|{size}", call, ALL_MEMBERS))
    return cases


def _cores() -> list[Case]:
    """The same table on more and more cores."""
    data = scheme.data(2_000_000)
    cases = []
    for cores in range(1, (os.cpu_count() or 1) + 1):
        _, _, call = tables.columns(data, cores)
        cases.append(Case(f"cores|{OURS}|{cores}", call, len(data)))
        if kernel.is_there():
            [table] = kernel.whole(data, cores=cores)
            cases.append(Case(f"cores|{KERNEL}|{cores}", table.run, len(data)))
    return cases


def _scored(rubric: Any, table: Any, **how: Any) -> Callable[[], object]:
    return lambda: rubric.score_table(table, **how)
