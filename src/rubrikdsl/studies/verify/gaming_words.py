"""The sentences of the claims of gain without merit, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.studies.verify.harm_words import MOST_NAMED
from rubrikdsl.studies.verify.harm_words import listed


def declaring(name: str) -> Words:
    """What is claimed of what can be declared not applicable."""
    return say(
        "declaring items not applicable never raises `{name}`",
        "menyatakan butir tidak berlaku tidak pernah menaikkan `{name}`",
        name=name,
    )


def outweighs_none(name: str) -> Words:
    """What is claimed of a bonus."""
    return say(
        "the bonus `{name}` outweighs no indicator",
        "bonus `{name}` tidak melebihi bobot indikator mana pun",
        name=name,
    )


def gains(amount: Fraction, names: Sequence[str], most: Fraction | None) -> Words:
    """How much is gained, by declaring what; `most`: no record gains more than this."""
    if most == amount:
        return say(
            "it adds up to {n} before rounding, and no record gains more: by {names}",
            "kenaikannya paling banyak {n} sebelum pembulatan, dan tidak ada rekaman yang naik lebih banyak: "
            "oleh {names}",
            n=amount,
            names=listed(names),
        )
    if most is not None:
        return say(
            "it adds {n} before rounding, by {names}; no record gains more than {most}",
            "kenaikannya {n} sebelum pembulatan, oleh {names}; tidak ada rekaman yang naik lebih dari {most}",
            n=amount,
            most=most,
            names=listed(names),
        )
    return say(
        "it adds {n} before rounding, by {names}; whether another record gains more is not settled",
        "kenaikannya {n} sebelum pembulatan, oleh {names}; belum pasti apakah rekaman lain naik lebih banyak",
        n=amount,
        names=listed(names),
    )


def outweighs(points: Fraction, lighter: Sequence[tuple[str, Fraction]]) -> Words:
    """Which indicators a bonus is worth more than, with figures."""
    figures = say("", "")
    for at, (name, weight) in enumerate(lighter[:MOST_NAMED]):
        one = say("`{name}` ({w})", "`{name}` ({w})", name=name, w=weight)
        figures = one if at == 0 else say("{all}, {one}", "{all}, {one}", all=figures, one=one)
    more = len(lighter) - MOST_NAMED
    if more > 0:
        figures = say("{all} and {n} more", "{all} dan {n} lainnya", all=figures, n=more)
    return say(
        "it adds up to {p} points, more than {figures}",
        "bonus ini menambah paling banyak {p} poin, lebih dari {figures}",
        p=points,
        figures=figures,
    )


def lighter_than_all(points: Fraction) -> Words:
    """A bonus below every weight."""
    return say(
        "it adds up to {p} points, and no indicator weighs less",
        "bonus ini menambah paling banyak {p} poin, dan tidak ada indikator yang bobotnya kurang dari itu",
        p=points,
    )


def never_tells(points: Fraction) -> Words:
    """A bonus above some weight that never makes up for it."""
    return say(
        "it adds up to {p} points, but never makes up for an indicator at its worst",
        "bonus ini menambah paling banyak {p} poin, tetapi tidak pernah menutup indikator terburuk",
        p=points,
    )


MEMBERS = say(
    "none of the records with two members that were tried gains by it; more members were not tried",
    "tidak ada rekaman dengan dua anggota yang dicoba yang naik karenanya; anggota yang lebih banyak belum"
    " dicoba",
)
NOTHING = say(
    "every pair of records was excluded",
    "setiap pasangan rekaman tersingkirkan",
)
UNSETTLED = say(
    "the search for a pair of records ended unsettled",
    "pencarian pasangan rekaman berakhir tanpa kepastian",
)
NO_FIGURE = say(
    "what it is worth at most has no fixed figure: its amount has no end, or a weight has cases",
    "nilai tertingginya tidak tetap: besarnya tidak berbatas, atau suatu bobot bergantung pada keadaan",
)
