"""What an edit of a rubric does to records, as values: every record before and after, and what both share.

Nothing here is counted twice: a study holds its records, and every table of it is counted from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Scale
from rubrikdsl.semantics.terms import Type

State = Union[Value, Silence]
"""Where a classification puts a record: in a class, or it does not apply."""

Pair = tuple[Union[State, None], Union[State, None]]
"""Before and after; None: not settled (an answer is missing, or the record was refused)."""

Standing = Literal["final", "open", "refused", "absent"]
"""Whether a record has all of its results under a rubric; `absent`: its rows make no such record there."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes of one rubric under a name: best first where they are `ranked`, else as they are met."""

    order: tuple[Value, ...]
    type: Type
    ranked: bool


@dataclass(frozen=True, slots=True)
class Classes:
    """Something that puts records in classes under both rubrics: a code, an attribute of one, an outcome."""

    name: str
    label: str
    kind: Literal["code", "attribute", "outcome"]
    old: Scheme
    new: Scheme

    def direction(self, before: State, after: State) -> Literal[-1, 0, 1] | None:
        """Whether `after` is better (1) or worse (-1); None where the rubrics do not rank the two alike."""
        if before == after:
            return 0
        found = {self._ranks(scheme, before, after) for scheme in (self.old, self.new)} - {None}
        return found.pop() if len(found) == 1 else None

    @staticmethod
    def _ranks(scheme: Scheme, before: State, after: State) -> Literal[-1, 1] | None:
        if not scheme.ranked or before not in scheme.order or after not in scheme.order:
            return None
        return 1 if scheme.order.index(after) < scheme.order.index(before) else -1


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a record has a class: the row or line of the rubric, what was classified, what moved it since.

    `lines` are as written: the row of a table, or the requirements of an outcome that fail (none: all hold).
    """

    value: Fraction | None
    lines: tuple[str, ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A value on an edge of its class (`on`) or near one: `distance` more or less makes it `neighbour`."""

    side: Literal["old", "new"]
    name: str
    value: Fraction
    code: str
    neighbour: str
    edge: Fraction
    distance: Fraction
    on: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of the records under both rubrics; without a `name` it is that of the score."""

    name: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One record before and after. `classes` and `ranks` stand in the order of the study's.

    `grounds` are there for the classes that change. `problems` are of OLD and of NEW.
    """

    record: str
    kept: Mapping[str, str]
    standing: tuple[Standing, Standing]
    score: tuple[Fraction | None, Fraction | None]
    move: Fraction | None
    classes: tuple[Pair, ...]
    ranks: tuple[tuple[int | None, int | None], ...]
    grounds: Mapping[int, tuple[Ground, Ground]]
    edges: tuple[Edge, ...]
    problems: tuple[tuple[Problem, ...], tuple[Problem, ...]]

    @property
    def is_scored(self) -> bool:
        """Whether it was scored under both rubrics (with all of its results or not)."""
        return all(standing in ("final", "open") for standing in self.standing)

    def changes(self, at: int) -> bool:
        """Whether a classification is settled under both rubrics, and differs."""
        before, after = self.classes[at]
        return before is not None and after is not None and before != after


@dataclass(frozen=True, slots=True)
class Score:
    """The score under both rubrics. Where the scales differ, moves are of the share of the top."""

    names: tuple[str, str]
    label: str
    scales: tuple[Scale, Scale]
    shown: int | None

    @property
    def in_shares(self) -> bool:
        """Whether moves are of shares, since the scales differ."""
        return self.scales[0] != self.scales[1]


@dataclass(frozen=True, slots=True)
class Rubric:
    """One of the two rubrics, `asked` for as a file or a name.

    `only` are the names that the other lacks, `columns` those of the data that it alone reads.
    """

    asked: str
    name: str
    label: str
    version: str
    digest: str
    only: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Means:
    """Counts and exact means of the score of some records; None where no record has it under both."""

    records: int
    scored: int
    old: Fraction | None
    new: Fraction | None
    move: Fraction | None
    up: int
    down: int
    same: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How a classification moves some records; `other` changes without being better or worse."""

    settled: int
    changed: int
    better: int
    worse: int
    other: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What the step from one rubric to another does to records, which stand in the order of the data."""

    old: Rubric
    new: Rubric
    score: Score | None
    classes: tuple[Classes, ...]
    rankings: tuple[Ranking, ...]
    per: tuple[str, ...]
    near: Fraction
    units: tuple[Unit, ...]
    edged: bool
    """Whether either rubric has edges: bands."""
    in_points: tuple[str, ...]
    """The parts that a record states in points: what they add does not depend on any weight."""

    def matrix(self, at: int) -> Counter[tuple[State, State]]:
        """How many records a classification puts where; of those that are settled under both rubrics."""
        return matrix(self.units, at)

    def groups(self) -> tuple[tuple[tuple[str, ...], tuple[Unit, ...]], ...]:
        """The records by their texts in the columns `per`, sorted by these; none without such columns."""
        if not self.per:
            return ()
        found: dict[tuple[str, ...], list[Unit]] = {}
        for unit in self.units:
            found.setdefault(tuple(unit.kept.get(column, "") for column in self.per), []).append(unit)
        return tuple((key, tuple(found[key])) for key in sorted(found))

    @property
    def changes_nothing(self) -> bool:
        """Whether every record that both rubrics score has the same results under both."""
        return not any(
            unit.move
            or unit.score[0] != unit.score[1]
            or any(before != after for before, after in unit.classes)
            or any(before != after for before, after in unit.ranks)
            for unit in self.units
        )


def matrix(units: Iterable[Unit], at: int) -> Counter[tuple[State, State]]:
    """The transitions of some records in one classification."""
    found: Counter[tuple[State, State]] = Counter()
    for unit in units:
        before, after = unit.classes[at]
        if before is not None and after is not None:
            found[before, after] += 1
    return found


def states(scheme: Scheme, found: Iterable[State]) -> tuple[State, ...]:
    """The classes of a table: all of the rubric, best first, and `not applicable` where it was met."""
    met = set(found)
    rest = sorted((state for state in met if state not in scheme.order), key=str)
    return (*scheme.order, *rest)


def means(units: Iterable[Unit]) -> Means:
    """Counts and exact means over those whose score is final under both rubrics."""
    all_ = list(units)
    moves = [unit.move for unit in all_ if unit.move is not None]
    return Means(
        records=len(all_),
        scored=len(moves),
        old=_mean(unit.score[0] for unit in all_ if unit.move is not None),
        new=_mean(unit.score[1] for unit in all_ if unit.move is not None),
        move=_mean(moves),
        up=sum(move > 0 for move in moves),
        down=sum(move < 0 for move in moves),
        same=sum(move == 0 for move in moves),
    )


def counted(classes: Classes, units: Iterable[Unit], at: int) -> Counted:
    """How one classification moves some records."""
    settled, found = 0, Counter[Union[int, None]]()
    for (before, after), count in matrix(units, at).items():
        settled += count
        if before != after:
            found[classes.direction(before, after)] += count
    return Counted(settled, sum(found.values()), found[1], found[-1], found[None])


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The exact mean; numbers over one denominator first, since to add fractions one by one is slow."""
    sums: Counter[int] = Counter()
    count = 0
    for value in values:
        if value is not None:
            sums[value.denominator] += value.numerator
            count += 1
    if not count:
        return None
    return sum((Fraction(top, below) for below, top in sums.items()), Fraction(0)) / count
