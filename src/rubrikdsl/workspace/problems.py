"""All wording of the workspace: files that cannot be opened, limits, examples that fail."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Label
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import titled
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.exact import fixed
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type

if TYPE_CHECKING:
    from rubrikdsl.source import Place
    from rubrikdsl.syntax import tree
    from rubrikdsl.versions.law import Period
    from rubrikdsl.workspace.examples import Comparison
    from rubrikdsl.workspace.shelf import Dated
    from rubrikdsl.workspace.shelf import Offer
    from rubrikdsl.workspace.shelf import Variant

NOT_FOUND = say("there is no such file", "berkas ini tidak ada")
NO_FOLDER = say("there is no such folder", "folder tujuannya tidak ada")
NO_ACCESS = say("access denied", "akses ditolak")
IS_FOLDER = say("this is a folder", "ini sebuah folder")
NO_DATA = say(
    "this folder has no data file (.csv, .tsv, .json, .toml, .xlsx, .parquet, .arrow)",
    "folder ini tidak memuat berkas data (.csv, .tsv, .json, .toml, .xlsx, .parquet, .arrow)",
)
NO_MATCH = say("no file matches this pattern", "tidak ada berkas yang cocok dengan pola ini")
IS_NO_FOLDER = say("a part of its path is not a folder", "ada bagian jalurnya yang bukan folder")
IS_FULL = say("no space left", "ruang penyimpanan habis")
TOO_LONG = say("larger than a file may be here", "lebih besar daripada yang diizinkan untuk berkas di sini")
READ_ONLY = say("this place is read-only", "tempat ini hanya dapat dibaca")
IS_CLOSED = say("standard input is closed", "masukan baku tertutup")
IS_OFFICE = say(
    "this is a document of Word, Excel or PDF; copy its text into a plain text file (UTF-8)",
    "ini dokumen Word, Excel, atau PDF; salin teksnya ke berkas teks biasa (UTF-8)",
)
IS_UTF16 = say(
    "this text is UTF-16 (`Unicode` in some editors); save the file as UTF-8",
    "teks ini UTF-16 (`Unicode` pada sebagian editor); simpan berkasnya sebagai UTF-8",
)
TABLES = say("scoring a table", "penilaian tabel")
BAD_NAME = say("this cannot be the name of a file", "ini tidak dapat menjadi nama berkas")


def rows_apart(file: str, row: int, record: str, column: str) -> tuple[Words, Words]:
    """Rows of a record that stand apart in data that are read part by part."""
    return (
        say(
            "{file}:{row}: `{record}` had rows further above, with others between",
            "{file}:{row}: `{record}` sudah punya baris di atas, dengan baris lain di antaranya",
            file=file,
            row=row,
            record=record,
        ),
        say(
            "sort the data by `{column}`, or let them be read at once: `--limit rows=…` and `--limit data=…`",
            "urutkan data menurut `{column}`, atau baca sekaligus: `--limit rows=…` dan `--limit data=…`",
            column=column,
        ),
    )


def several_formats(suffixes: Sequence[str], pattern: str) -> Words:
    """A folder with data files of several formats: which of them are meant?"""
    return say(
        "this folder has data files of several formats ({found}); name those that are meant, such as"
        " `{pattern}`",
        "folder ini memuat berkas data berbagai format ({found}); sebutkan yang dimaksud, misalnya"
        " `{pattern}`",
        found=", ".join(suffixes),
        pattern=pattern,
    )


def assumed_below(record: str, path: str, above: str) -> Problem:
    """An answer assumed below a node that the record gives, which would never be read."""
    return Problem(
        "given-twice",
        "error",
        say(
            "`{path}` cannot be assumed: the record gives `{above}` in place of what lies below it",
            "`{path}` tidak dapat diandaikan: rekaman menyatakan `{above}` sebagai ganti isinya",
            path=path,
            above=above,
        ),
        record=record,
        column=path,
        helps=(
            say(
                "assume `{above}` itself, or take a record that answers what lies below it",
                "andaikan `{above}` sendiri, atau pakai rekaman yang menjawab isinya",
                above=above,
            ),
        ),
    )


def no_such_member(record: str, member: str, known: Sequence[str]) -> Problem:
    """An answer assumed of a member that the record does not have."""
    meant = nearest(member, known)
    return Problem(
        "unknown-name",
        "error",
        say("it has no member `{member}`", "tidak ada anggota `{member}` di dalamnya", member=member),
        record=record,
        helps=()
        if meant is None
        else (say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant),),
    )


def other_reason(detail: str) -> Words:
    """A reason that the operating system words itself."""
    return say("{detail}", "{detail}", detail=detail)


def not_utf8(line: int, byte: int) -> Words:
    """The text is in another encoding."""
    return say(
        "line {line} is not UTF-8 (byte {byte}); save the file as UTF-8",
        "baris {line} bukan UTF-8 (bita {byte}); simpan berkasnya sebagai UTF-8",
        line=line,
        byte=f"0x{byte:02x}",
    )


def too_large(limit: int) -> Words:
    """A data file above the limit."""
    return say(
        "larger than {limit} bytes; raise the limit with `--limit data=N`",
        "lebih besar dari {limit} bita; naikkan batasnya dengan `--limit data=N`",
        limit=limit,
    )


def not_a_day(name: str, tail: str) -> Words:
    """`unit.rubrik@2025`: what stands after the `@` is no date."""
    return say(
        "`{tail}` after the `@` is no date; write it as in `{name}@2025-01-31`",
        "`{tail}` sesudah `@` bukan tanggal; tulis seperti `{name}@2025-01-31`",
        tail=tail,
        name=name,
    )


def no_rubric_called(name: str, known: tuple[str, ...]) -> Words:
    """Neither a file nor a rubric of the stock library."""
    meant = nearest(name, known)
    if meant:
        return say(
            "neither a file nor a stock rubric; did you mean `{meant}`?",
            "bukan berkas dan bukan rubrik bawaan; mungkin maksudnya `{meant}`?",
            meant=meant,
        )
    return say("neither a file nor a stock rubric", "bukan berkas dan bukan rubrik bawaan")


def period_words(start: date | None, end: date | None) -> str:
    """A stretch of days as a rubric writes it; nothing where it is open on both sides.

    >>> period_words(date(2022, 1, 1), None), period_words(date(2022, 1, 1), date(2024, 12, 31))
    ('2022-01-01 ..', '2022-01-01 .. 2024-12-31')
    """
    ends = [start.isoformat() if start else "", "..", end.isoformat() if end else ""]
    return " ".join(part for part in ends if part)


def _editions(offer: Offer) -> str:
    """The editions of a rubric, as days."""
    shown = [period_words(one.start, one.end) or ".." for one in offer.usable]
    return "; ".join(shown[:MOST_SHOWN]) + ("; …" if len(shown) > MOST_SHOWN else "")


MOST_SHOWN = 12
"""Editions that one sentence lists."""


def no_date(text: str) -> Words:
    """A day from Python that is none."""
    return say(
        "`{text}` is not a date such as 2024-12-31", "`{text}` bukan tanggal seperti 2024-12-31", text=text
    )


def two_days(named: date, on: date) -> Words:
    """`NAME@DATE` and another day."""
    return say(
        "two days: {named} and {on}; give only one",
        "dua tanggal: {named} dan {on}; sebutkan salah satu saja",
        named=named.isoformat(),
        on=on.isoformat(),
    )


def several_editions(offer: Offer) -> tuple[Words, Words]:
    """A rubric that changes over time, and no day."""
    if not offer.usable:
        return no_days(offer)
    return (
        say(
            "`{name}` has {n} editions, and no day says which",
            "`{name}` punya {n} edisi, dan belum ada tanggal yang menentukan",
            name=offer.name,
            n=len(offer.usable),
        ),
        say(
            "give a day, as in `RUBRIC@{day}` or `--on {day}`; the editions: {editions}",
            "beri tanggal, misalnya `RUBRIK@{day}` atau `--on {day}`; edisinya: {editions}",
            day=(offer.usable[-1].start or offer.usable[0].end or date.min).isoformat(),
            editions=_editions(offer),
        ),
    )


def no_days(offer: Offer) -> tuple[Words, Words]:
    """A rubric that has no text on any day."""
    return (
        say("`{name}` is never in force", "`{name}` tidak pernah berlaku", name=offer.name),
        say("look at its lines `valid`", "periksa baris `berlaku`-nya"),
    )


def no_edition(offer: Offer, day: date) -> tuple[Words, Words]:
    """A day on which a rubric, or one that it collects, is not in force."""
    lacking = next((one.lacking for one in offer.dated if day in one and one.lacking), None)
    return (
        say(
            "`{name}` is not in force on {day}",
            "`{name}` tidak berlaku pada {day}",
            name=lacking or offer.name,
            day=day.isoformat(),
        ),
        say("the editions: {editions}", "edisinya: {editions}", editions=_editions(offer))
        if offer.usable
        else say(
            "there is no text on any day; look at `valid`, `issued` and `--known`",
            "tidak ada teksnya pada hari mana pun; periksa `berlaku`, `ditetapkan`, dan `--known`",
        ),
    )


def unknown_reading(text: str, names: tuple[str, ...], known: tuple[str, ...]) -> tuple[Words, Words]:
    """A reading that the text of the day does not have."""
    meant = nearest(text, (*names, *known))
    message = say("there is no reading `{text}`", "tidak ada tafsir `{text}`", text=text)
    if not known:
        return message, say("nothing is left open here", "tidak ada yang perlu ditafsirkan di sini")
    if meant:
        return message, say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant)
    return message, say("the readings: {all}", "tafsirnya: {all}", all=", ".join(known))


def reading_unclear(text: str, known: tuple[str, ...]) -> tuple[Words, Words]:
    """A name that several ambiguities have a reading of."""
    return (
        say("several readings are called `{text}`", "ada beberapa tafsir bernama `{text}`", text=text),
        say("write one of: {all}", "tulis salah satu: {all}", all=", ".join(known)),
    )


def reading_twice(ambiguity: str, one: str, other: str) -> tuple[Words, Words | None]:
    """Two readings of one ambiguity."""
    return (
        say(
            "`{ambiguity}` cannot be read as `{one}` and as `{other}`",
            "`{ambiguity}` tidak dapat ditafsirkan sebagai `{one}` sekaligus `{other}`",
            ambiguity=ambiguity,
            one=one,
            other=other,
        ),
        say("choose one of them", "pilih salah satu"),
    )


def choose_reading(rubric: str, variants: Sequence[Variant]) -> tuple[Words, Words]:
    """A rubric that leaves something open, where one text is needed."""
    pairs = dict.fromkeys(pair for variant in variants for pair in variant.choice)
    names = dict.fromkeys(name for name, _ in pairs)
    return (
        say(
            "`{rubric}` leaves open how `{names}` is read",
            "`{rubric}` belum menentukan tafsir `{names}`",
            rubric=rubric,
            names="`, `".join(names),
        ),
        say(
            "write the one that is meant after the name, as in `{rubric}@2025-01-01+{first}`: {all}",
            "tulis yang dimaksud sesudah namanya, seperti `{rubric}@2025-01-01+{first}`: {all}",
            rubric=rubric,
            first=".".join(next(iter(pairs))),
            all=", ".join(map(".".join, pairs)),
        ),
    )


def too_many_readings(one: Dated) -> tuple[Words, Words]:
    """More combinations of readings than are computed."""
    return (
        say(
            "more combinations of readings than can be computed",
            "kombinasi tafsir terlalu banyak untuk dihitung semuanya",
        ),
        say(
            "choose with `--reading`: {all}",
            "pilih dengan `--reading`: {all}",
            all=", ".join(one.open),
        ),
    )


def day_missing() -> Problem:
    """A record without a day."""
    return Problem(
        "day-unclear",
        "error",
        say("no day says which edition applies", "tidak ada tanggal yang menentukan edisinya"),
        helps=(
            say(
                "write the day of the assessment: `2024-12-31`",
                "tulis tanggal penilaiannya: `2024-12-31`",
            ),
        ),
    )


def days_differ(found: str) -> Problem:
    """Units of one record with different days."""
    return Problem(
        "day-unclear",
        "error",
        say("the units of one record have several days", "unit dalam satu rekaman punya beberapa tanggal"),
        value=found,
        helps=(say("give all of them one day", "samakan tanggalnya"),),
    )


def day_without_edition(message: Words, help: Words | None, text: str) -> Problem:
    """A record whose day has no text."""
    helps = () if help is None else (help,)
    return Problem("no-edition", "error", message, value=text, helps=helps)


def same_days(finding: Diagnostic) -> Diagnostic:
    """Two rubrics of one name and file: they may also follow each other."""
    help = say(
        "or let one end before the other begins: `valid 2022-01-01 .. 2024-12-31`",
        "atau akhiri yang satu sebelum yang lain mulai: `berlaku 2022-01-01 .. 2024-12-31`",
    )
    return replace(finding, helps=(*finding.helps, help))


def many_readings(place: Place, most: int) -> Diagnostic:
    """More combinations of readings than are looked at."""
    return Diagnostic(
        "many-readings",
        "warning",
        say(
            "only {most} combinations of readings are checked",
            "hanya {most} kombinasi tafsir yang diperiksa",
            most=most,
        ),
        Label(place, say("more combinations here", "ada lebih banyak kombinasi di sini")),
        helps=(
            say(
                "scoring asks for a choice (`--reading`); settle what can be settled",
                "penilaian meminta pilihan (`--reading`); tentukan yang sudah pasti",
            ),
        ),
    )


def in_texts(finding: Diagnostic, period: Period | None, choice: Choice) -> Diagnostic:
    """A finding with the days (None: all) and the readings (none: all) that it is about."""
    notes = []
    if period is not None:
        days = period_words(period.start, period.end)
        notes.append(say("in the text of {days}", "pada naskah {days}", days=days))
    if choice:
        notes.append(say("under `{reading}`", "menurut tafsir `{reading}`", reading=titled(choice)))
    return replace(finding, notes=(*finding.notes, *notes)) if notes else finding


def example_outside(name: str, written: tree.Example, day: date | None) -> Diagnostic:
    """An example whose day has no text of its rubric."""
    shown = "" if day is None else day.isoformat()
    place = written.title.place if written.on is None else written.on.place
    return Diagnostic(
        "example-outside",
        "error",
        say("`{name}` is not in force on {day}", "`{name}` tidak berlaku pada {day}", name=name, day=shown)
        if day
        else say("`{name}` is never in force as known here", "`{name}` tidak pernah berlaku", name=name),
        Label(place, say("no text on this day", "tidak ada naskah pada hari ini")),
        notes=(
            say(
                "an example is run under the law that was known when its instrument was issued",
                "contoh dijalankan menurut aturan yang diketahui saat naskahnya ditetapkan",
            ),
        ),
        helps=(
            say(
                "write a day on which it is in force after `on`",
                "tulis hari saat rubrik berlaku setelah `pada`",
            ),
        ),
    )


def example_fails(title: str, comparison: Comparison) -> Diagnostic:
    """An `expect` that does not hold."""
    wanted = value_words(comparison.wanted, comparison.type)
    notes = [say("in the example “{title}”", "dalam contoh “{title}”", title=title), *_why_open(comparison)]
    difference = comparison.difference
    if difference is not None:
        sign = "+" if difference > 0 else "-"
        notes.append(
            say(
                "the difference is {sign}{size}",
                "selisihnya {sign}{size}",
                sign=sign,
                size=value_words(abs(difference), comparison.type),
            )
        )
    return Diagnostic(
        "example-fails",
        "error",
        _finds(comparison, wanted),
        Label(comparison.place, say("expected {wanted}", "diharapkan {wanted}", wanted=wanted)),
        tuple(Label(reason.clause.place, reason.part) for reason in comparison.deciding),
        tuple(notes),
    )


def example_breaks(title: str, place: Place, assertion: ir.Assertion, clause: Place) -> Diagnostic:
    """An example whose record does not keep what the rubric's author asserts."""
    return Diagnostic(
        "example-breaks-assertion",
        "error",
        say(
            "this example breaks what the rubric asserts",
            "contoh ini melanggar yang dipastikan rubrik",
        ),
        Label(place, say("the example “{title}”", "contoh “{title}”", title=title)),
        (Label(clause, say("does not hold for it", "tidak terpenuhi olehnya")),),
        (say("asserted: `{text}`", "yang dipastikan: `{text}`", text=assertion.text),),
        (
            say(
                "correct the example, the rubric, or what is asserted with `assert`",
                "perbaiki contohnya, rubriknya, atau yang dipastikan dengan `pastikan`",
            ),
        ),
    )


