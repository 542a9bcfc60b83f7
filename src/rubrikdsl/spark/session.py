"""A session of Spark: the one that runs already, else a new one."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.spark import problems
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.spark.shipped import ship

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def session(master: str, *, progress: bool = False) -> Iterator[SparkSession]:
    """A session, stopped in the end if it was started here; workers elsewhere get this package.

    `progress`: Spark draws how far it is. Raises `ExtraError` without pyspark, `SparkError` without Java.
    """
    with needed(problems.SPARK, "pyspark", "spark"):
        from pyspark.sql import SparkSession
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    if not has_java():
        raise SparkError(*problems.no_java())
    here = master.startswith("local")
    if here:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("rubrikdsl")
    builder = builder.config("spark.log.level", "ERROR")
    builder = builder.config("spark.ui.showConsoleProgress", str(progress).lower())
    if here:
        builder = builder.config("spark.ui.enabled", "false")
    with warnings.catch_warnings():  # of pandas, which has no part in this
        warnings.simplefilter("ignore", FutureWarning)
        try:
            started = builder.getOrCreate()
        except Exception as fault:  # another Java, no such master, no network: each fails in its own way
            raise SparkError(*problems.not_started(master, str(fault))) from fault
    try:
        if not here:
            ship(started)
        yield started
    finally:
        started.stop()


def has_java() -> bool:
    """Whether there is a Java to run Spark with."""
    home = os.environ.get("JAVA_HOME")
    return Path(home, "bin", "java").exists() if home else shutil.which("java") is not None
