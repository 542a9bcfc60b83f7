"""The published results, scored with the shipped rubrics. What does not follow is named here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import rubrikdsl as rb

EXCEPTIONS = {
    ("bulat", "Provinsi Gorontalo 2017", "zona_terbit"): ("merah", "kuning"),
    ("di_atas", "Kabupaten Banyuasin 2019", "zona_terbit"): ("hijau", "kuning"),
    ("di_atas", "Kabupaten Banyuasin 2019", "predikat_terbit"): ("tinggi", "sedang"),
    ("di_atas", "Kabupaten Buton Utara 2019", "zona_terbit"): ("kuning", "merah"),
    ("", "Kelurahan Purwo Asri 2025", "kode_terbit"): ("B-", "B"),
    ("", "Kelurahan Purwo Asri 2025", "label_terbit"): ("Baik dengan Catatan", "Baik"),
    ("", "Kota Mataram 2024", "label_terbit"): ("Pelayanan Prima", "sangat baik / prima (article uses both)"),
}
"""Published values that the rubrics do not give, by reading: (computed, published)."""


def values(found: Any, record: str) -> Mapping[str, str]:
    """What was computed for a record (of the first data file that has it)."""
    for rows in found.rows.values():
        for row in rows:
            if row.record == record:
                return dict(row.values)
    raise AssertionError(f"no record {record}")


def test_every_published_value_follows_but_the_exceptions(found: Any) -> None:
    disagreeing = {
        (regime.options[1] if "--reading" in regime.options else "", row.record, column): (
            row.values[regime.published[column]],
            row.published[column],
        )
        for regime, row in found.disagreeing()
        for column, agrees in row.agrees.items()
        if not agrees
    }
    assert disagreeing == EXCEPTIONS


def test_every_row_was_scored_and_compared(auditor: Any, found: Any, stock: Path) -> None:
    rows = 0
    for regime in auditor.REGIMES:
        data = auditor.read(stock / regime.data)
        rows += len(data)
        assert [row.record for row in found.rows[regime.title]] == [row["record"] for row in data]
        for row, printed in zip(found.rows[regime.title], data, strict=True):
            assert row.values[regime.score], row.record
            assert set(row.agrees) == {column for column in regime.published if printed[column]}
    assert rows == 50 + 50 + 2 + 35 + 132 + 26 + 13 + 14 + 3 + 3 + 20


def test_how_much_was_compared(found: Any) -> None:
    assert found.count("kategori_terbit") == (105, 105)
    assert found.count("predikat_terbit") == (61, 61)
    assert found.count("zona_terbit") == (232, 233)
    assert found.count("kode_terbit") == (3, 4)
    assert found.count("label_terbit") == (3, 5)
    assert found.count("opini_terbit") == (11, 11)
    assert found.count("kualitas_terbit") == (6, 6)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("Kabupaten Maluku Tenggara 2023 :: Puskesmas Watdek", ("49.85", "D", "merah")),
        ("Kabupaten Maluku Tenggara 2023 :: Dinas Pendidikan", ("52.85", "D", "merah")),
        ("Kota Metro 2023", ("80.85", "B", "hijau")),
        ("Kota Metro 2024", ("97.21", "A", "hijau")),
        ("Kabupaten Lampung Utara 2023", ("77.97", "C", "kuning")),
        ("Kabupaten Sumba Barat 2024", ("78.09", "B", "hijau")),
        ("Provinsi Maluku 2023", ("54.03", "C", "kuning")),
        ("Kabupaten Pasuruan 2024", ("97.35", "A", "hijau")),
    ],
)
def test_named_results_of_2022_to_2024(found: Any, record: str, expected: tuple[str, str, str]) -> None:
    found_values = values(found, record)
    score, kategori, zona = expected
    assert Decimal(found_values["nilai"]) == Decimal(score)
    assert (found_values["kategori"], found_values["kategori.zona"]) == (kategori, zona)


@pytest.mark.parametrize(
    ("record", "zona"),
    [
        ("Kabupaten Lebong 2021", "hijau"),
        ("Kota Gorontalo 2021", "kuning"),
        ("Provinsi Banten 2018", "hijau"),
        ("Kabupaten Banyuasin 2019", "kuning"),
        ("Kabupaten Buton Utara 2019", "merah"),
        ("Kota Pagaralam 2018", "merah"),
        ("Polresta Payakumbuh 2017 :: SKCK", "kuning"),
        ("Polresta Payakumbuh 2017 :: SIM", "kuning"),
    ],
)
def test_named_zones_before_2022(found: Any, record: str, zona: str) -> None:
    assert values(found, record)["zona"] == zona


@pytest.mark.parametrize(
    ("record", "predikat"),
    [
        ("Kota Metro 2024", "A"),
        ("Kota Madiun 2023", "A-"),
        ("Kecamatan Metro Timur 2025", "B"),
        ("Kelurahan Purwo Asri 2025", "B-"),
    ],
)
def test_named_indices(auditor: Any, found: Any, record: str, predikat: str) -> None:
    rows = {row.record: row for row in found.rows[auditor.REGIMES[-1].title]}
    assert rows[record].values["predikat"] == predikat


def test_totals_from_listed_units(found: Any) -> None:
    totals = {total.record: (total.recomputed, total.published, total.parts) for total in found.totals}
    assert {name: (Decimal(a), Decimal(b), n) for name, (a, b, n) in totals.items()} == {
        "Kabupaten Maluku Tenggara 2023": (Decimal("60.80"), Decimal("60.80"), 7),
        "Kota Batu 2024": (Decimal("83.51"), Decimal("82.28"), 5),
        "Kabupaten Batang 2024": (Decimal("93.70"), Decimal("93.74"), 6),
        "Kota Depok 2025": (Decimal("90.33"), Decimal("90.34"), 3),
    }


def test_totals_from_published_dimensions(found: Any) -> None:
    assert {unit.record.split(" :: ")[1]: (unit.recomputed, unit.published) for unit in found.dimensions} == {
        "Puskesmas Watdek": ("49.85", "49.85"),
        "Dinas Pendidikan": ("52.85", "52.86"),
    }


def test_the_holes_of_the_printed_table_and_the_contradiction(found: Any) -> None:
    assert {row.record for row in found.between} == {
        "Provinsi Gorontalo 2017",
        "Provinsi Banten 2018",
        "Kabupaten Banyuasin 2019",
        "Kabupaten Buton Utara 2019",
    }
    pairs = [(low.record, high.record) for low, high in found.contradictions]
    assert pairs == [("Provinsi Gorontalo 2017", "Kabupaten Buton Utara 2019")]


def test_the_readme_names_everything_that_does_not_follow(found: Any, stock: Path) -> None:
    readme = "".join(path.read_text(encoding="utf-8") for path in stock.rglob("README.md"))
    named = [row for _, row in found.disagreeing()] + list(found.between)
    named += [row for pair in found.contradictions for row in pair]
    assert len(named) >= 8
    for row in named:
        assert row.record in readme
    for total in found.totals:
        assert f"{total.record}: {total.published}" in readme
        assert total.recomputed.ljust(5, "0") in readme


def test_the_row_without_a_score_is_not_final(auditor: Any, stock: Path) -> None:
    data = stock / "ombudsman/data/kepatuhan_2022_tanpa_nilai.csv"
    scored = auditor.score(stock, auditor.UNITS, data)
    assert len(scored) == 1
    assert not any(value for given in scored.values() for value in given.values())


@pytest.mark.parametrize("score", ["93.24", "98.22"])
def test_scores_reported_without_an_address(score: str) -> None:
    """Kota Pasuruan 2023 and 2024: in no data file, since no published page was found; both are A."""
    found = rb.load("kepatuhan.daerah", on="2024-12-31").score({"nilai": score})
    assert (found["kategori"], found["kategori.zona"]) == ("A", "hijau")
