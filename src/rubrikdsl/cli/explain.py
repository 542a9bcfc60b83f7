"""`rubrik explain`: why a record scores what it scores."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENTS
from rubrikdsl.cli.score import BINDING
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import DATA
from rubrikdsl.cli.score import PARTIAL
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.cli.score import form_of
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "explain",
    say("show how a score comes about, point by point", "jelaskan asal sebuah nilai, poin demi poin"),
    (RUBRIC, Argument("DATA", DATA)),
    (
        Option(
            ("--record",),
            say("explain this record only (default: all)", "jelaskan rekaman ini saja (bawaan: semua)"),
            ("NAME",),
        ),
        CHOOSE,
        *MOMENTS,
        PARTIAL,
        Option(
            ("--format",),
            say(
                "text, json or svg, a picture (default: by the output file's name, else text)",
                "text, json, atau svg, yaitu gambar (bawaan: menurut nama berkas keluaran, selain itu text)",
            ),
            ("FORMAT",),
            ("text", "json", "svg"),
        ),
        *BINDING,
        OUTPUT,
    ),
    say(
        "The contributions add up exactly to the score; adjustments and rounding are lines of their own. Then"
        " the band and the distance to its neighbours, the points lost, the sources, and every assumption.",
        "Kontribusi berjumlah tepat sama dengan nilai; penyesuaian dan pembulatan menjadi baris tersendiri."
        " Lalu rentang dan jaraknya ke rentang tetangga, poin yang hilang, dasar, dan setiap asumsi.",
    ),
    (
        "rubrik explain kepatuhan.unit@2024-12-31 unit.toml",
        "rubrik explain unit.rubrik hasil.csv --record 'Puskesmas Watdek'",
        "rubrik explain unit.rubrik hasil.csv --record 'Puskesmas Watdek' -o watdek.svg",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Explain one record, or all of them."""
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.scoring import chosen
    from rubrikdsl.cli.scoring import data_names
    from rubrikdsl.cli.scoring import scored
    from rubrikdsl.records import explanation
    from rubrikdsl.workspace.scoring import explained
    from rubrikdsl.workspace.scoring import joined

    files = data_names([arguments.data_], console)
    if files is None:
        return console.code
    which = chosen(arguments, console, files)
    if which is None:
        return console.code
    form = arguments.format or form_of(arguments.output, ("json", "svg"), "text")
    records = scored(arguments, console, which, files)
    if arguments.record is not None:
        names = tuple(record.rows[0].bound.name for record in records)
        records = tuple(record for record in records if record.rows[0].bound.name == arguments.record)
        if not records and console.code == 0:
            raise UsageError(*problems.no_such_record(arguments.record, names))
    each = arguments.all_readings
    rows = [row for record in records for row in (record.rows if each else (joined(record.rows),))]
    if not all(row.result.is_final for row in rows):
        console.worse(FINDINGS)
    found = [account for row in rows for account in explained(row, partial=arguments.partial)]
    if not found:
        return console.code
    if form == "svg":
        from rubrikdsl.pictures.svg import pages
        from rubrikdsl.workspace.pictured import accounts

        text = pages([each for row in rows for each in accounts(row, console.language)], console.language)
    elif form == "json":
        text = explanation.to_json(found, console.language)
    else:
        text = "\n".join(explanation.to_text(each, console.language) for each in found)
    emit(text, arguments.output, console, exact=form != "text")
    return console.code
