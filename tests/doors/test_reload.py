"""Files that change under a session: they are read again at the next line, and what moved is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.shell import Shell

RUBRIC = """rubric layanan "Layanan"
  score nilai 0 .. 100 places 2
    indicator loket weight 60% 0 .. 3
    indicator laman weight 40% 0 .. 3
  bands kategori of nilai
    range            code
    80.00 .. 100.00  A
     0.00 ..  79.99  B
"""
DATA = "record,loket,laman\nDinas Sosial,3,2\nPuskesmas A,1,1\n"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    Path("layanan.rubrik").write_text(RUBRIC, "utf-8")
    Path("unit.csv").write_text(DATA, "utf-8")
    made = Shell()
    said(made, "open layanan.rubrik")
    said(made, "data unit.csv")
    return made


def said(shell: Shell, line: str) -> str:
    return "".join(draw(part, Canvas()) for part in shell.handle(line).parts)


def test_an_edited_rubric_tells_who_moved(shell: Shell) -> None:
    Path("layanan.rubrik").write_text(RUBRIC.replace("80.00", "90.00").replace("79.99", "89.99"), "utf-8")
    assert said(shell, "set width 80") == (
        "layanan.rubrik was changed and read again\n"
        "kategori: 1 of 2 records change\n"
        "record        before  after\n"
        "------------  ------  -----\n"
        "Dinas Sosial  A       B\n"
    )
    assert said(shell, "set width 90") == "", "it is told once"
    assert "kategori      B" in said(shell, "score Dinas Sosial")


def test_what_ctrl_c_kept_from_being_seen_is_told_at_the_next_line(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("layanan.rubrik").write_text(RUBRIC.replace("80.00", "90.00").replace("79.99", "89.99"), "utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context, pytest.raises(KeyboardInterrupt):
        context.setattr(shell.world, "population", stop)
        shell.handle("score Dinas Sosial")
    assert "was changed and read again" in said(shell, "set width 80")


def test_an_edit_without_effect_says_so(shell: Shell) -> None:
    Path("layanan.rubrik").write_text(f"# a remark\n{RUBRIC}", "utf-8")
    assert said(shell, "set width 80") == (
        "layanan.rubrik was changed and read again\nthe results of all 2 records stay as they are\n"
    )


def test_changed_data_tell_who_moved_came_and_went(shell: Shell) -> None:
    Path("unit.csv").write_text("record,loket,laman\nDinas Sosial,3,\nPuskesmas B,1,1\n", "utf-8")
    assert said(shell, "set width 80") == (
        "unit.csv was changed and read again\n"
        "new records: 1 (Puskesmas B)\n"
        "records gone: 1 (Puskesmas A)\n"
        "kategori: 1 of 1 records change\n"
        "record        before  after\n"
        "------------  ------  -----------\n"
        "Dinas Sosial  A       (not final)\n"
        "nilai: 1 of 1 records change\n"
        "record        before        after\n"
        "------------  ------  -----------\n"
        "Dinas Sosial   86.67  (not final)\n"
    )


def test_a_faulty_edit_leaves_the_last_sound_text_in_use(shell: Shell) -> None:
    Path("layanan.rubrik").write_text(RUBRIC.replace("60%", "50%"), "utf-8")
    told = said(shell, "score Dinas Sosial")
    assert "was changed and cannot be used; its last sound text stays" in told
    assert "error[weights-do-not-sum]" in told and "nilai     86.67" in told
    assert "weights" not in said(shell, "score Dinas Sosial"), "it is told once"
    Path("layanan.rubrik").write_text(RUBRIC, "utf-8")
    assert "read again" in said(shell, "set width 80")


def test_a_file_that_goes_away_and_comes_back(shell: Shell) -> None:
    Path("unit.csv").unlink()
    told = said(shell, "score Dinas Sosial")
    assert "error: unit.csv: there is no such file" in told and "nilai     86.67" in told
    Path("unit.csv").write_text(DATA, "utf-8")
    assert said(shell, "set width 80") == "", "it says what it said before"


def test_a_rubric_that_was_faulty_is_mended(shell: Shell) -> None:
    Path("baru.rubrik").write_text(RUBRIC.replace("60%", "50%"), "utf-8")
    assert "weights-do-not-sum" in said(shell, "open baru.rubrik")
    assert "weights-do-not-sum" in said(shell, "score Dinas Sosial")
    Path("baru.rubrik").write_text(RUBRIC, "utf-8")
    assert said(shell, "score Dinas Sosial").startswith(
        "baru.rubrik was changed and read again\nDinas Sosial"
    )


def test_data_that_were_only_touched_are_not_told(shell: Shell) -> None:
    Path("unit.csv").write_text(DATA, "utf-8")
    assert said(shell, "set width 80") == ""
