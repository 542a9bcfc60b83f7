"""Which points the examples of a rubric exercise."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.engine.run import Run
from rubrikdsl.engine.trace import trace
from rubrikdsl.plan import ir
from rubrikdsl.source import Place
from rubrikdsl.studies.coverage.model import Coverage
from rubrikdsl.studies.coverage.model import Point
from rubrikdsl.studies.coverage.model import Tried
from rubrikdsl.studies.coverage.points import probes

Ran = tuple[str, Run]
"""The title of an example, and one of its runs."""


def cover(
    name: str,
    plans: Sequence[ir.Plan],
    ran: Sequence[Ran],
    origin: Callable[[Place], Place] = lambda place: place,
    beside: Sequence[Tried] = (),
) -> Coverage:
    """What examples exercise of a law: of all its texts (`plans`) together, each point once.

    `origin` says where the words at a place come from; `beside` are points that no plan knows.
    """
    every: dict[Point, dict[str, None]] = {}
    own = _once(plans)
    for plan in own:
        for point, titles in _placed(plan, ran, origin):
            every.setdefault(point, {}).update(dict.fromkeys(titles))
    for plan in _once([run.plan for _, run in ran]):
        if not any(plan is one for one in own):  # the law as it was known when the example was written
            same = {_said(point): titles for point, titles in _placed(plan, ran, origin)}
            for point, found in every.items():
                found.update(dict.fromkeys(same.get(_said(point), ())))
    points = tuple(Tried(point, tuple(titles)) for point, titles in every.items())
    return Coverage(name, (*points, *beside))


def _said(point: Point) -> tuple[object, ...]:
    """A point wherever it stands."""
    return point.group, point.subject, point.what


def _placed(
    plan: ir.Plan, ran: Sequence[Ran], origin: Callable[[Place], Place]
) -> Iterator[tuple[Point, tuple[str, ...]]]:
    """The points of one text, with the examples that exercise them in it."""
    traced = [(title, trace(run, _roots(plan))[0]) for title, run in ran if run.plan is plan]
    for point, tried in probes(plan):
        titles = tuple(title for title, one in traced if tried(one))
        yield replace(point, place=origin(point.place)), titles


def _once(plans: Sequence[ir.Plan]) -> tuple[ir.Plan, ...]:
    return tuple({id(plan): plan for plan in plans}.values())


def _roots(plan: ir.Plan) -> tuple[int, ...]:
    """What a result holds: the score, named values, classes, outcomes and their lines."""
    return (
        *(node.result for node in plan.nodes[:1]),
        *(let.step for let in plan.lets),
        *(step for bands in plan.bands for step in (bands.table, bands.code, *bands.attributes)),
        *(
            step
            for outcome in plan.outcomes
            for step in (outcome.step, *(r[0] for r in outcome.requirements))
        ),
    )
