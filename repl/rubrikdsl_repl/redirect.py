"""`… > file.suffix`: the line and the file that its reply goes to, for every command alike.

A `>` sends a reply only before a last word whose ending names a format; before anything else it compares.
"""

from __future__ import annotations

import re

from rubrikdsl.tables.files import suffix_of

TEXT = "txt"
PICTURE = "svg"

OTHERS = ("xls", "ods", "pdf", "png", "jpg", "html", "tsv", "xml", "yaml", "doc", "docx")
"""What people ask for and nothing here writes: said, rather than taken for a part of the question."""

_TARGET = re.compile(r'^(?P<line>.*?)\s*>\s*(?:"(?P<quoted>[^">]+)"|(?P<bare>[^\s">]+))$', re.DOTALL)


def parted(line: str) -> tuple[str, str | None]:
    """The line without its file, and the file.

    >>> parted("rank > out.csv"), parted('rank > "my ranks.xlsx"'), parted("find nilai > 80.5")
    (('rank', 'out.csv'), ('rank', 'my ranks.xlsx'), ('find nilai > 80.5', None))
    """
    found = _TARGET.match(line)
    if found is None:
        return line, None
    file = found["quoted"] or found["bare"]
    meant = ending(file) is not None or _last(file) in OTHERS
    return (found["line"], file) if meant else (line, None)


def ending(file: str) -> str | None:
    """The format that the name of a file tells; None of a name that tells none."""
    last = _last(file)
    return last if last in (TEXT, PICTURE) else suffix_of(file)


def _last(file: str) -> str:
    return file.rpartition(".")[2].lower() if "." in file else ""
