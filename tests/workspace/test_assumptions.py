"""What if: assumed answers take the place of those of the record, and nothing is set aside in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubrikdsl as rb

TEXT = """rubric made.up "Made up"
  inputs
    place one of
      own  "Own office"
      mall "Service mall"
  score total 0 .. 100 places 2
    aspect desk weight 60%
      indicator staff weight 50% 0 .. 100
      indicator rooms weight 50% 0 .. 100
    aspect calls weight 40% 0 .. 100 may be not applicable
    bonus mall_bonus 5 when place is mall
    cap 100
"""


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> rb.Rubric:
    file = tmp_path_factory.mktemp("rubric") / "made.rubrik"
    file.write_text(TEXT, encoding="utf-8")
    return rb.load(file)


ANSWERED = {"record": "X", "place": "own", "staff": 50, "rooms": 50, "calls": 50}
GIVEN = {"record": "Y", "place": "own", "desk": 50, "calls": 50}


@pytest.mark.parametrize(
    ("text", "total", "aside"),
    [
        ("calls = 100", 70, ()),
        ("place = mall", 55, ()),
        ('place = "service mall"', 55, ()),
        ("calls = tidak berlaku", 50, ()),
        ("desk = 100", 80, ("desk.staff", "desk.rooms")),
        ("total = 12.5", "12.5", ("desk.staff", "desk.rooms", "calls")),
        ("staff = 0, calls = 0", 15, ()),
    ],
)
def test_assumed_answers(rubric: rb.Rubric, text: str, total: object, aside: tuple[str, ...]) -> None:
    found = rubric.assume(text).of(rubric.score(ANSWERED))
    assert str(found.result["total"]) == str(total)
    assert found.aside == aside


def test_the_record_itself_stays(rubric: rb.Rubric) -> None:
    before = rubric.score(ANSWERED)
    assert rubric.assume("calls = 100").of(before).result is not before
    assert before["total"] == 50


def test_an_answer_that_would_never_be_read_is_refused(rubric: rb.Rubric) -> None:
    (problem,) = rubric.assume("staff = 100").of(rubric.score(GIVEN)).result.problems
    assert (problem.code, problem.column) == ("given-twice", "desk.staff")
    assert "`desk`" in problem.message.read("id")


def test_several_assumptions_one_after_the_other(rubric: rb.Rubric) -> None:
    first = rubric.assume("calls = 100").of(rubric.score(ANSWERED)).result
    assert rubric.assume("staff = 100").of(first).result["total"] == 85


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("staff = 101", "value-outside-domain"),
        ("stuff = 1", "unknown-name"),
        ("place = home", "unknown-option"),
        ("staff", "unfinished-line"),
        ("staff = 1, staff = 2", "given-twice"),
        ("staff = 1, desk = 2", "given-twice"),
        ("desk = not applicable", "type-mismatch"),
    ],
)
def test_faults_of_what_was_typed(rubric: rb.Rubric, text: str, code: str) -> None:
    with pytest.raises(rb.TypedError) as caught:
        rubric.assume(text)
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_members(tmp_path: Path) -> None:
    file = tmp_path / "towns.rubrik"
    town = "rubric town\n  collect shops by shop\n  score t 0 .. 100\n    = mean(shops.s)\n"
    file.write_text(f"{town}\nrubric shop\n  score s 0 .. 100\n    aspect a weight 100% 0 .. 100\n")
    rubric = rb.load(file, "town")
    result = rubric.score({"shops": [{"record": "kiosk", "a": 10}, {"record": "q", "a": 60}]})
    assert rubric.assume('shops "kiosk" a = 100').of(result).result["t"] == 80
    (problem,) = rubric.assume('shops "kosk" a = 1').of(result).result.problems
    assert problem.helps[0].read("en") == "did you mean `kiosk`?"
