"""Rubrics on Apache Spark, where one machine is not enough (`docs/spark.md`).

`score` and `rank` take a DataFrame and give one back; nothing runs before Spark is asked for its rows. `ship`
sends this package to workers that do not have it.
"""

from rubrikdsl.spark.problems import SparkError
from rubrikdsl.spark.ranked import rank
from rubrikdsl.spark.scored import score
from rubrikdsl.spark.shipped import ship

__all__ = ["SparkError", "rank", "score", "ship"]