APPLIES = say("this limit applies", "batasan ini berlaku")
DECIDES = say("this row decides", "baris ini menentukan")
FAILS = say("this does not hold", "syarat ini tidak terpenuhi")
FULFILLED = say("this holds", "syarat ini terpenuhi")


def holds(value: Value, type: Type) -> Words:
    """The row of a table that was taken."""
    return say("{value} is here", "{value} ada di sini", value=value_words(value, type))


def adds(points: Fraction) -> Words:
    """What a part adds to a number."""
    if points < 0:
        return say("takes {n}", "mengurangi {n}", n=-points)
    return say("adds {n}", "menambah {n}", n=points)


def rounds(amount: Fraction) -> Words:
    """What a rounding changes."""
    if amount < 0:
        return say("rounding takes {n}", "pembulatan mengurangi {n}", n=-amount)
    return say("rounding adds {n}", "pembulatan menambah {n}", n=amount)


def _finds(comparison: Comparison, wanted: Words) -> Words:
    """What was found in place of what was wanted."""
    text = comparison.text
    match comparison.found:
        case Silence():
            return say(
                "`{text}` is not applicable, not {wanted}",
                "`{text}` tidak berlaku, bukan {wanted}",
                text=text,
                wanted=wanted,
            )
        case Missing():
            return say(
                "`{text}` is not final, expected {wanted}",
                "`{text}` belum final, diharapkan {wanted}",
                text=text,
                wanted=wanted,
            )
        case Fault():
            return say(
                "`{text}` cannot be scored, expected {wanted}",
                "`{text}` tidak dapat dinilai, diharapkan {wanted}",
                text=text,
                wanted=wanted,
            )
        case value if comparison.wanted is NOT_APPLICABLE:
            return say(
                "`{text}` applies and is {found}",
                "`{text}` berlaku dan bernilai {found}",
                text=text,
                found=value_words(value, comparison.type),
            )
        case value:
            return say(
                "`{text}` is {found}, not {wanted}",
                "`{text}` bernilai {found}, bukan {wanted}",
                text=text,
                found=value_words(value, comparison.type),
                wanted=wanted,
            )


