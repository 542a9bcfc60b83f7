"""A table in columns: Parquet and Arrow, through pyarrow.

Unless it is said before what holds them, a column of numbers that all end is one of whole numbers or of
decimals, exact; one with a number that does not, or that has more than 38 digits, is a column of texts
(`42561/700`). What is not there is null.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import to_text
from rubrikdsl.tables import problems
from rubrikdsl.tables.model import Cell
from rubrikdsl.tables.model import Table

if TYPE_CHECKING:
    import pyarrow

DIGITS = 38
"""Of a decimal in 128 bits."""


def to_parquet(table: Table) -> bytes:
    """A file of Parquet; raises `ExtraError` without pyarrow."""
    with needed(problems.PARQUET, "pyarrow", "data"):
        from pyarrow import parquet

    out = BytesIO()
    parquet.write_table(_arrow(table), out)
    return out.getvalue()


def to_arrow(table: Table) -> bytes:
    """A file of Arrow (Feather)."""
    with needed(problems.ARROW, "pyarrow", "data"):
        from pyarrow import ipc

    out = BytesIO()
    arrow = _arrow(table)
    with ipc.new_file(out, arrow.schema) as writer:
        writer.write_table(arrow)
    return out.getvalue()


def _arrow(table: Table) -> pyarrow.Table:
    import pyarrow as pa

    return pa.table(columns_of(table))


def columns_of(table: Table) -> dict[str, pyarrow.Array]:
    """The columns by name, each in the narrowest type that says all of it."""
    import pyarrow as pa

    columns: dict[str, pyarrow.Array] = {}
    for at, name in enumerate(table.names()):
        cells = tuple(table.values(at))
        kind = table.columns[at].kind
        if not all(cell is None or _is_of(cell, kind) for cell in cells):
            kind = "text"
        match kind:
            case "number" | "share":
                numbers = [cell for cell in cells if cell is None or isinstance(cell, Fraction)]
                columns[name] = _numbers(numbers, table.columns[at].held)
            case "truth":
                columns[name] = pa.array(cells, pa.bool_())
            case "date":
                columns[name] = pa.array(cells, pa.date32())
            case "text":
                columns[name] = pa.array([_text(cell) for cell in cells], pa.string())
    return columns


def _is_of(cell: Cell, kind: str) -> bool:
    match cell:
        case bool():
            return kind == "truth"
        case Fraction():
            return kind in ("number", "share")
        case date():
            return kind == "date"
        case _:
            return kind == "text"


def _numbers(cells: list[Fraction | None], held: int | Literal["text"] | None) -> pyarrow.Array:
    import pyarrow as pa

    if isinstance(held, int):
        return pa.array([_decimal(cell) for cell in cells], pa.decimal128(DIGITS, held))
    numbers = [cell for cell in cells if cell is not None]
    places = [decimal_places(number) for number in numbers]
    scale = max((each for each in places if each is not None), default=0)
    digits = max((len(str(int(abs(number)))) for number in numbers), default=1) + scale
    if held == "text" or None in places or digits > DIGITS:
        return pa.array([_text(cell) for cell in cells], pa.string())
    if scale == 0 and digits < 19:
        return pa.array([None if cell is None else int(cell) for cell in cells], pa.int64())
    return pa.array([_decimal(cell) for cell in cells], pa.decimal128(digits, scale))


def _decimal(cell: Fraction | None) -> Decimal | None:
    return None if cell is None else Decimal(to_text(cell))


def _text(cell: Cell) -> str | None:
    match cell:
        case None | str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case Fraction():
            return to_text(cell)
        case date():
            return cell.isoformat()
