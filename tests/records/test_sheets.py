"""Workbooks and tables in columns: what is read of them, and what is told instead."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import rubrikdsl as rb
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.rows import shown

RUBRIC = """
rubrik layanan.unit "Unit layanan"
  isian
    jenis "Jenis" salah satu a1 "14.1", a10 "14.10"
    bagian "Bagian" 0% .. 100% langkah 0,1%
    tutup "Tutup" tanggal opsional
  skor nilai "Nilai" 0 .. 100 tampil 2
    indikator standar "Standar" bobot 60% 0 .. 3 langkah 0,01
    indikator sarana "Sarana" bobot 40% 0 .. 64
"""

Prepare = Callable[[Any], object]


def workbook(
    rows: Sequence[Sequence[object]], prepare: Prepare = lambda _: None, title: str = "Isian"
) -> bytes:
    """A workbook of one sheet; a text that begins with `n:` is a number of just these digits."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if isinstance(value, str) and value.startswith("n:"):
                cell.value = value[2:]
                cell.data_type = "n"
            else:
                cell.value = value  # type: ignore[assignment]
    prepare(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def excel(rows: Sequence[Sequence[object]], prepare: Prepare = lambda _: None, **how: Any) -> Sheet:
    return read("isian.xlsx", workbook(rows, prepare), **how)


def first(value: object, number_format: str = "General") -> Raw:
    """What one cell below a heading is read as."""

    def prepare(sheet: Any) -> None:
        sheet["B2"].number_format = number_format

    return excel([("record", "a"), ("x", value)], prepare).records[0].cells["a"]


def codes(sheet: Sheet) -> list[str]:
    return [problem.code for problem in sheet.problems]


def test_a_sheet_is_read_as_csv_is() -> None:
    """Names in the first row, empty rows and comments skipped, cells with their place."""
    found = excel([(), ("record", " Standar ", "sarana"), ("# petunjuk", "x"), (), ("A", "2,5", 3)])
    assert found.problems == ()
    (record,) = found.records
    assert (record.row, dict(record.cells)) == (5, {"record": "A", "Standar": "2,5", "sarana": 3})
    assert record.cell("Standar") == "Isian!B5"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("14.10", "14.10"),
        (" x ", "x"),
        ("n:49.85", Fraction("49.85")),
        ("n:0.30000000000000004", Fraction("0.30000000000000004")),
        ("n:1E-3", Fraction(1, 1000)),
        (7, Fraction(7)),
        (True, True),
        (date(2024, 12, 31), date(2024, 12, 31)),
        (datetime(2024, 12, 31, 8, 30), "2024-12-31 08:30:00"),
        (None, ""),
    ],
)
def test_values(value: object, wanted: Raw) -> None:
    """Texts stay texts, numbers are their shortest decimal, days are days."""
    assert first(value, "yyyy-mm-dd" if isinstance(value, date) else "General") == wanted


@pytest.mark.parametrize(
    ("digits", "number_format", "text", "differs"),
    [
        ("14.1", "0.00", "14.10", False),
        ("87.985", "0.00", "87.99", True),
        ("87.985", "#,##0.0##", "87.985", False),
        ("0.8", "0%", "80%", False),
        ("0.805", "0%", "81%", True),
        ("0.30000000000000004", "General", "0.3", True),
        ("87.985", "[Red]0.0_)", "88.0", True),
        ("87.985", "0.00E+00", None, False),
    ],
)
def test_what_a_number_shows(digits: str, number_format: str, text: str | None, differs: bool) -> None:
    """By its number format, where that is a plain one; Excel shows 15 digits at most."""
    raw = first(f"n:{digits}", number_format)
    assert isinstance(raw, Figure)
    assert raw == Fraction(digits)
    assert (raw.shown, raw.differs) == (text, differs)


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [
        ("#N/A", "#N/A", "galat Excel `#N/A`"),
        ("#DIV/0!", "#DIV/0!", "galat"),
        ("=1+1", "=1+1", "belum pernah"),
    ],
)
def test_a_cell_without_a_value_is_not_an_empty_one(value: str, text: str, said: str) -> None:
    """Errors, and formulas that were never calculated."""
    raw = first(value)
    assert isinstance(raw, Broken)
    assert shown(raw) == text
    assert said in raw.problem.message.read("id")


def test_merged_cells_hold_one_value() -> None:
    """The others are refused where they are read, and carried along with what they show."""
    rows = [("record", "prov", "a"), ("A", "Maluku", 1), ("B", None, 2)]
    found = excel(rows, lambda sheet: sheet.merge_cells("B2:B3"))
    one, two = (record.cells["prov"] for record in found.records)
    assert (one, shown(two)) == ("Maluku", "Maluku")
    assert isinstance(two, Broken)
    assert "B2:B3" in two.problem.message.read("en")


