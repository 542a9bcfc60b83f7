"""Raw records through ready rubrics: bound, run, summed up. What the command line and Python share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.results import summarise
from rubrikdsl.engine.run import Run
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.digest import version
from rubrikdsl.records.bind import Binding
from rubrikdsl.records.bind import Bound
from rubrikdsl.records.bind import bind
from rubrikdsl.records.bind import is_bound
from rubrikdsl.records.bind import told_of
from rubrikdsl.records.levels import Split
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.write import About
from rubrikdsl.records.write import Scored
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Variant

if TYPE_CHECKING:
    from rubrikdsl.engine.explanation import Classification
    from rubrikdsl.engine.explanation import Explanation
    from rubrikdsl.engine.partial.result import Bounds
    from rubrikdsl.engine.ranking import Ranked
    from rubrikdsl.plan.ir import Plan
    from rubrikdsl.plan.ir import Ranking
    from rubrikdsl.records.explained import Explained

EVERY = 256
"""How many records are scored between two words to whoever watches."""


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
    """One record scored: as it was bound, its run if there was one, its result, and what scored it.

    Under several readings `result` is what they agree on, and `under` has a row for each of them.
    """

    bound: Bound
    made: Run | None
    result: Result
    ready: Ready
    choice: Choice = ()
    under: tuple[Row, ...] = ()

    @property
    def run(self) -> Run:
        """The run, for explaining; one that was not needed yet is made."""
        return self.made or run(self.ready.plan, self.bound.record)


def about(ready: Ready) -> About:
    """What a result says of the rubric behind it."""
    return About(ready.name, version(ready.plan), ready.digest)


def told(row: Row, reading: str | None = None, *, partial: bool = False) -> Scored:
    """A row as it is written; `reading` where there is a row for each, bounds where it is `partial`."""
    digest = digest_of([each.ready for each in row.under or (row,)])
    behind = replace(about(row.ready), digest=digest)
    asked = bounds(row) if partial else None
    return Scored(row.result, behind, row.bound.kept, row.choice, reading, asked)


def digest_of(readies: Sequence[Ready]) -> str:
    """The digest of what scored; of several texts, one over those of all."""
    digests = sorted({ready.digest for ready in readies})
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


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


def score_under(
    variants: Sequence[Variant], raw: Iterable[RawRecord], reading: Reading | None = None, *, first: int = 1
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Every record scored under every reading, and what these agree on."""
    records = tuple(raw)
    bindings = [bound(variant.ready, records, reading, first=first) for variant in variants]
    if not is_bound(bindings):
        return (), told_of(bindings)
    columns = [
        tuple(scored(variant.ready, one, variant.choice) for one in binding.records)
        for variant, binding in zip(variants, bindings, strict=True)
    ]
    return tuple(joined(rows) for rows in zip(*columns, strict=True)), told_of(bindings)


def scored(ready: Ready, bound: Bound, choice: Choice = ()) -> Row:
    """One record scored; `choice` are the readings that the text was made with."""
    found = run(ready.plan, bound.record)
    result = summarise(found, bound.problems)
    told = tuple(_placed(problem, bound, result, ready.plan) for problem in result.problems)
    return Row(bound, found, replace(result, problems=told), ready, choice)


def refused(row: Row, problem: Problem) -> Row:
    """The same record, refused for a reason that has nothing to do with its answers."""
    return scored(row.ready, replace(row.bound, problems=(located(problem, row.bound),)))


def joined(rows: Sequence[Row]) -> Row:
    """One record under every reading as one row."""
    if len(rows) == 1:
        return rows[0]
    from rubrikdsl.engine.readings import agreed

    first, result = rows[0], agreed([(row.choice, row.result) for row in rows])
    common = tuple(pair for pair in first.choice if all(pair in row.choice for row in rows))
    told = tuple(_placed(problem, first.bound, result, first.ready.plan) for problem in result.problems)
    return Row(first.bound, first.made, replace(result, problems=told), first.ready, common, tuple(rows))


def account(row: Row) -> Explanation:
    """Why a record scores what it scores, with its problems in their places.

    Where that depends on the reading there is no one account (see `explained`): it has the values alone.
    """
    from rubrikdsl.engine.explanation import Explanation

    found = explained(row)
    if len(found) == 1:
        return found[0].explanation
    result = row.result
    return Explanation(
        result.record, None, None, None, (), (), (), result.values, result.assumed, result.problems
    )


