"""Every finding has a page, every page a finding, and every page's example has it.

Codes are collected from the sources: every `problems.py` makes its findings through a constructor whose first
argument is the code.
"""

from __future__ import annotations

import ast
import io
import re
import shlex
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

import rubrikdsl
from rubrikdsl.cli.console import FAULT
from rubrikdsl.cli.main import main
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.sql.problems import CODES
from rubrikdsl.workspace import pages
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.pages import Found
from rubrikdsl.workspace.pages import Sample
from rubrikdsl.workspace.workspace import Workspace

SOURCES = Path(rubrikdsl.__file__).parent
MAKERS = {"Diagnostic", "Problem", "finding", "error", "of_file"}
LANGUAGES: tuple[Language, ...] = ("en", "id")

TYPED = {
    "ambiguous-rubric",
    "broken-rubric",
    "collection-unclear",
    "column-absent",
    "day-unclear",
    "data-too-large",
    "expression-too-long",
    "file-too-large",
    "group-disagrees",
    "items-beyond-sql",
    "key-undivided",
    "line-too-long",
    "members-beyond-sql",
    "name-becomes-keyword",
    "no-edition",
    "no-rank",
    "rows-of-members",
    "number-beyond-sql",
    "number-too-long",
    "rows-unread",
    "shown-otherwise",
    "too-deep",
    "too-many-findings",
    "translation-differs",
}
"""Findings that take an option, a limit or another command to be seen: their pages show what is typed."""

_TOLD = re.compile(r"\w\[([a-z-]+)\]:|\|([a-z]+-[a-z-]+)$", re.MULTILINE)
"""A code as commands print it, or in the last column of a table."""

AMONG = {"rows-unread": {"quote-unclosed"}, "too-many-findings": {"unexpected-word"}}
"""What else is seen where a finding is about others."""

GUARDED = {"division-by-zero", "member-not-applicable", "no-members-left", "no-row", "translation-differs"}
"""What no known rubric and data lead to: their pages show the finding that comes first."""


def written_codes() -> Iterator[str]:
    """The codes that the sources write down."""
    for path in sorted(path for path in SOURCES.rglob("*.py") if _is_wording(path)):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            match call:
                case ast.Call(ast.Name(name), [first, *_]) if name in MAKERS:
                    yield from _codes(first)
                case ast.Call(ast.Name("replace"), _, [ast.keyword("code", value)]):
                    yield from _codes(value)
                case _:
                    pass


def _is_wording(path: Path) -> bool:
    """Whether a file holds the wording of its room: `problems.py`, or a part of `problems/`."""
    return "problems" in (path.stem, path.parent.name)


def _codes(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(str() as code):
            yield code
        case ast.JoinedStr([ast.FormattedValue(), ast.Constant(str() as ending)]):
            yield from (what + ending for what in ("band", "bin"))
        case ast.Name("code"):  # handed on by a maker
            return
        case _:
            raise AssertionError(f"no code can be read off `{ast.unparse(node)}`")


@cache
def space() -> Workspace:
    return Workspace()


@cache
def found(sample: Sample) -> Found:
    return pages.find(sample, space())


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    codes = {*written_codes(), *CODES}
    assert len(codes) > 100
    assert codes == set(pages.codes())


def test_no_finding_is_made_outside_the_wording_of_a_room() -> None:
    for path in SOURCES.rglob("*.py"):
        if not _is_wording(path):
            calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
            made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in MAKERS]
            assert not made, path


def test_only_what_cannot_be_seen_otherwise_is_typed_or_guarded() -> None:
    every = [pages.read(code) for code in pages.codes()]
    assert {page.code for page in every if page.example.transcript is not None} == TYPED
    assert {page.code for page in every if page.found_as != page.code} == GUARDED
    assert sum(page.example.rubric.text.startswith("rubrik ") for page in every) > len(every) // 3


@pytest.mark.parametrize("code", pages.codes())
def test_example_has_this_finding_only_and_its_repair_none(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool
) -> None:
    page = pages.read(code)
    assert page.code == code
    if page.example.transcript is None:
        assert found(page.example).codes == {page.found_as}
        assert found(page.repaired).codes == set()
    else:
        for name, sample in (("example", page.example), ("repaired", page.repaired)):
            assert sample.transcript is not None
            shown = _typed(sample, tmp_path / name, monkeypatch)
            told = {"".join(pair) for pair in _TOLD.findall(shown)} - AMONG.get(code, set())
            assert told == ({page.found_as} if name == "example" else set())
            if accept:
                _rewrite(code, sample.transcript, shown)
            else:
                assert shown == sample.transcript


