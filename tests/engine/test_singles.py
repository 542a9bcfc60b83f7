"""Single answers that would be enough: each really is, and the value before it on the way is not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb

TEXT = """rubric made.up "Made up"
  inputs
    place one of own, mall
  score total 0 .. 100 places 2
    aspect desk weight 60%
      indicator pledge weight 50%
        full "Full" 100
        half "Half"  50
        none "None"   0
      indicator staff weight 50% 0 .. 4
    aspect calls weight 40% 0 .. 100 step 0.5
    bonus mall_bonus 2.5 when place is mall
    cap 100
  bands class of total
    range            code
    80.00 .. 100.00  A
    50.00 ..  79.99  B
     0.00 ..  49.99  C
"""
STEPS = {"calls": Fraction(1, 2), "staff": Fraction(1), "desk": Fraction(1, 100), "total": Fraction(1, 100)}


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> rb.Rubric:
    file = tmp_path_factory.mktemp("rubric") / "made.rubrik"
    file.write_text(TEXT, encoding="utf-8")
    return rb.load(file)


RECORDS: list[dict[str, object]] = [
    {"place": "own", "pledge": "half", "staff": 2, "calls": 55},
    {"place": "mall", "pledge": "none", "staff": 4, "calls": "99.5"},
    {"place": "own", "desk": 70, "calls": 40},
    {"place": "own", "desk.points": "30.5", "calls": 40},
    {"place": "own", "total": "49.99"},
    {"place": "own", "pledge": "full", "staff": 3},
]


@pytest.mark.parametrize("record", RECORDS, ids=str)
@pytest.mark.parametrize("code", ["A", "B"])
def test_each_is_enough_and_the_value_before_it_is_not(
    rubric: rb.Rubric, record: dict[str, object], code: str
) -> None:
    before = rubric.score(record)
    found = before.why_not(code)
    order = "CBA"
    for way in found.ways:
        assert order.index(str(way.result["class"])) >= order.index(code)
        assert rubric.assume(way.text).of(before).result["class"] == way.result["class"]
        if isinstance(way.before, Fraction) and isinstance(way.after, Fraction):
            name, reading = way.name.split(".")[-1], way.name.endswith(".points")
            unit = STEPS["total" if reading else name]
            less = way.after - unit if way.after > way.before else way.after + unit
            if less != way.before:
                key = way.name.removeprefix("desk.") if not reading else way.name
                result = rubric.score({**record, key: less})
                assert order.index(str(result["class"])) < order.index(code)


def test_what_is_found(rubric: rb.Rubric) -> None:
    found = rubric.score(RECORDS[0]).why_not("A")
    assert found.now == "B" and found.edge == 80 and found.short == 28 and found.ways == ()
    assert found.possible == ("C", "B", "A") and found.worst == 0 and found.best == 100
    found = rubric.score(RECORDS[2]).why_not("A")
    assert [(way.text, way.before) for way in found.ways] == [("calls = 95", 40)]
    found = rubric.score(RECORDS[5]).why_not("A")
    assert [(way.text, way.before) for way in found.ways] == [("calls = 69", None)]


def test_a_class_that_it_has_needs_nothing(rubric: rb.Rubric) -> None:
    assert rubric.score(RECORDS[0]).why_not("C").ways == ()
    with pytest.raises(KeyError):
        rubric.score(RECORDS[0]).why_not("Z")


def test_answers_of_members(tmp_path: Path) -> None:
    file = tmp_path / "towns.rubrik"
    town = "rubric town\n  collect shops by shop\n  score t 0 .. 100\n    = mean(shops.s)\n"
    town += "  bands k of t\n    range         code\n    from 50       A\n    below 50      B\n"
    file.write_text(f"{town}\nrubric shop\n  score s 0 .. 100\n    aspect a weight 100% 0 .. 100\n")
    rubric = rb.load(file, "town")
    shops = [{"record": "kiosk", "a": 10}, {"record": "stall", "a": 60}]
    found = rubric.score({"shops": shops}).why_not("A")
    assert [(way.name, way.after) for way in found.ways] == [("kiosk: a", 40), ("stall: a", 90)]
