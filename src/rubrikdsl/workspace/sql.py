"""A rubric as one statement of SQL: which columns it reads, and what stands in its way."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import get_args

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records.bind import ID
from rubrikdsl.records.layout import Layout
from rubrikdsl.records.layout import layout
from rubrikdsl.records.levels import Way
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.values import fold
from rubrikdsl.source import Place
from rubrikdsl.workspace import sql_problems as problems
from rubrikdsl.workspace.frames.flat import put_together
from rubrikdsl.workspace.frames.flat import told
from rubrikdsl.workspace.frames.schema import decimals
from rubrikdsl.workspace.frames.schema import given_by
from rubrikdsl.workspace.problems import choose_ranking

if TYPE_CHECKING:
    from rubrikdsl.sql.dialects import Name
    from rubrikdsl.sql.levels import Level
    from rubrikdsl.workspace.shelf import Ready


Where = Callable[[Place], str]

_PART = re.compile(r'"[^"]+"|[^\W\d]\w*')
_TABLE = re.compile(rf"(?:{_PART.pattern})(?:\.(?:{_PART.pattern})){{0,2}}")


class SqlError(ValueError):
    """There is no such statement: `message` says why, `help` what to do instead."""

    def __init__(self, message: Words, help: Words | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table a statement reads, and how its rows are records.

    `columns` None: one a question. `record` is the column that names a row (None: there is none); with `by`
    rows are members of records, as `records.levels` has it.
    """

    table: str
    columns: Sequence[str] | None = None
    record: str | None = ID
    by: Sequence[str] = ()
    collection: str | None = None
    ranking: str | None = None


def to_sql(ready: Ready, dialect: str, asked: Asked, where: Where | None = None) -> str:
    """The statement; raises `SqlError`, or `ExtraError` where a package is missing.

    `where` tells the file and the line of a place of the rubric.
    """
    with needed(problems.SQL, "sqlglot", "sql"):
        import sqlglot
    from rubrikdsl.sql.dialects import DIALECTS
    from rubrikdsl.sql.dialects import Name
    from rubrikdsl.sql.problems import NothingError
    from rubrikdsl.sql.problems import ObstacleError
    from rubrikdsl.sql.statement import Source
    from rubrikdsl.sql.statement import statement

    name: Name | None = next((one for one in get_args(Name) if one == dialect), None)
    if name is None:
        raise SqlError(*problems.unknown_dialect(dialect, get_args(Name)))
    if not _TABLE.fullmatch(asked.table):
        raise SqlError(*problems.not_a_table(asked.table))
    names = [
        sqlglot.exp.to_identifier(part.strip('"'), quoted=part.startswith('"'))
        for part in _PART.findall(asked.table)
    ]
    table = sqlglot.exp.Table(**dict(zip(("this", "db", "catalog"), reversed(names), strict=False)))
    rankings = {ranking.name: ranking for ranking in ready.plan.rankings}
    if asked.ranking is not None and asked.ranking not in rankings:
        raise SqlError(choose_ranking(ready.plan.name, asked.ranking, tuple(rankings)))
    ranking = None if asked.ranking is None else rankings[asked.ranking]
    by, found = levels_of(ready.plan, asked)
    try:
        places = decimals(ready.plan, given_by(found[0].layout.targets.values()))
        return statement(found, DIALECTS[name], Source(table, asked.record, by, places, ranking))
    except NothingError:
        below = [collection.name for collection in ready.plan.collections]
        raise SqlError(*problems.needs_members(ready.plan.name, below)) from None
    except ObstacleError as stopped:
        clause = stopped.obstacle.clause
        line = "" if clause is None or where is None else where(clause.place)
        raise SqlError(*problems.refused(ready.plan.name, name, stopped.obstacle, line)) from None


def levels_of(plan: ir.Plan, asked: Asked) -> tuple[tuple[str, ...], list[Level]]:
    """The columns that name levels, and each level with what the columns say of it; raises `SqlError`."""
    from rubrikdsl.sql.levels import Level

    if not asked.by:
        targets = _targets(plan, asked)
        found, checklists = _clear(targets)
        return (), [Level(plan, found, tuple(targets), checklists=checklists)]
    put = put_together(asked.columns or (), plan, asked.by, asked.collection)
    if isinstance(put, Problem):
        raise SqlError(put.message, put.helps[0] if put.helps else None)
    if put.chooser is not None:
        raise SqlError(*problems.choose_collection([way.name for way in put.ways]))
    (way,) = put.ways
    columns = list(_questions(way, put.columns)) if asked.columns is None else asked.columns
    columns = [name for name in columns if fold(name) != fold(asked.record or ID)]
    named = told(columns, put, way)
    unknown = [name for name in columns if name not in put.aside and not any(name in one for one in named)]
    if unknown:
        raise SqlError(*problems.unknown_columns(unknown, list(_questions(way, put.columns))))
    layouts = [_clear(found) for found in named]
    return put.columns, [
        Level(below, one, tuple(columns), collection, checklists)
        for below, (one, checklists), collection in zip(
            way.plans, layouts, (-1, *way.collections), strict=True
        )
    ]


def _clear(targets: Mapping[str, Target | Ambiguous]) -> tuple[Layout, dict[int, str]]:
    """What columns say of one plan, each alone; those that may say that a checklist is not applicable."""
    checklists = {
        target.slot.state.index: name
        for name, target in targets.items()
        if isinstance(target, Target) and _is_checklist(target) and target.slot.state is not None
    }
    rest = {name: target for name, target in targets.items() if name not in checklists.values()}
    found = layout(rest)
    if found is None:
        alone = [name for name, target in rest.items() if layout({name: target}) is None]
        raise SqlError(*problems.unclear_columns(alone or list(rest)))
    return found, checklists


def _is_checklist(target: Target) -> bool:
    return target.reading == "answer" and target.slot.field is None and bool(target.slot.items)


def _questions(way: Way, by: Sequence[str]) -> Iterator[str]:
    """A column for every question of all levels, the innermost first; of one name the others say whose."""
    taken = set(by)
    for level in range(way.depth, -1, -1):
        for key in keys(way.plans[level]):
            if key not in taken:
                taken.add(key)
                yield key
            elif key not in by and level < way.depth:
                yield f"{by[level]}.{key}"


def _targets(plan: ir.Plan, asked: Asked) -> dict[str, Target | Ambiguous]:
    """What each column names; without a list, a column for every answer and given node.

    The column that names a row may be in the list, as it is in the header of a table.
    """
    names = names_of(plan)
    columns = keys(plan) if asked.columns is None else asked.columns
    named = {name: names.resolve(name) for name in columns if fold(name) != fold(ID)}
    unknown = [name for name, target in named.items() if target is None and name != asked.record]
    if unknown:
        raise SqlError(*problems.unknown_columns(unknown, keys(plan)))
    return {name: target for name, target in named.items() if target is not None}


def keys(plan: ir.Plan) -> list[str]:
    """The key of every answer and of every node that can only be given, in the order of the rubric."""
    from rubrikdsl.records.questions import questions

    names = names_of(plan)
    found = [(question.key, names.resolve(question.key)) for question in questions(plan)]
    return [
        key
        for key, target in found
        if isinstance(target, Target) and (_is_checklist(target) or layout({key: target}) is not None)
    ]
