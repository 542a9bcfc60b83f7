"""`rubrik score --engine spark`: data of any size through a rubric, on a cluster or on this machine."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli import spark_problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import UNREADABLE
from rubrikdsl.cli.console import Console
from rubrikdsl.workspace.files import STDIN

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql import SparkSession

    from rubrikdsl.workspace.api import Rubric

CSV, PARQUET = "csv", "parquet"
ENDINGS = {"csv": CSV, "parquet": PARQUET, "pq": PARQUET, "": PARQUET}


def run(arguments: Namespace, console: Console) -> int:
    """Score the data on Spark."""
    from rubrikdsl.cli.scoring import chosen
    from rubrikdsl.diagnostics.extras import ExtraError
    from rubrikdsl.spark.problems import SparkError
    from rubrikdsl.spark.session import session
    from rubrikdsl.workspace.api import Rubric

    form = _checked(arguments)
    found = chosen(arguments, console, arguments.data_)
    if found is None:
        return console.code
    rubric = Rubric(found.variants[0].ready, found.variants)
    master = arguments.master or os.environ.get("SPARK_MASTER") or "local[*]"
    try:
        with session(master, progress=console.err.isatty()) as spark:
            _score(arguments, console, spark, rubric, form)
    except (ExtraError, SparkError) as missing:
        console.trouble(missing.message, missing.help, UNREADABLE)
    return console.code


def _checked(arguments: Namespace) -> str:
    """The format of the data; raises `UsageError` for what Spark does not do."""
    unknown = {
        "--partial": arguments.partial,
        "--date-column": arguments.date_column,
        "--all-readings": arguments.all_readings,
        "--by-split": arguments.by_split,
        "--sheet": arguments.sheet,
    }
    for option, given in unknown.items():
        if given:
            raise UsageError(*spark_problems.not_on_spark(option))
    if arguments.collection is not None and not arguments.by:
        raise UsageError(*problems.collection_alone())
    if arguments.engine == "spark-sql" and arguments.by and arguments.keep:
        raise UsageError(*spark_problems.kept_of_groups())
    output = arguments.output
    if output is None or output == STDIN:
        raise UsageError(*spark_problems.needs_folder())
    form = arguments.format or _ending(output)
    if form not in ("", PARQUET):
        raise UsageError(*spark_problems.parquet_alone(form))
    if Path(output).exists():
        raise UsageError(*spark_problems.folder_exists(output))
    forms = {_form(name) for name in arguments.data_}
    if len(forms) > 1:
        raise UsageError(*spark_problems.mixed_data())
    return forms.pop()


def _ending(name: str) -> str:
    """The ending of a name that tells a format; a dot elsewhere (`hasil.2025`) tells none."""
    from rubrikdsl.cli.score import FILES
    from rubrikdsl.cli.score import OTHERS

    ending = name.rstrip("/").rpartition("/")[2].rpartition(".")[2].lower()
    return ending if ending in (*FILES, *OTHERS, "pq") and "." in name else ""


def _form(name: str) -> str:
    """How a file or folder is read."""
    if name == STDIN:
        raise UsageError(*spark_problems.no_standard_input())
    ending = _ending(name)
    if ending not in ENDINGS:
        raise UsageError(*spark_problems.other_data(name, ending))
    folder = Path(name)
    if not ending and folder.is_dir() and any(folder.rglob("*.csv")) and not any(folder.rglob("*.parquet")):
        return CSV
    return ENDINGS[ending]


def _score(arguments: Namespace, console: Console, spark: SparkSession, rubric: Rubric, form: str) -> None:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    from rubrikdsl import spark as rubrics
    from rubrikdsl.cli.scoring import show
    from rubrikdsl.workspace.api import RecordError
    from rubrikdsl.workspace.sql import SqlError

    try:
        frame = _frame(spark, arguments.data_, form)
        names = [name for name in frame.columns if name.strip().lower() == "record"]
        id_column = arguments.id if arguments.id is not None or arguments.by else next(iter(names), None)
        if id_column is None and not arguments.by and not arguments.keep:
            raise UsageError(*spark_problems.nameless())
        made = rubrics.score(
            frame,
            rubric,
            by=arguments.by,
            collection=arguments.collection,
            id_column=id_column,
            keep=arguments.keep,
            engine="sql" if arguments.engine == "spark-sql" else "columns",
        )
        made.write.parquet(arguments.output)
        _tell(arguments.output, console, spark.read.parquet(arguments.output))
    except RecordError as refused:
        for problem in refused.problems:
            show(problem, console)
    except SqlError as none:
        console.trouble(none.message, none.help, FINDINGS)
    except (PySparkException, Py4JError) as fault:
        console.trouble(*spark_problems.stopped(_why(str(fault))), UNREADABLE)


def _frame(spark: SparkSession, names: Sequence[str], form: str) -> DataFrame:
    """The data; of CSV every cell a text, and a row that does not fit its header stops the work."""
    if form == PARQUET:
        return spark.read.parquet(*names)
    reader = spark.read.options(header=True, escape='"', mode="FAILFAST", enforceSchema=False)
    frame = reader.csv(list(names))
    (first, *others) = frame.columns
    mark = next((mark for mark in ";\t" if mark in first), None)
    return frame if others or mark is None else reader.csv(list(names), sep=mark)


def _tell(output: str, console: Console, results: DataFrame) -> None:
    """How many records were written, and how often each problem was met."""
    met: Counter[str] = Counter()
    count = 0
    for codes, rows in results.groupBy("problems").count().collect():
        count += rows
        for code in codes.split("; ") if codes else ():
            met[code] += rows
    console.line(spark_problems.written(output, count))
    for code, rows in sorted(met.items()):
        console.say(f"{spark_problems.told(code, rows).read(console.language)}\n")
    if met:
        console.say(f"  = {spark_problems.LOOK.read(console.language)}\n")
        console.worse(FINDINGS)


def _why(text: str) -> str:
    """What Spark says first, or, of a fault on a worker, what Python said last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if line.partition(":")[0].endswith(("Error", "Exception"))]
    return (told or lines or [""])[-1 if told else 0]
