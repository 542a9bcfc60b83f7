"""Numbers, texts and signs."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.exact import Mark
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding
from rubrikdsl.syntax.problems.wording import short
from rubrikdsl.syntax.problems.words import LIST_MARK


def decimal_mark(place: Place, found: str, right: str, mark: Mark, edit: Edit, listed: bool) -> Diagnostic:
    """A number with the other vocabulary's mark."""
    helps: tuple[Words, ...] = (say("write `{right}`", "tulis `{right}`", right=right),)
    if listed and "," in found:
        helps += (say("in a list, put a space after the comma", "dalam daftar, beri spasi setelah koma"),)
    return finding(
        "decimal-mark",
        place,
        say(
            "the decimal mark of this file is `{mark}`",
            "tanda desimal berkas ini adalah `{mark}`",
            mark=mark,
        ),
        say("other decimal mark", "tanda desimal lain"),
        helps=helps,
        fix=Fix(
            say("write `{right}`", "tulis `{right}`", right=right), (edit,), "unsafe" if listed else "safe"
        ),
    )


def two_readings(place: Place, found: str, grouped: str, decimal: str, mark: Mark) -> Diagnostic:
    """`75.000` in an Indonesian file, `75,000` in an English one."""
    return finding(
        "two-readings",
        place,
        say(
            "`{found}` can be read in two ways", "`{found}` dapat dibaca dengan dua cara", found=short(found)
        ),
        say("thousands or decimals?", "ribuan atau desimal?"),
        notes=(
            say(
                "the decimal mark of this file is `{mark}`, and thousands have none",
                "tanda desimal berkas ini `{mark}`, dan ribuan ditulis tanpa tanda",
                mark=mark,
            ),
        ),
        helps=(
            say(
                "write `{grouped}` or `{decimal}`",
                "tulis `{grouped}` atau `{decimal}`",
                grouped=short(grouped),
                decimal=short(decimal),
            ),
        ),
    )


def thousands_mark(place: Place, found: str, right: str, edit: Edit) -> Diagnostic:
    """`1.234,5`."""
    return finding(
        "thousands-mark",
        place,
        say("thousands are written without a mark", "ribuan ditulis tanpa tanda"),
        say("mark between thousands", "tanda di antara ribuan"),
        fix=Fix(
            say(
                "write `{right}`, not `{found}`",
                "tulis `{right}`, bukan `{found}`",
                right=short(right),
                found=short(found),
            ),
            (edit,),
            "safe",
        ),
    )


def number_marks(place: Place, found: str) -> Diagnostic:
    """`1,2,3`."""
    return finding(
        "number-marks",
        place,
        say(
            "`{found}` has more than one mark",
            "`{found}` mempunyai lebih dari satu tanda",
            found=short(found),
        ),
        say("not one number", "bukan satu bilangan"),
        helps=(say("in a list, put a space after the comma", "dalam daftar, beri spasi setelah koma"),),
    )


def number_exponent(place: Place, found: str) -> Diagnostic:
    """`1e5`."""
    return finding(
        "number-exponent",
        place,
        say(
            "numbers are written in full, not as `{found}`",
            "bilangan ditulis penuh, bukan `{found}`",
            found=short(found),
        ),
        say("number with an exponent", "bilangan dengan pangkat"),
        helps=(say("write all its digits", "tulis semua angkanya"),),
    )


def number_too_long(place: Place, limit: int) -> Diagnostic:
    """A number of thousands of digits."""
    return finding(
        "number-too-long",
        place,
        say("this number has more than {limit} digits", "bilangan ini lebih dari {limit} angka", limit=limit),
        say("too many digits", "terlalu banyak angka"),
    )


def number_and_word(place: Place, found: str) -> Diagnostic:
    """`14komponen`."""
    return finding(
        "number-and-word",
        place,
        say(
            "a name cannot begin with a digit: `{found}`",
            "nama tidak dapat diawali angka: `{found}`",
            found=short(found),
        ),
        say("number and word together", "bilangan dan kata bersambung"),
        helps=(
            say(
                "put a space after the number, or a letter before it",
                "beri spasi setelah bilangan, atau huruf di depannya",
            ),
        ),
    )


def comma_space(place: Place) -> Diagnostic:
    """A list comma without a space."""
    return finding(
        "comma-space",
        place,
        say("a comma in a list is followed by a space", "koma dalam daftar diikuti spasi"),
        say("no space after this comma", "tanpa spasi setelah koma"),
        severity="warning",
        fix=Fix(say("add the space", "tambahkan spasi"), (Edit(place, ", "),), "safe"),
    )


def text_without_end(place: Place) -> Diagnostic:
    """A quotation mark that is never closed."""
    return finding(
        "text-without-end",
        place,
        say("this text has no closing quotation mark", "teks ini tanpa tanda kutip penutup"),
        say("begins here, never ends", "dimulai di sini, tidak berakhir"),
        helps=(say('end it with `"` on the same line', 'akhiri dengan `"` pada baris yang sama'),),
    )


_SIGN_HELPS: tuple[tuple[str, Words], ...] = (
    (
        ";",
        say(
            "parts of a list are separated by a comma and a space", "bagian daftar dipisahkan koma dan spasi"
        ),
    ),
    (":", say("leave the colon out", "hilangkan titik duanya")),
    ("•‣▪●◦", LIST_MARK),
    ("&", say("write `and`", "tulis `dan`")),
    (
        "|",
        say(
            "write `or`; cells of a table need no lines between them",
            "tulis `atau`; sel tabel tidak memerlukan garis pemisah",
        ),
    ),
    ("[]{}", say("write `(` and `)`", "tulis `(` dan `)`")),
    (
        "'‘’‚`«»‹›",
        say('texts stand in double quotation marks: `"…"`', 'teks diapit tanda kutip ganda: `"…"`'),
    ),
    (
        "$€£",
        say(
            "write the number alone; what it counts is said in the label",
            "tulis angkanya saja; satuannya ditulis di label",
        ),
    ),
)


def unexpected_character(place: Place, found: str) -> Diagnostic:
    """A character that begins nothing."""
    shown = found if found.isprintable() else f"U+{ord(found):04X}"
    return finding(
        "unexpected-character",
        place,
        say("the sign `{sign}` has no meaning here", "tanda `{sign}` tidak bermakna di sini", sign=shown),
        say("sign without meaning", "tanda tanpa makna"),
        helps=tuple(help for signs, help in _SIGN_HELPS if found in signs),
    )
