"""Results and accounts for machines and for people, from scored records."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.explain import explain
from rubrikdsl.records import explanation
from rubrikdsl.records import table
from rubrikdsl.records import write
from rubrikdsl.records.explained import Explained
from rubrikdsl.records.read import read
from rubrikdsl.source import Source
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import about
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.scoring import told
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.workspace import Workspace

RUBRIC = """rubric uji.unit "Uji"
  valid 2022-01-01 ..
  source "Peraturan 1"

  inputs
    mpp "Di MPP" yes or no
    pembagi "Pembagi" 1 .. 9
    selesai "Selesai" yes or no

  score nilai "Nilai" 0 .. 100
    dimension proses "Proses" weight 60%
      indicator maklumat "Maklumat" weight equal 0 .. 3 assumed "no published scale"
      indicator standar  "Standar"  weight equal 0 .. 3
      indicator biaya    "Biaya"    weight equal 0 .. 3
    dimension output "Output" weight 40% source "Peraturan 2"
    bonus di_mpp "Layanan di MPP" +2.50 when mpp assumed "no published amount"
    cap 100

  let bagian "Bagian" = nilai / pembagi

  bands kategori "Kategori" of nilai
    range      code   zona
    from 80    A      hijau
    from 50    B      kuning
    below 50   C      merah

  limit kategori to B when proses < 90 because "proses belum baik"

  outcome layak "Layak"
    requires kategori is A
    requires selesai because "tuntas"
