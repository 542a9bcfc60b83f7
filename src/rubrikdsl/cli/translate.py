"""`rubrik translate`: the same rubric in the other vocabulary."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

TO = Option(
    ("--to",),
    say("the vocabulary to write: en or id (required)", "kosakata tujuan: en atau id (wajib)"),
    ("LANG",),
    ("en", "id"),
)

COMMAND = Command(
    "translate",
    say(
        "put a rubric into the Indonesian or English vocabulary",
        "alihkan rubrik ke kosakata Indonesia atau Inggris",
    ),
    (
        Argument(
            "FILE",
            say("a rubric file, or `-` for standard input", "berkas rubrik, atau `-` untuk masukan baku"),
        ),
    ),
    (
        TO,
        OUTPUT,
    ),
    say(
        "Keywords and decimal marks change; names, labels and comments stay as they are, and so does the"
        " meaning.",
        "Kata kunci dan tanda desimal berganti; nama, label, dan komentar tetap, begitu pula maknanya.",
    ),
    ("rubrik translate --to en unit.rubrik", "rubrik translate --to id unit.rubrik -o unit_id.rubrik"),
)


def run(arguments: Namespace, console: Console) -> int:
    """Translate one file."""
    if arguments.to is None:
        raise UsageError(*problems.missing_option("--to", TO.values, TO.help))
    from rubrikdsl.cli.reading import each_source
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import stop_for
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.syntax.translate import translate

    space = workspace(arguments)
    for source in each_source([arguments.file_], space, console):
        document, diagnostics = space.read(source)
        if stop_for(diagnostics, space, console):
            continue
        text, clashes = translate(document, arguments.to, space.grammar)
        if not stop_for(clashes, space, console):
            emit(text, arguments.output, console)
    return console.code
