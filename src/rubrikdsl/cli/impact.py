"""`rubrik impact OLD NEW DATA…`: what an edit of a rubric does to records."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.score import BINDING
from rubrikdsl.cli.score import DATA
from rubrikdsl.cli.score import form_of
from rubrikdsl.cli.tables import BINARY
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.studies.impact.model import Impact
    from rubrikdsl.workspace.shelf import Ready

_FILES = ("json", "csv", *BINARY)

TOP = 10
"""Entries of a list, unless more are asked for."""

COMMAND = Command(
    "impact",
    say("show what an edit of a rubric does to data", "tunjukkan akibat perubahan rubrik pada data"),
    (
        Argument(
            "OLD",
            say(
                "the rubric before the edit: a file, or the name of a stock rubric",
                "rubrik sebelum diubah: berkas, atau nama rubrik bawaan",
            ),
        ),
        Argument("NEW", say("the rubric after it, likewise", "rubrik sesudah diubah, demikian juga")),
        Argument("DATA", DATA, most=None),
    ),
    (
        Option(
            ("--per",),
            say(
                "count and average by this column too, such as provinsi (may be repeated)",
                "hitung dan rata-ratakan pula menurut kolom ini, misalnya provinsi (boleh berulang)",
            ),
            ("COLUMN",),
            repeats=True,
        ),
        Option(
            ("--near",),
            say(
                "show values at most this far from another class (default: only those on an edge)",
                "tampilkan nilai sedekat ini dari kelas lain (bawaan: hanya yang tepat di batas)",
            ),
            ("N",),
        ),
        Option(
            ("--top",),
            say(
                "entries of each list in the text (default: 10); json and csv have all",
                "isi tiap daftar dalam teks (bawaan: 10); json dan csv memuat semua",
            ),
            ("N",),
        ),
        Option(
            ("--rubric",),
            say(
                "which rubric, where a file holds several; given twice: of OLD, then of NEW",
                "rubrik yang dipakai, bila berkas memuat beberapa; dua kali: untuk OLD, lalu NEW",
            ),
            ("NAME",),
            repeats=True,
        ),
        Option(
            ("--format",),
            say(
                "text, json, csv, xlsx, parquet or arrow (default: by the output file's name, else text)",
                "text, json, csv, xlsx, parquet, atau arrow (bawaan: menurut nama berkas keluaran, selain itu"
                " text)",
            ),
            ("FORMAT",),
            ("text", *_FILES),
        ),
        *BINDING,
        OUTPUT,
    ),
    say(
        "Who changes class and by which rows, how many go from where to where, the largest moves of a score,"
        " ranks before and after, what lies on an edge, what only one of the rubrics can score. Where neither"
        " of them collects units, `--by COLUMN` says the same as `--per COLUMN`. Exit code 1 if a record was"
        " refused or is not final under one of the rubrics; that something changes is no fault.",
        "Siapa yang pindah kelas dan oleh baris yang mana, berapa yang pindah dari mana ke mana, beda nilai"
        " terbesar, peringkat sebelum dan sesudah, yang tepat di batas, yang hanya dapat dinilai salah satu"
        " rubrik. Bila keduanya tidak mengumpulkan unit, `--by KOLOM` sama dengan `--per KOLOM`. Kode keluar"
        " 1 bila ada rekaman yang ditolak atau belum final menurut salah satunya; adanya perubahan bukan"
        " kesalahan.",
    ),
    (
        "rubrik impact kepatuhan.unit@2024-12-31 usulan.rubrik unit.csv",
        "rubrik impact lama.rubrik usulan.rubrik hasil.csv --by provinsi --near 0.5",
        "rubrik impact lama.rubrik usulan.rubrik hasil.csv -o akibat.csv",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Score the data files under both rubrics and report what differs."""
    from rubrikdsl.cli.pair import chosen_pair
    from rubrikdsl.cli.progress import Progress
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import once_stdin
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import data_names
    from rubrikdsl.cli.scoring import data_of
    from rubrikdsl.cli.scoring import reading
    from rubrikdsl.cli.scoring import show
    from rubrikdsl.cli.tables import emit_table
    from rubrikdsl.cli.tables import is_ready
    from rubrikdsl.records.levels import columns_of
    from rubrikdsl.studies.impact import words
    from rubrikdsl.workspace.impact import Asked
    from rubrikdsl.workspace.impact import compared

    top, near = _count(arguments.top), _distance(arguments.near)
    form = arguments.format or form_of(arguments.output, _FILES, "text")
    if not is_ready(form, arguments.output, console):
        return console.code
    names = data_names(arguments.data_, console)
    if names is None:
        return console.code
    files = (arguments.old_, arguments.new_, *names)
    once_stdin(files)
    apart(files, arguments.output)
    if len(arguments.rubric) > 2:
        raise UsageError(*problems.surplus_argument(arguments.rubric[2]))
    space = workspace(arguments)
    pair = chosen_pair(arguments.old_, arguments.new_, arguments.rubric, space, console)
    if pair is None:
        return console.code
    data = data_of(arguments, names, space.limits, console)
    held = {key for record in data.records for key in record.cells}
    per = tuple(dict.fromkeys(columns_of((*arguments.per, *_grouped(arguments, pair)), held)))
    how = reading(arguments)
    how = replace(how, keep=tuple(dict.fromkeys((*how.keep, *per))))
    old, new = (Asked(name, ready) for name, ready in zip(files, pair, strict=False))
    progress = Progress(console)
    found, loose = compared(old, new, data.records, how, per=per, near=near, whole=data.whole, watch=progress)
    progress.end()
    for side, told in (("both", loose.both), ("old", loose.old), ("new", loose.new)):
        if told and side != "both":
            console.say(words.told(side, len(told)).read(console.language) + "\n")
        for problem in told:
            show(problem, console)
    if any(unit.standing != ("final", "final") for unit in found.units):
        console.worse(FINDINGS)
    if console.code and not found.units and arguments.output is not None:  # earlier results stay
        return console.code
    if form in BINARY:
        from rubrikdsl.studies.impact.machine import tabled

        emit_table(tabled(found, console.language), form, arguments.output, console)
    elif found.units or form != "text":
        emit(_written(form, found, console.language, top), arguments.output, console, exact=form != "text")
    return console.code


def _grouped(arguments: Namespace, pair: tuple[Ready, Ready]) -> tuple[str, ...]:
    """Takes `--by` for groups of the report where there are no units that it could put together."""
    if any(ready.plan.collections for ready in pair):
        return ()
    columns, arguments.by = tuple(arguments.by), []
    return columns


def _count(text: str | None) -> int:
    if text is None:
        return TOP
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UsageError(*problems.not_a_count("--top", text))
    return int(text)


def _distance(text: str | None) -> Fraction:
    from rubrikdsl.exact import read

    if text is None:
        return Fraction(0)
    found = read(text) if "." in text else read(text, ",")
    if found is None or found < 0:
        raise UsageError(*problems.not_a_distance("--near", text))
    return found


def _written(form: str, found: Impact, language: Language, top: int) -> str:
    if form == "text":
        from rubrikdsl.studies.impact.text import to_text

        return to_text(found, language, top)
    from rubrikdsl.studies.impact import machine

    return machine.to_csv(found, language) if form == "csv" else machine.to_json(found, language)
