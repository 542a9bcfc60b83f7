"""`rubrik diff OLD NEW`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.workspace.diff import Opened
    from rubrikdsl.workspace.workspace import Workspace

COMMAND = Command(
    "diff",
    say("say what two rubrics mean differently", "sebutkan beda makna dua rubrik"),
    (
        Argument(
            "OLD",
            say("a rubric file, or the name of a stock rubric", "berkas rubrik, atau nama rubrik bawaan"),
        ),
        Argument("NEW", say("what to compare it with", "pembandingnya")),
    ),
    (
        Option(
            ("--rubric",),
            say(
                "only the rubric of this name, where the files hold several",
                "hanya rubrik dengan nama ini, bila berkas memuat beberapa",
            ),
            ("NAME",),
        ),
        Option(
            ("--citations",),
            say(
                "also tell sources, reasons, notes and assumptions",
                "sebut pula dasar, alasan, catatan, asumsi",
            ),
        ),
        Option(
            ("--format",),
            say("text (default) or json", "text (bawaan) atau json"),
            ("FORMAT",),
            ("text", "json"),
        ),
        OUTPUT,
    ),
    say(
        "Meaning is compared, not text: layout, comments, the vocabulary and the order of what has no order"
        " make no difference. Labels, printing and validity are told apart. Exit code 0 if every record"
        " scores alike under both, 1 if the meaning differs.",
        "Yang dibandingkan maknanya, bukan teksnya: tata letak, komentar, kosakata, dan urutan hal yang tidak"
        " berurutan tidak dihitung beda. Label, cetakan, dan masa berlaku disebut terpisah. Kode keluar 0"
        " bila setiap rekaman bernilai sama menurut keduanya, 1 bila maknanya berbeda.",
    ),
    (
        "rubrik diff lama.rubrik baru.rubrik",
        "rubrik diff kepatuhan.unit@2024-12-31 usulan.rubrik --citations --format json",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Compare two files of rubrics."""
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import once_stdin
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import absent
    from rubrikdsl.studies.diff.comparison import compare
    from rubrikdsl.studies.diff.report import to_text
    from rubrikdsl.studies.diff.write import to_json
    from rubrikdsl.workspace.diff import UnknownNameError
    from rubrikdsl.workspace.diff import chosen
    from rubrikdsl.workspace.diff import sides
    from rubrikdsl.workspace.moments import MomentError

    once_stdin([arguments.old_, arguments.new_])
    apart([arguments.old_, arguments.new_], arguments.output)
    space = workspace(arguments)
    old, new = (_opened(name, space, console) for name in (arguments.old_, arguments.new_))
    if old is None or new is None:
        return console.code
    try:
        before, after = chosen(old, new, arguments.rubric)
    except MomentError as none:
        absent(none, console)
        return console.code
    except UnknownNameError as wrong:
        raise UsageError(*problems.no_such_rubric(wrong.file, wrong.name, wrong.names)) from None
    found = compare(before, after)
    if found.differs:
        console.worse(FINDINGS)
    if arguments.format == "json":
        emit(to_json(found, sides(space, space), console.language), arguments.output, console)
    else:
        text = to_text(found, sides(space, space), console.language, citations=arguments.citations)
        emit(text, arguments.output, console, exact=False)
    return console.code


def _opened(name: str, space: Workspace, console: Console) -> Opened | None:
    """The rubrics behind a file or a stock name; None after telling why there are none."""
    from rubrikdsl.cli.reading import stop_for
    from rubrikdsl.cli.reading import tell
    from rubrikdsl.cli.scoring import absent
    from rubrikdsl.workspace.diff import opened
    from rubrikdsl.workspace.files import FileError
    from rubrikdsl.workspace.moments import MomentError
    from rubrikdsl.workspace.workspace import FaultyError

    try:
        found = opened(name, space)
    except FileError as fault:
        tell(console, fault)
        return None
    except MomentError as wrong:
        absent(wrong, console)
        return None
    except FaultyError as faulty:
        stop_for(faulty.diagnostics, space, console)
        return None
    if not found.rubrics:
        raise UsageError(*problems.no_rubrics(found.file))
    return found
