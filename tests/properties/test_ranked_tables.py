"""Ranked tables against the ranking of their records, one by one."""

from __future__ import annotations

import warnings
from fractions import Fraction
from random import Random

import pyarrow as pa
import pytest
from tests.properties.scoring import ready

import rubrikdsl as rb

RANKED = """rubric r
  inputs
    kelas one of x, y
    daerah text
    kunci 0 .. 3
  score nilai 0 .. 100
    indicator a weight 60% 0 .. 100 step 0.01 may be not applicable
    indicator b weight 40% 0 .. 4
  bands mutu of nilai
    range      code
    75 .. 100  tinggi
    below 75   rendah
  let k = kunci
  let d = daerah
  ranking bersama by nilai within kelas ties share
  ranking rapat by mutu lowest first within kelas, daerah ties dense
  ranking berkunci by nilai within kelas ties by k lowest first
  ranking beda by mutu ties distinct by k
"""


def row(random: Random) -> dict[str, str | None]:
    """Few different values, so that there are equals; now and then a value that is refused."""
    return {
        "kelas": random.choice(["x", "y", None]),
        "daerah": random.choice(["Jambi", "Riau ", "Aceh"]),
        "kunci": random.choice(["0", "1", "2", None]),
        "a": random.choice(["77.69", "77.70", "3", "n/a", None, "900", "33,5"]),
        "b": random.choice(["3", "4", "4"]),
    }


@pytest.mark.parametrize("name", ["bersama", "rapat", "berkunci", "beda"])
def test_as_records_are_ranked(name: str) -> None:
    rubric, random = ready(RANKED), Random(name)
    within = next(r for r in rubric.ready.plan.rankings if r.name == name).within
    titles = ["kelas", "daerah"][: len(within)]
    for count in (0, 1, 7, 40):
        rows = [row(random) for _ in range(count)]
        table = pa.table({key: pa.array([one[key] for one in rows], pa.string()) for key in row(random)})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = rubric.rank_table(table, name).to_pylist()
        wanted = rubric.rank(rows, name)
        assert [one["record"] for one in found] == [one.record for one in wanted]
        for one, right in zip(found, wanted, strict=True):
            assert one["rank"] == right.rank
            value = (
                one["value"]
                if one["value"] is None or name in ("rapat", "beda")
                else Fraction(str(one["value"]))
            )
            assert value == right.value
            assert tuple(one[title] for title in titles) == right.within
            codes = [p.code for p in right.result.problems if p.severity != "warning"]
            told = [] if right.rank is not None else ["no-rank", *codes]
            assert (one["problems"] or "").split("; ") == (told or [""])


def test_rows_put_together_are_ranked() -> None:
    ranking = rb.load("kepatuhan.peringkat", on="2024-12-31")
    table = pa.table({"tahun": [2024] * 3, "provinsi": ["Jambi", "Jambi", "Riau"], "nama": ["A", "B", "C"],
                      "jenis": ["kota"] * 3, "nilai": ["80", "90", "70"]})  # fmt: skip
    found = ranking.rank_table(table, "setempat", id_column="nama", keep="jenis")
    assert found.column_names == ["rank", "record", "jenis", "tahun", "provinsi", "value", "problems"]
    assert [(one["rank"], one["record"]) for one in found.to_pylist()] == [(1, "B"), (2, "A"), (1, "C")]
    with pytest.raises(KeyError, match="nasional"):
        ranking.rank_table(table)
