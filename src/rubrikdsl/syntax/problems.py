"""Everything that reading a text can find wrong, in both languages. All wording of this room is here."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.exact import Mark
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree import Vocabulary

LONGEST = 24
"""Characters of the user's text that a message repeats."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _finding(
    code: str,
    place: Place,
    message: Words,
    label: Words,
    *,
    severity: Severity = "error",
    secondary: tuple[Label, ...] = (),
    notes: tuple[Words, ...] = (),
    helps: tuple[Words, ...] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    return Diagnostic(code, severity, message, Label(place, label), secondary, notes, helps, fix)


# Words that do not fit


def unexpected(
    place: Place, found: str, instead: Words | None, meant: str | None, begins: bool
) -> Diagnostic:
    """A word, number or sign that cannot stand where it stands; `begins` a line with it.

    `instead` is a help: what would have fitted, or how it is written here.
    """
    if begins:
        message = say(
            "`{word}` cannot begin a line here",
            "`{word}` tidak dapat memulai baris di sini",
            word=_short(found),
        )
    else:
        message = say("`{word}` does not fit here", "`{word}` tidak cocok di sini", word=_short(found))
    helps: tuple[Words, ...] = () if instead is None else (instead,)
    fix = None
    if meant is not None:
        question = say("did you mean `{word}`?", "mungkin maksudnya `{word}`?", word=_short(meant))
        helps = (question, *helps)
    if meant is not None and " " not in meant:
        fix = Fix(
            question,
            (Edit(place, meant),),
            "safe" if meant.casefold() == found.casefold() else "unsafe",
        )
    return _finding(
        "unexpected-word",
        place,
        message,
        say("not expected here", "tidak diharapkan di sini"),
        helps=helps,
        fix=fix,
    )


def misplaced(place: Place, word: str, is_node: bool, score: str) -> Diagnostic:
    """A word that begins lines elsewhere: of a node outside the score, of the rubric inside it."""
    help = (
        say(
            "it stands below `{score}` or a group, indented further than that",
            "baris ini berada di bawah `{score}` atau kelompok, lebih menjorok daripadanya",
            score=score,
        )
        if is_node
        else say(
            "it belongs to the rubric itself: align it with `{score}`",
            "baris ini bagian rubrik itu sendiri: sejajarkan dengan `{score}`",
            score=score,
        )
    )
    return unexpected(place, word, help, None, begins=True)


def unfinished(place: Place, expected: Words, as_name: str | None) -> Diagnostic:
    """The line ends before it has said everything; `as_name`: its last word could be a name in quotes."""
    helps: tuple[Words, ...] = (expected,)
    if as_name is not None:
        helps += (
            say(
                '`{word}` is a word of the language; as a code it is written `"{word}"`',
                '`{word}` adalah kata bahasa ini; sebagai kode tulis `"{word}"`',
                word=_short(as_name),
            ),
        )
    return _finding(
        "unfinished-line",
        place,
        say("the line ends too early", "baris ini berakhir terlalu dini"),
        say("something is missing after this", "ada yang kurang setelah ini"),
        helps=helps,
    )


def unclosed(place: Place, opened: Place, *, after: bool) -> Diagnostic:
    """A parenthesis that nothing closes: `place` is the last within it, or (not `after`) the first beyond."""
    return _finding(
        "unfinished-line",
        place,
        say("a parenthesis is not closed", "ada tanda kurung yang belum ditutup"),
        say("`)` is missing after this", "kurang `)` setelah ini")
        if after
        else say("`)` is missing before this", "kurang `)` sebelum ini"),
        secondary=() if place == opened else (Label(opened, say("opened here", "dibuka di sini")),),
        helps=(
            say(
                "close it on the same line; a list has a comma and a space between its parts",
                "tutup pada baris yang sama; bagian-bagian daftar dipisahkan koma dan spasi",
            ),
        ),
    )


def unopened(place: Place) -> Diagnostic:
    """A closing parenthesis too many."""
    return _finding(
        "unexpected-word",
        place,
        say("this parenthesis was never opened", "tanda kurung ini tidak pernah dibuka"),
        say("closes nothing", "tidak menutup apa pun"),
        helps=(say("drop it, or add `(` before it", "hapus, atau tambahkan `(` di depannya"),),
    )


COMMENT = say("a comment begins with `#`", "komentar diawali `#`")
LIST_MARK = say(
    "leave out numbering and bullets; indentation shows what belongs together",
    "hilangkan nomor dan butir daftar; indentasi yang menunjukkan susunannya",
)
NAME_FIRST = say(
    "a short name comes first, then the label in quotation marks",
    "nama pendek ditulis dahulu, lalu label dalam tanda kutip",
)
DATE = say(
    "a date is year-month-day, as `2024-12-31`",
    "tanggal ditulis tahun-bulan-hari, seperti `2024-12-31`",
)


