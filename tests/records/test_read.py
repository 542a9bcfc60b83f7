"""Bytes to rows: what is accepted, and what every fault of a file is told as."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.exact import Mark
from rubrikdsl.records.numerals import Numeral
from rubrikdsl.records.numerals import numeral
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.tree import from_mapping


def cells(data: bytes | str, file: str = "d.csv") -> list[dict[str, object]]:
    """The cells of every record of a file without faults."""
    sheet = read(file, data if isinstance(data, bytes) else data.encode())
    assert sheet.problems == ()
    return [dict(record.cells) for record in sheet.records]


def codes(
    data: bytes | str, file: str = "d.csv", limits: Limits | None = None
) -> list[tuple[str, int | None]]:
    """The problems of a file and of its rows, with their lines."""
    sheet = read(file, data if isinstance(data, bytes) else data.encode(), limits=limits)
    faults = [*sheet.problems, *(p for r in sheet.records for p in r.problems)]
    assert all(fault.file == file and fault.message.read("id") for fault in faults)
    return [(fault.code, fault.row) for fault in faults]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,x y\n",
        b"a;b\r\n1;x y\r\n",
        b"a\tb\n1\tx y\n",
        b"\xef\xbb\xbfa,b\n1,x y\n",
        "a,b\n1,x y\n".encode("utf-16"),
        b"sep=;\na;b\n1;x y\n",
        b'"sep=,"\na,b\n1,x y\n',
        b"\n\na,b\n\n , \n1,x y\n",
        b'a,b\n"1","x y"\n',
        b"a,b\n1,x y,,\n",
        b"a,b\n# a hint,x\n1,x y\n",
    ],
)
def test_forms_of_one_table(data: bytes) -> None:
    assert cells(data) == [{"a": "1", "b": "x y"}]


def test_separators_are_told_by_the_rows() -> None:
    assert cells("record;nilai\nA;49,85\nB;1,5\n") == [
        {"record": "A", "nilai": "49,85"},
        {"record": "B", "nilai": "1,5"},
    ]
    assert cells('record,nilai\n"A; B","49,85"\n') == [{"record": "A; B", "nilai": "49,85"}]
    assert codes("a;b,c;d\n1;2,3;4\n") == [("separator-unclear", 1)]
    assert cells("sep=;\na;b,c;d\n1;2,3;4\n") == [{"a": "1", "b,c": "2,3", "d": "4"}]
    assert codes("sep=|\na|b\n") == [("separator-unclear", 1)]


def test_rows_are_named_by_their_first_line() -> None:
    sheet = read("d.csv", b'a,b\n1,"two\nlines"\n\n2,x\n')
    assert [record.row for record in sheet.records] == [2, 5]
    assert sheet.records[0].cells["b"] == "two\nlines"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", [("data-empty", None)]),
        (b" \n", [("data-empty", None)]),
        (b"a,b\n", [("data-empty", 1)]),
        (b",\n1,2\n", [("data-empty", 1)]),
        (b"a,a\n1,2\n", [("column-twice", 1)]),
        (b"a,\n1,2\n", [("header-empty", 1)]),
        (b"a,b\n1,2\n1,2,3\n1\n", [("row-uneven", 3), ("row-uneven", 4)]),
        (b'a,b\n1,"x\n', [("quote-unclosed", 2)]),
        (b'a,b\n1,"x"y\n', [("quote-unclosed", 2)]),
        (b"a,b\n1,caf\xe9\n", [("data-encoding", 2)]),
        (b"a,b\n1,\0\n", [("data-encoding", 2)]),
        (b"PK\x03\x04\x00\x00", [("data-unreadable", None)]),
    ],
)
def test_faults_of_csv(data: bytes, wanted: list[tuple[str, int | None]]) -> None:
    assert codes(data) == wanted


def test_a_bad_row_leaves_the_others() -> None:
    sheet = read("d.csv", b"a,b\n1,2\n1,49,85\n3,4\n")
    assert [bool(record.problems) for record in sheet.records] == [False, True, False]
    assert "quotes" in sheet.records[1].problems[0].helps[0].read("en")


def test_toml_keeps_numbers_exact_and_joins_keys() -> None:
    text = 'a.b = 0.1\n"c d" = [1, 2.50]\n[e]\nf = true\n'
    assert cells(text, "u.toml") == [
        {"a.b": Fraction(1, 10), "c d": (Fraction(1), Fraction(5, 2)), "e.f": True}
    ]


def test_toml_records_know_their_line() -> None:
    sheet = read("u.toml", b"[[record]]\na = 1\n\n[[record]]\na = 2\n[[record.units]]\nb = 3\n")
    assert [record.row for record in sheet.records] == [1, 4]
    assert [dict(m.cells) for m in sheet.records[1].members["units"]] == [{"b": Fraction(3)}]


@pytest.mark.parametrize(
    ("text", "wanted", "help"),
    [
        ("x = 1\na = 49,85\n", ("data-unreadable", 2), "write `a = 49.85`"),
        ("a = mpp\n", ("data-unreadable", 1), 'put the value in quotes: `a = "mpp"`'),
        ("a = 80%\n", ("data-unreadable", 1), 'put the value in quotes: `a = "80%"`'),
        ("a b = 1\n", ("data-unreadable", 1), 'put the name in quotes: `"a b"`'),
        ("a\n", ("data-unreadable", 1), "write `name = value`, one a line"),
        ('a = "x\n', ("data-unreadable", 1), "look for a quote or bracket that is not closed"),
        ("a = 1\na = 2\n", ("column-twice", 2), "keep one of the two"),
        ('"x.y" = 1\nx.y = 2\n', ("column-twice", None), "keep one of the two"),
        ("a = 1\n[[record]]\nb = 2\n", ("data-shape", None), "write it inside each `[[record]]`"),
    ],
)
def test_faults_of_toml(text: str, wanted: tuple[str, int | None], help: str) -> None:
    assert codes(text, "u.toml") == [wanted]
    sheet = read("u.toml", text.encode())
    faults = [*sheet.problems, *(p for r in sheet.records for p in r.problems)]
    assert faults[0].helps[0].read("en") == help


def test_json_as_an_object_a_list_and_records() -> None:
    one = {"a": Fraction("0.1"), "b.c": "x", "d": ""}
    text = '{"a": 0.1, "b": {"c": "x"}, "d": null}'
    assert (
        cells(text, "d.json")
        == cells(f"[{text}]", "d.json")
        == cells(f'{{"record": [{text}]}}', "d.json")
        == [one]
    )
    assert codes('{"a": 1,\n "a": 2}', "d.json") == [("column-twice", None)]
    assert codes('{"a": 1,\n', "d.json") == [("data-unreadable", 2)]
    assert codes("3", "d.json") == [("data-shape", None)]
    assert codes("[]", "d.json") == [("data-empty", None)]


def test_numbers_that_are_none_stay_texts() -> None:
    assert cells("a = nan\nb = inf\nc = 1e999999999\n", "u.toml") == [
        {"a": "nan", "b": "inf", "c": "1e999999999"}
    ]
    assert cells('{"a": NaN}', "d.json") == [{"a": "NaN"}]


def test_what_costs_too_much_is_refused() -> None:
    assert codes("[" * 100_000, "d.json") == [("data-too-deep", None)]
    assert codes("a = " + "[" * 20_000 + "]" * 20_000, "u.toml") == [("data-too-deep", None)]
    assert codes("a." * 5_000 + "a = 1", "u.toml") == [("data-too-deep", None)]
    assert codes("a = " + "9" * 10_000, "u.toml") == [("number-too-long", None)]
    assert codes("a\n1\n2\n3\n", limits=Limits(rows=2)) == [("data-too-large", 4)]
    assert codes("a\n1\n", limits=Limits(csv_bytes=3)) == [("data-too-large", None)]
    assert codes('a,b\n1,"' + "x" * 200_000 + '"\n') == [("data-too-large", 2)]


def test_numbers_that_cannot_be_printed_stay_texts() -> None:
    assert from_mapping({"a": 10**500}).cells["a"] == "1" + "0" * 500
    assert from_mapping({"a": Fraction(2, 10**5000)}).cells["a"] == "1/5" + "0" * 4999
    (cell,) = cells("a = 0x" + "f" * 4000, "u.toml")
    assert isinstance(cell["a"], str)
    deep: dict[str, object] = {}
    deep["a"] = deep
    assert [p.code for p in from_mapping(deep).problems] == ["data-too-deep"]
    assert [p.code for p in from_mapping({"a": [1, {"b": 2}]}).problems] == ["data-shape"]


def test_python_values_are_read_by_their_shortest_text() -> None:
    given_ = {"a": 0.1, "b": Decimal("2.50"), "c": float("nan"), "d": None, "e": {"web"}, "f": {"g": True}}
    assert dict(from_mapping(given_).cells) == {
        "a": Fraction(1, 10),
        "b": Fraction(5, 2),
        "c": "nan",
        "d": "",
        "e": ("web",),
        "f.g": True,
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet='ab1,;"\n ', max_size=5), min_size=3, max_size=3), min_size=1, max_size=4
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_csv_writes_is_read_back(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO()
    out.write(f"sep={separator}\n")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["x", "y", "z"])
    writer.writerows([["r", *row[1:]] for row in rows])
    wanted = [{"x": "r", "y": row[1].strip(), "z": row[2].strip()} for row in rows]
    assert cells(out.getvalue()) == wanted


@given(st.text(alphabet="0123456789.,'% -+e", max_size=12), st.sampled_from([".", ",", None]))
def test_any_text_is_a_number_or_a_problem(text: str, mark: Mark | None) -> None:
    found = numeral(text, mark)
    if isinstance(found, Numeral):
        body = text.strip().removesuffix("%").strip().replace(",", ".")
        assert found.value == Fraction(body) and found.percent == text.rstrip().endswith("%")
    else:
        assert found.severity == "error"


def test_a_number_of_many_digits_is_refused() -> None:
    for text in ("9" * 401, "1" + ".000" * 200):
        found = numeral(text, ".")
        assert not isinstance(found, Numeral) and found.code == "number-too-long"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='a1,;\t"\n=[]{}.%\\', max_size=40).map(str.encode))
def test_any_bytes_end_in_a_sheet(data: bytes) -> None:
    for file in ("x.csv", "x.toml", "x.json", "-"):
        sheet = read(file, data)
        assert sheet.records or sheet.problems


def test_a_title_above_the_names_is_one_finding() -> None:
    rows = "record;pledge;staff\nA;complete;2\nB;none;1\n"
    assert codes("Rekap Penilaian 2024\n" + rows) == [("header-empty", 1)]
    assert codes("Rekap 2024,,,\n\n" + rows.replace(";", ",")) == [("header-empty", 1)]
    assert codes("nilai,,\n50,,\n60,,\n") == []
    assert codes("nilai\n49,5\n") == [("row-uneven", 2)]
