"""DuckDB, tuned by hand: narrow whole numbers, one statement for results and checks."""

from __future__ import annotations

from typing import Any

from benchmarks import scheme
from benchmarks.peers import Found
from benchmarks.peers import Table
from benchmarks.peers import is_installed


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("duckdb")


def statement(each: bool) -> str:
    """Scores, classes and refused rows of `t`: ranges by each name, or by `least` and `greatest`."""
    parts = scheme.sums()
    total = " + ".join(f"{w}::BIGINT * d{d}" for d, w in enumerate(scheme.WEIGHTS))
    bonus = "CASE lokasi WHEN 0 THEN 25000000 WHEN 2 THEN 10000000 ELSE 0 END"
    names = ", ".join(scheme.NAMES)
    if each:
        bad = " OR ".join(f"{name} NOT BETWEEN 0 AND 10000" for name in scheme.NAMES)
    else:
        bad = f"least({names}) < 0 OR greatest({names}) > 10000"
    sums = ", ".join(f"{part} AS d{d}" for d, part in enumerate(parts))
    cases = " ".join(f"WHEN q >= {edge} THEN {code}" for code, edge in enumerate(scheme.EDGES))
    return (
        f"WITH s AS (SELECT {sums}, lokasi, {bad} OR lokasi NOT BETWEEN 0 AND 2 AS bad FROM t), "
        f"n AS (SELECT d0, bad, (least({total} + {bonus}, 1000000000) + 50000) // 100000 AS q FROM s) "
        f"SELECT q, CASE WHEN d0 < 30000 AND q >= 7800 THEN 2 ELSE CASE {cases} ELSE 4 END END AS k, "
        "bad FROM n"
    )


def whole(data: scheme.Data) -> list[Table]:
    """Each way of writing it, on a table of its own; results as Arrow."""
    import duckdb

    link = duckdb.connect()
    link.register("given", _arrow(data))
    link.execute("CREATE TABLE t AS SELECT * FROM given")
    link.unregister("given")

    def table(each: bool) -> Table:
        text = statement(each)

        def run() -> Any:
            return link.sql(text).to_arrow_table()

        def read(found: Any) -> Found:
            return found["q"].to_numpy(), found["k"].to_numpy()

        return Table(f"DuckDB, tuned by hand ({'each' if each else 'least, greatest'})", run, read, len(data))

    return [table(True), table(False)]


def ways(data: scheme.Data) -> list[Table]:
    """The same statement on columns of 64 and of 32 bits, and what decimals would take."""
    import duckdb

    link = duckdb.connect()
    link.register("given", _arrow(data))
    names = [*scheme.NAMES, "lokasi"]
    wide = ", ".join(f"{name}::BIGINT AS {name}" for name in names)
    points = ", ".join(f"({name} * 0.01)::DECIMAL(5, 2) AS {name}" for name in scheme.NAMES)
    for table, columns in (("narrow", "*"), ("wide", wide), ("decimals", f"{points}, lokasi")):
        link.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM given")
    link.unregister("given")
    whole = statement(each=False)

    def way(title: str, text: str) -> Table:
        def read(found: Any) -> Found:
            return found["q"].to_numpy(), found["k"].to_numpy()

        return Table(title, lambda: link.sql(text).to_arrow_table(), read, len(data))

    return [
        way("DuckDB, BIGINT", whole.replace("FROM t)", "FROM wide)")),
        way("DuckDB, INTEGER", whole.replace("FROM t)", "FROM narrow)")),
        way("DuckDB, DECIMAL(5, 2)", in_decimals()),
    ]


def in_decimals() -> str:
    """The statement on decimals, as the rule is written; the score as hundredths in the end."""
    sums = ", ".join(f"{part} AS d{d}" for d, part in enumerate(scheme.sums()))
    total = " + ".join(f"{w / scheme.WHOLE} * d{d}" for d, w in enumerate(scheme.WEIGHTS))
    bonus = "CASE lokasi WHEN 0 THEN 2.50 WHEN 2 THEN 1.00 ELSE 0.00 END"
    names = ", ".join(scheme.NAMES)
    cases = " ".join(f"WHEN q >= {edge / 100:.2f} THEN {code}" for code, edge in enumerate(scheme.EDGES))
    return (
        f"WITH s AS (SELECT {sums}, lokasi, least({names}) < 0 OR greatest({names}) > 100 "
        "OR lokasi NOT BETWEEN 0 AND 2 AS bad FROM decimals), "
        f"n AS (SELECT d0, bad, round(least({total} + {bonus}, 100), 2) AS q FROM s) "
        f"SELECT (q * 100)::INTEGER AS q, CASE WHEN d0 < 300 AND q >= 78 THEN 2 "
        f"ELSE CASE {cases} ELSE 4 END END AS k, bad FROM n"
    )


def _arrow(data: scheme.Data) -> Any:
    import pyarrow as pa

    return pa.table({**data.columns, "lokasi": data.place})
