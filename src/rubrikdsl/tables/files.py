"""Tables as the bytes of a file, by its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from typing import assert_never
from typing import get_args

from rubrikdsl.diagnostics.extras import ExtraError
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.tables import problems
from rubrikdsl.tables.model import Table

Suffix = Literal["xlsx", "csv", "json", "md", "parquet", "toml", "arrow"]
SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)

_OTHER_NAMES: dict[str, Suffix] = {"feather": "arrow", "markdown": "md", "pq": "parquet"}


_PACKAGES = {
    "xlsx": (problems.EXCEL, "openpyxl"),
    "parquet": (problems.PARQUET, "pyarrow"),
    "arrow": (problems.ARROW, "pyarrow"),
}


class TableError(Exception):
    """A table that cannot be written so; `message` says why, `help` what to do instead."""

    def __init__(self, message: Words, help: Words) -> None:
        super().__init__(f"{message}; {help}")
        self.message = message
        self.help = help


def suffix_of(name: str) -> Suffix | None:
    """The format that the name of a file tells.

    >>> suffix_of("nilai.XLSX"), suffix_of("nilai.feather"), suffix_of("nilai")
    ('xlsx', 'arrow', None)
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return next((known for known in SUFFIXES if known == ending), _OTHER_NAMES.get(ending))


def installed(suffix: str) -> None:
    """Whether the package of a format is there; raises `ExtraError`."""
    from importlib.util import find_spec

    words, package = _PACKAGES.get(suffix, (None, ""))
    if words is not None and find_spec(package) is None:
        raise ExtraError(words, package, "data")


def encode(tables: Sequence[Table], name: str, language: Language = "en") -> bytes:
    """The bytes of a file of that name; raises `TableError`, and `ExtraError` where a package is missing.

    Several tables are sheets of a workbook, or follow each other in Markdown; other formats hold one.
    """
    suffix = suffix_of(name)
    if suffix is None:
        raise TableError(*problems.unknown_suffix(name, " ".join(f"`.{known}`" for known in SUFFIXES)))
    if not tables:
        raise TableError(*problems.not_one(0, suffix))
    if suffix == "xlsx":
        from rubrikdsl.tables.excel import to_excel

        return to_excel(tables, language)
    if suffix == "md":
        from rubrikdsl.tables.text import to_markdown

        return _bytes("\n".join(to_markdown(table, language) for table in tables))
    if len(tables) != 1:
        raise TableError(*problems.not_one(len(tables), suffix))
    return _one(tables[0], suffix)


def _one(table: Table, suffix: Literal["csv", "json", "toml", "parquet", "arrow"]) -> bytes:
    match suffix:
        case "csv":
            from rubrikdsl.tables.text import to_csv

            return _bytes(to_csv(table, guarded=True))
        case "json":
            from rubrikdsl.tables.text import to_json

            return _bytes(to_json(table))
        case "toml":
            from rubrikdsl.tables.text import to_toml

            return _bytes(to_toml(table))
        case "parquet":
            from rubrikdsl.tables.columnar import to_parquet

            return to_parquet(table)
        case "arrow":
            from rubrikdsl.tables.columnar import to_arrow

            return to_arrow(table)
        case _:
            assert_never(suffix)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # half a character of JSON
