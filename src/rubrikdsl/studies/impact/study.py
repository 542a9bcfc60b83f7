"""Records scored under two rubrics, set side by side."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.engine.ranking import rank
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.frozen import dataclass
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
    """One of the two rubrics, with all records under it.

    `asked` is how it was asked for: a file, or a name; `columns` are those that it alone reads.
    """

    asked: str
    plan: ir.Plan
    about: About
    records: Sequence[Scored]
    columns: tuple[str, ...] = ()


def study(old: Side, new: Side, per: tuple[str, ...] = (), near: Fraction = Fraction(0)) -> Impact:
    """What the step from `old` to `new` does; both hold the same records in the same order.

    `per` are columns carried along that divide the records into groups; `near` is how far from an edge of a
    class a value still is worth telling.
    """
    shared = classifications(old.plan, new.plan)
    ranked = rankings(old.plan, new.plan)
    score = score_of(old.plan, new.plan)
    find_old = edges_of(old.plan, "old", near)
    find_new = edges_of(new.plan, "new", near)
    ranks = [(_ranks(one, old.records), _ranks(other, new.records)) for _, (one, other) in ranked]
    units = []
    for at, (before, after) in enumerate(zip(old.records, new.records, strict=True)):
        runs = (_run(before), _run(after))
        classes = tuple(_pair(each, runs) for each in shared)
        scores = (_score(runs[0]), _score(runs[1]))
        units.append(
            Unit(
                record=before.result.record,
                kept=before.kept,
                standing=(_standing(before.result), _standing(after.result)),
                score=scores,
                move=_move(score, scores),
                classes=classes,
                ranks=tuple((earlier.get(at), later.get(at)) for earlier, later in ranks),
                grounds=dict(_grounds(shared, classes, (before.run, after.run))),
                edges=(
                    *(find_old(runs[0]) if runs[0] else ()),
                    *(find_new(runs[1]) if runs[1] else ()),
                ),
                problems=(before.result.problems, after.result.problems),
            )
        )
    return Impact(
        old=_rubric(old, new),
        new=_rubric(new, old),
        score=score,
        classes=tuple(each.classes for each in shared),
        rankings=tuple(ranking for ranking, _ in ranked),
        per=per,
        near=near,
        units=tuple(units),
        edged=any(isinstance(bands, ir.Bands) for side in (old, new) for bands in side.plan.bands),
        in_points=tuple(dict.fromkeys(name for each in old.records for name in _in_points(each.run))),
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


def _run(scored: Scored) -> Run | None:
    """The run, unless the record was refused: then nothing of it is a result."""
    return None if _standing(scored.result) == "refused" else scored.run


def _standing(result: Result) -> Standing:
    if any(problem.severity == "error" for problem in result.problems):
        return "refused"
    return "final" if result.is_final else "open"


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
    shared: Sequence[Shared], classes: Sequence[Pair], runs: tuple[Run, Run]
) -> Iterable[tuple[int, tuple[Ground, Ground]]]:
    """Why the classes that change are what they are."""
    for at, (each, (before, after)) in enumerate(zip(shared, classes, strict=True)):
        if before is not None and after is not None and before != after:
            one, other = each.sides
            yield at, (ground(runs[0], one.source), ground(runs[1], other.source))


def _ranks(ranking: ir.Ranking, records: Sequence[Scored]) -> dict[int, int]:
    """The rank of each record that has one, by its place among the records."""
    found = rank(ranking, [(each.run, each.result) for each in records])
    return {each.at: each.rank for each in found if each.rank is not None}
