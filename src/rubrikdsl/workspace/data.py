"""`read_data`: what data files hold, before a rubric says what it means."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cached_property
from os import PathLike
from os import fspath
from typing import TYPE_CHECKING

from rubrikdsl.records.flat import Chain
from rubrikdsl.records.flat import flattened
from rubrikdsl.records.flat import typical
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import Raw
from rubrikdsl.workspace.files import read_bytes
from rubrikdsl.workspace.limits import Limits

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.records.rows import RawRecord


class Data:
    """The rows of data files, in their order, as they are written. Make one with `read_data`.

    `problems` are what is wrong with the files themselves; `digest` is the same where their bytes are. Where
    `whole` is false there are rows that could not be read.
    """

    def __init__(
        self,
        files: tuple[str, ...],
        records: Sequence[RawRecord],
        problems: tuple[Problem, ...],
        digest: str,
    ) -> None:
        self.files = files
        self.records = records
        self.problems = problems
        self.digest = digest

    def __repr__(self) -> str:
        return f"<Data {', '.join(self.files)}: {len(self.records)} rows>"

    def __len__(self) -> int:
        return len(self.records)

    @property
    def whole(self) -> bool:
        """Whether all of every file could be read."""
        return not any(problem.severity == "error" for problem in self.problems)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns, or keys, as they are written, in the order of their first row."""
        return tuple(dict.fromkeys(key for record in typical(self.records) for key in record.cells))

    @cached_property
    def rows(self) -> tuple[Mapping[str, object], ...]:
        """Each row as `Rubric.score` takes it: cells by column, collections as lists of rows."""
        return tuple(map(_row, self.records))


def read_data(
    *files: str | PathLike[str], sheet: str | None = None, limits: Mapping[str, int] | None = None
) -> Data:
    """The rows of data files, one file after another; raises `FileError`.

    CSV, TOML, JSON, Excel, Parquet and Arrow; `sheet` is the sheet of a workbook that has several.
    `limits` are those of `docs/cli.md` that are other than usual, by name.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp(), "units.csv")
    >>> _ = file.write_text("record,nilai\\nKota Metro,80.85\\n")
    >>> read_data(file).rows
    ({'record': 'Kota Metro', 'nilai': '80.85'},)
    """
    allowed = Limits(**limits or {})
    names = tuple(fspath(file) for file in files)
    sheets: list[Sequence[RawRecord]] = []
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for name in names:
        content = read_bytes(name, allowed.data)
        found = read(name, content, limits=allowed.of_data(), sheet=sheet)
        sheets.append(flattened(found.records))
        problems += found.problems
        digest.update(f"{name} {len(content)}\n".encode() + content)
    records = sheets[0] if len(sheets) == 1 else Chain(sheets)
    return Data(names, records, tuple(problems), digest.hexdigest())


def _row(record: RawRecord) -> Mapping[str, object]:
    cells: dict[str, Raw | list[Mapping[str, object]]] = dict(record.cells)
    cells.update({name: [_row(member) for member in members] for name, members in record.members.items()})
    return cells
