"""Bounds where brute force does not reach: fine grids, open ends, days, sets, members that nobody states."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rubrikdsl.engine.partial.bounds import bounds_of
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.source import Source
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.workspace import Workspace

F = Fraction


def bounds(text: str, record: dict[str, object]) -> dict[str, Bounds]:
    """The bounds of one record of the last rubric of a text."""
    ready = Workspace().ready(Source("uji.rubrik", text)).rubrics[-1]
    ((row,), _) = score(ready, [from_mapping(record)])
    assert not any(problem.severity == "error" for problem in row.result.problems), row.result.problems
    return {one.name: one for one in bounds_of(row.run)}


FINE = """rubric fine
  score nilai 0 .. 100 places 2
    dimension a weight 60% places 2
      indicator a1 weight 50% 0 .. 100 step 0.01
      indicator a2 weight 30% 0 .. 100 step 0.01 may be not applicable
      indicator a3 weight 20% 0 .. 100 step 0.01
    indicator b weight 40% 0 .. 100 step 0.01
    bonus unggul +3 when a >= 80
    penalty lemah 4 when a < 40
    cap 100
    floor 0
  let selisih = nilai - a
  let jarak = max(nilai, a) - min(nilai, a)
  bands kategori of nilai
    range          code
    90 .. 100      A
    80 .. 89.99    B
    60 .. 79.99    C
     0 .. 59.99    D
  outcome tepat
    requires nilai between 72.22 and 72.22
"""


def test_fine_grids_are_exact() -> None:
    found = bounds(FINE, {"a1": "80.5", "b": "70.25"})
    low = F("24.15") + F("28.10")  # a is 40.25, too much for the penalty
    high = F("54.15") + F("28.10") + 3  # a is 90.25, with the bonus
    assert found["nilai"].can_be == Between(low, high)
    assert all(one.exact for name, one in found.items() if name != "jarak")
    assert found["selisih"].can_be == Between(F(-5), F(12))
    rough = found["jarak"].can_be  # neither number is a sum of the other: no completion is missed
    assert isinstance(rough, Between) and rough.low is not None and rough.high is not None
    assert rough.low <= 0 and rough.high >= 12
    assert found["kategori"].can_be == OneOf(("D", "C", "B"))
    assert set(found["tepat"].deciding) == {"a.a2", "a.a3"} and found["tepat"].deciding_exact


def test_what_cancels_is_seen_to_cancel() -> None:
    text = "rubric r\n  score nilai 0 .. 100\n    indicator a weight 50% 0 .. 100 step 0.01\n"
    text += "    indicator b weight 50% 0 .. 100 step 0.01\n  let sisa = nilai - a / 2 - b / 2\n"
    assert bounds(text, {"a": 3})["sisa"].can_be == Between(F(0), F(0))
    assert bounds(text, {"a": 3})["sisa"].is_certain


def test_days_and_sets() -> None:
    text = """rubric r
  inputs
    mulai date
    selesai date
    media any of web, radio, surat
  score nilai 0 .. 100
    indicator a weight 100%
      100 when mulai <= selesai and web in media
      50 when count(media) >= 2 and mulai > 2024-06-30
      0 otherwise
  let kapan = selesai
"""
    found = bounds(text, {"mulai": "2024-06-30"})
    assert found["nilai"].can_be == Between(F(0), F(100)) and found["nilai"].exact
    assert isinstance(found["kapan"].can_be, Anything)
    assert bounds(text, {"mulai": "2024-06-30", "media": "radio"})["nilai"].is_certain is True
    late = bounds(text, {"mulai": "2024-07-01", "selesai": "2024-06-30"})
    assert late["nilai"].can_be == Between(F(0), F(50))


COLLECTED = """rubric unit
  score nilai 0 .. 100

rubric kota
  collect units by unit
  inputs
    bersih yes or no
  score nilai 0 .. 100 places 2
    = mean(units.nilai)
  outcome layak
    requires nilai >= 50
    requires bersih
"""


def test_of_members_that_nobody_states_there_are_outer_bounds() -> None:
    found = bounds(COLLECTED, {"record": "x"})
    assert found["nilai"].can_be == Between(F(0), F(100)) and not found["nilai"].exact
    assert found["layak"].can_be == OneOf((True, False)) and not found["layak"].exact
    assert set(found["layak"].deciding) == {"bersih", "units"} and not found["layak"].deciding_exact
    assert bounds(COLLECTED, {"bersih": False})["layak"].can_be == OneOf((False,))


def test_an_allowance_that_is_spent_is_said() -> None:
    """Whether some of these weights make exactly this sum is a search without a shortcut."""
    weights = ["3.13", "2.29", "4.57", "6.11", "1.87", "5.39", "7.03", "2.71", "3.67", "8.23", "4.19", "6.61",
               "5.77", "1.51", "7.39", "2.17", "9.05", "3.31", "6.83", "8.17"]  # fmt: skip
    lines = [f"    indicator q{at} weight {w}%\n      a 0\n      b 100\n" for at, w in enumerate(weights)]
    total = sum(map(Fraction, weights))
    assert total == 100
    text = "rubric r\n  score nilai 0 .. 100\n" + "".join(lines)
    text += "  outcome pas\n    requires nilai between 49.983 and 49.987\n"
    found = bounds(text, {})
    assert found["nilai"].can_be == Between(F(0), F(100)) and found["nilai"].exact
    assert found["pas"].can_be == OneOf((True, False)) and not found["pas"].exact
    assert len(found["pas"].deciding) == len(weights) and not found["pas"].deciding_exact


@pytest.mark.parametrize("answers", [{}, {"a1": 10}, {"a1": 10, "b": 50}, {"a1": 10, "b": 50, "a3": 7}])
def test_no_bounds_where_nothing_is_open(answers: dict[str, object]) -> None:
    full = {"a1": 1, "a2": 2, "a3": 3, "b": 4} | answers
    assert bounds(FINE, full) == {}
    assert bounds(FINE, answers) != {}
