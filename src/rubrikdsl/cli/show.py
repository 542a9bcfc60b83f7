"""`rubrik show`: the text of a rubric on a day."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "show",
    say("print the text of a rubric on a day", "cetak naskah rubrik pada suatu tanggal"),
    (RUBRIC,),
    (
        CHOOSE,
        *MOMENT,
        OUTPUT,
    ),
    say(
        "The base with its amendments put in, a rubric by itself: exactly what is scored on that day."
        " Comments say which instruments went into it, and whose a changed line is. What the rubric leaves"
        " open stays open unless a reading is chosen.",
        "Naskah dasar dengan semua perubahannya, sebuah rubrik yang utuh: persis yang dipakai menilai pada"
        " tanggal itu. Komentar menyebut aturan yang membentuknya, dan asal setiap baris yang berubah. Yang"
        " tidak jelas tetap terbuka kecuali tafsirnya dipilih.",
    ),
    (
        "rubrik show kepatuhan.unit --on 2025-06-01",
        "rubrik show unit.rubrik@2025-06-01 --known 2025-01-31 -o unit_2025.rubrik",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Print the text."""
    from rubrikdsl.cli.moments import meant
    from rubrikdsl.cli.moments import moment
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import absent
    from rubrikdsl.cli.scoring import held_by
    from rubrikdsl.cli.scoring import pick_offer
    from rubrikdsl.workspace.moments import MomentError

    apart([arguments.rubric_], arguments.output)
    space, when = workspace(arguments), moment(arguments)
    held = held_by(arguments.rubric_, space, console, when, fresh=True)
    if held is None:
        return console.code
    offer = pick_offer(held, arguments.rubric)
    meant(held, when)
    try:
        text = space.shown(held, offer, when)
    except MomentError as wrong:
        absent(wrong, console)
        return console.code
    emit(text, arguments.output, console)
    return console.code
