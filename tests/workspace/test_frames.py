"""Frames of every kind go in and come back."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest

import rubrikdsl as rb

ROWS = {"record": ["a", "b", "c"], "nilai": ["80.85", "87.99", None], "lain": [1, 2, 3]}
WANTED = {
    "nilai": ["80.85", "87.99", None],
    "kategori": ["B", "B", None],
    "kategori.zona": ["hijau", "hijau", None],
}


@pytest.fixture(scope="module")
def unit() -> rb.Rubric:
    return rb.load("kepatuhan.unit", on="2024-12-31")


def texts(values: Any) -> list[str | None]:
    return [None if value is None or value != value else str(value) for value in values]


def test_arrow(unit: rb.Rubric) -> None:
    found = unit.score_table(pa.table(ROWS))
    assert isinstance(found, pa.Table)
    assert {name: texts(found.column(name).to_pylist()) for name in WANTED} == WANTED
    assert found.column("problems").to_pylist() == [None, None, "not-answered"]


def test_polars(unit: rb.Rubric) -> None:
    pl = pytest.importorskip("polars")
    found = unit.score_table(pl.DataFrame(ROWS))
    assert isinstance(found, pl.DataFrame) and found.schema["nilai"] == pl.Decimal(38, 2)
    assert {name: texts(found[name].to_list()) for name in WANTED} == WANTED
    lazy = unit.score_table(pl.LazyFrame(ROWS))
    assert isinstance(lazy, pl.LazyFrame) and lazy.collect().equals(found)


def test_pandas(unit: rb.Rubric) -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(ROWS, index=[7, 8, 9])
    found = unit.score_table(frame)
    assert isinstance(found, pd.DataFrame) and list(found.index) == [7, 8, 9]
    assert {name: texts(None if pd.isna(v) else v for v in found[name]) for name in WANTED} == WANTED


def test_duckdb(unit: rb.Rubric) -> None:
    duckdb = pytest.importorskip("duckdb")
    table = pa.table(ROWS)
    found = unit.score_table(duckdb.from_arrow(table))
    assert isinstance(found, duckdb.DuckDBPyRelation)
    assert [row[1] for row in found.fetchall()] == WANTED["kategori"]


def test_rows_of_their_own_are_told(unit: rb.Rubric) -> None:
    with pytest.warns(UserWarning, match="1 of 2 rows"):
        found = unit.score_table(pa.table({"nilai": ["80,85", "87.99"]}))
    assert found.column("kategori").to_pylist() == ["B", "B"]


def test_collections_and_readings_are_scored_all_the_same() -> None:
    open_ = rb.load("kepatuhan.unit", on="2025-06-30")
    with pytest.warns(UserWarning, match="2 of 2 rows"):
        found = open_.score_table(pa.table({"nilai": ["80.85", "7.99"]}))
    assert texts(found.column("nilai").to_pylist()) == ["80.85", "7.99"]


def test_no_rows(unit: rb.Rubric) -> None:
    found = unit.score_table(pa.table({"nilai": pa.array([], pa.string())}))
    assert found.num_rows == 0 and found.column_names[-1] == "problems"


def test_a_missing_package_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['narwhals'] = None\n"
        "import rubrikdsl as rb\n"
        "try: rb.load('kepatuhan.unit', on='2024-12-31').score_table(None)\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "ExtraError" in done.stdout and "pip install 'rubrikdsl[data]'" in done.stdout
