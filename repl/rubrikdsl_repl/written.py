"""A command written out: what `rubrik repl` was started with, as the lines that say the same.

So a session that is kept begins with them, in the words of its own language.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from rubrikdsl import Language
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.pieces import pieces


def written(command: Command, given: Mapping[Argument, Sequence[str]], language: Language) -> str:
    """The line of a command with these values of its arguments; an argument without any is left out.

    >>> from rubrikdsl_repl.commands.opening import COMMANDS, ON, RUBRIC
    >>> written(COMMANDS[0], {RUBRIC: ["my unit.rubrik"], ON: ["2024-12-31"]}, "id")
    'buka "my unit.rubrik" pada 2024-12-31'
    """
    keywords = {
        word
        for argument in command.arguments
        if argument.keyword is not None
        for word in (argument.keyword.en, argument.keyword.id)
    }
    said = [command.words.read(language)]
    for argument in command.arguments:
        values = given.get(argument, ())
        if values and argument.keyword is not None:
            said.append(argument.keyword.read(language))
        said += [_quoted(value, keywords) for value in values]
    return " ".join(said)


def _quoted(value: str, keywords: set[str]) -> str:
    """A value as one piece of a line, which is none of its keywords."""
    alone = pieces(value)
    plain = len(alone) == 1 and alone[0].text == value and value.casefold() not in keywords
    return value if plain else f'"{value}"'
