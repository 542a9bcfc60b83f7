"""Words that do not fit where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding
from rubrikdsl.syntax.problems.wording import short


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
            word=short(found),
        )
    else:
        message = say("`{word}` does not fit here", "`{word}` tidak cocok di sini", word=short(found))
    helps: tuple[Words, ...] = () if instead is None else (instead,)
    fix = None
    if meant is not None:
        question = say("did you mean `{word}`?", "mungkin maksudnya `{word}`?", word=short(meant))
        helps = (question, *helps)
    if meant is not None and " " not in meant:
        fix = Fix(
            question,
            (Edit(place, meant),),
            "safe" if meant.casefold() == found.casefold() else "unsafe",
        )
    return finding(
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
                word=short(as_name),
            ),
        )
    return finding(
        "unfinished-line",
        place,
        say("the line ends too early", "baris ini berakhir terlalu dini"),
        say("something is missing after this", "ada yang kurang setelah ini"),
        helps=helps,
    )


def nothing_written(place: Place) -> Diagnostic:
    """A line that was asked for and holds nothing."""
    return finding(
        "unfinished-line",
        place,
        say("nothing is written here", "belum ada yang ditulis di sini"),
        say("expected here", "diharapkan di sini"),
    )


def unclosed(place: Place, opened: Place, *, after: bool) -> Diagnostic:
    """A parenthesis that nothing closes: `place` is the last within it, or (not `after`) the first beyond."""
    return finding(
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
    return finding(
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


FORMULA_BELOW = say(
    "a formula stands on a line of its own below this one, indented: `= …`",
    "rumus ditulis pada baris tersendiri di bawahnya, menjorok: `= …`",
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


def rounded_where_made(word: str, places: str) -> Words:
    """Why a root or a logarithm says at once to how many decimals it is rounded."""
    return say(
        "a root or logarithm seldom ends, so its rounding follows at once: `{word} {places} 6`",
        "akar atau logaritma jarang berakhir, maka langsung sebutkan pembulatannya: `{word} {places} 6`",
        word=word,
        places=places,
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
    return finding(
        "reserved-word",
        place,
        say(
            "`{word}` is a word of the language, not a name",
            "`{word}` adalah kata bahasa ini, bukan nama",
            word=short(word),
        ),
        say("not usable as a name", "tidak dapat menjadi nama"),
        helps=(say("choose another name", "pilih nama lain"),),
    )


def unknown_function(place: Place, word: str, meant: str | None) -> Diagnostic:
    """A word before a parenthesis that is no function."""
    helps = (
        () if meant is None else (say("did you mean `{word}`?", "mungkin maksudnya `{word}`?", word=meant),)
    )
    return finding(
        "unknown-function",
        place,
        say("there is no function `{word}`", "tidak ada fungsi `{word}`", word=short(word)),
        say("not a function", "bukan fungsi"),
        helps=helps,
    )


def equality(place: Place, is_word: str) -> Diagnostic:
    """`=` where a comparison is meant."""
    title = say("to compare, write `{word}`", "untuk membandingkan, tulis `{word}`", word=is_word)
    return finding(
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
    return finding(
        "other-vocabulary",
        place,
        say(
            "`{word}` is not in the file's vocabulary",
            "`{word}` bukan kosakata berkas ini",
            word=short(found),
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
