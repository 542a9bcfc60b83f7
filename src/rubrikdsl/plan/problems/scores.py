"""Findings about conditions, divisions and scores: what never changes, never acts or leaves its scale."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.source import Place


def constant_condition(place: Place, truth: bool) -> Diagnostic:
    """A condition that is the same for every record."""
    if truth:
        return Diagnostic(
            "always-true",
            "warning",
            say("this condition always holds", "syarat ini selalu terpenuhi"),
            Label(place, say("always true", "selalu benar")),
            helps=(
                say(
                    "drop the condition, or compare with another value",
                    "hapus syarat ini, atau bandingkan dengan nilai lain",
                ),
            ),
        )
    return Diagnostic(
        "always-false",
        "warning",
        say("this condition never holds", "syarat ini tidak pernah terpenuhi"),
        Label(place, say("always false", "selalu salah")),
        helps=(
            say(
                "drop what depends on it, or compare with another value",
                "hapus yang bergantung padanya, atau bandingkan dengan nilai lain",
            ),
        ),
    )


def unreachable(place: Place, before: Place) -> Diagnostic:
    """A case that those before it leave nothing for."""
    return Diagnostic(
        "unreachable",
        "warning",
        say("this case is never reached", "kasus ini tidak pernah tercapai"),
        Label(place, say("nothing is left for it", "tak ada yang tersisa untuknya")),
        ()
        if before == place
        else (Label(before, say("by here all is taken", "di sini semua sudah terambil")),),
        (
            say(
                "cases are read from the top; the first that holds decides",
                "kasus dibaca dari atas; yang pertama terpenuhi menentukan",
            ),
        ),
        (
            say(
                "move the narrower case up, or drop this one",
                "naikkan kasus yang lebih sempit, atau hapus yang ini",
            ),
        ),
    )


def exhausted(place: Place) -> Diagnostic:
    """A case that leaves nothing for those after it, `otherwise` included."""
    return Diagnostic(
        "unreachable",
        "warning",
        say("what stands below this case is never reached", "yang di bawah kasus ini tidak pernah tercapai"),
        Label(place, say("always holds when reached", "selalu benar saat dibaca")),
        (),
        (
            say(
                "cases are read from the top; the first that holds decides",
                "kasus dibaca dari atas; yang pertama terpenuhi menentukan",
            ),
        ),
        (
            say(
                "write `otherwise` here and drop the rest, or narrow the condition",
                "tulis `selainnya` di sini dan hapus sisanya, atau persempit syaratnya",
            ),
        ),
    )


def may_divide_by_zero(divisor: Place, division: Place, always: bool) -> Diagnostic:
    """A division whose divisor may be zero for some record; a named divisor may be written elsewhere."""
    told = Label(divisor, say("the divisor may be 0", "pembaginya bisa 0"))
    within = division.covers(divisor)
    return Diagnostic(
        "may-divide-by-zero",
        "error",
        say("this divides by zero", "ini membagi dengan nol")
        if always
        else say("this may divide by zero", "ini bisa membagi dengan nol"),
        told if within else Label(division, say("divides by what may be 0", "membagi dengan yang bisa 0")),
        () if within else (told,),
        (say("a score must have a value for every record", "skor harus punya nilai untuk setiap catatan"),),
        (
            say(
                "write `/ max(1, …)`, or `if … > 0 then … else …`",
                "tulis `/ maks(1, …)`, atau `jika … > 0 maka … selain itu …`",
            ),
        ),
    )


def share_below_zero(name: str, place: Place) -> Diagnostic:
    """A part that may fall below 0 in a mean that has no meaning there."""
    return Diagnostic(
        "share-below-zero",
        "error",
        say("`{n}` can fall below 0 in this mean", "`{n}` bisa di bawah 0 dalam rerata ini", n=name),
        Label(place, say("can fall below 0", "bisa di bawah 0")),
        (),
        (
            say(
                "a geometric or harmonic mean needs values from 0",
                "rerata geometrik atau harmonik perlu nilai mulai 0",
            ),
        ),
        (say("end its adjustments with `floor 0`", "akhiri penyesuaiannya dengan `batas bawah 0`"),),
    )


def leaves_scale(
    name: str, place: Place, scale: Interval, low: Fraction | None, high: Fraction | None, reach: Interval
) -> Diagnostic:
    """A node that can leave its scale (below where `low`, above where `high` names the end to keep)."""
    notes: list[Words] = []
    helps: list[Words] = []
    if high is not None:
        notes.append(
            say("it can grow without limit", "nilainya dapat tumbuh tanpa batas")
            if reach.high is None
            else say("it can reach {at}", "nilainya dapat mencapai {at}", at=reach.high)
        )
        helps.append(say("add `cap {at}` after it", "tambahkan `batas atas {at}` sesudahnya", at=high))
    if low is not None:
        notes.append(
            say("it can fall without limit", "nilainya dapat turun tanpa batas")
            if reach.low is None
            else say("it can fall to {at}", "nilainya dapat turun sampai {at}", at=reach.low)
        )
        helps.append(say("add `floor {at}` after it", "tambahkan `batas bawah {at}` sesudahnya", at=low))
    return Diagnostic(
        "leaves-scale",
        "error",
        say(
            "`{name}` can leave its scale {low} .. {high}",
            "`{name}` bisa keluar dari skalanya {low} .. {high}",
            name=name,
            low=scale.low if scale.low is not None else Fraction(0),
            high=scale.high if scale.high is not None else Fraction(0),
        ),
        Label(place, say("takes it off the scale", "membawanya keluar skala")),
        (),
        tuple(notes),
        tuple(helps),
    )


_DROP = say("drop it, or correct its number", "hapus, atau perbaiki angkanya")


def never_acts(kind: Literal["cap", "floor"], name: str, place: Place, reach: Fraction) -> Diagnostic:
    """A cap or floor that no value reaches."""
    if kind == "cap":
        return Diagnostic(
            "never-acts",
            "warning",
            say("this cap never acts", "batas atas ini tidak pernah berlaku"),
            Label(place, say("nothing exceeds it", "tak ada yang melampauinya")),
            (),
            (
                say(
                    "`{name}` is at most {at} here",
                    "`{name}` paling tinggi {at} di sini",
                    name=name,
                    at=reach,
                ),
            ),
            (_DROP,),
        )
    return Diagnostic(
        "never-acts",
        "warning",
        say("this floor never acts", "batas bawah ini tidak pernah berlaku"),
        Label(place, say("nothing is below it", "tak ada yang di bawahnya")),
        (),
        (say("`{name}` is at least {at} here", "`{name}` paling rendah {at} di sini", name=name, at=reach),),
        (_DROP,),
    )
