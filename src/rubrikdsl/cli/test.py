"""`rubrik test`: the examples of a rubric, run."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.check import FILES
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.workspace.checking import Checked
    from rubrikdsl.workspace.workspace import Workspace

COMMAND = Command(
    "test",
    say("run the examples of rubrics", "jalankan contoh dalam rubrik"),
    (FILES,),
    (
        Option(
            ("--rubric",),
            say("run the examples of this rubric only", "jalankan contoh rubrik ini saja"),
            ("NAME",),
        ),
    ),
    say(
        "A failing example shows what was expected, what was found, the difference, and the lines of the"
        " rubric that decided. Exit code 1 if any fails.",
        "Contoh yang gagal menampilkan yang diharapkan, yang ditemukan, selisihnya, dan baris rubrik yang"
        " menentukan. Kode keluar 1 bila ada yang gagal.",
    ),
    ("rubrik test unit.rubrik", "rubrik test rubrics/"),
)


def run(arguments: Namespace, console: Console) -> int:
    """Run the examples of the files."""
    from rubrikdsl.cli.reading import each_source
    from rubrikdsl.cli.reading import stop_for
    from rubrikdsl.cli.reading import workspace

    space = workspace(arguments, arguments.file_)
    passed = failed = 0
    for source in each_source(arguments.file_, space, console):
        checked = space.check(source)
        if stop_for(checked.errors_but_examples, space, console):
            continue
        good, bad = _shown(checked, arguments.rubric, space, console)
        passed, failed = passed + good, failed + bad
    if failed:
        console.worse(FINDINGS)
    console.line(problems.examples_run(passed, failed))
    return console.code


def _shown(checked: Checked, only: str | None, space: Workspace, console: Console) -> tuple[int, int]:
    """Print the outcomes of one file; returns how many passed and failed."""
    from rubrikdsl.diagnostics.render import render

    count = {True: 0, False: 0}
    for outcome in checked.outcomes:
        if only not in (None, outcome.rubric):
            continue
        count[outcome.passed] += 1
        console.line(problems.example_outcome(outcome.passed, outcome.rubric, outcome.title))
        if not outcome.passed:
            colour = console.colour(console.out)
            console.write(render(outcome.findings, space.sources, "text", console.language, colour))
    return count[True], count[False]
