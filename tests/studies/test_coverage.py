"""Coverage: an example moves a point from untried to tried, and what cannot happen is no point."""

from __future__ import annotations

from tests.properties.scoring import space

from rubrikdsl.engine.interpret import run
from rubrikdsl.source import Source
from rubrikdsl.studies.coverage.model import Coverage
from rubrikdsl.studies.coverage.study import cover

RUBRIC = """rubric r "R"
  score s "S" 0 .. 100 places 2
    dimension a "A" weight 50%
    dimension b "B" weight 50%
    bonus x "X" +5 when yes_x
    cap {cap}
  inputs
    yes_x "X" yes or no
  bands k "K" of s
    range       code
    from 80     A
    below 80    B
"""
EXAMPLE = """  example "{a} and {b}"
    given a = {a}, b = {b}, yes_x = {x}
    expect s = {s}
"""


def covered(text: str) -> Coverage:
    checked = space().check(Source("r.rubrik", text))
    assert not checked.errors_but_examples, checked.diagnostics
    model, plan = checked.models[0], checked.plans[0]
    return cover(model.name, [plan], [(one.title, run(plan, one.record)) for one in model.examples])


def untried(text: str) -> set[str]:
    return {str(point.what) for point in covered(text).untried}


def test_each_example_exercises_its_points() -> None:
    text = RUBRIC.format(cap=100)
    everything = untried(text)
    assert everything == {
        "A (from 80)", "B (below 80)", "80, the least of A", "79.99, the most of B",
        "bonus “X” acts", "bonus “X” does not act", "cap acts", "cap does not act",
    }  # fmt: skip
    text += EXAMPLE.format(a=80, b=80, x="no", s=80)
    assert everything - untried(text) == {
        "A (from 80)", "80, the least of A", "bonus “X” does not act", "cap does not act",
    }  # fmt: skip
    text += EXAMPLE.format(a="59.98", b=100, x="no", s="79.99")
    text += EXAMPLE.format(a=100, b=100, x="yes", s=100)
    assert untried(text) == set()
    assert covered(text).percent == 100


def test_what_cannot_happen_is_no_point() -> None:
    text = RUBRIC.format(cap=105)
    assert "cap acts" not in untried(text)
    assert "cap does not act" in untried(text)


def test_below_a_given_score_nothing_is_exercised() -> None:
    text = RUBRIC.format(cap=100) + '  example "given"\n    given s = 80\n    expect k = A\n'
    assert {"bonus “X” acts", "bonus “X” does not act", "cap does not act"} <= untried(text)
    assert "80, the least of A" not in untried(text)
