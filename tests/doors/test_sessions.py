"""The shell as analysts see it: ```repl blocks of `repl/*.md` and of the guides are typed into it.

A heading begins a session; on a page `*.id.md` it is held in Indonesian. A block such as ```rubrik
unit.rubrik puts a file into the session's folder; files of the part before the first heading of level two
are there in every session of the page. In a ```repl block a line `> …` is typed (`. …` goes on with it), and
what follows is what must appear. `pytest --accept` rewrites what must appear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.shell import Shell

PAGES = sorted((Path(__file__).parent / "repl").glob("*.md"))
ROOT = Path(__file__).resolve().parent.parent.parent
GUIDES = sorted(page for page in (ROOT / "docs").rglob("*.md") if "\n```repl\n> " in page.read_text("utf-8"))
_SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
_FILE = re.compile(r"^```\w+ +(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSION = re.compile(r"^```repl\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    page: Path
    title: str
    shared: str
    text: str


def cases() -> list[Case]:
    found = []
    for page in (*PAGES, *GUIDES):
        shared, *sections = _SECTION.split(page.read_text("utf-8"))
        pairs = zip(sections[::2], sections[1::2], strict=True)
        found += [Case(page, title, shared, text) for title, text in pairs if _SESSION.search(text)]
    return found


def test_there_are_sessions() -> None:
    assert PAGES
    for page in PAGES:
        assert page.read_text("utf-8").count("\n## ") == sum(case.page == page for case in cases())


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.page.stem}: {case.title}")
def test_session(case: Case, accept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if case.page in GUIDES:
        Path("rubrics").symlink_to(ROOT / "rubrics")  # guides are read beside a copy of the repository
    for name, content in _FILE.findall(case.shared) + _FILE.findall(case.text):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, "utf-8")
    shell = Shell("id" if case.page.stem.endswith(".id") else "en")
    for block in _SESSION.finditer(case.text):
        shown = _typed(block.group(1), shell)
        if accept:
            _rewrite(case.page, block.group(1), shown)
        else:
            assert shown == block.group(1)


def _typed(block: str, shell: Shell) -> str:
    shown, typed = "", ""
    lines = block.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("> ") or (typed and line.startswith(". ")):
            typed += f"\n{line[2:]}" if typed else line[2:]
            shown += f"{line}\n"
            if not (shell.unfinished(typed) and following.startswith(". ")):
                shown += _shown(typed, shell)
                typed = ""
    return shown


def _shown(line: str, shell: Shell) -> str:
    reply = shell.handle(line)
    settings = shell.state.settings
    canvas = Canvas(
        settings.language, settings.width or 96, settings.colour == "on", settings.unicode != "off"
    )
    return "".join(draw(part, canvas) for part in reply.parts)


def _rewrite(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert f"```repl\n{old}```" in text
    page.write_text(text.replace(f"```repl\n{old}```", f"```repl\n{new}```", 1), "utf-8")
