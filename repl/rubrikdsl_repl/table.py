"""The one table of commands."""

from __future__ import annotations

from rubrikdsl import Language
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.commands import comparing
from rubrikdsl_repl.commands import going
from rubrikdsl_repl.commands import helping
from rubrikdsl_repl.commands import listing
from rubrikdsl_repl.commands import mending
from rubrikdsl_repl.commands import naming
from rubrikdsl_repl.commands import opening
from rubrikdsl_repl.commands import proving
from rubrikdsl_repl.commands import sessions
from rubrikdsl_repl.commands import settings
from rubrikdsl_repl.commands import showing
from rubrikdsl_repl.commands import supposing
from rubrikdsl_repl.commands import units
from rubrikdsl_repl.commands import wishing
from rubrikdsl_repl.pieces import starts_with

TABLE: tuple[Command, ...] = (
    *opening.COMMANDS,
    *units.COMMANDS,
    *wishing.COMMANDS,
    *supposing.COMMANDS,
    *listing.COMMANDS,
    *comparing.COMMANDS,
    *naming.COMMANDS,
    *showing.COMMANDS,
    *proving.COMMANDS,
    *mending.COMMANDS,
    *going.COMMANDS[:-1],
    *sessions.COMMANDS,
    *settings.COMMANDS,
    *helping.COMMANDS,
    going.COMMANDS[-1],
)
"""Every command, in the order of the help."""


def known(first: Language) -> tuple[str, ...]:
    """The words of all commands, in both languages, those of the `first` first."""
    other: Language = "en" if first == "id" else "id"
    return tuple(dict.fromkeys(each.words.read(speech) for speech in (first, other) for each in TABLE))


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
