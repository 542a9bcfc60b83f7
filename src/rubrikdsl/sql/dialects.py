"""What the databases differ in, as far as whole numbers and texts are concerned."""

from __future__ import annotations

from typing import Final
from typing import Literal
from typing import get_args

from sqlglot import exp

from rubrikdsl.frozen import dataclass
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import atom
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import cast_to
from rubrikdsl.sql.tree import number

Name = Literal["duckdb", "postgres", "sqlite", "spark", "bigquery"]

NAMES: Final[tuple[Name, ...]] = get_args(Name)

ANY: Final = 10**6
"""Bits of a number of any size."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of them. `types`: bits (sign included) and the type of whole numbers that holds them.

    `stored` says that a whole number has the same type however large it is: then nothing is cast.
    """

    name: Name
    types: tuple[tuple[int, str], ...]
    digits: int
    """The most digits of a decimal; 0: it has none."""
    places: int = 18
    """The most decimals of a decimal."""
    is_one_type: bool = False
    medians: bool = False
    """It finds the number in the middle of whole numbers, and as a whole number."""

    @property
    def bits(self) -> int:
        """Of the longest whole number."""
        return self.types[-1][0]

    def spelt(self, name: str) -> str:
        """The name of a column; BigQuery has none with a dot."""
        return name.replace(".", "_") if self.name == "bigquery" else name

    def type_of(self, bits: int) -> str:
        """The narrowest type that holds so many bits."""
        return next(kind for most, kind in self.types if bits <= most)

    def fenced(self, select: exp.Select) -> exp.Select:
        """A part that is kept apart and yet not stored, row by row.

        PostgreSQL and SQLite else put the text of a part in place of its name, over and over. Neither does
        so where rows are skipped or counted, and SQLite only where those of the part around it are as well.
        """
        match self.name:
            case "postgres":
                return select.offset(0, copy=False)
            case "sqlite":
                return select.limit(-1, copy=False)
            case _:
                return select

    def cast(self, node: Node, bits: int) -> Node:
        """The same number in a type that holds so many bits."""
        return node if self.is_one_type else cast_to(node, self.type_of(bits))

    def quotient(self, over: Node, under: Node, bits: int, *, negative: bool) -> Node:
        """The greatest whole number not above a quotient of numbers of so many bits; `under` is above 0."""
        if not negative:
            return self._cut(over, under, bits)
        # databases cut towards zero: below it, the quotient of what mirrors the number is what is meant
        mirrored = binary(exp.Sub, exp.Neg(this=atom(over)), number(1))
        below = binary(exp.Sub, exp.Neg(this=atom(self._cut(mirrored, under, bits))), number(1))
        return case([(binary(exp.LT, over, number(0)), below)], self._cut(over, under, bits))

    def _cut(self, over: Node, under: Node, bits: int) -> Node:
        match self.name:
            case "duckdb" | "spark":
                return binary(exp.IntDiv, over, under)
            case "postgres" if bits > 64:
                return call("DIV", over, under)
            case "bigquery":
                return call("DIV", over, under)
            case _:
                return exp.Div(this=atom(over), expression=atom(under), typed=True, safe=False)

    def middle(self, node: Node) -> Node:
        """Of numbers in order, the one in the middle, or the lower of two; nulls are none of them."""
        if self.name == "duckdb":
            return call("QUANTILE_DISC", node, number("0.5"))
        order = exp.Order(expressions=[exp.Ordered(this=node)])
        return exp.WithinGroup(this=call("PERCENTILE_DISC", number("0.5")), expression=order)

    def decimal(self, digits: int, places: int) -> str:
        """A type of decimals."""
        return f"DECIMAL({digits}, {places})"


DIALECTS: Final[dict[Name, Dialect]] = {
    "duckdb": Dialect("duckdb", ((32, "INT"), (64, "BIGINT"), (127, "INT128")), 38, medians=True),
    "postgres": Dialect("postgres", ((32, "INT"), (64, "BIGINT"), (ANY, "DECIMAL")), 1000, 100, medians=True),
    "sqlite": Dialect("sqlite", ((64, "BIGINT"),), 0, is_one_type=True),
    "spark": Dialect("spark", ((32, "INT"), (64, "BIGINT")), 38),
    "bigquery": Dialect("bigquery", ((64, "BIGINT"),), 29, 9, is_one_type=True),
}
