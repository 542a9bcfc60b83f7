"""Polars, tuned by hand: narrow whole numbers, one query for results and checks.

Which way of writing is the fastest depends on the version, so there are several: how a dimension is added
up, how a row beyond the range is looked for, how a class is found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import product
from operator import add
from typing import Any
from typing import Literal

from benchmarks import scheme
from benchmarks.peers import Found
from benchmarks.peers import Table
from benchmarks.peers import is_installed

Sums = Literal["sum_horizontal", "+"]
Checks = Literal["is_between", "min and max"]
Classes = Literal["when", "counted", "texts"]


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("polars")


def frame(data: scheme.Data) -> Any:
    """The columns as a frame."""
    import polars as pl

    return pl.DataFrame({**data.columns, "lokasi": data.place})


def scored(given: Any, sums: Sums, classes: Classes) -> Any:
    """Scores and classes of a lazy frame, in stages, so that nothing is computed twice."""
    import polars as pl

    groups = []
    for d in range(len(scheme.WEIGHTS)):
        parts = [pl.col(f"i{d}_{i}") for i in range(scheme.EACH)]
        group = pl.sum_horizontal(parts) if sums == "sum_horizontal" else reduce(add, parts)
        groups.append(group.alias(f"d{d}"))
    total = reduce(add, (pl.col(f"d{d}").cast(pl.Int64) * w for d, w in enumerate(scheme.WEIGHTS)))
    place, nilai, low = pl.col("lokasi"), pl.col("nilai"), pl.col("d0") < 30_000
    bonus = pl.when(place == 0).then(25_000_000).when(place == 2).then(10_000_000).otherwise(0)
    capped = pl.min_horizontal(total + bonus, pl.lit(1_000_000_000, pl.Int64))
    rounded = ((capped + 50_000) // 100_000).cast(pl.Int32)
    stages = given.select(place, *groups).select("d0", rounded.alias("nilai"))
    return stages.select(nilai, _class(nilai, low, classes).alias("kategori"))


def _class(nilai: Any, low: Any, classes: Classes) -> Any:
    """The class of a score, and of a row with too little in the first dimension."""
    import polars as pl

    if classes == "counted":
        band = reduce(add, ((nilai < edge).cast(pl.Int8) for edge in scheme.EDGES))
        return pl.max_horizontal(band, low.cast(pl.Int8) * pl.lit(2, pl.Int8))

    def is_(code: int) -> Any:
        return pl.lit(scheme.CODES[code]) if classes == "texts" else pl.lit(code, pl.Int8)

    band = is_(4)
    for code, edge in reversed(list(enumerate(scheme.EDGES))):
        band = pl.when(nilai >= edge).then(is_(code)).otherwise(band)
    return pl.when(low & (nilai >= 7800)).then(is_(2)).otherwise(band)


def plain(given: Any) -> Any:
    """The same as anybody would write it first: each indicator times its weight, in 64 bits."""
    import polars as pl

    terms = [pl.col(f"i{d}_{i}") * w for d, w in enumerate(scheme.WEIGHTS) for i in range(scheme.EACH)]
    bonus = pl.col("lokasi").replace_strict({at: each * scheme.WHOLE for at, each in enumerate(scheme.BONUS)})
    total = pl.min_horizontal(reduce(add, terms) + bonus, pl.lit(1_000_000_000))
    low = reduce(add, (pl.col(f"i0_{i}") for i in range(scheme.EACH))) < 30_000
    stages = given.select(((total + 50_000) // 100_000).alias("nilai"), low.alias("low"))
    return stages.select("nilai", _class(pl.col("nilai"), pl.col("low"), "texts").alias("kategori"))


def within(checks: Checks) -> list[Any]:
    """Whether each column keeps to its range."""
    import polars as pl

    if checks == "is_between":
        return [pl.col(name).is_between(0, high).all() for name, high in RANGES]
    return [(pl.col(name).min() >= 0) & (pl.col(name).max() <= high) for name, high in RANGES]


RANGES = [*((name, 10_000) for name in scheme.NAMES), ("lokasi", len(scheme.PLACES) - 1)]


def whole(data: scheme.Data) -> list[Table]:
    """Each way of writing it. Where a number lies beyond, a second query says in which rows."""
    import polars as pl

    made = frame(data)
    ways: list[tuple[Sums, Checks, Classes]] = list(
        product(("sum_horizontal", "+"), ("is_between", "min and max"), ("when", "counted"))
    )

    def table(way: tuple[Sums, Checks, Classes]) -> Table:
        sums, checks, classes = way

        def run() -> Any:
            lazy = made.lazy()
            found, sound = pl.collect_all([scored(lazy, sums, classes), lazy.select(within(checks))])
            if all(sound.row(0)):
                return found, None
            bad = [~pl.col(name).is_between(0, high) for name, high in RANGES]
            return found, made.select(pl.any_horizontal(bad))

        def read(found: Any) -> Found:
            return found[0]["nilai"].to_numpy(), found[0]["kategori"].to_numpy()

        return Table(f"Polars, tuned by hand ({', '.join(way)})", run, read, len(data))

    return [table(way) for way in ways]


def ways(data: scheme.Data) -> list[Table]:
    """From what anybody would write first to the fastest, all with the same checks."""
    import polars as pl

    narrow = frame(data)
    wide = narrow.with_columns(pl.all().cast(pl.Int64))

    def table(title: str, given: Any, score: Callable[[Any], Any]) -> Table:
        def run() -> Any:
            found, sound = pl.collect_all([score(given.lazy()), given.lazy().select(within("min and max"))])
            assert all(sound.row(0))
            return found

        return Table(title, run, read, len(data))

    def read(found: Any) -> Found:
        codes = found["kategori"]
        if codes.dtype == pl.String:
            codes = codes.replace_strict({code: at for at, code in enumerate(scheme.CODES)})
        return found["nilai"].to_numpy(), codes.to_numpy()

    return [
        table("Polars, 64 bits, classes as texts", wide, plain),
        table(
            "Polars, 32 bits within dimensions, classes as texts",
            narrow,
            lambda rows: scored(rows, "+", "texts"),
        ),
        table(
            "Polars, 32 bits within dimensions, classes as numbers",
            narrow,
            lambda rows: scored(rows, "+", "when"),
        ),
    ]


def file(source: str, target: str) -> None:
    """A Parquet file of decimals through the fastest of these ways, as a stream that is read once."""
    import polars as pl

    whole = [pl.col(name).to_physical().cast(pl.Int32) for name in scheme.NAMES]
    place = pl.col("lokasi").replace_strict(
        {code: at for at, code in enumerate(scheme.PLACES)}, return_dtype=pl.Int32
    )
    given = pl.scan_parquet(source).select(*whole, place)
    results = scored(given, "+", "when").sink_parquet(target, lazy=True)
    _, sound = pl.collect_all([results, given.select(within("is_between"))], engine="streaming")
    if not all(sound.row(0)):
        raise SystemExit("a number beyond its range")


if __name__ == "__main__":
    import sys

    file(*sys.argv[1:])
