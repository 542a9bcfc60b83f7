"""A file that is written part by part is the one that is written at once, whatever rubric and records are."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import case
from tests.properties.writing import cells

from rubrikdsl.cli import streaming
from rubrikdsl.cli.main import main
from rubrikdsl.exact import to_text
from rubrikdsl.workspace.streams import csv as parts


def text(value: object) -> str:
    """A cell of CSV."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple() | list() | set() | frozenset():
            return "; ".join(map(str, value)) or "none"
        case Fraction():
            return to_text(value)
        case _:
            return str(value)


def write(names: list[str], rows: list[list[str]]) -> None:
    """The same rows as two files."""
    with Path("data.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *rows])
    parquet.write_table(pa.table(list(map(list, zip(*rows, strict=True))), names=names), "data.parquet")


def test_fixed_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parts, "PART", 300)
    met: Counter[object] = Counter()
    for seed in range(8):
        made = case(seed, 1 + seed % 3, collects=0)
        ready(made.text)
        Path("made.rubrik").write_text(made.text, encoding="utf-8")
        said = [dict(cells(made.made, filled)) for filled in records(made, 10)]
        names = list(dict.fromkeys(key for each in said for key in each))
        write(names, [[text(each.get(name)) for name in names] for each in said])
        for data, out in (("data.csv", "nilai.parquet"), ("data.parquet", "nilai.csv")):
            found = []
            for small in (10**9, -1):
                monkeypatch.setattr(streaming, "SMALL", small)
                code = main(["score", "made.rubrik", data, "-o", out])
                met[code] += 1
                table = parquet.read_table(out) if out.endswith(".parquet") else None
                found.append(
                    (code, Path(out).read_bytes() if table is None else (table.schema, table.to_pylist()))
                )
                Path(out).unlink()
            assert found[0] == found[1], (seed, data, made.text)
    assert met[0] + met[1] == 32 and met[1], met
