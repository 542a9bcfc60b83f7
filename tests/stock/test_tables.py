"""Every shipped text, of each day and under all readings, runs whole on columns, as the reference has it."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest

import rubrikdsl as rb
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.semantics.terms import Field
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import score_under
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2] / "rubrics"
FILES = sorted(path.relative_to(ROOT) for path in ROOT.glob("**/*.rubrik"))

PUBLISHED: list[tuple[str, str | None, str, tuple[str, ...]]] = [
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ()),
    ("kepatuhan.unit", "2024-12-31", "ombudsman/data/kepatuhan_2022_vertikal.csv", ()),
    ("kepatuhan.daerah", "2024-12-31", "ombudsman/data/kepatuhan_2022.csv", ()),
    ("kepatuhan.daerah", "2024-12-31", "ombudsman/data/kepatuhan_2022_tanpa_nilai.csv", ()),
    ("kepatuhan.daerah", "2024-12-31", "ombudsman/data/kepatuhan_2022_unit.csv", ("provinsi",)),
    ("kepatuhan.unit", "2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ()),
    ("kepatuhan.daerah", "2025-12-31", "ombudsman/data/kepatuhan_2025.csv", ()),
    ("kepatuhan.daerah", "2025-12-31", "ombudsman/data/kepatuhan_2025_unit.csv", ("provinsi",)),
    ("kepatuhan.daerah_2018", "2018-12-31", "ombudsman/data/kepatuhan_2018.csv", ()),
    ("kepatuhan.vertikal_2017", "2017-12-31", "ombudsman/data/kepatuhan_2017_vertikal.csv", ()),
    ("kepatuhan.daerah_2021", "2021-12-31", "ombudsman/data/kepatuhan_2021.csv", ()),
    ("lokasi.bonus", None, "ombudsman/data/lokasi_rekaan.csv", ()),
    ("lokasi.bobot", None, "ombudsman/data/lokasi_rekaan.csv", ()),
    ("metro.evaluasi", None, "kota_metro/data/evaluasi_2025.csv", ()),
    ("pekppp.ipp", None, "panrb/data/ipp.csv", ()),
]
"""Rubric, day, file, the column that puts rows together."""


def same(rubric: rb.Rubric, table: pa.Table, by: tuple[str, ...] = ()) -> int:
    """Without a single row that is scored by itself, but refused ones, all is as the reference has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rubric.score_table(table, by=by)
    rows = table.to_pylist()
    if by:
        wanted, _ = score_under(rubric.variants, map(from_mapping, rows), Reading(by=by))
    else:
        wanted = tuple(score_under(rubric.variants, [from_mapping(row)])[0][0] for row in rows)
    assert found.num_rows == len(wanted)
    final = 0
    for row, right in zip(found.to_pylist(), wanted, strict=True):
        codes = {problem.code for problem in right.result.problems if problem.severity != "warning"}
        assert set(filter(None, (row["problems"] or "").split("; "))) == codes, (row, right.result)
        for named in right.result.values:
            got: Any = row[named.name]
            if isinstance(named.value, Fraction) and got is not None:
                got = Fraction(str(got))
            assert got == named.value, (named, row)
            final += named.value is not None
    return final


@pytest.mark.parametrize(("name", "day", "file", "by"), PUBLISHED, ids=str)
def test_published(name: str, day: str | None, file: str, by: tuple[str, ...]) -> None:
    with (ROOT / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    table = pa.table({key: [row[key] or None for row in rows] for key in rows[0]})
    final = same(rb.load(name, on=day), table, by)
    assert final >= (0 if "tanpa_nilai" in file else 2)


def test_every_data_file_of_records_is_among_them() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/data/*.csv")}
    of_tables = {
        "panrb/data/pekppp_f03_items.csv",
        "panrb/data/pekppp_indicators.csv",
        "panrb/data/zi_wbk_gates.csv",
    }
    assert {file for _, _, file, _ in PUBLISHED} | of_tables == files


def answer(field: Field, random: Random) -> object:
    """An answer of a field's domain."""
    domain = field.domain
    if field.not_applicable and random.random() < 0.2:
        return "n/a"
    match domain.type.kind:
        case "number" | "share":
            low = Fraction(0) if domain.low is None else domain.low
            high = low + 1000 if domain.high is None else domain.high
            step = domain.step or Fraction(1, 100)
            number = low + step * random.randint(0, int((high - low) / step))
            share = domain.type.kind == "share"
            return shown(number * 100) + "%" if share else shown(number)
        case "truth":
            return random.choice(["ya", "tidak"])
        case "code":
            return random.choice(domain.choices).code
        case "set":
            codes = [choice.code for choice in domain.choices if random.random() < 0.5]
            return "; ".join(codes) or "tidak ada"
        case "date":
            return f"2024-0{random.randint(1, 9)}-15"
        case _:
            return "teks"


def shown(number: Fraction) -> str:
    """A number without zeros at its end, which would make thousands of three decimals."""
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():f}"


def made(plan: Plan, random: Random, complete: float) -> dict[str, object]:
    """A record: answers to most questions, nodes that can only be given, members."""
    found: dict[str, object] = {}
    for field in plan.fields:
        # of a checklist or ladder each item has a column of its own
        if field.kind != "state" and random.random() < complete:
            found[".".join(field.path)] = answer(field, random)
    for node in plan.nodes:
        if node.kind == "given" and random.random() < complete:
            ends = node.scale.floor * 100, node.scale.top * 100
            found[".".join(node.path)] = shown(Fraction(random.randint(*map(int, ends)), 100))
    for collection in plan.collections:
        count = random.randint(collection.at_least, 4)
        found[collection.name] = [
            {"record": f"u{at}", **made(collection.plan, random, complete)} for at in range(count)
        ]
    return found


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_text(path: Path) -> None:
    final = 0
    for offer in Workspace().held(str(ROOT / path)).offers:
        for dated in offer.dated:
            final += whole(f"{path} {offer.name} {dated.start}", tuple(dated.variants))
    assert final


def whole(title: str, variants: tuple[Variant, ...]) -> int:
    """Records of a text under all its readings, and under each."""
    random = Random(title)
    rows = [made(variants[0].ready.plan, random, 1 if at % 3 else 0.95) for at in range(9)]
    keys = dict.fromkeys(key for row in rows for key in row)
    table = pa.table({key: pa.array([row.get(key) for row in rows], kind_of(rows, key)) for key in keys})
    each = [variants, *((variant,) for variant in variants if len(variants) > 1)]
    return sum(same(rb.Rubric(one[0].ready, one), table) for one in each)


def kind_of(rows: Sequence[Mapping[str, object]], key: str) -> pa.DataType:
    """Texts, or lists of members of whom each has its own answers."""
    members = [member for row in rows for member in row.get(key) or () if isinstance(member, dict)]  # type: ignore[attr-defined]
    if not members:
        return pa.string()
    fields = dict.fromkeys(inner for member in members for inner in member)
    return pa.list_(pa.struct([(inner, pa.string()) for inner in fields]))
