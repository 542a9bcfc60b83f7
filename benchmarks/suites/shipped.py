"""Every rubric that is shipped, on records of its own kind: one by one, as a table, as a statement in DuckDB.

The examples of the documentation are among them, and a generated one of 200 indicators that may drop out.

Records are drawn from the rubric itself (`rubrikdsl.testing`): answers of its domains, edges often, not
applicable where that is allowed. What a table cannot do exactly goes to the reference interpreter; the share
is part of the figures.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import rubrikdsl as rb
from benchmarks import generate
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.results import Found
from rubrikdsl.workspace.sql import SqlError

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
BLOCK = re.compile(r"^```rubrik[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
DRAWN = 40
ROWS = 30_000
FEW = 200
"""Rows that tell whether a table needs the reference interpreter; as many are measured where it does."""
MANY = 60
"""Answers beyond which a statement is so long that a database plans it for longer than this may take."""
GENERATED = "200 indicators that may drop out"
SINGLY = re.compile(r"(\d+) of (\d+) rows")


def run(found: Found, seconds: float) -> None:
    """All of them, each for its share of the seconds."""
    rubrics = [*shipped(), *examples(), (GENERATED, scheme.rubric(generate.gated()))]
    found.facts = {"rows": ROWS, "rubrics": {}}
    started = time.perf_counter()
    for title, rubric in rubrics:
        if time.perf_counter() - started > 6 * seconds:
            found.failed.append(f"{title}: no time was left")
            continue
        about: dict[str, Any] = {}
        found.facts["rubrics"][title] = about
        try:
            cases = _cases(title, rubric, about)
        except Exception as error:
            found.failed.append(f"{title}: {type(error).__name__}: {error}")
            continue
        found.rows += timed(cases, seconds / len(rubrics), found.failed, 5)


def shipped() -> Iterator[tuple[str, rb.Rubric]]:
    """Each text of the stock library with its name: an edition and a reading a line."""
    for name in rb.stock_rubrics():
        for edition in _editions(name):
            rubric = rb.load(name, on=edition)
            title = name if edition is None else f"{name}@{edition}"
            for choices in rubric.readings.values() or [()]:
                for choice in choices or [""]:
                    chosen = rb.load(name, on=edition, readings=[choice]) if choice else rubric
                    yield f"{title} +{choice}" if choice else title, chosen


def examples() -> Iterator[tuple[str, rb.Rubric]]:
    """The rubrics of the documentation's examples; those that show an error are left out."""
    for path in sorted(EXAMPLES.glob("*.md")):
        for text in BLOCK.findall(path.read_text(encoding="utf-8")):
            with suppress(rb.RubricError):
                rubric = scheme.rubric(text)
                yield f"example {rubric.name}", rubric


def _editions(name: str) -> list[str | None]:
    """A day of each edition; None where there is one edition only."""
    try:
        rb.load(name)
    except rb.RubricError:
        days = re.findall(r"(\d{4}-\d{2}-\d{2}) \.\.", _told(name))
        return list(days)
    return [None]


def _told(name: str) -> str:
    try:
        rb.load(name, on="1900-01-01")
    except rb.RubricError as error:
        return str(error)
    return ""


def records(rubric: rb.Rubric, count: int) -> list[dict[str, Any]]:
    """Complete records, the same ones every time."""
    from hypothesis import HealthCheck
    from hypothesis import Phase
    from hypothesis import given
    from hypothesis import settings

    from rubrikdsl.testing import records

    drawn: list[dict[str, Any]] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(records(rubric))
    def draw(record: dict[str, Any]) -> None:
        drawn.append(record)

    draw()
    return drawn


def _cases(title: str, rubric: rb.Rubric, about: dict[str, Any]) -> list[Case]:
    drawn = records(rubric, DRAWN)
    plan = rubric.ready.plan
    about["kinds"] = _kinds(rubric)
    about["answers"] = len(plan.fields) + sum(node.kind == "given" for node in plan.nodes)
    compiled = rubric.compile()

    def singly() -> None:
        for record in drawn:
            compiled(record)

    cases = [Case(f"{title}: one", singly, len(drawn))]
    by = "of" if plan.collections else ()
    table = _table(_members(drawn) if by else drawn, by)
    about["reference"] = _share(rubric, table.slice(0, FEW), by)
    if about["reference"]:
        table = table.slice(0, FEW)
    cases.append(Case(f"{title}: table", lambda: rubric.score_table(table, by=by), table.num_rows))
    if about["answers"] > MANY:
        return cases
    columns = [name for name in table.column_names if name != by]
    try:
        statement = rubric.to_sql("duckdb", "t", columns=columns, id_column=None, by=by)
    except SqlError as error:
        about["refused"] = str(error)
        return cases
    cases.append(Case(f"{title}: DuckDB", _stated(statement, table), table.num_rows))
    return cases


def _members(drawn: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records with members as rows, a row a member; `of` says of which record it is."""
    rows = []
    for number, record in enumerate(drawn):
        lists = {name: each for name, each in record.items() if _is_members(each)}
        alone = {name: each for name, each in record.items() if name not in lists}
        rows += [{"of": number, **alone, **member} for each in lists.values() for member in each]
    return rows


def _is_members(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _kinds(rubric: rb.Rubric) -> list[str]:
    """What the rubric is made of, beyond weights and bands."""
    plan = rubric.ready.plan
    kinds = {type(step).__name__ for step in plan.steps}
    found = {
        "gates": bool(plan.outcomes),
        "not applicable": any(field.not_applicable for field in plan.fields),
        "weights redistributed": "Share" in kinds,
        "collection": bool(plan.collections),
        "given": any(node.kind == "given" for node in plan.nodes),
    }
    return [name for name, there in found.items() if there]


def _table(drawn: Sequence[Mapping[str, Any]], by: str | tuple[()]) -> Any:
    """The records again and again, as a table: decimals, truths, texts. `by` numbers them."""
    import numpy as np
    import pyarrow as pa

    names = list(dict.fromkeys(name for record in drawn for name in record))
    columns = {name: [_cell(record.get(name)) for record in drawn] for name in names}
    for name, cells in columns.items():
        if len({type(cell) for cell in cells if cell is not None}) > 1:
            columns[name] = [None if cell is None else str(cell) for cell in cells]
    copies = ROWS // len(drawn)
    table = pa.table(columns).take(pa.array(np.tile(np.arange(len(drawn)), copies)))
    if by:
        numbers = np.tile(columns[by], copies) + np.repeat(np.arange(copies) * DRAWN, len(drawn))
        table = table.set_column(table.column_names.index(by), by, pa.array(numbers.astype(str)))
    return table


def _cell(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case Fraction():
            return Decimal(str(value))
        case list():
            return "; ".join(value) or "none"
        case _:
            return str(value)


def _share(rubric: rb.Rubric, table: Any, by: str | tuple[()]) -> float:
    """The part of the rows that the reference interpreter scored."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        rubric.score_table(table, by=by)
    for one in told:
        if found := SINGLY.search(str(one.message)):
            return int(found[1]) / int(found[2])
    return 0.0


def _stated(statement: str, table: Any) -> Callable[[], object]:
    import duckdb

    link = duckdb.connect()
    link.register("given", table)
    link.execute("CREATE TABLE t AS SELECT * FROM given")
    link.unregister("given")
    return lambda: link.execute(f"CREATE OR REPLACE TEMPORARY TABLE r AS {statement}")
