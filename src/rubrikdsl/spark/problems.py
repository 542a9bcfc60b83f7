"""What may be wrong with a request to Spark, English and Indonesian side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

SPARK = say("Spark", "Spark")

NUMBER = say(
    "whole numbers, decimals with up to 18 places or floats",
    "bilangan bulat, desimal sampai 18 angka di belakang koma, atau float",
)
WORDED = say("texts such as `12.5` and `85%`, or numbers", "teks seperti `12.5` dan `85%`, atau bilangan")
TRUTH = say("booleans or texts", "boolean atau teks")
DATE = say("dates or texts such as `2025-01-31`", "tanggal atau teks seperti `2025-01-31`")
TEXT = say("texts", "teks")

Told = tuple[Words, Words]


class SparkError(ValueError):
    """Spark cannot do what was asked: `message` says why, `help` what to do instead."""

    def __init__(self, message: Words, help: Words | None = None) -> None:
        super().__init__(f"{message}; {help}" if help else str(message))
        self.message = message
        self.help = help


def no_java() -> Told:
    """There is no Java."""
    return (
        say(
            "Spark needs Java 17 or newer, which was not found",
            "Spark memerlukan Java 17 atau lebih baru, yang tidak ditemukan",
        ),
        say(
            "install it (Debian and Ubuntu: apt install openjdk-17-jre-headless; elsewhere:"
            " https://adoptium.net), or set JAVA_HOME to where it is",
            "pasang (Debian dan Ubuntu: apt install openjdk-17-jre-headless; lainnya: https://adoptium.net),"
            " atau isi JAVA_HOME dengan letaknya",
        ),
    )


def not_started(master: str, why: str) -> Told:
    """There is a Java, and Spark does not start with it."""
    facts = {"master": master, "why": (why.strip().splitlines() or ["-"])[0]}
    return (
        say(
            "Spark does not start on `{master}`: {why}",
            "Spark tidak dapat dijalankan di `{master}`: {why}",
            **facts,
        ),
        say(
            "look at what Java says above; Spark 4 needs Java 17 or newer, and a master that can be reached",
            "periksa pesan Java di atas; Spark 4 memerlukan Java 17 ke atas dan master yang terjangkau",
        ),
    )


def no_column(name: str, known: Sequence[str]) -> Told:
    """A column that was asked for is not there."""
    near = nearest(name, known)
    facts = {"name": name, "near": near or "", "known": ", ".join(known)}
    return (
        say("there is no column `{name}`", "tidak ada kolom `{name}`", **facts),
        say(
            "the columns are: {known}" if near is None else "did you mean `{near}`?",
            "kolom yang ada: {known}" if near is None else "mungkin maksudnya `{near}`?",
            **facts,
        ),
    )


def name_taken(name: str) -> Told:
    """A column carried along has the name of a column of the results."""
    return (
        say(
            "`{name}` cannot be carried along: the results have a column of that name",
            "`{name}` tidak dapat diikutkan: hasil sudah memuat kolom bernama itu",
            name=name,
        ),
        say(
            'rename it first: frame.withColumnRenamed("{name}", …)',
            'ganti namanya dahulu: frame.withColumnRenamed("{name}", …)',
            name=name,
        ),
    )


def unknown_engine(engine: str) -> Told:
    """Neither of the two."""
    return (
        say("`{engine}` is not an engine", "`{engine}` bukan mesin hitung", engine=engine),
        say('write "columns" or "sql"', 'tulis "columns" atau "sql"'),
    )


def kept_of_groups() -> Told:
    """Columns are to be carried along where the statement puts rows together."""
    return (
        say(
            "the engine `sql` carries no columns along where it puts rows together",
            "mesin `sql` tidak mengikutkan kolom bila baris digabungkan",
        ),
        say(
            "leave `keep` out and join the results to your data by `record`, or take the engine `columns`",
            "hilangkan `keep` lalu gabungkan hasilnya dengan data menurut `record`, atau pakai mesin"
            " `columns`",
        ),
    )


def members_in_lists(name: str) -> Told:
    """Members stand in lists, which the statement does not read."""
    return (
        say(
            "the engine `sql` does not read the members in the column `{name}`",
            "mesin `sql` tidak membaca anggota di dalam kolom `{name}`",
            name=name,
        ),
        say(
            "give each member a row and name its record with `by`, or take the engine `columns`",
            "beri tiap anggota satu baris dan sebutkan rekamannya dengan `by`, atau pakai mesin `columns`",
        ),
    )


def other_type(name: str, held: str, wanted: Words) -> Told:
    """A column of a type that the statement would read wrongly."""
    facts: dict[str, str | Words] = {"name": name, "held": held, "wanted": wanted}
    return (
        say(
            "the column `{name}` is {held}, where the statement of SQL expects {wanted}",
            "kolom `{name}` bertipe {held}, padahal pernyataan SQL mengharapkan {wanted}",
            **facts,
        ),
        say(
            "cast it in Spark, or take the engine `columns`, which reads what files hold",
            "ubah tipenya di Spark, atau pakai mesin `columns`, yang membaca isi berkas apa adanya",
        ),
    )


def open_readings(rubric: str, readings: Sequence[str]) -> Told:
    """A rubric that leaves readings open has no one ranking."""
    return (
        say("`{rubric}` leaves readings open", "`{rubric}` masih menyisakan tafsir", rubric=rubric),
        say(
            "choose one when it is loaded: {readings}",
            "pilih satu saat memuatnya: {readings}",
            readings=", ".join(readings),
        ),
    )
