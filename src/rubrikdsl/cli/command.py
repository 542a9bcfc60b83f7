"""What a command is, as data: its arguments and options with words in both languages, and its parsing.

A command module states one `Command` and a `run`; help (`cli.help`) and parsing read the same data, so that
they cannot disagree. Parsing is argparse's; its English messages are never shown: whatever is wrong
becomes a `UsageError` with words of our own and, for a misspelt option, the nearest one.
"""

from __future__ import annotations

import argparse

from rubrikdsl.cli import problems
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional argument. `least` and `most` count its values (`most` None: any number)."""

    name: str
    help: Words
    least: int = 1
    most: int | None = 1

    @property
    def key(self) -> str:
        """Its name among the parsed arguments; `rubric_` for RUBRIC, since there is an option `--rubric`."""
        return f"{self.name.lower()}_"


@dataclass(frozen=True, slots=True)
class Option:
    """An option. `values` are the names of its values in the help (none: a switch)."""

    flags: tuple[str, ...]
    help: Words
    values: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    default: str | None = None
    repeats: bool = False

    @property
    def key(self) -> str:
        """Its name among the parsed arguments: the long flag as an identifier."""
        return self.flags[-1].lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it takes, what it does, and examples of its use."""

    name: str
    summary: Words
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    details: Words | None = None
    examples: tuple[str, ...] = ()


LANG = Option(
    ("--lang",),
    say(
        "language of messages: en or id (default: from the locale)",
        "bahasa pesan: en atau id (bawaan: menurut lokal sistem)",
    ),
    ("LANG",),
    ("en", "id"),
)
LIMIT = Option(
    ("--limit",),
    say(
        "raise or lower a limit, such as rows=500000; docs/cli.md lists them (may be repeated)",
        "naikkan atau turunkan batas, misalnya rows=500000; daftarnya di docs/cli.md (boleh berulang)",
    ),
    ("NAME=N",),
    repeats=True,
)
OUTPUT = Option(
    ("-o", "--output"),
    say("write to this file instead of standard output", "tulis ke berkas ini, bukan ke keluaran baku"),
    ("FILE",),
)
HELP = Option(("-h", "--help"), say("show this help", "tampilkan bantuan ini"))

COMMON = (LIMIT, LANG, HELP)
"""Options of every command."""


class UsageError(Exception):
    """The command line cannot be understood. Exit code 2."""

    def __init__(self, message: Words, help: Words | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class _Parser(argparse.ArgumentParser):
    """argparse that raises instead of printing and leaving."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise argparse.ArgumentError(None, message)


def parse(command: Command, argv: list[str]) -> argparse.Namespace:
    """The arguments of a command; raises `UsageError`."""
    options = (*command.options, *COMMON)
    parser = _Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in options:
        _declare(parser, option)
    stop = argv.index("--") if "--" in argv else len(argv)
    try:
        found, rest = parser.parse_known_args(argv[:stop])
    except argparse.ArgumentError as fault:
        raise _misused(options, fault) from None
    for word in rest:
        if word.startswith("-") and word != "-":
            flags = tuple(flag for option in options for flag in option.flags)
            raise UsageError(*problems.unknown_option(word.partition("=")[0], flags, command.name))
    values = [*rest, *argv[stop + 1 :]]
    if found.help:
        return found
    for option in options:
        _check_choice(option, getattr(found, option.key))
    _assign(command, found, values)
    return found


def _declare(parser: argparse.ArgumentParser, option: Option) -> None:
    if not option.values:
        parser.add_argument(*option.flags, dest=option.key, action="store_true")
        return
    parser.add_argument(
        *option.flags,
        dest=option.key,
        action="append" if option.repeats else "store",
        nargs=len(option.values) if len(option.values) > 1 else None,
        default=[] if option.repeats else option.default,
    )


def _misused(options: tuple[Option, ...], fault: argparse.ArgumentError) -> UsageError:
    names = set((fault.argument_name or "").split("/"))
    for option in options:
        if names & set(option.flags):
            return UsageError(*problems.misused_option(option.flags[-1], option.values))
    return UsageError(*problems.misread())


def _check_choice(option: Option, value: object) -> None:
    if option.choices and isinstance(value, str) and value not in option.choices:
        raise UsageError(*problems.unknown_choice(option.flags[-1], value, option.choices))


def _assign(command: Command, found: argparse.Namespace, values: list[str]) -> None:
    rest = list(values)
    needed = 0
    for argument in command.arguments:
        needed += argument.least
        if len(rest) < needed:  # the first that is not there, read from the left
            raise UsageError(*problems.missing_argument(argument.name, argument.help))
    for argument in command.arguments:
        needed -= argument.least
        free = len(rest) - needed
        take = free if argument.most is None else min(free, argument.most)
        taken, rest = rest[:take], rest[take:]
        many = argument.most is None
        setattr(found, argument.key, taken if many else (taken[0] if taken else None))
    if rest:
        raise UsageError(*problems.surplus_argument(rest[0]))
