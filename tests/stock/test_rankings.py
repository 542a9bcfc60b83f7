"""The ranking rubric over the published rows: its order agrees with every printed rank but one tie."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

import rubrikdsl as rb


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    path = Path(__file__).resolve().parents[2] / "rubrics/ombudsman/data/kepatuhan_2022.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def records(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    return [
        {key: row[key] for key in ("record", "tahun", "jenis", "provinsi", "nilai") if row[key]}
        for row in rows
    ]


def ranks(rows: list[dict[str, str]], name: str) -> dict[str, int | None]:
    return {each.record: each.rank for each in rb.load("kepatuhan.peringkat").rank(records(rows), name)}


def test_every_row_has_a_countryrank(rows: list[dict[str, str]]) -> None:
    found = ranks(rows, "nasional")
    assert len(found) == len(rows) == 132
    assert None not in found.values()


def test_what_has_no_province_has_no_rank_there(rows: list[dict[str, str]]) -> None:
    unit = rb.load("kepatuhan.peringkat")
    without = [each for each in unit.rank(records(rows), "setempat") if each.rank is None]
    assert {each.record for each in without} == {row["record"] for row in rows if not row["provinsi"]}
    assert {each.problem.code for each in without if each.problem} == {"no-rank"}
    assert all(each.result["nilai"] == each.value for each in without)


def test_the_printed_order_of_each_scope_but_one_tie(rows: list[dict[str, str]]) -> None:
    """Ranks printed for one scope are in the order of the ranking over the rows at hand."""
    scopes: defaultdict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["peringkat"]:
            scope = row["lingkup_peringkat"]
            country = scope.startswith("nasional")
            place = row["jenis"] if country else row["provinsi"]
            scopes[row["tahun"], "nasional" if country else scope, place].append(row)
    national, local = ranks(rows, "nasional"), ranks(rows, "setempat")
    compared, differing = 0, []
    for (_, scope, _), group in scopes.items():
        found = national if scope == "nasional" else local
        for one, two in combinations(sorted(group, key=lambda row: int(row["peringkat"])), 2):
            before, after = found[one["record"]], found[two["record"]]
            assert before is not None and after is not None
            if int(one["peringkat"]) < int(two["peringkat"]):
                compared += 1
                if before >= after:
                    differing.append((one["record"], two["record"]))
    assert compared > 40
    assert differing == [("Kabupaten Buru Selatan 2024", "Kabupaten Maluku Barat Daya 2024")]


def test_the_tie_shares_a_rank(rows: list[dict[str, str]]) -> None:
    for name in ("nasional", "setempat"):
        found = ranks(rows, name)
        assert found["Kabupaten Buru Selatan 2024"] == found["Kabupaten Maluku Barat Daya 2024"]
    local = ranks(rows, "setempat")
    assert local["Kabupaten Buru Selatan 2024"] == 2
    assert local["Provinsi Maluku 2024"] == 4


def test_one_of_several_must_be_named() -> None:
    unit = rb.load("kepatuhan.peringkat")
    assert unit.rankings == ("nasional", "setempat")
    for name in (None, "lokal"):
        with pytest.raises(KeyError, match="nasional, setempat"):
            unit.rank([], name)
    assert unit.rank([], "nasional") == ()
