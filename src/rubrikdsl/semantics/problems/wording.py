"""How findings name types, domains, amounts and things; what they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Type
from rubrikdsl.source import Place


def finding(
    code: str,
    message: Words,
    place: Place,
    label: Words,
    *,
    secondary: Sequence[Label] = (),
    notes: Sequence[Words] = (),
    helps: Sequence[Words] = (),
    severity: Severity = "error",
) -> Diagnostic:
    return Diagnostic(
        code, severity, message, Label(place, label), tuple(secondary), tuple(notes), tuple(helps)
    )


def type_words(kind: Type) -> Words:
    """A type as a sentence names it: `a number`, `a share`, `one of A, B`."""
    match kind.kind:
        case "number":
            return say("a number", "bilangan")
        case "share":
            return say("a share (%)", "persentase")
        case "truth":
            return say("yes or no", "ya atau tidak")
        case "date":
            return say("a date", "tanggal")
        case "text":
            return say("a text", "teks")
        case "code":
            return say("one of {codes}", "salah satu dari {codes}", codes=listed(kind.codes))
        case "set":
            return say("any of {codes}", "beberapa dari {codes}", codes=listed(kind.codes))


def short(kind: Type) -> Words:
    if kind.kind == "code":
        return say("a choice", "pilihan")
    if kind.kind == "set":
        return say("a set", "himpunan pilihan")
    return type_words(kind)


def listed(names: Iterable[str], most: int = 8) -> str:
    found = list(names)
    shown = ", ".join(f"`{name}`" for name in found[:most])
    return f"{shown}, …" if len(found) > most else shown


def domain_words(domain: Domain) -> Words:
    """A domain as its line in the rubric says it."""
    if domain.low is None:
        return type_words(domain.type)
    share = domain.type == SHARE
    step = domain.step if domain.step not in (None, Fraction(1, 100) if share else Fraction(1)) else None
    low = amount(domain.low, share)
    ends = say("{low} .. {high}", "{low} .. {high}", low=low, high=amount(domain.high, share))
    if domain.high is None:
        ends = say("{low} ..", "{low} ..", low=low)
    if step is None:
        return ends
    return say("{ends} step {step}", "{ends} langkah {step}", ends=ends, step=amount(step, share))


def amount(value: Fraction | None, share: bool) -> Words:
    if value is None:
        return say("", "")
    if share:
        return say("{n}%", "{n}%", n=value * 100)
    return say("{n}", "{n}", n=value)


def word(name: str) -> Words:
    """What a declared thing is, in a sentence."""
    known = {
        "input": say("input", "isian"),
        "item": say("item", "butir"),
        "answer": say("answer", "jawaban"),
        "score": say("score", "skor"),
        "let": say("named value", "nilai bernama"),
        "bands": say("band table", "tabel rentang"),
        "decide": say("decision", "putusan"),
        "outcome": say("outcome", "hasil"),
        "collect": say("collection", "kumpulan"),
        "ranking": say("ranking", "peringkat"),
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "dimension": say("dimension", "dimensi"),
        "aspect": say("aspect", "aspek"),
        "component": say("component", "komponen"),
        "variable": say("variable", "variabel"),
        "area": say("area", "area"),
        "domain": say("domain", "domain"),
        "cluster": say("cluster", "klaster"),
        "element": say("element", "unsur"),
        "criterion": say("criterion", "kriteria"),
        "group": say("group", "kelompok"),
        "indicator": say("indicator", "indikator"),
        "question": say("question", "pertanyaan"),
    }
    return known.get(name, say("{w}", "{w}", w=name))


def did_you_mean(name: str, known: Iterable[str]) -> list[Words]:
    near = nearest(name, known)
    if near is None:
        return []
    return [say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near)]
