"""All wording of the workspace: files that cannot be opened, limits, examples that fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Label
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type

if TYPE_CHECKING:
    from rubrikdsl.workspace.examples import Comparison

NOT_FOUND = say("there is no such file", "berkas ini tidak ada")
NO_ACCESS = say("access denied", "akses ditolak")
IS_FOLDER = say("this is a folder", "ini sebuah folder")
IS_NO_FOLDER = say("a part of its path is not a folder", "ada bagian jalurnya yang bukan folder")
IS_FULL = say("no space left", "ruang penyimpanan habis")
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
BAD_NAME = say("this cannot be the name of a file", "ini tidak dapat menjadi nama berkas")


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


def not_in_force(name: str, start: date | None, end: date | None, day: date) -> Words:
    """A rubric asked for on a day outside its period."""
    return say(
        "`{name}` is valid {start} .. {end}, not on {day}",
        "`{name}` berlaku {start} .. {end}, tidak pada {day}",
        name=name,
        start=start.isoformat() if start else "",
        end=end.isoformat() if end else "",
        day=day.isoformat(),
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
