"""Records through two rubrics, and what the step from one to the other does to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.bind import Bound
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.semantics.record import Silence
from rubrikdsl.studies.impact.model import Impact as Study
from rubrikdsl.studies.impact.model import State
from rubrikdsl.studies.impact.study import Scored
from rubrikdsl.studies.impact.study import Side
from rubrikdsl.studies.impact.study import study
from rubrikdsl.workspace.columns import known
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import about
from rubrikdsl.workspace.scoring import bound
from rubrikdsl.workspace.scoring import scored
from rubrikdsl.workspace.shelf import Ready

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.workspace.api import Plain
    from rubrikdsl.workspace.api import Rubric


Watch = Callable[[int, int], None]
"""What is told how far long work is: how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A rubric, and how it was asked for: by a file or a name."""

    name: str
    ready: Ready


@dataclass(frozen=True, slots=True)
class Change:
    """A record whose class changes; None: the classification does not apply."""

    record: str
    old: Plain | None
    new: Plain | None


@dataclass(frozen=True, slots=True)
class Move:
    """A record whose score moves, by so much; of the share of the top where the scales differ."""

    record: str
    old: Number
    new: Number
    move: Number


@dataclass(frozen=True, slots=True)
class Loose:
    """The problems that belong to no record: under both rubrics, and under one of them only."""

    both: tuple[Problem, ...]
    old: tuple[Problem, ...]
    new: tuple[Problem, ...]


class Impact:
    """What the step from one rubric to another does to records. Make one with `impact`.

    `study` holds all of it as data; `problems` are those that belong to no record.
    """

    def __init__(self, found: Study, loose: Loose) -> None:
        self.study = found
        self.problems = (*loose.both, *loose.old, *loose.new)

    def __repr__(self) -> str:
        return f"<Impact {self.study.old.name} -> {self.study.new.name}: {len(self.study.units)} records>"

    @property
    def changes_nothing(self) -> bool:
        """Whether every record has the same results under both rubrics."""
        return self.study.changes_nothing

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classifications that both rubrics have."""
        return tuple(each.name for each in self.study.classes)

    def matrix(self, name: str) -> dict[tuple[Plain | None, Plain | None], int]:
        """How many records go from which class to which, those that stay included; `KeyError` else."""
        cells = self.study.matrix(self._at(name))
        return {(_class(before), _class(after)): count for (before, after), count in cells.items()}

    def changed(self, name: str) -> tuple[Change, ...]:
        """The records whose class changes, in the order of the data; `KeyError` else."""
        at = self._at(name)
        pairs = ((unit, *unit.classes[at]) for unit in self.study.units if unit.changes(at))
        return tuple(Change(unit.record, _class(before), _class(after)) for unit, before, after in pairs)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The records whose score moves, the largest moves first."""
        moving = [
            Move(unit.record, Number(old), Number(new), Number(unit.move))
            for unit in self.study.units
            for old, new in (unit.score,)
            if unit.move and old is not None and new is not None
        ]
        return tuple(sorted(moving, key=lambda each: (-abs(each.move), each.record)))

    def to_text(self, language: Language = "en", top: int = 10) -> str:
        """The report as `rubrik impact` prints it, with at most `top` entries a list."""
        from rubrikdsl.studies.impact.text import to_text

        return to_text(self.study, language, top)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The object of the JSON that `rubrik impact --format json` writes."""
        from rubrikdsl.studies.impact.machine import to_object

        return to_object(self.study, language)

    def _at(self, name: str) -> int:
        if name not in self.classes:
            raise KeyError(name)
        return self.classes.index(name)


def impact(
    old: Rubric,
    new: Rubric,
    records: Iterable[Mapping[str, object]],
    *,
    per: Union[str, Sequence[str]] = (),
    near: Union[Fraction, Decimal, int, str] = 0,
) -> Impact:
    """What the step from one rubric to another does to records, which are as for `Rubric.score`.

    `per` are keys of the records that divide them into groups; `near` is how far from an edge of a class a
    value still is worth telling.
    """
    columns = (per,) if isinstance(per, str) else tuple(per)
    sides = (Asked(old.name, old.ready), Asked(new.name, new.ready))
    raw = [from_mapping(record) for record in records]
    return Impact(*compared(*sides, raw, Reading(keep=columns), per=columns, near=Fraction(near)))


def compared(
    old: Asked,
    new: Asked,
    raw: Sequence[RawRecord],
    reading: Reading,
    *,
    per: tuple[str, ...] = (),
    near: Fraction = Fraction(0),
    whole: bool = True,
    watch: Watch | None = None,
) -> tuple[Study, Loose]:
    """The impact on raw records, and the problems that belong to none of them.

    `watch` is told after every record how many are done, of how many.
    """
    before, after = (bound(each.ready, raw, reading, whole=whole) for each in (old, new))
    first, second = (known(raw, each.ready.plan, reading) for each in (old, new))
    sides = (_side(old, first - second), _side(new, second - first))
    pairs = _pairs(before.records, after.records)
    records = _scored((old.ready, new.ready), pairs, watch)
    return study(sides, records, per=per, near=near), _told(before.problems, after.problems)


def _pairs(before: Sequence[Bound], after: Sequence[Bound]) -> list[tuple[Bound | None, Bound | None]]:
    """The same record under both: by its name, the first of that name with the first.

    Rows that are put together may make a record under one of the rubrics only. Where the data cannot be
    bound to one of them at all there is nothing to compare.
    """
    if not (before and after):
        return []
    found: dict[tuple[str, int], list[Bound | None]] = {}
    for side, records in enumerate((before, after)):
        times: Counter[str] = Counter()
        for one in records:
            times[one.name] += 1
            found.setdefault((one.name, times[one.name]), [None, None])[side] = one
    return [(old, new) for old, new in found.values()]


def _scored(
    rubrics: tuple[Ready, Ready], pairs: Sequence[tuple[Bound | None, Bound | None]], watch: Watch | None
) -> Iterator[tuple[Scored | None, Scored | None]]:
    for done, (before, after) in enumerate(pairs, 1):
        yield _one(rubrics[0], before), _one(rubrics[1], after)
        if watch is not None:
            watch(done, len(pairs))


def _one(ready: Ready, bound: Bound | None) -> Scored | None:
    if bound is None:
        return None
    row = scored(ready, bound)
    return Scored(row.run, row.result, bound.kept)


def _side(asked: Asked, columns: Iterable[str]) -> Side:
    return Side(asked.name, asked.ready.plan, about(asked.ready), tuple(sorted(columns)))


def _told(old: Sequence[Problem], new: Sequence[Problem]) -> Loose:
    """Each problem once; a column that one of the rubrics reads is read."""
    both = tuple(problem for problem in old if problem in new)
    rest = (
        tuple(problem for problem in side if problem not in both and not _is_of_columns(problem))
        for side in (old, new)
    )
    return Loose(both, *rest)


def _is_of_columns(problem: Problem) -> bool:
    return problem.code in ("column-unused", "column-unknown")


def _class(state: State | None) -> Plain | None:
    if state is None or isinstance(state, Silence):
        return None
    return Number(state) if isinstance(state, Fraction) else state
