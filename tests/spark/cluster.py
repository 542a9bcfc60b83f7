"""Spark on this machine, as a cluster or in this process alone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import Any

from rubrikdsl.spark.session import has_java

MISSING = (
    "needs Spark: pip install 'rubrikdsl[spark]', and Java 17 (Debian: apt install openjdk-17-jre-headless)"
)


CLUSTER = "local-cluster[2,1,1024]"
"""Two workers, each a process that code and rubrics have to travel to."""


@contextmanager
def cluster(master: str = CLUSTER) -> Iterator[Any]:
    """A session; None where there is no Spark to be had."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.sql import SparkSession
    except ImportError:
        yield None
        return
    if not has_java():
        yield None
        return
    import pyspark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    quick = "-XX:TieredStopAtLevel=1"  # what runs for seconds need not be compiled well
    builder = SparkSession.builder.master(master)
    for key, value in {
        "driver.bindAddress": "127.0.0.1",
        "driver.host": "127.0.0.1",
        "driver.extraJavaOptions": quick,
        "executor.extraJavaOptions": quick,
        "executorEnv.PYTHONWARNINGS": "ignore",  # what a rubric costs is not asked here
        "log.level": "OFF",
        "sql.shuffle.partitions": "2",
        "ui.enabled": "false",
        "ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(f"spark.{key}", value)
    session = builder.getOrCreate()
    name = session.sparkContext.applicationId
    try:
        yield session
    finally:
        with suppress(Py4JError):  # after a call that a signal cut off, Java ends with this process
            session.stop()
        shutil.rmtree(Path(pyspark.__file__).parent / "work" / name, ignore_errors=True)
