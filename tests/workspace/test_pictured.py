"""The account of a record as pictures: exact sums, every reading by itself, a file that can be opened."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import rubrikdsl as rb
from rubrikdsl.cli.main import main
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Ruler
from rubrikdsl.pictures import Waterfall

UNIT = {"record": "Puskesmas Watdek", "input.points": 8.72, "proses.points": 10.76}
WHOLE = {**UNIT, "output.points": 20.76, "pengaduan.points": 9.61}


def test_changes_add_up_to_the_score() -> None:
    """And the pointer stands at it."""
    result = rb.load("kepatuhan.unit", on="2024-12-31").score(WHOLE)
    bars, waterfall, ruler = result.pictures("id")
    assert isinstance(bars, Bars) and isinstance(waterfall, Waterfall) and isinstance(ruler, Ruler)
    assert waterfall.total == result["nilai"] == ruler.pointers[0].at
    assert [bar.label for bar in bars.bars] == ["Input", "Proses", "Output", "Pengaduan"]
    assert (ruler.title, [zone.label for zone in ruler.zones]) == ("Kategori: D", ["E", "D", "C", "B", "A"])


def test_what_is_not_final_has_no_sum() -> None:
    """Nor a place among the bands."""
    assert rb.load("kepatuhan.unit", on="2024-12-31").score(UNIT).pictures() == ()


def test_explain_writes_svg(tmp_path: Path) -> None:
    """By the name of the file, one part for each record."""
    data, drawn = tmp_path / "unit.csv", tmp_path / "unit.svg"
    data.write_text(
        "record,input.points,proses.points,output.points,pengaduan.points\nA,8.72,10.76,20.76,9.61\nB,1,2,3,\n",
        encoding="utf-8",
    )
    assert main(["explain", "kepatuhan.unit@2024-12-31", str(data), "-o", str(drawn), "--lang", "id"]) == 1
    texts = [text.text for text in ElementTree.parse(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "A · kepatuhan.unit"
    assert texts[-2:] == ["B · kepatuhan.unit", "(tidak ada yang dapat digambar)"]
