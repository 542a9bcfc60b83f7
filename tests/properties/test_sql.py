"""Statements of SQL in the databases themselves, by hand; many rubrics are those of `test_engines`."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pytest
import sqlglot
from tests.properties.databases import RUN
from tests.properties.databases import Row
from tests.properties.databases import kind_of
from tests.properties.databases import lite
from tests.properties.databases import outputs
from tests.properties.scoring import ready
from tests.properties.strategies import case

import rubrikdsl as rb
from rubrikdsl.workspace.sql import SqlError
from rubrikdsl.workspace.sql import keys as keys_of


def test_types_of_columns() -> None:
    """The columns that a database finds are those of `score_table`, in their order, of the same types."""
    for seed in range(6):
        rubric = ready(case(seed, 1 + seed % 3, collects=0).text)
        keys = [name for name in keys_of(rubric.ready.plan) if name]
        wanted = rubric._tables.schema(keys)
        with duckdb.connect() as database:
            columns = ", ".join(f'"{key}" {kind_of(rubric.ready.plan, key)}' for key in keys)
            database.execute(f"create table t ({columns})")
            try:
                found = database.execute(rubric.to_sql("duckdb", "t", id_column=None))
            except rb.SqlError:
                continue
            kinds = [(name, str(kind).replace("VARCHAR", "string")) for name, kind, *_ in found.description]
        told = {"bool": "BOOLEAN", "date32[day]": "DATE"}
        types = [str(field.type) for field in wanted]
        expected = [told.get(kind, kind.replace("decimal128(38, ", "DECIMAL(38,")) for kind in types]
        assert kinds == list(zip(wanted.names, expected, strict=True)), rubric.name


@pytest.mark.parametrize("dialect", ["spark", "bigquery"])
def test_text_that_parses(dialect: Any) -> None:
    """Dialects without a database here: the statement is read back as the very same tree."""
    made = 0
    for seed in range(4):
        rubric = ready(case(seed, 1 + seed % 3, collects=0).text)
        try:
            statement = rubric.to_sql(dialect, "t")
        except rb.SqlError:
            continue
        tree = sqlglot.parse_one(statement, dialect=dialect)
        assert tree.sql(dialect=dialect, pretty=True) + "\n" == statement
        made += 1
    assert made


BY_HAND = """\
rubric hand "By hand"
  inputs
    ada   yes or no
    sejak date
    jenis one of kota "Kota", kab "Kabupaten Besar"
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
  let kurang = round(b - 99.5, 0)
"""
HAND = {"a": "TEXT", "b": "DECIMAL(8, 4)", "ada": "BOOLEAN", "sejak": "DATE", "jenis": "TEXT"}
HELD: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = [
    # a, b, ada, sejak, jenis → s, k, kurang, problems
    (("4", 100, True, date(2019, 12, 31), "kota"), ("100", "high", "1", None)),
    (("2", 50, False, date(2020, 1, 1), "KOTA"), ("50", "high", "-50", None)),
    (("0.5", Decimal("74.75"), False, date(2020, 1, 1), " kabupaten  besar "), ("49.9", "low", "-25", None)),
    (("n/a", Decimal("0.25"), False, date(2020, 1, 1), "kab"), ("0.3", "low", "-99", None)),
    (("Tidak  Berlaku", 99, True, date(2019, 1, 1), "kab"), ("100", "high", "-1", None)),
    (("0.25", 1, True, None, "kab"), (None, None, None, "value-outside-domain")),
    (("x", 101, True, None, "desa"), (None, None, None, "value-outside-domain; value-unreadable")),
    (("1", Decimal("0.1"), True, None, "kab"), (None, None, None, "value-outside-domain")),
    ((" ", 99, True, date(2019, 1, 1), "kab"), (None, None, "-1", "not-answered")),
    ((None, None, None, None, None), (None, None, None, "not-answered")),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_by_hand(dialect: str, request: pytest.FixtureRequest) -> None:
    """Exact expectations that no code of ours computed: grids, edges, words, roundings below zero."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    rubric = ready(BY_HAND)
    statement = rubric.to_sql(dialect, "t", columns=list(HAND), id_column="nr")  # type: ignore[arg-type]
    rows: list[Row] = [dict(zip(HAND, said, strict=True)) for said, _ in HELD]
    found = {nr: values for nr, *values in RUN[dialect](statement, HAND, rows)}
    assert outputs(rubric) == ["s", "k", "kurang"]
    for nr, (said, (s, k, kurang, told)) in enumerate(HELD):
        got_s, got_k, got_kurang, got_told = found[nr]
        numbers = [None if n is None else Fraction(str(n)) for n in (got_s, got_kurang)]
        wanted = [None if n is None else Fraction(n) for n in (s, kurang)]
        assert (numbers, got_k, got_told) == (wanted, k, told), (dialect, said)


