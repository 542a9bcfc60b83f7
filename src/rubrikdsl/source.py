"""A text with a name, and places in it.

Places are character offsets, so that passes move and compare them without knowing lines; only drawing
asks for line and column. Nothing here opens a file: texts are handed in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a text: `start` inclusive, `end` exclusive, in characters of the named source."""

    file: str
    start: int
    end: int

    def to(self, other: Place) -> Place:
        """The stretch from the start of this place to the end of the other (of the same file)."""
        return Place(self.file, self.start, max(self.end, other.end))

    def covers(self, other: Place) -> bool:
        """Whether the other place lies within this one."""
        return self.file == other.file and self.start <= other.start and other.end <= self.end


NOWHERE = Place("", 0, 0)
"""The place of things that no text states (made by a pass, never shown)."""

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Source:
    """A text with its name (as the user typed it: a path, or `-`).

    >>> s = Source("a.rubrik", "one\\ntwo\\n")
    >>> s.position(5), s.line(2)
    ((2, 2), 'two')
    """

    name: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (counted from 1), without its line end."""
        start = self._starts[number - 1]
        stop = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:stop].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        """How many lines the text has (a text that ends in a line end has an empty last one)."""
        return len(self._starts)
