"""Statements over the members of collections, by hand; many rubrics are those of `test_engines`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.properties.databases import RUN
from tests.properties.databases import Row
from tests.properties.scoring import ready

HELD = """\
rubric puskesmas "Health centre"
  score nilai "Score" 0 .. 100 places 1
    indicator mutu "Quality" weight 100% 0 .. 100 step 0.5

rubric kota "City"
  inputs
    jenis one of kota "Kota", kab "Kabupaten"
  collect unit "Units" by puskesmas at least 1
  score nilai "Score" 0 .. 100 places 2
    = mean(unit.nilai)
  let terbawah = min(unit.nilai)
  let banyak = count(unit) + (if jenis is kota then 0 else 100)
"""
ROWS: list[tuple[str | None, ...]] = [
    # kota, record, mutu, jenis
    ("Batu", "Sisir", "80", None),
    (" Batu ", "Beji", "81.5", "kota"),
    ("Batu", "Junrejo", "50", "kota"),
    ("Malang", "Dinoyo", None, "kota"),
    ("Malang", "Janti", "70", "kota"),
    ("Kediri", None, None, "kota"),  # the city's own row, and no unit
    ("Blitar", "Srengat", "60", "kab"),
    ("Blitar", " ", None, "kab"),  # the same beside a unit
    ("Blitar", None, "90", None),  # a unit without a name
    ("Madiun", "Caruban", "60", "kab"),
    ("Madiun", "Mejayan", "60", "kota"),  # says otherwise than the row before
    ("Ngawi", "Paron", "60", "kab"),
    ("Ngawi", " Paron", "60", "kab"),  # the same unit again
    ("Tuban", "Jenu", "60.25", "desa"),  # neither the unit's nor the city's is in its domain
    (None, "Palang", "60", "kota"),  # of no city
    (" ", None, None, "kota"),
]
FOUND: list[tuple[str | None, ...]] = [
    ("Batu", "70.50", "50", "3", None),
    ("Blitar", "75", "60", "102", None),
    ("Kediri", None, None, None, "too-few-members"),
    ("Madiun", None, None, None, "group-disagrees"),
    ("Malang", None, None, "2", "not-answered"),
    ("Ngawi", None, None, None, "unit-twice"),
    ("Palang", None, None, None, "key-undivided"),
    ("Tuban", None, None, None, "value-outside-domain"),
    (None, None, None, None, "key-undivided"),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_by_hand(dialect: Any, request: pytest.FixtureRequest) -> None:
    """Exact expectations that no code of ours computed: rows of cities, of their own, and of nothing."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    rubric = ready(HELD)
    kinds = {"kota": "TEXT", "record": "TEXT", "mutu": "DECIMAL(8, 2)", "jenis": "TEXT"}
    rows: list[Row] = [dict(zip(kinds, said, strict=True)) for said in ROWS]
    for statement in (rubric.to_sql(dialect, "t", by="kota"), rubric.to_sql(dialect, "t", by=["kota"])):
        found = RUN[dialect](statement, kinds, rows)
        got = sorted(
            (record, *(None if n is None else Fraction(str(n)) for n in numbers), told)
            for record, *numbers, told in found
            if record is not None
        )
        wanted = [
            (record, *(None if n is None else Fraction(n) for n in numbers), told)
            for record, *numbers, told in FOUND
            if record is not None
        ]
        assert got == wanted, dialect
        assert [row for row in found if row[0] is None] == [(None, None, None, None, "key-undivided")]


MIDDLE = """\
rubric puskesmas "Health centre"
  score nilai "Score" 0 .. 100 places 1
    indicator mutu "Quality" weight 100% 0 .. 100 step 0.5

rubric kota "City"
  collect unit "Units" by puskesmas
  score nilai "Score" 0 .. 100 places 2
    = median(unit.nilai)
"""


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_medians(dialect: Any, request: pytest.FixtureRequest) -> None:
    """The number in the middle, or half-way between the two there; one number twice counts twice."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    cities = {"A": "10 90.5 20", "B": "0 0.5 100 100", "C": "7.5", "D": "5 5 5 80", "E": "1 99"}
    wanted = {"A": "20", "B": "50.25", "C": "7.5", "D": "5", "E": "50"}
    kinds = {"kota": "TEXT", "record": "TEXT", "mutu": "DECIMAL(8, 2)"}
    rows: list[Row] = [
        {"kota": city, "record": f"u{at}", "mutu": Decimal(score)}
        for city, scores in cities.items()
        for at, score in enumerate(scores.split())
    ]
    found = RUN[dialect](ready(MIDDLE).to_sql(dialect, "t", by="kota"), kinds, rows)
    assert {record: (Fraction(str(n)), told) for record, n, told in found} == {
        city: (Fraction(n), None) for city, n in wanted.items()
    }
