"""What a line says wrongly."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding
from rubrikdsl.syntax.problems.words import DATE


def repeated(place: Place, first: Place) -> Diagnostic:
    """The same part twice on a line."""
    return finding(
        "repeated-part",
        place,
        say("this is said twice on one line", "hal ini disebut dua kali dalam satu baris"),
        say("said again here", "disebut lagi di sini"),
        secondary=(Label(first, say("first said here", "pertama disebut di sini")),),
        helps=(say("keep one of them", "pertahankan salah satu"),),
    )


def repeated_line(place: Place, first: Place) -> Diagnostic:
    """The same on two lines, which may stand once."""
    return finding(
        "repeated-part",
        place,
        say("this is said twice", "hal ini disebut dua kali"),
        say("said again here", "disebut lagi di sini"),
        secondary=(Label(first, say("first said here", "pertama disebut di sini")),),
        helps=(say("keep one of them", "pertahankan salah satu"),),
    )


def missing_domain(place: Place) -> Diagnostic:
    """An input that does not say what may be answered."""
    return finding(
        "missing-domain",
        place,
        say("this input does not say what may be answered", "isian ini tidak menyebut jawaban yang boleh"),
        say("no kind of answer", "tanpa jenis jawaban"),
        helps=(
            say(
                "add `yes or no`, `one of …`, `text`, `date` or a range such as `0 .. 3`",
                "tambahkan `ya atau tidak`, `salah satu …`, `teks`, `tanggal`, atau interval `0 .. 3`",
            ),
        ),
    )


def aggregate_of_scored(place: Place) -> Diagnostic:
    """`by min` on a node that says how it is scored."""
    return finding(
        "aggregate-without-parts",
        place,
        say(
            "what is scored itself has no parts to add up",
            "yang dinilai sendiri tidak punya bagian untuk dijumlahkan",
        ),
        say("nothing to take together", "tidak ada yang digabung"),
        helps=(
            say(
                "write its parts below it, or drop this",
                "tulis bagian-bagiannya di bawahnya, atau hapus ini",
            ),
        ),
    )


def need_said_twice(place: Place) -> Diagnostic:
    """Both `optional` and `default`."""
    return finding(
        "repeated-part",
        place,
        say("an answer with a default is never missing", "jawaban dengan nilai baku tidak pernah kosong"),
        say("both optional and default", "opsional sekaligus baku"),
        helps=(say("keep one of them", "pertahankan salah satu"),),
    )


def weight_without_unit(place: Place, number: Fraction) -> Diagnostic:
    """`weight 30`: percent or points?"""
    return finding(
        "weight-unit",
        place,
        say("this weight has no unit", "bobot ini tidak bersatuan"),
        say("percent or points?", "persen atau poin?"),
        helps=(say("write `{n}%` or `{n} points`", "tulis `{n}%` atau `{n} poin`", n=number),),
    )


def weight_cases(place: Place) -> Diagnostic:
    """Conditional weights whose last is not `otherwise`, or which is not conditional."""
    return finding(
        "weight-cases",
        place,
        say("the cases of this weight are not complete", "kasus bobot ini tidak lengkap"),
        say("cases not complete", "kasus tidak lengkap"),
        notes=(
            say(
                "every case but the last has its condition, and the last is for all others",
                "setiap kasus selain yang terakhir bersyarat, yang terakhir untuk selebihnya",
            ),
        ),
        helps=(
            say(
                "for example `weight 30% when a, 20% otherwise`",
                "misalnya `bobot 30% bila a, 20% selainnya`",
            ),
        ),
    )


def whole_number(place: Place, largest: int, least: int = 0) -> Diagnostic:
    """A count that is no whole number, or too large."""
    return finding(
        "whole-number",
        place,
        say(
            "a whole number from {least} to {largest} is needed here",
            "di sini diperlukan bilangan bulat {least} sampai {largest}",
            least=least,
            largest=largest,
        ),
        say("not such a number", "bukan bilangan demikian"),
        helps=(say("write digits only, such as `2`", "tulis angka saja, misalnya `2`"),),
    )


def not_a_date(place: Place, found: str) -> Diagnostic:
    """`2024-13-40`."""
    return finding(
        "not-a-date",
        place,
        say("there is no day `{day}`", "tidak ada tanggal `{day}`", day=found),
        say("no such day", "tanggal tidak ada"),
        helps=(DATE,),
    )
