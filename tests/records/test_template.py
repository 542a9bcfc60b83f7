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


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_is_filled_in_with_typed_cells(unit: ir.Plan, language: Language) -> None:
    """What Excel makes of typed answers binds; its lists and ranges are those of the rubric."""
    openpyxl = pytest.importorskip("openpyxl")
    from rubrikdsl.records.sheets.form import form

    empty = form(unit, language)
    assert [p.code for p in read("u.xlsx", empty).problems] == ["data-empty"]
    book = openpyxl.load_workbook(io.BytesIO(empty))
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    styles = {key: sheet.column_dimensions[at.column_letter].number_format
              for key, at in zip(header, sheet[1], strict=True)}  # fmt: skip
    assert styles["record"] == styles["lokasi"] == styles["media"] == styles["nama"] == "@"
    assert styles["tindak"] == "0.00%" and styles["tanggal"] == "yyyy-mm-dd" and styles["biaya"] == "General"
    checks = {
        header[min(each.min_col for each in check.sqref.ranges) - 1]: check
        for check in sheet.data_validations.dataValidation
    }
    assert checks["lokasi"].formula1 == '"kantor,mpp"'
    assert checks["selesai"].formula1 == ('"ya,tidak"' if language == "id" else '"yes,no"')
    assert (checks["tindak"].formula1, checks["tindak"].formula2) == ("0", "1")
    assert "input.standar" not in checks  # it may be not applicable
    typed = {
        **ANSWERS,
        "tanggal": date(2024, 12, 31),
        "tindak": 0.8,
        "biaya": 0.5,
        "input.standar": 3,
        "output": 50,
    }
    for column, key in enumerate(header, 1):
        cell = sheet.cell(4, column, typed.get(key))
        cell.number_format = styles[key]
    out = io.BytesIO()
    book.save(out)
    filled = read("u.xlsx", out.getvalue())
    assert filled.problems == ()
    (bound,) = bind(filled.records, unit).records
    assert bound.problems == () and bound.name == "Watdek" and len(bound.record.answers) == 11
    assert bound.record.given == {6: ("value", Fraction(50))}
