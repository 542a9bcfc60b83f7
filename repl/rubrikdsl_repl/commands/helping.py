"""Help, drawn from the table of commands."""

from __future__ import annotations

from rubrikdsl import Language
from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text


def help(call: Call) -> Done:
    """All commands, or one of them."""
    from rubrikdsl_repl.table import TABLE
    from rubrikdsl_repl.table import find
    from rubrikdsl_repl.table import known

    if not call.rest.strip():
        rows = tuple((command.words, command.summary) for command in TABLE)
        return Done((Table(words.COMMANDS, (Column(""), Column("")), rows), Text(words.MORE, "note")))
    found = find(call.rest)
    if found is None:
        raise call.wrong(*problems.unknown_command(call.rest.strip(), known(call.language)))
    return Done((Text(page(found[0], call.language)),))


def page(command: Command, language: Language) -> str:
    """The help of one command."""
    other = command.words.read("en" if language == "id" else "id")
    lines = [command.form.read(language), f"  {command.summary.read(language)}"]
    if command.details is not None:
        lines.append(f"  {command.details.read(language)}")
    if other != command.words.read(language):
        lines.append(f"  {words.ALSO.read(language)}: {other}")
    lines.append(f"  {words.EXAMPLES.read(language)}:")
    lines += [f"    {example.read(language)}" for example in command.examples]
    return "\n".join(lines)


COMMANDS = (
    Command(
        say("help", "bantuan"),
        say("list the commands, or explain one", "tampilkan daftar perintah, atau jelaskan salah satunya"),
        help,
        (Argument(say("COMMAND", "PERINTAH"), "command", optional=True),),
        examples=(say("help", "bantuan"), say("help open", "bantuan buka")),
    ),
)
