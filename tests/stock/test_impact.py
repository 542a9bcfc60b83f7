"""An edit of the national rubric over all published results: `A` from 90 and `B` up to 89.99."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import rubrikdsl as rb
from rubrikdsl.assets import folder

FOLDER = folder("rubrics") / "ombudsman"
EDITS = (("88,00 .. 100,00  A", "90,00 .. 100,00  A"), ("78,00 ..  87,99  B", "78,00 ..  89,99  B"))


def edited(where: Path) -> rb.Rubric:
    text = (FOLDER / "kepatuhan_2022.rubrik").read_text("utf-8")
    for old, new in EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = where / "usulan.rubrik"
    path.write_text(text, "utf-8")
    return rb.load(path, "kepatuhan.daerah")


def is_near(value: Fraction) -> bool:
    """At most half a point from the next class, a hundredth being the least step."""
    return any(
        (value - start + Fraction("0.01") if value >= start else start - value) <= Fraction("0.5")
        for start in (90, 78, 54, 32)
    )


def test_who_loses_their_a(tmp_path: Path) -> None:
    with (FOLDER / "data" / "kepatuhan_2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    old = rb.load("kepatuhan.daerah", on="2024-12-31")
    found = rb.impact(old, edited(tmp_path), rows, per="provinsi", near="0.5")
    losing = {row["record"] for row in rows if 88 <= Fraction(row["nilai"]) < 90}
    assert losing
    assert {change.record for change in found.changed("kategori")} == losing
    assert {(change.old, change.new) for change in found.changed("kategori")} == {("A", "B")}
    assert not found.changed("kategori.zona") and not found.moves
    cells = found.matrix("kategori")
    assert cells["A", "B"] == len(losing)
    assert sum(cells.values()) == len(rows)
    assert [unit.record for unit in found.study.units] == [row["record"] for row in rows]
    near = {unit.record for unit in found.study.units if any(edge.side == "new" for edge in unit.edges)}
    assert near == {row["record"] for row in rows if is_near(Fraction(row["nilai"]))}
    assert {key for key, _ in found.study.groups()} == {(row["provinsi"],) for row in rows}
