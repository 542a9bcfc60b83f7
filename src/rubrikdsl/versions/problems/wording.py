"""What the wording about versions shares: how a finding is made, what kinds and days are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place


def finding(
    code: str,
    place: Place,
    message: Words,
    label: Words,
    *,
    secondary: Sequence[Label] = (),
    notes: Sequence[Words] = (),
    helps: Sequence[Words] = (),
    severity: Severity = "error",
) -> Diagnostic:
    """A finding at one place; an error unless it says otherwise."""
    return Diagnostic(
        code, severity, message, Label(place, label), tuple(secondary), tuple(notes), tuple(helps)
    )


FEW = 6
"""So many names are told, or places shown; more are not."""


def kind_words(kind: str) -> Words:
    """What a clause is, in a sentence."""
    known = {
        "score": say("score", "skor"),
        "dimension": say("dimension", "dimensi"),
        "aspect": say("aspect", "aspek"),
        "component": say("component", "komponen"),
        "domain": say("domain", "domain"),
        "variable": say("variable", "variabel"),
        "cluster": say("cluster", "klaster"),
        "area": say("area", "area"),
        "element": say("element", "unsur"),
        "criterion": say("criterion", "kriteria"),
        "group": say("group", "kelompok"),
        "indicator": say("indicator", "indikator"),
        "item": say("item", "butir"),
        "question": say("question", "pertanyaan"),
        "input": say("input", "isian"),
        "option": say("option", "pilihan"),
        "step": say("step", "langkah"),
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "cap": say("cap", "batas atas"),
        "floor": say("floor", "batas bawah"),
        "scale": say("`scale to`", "`skalakan ke`"),
        "let": say("named value", "nilai bernama"),
        "bands": say("band table", "tabel rentang"),
        "band": say("band", "kelas"),
        "row": say("row", "baris"),
        "decide": say("decision", "putusan"),
        "limit": say("limit", "batasan"),
        "raise": say("raise", "kenaikan"),
        "outcome": say("outcome", "hasil"),
        "collect": say("collection", "kumpulan"),
        "ranking": say("ranking", "peringkat"),
        "assert": say("`assert`", "`pastikan`"),
        "example": say("example", "contoh"),
        "ambiguity": say("ambiguity", "ketidakjelasan"),
        "reading": say("reading", "tafsir"),
    }
    return known.get(kind, say("{kind}", "{kind}", kind=kind))


def day_text(day: date | None) -> Words:
    """A day; None is an open start."""
    return say("{day}", "{day}", day=day.isoformat()) if day else say("the beginning", "awal")


def listed(names: Sequence[str]) -> str:
    """Names in backticks, the first few of many."""
    shown = ", ".join(f"`{name}`" for name in names[:FEW])
    return f"{shown}, …" if len(names) > FEW else shown
