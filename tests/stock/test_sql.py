"""The published data through statements of SQL: what a database finds is what `score` finds."""

from __future__ import annotations

import csv
import sqlite3
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

import rubrikdsl as rb

ROOT = Path(__file__).parents[2] / "rubrics"
PARTS = ["input.poin", "proses.poin", "output.poin", "pengaduan.poin"]
DATA = [
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022.csv", ["nilai"]),
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ["nilai", *PARTS]),
    ("kepatuhan.unit", "2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ["nilai"]),
    ("kepatuhan.daerah_2018+bulat", "2018-12-31", "ombudsman/data/kepatuhan_2018.csv", ["nilai"]),
    ("kepatuhan.vertikal_2017", "2017-12-31", "ombudsman/data/kepatuhan_2017_vertikal.csv", ["nilai"]),
    ("kepatuhan.daerah_2021", "2021-12-31", "ombudsman/data/kepatuhan_2021.csv", ["nilai"]),
    ("lokasi.bonus", None, "ombudsman/data/lokasi_rekaan.csv", ["kepatuhan", "lokasi"]),
    ("lokasi.bobot", None, "ombudsman/data/lokasi_rekaan.csv", ["kepatuhan", "lokasi"]),
    ("metro.evaluasi", None, "kota_metro/data/evaluasi_2025.csv", ["indeks"]),
]
"""Rubric, day, file, columns that are read."""


def found_by(dialect: str, statement: str, columns: list[str], rows: list[list[str | None]]) -> list[Any]:
    """What a database finds, numbers as its own."""
    kinds = ", ".join(f'"{name}" {"TEXT" if name == "lokasi" else "DECIMAL(12, 4)"}' for name in columns)
    create = f'create table t ("record" TEXT, {kinds})'
    insert = f"insert into t values ({', '.join('?' * (1 + len(columns)))})"
    database: Any = duckdb.connect() if dialect == "duckdb" else sqlite3.connect(":memory:")
    try:
        database.execute(create)
        database.executemany(insert, rows)
        return list(database.execute(statement).fetchall())
    finally:
        database.close()


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
@pytest.mark.parametrize(("name", "day", "file", "columns"), DATA, ids=str)
def test_published(dialect: Any, name: str, day: str | None, file: str, columns: list[str]) -> None:
    name, _, reading = name.partition("+")
    rubric = rb.load(name, on=day, readings=[reading] if reading else ())
    with (ROOT / file).open(encoding="utf-8", newline="") as handle:
        read = list(csv.DictReader(handle))
    rows = [[row["record"], *(row[column] or None for column in columns)] for row in read]
    statement = rubric.to_sql(dialect, "t", columns=columns)
    assert len(rows) >= 2
    found = {row[0]: row[1:] for row in found_by(dialect, statement, columns, rows)}
    scored = 0
    for record, *cells in rows:
        result = rubric._row(dict(zip(columns, cells, strict=True)), 1).result
        codes = {problem.code for problem in result.problems if problem.severity != "warning"}
        *values, told = found[record]
        assert (set() if told is None else set(told.split("; "))) == codes, (record, told, codes)
        for named, value in zip(result.values, values, strict=True):
            if isinstance(named.value, Fraction):
                assert Fraction(str(value)) == named.value, (record, named)
            else:
                assert value == named.value, (record, named)
            scored += named.value is not None
    assert scored >= len(rows)


MEMBERS = [
    ("2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ["nilai", *PARTS]),
    ("2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ["nilai"]),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
@pytest.mark.parametrize(("day", "file", "columns"), MEMBERS, ids=str)
def test_published_units(dialect: Any, day: str, file: str, columns: list[str]) -> None:
    """Regions from their units: what `--by` says of a table is what `--by-split` says of the file."""
    rubric = rb.load("kepatuhan.daerah", on=day)
    with (ROOT / file).open(encoding="utf-8", newline="") as handle:
        read = list(csv.DictReader(handle))
    people = rubric.population(ROOT / file, by_split=("record", " :: "))
    wanted = {result.record: result for result in people}
    rows: list[list[str | None]] = []
    for row in read:
        region, _, unit = row["record"].partition(" :: ")
        rows.append([unit, *(row[column] or None for column in columns), region])
    statement = rubric.to_sql(dialect, "t", columns=columns, by="lokasi")
    found = {row[0]: row[1:] for row in found_by(dialect, statement, [*columns, "lokasi"], rows)}
    assert found.keys() == wanted.keys() and len(found) >= 1
    for record, (*values, told) in found.items():
        result = wanted[record]
        codes = {problem.code for problem in result.problems if problem.severity != "warning"}
        assert (set() if told is None else set(told.split("; "))) == codes, (record, told, codes)
        for name, value in zip(result, values, strict=True):
            right = result[name]
            assert (Fraction(str(value)) if isinstance(right, Fraction) else value) == right, (record, name)
