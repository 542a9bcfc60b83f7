"""Findings about examples, and warnings."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.source import Place

# Examples


def not_given(text: str, place: Place) -> Diagnostic:
    """Something in `given` that a record cannot hold."""
    return finding(
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
        helps=[say("move it below `expect`", "pindahkan ke bawah `diharapkan`")],
    )


def within_what(place: Place) -> Diagnostic:
    """A tolerance where no number is expected."""
    return finding(
        "within-without-number",
        say("only a number can be nearly right", "hanya bilangan yang boleh berselisih"),
        place,
        say("no number is expected", "yang diharapkan bukan bilangan"),
        helps=[say("drop `within …`", "hapus `selisih …`")],
    )


def given_twice(text: str, place: Place, first: Place) -> Diagnostic:
    """One thing given twice."""
    return finding(
        "given-twice",
        say("`{t}` is given twice", "`{t}` diberikan dua kali", t=text),
        place,
        say("given again", "diberikan lagi"),
        secondary=[Label(first, say("first given here", "pertama diberikan di sini"))],
    )


def given_below(name: str, below: str, place: Place, above: Place) -> Diagnostic:
    """A node given together with something below it."""
    return finding(
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
    return finding(
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
    return finding(
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
    return finding(
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
