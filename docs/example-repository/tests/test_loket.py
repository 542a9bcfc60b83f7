"""What must hold of the rubric whatever is scored, and of this year's data."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import settings

import rubrikdsl as rb
from rubrikdsl.testing import near_edges
from rubrikdsl.testing import records

ROOT = Path(__file__).parent.parent
LOKET = rb.load(ROOT / "rubrics" / "loket.rubrik")


def test_this_years_data_can_be_scored() -> None:
    with (ROOT / "data" / "2026.csv").open(encoding="utf-8", newline="") as file:
        for result in LOKET.score_many(csv.DictReader(file)):
            assert result.is_final, result.problems
            assert not result.problems


@given(records(LOKET))
@settings(deadline=None)  # how long a score takes is the machine's affair
def test_every_unit_gets_a_score_and_a_category(record: dict[str, object]) -> None:
    result = LOKET.score(record)
    assert result.is_final
    assert 0 <= result["nilai"] <= 100


@given(near_edges(LOKET, "kategori"))
@settings(deadline=None)
def test_the_categories_begin_where_the_decree_says(record: dict[str, object]) -> None:
    result = LOKET.score(record)
    nilai = result["nilai"]
    decreed = "A" if nilai >= 88 else "B" if nilai >= 75 else "C" if nilai >= 50 else "D"
    if decreed == "A" and record["standar.maklumat"] != "lengkap":
        assert result["kategori"] in ("A", "B")
    else:
        assert result["kategori"] == decreed
