"""The words of an explanation."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Value

YES = say("yes", "ya")

NO = say("no", "tidak")

NOT_APPLICABLE_ANSWER = say("not applicable", "tidak berlaku")

NONE = say("none", "tidak ada")


def plain_words(value: Value, *, share: bool = False) -> Words:
    """A value as its author would write it."""
    match value:
        case bool():
            return YES if value else NO
        case Fraction():
            return say("{n}%", "{n}%", n=value * 100) if share else say("{n}", "{n}", n=value)
        case str():
            return say("{text}", "{text}", text=value)
        case frozenset():
            return say("{text}", "{text}", text=", ".join(sorted(value)))
        case date():
            return say("{text}", "{text}", text=value.isoformat())
        case _:
            assert_never(value)


def joined(between: str, parts: list[Words]) -> Words:
    """Sentences one after another."""
    form = between.join(f"{{part{n}}}" for n in range(len(parts)))
    return Words(form, form, tuple((f"part{n}", part) for n, part in enumerate(parts)))


def held(names: list[str], count: int) -> Words:
    """Which items of a checklist, or steps of a ladder, hold."""
    return say(
        "{held} of {count}: {names}" if names else "{held} of {count}",
        "{held} dari {count}: {names}" if names else "{held} dari {count}",
        held=len(names),
        count=count,
        names=", ".join(names),
    )


def labelled(label: str, answer: Words) -> Words:
    """An answer with the label of what was asked."""
    return say("{label}: {answer}", "{label}: {answer}", label=label, answer=answer)


def given_as(given: Given) -> Words:
    """A node given in place of what lies below it."""
    reading, amount = given
    match reading:
        case "value":
            return say("given as {amount}", "diisi {amount}", amount=amount)
        case "share":
            return say("given as {amount}%", "diisi {amount}%", amount=amount * 100)
        case "points":
            return say("given as {amount} points", "diisi {amount} poin", amount=amount)
        case _:
            assert_never(reading)


def added(amount: Fraction) -> Words:
    """What a bonus does."""
    return say("+{amount}", "+{amount}", amount=amount)


def subtracted(amount: Fraction) -> Words:
    """What a penalty does."""
    return say("−{amount}", "−{amount}", amount=amount)


def capped(amount: Fraction) -> Words:
    """What a cap does."""
    return say("cut to {amount}", "dipotong ke {amount}", amount=amount)


def raised(amount: Fraction) -> Words:
    """What a floor does."""
    return say("raised to {amount}", "dinaikkan ke {amount}", amount=amount)


def rescaled(factor: Fraction) -> Words:
    """What `scale to` does."""
    return say("rescaled × {factor}", "diskalakan × {factor}", factor=factor)


def rounded_to(places: int) -> Words:
    """What `places` does."""
    return say("rounded to {places} decimal places", "dibulatkan ke {places} desimal", places=places)


def best_of(count: int) -> Words:
    """What `by best n` does."""
    return say("the mean of the best {count}", "rerata {count} terbaik", count=count)
