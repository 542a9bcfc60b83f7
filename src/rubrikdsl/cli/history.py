"""`rubrik history`: the instruments of a rubric, and what each of them changed."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.cli.score import form_of
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "history",
    say("list what made a rubric, and what each changed", "daftar aturan pembentuk rubrik dan perubahannya"),
    (RUBRIC,),
    (
        CHOOSE,
        Option(
            ("--format",),
            say(
                "text or json (default: by the output file's name, else text)",
                "text atau json (bawaan: menurut nama berkas keluaran, selain itu text)",
            ),
            ("FORMAT",),
            ("text", "json"),
        ),
        OUTPUT,
    ),
    say(
        "Rubrics and amendments of one name in the order in which they start: period, day of issue, sources,"
        " and what each changed in meaning, told as `rubrik diff` does.",
        "Rubrik dan perubahan dengan nama yang sama menurut urutan mulai berlakunya: masa berlaku, tanggal"
        " ditetapkan, dasar, dan perubahan maknanya, seperti disebut `rubrik diff`.",
    ),
    ("rubrik history kepatuhan.unit", "rubrik history unit.rubrik --format json"),
)


def run(arguments: Namespace, console: Console) -> int:
    """List the instruments."""
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import held_by
    from rubrikdsl.cli.scoring import pick_offer
    from rubrikdsl.workspace import annals
    from rubrikdsl.workspace.diff import sides

    apart([arguments.rubric_], arguments.output)
    space = workspace(arguments)
    held = held_by(arguments.rubric_, space, console, fresh=True)
    if held is None:
        return console.code
    found = space.history(held, pick_offer(held, arguments.rubric))
    form = arguments.format or form_of(arguments.output, ("json",), "text")
    write = annals.to_json if form == "json" else annals.to_text
    text = write(found, sides(space, space), console.language)
    emit(text, arguments.output, console, exact=form == "json")
    return console.code
