"""Tables of every type of column; `test_engines` has many rubrics, on columns of numbers and of texts."""

from __future__ import annotations

import warnings
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest
from tests.properties.scoring import ready
from tests.properties.test_sql import BY_HAND

from rubrikdsl.program import columns
from rubrikdsl.workspace.frames.scored import Tables

DECIDED = BY_HAND.replace("let kurang = round(b - 99.5, 0)", "let sejak_itu = sejak")


def test_every_type_of_column() -> None:
    rubric = ready(DECIDED)
    columns: dict[str, list[pa.Array]] = {
        "a": [
            pa.array([0, 4, None, 3], pa.uint8()),
            pa.array([0.5, 4.5, float("nan"), None]),
            pa.array(["n/a", " ", "0,5", "4"]),
            pa.array([Decimal("0.50"), Decimal("1.25"), None, Decimal(4)], pa.decimal128(20, 2)),
            pa.array([Decimal(3), Decimal(10**40), None, Decimal(1)], pa.decimal256(60, 3)),
            pa.array(["tidak berlaku", "3", None, "3"]).dictionary_encode(),
            pa.array([True, False, None, True]),
            pa.array([0.1, 0.5, 2.0, None], pa.float32()),
            pa.nulls(4),
        ],
        "b": [pa.array([0.25, 100.0, 99.9, 1e300]), pa.array([2**63, 5, 101, 7], pa.uint64())],
        "ada": [pa.array([True, None, False, True]), pa.array(["ya", "tidak", "mungkin", None])],
        "sejak": [
            pa.array([date(2019, 1, 1), date(2020, 1, 1), None, date(1, 1, 1)]),
            pa.array(["2019-12-31", "31/12/2019", "2020-01-01", "besok"]),
        ],
        "jenis": [pa.array(["kota", "Kabupaten Besar", "desa", None]), pa.array([1, 2, 3, None])],
    }
    base = {name: arrays[0] for name, arrays in columns.items()}
    for name, arrays in columns.items():
        for array in arrays:
            table = pa.table({**base, name: array})
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = rubric.score_table(table, threads=1)
            for at, record in enumerate(table.to_pylist()):
                result = rubric._row(record, at + 1).result
                for named in result.values:
                    got = found.column(named.name)[at].as_py()
                    if isinstance(named.value, Fraction):
                        got = Fraction(str(got))
                    assert got == named.value, (name, array, record, named)


OPEN = """\
rubric open "Open"
  inputs
    any  0% .. 100%
    big  0 .. step 0.5
  score s "S" 0 .. 100
    indicator a "A" weight 40% 0 .. 100 may be not applicable
    indicator b "B" weight 60% 0 .. 100 step 0.25
  let fine = any / 3
  let large = big * 2
  let cut = min(big, 10) * 2
  let near = round(any * 100 / 3, 2)
  let halves = b / 8
"""


def test_types_are_those_of_the_rubric() -> None:
    """Not of the rows: of numbers without an end or a grid the column is of texts, unless that is mended."""
    rubric = ready(OPEN)
    names = ["a", "b", "any", "big"]
    columns: dict[str, list[object]] = {
        "a": ["50", None], "b": ["0.25", "100"], "any": ["9%", "1%"],
        "big": ["10.5", "1" + "0" * 30],
    }  # fmt: skip
    found = rubric.score_table(pa.table(columns))
    assert {field.name: str(field.type) for field in found.schema} == {
        "s": "string", "fine": "string", "large": "string", "cut": "decimal128(38, 0)",
        "near": "decimal128(38, 2)", "halves": "decimal128(38, 5)", "problems": "string",
    }  # fmt: skip
    assert found.column("large").to_pylist() == ["21", "2" + "0" * 30]
    assert found.column("near").to_pylist() == [Decimal("3.00"), Decimal("0.33")]
    tables = Tables(rubric)
    assert found.schema == tables.schema(names) == tables.arrow(pa.table(columns).slice(0, 0)).schema
    whole = pa.table({name: ["1%" if name == "any" else "1"] for name in names})
    assert tables.arrow(whole).schema == found.schema
    assert str(tables.schema(["s", "b"]).field("s").type) == "string"
    rounded = ready(OPEN.replace("0 .. 100\n    indicator a", "0 .. 100 places 2\n    indicator a"))
    assert str(Tables(rounded).schema(["s", "b"]).field("s").type) == "decimal128(38, 2)"
    assert str(Tables(rounded).schema(["s.share", "b"]).field("s").type) == "decimal128(38, 2)"


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a block holds, in one thread and in several."""
    monkeypatch.setattr(columns, "BLOCK", 4096)
    rubric = ready(DECIDED)
    rows = 40_000
    table = pa.table({"a": [at % 9 / 2 for at in range(rows)], "b": [at % 401 / 4 for at in range(rows)],
                      "ada": [at % 3 == 0 for at in range(rows)], "jenis": ["kota"] * rows,
                      "sejak": [date(2019, 1, 1)] * rows})  # fmt: skip
    found = rubric.score_table(table, threads=1)
    assert found.equals(rubric.score_table(table, threads=3))
    for at in range(0, rows, 997):
        result = rubric._row(table.slice(at, 1).to_pylist()[0], 1).result
        assert Fraction(str(found.column("s")[at].as_py())) == result.values[0].value
    assert found.column("problems").null_count == rows
