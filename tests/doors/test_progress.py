"""Long work tells how far it is, on a terminal only, and leaves nothing there."""

from __future__ import annotations

import io

import pytest

from rubrikdsl.cli import progress
from rubrikdsl.cli.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(err: io.StringIO, monkeypatch: pytest.MonkeyPatch, seconds: float) -> str:
    """What is written while a thousand records take so many seconds."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    monkeypatch.delenv("TERM", raising=False)
    line = progress.Progress(Console("id", io.StringIO(), err))
    for done in range(1, 1001):
        now[0] += seconds / 1000
        line(done, 1000)
    line.end()
    return err.getvalue()


def test_a_terminal_sees_a_line_that_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    written = told(Terminal(), monkeypatch, 4.0)
    lines = written.split("\r")
    assert "dinilai 250 dari 1000 rekaman" in lines
    assert 10 < len(lines) < 25
    assert "\n" not in written
    assert lines[-2].strip() == lines[-1] == ""
    assert len(lines[-2]) == len(lines[-3])


@pytest.mark.parametrize(("err", "seconds"), [(Terminal(), 0.9), (io.StringIO(), 60.0)])
def test_short_work_and_files_see_nothing(
    err: io.StringIO, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(err, monkeypatch, seconds) == ""


def test_nor_does_a_terminal_that_cannot_write_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    err = Terminal()
    line = progress.Progress(Console("en", io.StringIO(), err))
    monkeypatch.setattr(progress, "monotonic", lambda: 1e9)
    line(1, 2)
    line.end()
    assert err.getvalue() == ""
