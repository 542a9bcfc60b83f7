"""Findings about decisions: cases that no row takes, or several, and rows that take none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.plan.decided import Box
from rubrikdsl.source import Place


def case_words(box: Box, columns: Sequence[tuple[str, bool]]) -> Words:
    """A case in the author's words: the columns that matter, with values; `columns`: name, share or not."""
    said = say("", "")
    for at, (kind, value) in box.items():
        name, share = columns[at]
        match value:
            case _ if kind == "missing":
                word = say("missing", "kosong")
            case bool():
                word = say("yes", "ya") if value else say("no", "tidak")
            case Fraction():
                word = amount_words(value, share)
            case _:
                word = say("{v}", "{v}", v=str(value))
        one = say("{n} {w}", "{n} {w}", n=name, w=word)
        said = say("{a}, {b}", "{a}, {b}", a=said, b=one) if said.en else one
    return said


def amount_words(value: Fraction, share: bool) -> Words:
    """A number or a share as a rubric writes it."""
    sign = "%" if share else ""
    return say("{n}" + sign, "{n}" + sign, n=value * 100 if share else value)


def _short(specific: Words, general: Words) -> Words:
    """The specific message where it is short enough in both languages."""
    return specific if max(len(specific.read("en")), len(specific.read("id"))) <= 72 else general


def decision_gap(
    name: str, place: Place, boxes: Sequence[Box], columns: Sequence[tuple[str, bool]]
) -> Diagnostic:
    """A decision without a row for some case; `boxes` are such cases, none where that cannot be told."""
    general = say("`{n}` leaves a case without a row", "`{n}` menyisakan kasus tanpa baris", n=name)
    cases = [case_words(box, columns) for box in boxes]
    helps = (
        say(
            "add a row for it, or a last line `otherwise -> …`",
            "tambahkan barisnya, atau baris terakhir `selainnya -> …`",
        ),
    )
    if not cases or not boxes[0]:
        message = (
            general
            if cases
            else say(
                "whether `{n}` covers every case cannot be told",
                "tidak dapat dipastikan `{n}` mencakup semua kasus",
                n=name,
            )
        )
        label = say("some case may be left out", "mungkin ada kasus terlewat")
        return Diagnostic("decision-gap", "error", message, Label(place, label), (), (), helps)
    first, *others = cases
    message = _short(
        say("no row of `{n}` takes {c}", "tidak ada baris `{n}` untuk {c}", n=name, c=first), general
    )
    notes = [] if message is not general else [say("no row takes: {c}", "tanpa baris: {c}", c=first)]
    notes += [say("nor: {c}", "juga: {c}", c=other) for other in others]
    label = say("a case is left out", "ada kasus yang terlewat")
    return Diagnostic("decision-gap", "error", message, Label(place, label), (), tuple(notes), helps)


def decision_overlap(
    name: str, places: tuple[Place, Place], box: Box, columns: Sequence[tuple[str, bool]]
) -> Diagnostic:
    """Two rows of a decision that take the same case."""
    case = case_words(box, columns)
    general = say("two rows of `{n}` take the same case", "dua baris `{n}` mengambil kasus yang sama", n=name)
    message = general
    if box:
        message = _short(
            say("two rows of `{n}` take {c}", "dua baris `{n}` mengambil {c}", n=name, c=case), general
        )
    notes = (say("both take: {c}", "keduanya mengambil: {c}", c=case),) if box and message is general else ()
    return Diagnostic(
        "decision-overlap",
        "error",
        message,
        Label(places[1], say("takes it too", "mengambilnya juga")),
        (Label(places[0], say("takes it", "mengambilnya")),),
        notes,
        (
            say(
                "narrow one of the rows, or write `first match` after the name",
                "persempit salah satunya, atau tulis `cocok pertama` setelah nama",
            ),
        ),
    )


def idle_row(place: Place, first: bool) -> Diagnostic:
    """A row of a decision that no case reaches."""
    note = say(
        "rows are read from the top; the first that holds decides",
        "baris dibaca dari atas; yang pertama terpenuhi menentukan",
    )
    return Diagnostic(
        "unreachable",
        "warning",
        say("no case reaches this row", "tidak ada kasus yang sampai ke baris ini"),
        Label(place, say("nothing is left for it", "tak ada yang tersisa untuknya")),
        (),
        (note,) if first else (),
        (say("correct this row, or drop it", "perbaiki baris ini, atau hapus"),),
    )
