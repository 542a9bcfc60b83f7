"""`rubrik fmt`: the canonical layout."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli.check import FILES
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "fmt",
    say("lay rubrics out in the canonical way", "tata rubrik menurut bentuk baku"),
    (FILES,),
    (
        Option(
            ("--check",),
            say(
                "change nothing; exit 1 if a file is not in canonical layout",
                "jangan ubah apa pun; keluar dengan 1 bila ada berkas yang belum rapi",
            ),
        ),
        Option(
            ("--diff",),
            say(
                "change nothing; show what would change",
                "jangan ubah apa pun; tampilkan apa yang akan berubah",
            ),
        ),
    ),
    say(
        "Files are rewritten in place; standard input goes to standard output. Comments stay where they are"
        " and no score ever changes. A file with lines that cannot be read is left alone.",
        "Berkas ditulis ulang di tempatnya; masukan baku ditulis ke keluaran baku. Komentar tetap di"
        " tempatnya dan nilai tidak pernah berubah. Berkas dengan baris yang tidak terbaca dibiarkan.",
    ),
    ("rubrik fmt unit.rubrik", "rubrik fmt --check rubrics/", "rubrik fmt - < unit.rubrik"),
)

_WOULD = say("{file} would be laid out anew", "{file} akan ditata ulang")


def run(arguments: Namespace, console: Console) -> int:
    """Lay the files out."""
    from rubrikdsl.cli.reading import each_source
    from rubrikdsl.cli.reading import stop_for
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.reading import write
    from rubrikdsl.diagnostics.fixes import diff
    from rubrikdsl.syntax.format import format_document

    space = workspace(arguments)
    for source in each_source(arguments.file_, space, console):
        document, diagnostics = space.read(source)
        if stop_for(diagnostics, space, console):
            continue
        text = format_document(document, space.grammar.lexicon)
        if arguments.check or arguments.diff:
            if text != source.text:
                console.worse(FINDINGS)
                if arguments.diff:
                    console.write(diff(source.text, text, source.name), exact=True)
                else:
                    console.line(say(_WOULD.en, _WOULD.id, file=source.name))
        elif source.name == "-":
            console.write(text, exact=True)
        elif text != source.text:
            write(source.name, text, console)
    return console.code
