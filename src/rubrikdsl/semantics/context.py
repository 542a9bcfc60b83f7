"""What every pass of this room needs at hand: text, findings so far, clauses, names on broken lines."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.tree import Vocabulary


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

    def add(self, diagnostic: Diagnostic) -> None:
        """Report one finding."""
        self.report.add(diagnostic)

    def text(self, place: Place) -> str:
        """What stands at a place, on one line."""
        return " ".join(self.source.text[place.start : place.end].split())

    def clause(self, place: Place) -> int:
        """The clause of the statement at a place; -1 where it has none."""
        return self.clauses.get(place, -1)
