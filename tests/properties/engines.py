"""One rubric and one table through every engine: each says what each record comes to, or why it does not.

An engine may refuse a rubric as a whole, or leave a record to the reference; whatever it does say must be
what the reference says, to the last digit and code. Used by the tests on a few seeds and by the soak on many.
"""

from __future__ import annotations

import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
from tests.properties.databases import RUN
from tests.properties.databases import outputs
from tests.properties.databases import same
from tests.properties.oracle import FAULT
from tests.properties.oracle import Scorer
from tests.properties.oracle import State
from tests.properties.strategies import Case
from tests.properties.tables import Table
from tests.properties.tables import is_loose
from tests.properties.tables import scored

import rubrikdsl as rb
from rubrikdsl.program.runners import Runners
from rubrikdsl.sql.dialects import Name
from rubrikdsl.workspace.scoring import Row as Scored

COMPUTED = frozenset(
    {"given-outside-scale", "given-not-rounded", "points-without-weight", "division-by-zero"}
    | {"goalposts-equal", "no-row"}
    | {"goalpost-without-logarithm", "no-members-left", "too-few-members", "member-not-applicable"}
)
"""Faults that are found by computing. A database tells of cells that cannot be read, and computes no more."""


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


# Engines


def reference(table: Table) -> tuple[Scored, ...]:
    """What the interpreter says."""
    return scored(table.rubric, table.rows, table.by)


def wanted(table: Table, row: Scored) -> Outcome:
    """An outcome of the interpreter."""
    codes = frozenset(problem.code for problem in row.result.problems if problem.severity != "warning")
    found = {} if row.bound.is_refused else {named.name: named.value for named in row.result.values}
    return Outcome(tuple(found.get(name) for name in outputs(table.rubric)), codes)


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
            found[record] = Outcome((None,) * len(outputs(table.rubric)), errors)
        else:
            found[record] = Outcome(tuple(_flat(result[name]) for name in outputs(table.rubric)), codes)
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _by_record(table.rubric.score_table(arrow(table), threads=1, **_asked(table)))


def texts(table: Table, _rows: Sequence[Scored]) -> Found:
    """The same, on texts and floats, which say the same."""
    frame = arrow(table)
    for at, (name, kind) in enumerate(zip(frame.column_names, frame.schema.types, strict=True)):
        said: list[object] = frame.column(name).to_pylist()
        if pa.types.is_decimal(kind):
            write = float if at % 2 else _written
            said = [None if number is None else write(number) for number in said]  # type: ignore[arg-type]
        elif not pa.types.is_string(kind):
            said = [None if one is None else str(one).lower() for one in said]
        frame = frame.set_column(at, name, pa.array(said))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _by_record(table.rubric.score_table(frame, threads=1, **_asked(table)))


def _written(number: Decimal) -> str:
    """Not with three places: a text such as `1.500` has two readings."""
    text = f"{number.normalize():f}"
    return f"{text}0" if text[-4:-3] == "." else text


def arrow(table: Table) -> pa.Table:
    """The rows as columns of Arrow."""
    return pa.table(
        {
            key: pa.array([row.get(key) for row in table.rows], _arrow(kind))
            for key, kind in {**table.names, **table.kinds}.items()
        }
    )


def _asked(table: Table) -> dict[str, Any]:
    return {"by": table.by} if table.by else {"id_column": "record"}


def _by_record(scored: pa.Table) -> Found:
    return {record: Outcome(tuple(values), _codes(told)) for record, *values, told in _each(scored)}


def _each(scored: pa.Table) -> list[tuple[Any, ...]]:
    return list(zip(*(scored.column(name).to_pylist() for name in scored.column_names), strict=True))


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


def sql(dialect: Name) -> Engine:
    """One statement, run by the database itself."""

    def found(table: Table, _rows: Sequence[Scored]) -> Found:
        try:
            statement = table.rubric.to_sql(dialect, "t", columns=list(table.kinds), by=table.by)
        except rb.SqlError as refused:
            raise RefusedError(_reason(refused)) from refused
        return _by_statement(RUN[dialect](statement, {**table.names, **table.kinds}, table.rows))

    return found


def _reason(refused: rb.SqlError) -> str:
    return str(refused.message.facts[2][1])


def _by_statement(rows: Sequence[tuple[Any, ...]]) -> Found:
    return {
        record: None if "beyond-sql" in (told or "") else Outcome(tuple(values), _codes(told))
        for record, *values, told in rows
    }


