"""Questions mean what the same words mean in a rule, in both vocabularies; nothing missing counts as no."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb

TEXT = """rubric made.up "Made up"
  inputs
    place one of own, mall
    staff 0 .. 100 optional
  score total 0 .. 100 places 2
    aspect desk weight 60% 0 .. 100
    aspect calls weight 40% 0 .. 100 may be not applicable
  let both = desk + 1
  bands class of total
    range           code colour
    50.00 .. 100.00 A    green
    0.00 .. 49.99   B    red
  outcome fit
    requires total >= 50
    requires place is mall
"""

ROWS: list[dict[str, object]] = [
    {
        "record": "X",
        "place": "mall",
        "desk": 80,
        "calls": 20,
        "region": "North",
        "people": "1200",
        "free": "ya",
    },
    {
        "record": "Y",
        "place": "own",
        "desk": 40,
        "calls": "n/a",
        "region": "South",
        "people": "",
        "free": "no",
    },
    {"record": "Z", "place": "own", "desk": 40, "region": "North", "people": "90", "free": "ya"},
    {"record": "R", "place": "own", "desk": 400, "region": "North", "people": "90", "free": "ya"},
]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> rb.Population:
    file = tmp_path_factory.mktemp("rubric") / "made.rubrik"
    file.write_text(TEXT, encoding="utf-8")
    return rb.load(file).population(ROWS)


def answers(people: rb.Population, text: str) -> list[object]:
    """The answer of every record: its value, else why there is none."""
    found = (people.expression(text).of(each) for each in people)
    return [each.value if each.status == "final" else each.status for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class is A", [True, False, "unknown", "refused"]),
        ("class adalah A dan desk is 80", [True, False, "unknown", "refused"]),
        ("class adalah A dan desk > 50,5", [True, False, "unknown", "refused"]),
        ("desk <= 50 or class is A", [True, True, True, "refused"]),
        ("class.colour is red", [False, True, "unknown", "refused"]),
        ("fit", [True, False, "unknown", "refused"]),
        ("calls > 10", [True, "not-applicable", "unknown", "refused"]),
        ("calls is applicable", [True, False, "unknown", "refused"]),
        ("staff is missing", [True, True, True, "refused"]),
        ("staff > 3", ["unknown", "unknown", "unknown", "refused"]),
        ("both - desk.share * 10", [Fraction(73), Fraction(37), Fraction(37), "refused"]),
        ("region is North and people >= 90", [True, False, True, "refused"]),
        ("free", [True, False, True, "refused"]),
        ("people is missing", [False, True, False, "refused"]),
        ("every aspect in total has value >= 20", [True, True, "unknown", "refused"]),
    ],
)
def test_answers(people: rb.Population, text: str, expected: list[object]) -> None:
    assert answers(people, text) == expected


def test_what_an_answer_waits_for(people: rb.Population) -> None:
    assert people.expression("class is A").of(people[2]).waiting == ("calls",)
    assert people.expression("people > 3").of(people[1]).waiting == ("people",)
    assert people.expression("class is A").of(people[3]).problems[0].code == "value-outside-domain"


@pytest.mark.parametrize(
    ("text", "code", "start"),
    [
        ("", "unfinished-line", 0),
        ("class is", "unfinished-line", 6),
        ("class = A", "unexpected-word", 6),
        ("clas is A", "unknown-name", 0),
        ("class is E", "unknown-option", 9),
        ("desk and fit", "type-mismatch", 0),
        ("desk > region", "type-mismatch", 7),
        ("adalah A", "unexpected-word", 7),
    ],
)
def test_faults_are_told_where_they_were_typed(
    people: rb.Population, text: str, code: str, start: int
) -> None:
    with pytest.raises(rb.TypedError) as caught:
        people.expression(text)
    (found,) = caught.value.diagnostics
    assert (found.code, found.primary.place.start) == (code, start)
    assert caught.value.to_text("id") and found.code in str(caught.value)


def test_both_decimal_marks(people: rb.Population) -> None:
    for first in ("en", "id"):
        for text in ("desk > 39.5", "desk > 39,5"):
            assert people.expression(text, first=first).of(people[1]).value is True


def test_further_names(people: rb.Population) -> None:
    asked = people.expression("gap > 10", values={"gap": "50 - total", "low": "gap + 1"})
    assert [asked.of(each).value for each in people] == [False, False, None, None]
    with pytest.raises(rb.TypedError):
        people.expression("gap > 10", values={"gap": "50 - totl"})


def test_a_question_is_no_answer_for_another_rubric(people: rb.Population) -> None:
    with pytest.raises(ValueError, match="another rubric"):
        people.expression("class is A").of(rb.load("kepatuhan.unit", on="2024-12-31").score({"nilai": 80}))


def test_readings_that_differ() -> None:
    later = rb.load("kepatuhan.unit", on="2025-06-30")
    result = later.score({"kepatuhan": 90, "kepercayaan": 40, "sisa": 10})
    answer = later.expression("nilai >= 0").of(result)
    assert answer.status in ("final", "unknown") and answer.value in (True, None)


def test_members_are_asked_in_the_language_of_their_rubric(tmp_path: Path) -> None:
    file = tmp_path / "towns.rubrik"
    town = "rubric town\n  collect shops by shop\n  score t 0 .. 100\n    = mean(shops.s)\n"
    file.write_text(f"{town}\nrubric shop\n  score s 0 .. 100\n    aspect a weight 100% 0 .. 100\n")
    shops = [{"record": "p", "a": 10}, {"record": "q", "a": 60}]
    towns = rb.load(file, "town").population([{"record": "T", "shops": shops}])
    asked = towns.expression("count(shops where a.share > 50%) is 1 and any shop in shops has a is 10")
    assert asked.of(towns[0]).value is True