def _why_open(comparison: Comparison) -> Iterator[Words]:
    """What a value that is not final waits for, or why it cannot be scored."""
    match comparison.found:
        case Missing(waiting):
            shown = ", ".join(f"`{path}`" for path in sorted(waiting)[:5])
            yield say("it waits for {paths}", "yang ditunggu: {paths}", paths=shown)
        case Fault(faults):
            yield from (fault.message for fault in faults)
        case _:
            return


def value_words(value: Value | Silence, type: Type) -> Words:
    """A value as the author writes it."""
    match value:
        case Silence():
            return say("not applicable", "tidak berlaku")
        case bool():
            return say("yes", "ya") if value else say("no", "tidak")
        case Fraction() if type.kind == "share":
            return say("{n}%", "{n}%", n=value * 100)
        case Fraction():
            return say("{n}", "{n}", n=value)
        case date():
            return say("{day}", "{day}", day=value.isoformat())
        case frozenset():
            return say("{all}", "{all}", all=f"({', '.join(sorted(value))})")
        case str():
            return say("{text}", "{text}", text=value)


def choose_rubric(file: str, wanted: str | None, names: tuple[str, ...]) -> Words:
    """A file in which the rubric asked for is not, or in which one must be chosen."""
    held = ", ".join(names)
    if wanted is not None:
        return say(
            "{file} has no rubric `{wanted}`; it holds: {held}",
            "{file} tidak memuat rubrik `{wanted}`; isinya: {held}",
            file=file,
            wanted=wanted,
            held=held,
        )
    return say(
        "{file} holds {n} rubrics; name one: {held}",
        "{file} memuat {n} rubrik; sebutkan salah satu: {held}",
        file=file,
        n=len(names),
        held=held,
    )


