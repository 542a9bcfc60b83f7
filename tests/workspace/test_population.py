"""A population: every record is there, each is scored once, and names find them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import rubrikdsl as rb

ROWS: list[dict[str, object]] = [
    {"record": "Kota Ambon 2023", "nilai": "89.03", "provinsi": "Maluku"},
    {"record": "Kota Ambon 2024", "nilai": "71", "provinsi": "Maluku"},
    {"record": "Kota Metro 2023 :: Dinas Sosial", "nilai": "8085", "provinsi": "Lampung"},
    {"record": "Kota Metro 2023 :: Puskesmas", "provinsi": "Lampung"},
]


@pytest.fixture(scope="module")
def unit() -> rb.Rubric:
    return rb.load("kepatuhan.unit", on="2024-12-31")


def test_no_record_is_dropped(unit: rb.Rubric) -> None:
    people = unit.population(ROWS)
    assert people.names == tuple(row["record"] for row in ROWS)
    assert [each["kategori"] for each in people] == ["A", "C", None, None]
    assert [each.status("kategori") for each in people] == ["final", "final", "refused", "unknown"]
    assert [problem.code for problem in people[2].problems] == ["given-outside-scale"]


def test_a_record_is_scored_once_and_only_when_asked_for(unit: rb.Rubric) -> None:
    people = unit.population(ROWS)
    assert not people.is_scored
    assert people[0] is people[0] and people[-4] is people[0]
    told: list[tuple[int, int]] = []
    first = people.results(lambda done, of: told.append((done, of)))
    assert people.is_scored and people.results() == first and told == [(0, 4)]
    with pytest.raises(IndexError):
        people[4]


def test_columns_that_the_rubric_does_not_read_are_carried_along(unit: rb.Rubric) -> None:
    people = unit.population(ROWS)
    assert people.columns == ("provinsi",) and people[3].carried == {"provinsi": "Lampung"}
    assert people.problems == ()


def test_a_misspelt_column_is_told_although_it_is_carried_along(unit: rb.Rubric) -> None:
    people = unit.population([{"record": "A", "nilia": 80, "input": 40, "provinsi": "Maluku"}])
    assert people.columns == ("nilia", "provinsi")
    assert [(problem.code, problem.column) for problem in people.problems] == [("column-unknown", "nilia")]
    nothing = unit.population([{"foo": 1, "bar": 2}])
    assert nothing.columns == () and [problem.code for problem in nothing.problems] == ["column-unused"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kota Ambon 2023", (0,)),
        ("kota  AMBON 2023", (0,)),
        ("ambon", (0, 1)),
        ("sosial metro", (2,)),
        ("puskesmas", (3,)),
        ("", ()),
        ("Depok", ()),
    ],
)
def test_names_find_records(unit: rb.Rubric, text: str, found: tuple[int, ...]) -> None:
    assert unit.population(ROWS).which(text) == found


def test_a_misspelt_name_is_near_one(unit: rb.Rubric) -> None:
    people = unit.population(ROWS)
    assert people.nearest("Kota Ambom 2024") == "Kota Ambon 2024"
    assert people.nearest("Puskesmes") == "Puskesmas" and people.nearest("xyz") is None


def test_the_same_data_under_each_reading(unit: rb.Rubric) -> None:
    later = rb.load("kepatuhan.unit", on="2025-06-30")
    people = unit.population([{"record": "X", "kepatuhan": "80"}]).under(later)
    assert people.rubric is later and set(people[0].under) == {"kepercayaan", "kepatuhan"}


def test_classifications_are_those_of_the_explanation(unit: rb.Rubric) -> None:
    for result in unit.population("rubrics/ombudsman/data/kepatuhan_2022_unit.csv"):
        assert result.classifications == result.explain().classifications
    assert unit.population(ROWS)[2].classifications == ()


def test_a_file_that_is_not_there(unit: rb.Rubric, tmp_path: Path) -> None:
    with pytest.raises(rb.FileError) as caught:
        unit.population(tmp_path / "nothing.csv")
    assert caught.value.reason.read("id") == "berkas ini tidak ada"
    read = rb.read_data("rubrics/ombudsman/data/kepatuhan_2022_unit.csv")
    assert len(unit.population(read)) == len(read)


def test_a_file_with_faults_tells_them(unit: rb.Rubric, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("record,nilai\nA,80\nA,81\n")
    people = unit.population(file)
    assert [problem.code for problem in people.problems] == ["record-twice"] and len(people) == 2


def test_complete_records_are_what_the_interpreter_says() -> None:
    """Values, states and answers to questions are the same whether or not a program found them."""
    unit = rb.load("kepatuhan.unit", on="2024-12-31")
    points = {"input.points": 15, "proses.points": "20.5", "output.points": 10, "pengaduan.points": 5}
    rows: list[dict[str, object]] = [
        {"record": "whole", "provinsi": "Maluku", **points},
        {"record": "given", "provinsi": "", "nilai": "80.85"},
        {"record": "open", "provinsi": "Papua", "input.points": 15},
        {"record": "wrong", "provinsi": "Papua", "nilai": "180.85"},
        {
            "record": "shares",
            "provinsi": "Maluku",
            "input.share": "50%",
            "proses": 80,
            "output": 1,
            "pengaduan": 2,
        },
    ]
    people = unit.population(rows)
    questions = (
        "nilai",
        "kategori is B",
        "nilai + 1",
        "input < 60",
        "provinsi is Maluku",
        "provinsi",
        "kategori",
    )
    for result, row in zip(people, rows, strict=True):
        alone = next(iter(unit.score_many([row])))
        assert {n: (result[n], result.status(n)) for n in result} == {
            n: (alone[n], alone.status(n)) for n in alone
        }
        assert result.record == row["record"] and result.is_final == alone.is_final
        assert result.carried == {"provinsi": row["provinsi"]}
        slowly = rb.Result(people._row(people.names.index(result.record)))
        assert result.explain_text() == slowly.explain_text()
        again = pickle.loads(pickle.dumps(result))
        assert dict(again) == dict(alone)
    for text in questions:
        asked = people.expression(text)
        for result in people:
            slowly = rb.Result(people._row(people.names.index(result.record)))
            assert asked.of(result) == asked.of(slowly), (text, result)
    assert sum(type(result).__name__ == "Kept" for result in people) == 3
