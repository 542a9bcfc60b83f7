"""What a data file holds before its columns mean anything.

A `RawRecord` has cells by key as the user wrote the key; a nested or dotted key of TOML or JSON is joined
with dots. A text is still a text here (`"49,85"`, `"ya"`): what it says is decided when it is bound to a
field. The empty text is a cell without an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field


class Figure(Fraction):
    """A number of a spreadsheet: what its cell holds, and `shown`, what the cell shows (None: just that).

    `percent`: the cell shows a share (`80%` for 0.8).
    """

    __slots__ = ("percent", "shown")
    shown: str | None
    percent: bool

    def __new__(cls, value: Fraction, shown: str | None = None, percent: bool = False) -> Figure:
        made = super().__new__(cls, value)
        made.shown = shown
        made.percent = percent
        return made

    @property
    def differs(self) -> bool:
        """Whether the cell shows another number than it holds."""
        if self.shown is None:
            return False
        number = Fraction(self.shown.removesuffix("%"))
        return self != (number / 100 if self.percent else number)


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds no value to be read, such as an error of Excel: what it shows, and why not."""

    text: str
    problem: Problem


Raw = Union[str, Fraction, bool, date, Broken, tuple["Raw", ...]]
"""A cell: a text, or what TOML, JSON and spreadsheets have types for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a data file may cost before it is refused; a caller may raise each of them."""

    csv_bytes: int = 64 * 2**20
    tree_bytes: int = 8 * 2**20
    """Of TOML and JSON, whose readers are slower."""
    rows: int = 200_000
    nesting: int = 32


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet that rows stand in, and the letter of each named column."""

    sheet: str
    letters: Mapping[str, str]

    def cell(self, row: int | None, key: str = "") -> str:
        """A cell as Excel writes it; without a column, the first of its row."""
        name = (
            self.sheet
            if self.sheet.replace(".", "_").isidentifier()
            else "'" + self.sheet.replace("'", "''") + "'"
        )
        return f"{name}!{self.letters.get(key, 'A')}{row}"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as found: `row` is its first line in the file (None where the format tells none).

    `grid` is there where it is the row of a sheet.
    """

    file: str
    row: int | None
    cells: Mapping[str, Raw]
    members: Mapping[str, tuple[RawRecord, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    grid: Grid | None = None

    def cell(self, key: str) -> str | None:
        """Where in a sheet the value of a key stands."""
        return None if self.grid is None else self.grid.cell(self.row, key)

    @property
    def is_unsound(self) -> bool:
        """Whether its cells cannot be trusted (a row that does not fit its header, a key said twice)."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of one file, and what was wrong with the file itself.

    With an error among `problems` there may be fewer records than the file means.
    """

    records: Sequence[RawRecord] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of the file could be read."""
        return not any(problem.severity == "error" for problem in self.problems)


def shown(raw: Raw) -> str:
    """A cell as text, for problems and columns that are carried along."""
    match raw:
        case str():
            return raw
        case bool():
            return "yes" if raw else "no"
        case Broken():
            return raw.text
        case Figure() if raw.shown is not None and not raw.differs:
            return raw.shown  # `14.10`, as the cell shows it
        case Fraction():
            return to_text(raw)
        case date():
            return raw.isoformat()
        case tuple():
            return "; ".join(shown(part) for part in raw)
