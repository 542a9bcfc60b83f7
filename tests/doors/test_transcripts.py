"""The command line as users see it: ```console blocks of `cli/*.md`, the README and the guides are typed.

Guides are the pages of `docs` with such a block. A heading begins a test; on a page `*.id.md` the locale is
Indonesian. A block such as ```rubrik unit.rubrik puts a file into the test's folder; files of the part before
the first heading of level two are there in every test of the page. In a ```console block a line `$ …` is
typed, what follows is what must appear (both streams, in order), and `[exit N]` closes a command that does
not end in 0. `pytest --accept` rewrites what must appear.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from rubrikdsl.cli.main import FAULT
from rubrikdsl.cli.main import main

PAGES = sorted((Path(__file__).parent / "cli").glob("*.md"))
ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
GUIDES = sorted(
    page for page in (ROOT / "docs").rglob("*.md") if "\n```console\n$ " in page.read_text("utf-8")
)
_SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
_FILE = re.compile(r"^```\w+ +(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    page: Path
    title: str
    shared: str
    text: str


def cases() -> list[Case]:
    found = []
    for page in (README, *GUIDES, *PAGES):
        shared, *sections = _SECTION.split(page.read_text("utf-8"))
        assert sections, f"{page.name} has no test"
        pairs = zip(sections[::2], sections[1::2], strict=True)
        found += [Case(page, title, shared, text) for title, text in pairs if page in PAGES or typed_in(text)]
    return found


def typed_in(text: str) -> bool:
    return _CONSOLE.search(text) is not None


def test_there_are_transcripts() -> None:
    assert len(cases()) >= 10
    assert {"tutorial.en.md", "tutorial.id.md", "drafting.en.md", "drafting.id.md"} <= {
        page.name for page in GUIDES
    }
    assert all(typed_in(case.text) for case in cases()), "a heading without a ```console block"


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.page.stem}: {case.title}")
def test_transcript(case: Case, accept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "RUBRIK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    if case.page.stem.endswith(".id"):
        monkeypatch.setenv("LANG", "id_ID.UTF-8")
    for name, content in _FILE.findall(case.shared) + _FILE.findall(case.text):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, "utf-8")
    for block in _CONSOLE.finditer(case.text):
        shown = _typed(block.group(1), monkeypatch)
        if accept:
            _rewrite(case.page, block.group(1), shown)
        else:
            assert shown == block.group(1)


def _typed(block: str, monkeypatch: pytest.MonkeyPatch) -> str:
    shown = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            output, code = _run(line[2:], monkeypatch)
            assert code != FAULT, output  # never to be accepted
            if output and not output.endswith("\n"):
                output += "⏎\n"
            shown += f"{line}\n{output}" + (f"[exit {code}]\n" if code else "")
    return shown


def _run(line: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    words = shlex.split(line)
    stdin = b""
    with monkeypatch.context() as context:
        while re.fullmatch(r"[A-Z_]+=.*", words[0]):
            name, _, value = words.pop(0).partition("=")
            context.setenv(name, value)
        if "<" in words:
            at = words.index("<")
            stdin = Path(words[at + 1]).read_bytes()
            del words[at : at + 2]
        if words[0] == "cat":
            return "".join(Path(name).read_text("utf-8") for name in words[1:]), 0
        assert words[0] == "rubrik", line
        screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        context.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        context.setattr(sys, "stdout", screen)
        context.setattr(sys, "stderr", screen)
        code = main(words[1:])
        screen.seek(0)
        return screen.read(), code


def _rewrite(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert f"```console\n{old}```" in text
    page.write_text(text.replace(f"```console\n{old}```", f"```console\n{new}```", 1), "utf-8")
