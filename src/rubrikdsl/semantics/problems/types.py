"""Findings about types, readings of nodes, and guards."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import short
from rubrikdsl.semantics.problems.wording import type_words
from rubrikdsl.source import Place

# Types


def type_mismatch(
    left: str, left_place: Place, a: Type, right: str, right_place: Place, b: Type
) -> Diagnostic:
    """Two sides that do not go together."""
    numbers = {a.kind, b.kind} == {"number", "share"}
    notes = [
        say(
            "`x.share` and `60%` are shares; `x` and `60` are numbers",
            "`x.capaian` dan `60%` persentase; `x` dan `60` bilangan",
        )
    ]
    helps = [
        say("write `{r}%`, or leave `.share` out", "tulis `{r}%`, atau hilangkan `.capaian`", r=right)
        if a == SHARE
        else say(
            "leave the `%` out, or read `{left}.share`",
            "hilangkan `%`, atau baca `{left}.capaian`",
            left=left,
        )
    ]
    return finding(
        "type-mismatch",
        say("{a} and {b} do not go together", "{a} dan {b} tidak dapat dipadukan", a=short(a), b=short(b)),
        right_place,
        say("this is {t}", "ini {t}", t=short(b)),
        secondary=[Label(left_place, say("this is {t}", "ini {t}", t=short(a)))],
        notes=notes if numbers else (),
        helps=helps if numbers else (),
    )


def not_a_condition(text: str, place: Place, kind: Type) -> Diagnostic:
    """A condition that is not yes or no."""
    helps: list[Words] = []
    if kind.kind == "code" and kind.codes:
        helps = [say("write `{t} is {c}`", "tulis `{t} adalah {c}`", t=text, c=kind.codes[0])]
    elif kind.kind in ("number", "share"):
        helps = [say("compare it: `{t} >= …`", "bandingkan: `{t} >= …`", t=text)]
    elif kind.kind == "set" and kind.codes:
        helps = [say("write `{c} in {t}`", "tulis `{c} termasuk {t}`", t=text, c=kind.codes[0])]
    return finding(
        "type-mismatch",
        say(
            "a condition is yes or no; `{t}` is {k}",
            "syarat berupa ya atau tidak; `{t}` berupa {k}",
            t=text,
            k=short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        helps=helps,
    )


def not_a_number(text: str, place: Place, kind: Type) -> Diagnostic:
    """Arithmetic on something that is no number (or a share where a plain number is needed)."""
    helps = []
    if kind == SHARE:
        helps = [
            say(
                "a share of something is a number: `{t} * 8`",
                "persentase dari sesuatu adalah bilangan: `{t} * 8`",
                t=text,
            )
        ]
    elif kind.kind == "truth":
        helps = [say("write `if {t} then 1 else 0`", "tulis `jika {t} maka 1 selain itu 0`", t=text)]
    elif kind.kind == "set":
        helps = [say("count it: `count({t})`", "hitung: `banyak({t})`", t=text)]
    return finding(
        "type-mismatch",
        say(
            "a number is needed; `{t}` is {k}",
            "yang diperlukan bilangan; `{t}` berupa {k}",
            t=text,
            k=short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        helps=helps,
    )


def not_ordered(text: str, place: Place, kind: Type) -> Diagnostic:
    """`<` and `>` of what has no order."""
    helps = []
    if kind.kind == "code":
        helps = [
            say("list what is meant: `{t} in (…)`", "sebutkan yang dimaksud: `{t} termasuk (…)`", t=text)
        ]
    return finding(
        "type-mismatch",
        say(
            "only numbers, shares and dates have an order",
            "hanya bilangan, persentase, dan tanggal yang berurutan",
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        helps=helps,
    )


def not_compared(text: str, place: Place, kind: Type) -> Diagnostic:
    """`is` of a text or a set."""
    if kind.kind == "text":
        note = say("a text is a label: rules never read it", "teks hanya keterangan: aturan tidak membacanya")
        helps = [say("declare it as `one of …`", "nyatakan sebagai `salah satu …`")]
    else:
        note = say("a set may hold several options", "himpunan dapat berisi beberapa pilihan")
        helps = [say("write `option in {t}`", "tulis `pilihan termasuk {t}`", t=text)]
    return finding(
        "type-mismatch",
        say(
            "`{t}` is {k} and cannot be compared",
            "`{t}` berupa {k} dan tidak dapat dibandingkan",
            t=text,
            k=short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        notes=[note],
        helps=helps,
    )


def not_a_set(text: str, place: Place, kind: Type) -> Diagnostic:
    """`x in y` where y is no set."""
    return finding(
        "type-mismatch",
        say(
            "`{t}` holds no options; it is {k}", "`{t}` tidak memuat pilihan; ini {k}", t=text, k=short(kind)
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        notes=[
            say(
                "`x in y` asks a set (`any of …`)",
                "`x termasuk y` bertanya pada himpunan (`beberapa dari …`)",
            )
        ],
        helps=[
            say(
                "below an indicator its name is its answer; elsewhere write `.answer`",
                "di bawah indikator, namanya adalah jawabannya; di tempat lain tulis `.jawaban`",
            )
        ]
        if kind.kind == "number"
        else (),
    )


def not_counted(text: str, place: Place, kind: Type) -> Diagnostic:
    """`count` of what has no members."""
    return finding(
        "type-mismatch",
        say(
            "`{t}` cannot be counted; it is {k}",
            "`{t}` tidak dapat dihitung; ini {k}",
            t=text,
            k=short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        notes=[
            say(
                "`count` takes a collection, a set or a checklist",
                "`banyak` menerima kumpulan, himpunan, atau daftar periksa",
            )
        ],
    )


def text_alone(place: Place) -> Diagnostic:
    """A text where a value is computed."""
    return finding(
        "type-mismatch",
        say(
            "a text stands only after `is` or in `in (…)`",
            "teks hanya dapat berdiri setelah `adalah` atau `termasuk (…)`",
        ),
        place,
        say("text", "teks"),
    )


def not_constant(text: str, place: Place) -> Diagnostic:
    """Something computed where only what is written can stand."""
    return finding(
        "not-constant",
        say("`{t}` must be written out here", "`{t}` harus dituliskan langsung di sini", t=text),
        place,
        say("not a written value", "bukan nilai yang tertulis"),
        helps=[say("write the value itself", "tulis nilainya langsung")],
    )


def wrong_value(text: str, place: Place, of: str, kind: Type) -> Diagnostic:
    """A value of the wrong type."""
    helps = []
    if kind == SHARE and text.replace(".", "").replace(",", "").isdigit():
        helps = [say("write `{t}%`", "tulis `{t}%`", t=text)]
    elif kind.kind == "number" and text.endswith("%"):
        helps = [say("leave the `%` out", "hilangkan `%`")]
    return finding(
        "type-mismatch",
        say("`{of}` is {k}; `{t}` is not", "`{of}` berupa {k}; `{t}` bukan", of=of, k=short(kind), t=text),
        place,
        say("{k} is needed", "perlu {k}", k=short(kind)),
        notes=[say("it is {k}", "ini {k}", k=type_words(kind))] if kind.kind in ("code", "set") else (),
        helps=helps,
    )


def value_is_share(place: Place) -> Diagnostic:
    """A leaf's value written with `%`."""
    return finding(
        "type-mismatch",
        say(
            "values of a scale are numbers, not shares", "nilai pada skala berupa bilangan, bukan persentase"
        ),
        place,
        say("this is a share (%)", "ini persentase"),
        helps=[say("leave the `%` out", "hilangkan `%`")],
    )


