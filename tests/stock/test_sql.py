"""Every shipped rubric as a statement of SQL, run in each database, beside what `score` finds."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.properties.databases import Row
from tests.properties.databases import kind_of
from tests.properties.engines import agree
from tests.properties.engines import reference
from tests.properties.engines import sql
from tests.properties.engines import told
from tests.properties.postgres import MISSING
from tests.properties.tables import Table
from tests.properties.test_engines_pages import typed
from tests.stock.test_tables import made

import rubrikdsl as rb
from rubrikdsl.sql.dialects import NAMES
from rubrikdsl.sql.dialects import Name
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.sql import keys
from rubrikdsl.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT) for path in ROOT.glob("rubrics/*/*.rubrik"))
FILES.remove(Path("rubrics/ombudsman/opini_2025.rubrik"))  # an amendment: its texts are those of its base
RUN_HERE: tuple[Name, ...] = ("duckdb", "sqlite", "postgres")


def same(table: Table, subtests: pytest.Subtests, here: bool) -> int:
    """Each database finds what the reference finds; how many values that are."""
    right, met = reference(table), Counter[str]()
    for dialect in RUN_HERE:
        with subtests.test(dialect):
            if dialect == "postgres" and not here:
                pytest.skip(MISSING)
            wrong = list(agree(table, right, {dialect: sql(dialect)}, met))
            assert not wrong, told(table, wrong)
            assert met[dialect], met
    return sum(named.value is not None for row in right for named in row.result.values)


PARTS = ["input.poin", "proses.poin", "output.poin", "pengaduan.poin"]
DATA = [
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022.csv", ["nilai"]),
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ["nilai", *PARTS]),
    ("kepatuhan.unit", "2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ["nilai"]),
    ("kepatuhan.daerah", "2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ["nilai", *PARTS]),
    ("kepatuhan.daerah", "2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ["nilai"]),
    ("kepatuhan.daerah_2018+bulat", "2018-12-31", "ombudsman/data/kepatuhan_2018.csv", ["nilai"]),
    ("kepatuhan.vertikal_2017", "2017-12-31", "ombudsman/data/kepatuhan_2017_vertikal.csv", ["nilai"]),
    ("kepatuhan.daerah_2021", "2021-12-31", "ombudsman/data/kepatuhan_2021.csv", ["nilai"]),
    ("lokasi.bonus", None, "ombudsman/data/lokasi_rekaan.csv", ["kepatuhan", "lokasi"]),
    ("lokasi.bobot", None, "ombudsman/data/lokasi_rekaan.csv", ["kepatuhan", "lokasi"]),
    ("metro.evaluasi", None, "kota_metro/data/evaluasi_2025.csv", ["indeks"]),
]
"""Rubric, day, file, columns that are read."""


@pytest.mark.parametrize(("name", "day", "file", "columns"), DATA, ids=str)
def test_published(
    name: str, day: str | None, file: str, columns: list[str], subtests: pytest.Subtests, has_postgres: bool
) -> None:
    name, _, reading = name.partition("+")
    rubric = rb.load(name, on=day, readings=[reading] if reading else ())
    kinds = {column: "TEXT" if column == "lokasi" else "DECIMAL(12, 4)" for column in columns}
    by = ("daerah",) if rubric.ready.plan.collections else ()
    with (ROOT / "rubrics" / file).open(encoding="utf-8", newline="") as handle:
        read = list(csv.DictReader(handle))
    rows: list[Row] = []
    for row in read:
        region, _, unit = row["record"].partition(" :: ")
        names = {"daerah": region, "record": unit} if by else {"record": row["record"]}
        rows.append({**names, **{key: typed(kinds[key], row[key]) for key in columns if row[key]}})
    assert same(Table(rubric, rubric.name, kinds, rows, by), subtests, has_postgres) >= (
        1 if by else len(rows)
    )


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_text(path: Path, subtests: pytest.Subtests, has_postgres: bool) -> None:
    """Random records of each text; the table of the docs says that it runs in every database."""
    docs = (ROOT / "docs" / "sql.md").read_text("utf-8")
    for offer in Workspace().held(str(ROOT / path)).offers:
        for variant in (variant for dated in offer.dated for variant in dated.variants):
            table = table_of(Rubric(variant.ready, (variant,)), Random(offer.name))
            assert same(table, subtests, has_postgres), offer.name
        below = variant.ready.plan.collections
        for name in NAMES:
            if name not in RUN_HERE:
                assert table.rubric.to_sql(name, "t", columns=list(table.kinds), by=table.by)
        rows = f"`{below[0].name}` (`--by`)" if below else "a record"
        assert f"| `{offer.name}` | {rows} |{' yes |' * len(NAMES)}\n" in docs


def table_of(rubric: Rubric, random: Random) -> Table:
    """Random records: a row each, or a row a member."""
    plan = rubric.ready.plan
    below = plan.collections[0] if plan.collections else None
    plans = [plan] if below is None else [plan, below.plan]
    kinds = {key: kind_of(one, key) for one in plans for key in keys(one)}
    rows: list[Row] = []
    for at in range(4):
        record = made(plan, random, 1 if at % 3 else 0.9)
        members: Any = [{}] if below is None else record[below.name]
        own = {"record": f"r{at}"} if below is None else {"induk": f"r{at}"}
        said = own | {key: typed(kinds[key], record[key]) for key in kinds if key in record}
        for each in members or [{}]:
            of_it = {key: typed(kinds[key], value) for key, value in each.items() if key in kinds}
            rows.append({**said, **of_it, **({"record": each["record"]} if "record" in each else {})})
    return Table(rubric, rubric.name, kinds, rows, () if below is None else ("induk",))
