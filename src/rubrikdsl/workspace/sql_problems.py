"""What may be wrong with a request for SQL, and with a rubric that has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.sql.problems import Obstacle

SQL = say("a statement of SQL", "pernyataan SQL")

Told = tuple[Words, Words]


def unknown_dialect(dialect: str, known: Sequence[str]) -> Told:
    """No such database."""
    near = nearest(dialect, known)
    return (
        say(
            "`{name}` is not a dialect of SQL known here",
            "`{name}` bukan dialek SQL yang dikenal",
            name=dialect,
        ),
        say(
            "write one of {known}" if near is None else "did you mean `{near}`? There are {known}",
            "tulis salah satu dari {known}" if near is None else "maksud Anda `{near}`? Yang ada: {known}",
            known=", ".join(known),
            near=near or "",
        ),
    )


def not_a_table(table: str) -> Told:
    """What is given for a table is no name."""
    return (
        say("`{table}` is not the name of a table", "`{table}` bukan nama tabel", table=table),
        say(
            "write a name, with its schema if need be: `assessment.units`; other characters in double quotes",
            "tulis namanya, bila perlu dengan skema: `penilaian.unit`; karakter lain dalam tanda kutip ganda",
        ),
    )


def unknown_columns(unknown: Sequence[str], keys: Sequence[str]) -> Told:
    """Columns that name nothing."""
    near = nearest(unknown[0], keys)
    facts = {"list": ", ".join(f"`{name}`" for name in unknown), "near": near or "", "keys": ", ".join(keys)}
    return (
        say("nothing in the rubric is called {list}", "tidak ada yang bernama {list} dalam rubrik", **facts),
        say(
            "columns are named like keys of a record: {keys}"
            if near is None
            else "did you mean `{near}`? Leave out columns that the rubric does not ask for",
            "kolom bernama seperti kunci rekaman: {keys}"
            if near is None
            else "maksud Anda `{near}`? Jangan sebut kolom yang tidak ditanyakan rubrik",
            **facts,
        ),
    )


def unclear_columns(names: Sequence[str]) -> Told:
    """Columns whose meaning takes more than their name, or that say the same."""
    return (
        say(
            "a statement cannot read {list}: it is not one answer or one given value, or is named twice",
            "pernyataan tidak dapat membaca {list}: bukan satu jawaban atau satu nilai yang diberikan, atau"
            " disebut dua kali",
            list=", ".join(f"`{name}`" for name in names),
        ),
        say(
            "name a column for each question by its full key, such as `checklist.item`",
            "sebut satu kolom untuk tiap pertanyaan dengan kunci lengkapnya, misalnya `daftar.butir`",
        ),
    )


def needs_members(rubric: str, names: Sequence[str]) -> Told:
    """Every result is of members, and the table has none."""
    return (
        say(
            "no result of `{rubric}` is there without {list}",
            "tidak ada hasil `{rubric}` tanpa {list}",
            rubric=rubric,
            list=", ".join(f"`{name}`" for name in names),
        ),
        say(
            "say which column of the table names the record that a row belongs to: `--by COLUMN`",
            "sebutkan kolom tabel yang menyebut rekaman induk suatu baris: `--by COLUMN`",
        ),
    )


def choose_collection(names: Sequence[str]) -> Told:
    """Rows of several collections in one table."""
    return (
        say(
            "a statement reads the rows of one collection, and there are {list}",
            "satu pernyataan membaca baris satu kumpulan, sedangkan di sini ada {list}",
            list=", ".join(f"`{name}`" for name in names),
        ),
        say("choose one: `--collection {first}`", "pilih satu: `--collection {first}`", first=names[0]),
    )


def refused(rubric: str, dialect: str, obstacle: Obstacle, line: str) -> Told:
    """A rubric that a dialect cannot say exactly: the reason, the clause and its line."""
    clause = obstacle.clause
    facts: dict[str, str | Words] = {
        "rubric": rubric,
        "dialect": dialect,
        "reason": _reason(obstacle),
        "title": "" if clause is None else clause.title,
        "line": line,
    }
    where = "" if clause is None else " (`{title}`, {line})" if line else " (`{title}`)"
    return (
        say(
            "`{rubric}` cannot be said exactly in SQL of {dialect}: {reason}" + where,
            "`{rubric}` tidak dapat dinyatakan secara eksak dalam SQL {dialect}: {reason}" + where,
            **facts,
        ),
        say(
            "score such data with `rubrik score`, or in Python with `score_table`",
            "nilai data semacam itu dengan `rubrik score`, atau di Python dengan `score_table`",
        ),
    )


def _reason(obstacle: Obstacle) -> Words:
    match obstacle.what:
        case "power":
            return say(
                "the weights of a geometric mean make powers that are too long there",
                "bobot rata-rata geometris menghasilkan pangkat yang terlalu panjang di sana",
            )
        case "log":
            return say("a logarithm is not exact there", "logaritma di sana tidak eksak")
        case "wide":
            return say(
                "a number can need {bits} bits, more than a whole number has there",
                "ada bilangan yang dapat memerlukan {bits} bit, lebih dari bilangan bulat di sana",
                bits=obstacle.bits,
            )
        case "text":
            return say("a result is a free text", "ada hasil berupa teks bebas")
        case "weights":
            return say("a weight is a quotient", "ada bobot berupa hasil bagi")
        case "decimals":
            return say(
                "a number has more digits than a decimal has there",
                "ada bilangan yang digitnya lebih banyak daripada desimal di sana",
            )
        case "codes":
            return say(
                "more than 62 codes can be chosen together",
                "lebih dari 62 kode dapat dipilih bersama-sama",
            )
        case "set":
            return say(
                "sets of different codes are compared", "himpunan dengan kode yang berbeda dibandingkan"
            )
        case "median":
            return say("a median of members", "ada median dari anggota")
        case "quotient":
            return say("members are folded by a quotient", "anggota diringkas menurut suatu hasil bagi")
