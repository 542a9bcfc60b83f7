"""`rubrik test`: the examples of a rubric, run, and what they exercise."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.check import FILES
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.moments import Moment
    from rubrikdsl.workspace.tested import Tested
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
        Option(
            ("--coverage",),
            say(
                "also tell what the examples exercise, and what they leave untried",
                "sebut pula apa yang dicoba contoh-contohnya, dan apa yang belum",
            ),
        ),
        Option(
            ("--min",),
            say(
                "exit code 1 where the examples of a rubric exercise less than this (of 100)",
                "kode keluar 1 bila contoh suatu rubrik mencoba kurang dari ini (dari 100)",
            ),
            ("PERCENT",),
        ),
        Option(
            ("--mutate",),
            say(
                "also tell which small changes of the rubric its examples would not notice",
                "sebut pula perubahan kecil pada rubrik yang tidak akan ketahuan oleh contohnya",
            ),
        ),
        Option(
            ("--write",),
            say(
                "write examples that would notice what no example notices; with -o into a copy of the file",
                "tulis contoh yang membuat perubahan ketahuan; dengan -o ke dalam salinan berkasnya",
            ),
        ),
        Option(
            ("--append",),
            say(
                "with --write: show them, and add them to the file below its examples",
                "bersama --write: tampilkan, lalu tambahkan ke berkas di bawah contoh yang ada",
            ),
        ),
        Option(
            ("--format",),
            say("text (default), json or junit", "text (bawaan), json, atau junit"),
            ("FORMAT",),
            ("text", "json", "junit"),
            "text",
        ),
        *MOMENT,
        OUTPUT,
    ),
    say(
        "A failing example shows what was expected, what was found, the difference, and the lines of the"
        " rubric that decided. All editions and readings, unless a day or a reading is chosen: then"
        " the examples that run on that text. Exit code 1 if any fails.",
        "Contoh yang gagal menampilkan yang diharapkan, yang ditemukan, selisihnya, dan baris rubrik yang"
        " menentukan. Semua edisi dan tafsir, kecuali tanggal atau tafsirnya dipilih: hanya contoh yang"
        " berjalan pada teks itu. Kode keluar 1 bila ada yang gagal.",
    ),
    (
        "rubrik test unit.rubrik",
        "rubrik test rubrics/",
        "rubrik test unit.rubrik --coverage --min 80",
        "rubrik test unit.rubrik --mutate",
        "rubrik test unit.rubrik --write --append",
        "rubrik test rubrics/ --format junit -o hasil.xml",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Run the examples of the files."""
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import percentage
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.workspace.files import rubric_files

    if arguments.write or arguments.append:
        from rubrikdsl.cli.written import run as write

        return write(arguments, console)
    least = None if arguments.min is None else percentage("--min", arguments.min)
    apart([file for name in arguments.file_ for file in rubric_files(name)], arguments.output)
    space = workspace(arguments, arguments.file_)
    all_: list[Tested] = []
    text: list[str] = []
    streamed = arguments.format == "text" and arguments.output is None
    for found in _each(arguments, space, console):
        all_ += found
        if arguments.format == "text":
            text += (_shown(one, space, console, colour=streamed) for one in found)
            if streamed:
                console.write("".join(text))
                text.clear()
    if any(one.failed for one in all_):
        console.worse(FINDINGS)
    if arguments.format == "text":
        text += _ended(all_, space, console)
        emit("".join(text), arguments.output, console, exact=False)
    else:
        emit(_written(all_, least, arguments.format, space, console), arguments.output, console)
    _compared(all_, least, console)
    return console.code


def _each(arguments: Namespace, space: Workspace, console: Console) -> Iterator[Sequence[Tested]]:
    """The tested rubrics, file by file; errors of a file are told."""
    from rubrikdsl.cli.progress import Progress
    from rubrikdsl.workspace.tested import tested

    coverage = arguments.coverage or arguments.min is not None
    for checked in meant(arguments, space, console):
        shown = Progress(console, problems.changes_tried)
        try:
            yield tested(
                checked,
                space.origin,
                arguments.rubric,
                coverage=coverage,
                mutate=arguments.mutate,
                tell=shown,
            )
        finally:
            shown.end()


