"""Rows that do not fit the header of their table."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding


def cell_count(place: Place, found: int, wanted: int, header: Place) -> Diagnostic:
    """A row with more or fewer cells than the header."""
    return finding(
        "cell-count",
        place,
        say(
            "cells after the range of this row: {found}, in the header: {wanted}",
            "sel setelah interval baris ini: {found}, pada kepala tabel: {wanted}",
            found=found,
            wanted=wanted,
        ),
        say("cells here: {found}", "sel di sini: {found}", found=found),
        secondary=(Label(header, say("columns: {wanted}", "kolom: {wanted}", wanted=wanted)),),
        helps=(
            say(
                "an empty cell is `-`; a text of several words stands in quotation marks",
                "sel kosong ditulis `-`; teks beberapa kata diapit tanda kutip",
            ),
        ),
    )


def column_count(place: Place, columns: int, cells: int, row: Place) -> Diagnostic:
    """A header with more or fewer columns than every row has."""
    return finding(
        "cell-count",
        place,
        say(
            "columns after the range of this header: {columns}, cells in each row: {cells}",
            "kolom setelah interval pada kepala tabel: {columns}, sel tiap baris: {cells}",
            columns=columns,
            cells=cells,
        ),
        say("columns: {columns}", "kolom: {columns}", columns=columns),
        secondary=(Label(row, say("cells here: {cells}", "sel di sini: {cells}", cells=cells)),),
        helps=(
            say(
                "name each column in the header: `code`, `label`, further ones by any name",
                "namai tiap kolom pada kepala tabel: `kode`, `label`, lainnya dengan nama bebas",
            ),
        ),
    )


def decision_cells(place: Place, found: int, wanted: int, header: Place | None) -> Diagnostic:
    """A line of a decision with more or fewer cells than its header, or than the one code of a case."""
    where = (Label(header, say("columns: {wanted}", "kolom: {wanted}", wanted=wanted)),) if header else ()
    return finding(
        "cell-count",
        place,
        say(
            "cells in this line: {found}, wanted: {wanted}",
            "sel di baris ini: {found}, seharusnya: {wanted}",
            found=found,
            wanted=wanted,
        ),
        say("cells here: {found}", "sel di sini: {found}", found=found),
        secondary=where,
        helps=(
            say(
                "an empty cell is `-`; a text of several words stands in quotation marks",
                "sel kosong ditulis `-`; teks beberapa kata diapit tanda kutip",
            ),
        ),
    )


def missing_header(place: Place, header: str) -> Diagnostic:
    """A table that begins with a row."""
    return finding(
        "missing-header",
        place,
        say("this table has no header", "tabel ini tidak berkepala"),
        say("first row, but no header", "baris pertama, tanpa kepala"),
        helps=(
            say("put a line above it: `{header}`", "tulis satu baris di atasnya: `{header}`", header=header),
        ),
    )
