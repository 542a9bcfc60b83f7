"""The wording of findings about names, types and weights, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Type
from rubrikdsl.source import Place


def _found(
    code: str,
    message: Words,
    place: Place,
    label: Words,
    *,
    secondary: Sequence[Label] = (),
    notes: Sequence[Words] = (),
    helps: Sequence[Words] = (),
    severity: Severity = "error",
) -> Diagnostic:
    return Diagnostic(
        code, severity, message, Label(place, label), tuple(secondary), tuple(notes), tuple(helps)
    )


# Words used in several sentences


def type_words(kind: Type) -> Words:
    """A type as a sentence names it: `a number`, `a share`, `one of A, B`."""
    match kind.kind:
        case "number":
            return say("a number", "bilangan")
        case "share":
            return say("a share (%)", "persentase")
        case "truth":
            return say("yes or no", "ya atau tidak")
        case "date":
            return say("a date", "tanggal")
        case "text":
            return say("a text", "teks")
        case "code":
            return say("one of {codes}", "salah satu dari {codes}", codes=_listed(kind.codes))
        case "set":
            return say("any of {codes}", "beberapa dari {codes}", codes=_listed(kind.codes))


def _short(kind: Type) -> Words:
    if kind.kind == "code":
        return say("a choice", "pilihan")
    if kind.kind == "set":
        return say("a set", "himpunan pilihan")
    return type_words(kind)


def _listed(names: Iterable[str], most: int = 8) -> str:
    found = list(names)
    shown = ", ".join(f"`{name}`" for name in found[:most])
    return f"{shown}, …" if len(found) > most else shown


def domain_words(domain: Domain) -> Words:
    """A domain as its line in the rubric says it."""
    if domain.low is None:
        return type_words(domain.type)
    share = domain.type == SHARE
    step = domain.step if domain.step not in (None, Fraction(1, 100) if share else Fraction(1)) else None
    low = _amount(domain.low, share)
    ends = say("{low} .. {high}", "{low} .. {high}", low=low, high=_amount(domain.high, share))
    if domain.high is None:
        ends = say("{low} ..", "{low} ..", low=low)
    if step is None:
        return ends
    return say("{ends} step {step}", "{ends} langkah {step}", ends=ends, step=_amount(step, share))


def _amount(value: Fraction | None, share: bool) -> Words:
    if value is None:
        return say("", "")
    if share:
        return say("{n}%", "{n}%", n=value * 100)
    return say("{n}", "{n}", n=value)


def word(name: str) -> Words:
    """What a declared thing is, in a sentence."""
    known = {
        "input": say("input", "isian"),
        "item": say("item", "butir"),
        "answer": say("answer", "jawaban"),
        "score": say("score", "skor"),
        "let": say("named value", "nilai bernama"),
        "bands": say("band table", "tabel rentang"),
        "outcome": say("outcome", "hasil"),
        "collect": say("collection", "kumpulan"),
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "dimension": say("dimension", "dimensi"),
        "aspect": say("aspect", "aspek"),
        "component": say("component", "komponen"),
        "variable": say("variable", "variabel"),
        "cluster": say("cluster", "klaster"),
        "element": say("element", "unsur"),
        "group": say("group", "kelompok"),
        "indicator": say("indicator", "indikator"),
        "question": say("question", "pertanyaan"),
    }
    return known.get(name, say("{w}", "{w}", w=name))


def _did_you_mean(name: str, known: Iterable[str]) -> list[Words]:
    near = nearest(name, known)
    if near is None:
        return []
    return [say("did you mean `{near}`?", "maksudnya `{near}`?", near=near)]


# Names


def unknown_name(name: str, last: str, place: Place, known: Iterable[str], of_units: bool) -> Diagnostic:
    """A name that nothing declares."""
    near = _did_you_mean(last, known)
    notes = [
        say(
            "`where` and `name.…` inside a function read the units of the collection",
            "`yang` dan `nama.…` di dalam fungsi membaca unit dalam kumpulan",
        )
    ]
    return _found(
        "unknown-name",
        say("nothing here is called `{name}`", "tidak ada yang bernama `{name}` di sini", name=name),
        place,
        say("unknown name", "nama tidak dikenal"),
        notes=notes if of_units else (),
        helps=near,
    )


def unknown_option(code: str, place: Place, of: str, codes: Sequence[str]) -> Diagnostic:
    """A code that a choice does not have."""
    return _found(
        "unknown-option",
        say("`{of}` has no option `{code}`", "`{of}` tidak punya pilihan `{code}`", of=of, code=code),
        place,
        say("unknown option", "pilihan tidak dikenal"),
        notes=[say("its options are {codes}", "pilihannya {codes}", codes=_listed(codes))] if codes else (),
        helps=_did_you_mean(code, codes),
    )


def unknown_bands(name: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A limit on a band table that is not there."""
    return _found(
        "unknown-name",
        say("there is no band table `{name}`", "tidak ada tabel rentang `{name}`", name=name),
        place,
        say("unknown band table", "tabel rentang tidak dikenal"),
        helps=_did_you_mean(name, known),
    )