def test_a_title_over_several_columns_is_no_header() -> None:
    rows = [("DAFTAR PENILAIAN", None, None), ("record", "prov", "a"), ("A", "Maluku", 1)]
    for prepare in (lambda _: None, lambda sheet: sheet.merge_cells("A1:C1")):
        found = excel(rows, prepare)
        (problem,) = found.problems
        assert problem.code == "header-empty" and "baris 2" in problem.message.read("id")


def test_what_a_sheet_hides_is_read_and_told() -> None:
    """Rows and columns."""

    def prepare(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    found = excel([("record", "a"), ("A", 1), ("B", 2)], prepare)
    assert len(found.records) == 2
    rows, columns = (problem.message.read("id") for problem in found.problems)
    assert rows == "lembar `Isian` menyembunyikan 1 dari baris yang dibaca, misalnya baris 2"
    assert columns == "lembar `Isian` menyembunyikan kolom yang dibaca: `a`"


def test_sheets_are_chosen_by_name() -> None:
    """The only one that holds something, unless one is named."""

    def more(sheet: Any) -> None:
        sheet.parent.create_sheet("Kosong")
        hidden = sheet.parent.create_sheet("Daftar")
        hidden["A1"], hidden.sheet_state = "x", "hidden"

    def two(sheet: Any) -> None:
        sheet.parent.create_sheet("Lain")["A1"] = "a"

    rows = [("record", "a"), ("A", 1)]
    assert len(excel(rows, more).records) == 1
    assert "`Isian`, `Lain`" in excel(rows, two).problems[0].message.read("en")
    assert len(excel(rows, two, sheet="isian").records) == 1
    missed = excel(rows, two, sheet="Isain").problems[0]
    assert missed.helps[0].read("en") == "did you mean `Isian`?"
    assert codes(read("a.csv", b"a\n1\n", sheet="Isian")) == ["data-shape"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([], ["data-empty"]),
        ([("record", "a")], ["data-empty"]),
        ([("record", "a", "a"), ("A", 1, 2)], ["column-twice"]),
        ([("Isian 2024",), ("record", "a"), ("A", 1)], ["header-empty"]),
        ([("record", None, "a"), ("A", 5, 1)], ["header-empty"]),
    ],
)
def test_faults_of_a_sheet(rows: Sequence[Sequence[object]], wanted: list[str]) -> None:
    """Those of CSV."""
    assert codes(excel(rows)) == wanted


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0old", workbook([("a",)])[:-60], b"PAR1", b"ARROW1", b""]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.feather"])
def test_broken_files_are_told(name: str, data: bytes) -> None:
    """Whatever they are called."""
    assert codes(read(name, data)) == ["data-unreadable"]


def test_limits_hold_for_what_is_packed() -> None:
    """A small file may unpack to a large one."""
    rows = [("record", "a"), *(("x" * 500, 1) for _ in range(300))]
    data = workbook(rows)
    assert codes(read("a.xlsx", data, limits=Limits(csv_bytes=20_000))) == ["data-too-large"]
    assert codes(read("a.xlsx", data, limits=Limits(rows=10))) == ["data-too-large"]


def test_a_stray_cell_costs_nothing() -> None:
    """One far away makes no million of empty ones."""

    def prepare(sheet: Any) -> None:
        sheet["XFD1048576"] = " "

    assert len(excel([("record", "a"), ("A", 1)], prepare).records) == 1


