"""Problems of cells; each is completed with its place by `at`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.records.domains import describe
from rubrikdsl.records.domains import written
from rubrikdsl.records.problems.wording import cut
from rubrikdsl.records.problems.wording import either
from rubrikdsl.records.problems.wording import error
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import SHARE
from rubrikdsl.semantics.terms import Domain


def number_too_long(most: int) -> Problem:
    """A number of more digits than are read."""
    return error(
        "number-too-long",
        say("a number may have {most} digits at most", "bilangan paling banyak {most} angka", most=most),
    )


def not_a_number(text: str) -> Problem:
    """Text where a number is wanted."""
    return error("value-unreadable", say("`{t}` is not a number", "`{t}` bukan bilangan", t=cut(text)))


def two_readings(text: str, small: Fraction, large: Fraction, sign: str) -> Problem:
    """`75.000`: decimal or thousands. With three decimals the small number needs a fourth to be clear."""
    decimal = to_text(small)
    return error(
        "two-readings",
        say("`{t}` has two readings", "`{t}` dapat dibaca dua cara", t=cut(text)),
        say(
            "write `{a}` or `{b}`, whichever is meant; one clear number in the file settles the others",
            "tulis `{a}` atau `{b}`, sesuai maksudnya; satu bilangan yang jelas di berkas menentukan sisanya",
            a=decimal + ("0" if decimal[-4:-3] == "." else "") + sign,
            b=to_text(large) + sign,
        ),
    )


def thousands(text: str, value: Fraction, sign: str) -> Problem:
    """Thousands marks, which are never read."""
    return error(
        "thousands-mark",
        say("`{t}` has thousands marks", "`{t}` memakai tanda ribuan", t=cut(text)),
        say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=to_text(value) + sign),
    )


def share_without_percent(value: Fraction, *, typed: bool) -> Problem:
    """`80` or `0.8` where `80%` is wanted."""
    quote = '"' if typed else ""
    readings = [f"{quote}{to_text(value)}%{quote}"]
    if abs(value) <= 1:
        readings.insert(0, f"{quote}{to_text(value * 100)}%{quote}")
    return error(
        "share-without-percent",
        say("a share is written with `%`", "persentase ditulis dengan `%`"),
        say("write {list}, whichever is meant", "tulis {list}, sesuai maksudnya", list=either(readings))
        if len(readings) > 1
        else say("write {v} if that is meant", "tulis {v} bila itu maksudnya", v=either(readings)),
    )


def percent_without_share(text: str, value: Fraction) -> Problem:
    """`80%` where a number is wanted."""
    return error(
        "percent-without-share",
        say(
            "a number is wanted here, `{t}` is a share",
            "di sini diperlukan bilangan, `{t}` adalah persentase",
            t=cut(text),
        ),
        say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=value),
    )


def outside(value: Fraction, domain: Domain) -> Problem:
    """A number beyond its ends."""
    return error(
        "value-outside-domain",
        say(
            "`{v}` is not {domain}",
            "`{v}` bukan {domain}",
            v=written(value, domain.type),
            domain=describe(domain),
        ),
    )


def off_grid(value: Fraction, domain: Domain, below: Fraction, above: Fraction | None) -> Problem:
    """A number between the steps."""
    low = written(below, domain.type)
    near = low if above is None else say("{a} or {b}", "{a} atau {b}", a=low, b=written(above, domain.type))
    return error(
        "value-outside-domain",
        say(
            "`{v}` is not {domain}",
            "`{v}` bukan {domain}",
            v=written(value, domain.type),
            domain=describe(domain),
        ),
        say("the nearest are {near}", "yang terdekat: {near}", near=near),
        *(_WHOLE if domain.step == 1 else ()),
    )


_WHOLE = (
    say(
        "a range takes whole numbers; for decimals the rubric says `step 0.01` after it",
        "interval menerima bilangan bulat; untuk desimal rubrik menyebut `langkah 0,01` sesudahnya",
    ),
)


def not_an_option(text: str, domain: Domain, near: str | None) -> Problem:
    """A word that names no option."""
    helps = () if near is None else (say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),)
    return error(
        "value-outside-domain",
        say("`{t}` is not {domain}", "`{t}` bukan {domain}", t=cut(text), domain=describe(domain)),
        *helps,
    )


def not_a_truth(text: str) -> Problem:
    """Anything but yes and no; `1` and `0` are told apart from counts by refusing them."""
    likely = {"1": say("yes", "ya"), "0": say("no", "tidak")}.get(text)
    helps = (
        (say("write yes or no", "tulis ya atau tidak"),)
        if likely is None
        else (say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=likely),)
    )
    return error(
        "value-outside-domain",
        say("`{t}` is not yes or no", "`{t}` bukan ya atau tidak", t=cut(text)),
        *helps,
    )


def not_a_date(text: str, readings: Sequence[str]) -> Problem:
    """A date in another form."""
    help_ = (
        say("write {list}", "tulis {list}", list=either(readings))
        if readings
        else say("write year-month-day: `2024-12-31`", "tulis tahun-bulan-tanggal: `2024-12-31`")
    )
    return error(
        "value-unreadable",
        say("`{t}` is not a date such as 2024-12-31", "`{t}` bukan tanggal seperti 2024-12-31", t=cut(text)),
        help_,
    )


def not_applicable_refused() -> Problem:
    """`not applicable` where the rubric does not allow it."""
    return error(
        "not-applicable-refused",
        say("the rubric does not let this be not applicable", "rubrik tidak mengizinkan ini tidak berlaku"),
        say(
            "answer it, or leave it empty while it is not known",
            "jawablah, atau kosongkan selama belum diketahui",
        ),
    )


def given_outside(value: Fraction, low: Fraction, high: Fraction, *, share: bool) -> Problem:
    """A given node beyond its scale."""
    type = SHARE if share else NUMBER
    return error(
        "given-outside-scale",
        say(
            "`{v}` is not from {low} to {high}",
            "`{v}` tidak berada di antara {low} dan {high}",
            v=written(value, type),
            low=written(low, type),
            high=written(high, type),
        ),
    )


def item_leaf_number(path: str) -> Problem:
    """A number for a checklist or ladder, which is answered item by item."""
    return error(
        "value-unreadable",
        say("this is answered item by item", "ini dijawab butir demi butir"),
        say(
            "list the items that hold, or give `{path}.points`",
            "sebutkan butir yang terpenuhi, atau nyatakan `{path}.poin`",
            path=path,
        ),
    )
