"""The columns of a frame of Spark that a rubric reads, and those of its results."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.bind import ID
from rubrikdsl.records.names import names_of
from rubrikdsl.records.values import fold
from rubrikdsl.spark import problems
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructField

RECORD = "record"


def column(name: str) -> Column:
    """A column by its name, dots and all."""
    from pyspark.sql import functions as f

    return f.col(f"`{name.replace('`', '``')}`")


def read_by(rubric: Rubric, frame: DataFrame, reading: Reading) -> tuple[str, ...]:
    """The columns of a frame that say something to a rubric; the others need not travel."""
    asked = {*reading.by, *reading.keep, reading.id_column}
    names = [names_of(plan) for variant in rubric.variants for plan in _plans(variant.ready.plan)]

    def says(key: str) -> bool:
        marked, _, rest = key.partition(".")
        told = {key, rest} if rest and marked in reading.by else {key}
        return any(one.resolve(each) is not None for one in names for each in told)

    lists = set(lists_of(frame))
    return tuple(
        name
        for name in frame.columns
        if name in asked or name in lists or fold(name) == fold(ID) or says(name)
    )


def members_in(plan: Plan, frame: DataFrame) -> list[str]:
    """The columns that are lists of members."""
    names = {fold(collection.name) for one in _plans(plan) for collection in one.collections}
    return [name for name in lists_of(frame) if fold(name) in names]


def lists_of(frame: DataFrame) -> list[str]:
    """The columns that are no single cells."""
    from pyspark.sql.types import ArrayType
    from pyspark.sql.types import StructType

    return [field.name for field in frame.schema if isinstance(field.dataType, (ArrayType, StructType))]


def stripped(frame: DataFrame, name: str) -> Column:
    """A column that names records: a text without the spaces around it, as `--by` reads it."""
    from pyspark.sql import functions as f
    from pyspark.sql.types import StringType

    if not isinstance(frame.schema[name].dataType, StringType):
        return column(name)
    space = r"[\p{IsWhite_Space}\x1C-\x1F]+"
    return f.regexp_replace(column(name), rf"^{space}|{space}$", "")


def _plans(plan: Plan) -> Iterator[Plan]:
    yield plan
    for collection in plan.collections:
        yield from _plans(collection.plan)


def fields(schema: pa.Schema) -> list[StructField]:
    """Columns of results as Spark has them."""
    import pyarrow as pa
    from pyspark.sql import types as t

    def kind(type: pa.DataType) -> t.DataType:
        if pa.types.is_decimal(type):
            return t.DecimalType(type.precision, type.scale)
        if pa.types.is_boolean(type):
            return t.BooleanType()
        return t.DateType() if pa.types.is_date(type) else t.StringType()

    return [t.StructField(field.name, kind(field.type)) for field in schema]


def beside(frame: DataFrame, reading: Reading, results: Sequence[str]) -> list[StructField]:
    """The columns before the results: the name of the record, and those carried along."""
    from pyspark.sql import types as t

    kept = {field.name: field.dataType for field in frame.schema}
    found = [t.StructField(RECORD, t.StringType())] if reading.by or reading.id_column is not None else []
    for name in reading.keep:
        if name.lower() in {*map(str.lower, results), *(one.name.lower() for one in found)}:
            raise SparkError(*problems.name_taken(name))
        found.append(t.StructField(name, t.StringType() if reading.by else kept[name]))
    return found
