"""The words about files of tables."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

EXCEL = say("writing Excel", "menulis Excel")
PARQUET = say("writing Parquet", "menulis Parquet")
ARROW = say("writing Arrow", "menulis Arrow")

NAME = say("name", "nama")
VALUE = say("value", "nilai")
MOST = say("at most", "paling banyak")
FROM = say("from", "dari")
UP_TO = say("to", "sampai")
COUNT = say("count", "jumlah")
CLASSES = say("classes", "kategori")
CHANGE = say("change", "perubahan")
AFTER = say("after it", "sesudahnya")

YES = say("yes", "ya")
NO = say("no", "tidak")


def unknown_suffix(name: str, known: str) -> tuple[Words, Words]:
    """A file whose name does not say what is to be written."""
    return (
        say(
            "`{name}` does not say in which format to write",
            "`{name}` tidak menyebut format yang akan ditulis",
            name=name,
        ),
        say("end its name with {known}", "akhiri namanya dengan {known}", known=known),
    )


def too_long(rows: int, most: int) -> tuple[Words, Words]:
    """More rows than a sheet of Excel holds."""
    return (
        say(
            "a sheet of Excel holds {most} rows; the table has {rows}",
            "satu lembar Excel memuat {most} baris; tabel ini {rows}",
            rows=rows,
            most=most,
        ),
        say("write it as `.parquet` or `.csv`", "tulis sebagai `.parquet` atau `.csv`"),
    )


def not_one(count: int, suffix: str) -> tuple[Words, Words]:
    """A format that holds one table, and several of them, or none."""
    if count == 0:
        return (
            say("there is no table to write", "tidak ada tabel untuk ditulis"),
            say(
                "`.txt` takes any reply, `.svg` a picture",
                "`.txt` memuat jawaban apa pun, `.svg` sebuah gambar",
            ),
        )
    return (
        say(
            "`.{suffix}` holds one table; there are {n}",
            "`.{suffix}` memuat satu tabel; di sini ada {n}",
            suffix=suffix,
            n=count,
        ),
        say("`.xlsx` and `.md` hold several", "`.xlsx` dan `.md` memuat beberapa"),
    )


def exact(name: str) -> Words:
    """The heading of the exact texts of numbers that a sheet can only hold rounded."""
    return say("{name} (exact)", "{name} (tepat)", name=name)


def rows(count: int) -> Words:
    """How many rows a table has."""
    if count == 1:
        return say("1 row", "1 baris")
    return say("{n} rows", "{n} baris", n=count)
