"""Frames of every kind go in and come back."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

import rubrikdsl as rb
from rubrikdsl.workspace.frames import read

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


def test_texts_of_polars(unit: rb.Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    """As views or categories, few different ones in a stretch of rows and many in the next."""
    pl = pytest.importorskip("polars")
    monkeypatch.setattr(read, "LONG", 100)
    numbers = [*([" 80.85", None] * 75), *(f"{at}.5" for at in range(150))]
    frame = pl.DataFrame({"nama": [f"U{at % 7}" for at in range(300)], "nilai": numbers})
    wanted = unit.score_table(frame.to_arrow(), id_column="nama", keep="nama").to_pydict()
    assert texts(wanted["nilai"][:2]) == ["80.85", None] and texts(wanted["nilai"][150:152]) == [
        "0.50",
        "1.50",
    ]
    for kind in (frame, frame.cast({"nilai": pl.Categorical}), frame.cast({"nama": pl.Categorical})):
        assert unit.score_table(kind, id_column="nama", keep="nama").to_arrow().to_pydict() == wanted
    monkeypatch.setattr(read, "LONG", 10)  # in pieces that have few each, and many together
    assert unit.score_table(frame, id_column="nama", keep="nama").to_arrow().to_pydict() == wanted


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
        found = unit.score_table(pa.table({"nilai": pa.array([80.5, None], pa.float32())}))
    assert found.column("kategori").to_pylist() == ["B", None]


def test_open_readings() -> None:
    """What they agree on is as good as any other value."""
    open_ = rb.load("kepatuhan.daerah_2018", on="2018-12-31")
    table = pa.table({"record": ["a", "b", "c", "d"], "nilai": ["80.3", "7.99", None, "800"]})
    found = open_.score_table(table, id_column="record")
    assert found.column("zona").to_pylist() == [None, "merah", None, None]
    assert found.column("problems").to_pylist() == [
        "reading-differs", None, "not-answered", "given-outside-scale"
    ]  # fmt: skip


def test_a_row_for_each_reading() -> None:
    open_ = rb.load("kepatuhan.daerah_2018", on="2018-12-31")
    found = open_.score_table(pa.table({"record": ["a", "b"], "nilai": ["80.3", "7.99"]}), all_readings=True)
    assert found.column_names[:2] == ["reading", "nilai"]
    assert list(zip(found["reading"].to_pylist(), found["zona"].to_pylist(), strict=True)) == [
        ("bulat", "kuning"), ("di_atas", "hijau"), ("bulat", "merah"), ("di_atas", "merah")
    ]  # fmt: skip


UNITS = {
    "kota": ["Metro", "Batu", "Metro", None, "Batu"],
    "record": ["RSUD", "Dinas", "Dukcapil", "Camat", "RSUD"],
    "nilai": ["80", "90", "71", "66", None],
    "sumber": ["a", "b", "a", "c", None],
}


@pytest.fixture(scope="module")
def region() -> rb.Rubric:
    return rb.load("kepatuhan.daerah", on="2024-12-31")


def test_rows_put_together(region: rb.Rubric) -> None:
    found = region.score_table(pa.table(UNITS), by="kota", keep=["sumber"])
    assert found.column_names[:3] == ["record", "sumber", "nilai"]
    assert found.select(["record", "sumber", "nilai", "problems"]).to_pylist() == [
        {"record": "Metro", "sumber": "a", "nilai": Decimal("75.50"), "problems": None},
        {"record": "Batu", "sumber": "b", "nilai": None, "problems": "not-answered"},
        {"record": "Camat", "sumber": "c", "nilai": None, "problems": "key-undivided"},
    ]


def test_rows_put_together_come_back_in_kind(region: rb.Rubric) -> None:
    pl, pd = pytest.importorskip("polars"), pytest.importorskip("pandas")
    found = region.score_table(pl.DataFrame(UNITS), by=["kota"])
    assert isinstance(found, pl.DataFrame) and found["record"].to_list() == ["Metro", "Batu", "Camat"]
    frame = region.score_table(pd.DataFrame(UNITS), by="kota")
    assert isinstance(frame, pd.DataFrame) and list(frame["record"]) == ["Metro", "Batu", "Camat"]


def test_lists_of_structs(region: rb.Rubric) -> None:
    pl = pytest.importorskip("polars")
    units = [
        [{"record": "a", "nilai": 80}, {"record": "b", "nilai": 70}],
        [],
        None,
        [{"record": "a", "nilai": 1}] * 2,
    ]
    frame = pl.DataFrame({"nama": ["A", "B", "C", "D"], "unit": units})
    named = region.score_table(frame, id_column="nama", keep="nama")
    assert named["record"].to_list() == named["nama"].to_list() == ["A", "B", "C", "D"]
    found = region.score_table(frame)
    assert texts(found["nilai"].to_list()) == ["75.00", None, None, None]
    assert found["problems"].to_list() == [None, "too-few-members", "not-answered", "unit-twice"]


@pytest.mark.parametrize(
    "names",
    [
        pa.array(["1", "2", " 1", ""], pa.string()),
        pa.array(["1", "2", "1", None]).dictionary_encode(),
        pa.array([1, 2, 1, None], pa.uint8()),
        pa.array([1.0, 2.0, 1.0, None]),
        pa.array([Decimal("1.00"), Decimal("2.00"), Decimal("1.00"), None]),
        *([pa.array(["1", "2", "1 ", None], pa.string_view())] if hasattr(pa, "string_view") else []),
    ],
    ids=lambda names: str(names.type),
)
def test_names_of_any_type(region: rb.Rubric, names: pa.Array) -> None:
    table = pa.table({"kota": names, "record": pa.array(["a", "b", "c", "d"]), "nilai": [80, 90, 70, 60]})
    found = region.score_table(table, by="kota")
    assert found.column("record").to_pylist() == ["1", "2", "d"]
    assert texts(found.column("nilai").to_pylist()) == ["75.00", "90.00", None]
    twice = table.set_column(0, "kota", pa.array(["x"] * 4)).set_column(1, "record", names)
    told = region.score_table(twice, by="kota").column("problems").to_pylist()
    assert told == ["unit-twice"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"by": "kabupaten"}, "column-absent"),
        ({"id_column": "nama"}, "column-absent"),
        ({"by": "kota", "keep": "record"}, "column-twice"),
        ({"keep": "nilai"}, "column-twice"),
        ({"by": ["kota", "record"]}, "collection-unclear"),
        ({"by": "kota", "collection": "dinas"}, "collection-unclear"),
    ],
)
def test_what_cannot_be_asked_for(region: rb.Rubric, asked: dict[str, Any], code: str) -> None:
    with pytest.raises(rb.RecordError) as refused:
        region.score_table(pa.table(UNITS), **asked)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_value_that_no_result_reads_is_checked_all_the_same() -> None:
    from tests.properties.scoring import ready

    rubric = ready(
        """\
rubric tiny "Tiny"
  inputs
    luas "Luas" 0 .. 9
  score s "S" 0 .. 100
    indicator a "A" weight 100% 0 .. 4
"""
    )
    found = rubric.score_table(pa.table({"a": [1, 2], "luas": [9, 10]}))
    assert texts(found.column("s").to_pylist()) == ["25", None]
    assert found.column("problems").to_pylist() == [None, "value-outside-domain"]


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
