"""Parquet part by part: the same rows, whoever reads their decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from rubrikdsl.workspace.streams import parquet as streamed
from rubrikdsl.workspace.streams.cells import row_names

ROWS = 1000


def table() -> pa.Table:
    """Decimals of several lengths, with nulls, and other columns between them."""
    small = [None if at % 7 == 0 else Decimal(at % 211 - 100) / 100 for at in range(ROWS)]
    return pa.table({
        "kota": pa.array([f"K{at % 3}" for at in range(ROWS)]),
        "a": pa.array(small, pa.decimal128(5, 2)),
        "jumlah": pa.array(range(ROWS)),
        "b": pa.array([Decimal(7**at % 10**30) for at in range(ROWS)], pa.decimal128(38, 3)),
        "^c.*$": pa.array(small, pa.decimal128(9, 4)),
        "d": pa.array(small, pa.decimal256(40, 2)),
    })  # fmt: skip


def read(file: str, names: Sequence[str], most: int) -> list[pa.Table]:
    """Its parts, in one list."""
    return list(streamed.parts(file, [*names], ["kota"], most))


def plain(parts: Sequence[pa.Table]) -> list[dict[str, object]]:
    """The rows of all parts."""
    return [row for part in parts for row in part.to_pylist()]


@pytest.mark.parametrize("group", [ROWS, 300, 97])
@pytest.mark.parametrize("names", [["kota", "a", "jumlah", "b", "^c.*$", "d"], ["b", "a"]])
def test_by_polars_and_by_arrow(
    group: int, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pl = pytest.importorskip("polars")
    file, whole = str(tmp_path / "data[1].parquet"), table()  # no pattern: a name
    parquet.write_table(whole, file, row_group_size=group)
    expected = read(file, names, 128)
    assert plain(expected) == whole.select(names).to_pylist()

    monkeypatch.setattr(streamed, "MANY", 1)
    with parquet.ParquetFile(file) as opened:
        assert streamed._decimals(opened, names) == ["a", "b"]
    found = read(file, names, 128)
    assert plain(found) == plain(expected)
    assert [part.num_rows for part in found] == [part.num_rows for part in expected]
    assert [part.column_names for part in found] == [names] * len(found)

    # what Polars cannot go on with Arrow does, from the row where it stopped
    collect, calls = pl.LazyFrame.collect, 0

    def fails(self: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise pl.exceptions.ComputeError("unknown codec")
        return collect(self)

    monkeypatch.setattr(pl.LazyFrame, "collect", fails)
    assert plain(read(file, names, 128)) == plain(expected) and calls == 3


def test_decimals_that_are_stored_as_integers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrow reads them as quickly as anybody."""
    monkeypatch.setattr(streamed, "MANY", 1)
    file = tmp_path / "data.parquet"
    parquet.write_table(table().select(["a", "b"]), file, store_decimal_as_integer=True)
    with parquet.ParquetFile(file) as opened:
        assert streamed._decimals(opened, ["a", "b"]) == ["b"]
        monkeypatch.setattr(streamed, "find_spec", lambda _: None)
        assert streamed._decimals(opened, ["a", "b"]) == []


def test_names_of_rows() -> None:
    """Of consecutive rows, through all lengths, and of others."""
    for first, count in ((1, 0), (1, 1), (7, 2200), (998, 4), (99_998, 3), (123_456, 1500)):
        names = row_names(np.arange(first, first + count))
        names.validate(full=True)
        assert names.to_pylist() == [f"row {at}" for at in range(first, first + count)]
    assert row_names(np.array([2, 5, 1000])).to_pylist() == ["row 2", "row 5", "row 1000"]
