"""Every picture is a table too."""

from __future__ import annotations

import pytest
from tests.pictures.samples import PICTURES

from rubrikdsl.tables.files import encode
from rubrikdsl.tables.pictured import tabled


@pytest.mark.parametrize("name", PICTURES)
def test_numbers_are_exact(name: str) -> None:
    """In any format; columns of numbers hold numbers only."""
    table = tabled(PICTURES[name], "id")
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert column.is_number != isinstance(cell, str)
    assert encode([table], "a.parquet")


def test_a_waterfall_says_where_each_change_leads() -> None:
    """And ends with the sum."""
    lines = encode([tabled(PICTURES["waterfall"], "id")], "a.csv").decode().splitlines()
    assert lines[0] == "nama,perubahan,sesudahnya"
    assert lines[-2:] == ["Potongan,-2.5,65.56", "nilai,,65.56"]
