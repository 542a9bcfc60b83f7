"""The sentences of the claims of doing no harm, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.semantics.record import NOT_APPLICABLE

MOST_NAMED: Final = 6
"""Names that a sentence lists before it counts the others."""


def better(name: str, sign: int) -> Words:
    """What is claimed of better answers."""
    if sign < 0:
        return say(
            "a lower value of a leaf never makes `{name}` worse",
            "nilai butir yang lebih rendah tidak pernah memperburuk `{name}`",
            name=name,
        )
    return say(
        "a better answer never lowers `{name}`",
        "jawaban yang lebih baik tidak pernah menurunkan `{name}`",
        name=name,
    )


def joining(name: str) -> Words:
    """What is claimed of items that come to apply."""
    return say(
        "an item that comes to apply, answered at its best, never lowers `{name}`",
        "butir yang menjadi berlaku dan dijawab sebaik-baiknya tidak pernah menurunkan `{name}`",
        name=name,
    )


ONE_WAY = say(
    "each number asked of a leaf is better the higher, or better the lower",
    "setiap bilangan yang ditanyakan pada butir makin baik bila makin tinggi, atau bila makin rendah",
)


def goes_one_way(name: str) -> Words:
    """What is claimed of one number."""
    return say(
        "`{name}` is better the higher, or better the lower",
        "`{name}` makin baik bila makin tinggi, atau bila makin rendah",
        name=name,
    )


# Arguments


def by_form(structure: int, search: int) -> Words:
    """How it was proved of all parts."""
    if not search:
        return say(
            "no step between a leaf and it falls as the leaf rises ({n})",
            "tidak ada langkah dari butir ke sana yang turun bila butir naik ({n})",
            n=_leaves(structure),
        )
    return say(
        "no step between a leaf and it falls as the leaf rises ({n}); "
        "for {m} every pair of records was excluded",
        "tidak ada langkah dari butir ke sana yang turun bila butir naik ({n}); "
        "untuk {m} setiap pasangan rekaman tersingkirkan",
        n=_leaves(structure),
        m=_leaves(search),
    )


def one_way(rising: int, falling: int, all_: int) -> Words:
    """How the numbers asked go."""
    return say(
        "{n}: {up} better the higher, {down} better the lower",
        "{n}: {up} makin baik bila makin tinggi, {down} bila makin rendah",
        n=_numbers(all_),
        up=rising,
        down=falling,
    )


def falls(
    part: str, own: Words, then: Words, target: str, before: Words, after: Words, others: Sequence[str]
) -> Words:
    """A better answer, and what it does."""
    return say(
        "`{part}` goes from {own} to {then}, and `{target}` from {before} to {after}{others}",
        "`{part}` naik dari {own} ke {then}, dan `{target}` dari {before} menjadi {after}{others}",
        part=part,
        own=own,
        then=then,
        target=target,
        before=before,
        after=after,
        others=_others(others),
    )


def joins(part: str, then: Words, target: str, before: Words, after: Words, others: Sequence[str]) -> Words:
    """An item that comes to apply, and what that does."""
    return say(
        "`{part}` comes to apply with {then}, its best, and `{target}` goes from {before} to {after}{others}",
        "`{part}` menjadi berlaku dengan {then}, nilai terbaiknya, "
        "dan `{target}` dari {before} menjadi {after}{others}",
        part=part,
        then=then,
        target=target,
        before=before,
        after=after,
        others=_others(others),
    )


def turns(told: Sequence[tuple[Fraction, Words]]) -> Words:
    """A number of which more is now better, now worse."""
    found = say("", "")
    for at, (answer, value_) in enumerate(told):
        one = say("{a} gives {v}", "{a} bernilai {v}", a=answer, v=value_)
        found = one if at == 0 else say("{found}, {one}", "{found}, {one}", found=found, one=one)
    return found


def left(names: Sequence[str], count: int, inside: bool) -> Words:
    """Why it is not decided."""
    if inside:
        return say(
            "not settled by the form of the rule for answers of members: {names}; no pair of records with "
            "two members that was tried shows it; settled for {n}",
            "belum dapat diputus dari bentuk aturan untuk jawaban anggota: {names}; dari pasangan rekaman "
            "dengan dua anggota yang dicoba tidak ada yang memperlihatkannya; terbukti untuk {n}",
            names=listed(names),
            n=_leaves(count),
        )
    return say(
        "the search for a pair of records ended unsettled for {names}; settled for {n}",
        "pencarian pasangan rekaman berakhir tanpa kepastian untuk {names}; terbukti untuk {n}",
        names=listed(names),
        n=_leaves(count),
    )


def unsettled(names: Sequence[str]) -> Words:
    """Which numbers are not settled."""
    return say(
        "the search ended unsettled for {names}",
        "pencarian berakhir tanpa kepastian untuk {names}",
        names=listed(names),
    )


UNCONFIRMED = say(
    "a pair of records was found, but as assessments they do not show it",
    "ditemukan sepasang rekaman, tetapi sebagai asesmen keduanya tidak memperlihatkannya",
)


# Parts of sentences


def value(found: Found) -> Words:
    """A value as the report prints it."""
    match found:
        case bool():
            return say("yes", "ya") if found else say("no", "tidak")
        case Fraction():
            return say("{n}", "{n}", n=found)
        case Missing() | Fault():
            return say("no value", "tidak ada nilai")
        case _:
            if found is NOT_APPLICABLE:
                return say("not applicable", "tidak berlaku")
            return say("{n}", "{n}", n=str(found))


def _leaves(count: int) -> Words:
    return say("{n} {leaf}", "{n} butir", n=count, leaf="leaf" if count == 1 else "leaves")


def _numbers(count: int) -> Words:
    return say("{n} number{s}", "{n} bilangan", n=count, s="" if count == 1 else "s")


def listed(names: Sequence[str]) -> Words:
    """Some names, the first ones by name."""
    shown = ", ".join(f"`{name}`" for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more <= 0:
        return say("{names}", "{names}", names=shown)
    return say("{names} and {n} more", "{names} dan {n} lainnya", names=shown, n=more)


def _others(names: Sequence[str]) -> Words:
    if not names:
        return say("", "")
    return say("; also by {names}", "; juga oleh {names}", names=listed(names))
