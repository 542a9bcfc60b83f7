"""Keys, menu, panel, history and drafts of a session, typed into a pipe; `test_screens` has what is drawn."""

from __future__ import annotations

import io
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import Application
from tests.repl.typist import CTRL_C
from tests.repl.typist import CTRL_R
from tests.repl.typist import CTRL_Y
from tests.repl.typist import ENTER
from tests.repl.typist import ESC
from tests.repl.typist import F1
from tests.repl.typist import F2
from tests.repl.typist import RIGHT
from tests.repl.typist import TAB
from tests.repl.typist import UP
from tests.repl.typist import Typist
from tests.repl.typist import line_is
from tests.repl.typist import menu_has
from tests.repl.typist import no_menu

from rubrikdsl_repl.reply import Reply
from rubrikdsl_repl.shell import Shell
from rubrikdsl_repl.terminal.working import working

SCORED = "total        100"


@pytest.fixture
def typed(shell: Shell) -> Typist:
    return Typist(shell)


def test_a_line_is_answered_and_the_next_one_asked_for(typed: Typist) -> None:
    out = typed((None, "score health" + ENTER), (line_is(""), "score lib" + ENTER))
    assert out.index("Health Centre") < out.index("Library")


# The menu


def test_a_candidate_is_taken_by_enter_and_the_line_sent_by_the_next(typed: Typist) -> None:
    out = typed(
        (None, "score heal"),
        (menu_has("Health Centre"), TAB),
        (line_is("score Health Centre"), ENTER),
        (no_menu, ENTER),
    )
    assert out.count("Health Centre") == 1


def test_esc_closes_the_menu_and_keeps_what_was_typed(typed: Typist) -> None:
    def closed(app: Application[Any]) -> bool:
        return no_menu(app) and app.current_buffer.text == "score heal"

    out = typed((None, "score heal"), (menu_has("Health Centre"), ESC), (closed, ENTER))
    assert "Health Centre" in out


def test_the_panel_tells_of_the_candidate_that_is_chosen(typed: Typist) -> None:
    from rubrikdsl_repl.terminal.panel import detail

    told: list[str] = []

    def shown(_: Application[Any]) -> bool:
        told.append(detail())
        return bool(told[-1])

    typed((None, "sc"), (menu_has("score"), F2), (shown, CTRL_C))
    assert "the values of a record" in told[-1]


# Lines


def test_an_unfinished_line_goes_on_and_is_recalled_as_one(typed: Typist) -> None:
    whole = 'score "Health\nCentre"'
    typed(
        (None, 'score "Health' + ENTER),
        (line_is('score "Health\n'), 'Centre"'),
        (line_is(whole), ENTER),
        (line_is(""), UP),
        (line_is(whole), CTRL_C),
    )
    assert typed.shell.track.lines[-1] == whole


def test_ctrl_c_drops_the_line_and_ctrl_y_brings_it_back(typed: Typist) -> None:
    out = typed((None, "score health" + CTRL_C), (line_is(""), CTRL_Y), (line_is("score health"), ENTER))
    assert "Health Centre" in out


def test_ctrl_c_stops_a_command_and_never_the_session(typed: Typist) -> None:
    handle = typed.shell.handle

    def stopped(line: str) -> Reply:
        if line == "redo":
            raise KeyboardInterrupt
        return handle(line)

    typed.shell.handle = stopped  # type: ignore[method-assign]
    out = typed((None, "redo" + ENTER), (line_is(""), "score health" + ENTER))
    assert out.startswith("cancelled\n") and "Health Centre" in out


def test_a_fault_of_ours_ends_one_line_and_never_the_session(typed: Typist) -> None:
    handle = typed.shell.handle

    def faulty(line: str) -> Reply:
        if line == "redo":
            raise ZeroDivisionError
        return handle(line)

    typed.shell.handle = faulty  # type: ignore[method-assign]
    out = typed((None, "redo" + ENTER), (line_is(""), "score health" + ENTER))
    assert "ZeroDivisionError at test_terminal.py" in out and "Health Centre" in out


def test_f1_explains_the_command_that_is_being_typed(typed: Typist) -> None:
    out = typed((None, "score he" + F1), (line_is("score he"), CTRL_C))
    assert out.startswith("score ") and "the values of a record" in out
    assert typed.shell.track.lines[-1] == "set tips off"  # it was not typed


