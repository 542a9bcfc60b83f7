"""Tables on screens."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures.text import Look
from rubrikdsl.tables import Column
from rubrikdsl.tables import Table
from rubrikdsl.tables.drawn import draw_table

TABLE = Table(
    "Hasil",
    (
        Column("record"),
        Column("nilai", "number", least=2),
        Column("capaian", "share"),
        Column("catatan"),
        Column("bobot", "number", places=1),
    ),
    (
        ("Kota Metro", Fraction("80.5"), Fraction("0.805"), "panjang " * 4, Fraction(1, 3)),
        ("  Puskesmas", Fraction(78), "(belum final)", "評価", None),
    ),
)


def test_decimals_stand_below_each_other() -> None:
    """Blanks before a text stay, wide characters count as two, and a text may stand among numbers."""
    assert draw_table(TABLE, Look(120, "id")) == (
        "Hasil\n"
        "record       nilai        capaian  catatan                          bobot\n"
        "-----------  -----  -------------  -------------------------------  -----\n"
        f"Kota Metro   80,50          80,5%  {('panjang ' * 4).strip()}    0,3\n"
        "  Puskesmas  78,00  (belum final)  評価\n"
    )


@pytest.mark.parametrize("columns", (40, 55, 70, 100))
def test_no_line_is_wider_than_the_screen_and_no_number_is_cut(columns: int) -> None:
    """What does not fit goes on below, with the first column."""
    drawn = draw_table(TABLE, Look(columns, "en"))
    assert max(map(width, drawn.splitlines())) <= columns
    for number in ("80.50", "80.5%", "78.00", "0.3", "(belum final)"):
        assert number in drawn
    assert drawn.count("Kota M") == (2 if columns <= 40 else 1)


def test_a_table_without_headings_has_no_rule() -> None:
    """As a list of commands has none."""
    table = Table("", (Column(""), Column("")), (("a", "b"),))
    assert draw_table(table) == "a  b\n"
