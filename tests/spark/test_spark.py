"""Spark against the reference interpreter, on a cluster whose workers are other processes."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.properties import test_frames
from tests.properties import test_members
from tests.properties import test_rankings
from tests.properties import test_sql
from tests.properties.scoring import ready
from tests.properties.strategies import case
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
Given = Mapping[str, object]


def test_on_a_cluster(
    subtests: pytest.Subtests,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All of it in one test: a cluster takes longer to start than the rest to run."""
    with cluster() as spark:
        if spark is None:
            pytest.skip(MISSING)
        monkeypatch.setattr(Rubric, "score_table", on(spark))
        for step in (travels, published, put_together, tables, members, statements, rankings):
            with subtests.test(step.__name__):
                step(spark)
        with subtests.test("command line"):
            command_line(tmp_path, capsys)


def on(spark: Any) -> Any:
    """`score_table` on Spark: the rows, or the records in the order of the usual one."""
    here = Rubric.score_table

    def scored(rubric: Rubric, table: pa.Table, *, by: Any = ()) -> pa.Table:
        right = here(rubric, table, by=by)  # raises what is to be raised
        keep = () if by else ("nr",)
        rows = table if by else table.append_column("nr", pa.array(range(table.num_rows)))
        made = rs.score(spark.createDataFrame(rows), rubric, by=by, keep=keep).toArrow()
        if not by:
            return made.sort_by("nr").drop_columns("nr")
        places: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(made.column("record").to_pylist()):
            places[name].append(at)
        names = right.column("record").to_pylist()
        if any(name.startswith("#") for name in names):  # counts rows, which have no order there
            return right
        return made.take(pa.array([places[name].pop(0) for name in names], pa.int64()))

    return scored


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
    for record, *numbers, told in FOUND:
        (got,) = [row for row in found if row["record"] == record]
        assert got["problems"] == told, record
        for name, number in zip(("nilai", "terbawah", "banyak"), numbers, strict=True):
            assert test_sql.same(got[name], None if number is None else Fraction(number)), record


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
            assert test_sql.same(got[named.name], named.value), (row, named, got)


def tables(_: Any) -> None:
    """Made rubrics, columns of every type."""
    test_frames.met.clear()
    for seed in (1, 4, 11):
        test_frames.agree(case(seed, 1 + seed % 3, collects=0), 10, seed % 2 == 1)
    assert test_frames.met["value"] > 30, test_frames.met


def members(_: Any) -> None:
    """Records that rows make up, and members in lists."""
    test_members.met.clear()
    for seed in (1, 3, 5):
        test_members.agree(case(seed, 1 + seed % 3, collects=1 + seed % 3), 8)
    for seed in (2,):
        test_members.agree_nested(case(seed, 1 + seed % 3, collects=1 + seed % 3), 8)
    assert test_members.met["final"] > 10, test_members.met


def statements(spark: Any) -> None:
    """The statement of SQL where text that is no number stops a query, and where it does not."""
    test_sql.RUN["spark"] = run = in_spark(spark)
    rubric = ready(test_sql.BY_HAND)
    statement = rubric.to_sql("spark", "t", columns=list(test_sql.HAND), id_column="nr")
    rows = [dict(zip(test_sql.HAND, said, strict=True)) for said, _ in test_sql.HELD]
    texts = [{**rows[0], "sejak": "2024-02-30"}, {**rows[0], "a": "9" * 9}, {**rows[0], "jenis": "4"}]
    for ansi in ("true", "false"):
        spark.conf.set("spark.sql.ansi.enabled", ansi)
        for nr, *values in run(statement, test_sql.HAND, rows):
            test_sql.compare(rubric, rows[nr], values, ansi)
        for nr, *values in run(statement, {**test_sql.HAND, "sejak": "TEXT"}, texts):
            test_sql.compare(rubric, texts[nr], values, ansi)
    test_sql.met.clear()
    spark.conf.set("spark.sql.ansi.enabled", "true")
    for seed in (4, 9):
        test_sql.agree(case(seed, 1 + seed % 3, collects=0), 10, ("spark",))
    assert test_sql.met["value"] > 5, test_sql.met


def in_spark(spark: Any) -> Any:
    """Runs a statement over rows."""

    def run(statement: str, kinds: dict[str, str], rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        types = {key: kind.replace("TEXT", "STRING") for key, kind in kinds.items()}
        schema = ", ".join(["nr INT", *(f"`{key}` {kind}" for key, kind in types.items())])
        data = [
            (
                at,
                *(
                    Decimal(v)
                    if kind.startswith("DECIMAL") and (v := row.get(key)) is not None
                    else row.get(key)
                    for key, kind in types.items()
                ),
            )
            for at, row in enumerate(rows)
        ]
        spark.createDataFrame(data, schema).createOrReplaceTempView("t")
        return [tuple(row) for row in spark.sql(statement).collect()]

    return run


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
                assert test_sql.same(got["value"], right.value), (name, got, right)
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
