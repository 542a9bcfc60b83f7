"""`rubrik repl`: questions to a rubric and its data, one after another."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.cli.score import BINDING
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "repl",
    say(
        "ask a rubric and its data one question after another",
        "ajukan pertanyaan tentang rubrik dan datanya, satu per satu",
    ),
    (
        Argument(
            "RUBRIC",
            say(
                "a rubric file, or the name of a stock rubric such as kepatuhan.unit",
                "berkas rubrik, atau nama rubrik bawaan seperti kepatuhan.unit",
            ),
            least=0,
        ),
    ),
    (
        Option(
            ("--data",),
            say(
                "CSV, TOML, JSON, Excel, Parquet or Arrow with the records (may be repeated)",
                "CSV, TOML, JSON, Excel, Parquet, atau Arrow berisi rekaman (boleh berulang)",
            ),
            ("FILE",),
            repeats=True,
        ),
        Option(
            ("-c", "--command"),
            say(
                "do this command and end (may be repeated)",
                "jalankan perintah ini lalu selesai (boleh berulang)",
            ),
            ("COMMAND",),
            repeats=True,
        ),
        Option(
            ("-f", "--file"),
            say("do the commands of this file and end", "jalankan perintah dalam berkas ini lalu selesai"),
            ("FILE",),
        ),
        CHOOSE,
        *MOMENT,
        *(option for option in BINDING if option.key != "keep"),  # every column comes along anyway
    ),
    say(
        "Commands are understood in English and Indonesian; `help` lists them. With -c, -f or piped input no"
        " terminal is needed: every line is answered, and the exit code is the worst of them. Results go to"
        " standard output, whatever is wrong to standard error.",
        "Perintah dipahami dalam bahasa Inggris dan Indonesia; `bantuan` menampilkan daftarnya. Dengan -c,"
        " -f, atau masukan lewat pipa tidak perlu terminal: setiap baris dijawab, dan kode keluarnya yang"
        " terburuk di antaranya. Hasil ke keluaran baku, yang salah ke keluaran kesalahan.",
    ),
    (
        "rubrik repl kepatuhan.unit@2024-12-31 --data unit.csv",
        "rubrik repl unit.rubrik --data hasil.csv -c 'score Kota Metro'",
        "rubrik repl unit.rubrik --data hasil.csv < pertanyaan.txt",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Type what the options say, then the commands, or read them from the terminal."""
    import dataclasses

    from rubrikdsl.cli.reading import once_stdin
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.workspace.files import STDIN
    from rubrikdsl_repl.main import Streams
    from rubrikdsl_repl.main import converse
    from rubrikdsl_repl.shell import Shell

    if arguments.file is not None and arguments.command:
        raise UsageError(*problems.exclude_each_other("-c", "-f"))
    # without -c and -f the lines come from standard input
    lines = arguments.file or ("" if arguments.command else STDIN)
    once_stdin([arguments.rubric_ or "", *arguments.data, lines])
    limits = dataclasses.asdict(workspace(arguments).limits)
    return converse(
        Shell(console.language, limits),
        _opening(arguments, console.language),
        Streams(console.out, console.err, console.colour(console.out), console.colour(console.err)),
        tuple(arguments.command) or None,
        arguments.file,
    )


def _opening(arguments: Namespace, language: Language) -> tuple[str, ...]:
    """The options as the commands that say the same, so that a session that is kept begins with them."""
    from rubrikdsl_repl.commands import opening
    from rubrikdsl_repl.written import written

    def one(value: str | None) -> tuple[str, ...]:
        return () if value is None else (value,)

    lines = []
    if arguments.rubric_ is not None:
        rubric = {
            opening.RUBRIC: (arguments.rubric_,),
            opening.WHICH: one(arguments.rubric),
            opening.ON: one(arguments.on),
            opening.KNOWN: one(arguments.known),
            opening.READING: tuple(arguments.reading),
        }
        lines.append(written(opening.OPEN, rubric, language))
    if arguments.data:
        data = {
            opening.FILES: tuple(arguments.data),
            opening.SHEET: one(arguments.sheet),
            opening.ID: one(arguments.id),
            opening.BY: tuple(column for given in arguments.by for column in given.split(",")),
            opening.SPLIT: tuple(arguments.by_split or ()),
            opening.COLLECTION: one(arguments.collection),
        }
        lines.append(written(opening.OPEN_DATA, data, language))
    return tuple(lines)
