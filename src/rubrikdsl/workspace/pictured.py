"""The account of a record as pictures: what its score is made of, and where that lies among the bands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.explanation import Explanation
from rubrikdsl.pictures import Bar
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Change
from rubrikdsl.pictures import Picture
from rubrikdsl.pictures import Pointer
from rubrikdsl.pictures import Ruler
from rubrikdsl.pictures import Waterfall
from rubrikdsl.plan import ir
from rubrikdsl.records.explained import Explained
from rubrikdsl.records.explanation import titled
from rubrikdsl.records.headings import POINTS_OF_PARTS
from rubrikdsl.workspace.scales import scales
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import explained

PLACES = 2
"""Decimals of points, of which each is rounded alone; the values of bands have all of theirs."""


def accounts(row: Row, language: Language) -> Iterator[tuple[str, tuple[Picture, ...]]]:
    """What each account of a record is called, and its pictures; several where it depends on the reading."""
    plans = {under.choice: under.ready.plan for under in (row, *row.under)}
    for found in explained(row):
        name = f"{found.explanation.record} · {found.about.rubric}"
        yield (f"{name} · {found.reading}" if found.reading else name, _pictures(found, plans, language))


def _pictures(
    found: Explained, plans: dict[tuple[tuple[str, str], ...], ir.Plan], language: Language
) -> tuple[Picture, ...]:
    told = found.explanation
    plan = plans.get(found.choice) or next(iter(plans.values()))
    return (*_made_up(told, language), *_rulers(told, plan))


def _made_up(told: Explanation, language: Language) -> Iterator[Picture]:
    """The parts of the score with what each could have had, and how they and its changes add up to it."""
    if told.tree is None or told.score is None:
        return
    parts = [entry for entry in told.tree.entries if entry.points is not None]
    bars = tuple(
        Bar(titled(entry, language), points, entry.most) for entry, points in _pointed(parts) if entry.most
    )
    if bars:
        yield Bars(POINTS_OF_PARTS.read(language), bars, PLACES)
    changes = tuple(Change(titled(entry, language), points) for entry, points in _pointed(parts))
    score = next((value.label or value.name for value in told.values if value.kind == "score"), "")
    if changes:
        yield Waterfall(score, changes, score, told.top, places=PLACES)


def _pointed(entries: list[Entry]) -> Iterator[tuple[Entry, Fraction]]:
    for entry in entries:
        if entry.points is not None:
            yield entry, entry.points


def _rulers(told: Explanation, plan: ir.Plan) -> Iterator[Picture]:
    """Each value that is classified, among its bands."""
    known = {scale.name: scale for scale in scales(plan)}
    for one in told.classifications:
        zones = known[one.name].zones() if one.name in known else ()
        if zones:
            yield Ruler(f"{one.label or one.name}: {one.code}", zones, (Pointer(one.of, one.value),))
