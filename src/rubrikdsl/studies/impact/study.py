"""Records scored under two rubrics, set side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine.ranking import Placed
from rubrikdsl.engine.ranking import Ranked
from rubrikdsl.engine.ranking import in_order
from rubrikdsl.engine.ranking import place
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.records.write import About
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.studies.impact.edges import edges_of
from rubrikdsl.studies.impact.grounds import ground
from rubrikdsl.studies.impact.model import Ground
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import Pair
from rubrikdsl.studies.impact.model import Rubric
from rubrikdsl.studies.impact.model import Score
from rubrikdsl.studies.impact.model import Standing
from rubrikdsl.studies.impact.model import State
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.shared import Shared
from rubrikdsl.studies.impact.shared import classifications
from rubrikdsl.studies.impact.shared import only
from rubrikdsl.studies.impact.shared import rankings
from rubrikdsl.studies.impact.shared import score_of


@dataclass(frozen=True, slots=True)
class Scored:
    """One record under one rubric; `kept` are the columns carried along."""

    run: Run
    result: Result
    kept: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rubrics; `asked` is how it was asked for, `columns` are those that it alone reads."""

    asked: str
    plan: ir.Plan
    about: About
    columns: tuple[str, ...] = ()


def study(
    sides: tuple[Side, Side],
    records: Iterable[tuple[Scored | None, Scored | None]],
    per: tuple[str, ...] = (),
    near: Fraction = Fraction(0),
) -> Impact:
    """What the step from the first side to the second does to records, each scored under both (or None).

    The records are gone through once and not kept. `per` are columns carried along that divide them into
    groups; `near` is how far from an edge of a class a value still is worth telling.
    """
    old, new = sides
    shared = classifications(old.plan, new.plan)
    common = rankings(old.plan, new.plan)
    ranked = [(_Ranks(one), _Ranks(other)) for _, (one, other) in common]
    score = score_of(old.plan, new.plan)
    edges = (edges_of(old.plan, "old", near), edges_of(new.plan, "new", near))
    points: dict[str, None] = {}
    units = []
    for at, both in enumerate(records):
        runs = (_run(both[0]), _run(both[1]))
        classes = tuple(_pair(each, runs) for each in shared)
        scores = (_score(runs[0]), _score(runs[1]))
        named = next(scored for scored in both if scored is not None)
        points.update(dict.fromkeys(_in_points(named.run)))
        for pair in ranked:
            for ranks, scored in zip(pair, both, strict=True):
                ranks.take(at, scored)
        units.append(
            Unit(
                record=named.result.record,
                kept=named.kept,
                standing=(_standing(both[0]), _standing(both[1])),
                score=scores,
                move=_move(score, scores),
                classes=classes,
                ranks=(),
                grounds=dict(_grounds(shared, classes, runs)),
                edges=tuple(edge for run, find in zip(runs, edges, strict=True) for edge in find(run)),
                problems=(_problems(both[0]), _problems(both[1])),
            )
        )
    found = [(before.ranks(), after.ranks()) for before, after in ranked]
    return Impact(
        old=_rubric(old, new),
        new=_rubric(new, old),
        score=score,
        classes=tuple(each.classes for each in shared),
        rankings=tuple(ranking for ranking, _ in common),
        per=per,
        near=near,
        units=tuple(
            replace(unit, ranks=tuple((before.get(at), after.get(at)) for before, after in found))
            for at, unit in enumerate(units)
        ),
        edged=any(isinstance(bands, ir.Bands) for side in sides for bands in side.plan.bands),
        in_points=tuple(points),
    )


def _in_points(run: Run) -> Iterator[str]:
    """The nodes that a record or its members state in points."""
    for index, (reading, _) in run.record.given.items():
        if reading == "points":
            yield ".".join(run.plan.nodes[index].path)
    for members in run.members:
        for member in members or ():
            yield from _in_points(member)


def _rubric(side: Side, other: Side) -> Rubric:
    about = side.about
    return Rubric(
        asked=side.asked,
        name=about.rubric,
        label=side.plan.label,
        version=about.version,
        digest=about.digest,
        only=only(side.plan, other.plan),
        columns=side.columns,
    )


def _run(scored: Scored | None) -> Run | None:
    """The run, unless the record was refused: then nothing of it is a result."""
    return None if scored is None or _standing(scored) == "refused" else scored.run


def _standing(scored: Scored | None) -> Standing:
    if scored is None:
        return "absent"
    if any(problem.severity == "error" for problem in scored.result.problems):
        return "refused"
    return "final" if scored.result.is_final else "open"


def _problems(scored: Scored | None) -> tuple[Problem, ...]:
    return () if scored is None else scored.result.problems


def _score(run: Run | None) -> Fraction | None:
    if run is None or not run.plan.nodes:
        return None
    found = run.values[run.plan.nodes[0].result]
    return found if isinstance(found, Fraction) else None


def _move(score: Score | None, scores: tuple[Fraction | None, Fraction | None]) -> Fraction | None:
    """How far the score moves; as shares of the tops where the scales differ."""
    before, after = scores
    if score is None or before is None or after is None:
        return None
    if score.in_shares:
        return after / score.scales[1].top - before / score.scales[0].top
    return after - before


def _pair(shared: Shared, runs: tuple[Run | None, Run | None]) -> Pair:
    before, after = (_state(run, side.step) for run, side in zip(runs, shared.sides, strict=True))
    return before, after


def _state(run: Run | None, step: int) -> State | None:
    found = None if run is None else run.values[step]
    if found is None or found is NOT_APPLICABLE:
        return found
    return found if is_known(found) else None


def _grounds(
    shared: Sequence[Shared], classes: Sequence[Pair], runs: tuple[Run | None, Run | None]
) -> Iterable[tuple[int, tuple[Ground, Ground]]]:
    """Why the classes that change are what they are."""
    old, new = runs
    if old is None or new is None:
        return
    for at, (each, (before, after)) in enumerate(zip(shared, classes, strict=True)):
        if before is not None and after is not None and before != after:
            one, other = each.sides
            yield at, (ground(old, one.source), ground(new, other.source))


@dataclasses.dataclass(slots=True)
class _Ranks:
    """The records of one rubric as they come, for one ranking."""

    ranking: ir.Ranking
    placed: list[Placed | Ranked] = field(default_factory=list)

    def take(self, at: int, scored: Scored | None) -> None:
        """One record more."""
        if scored is not None:
            self.placed.append(place(self.ranking, at, scored.run, scored.result))

    def ranks(self) -> dict[int, int]:
        """The rank of each record that has one, by its place among the records."""
        found = in_order(self.ranking, self.placed)
        return {each.at: each.rank for each in found if each.rank is not None}
