"""What classifies: band tables and decisions."""

from __future__ import annotations

from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.expressions import Expression
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Number
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.expressions import Ref
from rubrikdsl.syntax.tree.expressions import Truth
from rubrikdsl.syntax.tree.parts import Range
from rubrikdsl.syntax.tree.parts import Tail
from rubrikdsl.syntax.tree.place import placed
from rubrikdsl.syntax.tree.score import Broken


@dataclass(frozen=True, slots=True)
class Empty:
    """`-`, an empty cell."""

    place: Place = placed()


Cell = Union[Name, Quoted, Number, Truth, Empty]


@dataclass(frozen=True, slots=True)
class BandRow:
    """A row of a band table: a range, then as many cells as the header has further columns."""

    range: Range
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Bands:
    """`bands kategori "…" of nilai` with its table, or `as in other.rubric` (`like`) without one.

    `columns` are the header's words after the range column, by construct where they are keywords
    (`code`, `label`), else as written. `lower` is `lower is better`.
    """

    name: Name
    label: Quoted | None
    of: Ref
    like: Name | None
    columns: tuple[Name, ...]
    rows: tuple[BandRow | Broken, ...]
    tail: Tail = Tail()
    place: Place = placed()
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """`missing` in a cell that asks: the optional answer was not given."""

    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Test:
    """A cell left of the arrow: what it takes, listed with `or`; `-` (Empty) takes anything."""

    takes: tuple[Range | Name | Quoted | Truth | Absent | Empty, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of a decision table: a test per input, then as many cells as the header has after its arrow."""

    tests: tuple[Test, ...]
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class DecisionCase:
    """`when … -> code`, or `otherwise -> code` (`when` None)."""

    when: Expression | None
    cells: tuple[Cell, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Decide:
    """`decide opini "…" one of a, b first match` with a table (`inputs -> columns`) or with cases.

    `ranked` are the codes of `one of`, lowest first. Without a header `columns` is empty: cases give a code.
    """

    name: Name
    label: Quoted | None
    ranked: tuple[Name, ...]
    first: bool
    inputs: tuple[Ref, ...] = ()
    columns: tuple[Name, ...] = ()
    rows: tuple[DecisionRow | DecisionCase | Broken, ...] = ()
    tail: Tail = Tail()
    place: Place = placed()
