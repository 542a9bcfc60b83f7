"""A domain in words, and its values as people write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Type

_SHOWN = 8
"""Options that a sentence names before it says how many more there are."""


def describe(domain: Domain) -> Words:
    """What an answer may be: `a whole number from 0 to 3`, `one of dinas, puskesmas`."""
    match domain.type.kind:
        case "number" | "share":
            return _numbers(domain)
        case "truth":
            return say("yes or no", "ya atau tidak")
        case "code":
            return say("one of {list}", "salah satu dari {list}", list=_listed(domain))
        case "set":
            return say("any of {list}", "beberapa dari {list}", list=_listed(domain))
        case "date":
            return say("a date such as 2024-12-31", "tanggal seperti 2024-12-31")
        case "text":
            return say("a text", "teks")
        case _:
            assert_never(domain.type.kind)


def written(value: Fraction, type: Type) -> Words:
    """A number or share as both languages write it (`49.85`, `80%`)."""
    if type.kind == "share":
        return say("{n}%", "{n}%", n=value * 100)
    return say("{n}", "{n}", n=value)


def plain(value: Value, type: Type, language: Language = "en") -> str:
    """Any value as text in one language."""
    match value:
        case bool():
            yes, no = ("yes", "no") if language == "en" else ("ya", "tidak")
            return yes if value else no
        case Fraction():
            percent = type.kind == "share"
            mark = to_text(value * 100 if percent else value, "," if language == "id" else ".")
            return mark + "%" if percent else mark
        case str():
            return value
        case frozenset():
            return ", ".join(sorted(value))
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


def _numbers(domain: Domain) -> Words:
    low, high, step = domain.low, domain.high, domain.step
    whole = step == 1 and domain.type.kind == "number" and (low is None or low.denominator == 1)
    if domain.type.kind == "share":
        kind = say("a share", "persentase")
    elif whole:
        kind = say("a whole number", "bilangan bulat")
    else:
        kind = say("a number", "bilangan")
    if low is not None and high is not None:
        facts = {"kind": kind, "low": written(low, domain.type), "high": written(high, domain.type)}
        text = say("{kind} from {low} to {high}", "{kind} dari {low} sampai {high}", **facts)
    elif low is not None:
        text = say("{kind} from {low}", "{kind} mulai {low}", kind=kind, low=written(low, domain.type))
    elif high is not None:
        text = say("{kind} up to {high}", "{kind} sampai {high}", kind=kind, high=written(high, domain.type))
    else:
        text = kind
    if step is None or whole:
        return text
    return say(
        "{text} in steps of {step}",
        "{text} dengan langkah {step}",
        text=text,
        step=written(step, domain.type),
    )


def _listed(domain: Domain) -> Words:
    codes = [choice.code for choice in domain.choices] or list(domain.type.codes)
    first = ", ".join(codes[:_SHOWN])
    rest = len(codes) - _SHOWN
    if rest <= 0:
        return say("{list}", "{list}", list=first)
    return say("{list} and {n} more", "{list} dan {n} lagi", list=first, n=rest)
