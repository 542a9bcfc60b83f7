"""Tables to files: what is written can be read back, exactly, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import sys
import tomllib
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.diagnostics.extras import ExtraError
from rubrikdsl.tables import Cell
from rubrikdsl.tables import Column
from rubrikdsl.tables import Table
from rubrikdsl.tables.files import TableError
from rubrikdsl.tables.files import encode
from rubrikdsl.tables.model import plain

TABLE = Table(
    "Hasil: 2024",
    (
        Column("record"),
        Column("nilai", "number"),
        Column("capaian", "share"),
        Column("lulus", "truth"),
        Column("tanggal", "date"),
        Column("catatan"),
    ),
    (
        ("Kota Metro", Fraction("80.85"), Fraction("0.805"), True, date(2024, 12, 31), "=1+1|x"),
        ("Puskesmas\nWatdek", Fraction(78), None, False, None, "-"),
        ("Batu", None, Fraction(1), None, None, None),
    ),
)
UNEVEN = Table("", (Column("n", "number"),), ((Fraction(42561, 700),), (Fraction("80.85"),)))


def sheet(content: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_excel_has_typed_cells() -> None:
    """Numbers with the decimals of their column, days, truths; the heading is frozen."""
    found = sheet(encode([TABLE], "a.xlsx"))
    assert found.title == "Hasil 2024"
    assert found.freeze_panes == "A2"
    assert [cell.value for cell in found[1]] == [column.name for column in TABLE.columns]
    first = found[2]
    assert [cell.data_type for cell in first] == ["s", "n", "n", "b", "d", "s"]
    assert [cell.number_format for cell in first][1:5] == ["0.00", "0.0%", "General", "yyyy-mm-dd"]
    assert (first[1].value, first[3].value, first[5].value) == (80.85, True, "=1+1|x")
    assert [cell.value for cell in found[4]][1:] == [None, 1, None, None, None]


def test_excel_digits_are_those_of_the_number() -> None:
    """A writer that goes through a float with 16 digits would write 80.84999999999999."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(encode([TABLE], "a.xlsx"))) as packed:
        assert b"<v>80.85</v>" in packed.read("xl/worksheets/sheet1.xml")


def test_excel_says_what_a_cell_cannot_hold() -> None:
    """In a column of its own, as exact text."""
    found = sheet(encode([UNEVEN], "a.xlsx", "id"))
    assert [cell.value for cell in found[1]] == ["n", "n (tepat)"]
    assert [cell.value for cell in found[2]] == [60.8014285714286, "42561/700"]
    assert [cell.value for cell in found[3]] == [80.85, None]


def test_parquet_is_exact() -> None:
    """Decimals, nulls, dates; fractions that do not end as texts."""
    import pyarrow as pa
    from pyarrow import parquet

    found = parquet.read_table(io.BytesIO(encode([TABLE], "a.parquet")))
    assert found.schema.field("nilai").type == pa.decimal128(4, 2)
    assert found.schema.field("tanggal").type == pa.date32()
    assert [str(value) for value in found["nilai"]] == ["80.85", "78.00", "None"]
    assert found["lulus"].to_pylist() == [True, False, None]
    texts = parquet.read_table(io.BytesIO(encode([UNEVEN], "a.parquet")))
    assert texts["n"].to_pylist() == ["42561/700", "80.85"]


def test_arrow_is_the_same_table() -> None:
    """The name says Feather or Arrow."""
    from pyarrow import ipc

    found = ipc.open_file(io.BytesIO(encode([TABLE], "a.feather"))).read_all()
    assert found["capaian"].to_pylist()[1] is None
    assert found.column_names == [column.name for column in TABLE.columns]


def test_texts_of_csv_never_run() -> None:
    """Numbers keep their sign."""
    rows = (("=1+1",), ("@x",), (" +62",), ("-",), ("\t=1",), ("a=b",))
    table = Table("", (Column("=a"), Column("n", "number")), tuple((*row, Fraction(-3)) for row in rows))
    found = list(csv.reader(io.StringIO(encode([table], "a.csv").decode())))
    assert found[0] == ["'=a", "n"]
    assert [row[0] for row in found[1:]] == ["'=1+1", "'@x", "' +62", "'-", "'\t=1", "a=b"]
    assert {row[1] for row in found[1:]} == {"-3"}


def test_json_and_toml_say_the_same() -> None:
    """But for what is not there."""
    rows = json.loads(encode([TABLE], "a.json"))
    tables = tomllib.loads(encode([TABLE], "a.toml").decode())["row"]
    assert rows[0] == dict(zip(TABLE.names(), map(plain, TABLE.rows[0]), strict=True))
    for row, table in zip(rows, tables, strict=True):
        assert {key: value for key, value in row.items() if value is not None} == {
            key: value.isoformat() if isinstance(value, date) else value for key, value in table.items()
        }


def test_markdown_is_for_people() -> None:
    """In their language, and no cell breaks the table."""
    found = encode([TABLE], "a.md", "id").decode()
    assert "| --- | ---: | ---: | --- | --- | --- |" in found
    assert "| Kota Metro | 80,85 | 80,5% | ya | 2024-12-31 | =1+1\\|x |" in found
    assert "| Puskesmas Watdek | 78,00 |" in found


def test_several_tables() -> None:
    """Sheets of a workbook with names of their own; CSV holds one table."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(encode([TABLE, TABLE], "a.xlsx")))
    assert len(set(book.sheetnames)) == 2
    with pytest.raises(TableError, match=r"`\.csv` holds one table; there are 2"):
        encode([TABLE, TABLE], "a.csv")
    with pytest.raises(TableError, match="no table"):
        encode([], "a.xlsx")
    with pytest.raises(TableError, match=r"`a` does not say in which format"):
        encode([TABLE], "a")


@pytest.mark.parametrize(
    ("name", "package"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow"), ("a.arrow", "pyarrow")]
)
def test_a_missing_package_says_what_to_install(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line to type."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExtraError, match=r"pip install 'rubrikdsl\[data\]'"):
        encode([TABLE], name)


cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.fractions(-(10**9), 10**9, max_denominator=10**6),
    st.decimals(-100, 100, places=2).map(Fraction),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(cells, min_size=1, max_size=5))
def test_numbers_survive_excel_and_parquet(numbers: list[Cell]) -> None:
    """The exact number is there, in its own column or in the one beside it."""
    import pyarrow.parquet

    columns = Column("record"), Column("n", "number")
    table = Table("", columns, tuple(("unit", number) for number in numbers))
    for number, row in zip(numbers, list(sheet(encode([table], "a.xlsx")).values)[1:], strict=True):
        told = row[2] if len(row) > 2 and row[2] is not None else row[1]
        assert number == (None if told is None else Fraction(str(told)))
    read = pyarrow.parquet.read_table(io.BytesIO(encode([table], "a.parquet")))["n"].to_pylist()
    assert numbers == [None if value is None else Fraction(str(value)) for value in read]
