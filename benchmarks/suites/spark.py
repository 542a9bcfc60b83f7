"""Spark on this machine's cores: what a row costs, by the columns of Python workers and by SQL in the JVM."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import frames
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import sql
from benchmarks.results import Found

ROWS = 400_000


def run(found: Found, seconds: float) -> None:
    """The rows of a Parquet file, results made and thrown away."""
    try:
        from pyspark.sql import SparkSession

        import rubrikdsl.spark as spark
    except ImportError:
        found.absent.append("rubrikdsl[spark]")
        return
    import pyarrow.parquet as pq

    cores = os.cpu_count() or 1
    found.facts = {"rows": ROWS, "cores": cores}
    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers, too, have what is installed here
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    rubric = scheme.rubric(scheme.text())
    with tempfile.TemporaryDirectory() as name:
        for part in range(2 * cores):
            table = frames.wide(scheme.data(ROWS // (2 * cores), part))
            pq.write_table(table, Path(name) / f"{part}.parquet")
        rows = session.read.parquet(name)
        rows.createOrReplaceTempView("t")
        by_hand = sql.statement("spark")
        cases = [
            Case("rubrikdsl.spark, columns", _made(lambda: spark.score(rows, rubric, keep="lokasi")), ROWS),
            Case(
                "rubrikdsl.spark, SQL",
                _made(lambda: spark.score(rows, rubric, keep="lokasi", engine="sql")),
                ROWS,
            ),
            Case("Spark SQL by hand, decimals", _made(lambda: session.sql(by_hand)), ROWS),
        ]
        found.rows += timed(cases, seconds, found.failed, 5)
    session.stop()


def _made(frame: Callable[[], Any]) -> Callable[[], None]:
    return lambda: frame().write.format("noop").mode("overwrite").save()
