"""What every pass of this room needs at hand: text, findings so far, clauses, names on broken lines."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.tree import Vocabulary

if TYPE_CHECKING:
    from rubrikdsl.semantics.names import Names


class Meant(NamedTuple):
    """What a reference stands for: the names as written at a place, and the path of what they name."""

    place: Place
    names: tuple[str, ...]
    path: tuple[str, ...]


@dataclass(slots=True)
class Context:
    """One rubric being checked.

    `clauses` finds the clause of a statement by its place; `mentioned` are the names on broken lines, about
    which nobody complains, because the line that declares them may be one of those; `doubled` are names
    declared twice, which is told at their declaration; `depth` is how deep the expression being read lies
    inside others, those of a `let` that it asks for included.
    """

    source: Source
    vocabulary: Vocabulary
    report: Report
    clauses: dict[Place, int]
    mentioned: frozenset[str]
    doubled: set[str] = field(default_factory=set)
    depth: int = 0
    own: Names | None = None
    """The names of the rubric itself; those of its units are others."""
    meant: dict[tuple[Place, tuple[str, ...]], Meant] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic) -> None:
        """Report one finding."""
        self.report.add(diagnostic)

    def text(self, place: Place) -> str:
        """What stands at a place, on one line."""
        return " ".join(self.source.text[place.start : place.end].split())

    def means(self, names: Names, place: Place, written: tuple[str, ...], path: tuple[str, ...]) -> None:
        """Remember what a reference to something of this rubric stands for."""
        if names is self.own:
            self.meant[place, written] = Meant(place, written, path)

    def clause(self, place: Place) -> int:
        """The clause of the statement at a place; -1 where it has none."""
        return self.clauses.get(place, -1)
