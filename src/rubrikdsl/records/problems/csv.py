"""Problems of CSV: its separator, its quotes, its header, its rows."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.records.problems.wording import cut
from rubrikdsl.records.problems.wording import of_file


def separator_unknown(file: str, found: str) -> Problem:
    """A `sep=` line with something else."""
    return of_file(
        "separator-unclear",
        file,
        1,
        say("`sep={found}` names no separator", "`sep={found}` bukan pemisah yang dikenal", found=cut(found)),
        say("use `,`, `;` or a tab", "gunakan `,`, `;` atau tab"),
    )


def separator_unclear(file: str, fitting: Sequence[str]) -> Problem:
    """Several separators fit every row."""
    shown = ", ".join("tab" if s == "\t" else f"`{s}`" for s in fitting)
    return of_file(
        "separator-unclear",
        file,
        1,
        say("several separators fit: {list}", "beberapa pemisah cocok: {list}", list=shown),
        say("write `sep={s}` on the first line", "tulis `sep={s}` pada baris pertama", s=fitting[-1]),
    )


def quoting(file: str, row: int) -> Problem:
    """A quoted cell that does not end as one."""
    return of_file(
        "quote-unclosed",
        file,
        row,
        say("a quoted cell does not end properly", "sel bertanda kutip tidak ditutup dengan benar"),
        say(
            'close it with `"`, and write `""` for a quote inside; nothing after it was read',
            'tutup dengan `"`, dan tulis `""` untuk kutip di dalamnya; sesudahnya tidak dibaca',
        ),
    )


def cell_too_long(file: str, row: int) -> Problem:
    """A cell beyond what the reader takes."""
    return of_file(
        "data-too-large",
        file,
        row,
        say(
            "a cell of this row is too long; nothing after it was read",
            "satu sel di baris ini terlalu panjang; sesudahnya tidak dibaca",
        ),
        say("look for a quote that is not closed", "periksa tanda kutip yang belum ditutup"),
    )


def empty_header(file: str, row: int) -> Problem:
    """A first row without names."""
    return of_file(
        "header-empty",
        file,
        row,
        say("the first row names no column", "baris pertama tidak menamai satu kolom pun"),
        say("begin with the names of the columns", "mulai dengan nama-nama kolom"),
    )


def title_above(file: str, row: int, names: int) -> Problem:
    """A title where the names of the columns belong."""
    return of_file(
        "header-empty",
        file,
        row,
        say(
            "the first row names one column only; row {n} seems to name them",
            "baris pertama hanya menamai satu kolom; tampaknya baris {n} yang menamai",
            n=names,
        ),
        say("remove what stands above the names", "hapus yang ada di atas nama-nama kolom"),
    )


def column_twice(file: str, row: int, name: str) -> Problem:
    """Two columns of one name."""
    return of_file(
        "column-twice",
        file,
        row,
        say("two columns are named `{name}`", "dua kolom bernama `{name}`", name=cut(name)),
        say("rename or remove one", "ganti nama atau hapus salah satu"),
    )


def nameless_column(file: str, row: int, number: int) -> Problem:
    """A column with cells and no name."""
    return Problem(
        "header-empty",
        "warning",
        say("column {n} has no name and is not read", "kolom {n} tidak bernama dan tidak dibaca", n=number),
        file=file,
        row=row,
        helps=(say("name it, or remove it", "beri nama, atau hapus"),),
    )


def uneven_row(file: str, row: int, found: int, wanted: int, separator: str) -> Problem:
    """A row with more or fewer cells than the header."""
    helps = (
        (
            say(
                'put a number with a decimal comma in quotes: `"49,85"`',
                'beri tanda kutip pada bilangan berkoma desimal: `"49,85"`',
            ),
        )
        if separator == "," and found > wanted
        else ()
    )
    return of_file(
        "row-uneven",
        file,
        row,
        say(
            "the row has {found} cells, the header {wanted}",
            "baris ini {found} sel, kepala kolomnya {wanted}",
            found=found,
            wanted=wanted,
        ),
        *helps,
    )
