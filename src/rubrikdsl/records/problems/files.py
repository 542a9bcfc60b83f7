"""Problems of whole files: empty, too large, not text, no TOML or JSON."""

from __future__ import annotations

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.records.problems.wording import cut
from rubrikdsl.records.problems.wording import of_file


def empty_file(file: str) -> Problem:
    """Nothing in it."""
    return of_file(
        "data-empty",
        file,
        None,
        say("the file is empty", "berkas ini kosong"),
        say(
            "`rubrik new` writes an assessment to fill in",
            "`rubrik new` menulis lembar penilaian untuk diisi",
        ),
    )


def no_rows(file: str) -> Problem:
    """A header and nothing below it."""
    return of_file(
        "data-empty",
        file,
        1,
        say("there is a header but no row below it", "ada kepala kolom, tetapi tidak ada baris di bawahnya"),
        say("write one row for each record", "tulis satu baris untuk tiap rekaman"),
    )


def no_records(file: str) -> Problem:
    """JSON that is neither an object nor a list of objects."""
    return of_file(
        "data-shape",
        file,
        None,
        say("the file holds no records", "berkas ini tidak memuat rekaman"),
        say("write one object, or a list of objects", "tulis satu objek, atau senarai objek"),
    )


def no_record(file: str, row: int | None) -> Problem:
    """Among records something that has no names and values."""
    return of_file(
        "data-shape",
        file,
        row,
        say("this is no record of names and values", "ini bukan rekaman berisi nama dan nilai"),
        say("write it as an object", "tulis sebagai objek"),
    )


def too_large(file: str, size: int, most: int) -> Problem:
    """More bytes than the limit."""
    return of_file(
        "data-too-large",
        file,
        None,
        say(
            "the file has {size} bytes; the limit is {most}",
            "berkas ini {size} bita; batasnya {most}",
            size=size,
            most=most,
        ),
        say("split it, or raise the limit", "pecah berkasnya, atau naikkan batasnya"),
    )


def too_many_rows(file: str, row: int | None, most: int) -> Problem:
    """More rows than the limit."""
    return of_file(
        "data-too-large",
        file,
        row,
        say(
            "more than {most} rows; the rest is not read",
            "lebih dari {most} baris; sisanya tidak dibaca",
            most=most,
        ),
        say("split the file, or raise the limit", "pecah berkasnya, atau naikkan batasnya"),
    )


def too_deep(file: str) -> Problem:
    """Nested beyond the limit."""
    return of_file(
        "data-too-deep",
        file,
        None,
        say("values are nested too deeply", "nilai bersarang terlalu dalam"),
        say("write names and values, units as lists", "tulis nama dan nilai, unit sebagai senarai"),
    )


def too_long(file: str) -> Problem:
    """A number of too many digits."""
    return of_file(
        "number-too-long",
        file,
        None,
        say("a number has too many digits", "ada bilangan dengan terlalu banyak angka"),
    )


def not_utf8(file: str, row: int) -> Problem:
    """Bytes of another encoding."""
    return of_file(
        "data-encoding",
        file,
        row,
        say("the file is not written in UTF-8", "berkas ini tidak ditulis dalam UTF-8"),
        say(
            "save it again as `CSV UTF-8`; it may be Windows-1252 now",
            "simpan ulang sebagai `CSV UTF-8`; sekarang mungkin Windows-1252",
        ),
    )


def not_text(file: str, row: int) -> Problem:
    """A zero byte: a spreadsheet or another binary file."""
    return of_file(
        "data-encoding",
        file,
        row,
        say("the file is not text", "berkas ini bukan teks"),
        say("export the sheet as `CSV UTF-8`", "ekspor lembarnya sebagai `CSV UTF-8`"),
    )


def not_toml(file: str, row: int, line: str) -> Problem:
    """A line that TOML cannot read, with what people most often mean."""
    return of_file(
        "data-unreadable",
        file,
        row,
        say("this line cannot be read as TOML", "baris ini tidak dapat dibaca sebagai TOML"),
        *_toml_help(line),
    )


def _toml_help(line: str) -> tuple[Words, ...]:
    key, equals, value = (part.strip() for part in line.partition("="))
    if not equals or not key:
        return (say("write `name = value`, one a line", "tulis `nama = nilai`, satu per baris"),)
    if " " in key and '"' not in key:
        return (
            say('put the name in quotes: `"{key}"`', 'beri tanda kutip pada namanya: `"{key}"`', key=key),
        )
    if value.replace(",", "", 1).isdigit():
        better = value.replace(",", ".")
        return (say("write `{key} = {v}`", "tulis `{key} = {v}`", key=key, v=better),)
    if value and value[0] not in "\"'[{":
        return (
            say(
                'put the value in quotes: `{key} = "{v}"`',
                'beri tanda kutip: `{key} = "{v}"`',
                key=key,
                v=cut(value),
            ),
        )
    return (
        say(
            "look for a quote or bracket that is not closed",
            "periksa tanda kutip atau kurung yang belum ditutup",
        ),
    )


def not_json(file: str, row: int, column: int) -> Problem:
    """Text that JSON cannot read."""
    return of_file(
        "data-unreadable",
        file,
        row,
        say(
            "this cannot be read as JSON, from character {n} of the line",
            "ini tidak dapat dibaca sebagai JSON, mulai karakter ke-{n} baris ini",
            n=column,
        ),
    )


def mixed_list(file: str, row: int | None, key: str) -> Problem:
    """A list of tables and of plain values."""
    return of_file(
        "data-shape",
        file,
        row,
        say("`{key}` mixes records and values", "`{key}` mencampur rekaman dan nilai", key=cut(key)),
    )


def key_twice(file: str, row: int | None, key: str) -> Problem:
    """A key that stands twice in one record."""
    return of_file(
        "column-twice",
        file,
        row,
        say("`{key}` stands twice", "`{key}` ditulis dua kali", key=cut(key)),
        say("keep one of the two", "pertahankan salah satu"),
    )


def beside_records(file: str, key: str) -> Problem:
    """A key beside `[[record]]`, which would belong to no record."""
    return of_file(
        "data-shape",
        file,
        None,
        say("`{key}` stands outside the records", "`{key}` berada di luar semua rekaman", key=cut(key)),
        say("write it inside each `[[record]]`", "tulis di dalam tiap `[[record]]`"),
    )
