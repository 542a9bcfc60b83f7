"""A data file's bytes to raw records, by its format."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.records import problems
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.sheets import problems as of_sheets

Format = Literal["csv", "toml", "json", "xlsx", "parquet", "arrow"]
_ENDINGS: dict[str, Format] = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "toml": "toml",
    "json": "json",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "parquet": "parquet",
    "pq": "parquet",
    "arrow": "arrow",
    "feather": "arrow",
}
FORMS: Mapping[str, Format] = {ending: form for ending, form in _ENDINGS.items() if ending != "txt"}
"""The format of a file that is found in a folder, by its suffix; a text there may be anything."""
_BEGINNINGS: dict[bytes, Format] = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"ARROW1": "arrow"}
"""Of files that are no text, whatever they are called."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""A workbook of before 2007, or one with a password."""

SHEETS: tuple[Format, ...] = ("xlsx",)
"""Formats that may hold several tables."""


def format_of(file: str, data: bytes) -> Format:
    """The format that a file's name tells, else its first character (`-` has no ending).

    >>> format_of("unit.toml", b""), format_of("-", b"[[record]]"), format_of("-", b'[{"nilai": 80}]')
    ('toml', 'toml', 'json')
    """
    plain = next((form for start, form in _BEGINNINGS.items() if data.startswith(start)), None)
    known = plain or _ENDINGS.get(file.rpartition(".")[2].lower())
    if known:
        return known
    text = data[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    first = lines[0].strip() if lines else ""
    if first.startswith("[[") or (first.startswith("[") and first.endswith("]") and len(first) > 2):
        return "json" if first.startswith(("[{", "[ {", "[[{")) else "toml"
    if first.startswith(("{", "[")):
        return "json"
    return "toml" if "=" in first and not first.lower().startswith("sep=") else "csv"


def read(
    file: str,
    data: bytes,
    form: Format | None = None,
    limits: Limits | None = None,
    sheet: str | None = None,
) -> Sheet:
    """The raw records of a file; `form` where its name does not tell, `sheet` which one of a workbook."""
    limits = limits or Limits()
    form = form or format_of(file, data)
    most = limits.tree_bytes if form in ("toml", "json") else limits.csv_bytes
    if len(data) > most:
        return Sheet(problems=(problems.too_large(file, len(data), most),))
    if data.startswith(_OLD_EXCEL):
        return Sheet(problems=(of_sheets.old_workbook(file),))
    if sheet is not None and form not in SHEETS:
        return Sheet(problems=(of_sheets.no_sheets(file, sheet),))
    match form:
        case "xlsx":
            from rubrikdsl.records.sheets.excel import read_excel

            return read_excel(file, data, limits, sheet)
        case "parquet" | "arrow":
            from rubrikdsl.records.sheets.columnar import read_columnar

            return read_columnar(file, data, form, limits)
        case "csv" | "toml" | "json":
            text = _decode(file, data)
            return Sheet(problems=(text,)) if isinstance(text, Problem) else _text(file, text, form, limits)
        case _:
            assert_never(form)


def _text(file: str, text: str, form: Literal["csv", "toml", "json"], limits: Limits) -> Sheet:
    match form:
        case "csv":
            from rubrikdsl.records.csv import read_csv

            return read_csv(file, text, limits)
        case "toml":
            from rubrikdsl.records.toml import read_toml

            return read_toml(file, text, limits)
        case "json":
            from rubrikdsl.records.json import read_json

            return read_json(file, text, limits)
        case _:
            assert_never(form)


def _decode(file: str, data: bytes) -> str | Problem:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = 1 if wide else data.count(b"\n", 0, error.start) + 1
        return problems.not_utf8(file, row)
    if "\0" in text:
        return problems.not_text(file, text.count("\n", 0, text.index("\0")) + 1)
    return text
