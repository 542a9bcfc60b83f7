"""Wording of `rubrik score --engine spark`, English and Indonesian side by side."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

Said = tuple[Words, Words]


def not_on_spark(option: str) -> Said:
    """An option that the results of Spark do not know."""
    return (
        say(
            "`{option}` does not go with `--engine`",
            "`{option}` tidak dapat dipakai bersama `--engine`",
            option=option,
        ),
        say("leave one of them out", "hilangkan salah satunya"),
    )


def kept_of_groups() -> Said:
    """The statement puts rows together, and is to carry columns along."""
    return (
        say(
            "`--engine spark-sql` carries no columns along where `--by` puts rows together",
            "`--engine spark-sql` tidak mengikutkan kolom bila `--by` menggabungkan baris",
        ),
        say("leave `--keep` out, or take `--engine spark`", "hilangkan `--keep` atau pakai `--engine spark`"),
    )


def needs_folder() -> Said:
    """No output."""
    return (
        say("`--engine spark` needs `--output FOLDER`", "`--engine spark` memerlukan `--output FOLDER`"),
        say(
            "Spark writes a folder of Parquet files: name one that does not exist yet",
            "Spark menulis sebuah folder berisi berkas Parquet: sebutkan folder yang belum ada",
        ),
    )


def parquet_alone(form: str) -> Said:
    """Another format."""
    return (
        say(
            "Spark writes Parquet here, not `{form}`",
            "Spark di sini menulis Parquet, bukan `{form}`",
            form=form,
        ),
        say(
            "name a folder, `-o results`; `rubrik score` without `--engine` writes `{form}`",
            "sebutkan folder, `-o hasil`; `rubrik score` tanpa `--engine` menulis `{form}`",
            form=form,
        ),
    )


def folder_exists(name: str) -> Said:
    """The output is there already."""
    return (
        say("`{name}` exists already", "`{name}` sudah ada", name=name),
        say(
            "Spark writes a folder of its own: name another, or remove this one first (without a file"
            " `_SUCCESS` in it, it is of a run that did not end)",
            "Spark menulis foldernya sendiri: sebutkan yang lain, atau hapus dahulu yang ini (tanpa berkas"
            " `_SUCCESS` di dalamnya, isinya dari pekerjaan yang tidak selesai)",
        ),
    )


def no_standard_input() -> Said:
    """`-` for data."""
    return (
        say("Spark cannot read standard input", "Spark tidak dapat membaca masukan baku"),
        say(
            "name files or folders of Parquet or CSV that all workers reach",
            "sebutkan berkas atau folder Parquet atau CSV yang terjangkau oleh semua pekerja",
        ),
    )


def other_data(name: str, ending: str) -> Said:
    """Data of a format that is not read on Spark."""
    return (
        say(
            "`{name}`: Spark reads Parquet and CSV here, not `.{ending}`",
            "`{name}`: Spark di sini membaca Parquet dan CSV, bukan `.{ending}`",
            name=name,
            ending=ending,
        ),
        say(
            "convert it, or score it without `--engine`",
            "ubah dahulu formatnya, atau nilai tanpa `--engine`",
        ),
    )


def mixed_data() -> Said:
    """Parquet and CSV at once."""
    return (
        say("data of Parquet and of CSV together", "data Parquet dan CSV bersama-sama"),
        say("score them one after the other", "nilai satu per satu"),
    )


def nameless() -> Said:
    """Nothing would say which result is whose."""
    return (
        say(
            "nothing says which result belongs to which record: there is no column `record`",
            "tidak ada yang menandai hasil milik rekaman mana: tidak ada kolom `record`",
        ),
        say(
            "name it with `--id COLUMN`, or carry columns along with `--keep COLUMN`",
            "sebutkan dengan `--id KOLOM`, atau ikutkan kolom dengan `--keep KOLOM`",
        ),
    )


def stopped(why: str) -> Said:
    """Spark gave up."""
    return (
        say("Spark stopped: {why}", "Spark berhenti: {why}", why=why),
        say(
            "nothing was finished; remove the output folder before the next run",
            "tidak ada yang selesai; hapus folder keluaran sebelum menjalankannya lagi",
        ),
    )


def written(name: str, count: int) -> Words:
    """It is done."""
    if count == 1:
        return say(
            "{name}: 1 record, in a folder of Parquet files",
            "{name}: 1 rekaman, dalam folder berisi berkas Parquet",
            name=name,
        )
    return say(
        "{name}: {count} records, in a folder of Parquet files",
        "{name}: {count} rekaman, dalam folder berisi berkas Parquet",
        name=name,
        count=count,
    )


def told(code: str, count: int) -> Words:
    """How often a problem was met."""
    if count == 1:
        return say("1 record: {code}", "1 rekaman: {code}", code=code)
    return say("{count} records: {code}", "{count} rekaman: {code}", count=count, code=code)


LOOK = say(
    "the column `problems` says which; `rubrik codes CODE` explains a code",
    "kolom `problems` menunjukkan rekaman mana; `rubrik codes KODE` menjelaskan sebuah kode",
)
