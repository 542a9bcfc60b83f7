"""What a data file holds before its columns mean anything.

A `RawRecord` has cells by key as the user wrote the key; a nested or dotted key of TOML or JSON is joined
with dots. A text is still a text here (`"49,85"`, `"ya"`): what it says is decided when it is bound to a
field. The empty text is a cell without an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field

Raw = Union[str, Fraction, bool, date, tuple["Raw", ...]]
"""A cell: a text, or what TOML and JSON have types for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a data file may cost before it is refused; a caller may raise each of them."""

    csv_bytes: int = 64 * 2**20
    tree_bytes: int = 8 * 2**20
    """Of TOML and JSON, whose readers are slower."""
    rows: int = 200_000
    nesting: int = 32


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as found: `row` is its first line in the file (None where the format tells none)."""

    file: str
    row: int | None
    cells: Mapping[str, Raw]
    members: Mapping[str, tuple[RawRecord, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_unsound(self) -> bool:
        """Whether its cells cannot be trusted (a row that does not fit its header, a key said twice)."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of one file, and what was wrong with the file itself.

    With an error among `problems` there may be fewer records than the file means.
    """

    records: tuple[RawRecord, ...] = ()
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
        case Fraction():
            return to_text(raw)
        case date():
            return raw.isoformat()
        case tuple():
            return "; ".join(shown(part) for part in raw)
