"""Every number that a step has is a whole number over the denominator that was found for the step."""

from __future__ import annotations

from fractions import Fraction

from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.writing import cells

from rubrikdsl.engine.run import Run
from rubrikdsl.program.denominators import denominators


def holds(run: Run, text: str) -> tuple[int, int]:
    """How many numbers there were, and how many of these had a denominator that settled something."""
    units, _ = denominators(run.plan, run.record.given)
    met = settled = 0
    for step, value, unit in zip(run.plan.steps, run.values, units, strict=True):
        if isinstance(value, Fraction):
            met += 1
            settled += unit > 0
            assert not unit or unit % value.denominator == 0, (step, value, unit, text)
    return met, settled


def agree(case: Case, count: int) -> tuple[int, int]:
    rubric = ready(case.text)
    met = settled = 0
    for result in rubric.score_many([dict(cells(case.made, filled)) for filled in records(case, count)]):
        numbers, known = holds(result._row.run, case.text)
        met, settled = met + numbers, settled + known
    return met, settled


def test_fixed_seeds() -> None:
    met, settled = map(sum, zip(*(agree(case(seed, 1 + seed % 3), 6) for seed in range(40)), strict=True))
    assert met > 3000 and settled > met // 2, (met, settled)
