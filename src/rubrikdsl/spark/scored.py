"""Frames of Spark through a rubric: in batches of columns on the workers, or as a statement of SQL."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Literal
from typing import Union
from typing import get_args

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.spark import problems
from rubrikdsl.spark.columns import beside
from rubrikdsl.spark.columns import column
from rubrikdsl.spark.columns import fields
from rubrikdsl.spark.columns import read_by
from rubrikdsl.spark.columns import stripped
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.spark.worker import Task
from rubrikdsl.spark.worker import function
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructField

Engine = Literal["columns", "sql"]


def score(
    frame: DataFrame,
    rubric: Rubric,
    *,
    by: Union[str, Sequence[str]] = (),
    collection: str | None = None,
    id_column: str | None = None,
    keep: Union[str, Sequence[str]] = (),
    engine: Engine = "columns",
) -> DataFrame:
    """The results of every row of a frame, or of every record that its rows make up (`by`).

    Columns, options and results are those of `Rubric.score_table`: `record` where `id_column` names records
    or rows are put together, the columns to `keep`, a column for each named value, and `problems`. Nothing
    runs before Spark is asked for rows. The engine `sql` runs the statement of `rubric.to_sql("spark", …)`
    in place of Python on the workers; with `by` it keeps no columns. Raises `SparkError`; `RecordError` where
    rows cannot be put together as asked, `SqlError` where there is no such statement. Needs the extra
    `spark`.
    """
    with needed(problems.SPARK, "pyspark", "spark"):
        import pyspark  # noqa: F401
    with needed(problems.SPARK, "pyarrow", "spark"):
        import pyarrow  # noqa: F401
    if engine not in get_args(Engine):
        raise SparkError(*problems.unknown_engine(engine))
    reading = reading_of(frame, by, collection, id_column, keep)
    if engine == "sql":
        from rubrikdsl.spark.statement import scored

        return scored(frame, rubric, reading)
    read = read_by(rubric, frame, reading) or tuple(frame.columns[:1])
    results = fields(rubric._tables.schema(read, reading))
    made = [*beside(frame, reading, [field.name for field in results]), *results]
    return mapped(frame.select(*map(column, read)), rubric, reading, made)


def reading_of(
    frame: DataFrame,
    by: Union[str, Sequence[str]],
    collection: str | None,
    id_column: str | None,
    keep: Union[str, Sequence[str]],
) -> Reading:
    """How rows become records; raises `SparkError` where a column is not there."""
    by, keep = ((given,) if isinstance(given, str) else tuple(given) for given in (by, keep))
    for name in (id_column, *by, *keep):
        if name is not None and name not in frame.columns:
            raise SparkError(*problems.no_column(name, frame.columns))
    return Reading(id_column, keep, by, None, collection)


def mapped(
    frame: DataFrame, rubric: Rubric, reading: Reading, made: list[StructField], ordered: Sequence[str] = ()
) -> DataFrame:
    """A frame through a rubric, batch by batch; records that rows make up come whole."""
    from pyspark.sql.types import StructType

    read = tuple(frame.columns)
    plain = {
        name: f"c{at}" for at, name in enumerate(read)
    }  # Spark sends no columns with dots in their names
    frame = frame.toDF(*plain.values())
    if reading.by:
        key = stripped(frame, plain[reading.by[0]])
        order = ["key", *(plain[name] for name in reading.keep)]  # what is kept is the same in every run
        frame = frame.withColumn("key", key).repartition("key").sortWithinPartitions(*order)
    with warnings.catch_warnings():  # of pandas, which has no part in this
        warnings.simplefilter("ignore", FutureWarning)
        return frame.mapInArrow(function(Task(rubric, reading, read, tuple(ordered))), StructType(made))
