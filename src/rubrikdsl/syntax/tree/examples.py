"""Examples: what is given and what is expected."""

from __future__ import annotations

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.expressions import Day
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Number
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.expressions import Ref
from rubrikdsl.syntax.tree.parts import Tail
from rubrikdsl.syntax.tree.parts import Value
from rubrikdsl.syntax.tree.place import placed
from rubrikdsl.syntax.tree.score import Broken


@dataclass(frozen=True, slots=True)
class Assignment:
    """`input.points = 8.72` in `given`; in `expect` with an optional `within`."""

    ref: Ref
    value: Value
    within: Number | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Member:
    """`given units "Puskesmas Watdek" nilai = 49.85`: one member of a collection, inline or as a block.

    A block may hold members of the member's own collections.
    """

    collection: Name
    name: Quoted
    given: tuple[Assignment | Member | Broken, ...]
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Example:
    """An `example` block: what is given and what is expected."""

    title: Quoted
    on: Day | None
    given: tuple[Assignment | Member | Broken, ...]
    expect: tuple[Assignment | Broken, ...]
    tail: Tail = Tail()
    place: Place = placed()
