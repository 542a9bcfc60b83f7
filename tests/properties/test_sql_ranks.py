"""Ranks that a database finds, against `rank` on the same records."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from tests.properties.databases import RUN
from tests.properties.databases import Row
from tests.properties.scoring import ready

import rubrikdsl as rb

RANKED = """\
rubric r "Ranked"
  inputs
    kelas one of x, y
    daerah text
    kunci 0 .. 3
  score nilai 0 .. 100
    indicator a weight 50% 0 .. 100 step 0.5 may be not applicable
    indicator b weight 30% 0 .. 100
    indicator c weight 20% 0 .. 100 may be not applicable
  bands mutu of nilai
    range code
    from 50 baik
    below 50 buruk
  ranking bersama by nilai within kelas ties share
  ranking rapat by mutu lowest first within daerah ties dense
  ranking berkunci by nilai.unrounded within kelas, daerah ties by kunci lowest first
  ranking beda by nilai ties distinct by kunci
"""
KINDS = {"kelas": "TEXT", "daerah": "TEXT", "kunci": "INT", "a": "TEXT", "b": "INT", "c": "TEXT"}


def rows_of(random: Random) -> list[Row]:
    said: dict[str, list[Any]] = {
        "kelas": ["x", "y", "X", None],
        "daerah": ["Kota Batu", "kota batu", "Kota Malang"],
        "kunci": [0, 1, 2, None],
        "a": ["50", "75.5", "n/a", "100"],
        "b": [0, 50, 100, 33, 101],
        "c": ["50", "60", "tidak berlaku", "7"],
    }
    return [
        {key: random.choice(each[: 3 + (random.random() < 0.2) * 9]) for key, each in said.items()}
        for _ in range(40)
    ]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_ranks(dialect: Any, request: pytest.FixtureRequest) -> None:
    if dialect == "postgres":
        request.getfixturevalue("database")
    rubric, random = ready(RANKED), Random("ranks")
    rows = rows_of(random)
    records = [
        {"record": str(nr), **{k: v for k, v in row.items() if v is not None}} for nr, row in enumerate(rows)
    ]
    ranked = 0
    for name in rubric.rankings:
        statement = rubric.to_sql(dialect, "t", id_column="nr", ranking=name)
        found = {nr: rank for nr, *_, rank in RUN[dialect](statement, KINDS, rows)}
        wanted = {int(each.record): each.rank for each in rubric.rank(records, name)}
        assert found == wanted, name
        ranked += sum(rank is not None for rank in found.values())
    assert ranked > 60


def test_of_regions() -> None:
    """Records that members make up are ranked too; an input of the record is told in their rows."""
    text = """\
rubric unit
  score nilai 0 .. 100
    indicator a weight 100% 0 .. 100

rubric kota
  inputs
    pulau text
  collect unit by unit
  score nilai 0 .. 100
    = mean(unit.nilai)
  ranking teratas by nilai within pulau ties share
"""
    kinds = {"kota": "TEXT", "record": "TEXT", "a": "INT", "pulau": "TEXT"}
    said = [
        ("A", "1", 50, "Jawa"), ("A", "2", 51, None), ("B", "1", 50, "Jawa"), ("B", "2", 51, None),
        ("C", "1", 50, "Jawa"), ("D", "1", 1, "Bali"), ("E", "1", None, "Bali"), (None, "1", 1, "Bali"),
    ]  # fmt: skip
    rows: list[Row] = [dict(zip(kinds, row, strict=True)) for row in said]
    statement = ready(text).to_sql("duckdb", "t", by="kota", ranking="teratas")
    found = {record: (told, rank) for record, _, told, rank in RUN["duckdb"](statement, kinds, rows)}
    assert found == {
        "A": (None, 1), "B": (None, 1), "C": (None, 3), "D": (None, 1), "E": ("not-answered", None),
        "1": ("key-undivided", None),
    }  # fmt: skip


def test_a_ranking_that_there_is_not() -> None:
    with pytest.raises(rb.SqlError, match="has no ranking `teratas`"):
        ready(RANKED).to_sql("duckdb", "t", ranking="teratas")