def too_deep(place: Place, most: int) -> Diagnostic:
    """An expression with too many parts inside each other."""
    return finding(
        "expression-too-long",
        say(
            "this expression leads through more than {n} steps",
            "rumus ini melalui lebih dari {n} langkah",
            n=most,
        ),
        place,
        say("too long", "terlalu panjang"),
        helps=[say("name parts of it with `let`", "beri nama bagian-bagiannya dengan `misal`")],
    )


# Readings and states


def no_reading(name: str, text: str, place: Place) -> Diagnostic:
    """`.share` or `.points` of what is not scored."""
    return finding(
        "no-such-reading",
        say(
            "only what is scored can be read as `{t}`",
            "hanya yang dinilai dapat dibaca sebagai `{t}`",
            t=text,
        ),
        place,
        say("not scored", "tidak dinilai"),
        helps=[say("write `{n}`", "tulis `{n}`", n=name)],
    )


def no_answer(name: str, items: bool, place: Place) -> Diagnostic:
    """`.answer` of a node that has none of its own."""
    helps = [say("count its items: `count({n})`", "hitung butirnya: `banyak({n})`", n=name)] if items else []
    return finding(
        "no-such-reading",
        say("`{n}` has no answer of its own", "`{n}` tidak punya jawaban sendiri", n=name),
        place,
        say("no answer to read", "tidak ada jawaban"),
        helps=helps,
    )


