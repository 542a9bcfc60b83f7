"""Databases for tests: the types of their columns, and a statement run over rows in each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import psycopg
from tests.properties.postgres import server

from rubrikdsl.engine.results import named_steps
from rubrikdsl.exact import decimal_places
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.workspace.api import Rubric

Row = dict[str, object]
Run = Callable[[str, Mapping[str, str], Sequence[Row]], list[tuple[Any, ...]]]
"""A statement over rows of a table `t`, whose columns have these types, beside one `nr` that counts them."""

# Columns


def kind_of(plan: Plan, key: str) -> str:
    """The type of column that a key of a record is expected in."""
    target = names_of(plan).resolve(key)
    assert isinstance(target, Target), key
    if target.reading == "share" or target.slot.state is not None:
        return "TEXT"
    if target.reading != "answer":
        return "DECIMAL(30, 8)"
    field = target.slot.field
    assert field is not None
    match field.domain.type.kind:
        case "number" if not field.not_applicable:
            return "DECIMAL(30, 8)"
        case "truth" if not field.not_applicable:
            return "BOOLEAN"
        case "date" if not field.not_applicable:
            return "DATE"
        case _:
            return "TEXT"


def one_reading(plan: Plan, keys: Iterable[str]) -> list[str]:
    """Keys of which no two give the same node: a table has one such column."""
    found: dict[object, str] = {}
    for key in keys:
        target = names_of(plan).resolve(key)
        assert isinstance(target, Target), key
        given = target.reading != "answer" and target.slot.node is not None
        known = target.slot.field is not None or target.slot.state is not None
        if given or known:  # else it is a list of items
            found.setdefault(target.slot.path if given else key, key)
    return list(found.values())


def fits(kind: str, value: object) -> bool:
    """Whether a column of that type can hold a value of a record."""
    if value is None:
        return True
    if kind.startswith("DECIMAL"):
        if not isinstance(value, (Fraction, int)):
            return False
        places = decimal_places(Fraction(value))
        return places is not None and places <= 8 and abs(Fraction(value)) < 10**20
    return not isinstance(value, Fraction) or decimal_places(value) is not None


def stored(kind: str, value: object) -> object:
    """A value as it is put into a column, and into a record."""
    if isinstance(value, Fraction):
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return number if kind.startswith("DECIMAL") else f"{number:f}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(sorted(map(str, value)))
    if kind == "TEXT" and isinstance(value, (bool, date)):
        return str(value).lower()
    return value


# Databases


def duck(statement: str, kinds: Mapping[str, str], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """DuckDB, in memory."""
    with duckdb.connect() as database:
        columns = ", ".join(f'"{key}" {kind}' for key, kind in kinds.items())
        database.execute(f"create table t (nr integer{columns and ', ' + columns})")
        marks = ", ".join("?" * (1 + len(kinds)))
        values = [[at, *(row.get(key) for key in kinds)] for at, row in enumerate(rows)]
        database.executemany(f"insert into t values ({marks})", values)
        return database.execute(statement).fetchall()


def lite(statement: str, kinds: Mapping[str, str], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """SQLite, in memory."""
    database = sqlite3.connect(":memory:")
    columns = ", ".join(f'"{key}" {kind}' for key, kind in kinds.items())
    database.execute(f"create table t (nr integer{columns and ', ' + columns})")
    marks = ", ".join("?" * (1 + len(kinds)))
    plain = [
        [at, *(str(v) if isinstance(v := row.get(key), (Decimal, date)) else v for key in kinds)]
        for at, row in enumerate(rows)
    ]
    database.executemany(f"insert into t values ({marks})", plain)
    found = database.execute(statement).fetchall()
    database.close()
    return found


def real(statement: str, kinds: Mapping[str, str], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """A PostgreSQL server; its tables live as long as a transaction that is taken back."""
    (database,) = connections
    columns = ", ".join(f'"{key}" {kind}' for key, kind in kinds.items())
    with database.transaction(force_rollback=True), database.cursor() as cursor:
        cursor.execute(f"create temporary table t (nr integer{columns and ', ' + columns})")
        marks = ", ".join(["%s"] * (1 + len(kinds)))
        values = [[at, *(row.get(key) for key in kinds)] for at, row in enumerate(rows)]
        cursor.executemany(f"insert into t values ({marks})", values)
        cursor.execute(statement)
        return list(cursor.fetchall())


RUN: dict[str, Run] = {"duckdb": duck, "sqlite": lite, "postgres": real}
connections: list[Any] = []
"""The connection to a server of PostgreSQL, while there is one."""


@contextmanager
def connected() -> Iterator[bool]:
    """Whether there is a PostgreSQL to be had; if so, it runs meanwhile."""
    with server() as place:
        if place is None:
            yield False
            return
        with psycopg.connect(place) as found:
            connections.append(found)
            try:
                yield True
            finally:
                connections.clear()


# What they find


def outputs(rubric: Rubric) -> list[str]:
    """The named values, in order: the columns of results."""
    return [named.name for named, _ in named_steps(rubric.ready.plan)]


def same(value: Any, right: object) -> bool:
    """Whether a database has a value of the reference, in its own way."""
    match right:
        case None:
            return value is None
        case bool():
            return value is not None and bool(value) == right
        case Fraction():
            over, _, under = str(value).partition("/")
            found = Fraction(over)
            for part in under.split("/") if under else ():
                found /= int(part)
            return found == right
        case frozenset():
            return bool(value == "; ".join(sorted(right)))
        case date():
            return str(value) == right.isoformat()
        case _:
            return bool(value == right)
