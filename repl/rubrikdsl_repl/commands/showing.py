"""What the rubric says: of anything in it that has a name, of its sources and what it assumes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rubrikdsl import say
from rubrikdsl_repl import phrases
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text

if TYPE_CHECKING:
    from rubrikdsl import Entry
    from rubrikdsl import Rubric

SOURCES, ASSUMED = ("sources", "sumber"), ("assumptions", "asumsi")


def show(call: Call) -> Done:
    """What the rubric says of a name; without one, everything that has a name."""
    rubric = call.world.rubric(call.state)
    name = stretch(call.rest)
    if not name.text:
        return Done((_all(rubric),))
    if name.text.casefold() in SOURCES:
        return Done(tuple(_sources(rubric)))
    if name.text.casefold() in ASSUMED:
        return Done(tuple(_assumed(rubric)))
    wanted = name.text.casefold()
    found = [
        e for e in rubric.entries if wanted in (e.name.casefold(), e.path.casefold(), e.label.casefold())
    ]
    if found:
        return Done(tuple(part for entry in found for part in _entry(rubric, entry)))
    clauses = [clause for clause in rubric.clauses if clause.title.casefold() == wanted]
    if not clauses:
        known = tuple(dict.fromkeys(word for e in rubric.entries for word in (e.name, e.label) if word))
        wrong = question_problems.no_name(name.text, known)
        raise call.wrong(*wrong, start=name.start, end=name.end)
    parts: list[Part] = []
    for clause in clauses:
        parts.append(Text(clause.title, "heading"))
        parts += _grounds(clause.sources or clause.inherited, clause.assumed, clause.because, clause.notes)
    return Done(tuple(parts))


def _all(rubric: Rubric) -> Table:
    rows = tuple((entry.path, entry.word, entry.label, entry.about) for entry in rubric.entries)
    columns = (Column(phrases.NAME), Column(phrases.KIND), Column(phrases.LABEL), Column(phrases.VALUES))
    return Table(rubric.name, columns, rows)


def _entry(rubric: Rubric, entry: Entry) -> Iterator[Part]:
    yield Text(f"{entry.path}: {entry.label}" if entry.label else entry.path, "heading")
    rows = [(phrases.KIND, entry.word), (phrases.VALUES, entry.about)]
    if entry.weight is not None:
        rows.append((phrases.WEIGHT, entry.weight))
    yield Table("", (Column(""), Column("")), tuple(rows))
    scale = next((scale for scale in rubric.scales if scale.name == entry.path), None)
    labels = {choice.code: choice.label for choice in entry.choices}
    if scale is not None:
        bands = tuple((row.printed, row.code, labels.get(row.code) or None) for row in scale.rows)
        yield Table("", (Column(phrases.RANGE), Column(phrases.CODE), Column(phrases.LABEL)), bands)
    elif labels:
        options = tuple((code, label or None) for code, label in labels.items())
        yield Table("", (Column(phrases.CODE), Column(phrases.LABEL)), options)
    because = next((c.because for c in rubric.clauses if c.assumed and c.assumed == entry.assumed), None)
    yield from _grounds(entry.sources, entry.assumed, because, entry.notes)


def _grounds(
    sources: tuple[str, ...], assumed: str | None, because: str | None, notes: tuple[str, ...]
) -> Iterator[Part]:
    if assumed is not None:
        said = assumed + (f" ({because})" if because else "")
        yield Text(phrases.ASSUMPTIONS, "heading")
        yield Text(f"  {said}", "note")
    if notes:
        yield Text(phrases.NOTES, "heading")
        yield Text("\n".join(f"  {note}" for note in notes), "note")
    if sources:
        yield Text(phrases.SOURCES, "heading")
        yield Text("\n".join(f"  {source}" for source in sources), "note")


def _sources(rubric: Rubric) -> Iterator[Part]:
    """Every source, with the lines that cite it."""
    cited: dict[str, list[str]] = {}
    for clause in rubric.clauses:
        for source in clause.sources:
            cited.setdefault(source, []).append(clause.title)
    for source, titles in cited.items():
        yield Text(source)
        yield Text(f"  {', '.join(dict.fromkeys(titles))}", "note")
    if not cited:
        yield Text(phrases.NO_SOURCES, "note")


def _assumed(rubric: Rubric) -> Iterator[Part]:
    """Every line that is assumed, and why."""
    lines = [
        phrases.assumed_line(clause.title, clause.assumed, clause.because).strip()
        for clause in rubric.clauses
        if clause.assumed is not None
    ]
    if lines:
        yield Text("\n".join(lines))
    else:
        yield Text(phrases.NOTHING_ASSUMED, "note")


COMMANDS = (
    Command(
        say("show", "tampilkan"),
        say("what the rubric says of a name", "apa kata rubrik tentang sebuah nama"),
        show,
        (Argument(say("NAME", "NAMA"), "name", optional=True),),
        say(
            "An input, a part of the score, a class, a band's range, a line by its title; `show sources` and"
            " `show assumptions` list these; without a name everything that has one.",
            "Isian, bagian nilai, kategori, rentang, atau baris menurut judulnya; `tampilkan sumber` dan"
            " `tampilkan asumsi` menampilkan semuanya; tanpa nama, semua yang bernama.",
        ),
        (say("show kategori", "tampilkan kategori"), say("show sources", "tampilkan sumber")),
    ),
)
