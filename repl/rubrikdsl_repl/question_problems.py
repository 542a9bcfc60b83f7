"""All wording of what can be wrong with a question, English and Indonesian side by side."""

from __future__ import annotations

from rubrikdsl import Words
from rubrikdsl import nearest
from rubrikdsl import say
from rubrikdsl_repl.problems import Said

CANNOT_BE_READ = say("this cannot be read", "ini tidak dapat dibaca")
SECOND_VALUE = say("a second value", "nilai kedua")
SECOND_UNIT = say("something to compare it with", "pembandingnya")
TWO_READINGS = say("a second reading", "tafsir kedua")
TWO_VALUES = say("two values of the column", "dua isi kolom")


def no_unit_yet() -> Said:
    """A question about the record last spoken of, before there is one."""
    return (
        say("no record was spoken of yet", "belum ada rekaman yang disebut"),
        say("name one, as in `score NAME`", "sebutkan dahulu, misalnya `skor NAMA`"),
    )


def no_condition(text: str) -> Said:
    """A question that neither holds nor fails."""
    return (
        say("`{text}` is no condition", "`{text}` bukan syarat", text=text),
        say(
            "compare it, as in `{text} is …` or `{text} > …`",
            "bandingkan, misalnya `{text} adalah …` atau `{text} > …`",
            text=text,
        ),
    )


def no_number(text: str) -> Said:
    """An expression that is no number."""
    return (say("`{text}` is no number", "`{text}` bukan angka", text=text),)


def no_count(text: str) -> Said:
    """Not a whole number above zero."""
    return (say("`{text}` is not a whole number from 1", "`{text}` bukan bilangan bulat mulai 1", text=text),)


def no_amount(text: str) -> Said:
    """Not a plain number."""
    return (
        say("`{text}` is not a number", "`{text}` bukan angka", text=text),
        say("write it as in 0.5", "tulis misalnya 0,5"),
    )


def no_score() -> Said:
    """A rubric without a score."""
    return (
        say(
            "the rubric has neither a score nor a ranking",
            "rubrik ini tidak punya nilai maupun pemeringkatan",
        ),
    )


def no_scales() -> Said:
    """A question about the edges of classes where there are no ranges."""
    return (say("the rubric has no table of ranges", "rubrik ini tidak punya tabel rentang"),)


def choose_ranking(name: str, known: tuple[str, ...]) -> Said:
    """No ranking of that name, or several to choose from."""
    if not known:
        message = say(
            "the rubric has no ranking; `rank` alone orders by the score",
            "rubrik ini tidak punya pemeringkatan; `peringkat` saja mengurutkan menurut nilai",
        )
        return (message,)
    all = ", ".join(known)
    if not name:
        return (
            say("the rubric has several rankings", "rubrik ini punya beberapa pemeringkatan"),
            say("write `rank NAME`: {all}", "tulis `peringkat NAMA`: {all}", all=all),
        )
    return (
        say("there is no ranking `{name}`", "tidak ada pemeringkatan `{name}`", name=name),
        say("its rankings: {all}", "pemeringkatannya: {all}", all=all),
    )


def no_assignment() -> Said:
    """`what if` without anything that is assumed."""
    return (
        say("nothing is assumed", "belum ada yang diandaikan"),
        say(
            "write `what if NAME: ANSWER = VALUE`",
            "tulis `andai NAMA: JAWABAN = NILAI`",
        ),
    )


def no_colon(name: str) -> Said:
    """A record's name that runs into what is assumed of it."""
    return (
        say("`:` is missing after `{name}`", "kurang `:` setelah `{name}`", name=name),
        say("write `what if NAME: ANSWER = VALUE`", "tulis `andai NAMA: JAWABAN = NILAI`"),
    )


def bad_name(text: str) -> Said:
    """Not a name."""
    return (
        say("`{text}` cannot be a name", "`{text}` tidak dapat menjadi nama", text=text),
        say("a name is letters, digits and `_`", "nama terdiri atas huruf, angka, dan `_`"),
    )


def taken_name(name: str) -> Said:
    """A name that the rubric or the data have already."""
    return (
        say("`{name}` stands for something already", "`{name}` sudah ada artinya", name=name),
        say("choose another name", "pilih nama lain"),
    )


def no_scenario(name: str, known: tuple[str, ...]) -> Said:
    """No scenario of that name."""
    return (
        say("there is no scenario `{name}`", "tidak ada skenario `{name}`", name=name),
        *_meant(name, known),
    )


def no_let(name: str, known: tuple[str, ...]) -> Said:
    """No name of the session."""
    return (
        say("`let` gave nothing the name `{name}`", "tidak ada `misal` bernama `{name}`", name=name),
        *_meant(name, known),
    )


def no_name(name: str, known: tuple[str, ...]) -> Said:
    """Nothing of that name in the rubric."""
    return (
        say("the rubric has nothing called `{name}`", "tidak ada `{name}` dalam rubrik ini", name=name),
        *_meant(name, known),
    )


def no_column(name: str, known: tuple[str, ...]) -> Said:
    """No column of that name."""
    return (
        say("the data have no column `{name}`", "data tidak punya kolom `{name}`", name=name),
        *(_meant(name, known) or (say("there are: {all}", "yang ada: {all}", all=", ".join(known[:12])),)),
    )


def no_such_value(column: str, value: str, known: tuple[str, ...]) -> Said:
    """A column has no such text."""
    return (
        say(
            "no record has `{value}` as {column}",
            "tidak ada rekaman dengan {column} `{value}`",
            column=column,
            value=value,
        ),
        *(_meant(value, known) or (say("there are: {all}", "yang ada: {all}", all=", ".join(known[:8])),)),
    )


def no_class(code: str, known: tuple[str, ...]) -> Said:
    """A class that no table has."""
    if not known:
        return (say("the rubric has no classes", "rubrik ini tidak punya kategori"),)
    return (
        say("there is no class `{code}`", "tidak ada kategori `{code}`", code=code),
        say("the classes: {all}", "kategorinya: {all}", all=", ".join(known)),
    )


def _meant(word: str, known: tuple[str, ...]) -> tuple[Words, ...]:
    meant = nearest(word, known)
    return (
        ()
        if meant is None
        else (say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant),)
    )
