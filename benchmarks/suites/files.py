"""Files: Parquet to Parquet by `rubrik score`, beside a tuned script of Polars; each a process of its own.

Both read decimals and write score and class; ours writes a row's problems besides.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import frames
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import polars_
from benchmarks.results import Found
from benchmarks.suites.tables import ROWS as MOST

ROWS = MOST
PART = 250_000
"""Rows that are made at a time."""

OURS = "rubrik score, Parquet to Parquet"
HAND = "Polars by hand, Parquet to Parquet"
ROOT = Path(__file__).resolve().parents[2]


def run(found: Found, seconds: float) -> None:
    """The same file through both."""
    import pyarrow.parquet as pq

    rows = ROWS // PART * PART
    found.facts = {"rows": rows}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rubric, data = folder / "bench.rubrik", folder / "rows.parquet"
        rubric.write_text(scheme.text(), encoding="utf-8")
        schema = frames.wide(scheme.data(1)).schema
        with pq.ParquetWriter(data, schema) as file:
            for part in range(ROWS // PART):
                file.write_table(frames.wide(scheme.data(PART, part)))
        ours = [
            sys.executable,
            "-m",
            "rubrikdsl",
            "score",
            str(rubric),
            str(data),
            "-o",
            f"{folder}/ours.parquet",
        ]
        hand = [sys.executable, "-m", "benchmarks.peers.polars_", str(data), f"{folder}/hand.parquet"]
        cases = [Case(OURS, lambda: _run(ours), rows)]
        if polars_.is_there():
            cases.append(Case(HAND, lambda: _run(hand), rows))
        found.rows += timed(cases, seconds, found.failed, 7)
        if len(found.rows) == 2:
            found.facts["rows that differ"] = _differ(folder / "ours.parquet", folder / "hand.parquet")


def _differ(ours: Path, hand: Path) -> int:
    """The rows with another score or class in one file, of codes, than in the other, of numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    one, other = (pq.read_table(path, columns=["nilai", "kategori"]) for path in (ours, hand))
    codes = pa.array([*scheme.CODES]).take(other["kategori"].combine_chunks().cast(pa.int32()))
    score = pc.multiply(one["nilai"].cast(pa.decimal128(12, 2)), 100).cast(pa.int64())
    same = pc.and_(
        pc.equal(score, other["nilai"].cast(pa.int64())), pc.equal(one["kategori"], pa.chunked_array([codes]))
    )
    differing: int = one.num_rows - (pc.sum(same.fill_null(False)).as_py() or 0)
    return differing


def _run(command: list[str]) -> None:
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stderr.strip() or ended.stdout.strip())
