"""Tables under several readings: what these agree on is as record by record, whatever kind of value it is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pyarrow as pa

import rubrikdsl as rb
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.workspace.scoring import score_under

TEXT = """rubric unit
  inputs
    layak yes or no
    kanal any of web, loket, pos
    jenis one of kota, kab
  score nilai 0 .. 100
    dimension input  weight 40%
    dimension proses weight 60%
      indicator a weight equal 0 .. 3 may be not applicable
      indicator b weight equal 0 .. 7 may be not applicable
      indicator c weight equal 0 .. 9
  bands kategori of nilai
    range       code
    60 .. 100   A
    below 60    B
  let sepertiga = nilai / 3
  let per = input / (c + 1)
  let saluran = kanal
  let macam = nilai >= 60 or jenis is kab
  outcome lolos
    requires layak
    requires nilai >= 60
  ambiguity bobot "The annex and the text differ"
    reading naskah
    reading lampiran
      change weights
        input  20%
        proses 80%
"""


def row(random: Random) -> dict[str, object]:
    """Few different answers, so that readings agree now and then."""
    return {
        "layak": random.choice(["ya", "tidak", None]),
        "kanal": random.choice(["web", "web; pos", "tidak ada"]),
        "jenis": random.choice(["kota", "kab"]),
        "input": random.choice(["0", "100", "50", None]),
        "a": random.choice(["0", "3", "n/a", "1"]),
        "b": random.choice(["0", "7", "n/a"]),
        "c": random.choice(["0", "9", "9", "10"]),
    }


def test_as_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "unit.rubrik"
    path.write_text(TEXT, encoding="utf-8")
    rubric, random = rb.load(path), Random(7)
    assert len(rubric.variants) == 2
    rows = [row(random) for _ in range(120)]
    found = rubric.score_table(pa.Table.from_pylist(rows)).to_pylist()
    met = set()
    for got, record in zip(found, rows, strict=True):
        ((right,), _) = score_under(rubric.variants, [from_mapping(record)])
        codes = {problem.code for problem in right.result.problems if problem.severity != "warning"}
        assert set(filter(None, (got["problems"] or "").split("; "))) == codes, (got, right.result)
        for named in right.result.values:
            value, wanted = got[named.name], named.value
            if isinstance(wanted, Fraction) and value is not None:
                value = Fraction(str(value))
            elif isinstance(wanted, frozenset):
                wanted = "; ".join(sorted(wanted))
            assert value == wanted, (named, got)
            met.add((named.name, named.status))
    assert {(name, "final") for name in ("nilai", "per", "saluran", "macam", "lolos")} <= met
    assert {(name, "differs") for name in ("nilai", "sepertiga", "kategori", "macam")} <= met
    assert ("nilai", "unknown") in met and ("nilai", "refused") in met
