"""What a rubric costs before its first result: reading it, making its function, its first table."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import rubrikdsl as rb
from benchmarks import frames
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.results import Found

COMPILE = "rubric.compile() and its first record, 40 indicators"
FIRST = "the first table of a rubric never seen before, 40 indicators"
PROCESS = "the same in a process of its own, from its start"
ROWS = 1000

SCRIPT = """
import sys, pyarrow.parquet as pq, rubrikdsl as rb
rb.load(sys.argv[1]).score_table(pq.read_table(sys.argv[2]))
"""


def run(found: Found, seconds: float) -> None:
    """Each of them, on texts that no cache knows."""
    data = scheme.data(ROWS)
    record = next(data.records())
    table = frames.narrow(data)
    count = itertools.count()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def fresh() -> Path:
            path = folder / f"bench{next(count)}.rubrik"
            path.write_text(f"# {path}\n{scheme.text()}", encoding="utf-8")
            return path

        loaded = [rb.load(str(fresh())) for _ in range(60)]
        rubrics = iter(loaded)

        def compiled() -> Any:
            return next(rubrics).compile()(record)["kategori"]

        def first() -> Any:
            return rb.load(str(fresh())).score_table(table)

        import pyarrow.parquet as pq

        pq.write_table(frames.wide(data), folder / "rows.parquet")

        def process() -> None:
            command = [sys.executable, "-c", SCRIPT, str(fresh()), str(folder / "rows.parquet")]
            subprocess.run(command, check=True)

        cases = [Case(COMPILE, compiled), Case(FIRST, first), Case(PROCESS, process)]
        found.rows += timed(cases, seconds, found.failed)
    found.facts = {"rows": ROWS}
