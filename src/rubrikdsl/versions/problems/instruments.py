"""Findings about instruments that do not go together: their days, their order."""

from __future__ import annotations

from datetime import date

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.versions.problems.wording import day_text
from rubrikdsl.versions.problems.wording import finding
from rubrikdsl.versions.problems.wording import kind_words


def starts_before_base(place: Place, base: Place, base_start: date | None) -> Diagnostic:
    """An amendment that starts before everything that it could amend."""
    return finding(
        "amendment-before-base",
        place,
        say(
            "nothing is in force yet when this amendment starts",
            "belum ada yang berlaku ketika perubahan ini mulai berlaku",
        ),
        say("starts too early", "mulai terlalu awal"),
        secondary=[Label(base, say("starts on {day}", "mulai {day}", day=day_text(base_start)))],
        helps=[
            say(
                "an amendment starts on {day} or later; change its `valid`",
                "perubahan mulai paling awal {day}; ubah `berlaku`-nya",
                day=day_text(base_start),
            )
        ],
    )


def issued_before_base(place: Place, issued: date, base: Place, base_issued: date) -> Diagnostic:
    """An amendment that was issued before what it amends."""
    return finding(
        "amendment-before-base",
        place,
        say(
            "this amendment was issued before what it amends",
            "perubahan ini ditetapkan sebelum yang diubahnya",
        ),
        say("issued {day}", "ditetapkan {day}", day=issued.isoformat()),
        secondary=[Label(base, say("issued {day}", "ditetapkan {day}", day=base_issued.isoformat()))],
        notes=[
            say(
                "without `issued`, an instrument counts as issued on the first day of its `valid`",
                "tanpa `ditetapkan`, suatu aturan dianggap ditetapkan pada hari pertama `berlaku`-nya",
            )
        ],
        helps=[say("state the day of issue with `issued`", "tulis hari penetapannya dengan `ditetapkan`")],
    )


def reversed_period(place: Place, start: date, end: date) -> Diagnostic:
    """A period that ends before it starts."""
    return finding(
        "bad-range",
        place,
        say("the period ends before it starts", "masa berlaku berakhir sebelum dimulai"),
        say("ends {end}, starts {start}", "berakhir {end}, mulai {start}", end=str(end), start=str(start)),
        helps=[say("the earlier day stands first", "hari yang lebih awal ditulis lebih dahulu")],
    )


def same_order(place: Place, other: Place, start: date | None) -> Diagnostic:
    """Two amendments that start and were issued on the same days."""
    return finding(
        "amendments-unordered",
        place,
        say(
            "two amendments start and were issued on the same days",
            "dua perubahan mulai dan ditetapkan pada hari yang sama",
        ),
        say("comes neither first nor second", "urutannya tidak jelas"),
        secondary=[
            Label(
                other,
                say("starts {start} too", "juga mulai {start}", start=day_text(start)),
            )
        ],
        notes=[
            say(
                "amendments follow each other by the start of `valid`, then by `issued`",
                "perubahan berurutan menurut mulai `berlaku`, lalu menurut `ditetapkan`",
            )
        ],
        helps=[
            say(
                "state different days with `issued`, or make one amendment of the two",
                "tulis hari `ditetapkan` yang berbeda, atau gabungkan keduanya menjadi satu perubahan",
            )
        ],
    )


def overlapping(place: Place, other: Place, name: str, day: date | None) -> Diagnostic:
    """Two versions of a rubric that are in force on the same day."""
    return finding(
        "duplicate-name",
        place,
        say(
            "two versions of `{name}` are in force at once", "dua versi `{name}` berlaku bersamaan", name=name
        ),
        say("in force from {day}", "berlaku sejak {day}", day=day_text(day)),
        secondary=[Label(other, say("still in force then", "saat itu masih berlaku"))],
        helps=[
            say(
                "end the earlier version on the day before, with `valid … .. …`",
                "akhiri versi yang lebih dahulu sehari sebelumnya, dengan `berlaku … .. …`",
            )
        ],
    )


def nothing_edited(place: Place) -> Diagnostic:
    """An amendment that changes nothing."""
    return finding(
        "nothing-edited",
        place,
        say("this amendment changes nothing", "perubahan ini tidak mengubah apa pun"),
        say("no edit below", "tidak ada ubahan di bawahnya"),
        helps=[
            say(
                "write what it changes below it: `change`, `replace`, `add`, `remove` or `rename`",
                "tulis yang diubahnya di bawahnya: `ubah`, `ganti`, `tambah`, `hapus` atau `namai ulang`",
            )
        ],
        severity="warning",
    )


def twice(kind: str, name: str, place: Place, other: Place) -> Diagnostic:
    """Two ambiguities of a law, or two readings of one, with the same name."""
    return finding(
        "duplicate-name",
        place,
        say("`{name}` is there twice", "`{name}` ada dua kali", name=name),
        say("second {kind} of this name", "{kind} kedua bernama ini", kind=kind_words(kind)),
        secondary=[Label(other, say("first one", "yang pertama"))],
        helps=[say("give one of them another name", "beri salah satunya nama lain")],
    )
