"""Findings about weights and adjustments."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import listed
from rubrikdsl.semantics.problems.wording import word
from rubrikdsl.source import Place

# Weights and adjustments


def weight_missing(
    group: str, name: str, place: Place, count: int = 1, *, summed: bool = False
) -> Diagnostic:
    """Children without a weight."""
    message = say("`{n}` has no weight", "`{n}` tidak punya bobot", n=name)
    if count > 1:
        message = say(
            "{c} parts of `{g}` have no weight", "{c} bagian `{g}` tidak punya bobot", c=count, g=group
        )
    helps = [
        say(
            "write `weight 30%`, or `weight equal` for all",
            "tulis `bobot 30%`, atau `bobot sama` untuk semua",
        )
    ]
    if summed:
        helps = [
            say(
                "under `by sum` write its range `0 .. 10`, or `weight 10 points`",
                "pada `menurut jumlah` tulis rentangnya `0 .. 10`, atau `bobot 10 poin`",
            )
        ]
    return finding(
        "weight-missing",
        message,
        place,
        say("weight is missing", "bobotnya tidak ada"),
        notes=[say("no weight is ever assumed", "bobot tidak pernah diandaikan")],
        helps=helps,
    )


def weight_not_taken(aggregate: str, by: Place, place: Place, *, points: bool) -> Diagnostic:
    """A weight below an aggregate that takes none, or none of its kind."""
    message = say("`{a}` takes no weights", "`{a}` tidak memakai bobot", a=aggregate)
    helps = [
        say("drop the weight, or drop `{a}`", "hapus bobotnya, atau hapus `{a}`", a=aggregate),
    ]
    if points:
        message = say("`{a}` takes points only", "`{a}` hanya memakai poin", a=aggregate)
        helps = [say("write `weight 10 points`, or drop it", "tulis `bobot 10 poin`, atau hapus bobotnya")]
    return finding(
        "weight-not-taken",
        message,
        place,
        say("weight without use", "bobot yang tidak terpakai"),
        secondary=[Label(by, say("how the group adds up", "cara kelompok dijumlahkan"))],
        helps=helps,
    )


def nothing_to_aggregate(name: str, place: Place) -> Diagnostic:
    """An aggregate on a node that has no parts."""
    return finding(
        "aggregate-without-parts",
        say("`{n}` has no parts to add up", "`{n}` tidak punya bagian untuk dijumlahkan", n=name),
        place,
        say("nothing to take together", "tidak ada yang digabung"),
        helps=[
            say(
                "write its parts below it, or drop this",
                "tulis bagian-bagiannya di bawahnya, atau hapus ini",
            )
        ],
    )


def mixed_weights(group: str, first: str, first_place: Place, second: str, place: Place) -> Diagnostic:
    """Two kinds of weight among siblings."""
    kinds = {
        "percent": say("a percentage", "persentase"),
        "points": say("points", "poin"),
        "total": say("a percentage of the total", "persentase dari total"),
        "equal": say("equal", "sama"),
    }
    return finding(
        "mixed-weights",
        say("the weights of `{g}` are of two kinds", "bobot di dalam `{g}` ada dua jenis", g=group),
        place,
        say("{k} here", "di sini {k}", k=kinds[second]),
        secondary=[Label(first_place, say("{k} here", "di sini {k}", k=kinds[first]))],
        helps=[say("use one kind for all parts of a group", "pakai satu jenis untuk semua bagian kelompok")],
    )


def weights_do_not_sum(
    group: str,
    total: Fraction,
    wanted: Fraction,
    kind: str,
    places: Sequence[Place],
    holding: Sequence[str] | None,
    alike: bool,
) -> Diagnostic:
    """Weights that do not add up; `holding` are the conditions of the case (None: there are no cases).

    `alike`: they are all the same, as those of equal parts are when they are printed rounded.
    """
    gap = abs(total - wanted)
    share = "" if kind == "points" else "%"
    unit = say("% of the total", "% dari total") if kind == "total" else say(share, share)
    more = say("{gap}{u} too much", "kelebihan {gap}{u}", gap=gap, u=share)
    less = say("{gap}{u} missing", "kurang {gap}{u}", gap=gap, u=share)
    difference = more if total > wanted else less
    notes = [
        say("they must add up to exactly {w}{u}", "jumlahnya harus tepat {w}{u}", w=wanted, u=unit),
    ]
    if kind == "total" and wanted != 100:
        notes.append(say("`{g}` itself is {w}%", "`{g}` sendiri {w}%", g=group, w=wanted))
    if holding:
        notes.insert(0, say("this is the case where {c}", "ini terjadi bila {c}", c=listed(holding)))
    elif holding is not None:
        notes.insert(
            0,
            say(
                "this is the case where no condition holds",
                "ini terjadi bila tidak ada syarat yang terpenuhi",
            ),
        )
    return finding(
        "weights-do-not-sum",
        say(
            "the weights of `{g}` add up to {t}{u}: {d}",
            "bobot di dalam `{g}` berjumlah {t}{u}: {d}",
            g=group,
            t=total,
            u=unit,
            d=difference,
        ),
        places[-1],
        say("{d}", "{d}", d=difference),
        secondary=[Label(place, say("counted", "terhitung")) for place in places[:-1][:8]],
        notes=notes,
        helps=[
            say(
                "if all count the same, write `weight equal`: exactly 1/{n} each",
                "bila semua dihitung sama, tulis `bobot sama`: masing-masing tepat 1/{n}",
                n=len(places),
            )
        ]
        if alike
        else [],
    )


def too_many_cases(group: str, place: Place) -> Diagnostic:
    """Conditional weights whose cases cannot all be tried."""
    return finding(
        "too-many-cases",
        say(
            "the weights of `{g}` have too many cases to check",
            "bobot di dalam `{g}` punya terlalu banyak kasus",
            g=group,
        ),
        place,
        say("conditions of this group", "syarat kelompok ini"),
        helps=[
            say(
                "use the same few conditions in all its weights",
                "pakai beberapa syarat yang sama pada semua bobotnya",
            )
        ],
    )


def negative_weight(name: str, place: Place) -> Diagnostic:
    """A weight below 0."""
    return finding(
        "negative-amount",
        say("the weight of `{n}` is below 0", "bobot `{n}` di bawah 0", n=name),
        place,
        say("below 0", "di bawah 0"),
    )


def conditional_points(name: str, place: Place) -> Diagnostic:
    """Points that depend on a condition."""
    return finding(
        "conditional-points",
        say(
            "points are the scale of `{n}` and cannot change",
            "poin adalah skala `{n}` dan tidak dapat berubah",
            n=name,
        ),
        place,
        say("points with conditions", "poin bersyarat"),
        helps=[say("write the weights as percentages", "tulis bobotnya sebagai persentase")],
    )


def weight_reads_score(name: str, text: str, place: Place) -> Diagnostic:
    """A weight or an applicability that depends on a score."""
    return finding(
        "weight-reads-score",
        say(
            "what `{n}` counts for depends on a score",
            "bobot atau berlakunya `{n}` bergantung pada skor",
            n=name,
        ),
        place,
        say("`{t}` is a score", "`{t}` adalah skor", t=text),
        notes=[
            say(
                "weights and applicability are settled first, from answers only",
                "bobot dan keberlakuan ditetapkan dahulu, hanya dari jawaban",
            )
        ],
        helps=[say("use an input, or the answer: `x.answer`", "pakai isian, atau jawabannya: `x.jawaban`")],
    )


def negative_amount(kind: str, place: Place) -> Diagnostic:
    """A bonus or a penalty below 0."""
    other = "penalty" if kind == "bonus" else "bonus"
    return finding(
        "negative-amount",
        say("the amount of a {k} is not below 0", "besarnya {k} tidak di bawah 0", k=word(kind)),
        place,
        say("below 0", "di bawah 0"),
        helps=[say("write it as a {o}", "tulis sebagai {o}", o=word(other))],
    )


def never_adjusted(name: str, place: Place) -> Diagnostic:
    """An adjustment of a node that can only be given."""
    return finding(
        "never-adjusted",
        say(
            "`{n}` can only be given, and what is given is final",
            "`{n}` hanya dapat diberikan, dan yang diberikan bersifat akhir",
            n=name,
        ),
        place,
        say("never used", "tidak pernah dipakai"),
        helps=[say("write the parts of `{n}` below it", "tulis bagian-bagian `{n}` di bawahnya", n=name)],
    )
