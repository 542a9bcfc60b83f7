"""The report's own words, in both languages: titles, verdicts, who decided."""

from __future__ import annotations

from datetime import date

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import titled
from rubrikdsl.studies.verify.claims import Topic
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Way

TITLES: dict[Topic, Words] = {
    "complete": say("Every complete record is scored", "Setiap rekaman lengkap mendapat nilai"),
    "reach": say("Everything can happen", "Semuanya dapat terjadi"),
    "harm": say("A better answer does no harm", "Jawaban yang lebih baik tidak merugikan"),
    "weights": say("Weights", "Bobot"),
    "compensation": say("What makes up for what", "Apa yang dapat menutupi apa"),
    "gaming": say("What can be gained without merit", "Keuntungan tanpa perbaikan"),
    "assert": say("The author's own properties", "Sifat yang ditetapkan penyusun"),
}

VERDICTS: dict[Verdict, Words] = {
    "proved": say("proved", "terbukti"),
    "refuted": say("refuted", "terbantah"),
    "undecided": say("not decided", "belum diputus"),
}

WAYS: dict[Way, Words] = {
    "structure": say("structure", "bentuk aturan"),
    "interval": say("interval", "selang"),
    "integer": say("integer", "bilangan bulat"),
    "enumeration": say("enumeration", "semua kasus"),
    "record": say("record", "rekaman"),
    "solver": say("linear conditions", "syarat linear"),
}

GIVES = say("gives", "hasil")
NO_VALUE = say("no value", "tidak ada nilai")
YES = say("yes", "ya")
NO = say("no", "tidak")
NOT_REQUIRED = say("told only: it fails nothing", "hanya diberitahukan: tidak menggagalkan apa pun")


def days(start: date | None, end: date | None) -> Words | None:
    """The days of an edition; None where it is in force on all days."""
    if start is None and end is None:
        return None
    text = f"{'' if start is None else start.isoformat()} .. {'' if end is None else end.isoformat()}".strip()
    return say("in force {days}", "berlaku {days}", days=text)


def readings(choice: Choice) -> Words | None:
    """The readings chosen; None where none is open."""
    if not choice:
        return None
    return say("reading {choice}", "tafsir {choice}", choice=titled(choice))


def summed(proved: int, refuted: int, undecided: int) -> Words:
    """How many claims became what."""
    count = proved + refuted + undecided
    return say(
        "{all} claim{s}: {proved} proved, {refuted} refuted, {undecided} not decided",
        "{all} pernyataan: {proved} terbukti, {refuted} terbantah, {undecided} belum diputus",
        all=count,
        s="" if count == 1 else "s",
        proved=proved,
        refuted=refuted,
        undecided=undecided,
    )
