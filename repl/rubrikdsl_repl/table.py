"""The one table of commands."""

from __future__ import annotations

from rubrikdsl_repl.command import Command
from rubrikdsl_repl.commands import going
from rubrikdsl_repl.commands import helping
from rubrikdsl_repl.commands import listing
from rubrikdsl_repl.commands import opening
from rubrikdsl_repl.commands import settings
from rubrikdsl_repl.commands import supposing
from rubrikdsl_repl.commands import units
from rubrikdsl_repl.pieces import starts_with

TABLE: tuple[Command, ...] = (
    *opening.COMMANDS,
    *units.COMMANDS,
    *supposing.COMMANDS,
    *listing.COMMANDS,
    *settings.COMMANDS,
    *going.COMMANDS[:-1],
    *helping.COMMANDS,
    going.COMMANDS[-1],
)
"""Every command, in the order of the help."""


def known() -> tuple[str, ...]:
    """The words of all commands, in both languages."""
    return tuple(dict.fromkeys(word for each in TABLE for word in (each.words.en, each.words.id)))


def find(line: str) -> tuple[Command, int] | None:
    """The command that a line begins with, and where its words end; the longest words win."""
    found = [
        (end, command)
        for command in TABLE
        for word in (command.words.en, command.words.id)
        if (end := starts_with(line, word)) is not None
    ]
    if not found:
        return None
    end, command = max(found, key=lambda each: each[0])
    return command, end
