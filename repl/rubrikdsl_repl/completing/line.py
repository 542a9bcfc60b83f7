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
from rubrikdsl_repl.asking import parted
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
from rubrikdsl_repl.state import State
from rubrikdsl_repl.table import TABLE
from rubrikdsl_repl.table import find

_SPACED: tuple[Completes, ...] = ("unit", "expression", "assumption")
"""What may hold spaces without quotes."""

_GOING_ON = (":", ",", "=", "<", ">", "(")
"""Behind these comes no keyword."""

_FILES: dict[Completes, tuple[str, ...]] = {
    "rubric": (".rubrik",),
    "data": (".csv", ".toml", ".json", ".xlsx", ".parquet", ".arrow", ".feather"),
    "session": (),
    "file": (),
}
"""The suffixes of the files that an argument can name (none: any)."""


def complete(text: str, offers: Offers, state: State) -> tuple[Candidate, ...]:
    """What may follow a text that ends at the cursor; `state` has the record spoken of and the scenarios."""
    start = len(text) - len(text.lstrip())
    found = find(text[start:])
    if found is None or start + found[1] == len(text):
        found_commands = _commands(offers.language).matching(text[start:], start)
        if not text[start:]:
            return found_commands
        asked = in_expression(text[start:], offers.entries, offers.language)  # a value, by itself
        return (*found_commands, *_moved(asked, start))
    command, end = found[0], start + found[1]
    return _moved(_following(command, text[end:], offers, state), end)


@cache
def _commands(language: Language) -> Menu:
    """The commands with what they do."""
    return Menu.of(
        Choice(command.words.read(language), command.summary.read(language), _help(command, language))
        for command in TABLE
    )


def _help(command: Command, language: Language) -> str:
    details = (command.details,) if command.details else ()
    told = (command.form, command.summary, *details, *command.examples)
    return "\n".join(words.read(language) for words in told)


class _Typed(NamedTuple):
    """Which arguments may be being typed and where they begin; whether a keyword may come instead.

    `last` is where the word begins that is being typed, `used` are the arguments whose keywords were.
    """

    arguments: tuple[Argument, ...]
    begin: int
    last: int
    used: frozenset[Argument]
    answered: bool


def _following(command: Command, rest: str, offers: Offers, state: State) -> tuple[Candidate, ...]:
    """Candidates behind the words of a command; `start` counts from their end."""
    typed = _typed(command, rest)
    found: list[Candidate] = []
    for argument, begin in _meant(typed, rest, spoken_of=state.unit is not None):
        found += _moved(_values(argument, rest[begin:], offers, state), begin)
    if typed.answered:
        keywords = _keywords(command, typed.used, offers.language)
        found += keywords.matching(rest[typed.last :], typed.last)
    return tuple(dict.fromkeys(found))


def _typed(command: Command, rest: str) -> _Typed:
    words = {
        word.casefold(): argument
        for argument in command.arguments
        if argument.keyword is not None
        for word in (argument.keyword.en, argument.keyword.id)
    }
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
    expected = tuple(used[-1:]) or tuple(one for one in command.arguments if one.keyword is None)
    if not any(one.completes in _SPACED or one.many for one in expected):
        arguments = expected[count : count + 1]
    else:
        arguments = expected
    answered = count > 0 or not expected or (not used and expected[0].optional)
    answered = answered and not rest[:last].rstrip().endswith(_GOING_ON)
    return _Typed(arguments, begin, last, frozenset(used), answered)


def _meant(typed: _Typed, rest: str, *, spoken_of: bool) -> tuple[tuple[Argument, int], ...]:
    """The arguments that the end of the line may belong to, each with its beginning there."""
    if len(typed.arguments) < 2:
        return tuple((one, typed.begin) for one in typed.arguments)
    first, second = typed.arguments[:2]
    if second.completes == "assumption":  # behind a record and a colon, or of the one last spoken of
        parts = parted(rest, ":", most=2)
        if len(parts) > 1:
            return ((second, parts[1].start),)
        both = (second, typed.begin), (first, typed.begin)
        return both if spoken_of else both[::-1]
    if first == second:  # two values: the second begins behind the first, wherever that ends
        return tuple(dict.fromkeys(((first, typed.begin), (second, typed.last))))
    return ((first, typed.begin),)


def _keywords(command: Command, used: frozenset[Argument], language: Language) -> Menu:
    """The keywords that were not typed yet, each with what comes behind it."""
    return Menu.of(
        Choice(one.keyword.read(language), one.name.read(language))
        for one in command.arguments
        if one.keyword is not None and one not in used
    )


def _values(argument: Argument, typed: str, offers: Offers, state: State) -> Sequence[Candidate]:
    """What an argument can be, for what is typed of it."""
    match argument.completes:
        case "expression":
            named = typed.find("=") + 1 if "=" in argument.name.en else 0  # of `let NAME = …`
            return _moved(in_expression(typed[named:], offers.entries, offers.language), named)
        case "assumption":
            return in_assignments(typed, offers.entries, offers.language)
        case "value":
            setting, _, part = typed.rpartition(" ")
            can = Menu.of(Choice(one.read(offers.language)) for one in values(setting.strip()))
            return can.matching(part, len(typed) - len(part))
        case "unit":
            return _units(argument, typed, offers, state)
        case _:
            return _words(argument, typed, offers, state)


def _units(argument: Argument, typed: str, offers: Offers, state: State) -> Sequence[Candidate]:
    """Records and scenarios; where the form has a colon behind them, with that."""
    start = len(typed) - len(typed.lstrip())
    part = typed[start:].lstrip('"')
    behind = ": " if argument.name.en.endswith(":") else ""
    return tuple(
        Candidate(one.text + behind, one.label, one.detail, one.start, one.shown)
        for one in (*offers.units.matching(part, start), *_scenarios(state).matching(part, start))
    )


def _scenarios(state: State) -> Menu:
    return Menu.of(Choice(one.name, f"{one.unit}: {'; '.join(one.steps)}") for one in state.scenarios)


def _words(argument: Argument, typed: str, offers: Offers, state: State) -> Sequence[Candidate]:
    """What is written as one word, or as several between commas."""
    start = max((found.end() for found in re.finditer(r"[,\s]+", typed)), default=0)
    part = typed[start:].lstrip('"')
    if argument.choices:
        return Menu.of(Choice(one.read(offers.language)) for one in argument.choices).matching(part, start)
    if argument.completes == "command":
        return _commands(offers.language).matching(part, start)
    menu = _scenarios(state) if argument.completes == "scenario" else offers.menu(argument.completes)
    found = menu.matching(part, start)
    if argument.completes in _FILES:
        return (*found, *paths(part, _FILES[argument.completes], start))
    return found


def _moved(found: Sequence[Candidate], by: int) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.text, one.label, one.detail, one.start + by, one.shown) for one in found)