def unknown_collection(name: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A member given for a collection that is not there."""
    return _found(
        "unknown-name",
        say("there is no collection `{name}`", "tidak ada kumpulan `{name}`", name=name),
        place,
        say("unknown collection", "kumpulan tidak dikenal"),
        helps=_did_you_mean(name, known),
    )


def unknown_column(column: str, bands: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A column that a band table does not have."""
    return _found(
        "unknown-name",
        say(
            "the bands `{bands}` have no column `{column}`",
            "rentang `{bands}` tidak punya kolom `{column}`",
            bands=bands,
            column=column,
        ),
        place,
        say("unknown column", "kolom tidak dikenal"),
        notes=[say("its columns are {known}", "kolomnya {known}", known=_listed(known))] if known else (),
        helps=_did_you_mean(column, known),
    )


def ambiguous_name(name: str, place: Place, paths: Sequence[str], places: Sequence[Place]) -> Diagnostic:
    """A short name that several things have."""
    return _found(
        "ambiguous-name",
        say(
            "`{name}` may mean several things here", "`{name}` dapat berarti beberapa hal di sini", name=name
        ),
        place,
        say("which one?", "yang mana?"),
        secondary=[
            Label(p, say("`{path}`", "`{path}`", path=path))
            for path, p in zip(paths[:4], places, strict=False)
        ],
        helps=[say("write its path: {paths}", "tulis jalurnya: {paths}", paths=_listed(paths, 4))],
    )


def duplicate_name(name: str, kind: str, place: Place, first_kind: str, first: Place) -> Diagnostic:
    """A name declared twice where only one can be meant."""
    if kind == first_kind:
        message = say("`{name}` is declared twice", "`{name}` dinyatakan dua kali", name=name)
    else:
        message = say(
            "`{name}` names both {a} and {b}",
            "`{name}` menamai {a} dan juga {b}",
            name=name,
            a=word(first_kind),
            b=word(kind),
        )
    return _found(
        "duplicate-name",
        message,
        place,
        say("the same name again", "nama yang sama lagi"),
        secondary=[Label(first, say("first declared here", "pertama dinyatakan di sini"))],
        helps=[say("rename one of them", "ganti nama salah satunya")],
    )


def duplicate_option(name: str, place: Place, first: Place) -> Diagnostic:
    """An option listed twice."""
    return _found(
        "duplicate-name",
        say("the option `{name}` is listed twice", "pilihan `{name}` tercantum dua kali", name=name),
        place,
        say("listed again", "tercantum lagi"),
        secondary=[Label(first, say("first listed here", "pertama tercantum di sini"))],
    )


def duplicate_code(code: str, place: Place, first: Place) -> Diagnostic:
    """Two bands with one code."""
    return _found(
        "duplicate-name",
        say("two bands have the code `{code}`", "dua rentang berkode `{code}`", code=code),
        place,
        say("the same code again", "kode yang sama lagi"),
        secondary=[Label(first, say("first used here", "pertama dipakai di sini"))],
        helps=[
            say(
                "join the two ranges, or give one another code", "gabungkan kedua rentang, atau ganti kodenya"
            )
        ],
    )


def duplicate_column(name: str, place: Place, first: Place) -> Diagnostic:
    """Two columns with one name."""
    return _found(
        "duplicate-name",
        say("two columns are called `{name}`", "dua kolom bernama `{name}`", name=name),
        place,
        say("the same name again", "nama yang sama lagi"),
        secondary=[Label(first, say("first column of that name", "kolom pertama bernama itu"))],
    )


def second_score(place: Place, first: Place) -> Diagnostic:
    """Two scores in one rubric."""
    return _found(
        "duplicate-name",
        say("a rubric has one score", "satu rubrik punya satu skor"),
        place,
        say("a second score", "skor kedua"),
        secondary=[Label(first, say("the score of this rubric", "skor rubrik ini"))],
        helps=[say("write it as a rubric of its own", "tulis sebagai rubrik tersendiri")],
    )


def circular(names: Sequence[str], place: Place) -> Diagnostic:
    """Something computed from itself."""
    return _found(
        "circular",
        say("`{name}` is computed from itself", "`{name}` dihitung dari dirinya sendiri", name=names[0]),
        place,
        say("leads back to `{name}`", "kembali ke `{name}`", name=names[0]),
        notes=[say("{path}", "{path}", path=" → ".join(names))] if len(names) > 2 else (),
    )


# Other rubrics


def rubric_unfound(name: str, why: Unfound, place: Place) -> Diagnostic:
    """A rubric that another one names and that cannot be used."""
    match why.reason:
        case "unknown":
            return _found(
                "unknown-rubric",
                say("no rubric is called `{name}`", "tidak ada rubrik bernama `{name}`", name=name),
                place,
                say("unknown rubric", "rubrik tidak dikenal"),
                notes=[
                    say(
                        "looked for among the files given, in this file's folder and in the library",
                        "dicari di antara berkas yang diberikan, folder berkas ini, dan pustaka",
                    )
                ],
                helps=_did_you_mean(name, why.known),
            )
        case "broken":
            return _found(
                "broken-rubric",
                say("`{name}` has errors of its own", "`{name}` punya kesalahan sendiri", name=name),
                place,
                say("cannot be used yet", "belum dapat dipakai"),
                helps=[
                    say(
                        "run `rubrik check` on its file first",
                        "jalankan `rubrik check` pada berkasnya dahulu",
                    )
                ],
            )
        case "circular":
            return _found(
                "circular-rubrics",
                say(
                    "`{name}` needs this rubric itself", "`{name}` membutuhkan rubrik ini sendiri", name=name
                ),
                place,
                say("leads back here", "kembali ke sini"),
            )


def no_such_bands(name: str, rubric: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """`as in` a rubric without such a table."""
    return _found(
        "unknown-name",
        say(
            "`{rubric}` has no bands `{name}`",
            "`{rubric}` tidak punya rentang `{name}`",
            rubric=rubric,
            name=name,
        ),
        place,
        say("no such bands there", "rentang itu tidak ada"),
        notes=[say("it has {known}", "yang ada {known}", known=_listed(known))] if known else (),
        helps=_did_you_mean(name, known),
    )


# Types


def type_mismatch(
    left: str, left_place: Place, a: Type, right: str, right_place: Place, b: Type, place: Place
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
    return _found(
        "type-mismatch",
        say("{a} and {b} do not go together", "{a} dan {b} tidak dapat dipadukan", a=_short(a), b=_short(b)),
        place,
        say("used together here", "dipadukan di sini"),
        secondary=[
            Label(left_place, say("this is {t}", "ini {t}", t=_short(a))),
            Label(right_place, say("this is {t}", "ini {t}", t=_short(b))),
        ],
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
    return _found(
        "type-mismatch",
        say(
            "a condition is yes or no; `{t}` is {k}",
            "syarat berupa ya atau tidak; `{t}` berupa {k}",
            t=text,
            k=_short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
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
    return _found(
        "type-mismatch",
        say(
            "a number is needed; `{t}` is {k}",
            "yang diperlukan bilangan; `{t}` berupa {k}",
            t=text,
            k=_short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
        helps=helps,
    )


def not_ordered(text: str, place: Place, kind: Type) -> Diagnostic:
    """`<` and `>` of what has no order."""
    helps = []
    if kind.kind == "code":
        helps = [
            say("list what is meant: `{t} in (…)`", "sebutkan yang dimaksud: `{t} termasuk (…)`", t=text)
        ]
    return _found(
        "type-mismatch",
        say(
            "only numbers, shares and dates have an order",
            "hanya bilangan, persentase, dan tanggal yang berurutan",
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
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
    return _found(
        "type-mismatch",
        say(
            "`{t}` is {k} and cannot be compared",
            "`{t}` berupa {k} dan tidak dapat dibandingkan",
            t=text,
            k=_short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
        notes=[note],
        helps=helps,
    )


def not_a_set(text: str, place: Place, kind: Type) -> Diagnostic:
    """`x in y` where y is no set."""
    return _found(
        "type-mismatch",
        say(
            "`{t}` holds no options; it is {k}", "`{t}` tidak memuat pilihan; ini {k}", t=text, k=_short(kind)
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
        notes=[
            say(
                "`x in y` asks a set (`any of …`)",
                "`x termasuk y` bertanya pada himpunan (`beberapa dari …`)",
            )
        ],
        helps=[
            say(
                "inside its own body a leaf's name is its answer; elsewhere write `.answer`",
                "di dalam badannya nama butir adalah jawabannya; di tempat lain tulis `.jawaban`",
            )
        ]
        if kind.kind == "number"
        else (),
    )


def not_counted(text: str, place: Place, kind: Type) -> Diagnostic:
    """`count` of what has no members."""
    return _found(
        "type-mismatch",
        say(
            "`{t}` cannot be counted; it is {k}",
            "`{t}` tidak dapat dihitung; ini {k}",
            t=text,
            k=_short(kind),
        ),
        place,
        say("this is {k}", "ini {k}", k=_short(kind)),
        notes=[
            say(
                "`count` takes a collection, a set or a checklist",
                "`banyak` menerima kumpulan, himpunan, atau daftar periksa",
            )
        ],
    )


def text_alone(place: Place) -> Diagnostic:
    """A text where a value is computed."""
    return _found(
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
    return _found(
        "not-constant",
        say("`{t}` must be written out here", "`{t}` harus dituliskan langsung di sini", t=text),
        place,
        say("not a written value", "bukan nilai yang tertulis"),
    )


def wrong_value(text: str, place: Place, of: str, kind: Type) -> Diagnostic:
    """A value of the wrong type."""
    helps = []
    if kind == SHARE and text.replace(".", "").replace(",", "").isdigit():
        helps = [say("write `{t}%`", "tulis `{t}%`", t=text)]
    elif kind.kind == "number" and text.endswith("%"):
        helps = [say("leave the `%` out", "hilangkan `%`")]
    return _found(
        "type-mismatch",
        say("`{of}` is {k}; `{t}` is not", "`{of}` berupa {k}; `{t}` bukan", of=of, k=_short(kind), t=text),
        place,
        say("{k} is needed", "perlu {k}", k=_short(kind)),
        notes=[say("it is {k}", "ini {k}", k=type_words(kind))] if kind.kind in ("code", "set") else (),
        helps=helps,
    )


def value_is_share(place: Place) -> Diagnostic:
    """A leaf's value written with `%`."""
    return _found(
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
    return _found(
        "expression-too-long",
        say(
            "this expression has more than {n} steps in one line",
            "rumus ini punya lebih dari {n} langkah",
            n=most,
        ),
        place,
        say("too long", "terlalu panjang"),
        helps=[say("name parts of it with `let`", "beri nama bagian-bagiannya dengan `misal`")],
    )


# Readings and states


def no_reading(name: str, text: str, place: Place) -> Diagnostic:
    """`.share` or `.points` of what is not scored."""
    return _found(
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
    return _found(
        "no-such-reading",
        say("`{n}` has no answer of its own", "`{n}` tidak punya jawaban sendiri", n=name),
        place,
        say("no answer to read", "tidak ada jawaban"),
        helps=helps,
    )


def no_state(text: str, place: Place) -> Diagnostic:
    """`is missing` of something computed by a rule."""
    return _found(
        "no-such-reading",
        say(
            "`{t}` is never missing or not applicable by itself",
            "`{t}` tidak pernah kosong atau tidak berlaku sendiri",
            t=text,
        ),
        place,
        say("not an answer or a score", "bukan jawaban atau skor"),
        notes=[
            say("inputs, leaves and groups can be asked", "yang dapat ditanya: isian, butir, dan kelompok")
        ],
    )


def collection_alone(name: str, place: Place) -> Diagnostic:
    """A collection read as if it were one value."""
    return _found(
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
    return _found(
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
    return _found(
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
    return _found(
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
    return _found(
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


# Functions


def argument_count(function: str, wanted: int, place: Place) -> Diagnostic:
    """Too few or too many arguments."""
    exact = function in ("round", "abs", "count")
    return _found(
        "function-use",
        say("`{f}` takes {n} values", "`{f}` menerima {n} nilai", f=function, n=wanted)
        if exact
        else say(
            "`{f}` takes at least {n} values", "`{f}` menerima paling sedikit {n} nilai", f=function, n=wanted
        ),
        place,
        say("used here", "dipakai di sini"),
        helps=[say("write `round(x, 2)`", "tulis `round(x, 2)`")] if function == "round" else (),
    )


def one_argument(function: str, collection: str, place: Place) -> Diagnostic:
    """A fold with further arguments."""
    return _found(
        "function-use",
        say(
            "over `{c}`, `{f}` takes one value of each unit",
            "atas `{c}`, `{f}` menerima satu nilai tiap unit",
            f=function,
            c=collection,
        ),
        place,
        say("used here", "dipakai di sini"),
        helps=[say("name the parts with `let`", "beri nama bagiannya dengan `misal`")],
    )


def where_without_collection(place: Place) -> Diagnostic:
    """`where` in a function that runs over no collection."""
    return _found(
        "function-use",
        say(
            "`where` chooses among the units of a collection", "`yang` memilih di antara unit dalam kumpulan"
        ),
        place,
        say("no collection here", "tidak ada kumpulan di sini"),
        helps=[say("declare one: `collect units by …`", "nyatakan: `kumpulkan unit dengan …`")],
    )


def count_of_what(collection: str, place: Place) -> Diagnostic:
    """`count(units.nilai)`."""
    return _found(
        "function-use",
        say("`count` takes the collection itself", "`banyak` menerima kumpulan itu sendiri"),
        place,
        say("not the collection", "bukan kumpulannya"),
        helps=[say("write `count({c})`", "tulis `banyak({c})`", c=collection)],
    )


def outside_fold(name: str, collection: str, of_units: bool, place: Place) -> Diagnostic:
    """A name of the rubric itself inside a function over the units of another."""
    help_ = (
        say("write `{c}.{n}`", "tulis `{c}.{n}`", c=collection, n=name)
        if of_units
        else say("use `{n}` outside the function", "pakai `{n}` di luar fungsi", n=name)
    )
    return _found(
        "function-use",
        say(
            "inside this function only `{c}.…` can be read",
            "di dalam fungsi ini hanya `{c}.…` yang terbaca",
            c=collection,
        ),
        place,
        say("not of a unit", "bukan milik unit"),
        helps=[help_],
    )


def not_supported(text: str, place: Place) -> Diagnostic:
    """A construct of the language that is still to come."""
    return _found(
        "not-supported",
        say("`{t}` cannot be used here yet", "`{t}` belum dapat dipakai di sini", t=text),
        place,
        say("not supported yet", "belum didukung"),
    )


# Domains and values


def bad_range(place: Place) -> Diagnostic:
    """A domain that is no range of an answer."""
    return _found(
        "bad-range",
        say(
            "the range of an answer is written `0 .. 3` or `0 ..`",
            "rentang jawaban ditulis `0 .. 3` atau `0 ..`",
        ),
        place,
        say("not such a range", "bukan rentang demikian"),
    )


def mixed_ends(place: Place) -> Diagnostic:
    """`0 .. 100%`."""
    return _found(
        "bad-range",
        say("one end has a `%`, the other has not", "satu ujung memakai `%`, ujung lain tidak"),
        place,
        say("number or share?", "bilangan atau persentase?"),
        helps=[say("write `%` at both ends or at none", "tulis `%` di kedua ujung atau tidak sama sekali")],
    )


def empty_range(place: Place) -> Diagnostic:
    """A range whose upper end is not above its lower end."""
    return _found(
        "bad-range",
        say("the upper end must be above the lower end", "ujung atas harus di atas ujung bawah"),
        place,
        say("no room in this range", "rentang ini tidak berisi"),
    )


def reversed_range(place: Place, low: Fraction, high: Fraction) -> Diagnostic:
    """A row of a table upside down."""
    return _found(
        "bad-range",
        say(
            "this range runs from {low} down to {high}",
            "rentang ini menurun dari {low} ke {high}",
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
    return _found(
        "bad-range",
        say(
            "a step is above 0, with `%` only where its range has it",
            "langkah di atas 0, dengan `%` hanya bila rentangnya memakainya",
        ),
        place,
        say("not such a step", "bukan langkah demikian"),
    )


def step_missing(place: Place) -> Diagnostic:
    """Ends that are no whole numbers, without a step."""
    return _found(
        "bad-range",
        say(
            "without a step a range takes whole numbers only",
            "tanpa langkah, rentang hanya menerima bilangan bulat",
        ),
        place,
        say("ends are not whole", "ujungnya bukan bilangan bulat"),
        helps=[say("add a step: `0 .. 2.5 step 0.5`", "tambahkan langkah: `0 .. 2,5 langkah 0,5`")],
    )


def end_off_grid(high: Fraction, step: Fraction, place: Place, end: Place) -> Diagnostic:
    """A step that never reaches the upper end."""
    return _found(
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
    return _found(
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
    return _found(
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
    return _found(
        "value-outside-domain",
        say("`{n}` always applies", "`{n}` selalu berlaku", n=name),
        place,
        say("cannot be not applicable", "tidak dapat tidak berlaku"),
        helps=[say("declare it `may be not applicable`", "nyatakan `boleh tidak berlaku`")],
    )


def rule_on_answer(name: str, place: Place) -> Diagnostic:
    """`not applicable when` on an input or an item."""
    return _found(
        "rule-on-answer",
        say(
            "only what is weighted has a rule for not applicable",
            "hanya yang berbobot punya aturan tidak berlaku",
        ),
        place,
        say("`{n}` has no weight", "`{n}` tidak berbobot", n=name),
        helps=[
            say(
                "write `may be not applicable`, or put the rule on the leaf",
                "tulis `boleh tidak berlaku`, atau letakkan aturannya pada butir",
            )
        ],
    )


def default_without_answer(name: str, place: Place) -> Diagnostic:
    """A default for a leaf that is not answered itself."""
    return _found(
        "default-without-answer",
        say(
            "`{n}` has no answer of its own to default",
            "`{n}` tidak punya jawaban sendiri untuk dibakukan",
            n=name,
        ),
        place,
        say("nothing to stand in for", "tidak ada yang digantikan"),
    )


# Score and scales


def scale_missing(name: str, place: Place) -> Diagnostic:
    """A score without a scale."""
    return _found(
        "scale-missing",
        say("the score `{n}` has no scale", "skor `{n}` tidak punya skala", n=name),
        place,
        say("scale is missing", "skalanya tidak ada"),
        helps=[say("write it after the name: `0 .. 100`", "tulis setelah namanya: `0 .. 100`")],
    )


def bad_scale(place: Place) -> Diagnostic:
    """A scale that is none."""
    return _found(
        "bad-range",
        say(
            "a scale is written `0 .. 100`: floor 0 or more, top above it",
            "skala ditulis `0 .. 100`: lantai 0 atau lebih, puncak di atasnya",
        ),
        place,
        say("not such a scale", "bukan skala demikian"),
    )


def floor_not_zero(what: str, place: Place, floor: Fraction) -> Diagnostic:
    """Points and rescaling on a scale that does not begin at 0."""
    return _found(
        "floor-not-zero",
        say("`{w}` needs a scale that begins at 0", "`{w}` memerlukan skala yang mulai dari 0", w=what),
        place,
        say("this scale begins at {f}", "skala ini mulai dari {f}", f=floor),
        notes=[
            say(
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
    shown = _amount(middle, share)
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
    return _found(
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
            low=_amount(low, share),
            high=_amount(high, share),
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
    return _found(
        "value-outside-scale",
        say("`as` must stay within the scale of `{n}`", "`sebagai` harus berada dalam skala `{n}`", n=name),
        place,
        say("the scale is {floor} .. {top}", "skalanya {floor} .. {top}", floor=floor, top=top),
    )


def as_without_range(name: str, place: Place) -> Diagnostic:
    """`as` where the values are already on the scale."""
    return _found(
        "as-without-range",
        say("the values of `{n}` are already on its scale", "nilai `{n}` sudah berada pada skalanya", n=name),
        place,
        say("nothing to stretch", "tidak ada yang direntangkan"),
        helps=[say("state their range before `as`", "sebutkan rentangnya sebelum `sebagai`")],
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
                "sebutkan rentang nilainya pada baris itu: `0 .. {t}`",
                t=text,
            )
        ]
    )
    return _found(
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
    return _found(
        "leaf-not-scored",
        say(
            "an open range of `{n}` has no top to score by",
            "rentang terbuka `{n}` tidak punya puncak untuk dinilai",
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
    return _found(
        "leaf-not-scored",
        say(
            "a range below 0 cannot score `{n}` by itself",
            "rentang di bawah 0 tidak dapat menilai `{n}` sendiri",
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


# Leaves


def no_scoring(name: str, place: Place) -> Diagnostic:
    """A leaf without a way of scoring."""
    return _found(
        "leaf-not-scored",
        say("nothing says how `{n}` is scored", "tidak disebut bagaimana `{n}` dinilai", n=name),
        place,
        say("no way of scoring", "tanpa cara penilaian"),
        helps=[
            say(
                "give it a range (`0 .. 3`), options with values, a checklist, bins or cases",
                "beri rentang (`0 .. 3`), pilihan bernilai, daftar periksa, atau baris kasus",
            )
        ],
    )


def answer_not_scored(name: str, place: Place, kind: Type) -> Diagnostic:
    """An answer that has no value by itself."""
    return _found(
        "leaf-not-scored",
        say(
            "nothing says what an answer of `{n}` is worth",
            "tidak disebut berapa nilai jawaban `{n}`",
            n=name,
        ),
        place,
        say("answered with {k}", "dijawab dengan {k}", k=_short(kind)),
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
    return _found(
        "scored-twice",
        say("`{n}` is scored in two ways", "`{n}` dinilai dengan dua cara", n=name),
        place,
        say("a second way", "cara kedua"),
        secondary=[Label(first, say("the first way", "cara pertama"))],
    )


def no_bins(name: str, place: Place) -> Diagnostic:
    """`of x` without bins."""
    return _found(
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
    return _found(
        "nothing-listed",
        say("`{n}` has no items", "`{n}` tidak punya butir", n=name),
        place,
        say("items are missing", "butirnya tidak ada"),
        helps=[say("list them below it, one a line", "sebutkan di bawahnya, satu per baris")],
    )


def option_without_value(name: str, place: Place) -> Diagnostic:
    """An option of a leaf without a value."""
    return _found(
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
    return _found(
        "option-value",
        say("`{n}` takes no value here", "`{n}` tidak menerima nilai di sini", n=name),
        place,
        say("never read", "tidak pernah dibaca"),
        notes=[
            say(
                "options have values only in a leaf scored by them; items only hold or not",
                "pilihan bernilai hanya pada butir yang dinilai dengannya; butir daftar hanya ada atau tidak",
            )
        ],
    )


def weighted_option(name: str, place: Place) -> Diagnostic:
    """A weight on an option that has a value."""
    return _found(
        "item-weight",
        say(
            "the option `{n}` has a value and takes no weight",
            "pilihan `{n}` bernilai dan tidak menerima bobot",
            n=name,
        ),
        place,
        say("only checklist items have weights", "hanya butir daftar yang berbobot"),
    )


def weighted_step(place: Place) -> Diagnostic:
    """A weight on a step of a ladder."""
    return _found(
        "item-weight",
        say(
            "a step of a ladder counts one and takes no weight",
            "satu anak tangga bernilai satu dan tidak berbobot",
        ),
        place,
        say("only checklist items have weights", "hanya butir daftar yang berbobot"),
    )


def item_weight(place: Place) -> Diagnostic:
    """An item's weight that is no plain percentage."""
    return _found(
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
    return _found(
        "rule-on-answer",
        say("a step of a ladder always applies", "anak tangga selalu berlaku"),
        place,
        say("`{n}` is a step", "`{n}` anak tangga", n=name),
        helps=[say("let the whole ladder be not applicable", "nyatakan seluruh tangga boleh tidak berlaku")],
    )


def no_otherwise(name: str, place: Place) -> Diagnostic:
    """Cases without `otherwise`."""
    return _found(
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
    return _found(
        "otherwise-last",
        say("this case comes after `otherwise`", "kasus ini berada setelah `selainnya`"),
        place,
        say("never reached", "tidak pernah tercapai"),
        secondary=[Label(otherwise, say("takes everything left", "mengambil semua sisanya"))],
    )


def optional_weighted(name: str, place: Place) -> Diagnostic:
    """`optional` on a leaf that is scored."""
    return _found(
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


# Weights and adjustments


def weight_missing(group: str, name: str, place: Place, count: int = 1) -> Diagnostic:
    """Children without a weight."""
    message = say("`{n}` has no weight", "`{n}` tidak punya bobot", n=name)
    if count > 1:
        message = say(
            "{c} parts of `{g}` have no weight", "{c} bagian `{g}` tidak punya bobot", c=count, g=group
        )
    return _found(
        "weight-missing",
        message,
        place,
        say("weight is missing", "bobotnya tidak ada"),
        notes=[say("no weight is ever assumed", "bobot tidak pernah diandaikan")],
        helps=[
            say(
                "write `weight 30%`, or `weight equal` for all",
                "tulis `bobot 30%`, atau `bobot sama` untuk semua",
            )
        ],
    )


def mixed_weights(group: str, first: str, first_place: Place, second: str, place: Place) -> Diagnostic:
    """Two kinds of weight among siblings."""
    kinds = {
        "percent": say("a percentage", "persentase"),
        "points": say("points", "poin"),
        "equal": say("equal", "sama"),
    }
    return _found(
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
    unit: str,
    places: Sequence[Place],
    holding: Sequence[str] | None,
) -> Diagnostic:
    """Weights that do not add up; `holding` are the conditions of the case (None: there are no cases)."""
    gap = abs(total - wanted)
    more = say("{gap}{u} too much", "kelebihan {gap}{u}", gap=gap, u=unit)
    less = say("{gap}{u} missing", "kurang {gap}{u}", gap=gap, u=unit)
    difference = more if total > wanted else less
    notes = [
        say("they must add up to exactly {w}{u}", "jumlahnya harus tepat {w}{u}", w=wanted, u=unit),
    ]
    if holding:
        notes.insert(0, say("this is the case where {c}", "ini terjadi bila {c}", c=_listed(holding)))
    elif holding is not None:
        notes.insert(
            0,
            say(
                "this is the case where no condition holds",
                "ini terjadi bila tidak ada syarat yang terpenuhi",
            ),
        )
    return _found(
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
    )


def too_many_cases(group: str, place: Place) -> Diagnostic:
    """Conditional weights whose cases cannot all be tried."""
    return _found(
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
    return _found(
        "negative-amount",
        say("the weight of `{n}` is below 0", "bobot `{n}` di bawah 0", n=name),
        place,
        say("below 0", "di bawah 0"),
    )


def conditional_points(name: str, place: Place) -> Diagnostic:
    """Points that depend on a condition."""
    return _found(
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
    return _found(
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
    return _found(
        "negative-amount",
        say("the amount of a {k} is not below 0", "besarnya {k} tidak di bawah 0", k=word(kind)),
        place,
        say("below 0", "di bawah 0"),
        helps=[say("write it as a {o}", "tulis sebagai {o}", o=word(other))],
    )


def never_adjusted(name: str, place: Place) -> Diagnostic:
    """An adjustment of a node that can only be given."""
    return _found(
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


# Bands and outcomes


def no_code_column(name: str, place: Place) -> Diagnostic:
    """A band table without codes."""
    return _found(
        "band-code",
        say("the bands `{n}` have no column `code`", "rentang `{n}` tidak punya kolom `kode`", n=name),
        place,
        say("codes are missing", "kodenya tidak ada"),
        helps=[say("begin the header with `range  code`", "mulai kepala tabel dengan `interval  kode`")],
    )


def no_bands(name: str, place: Place) -> Diagnostic:
    """A band table without rows."""
    return _found(
        "nothing-listed",
        say("the bands `{n}` have no rows", "rentang `{n}` tidak punya baris", n=name),
        place,
        say("rows are missing", "barisnya tidak ada"),
    )


def bad_code(text: str, place: Place) -> Diagnostic:
    """A cell that is no code."""
    return _found(
        "band-code",
        say("`{t}` is no code of a band", "`{t}` bukan kode rentang", t=text),
        place,
        say("a code is needed", "perlu kode"),
        helps=[say('write a name, or quote it: `"A-"`', 'tulis nama, atau beri kutip: `"A-"`')],
    )


def mixed_column(name: str, place: Place) -> Diagnostic:
    """A column with values of several types."""
    return _found(
        "mixed-column",
        say(
            "the column `{n}` holds several kinds of value", "kolom `{n}` berisi beberapa jenis nilai", n=name
        ),
        place,
        say("names, numbers, or yes and no?", "nama, bilangan, atau ya/tidak?"),
        helps=[say("use one kind in every row", "pakai satu jenis pada setiap baris")],
    )


def limit_reads_itself(bands: str, place: Place) -> Diagnostic:
    """A limit whose condition reads the class that it changes."""
    return _found(
        "limit-reads-itself",
        say(
            "this limit reads the class `{b}` that it changes",
            "batas ini membaca kelas `{b}` yang diubahnya",
            b=bands,
        ),
        place,
        say("changed by this line", "diubah oleh baris ini"),
        helps=[say("ask for the score that is classified instead", "tanyakan skor yang dikelompokkan")],
    )


def no_requirements(name: str, place: Place) -> Diagnostic:
    """An outcome that asks nothing."""
    return _found(
        "nothing-listed",
        say("the outcome `{n}` requires nothing", "hasil `{n}` tidak mensyaratkan apa pun", n=name),
        place,
        say("always holds", "selalu terpenuhi"),
        helps=[say("add a line `requires …`", "tambahkan baris `syarat …`")],
    )


def valid_reversed(place: Place) -> Diagnostic:
    """A validity that ends before it starts."""
    return _found(
        "bad-range",
        say("the validity ends before it starts", "masa berlaku berakhir sebelum mulai"),
        place,
        say("upside down", "terbalik"),
    )


# Examples


def not_given(text: str, place: Place) -> Diagnostic:
    """Something in `given` that a record cannot hold."""
    return _found(
        "cannot-be-given",
        say("`{t}` is computed and cannot be given", "`{t}` dihitung dan tidak dapat diberikan", t=text),
        place,
        say("not an answer or a score", "bukan jawaban atau skor"),
        notes=[
            say(
                "inputs and answers can be given, and scores by value, `.share` or `.points`",
                "yang dapat diberikan: isian, jawaban, dan skor sebagai nilai, `.capaian`, atau `.poin`",
            )
        ],
    )


def given_twice(text: str, place: Place, first: Place) -> Diagnostic:
    """One thing given twice."""
    return _found(
        "given-twice",
        say("`{t}` is given twice", "`{t}` diberikan dua kali", t=text),
        place,
        say("given again", "diberikan lagi"),
        secondary=[Label(first, say("first given here", "pertama diberikan di sini"))],
    )


def given_below(name: str, below: str, place: Place, above: Place) -> Diagnostic:
    """A node given together with something below it."""
    return _found(
        "given-twice",
        say(
            "`{b}` lies below `{n}`, which is given itself",
            "`{b}` berada di bawah `{n}`, yang sudah diberikan",
            b=below,
            n=name,
        ),
        place,
        say("never read", "tidak pernah dibaca"),
        secondary=[Label(above, say("given in its place", "diberikan sebagai gantinya"))],
    )


def expects_nothing(place: Place) -> Diagnostic:
    """An example that checks nothing."""
    return _found(
        "expects-nothing",
        say("this example expects nothing", "contoh ini tidak mengharapkan apa pun"),
        place,
        say("checks nothing", "tidak memeriksa apa pun"),
        helps=[say("add `expect nilai = …`", "tambahkan `diharapkan nilai = …`")],
        severity="warning",
    )


# Warnings


def unused_input(name: str, place: Place) -> Diagnostic:
    """An input that no rule reads."""
    return _found(
        "unused-input",
        say("no rule reads the input `{n}`", "tidak ada aturan yang membaca isian `{n}`", n=name),
        place,
        say("never read", "tidak pernah dibaca"),
        helps=[
            say(
                "remove it, or declare it as `text` if it is only a label",
                "hapus, atau nyatakan sebagai `teks` bila hanya keterangan",
            )
        ],
        severity="warning",
    )


def uncited(name: str, place: Place, citing: str, cited: Place, count: int) -> Diagnostic:
    """A number without a source beside one that has it."""
    message = say(
        "`{n}` has no source, `{c}` beside it has",
        "`{n}` tanpa dasar, `{c}` di sampingnya punya",
        n=name,
        c=citing,
    )
    if count > 1:
        message = say(
            "{k} numbers beside `{c}` have no source",
            "{k} angka di samping `{c}` tanpa dasar",
            k=count,
            c=citing,
        )
    return _found(
        "uncited",
        message,
        place,
        say("no source, not marked `assumed`", "tanpa dasar maupun `asumsi`"),
        secondary=[Label(cited, say("has a source", "punya dasar"))],
        helps=[
            say(
                'add `source "…"`, or `assumed "…"` with the reason',
                'tambahkan `dasar "…"`, atau `asumsi "…"` dengan alasannya',
            )
        ],
        severity="warning",
    )
