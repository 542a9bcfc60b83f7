"""What the shell answers: data, never drawn characters. Terminals, files and tests draw it as they need it.

A `Reply` is a row of parts. Numbers in a `Table` are exact; what a table does not say of a cell (`Absent`,
nothing at all) stays apart to the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal
from typing import Union

from rubrikdsl import Diagnostic
from rubrikdsl import Number
from rubrikdsl import Problem
from rubrikdsl import Source
from rubrikdsl import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.pictures import Picture

Kind = Literal["text", "number", "share", "truth", "date"]
"""What the cells of a column are; numbers and shares stand at the right."""

Why = Literal["unknown", "not-applicable", "differs", "refused"]
"""Why a value is not there: as `Result.status` says it."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A value that is not there, and why."""

    why: Why


Cell = Union[Number, bool, str, date, frozenset[str], Words, Absent, None]
"""What stands in a cell; None: nothing is meant to stand there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells are, and how numbers are printed.

    `places` is the least number of decimal places; with `shown` numbers are rounded to so many for print
    (never in a file), as the rubric's own `shown` says.
    """

    name: Words | str
    kind: Kind = "text"
    places: int = 0
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or several lines; `heading` stands out, a `note` holds back, `verbatim` is never filled."""

    text: Words | str
    style: Literal["plain", "heading", "note", "verbatim"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of exact values. It can go to a file as it is."""

    title: Words | str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a line that was typed: the stretch of it that is meant, and what to do."""

    message: Words
    line: str = ""
    start: int = 0
    end: int = 0
    helps: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a rubric, with data, or with what was typed; `sources` are the texts by name."""

    found: tuple[Diagnostic | Problem | Trouble, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)


Part = Union[Text, Table, Picture, Findings]
"""A part of a reply."""

CLEAN, FAILED, NOT_UNDERSTOOD, UNREADABLE = 0, 1, 2, 3
"""Exit codes: the same as those of every other command of `rubrik`."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one line. `code` is what it counts for as an exit code; `ended`: the session is over."""

    parts: tuple[Part, ...] = ()
    code: int = CLEAN
    ended: bool = False

    @property
    def failed(self) -> bool:
        """Whether the line was not done, or something about it is not right."""
        return self.code != CLEAN