def test_long_work_says_how_far_it_is_and_leaves_nothing_behind() -> None:
    written = threading.Event()

    class Screen(io.StringIO):
        def flush(self) -> None:
            written.set()

    screen = Screen()
    with working(screen, "en", wait=0.01) as watch:
        watch(256, 600)
        assert written.wait(10)
    shown = screen.getvalue()
    assert "working, 0 s: 256 of 600; Ctrl-C stops" in shown
    assert shown.endswith("\r") and not shown.rpartition("\r ")[2].strip()


# History


def test_history_is_recalled_searched_and_suggested(shell: Shell) -> None:
    Typist(shell)((None, "score Health Centre" + ENTER))

    def suggested(app: Application[Any]) -> bool:
        suggestion = app.current_buffer.suggestion
        return suggestion is not None and suggestion.text == "alth Centre"

    Typist(shell)(
        (None, UP),
        (line_is("score Health Centre"), CTRL_C),
        (line_is(""), CTRL_R + "heal" + ENTER),
        (line_is("score Health Centre"), CTRL_C),
        (line_is(""), "score He"),
        (suggested, RIGHT),
        (line_is("score Health Centre"), ENTER),
    )


def test_history_is_kept_per_rubric_and_for_nobody_else(shell: Shell, state: Path) -> None:
    Typist(shell)((None, "score health" + ENTER))
    shell.handle("open kepatuhan.unit on 2024-12-31")
    Typist(shell)((None, "history" + ENTER), (line_is(""), UP), (line_is("history"), UP), (None, CTRL_C))
    kept = sorted(path.name for path in state.iterdir())
    assert kept == ["history-kepatuhan.unit", "history-service"]
    assert "score" not in (state / "history-kepatuhan.unit").read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE((state / "history-service").stat().st_mode) == 0o600
        assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_without_a_folder_nothing_is_kept(shell: Shell, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIK_STATE", "")
    assert "Library" in Typist(shell)((None, "score lib" + ENTER))
    monkeypatch.setenv("RUBRIK_STATE", str(Path("units.csv").resolve()))  # a file stands there
    assert "Library" in Typist(shell)((None, "score lib" + ENTER))
    assert not state.exists()


# Drafts and preferences


def test_what_a_crash_left_unsent_stands_in_the_first_line_again(shell: Shell, state: Path) -> None:
    state.mkdir()
    (state / "draft-999999999").write_text("score heal", "utf-8")  # of no process that runs
    out = Typist(shell)((line_is("score heal"), ENTER))
    assert out.startswith("The line that the last session could not send") and "Health Centre" in out
    assert not list(state.glob("draft-*"))


def test_the_line_is_on_disk_while_it_is_typed(shell: Shell, state: Path) -> None:
    def kept(app: Application[Any]) -> bool:
        return (state / f"draft-{os.getpid()}").read_text("utf-8") == app.current_buffer.text == "score x"

    Typist(shell)((None, "score x"), (kept, CTRL_C))
    assert not list(state.glob("draft-*"))


def test_preferences_are_remembered(shell: Shell, state: Path) -> None:
    Typist(shell)((None, "set keys vi" + ENTER))
    again = Shell("en")
    Typist(again)((None, ESC + "x"), (None, "i" + CTRL_C))
    assert again.state.settings.keys == "vi" and again.state.settings.tips == "off"
    (state / "preferences.toml").write_text("keys = 'dvorak'\ntips = [", "utf-8")
    assert "Tip: " in Typist(Shell("en"))()


def test_vi_keys(shell: Shell) -> None:
    shell.handle("set keys vi")
    out = Typist(shell)((None, "score heslth" + ESC), (line_is("score heslth"), "Fsra" + ENTER))
    assert "Health Centre" in out


def test_the_editor_of_the_user_gets_the_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("editor.sh").write_text('#!/bin/sh\necho "score Library" > "$1"\n', "utf-8")
    Path("editor.sh").chmod(0o700)
    monkeypatch.setenv("VISUAL", str(Path("editor.sh").resolve()))
    out = Typist(shell)((None, "score x\x18\x05"), (line_is("score Library"), ENTER))
    assert "Library" in out


def test_a_rubric_that_needs_mending_begins_a_session_and_one_that_is_not_there_none(
    shell: Shell, state: Path
) -> None:
    (state.parent / "untidy.rubrik").write_text("rubric u\n  score s 0 .. 100\n    indicatr a\n", "utf-8")
    out = Typist(shell)((None, "set"), (line_is("set"), ENTER), opening=("open untidy.rubrik",))
    assert "unexpected-word" in out and "Settings" in out
    assert "no such file" in Typist(Shell())(opening=("open nothing.rubrik",), ends=False)
