"""`docs/schema/impact-1.md` names every key of the JSON, and the CSV has the columns that it tells."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import rubrikdsl as rb
from rubrikdsl.studies.impact.machine import to_csv
from rubrikdsl.studies.impact.machine import to_json

PAGE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "impact-1.md"

OLD = """rubric r
  score nilai 0 .. 100 places 2
  bands kelas of nilai
    range           code warna
    from 50         A    hijau
    below 50        B    hijau
  outcome lulus
    requires kelas is A
  ranking urut by nilai ties share
"""
ROWS = [{"record": "a", "nilai": "55", "p": "x"}, {"record": "b", "nilai": "7000"}, {"record": "c"}]
FREE = {"kelas", "kelas.warna", "lulus", "p"}
"""Keys that the rubric and the data name."""


def made(folder: Path) -> rb.Impact:
    sides = []
    for name, text in (("old", OLD), ("new", OLD.replace("50", "60"))):
        path = folder / f"{name}.rubrik"
        path.write_text(text, "utf-8")
        sides.append(rb.load(path))
    return rb.impact(sides[0], sides[1], ROWS, per="p", near="5")


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            if key != "problems":  # as in score-1
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_key_is_told(tmp_path: Path) -> None:
    found = made(tmp_path)
    told = json.loads(to_json(found.study))
    assert told == found.to_dict()
    page = set(re.findall(r"`([a-z_]+)`", PAGE.read_text("utf-8")))
    assert set(keys(told)) - FREE - page == set()
    assert told["records"] == {"all": 3, "scored": 2, "final": 1}
    assert told["groups"][1]["score"]["mean_old"] == "55"
    assert told["rows"][0]["classes"]["kelas"]["change"] == "worse"
    assert told["rows"][0]["edges"] == [
        {
            "rubric": side,
            "class": "kelas",
            "value": "55",
            "code": code,
            "neighbour": other,
            "edge": edge,
            "distance": "5",
            "on": False,
        }
        for side, code, other, edge in (("old", "A", "B", "50"), ("new", "B", "A", "60"))
    ]


def test_csv_has_a_row_a_record(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(made(tmp_path).study))))
    assert [row["record"] for row in rows] == ["a", "b", "c"]
    assert list(rows[0]) == [
        *("record", "p", "status_old", "status_new", "score_old", "score_new", "move"),
        *("kelas_old", "kelas_new", "kelas_change"),
        *("kelas.warna_old", "kelas.warna_new", "kelas.warna_change"),
        *("lulus_old", "lulus_new", "lulus_change"),
        *("rank_urut_old", "rank_urut_new", "edge_old", "edge_new", "problem"),
    ]
    assert [row["status_new"] for row in rows] == ["final", "refused", "open"]
    assert (rows[0]["lulus_old"], rows[0]["lulus_new"], rows[0]["lulus_change"]) == ("yes", "no", "worse")
    assert rows[1]["problem"]
    assert rows[2]["kelas_old"] == ""
