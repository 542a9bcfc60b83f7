"""Made rubrics through the program: checked without errors, scored, compared with what must come out."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.properties.made import Filled
from tests.properties.made import Made
from tests.properties.oracle import FAULT
from tests.properties.oracle import MISSING
from tests.properties.oracle import SKIPPED
from tests.properties.oracle import Found
from tests.properties.strategies import Case
from tests.properties.strategies import Filler
from tests.properties.writing import cells

from rubrikdsl.diagnostics.render import render
from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.checked import Checked
from rubrikdsl.workspace.workspace import Workspace

FILE = "made.rubrik"
STATES = {"unknown": MISSING, "not-applicable": SKIPPED, "refused": FAULT}
KINDS = ((100, 0), (100, 70), (85, 0), (90, 50))
"""How complete a record is, and how often nodes are given, in a hundred."""


@cache
def space() -> Workspace:
    """One workspace for all, so that the grammar is read once."""
    return Workspace()


def checked(text: str) -> Checked:
    """All findings of a text."""
    return space().check(Source(FILE, text))


def ready(text: str) -> Rubric:
    """The last rubric of a text, which has no errors."""
    found = checked(text)
    wrong = [finding for finding in found.diagnostics if finding.severity == "error"]
    assert not wrong, render(tuple(wrong), {FILE: found.source})
    return Rubric(found.rubrics[-1])


def records(case: Case, count: int) -> list[Filled]:
    """Records of a rubric: complete ones, incomplete ones, with given nodes and without."""
    filler = Filler(Random(f"{case.seed} records"), case.made)
    return [filler.filled(*KINDS[at % len(KINDS)]) for at in range(count)]


def score(rubric: Rubric, made: Made, filled: Filled) -> Result:
    """One record scored; a refused one is a result too."""
    return next(iter(rubric.score_many([cells(made, filled)])))


def found(result: Result) -> dict[str, Found]:
    """Every named value, or what stands in its place."""
    named: dict[str, Found] = {}
    for name in result:
        value = result[name]
        named[name] = STATES[result.status(name)] if value is None else value
    return named
