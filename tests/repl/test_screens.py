"""What stands on the screen of a real terminal, kept in `screens/`; `pytest --accept` rewrites it.

Needs tmux (`apt install tmux`); without it these tests are skipped, and nothing else is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from tests.repl.screen import Screen

KEPT = Path(__file__).parent / "screens"
NARROW, WIDE = (80, 24), (120, 30)

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here: apt install tmux")


class Opened(Protocol):
    def __call__(self, size: tuple[int, int], *arguments: str, **environment: str) -> Screen: ...


@pytest.fixture
def opened(state: Path) -> Iterator[Opened]:
    """Opens terminals in the test's folder, without tips, and closes them."""
    screens: list[Screen] = []
    state.mkdir()
    (state / "preferences.toml").write_text('tips = "off"\n', "utf-8")

    def open_one(size: tuple[int, int], *arguments: str, **environment: str) -> Screen:
        screens.append(Screen(state.parent, size, *arguments, **environment))
        return screens[-1]

    yield open_one
    for screen in screens:
        screen.close()


def compare(name: str, screen: Screen, accept: bool) -> None:
    """The screen becomes what is kept under this name, sooner or later."""
    path = KEPT / f"{name}.txt"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen.text(), "utf-8")
    kept = path.read_text("utf-8")
    assert screen.wait(lambda shown: shown == kept).text() == kept


def test_a_narrow_screen_in_indonesian(opened: Opened, accept: bool) -> None:
    screen = opened(NARROW, "service.rubrik", "--data", "units.csv", "--lang", "id").wait("2 rekaman")
    screen.type("cari ch").wait("Charter")
    compare("menu-80", screen, accept)
    screen.press("C-c").wait(lambda shown: shown.count("\n>") == 2)
    screen.type('skor "Library').press("Enter").wait("\n. ").type('"').press("Escape", "Enter")
    compare("lines-80", screen.wait("0.00 dtk"), accept)


def test_menu_and_panel_on_a_wide_screen(opened: Opened, accept: bool) -> None:
    screen = opened(WIDE, "service.rubrik", "--data", "units.csv", "--lang", "en").wait("2 records")
    screen.type("what if Library: charter = ").wait("In part").wait("weight:")
    compare("panel-120", screen, accept)
    screen.press("F2").wait(lambda shown: "weight:" not in shown).press("Tab", "Enter", "Enter")
    assert "│ 1 scenario │" in screen.wait("1 scenario").text()


def test_without_colour_nothing_is_coloured(opened: Opened) -> None:
    plain = opened(NARROW, "service.rubrik", "--lang", "en", NO_COLOR="1").wait("F1 help")
    shown = plain.type("find total < 3").wait("find total < 3").text(colours=True)
    assert not re.search(r"\x1b\[([0-9]+;)*([34][0-8]|9[0-7])[;m]", shown)
