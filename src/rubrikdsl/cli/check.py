"""`rubrik check`: all findings of rubric files, and their safe fixes."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.workspace import Workspace

FILES = Argument(
    "FILE",
    say(
        "a rubric file, a folder of them, or `-` for standard input",
        "berkas rubrik, folder berisi rubrik, atau `-` untuk masukan baku",
    ),
    most=None,
)

COMMAND = Command(
    "check",
    say("find what is wrong in rubrics", "temukan kesalahan dalam rubrik"),
    (FILES,),
    (
        Option(
            ("--format",),
            say(
                "text (default), concise, json or github",
                "text (bawaan), concise, json, atau github",
            ),
            ("FORMAT",),
            ("text", "concise", "json", "github"),
            "text",
        ),
        Option(
            ("--fix",),
            say("apply the safe fixes to the files", "terapkan perbaikan yang aman pada berkas"),
        ),
        Option(
            ("--diff",),
            say(
                "show what --fix would change, and change nothing",
                "tampilkan apa yang akan diubah --fix, tanpa mengubah apa pun",
            ),
        ),
    ),
    say(
        "All findings of a file at once, in the order of their places: words, names, types, weights, bands,"
        " and examples that fail. A safe fix never changes a score.",
        "Semua temuan sebuah berkas sekaligus, menurut letaknya: kata, nama, jenis nilai, bobot, rentang, dan"
        " contoh yang gagal. Perbaikan yang aman tidak pernah mengubah nilai.",
    ),
    ("rubrik check rubrics/", "rubrik check --diff unit.rubrik", "rubrik check --format github *.rubrik"),
)


def run(arguments: Namespace, console: Console) -> int:
    """Check the files; mend them if asked."""
    from rubrikdsl.cli.reading import each_source
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.diagnostics import Diagnostic
    from rubrikdsl.diagnostics.render import render
    from rubrikdsl.diagnostics.render import summary

    if arguments.fix and not arguments.diff and "-" in arguments.file_:
        raise UsageError(*problems.stdin_cannot_be_mended())
    space = workspace(arguments, arguments.file_)
    found: list[Diagnostic] = []
    count = asserted = 0
    for source in each_source(arguments.file_, space, console):
        count += 1
        checked = space.check(source)
        if arguments.diff or arguments.fix:
            checked = _mended(arguments, console, space, checked)
        found.extend(checked.diagnostics)
        asserted += 0 if checked.has_errors else checked.asserted
    colour = console.colour(console.out)
    if not arguments.diff or arguments.format != "text":
        drawn = render(found, space.sources, arguments.format, console.language, colour)
        console.write(drawn, exact=arguments.format == "json")
    if arguments.format == "text" and count and not arguments.diff:
        console.write(summary(found, console.language, count) + "\n")
        if asserted:
            console.write(problems.assertions_typed(asserted).read(console.language) + "\n")
    if any(diagnostic.severity == "error" for diagnostic in found):
        console.worse(FINDINGS)
    return console.code


def _mended(arguments: Namespace, console: Console, space: Workspace, checked: Checked) -> Checked:
    """Apply the safe fixes (or show them); returns the findings of what then stands in the file."""
    from rubrikdsl.cli.reading import write
    from rubrikdsl.diagnostics.fixes import diff
    from rubrikdsl.workspace.mending import mended

    after = mended(space, checked)
    if after.source.text == checked.source.text:
        return checked
    if arguments.diff:
        console.write(diff(checked.source.text, after.source.text, checked.source.name), exact=True)
        return checked
    if write(checked.source.name, after.source.text, console) and arguments.format == "text":
        safe = sum(d.fix is not None and d.fix.safety == "safe" for d in checked.diagnostics)
        console.line(problems.repaired(checked.source.name, safe))
    return after
