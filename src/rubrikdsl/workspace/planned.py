"""The programs of a rubric's texts, as pages and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.result import titled
from rubrikdsl.pictures.text.look import Look
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.told import INPUTS
from rubrikdsl.program.told import OPERATIONS
from rubrikdsl.program.told import RESULTS
from rubrikdsl.program.told import Row
from rubrikdsl.program.told import Told
from rubrikdsl.program.told import told
from rubrikdsl.tables import Column
from rubrikdsl.tables import Table
from rubrikdsl.tables.drawn import draw_table
from rubrikdsl.workspace.problems import period_words
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Variant

SCHEMA = "plan-1"

REASONS = {
    "median": say("it takes a median of members", "memakai median dari anggota"),
    "quotient": say(
        "it folds over a value of members that is a quotient",
        "menggabungkan nilai anggota yang berupa hasil bagi",
    ),
    "text": say("it gives or compares a text of the record", "memberi atau membandingkan teks dari rekaman"),
    "set": say("it compares sets of different codes", "membandingkan himpunan dengan kode yang berbeda"),
    "weights": say("a weight is itself a quotient", "ada bobot yang berupa hasil bagi"),
}
"""Why a text has no program; `rubrikdsl.program.lower` names them."""

TITLES = (
    say("What a record says", "Isi rekaman"),
    say("What is computed", "Yang dihitung"),
    say("What it gives", "Hasilnya"),
)


WHOLE: Final = 10**6
"""Nothing is cut: what is long stands last, and goes on in the next line of a screen."""

SCREEN: Final = 80

SIGNS = (
    (
        "x0",
        say(
            "`x0`: what a record says, counted in units of `one is`",
            "`x0`: isi rekaman, dihitung dalam satuan di kolom `satu ialah`",
        ),
    ),
    (
        " ? ",
        say(
            "`v1 ? a : b` is a where v1 is yes (1), else b",
            "`v1 ? a : b` ialah a bila v1 ya (1), selain itu b",
        ),
    ),
    (
        " → ",
        say("`v1 → 4; ≥ 50: 3` is 4, and 3 from 50 on", "`v1 → 4; ≥ 50: 3` ialah 4, dan 3 mulai dari 50"),
    ),
    (
        "⌊",
        say(
            "`⌊a ÷ b⌋` is rounded down to a whole number",
            "`⌊a ÷ b⌋` dibulatkan ke bawah menjadi bilangan bulat",
        ),
    ),
    ("∧", say("`a ∧ b`: both hold", "`a ∧ b`: keduanya berlaku")),
    ("∨", say("`a ∨ b`: one of them holds, or both", "`a ∨ b`: salah satu berlaku, atau keduanya")),
    ("¬", say("`¬a`: a does not hold", "`¬a`: a tidak berlaku")),
)
"""Signs of operations, and how they are read."""


def page(variant: Variant, dated: Dated, language: Language) -> str:
    """The program of a text, or why it has none."""
    plan = variant.ready.plan
    days = period_words(dated.start, dated.end)
    lines = [f"{plan.name}  {plan.label}".rstrip()]
    lines += [say("in force {days}", "berlaku {days}", days=days).read(language)] if days != ".." else []
    lines += [titled(variant.choice)] if variant.choice else []
    found = _told(variant, language)
    if isinstance(found, Words):
        none = say(
            "scored by the reference interpreter alone: {reason}",
            "dinilai oleh penafsir acuan saja: {reason}",
            reason=found,
        )
        return "\n".join([*lines, "", none.read(language), ""])
    text = "\n".join(lines) + "\n"
    text += "".join("\n" + each for each in _tables(found, language))
    return f"{text}\n" + "".join(f"{line.read(language)}\n" for line in _below(found))


def _below(found: Told) -> Iterator[Words]:
    """How the tables are read, what takes how many bits, and what is not scored by them."""
    every = [each for one in _each(found) for each in (*one.inputs, *one.operations)]
    for sign, words in SIGNS:
        if any(sign in cell for row in every for cell in (row[0], row[-1])):
            yield words
    yield say("the largest number takes {bits} bits", "angka terbesar memerlukan {bits} bit", bits=found.bits)
    wide = [name if one is found else f"{one.name}.{name}" for one in _each(found) for name in one.wide]
    if wide:
        yield say(
            "beyond 64 bits: {names}; tables compute them as whole numbers of any length, which takes longer",
            "lebih dari 64 bit: {names}; tabel menghitungnya dengan bilangan bulat tanpa batas panjang, yang"
            " lebih lama",
            names=", ".join(wide),
        )
    if found.refer is not None:
        yield say(
            "a record for which {refer} holds is scored by itself, by the reference interpreter",
            "rekaman yang memenuhi {refer} dinilai tersendiri, oleh penafsir acuan",
            refer=found.refer,
        )
    yield say(
        "an answer outside its domain refuses its record, and the reason is told",
        "jawaban di luar daerahnya membuat rekamannya ditolak, dan alasannya disebut",
    )


def _each(found: Told) -> Iterator[Told]:
    """The tables of members, then those above them."""
    for inner in found.members:
        yield from _each(inner)
    yield found


def to_object(variant: Variant, dated: Dated) -> dict[str, object]:
    """The program of a text as JSON has it (`docs/schema/plan-1.md`)."""
    found = _told(variant, "en")
    return {
        "schema": SCHEMA,
        "rubric": variant.ready.name,
        "digest": variant.ready.digest,
        "from": None if dated.start is None else dated.start.isoformat(),
        "to": None if dated.end is None else dated.end.isoformat(),
        "readings": dict(variant.choice),
        "program": None if isinstance(found, Words) else _program(found),
        "reason": found.read("en") if isinstance(found, Words) else None,
    }


def _told(variant: Variant, language: Language) -> Told | Words:
    try:
        return told(lower(variant.ready.plan), variant.ready.name, language)
    except UnloweredError as unlowered:
        return REASONS[str(unlowered)]


def _tables(found: Told, language: Language) -> list[str]:
    parts: list[str] = []
    for inner in found.members:
        own = _tables(inner, language)
        of = say("For each of {name}", "Untuk setiap {name}", name=inner.name)
        parts.append(of.read(language) + "\n")
        parts += own
    heads = (INPUTS, OPERATIONS, RESULTS)
    rows = (found.inputs, found.operations, found.results)
    numbers = (("from", "to"), ("from", "to", "bits"), ())
    for title, head, each, right in zip(TITLES, heads, rows, numbers, strict=True):
        columns = tuple(Column(words.read(language)) for words in head)
        parts.append(_drawn(title.read(language), columns, each, [w.read("en") in right for w in head]))
    return parts


def _drawn(title: str, columns: tuple[Column, ...], rows: tuple[Row, ...], right: list[bool]) -> str:
    """The numbers are texts of digits, so that none is rounded; they stand at the right all the same."""
    rows = tuple(
        tuple(_grouped(cell) if turn else cell for cell, turn in zip(row, right, strict=True)) for row in rows
    )
    widths = [max([len(column.name), *(len(row[at]) for row in rows)]) for at, column in enumerate(columns)]
    padded = tuple(
        tuple(
            cell.rjust(width) if turn else cell for cell, width, turn in zip(row, widths, right, strict=True)
        )
        for row in rows
    )
    lines = draw_table(Table(title, columns, padded), Look(width=WHOLE)).splitlines()
    return "".join(f"{line[:SCREEN] if set(line) <= {'-', ' '} else line}\n" for line in lines)


def _grouped(digits: str) -> str:
    """`1 000 050`, from four digits on as everywhere."""
    return f"{int(digits):,}".replace(",", " ")


def _program(found: Told) -> dict[str, object]:
    keys = ("inputs", "operations", "results")
    heads = (INPUTS, OPERATIONS, RESULTS)
    tables = (found.inputs, found.operations, found.results)
    made: dict[str, object] = {"name": found.name, "bits": found.bits}
    for key, head, rows in zip(keys, heads, tables, strict=True):
        names = [words.read("en") for words in head]
        made[key] = [dict(zip(names, row, strict=True)) for row in rows]
    made["members"] = [_program(inner) for inner in found.members]
    return made
