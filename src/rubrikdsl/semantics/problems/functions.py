"""Findings about functions and collections."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.source import Place

# Functions


def argument_count(function: str, wanted: int, exact: bool, place: Place) -> Diagnostic:
    """Too few or too many arguments."""
    return finding(
        "function-use",
        say("`{f}` takes {n} values", "`{f}` menerima {n} nilai", f=function, n=wanted)
        if exact
        else say(
            "`{f}` takes at least {n} values", "`{f}` menerima paling sedikit {n} nilai", f=function, n=wanted
        ),
        place,
        say("used here", "dipakai di sini"),
        helps=[say("write `{f}(x, 2)`", "tulis `{f}(x, 2)`", f=function)] if exact and wanted == 2 else (),
    )


def one_argument(function: str, collection: str, place: Place) -> Diagnostic:
    """A fold with further arguments."""
    return finding(
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
    return finding(
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
    return finding(
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
    return finding(
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


def other_member_word(word: str, wanted: str, collection: str, place: Place) -> Diagnostic:
    """`every dinas in units`, where the members of `units` are scored by `unit`."""
    return finding(
        "member-word",
        say(
            "the members of `{c}` are no `{w}`: each is a `{r}`",
            "anggota `{c}` bukan `{w}`, melainkan `{r}`",
            c=collection,
            w=word,
            r=wanted,
        ),
        place,
        say("not their name", "bukan namanya"),
        notes=[
            say(
                "members are called by the last name of the rubric that scores them",
                "anggota disebut dengan nama terakhir rubrik yang menilainya",
            )
        ],
        helps=[say("write `{r}`", "tulis `{r}`", r=wanted)],
    )


def members_without_score(collection: str, rubric: str, place: Place) -> Diagnostic:
    """The value or share of members that have no score."""
    return finding(
        "members-without-score",
        say(
            "the members of `{c}` have no score",
            "anggota `{c}` tidak mempunyai skor",
            c=collection,
        ),
        place,
        say("`{r}` has no score", "`{r}` tanpa skor", r=rubric),
        helps=[
            say(
                "ask something else of them by its name, such as a named value or an outcome",
                "tanyakan hal lain dengan namanya, misalnya nilai bernama atau hasil",
            )
        ],
    )


def every_may_be_empty(word: str, collection: str, place: Place) -> Diagnostic:
    """`every` of a collection that may have no member."""
    return finding(
        "may-be-empty",
        say(
            "there may be no `{w}` in `{c}` to ask",
            "mungkin tidak ada `{w}` dalam `{c}` untuk ditanya",
            w=word,
            c=collection,
        ),
        place,
        say("possibly over no unit", "mungkin tanpa unit"),
        helps=[
            say(
                "say what holds then: `count({c} where …) > 0 and every …`",
                "sebutkan apa yang berlaku: `banyak({c} yang …) > 0 dan setiap …`",
                c=collection,
            )
        ],
    )