def choose_ranking(rubric: str, wanted: str | None, names: tuple[str, ...]) -> Words:
    """A ranking that a rubric does not have, or one of several that must be chosen."""
    held = ", ".join(names) or "-"
    if wanted is not None:
        return say(
            "{rubric} has no ranking `{wanted}`; its rankings: {held}",
            "{rubric} tidak punya peringkat `{wanted}`; peringkatnya: {held}",
            rubric=rubric,
            wanted=wanted,
            held=held,
        )
    return say(
        "name one ranking of {rubric}: {held}",
        "sebutkan satu peringkat dari {rubric}: {held}",
        rubric=rubric,
        held=held,
    )


# Why no examples are written


def unwritten_elsewhere(file: str) -> Words:
    """A text that another file made."""
    return say(
        "{file} made this text: its examples belong there, so test that file",
        "teks ini dibuat oleh {file}: contohnya ditulis di sana, jadi ujilah berkas itu",
        file=file,
    )


def unwritten_readings() -> Words:
    """A text under several readings at once."""
    return say(
        "it stands under several readings at once, and an example belongs to one reading or to all",
        "teks ini memakai beberapa tafsir sekaligus, sedangkan contoh milik satu tafsir atau semuanya",
    )


def unwritten_open(ambiguity: str) -> Words:
    """A reading that another instrument than the last one offers."""
    return say(
        "what `{name}` leaves open stands in an earlier instrument than its last change",
        "ketidakjelasan `{name}` tertulis dalam naskah yang lebih awal daripada perubahan terakhirnya",
        name=ambiguity,
    )


def unwritten_unsound() -> Words:
    """Examples that do not hold where they would be written."""
    return say(
        "examples written here would not run on this text",
        "contoh yang ditulis di sini tidak akan dijalankan pada teks ini",
    )


def scored_singly(rows: int, of: int) -> Words:
    """Rows of a table that were scored one by one."""
    return say(
        "{rows} of {of} rows ({share} %) were scored one by one, by the reference interpreter",
        "{rows} dari {of} baris ({share} %) dinilai satu per satu oleh penafsir acuan",
        rows=rows,
        of=of,
        share=fixed(Fraction(100 * rows, of), 1),
    )