def no_state(text: str, place: Place) -> Diagnostic:
    """`is missing` of something computed by a rule."""
    return finding(
        "no-such-reading",
        say(
            "`{t}` is never missing or not applicable by itself",
            "`{t}` tidak pernah kosong atau tidak berlaku sendiri",
            t=text,
        ),
        place,
        say("not an answer or a score", "bukan jawaban atau skor"),
        notes=[
            say(
                "inputs, indicators and groups can be asked", "yang dapat ditanya: isian, indikator, kelompok"
            )
        ],
    )


def collection_alone(name: str, place: Place) -> Diagnostic:
    """A collection read as if it were one value."""
    return finding(
        "collection-alone",
        say("`{n}` are many units; say what of them", "`{n}` berisi banyak unit; sebutkan apanya", n=name),
        place,
        say("many units", "banyak unit"),
        helps=[
            say("write `count({n})` or `mean({n}.…)`", "tulis `banyak({n})` atau `rerata({n}.…)`", n=name)
        ],
    )


def empty_cell(bands: str, column: str, code: str, place: Place) -> Diagnostic:
    """A column read in a rule though a row leaves it empty."""
    return finding(
        "empty-cell",
        say(
            "`{b}.{c}` is empty for `{code}`", "`{b}.{c}` kosong untuk `{code}`", b=bands, c=column, code=code
        ),
        place,
        say("may have no value", "mungkin tanpa nilai"),
        helps=[say("fill the cell of every row that rules read", "isi sel setiap baris yang dibaca aturan")],
    )


# Guards


def may_be_missing(text: str, place: Place) -> Diagnostic:
    """An optional answer read without a guard."""
    return finding(
        "may-be-missing",
        say("`{t}` may be missing here", "`{t}` mungkin kosong di sini", t=text),
        place,
        say("optional", "opsional"),
        notes=[
            say(
                "nothing stands in for a missing answer, zero neither",
                "jawaban kosong tidak diganti apa pun, nol pun tidak",
            )
        ],
        helps=[
            say("ask first: `{t} is not missing and …`", "tanyakan dahulu: `{t} tidak kosong dan …`", t=text),
            say("or give the input a `default`", "atau beri isian itu nilai `baku`"),
        ],
    )


def may_be_not_applicable(text: str, place: Place) -> Diagnostic:
    """Something that may be not applicable read without a guard."""
    return finding(
        "may-be-not-applicable",
        say("`{t}` may be not applicable here", "`{t}` mungkin tidak berlaku di sini", t=text),
        place,
        say("not always applicable", "tidak selalu berlaku"),
        notes=[
            say(
                "only the weighted mean leaves out what does not apply",
                "hanya rerata berbobot yang melewati bagian yang tidak berlaku",
            )
        ],
        helps=[say("ask first: `{t} is applicable and …`", "tanyakan dahulu: `{t} berlaku dan …`", t=text)],
    )


def may_be_empty(function: str, collection: str, place: Place) -> Diagnostic:
    """A mean, min or max over a collection that may have no member."""
    return finding(
        "may-be-empty",
        say("there may be no unit for `{f}`", "mungkin tidak ada unit untuk `{f}`", f=function),
        place,
        say("possibly over no unit", "mungkin tanpa unit"),
        helps=[
            say(
                "ask first: `if count({c} where …) > 0 then … else …`",
                "tanyakan dahulu: `jika banyak({c} yang …) > 0 maka … selain itu …`",
                c=collection,
            )
        ],
    )