def _typed(sample: Sample, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the commands of a transcript print."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    for block in sample.blocks:
        if block.form != "console":
            Path(block.name).write_bytes(block.content)
    shown = ""
    for line in (sample.transcript or "").splitlines():
        if line.startswith("$ rubrik "):
            with monkeypatch.context() as context:
                screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
                context.setattr(sys, "stdout", screen)
                context.setattr(sys, "stderr", screen)
                context.setenv("LC_ALL", "C")
                assert main(shlex.split(line)[2:]) != FAULT
                screen.seek(0)
                shown += f"{line}\n{screen.read()}"
        elif line.endswith(" | sqlite3 -header"):
            shown += f"{line}\n{_queried(line.split()[2:-3])}"
    assert shown
    return shown


def _queried(files: list[str]) -> str:
    """What the shell of SQLite prints of the last of these files, after the others."""
    *before, query = (Path(name).read_text("utf-8") for name in files)
    with closing(sqlite3.connect(":memory:")) as database:
        for script in before:
            database.executescript(script)
        found = database.execute(query)
        rows = [[name for name, *_ in found.description], *found]
    return "".join("|".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def _rewrite(code: str, old: str, new: str) -> None:
    path = pages.folder() / f"{code}.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"```console\n{old}```", f"```console\n{new}```", 1), "utf-8")


@pytest.mark.parametrize("code", pages.codes())
def test_prose_is_there_in_both_languages(code: str) -> None:
    page = pages.read(code)
    for language in LANGUAGES:
        title, about = page.title.read(language), page.about.read(language)
        assert len(title) <= 60, title
        assert title[0].isupper() and not title.endswith("."), title
        assert len(about.split()) >= 25, about
        assert max(map(len, about.splitlines())) <= 110
    assert page.title.en != page.title.id
    assert page.about.en != page.about.id


@pytest.mark.parametrize("code", [code for code in pages.codes() if code not in TYPED])
def test_finding_reads_well(code: str) -> None:
    """The conventions of `docs/architecture.md`, on what a reader sees."""
    result = found(pages.read(code).example)
    for language in LANGUAGES:
        for finding in result.diagnostics:
            _reads_well(finding.message, language)
            assert finding.notes or finding.helps or finding.fix, "neither why nor what to do"
            for label in (finding.primary, *finding.secondary):
                assert len(_words(label.text.read(language))) <= 6, label.text.read(language)
            for words in (*finding.notes, *finding.helps):
                assert not words.read(language).endswith(".")
        for problem in result.problems:
            _reads_well(problem.message, language)
            for words in problem.helps:
                assert not words.read(language).endswith(".")


def _reads_well(message: Words, language: Language) -> None:
    text = message.read(language)
    assert len(text) <= 72, f"{len(text)}: {text}"
    assert text[0] == text[0].lower(), text
    assert not text.endswith("."), text
    assert not re.search(r"\b(illegal|invalid syntax|NoneType|Fraction|tuple)\b", text), text
    assert message.en != message.id


def _words(label: str) -> list[str]:
    """The words of a label; what the author wrote counts as one."""
    return re.sub(r"`[^`]*`", "x", label).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_groups_every_code_with_its_title(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["codes", "--lang", language]) == 0
    groups = capsys.readouterr().out.split("\n\n")
    assert len(groups) == len(pages.KINDS)
    for kind, group in zip(pages.KINDS, groups, strict=True):
        head, *lines = group.strip("\n").split("\n")
        assert head.endswith(":")
        told = [tuple(line.strip().split("  ", 1)) for line in lines]
        of_kind = [page for page in map(pages.read, pages.codes()) if page.kind == kind]
        assert [(code, title.strip()) for code, title in told] == [
            (page.code, page.title.read(language)) for page in of_kind
        ]
        assert told


def test_a_lower_limit_is_seen_by_pages_too() -> None:
    """Pages of limits use limits that exist."""
    asked = re.findall(r"--limit (\w+)=", "".join(pages.read(c).example.transcript or "" for c in TYPED))
    assert asked
    assert set(asked) <= set(Limits.__dataclass_fields__)
