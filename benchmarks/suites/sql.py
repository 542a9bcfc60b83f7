"""Databases: the statement of `rubrik sql` beside those of an analyst, on the same table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from typing import Literal

from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import duckdb_
from benchmarks.peers import sql
from benchmarks.results import Found

ROWS = {"duckdb": 500_000, "sqlite": 5_000, "postgres": 10_000}
COLUMNS = [*scheme.NAMES, "lokasi"]
TITLES = {"duckdb": "DuckDB", "sqlite": "SQLite", "postgres": "PostgreSQL"}


def run(found: Found, seconds: float) -> None:
    """Each database that is there; a table of points, and in DuckDB one of whole hundredths."""
    rubric = scheme.rubric(scheme.text())
    with ExitStack() as stack:
        for dialect, connect in DATABASES.items():
            rows = ROWS[dialect]
            data = scheme.data(rows)
            execute = connect(data, stack)
            if execute is None:
                found.absent.append(TITLES[dialect])
                continue
            ours = rubric.to_sql(dialect, "t", columns=COLUMNS, id_column=None)
            statements = {"rubrik sql": ours, "by hand": sql.statement(dialect)}
            if dialect == "duckdb":
                statements["by hand on hundredths"] = duckdb_.statement(True).replace("FROM t)", "FROM u)")
            cases = [
                Case(f"{TITLES[dialect]}: {name}", _kept(execute, text), rows)
                for name, text in statements.items()
            ]
            found.rows += timed(cases, seconds / len(DATABASES), found.failed, 10)
    found.facts["rows"] = {TITLES[name]: rows for name, rows in ROWS.items()}


def _kept(execute: Callable[[str], object], statement: str) -> Callable[[], None]:
    """What a statement finds, kept as a table: all of its columns are made."""

    def call() -> None:
        execute("DROP TABLE IF EXISTS r")
        execute(f"CREATE TEMPORARY TABLE r AS {statement}")

    return call


def _duckdb(data: scheme.Data, stack: ExitStack) -> Callable[[str], object] | None:
    if not duckdb_.is_there():
        return None
    import duckdb
    import pyarrow as pa

    link = stack.enter_context(duckdb.connect())
    link.register("given", pa.table({**data.columns, "lokasi": data.place}))
    link.execute("CREATE TABLE u AS SELECT * FROM given")
    points = ", ".join(f"({name}::DECIMAL(9, 0) * 0.01)::DECIMAL(5, 2) AS {name}" for name in scheme.NAMES)
    places = "['mpp', 'luring', 'daring'][lokasi + 1] AS lokasi"
    link.execute(f"CREATE TABLE t AS SELECT {points}, {places} FROM given")
    return link.execute


def _sqlite(data: scheme.Data, stack: ExitStack) -> Callable[[str], object]:
    link = sqlite3.connect(":memory:")
    stack.callback(link.close)
    columns = ", ".join(f"{name} REAL" for name in scheme.NAMES)
    link.execute(f"CREATE TABLE t ({columns}, lokasi TEXT)")
    marks = ", ".join("?" * (1 + len(scheme.NAMES)))
    link.executemany(f"INSERT INTO t VALUES ({marks})", _rows(data, float))
    return link.execute


def _postgres(data: scheme.Data, stack: ExitStack) -> Callable[[str], object] | None:
    try:
        import psycopg
        from tests.properties.postgres import server
    except ImportError:
        return None
    where = stack.enter_context(server())
    if where is None:
        return None
    link = stack.enter_context(psycopg.connect(where, autocommit=True))
    columns = ", ".join(f"{name} NUMERIC(5, 2)" for name in scheme.NAMES)
    link.execute(f"CREATE TABLE t ({columns}, lokasi TEXT)")
    with link.cursor() as cursor, cursor.copy("COPY t FROM STDIN") as copy:
        for row in _rows(data, str):
            copy.write_row(row)
    link.execute("ANALYZE t")
    return link.execute


def _rows(data: scheme.Data, kind: Callable[[Any], object]) -> Any:
    """Points as the database takes them, the place last."""
    for record in data.records():
        *values, place = record.values()
        yield (*map(kind, values), place)


Name = Literal["duckdb", "sqlite", "postgres"]
Connect = Callable[[scheme.Data, ExitStack], Callable[[str], object] | None]

DATABASES: dict[Name, Connect] = {
    "duckdb": _duckdb,
    "sqlite": _sqlite,
    "postgres": _postgres,
}
