"""What stands in the files that replies go to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.shell import Shell

RUBRIC = """rubric layanan "Layanan"
  score nilai "Nilai" 0 .. 100 places 2
    indicator loket weight 60% 0 .. 3
    indicator laman weight 40% 0 .. 3
"""
DATA = "record,loket,laman\nDinas Sosial,3,2\nPuskesmas B,1,\n"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    Path("layanan.rubrik").write_text(RUBRIC, "utf-8")
    Path("unit.csv").write_text(DATA, "utf-8")
    made = Shell()
    made.handle("open layanan.rubrik")
    made.handle("data unit.csv")
    return made


def test_values_are_exact_and_what_is_absent_stands_beside(shell: Shell) -> None:
    shell.handle("score puskesmas b > b.json")
    (row,) = json.loads(Path("b.json").read_text("utf-8"))
    assert row["value"] is None and row["value status"] == "unknown"
    shell.handle("score dinas > a.csv")
    assert "86.67" in Path("a.csv").read_text("utf-8")


def test_a_line_that_fails_leaves_the_file_alone(shell: Shell) -> None:
    Path("x.csv").write_text("mine", "utf-8")
    assert shell.handle("score nobody > x.csv").failed
    assert shell.handle("set width 90 > x.csv").failed and shell.state.settings.width is None
    assert Path("x.csv").read_text("utf-8") == "mine"


def test_a_text_holds_the_reply_as_it_is_drawn(shell: Shell) -> None:
    shell.handle("atur bahasa id")
    shell.handle("skor dinas > a.txt")
    assert "86,67" in Path("a.txt").read_text("utf-8")


def test_a_picture_goes_to_svg_and_its_numbers_to_any_table(shell: Shell) -> None:
    assert not shell.handle("histogram nilai > h.svg").failed
    assert Path("h.svg").read_text("utf-8").startswith("<svg")
    assert not shell.handle("histogram nilai > h.csv").failed
    assert Path("h.csv").read_text("utf-8").startswith("from,to,count,classes\n")
    assert shell.handle("rank > r.svg").failed


def test_a_format_that_nothing_writes_is_named(shell: Shell) -> None:
    (part,) = shell.handle("histogram nilai > h.pdf").parts
    drawn = draw(part, Canvas("id"))
    assert drawn.startswith("kesalahan: `h.pdf` tidak menyebut format yang akan ditulis\n")
