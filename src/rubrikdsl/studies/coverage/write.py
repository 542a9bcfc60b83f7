"""Coverage as data for JSON; `docs/schema/test-1.md` describes it."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import NOWHERE
from rubrikdsl.studies.coverage.model import Coverage
from rubrikdsl.studies.coverage.model import Tried
from rubrikdsl.studies.coverage.text import Where


def to_object(found: Coverage, where: Where, language: Language) -> dict[str, object]:
    """The coverage of one rubric."""
    return {
        "exercised": found.done,
        "points": len(found.points),
        "groups": [{"group": g, "exercised": done, "points": all_} for g, done, all_ in found.groups],
        "each": [_point(tried, where, language) for tried in found.points],
    }


def _point(tried: Tried, where: Where, language: Language) -> dict[str, object]:
    point = tried.point
    return {
        "group": point.group,
        "subject": point.subject,
        "what": point.what.read(language),
        "line": None if point.place == NOWHERE else where(point.place)[1],
        "examples": list(tried.examples),
    }
