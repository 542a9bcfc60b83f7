"""The integrity zone: the rubric has the published weights and gates, and every gate decides by itself."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb
from rubrikdsl.engine.explanation import Requirement
from rubrikdsl.records.explained import Explained
from rubrikdsl.records.explained import to_object
from rubrikdsl.records.write import About

FULL: dict[str, object] = {
    "record": "Unit rekaan",
    "perubahan": "4.8",
    "tatalaksana": "5.2",
    "sdm": 8,
    "akuntabilitas": 8,
    "pengawasan": 11,
    "pelayanan": 8,
    "spak": 16,
    "kinerja": 4,
    "prima": 15,
}
"""80 in total, with every gate met."""

GATES = {"TOTAL": "total", "Pengungkit": "pengungkit", "Hasil": "hasil"}


def gates() -> list[dict[str, str]]:
    path = Path(__file__).resolve().parents[2] / "rubrics/panrb/data/zi_wbk_gates.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(changes: dict[str, object]) -> tuple[bool | None, list[Requirement]]:
    result = rb.load("zi.wbk").score(FULL | changes)
    (gate,) = result.explain().gates
    assert gate.holds == result["wbk"]
    return gate.holds, list(gate.requirements)


def test_weights_are_the_published_ones() -> None:
    tree = rb.load("zi.wbk").score(FULL).explain().tree
    assert tree is not None
    found = {}
    waiting = [tree]
    while waiting:
        entry = waiting.pop()
        found[entry.title] = entry.most
        waiting += entry.entries
    published = {row["node"]: Fraction(row["weight"]) for row in gates() if row["node"] != "TOTAL"}
    assert {name: found[name] for name in published} == published


def test_every_published_gate_is_a_line() -> None:
    _, found = lines({})
    stated = [Fraction(one.text.split(">=")[1].strip().rstrip("%").replace(",", ".")) for one in found]
    minima = {Fraction(row["wbk_minimum"].rstrip("%")) for row in gates()}
    assert set(stated) == minima
    assert sorted(stated) == [Fraction(n) for n in ("2.5", "14", "15.75", "18.25", "32.25", "40", "60", "75")]


def test_eighty_with_every_gate_met_is_eligible() -> None:
    holds, found = lines({})
    assert holds is True
    assert all(one.holds for one in found)


def test_eighty_with_one_area_at_55_percent_is_not() -> None:
    result = rb.load("zi.wbk").score(FULL | {"perubahan": "4.4", "tatalaksana": "5.6"})
    assert (result["total"], result["wbk"]) == (80, False)
    _, found = lines({"perubahan": "4.4", "tatalaksana": "5.6"})
    (failing,) = [one for one in found if not one.holds]
    (area,) = [one for one in failing.asked if one.status == "fails"]
    assert (area.title, area.share, len(failing.asked)) == ("Manajemen Perubahan", Fraction("0.55"), 6)
    assert area.miss is not None
    assert (area.miss.distance, area.miss.amount) == (Fraction("0.05"), Fraction("0.4"))
    assert "Manajemen Perubahan: 4.4 of 8, 55%; 5% (0.4) short of 60%" in result.explain_text()
    assert "Manajemen Perubahan: 4,4 dari 8, 55%; kurang 5% (0,4) dari 60%" in result.explain_text("id")


@pytest.mark.parametrize(
    ("changes", "failing"),
    [
        ({"perubahan": "4.79"}, ["setiap area dalam pengungkit memiliki capaian >= 60%"]),
        ({"spak": "15.74", "prima": "17.5"}, ["spak >= 15,75"]),
        ({"kinerja": "2.49", "prima": "17.5"}, ["kinerja >= 2,5"]),
        ({"prima": "13.99", "spak": "17.5"}, ["prima >= 14"]),
        ({"spak": "15.75", "kinerja": "2.5", "prima": "14"}, []),
        ({"spak": "15.75", "kinerja": "2.49", "prima": "17.5"}, ["bersih >= 18,25", "kinerja >= 2,5"]),
        (
            {
                "sdm": 6,
                "akuntabilitas": 6,
                "pengawasan": 9,
                "pelayanan": 6,
                "spak": 17,
                "kinerja": 5,
                "prima": 17,
            },
            ["pengungkit >= 40"],
        ),
        (
            {"sdm": 6, "akuntabilitas": 6, "pelayanan": 7, "spak": 16, "kinerja": "2.5", "prima": "14.5"},
            ["total >= 75"],
        ),
    ],
)
def test_each_gate_decides(changes: dict[str, object], failing: list[str]) -> None:
    holds, found = lines(changes)
    assert [one.text for one in found if not one.holds] == failing
    assert holds is (not failing)


def test_machines_are_told_which_area_too() -> None:
    explanation = rb.load("zi.wbk").score(FULL | {"perubahan": "4.4"}).explain()
    written = to_object(Explained(explanation, About("zi.wbk", "", "")))
    outcomes = written["outcomes"]
    assert isinstance(outcomes, list)
    (outcome,) = outcomes
    asked = [each for line in outcome["requires"] for each in line["asked"]]
    assert [each["status"] for each in asked] == ["fails", "holds", "holds", "holds", "holds", "holds"]
    assert asked[0] == {
        "quantity": "every",
        "word": "area",
        "title": "Manajemen Perubahan",
        "path": ["pengungkit", "perubahan"],
        "status": "fails",
        "value": "4.4",
        "top": "8",
        "share": "0.55",
        "bound": "0.6",
        "distance": "0.05",
        "read": {},
    }
