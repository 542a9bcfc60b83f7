"""`docs/cli.md` shows the help that the commands print, and names every limit. `--accept` rewrites it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from rubrikdsl.cli.command import Command
from rubrikdsl.cli.dispatch import NAMES
from rubrikdsl.cli.dispatch import commands
from rubrikdsl.cli.help import overview
from rubrikdsl.cli.help import page
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.workspace.limits import Limits

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "cli.md"
BEGIN = "## The commands\n"


def test_docs_show_the_help_of_every_command(accept: bool) -> None:
    shown = "".join(f"\n### {c.name}\n```text\n{page(c, 'en')}```\n" for c in commands())
    text = DOCS.read_text("utf-8")
    before, found, after = text.partition(BEGIN)
    assert found
    if accept:
        DOCS.write_text(before + BEGIN + shown, "utf-8")
    else:
        assert after == shown


def test_docs_name_every_limit_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| ([\d ]+) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    stated = {name: (variable, int(default.replace(" ", ""))) for name, variable, default in rows}
    assert stated == {
        field.name: (f"RUBRIK_MAX_{field.name.upper()}", field.default) for field in fields(Limits)
    }


def test_overview_names_every_command() -> None:
    for language in ("en", "id"):
        for name in NAMES:
            assert re.search(rf"^  {name} ", overview(commands(), language), re.MULTILINE)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
@pytest.mark.parametrize("language", ["en", "id"])
def test_help_is_complete_and_fits(command: Command, language: Language) -> None:
    text = page(command, language)
    assert command.examples
    assert all(example.startswith("rubrik ") for example in command.examples)
    for option in command.options:
        assert option.flags[-1] in text
        assert option.help.en != option.help.id
    assert max(map(len, text.splitlines())) <= 100
