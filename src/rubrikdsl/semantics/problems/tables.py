"""Findings about band tables, limits, outcomes and validity."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.source import Place

# Bands and outcomes


def no_code_column(name: str, place: Place) -> Diagnostic:
    """A band table without codes."""
    return finding(
        "band-code",
        say("the bands `{n}` have no column `code`", "rentang `{n}` tidak punya kolom `kode`", n=name),
        place,
        say("codes are missing", "kodenya tidak ada"),
        helps=[say("begin the header with `range  code`", "mulai kepala tabel dengan `interval  kode`")],
    )


def no_bands(name: str, place: Place) -> Diagnostic:
    """A band table without rows."""
    return finding(
        "nothing-listed",
        say("the bands `{n}` have no rows", "rentang `{n}` tidak punya baris", n=name),
        place,
        say("rows are missing", "barisnya tidak ada"),
    )


def bad_code(text: str, place: Place) -> Diagnostic:
    """A cell that is no code."""
    return finding(
        "band-code",
        say("`{t}` is no code of a band", "`{t}` bukan kode rentang", t=text),
        place,
        say("a code is needed", "perlu kode"),
        helps=[say('write a name, or quote it: `"A-"`', 'tulis nama, atau beri kutip: `"A-"`')],
    )


def mixed_column(name: str, place: Place) -> Diagnostic:
    """A column with values of several types."""
    return finding(
        "mixed-column",
        say(
            "the column `{n}` holds several kinds of value", "kolom `{n}` berisi beberapa jenis nilai", n=name
        ),
        place,
        say("names, numbers, or yes and no?", "nama, bilangan, atau ya/tidak?"),
        helps=[say("use one kind in every row", "pakai satu jenis pada setiap baris")],
    )


def limit_reads_itself(bands: str, place: Place) -> Diagnostic:
    """A limit whose condition reads the class that it changes."""
    return finding(
        "limit-reads-itself",
        say(
            "this limit reads the class `{b}` that it changes",
            "batas ini membaca kelas `{b}` yang diubahnya",
            b=bands,
        ),
        place,
        say("changed by this line", "diubah oleh baris ini"),
        helps=[say("ask for the score that is classified instead", "tanyakan skor yang dikelompokkan")],
    )


def no_requirements(name: str, place: Place) -> Diagnostic:
    """An outcome that asks nothing."""
    return finding(
        "nothing-listed",
        say("the outcome `{n}` requires nothing", "hasil `{n}` tidak mensyaratkan apa pun", n=name),
        place,
        say("always holds", "selalu terpenuhi"),
        helps=[say("add a line `requires …`", "tambahkan baris `syarat …`")],
    )


def valid_reversed(place: Place) -> Diagnostic:
    """A validity that ends before it starts."""
    return finding(
        "bad-range",
        say("the validity ends before it starts", "masa berlaku berakhir sebelum mulai"),
        place,
        say("upside down", "terbalik"),
    )
