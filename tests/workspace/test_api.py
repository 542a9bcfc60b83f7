"""The Python API as a program meets it: any object for a record, mappings, pickles."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb

WRONG: tuple[object, ...] = (None, 5, "nilai", b"nilai", [("nilai", 80)], object())


@pytest.fixture(scope="module")
def unit() -> rb.Rubric:
    return rb.load("kepatuhan.unit", on="2024-12-31")


@pytest.mark.parametrize("record", WRONG, ids=lambda record: type(record).__name__)
def test_what_is_no_record_is_refused_like_any_bad_record(unit: rb.Rubric, record: object) -> None:
    with pytest.raises(rb.RecordError) as caught:
        unit.score(record)  # type: ignore[arg-type]
    assert [problem.code for problem in caught.value.problems] == ["data-shape"]
    (result,) = unit.score_many([record])  # type: ignore[list-item]
    assert result["nilai"] is None and result.status("nilai") == "refused"


def test_records_without_a_name_are_counted(unit: rb.Rubric) -> None:
    rows: list[dict[str, object]] = [{"nilai": 80}, {"record": "X", "nilai": 80}, {"nilai": 80}]
    assert [result.record for result in unit.score_many(rows)] == ["#1", "X", "#3"]


def test_records_are_taken_as_they_come(unit: rb.Rubric) -> None:
    taken: list[int] = []

    def endless() -> Iterator[dict[str, object]]:
        while True:
            taken.append(1)
            yield {"nilai": len(taken)}

    results = unit.score_many(endless())
    assert [next(results)["nilai"] for _ in range(3)] == [1, 2, 3]
    assert len(taken) == 3


def test_a_result_reads_like_a_mapping(unit: rb.Rubric) -> None:
    result = unit.score({"nilai": "80.85"})
    assert dict(result) == dict(result.items()) == result.values
    assert list(result.keys()) == list(result) and len(result) == len(result.values)
    assert result.get("nilai") == Fraction("80.85") and result.get("nothing") is None
    with pytest.raises(KeyError):
        result["nothing"]


def test_errors_and_results_go_through_pickle(unit: rb.Rubric) -> None:
    """Worker processes hand them back so; an error that cannot be read back hangs a pool."""
    with pytest.raises(rb.RecordError) as refused:
        unit.score({"nilai": 8085})
    again = pickle.loads(pickle.dumps(refused.value))
    assert str(again) == str(refused.value) and again.problems == refused.value.problems
    with pytest.raises(rb.RubricError) as missing:
        rb.load("kepatuhan.unti")
    assert str(pickle.loads(pickle.dumps(missing.value))) == str(missing.value)
    result = pickle.loads(pickle.dumps(unit)).score({"nilai": "80.85"})
    assert pickle.loads(pickle.dumps(result)).to_dict() == unit.score({"nilai": "80.85"}).to_dict()


def test_a_number_too_long_is_shown_in_digits(unit: rb.Rubric) -> None:
    with pytest.raises(rb.RecordError) as caught:
        unit.score({"nilai": 3 * 10**5000})
    (problem,) = caught.value.problems
    assert problem.code == "number-too-long"
    assert problem.value is not None and problem.value.startswith("3000000")


def test_a_day_of_the_name_and_another_day_are_refused() -> None:
    with pytest.raises(rb.RubricError, match="two days: 2024-12-31 and 2023-01-01"):
        rb.load("kepatuhan.unit@2024-12-31", on="2023-01-01")
    assert rb.load("kepatuhan.unit@2024-12-31", on=datetime(2024, 12, 31, 9, 30)).valid[1] is not None


def test_one_reading_may_stand_by_itself() -> None:
    alone = rb.load("kepatuhan.unit", on="2025-06-01", readings="kepatuhan")
    assert not alone.readings
    assert rb.load("kepatuhan.unit", on="2025-06-01", readings=["kepatuhan"]).readings == alone.readings


COLLECTING = """rubric unit
  score n 0 .. 100 places 2
    indicator a weight 100% 0 .. 100

rubric daerah
  inputs
    a 0 .. 5
  collect units by unit
  score total 0 .. 100 places 2
    = mean(units.n)
  let b = a
"""


def test_a_member_in_place_of_what_collects_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "daerah.rubrik"
    path.write_text(COLLECTING, "utf-8")
    daerah = rb.load(path, "daerah")
    assert daerah.score({"a": 5, "units": [{"a": 50}]})["total"] == 50
    with pytest.raises(rb.RecordError, match="units"):
        daerah.score({"a": 50})
