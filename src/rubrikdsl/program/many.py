"""What many records say, held by column: each different answer once, and which of them each record has."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.terms import Field

Key = tuple[Literal["field", "node"], int]
"""Something that a record says: of a field or a node, by its index."""


@dataclass(frozen=True, slots=True)
class Known:
    """Different answers or values, and the place of the one that each record has; None: it has none.

    `waiting` are the places of those without a value because they wait for answers: for these, where told.
    """

    different: tuple[Union[Answer, None], ...]
    at: array[int]
    waiting: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def is_open(self, at: int) -> bool:
        """Whether a record has no value here, and waiting for answers is not why, or not told."""
        place = self.at[at]
        return self.different[place] is None and place not in self.waiting

    def of(self, places: Iterable[int]) -> Known:
        """The same of these records alone."""
        return replace(self, at=array("i", map(self.at.__getitem__, places)))


@dataclass(frozen=True, slots=True)
class Many:
    """So many records by what they say, and the nodes that they give by the reading.

    `odd` are the places of records that say something else besides.
    """

    known: Mapping[Key, Known]
    nodes: Mapping[int, Literal["value", "share", "points"]]
    odd: frozenset[int]
    count: int

    def answers(self, field: Field) -> Known:
        """What the records themselves answer to a field; one without a default is waited for."""
        known = self.known.get(("field", field.index)) or Known((None,), array("i", bytes(4 * self.count)))
        silent = [place for place, value in enumerate(known.different) if value is None]
        waiting = {} if field.default is not None else dict.fromkeys(silent, (".".join(field.path),))
        if not self.odd:
            return replace(known, waiting=waiting)
        at = array("i", known.at)
        for row in self.odd:
            at[row] = len(known.different)
        return Known((*known.different, None), at, waiting)

    def of(self, places: Sequence[int]) -> Many:
        """These records alone."""
        known = {key: one.of(places) for key, one in self.known.items()}
        odd = frozenset(row for row, place in enumerate(places) if place in self.odd)
        return Many(known, self.nodes, odd, len(places))