ENGINES: Mapping[str, Engine] = {
    "compiled": compiled,
    "programs": programs,
    "columns": columns,
    "texts": texts,
    "duckdb": sql("duckdb"),
    "sqlite": sql("sqlite"),
}
"""Those that need nothing to run."""
POSTGRES: Mapping[str, Engine] = {"postgres": sql("postgres")}
"""While a server is connected."""


def in_spark(session: Any) -> Mapping[str, Engine]:
    """On Apache Spark: by columns on its workers, and by its own SQL."""
    from rubrikdsl.spark import score

    def framed(table: Table) -> Any:
        return session.createDataFrame(arrow(table))

    def by_columns(table: Table, _rows: Sequence[Scored]) -> Found:
        return _by_record(score(framed(table), table.rubric, **_asked(table)).toArrow())

    def by_sql(table: Table, _rows: Sequence[Scored]) -> Found:
        try:
            made = score(framed(table), table.rubric, engine="sql", **_asked(table))
        except rb.SqlError as refused:
            raise RefusedError(_reason(refused)) from refused
        return _by_statement(_each(made.toArrow()))

    return {"spark columns": by_columns, "spark sql": by_sql}


# Agreement


@dataclass(frozen=True)
class Wrong:
    """What an engine says of a record, where it should have said something else."""

    engine: str
    record: str
    told: str


def agree(
    table: Table, rows: Sequence[Scored], by_name: Mapping[str, Engine], met: Counter[str]
) -> Iterator[Wrong]:
    """What does not agree; `met` counts comparisons, refusals and records left."""
    right = {row.result.record: wanted(table, row) for row in rows if not is_loose(row)}
    names = outputs(table.rubric)
    for engine, run in by_name.items():
        try:
            found = run(table, rows)
        except RefusedError as refused:
            met[f"{engine} refused: {refused}"] += 1
            continue
        except Exception as fault:  # whatever it is, the other engines still have something to say
            yield Wrong(engine, "", "".join(traceback.format_exception(fault)[-3:]).rstrip())
            continue
        for record, one in right.items():
            if record not in found:
                yield Wrong(engine, record, "is not there")
                continue
            got = found[record]
            if got is None:
                met[f"{engine} left"] += 1
                continue
            if "group-disagrees" in got.codes & one.codes and set(got.values) == {None}:
                met[f"{engine} has rows that contradict each other"] += 1  # which comes first is not known
                continue
            met[engine] += 1 + len(names)
            if got.codes and got.codes < one.codes and one.codes - got.codes <= COMPUTED:
                met[f"{engine} tells what is wrong with cells, not what would come of them"] += 1
                continue
            for name, value, wish in zip(names, got.values, one.values, strict=True):
                if not _same(value, wish):
                    yield Wrong(engine, record, f"{name} is {value!r}, the reference has {wish!r}")
            if got.codes != one.codes:
                codes = f"{sorted(got.codes)}, the reference has {sorted(one.codes)}"
                yield Wrong(engine, record, f"the codes are {codes}")


def _same(value: object, wish: object) -> bool:
    return value is None if wish is None else value is not None and same(value, wish)


def agree_with_the_rules(
    case: Case, table: Table, rows: Sequence[Scored], met: Counter[str]
) -> Iterator[Wrong]:
    """The same of the rules as the second scorer has them, for the records that stand as they were made."""
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
                said = f"{name} is {wish!r}, the reference has {values.get(name)!r}"
                yield Wrong("rules", row.result.record, said)


MOST = 3
"""So many records of a rubric are shown."""


def told(table: Table, wrong: Sequence[Wrong]) -> str:
    """What is wrong with a rubric: by record who says what, then the rubric and those records as files."""
    by_record: dict[str, dict[str, list[str]]] = {}
    for one in wrong:
        by_record.setdefault(one.record, {}).setdefault(one.told, []).append(one.engine)
    lines: list[str] = []
    for record, said in list(by_record.items())[:MOST]:
        lines.append(f"record {record}" if record else "all records")
        lines += [f"  {', '.join(engines)}: {what}" for what, engines in said.items()]
    if len(by_record) > MOST:
        lines.append(f"and {len(by_record) - MOST} records more")
    return "\n".join(lines) + "\n" + table.pasted([*by_record][:MOST])
