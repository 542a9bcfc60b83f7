"""Tables that give codes: their columns, their codes, their cells; of bands and of decisions alike."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic
from typing import Protocol
from typing import TypeVar
from typing import assert_never

from rubrikdsl.exact import to_text
from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.names import Column
from rubrikdsl.semantics.record import Value
from rubrikdsl.syntax import tree


class Coded(Protocol):
    """A row that gives a code with attributes."""

    @property
    def code(self) -> str: ...

    @property
    def attributes(self) -> tuple[Value | None, ...]: ...


Row = TypeVar("Row", bound=Coded)


@dataclass(slots=True)
class Table(Generic[Row]):
    """The rows of a table with the names of its columns, and its codes, from worst to best where they rank.

    `lower` says of bands that the lowest range is the best.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    order: tuple[str, ...]
    lower: bool = False


def own_table(bands: object, among: Sequence[object]) -> int | None:
    """Which of these lines of a rubric is the table that another one is `as in`; None where none is."""
    if not isinstance(bands, tree.Bands) or bands.like is None:
        return None
    for i, line in enumerate(among):
        if line is not bands and isinstance(line, tree.Bands) and line.name.text == bands.like.text:
            return i
    return None


def code_column(context: Context, columns: Sequence[tree.Name]) -> int | None:
    """Where the codes stand, -1 where they do not; None for a column named twice, which is reported."""
    header = [column.text for column in columns]
    for i, column in enumerate(columns):
        if column.text in header[:i]:
            first = columns[header.index(column.text)].place
            context.add(problems.duplicate_column(column.text, column.place, first))
            return None
    return header.index("code") if "code" in header else -1


def code_of(context: Context, cell: tree.Cell) -> str | None:
    """The code in a cell; reports what is none."""
    match cell:
        case tree.Name() | tree.Quoted():
            return cell.text
        case tree.Number(percent=False):
            return to_text(cell.value)
        case tree.Number() | tree.Truth() | tree.Empty():
            context.add(problems.bad_code(context.text(cell.place), cell.place))
            return None


def value_of(cell: tree.Cell) -> Value | None:
    """What a cell holds; None where it is empty."""
    match cell:
        case tree.Name() | tree.Quoted():
            return cell.text
        case tree.Number():
            return cell.value / 100 if cell.percent else cell.value
        case tree.Truth():
            return cell.value
        case tree.Empty():
            return None


def further(
    context: Context,
    columns: Sequence[tree.Name],
    at: int,
    lines: Sequence[Sequence[tree.Cell]],
    rows: Sequence[Coded],
) -> list[Column] | None:
    """The columns beside the code (which stands `at`), each of one type; a mixed one is reported: None."""
    found = []
    for i, name in enumerate(column for column in columns if column.text != "code"):
        kind = column_type([cells[i + (i >= at)] for cells in lines])
        if kind is None:
            context.add(problems.mixed_column(name.text, name.place))
            return None
        empty = next((row.code for row in rows if row.attributes[i] is None), None)
        found.append(Column(name.text, kind, empty))
    return found


def column_type(cells: Iterable[tree.Cell]) -> Type | None:
    """The type of a column; None where its cells have several. Texts and codes are one."""
    kinds: set[Type] = set()
    codes: dict[str, None] = {}
    for cell in cells:
        match cell:
            case tree.Truth():
                kinds.add(TRUTH)
            case tree.Number(percent=percent):
                kinds.add(SHARE if percent else NUMBER)
            case tree.Name(text) | tree.Quoted(text):
                kinds.add(Type("code"))
                codes[text] = None
            case tree.Empty():
                pass
            case _:
                assert_never(cell)
    if kinds <= {Type("code")}:
        return Type("code", tuple(codes))
    return kinds.pop() if len(kinds) == 1 else None
