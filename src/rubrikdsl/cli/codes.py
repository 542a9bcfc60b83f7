"""`rubrik codes`: what a finding means, why it matters, an example and its repair."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.workspace.pages import Page
    from rubrikdsl.workspace.pages import Sample

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
_SAYS = say("What rubrik says", "Kata rubrik")
_GROUPS = {
    "rubric": say("Findings in a rubric", "Temuan pada rubrik"),
    "data": say("Problems of data", "Masalah pada data"),
    "sql": say("Codes of statements of SQL", "Kode pada hasil pernyataan SQL"),
    "command": say("Findings of several files, limits, translating", "Temuan berkas lain, batas, pengalihan"),
}


def run(arguments: Namespace, console: Console) -> int:
    """Print one page, or the list."""
    from rubrikdsl.workspace import pages

    codes = pages.codes()
    if arguments.code_ is None:
        console.write(_listed(tuple(map(pages.read, codes)), console.language))
    elif arguments.code_ not in codes:
        raise UsageError(*problems.no_such_code(arguments.code_, codes))
    else:
        from rubrikdsl.workspace.workspace import Workspace

        page = pages.read(arguments.code_)
        console.write(f"{page.code}: {page.title.read(console.language)}\n\n")
        console.write(f"{page.about.read(console.language)}\n")
        console.write(_shown(_EXAMPLE, page.example, console.language))
        if page.example.transcript is None:
            found = pages.find(page.example, Workspace())
            drawn = found.drawn(console.language, console.colour(console.out)).rstrip("\n")
            console.write(f"\n{_SAYS.read(console.language)}:\n\n{_indented(drawn)}\n")
        console.write(_shown(_REPAIRED, page.repaired, console.language))
    return console.code


def _listed(pages: Sequence[Page], language: Language) -> str:
    """All codes with their titles, by what they are about."""
    from rubrikdsl.workspace.pages import KINDS

    left = max((len(page.code) for page in pages), default=0)
    groups = []
    for kind in KINDS:
        lines = [f"  {p.code:{left}}  {p.title.read(language)}\n" for p in pages if p.kind == kind]
        groups.append(f"{_GROUPS[kind].read(language)}:\n{''.join(lines)}")
    return "\n".join(groups)


def _shown(title: Words, sample: Sample, language: Language) -> str:
    """The files of a sample and what is typed, one after another."""
    several = sum(block.form != "console" for block in sample.blocks) > 1
    shown = f"\n{title.read(language)}:\n"
    for block in sample.blocks:
        named = f"    {block.name}:\n" if several and block.form != "console" else ""
        shown += f"\n{named}{_indented(block.text)}"
    return shown


def _indented(text: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(keepends=True))
