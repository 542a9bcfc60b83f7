"""Tables against their rows: every row of a table has the results of the record that it says."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.writing import cells

import rubrikdsl as rb
from rubrikdsl.program import columns
from rubrikdsl.workspace.frames.scored import Tables

met: Counter[str] = Counter()


def column(values: list[object], as_floats: bool) -> pa.Array:
    """Values as one column: typed where they are of one type, else texts."""
    flat = ["; ".join(map(str, v)) if isinstance(v, (tuple, list, set, frozenset)) else v for v in values]
    kinds = {type(value) for value in flat if value is not None}
    if kinds == {bool}:
        return pa.array(flat, pa.bool_())
    if kinds and kinds <= {Fraction, int}:
        numbers = [None if v is None else Fraction(v) for v in flat]  # type: ignore[call-overload]
        if as_floats:
            return pa.array([None if n is None else float(n) for n in numbers], pa.float64())
        if all(n is None or 10**6 % n.denominator == 0 for n in numbers):
            texts = [None if n is None else Decimal(n.numerator) / Decimal(n.denominator) for n in numbers]
            return pa.array(texts, pa.decimal128(30, 6))
    return pa.array([None if value is None else str(value) for value in flat], pa.string())


def agree(case: Case, count: int, as_floats: bool) -> None:
    rubric = ready(case.text)
    rows = [dict(cells(case.made, filled)) for filled in records(case, count)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if not keys:
        return
    table = pa.table({key: column([row.get(key) for row in rows], as_floats) for key in keys})
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = rubric.score_table(table)
    met["warned" if told else "quiet"] += 1
    assert found.num_rows == len(rows)
    for at, record in enumerate(table.to_pylist()):
        values: dict[str, Any] = {}
        codes: set[str] = set()
        try:
            result = rubric._row(record, at + 1).result
        except rb.RecordError as refused:
            codes = {problem.code for problem in refused.problems}
        else:
            values = {named.name: named.value for named in result.values}
            codes = {p.code for p in result.problems if p.severity != "warning"}
        for name in found.column_names[:-1]:
            got, wanted = found.column(name)[at].as_py(), values.get(name)
            if isinstance(wanted, Fraction):
                got = None if got is None else Fraction(str(got))
            elif isinstance(wanted, frozenset):
                wanted = "; ".join(sorted(wanted))
            assert got == wanted and isinstance(got, bool) == isinstance(wanted, bool), (
                name,
                record,
                case.text,
            )
            met["value" if wanted is not None else "none"] += 1
        got = found.column("problems")[at].as_py()
        assert (set() if got is None else set(got.split("; "))) == codes, (record, case.text)


def test_fixed_seeds() -> None:
    met.clear()
    for seed in range(36):
        agree(case(seed, 1 + seed % 3, collects=0), 10, seed % 2 == 1)
    assert met["value"] > 500 and met["none"] > 200 and met["quiet"] > 8 and met["warned"] > 2, met


def test_in_machine_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few, because making code takes time; what it is made of is tested by itself (tests/program)."""
    pytest.importorskip("llvmlite")
    monkeypatch.setattr(columns, "MANY", 0)
    for seed in range(100, 103):
        agree(case(seed, 1 + seed % 3, collects=0), 10, seed % 2 == 1)


DECIDED = """\
rubric tiny "Tiny"
  inputs
    ada   yes or no
    sejak date
    jenis one of kota "Kota", kab "Kabupaten"
  score s "S" 0 .. 100 places 1
    indicator a "A" weight 40% 0 .. 4 step 0.5 may be not applicable
    indicator b "B" weight 60% 0 .. 100 step 0.25
    bonus ada +1 when ada
    bonus tua +2 when sejak < 2020-01-01 and jenis is kota
    cap 100
  bands k of s
    range      code
    50 .. 100  high
    below 50   low
  let sejak_itu = sejak
"""


