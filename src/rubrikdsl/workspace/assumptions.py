"""What if: records with some answers assumed to be others, written as an example's `given` line has them.

`proses = 30, pengaduan = 20`, in either vocabulary; an option may be named by its code or its label.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.engine.assumed import Changed
from rubrikdsl.engine.assumed import changed
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.asked import assumed
from rubrikdsl.semantics.record import Record
from rubrikdsl.syntax import tree
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import joined
from rubrikdsl.workspace.scoring import scored
from rubrikdsl.workspace.typed import Readable
from rubrikdsl.workspace.typed import Typed
from rubrikdsl.workspace.typed import readable
from rubrikdsl.workspace.typed import understood

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.engine.result import Choice
    from rubrikdsl.workspace.api import Rubric


@dataclass(frozen=True, slots=True)
class Assumed:
    """A record as assumed: its result, and the paths of what it says that this sets aside."""

    result: Result
    aside: tuple[str, ...]


class Assumption:
    """Answers assumed to be others. Make one with `Rubric.assume`.

    >>> import rubrikdsl as rb
    >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
    >>> watdek = unit.score({"input": 50, "proses": 40, "output": 60, "pengaduan": 30})
    >>> better = unit.assume("pengaduan = 95,5").of(watdek).result
    >>> watdek["kategori"], better["kategori"]
    ('D', 'C')
    """

    def __init__(self, text: str, records: dict[Choice, tuple[str, Record]]) -> None:
        self.text = text
        self._records = records

    def __repr__(self) -> str:
        return f"<Assumption {self.text!r}>"

    def of(self, result: Result) -> Assumed:
        """The record with this assumed; `ValueError` where another rubric scored it.

        Where that cannot be, such as an answer below a node that the record gives, the result is refused.
        """
        found = [self._row(row) for row in result._row.under or (result._row,)]
        aside = dict.fromkeys(path for _, each in found for path in each.aside)
        return Assumed(Result(joined([row for row, _ in found])), tuple(aside))

    def _row(self, row: Row) -> tuple[Row, Changed]:
        digest, assumed = self._records.get(row.choice, ("", Record()))
        if digest != row.ready.digest:
            raise ValueError(f"{row.result.record}: another rubric's result")
        found = changed(row.ready.plan, row.bound.record, assumed)
        told = (*row.bound.problems, *_problems(row, found))
        return scored(row.ready, replace(row.bound, record=found.record, problems=told), row.choice), found


def assume(rubric: Rubric, text: str, *, first: tree.Vocabulary | None = None) -> Assumption:
    """What is assumed; raises `TypedError` with what is wrong with it."""
    records: dict[Choice, tuple[str, Record]] = {}
    for one in readable(rubric):
        records[one.choice] = (one.ready.digest, _said(one, text, first))
    return Assumption(text, records)


def _said(one: Readable, text: str, first: tree.Vocabulary | None) -> Record:
    def means(typed: Typed) -> tuple[Record, tuple[Diagnostic, ...]]:
        lines = (typed.node,) if isinstance(typed.node, tree.Member) else typed.node.items
        return assumed(one.names, typed.source, typed.vocabulary, lines)

    return understood(one, text, "given_line", first, means)


def _problems(row: Row, found: Changed) -> list[Problem]:
    """Why an assumption cannot be made of a record."""
    name = row.result.record
    return [
        *(problems.assumed_below(name, path, above) for path, above in found.unread),
        *(problems.no_such_member(name, member, known) for member, known in found.absent),
    ]
