"""Raw records through a ready rubric: bound, run, summed up. What the command line and Python share."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.results import summarise
from rubrikdsl.engine.run import Run
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.digest import version
from rubrikdsl.records.bind import Binding
from rubrikdsl.records.bind import Bound
from rubrikdsl.records.bind import bind
from rubrikdsl.records.levels import Split
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.write import About
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.shelf import Ready

if TYPE_CHECKING:
    from rubrikdsl.engine.explanation import Explanation
    from rubrikdsl.engine.partial.result import Bounds
    from rubrikdsl.engine.ranking import Ranked
    from rubrikdsl.plan.ir import Ranking


@dataclass(frozen=True, slots=True)
class Reading:
    """How columns become records (see `records.bind`)."""

    id_column: str | None = None
    keep: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    by_split: Split | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One record scored: as it was bound, its run (for explaining), its result."""

    bound: Bound
    run: Run
    result: Result


def about(ready: Ready) -> About:
    """What a result says of the rubric behind it."""
    return About(ready.name, version(ready.plan), ready.digest)


def score(
    ready: Ready,
    raw: Iterable[RawRecord],
    reading: Reading | None = None,
    *,
    whole: bool = True,
    first: int = 1,
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Every record scored, in order, and the problems that belong to none of them."""
    binding = bound(ready, raw, reading, whole=whole, first=first)
    return tuple(scored(ready, one) for one in binding.records), binding.problems


def bound(
    ready: Ready,
    raw: Iterable[RawRecord],
    reading: Reading | None = None,
    *,
    whole: bool = True,
    first: int = 1,
) -> Binding:
    """What raw records say to a rubric, before any of them is scored.

    `whole` is whether all of the data could be read, `first` the number of the first record.
    """
    reading = reading or Reading()
    return bind(
        raw,
        ready.plan,
        id_column=reading.id_column,
        keep=reading.keep,
        by=reading.by,
        by_split=reading.by_split,
        collection=reading.collection,
        whole=whole,
        first=first,
    )


def scored(ready: Ready, bound: Bound) -> Row:
    """One record scored."""
    found = run(ready.plan, bound.record)
    result = summarise(found, bound.problems)
    told = tuple(problem if problem.file else _placed(problem, bound) for problem in result.problems)
    return Row(bound, found, replace(result, problems=told))


def account(row: Row) -> Explanation:
    """Why a record scores what it scores, with its problems in their places."""
    from rubrikdsl.engine.explain import explain

    return replace(explain(row.run, row.bound.problems), problems=row.result.problems)


def bounds(row: Row) -> tuple[Bounds, ...]:
    """What the open values of a record can still become; nothing of a refused one."""
    from rubrikdsl.engine.partial.bounds import bounds_of

    if any(problem.severity == "error" for problem in row.result.problems):
        return ()
    return bounds_of(row.run)


def ranked(ranking: Ranking, rows: Sequence[Row]) -> tuple[Ranked, ...]:
    """The records in the order of a ranking; `at` of each is its place among `rows`."""
    from rubrikdsl.engine.ranking import rank

    found = rank(ranking, [(row.run, row.result) for row in rows])
    return tuple(
        one if one.problem is None else replace(one, problem=_placed(one.problem, rows[one.at].bound))
        for one in found
    )


def not_in_force(ready: Ready, day: date) -> Words | None:
    """Why the rubric does not apply on this day, or None."""
    start, end = ready.plan.valid_from, ready.plan.valid_to
    if (start is None or start <= day) and (end is None or day <= end):
        return None
    return problems.not_in_force(ready.name, start, end, day)


def _placed(problem: Problem, bound: Bound) -> Problem:
    """A problem of scoring, with the place of its record; rows put together have no single one."""
    return replace(problem, file=bound.file, row=None if bound.record.members else bound.row)
