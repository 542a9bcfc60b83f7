"""A check does each of its works once a text: what is counted here is what a large rubric is slow without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rubrikdsl.plan import digest
from rubrikdsl.workspace import checking
from rubrikdsl.workspace import texts
from rubrikdsl.workspace.workspace import Workspace

UNIT = """rubric unit "Unit"
  {valid}
  score nilai 0 .. 100
    dimension input  weight 40%
    dimension proses weight 60%
  example "both"
    given input = 100, proses = 50
    expect nilai = 70
"""
AMENDMENT = """amendment of unit "Later" valid 2025-01-01 ..
  change weights
    input  20%
    proses 80%
"""
DAERAH = "rubric daerah\n  collect units by unit\n  score nilai 0 .. 100\n    = mean(units.nilai)\n"
WORKS = (
    (checking, "parse"),
    (checking, "consolidate"),
    (texts, "resolve"),
    (checking, "lower_placed"),
    (checking, "check_plan"),
    (digest, "digest"),
)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of the works was done."""
    counted: Counter[str] = Counter()

    def counting(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*arguments: object) -> object:
            counted[name] += 1
            return work(*arguments)

        return wrapper

    for module, name in WORKS:
        monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    return counted


def check(folder: Path, file: str) -> None:
    space = Workspace()
    assert not space.check(space.open(str(folder / file))).has_errors


ONCE = {"parse": 1, "consolidate": 1, "resolve": 1, "lower_placed": 1, "check_plan": 1}


def test_one_text_is_led_through_each_check_once_and_its_digest_is_not_asked_for(
    tmp_path: Path, done: Counter[str]
) -> None:
    (tmp_path / "unit.rubrik").write_text(UNIT.format(valid='issuer "A"'), "utf-8")
    check(tmp_path, "unit.rubrik")
    assert done == ONCE


def test_other_files_of_the_name_are_not_read_where_they_cannot_count(
    tmp_path: Path, done: Counter[str]
) -> None:
    for file in ("a.rubrik", "b.rubrik", "c.rubrik"):
        (tmp_path / file).write_text(UNIT.format(valid='issuer "A"'), "utf-8")
    check(tmp_path, "b.rubrik")
    assert done == ONCE


def test_they_are_read_where_days_are_left_to_them(tmp_path: Path, done: Counter[str]) -> None:
    (tmp_path / "a.rubrik").write_text(UNIT.format(valid="valid .. 2023-12-31"), "utf-8")
    (tmp_path / "b.rubrik").write_text(UNIT.format(valid="valid 2024-01-01 .."), "utf-8")
    check(tmp_path, "b.rubrik")
    assert done == {**ONCE, "parse": 2, "consolidate": 2}


def test_an_edition_costs_a_text_each(tmp_path: Path, done: Counter[str]) -> None:
    (tmp_path / "a.rubrik").write_text(UNIT.format(valid="valid 2024-01-01 ..") + AMENDMENT, "utf-8")
    check(tmp_path, "a.rubrik")
    assert done["resolve"] == done["lower_placed"] == done["check_plan"] == 2


def test_a_rubric_that_another_names_is_checked_once(tmp_path: Path, done: Counter[str]) -> None:
    (tmp_path / "a.rubrik").write_text(UNIT.format(valid='issuer "A"') + DAERAH, "utf-8")
    check(tmp_path, "a.rubrik")
    assert done == {"parse": 1, **{work: 2 for work in ONCE if work != "parse"}}
