"""Findings about names: unknown, ambiguous, declared twice, circular; other rubrics."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.lookup import MOST_RUBRICS
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.problems.wording import did_you_mean
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import listed
from rubrikdsl.semantics.problems.wording import word
from rubrikdsl.source import Place

# Names


def unknown_name(name: str, last: str, place: Place, known: Iterable[str], of_units: bool) -> Diagnostic:
    """A name that nothing declares."""
    near = did_you_mean(last, known)
    notes = [
        say(
            "`where` and `name.…` inside a function read the units of the collection",
            "`yang` dan `nama.…` di dalam fungsi membaca unit dalam kumpulan",
        )
    ]
    return finding(
        "unknown-name",
        say("nothing here is called `{name}`", "tidak ada yang bernama `{name}` di sini", name=name),
        place,
        say("unknown name", "nama tidak dikenal"),
        notes=notes if of_units else (),
        helps=near,
    )


def unknown_option(code: str, place: Place, of: str, codes: Sequence[str]) -> Diagnostic:
    """A code that a choice does not have."""
    return finding(
        "unknown-option",
        say("`{of}` has no option `{code}`", "`{of}` tidak punya pilihan `{code}`", of=of, code=code),
        place,
        say("unknown option", "pilihan tidak dikenal"),
        notes=[say("its options are {codes}", "pilihannya {codes}", codes=listed(codes))] if codes else (),
        helps=did_you_mean(code, codes),
    )


def unknown_bands(name: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A limit on a band table or a decision that is not there."""
    return finding(
        "unknown-name",
        say(
            "no bands and no decision are called `{name}`",
            "tidak ada rentang atau putusan `{name}`",
            name=name,
        ),
        place,
        say("gives no class", "tidak memberi kategori"),
        helps=did_you_mean(name, known),
    )


def unknown_collection(name: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A member given for a collection that is not there."""
    return finding(
        "unknown-name",
        say("there is no collection `{name}`", "tidak ada kumpulan `{name}`", name=name),
        place,
        say("unknown collection", "kumpulan tidak dikenal"),
        helps=did_you_mean(name, known),
    )


def unknown_column(column: str, bands: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """A column that a band table does not have."""
    return finding(
        "unknown-name",
        say(
            "the bands `{bands}` have no column `{column}`",
            "rentang `{bands}` tidak punya kolom `{column}`",
            bands=bands,
            column=column,
        ),
        place,
        say("unknown column", "kolom tidak dikenal"),
        notes=[say("its columns are {known}", "kolomnya {known}", known=listed(known))] if known else (),
        helps=did_you_mean(column, known),
    )


def ambiguous_name(name: str, place: Place, paths: Sequence[str], places: Sequence[Place]) -> Diagnostic:
    """A short name that several things have."""
    return finding(
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
        helps=[say("write its path: {paths}", "tulis jalurnya: {paths}", paths=listed(paths, 4))],
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
    return finding(
        "duplicate-name",
        message,
        place,
        say("the same name again", "nama yang sama lagi"),
        secondary=[Label(first, say("first declared here", "pertama dinyatakan di sini"))],
        helps=[say("rename one of them", "ganti nama salah satunya")],
    )


def duplicate_option(name: str, place: Place, first: Place) -> Diagnostic:
    """An option listed twice."""
    return finding(
        "duplicate-name",
        say("the option `{name}` is listed twice", "pilihan `{name}` tercantum dua kali", name=name),
        place,
        say("listed again", "tercantum lagi"),
        secondary=[Label(first, say("first listed here", "pertama tercantum di sini"))],
    )


def duplicate_code(code: str, place: Place, first: Place) -> Diagnostic:
    """Two bands with one code."""
    return finding(
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
    return finding(
        "duplicate-name",
        say("two columns are called `{name}`", "dua kolom bernama `{name}`", name=name),
        place,
        say("the same name again", "nama yang sama lagi"),
        secondary=[Label(first, say("first column of that name", "kolom pertama bernama itu"))],
    )


def second_score(place: Place, first: Place) -> Diagnostic:
    """Two scores in one rubric."""
    return finding(
        "duplicate-name",
        say("a rubric has one score", "satu rubrik punya satu skor"),
        place,
        say("a second score", "skor kedua"),
        secondary=[Label(first, say("the score of this rubric", "skor rubrik ini"))],
        helps=[say("write it as a rubric of its own", "tulis sebagai rubrik tersendiri")],
    )


def circular(names: Sequence[str], place: Place) -> Diagnostic:
    """Something computed from itself."""
    return finding(
        "circular",
        say("`{name}` is computed from itself", "`{name}` dihitung dari dirinya sendiri", name=names[0]),
        place,
        say("leads back to `{name}`", "kembali ke `{name}`", name=names[0]),
        notes=[say("{path}", "{path}", path=" → ".join(names))] if len(names) > 2 else (),
        helps=[
            say("let one of the steps read something else", "biarkan salah satu langkah membaca yang lain")
        ],
    )


# Other rubrics


def rubric_unfound(name: str, why: Unfound, place: Place) -> Diagnostic:
    """A rubric that another one names and that cannot be used."""
    match why.reason:
        case "unknown":
            return finding(
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
                helps=did_you_mean(name, why.known),
            )
        case "ambiguous":
            return finding(
                "ambiguous-rubric",
                say(
                    "several files have a rubric `{name}`",
                    "ada beberapa berkas yang memuat rubrik `{name}`",
                    name=name,
                ),
                place,
                say("which of them?", "yang mana?"),
                notes=[say("{files}", "{files}", files=", ".join(why.known[:5]))],
                helps=[
                    say(
                        "keep one of them in this folder, or give the others another name",
                        "sisakan satu saja di folder ini, atau beri yang lain nama lain",
                    )
                ],
            )
        case "broken":
            return finding(
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
        case "outside":
            return finding(
                "never-together",
                say(
                    "`{name}` is never in force while this is",
                    "`{name}` tidak pernah berlaku selama yang ini berlaku",
                    name=name,
                ),
                place,
                say("in force on other days", "berlaku pada hari lain"),
                helps=[
                    say(
                        "compare the lines `valid` of both",
                        "bandingkan baris `berlaku` keduanya",
                    )
                ],
            )
        case "circular":
            return finding(
                "circular-rubrics",
                say(
                    "`{name}` needs this rubric itself", "`{name}` membutuhkan rubrik ini sendiri", name=name
                ),
                place,
                say("leads back here", "kembali ke sini"),
                helps=[say("name the rubric of the units", "sebutkan rubrik untuk unitnya")],
            )
        case "deep":
            return finding(
                "too-deep",
                say(
                    "`{name}` brings along more than {most} rubrics",
                    "`{name}` membawa serta lebih dari {most} rubrik",
                    name=name,
                    most=MOST_RUBRICS,
                ),
                place,
                say("collections in collections", "kumpulan di dalam kumpulan"),
                helps=[say("collect in fewer levels", "kumpulkan dalam lebih sedikit tingkat")],
            )


def no_such_bands(name: str, rubric: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """`as in` a rubric without such a table."""
    return finding(
        "unknown-name",
        say(
            "`{rubric}` has no bands `{name}`",
            "`{rubric}` tidak punya rentang `{name}`",
            rubric=rubric,
            name=name,
        ),
        place,
        say("no such bands there", "rentang itu tidak ada"),
        notes=[say("it has {known}", "yang ada {known}", known=listed(known))] if known else (),
        helps=did_you_mean(name, known),
    )
