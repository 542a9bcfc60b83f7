"""The sentences of what makes up for what, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.semantics.record import Value
from rubrikdsl.studies.verify.harm_words import listed

MET = say("met", "dipenuhi")
MISSED = say("not met", "tidak dipenuhi")


def named(value: Value) -> Words:
    """A code as it is, an outcome in words."""
    if isinstance(value, bool):
        return MET if value else MISSED
    return say("{code}", "{code}", code=str(value))


# Where a part is bad


def lowest(part: str, at: Fraction) -> Words:
    return say("`{part}` is at its lowest, {n}", "`{part}` pada nilai terendahnya, {n}", part=part, n=at)


def lowest_of(part: str) -> Words:
    """The same where it is not known how low that is."""
    return say("`{part}` is at its lowest", "`{part}` pada nilai terendahnya", part=part)


def highest(part: str, at: Fraction) -> Words:
    """Where a lower value is the better one."""
    return say("`{part}` is at its highest, {n}", "`{part}` pada nilai tertingginya, {n}", part=part, n=at)


def below(part: str, edge: Fraction) -> Words:
    return say("`{part}` is below {n}", "`{part}` di bawah {n}", part=part, n=edge)


def above(part: str, edge: Fraction) -> Words:
    """Where a lower value is the better one."""
    return say("`{part}` is above {n}", "`{part}` di atas {n}", part=part, n=edge)


# What is claimed


def best_left(where: Words, name: str, best: Words) -> Words:
    return say(
        "where {where}, the best `{name}` is {best}",
        "bila {where}, `{name}` terbaik adalah {best}",
        where=where,
        name=name,
        best=best,
    )


def nothing_left(where: Words, name: str) -> Words:
    """No class at all."""
    return say(
        "where {where}, there is no `{name}`", "bila {where}, tidak ada `{name}`", where=where, name=name
    )


def never_so(where: Words) -> Words:
    return say("no record has it that {where}", "tidak ada rekaman dengan {where}", where=where)


def not_known(where: Words, name: str) -> Words:
    return say(
        "where {where}, what `{name}` can be at best",
        "bila {where}, `{name}` terbaik yang mungkin",
        where=where,
        name=name,
    )


def with_one_bad(leaves: Sequence[str], name: str, best: Words, sign: int) -> Words:
    """What a class is at best with one of these at its worst, each by itself."""
    if len(leaves) == 1:
        return say(
            "with `{leaf}` at its {end}, the best `{name}` is {best}",
            "dengan `{leaf}` pada nilai {ujung}, `{name}` terbaik adalah {best}",
            leaf=leaves[0],
            name=name,
            best=best,
            **_ends(sign),
        )
    return say(
        "with one of {leaves} at its {end}, the best `{name}` is {best}",
        "dengan salah satu dari {leaves} pada nilai {ujung}, `{name}` terbaik adalah {best}",
        leaves=listed(leaves),
        name=name,
        best=best,
        **_ends(sign),
    )


def _ends(sign: int) -> dict[str, Words]:
    lowest_ = say("lowest", "terendahnya"), say("highest", "tertingginya")
    return {"end": lowest_[sign < 0], "ujung": lowest_[sign < 0]}


UNKNOWN = say("not known", "belum diketahui")
EVERY_LEAF = say(
    "every leaf can change a class or an outcome", "setiap butir dapat mengubah suatu kategori atau hasil"
)

# Why


def shown(best: Words, excluded: Sequence[Words]) -> Words:
    """The record, and what is out of reach."""
    if not excluded:
        return say("a record is {best}", "ada rekaman yang {best}", best=best)
    return say(
        "a record is {best}; excluded for any answers: {codes}",
        "ada rekaman yang {best}; mustahil untuk jawaban apa pun: {codes}",
        best=best,
        codes=joined(excluded),
    )


def each_shown(count: int, best: Words, excluded: Sequence[Words]) -> Words:
    """The same for several leaves."""
    if count == 1:
        return shown(best, excluded)
    if not excluded:
        return say(
            "for each of {n} leaves a record is {best}",
            "untuk masing-masing dari {n} butir ada rekaman yang {best}",
            n=count,
            best=best,
        )
    return say(
        "for each of {n} leaves a record is {best}; excluded for any answers: {codes}",
        "untuk masing-masing dari {n} butir ada rekaman yang {best}; mustahil untuk jawaban apa pun: {codes}",
        n=count,
        best=best,
        codes=joined(excluded),
    )


def joined(all_: Sequence[Words]) -> Words:
    """Words after each other."""
    found = all_[0]
    for one in all_[1:]:
        found = say("{a}, {b}", "{a}, {b}", a=found, b=one)
    return found


def excluded_all(codes: Sequence[Words]) -> Words:
    return say("excluded for any answers: {c}", "mustahil untuk jawaban apa pun: {c}", c=joined(codes))


def never_below(part: str, low: Fraction, sign: int) -> Words:
    if sign < 0:
        return say("`{p}` is {n} at most", "`{p}` paling tinggi {n}", p=part, n=low)
    return say("`{p}` is {n} at least", "`{p}` paling rendah {n}", p=part, n=low)


def unsettled(codes: Sequence[Words], why: Words) -> Words:
    return say(
        "whether it can be {codes}: {why}", "apakah dapat {codes}: {why}", codes=joined(codes), why=why
    )


END_OPEN = say(
    "how low it can be was not found within the allowance",
    "serendah apa nilainya tidak ditemukan dalam batas pencarian",
)


def some_end_open(leaves: Sequence[str]) -> Words:
    return say("not settled for {leaves}", "belum pasti untuk {leaves}", leaves=listed(leaves))


def changes(count: int) -> Words:
    if count == 1:
        return say(
            "two records differ in it alone and are classified apart",
            "dua rekaman hanya berbeda pada butir itu dan berbeda kategorinya",
        )
    return say(
        "for each of {n} leaves two records differ in it alone and are classified apart",
        "untuk masing-masing dari {n} butir ada dua rekaman yang hanya berbeda pada butir itu dan berbeda"
        " kategorinya",
        n=count,
    )


def never_change(unread: Sequence[str], excluded: Sequence[str]) -> Words:
    """The leaves that never change anything, and how that is seen."""
    parts: list[Words] = []
    if unread:
        parts.append(
            say(
                "nothing that is classified hangs on {names}",
                "tidak ada kategori atau hasil yang bergantung pada {names}",
                names=listed(unread),
            )
        )
    if excluded:
        parts.append(
            say(
                "for {names} every pair of records was excluded",
                "untuk {names} setiap pasangan rekaman tersingkirkan",
                names=listed(excluded),
            )
        )
    return parts[0] if len(parts) == 1 else say("{a}; {b}", "{a}; {b}", a=parts[0], b=parts[1])


def change_open(leaves: Sequence[str]) -> Words:
    return say(
        "no two such records were found for {leaves}, and not all were excluded",
        "dua rekaman seperti itu tidak ditemukan untuk {leaves}, dan belum semuanya tersingkirkan",
        leaves=listed(leaves),
    )


# The tables of the report


def best_of(name: str) -> Words:
    return say("`{n}` at best", "`{n}` terbaik", n=name)


PART = say("part", "bagian")
HOW = {
    "lowest": say("at its lowest", "nilai terendah"),
    "highest": say("at its highest", "nilai tertinggi"),
    "below": say("below", "di bawah"),
    "above": say("above", "di atas"),
}
LEAF = say("one leaf at its worst", "satu butir pada nilai terburuknya")
DECIDED = say("decided by", "diputus oleh")
NO_CLASS = say("none", "tidak ada")
