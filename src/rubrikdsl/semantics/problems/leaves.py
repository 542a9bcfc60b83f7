"""Findings about how a leaf is scored."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import short
from rubrikdsl.source import Place

# Leaves


def no_scoring(name: str, place: Place) -> Diagnostic:
    """A leaf without a way of scoring."""
    return finding(
        "leaf-not-scored",
        say("nothing says how `{n}` is scored", "tidak disebut bagaimana `{n}` dinilai", n=name),
        place,
        say("no way of scoring", "tanpa cara penilaian"),
        helps=[
            say(
                "give it a range (`0 .. 3`), options with values, a checklist, bins or cases",
                "beri interval (`0 .. 3`), pilihan bernilai, daftar periksa, atau baris kasus",
            )
        ],
    )


def answer_not_scored(name: str, place: Place, kind: Type) -> Diagnostic:
    """An answer that has no value by itself."""
    return finding(
        "leaf-not-scored",
        say(
            "nothing says what an answer of `{n}` is worth",
            "tidak disebut berapa nilai jawaban `{n}`",
            n=name,
        ),
        place,
        say("answered with {k}", "dijawab dengan {k}", k=short(kind)),
        helps=[
            say(
                "add cases: `100 when {n}`, `0 otherwise`",
                "tambahkan kasus: `100 bila {n}`, `0 selainnya`",
                n=name,
            )
        ]
        if kind.kind == "truth"
        else [
            say(
                "add cases that say what each answer is worth",
                "tambahkan kasus yang menyebut nilai tiap jawaban",
            )
        ],
    )


def scored_twice(name: str, place: Place, first: Place) -> Diagnostic:
    """Two ways of scoring one thing."""
    return finding(
        "scored-twice",
        say("`{n}` is scored in two ways", "`{n}` dinilai dengan dua cara", n=name),
        place,
        say("a second way", "cara kedua"),
        secondary=[Label(first, say("the first way", "cara pertama"))],
        helps=[say("keep one of them", "pertahankan salah satu")],
    )


def no_bins(name: str, place: Place) -> Diagnostic:
    """`of x` without bins."""
    return finding(
        "leaf-not-scored",
        say(
            "`{n}` says what it reads, but has no bins",
            "`{n}` menyebut yang dibaca, tetapi tanpa baris nilai",
            n=name,
        ),
        place,
        say("bins are missing", "baris nilai tidak ada"),
        helps=[say("add lines such as `1 .. 3 -> 1`", "tambahkan baris seperti `1 .. 3 -> 1`")],
    )


def no_items(name: str, place: Place) -> Diagnostic:
    """A checklist or ladder without items."""
    return finding(
        "nothing-listed",
        say("`{n}` has no items", "`{n}` tidak punya butir", n=name),
        place,
        say("items are missing", "butirnya tidak ada"),
        helps=[say("list them below it, one a line", "sebutkan di bawahnya, satu per baris")],
    )


def option_without_value(name: str, place: Place) -> Diagnostic:
    """An option of a leaf without a value."""
    return finding(
        "option-value",
        say("the option `{n}` has no value", "pilihan `{n}` tidak punya nilai", n=name),
        place,
        say("value is missing", "nilainya tidak ada"),
        helps=[
            say(
                'end the line with its value: `{n} "…" 50`',
                'akhiri baris dengan nilainya: `{n} "…" 50`',
                n=name,
            )
        ],
    )


def option_value(name: str, place: Place) -> Diagnostic:
    """A value where none is read."""
    return finding(
        "option-value",
        say("`{n}` takes no value here", "`{n}` tidak menerima nilai di sini", n=name),
        place,
        say("never read", "tidak pernah dibaca"),
        notes=[
            say(
                "options have values only where they score an indicator; items hold or not",
                "pilihan bernilai hanya pada indikator yang dinilai dengannya; butir hanya ya atau tidak",
            )
        ],
    )


def weighted_option(name: str, place: Place) -> Diagnostic:
    """A weight on an option that has a value."""
    return finding(
        "item-weight",
        say(
            "the option `{n}` has a value and takes no weight",
            "pilihan `{n}` bernilai dan tidak menerima bobot",
            n=name,
        ),
        place,
        say("only checklist items have weights", "hanya butir daftar yang berbobot"),
        helps=[say("drop the weight", "hapus bobotnya")],
    )


def weighted_step(place: Place) -> Diagnostic:
    """A weight on a step of a ladder."""
    return finding(
        "item-weight",
        say(
            "a step of a ladder counts one and takes no weight",
            "satu anak tangga bernilai satu dan tidak berbobot",
        ),
        place,
        say("only checklist items have weights", "hanya butir daftar yang berbobot"),
        helps=[say("drop the weight, or make it a checklist", "hapus bobotnya, atau jadikan daftar periksa")],
    )


def item_weight(place: Place) -> Diagnostic:
    """An item's weight that is no plain percentage."""
    return finding(
        "item-weight",
        say("the weight of an item is a plain percentage", "bobot butir berupa persentase biasa"),
        place,
        say("not a plain percentage", "bukan persentase biasa"),
        helps=[
            say(
                "write `weight 30%`, or leave all weights out",
                "tulis `bobot 30%`, atau hilangkan semua bobot",
            )
        ],
    )


