"""What may come next in a line: a command, an argument of it, the keyword of another argument.

Everything is read from the command table; which argument is being typed is told by the keywords before the
cursor, as when the line is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rubrikdsl import Language
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Completes
from rubrikdsl_repl.commands.settings import values
from rubrikdsl_repl.completing.expressions import in_assignments
from rubrikdsl_repl.completing.expressions import in_expression
from rubrikdsl_repl.completing.menu import Candidate
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu
from rubrikdsl_repl.completing.offers import Offers
from rubrikdsl_repl.completing.paths import paths
from rubrikdsl_repl.pieces import pieces
from rubrikdsl_repl.table import TABLE
from rubrikdsl_repl.table import find

_SPACED: tuple[Completes, ...] = ("unit", "expression", "assignments")
"""What may hold spaces without quotes."""

_FILES: dict[Completes, tuple[str, ...]] = {
    "rubric": (".rubrik",),
    "data": (".csv", ".toml", ".json", ".xlsx", ".parquet", ".arrow", ".feather"),
    "session": (),
    "file": (),
}
"""The suffixes of the files that an argument can name (none: any)."""


def complete(text: str, offers: Offers) -> tuple[Candidate, ...]:
    """What may follow a text that ends at the cursor."""
    start = len(text) - len(text.lstrip())
    found = find(text[start:])
    if found is None or start + found[1] == len(text):
        return _commands(offers.language).matching(text[start:], start)
    command, end = found[0], start + found[1]
    return tuple(
        Candidate(one.text, one.label, one.detail, one.start + end)
        for one in _following(command, text[end:], offers)
    )


@cache
def _commands(language: Language) -> Menu:
    """The commands with what they do."""
    return Menu.of(
        Choice(
            command.words.read(language),
            command.summary.read(language),
            _help(command, language),
        )
        for command in TABLE
    )


def _help(command: Command, language: Language) -> str:
    details = (command.details,) if command.details else ()
    told = (command.form, command.summary, *details, *command.examples)
    return "\n".join(words.read(language) for words in told)


def _following(command: Command, rest: str, offers: Offers) -> tuple[Candidate, ...]:
    """Candidates behind the words of a command; `start` counts from their end."""
    typed = _typed(command, rest)
    found: list[Candidate] = []
    if typed.argument is not None:
        found += _values(typed.argument, rest[typed.begin :], typed.begin, offers)
    if typed.answered:
        part = rest[typed.last :]
        found += _keywords(command, typed.used, offers.language).matching(part, typed.last)
    return tuple(dict.fromkeys(found))


class _Typed(NamedTuple):
    """Which argument is being typed and where it begins; whether a keyword may come instead.

    `last` is where the word begins that is being typed, `used` are the arguments whose keywords were.
    """

    argument: Argument | None
    begin: int
    last: int
    used: frozenset[Argument]
    answered: bool


def _typed(command: Command, rest: str) -> _Typed:
    words = {
        word.casefold(): argument
        for argument in command.arguments
        if argument.keyword is not None
        for word in (argument.keyword.en, argument.keyword.id)
    }
    placed = [one for one in command.arguments if one.keyword is None]
    used: list[Argument] = []
    begin, count, last = len(rest) - len(rest.lstrip()), 0, len(rest)
    for piece in pieces(rest):
        if piece.end == len(rest) and piece.text != ",":
            last = piece.start
        elif not piece.quoted and piece.text.casefold() in words:
            used.append(words[piece.text.casefold()])
            begin, count = min(piece.end + 1, len(rest)), 0
        elif piece.text != ",":
            count += 1
    expected = used[-1:] or placed
    spaced = [one for one in expected if one.completes in _SPACED or one.many]
    argument = spaced[0] if spaced else expected[count] if count < len(expected) else None
    answered = count > 0 or not expected or (not used and expected[0].optional)
    return _Typed(argument, begin, last, frozenset(used), answered)


def _keywords(command: Command, used: frozenset[Argument], language: Language) -> Menu:
    """The keywords that were not typed yet, each with what comes behind it."""
    return Menu.of(
        Choice(one.keyword.read(language), one.name.read(language))
        for one in command.arguments
        if one.keyword is not None and one not in used
    )


def _values(argument: Argument, typed: str, begin: int, offers: Offers) -> Sequence[Candidate]:
    """What an argument can be, for the part of it that is typed."""
    language = offers.language
    if argument.completes == "expression":
        return _moved(in_expression(typed, offers.entries, language), begin)
    if argument.completes == "assignments":
        return _moved(in_assignments(typed, offers.entries, language), begin)
    cut = 0
    if argument.many or argument.completes not in _SPACED:
        separators = r",\s*" if argument.completes in _SPACED else r"[,\s]+"
        ends = [found.end() for found in re.finditer(separators, typed)]
        cut = ends[-1] if ends else 0
    part, start = typed[cut:].lstrip('"'), begin + cut
    if argument.choices:
        return Menu.of(Choice(one.read(language)) for one in argument.choices).matching(part, start)
    if argument.completes == "value":
        setting, _, typed_value = typed.rpartition(" ")
        menu = Menu.of(Choice(one.read(language)) for one in values(setting.strip()))
        return menu.matching(typed_value, begin + len(typed) - len(typed_value))
    if argument.completes == "command":
        return _commands(language).matching(part, start)
    found = offers.menu(argument.completes).matching(part, start)
    if argument.completes in _FILES:
        return (*found, *paths(part, _FILES[argument.completes], start))
    return found


def _moved(found: Sequence[Candidate], by: int) -> Sequence[Candidate]:
    return tuple(Candidate(one.text, one.label, one.detail, one.start + by) for one in found)