"""


@pytest.fixture(scope="module")
def ready() -> Ready:
    """The rubric of these tests."""
    (found,) = Workspace().ready(Source("uji.rubrik", RUBRIC)).rubrics
    return found


SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"

DATA = """record,kota,mpp,pembagi,selesai,maklumat,standar,biaya,output
A,Batu,ya,1,ya,3,2,2,90
B,Kediri,tidak,7,,2,1,0,50.5
C,Malang,tidak,1,ya,9,1,0,50
D,Blitar,tidak,1,ya,,1,0,50
"""


@pytest.fixture(scope="module")
def rows(ready: Ready) -> tuple[Row, ...]:
    """Four records: one final, one waiting for a gate, one refused, one without a score."""
    found, loose = score(ready, read("d.csv", DATA.encode()).records, Reading(keep=("kota",)))
    assert loose == ()
    return found


@pytest.fixture(scope="module")
def scored(rows: tuple[Row, ...]) -> list[write.Scored]:
    return [told(row) for row in rows]


def test_json_is_exact_and_says_what_is_open(ready: Ready, scored: list[write.Scored]) -> None:
    first, second, third, fourth = json.loads(write.to_json(scored))
    nilai = Fraction(6, 10) * Fraction(700, 9) + 36 + Fraction("2.5")
    assert Fraction(first["values"]["nilai"]) == nilai
    assert first["values"]["nilai"] == f"{nilai.numerator}/{nilai.denominator}"
    assert first["values"]["kategori"] == "B" and first["values"]["layak"] is False
    assert (first["record"], first["rubric"], first["version"]) == ("A", "uji.unit", "2022-01-01")
    assert first["digest"] == ready.digest and first["final"] is True and first["open"] == {}
    assert [a["reason"] for a in first["assumed"]] == ["no published scale", "no published amount"]
    assert first["kept"] == {"kota": "Batu"}
    assert second["values"]["nilai"] == "40.2" and second["values"]["kategori.zona"] == "merah"
    assert second["values"]["layak"] is None
    assert second["open"]["layak"] == {"status": "unknown", "waiting": ["selesai"]}
    assert third["open"]["nilai"]["status"] == "refused" and third["final"] is False
    problem = third["problems"][0]
    assert [problem[k] for k in ("code", "file", "row", "column", "value")] == [
        "value-outside-domain",
        "d.csv",
        4,
        "maklumat",
        "9",
    ]
    assert fourth["values"]["nilai"] is None and fourth["open"]["nilai"]["waiting"] == ["proses.maklumat"]


def test_json_follows_its_schema(scored: list[write.Scored]) -> None:
    schema = json.loads((SCHEMAS / "score-1.schema.json").read_text())
    described = schema["items"]
    for one in json.loads(write.to_json(scored)):
        assert set(one) == set(described["required"]) == set(described["properties"]) - {"bounds"}
        number = re.compile(schema["$defs"]["number"]["pattern"])
        assert all(number.fullmatch(v) for k, v in one["values"].items() if k in ("nilai", "bagian") and v)
        assert {p["severity"] for p in one["problems"]} <= set(schema["$defs"]["severity"]["enum"])
        assert {o["status"] for o in one["open"].values()} <= set(schema["$defs"]["status"]["enum"])
        assert one["schema"] == described["properties"]["schema"]["const"] == write.SCHEMA
    page = (SCHEMAS / "score-1.md").read_text()
    assert all(f"`{key}`" in page for key in described["properties"])


def test_bounds_follow_the_schema_and_have_columns_of_their_own(rows: tuple[Row, ...]) -> None:
    asked = [told(row, partial=True) for row in rows]
    schema = json.loads((SCHEMAS / "score-1.schema.json").read_text())
    one, two, three, four = json.loads(write.to_json(asked))
    assert set(four) == set(schema["items"]["properties"])
    assert one["bounds"] == {} == three["bounds"]  # final, and refused
    assert two["bounds"] == {
        "layak": {"values": [False], "not_applicable": False, "certain": True, "exact": True,
                  "deciding": [], "deciding_exact": True},
    }  # fmt: skip
    described = schema["$defs"]["bounds"]
    for bound in four["bounds"].values():
        assert set(described["required"]) <= set(bound) <= set(described["properties"])
    low, high = Fraction(four["bounds"]["nilai"]["low"]), Fraction(four["bounds"]["nilai"]["high"])
    assert (low, high) == (Fraction(80, 3), Fraction(140, 3))
    head, *lines = csv.reader(io.StringIO(write.to_csv(asked)))
    assert head[7:11] == ["nilai low", "nilai high", "bagian low", "bagian high"]
    assert head[-2:] == ["bounds", "problems"]
    assert lines[0][7:-1] == [""] * len(lines[0][7:-1]) and lines[1][-2] == "exact"
    assert dict(zip(head, lines[3], strict=True))["kategori can be"] == "C"
    found = tomllib.loads(write.to_toml(asked))["record"]
    assert found[3]["bounds"]["kategori"]["values"] == ["C"]


def test_csv_has_a_column_a_value(scored: list[write.Scored]) -> None:
    head, *lines = csv.reader(io.StringIO(write.to_csv(scored)))
    assert head == ["record", "kota", "nilai", "bagian", "kategori", "kategori.zona", "layak", "problems"]
    assert lines[0][:2] == ["A", "Batu"] and "/" in lines[0][2] and lines[0][6] == "no"
    assert lines[1][2:7] == ["40.2", "201/35", "C", "merah", ""] and lines[1][7] == "not-answered"
    assert lines[2][2:7] == [""] * 5 and lines[2][7] == "value-outside-domain"
    assert lines[3][2:7] == [""] * 5 and lines[3][7] == "not-answered"


def test_toml_can_be_read_back(scored: list[write.Scored]) -> None:
    found = tomllib.loads(write.to_toml(scored))["record"]
    assert [one["record"] for one in found] == ["A", "B", "C", "D"]
    assert found[1]["values"]["nilai"] == "40.2" and "nilai" not in found[2]["values"]


@pytest.mark.parametrize(("language", "wanted"), [("en", "201/35 ≈ 5.7429"), ("id", "201/35 ≈ 5,7429")])
def test_the_table_is_exact_and_aligned(scored: list[write.Scored], language: Language, wanted: str) -> None:
    drawn = table.to_table(scored, language)
    head, rule, *lines = drawn.splitlines()
    assert wanted in lines[1]
    ends = [match.end() for match in re.finditer(r"-+", rule)]
    assert all(len(line) <= ends[-1] for line in [head, *lines[:4]])
    assert lines[4] == "" and any("d.csv:4" in line for line in lines[5:])
    assert ("(ditolak)" if language == "id" else "(refused)") in lines[2]


def numbers(text: str) -> list[Fraction]:
    """The last column of the tree of an account."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("---")) + 1
    stop = next(i for i, line in enumerate(lines) if line.startswith(("total", "jumlah")))
    found = [re.search(r"([+-]?[0-9]+[.,][0-9]+)$", line) for line in lines[start : stop + 1]]
    return [Fraction(match[1].replace(",", ".")) for match in found if match]


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_account_adds_up_as_printed(ready: Ready, rows: tuple[Row, ...], language: Language) -> None:
    account = explain(rows[0].run, rows[0].bound.problems)
    text = explanation.to_text(Explained(account, about(ready)), language)
    assert account.tree is not None
    root, _, *leaves, output, bonus, closing, total = numbers(text)
    assert len(leaves) == 3
    assert sum(leaves) + output + bonus + closing == total
    assert root == total
    assert all(len(line) <= explanation.WIDTH for line in text.splitlines())
    for words in ("no published amount", "Peraturan 2", "proses belum baik", "tuntas", "Maklumat"):
        assert words in text
    assert "Proses / Biaya" in text


def test_an_incomplete_account_invents_nothing(ready: Ready, rows: tuple[Row, ...]) -> None:
    text = explanation.to_text(Explained(explain(rows[3].run, rows[3].bound.problems), about(ready)))
    assert "(open)" in text and "nilai (open): proses.maklumat" in text
    assert "total" not in text
    refused = explanation.to_text(Explained(explain(rows[2].run, rows[2].bound.problems), about(ready)))
    assert "(refused)" in refused and "d.csv:4" in refused and "weight" not in refused


def test_the_account_of_machines_adds_up_exactly(ready: Ready, rows: tuple[Row, ...]) -> None:
    accounts = [Explained(explain(row.run, row.bound.problems), about(ready)) for row in rows]
    first, *_ = found = json.loads(explanation.to_json(accounts))

    def ends(entry: dict[str, object]) -> Fraction:
        inside = entry["entries"]
        assert isinstance(inside, list)
        return sum((ends(e) for e in inside), Fraction(0)) if inside else Fraction(str(entry["points"]))

    assert ends(first["tree"]) == Fraction(first["score"]) == Fraction(first["values"]["nilai"])
    lost = sum((Fraction(one["points"]) for one in first["lost"]), Fraction(0))
    assert lost - Fraction("2.5") == 100 - Fraction(first["score"])
    assert found[2]["tree"] is None
    assert first["classifications"][0]["limits"][0]["because"] == "proses belum baik"
