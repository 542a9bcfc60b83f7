"""All wording of coverage, English and Indonesian side by side."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Type
from rubrikdsl.studies.coverage.model import Group

GROUPS: dict[Group, Words] = {
    "bands": say("bands", "rentang"),
    "edges": say("edges, both sides", "batas, kedua sisi"),
    "rows": say("decision rows", "baris keputusan"),
    "limits": say("limits", "batasan"),
    "gates": say("gates", "hasil"),
    "requirements": say("requirements", "syarat"),
    "adjustments": say("adjustments", "penyesuaian"),
    "options": say("options", "pilihan"),
    "bins": say("bins", "rentang jawaban"),
    "items": say("checklist items", "butir daftar periksa"),
    "ladders": say("ladder steps", "anak tangga"),
    "cases": say("cases", "kasus"),
    "applicability": say("not applicable", "tidak berlaku"),
    "collections": say("members kept", "anggota yang dihitung"),
    "editions": say("editions", "edisi"),
    "readings": say("readings", "tafsiran"),
}

UNTRIED = say("not exercised:", "belum dicoba:")


def number(value: Fraction, type: Type) -> Words:
    """A number as the author writes it."""
    if type.kind == "share":
        return say("{n}%", "{n}%", n=value * 100)
    return say("{n}", "{n}", n=value)


def row(found: Row, type: Type) -> Words:
    """A row of a table."""
    match found.key:
        case Interval() as interval:
            return say(
                "{value} ({range})", "{value} ({range})", value=_value(found), range=_range(interval, type)
            )
        case codes:
            return say("{codes}", "{codes}", codes=", ".join(sorted(codes)))


def edge(end: Fraction, found: Row, type: Type, *, lower: bool) -> Words:
    """The last value of a row before the next."""
    if lower:
        return say(
            "{n}, the least of {row}",
            "{n}, terendah untuk {row}",
            n=number(end, type),
            row=_value(found),
        )
    return say(
        "{n}, the most of {row}",
        "{n}, tertinggi untuk {row}",
        n=number(end, type),
        row=_value(found),
    )


def _value(found: Row) -> Words:
    value = found.value
    return say("{v}", "{v}", v=value if isinstance(value, (str, Fraction)) else str(value))


def _range(interval: Interval, type: Type) -> Words:
    low = say("all", "semua") if interval.low is None else number(interval.low, type)
    high = low if interval.high is None else number(interval.high, type)
    if interval.low is None and interval.high is None:
        return low
    if interval.low is None:
        if interval.high_open:
            return say("below {n}", "di bawah {n}", n=high)
        return say("up to {n}", "sampai {n}", n=high)
    if interval.low == interval.high:
        return low
    if interval.high is None:
        return (
            say("above {n}", "di atas {n}", n=low)
            if interval.low_open
            else say("from {n}", "mulai {n}", n=low)
        )
    if interval.low_open:
        return say("above {a} .. {b}", "di atas {a} .. {b}", a=low, b=high)
    if interval.high_open:
        return say("{a} to below {b}", "{a} sampai di bawah {b}", a=low, b=high)
    return say("{a} .. {b}", "{a} .. {b}", a=low, b=high)


def limit(name: str, code: str) -> Words:
    """A limit or a raise."""
    return say("limit of {name} to {code}", "batasan {name} ke {code}", name=name, code=code)


def adjustment(kind: Literal["bonus", "penalty", "cap", "floor", "scale"], title: str) -> Words:
    """An adjustment of a node."""
    named = {
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "cap": say("cap", "batas atas"),
        "floor": say("floor", "batas bawah"),
        "scale": say("scaling", "penskalaan"),
    }[kind]
    return say("{kind} “{title}”", "{kind} “{title}”", kind=named, title=title) if title else named


def acts(subject: Words) -> Words:
    """It changes something."""
    return say("{it} acts", "{it} bekerja", it=subject)


def does_not_act(subject: Words) -> Words:
    """It changes nothing."""
    return say("{it} does not act", "{it} tidak bekerja", it=subject)


def decision_row(title: str, code: str) -> Words:
    """A row of a decision."""
    return say("row `{row}`", "baris `{row}`", row=title or code)


def gate_held() -> Words:
    """An outcome that holds."""
    return say("fulfilled", "terpenuhi")


def gate_failed() -> Words:
    """An outcome that does not."""
    return say("not fulfilled", "tidak terpenuhi")


def held(text: str) -> Words:
    """A requirement that holds."""
    return say("`{text}` holds", "`{text}` terpenuhi", text=text)


def failed(text: str) -> Words:
    """A requirement that does not."""
    return say("`{text}` fails", "`{text}` tidak terpenuhi", text=text)


def answered(label: str, code: str) -> Words:
    """An option that is answered."""
    return say("{label}: {code}", "{label}: {code}", label=label, code=code)


def item(label: str, truth: bool) -> Words:
    """An item of a checklist, held or not."""
    if truth:
        return say("{label}: yes", "{label}: ya", label=label)
    return say("{label}: no", "{label}: tidak", label=label)


def skipped(label: str) -> Words:
    """Something that is not applicable."""
    return say("{label}: not applicable", "{label}: tidak berlaku", label=label)


def applies(label: str) -> Words:
    """Something that may be not applicable, and is."""
    return say("{label}: applicable", "{label}: berlaku", label=label)


def level(label: str, steps: int) -> Words:
    """How far a ladder is climbed."""
    return say("{label}: steps held {n}", "{label}: anak tangga terpenuhi {n}", label=label, n=steps)


def case(label: str, title: str, *, fails: bool) -> Words:
    """A case of a leaf that is taken, or a requirement before its scoring that fails."""
    if not title:
        return say("{label}: otherwise", "{label}: selain itu", label=label)
    if fails:
        return say("{label}: `{title}` fails", "{label}: `{title}` tidak terpenuhi", label=label, title=title)
    return say("{label}: `{title}`", "{label}: `{title}`", label=label, title=title)


def weight_case(label: str, number: int, all: int) -> Words:
    """A case of a weight."""
    return say(
        "{label}: weight, case {n} of {all}",
        "{label}: bobot, kasus {n} dari {all}",
        label=label,
        n=number,
        all=all,
    )


def edition(start: date | None, end: date | None) -> Words:
    """The days of one and the same text."""
    first, last = start.isoformat() if start else "", end.isoformat() if end else ""
    return say("{first} .. {last}", "{first} .. {last}", first=first, last=last)


def reading(ambiguity: str, name: str) -> Words:
    """A reading of an ambiguity."""
    return say("{ambiguity} as {name}", "{ambiguity} sebagai {name}", ambiguity=ambiguity, name=name)


def kept(label: str) -> Words:
    """A member that counts."""
    return say("{label}: a member that counts", "{label}: anggota yang dihitung", label=label)


def left_out(label: str) -> Words:
    """A member that `where` leaves out."""
    return say("{label}: a member left out", "{label}: anggota yang tidak dihitung", label=label)


def coverage_of(rubric: str, done: int, all: int, percent: Fraction) -> Words:
    """The sum of a rubric."""
    return say(
        "coverage of {rubric}: {done} of {all} ({percent}%)",
        "cakupan {rubric}: {done} dari {all} ({percent}%)",
        rubric=rubric,
        done=done,
        all=all,
        percent=percent,
    )


def of_all(done: int, all: int) -> Words:
    """A cell of the table."""
    return say("{done} of {all}", "{done} dari {all}", done=done, all=all)


def nothing_to_try(rubric: str) -> Words:
    """A rubric without a point."""
    return say(
        "coverage of {rubric}: nothing to exercise",
        "cakupan {rubric}: tidak ada yang perlu dicoba",
        rubric=rubric,
    )
