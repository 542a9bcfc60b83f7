"""The entries of a rubric, as menus and forms read them."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubrikdsl as rb

RUBRIC = """rubric try "A try" source "a law"
  inputs
    place "Place" one of
      own "Own office"
      mall "Service mall"
  score total 0 .. 100 places 2
    dimension service "Service" weight 70% source "an annex"
      indicator charter "Charter" weight 1 points
        full "Complete" 1
        none "Absent" 0
      indicator desk "Desks" weight 2 points checklist assumed "no weights published"
        ramp "Ramp"
        seats "Seats"
    dimension room "Room" weight 30% source "an annex" may be not applicable
      indicator seats "Seats" weight 100% 0 .. 3
  bands class of total
    range        code  label
    60 .. 100    A     "Good"
     0 ..  59.99 B     "Poor"
  outcome fit "Fit"
    requires class is A
  ranking all by total highest first within place ties share
"""


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, rb.Entry]:
    path = Path(tmp_path_factory.mktemp("outline"), "try.rubrik")
    path.write_text(RUBRIC, encoding="utf-8")
    return {entry.path: entry for entry in rb.load(path).entries}


def test_everything_with_a_name_in_the_order_of_the_rubric(entries: dict[str, rb.Entry]) -> None:
    assert list(entries) == [
        "place",
        "total",
        "service",
        "service.charter",
        "service.desk",
        "service.desk.ramp",
        "service.desk.seats",
        "room",
        "room.seats",
        "class",
        "class.label",
        "fit",
        "all",
    ]


def test_a_name_is_the_shortest_that_names_nothing_else(entries: dict[str, rb.Entry]) -> None:
    assert entries["service.charter"].name == "charter"
    assert entries["service.desk.seats"].name == "desk.seats"
    assert entries["room.seats"].name == "room.seats"


def test_what_may_be_answered(entries: dict[str, rb.Entry]) -> None:
    charter = entries["service.charter"]
    assert charter.asked and charter.type == "code"
    assert [(choice.code, choice.label) for choice in charter.choices] == [
        ("full", "Complete"),
        ("none", "Absent"),
    ]
    assert entries["service.desk.ramp"].type == "truth"
    seats = entries["room.seats"]
    assert [str(number) for number in (seats.low, seats.high, seats.step)] == ["0", "3", "1"]
    assert not entries["service.desk"].asked  # its items are
    assert entries["room"].given and entries["room"].may_not_apply
    assert entries["fit"].type == "truth" and not entries["fit"].asked
    assert entries["all"].type is None


def test_classes_have_their_codes_with_labels(entries: dict[str, rb.Entry]) -> None:
    assert [(choice.code, choice.label) for choice in entries["class"].choices] == [
        ("B", "Poor"),
        ("A", "Good"),
    ]
    assert [choice.code for choice in entries["class.label"].choices] == ["Poor", "Good"]


def test_weights_in_words(entries: dict[str, rb.Entry]) -> None:
    assert str(entries["service"].weight) == "70% of the total"
    assert str(entries["service.desk"].weight) == "66.67% of its group, 46.67% of the total"
    assert entries["service.desk.ramp"].weight is None


def test_sources_are_its_own_or_those_around_it(entries: dict[str, rb.Entry]) -> None:
    assert entries["service.charter"].sources == ("an annex",)
    assert entries["service.desk"].assumed == "no weights published"


def test_a_weight_that_depends_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "w.rubrik"
    path.write_text(
        "rubric w\n"
        "  inputs\n"
        "    far yes or no\n"
        "  score s 0 .. 100\n"
        "    indicator a weight 30% when far, 20% otherwise 0 .. 3\n"
        "    indicator b weight 70% when far, 80% otherwise 0 .. 3\n"
    )
    assert [entry.weight for entry in rb.load(path).entries] == [None] * 4
