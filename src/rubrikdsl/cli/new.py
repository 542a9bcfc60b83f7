"""`rubrik new`: an assessment to fill in."""

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

FORMS = ("toml", "csv", "xlsx")

COMMAND = Command(
    "new",
    say("write an assessment to fill in", "buat lembar isian penilaian"),
    (RUBRIC,),
    (
        Option(
            ("--format",),
            say(
                "toml, csv or xlsx (default: by the output file's name, else toml)",
                "toml, csv, atau xlsx (bawaan: menurut nama berkas keluaran, selain itu toml)",
            ),
            ("FORMAT",),
            FORMS,
        ),
        CHOOSE,
        *MOMENT,
        OUTPUT,
    ),
    say(
        "Every question with its label and what may be answered. `rubrik score` takes it once it is filled"
        " in.",
        "Setiap pertanyaan dengan label dan pilihan jawabannya. Setelah diisi, berkas ini diterima `rubrik"
        " score`.",
    ),
    (
        "rubrik new kepatuhan.unit@2024-12-31 -o unit.toml",
        "rubrik new pekppp.ipp --format csv > pekppp.csv",
        "rubrik new pekppp.ipp -o isian.xlsx --lang id",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Write the form."""
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import unfilled
    from rubrikdsl.cli.scoring import only
    from rubrikdsl.cli.tables import emit_bytes
    from rubrikdsl.cli.tables import is_ready
    from rubrikdsl.records.template import template

    form = arguments.format or form_of(arguments.output, FORMS, "toml")
    if not is_ready(form, arguments.output, console):
        return console.code
    ready = only(arguments, console)
    if ready is not None and form == "xlsx":
        from rubrikdsl.records.sheets.form import form as workbook

        content = workbook(ready.plan, console.language)
        unfilled(arguments.output, content)
        emit_bytes(content, arguments.output, console)
    elif ready is not None:
        text = template(ready.plan, "csv" if form == "csv" else "toml", console.language)
        unfilled(arguments.output, text.encode())
        emit(text, arguments.output, console)
    return console.code