FAULTY = """\
rubric faulty "Faults"
  inputs
    awal 0 .. 9
    akhir 0 .. 9
  score s "S" 0 .. 100 places 1
    indicator i "I" weight 100% 0 .. from awal to akhir
"""
FAULTS: list[tuple[tuple[Any, ...], tuple[str | None, str | None]]] = [
    ((1, 9, "5"), ("50", None)),
    ((9, 1, "2"), ("87.5", None)),
    ((3, 3, "5"), (None, "goalposts-equal")),
    ((3, 3, None), (None, "not-answered")),
    ((1, 9, "1000000001"), (None, "number-beyond-sql")),
    ((1, 9, "0.5"), (None, "value-outside-domain")),
    ((1, 10, "-1"), (None, "value-outside-domain")),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_codes_of_faults(dialect: str, request: pytest.FixtureRequest) -> None:
    """What `rubrik score` refuses has its code; what it takes and a statement does not has one of its own."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    kinds = {"awal": "INT", "akhir": "INT", "i": "DECIMAL(30, 8)"}
    rows: list[Row] = [dict(zip(kinds, said, strict=True)) for said, _ in FAULTS]
    statement = ready(FAULTY).to_sql(dialect, "t", id_column="nr")  # type: ignore[arg-type]
    found = {nr: values for nr, *values in RUN[dialect](statement, kinds, rows)}
    for nr, (said, (s, told)) in enumerate(FAULTS):
        got, code = found[nr]
        assert (None if got is None else Fraction(str(got))) == (None if s is None else Fraction(s)), said
        assert code == told, (dialect, said)


ROOTS = """\
rubric roots "Roots"
  score s "S" 0 .. 100 by geometric mean places 0
    indicator a "A" weight 50% 0 .. 100 step 0.5 may be not applicable
    group g "G" weight 50% by geometric mean places 1 half even
      indicator b "B" weight 25% 0 .. 100 step 0.5
      indicator c "C" weight 75% 0 .. 100 step 0.5
"""
SIDES: list[tuple[tuple[Any, ...], str]] = [
    # a, b, c → s
    (("0.5", Decimal("24.5"), Decimal("24.5")), "4"),  # 3.5, exactly
    (("0.5", Decimal(24), Decimal(24)), "3"),  # 3.46…
    (("4.5", Decimal("0.5"), Decimal("0.5")), "2"),  # 1.5, exactly
    (("25", Decimal(100), Decimal(100)), "50"),
    (("100", Decimal(100), Decimal(100)), "100"),
    (("0", Decimal(100), Decimal(100)), "0"),
    (("100", Decimal(0), Decimal(100)), "0"),
    (("n/a", Decimal(16), Decimal(81)), "54"),  # 2 × 27
    (("54", Decimal(16), Decimal(81)), "54"),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_geometric_means(dialect: str, request: pytest.FixtureRequest) -> None:
    """Roots by comparing powers: exact squares, ties, nothing, and what does not count."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    kinds = {"a": "TEXT", "g.b": "DECIMAL(8, 2)", "g.c": "DECIMAL(8, 2)"}
    rows: list[Row] = [dict(zip(kinds, said, strict=True)) for said, _ in SIDES]
    statement = ready(ROOTS).to_sql(dialect, "t", columns=list(kinds), id_column="nr")  # type: ignore[arg-type]
    for nr, s, *_, told in RUN[dialect](statement, kinds, rows):
        assert (parse(s), told) == (Fraction(SIDES[nr][1]), None), (dialect, SIDES[nr])


SKIPPED = """\
rubric skipped "Skipped"
  score s "S" 0 .. 100 places 2
    group g "G" weight 60% may be not applicable
      indicator a "A" weight 50% 0 .. 100
      indicator b "B" weight 50% 0 .. 100
    indicator c "C" weight 40% checklist may be not applicable
      satu "Satu"
      dua "Dua"
"""
SAID = {"g": "TEXT", "g.a": "INT", "g.b": "INT", "c": "TEXT", "c.satu": "BOOLEAN", "c.dua": "BOOLEAN"}
SKIPS: list[tuple[tuple[Any, ...], tuple[str | None, str | None]]] = [
    # g, a, b, c, c.satu, c.dua → s, problems
    ((None, 50, 100, None, True, False), ("65", None)),
    (("tidak berlaku", None, None, None, True, False), ("50", None)),
    (("80", None, None, None, True, True), ("88", None)),
    (("80.5", None, None, "N/A", None, None), ("80.5", None)),
    (("n/a", None, None, "n/a", None, None), (None, None)),
    (("n/a", 50, None, None, True, False), (None, "given-twice")),
    (("80", None, 50, None, True, False), (None, "given-twice")),
    (("x", None, None, None, True, False), (None, "value-unreadable")),
    (("101", None, None, None, True, False), (None, "given-outside-scale")),
    ((" ", 50, 100, None, True, None), (None, "not-answered")),
    ((None, 50, 100, "satu", None, None), (None, "items-beyond-sql")),
    ((None, 50, 100, "Dua satu", None, None), (None, "items-beyond-sql")),
    ((None, 50, 100, "dua; tiga", None, None), (None, "value-outside-domain")),
    ((None, 50, 100, "2", None, None), (None, "value-unreadable")),
    ((None, 50, 100, "satu", None, False), (None, "answer-twice")),
    ((None, 50, 100, "n/a", True, None), (None, "answer-twice")),
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres"])
def test_what_does_not_apply(dialect: str, request: pytest.FixtureRequest) -> None:
    """A column of a group gives it or says that it does not apply; one of a checklist says that alone."""
    if dialect == "postgres":
        request.getfixturevalue("database")
    rubric = ready(SKIPPED)
    rows: list[Row] = [dict(zip(SAID, said, strict=True)) for said, _ in SKIPS]
    for columns in (list(SAID), None):
        statement = rubric.to_sql(dialect, "t", columns=columns, id_column="nr")  # type: ignore[arg-type]
        found = {nr: values for nr, *values in RUN[dialect](statement, SAID, rows)}
        for nr, (said, (s, told)) in enumerate(SKIPS):
            got, code = found[nr]
            assert (None if got is None else parse(got)) == (None if s is None else Fraction(s)), said
            assert code == told, (dialect, said)


SETS = {
    "web": 1,
    "Situs, aplikasi": 1,
    "situs, aplikasi; sms": 2,
    "web | datang langsung": 2,
    "SMS,web , datang": 3,
    "web  sms": 2,
    "tidak ada": 0,
    "web; ; sms": 2,
    "web; sms, datang": None,
    "situs, sms": None,
    "datang langsung sms": None,
}
"""What people write for several options, and how many these are."""


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_sets(dialect: str) -> None:
    """Between options stand `;` or `|`, else commas, else blanks; labels may have some themselves."""
    options = 'web "Situs, aplikasi", sms "SMS", datang "Datang langsung"'
    rubric = ready(f"rubric sets\n  score s 0 .. 3\n    item lewat weight 100% any of {options}\n"
                   "      0 -> 0\n      1 -> 1\n      2 -> 2\n      3 -> 3\n")  # fmt: skip
    statement = rubric.to_sql(dialect, "t", id_column="nr")  # type: ignore[arg-type]
    found = RUN[dialect](statement, {"lewat": "TEXT"}, [{"lewat": said} for said in SETS])
    for said, (nr, got, told) in zip(SETS, found, strict=True):
        scored = rubric.score_many([{"lewat": said}])
        assert next(iter(scored))["s"] == SETS[said], said
        assert (None if got is None else parse(got)) == SETS[said], (nr, said)
        assert (told is None) == (SETS[said] is not None), said


def test_members_that_do_not_apply() -> None:
    """The same of members, and of the record above them, whose rows agree on it."""
    text = (
        SKIPPED.replace("checklist may be not applicable", "checklist")
        + """
rubric kota "Kota"
  collect unit by skipped
  score n "N" 0 .. 100 places 2
    group h "H" weight 50% may be not applicable
      indicator d "D" weight 100% 0 .. 100
    group i "I" weight 50%
      = mean(unit.s)
"""
    )
    kinds = {"kota": "TEXT", "record": "TEXT", **SAID, "h": "TEXT", "h.d": "INT"}
    rest = (None, None, None, True, True)
    said: list[tuple[Any, ...]] = [
        ("A", "1", "80", *rest, "tidak berlaku", None),
        ("A", "2", None, 50, 50, None, True, True, None, None),
        ("B", "1", "80", *rest, None, None),
        ("B", "2", "60", *rest, None, 100),
        ("C", "1", "n/a", *rest, "50", None),
        ("D", "1", "80", *rest, "n/a", 100),
    ]
    for dialect in ("duckdb", "sqlite"):
        rows: list[Row] = [dict(zip(kinds, row, strict=True)) for row in said]
        statement = ready(text).to_sql(dialect, "t", by="kota")
        found = {record: (n, told) for record, n, told in RUN[dialect](statement, kinds, rows)}
        assert {record: told for record, (_, told) in found.items()} == {
            "A": None, "B": None, "C": None, "D": "given-twice",
        }  # fmt: skip
        assert [parse(found[record][0]) for record in "ABC"] == [79, 91, 75], dialect


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_names_that_a_statement_uses_itself(dialect: Any) -> None:
    """A table and a column of names may be called like a part of the statement or a column of it."""
    for name in ("x0", "faults", "own", "r0"):
        statement = ready(SKIPPED).to_sql(dialect, "step1", columns=["g", "c"], id_column=name)
        database: Any = duckdb.connect() if dialect == "duckdb" else sqlite3.connect(":memory:")
        database.execute(f'create table step1 ("{name}" text, g text, c text)')
        database.execute("insert into step1 values ('A', '80', 'n/a')")
        ((record, score, told),) = database.execute(statement).fetchall()
        assert record == "A" and parse(score) == 80 and told is None, name
        database.close()


def test_a_column_that_there_is_not() -> None:
    """SQLite takes a name in quotes that is no column for a text: the statement does not let it."""
    statement = ready(SKIPPED).to_sql("sqlite", "t", columns=["g"], id_column="nr")
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        lite(statement, {"h": "TEXT"}, [])
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        lite(statement.replace('"nr"', '"nummer"'), {"g": "TEXT"}, [])


def parse(value: object) -> Fraction:
    """A number of a result."""
    over, _, under = str(value).partition("/")
    return Fraction(over) / Fraction(under or 1)


def test_a_header_may_be_the_list_of_columns() -> None:
    """With the column that names a row; another one that the rubric does not know is told."""
    rubric = ready(SKIPPED)
    plain = rubric.to_sql("duckdb", "t", columns=["g"])
    assert rubric.to_sql("duckdb", "t", columns=["record", "g"]) == plain
    named = rubric.to_sql("duckdb", "t", columns=["nama", "g"], id_column="nama")
    assert named == rubric.to_sql("duckdb", "t", columns=["g"], id_column="nama")
    with pytest.raises(SqlError, match="nama"):
        rubric.to_sql("duckdb", "t", columns=["nama", "g"])
