"""A city's own classes beside the national ones, and award eligibility condition by condition."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import rubrikdsl as rb


def test_every_quoted_result_of_the_city_follows_its_own_table(stock: Path) -> None:
    city = rb.load("metro.evaluasi")
    with (stock / "kota_metro/data/evaluasi_2025.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    found = [city.score({"record": row["record"], "indeks": row["indeks"]}) for row in rows]
    printed = [(row["kode_terbit"], row["label_terbit"]) for row in rows]
    assert [(one["kota"], one["kota.label"]) for one in found] == printed
    assert [one["nasional"] for one in found] == ["A", "B", "B-"]
    assert [one["banding"] for one in found] == ["sama", "sama", "berbeda"]


@pytest.mark.parametrize(
    ("index", "city", "national"),
    [("4.01", "A", "A-"), ("4.00", "B", "B"), ("3.01", "B", "B-"), ("3.00", "C", "C"), ("1.50", "E", "E")],
)
def test_both_tables_at_the_edges(index: str, city: str, national: str) -> None:
    found = rb.load("metro.evaluasi").score({"indeks": index})
    assert (found["kota"], found["nasional"]) == (city, national)


@pytest.mark.parametrize(
    ("score", "done", "award", "certificate"),
    [
        ("80.85", None, False, None),
        ("97.21", None, True, None),
        ("80.85", True, False, True),
        ("97.21", False, True, False),
        ("77.99", True, False, False),
        ("78.00", True, False, True),
        ("77.99", None, False, None),
    ],
)
def test_awards(score: str, done: bool | None, award: bool, certificate: bool | None) -> None:
    record = {"nilai": score} | ({} if done is None else {"tuntas": done})
    found = rb.load("kepatuhan.penghargaan").score(record)
    assert (found["ppd"], found["sertifikat"]) == (award, certificate)
