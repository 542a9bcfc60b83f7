"""Records through two rubrics, and what the step from one to the other does to them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.names import names_of
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.study import Scored
from rubrikdsl.studies.impact.study import Side
from rubrikdsl.studies.impact.study import study
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import about
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.shelf import Ready

if TYPE_CHECKING:
    from rubrikdsl.workspace.api import Rubric


@dataclass(frozen=True, slots=True)
class Asked:
    """A rubric, and how it was asked for: by a file or a name."""

    name: str
    ready: Ready


def impact(
    old: Rubric,
    new: Rubric,
    records: Iterable[Mapping[str, object]],
    *,
    per: Union[str, Sequence[str]] = (),
    near: Union[Fraction, int, str] = 0,
) -> Impact:
    """What the step from one rubric to another does to records, which are as for `Rubric.score`.

    `per` are keys of the records that divide them into groups; `near` is how far from an edge of a class a
    value still is worth telling.
    """
    columns = (per,) if isinstance(per, str) else tuple(per)
    raw = [from_mapping(record) for record in records]
    sides = (Asked(old.name, old.ready), Asked(new.name, new.ready))
    found, _ = compared(*sides, raw, Reading(keep=columns), per=columns, near=Fraction(near))
    return found


def compared(
    old: Asked,
    new: Asked,
    raw: Sequence[RawRecord],
    reading: Reading,
    *,
    per: tuple[str, ...] = (),
    near: Fraction = Fraction(0),
    whole: bool = True,
) -> tuple[Impact, tuple[Problem, ...]]:
    """The impact on raw records, and the problems that belong to none of them."""
    before, loose = score(old.ready, raw, reading, whole=whole)
    after, more = score(new.ready, raw, reading, whole=whole)
    first, second = (_known(raw, each.ready.plan, reading) for each in (old, new))
    sides = (_side(old, before, first - second), _side(new, after, second - first))
    if len(before) != len(after):  # the data could not be bound to one of them at all
        sides = (replace(sides[0], records=()), replace(sides[1], records=()))
    return study(*sides, per=per, near=near), _told(loose, more)


def _side(asked: Asked, rows: Iterable[Row], columns: Iterable[str]) -> Side:
    records = tuple(Scored(row.run, row.result, row.bound.kept) for row in rows)
    return Side(asked.name, asked.ready.plan, about(asked.ready), records, tuple(sorted(columns)))


def _told(old: Sequence[Problem], new: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once; a column that one of the rubrics reads is read."""
    both = [problem for problem in old if problem in new]
    rest = (problem for problem in (*old, *new) if problem not in both and not _is_of_columns(problem))
    return (*both, *rest)


def _is_of_columns(problem: Problem) -> bool:
    return problem.code in ("column-unused", "column-unknown")


def _known(raw: Iterable[RawRecord], plan: Plan, reading: Reading) -> set[str]:
    """The columns of the data that mean something to a rubric, nested ones with those above them."""
    plans = [plan]
    if reading.by is not None or reading.by_split is not None:
        plans += [collection.plan for collection in plan.collections]
    return set(_columns(raw, plans))


def _columns(raw: Iterable[RawRecord], plans: Sequence[Plan]) -> Iterator[str]:
    names = [names_of(plan) for plan in plans]
    seen: set[str] = set()
    for record in raw:
        for key in (*record.cells, *record.members):
            if key not in seen:
                seen.add(key)
                if any(each.resolve(key) is not None for each in names):
                    yield key
        for key, members in record.members.items():
            for collection in plans[0].collections:
                if collection.name == key:
                    yield from (f"{key}.{inner}" for inner in _columns(members, [collection.plan]))
