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
from rubrikdsl.cli.score import BINDING
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import DATA
from rubrikdsl.cli.score import ON
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
        ON,
        Option(
            ("--format",),
            say(
                "text or json (default: by the output file's name, else text)",
                "text atau json (bawaan: menurut nama berkas keluaran, selain itu text)",
            ),
            ("FORMAT",),
            ("text", "json"),
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
        "rubrik explain kepatuhan.unit unit.toml",
        "rubrik explain unit.rubrik hasil.csv --record 'Puskesmas Watdek'",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Explain one record, or all of them."""
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.scoring import chosen
    from rubrikdsl.cli.scoring import scored
    from rubrikdsl.records import explanation
    from rubrikdsl.workspace.scoring import about
    from rubrikdsl.workspace.scoring import account

    ready = chosen(arguments, console, [arguments.data_])
    if ready is None:
        return console.code
    rows = scored(arguments, console, ready, [arguments.data_])
    if arguments.record is not None:
        names = tuple(row.bound.name for row in rows)
        rows = tuple(row for row in rows if row.bound.name == arguments.record)
        if not rows and console.code == 0:
            raise UsageError(*problems.no_such_record(arguments.record, names))
    if not all(row.result.is_final for row in rows):
        console.worse(FINDINGS)
    found = [account(row) for row in rows]
    if not found:
        return console.code
    form = arguments.format or form_of(arguments.output, ("json",), "text")
    if form == "json":
        text = explanation.to_json(found, about(ready), console.language)
    else:
        text = "\n".join(explanation.to_text(each, about(ready), console.language) for each in found)
    emit(text, arguments.output, console, exact=form == "json")
    return console.code