def one_word(parts: Sequence[str]) -> Words:
    """How a name of several words is written."""
    name = "_".join(parts)
    return say(
        "a name is one word, as `{name}`", "nama ditulis sebagai satu kata, misalnya `{name}`", name=name
    )


def quoted(words: Sequence[str]) -> Words:
    """How a text is written."""
    text = " ".join(words)
    return say(
        'a label stands in quotation marks: `"{text}"`', 'label diapit tanda kutip: `"{text}"`', text=text
    )


def expected_words(names: Sequence[Words | str], more: bool) -> Words:
    """`expected: a name, `weight` or the end of the line` as a help."""
    en = ", ".join(f"`{n}`" if isinstance(n, str) else n.read("en") for n in names)
    id = ", ".join(f"`{n}`" if isinstance(n, str) else n.read("id") for n in names)
    return say(
        "expected here: {list}{more}",
        "yang cocok di sini: {list}{more}",
        list=Words(en, id),
        more=", …" if more else "",
    )


def reserved_word(place: Place, word: str) -> Diagnostic:
    """A keyword where a name is declared that could never be read again."""
    return _finding(
        "reserved-word",
        place,
        say(
            "`{word}` is a word of the language, not a name",
            "`{word}` adalah kata bahasa ini, bukan nama",
            word=_short(word),
        ),
        say("not usable as a name", "tidak dapat menjadi nama"),
        helps=(say("choose another name", "pilih nama lain"),),
    )


def unknown_function(place: Place, word: str, meant: str | None) -> Diagnostic:
    """A word before a parenthesis that is no function."""
    helps = (
        () if meant is None else (say("did you mean `{word}`?", "mungkin maksudnya `{word}`?", word=meant),)
    )
    return _finding(
        "unknown-function",
        place,
        say("there is no function `{word}`", "tidak ada fungsi `{word}`", word=_short(word)),
        say("not a function", "bukan fungsi"),
        helps=helps,
    )


def equality(place: Place, is_word: str) -> Diagnostic:
    """`=` where a comparison is meant."""
    title = say("to compare, write `{word}`", "untuk membandingkan, tulis `{word}`", word=is_word)
    return _finding(
        "unexpected-word",
        place,
        say("`=` gives a value; it does not compare", "`=` memberi nilai, tidak membandingkan"),
        say("not expected here", "tidak diharapkan di sini"),
        fix=Fix(title, (Edit(place, is_word),), "unsafe"),
    )


def other_vocabulary(pairs: Sequence[tuple[Place, str, str]], language: str) -> Diagnostic:
    """Keywords of the other vocabulary on a line: where, as written, as this file spells them."""
    place, found, right = pairs[0]
    name = say("English", "Inggris") if language == "en" else say("Indonesian", "Indonesia")
    return _finding(
        "other-vocabulary",
        place,
        say(
            "`{word}` is not in the file's vocabulary",
            "`{word}` bukan kosakata berkas ini",
            word=_short(found),
        ),
        say("here: `{word}`", "di sini: `{word}`", word=right),
        secondary=tuple(
            Label(p, say("here: `{word}`", "di sini: `{word}`", word=r)) for p, _, r in pairs[1:]
        ),
        notes=(say("the words of this file are {name}", "kata-kata berkas ini berbahasa {name}", name=name),),
        fix=Fix(
            say("write the words of the file's vocabulary", "tulis kata dari kosakata berkas ini"),
            tuple(Edit(p, r) for p, _, r in pairs),
            "safe",
        ),
    )


def not_supported(place: Place, found: str) -> Diagnostic:
    """A construct of the language that this version does not read."""
    return _finding(
        "not-supported",
        place,
        say(
            "`{word}` is not supported in this version",
            "`{word}` belum didukung pada versi ini",
            word=_short(found),
        ),
        say("not supported yet", "belum didukung"),
        notes=(
            say(
                "the language foresees it; this line is not read",
                "bahasa ini merencanakannya; baris ini tidak dibaca",
            ),
        ),
        helps=(say("leave it out; a `note` may keep it", "hilangkan dahulu; `catatan` dapat menyimpannya"),),
    )


# What a line says wrongly


def repeated(place: Place, first: Place) -> Diagnostic:
    """The same part twice on a line."""
    return _finding(
        "repeated-part",
        place,
        say("this is said twice on one line", "hal ini disebut dua kali dalam satu baris"),
        say("said again here", "disebut lagi di sini"),
        secondary=(Label(first, say("first said here", "pertama disebut di sini")),),
        helps=(say("keep one of them", "pertahankan salah satu"),),
    )


