"""What is asked before Spark starts: what is missing, what does not go together; how numbers sort."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrikdsl.cli.main import main
from rubrikdsl.spark import SparkError
from rubrikdsl.spark import session
from rubrikdsl.spark.ordering import sortable
from rubrikdsl.spark.shipped import archive

numbers = st.fractions() | st.fractions(min_value=-3, max_value=3, max_denominator=9)


@given(numbers, numbers)
def test_texts_sort_as_their_numbers(one: Fraction, other: Fraction) -> None:
    assert (sortable(one) < sortable(other)) == (one < other)
    assert (sortable(one) == sortable(other)) == (one == other)


REFUSED = [
    (["unit.parquet"], "`--engine spark` needs `--output FOLDER`"),
    (["unit.parquet", "-o", "hasil.xlsx"], "Spark writes Parquet here, not `xlsx`"),
    (["unit.parquet", "-o", "hasil", "--format", "csv"], "Spark writes Parquet here, not `csv`"),
    (["unit.xlsx", "-o", "hasil"], "`unit.xlsx`: Spark reads Parquet and CSV here, not `.xlsx`"),
    (["unit.csv", "more", "-o", "hasil"], "data of Parquet and of CSV together"),
    (["-", "-o", "hasil"], "Spark cannot read standard input"),
    (["unit.csv", "-o", "hasil", "--partial"], "`--partial` does not go with `--engine`"),
    (
        ["unit.csv", "-o", "hasil", "--engine", "spark-sql", "--by", "kota", "--keep", "kode"],
        "`--engine spark-sql` carries no columns along where `--by` puts rows together",
    ),
    (["unit.csv", "-o", "."], "`.` exists already"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=str)
def test_refused(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "kepatuhan.unit@2024-12-31", "--engine", "spark", *words]) == 2
    assert capsys.readouterr().err.startswith(f"error: {told}\n  = help: ")


def test_master_without_engine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "kepatuhan.unit@2024-12-31", "unit.csv", "--master", "yarn", "--lang", "id"]) == 2
    assert "`--master` dipakai bersama `--engine`" in capsys.readouterr().err


SCORE = ["score", "kepatuhan.unit@2024-12-31", "unit.csv", "--engine", "spark", "-o", "hasil"]


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert main(SCORE) == 3
    assert "pip install 'rubrikdsl[spark]'" in capsys.readouterr().err


def test_without_java(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr(session, "has_java", lambda: False)
    assert main([*SCORE, "--lang", "id"]) == 3
    told = capsys.readouterr().err
    assert "Spark memerlukan Java 17" in told and "apt install openjdk-17-jre-headless" in told


def test_what_is_shipped_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first, second = archive(tmp_path), archive(tmp_path / "a")
    assert first.name == second.name and first.read_bytes() == second.read_bytes()


def test_spark_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")

    def fails(_: object) -> None:
        raise RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited\nmore")

    monkeypatch.setattr(session, "has_java", lambda: True)
    monkeypatch.setattr(sql.SparkSession.Builder, "getOrCreate", fails)
    with pytest.raises(SparkError) as told, session.session("yarn"):
        pass
    assert str(told.value.message) == (
        "Spark does not start on `yarn`: [JAVA_GATEWAY_EXITED] Java gateway process exited"
    )
    assert told.value.help is not None and "master yang terjangkau" in told.value.help.id
