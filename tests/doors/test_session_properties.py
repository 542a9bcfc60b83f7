"""Whatever is typed: `undo` leads back to the start, a kept session answers the same, Ctrl-C does no harm."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.reply import Reply
from rubrikdsl_repl.shell import Shell
from rubrikdsl_repl.table import TABLE

RUBRIC = """rubric layanan "Layanan"
  score nilai 0 .. 100 places 2
    indicator loket weight 60% 0 .. 3
    indicator laman weight 40% 0 .. 3
  bands kategori of nilai
    range            code
    80.00 .. 100.00  A
     0.00 ..  79.99  B
"""
UNTIDY = 'rubrik kotor "Kotor"\n  skor nilai 0 .. 100\n\tindikator loket bobot 100% 0 .. 3\n'
DATA = "record,loket,laman\nDinas Sosial,3,2\nPuskesmas A,1,1\nPuskesmas B,1,\n"
LINES = (
    "open layanan.rubrik",
    "buka kotor.rubrik",
    "open kepatuhan.unit",
    "on 2024-06-30",
    "pada 2025-06-30",
    "known 2025-01-31",
    "reading kepatuhan",
    "tafsir -",
    "open nothing.rubrik",
    "data unit.csv",
    "data unit.csv lain.csv",
    "score Dinas Sosial",
    "skor Puskesmas",
    "score Puskesmas B",
    "explain",
    "jelaskan Dinas Sosial",
    "what if Dinas Sosial: laman = 3",
    "andai Puskesmas B: laman = 2",
    "scenario",
    "find kategori is A",
    "cari nilai > 50",
    "count by kategori",
    "rank top 2",
    "histogram nilai",
    "compare readings",
    "let dua = nilai * 2",
    "= dua + 1",
    "nilai - loket",
    "show nilai",
    "check",
    "fix",
    "fix 1",
    "perbaiki semua",
    "undo",
    "batal",
    "redo",
    "history",
    "help",
    "bantuan skor",
    "set language id",
    "atur bahasa en",
    "set width 100",
    "set",
    "session new",
    "session save x.session",
    "session open x.session",
    "nonsense",
    "",
    "# a remark",
)
TYPED = st.lists(st.sampled_from(LINES), max_size=12)
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def laid_out() -> Shell:
    """A session in a folder as it was at first."""
    Path("layanan.rubrik").write_text(RUBRIC, "utf-8")
    Path("kotor.rubrik").write_text(UNTIDY, "utf-8")
    Path("unit.csv").write_text(DATA, "utf-8")
    Path("lain.csv").write_text("record,loket,laman\nDinas Y,0,0\n", "utf-8")
    Path("x.session").unlink(missing_ok=True)
    return Shell()


@given(TYPED)
@QUICK
@pytest.mark.usefixtures("folder")
def test_undo_returns_to_the_start(lines: list[str]) -> None:
    shell = laid_out()
    start = shell.state
    for line in lines:
        shell.handle(line)
    while not shell.handle("undo").failed:
        pass
    assert shell.state == start
    assert Path("kotor.rubrik").read_text("utf-8") == UNTIDY


@given(TYPED)
@QUICK
@pytest.mark.usefixtures("folder")
def test_a_session_that_is_kept_gives_every_reply_again(lines: list[str]) -> None:
    shell = laid_out()
    asked: list[tuple[str, Reply]] = []
    for line in lines:
        if "fix" in line or "perbaiki" in line or "session" in line:
            continue  # these are no part of it
        before = len(shell.track.lines)
        reply = shell.handle(line)
        if len(shell.track.lines) > before:
            asked.append((line, reply))
    assert not shell.handle("session save kept.session").failed
    again = Shell()
    parts = again.handle("session open kept.session").parts
    expected = tuple(part for line, reply in asked for part in (line, *reply.parts))
    assert len(parts) == len(expected)
    echoes = tuple(f">> {part}" if isinstance(part, str) else part for part in expected)
    assert tuple(getattr(p, "text", p) for p in parts) == tuple(getattr(p, "text", p) for p in echoes)
    assert again.state == shell.state and again.track.lines == shell.track.lines


@pytest.mark.usefixtures("folder")
def test_an_open_session_answers_from_the_data_of_now() -> None:
    shell = laid_out()
    for line in ("open layanan.rubrik", "data unit.csv", "score Dinas Sosial", "session save s.session"):
        assert not shell.handle(line).failed
    before = Shell().handle("session open s.session")
    Path("unit.csv").write_text(DATA.replace("3,2", "3,3"), "utf-8")
    after = Shell().handle("session open s.session")
    assert not before.failed and not after.failed
    assert before.parts[:-1] == after.parts[:-1] and before.parts[-1] != after.parts[-1]


@contextmanager
def interrupted_after(calls: int) -> Iterator[list[bool]]:
    """Ctrl-C at the so-manieth call of a function of the shell."""
    left, struck = [calls], [False]

    def trace(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "rubrikdsl_repl" in frame.f_code.co_filename:
            left[0] -= 1
            if left[0] == 0:
                struck[0] = True
                raise KeyboardInterrupt

    sys.setprofile(trace)
    try:
        yield struck
    finally:
        sys.setprofile(None)


@given(TYPED, st.sampled_from(LINES), st.integers(1, 60))
@QUICK
@pytest.mark.usefixtures("folder")
def test_ctrl_c_leaves_the_session_as_it_was(lines: list[str], last: str, calls: int) -> None:
    shell = laid_out()
    for line in lines:
        shell.handle(line)
    before = shell.track
    try:
        with interrupted_after(calls) as struck:
            shell.handle(last)
    except KeyboardInterrupt:
        assert shell.track is before
        assert shell.cancelled().failed
    else:
        assert not struck[0]
    assert not shell.handle("history").failed
    assert not shell.handle("open layanan.rubrik").failed


BEGINNINGS = st.sampled_from([word for each in TABLE for word in (each.words.en, each.words.id)])
SCRAPS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["Dinas", "nilai", "loket = 3", ":", '"', "(", "> x.csv", "> 80", "@", "-", ",", "\\", "\0"]
    ),
)


@given(st.lists(st.tuples(BEGINNINGS, st.lists(SCRAPS, max_size=4)), min_size=1, max_size=4))
@QUICK
@pytest.mark.usefixtures("folder")
def test_any_line_is_answered(lines: list[tuple[str, list[str]]]) -> None:
    shell = laid_out()
    for line in ("open layanan.rubrik", "data unit.csv"):
        shell.handle(line)
    for word, scraps in lines:
        line = " ".join([word, *scraps])
        shell.unfinished(line)
        for language in ("en", "id"):
            for part in shell.handle(line).parts:
                draw(part, Canvas(language=language, width=60))