def meant(arguments: Namespace, space: Workspace, console: Console) -> Iterable[Checked]:
    """The files without errors, with the texts that are meant."""
    from rubrikdsl.cli.moments import moment
    from rubrikdsl.workspace.moments import ANY

    when = moment(arguments)
    found = _usable(arguments, space, console, when.known)
    return found if when == ANY else _narrowed(list(found), arguments.rubric, when, console)


def _usable(
    arguments: Namespace, space: Workspace, console: Console, known: date | None
) -> Iterator[Checked]:
    """The files without errors; errors of the others are told. One must have the rubric that was named."""
    from rubrikdsl.cli.reading import each_source
    from rubrikdsl.cli.reading import stop_for

    names: list[str] = []
    for source in each_source(arguments.file_, space, console):
        checked = space.check(source)
        if not stop_for(checked.errors_but_examples, space, console):
            names += [offer.name for offer in checked.offers]
            yield space.as_known(checked, known)
    if names and arguments.rubric not in (None, *names):
        raise UsageError(*problems.no_such_rubric(" ".join(arguments.file_), arguments.rubric, tuple(names)))


def _narrowed(
    files: Sequence[Checked], only: str | None, when: Moment, console: Console
) -> Sequence[Checked]:
    """The files with the texts that are meant; a rubric that has none on the day is told.

    That is a finding only where no rubric has one: a folder may hold rubrics of other years.
    """
    from rubrikdsl.workspace.moments import MomentError
    from rubrikdsl.workspace.narrowed import narrowed

    try:
        kept, absent = narrowed(files, when, only)
    except MomentError as wrong:
        raise UsageError(wrong.message, wrong.help) from None
    several = any(offer.dated for checked in kept for offer in checked.offers)
    for none in absent:
        if several:
            console.say(none.message.read(console.language) + "\n")
        else:
            console.trouble(none.message, none.help, FINDINGS)
    return kept


def _shown(one: Tested, space: Workspace, console: Console, *, colour: bool) -> str:
    """The outcomes of one rubric."""
    from rubrikdsl.diagnostics.render import render

    text = ""
    for outcome in one.outcomes:
        said = problems.example_outcome(outcome.passed, one.name, outcome.title)
        text += said.read(console.language) + "\n"
        if not outcome.passed:
            painted = colour and console.colour(console.out)
            text += render(outcome.findings, space.sources, "text", console.language, painted)
    return text


def _ended(found: Sequence[Tested], space: Workspace, console: Console) -> Iterator[str]:
    """The sum, and the coverage of each rubric."""
    from rubrikdsl.studies.coverage.text import to_text
    from rubrikdsl.studies.mutation.text import to_text as changes
    from rubrikdsl.workspace.tested_write import where

    passed, failed = sum(one.passed for one in found), sum(one.failed for one in found)
    yield problems.examples_run(passed, failed).read(console.language) + "\n"
    for one in found:
        if one.coverage is not None:
            told = to_text(one.coverage, lambda place: where(space.sources, place), console.language)
            yield "\n" + told
        for mutation in one.mutations or ():
            yield "\n" + changes(
                mutation, lambda place: where(space.sources, space.origin(place)), console.language
            )


def _written(
    found: Sequence[Tested], least: Fraction | None, format: str, space: Workspace, console: Console
) -> str:
    from rubrikdsl.workspace.tested_write import is_below
    from rubrikdsl.workspace.tested_write import to_json
    from rubrikdsl.workspace.tested_write import to_junit

    if format == "json":
        return to_json(found, space.sources, space.origin, console.language)
    below = {
        (one.source.name, one.name): problems.below_least(one.name, least, _percent(one))
        for one in found
        if least is not None and is_below(one, least)
    }
    return to_junit(found, below, space.sources, space.origin, console.language)


def _compared(found: Sequence[Tested], least: Fraction | None, console: Console) -> None:
    """Tell the rubrics whose examples exercise too little."""
    from rubrikdsl.workspace.tested_write import is_below

    for one in found:
        if least is not None and is_below(one, least):
            console.trouble(problems.below_least(one.name, least, _percent(one)), None, FINDINGS)


def _percent(one: Tested) -> Fraction:
    from rubrikdsl.studies.coverage.model import shown_percent

    return shown_percent(one.coverage.percent) if one.coverage is not None else Fraction(0)
