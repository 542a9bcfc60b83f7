"""Problems of collections from flat rows, and of records that are there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.records.problems.wording import cut
from rubrikdsl.records.problems.wording import either
from rubrikdsl.records.problems.wording import error
from rubrikdsl.records.problems.wording import of_file


def no_collection(name: str) -> Problem:
    """Grouping asked of a rubric that collects nothing."""
    return error(
        "collection-unclear",
        say(
            "`{name}` collects no units, so rows cannot be grouped",
            "`{name}` tidak mengumpulkan unit; baris tidak dapat dikelompokkan",
            name=name,
        ),
    )


def several_collections(names: Sequence[str]) -> Problem:
    """Grouping asked of a rubric with several collections, and nobody says which."""
    return error(
        "collection-unclear",
        say(
            "rows may belong to several collections: {list}",
            "baris dapat menjadi anggota beberapa kumpulan: {list}",
            list=either(names),
        ),
        say(
            "choose one for all rows: `--collection {first}`",
            "pilih satu untuk semua baris: `--collection {first}`",
            first=names[0],
        ),
        say(
            "or name it in each row, in a column `collection`",
            "atau sebutkan di tiap baris, dalam kolom `kumpulan`",
        ),
    )


def other_collection(text: str, names: Sequence[str]) -> Problem:
    """A collection that does not lead to the rows, or several that do."""
    return replace(
        error(
            "collection-unclear",
            say(
                "the rows belong to {list}",
                "baris ini anggota {list}",
                list=either(names),
            )
            if text
            else say(
                "the row does not say to which collection it belongs",
                "baris ini tidak menyebut kumpulannya",
            ),
            say("write {list}", "tulis {list}", list=either(names)),
        ),
        value=text or None,
    )


def too_many_levels(columns: Sequence[str], deepest: str) -> Problem:
    """More columns that name parents than the rubric has levels."""
    return error(
        "collection-unclear",
        say(
            "{n} columns name levels ({columns}), and the rubric has {most}: `{deepest}`",
            "{n} kolom menyebut tingkat ({columns}), sedangkan rubrik ini punya {most}: `{deepest}`",
            n=len(columns),
            columns=", ".join(columns),
            most=deepest.count(".") + 1,
            deepest=deepest,
        ),
        say(
            "name one column a level, the outermost first",
            "sebutkan satu kolom tiap tingkat, yang terluar dahulu",
        ),
    )


def not_split(separator: str) -> Problem:
    """A key without the mark that divides entity from unit."""
    return error(
        "key-undivided",
        say(
            "the key has no `{s}` between entity and unit",
            "kuncinya tanpa `{s}` antara entitas dan unit",
            s=separator,
        ),
    )


def of_no_member(full: str) -> Problem:
    """A row about a record that says something of a member of it."""
    return error(
        "key-undivided",
        say(
            "this is asked of a member of `{full}`, and the row names none",
            "ini ditanyakan kepada anggota `{full}`, dan baris ini tidak menyebutnya",
            full=full,
        ),
        say("add the member's name to the key", "tambahkan nama anggotanya pada kunci"),
    )


def no_divider() -> Problem:
    """`--by-split COLUMN ''`."""
    return error(
        "key-undivided",
        say(
            "nothing is given that divides entity from unit",
            "pemisah antara entitas dan unit tidak diberikan",
        ),
        say("such as `--by-split record ' :: '`", "misalnya `--by-split record ' :: '`"),
    )


def no_group_key() -> Problem:
    """A row without its parent's name."""
    return error(
        "key-undivided", say("the row does not say what it belongs to", "baris ini tidak menyebut induknya")
    )


def rows_unread(parent: str, file: str) -> Problem:
    """Rows put together though a part of the data could not be read."""
    problem = of_file(
        "rows-unread",
        file,
        None,
        say(
            "rows of it may be among those that could not be read",
            "barisnya mungkin ada di antara yang tidak terbaca",
        ),
        say("repair the data, then score again", "perbaiki datanya, lalu nilai lagi"),
    )
    return replace(problem, record=parent)


def disagrees(first: str, row: int | None) -> Problem:
    """Rows of one parent that say different things of it."""
    where = say("row {n}", "baris {n}", n=row) if row is not None else say("another row", "baris lain")
    return error(
        "group-disagrees",
        say(
            "{where} says `{first}` of the same parent",
            "{where} menyebut `{first}` untuk induk yang sama",
            where=where,
            first=cut(first),
        ),
        say("correct the row that is wrong", "perbaiki baris yang keliru"),
    )


def duplicate_record(record: str, file: str, row: int | None) -> Problem:
    """A name that an earlier record has."""
    return Problem(
        "record-twice",
        "warning",
        say("an earlier record has the same name", "rekaman sebelumnya bernama sama"),
        record=record,
        file=file,
        row=row,
        helps=(
            say(
                "`--id COLUMN` takes the names from another column",
                "`--id KOLOM` memakai nama dari kolom lain",
            ),
        ),
    )


def unit_twice(record: str, file: str, row: int | None) -> Problem:
    """A unit that its parent has already: counted twice it would weigh twice."""
    return Problem(
        "unit-twice",
        "error",
        say("an earlier unit of the same parent has this name", "unit bernama sama sudah ada pada induk ini"),
        record=record,
        file=file,
        row=row,
        helps=(
            say(
                "drop one of the two, or give them different names",
                "hapus salah satunya, atau bedakan namanya",
            ),
        ),
    )
