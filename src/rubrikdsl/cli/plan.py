"""`rubrik plan`: what a rubric computes, in whole numbers, with the range and size of each."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.cli.score import form_of
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "plan",
    say("show what a rubric computes, in whole numbers", "tampilkan perhitungan rubrik dalam bilangan bulat"),
    (RUBRIC,),
    (
        Option(
            ("--format",),
            say(
                "text or json (default: by the output file's name, else text)",
                "text atau json (bawaan: menurut nama berkas keluaran, selain itu text)",
            ),
            ("FORMAT",),
            ("text", "json"),
        ),
        CHOOSE,
        *MOMENT,
        OUTPUT,
    ),
    say(
        "Every number of a rubric is a whole number over a denominator; so a score is exact on any machine."
        " Printed are the numbers that a record gives, each operation with the least and greatest value that"
        " any record can lead to and the bits that hold it, and what each result is made of. This is what"
        " `score_table` and compiled rubrics run. All editions and readings, unless a day or a reading is"
        " chosen.",
        "Setiap angka rubrik ialah bilangan bulat per suatu penyebut, sehingga nilai tepat di mesin mana pun."
        " Yang dicetak: angka dari rekaman, setiap operasi beserta nilai terendah dan tertinggi yang mungkin"
        " dan bit yang memuatnya, serta asal setiap hasil. Inilah yang dijalankan `score_table` dan rubrik"
        " terkompilasi. Semua edisi dan tafsir, kecuali tanggal atau tafsirnya dipilih.",
    ),
    ("rubrik plan kepatuhan.unit@2024-12-31", "rubrik plan unit.rubrik --format json"),
)


def run(arguments: Namespace, console: Console) -> int:
    """Print the program of every text that is meant."""
    from rubrikdsl.cli.moments import meant
    from rubrikdsl.cli.moments import moment
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import absent
    from rubrikdsl.cli.scoring import held_by
    from rubrikdsl.cli.scoring import pick_offer
    from rubrikdsl.workspace.moments import MomentError
    from rubrikdsl.workspace.planned import page
    from rubrikdsl.workspace.planned import to_object
    from rubrikdsl.workspace.verify import texts_of

    apart([arguments.rubric_], arguments.output)
    space, when = workspace(arguments), moment(arguments)
    held = held_by(arguments.rubric_, space, console, when)
    if held is None:
        return console.code
    try:
        texts = texts_of(pick_offer(held, arguments.rubric), meant(held, when))
    except MomentError as wrong:
        absent(wrong, console)
        return console.code
    form = arguments.format or form_of(arguments.output, ("json",), "text")
    language = console.language
    if form == "json":
        import json

        found = [to_object(variant, dated) for variant, dated in texts]
        emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n", arguments.output, console)
    else:
        pages = [page(variant, dated, language) for variant, dated in texts]
        emit("\n".join(pages), arguments.output, console, exact=False)
    return console.code
