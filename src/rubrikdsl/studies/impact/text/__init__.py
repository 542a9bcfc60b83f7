"""The impact of an edit for people: who changes class, what moves, which groups, what lies on an edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.semantics.terms import Scale
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.text.classes import classification
from rubrikdsl.studies.impact.text.edges import edges
from rubrikdsl.studies.impact.text.score import groups
from rubrikdsl.studies.impact.text.score import moves
from rubrikdsl.studies.impact.text.score import ranks
from rubrikdsl.studies.impact.text.speech import Speech
from rubrikdsl.studies.impact.text.speech import names

WEIGHTS = ("error", "incomplete", "warning")


def to_text(impact: Impact, language: Language = "en", top: int = 10) -> str:
    """The whole report; every list ends after `top` entries and says how many are left."""
    sections = [list(section) for section in _sections(Speech(language, top), impact)]
    return "\n".join("".join(f"{line}\n" for line in section) for section in sections if section)


def _sections(speech: Speech, impact: Impact) -> Iterator[Iterator[str]]:
    yield _head(speech, impact)
    if not impact.changes_nothing:
        for at in range(len(impact.classes)):
            yield classification(speech, impact, at)
        if impact.score is not None:
            yield moves(speech, impact, impact.score)
    yield groups(speech, impact)
    if not impact.changes_nothing:
        for at in range(len(impact.rankings)):
            yield ranks(speech, impact, at)
    yield edges(speech, impact)
    for side in ("both", "old", "new"):
        yield _problems(speech, impact, side)


def _head(speech: Speech, impact: Impact) -> Iterator[str]:
    """What was compared, and what only one of the two has."""
    units = impact.units
    sides = ((words.OLD, impact.old), (words.NEW, impact.new))
    wide = max(len(speech.say(word)) for word, _ in sides)
    for word, rubric in sides:
        asked = "" if rubric.asked == rubric.name else f" ({rubric.asked})"
        yield clean(f"{speech.say(word):{wide}}  {rubric.name}{asked}")
    refused = Counter(
        tuple(standing in ("refused", "absent") for standing in unit.standing) for unit in units
    )
    both = refused[False, False]
    final = sum(unit.standing == ("final", "final") for unit in units)
    yield from speech.told(words.counted(len(units), both, refused[False, True], refused[True, False], final))
    if impact.old.name != impact.new.name:
        yield from speech.told(words.DIFFERENT_NAMES)
    if impact.score is not None and impact.score.in_shares:
        old, new = (_scale(speech, scale) for scale in impact.score.scales)
        yield from speech.told(words.scales(old, new))
    for side, rubric in (("old", impact.old), ("new", impact.new)):
        if rubric.only:
            yield from speech.told(words.only_in(side, names(rubric.only)))
        if rubric.columns:
            yield from speech.told(words.only_reads(side, names(rubric.columns)))
    if impact.in_points:
        yield from speech.told(words.in_points(names(impact.in_points)))
    if impact.score is None and not impact.classes:
        yield from speech.told(words.NOTHING_SHARED)
    elif both and impact.changes_nothing:
        yield from speech.told(words.NOBODY)


def _scale(speech: Speech, scale: Scale) -> str:
    return f"{speech.number(scale.floor)} .. {speech.number(scale.top)}"


def _problems(speech: Speech, impact: Impact, side: str) -> Iterator[str]:
    """What is told of records under both rubrics, or under one of them only."""
    found = [problem for unit in impact.units for problem in _told(unit, side)]
    if not found:
        return
    found.sort(key=lambda problem: WEIGHTS.index(problem.severity))
    yield from speech.told(words.told(side, len(found)))
    for problem in found[: speech.top]:
        yield render_problem(problem, speech.language).rstrip("\n")
    yield from speech.rest(len(found))


def _told(unit: Unit, side: str) -> list[Problem]:
    """The problems of a record under both rubrics, or under one of them only."""
    old, new = (dict.fromkeys(problems) for problems in unit.problems)
    if side == "both":
        return [problem for problem in old if problem in new]
    own, other = (old, new) if side == "old" else (new, old)
    return [problem for problem in own if problem not in other]
