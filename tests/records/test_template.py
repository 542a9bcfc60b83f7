"""A template is accepted as it stands, and once it is filled in."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.plan import ir
from rubrikdsl.records.bind import bind
from rubrikdsl.records.read import read
from rubrikdsl.records.template import template

ANSWERS = {
    "record": "Watdek",
    "lokasi": "mpp",
    "media": "web, sippn",
    "selesai": "ya",
    "tanggal": "2024-12-31",
    "nama": "Puskesmas",
    "tindak": "80%",
    "biaya": "0.5",
    "input.standar": "3",
    "input.loket.ruang": "yes",
    "input.loket.laktasi": "no",
    "proses.standar": "lengkap",
    "output": "50",
}
LANGUAGES: tuple[Language, Language] = ("en", "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_toml_unfilled_is_missing_and_filled_binds(unit: ir.Plan, language: Language) -> None:
    text = template(unit, "toml", language)
    empty = bind(read("u.toml", text.encode()).records, unit)
    assert empty.problems == () and empty.records[0].problems == ()
    assert not empty.records[0].record.answers and not empty.records[0].record.given
    filled = text
    for key, value in ANSWERS.items():
        line = f'"{key}" = ""' if "." in key else f'{key} = ""'
        assert f"\n{line}\n" in filled, line
        filled = filled.replace(f"\n{line}\n", "\n" + line.replace('""', f'"{value}"') + "\n")
    (bound,) = bind(read("u.toml", filled.encode()).records, unit).records
    assert bound.problems == () and bound.name == "Watdek"
    assert bound.record.given == {6: ("value", Fraction(50))}
    assert len(bound.record.answers) == 11
    assert bound.record.answers[3] == date(2024, 12, 31)


def test_toml_says_what_is_asked(unit: ir.Plan) -> None:
    text = template(unit, "toml", "id")
    for line in (
        "# Tempat layanan: salah satu dari kantor, mpp",
        "#   kantor  Kantor sendiri",
        "# Tindak lanjut: persentase dari 0% sampai 100% dengan langkah 0,01%",
        "# == Input ==",
        "# Standar pelayanan: bilangan bulat dari 0 sampai 3, atau `tidak berlaku`",
        "# == Input / Loket ==",
    ):
        assert line in text.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_hints_are_skipped_and_filled_binds(unit: ir.Plan, language: Language) -> None:
    text = template(unit, "csv", language)
    separator = ";" if language == "id" else ","
    header = next(csv.reader(io.StringIO(text), delimiter=separator))
    assert set(ANSWERS) <= set(header)
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerow([ANSWERS.get(key, "") for key in header])
    sheet = read("u.csv", (text + out.getvalue()).encode())
    assert sheet.problems == ()
    (bound,) = bind(sheet.records, unit).records
    assert bound.problems == () and bound.name == "Watdek" and len(bound.record.answers) == 11
    assert [p.code for p in read("u.csv", text.encode()).problems] == ["data-empty"]


def test_a_collection_has_a_block_or_a_row_a_unit(region: ir.Plan) -> None:
    text = template(region, "toml")
    (bound,) = bind(read("r.toml", text.encode()).records, region).records
    assert bound.problems == () and len(bound.record.members[0]) == 1
    rows = template(region, "csv") + "A,Dinas,kota,Maluku,mpp" + "," * 12 + "\n"
    sheet = read("r.csv", rows.encode())
    assert [p.code for r in sheet.records for p in r.problems] == []
    (bound,) = bind(sheet.records, region, by=["parent"]).records
    assert bound.problems == () and bound.record.answers == {0: "kota", 1: "Maluku"}
    assert [(m.name, dict(m.answers)) for m in bound.record.members[0]] == [("Dinas", {0: "mpp"})]