def classified(row: Row) -> tuple[Classification, ...]:
    """The classes by ranges of a record, where they do not depend on the reading; none of a refused one."""
    from rubrikdsl.engine.classes import classification
    from rubrikdsl.plan.ir import Bands

    if any(problem.severity == "error" for problem in row.result.problems):
        return ()
    each = [
        [classification(one.run, bands) for bands in one.ready.plan.bands if isinstance(bands, Bands)]
        for one in row.under or (row,)
    ]
    same = [found for found in each[0] if found is not None and all(_has(found, other) for other in each)]
    return tuple(same)


def _has(found: Classification, others: Sequence[Classification | None]) -> bool:
    """Whether another reading gives the same class of the same value."""
    said = (found.name, found.value, found.code, found.next, found.previous)
    return any(
        said == (other.name, other.value, other.code, other.next, other.previous)
        for other in others
        if other is not None
    )


def explained(row: Row, *, partial: bool = False) -> tuple[Explained, ...]:
    """The account of a record, with bounds where it is `partial`.

    Where readings give different accounts, there is one for each of these.
    """
    from rubrikdsl.engine.explain import explain
    from rubrikdsl.engine.result import titled
    from rubrikdsl.records.explained import Explained

    accounts: list[Explained] = []
    for one in row.under or (row,):
        made = replace(explain(one.run, one.bound.problems), problems=one.result.problems)
        accounts.append(Explained(made, about(one.ready), one.choice))
    if len(accounts) == 1 or len({repr(_essence(account)) for account in accounts}) == 1:
        first = replace(accounts[0].explanation, problems=row.result.problems)
        reading = titled(row.choice) if row.choice else None
        asked = bounds(row) if partial else None
        return (Explained(first, told(row).about, row.choice, reading, asked),)
    return tuple(
        replace(account, reading=titled(account.choice), bounds=bounds(one) if partial else None)
        for account, one in zip(accounts, row.under, strict=True)
    )


def _essence(account: Explained) -> object:
    """What two accounts must have in common to be the same."""
    from rubrikdsl.records.explained import Explained
    from rubrikdsl.records.explained import to_object

    return to_object(Explained(account.explanation, About("", "", "")))


def bounds(row: Row) -> tuple[Bounds, ...]:
    """What the open values of a record can still become, under any reading; nothing of a refused one."""
    from rubrikdsl.engine.partial.bounds import bounds_of
    from rubrikdsl.engine.partial.bounds import either
    from rubrikdsl.engine.partial.bounds import settled

    if any(problem.severity == "error" for problem in row.result.problems):
        return ()
    if row.made is None and not row.under:  # sound and complete, as far as its values tell
        return ()
    each = row.under or (row,)
    found = [{one.name: one for one in bounds_of(one.run)} for one in each]
    known = [{value.name: value for value in one.result.values} for one in each]
    names = [value.name for value in row.result.values if any(value.name in open_ for open_ in found)]
    return tuple(
        either([open_.get(name) or settled(values[name]) for open_, values in zip(found, known, strict=True)])
        for name in names
    )


def ranked(ranking: Ranking, rows: Sequence[Row]) -> tuple[Ranked, ...]:
    """The records in the order of a ranking; `at` of each is its place among `rows`.

    A record whose place may depend on the reading has none.
    """
    from rubrikdsl.engine.ranking import rank
    from rubrikdsl.engine.ranking import same_everywhere
    from rubrikdsl.engine.ranking import without_choice

    clear = [at for at, row in enumerate(rows) if same_everywhere(ranking.name, [r.run for r in row.under])]
    found = [
        replace(one, at=clear[one.at])
        for one in rank(ranking, [(rows[at].run, rows[at].result) for at in clear])
    ]
    held = set(clear)
    found += [without_choice(ranking, at, row.run) for at, row in enumerate(rows) if at not in held]
    return tuple(
        one if one.problem is None else replace(one, problem=located(one.problem, rows[one.at].bound))
        for one in found
    )


def located(problem: Problem, bound: Bound) -> Problem:
    """A problem of scoring, with the place of its record; rows put together have no single one."""
    if bound.record.members:
        return replace(problem, file=bound.file, row=None)
    cell = None if bound.grid is None else bound.grid.cell(bound.row, problem.column or "")
    return replace(problem, file=bound.file, row=bound.row, cell=problem.cell or cell)


def _placed(problem: Problem, bound: Bound, result: Result, plan: Plan) -> Problem:
    """The same of what is wrong with a record; what a sheet lacks is in the first cell to be filled in."""
    if problem.file:
        return problem
    if bound.grid is not None and problem.code == "not-answered":
        names = names_of(plan)
        waiting = {path for value in result.values for path in value.waiting}
        for column in bound.grid.letters:
            target = names.resolve(column)
            if isinstance(target, Target) and ".".join(target.slot.path) in waiting:
                problem = replace(problem, cell=bound.grid.cell(bound.row, column))
                break
    return located(problem, bound)
