"""From the command line to the command: options before it, its name, help, and the language to speak."""

from __future__ import annotations

import os
from argparse import Namespace
from importlib import import_module
from typing import Protocol
from typing import cast

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import COMMON
from rubrikdsl.cli.command import LANG
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.command import parse
from rubrikdsl.cli.console import USAGE
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.console import language_of
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.version import __version__

NAMES = (
    "check",
    "fmt",
    "translate",
    "test",
    "verify",
    "plan",
    "codes",
    "score",
    "explain",
    "rank",
    "sql",
    "diff",
    "impact",
    "show",
    "history",
    "new",
    "repl",
)
"""The commands, in the order of the help; each is the module of its name."""


class Module(Protocol):
    """What a command module offers."""

    COMMAND: Command

    def run(self, arguments: Namespace, console: Console) -> int:
        """Do it; returns the exit code."""


def load(name: str) -> Module:
    """The module of a command."""
    return cast("Module", import_module(f"rubrikdsl.cli.{name}"))


def commands() -> tuple[Command, ...]:
    """All commands, for help and for tests."""
    return tuple(load(name).COMMAND for name in NAMES)


def dispatch(argv: list[str]) -> int:
    """Run one command line and return its exit code."""
    console = Console(language(argv))
    command = ""
    try:
        before, command, after = _split(argv)
        return _dispatch(before, command, after, console)
    except UsageError as wrong:
        console.trouble(wrong.message, wrong.help, USAGE)
        about = command if command in NAMES else ""
        console.note(f"  = {problems.usage_line(about).read(console.language)}\n")
        return USAGE


def _dispatch(before: list[str], name: str, after: list[str], console: Console) -> int:
    words = [word.partition("=")[0] for word in before]
    if "--version" in words:
        console.write(f"rubrik {__version__}\n")
        return 0
    if not name and ("--help" in words or "-h" in words):
        console.write(_help("", console.language))
        return 0
    if not name:
        console.note(_help("", console.language) + "\n")
        raise UsageError(*problems.no_command())
    if name == "help":
        console.write(_help("".join(word for word in after[:1] if word in NAMES), console.language))
        return 0
    if name not in NAMES:
        raise UsageError(*problems.unknown_command(name, NAMES))
    module = load(name)
    arguments = parse(module.COMMAND, before + after)
    if arguments.help:
        console.write(_help(name, console.language))
        return 0
    return module.run(arguments, console)


def _help(name: str, language: Language) -> str:
    from rubrikdsl.cli import help

    return help.page(load(name).COMMAND, language) if name else help.overview(commands(), language)


def _split(argv: list[str]) -> tuple[list[str], str, list[str]]:
    """Options before the command, the command ("": none), and everything after it."""
    takes_value = {flag for option in COMMON if option.values for flag in option.flags}
    switches = {flag for option in COMMON if not option.values for flag in option.flags} | {"--version"}
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] != "-":
        flag, given, _ = argv[at].partition("=")
        if flag not in takes_value | switches:
            raise UsageError(*problems.unknown_option(flag, tuple(sorted(takes_value | switches))))
        at += 2 if flag in takes_value and not given else 1
    name = argv[at] if at < len(argv) else ""
    return argv[:at], name, argv[at + 1 :]


def language(argv: list[str]) -> Language:
    """The language asked for, found before anything is parsed so that usage errors speak it too."""
    asked = ""
    for word, following in zip(argv, [*argv, ""][1:], strict=True):
        if word == LANG.flags[0]:
            asked = following
        elif word.startswith(LANG.flags[0] + "="):
            asked = word.partition("=")[2]
    if asked in LANG.choices:
        return "id" if asked == "id" else "en"
    return language_of(os.environ)
