"""A frame of Spark through the statement of SQL: none of its columns holds a type that this would misread."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.slots import slots_of
from rubrikdsl.records.bind import ID
from rubrikdsl.records.names import names_of
from rubrikdsl.records.values import fold
from rubrikdsl.spark import problems
from rubrikdsl.spark.columns import RECORD
from rubrikdsl.spark.columns import beside
from rubrikdsl.spark.columns import column
from rubrikdsl.spark.columns import lists_of
from rubrikdsl.spark.columns import members_in
from rubrikdsl.spark.columns import read_by
from rubrikdsl.spark.columns import stripped
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.sql import Asked
from rubrikdsl.workspace.sql import levels_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

PLACES = 18
"""The most decimals of a decimal that every comparison of Spark keeps."""


def scored(frame: DataFrame, rubric: Rubric, reading: Reading) -> DataFrame:
    """The results of every row, or of every record that rows make up; raises `SparkError` and `SqlError`."""
    from pyspark.sql import functions as f

    if reading.by:
        return _grouped(frame, rubric, reading)
    read = [name for name in frame.columns if names_of(rubric.ready.plan).resolve(name) is not None]
    _check(frame, rubric, Asked("", read))
    results = rubric._tables.schema(read, reading).names
    before = beside(frame, reading, results)
    carried = [
        column(reading.id_column).cast("string").alias(RECORD)
        if one.name == RECORD and reading.id_column is not None
        else column(one.name)
        for one in before
    ]
    row = f"row_{uuid.uuid4().hex}"
    # what is carried along goes through the statement as one column
    given = frame.select(*map(column, read), f.struct(*carried, f.lit(True)).alias(row))
    found = _run(given, rubric, Asked("", read, row))
    kept = [column(row).getField(one.name).alias(one.name) for one in before]
    return found.toDF(row, *results).select(*kept, *map(column, results))


def _grouped(frame: DataFrame, rubric: Rubric, reading: Reading) -> DataFrame:
    """Records as a `GROUP BY` a level; what names them is without spaces around it, as `--by` reads it."""
    if reading.keep:
        raise SparkError(*problems.kept_of_groups())
    own = reading.id_column or next((name for name in frame.columns if fold(name) == fold(ID)), None)
    names = [*reading.by, *([] if own is None else [own])]
    aside = {*names, *lists_of(frame)}
    read = [name for name in read_by(rubric, frame, reading) if name not in aside]
    asked = Asked("", read, own, reading.by, reading.collection)
    _check(frame, rubric, asked)
    given = frame.select(*map(column, read), *(stripped(frame, name).alias(name) for name in names))
    results = rubric._tables.schema(read, reading).names
    return _run(given, rubric, asked).toDF(RECORD, *results)


def _run(frame: DataFrame, rubric: Rubric, asked: Asked) -> DataFrame:
    """The statement on a frame."""
    view = f"rubrik_{uuid.uuid4().hex}"
    frame.createTempView(view)
    try:
        statement = rubric.to_sql(
            "spark",
            view,
            columns=asked.columns,
            id_column=asked.record,
            by=asked.by,
            collection=asked.collection,
        )
        return frame.sparkSession.sql(statement)
    finally:
        frame.sparkSession.catalog.dropTempView(view)


def _check(frame: DataFrame, rubric: Rubric, asked: Asked) -> None:
    """Raises `SparkError` where a column holds what the statement would misread."""
    for name in members_in(rubric.ready.plan, frame):
        raise SparkError(*problems.members_in_lists(name))
    for level in levels_of(rubric.ready.plan, asked)[1]:
        slots = slots_of(level.plan, level.layout.said())[0].values()
        wanted = {level.layout.column(slot): slot for slot in slots}
        for name, slot in wanted.items():
            _check_type(name, frame.schema[name].dataType, _expected(slot))
        for name in level.checklists.values():
            _check_type(name, frame.schema[name].dataType, TEXT)


def _check_type(name: str, held: DataType, expected: Expected) -> None:
    is_fit, wanted = expected
    if not is_fit(held):
        raise SparkError(*problems.other_type(name, held.simpleString(), wanted))


def _is_text(held: DataType) -> bool:
    return held.typeName() == "string"


def _is_number(held: DataType) -> bool:
    from pyspark.sql.types import DecimalType
    from pyspark.sql.types import NumericType

    return isinstance(held, NumericType) and not (isinstance(held, DecimalType) and held.scale > PLACES)


Expected = tuple[Callable[["DataType"], bool], Words]
"""Which types of columns a statement reads as they are meant, and what to call them."""

TEXT: Final[Expected] = _is_text, problems.TEXT


def _expected(slot: Slot) -> Expected:
    """What the statement expects of a slot."""
    match slot.type.kind:
        case "number" if not slot.not_applicable:
            return _is_number, problems.NUMBER
        case "number" | "share":
            return lambda held: _is_number(held) or _is_text(held), problems.WORDED
        case "truth":
            return lambda held: _is_text(held) or held.typeName() == "boolean", problems.TRUTH
        case "date":
            return lambda held: _is_text(held) or held.typeName() == "date", problems.DATE
        case _:
            return TEXT