def missing_domain(place: Place) -> Diagnostic:
    """An input that does not say what may be answered."""
    return _finding(
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


def need_said_twice(place: Place) -> Diagnostic:
    """Both `optional` and `default`."""
    return _finding(
        "repeated-part",
        place,
        say("an answer with a default is never missing", "jawaban dengan nilai baku tidak pernah kosong"),
        say("both optional and default", "opsional sekaligus baku"),
        helps=(say("keep one of them", "pertahankan salah satu"),),
    )


def weight_without_unit(place: Place, number: Fraction) -> Diagnostic:
    """`weight 30`: percent or points?"""
    return _finding(
        "weight-unit",
        place,
        say("this weight has no unit", "bobot ini tidak bersatuan"),
        say("percent or points?", "persen atau poin?"),
        helps=(say("write `{n}%` or `{n} points`", "tulis `{n}%` atau `{n} poin`", n=number),),
    )


def weight_cases(place: Place) -> Diagnostic:
    """Conditional weights whose last is not `otherwise`, or which is not conditional."""
    return _finding(
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
    return _finding(
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
    return _finding(
        "not-a-date",
        place,
        say("there is no day `{day}`", "tidak ada tanggal `{day}`", day=found),
        say("no such day", "tanggal tidak ada"),
        helps=(DATE,),
    )


def cell_count(place: Place, found: int, wanted: int, header: Place) -> Diagnostic:
    """A row with more or fewer cells than the header."""
    return _finding(
        "cell-count",
        place,
        say(
            "cells after the range of this row: {found}, in the header: {wanted}",
            "sel setelah interval baris ini: {found}, pada kepala tabel: {wanted}",
            found=found,
            wanted=wanted,
        ),
        say("cells here: {found}", "sel di sini: {found}", found=found),
        secondary=(Label(header, say("columns: {wanted}", "kolom: {wanted}", wanted=wanted)),),
        helps=(
            say(
                "an empty cell is `-`; a text of several words stands in quotation marks",
                "sel kosong ditulis `-`; teks beberapa kata diapit tanda kutip",
            ),
        ),
    )


def column_count(place: Place, columns: int, cells: int, row: Place) -> Diagnostic:
    """A header with more or fewer columns than every row has."""
    return _finding(
        "cell-count",
        place,
        say(
            "columns after the range of this header: {columns}, cells in each row: {cells}",
            "kolom setelah interval pada kepala tabel: {columns}, sel tiap baris: {cells}",
            columns=columns,
            cells=cells,
        ),
        say("columns: {columns}", "kolom: {columns}", columns=columns),
        secondary=(Label(row, say("cells here: {cells}", "sel di sini: {cells}", cells=cells)),),
        helps=(
            say(
                "name each column in the header: `code`, `label`, further ones by any name",
                "namai tiap kolom pada kepala tabel: `kode`, `label`, lainnya dengan nama bebas",
            ),
        ),
    )


def decision_cells(place: Place, found: int, wanted: int, header: Place | None) -> Diagnostic:
    """A line of a decision with more or fewer cells than its header, or than the one code of a case."""
    where = (Label(header, say("columns: {wanted}", "kolom: {wanted}", wanted=wanted)),) if header else ()
    return _finding(
        "cell-count",
        place,
        say(
            "cells in this line: {found}, wanted: {wanted}",
            "sel di baris ini: {found}, seharusnya: {wanted}",
            found=found,
            wanted=wanted,
        ),
        say("cells here: {found}", "sel di sini: {found}", found=found),
        secondary=where,
        helps=(
            say(
                "an empty cell is `-`; a text of several words stands in quotation marks",
                "sel kosong ditulis `-`; teks beberapa kata diapit tanda kutip",
            ),
        ),
    )


def missing_header(place: Place, header: str) -> Diagnostic:
    """A table that begins with a row."""
    return _finding(
        "missing-header",
        place,
        say("this table has no header", "tabel ini tidak berkepala"),
        say("first row, but no header", "baris pertama, tanpa kepala"),
        helps=(
            say("put a line above it: `{header}`", "tulis satu baris di atasnya: `{header}`", header=header),
        ),
    )


# Numbers, texts, signs


def decimal_mark(place: Place, found: str, right: str, mark: Mark, edit: Edit, listed: bool) -> Diagnostic:
    """A number with the other vocabulary's mark."""
    helps: tuple[Words, ...] = (say("write `{right}`", "tulis `{right}`", right=right),)
    if listed and "," in found:
        helps += (say("in a list, put a space after the comma", "dalam daftar, beri spasi setelah koma"),)
    return _finding(
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
    return _finding(
        "two-readings",
        place,
        say(
            "`{found}` can be read in two ways", "`{found}` dapat dibaca dengan dua cara", found=_short(found)
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
                grouped=_short(grouped),
                decimal=_short(decimal),
            ),
        ),
    )


def thousands_mark(place: Place, found: str, right: str, edit: Edit) -> Diagnostic:
    """`1.234,5`."""
    return _finding(
        "thousands-mark",
        place,
        say("thousands are written without a mark", "ribuan ditulis tanpa tanda"),
        say("mark between thousands", "tanda di antara ribuan"),
        fix=Fix(
            say(
                "write `{right}`, not `{found}`",
                "tulis `{right}`, bukan `{found}`",
                right=_short(right),
                found=_short(found),
            ),
            (edit,),
            "safe",
        ),
    )


def number_marks(place: Place, found: str) -> Diagnostic:
    """`1,2,3`."""
    return _finding(
        "number-marks",
        place,
        say(
            "`{found}` has more than one mark",
            "`{found}` mempunyai lebih dari satu tanda",
            found=_short(found),
        ),
        say("not one number", "bukan satu bilangan"),
        helps=(say("in a list, put a space after the comma", "dalam daftar, beri spasi setelah koma"),),
    )


def number_exponent(place: Place, found: str) -> Diagnostic:
    """`1e5`."""
    return _finding(
        "number-exponent",
        place,
        say(
            "numbers are written in full, not as `{found}`",
            "bilangan ditulis penuh, bukan `{found}`",
            found=_short(found),
        ),
        say("number with an exponent", "bilangan dengan pangkat"),
        helps=(say("write all its digits", "tulis semua angkanya"),),
    )


def number_too_long(place: Place, limit: int) -> Diagnostic:
    """A number of thousands of digits."""
    return _finding(
        "number-too-long",
        place,
        say("this number has more than {limit} digits", "bilangan ini lebih dari {limit} angka", limit=limit),
        say("too many digits", "terlalu banyak angka"),
    )


def number_and_word(place: Place, found: str) -> Diagnostic:
    """`14komponen`."""
    return _finding(
        "number-and-word",
        place,
        say(
            "a name cannot begin with a digit: `{found}`",
            "nama tidak dapat diawali angka: `{found}`",
            found=_short(found),
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
    return _finding(
        "comma-space",
        place,
        say("a comma in a list is followed by a space", "koma dalam daftar diikuti spasi"),
        say("no space after this comma", "tanpa spasi setelah koma"),
        severity="warning",
        fix=Fix(say("add the space", "tambahkan spasi"), (Edit(place, ", "),), "safe"),
    )


def text_without_end(place: Place) -> Diagnostic:
    """A quotation mark that is never closed."""
    return _finding(
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
    return _finding(
        "unexpected-character",
        place,
        say("the sign `{sign}` has no meaning here", "tanda `{sign}` tidak bermakna di sini", sign=shown),
        say("sign without meaning", "tanda tanpa makna"),
        helps=tuple(help for signs, help in _SIGN_HELPS if found in signs),
    )


# The outline


def tab(place: Place, edits: tuple[Edit, ...], lines: int = 1) -> Diagnostic:
    """A tab among the spaces of a line, or of several: one habit, told once."""
    return _finding(
        "tab",
        place,
        say("a tab stands where spaces should", "ada tab di tempat spasi")
        if lines == 1
        else say(
            "tabs stand where spaces should, on {lines} lines",
            "ada tab di tempat spasi, pada {lines} baris",
            lines=lines,
        ),
        say("tab", "tab"),
        severity="warning",
        notes=(
            say(
                "the width of a tab differs between programs, and indentation has meaning",
                "lebar tab berbeda antarprogram, sedangkan indentasi bermakna",
            ),
        ),
        fix=Fix(say("replace tabs by spaces", "ganti tab dengan spasi"), edits, "safe"),
    )


def unexpected_indent(place: Place) -> Diagnostic:
    """A deeper line below a line that holds nothing."""
    return _finding(
        "unexpected-indent",
        place,
        say(
            "this line is indented below one that holds no others",
            "baris ini menjorok di bawah baris yang tidak memuat baris lain",
        ),
        say("indented too far", "terlalu menjorok"),
        helps=(say("align it with the lines around it", "sejajarkan dengan baris sekitarnya"),),
    )


def uneven_indent(place: Place) -> Diagnostic:
    """A line between two levels."""
    return _finding(
        "uneven-indent",
        place,
        say("this line stands between two levels", "baris ini berada di antara dua tingkat"),
        say("aligned with nothing above", "tidak sejajar dengan yang di atas"),
        helps=(say("align it with the lines around it", "sejajarkan dengan baris sekitarnya"),),
    )


# Limits


def file_too_large(place: Place, limit: int) -> Diagnostic:
    """More text than a rubric may have."""
    return _finding(
        "file-too-large",
        place,
        say("the file is larger than {limit} bytes", "berkas lebih besar dari {limit} bita", limit=limit),
        say("not read", "tidak dibaca"),
    )


def line_too_long(place: Place, limit: int) -> Diagnostic:
    """More characters than a line may have."""
    return _finding(
        "line-too-long",
        place,
        say(
            "this line is longer than {limit} characters",
            "baris ini lebih dari {limit} karakter",
            limit=limit,
        ),
        say("line is too long", "baris terlalu panjang"),
    )


def too_deep(place: Place, limit: int) -> Diagnostic:
    """More levels than an outline may have."""
    return _finding(
        "too-deep",
        place,
        say(
            "the outline is deeper than {limit} levels",
            "kerangka lebih dalam dari {limit} tingkat",
            limit=limit,
        ),
        say("too deep; not read", "terlalu dalam; tidak dibaca"),
    )


def too_many_operations(place: Place, limit: int) -> Diagnostic:
    """More operations than one line may have."""
    return _finding(
        "expression-too-long",
        place,
        say(
            "this line has more than {limit} operations",
            "baris ini berisi lebih dari {limit} operasi",
            limit=limit,
        ),
        say("too many operations", "terlalu banyak operasi"),
        helps=(say("name parts of it with `let`", "beri nama bagiannya dengan `misal`"),),
    )


def too_many_findings(place: Place, limit: int) -> Diagnostic:
    """The rest of the file is not read."""
    return _finding(
        "too-many-findings",
        place,
        say(
            "more than {limit} findings; the rest is not read",
            "lebih dari {limit} temuan; selebihnya tidak dibaca",
            limit=limit,
        ),
        say("reading stops here", "pembacaan berhenti di sini"),
    )


def outside_rubric(place: Place, head: str) -> Diagnostic:
    """A sound line above which no rubric begins; told once a file."""
    return _finding(
        "outside-rubric",
        place,
        say("this line stands in no rubric", "baris ini berada di luar rubrik"),
        say("outside of any rubric", "di luar rubrik"),
        helps=(
            say(
                "begin with a line `{head} name` and indent what belongs to it",
                "mulai dengan baris `{head} nama` dan beri indentasi pada isinya",
                head=head,
            ),
        ),
    )


def no_rubric(place: Place) -> Diagnostic:
    """A file without a line."""
    return _finding(
        "no-rubric",
        place,
        say("the file holds no rubric", "berkas ini tidak berisi rubrik"),
        say("nothing to read", "tidak ada yang dibaca"),
        helps=(
            say(
                'begin with a line such as `rubric name "Label"`',
                'mulai dengan baris seperti `rubrik nama "Label"`',
            ),
        ),
    )


# Translating


def name_becomes_keyword(place: Place, name: str, to: Vocabulary) -> Diagnostic:
    """A name that the vocabulary which is translated to takes for a word of the language."""
    language = {"en": say("English", "Inggris"), "id": say("Indonesian", "Indonesia")}[to]
    return _finding(
        "name-becomes-keyword",
        place,
        say(
            "`{name}` is a word of the language in {language}",
            "`{name}` adalah kata kunci dalam kosakata {language}",
            name=_short(name),
            language=language,
        ),
        say("a name here", "di sini sebuah nama"),
        notes=(
            say(
                "translated, this line would mean something else",
                "setelah dialihkan, baris ini akan bermakna lain",
            ),
        ),
        helps=(
            say(
                "give `{name}` another name everywhere, then translate again",
                "ganti nama `{name}` di semua tempat, lalu alihkan lagi",
                name=_short(name),
            ),
        ),
    )


def translation_differs(place: Place) -> Diagnostic:
    """A translation that would be read as another tree, for a reason that no single name tells."""
    return _finding(
        "translation-differs",
        place,
        say("the translation would mean something else", "hasil alih kosakata akan bermakna lain"),
        say("read differently once translated", "terbaca lain setelah dialihkan"),
        helps=(
            say(
                "rename what is spelt like a word of the other vocabulary",
                "ganti nama yang ejaannya sama dengan kata kunci kosakata tujuan",
            ),
        ),
    )
