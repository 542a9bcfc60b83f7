"""A frame of Spark through the statement of SQL: none of its columns holds a type that this would misread."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.slots import slots_of
from rubrikdsl.records.layout import layout_of
from rubrikdsl.records.names import names_of
from rubrikdsl.spark import problems
from rubrikdsl.spark.columns import RECORD
from rubrikdsl.spark.columns import beside
from rubrikdsl.spark.columns import column
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

PLACES = 18
"""The most decimals of a decimal that every comparison of Spark keeps."""


def scored(frame: DataFrame, rubric: Rubric, reading: Reading) -> DataFrame:
    """The results of every row; raises `SparkError` and `SqlError`."""
    from pyspark.sql import functions as f

    if reading.by:
        raise SparkError(*problems.sql_of_groups())
    read = _columns(rubric, frame)
    results = rubric._tables.schema(read).names
    before = beside(frame, reading, results)
    carried = [
        column(reading.id_column).cast("string").alias(RECORD)
        if one.name == RECORD and reading.id_column is not None
        else column(one.name)
        for one in before
    ]
    row, view = f"row_{uuid.uuid4().hex}", f"rubrik_{uuid.uuid4().hex}"
    # what is carried along goes through the statement as one column
    frame.select(*map(column, read), f.struct(*carried, f.lit(True)).alias(row)).createTempView(view)
    try:
        found = frame.sparkSession.sql(rubric.to_sql("spark", view, columns=read, id_column=row))
    finally:
        frame.sparkSession.catalog.dropTempView(view)
    kept = [column(row).getField(one.name).alias(one.name) for one in before]
    return found.toDF(row, *results).select(*kept, *map(column, results))


def _columns(rubric: Rubric, frame: DataFrame) -> list[str]:
    """The columns that the statement reads; what names nothing is left alone."""
    plan = rubric.ready.plan
    names = names_of(plan)
    read = [name for name in frame.columns if names.resolve(name) is not None]
    layout = layout_of(names, read)
    if layout is not None:  # else the statement is refused, with the reason
        for slot in slots_of(plan, layout.said())[0].values():
            name = layout.column(slot)
            held = frame.schema[name].dataType
            wanted = _unfit(slot, held)
            if wanted is not None:
                raise SparkError(*problems.other_type(name, held.simpleString(), wanted))
    return read


def _unfit(slot: Slot, held: DataType) -> Words | None:
    """What the statement expects of a slot, where a column holds something else."""
    from pyspark.sql import types as t

    is_text = isinstance(held, t.StringType)
    is_number = isinstance(held, t.NumericType) and not (
        isinstance(held, t.DecimalType) and held.scale > PLACES
    )
    match slot.type.kind:
        case "number" if not slot.not_applicable:
            return None if is_number else problems.NUMBER
        case "number" | "share":
            return None if is_number or is_text else problems.WORDED
        case "truth":
            return None if is_text or isinstance(held, t.BooleanType) else problems.TRUTH
        case "date":
            return None if is_text or isinstance(held, t.DateType) else problems.DATE
        case _:
            return None if is_text else problems.TEXT