def step_not_applicable(name: str, place: Place) -> Diagnostic:
    """A step of a ladder that may be not applicable."""
    return finding(
        "rule-on-answer",
        say("a step of a ladder always applies", "anak tangga selalu berlaku"),
        place,
        say("`{n}` is a step", "`{n}` anak tangga", n=name),
        helps=[say("let the whole ladder be not applicable", "nyatakan seluruh tangga boleh tidak berlaku")],
    )


def bad_goalposts(name: str, place: Place, *, equal: bool) -> Diagnostic:
    """Goalposts between which nothing can be measured."""
    if equal:
        message = say("the goalposts of `{n}` are equal", "kedua patok `{n}` sama", n=name)
        helps = [
            say("write where 0 ends and where the most begins", "tulis batas nilai 0 dan batas nilai penuh")
        ]
    else:
        message = say("the goalposts of `{n}` have no logarithm", "patok `{n}` tidak punya logaritma", n=name)
        helps = [say("with `log` both are above 0", "dengan `log` keduanya di atas 0")]
    return finding(
        "bad-goalposts",
        message,
        place,
        say("these goalposts", "patok ini"),
        helps=helps,
    )


def goalpost_not_input(text: str, place: Place) -> Diagnostic:
    """A goalpost that is neither a number nor an input."""
    return finding(
        "goalpost-not-input",
        say("a goalpost is a number or an input", "patok adalah bilangan atau isian"),
        place,
        say("`{t}` is no input", "`{t}` bukan isian", t=text),
        notes=[
            say(
                "goalposts that depend on scores would move with what they measure",
                "patok yang bergantung pada skor akan bergeser bersama yang diukur",
            )
        ],
        helps=[
            say(
                "write the number, or declare `{t}` under `inputs`",
                "tulis bilangannya, atau nyatakan `{t}` di `isian`",
                t=text,
            )
        ],
    )


def no_otherwise(name: str, place: Place) -> Diagnostic:
    """Cases without `otherwise`."""
    return finding(
        "otherwise-last",
        say(
            "the cases of `{n}` do not end with `otherwise`", "kasus `{n}` tidak diakhiri `selainnya`", n=name
        ),
        place,
        say("the last case", "kasus terakhir"),
        helps=[say("add a line such as `0 otherwise`", "tambahkan baris seperti `0 selainnya`")],
    )


def after_otherwise(place: Place, otherwise: Place) -> Diagnostic:
    """A case that can never be reached."""
    return finding(
        "otherwise-last",
        say("this case comes after `otherwise`", "kasus ini berada setelah `selainnya`"),
        place,
        say("never reached", "tidak pernah tercapai"),
        secondary=[Label(otherwise, say("takes everything left", "mengambil semua sisanya"))],
    )


def optional_weighted(name: str, place: Place) -> Diagnostic:
    """`optional` on a leaf that is scored."""
    return finding(
        "optional-weighted",
        say(
            "`{n}` counts, so it cannot be optional", "`{n}` ikut dinilai, jadi tidak dapat opsional", n=name
        ),
        place,
        say("has a weight", "punya bobot"),
        notes=[
            say(
                "a missing answer is neither zero nor left out", "jawaban kosong bukan nol dan tidak dilewati"
            )
        ],
        helps=[
            say(
                "write `default …` or `may be not applicable`, or give it weight 0",
                "tulis `baku …` atau `boleh tidak berlaku`, atau beri bobot 0",
            )
        ],
    )
