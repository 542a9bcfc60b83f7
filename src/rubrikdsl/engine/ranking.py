"""Records put in order by a ranking of their rubric (semantics G4).

The named value is ordered exactly as it is named, never as it is printed. A record is ranked when everything
that the ranking reads of it is known; every other one is listed without a rank, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Union
from typing import assert_never

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine import problems
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value

Order = Union[tuple[Fraction, ...], tuple[int, ...]]
"""What a record is placed by: less comes first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of one record: `at` is its number in what was ranked, `rank` None where it has none.

    `value` is what it is ranked by, `within` the answers of those that it is ranked among, `keys` what tells
    equals apart; each None while it is not known. `problem` says why there is no rank.
    """

    at: int
    record: str
    rank: int | None
    value: Value | None
    within: tuple[Value | None, ...]
    keys: tuple[Value | None, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A record that everything is known of."""

    ranked: Ranked
    order: Order


def rank(ranking: ir.Ranking, rows: Iterable[tuple[Run, Result]]) -> tuple[Ranked, ...]:
    """Every record: group by group in the order of the data, best first, then those without a rank."""
    return in_order(ranking, (place(ranking, at, run, result) for at, (run, result) in enumerate(rows)))


def in_order(ranking: ir.Ranking, placed: Iterable[Placed | Ranked]) -> tuple[Ranked, ...]:
    """The same from records that were placed one by one, so that their runs need not be kept."""
    groups: dict[tuple[Value | None, ...], list[Placed]] = {}
    without: list[Ranked] = []
    for found in placed:
        if isinstance(found, Placed):
            groups.setdefault(found.ranked.within, []).append(found)
        else:
            without.append(found)
    made: list[Ranked] = []
    for members in groups.values():
        for one in _ranks(ranking, sorted(members, key=lambda each: each.order)):
            (made if one.rank is not None else without).append(one)
    return (*made, *without)


def same_everywhere(name: str, runs: Sequence[Run]) -> bool:
    """Whether a ranking reads the same of a record in all of its runs, one under each reading."""
    if len(runs) < 2:
        return True
    found = set()
    for run in runs:
        ranking = next((one for one in run.plan.rankings if one.name == name), None)
        if ranking is None:
            return False
        steps = (*ranking.within, *(key.step for key in (ranking.by, *ranking.keys)))
        found.add(tuple((type(run.values[step]), run.values[step]) for step in steps))
    return len(found) == 1


def without_choice(ranking: ir.Ranking, at: int, run: Run) -> Ranked:
    """A record that the readings of the rubric put in different places."""
    record = run.record.name
    nothing = tuple(None for _ in ranking.within), tuple(None for _ in ranking.keys)
    return Ranked(at, record, None, None, *nothing, problems.reading_unranked(record))


def place(ranking: ir.Ranking, at: int, run: Run, result: Result) -> Placed | Ranked:
    """What a ranking needs of one record; without a rank where something of it is not known."""
    keys = (ranking.by, *ranking.keys)
    refused = any(problem.severity == "error" for problem in result.problems)
    steps = (*ranking.within, *(key.step for key in keys))
    found = [None if refused else run.values[step] for step in steps]
    values = [value if value is not None and is_known(value) else None for value in found]
    count = len(ranking.within)
    within, value, others = tuple(values[:count]), values[count], tuple(values[count + 1 :])
    ranked = Ranked(at, run.record.name, None, value, within, others)
    known = [each for each in values[count:] if each is not None]
    if None not in values:
        pairs = zip(keys, known, strict=True)
        return Placed(ranked, tuple(_place(run.plan, key, each) for key, each in pairs))
    return _without(ranked, _why(run, [f for f in found if f is not None], refused))


def _without(ranked: Ranked, problem: Problem) -> Ranked:
    return Ranked(ranked.at, ranked.record, None, ranked.value, ranked.within, ranked.keys, problem)


def _why(run: Run, found: Sequence[object], refused: bool) -> Problem:
    """Why a record has no rank."""
    record = run.record.name
    waiting = sorted({path for each in found if isinstance(each, Missing) for path in each.waiting})
    if refused or any(isinstance(each, Fault) for each in found):
        return problems.refused_unranked(record)
    if waiting:
        return problems.open_unranked(record, tuple(waiting))
    assert any(isinstance(each, Silence) for each in found)
    return problems.inapplicable_unranked(record)


def _place(plan: ir.Plan, key: ir.Key, value: Value) -> Fraction:
    """Where a value stands: a code by its row, a number by itself; turned over unless lowest first."""
    if isinstance(value, str):
        amount = Fraction(plan.types[key.step].codes.index(value))
    else:
        assert isinstance(value, Fraction)
        amount = value
    return amount if key.lowest else -amount


def _ranks(ranking: ir.Ranking, placed: Sequence[Placed]) -> Iterator[Ranked]:
    """Ranks for records in order: `share` counts those before, `dense` the different places before."""
    before = 0
    places = groupby(placed, key=lambda each: each.order)
    for different, (_, equals) in enumerate(places):
        tied = [each.ranked for each in equals]
        match ranking.ties:
            case "share":
                yield from (_at(one, before + 1) for one in tied)
            case "dense":
                yield from (_at(one, different + 1) for one in tied)
            case "distinct" if len(tied) == 1:
                yield _at(tied[0], before + 1)
            case "distinct":
                for one in tied:
                    others = tuple(other.record for other in tied if other is not one)
                    yield _without(one, problems.tied_unranked(one.record, others))
            case _:
                assert_never(ranking.ties)
        before += len(tied)


def _at(ranked: Ranked, number: int) -> Ranked:
    return Ranked(ranked.at, ranked.record, number, ranked.value, ranked.within, ranked.keys)
