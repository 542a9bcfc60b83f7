"""The names that a thing had, for those who were written before it was renamed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rubrikdsl as rb

UNIT = """rubric unit
  valid 2022-01-01 ..
  score nilai 0 .. 100 places 2
    dimension input weight 50%
      indicator tugas weight 100% 0 .. 100
    dimension output weight 50%

amendment of unit "A" valid 2024-01-01 ..
  rename input to masukan

amendment of unit "B" valid 2025-01-01 ..
  rename masukan to bahan
  rename tugas to kerja
"""
DAERAH = """rubric daerah
  valid {start} ..
  collect units by unit
  score nilai 0 .. 100 places 2
    = mean(units.{reads})
"""
NAMES = {"2023-01-01": "input.tugas", "2024-06-01": "masukan.tugas", "2025-06-01": "bahan.kerja"}


@pytest.mark.parametrize("start", NAMES)
@pytest.mark.parametrize("reads", NAMES.values())
def test_names_follow_one_another(start: str, reads: str, tmp_path: Path) -> None:
    (tmp_path / "unit.rubrik").write_text(UNIT, "utf-8")
    file = tmp_path / "daerah.rubrik"
    file.write_text(DAERAH.format(start=start, reads=reads), "utf-8")
    if NAMES[start] != reads:
        with pytest.raises(rb.RubricError, match="unknown-name"):
            rb.load(file, on=date.fromisoformat(start))
        return
    for day, name in NAMES.items():
        if day >= start:
            rubric = rb.load(file, on=date.fromisoformat(day))
            assert rubric.score({"units": [{name: 40}, {name: 60}]})["nilai"] == 50


HANDED_ON = """rubric unit
  valid 2022-01-01 ..
  score nilai 0 .. 100
    dimension input weight 50%
    dimension output weight 50%

amendment of unit "A" valid 2024-01-01 ..
  rename input to masukan
  rename output to input

amendment of unit "B" valid 2025-01-01 ..
  rename masukan to bahan
  rename input to masukan
"""
REWRITTEN = """
amendment of daerah "C" valid 2024-03-01 ..
  replace score nilai 0 .. 100
    = mean(units.input)
"""


@pytest.mark.parametrize(
    ("day", "was_input", "was_output"),
    [
        ("2023-06-01", "input", "output"),
        ("2024-06-01", "masukan", "input"),
        ("2025-06-01", "bahan", "masukan"),
    ],
)
def test_a_name_that_went_on_to_another_thing(
    day: str, was_input: str, was_output: str, tmp_path: Path
) -> None:
    (tmp_path / "unit.rubrik").write_text(HANDED_ON, "utf-8")
    file = tmp_path / "daerah.rubrik"
    unit = {was_input: 40, was_output: 90}
    for reads, expected in (("input", 40), ("output", 90)):
        file.write_text(DAERAH.format(start="2023-01-01", reads=reads), "utf-8")
        rubric = rb.load(file, on=date.fromisoformat(day))
        assert rubric.score({"units": [unit]})["nilai"] == expected
    if day > "2024-03-01":  # what is written after a rename has the new names
        file.write_text(DAERAH.format(start="2023-01-01", reads="input") + REWRITTEN, "utf-8")
        rubric = rb.load(file, on=date.fromisoformat(day))
        assert rubric.score({"units": [unit]})["nilai"] == 90
