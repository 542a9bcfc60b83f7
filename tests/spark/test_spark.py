"""Spark against the reference interpreter, on a cluster whose workers are other processes."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.properties import test_rankings
from tests.properties import test_sql
from tests.properties.databases import same as same_value
from tests.properties.engines import agree
from tests.properties.engines import in_spark
from tests.properties.engines import reference
from tests.properties.engines import told
from tests.properties.scoring import ready
from tests.properties.strategies import case
from tests.properties.tables import table_of
from tests.properties.test_sql_members import FOUND
from tests.properties.test_sql_members import HELD
from tests.properties.test_sql_members import ROWS
from tests.spark.cluster import MISSING
from tests.spark.cluster import cluster

import rubrikdsl as rb
import rubrikdsl.spark as rs
from rubrikdsl.cli.main import main
from rubrikdsl.workspace.api import Rubric

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")

DATA = Path(__file__).parents[2] / "rubrics" / "ombudsman" / "data"


def test_on_a_cluster(
    subtests: pytest.Subtests,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All of it in one test: a cluster takes longer to start than the rest to run."""
    with cluster() as spark:
        if spark is None:
            pytest.skip(MISSING)
        for step in (travels, published, put_together, engines, lists, statements, rankings):
            with subtests.test(step.__name__):
                step(spark)
        with subtests.test("command line"):
            command_line(tmp_path, capsys)


