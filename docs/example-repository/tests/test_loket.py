"""What must hold of the rubric whatever is scored, and of this year's data."""

import csv
from pathlib import Path

import rubrikdsl as rb

ROOT = Path(__file__).parent.parent
LOKET = rb.load(ROOT / "rubrics" / "loket.rubrik")


def test_this_years_data_can_be_scored() -> None:
    with (ROOT / "data" / "2026.csv").open(encoding="utf-8", newline="") as file:
        for result in LOKET.score_many(csv.DictReader(file)):
            assert result.is_final, result.problems
            assert not result.problems
