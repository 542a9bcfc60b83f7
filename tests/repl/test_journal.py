"""What was typed outlives a session that is cut off."""

from __future__ import annotations

import os
from pathlib import Path

from tests.repl.typist import ENTER
from tests.repl.typist import Typist
from tests.repl.typist import line_is

from rubrikdsl_repl.journal import Journal
from rubrikdsl_repl.shell import Shell


def test_a_session_that_was_cut_off_is_offered_once_and_opened(shell: Shell, state: Path) -> None:
    state.mkdir()
    text = "# rubrik session en\nopen service.rubrik\ndata units.csv\nscore library\n"
    (state / "journal-999999999").write_text(text, "utf-8")  # of no process that runs
    kept = state / "cut-off.session"
    out = Typist(shell)((None, f'session open "{kept}"'), (line_is(f'session open "{kept}"'), ENTER))
    assert out.startswith(f'The last session was cut off. `session open "{kept}"`')
    assert ">> score library" in out and "class   poor" in out
    assert not list(state.glob("journal-*"))
    assert "cut off" not in Typist(shell)()


def test_a_line_is_on_disk_before_it_is_done(shell: Shell, state: Path) -> None:
    journal = Journal(state)
    shell.keep = journal.keep
    seen = []

    def keep(text: str) -> None:
        journal.keep(text)
        seen.append((state / f"journal-{os.getpid()}").read_text("utf-8"))

    shell.keep = keep
    shell.handle("score library")
    assert seen[0].startswith("# rubrik session en\nopen service.rubrik\n")
    assert seen[0].endswith("set tips off\nscore library\n")
    assert journal.left() is None, "this session still runs"
    journal.drop()
    assert not list(state.glob("journal-*"))


def test_without_a_folder_nothing_is_kept() -> None:
    journal = Journal(None)
    journal.keep("# rubrik session en\n")
    assert journal.left() is None
    journal.drop()
