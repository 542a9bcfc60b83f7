"""A rubric as one statement of SQL: which columns it reads, and what stands in its way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import get_args

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.plan import ir
from rubrikdsl.records.layout import Layout
from rubrikdsl.records.layout import layout_of
from rubrikdsl.records.names import names_of
from rubrikdsl.workspace import sql_problems as problems

if TYPE_CHECKING:
    from rubrikdsl.sql.dialects import Name
    from rubrikdsl.workspace.shelf import Ready


_PART = re.compile(r'"[^"]+"|[^\W\d]\w*')
_TABLE = re.compile(rf"(?:{_PART.pattern})(?:\.(?:{_PART.pattern})){{0,2}}")


class SqlError(ValueError):
    """There is no such statement: `message` says why, `help` what to do instead."""

    def __init__(self, message: Words, help: Words | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help


def to_sql(
    ready: Ready, dialect: str, table: str, *, columns: Sequence[str] | None, record: str | None
) -> str:
    """The statement; raises `SqlError`, or `ExtraError` where a package is missing."""
    with needed(problems.SQL, "sqlglot", "sql"):
        import sqlglot
    from rubrikdsl.sql.dialects import DIALECTS
    from rubrikdsl.sql.dialects import Name
    from rubrikdsl.sql.problems import ObstacleError
    from rubrikdsl.sql.statement import statement

    name: Name | None = next((one for one in get_args(Name) if one == dialect), None)
    if name is None:
        raise SqlError(*problems.unknown_dialect(dialect, get_args(Name)))
    if not _TABLE.fullmatch(table):
        raise SqlError(*problems.not_a_table(table))
    names = [
        sqlglot.exp.to_identifier(part.strip('"'), quoted=part.startswith('"'))
        for part in _PART.findall(table)
    ]
    source = sqlglot.exp.Table(**dict(zip(("this", "db", "catalog"), reversed(names), strict=False)))
    layout = _layout(ready.plan, columns)
    try:
        return statement(ready.plan, layout, DIALECTS[name], source, record)
    except ObstacleError as found:
        one = found.obstacle
        at = one.clause if one.step is None else ready.plan.clause_of[one.step]
        clause = None if at is None or at < 0 else ready.plan.clauses[at]
        raise SqlError(*problems.refused(ready.plan.name, name, one, clause)) from None


def _layout(plan: ir.Plan, columns: Sequence[str] | None) -> Layout:
    """What the columns say, each alone; without a list, a column for every answer and given node."""
    names = names_of(plan)
    if columns is None:
        columns = keys(plan)
    unknown = [name for name in columns if names.resolve(name) is None]
    if unknown:
        raise SqlError(*problems.unknown_columns(unknown, keys(plan)))
    layout = layout_of(names, columns)
    if layout is None:
        alone = [name for name in columns if layout_of(names, [name]) is None]
        raise SqlError(*problems.unclear_columns(alone or list(columns)))
    return layout


def keys(plan: ir.Plan) -> list[str]:
    """The key of every answer and of every node that can only be given, in the order of the rubric."""
    from rubrikdsl.records.questions import questions

    names = names_of(plan)
    found = [question.key for question in questions(plan)]
    return [key for key in found if layout_of(names, [key]) is not None]