def travels(spark: Any) -> None:
    """Code goes to processes that are not this one."""
    rs.ship(spark)

    def where(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import rubrikdsl

        for _ in batches:
            yield pa.RecordBatch.from_pydict({"file": [rubrikdsl.__file__], "process": [os.getpid()]})

    found = spark.range(0, 100, 1, 4).mapInArrow(where, "file string, process long").distinct().collect()
    assert found
    for file, process in found:
        assert ".zip" in file and process != os.getpid()


def published(spark: Any) -> None:
    """Published data by both engines."""
    for name, day, file, columns in (
        ("kepatuhan.unit", "2024-12-31", "kepatuhan_2022_unit.csv", ["input.poin", "proses.poin", "nilai"]),
        ("kepatuhan.daerah_2021", "2021-12-31", "kepatuhan_2021.csv", ["nilai"]),
        ("lokasi.bonus", None, "lokasi_rekaan.csv", ["kepatuhan", "lokasi"]),
    ):
        rubric = rb.load(name, on=day)
        with (DATA / file).open(encoding="utf-8", newline="") as handle:
            rows = [{key: row[key] for key in ("record", *columns)} for row in csv.DictReader(handle)]
        frame = spark.createDataFrame(pa.Table.from_pylist(rows))
        same(
            rs.score(frame, rubric, id_column="record", keep=[name for name in columns if "." in name]),
            rubric,
            rows,
        )
        if name != "lokasi.bonus":  # a statement takes Spark longer than its rows
            continue
        typed = [
            {k: v if k in ("record", "lokasi") else Decimal(v) if v else None for k, v in row.items()}
            for row in rows
        ]
        frame = spark.createDataFrame(pa.Table.from_pylist(typed))
        same(rs.score(frame, rubric, id_column="record", engine="sql"), rubric, rows)


def put_together(spark: Any) -> None:
    """Records that rows make up, by the statement: what is expected was written by hand."""
    rows = [(city, unit, None if n is None else Decimal(n), kind) for city, unit, n, kind in ROWS]
    frame = spark.createDataFrame(rows, "kota string, record string, mutu decimal(8, 2), jenis string")
    found = rs.score(frame, ready(HELD), by="kota", engine="sql").collect()
    assert len(found) == len(FOUND)
    for record, *numbers, problems in FOUND:
        (got,) = [row for row in found if row["record"] == record]
        assert got["problems"] == problems, record
        for name, number in zip(("nilai", "terbawah", "banyak"), numbers, strict=True):
            assert same_value(got[name], None if number is None else Fraction(number)), record


def same(found: Any, rubric: Rubric, rows: list[dict[str, str]]) -> None:
    """Results by the names of their records."""
    made = {row["record"]: row.asDict() for row in found.collect()}
    assert len(made) == len(rows)
    for row in rows:
        result = rubric._row(row, 1).result
        codes = {problem.code for problem in result.problems if problem.severity != "warning"}
        got = made[row["record"]]
        assert set(filter(None, (got["problems"] or "").split("; "))) == codes, row
        for named in result.values:
            assert same_value(got[named.name], named.value), (row, named, got)


def engines(spark: Any) -> None:
    """Made rubrics, with members and without: by columns, and by a statement where one takes no minutes."""
    both = in_spark(spark)
    by_columns = {"spark columns": both["spark columns"]}
    met: Counter[str] = Counter()
    for seed, levels in ((1, 0), (4, 0), (9, 0), (3, 1), (5, 2)):
        table = table_of(case(seed, 1 + seed % 3, collects=levels), 10, spoil=seed % 2 == 1)
        wrong = list(agree(table, reference(table), by_columns if levels else both, met))
        assert not wrong, f"seed {seed}: {told(table, wrong)}"
    assert met["spark columns"] > 150 and met["spark sql"] > 60, met


def lists(spark: Any) -> None:
    """Members in lists of structs."""
    rubric = ready(NESTED)
    rows = [
        {"record": name, "unit": [{"record": str(at), "mutu": n} for at, n in enumerate(numbers)]}
        for name, numbers in (("A", ["80", "71"]), ("B", ["80", None]), ("C", ["101"]), ("D", ["60"]))
    ]
    frame = spark.createDataFrame(pa.Table.from_pylist(rows))
    found = rs.score(frame, rubric, id_column="record").toArrow().sort_by("record")
    assert found.column("nilai").to_pylist() == [Decimal("75.50"), None, None, Decimal("60.00")]
    assert found.column("problems").to_pylist() == [None, "not-answered", "value-outside-domain", None]


NESTED = """\
rubric puskesmas
  score nilai 0 .. 100 places 1
    indicator mutu weight 100% 0 .. 100

rubric kota
  collect unit by puskesmas
  score nilai 0 .. 100 places 2
    = mean(unit.nilai)
"""


def statements(spark: Any) -> None:
    """By hand, where text that is no number stops a query of SQL, and where it does not."""
    rubric = ready(test_sql.BY_HAND)
    statement = rubric.to_sql("spark", "t", columns=list(test_sql.HAND), id_column="nr")
    schema = ", ".join(
        ["nr INT", *(f"`{key}` {kind.replace('TEXT', 'STRING')}" for key, kind in test_sql.HAND.items())]
    )
    rows = [
        (at, a, None if b is None else Decimal(b), *rest)
        for at, ((a, b, *rest), _) in enumerate(test_sql.HELD)
    ]
    texts = schema.replace("DATE", "STRING")
    sound = ("4", Decimal(100), True, "2019-12-31", "kota")
    odd = [(0, *sound[:3], "2024-02-30", "kota"), (1, "9" * 9, *sound[1:]), (2, *sound[:4], "4")]
    codes = ["value-unreadable", "value-outside-domain", "value-outside-domain"]
    for ansi in ("true", "false"):
        spark.conf.set("spark.sql.ansi.enabled", ansi)
        spark.createDataFrame(rows, schema).createOrReplaceTempView("t")
        for nr, s, k, kurang, problems in spark.sql(statement).collect():
            wanted = test_sql.HELD[nr][1]
            numbers = [None if n is None else Fraction(n) for n in (s, kurang)]
            right = [None if n is None else Fraction(n) for n in (wanted[0], wanted[2])]
            assert (numbers, k, problems) == (right, wanted[1], wanted[3]), (ansi, nr)
        spark.createDataFrame(odd, texts).createOrReplaceTempView("t")
        assert [row[-1] for row in sorted(spark.sql(statement).collect())] == codes, ansi
    spark.conf.set("spark.sql.ansi.enabled", "true")


RANKED = test_rankings.RANKED.replace(
    "  let k = kunci\n",
    "  let k = kunci / 3\n  bands b of nilai\n"
    "    range      code\n    50 .. 100  tinggi\n    below 50   rendah\n",
)
RANKED += "  ranking kelompok by b within kelas ties share\n  ranking retak by k lowest first ties dense\n"


def rankings(spark: Any) -> None:
    """Ranks by windows: numbers that end and that do not, codes, every kind of ties."""
    rubric, random = test_rankings.rubric(RANKED), Random(3)
    rows = [
        {
            "record": f"r{at}",
            "kelas": random.choice("xxy"),
            "a": random.choice(["77.69", "77.6901", "3", "", "900"]),
            "kunci": random.choice(["0", "1", "2", ""]),
        }
        for at in range(40)
    ]
    frame = spark.createDataFrame(pa.Table.from_pylist(rows))
    for name in rubric.rankings:
        found = {
            row["record"]: row for row in rs.rank(frame, rubric, name, id_column="record", keep="a").collect()
        }
        for right in rubric.rank(rows, name):
            got = found.pop(right.record)
            assert got["rank"] == right.rank, (name, got, right)
            assert (right.problem is not None) == ("no-rank" in (got["problems"] or "")), (name, got)
            if right.rank is not None:
                assert same_value(got["value"], right.value), (name, got, right)
        assert not found


def command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rubrik score --engine spark`, as it is typed."""
    data = folder / "unit.csv"
    data.write_text("record;nilai;lain\nA;80.85;x\nB;101;y\nC;;z\n", "utf-8")
    out = folder / "hasil"
    told = [
        "score",
        "kepatuhan.unit@2024-12-31",
        str(data),
        "--engine",
        "spark",
        "--keep",
        "lain",
        "-o",
        str(out),
    ]
    assert main([*told, "--lang", "id"]) == 1
    said = capsys.readouterr()
    assert said.out == f"{out}: 3 rekaman, dalam folder berisi berkas Parquet\n"
    assert "1 rekaman: given-outside-scale\n1 rekaman: not-answered\n" in said.err
    table = pq.read_table(out).sort_by("record")
    assert table.column("kategori").to_pylist() == ["B", None, None]
    assert table.column("lain").to_pylist() == ["x", "y", "z"]
    assert main(told) == 2
    assert "exists already" in capsys.readouterr().err
