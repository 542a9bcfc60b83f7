"""The parts of a statement, each a `SELECT` on the one before, written as a `WITH`.

A part takes along what later ones read and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from typing import Union

from sqlglot import exp

from rubrikdsl.frozen import dataclass
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import named

SOURCE: Final = "source"

OWN: Final = "own"
"""The name under which a row's own record or member is taken along: its column may be called anything."""

Columns = list[tuple[str, Node]]
"""Columns by name."""


@dataclass(frozen=True, slots=True)
class Part:
    """Columns made of those of the part before.

    With `by` there is one row for all rows that are alike in these columns, and the others are aggregates.
    `where` are the rows that it takes; `also` what others than the next part read of it.
    """

    columns: Columns
    by: tuple[str, ...] | None = None
    where: Node | None = None
    also: frozenset[str] = frozenset()


Query = Union[exp.Select, exp.Union]


@dataclass(frozen=True, slots=True)
class Written:
    """The parts that are left, and where each is found by its place among all: a table's name."""

    parts: tuple[tuple[str, exp.Select], ...]
    names: tuple[str | None, ...]

    def before(self, query: Query, dialect: Dialect) -> str:
        """The text of a query that reads them."""
        if isinstance(query, exp.Select):
            query = dialect.fenced(query)
        for name, select in self.parts:
            query = query.with_(name, as_=dialect.fenced(select), copy=False)
        return query.sql(dialect=dialect.name, pretty=True) + "\n"

    def at(self, place: int) -> str | None:
        """The table of a part, or of the nearest one before that has one; None: the source."""
        return next((name for name in reversed(self.names[: place + 1]) if name is not None), None)


def read_by(columns: Columns) -> set[str]:
    """The names that columns read; those of the source are not among them."""
    return {
        one.name
        for _, node in columns
        for one in node.find_all(exp.Column)
        if not one.this.args.get("quoted")
    }


def written(
    parts: Sequence[Part], final: set[str], source: exp.Table, carry: str | None, qualified: bool
) -> Written:
    """The parts, each with what later ones read; `carry` is a column of the source that all take along.

    `qualified`: columns of the source are written with the name of the table. SQLite takes a name in quotes
    that is none of its columns for a text, without a word.
    """
    needed = set(final)
    kept: list[tuple[Part, Columns, list[str]]] = []
    for part in reversed(parts):
        needed |= part.also
        made = [(name, node) for name, node in part.columns if name in needed]
        names = {name for name, _ in made}
        carried = sorted(needed - names)
        needed = (needed - names) | read_by(made) | set(part.by or ())
        needed |= set() if part.where is None else read_by([("", part.where)])
        kept.append((part, made, carried))
    found: list[tuple[str, exp.Select]] = []
    places: list[str | None] = []
    table: exp.Table = source
    # SQLite takes a table of a part's own name for that part
    stem = "part" if source.name.lower().startswith("step") else "step"
    for part, made, carried in reversed(kept):
        if not made and part.by is None:
            places.append(None)
            continue
        columns: list[Node] = []
        if carry is not None:
            columns = [column(OWN) if found else named(column(carry, quoted=True), OWN)]
        columns += [column(name) for name in carried]
        columns += [named(node, name) for name, node in made]
        select = exp.Select().select(*columns, copy=False).from_(table, copy=False)
        if not found and qualified:
            _qualify(select)
        if part.where is not None:
            select = select.where(part.where, copy=False)
        if part.by is not None:
            select = select.group_by(*map(column, part.by), copy=False)
        name = f"{stem}{len(found) + 1}"
        found.append((name, select))
        places.append(name)
        table = exp.to_table(name)
    return Written(tuple(found), tuple(places))


def _qualify(select: exp.Select) -> None:
    """Names the table of each column of the source."""
    (table,) = select.find_all(exp.Table)
    table.set("alias", exp.TableAlias(this=exp.to_identifier(SOURCE)))
    for one in select.find_all(exp.Column):
        if one.this.args.get("quoted"):
            one.set("table", exp.to_identifier(SOURCE))
