"""Values alone, by programs: every format has the same bytes as by the reference interpreter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rubrikdsl.cli.main import main
from rubrikdsl.workspace import quickly
from rubrikdsl.workspace import scoring
from rubrikdsl.workspace.scoring import Row

DATA = Path(__file__).parents[2] / "rubrics/ombudsman/data"
RUBRIC = """\
rubric unit "Unit"
  inputs
    daring yes or no {default}
    kode one of x, y, z
    tanggal date
  score nilai "Nilai" 0 .. 100 places 2
    indicator a "A" weight 40% 0 .. 100 step 0.01 may be not applicable
    indicator b "B" weight 60% 0 .. 4 {assumed}
    bonus daring +1.5 when daring
    cap 100
  bands kategori of nilai
    range code label
    50 .. 100 tinggi "Tinggi"
    below 50 rendah "Rendah"
  let sisa = b / 7
  let hari = tanggal
  let sebutan = kode
  {asserted}
"""
ROWS = """\
record,daring,kode,tanggal,a,b
A,ya,z,2024-01-31,"75,25",4
B,tidak,x,2024-01-31,n/a,3
C,,y,2024-01-31,10,1
D,ya,,2024-01-31,10,
E,ya,z,31/31/2024,10,5
"""


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The records that went to the reference interpreter."""
    seen: list[str] = []
    whole = scoring.scored

    def noted(*arguments: Any) -> Row:
        row = whole(*arguments)
        seen.append(row.result.record)
        return row

    monkeypatch.setattr(quickly, "scored", noted)
    return seen


def both(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What is printed with programs, which is what is printed without."""
    said = []
    for few in (10**9, 0):
        monkeypatch.setattr(quickly, "FEW", few)
        said.append((main(["score", *words, "--lang", "id"]), *capsys.readouterr()))
    assert said[0] == said[1]
    return said[1][1]


@pytest.mark.parametrize("form", ["csv", "json", "toml", "table"])
def test_the_same_of_a_rubric_of_ours(
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reference: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_text(ROWS, encoding="utf-8")
    assumed = 'assumed "no source gives it"'
    texts = {
        "plain": ("", "", "", "CDE"),
        "default": ("default no", "", "", "ABCDE"),
        "assumed": ("", assumed, "", "ABCDE" if form in ("json", "toml") else "CDE"),
        "asserted": ("", "", "assert nilai > 30", "ABCDE"),
    }
    for default, clause, asserted, singly in texts.values():
        text = RUBRIC.format(default=default, assumed=clause, asserted=asserted)
        Path("unit.rubrik").write_text(text, encoding="utf-8")
        reference.clear()
        assert both(["unit.rubrik", "data.csv", "--format", form], monkeypatch, capsys)
        assert "".join(reference) == singly, (default, clause, asserted)
        both(["unit.rubrik", "data.csv", "--format", form, "--partial"], monkeypatch, capsys)


def test_the_same_of_published_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reference: list[str]
) -> None:
    data = str(DATA / "kepatuhan_2022_unit.csv")
    words = ["kepatuhan.daerah@2024-12-31", data, "--by-split", "record", " :: ", "--format", "csv"]
    assert both(words, monkeypatch, capsys).count("\n") == 6
    assert not reference
