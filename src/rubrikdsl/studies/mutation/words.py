"""All wording of changes and verdicts, English and Indonesian side by side."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import Rounding
from rubrikdsl.semantics.terms import Counted
from rubrikdsl.semantics.terms import Operator
from rubrikdsl.semantics.terms import Type

SYMBOLS: dict[str, str] = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
AGGREGATES: dict[str, Words] = {
    "mean": say("mean", "rerata"),
    "median": say("median", "median"),
    "min": say("min", "min"),
    "max": say("max", "maks"),
    "best": say("best", "terbaik"),
    "geometric": say("geometric mean", "rerata geometrik"),
    "harmonic": say("harmonic mean", "rerata harmonik"),
    "every": say("every", "setiap"),
    "any": say("any", "salah satu"),
}
MODES: dict[Rounding, Words] = {
    "half-away": say("half away from zero", "setengah menjauhi nol"),
    "half-even": say("half to even", "setengah ke genap"),
    "down": say("down", "ke bawah"),
    "up": say("up", "ke atas"),
}

SAME_STEPS = say(
    "no value that is told depends on it",
    "tidak ada nilai hasil yang bergantung padanya",
)
BOUNDS = say(
    "bounds exclude every complete record that tells it",
    "rentang nilai mengecualikan setiap rekaman lengkap yang membedakannya",
)
IMPLIED = say(
    "it follows from the other lines, before and after",
    "sudah tersirat dalam baris lainnya, sebelum dan sesudahnya",
)


def number(value: Fraction, type: Type) -> Words:
    """A number as the author writes it."""
    if type.kind == "share":
        return say("{n}%", "{n}%", n=value * 100)
    return say("{n}", "{n}", n=value)


def moved(before: Fraction, after: Fraction, type: Type) -> Words:
    """An edge that lies elsewhere."""
    return say("{a} → {b}", "{a} → {b}", a=number(before, type), b=number(after, type))


def gives(key: str, what: Words) -> Words:
    """What a row of a table gives."""
    return say("{key}: {what}", "{key}: {what}", key=key, what=what)


def code(before: str, after: str) -> Words:
    """Another code."""
    return say("{a} → {b}", "{a} → {b}", a=before, b=after)


def rows_swapped(one: int, other: int) -> Words:
    """Two rows or cases in the other order."""
    return say("row {b} before row {a}", "baris {b} sebelum baris {a}", a=one, b=other)


def steps_swapped(one: int, other: int) -> Words:
    """Two steps of a ladder in the other order."""
    return say("step {b} before step {a}", "tingkat {b} sebelum tingkat {a}", a=one, b=other)


def cell_free(column: int) -> Words:
    """A cell that takes anything."""
    return say("column {n} takes anything", "kolom {n} menerima apa pun", n=column)


def of_adjustment(title: Words, what: Words) -> Words:
    """A change of an adjustment or a limit."""
    return say("{title}: {what}", "{title}: {what}", title=title, what=what)


COUNTED = {
    None: say("falls to the others", "dibagi ke yang lain"),
    "full": say("counts full", "dihitung penuh"),
    "zero": say("counts zero", "dihitung nol"),
}


def counts(label: str, before: Counted | None, after: Counted | None) -> Words:
    """What becomes of a weight that does not apply."""
    return say(
        "weight of {label} where it does not apply: {a} → {b}",
        "bobot {label} bila tidak berlaku: {a} → {b}",
        label=label,
        a=COUNTED[before],
        b=COUNTED[after],
    )


def skipped(label: str) -> Words:
    """A node that does not apply, for a title."""
    return say("{label} does not apply", "{label} tidak berlaku", label=label)


def at_least(name: str, what: Words) -> Words:
    """How many members there must be."""
    return say("at least of {name}: {what}", "paling sedikit {name}: {what}", name=name, what=what)


def every_unit(name: str) -> Words:
    """A collection without its condition."""
    return say("every one of {name} counts", "semua {name} diperhitungkan", name=name)


def edge_side(edge: Fraction, type: Type) -> Words:
    """An edge that belongs to the other side."""
    return say(
        "{n} itself to the other side of the edge",
        "{n} sendiri ke sisi lain batasnya",
        n=number(edge, type),
    )


def named(name: str) -> Words:
    """What is called so by its author."""
    return say("{name}", "{name}", name=name)


def weight_of(label: str) -> Words:
    """A weight, for a title."""
    return say("weight of {label}", "bobot {label}", label=label)


def rounding_of(label: str) -> Words:
    """A rounding, for a title."""
    return say("rounding of {label}", "pembulatan {label}", label=label)


def order_of(first: Words, second: Words) -> Words:
    """The order of two adjustments, for a title."""
    return say("{a} before {b}", "{a} sebelum {b}", a=first, b=second)


def edge_of(name: str) -> Words:
    """An edge of a band table, for a title."""
    return say("edge of {name}", "batas {name}", name=name)


def of_table(name: str, what: Words) -> Words:
    """A change of a band table."""
    return say("edge of {name}: {what}", "batas {name}: {what}", name=name, what=what)


ON_GRID = say(
    "every number that is rounded here lies where both round alike",
    "setiap bilangan yang dibulatkan di sini terletak di tempat keduanya membulatkan sama",
)
EVERY_CASE = say(
    "it was gone through for every combination of the answers that it reads",
    "setiap kombinasi jawaban yang dibacanya sudah diperiksa satu per satu",
)
PROOFS = {"bounds": BOUNDS, "lines": IMPLIED, "grid": ON_GRID, "cases": EVERY_CASE}


def within(title: str, what: Words) -> Words:
    """A change with the line or the node that it is in."""
    return say("{title}: {what}", "{title}: {what}", title=title, what=what)


def strictness(op: Operator) -> Words:
    """A comparison that does, or does not, take the number itself."""
    other = {"lt": "<=", "le": "<", "gt": ">=", "ge": ">"}[op]
    return say("{a} → {b}", "{a} → {b}", a=SYMBOLS[op], b=other)


def weight(
    label: str,
    before: Fraction,
    after: Fraction,
    other: str,
    kind: Literal["percent", "points", "total", "equal"],
) -> Words:
    """Weight that moves between siblings."""
    scale = 1 if kind == "points" else 100
    unit = "" if kind == "points" else "%"
    moved = say("{a}{u} → {b}{u}", "{a}{u} → {b}{u}", a=before * scale, b=after * scale, u=unit)
    if after > before:
        return say(
            "weight of {label} {moved}, from {other}",
            "bobot {label} {moved}, dari {other}",
            label=label,
            moved=moved,
            other=other,
        )
    return say(
        "weight of {label} {moved}, to {other}",
        "bobot {label} {moved}, ke {other}",
        label=label,
        moved=moved,
        other=other,
    )


def rounding(before: Rounding, after: Rounding) -> Words:
    """Another mode of rounding."""
    return say(
        "rounding {a} → {b}",
        "pembulatan {a} → {b}",
        a=MODES[before],
        b=MODES[after],
    )


def aggregate(before: str, after: str) -> Words:
    """Another aggregate."""
    return say("{a} → {b}", "{a} → {b}", a=AGGREGATES[before], b=AGGREGATES[after])


def adjustment(kind: Literal["bonus", "penalty", "cap", "floor", "scale"], title: str) -> Words:
    """An adjustment."""
    named = {
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "cap": say("cap", "batas atas"),
        "floor": say("floor", "batas bawah"),
        "scale": say("scaling", "penskalaan"),
    }[kind]
    return say("{kind} “{title}”", "{kind} “{title}”", kind=named, title=title) if title else named


def limit(name: str, code: str) -> Words:
    """A limit or a raise."""
    return say("limit of {name} to {code}", "batasan {name} ke {code}", name=name, code=code)


def off(subject: Words) -> Words:
    """It is not there."""
    return say("without the {it}", "tanpa {it}", it=subject)


def always(subject: Words) -> Words:
    """It acts whatever its condition says."""
    return say("the {it} always", "{it} selalu", it=subject)


def swapped(first: Words, second: Words) -> Words:
    """Two adjustments in the other order."""
    return say("{b} before {a}", "{b} sebelum {a}", a=first, b=second)


def dropped(text: str) -> Words:
    """A requirement that is not asked."""
    return say("without `{text}`", "tanpa `{text}`", text=text)


def summary(name: str, noticed: int, all: int, equivalent: int) -> Words:
    """The sum of a rubric."""
    return say(
        "changes of {name}: {noticed} of {all} noticed ({equivalent} more change nothing)",
        "perubahan {name}: {noticed} dari {all} ketahuan ({equivalent} lainnya tidak mengubah apa pun)",
        name=name,
        noticed=noticed,
        all=all,
        equivalent=equivalent,
    )


CHANGES = say("changes", "perubahan")
ORDERED = say(
    "these change the order of several records, which no example can tell:",
    "perubahan ini mengubah urutan beberapa rekaman, yang tidak dapat diuji oleh contoh:",
)
NO_ORDER = say(
    "no records were found that it puts in another order", "belum ada rekaman yang urutannya berubah"
)
TIES = {
    "share": say("equals share a rank", "nilai sama berbagi peringkat"),
    "dense": say("no rank is left out after equals", "tanpa loncatan peringkat"),
    "distinct": say("equals are told apart", "nilai sama dibedakan"),
}


def turned(text: str) -> Words:
    """A key of a ranking, the other end first."""
    return say("{t}: the other end first", "{t}: dari ujung sebaliknya", t=text)


def keys_swapped(one: str, other: str) -> Words:
    """Two keys in the other order."""
    return say("{b} before {a}", "{b} sebelum {a}", a=one, b=other)


def ties(before: str, after: str) -> Words:
    """Another rule for equals."""
    return say("{a} → {b}", "{a} → {b}", a=TIES[before], b=TIES[after])


def within_dropped(number: int) -> Words:
    """Ranked among more records."""
    return say("without group {n} of `within`", "tanpa kelompok ke-{n} dari `dalam`", n=number)


def rank_of(name: str) -> str:
    """The rank of a record."""
    return f"#{name}"


def whole(number: int) -> Words:
    """A rank."""
    return say("{n}", "{n}", n=number)


def one_record(name: str, said: Words) -> Words:
    """One of several records."""
    return say("{n} ({s})", "{n} ({s})", n=name, s=said)


UNNOTICED = say("these changes would go unnoticed:", "perubahan ini tidak akan ketahuan:")
UNDECIDED = say(
    "neither a record that tells them nor a proof that none does:",
    "belum ada rekaman yang membedakannya, dan belum terbukti tidak ada:",
)
EQUIVALENT = say("these change nothing:", "perubahan ini tidak mengubah apa pun:")


def told_by(given: Words, differences: Words) -> Words:
    """A record that tells the change."""
    return say("given {g}: {d}", "diketahui {g}: {d}", g=given, d=differences)


def difference(text: str, before: Words, after: Words) -> Words:
    """A value and what it would be."""
    return say("{t} = {a}, not {b}", "{t} = {a}, bukan {b}", t=text, a=before, b=after)
