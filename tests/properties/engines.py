"""One rubric and one table through every engine: each says what each record comes to, or why it does not.

An engine may refuse a rubric as a whole, or leave a record to the reference; whatever it does say must be
what the reference says, to the last digit and code. Used by the tests on a few seeds and by the soak on many.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
from tests.properties.made import Filled
from tests.properties.oracle import FAULT
from tests.properties.oracle import Scorer
from tests.properties.oracle import State
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.test_sql import RUN
from tests.properties.test_sql import Row
from tests.properties.test_sql import connections
from tests.properties.test_sql import fits
from tests.properties.test_sql import kind_of
from tests.properties.test_sql import one_reading
from tests.properties.test_sql import same
from tests.properties.test_sql import stored
from tests.properties.test_sql_members import depth_of
from tests.properties.test_sql_members import flat
from tests.properties.test_sql_members import is_loose
from tests.properties.test_sql_members import knows
from tests.properties.test_sql_members import plans_of
from tests.properties.test_sql_members import scored
from tests.properties.test_sql_members import spoilt

import rubrikdsl as rb
from rubrikdsl.engine.results import named_steps
from rubrikdsl.program.runners import Runners
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Row as Scored

ODD: tuple[object, ...] = (
    Decimal(-1),
    Decimal("0.005"),
    Decimal("3.14159"),
    Decimal(10) ** 9,
    Decimal("99.99"),
)
"""Numbers that are out of most domains, off most grids, or at an edge of one."""

COMPUTED = frozenset(
    {"given-outside-scale", "given-not-rounded", "points-without-weight", "division-by-zero"}
    | {"goalposts-equal", "no-row"}
    | {"goalpost-without-logarithm", "no-members-left", "too-few-members", "member-not-applicable"}
)
"""Faults that are found by computing. A database tells of cells that cannot be read, and computes no more."""

WORDS: tuple[object, ...] = ("", "ya", "no", "n/a", "tidak berlaku", "x", "-3", "150%", "1.5", "0", "100%")


@dataclass(frozen=True)
class Table:
    """Rows for a rubric, the type of each column, and the columns that put rows together."""

    rubric: Rubric
    text: str
    kinds: Mapping[str, str]
    rows: Sequence[Row]
    by: tuple[str, ...] = ()
    sound: Mapping[str, Filled] | None = None
    """The records that stand there as they were made, by name."""

    @property
    def names(self) -> dict[str, str]:
        """The columns that name records."""
        return dict.fromkeys([*self.by, "record"], "TEXT")

    def pasted(self, record: str) -> str:
        """What shows a record again: the rubric and its rows, as two files."""
        by = self.by[0] if self.by else "record"
        keys = [*self.names, *self.kinds]
        rows = [row for row in self.rows if row.get(by) == record] or self.rows
        lines = [",".join(keys), *(",".join(_cell(row.get(key)) for key in keys) for row in rows)]
        asked = f" --by {','.join(self.by)}" if self.by else ""
        told = "\n".join(lines)
        shown = f"--- made.rubrik\n{self.text}--- data.csv\n{told}\n"
        return f"{shown}--- rubrik score made.rubrik data.csv{asked}\n"


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f'"{text}"' if "," in text else text


@dataclass(frozen=True)
class Outcome:
    """What a record comes to: its named values in order, None where one is not final, and what was wrong."""

    values: tuple[object, ...]
    codes: frozenset[str]


class RefusedError(Exception):
    """An engine does not take a rubric: the reason."""


Found = Mapping[str, "Outcome | None"]
"""Outcomes by record; None where it is left to the reference."""

Engine = Callable[[Table, Sequence[Scored]], Found]


def table_of(case: Case, count: int, spoil: bool) -> Table:
    """Records of a rubric as rows, some of them spoilt."""
    rubric, depth = ready(case.text), depth_of(case.made)
    random = Random(f"{case.seed} rows")
    made = records(case, count)
    raw = [(f"r{at}", row) for at, one in enumerate(made) for row in flat(case.made, one, [f"r{at}"])]
    kinds: dict[str, str] = {}
    for plan in reversed(list(plans_of(rubric, depth))):
        known = dict.fromkeys(key for _, row in raw for key in row if key not in kinds)
        for key in one_reading(plan, [key for key in known if knows(plan, key)]):
            kinds[key] = kind_of(plan, key)
    by = tuple(f"at{level}" for level in range(depth))
    names = dict.fromkeys([*by, "record"], "TEXT")
    sound = {f"r{at}": one for at, one in enumerate(made)} if not depth else {}
    rows: list[Row] = []
    for name, row in raw:
        held = {key: value for key, value in row.items() if key in names or key in kinds}
        if not all(fits((names | kinds)[key], value) for key, value in held.items()):
            continue
        kept = {key: _stored((names | kinds)[key], value) for key, value in held.items()}
        if len(held) != len(row) or (kinds and spoil and random.random() < 0.3 and _odd(kept, kinds, random)):
            sound.pop(name, None)
        rows.append({key: kept[key] for key in (*names, *kinds) if key in kept})  # as columns have an order
    if spoil and depth:
        rows = spoilt(rows, random, depth)
    return Table(rubric, case.text, kinds, rows, by, sound)


def _stored(kind: str, value: object) -> object:
    """A value as it stands in a column; a set that is empty says so, since an empty cell says nothing."""
    return "none" if value == frozenset() else stored(kind, value)


def _odd(row: Row, kinds: Mapping[str, str], random: Random) -> bool:
    """Put something odd into a cell."""
    key = random.choice(list(kinds))
    match kinds[key]:
        case "TEXT":
            row[key] = random.choice(WORDS)
        case "BOOLEAN" | "DATE":
            row[key] = None
        case _:
            row[key] = random.choice(ODD)
    return True


# Engines


def reference(table: Table) -> tuple[Scored, ...]:
    """What the interpreter says."""
    return scored(table.rubric, table.rows, table.by)


def wanted(table: Table, row: Scored) -> Outcome:
    """An outcome of the interpreter."""
    codes = frozenset(problem.code for problem in row.result.problems if problem.severity != "warning")
    found = {} if row.bound.is_refused else {named.name: named.value for named in row.result.values}
    return Outcome(tuple(found.get(name) for name in outputs(table)), codes)


def outputs(table: Table) -> list[str]:
    """The named values, in order."""
    return [named.name for named, _ in named_steps(table.rubric.ready.plan)]


def compiled(table: Table, rows: Sequence[Scored]) -> Found:
    """`rubric.compile()`, a mapping a record; members are not its business."""
    if table.by:
        raise RefusedError("members")
    function, right = table.rubric.compile(), {row.result.record: row for row in rows}
    found: dict[str, Outcome | None] = {}
    for row in table.rows:
        record = str(row["record"])
        said = {key: value for key, value in row.items() if value is not None}
        codes = wanted(table, right[record]).codes  # what is wrong with a record is the reference's to say
        try:
            result = function(said)
        except rb.RecordError as refused:
            errors = frozenset(p.code for p in refused.problems if p.severity != "warning")
            found[record] = Outcome((None,) * len(outputs(table)), errors)
        else:
            found[record] = Outcome(tuple(_flat(result[name]) for name in outputs(table)), codes)
    return found


def _flat(value: object) -> object:
    return "; ".join(sorted(value)) if isinstance(value, frozenset) else value


def programs(table: Table, rows: Sequence[Scored]) -> Found:
    """The programs of records that were read already, members and given nodes included."""
    run = Runners(table.rubric.ready.plan)
    found: dict[str, Outcome | None] = {}
    for row in rows:
        values = None if row.bound.is_refused else run(row.bound.record)
        codes = wanted(table, row).codes
        found[row.result.record] = None if values is None else Outcome(tuple(map(_flat, values)), codes)
    return found


def columns(table: Table, _rows: Sequence[Scored]) -> Found:
    """`rubric.score_table`, on Arrow columns of their own types."""
    kinds = {**table.names, **table.kinds}
    frame = pa.table(
        {key: pa.array([row.get(key) for row in table.rows], _arrow(kind)) for key, kind in kinds.items()}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked: dict[str, Any] = {"by": table.by} if table.by else {"id_column": "record"}
        scored_ = table.rubric.score_table(frame, threads=1, **asked)
    each = zip(*(scored_.column(name).to_pylist() for name in scored_.column_names), strict=True)
    return {record: Outcome(tuple(values), _codes(told)) for record, *values, told in each}


def _arrow(kind: str) -> pa.DataType:
    match kind:
        case "TEXT":
            return pa.string()
        case "BOOLEAN":
            return pa.bool_()
        case "DATE":
            return pa.date32()
        case _:
            return pa.decimal128(30, 8)


def _codes(told: str | None) -> frozenset[str]:
    return frozenset() if told is None else frozenset(told.split("; "))


def sql(dialect: str) -> Engine:
    """One statement, run by the database itself."""

    def run(table: Table, _rows: Sequence[Scored]) -> Found:
        try:
            statement = table.rubric.to_sql(dialect, "t", columns=list(table.kinds), by=table.by)  # type: ignore[arg-type]
        except rb.SqlError as refused:
            raise RefusedError(str(refused.message.facts[2][1])) from refused
        found: dict[str, Outcome | None] = {}
        for record, *values, told in RUN[dialect](statement, {**table.names, **table.kinds}, table.rows):
            found[record] = None if told == "not-in-sql" else Outcome(tuple(values), _codes(told))
        return found

    return run


def engines() -> dict[str, Engine]:
    """Those that can be had here; PostgreSQL while a server is connected."""
    found: dict[str, Engine] = {"compiled": compiled, "programs": programs, "columns": columns}
    found |= {dialect: sql(dialect) for dialect in ("duckdb", "sqlite")}
    return found | ({"postgres": sql("postgres")} if connections else {})


# Agreement


def agree(
    table: Table, rows: Sequence[Scored], by_name: Mapping[str, Engine], met: Counter[str]
) -> Iterator[str]:
    """What does not agree, ready to be pasted; `met` counts comparisons, refusals and records left."""
    right = {row.result.record: wanted(table, row) for row in rows if not is_loose(row)}
    names = outputs(table)
    for name, engine in by_name.items():
        try:
            found = engine(table, rows)
        except RefusedError as refused:
            met[f"{name} refused: {refused}"] += 1
            continue
        for record, one in right.items():
            if record not in found:
                yield f"{name} has no record {record}\n{table.pasted(record)}"
                continue
            got = found[record]
            if got is None:
                met[f"{name} left"] += 1
                continue
            if "group-disagrees" in got.codes & one.codes and set(got.values) == {None}:
                met[f"{name} has rows that contradict each other"] += 1  # it does not know which comes first
                continue
            equal = [_same(value, wish) for value, wish in zip(got.values, one.values, strict=True)]
            met[name] += 1 + len(names)
            if got.codes and got.codes < one.codes and one.codes - got.codes <= COMPUTED:
                met[f"{name} tells what is wrong with cells, not what would come of them"] += 1
                continue
            if not all(equal) or got.codes != one.codes:
                told = "\n".join(
                    f"{label}: {name} has {value!r}, the reference {wish!r}"
                    for label, value, wish, is_same in zip(names, got.values, one.values, equal, strict=True)
                    if not is_same
                )
                codes = f"codes: {name} has {sorted(got.codes)}, the reference {sorted(one.codes)}"
                yield f"{name}, record {record}\n{told}\n{codes}\n{table.pasted(record)}"


def _same(value: object, wish: object) -> bool:
    return value is None if wish is None else value is not None and same(value, wish)


def agree_with_the_rules(
    case: Case, table: Table, rows: Sequence[Scored], met: Counter[str]
) -> Iterator[str]:
    """The same of the reference, beside the second scorer, for the records that stand as they were made."""
    for row in rows:
        filled = (table.sound or {}).get(row.result.record)
        if filled is None:
            continue
        rules = Scorer(case.made, filled).results()
        if FAULT in rules.values():
            rules = dict.fromkeys(rules, FAULT)
        values = {} if row.bound.is_refused else {named.name: named.value for named in row.result.values}
        for name, value in rules.items():
            met["rules"] += 1
            wish = None if isinstance(value, State) else value
            if values.get(name) != wish:
                told = f"{name}: the reference has {values.get(name)!r}, the rules {wish!r}"
                yield f"{told}\n{table.pasted(row.result.record)}"