@pytest.mark.parametrize(("name", "package"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow")])
def test_a_missing_package_says_what_to_install(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line to type."""
    monkeypatch.setitem(sys.modules, package, None)
    (problem,) = read(name, b"x").problems
    assert problem.helps[0].read("en") == "install it: pip install 'rubrikdsl[data]'"


def scored(tmp_path: Any, rows: Sequence[Sequence[object]], prepare: Prepare = lambda _: None) -> Any:
    """A population of the rubric above."""
    (tmp_path / "isian.xlsx").write_bytes(workbook(rows, prepare))
    (tmp_path / "unit.rubrik").write_text(RUBRIC, encoding="utf-8")
    return rb.load(tmp_path / "unit.rubrik").population(tmp_path / "isian.xlsx")


def test_answers_of_a_sheet(tmp_path: Any) -> None:
    """Codes are never numbers, shares are by their format, noise is refused with a word on what is shown."""

    def prepare(sheet: Any) -> None:
        sheet["C2"].number_format = "0.0%"
        sheet["B4"].number_format = "0.00"

    found = scored(
        tmp_path,
        [
            ("record", "Jenis", "bagian", "standar", "sarana"),
            ("Sehat", "14.10", "n:0.805", "n:2.5", 32),
            ("Angka", "n:14.1", None, "n:2.5", 32),
            ("Tampil", "n:14.1", None, "n:0.30000000000000004", 32),
            ("Galat", "14.1", None, "#N/A", 32),
        ],
        prepare,
    )
    told = {result.record: [(p.code, p.cell, len(p.helps)) for p in result.problems] for result in found}
    assert told == {
        "Sehat": [],
        "Angka": [("value-unreadable", "Isian!B3", 1)],
        "Tampil": [("value-outside-domain", "Isian!D4", 2)],
        "Galat": [("value-unreadable", "Isian!D5", 1)],
    }
    noise = found[2].problems[0]
    assert (
        noise.helps[-1].read("id") == "sel ini menampilkan 0,3; `=ROUND(…; 1)` membuat isinya tepat demikian"
    )


def test_what_is_not_answered_is_told_with_its_cell(tmp_path: Any) -> None:
    """The first cell to be filled in; the first of its row where there is no column for it."""
    for rows, wanted in (
        ([("catatan", "record", "jenis", "Sarana", "standar"), (None, "A", "a1", None, None)], "Isian!D2"),
        ([("record", "jenis", "standar"), ("A", "a1", "n:2")], "Isian!A2"),
    ):
        assert [problem.cell for problem in scored(tmp_path, rows)[0].problems] == [wanted]


def test_numbers_that_show_otherwise_are_told_once_a_column(tmp_path: Any) -> None:
    """Given scores have no grid that would refuse them."""

    def prepare(sheet: Any) -> None:
        for row in (2, 3):
            sheet.cell(row, 2).number_format = "0.0"

    rows = [("record", "nilai", "lain"), ("A", "n:80.55", "n:0.30000000000000004"), ("B", "n:70.25", 1)]
    problems = [p for p in scored(tmp_path, rows, prepare).problems if p.code == "shown-otherwise"]
    assert [(p.column, p.message.read("en")) for p in problems] == [
        (
            "nilai",
            "2 cells show other numbers than they hold, such as Isian!B2: 80.6 for 80.55, which is read",
        )
    ]


def columns(table: pa.Table, name: str = "a.parquet") -> list[dict[str, object]]:
    out = io.BytesIO()
    if name.endswith("parquet"):
        pyarrow.parquet.write_table(table, out)
    else:
        pyarrow.feather.write_feather(table, out)
    sheet = read(name, out.getvalue())
    assert sheet.problems == ()
    return [dict(record.cells) for record in sheet.records]


@pytest.mark.parametrize("name", ["a.parquet", "a.feather"])
@pytest.mark.parametrize(
    ("values", "type", "wanted"),
    [
        ([Decimal("80.85")], pa.decimal128(6, 3), Fraction("80.85")),
        ([7], pa.int16(), 7),
        ([80.85], pa.float64(), Fraction("80.85")),
        ([80.85], pa.float32(), Fraction("80.85")),
        ([float("nan")], pa.float64(), "nan"),
        (["14.10"], pa.string(), "14.10"),
        (["x"], pa.dictionary(pa.int8(), pa.string()), "x"),
        ([True], pa.bool_(), True),
        ([date(2024, 1, 2)], pa.date32(), date(2024, 1, 2)),
        ([datetime(2024, 1, 2)], pa.timestamp("ns"), date(2024, 1, 2)),
        ([None], pa.float64(), ""),
        ([["web", "sippn"]], pa.list_(pa.string()), ("web", "sippn")),
    ],
)
def test_columns(name: str, values: list[object], type: pa.DataType, wanted: Raw) -> None:
    """Each type as what it says; null is missing and NaN is no number."""
    assert columns(pa.table({"a": pa.array(values, type)}), name) == [{"a": wanted}]


def test_nested_columns_are_dotted_keys_and_members() -> None:
    """As in JSON."""
    table = pa.table({"proses": [{"maklumat": 3}], "units": [[{"record": "x", "a": 1}]]})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    (record,) = read("a.parquet", out.getvalue()).records
    assert dict(record.cells) == {"proses.maklumat": 3}
    assert dict(record.members["units"][0].cells) == {"record": "x", "a": 1}


def test_rows_of_a_sheet_can_be_scored_one_by_one(tmp_path: Any) -> None:
    """A cell without a value does not become one on the way."""
    (tmp_path / "unit.rubrik").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "isian.xlsx").write_bytes(workbook([("record", "standar", "sarana"), ("A", "#N/A", 32)]))
    (row,) = rb.read_data(tmp_path / "isian.xlsx").rows
    with pytest.raises(rb.RecordError, match="#N/A"):
        rb.load(tmp_path / "unit.rubrik").score(row)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_never_raise(seed: int) -> None:
    """Whatever part of a workbook is damaged, and wherever."""
    chance = random.Random(seed)
    whole = workbook([("record", "a", "b"), ("A", "n:2.5", "#N/A"), ("B", date(2024, 1, 2), "=1+1")])
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(damaged, "w") as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hit:
                at = chance.randrange(len(part))
                part[at : at + chance.randrange(20)] = chance.randbytes(chance.randrange(3))
            new.writestr(name, bytes(part))
    table = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"a": [1, 2], "b": ["x", None]}), table)
    bytes_ = bytearray(table.getvalue())
    bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    for name, data in (("a.xlsx", damaged.getvalue()), ("a.parquet", bytes(bytes_))):
        found = read(name, data)
        assert all(problem.message.read("id") for problem in found.problems)
        assert found.records or found.problems
