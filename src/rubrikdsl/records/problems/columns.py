"""Problems of columns and keys: what a name stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.records.problems.wording import cut
from rubrikdsl.records.problems.wording import either
from rubrikdsl.records.problems.wording import error
from rubrikdsl.records.problems.wording import of_file

LISTED: Final = 8
"""Columns that are named where none is near the one that was asked for."""


def unknown_column(file: str, row: int | None, column: str, near: str) -> Problem:
    """A column that nothing has the name of, though something nearly has."""
    return Problem(
        "column-unknown",
        "warning",
        say(
            "`{column}` names nothing here and is not read",
            "`{column}` tidak dikenal dan tidak dibaca",
            column=cut(column),
        ),
        file=file,
        row=row,
        column=column,
        helps=(say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),),
    )


def columns_not_read(file: str, columns: Sequence[str]) -> Problem:
    """The other columns, told once, the first of them by name."""
    listed = ", ".join(f"`{cut(c)}`" for c in columns[:20])
    if len(columns) > 20:
        listed += f", … ({len(columns)})"
    return Problem(
        "column-unused",
        "warning",
        say("not read: {list}", "tidak dibaca: {list}", list=listed),
        file=file,
        helps=(say("`--keep COLUMN` carries a column along", "`--keep KOLOM` membawa serta sebuah kolom"),),
    )


def no_column_read(file: str, columns: Sequence[str]) -> Problem:
    """Rows of which nothing is read: another file, or the data of another rubric."""
    return of_file(
        "no-column-read",
        file,
        None,
        say(
            "no column names anything in the rubric: {list}",
            "tidak ada kolom yang dikenal rubrik: {list}",
            list=", ".join(f"`{cut(column)}`" for column in columns[:5]),
        ),
        say(
            "`rubrik new RUBRIC` writes the columns that it reads",
            "`rubrik new RUBRIK` menulis kolom yang dibacanya",
        ),
    )


def rows_of_members(file: str, rubric: str, collection: str) -> Problem:
    """Rows that are members of what the rubric collects, and nothing says of which record."""
    return of_file(
        "rows-of-members",
        file,
        None,
        say(
            "the rows look like members of `{collection}`, which `{rubric}` collects",
            "baris tampaknya anggota `{collection}` yang dikumpulkan `{rubric}`",
            collection=collection,
            rubric=rubric,
        ),
        say(
            "say which column tells what a row belongs to: `--by COLUMN`",
            "sebutkan kolom yang menyatakan induk tiap baris: `--by KOLOM`",
        ),
    )


def column_absent(file: str, column: str, near: str | None, columns: Sequence[str]) -> Problem:
    """A column that was asked for and is not there."""
    if near is not None:
        helps = (say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),)
    else:
        names = ", ".join(f"`{name}`" for name in columns[:LISTED]) + (", …" if len(columns) > LISTED else "")
        helps = (say("its columns: {names}", "kolomnya: {names}", names=names),)
    return of_file(
        "column-absent",
        file,
        None,
        say("there is no column `{column}`", "tidak ada kolom `{column}`", column=cut(column)),
        *helps,
    )


def ambiguous_column(paths: Sequence[str]) -> Problem:
    """A name of several things."""
    return error(
        "column-ambiguous",
        say("several things have this name", "beberapa hal bernama ini"),
        say("write {list}", "tulis {list}", list=either(paths)),
    )


def said_twice(other: str) -> Problem:
    """Two columns that mean one thing."""
    return error(
        "answer-twice",
        say("`{other}` already says this", "`{other}` sudah menyatakan ini", other=cut(other)),
        say("keep one of the two", "pertahankan salah satu"),
    )


def node_and_below(below: Sequence[str]) -> Problem:
    """A node given together with an answer below it."""
    return error(
        "given-twice",
        say(
            "given, though answered below it: {list}",
            "diberikan, padahal di bawahnya dijawab: {list}",
            list=", ".join(f"`{cut(b)}`" for b in below),
        ),
        say("give the whole, or what lies below it", "berikan keseluruhannya, atau yang ada di bawahnya"),
    )


def not_a_group() -> Problem:
    """A list of tables where no collection is."""
    return error(
        "column-unknown", say("this is not a collection of the rubric", "ini bukan kumpulan pada rubrik ini")
    )


def not_tables() -> Problem:
    """A collection given by a plain value."""
    return error(
        "data-shape",
        say("a collection wants records, not a value", "kumpulan memerlukan rekaman, bukan nilai"),
        say("write them as `[[name]]`, or use `--by`", "tulis sebagai `[[nama]]`, atau gunakan `--by`"),
    )