def test_every_type_of_column() -> None:
    rubric = ready(DECIDED)
    columns: dict[str, list[pa.Array]] = {
        "a": [
            pa.array([0, 4, None, 3], pa.uint8()),
            pa.array([0.5, 4.5, float("nan"), None]),
            pa.array(["n/a", " ", "0,5", "4"]),
            pa.array([Decimal("0.50"), Decimal("1.25"), None, Decimal(4)], pa.decimal128(20, 2)),
            pa.array([Decimal(3), Decimal(10**40), None, Decimal(1)], pa.decimal256(60, 3)),
            pa.array(["tidak berlaku", "3", None, "3"]).dictionary_encode(),
            pa.array([True, False, None, True]),
            pa.array([0.1, 0.5, 2.0, None], pa.float32()),
            pa.nulls(4),
        ],
        "b": [pa.array([0.25, 100.0, 99.9, 1e300]), pa.array([2**63, 5, 101, 7], pa.uint64())],
        "ada": [pa.array([True, None, False, True]), pa.array(["ya", "tidak", "mungkin", None])],
        "sejak": [
            pa.array([date(2019, 1, 1), date(2020, 1, 1), None, date(1, 1, 1)]),
            pa.array(["2019-12-31", "31/12/2019", "2020-01-01", "besok"]),
        ],
        "jenis": [pa.array(["kota", "Kabupaten", "desa", None]), pa.array([1, 2, 3, None])],
    }
    base = {name: arrays[0] for name, arrays in columns.items()}
    for name, arrays in columns.items():
        for array in arrays:
            table = pa.table({**base, name: array})
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = rubric.score_table(table, threads=1)
            for at, record in enumerate(table.to_pylist()):
                result = rubric._row(record, at + 1).result
                for named in result.values:
                    got = found.column(named.name)[at].as_py()
                    if isinstance(named.value, Fraction):
                        got = Fraction(str(got))
                    assert got == named.value, (name, array, record, named)


OPEN = """\
rubric open "Open"
  inputs
    any  0% .. 100%
    big  0 .. step 0.5
  score s "S" 0 .. 100
    indicator a "A" weight 40% 0 .. 100 may be not applicable
    indicator b "B" weight 60% 0 .. 100 step 0.25
  let fine = any / 3
  let large = big * 2
  let cut = min(big, 10) * 2
  let near = round(any * 100 / 3, 2)
  let halves = b / 8
"""


def test_types_are_those_of_the_rubric() -> None:
    """Not of the rows: of numbers without an end or a grid the column is of texts, unless that is mended."""
    rubric = ready(OPEN)
    names = ["a", "b", "any", "big"]
    columns: dict[str, list[object]] = {
        "a": ["50", None], "b": ["0.25", "100"], "any": ["9%", "1%"],
        "big": ["10.5", "1" + "0" * 30],
    }  # fmt: skip
    found = rubric.score_table(pa.table(columns))
    assert {field.name: str(field.type) for field in found.schema} == {
        "s": "string", "fine": "string", "large": "string", "cut": "decimal128(38, 0)",
        "near": "decimal128(38, 2)", "halves": "decimal128(38, 5)", "problems": "string",
    }  # fmt: skip
    assert found.column("large").to_pylist() == ["21", "2" + "0" * 30]
    assert found.column("near").to_pylist() == [Decimal("3.00"), Decimal("0.33")]
    tables = Tables(rubric)
    assert found.schema == tables.schema(names) == tables.arrow(pa.table(columns).slice(0, 0)).schema
    whole = pa.table({name: ["1%" if name == "any" else "1"] for name in names})
    assert tables.arrow(whole).schema == found.schema
    assert str(tables.schema(["s", "b"]).field("s").type) == "string"
    rounded = ready(OPEN.replace("0 .. 100\n    indicator a", "0 .. 100 places 2\n    indicator a"))
    assert str(Tables(rounded).schema(["s", "b"]).field("s").type) == "decimal128(38, 2)"
    assert str(Tables(rounded).schema(["s.share", "b"]).field("s").type) == "string"


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a block holds, in one thread and in several."""
    monkeypatch.setattr(columns, "BLOCK", 4096)
    rubric = ready(DECIDED)
    rows = 40_000
    table = pa.table({"a": [at % 9 / 2 for at in range(rows)], "b": [at % 401 / 4 for at in range(rows)],
                      "ada": [at % 3 == 0 for at in range(rows)], "jenis": ["kota"] * rows,
                      "sejak": [date(2019, 1, 1)] * rows})  # fmt: skip
    found = rubric.score_table(table, threads=1)
    assert found.equals(rubric.score_table(table, threads=3))
    for at in range(0, rows, 997):
        result = rubric._row(table.slice(at, 1).to_pylist()[0], 1).result
        assert Fraction(str(found.column("s")[at].as_py())) == result.values[0].value
    assert found.column("problems").null_count == rows
