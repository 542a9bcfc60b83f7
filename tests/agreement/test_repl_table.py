"""The one table of commands: what it promises is so, in both languages. `--accept` rewrites its page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rubrikdsl import Language
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.commands.helping import page
from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.pieces import is_unfinished
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.shell import Shell
from rubrikdsl_repl.table import TABLE
from rubrikdsl_repl.table import find

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "repl-commands.md"
HEAD = """# The commands of `rubrik repl`

What `help COMMAND` says of each, made from the same table. Words of both languages are always understood;
behind each English command stands the Indonesian one.
"""
LANGUAGES: tuple[Language, Language] = ("en", "id")


def test_no_word_means_two_commands() -> None:
    words = Counter(word for each in TABLE for word in {each.words.en, each.words.id})
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.words.en)
def test_a_command_is_whole_in_both_languages(command: Command) -> None:
    assert command.examples and command.summary.en != command.summary.id
    for language in LANGUAGES:
        for example in command.examples:
            text = example.read(language)
            found = find(text)
            assert found is not None and found[0] is command, text
            assert not is_unfinished(text), text
            assert text in page(command, language)
        assert not command.summary.read(language).endswith(".")
    keywords = [a.keyword for a in command.arguments if a.keyword is not None]
    assert len({word for each in keywords for word in (each.en, each.id)}) == sum(
        len({each.en, each.id}) for each in keywords
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_explains_every_command(language: Language) -> None:
    shell = Shell(language)
    for command in TABLE:
        assert not shell.handle(f"help {command.words.read(language)}").failed


def test_the_page_shows_the_table(accept: bool) -> None:
    shown = HEAD + "".join(_section(command) for command in TABLE)
    if accept:
        PAGE.write_text(shown, "utf-8")
    else:
        assert PAGE.read_text("utf-8") == shown


def _section(command: Command) -> str:
    names = ", ".join(dict.fromkeys((command.words.en, command.words.id)))
    drawn = draw(Text(page(command, "en")), Canvas(width=96))
    return f"\n## {names}\n```text\n{drawn}```\n"
