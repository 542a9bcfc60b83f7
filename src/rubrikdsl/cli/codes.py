"""`rubrik codes`: what a finding means, why it matters, an example and its repair."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "codes",
    say("explain a finding, or list all of them", "jelaskan sebuah temuan, atau tampilkan semuanya"),
    (
        Argument(
            "CODE",
            say("the code in brackets, such as band-gap", "kode dalam kurung siku, misalnya band-gap"),
            least=0,
        ),
    ),
    (),
    None,
    ("rubrik codes", "rubrik codes band-gap"),
)

_EXAMPLE = say("Example", "Contoh")
_REPAIRED = say("Repaired", "Setelah diperbaiki")


def run(arguments: Namespace, console: Console) -> int:
    """Print one page, or the list."""
    from rubrikdsl.workspace import pages

    codes = pages.codes()
    if arguments.code_ is None:
        left = max((len(code) for code in codes), default=0)
        for code in codes:
            first = pages.read(code).about.read(console.language).partition("\n")[0]
            console.write(f"{code:{left}}  {first}\n")
        return console.code
    if arguments.code_ not in codes:
        raise UsageError(*problems.no_such_code(arguments.code_, codes))
    page = pages.read(arguments.code_)
    console.write(f"{page.code}\n\n{page.about.read(console.language)}\n")
    for title, text in ((_EXAMPLE, page.example), (_REPAIRED, page.repaired)):
        indented = "".join(f"    {line}" if line.strip() else line for line in text.splitlines(keepends=True))
        console.write(f"\n{title.read(console.language)}:\n\n{indented}")
    return console.code
