"""Totals of members over columns, against numbers worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest
from tests.properties.scoring import ready

TEXT = """rubric unit
  inputs
    aktif yes or no default yes
  score nilai 0 .. 100
    indicator a weight 100% 0 .. 100 step 0.5
rubric kota
  collect units "Units" by unit where aktif
  score skor 0 .. 100
    = 0
  let tengah = {fold}
"""


@pytest.mark.parametrize(
    ("fold", "values", "wanted"),
    [
        ("median", ["3", "1", "8"], Fraction(3)),
        ("median", ["3", "1", "8", "4"], Fraction(7, 2)),
        ("median", ["3", "3.5"], Fraction(13, 4)),
        ("median", ["0"], Fraction(0)),
        ("median", ["100", "100", "0"], Fraction(100)),
        ("median", ["3", "", "8"], None),
        ("mean", ["3", "1", "8"], Fraction(4)),
        ("min", ["3", "1", "8"], Fraction(1)),
        ("max", ["3", "1", "8"], Fraction(8)),
        ("sum", ["3", "1", "8"], Fraction(12)),
    ],
)
def test_of_few(fold: str, values: list[str], wanted: Fraction | None) -> None:
    rubric = ready(TEXT.replace("{fold}", f"{fold}(units.nilai)"))
    rows = [{"kota": "A", "record": f"u{at}", "a": value, "aktif": "ya"} for at, value in enumerate(values)]
    rows.insert(1, {"kota": "B", "record": "u", "a": "77", "aktif": "ya"})
    rows.insert(0, {"kota": "A", "record": "tutup", "a": "99", "aktif": "tidak"})
    found = rubric.score_table(pa.Table.from_pylist(rows), by="kota").to_pylist()
    assert [row["record"] for row in found] == ["A", "B"]
    assert [None if row["tengah"] is None else Fraction(str(row["tengah"])) for row in found] == [wanted, 77]


def test_very_many() -> None:
    """More than a program is usually made for."""
    rubric = ready(TEXT.replace("{fold}", "sum(units.nilai)"))
    count = 12_001
    table = pa.table(
        {
            "kota": pa.array(["A"] * count + ["B"]),
            "record": pa.array(range(count + 1)),
            "a": pa.array([99.5] * count + [1.0]),
            "aktif": pa.array([True] * (count + 1)),
        }
    )
    found = rubric.score_table(table, by="kota").column("tengah").to_pylist()
    assert [Fraction(str(value)) for value in found] == [Fraction(199, 2) * count, 1]
