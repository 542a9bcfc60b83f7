"""A ranking of a rubric over a frame of Spark: a window over what the workers found.

What a ranking reads of a record (`within`, `by` and the keys that tell equals apart) becomes values of the
rubric, so that workers find it like any other. Numbers that do not end bring a text that sorts as they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Union
from typing import assert_never

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.plan import ir
from rubrikdsl.spark import problems
from rubrikdsl.spark.columns import beside
from rubrikdsl.spark.columns import column
from rubrikdsl.spark.columns import fields
from rubrikdsl.spark.columns import read_by
from rubrikdsl.spark.problems import SparkError
from rubrikdsl.spark.scored import mapped
from rubrikdsl.spark.scored import reading_of
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.problems import choose_ranking
from rubrikdsl.workspace.shelf import Ready

if TYPE_CHECKING:
    from pyspark.sql import Column
    from pyspark.sql import DataFrame

NO_RANK = "no-rank"
"""The code of a record without a rank."""


def rank(
    frame: DataFrame,
    rubric: Rubric,
    name: str | None = None,
    *,
    by: Union[str, Sequence[str]] = (),
    collection: str | None = None,
    id_column: str | None = None,
    keep: Union[str, Sequence[str]] = (),
) -> DataFrame:
    """The records of a frame with their ranks in a ranking (`name` chooses where the rubric has several).

    The columns: `record` and those to `keep` as in `score`; the inputs that the ranking is `within`; `value`
    and `key_1`, … that it goes by; `rank`, null where a record has none; and `problems`, with the code
    `no-rank` there. Rows come in no order. Raises `SparkError`. Needs the extra `spark`.
    """
    with needed(problems.SPARK, "pyspark", "spark"):
        from pyspark.sql import functions as f
        from pyspark.sql import types as t
        from pyspark.sql.window import Window
    ranking = _chosen(rubric, name)
    reading = reading_of(frame, by, collection, id_column, keep)
    plan = rubric.ready.plan
    within = [_input(plan, step) for step in ranking.within]
    keys = (ranking.by, *ranking.keys)
    values = ["value", *(f"key_{number}" for number in range(1, len(keys)))]
    before = beside(frame, reading, [*within, *values, "rank", "problems"])

    asked = [*within, *values]
    steps = [*ranking.within, *(key.step for key in keys)]
    made = _asking(rubric, dict(zip(asked, steps, strict=True)))
    read = read_by(made, frame, reading) or tuple(frame.columns[:1])
    found = {field.name: field for field in fields(made._tables.schema(read, reading))}
    number = {
        name: plan.types[key.step].kind in ("number", "share") for name, key in zip(values, keys, strict=True)
    }
    texts = tuple(name for name in values if number[name] and isinstance(found[name].dataType, t.StringType))
    columns = [
        *before,
        *found.values(),
        *(t.StructField(f"order of {name}", t.StringType()) for name in texts),
    ]
    scored = mapped(frame.select(*map(column, read)), made, reading, columns, texts)

    def place(name: str, key: ir.Key) -> Column:
        of = column(f"order of {name}") if name in texts else column(name)
        codes = plan.types[key.step].codes
        if not number[name]:  # a code stands where its row does
            of = f.array_position(f.array(*map(f.lit, codes)), of)
        return of.asc() if key.lowest else of.desc()

    known = [column(name).isNotNull() for name in asked]
    placed = known[0]
    for one in known[1:]:
        placed = placed & one
    among = [placed, *map(column, within)]
    order = [place(name, key) for name, key in zip(values, keys, strict=True)]
    window = Window.partitionBy(*among).orderBy(*order)
    match ranking.ties:
        case "share":
            place_of: Column = f.rank().over(window)
        case "dense":
            place_of = f.dense_rank().over(window)
        case "distinct":
            alone = f.count(f.lit(1)).over(Window.partitionBy(*among, *map(column, values))) == 1
            place_of = f.when(alone, f.rank().over(window))
        case _:
            assert_never(ranking.ties)
    ranks = f.when(placed, place_of).alias("rank")
    told = f.concat_ws("; ", column("problems"), f.when(column("rank").isNull(), f.lit(NO_RANK)))
    listed = scored.select(
        *(column(one.name) for one in before), *map(column, asked), ranks, column("problems")
    )
    return listed.withColumn("problems", f.nullif(told, f.lit("")))


def _chosen(rubric: Rubric, name: str | None) -> ir.Ranking:
    """The ranking of that name, or the only one."""
    if len(rubric.variants) > 1:
        open_ = [f"{name}: {', '.join(each)}" for name, each in rubric.readings.items()]
        raise SparkError(*problems.open_readings(rubric.name, open_))
    found = [one for one in rubric.ready.plan.rankings if name in (None, one.name)]
    if len(found) != 1:
        raise SparkError(choose_ranking(rubric.name, name, rubric.rankings))
    return found[0]


def _input(plan: ir.Plan, step: int) -> str:
    """The name of the input that divides the records."""
    answer = plan.steps[step]
    assert isinstance(answer, ir.Answer)
    return ".".join(plan.fields[answer.field].path)


def _asking(rubric: Rubric, steps: dict[str, int]) -> Rubric:
    """The rubric with some of its steps for its values, each under a name."""
    plan = rubric.ready.plan
    lets = tuple(ir.Let(name, name, step, plan.types[step], -1) for name, step in steps.items())
    asked = range(len(plan.lets), len(plan.lets) + len(lets))
    return Rubric(Ready(replace(plan, lets=(*plan.lets, *lets), order=tuple(("let", at) for at in asked))))
