"""For doors that open what people name: how a rubric is named with a day and readings, and texts of files."""

from __future__ import annotations

from datetime import date
from os import PathLike
from os import fspath
from pathlib import Path

from rubrikdsl.workspace import moments
from rubrikdsl.workspace.files import read_source
from rubrikdsl.workspace.limits import Limits


def parted(name: str) -> tuple[str, date | None, tuple[str, ...]]:
    """`NAME@DATE+READING`, as `load` takes it, in its parts; a file that is there is a name as it stands.

    >>> parted("kepatuhan.unit@2025-01-01+kepatuhan")
    ('kepatuhan.unit', datetime.date(2025, 1, 1), ('kepatuhan',))
    """
    plain, when = (name, moments.ANY) if Path(name).exists() else moments.parted(name)
    return plain, when.on, when.readings


def read_text(name: str | PathLike[str]) -> str:
    """The text of a file in UTF-8, no larger than a rubric may be; raises `FileError`."""
    return read_source(fspath(name), Limits().bytes).text
