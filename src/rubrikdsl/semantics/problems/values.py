"""Findings about domains, scales and written values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.problems.wording import amount
from rubrikdsl.semantics.problems.wording import domain_words
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.source import Place

# Domains and values


def bad_range(place: Place) -> Diagnostic:
    """A domain that is no range of an answer."""
    return finding(
        "bad-range",
        say(
            "the range of an answer is written `0 .. 3` or `0 ..`",
            "interval jawaban ditulis `0 .. 3` atau `0 ..`",
        ),
        place,
        say("not such a range", "bukan interval demikian"),
    )


def mixed_ends(place: Place) -> Diagnostic:
    """`0 .. 100%`."""
    return finding(
        "bad-range",
        say("one end has a `%`, the other has not", "satu ujung memakai `%`, ujung lain tidak"),
        place,
        say("number or share?", "bilangan atau persentase?"),
        helps=[say("write `%` at both ends or at none", "tulis `%` di kedua ujung atau tidak sama sekali")],
    )


def empty_range(place: Place) -> Diagnostic:
    """A range whose upper end is not above its lower end."""
    return finding(
        "bad-range",
        say("the upper end must be above the lower end", "ujung atas harus di atas ujung bawah"),
        place,
        say("no room in this range", "interval ini tidak berisi"),
        helps=[say("write the lower end first", "tulis ujung bawah dahulu")],
    )


def reversed_range(place: Place, low: Fraction, high: Fraction) -> Diagnostic:
    """A row of a table upside down."""
    return finding(
        "bad-range",
        say(
            "this range runs from {low} down to {high}",
            "interval ini menurun dari {low} ke {high}",
            low=low,
            high=high,
        ),
        place,
        say("upside down", "terbalik"),
        helps=[
            say(
                "write the lower end first: `{high} .. {low}`",
                "tulis ujung bawah dahulu: `{high} .. {low}`",
                low=low,
                high=high,
            )
        ],
    )


def bad_step(place: Place) -> Diagnostic:
    """A step that makes no grid."""
    return finding(
        "bad-range",
        say(
            "a step is above 0, with `%` only where its range has it",
            "langkah di atas 0, dengan `%` hanya bila intervalnya memakainya",
        ),
        place,
        say("not such a step", "bukan langkah demikian"),
    )


def step_missing(place: Place) -> Diagnostic:
    """Ends that are no whole numbers, without a step."""
    return finding(
        "bad-range",
        say(
            "without a step a range takes whole numbers only",
            "tanpa langkah, interval hanya menerima bilangan bulat",
        ),
        place,
        say("ends are not whole", "ujungnya bukan bilangan bulat"),
        helps=[say("add a step: `0 .. 2.5 step 0.5`", "tambahkan langkah: `0 .. 2,5 langkah 0,5`")],
    )


def end_off_grid(high: Fraction, step: Fraction, place: Place, end: Place) -> Diagnostic:
    """A step that never reaches the upper end."""
    return finding(
        "bad-range",
        say(
            "steps of {step} never reach {high}",
            "langkah {step} tidak pernah mencapai {high}",
            step=step,
            high=high,
        ),
        place,
        say("does not lead to the end", "tidak sampai ke ujung"),
        secondary=[Label(end, say("never reached", "tidak tercapai"))],
    )


def no_options(place: Place) -> Diagnostic:
    """`one of` without options."""
    return finding(
        "nothing-listed",
        say("there is nothing to choose from", "tidak ada yang dapat dipilih"),
        place,
        say("options are missing", "pilihannya tidak ada"),
        helps=[
            say(
                "list them after it, or one a line below",
                "sebutkan setelahnya, atau satu per baris di bawahnya",
            )
        ],
    )


def value_outside_domain(text: str, place: Place, of: str, domain: Domain) -> Diagnostic:
    """A value that its domain does not have."""
    return finding(
        "value-outside-domain",
        say("`{of}` cannot be {t}", "`{of}` tidak dapat bernilai {t}", of=of, t=text),
        place,
        say("outside {d}", "di luar {d}", d=domain_words(domain)),
    )


def given_outside_scale(text: str, place: Place, of: str, scale: Domain) -> Diagnostic:
    """A score given that it can never have."""
    return replace(value_outside_domain(text, place, of, scale), code="given-outside-scale")


def never_not_applicable(name: str, place: Place) -> Diagnostic:
    """`not applicable` for what must apply."""
    return finding(
        "value-outside-domain",
        say("`{n}` always applies", "`{n}` selalu berlaku", n=name),
        place,
        say("cannot be not applicable", "tidak dapat tidak berlaku"),
        helps=[say("declare it `may be not applicable`", "nyatakan `boleh tidak berlaku`")],
    )


def rule_on_answer(name: str, place: Place) -> Diagnostic:
    """`not applicable when` on an input or an item."""
    return finding(
        "rule-on-answer",
        say(
            "only what is weighted has a rule for not applicable",
            "hanya yang berbobot punya aturan tidak berlaku",
        ),
        place,
        say("`{n}` has no weight", "`{n}` tidak berbobot", n=name),
        helps=[
            say(
                "write `may be not applicable`, or put the rule on the indicator",
                "tulis `boleh tidak berlaku`, atau letakkan aturannya pada indikator",
            )
        ],
    )


def counted_input(name: str, place: Place) -> Diagnostic:
    """`counts full` or `counts zero` on an input."""
    return finding(
        "counts-without-weight",
        say(
            "`{n}` has no weight that it could keep",
            "`{n}` tidak punya bobot yang dapat dipertahankan",
            n=name,
        ),
        place,
        say("an input counts for nothing", "isian tidak dihitung"),
        helps=[
            say(
                "write it on the indicator or on the item of a checklist",
                "tulis pada indikatornya atau pada butir daftar periksa",
            )
        ],
    )


def default_without_answer(name: str, place: Place) -> Diagnostic:
    """A default for a leaf that is not answered itself."""
    return finding(
        "default-without-answer",
        say(
            "`{n}` has no answer of its own to default",
            "`{n}` tidak punya jawaban sendiri untuk digantikan",
            n=name,
        ),
        place,
        say("nothing to stand in for", "tidak ada yang digantikan"),
        helps=[say("put the default on what it reads", "letakkan nilai baku pada yang dibacanya")],
    )


# Score and scales


def scale_missing(name: str, place: Place) -> Diagnostic:
    """A score without a scale."""
    return finding(
        "scale-missing",
        say("the score `{n}` has no scale", "skor `{n}` tidak punya skala", n=name),
        place,
        say("scale is missing", "skalanya tidak ada"),
        helps=[say("write it after the name: `0 .. 100`", "tulis setelah namanya: `0 .. 100`")],
    )


def bad_scale(place: Place) -> Diagnostic:
    """A scale that is none."""
    return finding(
        "bad-range",
        say(
            "a scale is written `0 .. 100`: floor 0 or more, top above it",
            "skala ditulis `0 .. 100`: lantai 0 atau lebih, puncak di atasnya",
        ),
        place,
        say("not such a scale", "bukan skala demikian"),
    )


def floor_not_zero(what: Literal["points", "scale", "zero"], place: Place, floor: Fraction) -> Diagnostic:
    """Points, rescaling and what counts as nothing, on a scale that does not begin at 0."""
    words = {
        "points": say("points", "poin"),
        "scale": say("scale to", "skalakan ke"),
        "zero": say("counts zero", "dihitung nol"),
    }[what]
    return finding(
        "floor-not-zero",
        say("`{w}` needs a scale that begins at 0", "`{w}` memerlukan skala yang mulai dari 0", w=words),
        place,
        say("this scale begins at {f}", "skala ini mulai dari {f}", f=floor),
        notes=[
            say("0 is no value of this scale", "0 bukan nilai pada skala ini")
            if what == "zero"
            else say(
                "below the floor nothing could be reached, so points would not add up",
                "di bawah lantai tidak ada nilai, sehingga poin tidak berjumlah tepat",
            )
        ],
    )


def range_needs_as(
    name: str, place: Place, low: Fraction, high: Fraction, floor: Fraction, top: Fraction, share: bool
) -> Diagnostic:
    """A range that may be stretched or taken in proportion, with different results (semantics B1)."""
    middle = low + Fraction((high - low) // 2 if high - low >= 2 else (high - low) / 2)
    stretched = floor + (middle - low) * (top - floor) / (high - low)
    proportional = middle * top / high
    shown = amount(middle, share)
    helps = [
        say(
            "write `as {floor} .. {top}`: {m} becomes {s}",
            "tulis `sebagai {floor} .. {top}`: {m} menjadi {s}",
            floor=floor,
            top=top,
            m=shown,
            s=stretched,
        )
    ]
    if low * top / high >= floor:
        helps.append(
            say(
                "or `as {low} .. {top}`: {m} becomes {p}",
                "atau `sebagai {low} .. {top}`: {m} menjadi {p}",
                low=low * top / high,
                top=top,
                m=shown,
                p=proportional,
            )
        )
    return finding(
        "range-needs-as",
        say(
            "how `{n}` maps to {floor} .. {top} is not clear",
            "cara `{n}` menjadi {floor} .. {top} tidak jelas",
            n=name,
            floor=floor,
            top=top,
        ),
        place,
        say(
            "{low} .. {high} has two readings",
            "{low} .. {high} punya dua tafsir",
            low=amount(low, share),
            high=amount(high, share),
        ),
        notes=[
            say(
                "stretching the range and taking it in proportion give different scores",
                "merentangkan dan membaca menurut perbandingan memberi nilai berbeda",
            )
        ],
        helps=helps,
    )


def bad_as(name: str, place: Place, floor: Fraction, top: Fraction) -> Diagnostic:
    """An `as` range outside the scale."""
    return finding(
        "value-outside-scale",
        say("`as` must stay within the scale of `{n}`", "`sebagai` harus berada dalam skala `{n}`", n=name),
        place,
        say("the scale is {floor} .. {top}", "skalanya {floor} .. {top}", floor=floor, top=top),
    )


def as_without_range(name: str, place: Place) -> Diagnostic:
    """`as` where the values are already on the scale."""
    return finding(
        "as-without-range",
        say("the values of `{n}` are already on its scale", "nilai `{n}` sudah berada pada skalanya", n=name),
        place,
        say("nothing to stretch", "tidak ada yang direntangkan"),
        helps=[say("state their range before `as`", "sebutkan intervalnya sebelum `sebagai`")],
    )


def value_outside_scale(
    text: str, place: Place, name: str, low: Fraction, high: Fraction, stated: bool
) -> Diagnostic:
    """A written value outside the leaf's scale, or outside the range that it states."""
    helps = (
        []
        if stated
        else [
            say(
                "state the range of the values on the line: `0 .. {t}`",
                "sebutkan interval nilainya pada baris itu: `0 .. {t}`",
                t=text,
            )
        ]
    )
    return finding(
        "value-outside-scale",
        say(
            "{t} lies outside {low} .. {high} of `{n}`",
            "{t} di luar {low} .. {high} milik `{n}`",
            t=text,
            low=low,
            high=high,
            n=name,
        ),
        place,
        say("outside {low} .. {high}", "di luar {low} .. {high}", low=low, high=high),
        helps=helps,
    )


def open_range(name: str, place: Place) -> Diagnostic:
    """An open range scored by itself."""
    return finding(
        "leaf-not-scored",
        say(
            "an open range of `{n}` has no top to score by",
            "interval terbuka `{n}` tidak punya puncak untuk dinilai",
            n=name,
        ),
        place,
        say("no upper end", "tanpa ujung atas"),
        helps=[
            say(
                "add bins below it: `0 -> 0`, `5 .. -> 5`",
                "tambahkan baris di bawahnya: `0 -> 0`, `5 .. -> 5`",
            )
        ],
    )


def negative_range(name: str, place: Place) -> Diagnostic:
    """A range below 0 scored by itself."""
    return finding(
        "leaf-not-scored",
        say(
            "a range below 0 cannot score `{n}` by itself",
            "interval di bawah 0 tidak dapat menilai `{n}` sendiri",
            n=name,
        ),
        place,
        say("begins below 0", "mulai di bawah 0"),
        helps=[
            say(
                "add bins that say what each answer is worth",
                "tambahkan baris yang menyebut nilai tiap jawaban",
            )
        ],
    )
