"""All wording about workbooks and tables in columns, and about what their cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Raw

EXCEL = say("reading Excel", "membaca Excel")
COLUMNS = say("reading Parquet and Arrow", "membaca Parquet dan Arrow")

_MOST_NAMES = 8


def _listed(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _MOST_NAMES else ""
    return ", ".join(f"`{name}`" for name in names[:_MOST_NAMES]) + more


def _marked(number: str) -> Words:
    """A number as Excel shows it, with the decimal mark of the reader."""
    return say(number, number.replace(".", ","))


# Files


def needs_package(file: str, message: Words, help: Words) -> Problem:
    """A package of the extra is missing."""
    return Problem("data-unreadable", "error", message, file=file, helps=(help,))


def not_a_workbook(file: str) -> Problem:
    """Damaged, or another kind of file."""
    return Problem(
        "data-unreadable",
        "error",
        say("this cannot be read as a workbook of Excel", "ini tidak terbaca sebagai buku kerja Excel"),
        file=file,
        helps=(
            say(
                "open it in Excel or LibreOffice and save it as `.xlsx`",
                "buka di Excel atau LibreOffice lalu simpan sebagai `.xlsx`",
            ),
        ),
    )


def old_workbook(file: str) -> Problem:
    """`.xls`, or a file that takes a password."""
    return Problem(
        "data-unreadable",
        "error",
        say(
            "a workbook in the format of before 2007, or with a password, is not read",
            "buku kerja berformat sebelum 2007, atau yang berkata sandi, tidak dibaca",
        ),
        file=file,
        helps=(say("save it as `.xlsx` without a password", "simpan sebagai `.xlsx` tanpa kata sandi"),),
    )


def not_columns(file: str, name: str) -> Problem:
    """No Parquet or Arrow in it."""
    return Problem(
        "data-unreadable",
        "error",
        say("this cannot be read as {name}", "ini tidak terbaca sebagai {name}", name=name),
        file=file,
        helps=(say("write the file again", "tulis ulang berkasnya"),),
    )


def several_sheets(file: str, names: Sequence[str]) -> Problem:
    """Nobody can tell which is meant."""
    return Problem(
        "data-shape",
        "error",
        say(
            "several sheets hold something: {names}",
            "beberapa lembar berisi data: {names}",
            names=_listed(names),
        ),
        file=file,
        helps=(
            say("say which one: --sheet '{name}'", "sebutkan yang dipakai: --sheet '{name}'", name=names[0]),
        ),
    )


def no_such_sheet(file: str, wanted: str, names: Sequence[str], near: str | None) -> Problem:
    """A name that no sheet has."""
    return Problem(
        "data-shape",
        "error",
        say("there is no sheet `{name}`", "tidak ada lembar `{name}`", name=wanted),
        file=file,
        helps=(
            say("the sheets: {names}", "lembar yang ada: {names}", names=_listed(names))
            if near is None
            else say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),
        ),
    )


def no_sheets(file: str, wanted: str) -> Problem:
    """A sheet is asked of a file that has none."""
    return Problem(
        "data-shape",
        "error",
        say(
            "this file has no sheets, so none named `{name}`",
            "berkas ini tidak berlembar, jadi tidak ada lembar `{name}`",
            name=wanted,
        ),
        file=file,
        helps=(say("leave out --sheet", "hilangkan --sheet"),),
    )


# Cells


def cell_error(text: str) -> Problem:
    """`#N/A`, `#DIV/0!`."""
    return Problem(
        "value-unreadable",
        "error",
        say(
            "the cell holds the error `{t}` of Excel, not an answer",
            "sel ini berisi galat Excel `{t}`, bukan jawaban",
            t=text,
        ),
        helps=(
            say(
                "correct its formula, or empty the cell if the answer is not known",
                "perbaiki rumusnya, atau kosongkan selnya bila jawabannya belum diketahui",
            ),
        ),
    )


def not_calculated() -> Problem:
    """A formula that another program wrote and none has calculated."""
    return Problem(
        "value-unreadable",
        "error",
        say("the formula of this cell was never calculated", "rumus di sel ini belum pernah dihitung"),
        helps=(
            say(
                "open the workbook in Excel or LibreOffice and save it",
                "buka buku kerja ini di Excel atau LibreOffice lalu simpan",
            ),
        ),
    )


def merged(area: str) -> Problem:
    """A cell that is part of another."""
    return Problem(
        "value-unreadable",
        "error",
        say(
            "the cell is part of the merged cells {area}, and only the first of these holds a value",
            "sel ini bagian dari sel gabungan {area}; hanya sel pertamanya yang berisi nilai",
            area=area,
        ),
        helps=(
            say(
                "unmerge them and write the value into each cell",
                "pisahkan selnya dan isi nilainya di tiap sel",
            ),
        ),
    )


def code_as_number(text: str, codes: Sequence[str]) -> Problem:
    """A number that may be several codes, as `14.1` and `14.10`."""
    return Problem(
        "value-unreadable",
        "error",
        say(
            "the cell holds a number, {t}, which may be the code {codes}",
            "sel ini berisi bilangan, {t}, yang dapat berarti kode {codes}",
            t=text,
            codes=" / ".join(f"`{code}`" for code in codes),
        ),
        helps=(
            say(
                "format the cell as text and write the code again",
                "jadikan format selnya teks lalu tulis ulang kodenya",
            ),
        ),
    )


def as_shown(problem: Problem, raw: Raw) -> Problem:
    """A problem with a number of a sheet, with a word on what its cell shows instead."""
    if not isinstance(raw, Figure) or not raw.differs:
        return problem
    places = len((raw.shown or "").removesuffix("%").partition(".")[2]) + 2 * raw.percent
    return replace(
        problem,
        helps=(
            *problem.helps,
            say(
                "the cell shows {shown}; `=ROUND(…, {places})` makes it hold just that",
                "sel ini menampilkan {shown}; `=ROUND(…; {places})` membuat isinya tepat demikian",
                shown=_marked(raw.shown or ""),
                places=places,
            ),
        ),
    )


# What a sheet shows otherwise than it is read


def shown_otherwise(file: str, column: str, count: int, cell: str, first: Figure) -> Problem:
    """Cells that show fewer digits than they hold."""
    held = _marked(to_text(first * 100) + "%" if first.percent else to_text(first))
    if count == 1:
        message = say(
            "{cell} shows {shown} and holds {held}, which is read",
            "{cell} menampilkan {shown} dan berisi {held}; isinya yang dibaca",
            cell=cell,
            shown=_marked(first.shown or ""),
            held=held,
        )
    else:
        message = say(
            "{n} cells show other numbers than they hold, such as {cell}: {shown} for {held}, which is read",
            "{n} sel menampilkan bilangan lain dari isinya, misalnya {cell}: {shown} untuk {held}; isinya"
            " yang dibaca",
            n=count,
            cell=cell,
            shown=_marked(first.shown or ""),
            held=held,
        )
    return Problem("shown-otherwise", "warning", message, file=file, column=column)


def hidden_rows(file: str, sheet: str, count: int, first: int) -> Problem:
    """Rows that a filter, or a person, has hidden."""
    return Problem(
        "shown-otherwise",
        "warning",
        say(
            "sheet `{sheet}` hides {n} of the rows that are read, such as row {first}",
            "lembar `{sheet}` menyembunyikan {n} dari baris yang dibaca, misalnya baris {first}",
            sheet=sheet,
            n=count,
            first=first,
        ),
        file=file,
        helps=(
            say(
                "delete the rows that do not belong to the data",
                "hapus baris yang bukan bagian dari data",
            ),
        ),
    )


def hidden_columns(file: str, sheet: str, names: Sequence[str]) -> Problem:
    """Columns that nobody sees."""
    return Problem(
        "shown-otherwise",
        "warning",
        say(
            "sheet `{sheet}` hides columns that are read: {names}",
            "lembar `{sheet}` menyembunyikan kolom yang dibaca: {names}",
            sheet=sheet,
            names=_listed(names),
        ),
        file=file,
    )
