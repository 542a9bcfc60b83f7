"""What many records say, held by column: each different answer once, and which of them each record has."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Answer

Key = tuple[Literal["field", "node"], int]
"""Something that a record says: of a field or a node, by its index."""


@dataclass(frozen=True, slots=True)
class Known:
    """Different answers or values, and the place of the one that each record has; None: it has none."""

    different: tuple[Union[Answer, None], ...]
    at: array[int]

    def of(self, places: Iterable[int]) -> Known:
        """The same of these records alone."""
        return Known(self.different, array("i", map(self.at.__getitem__, places)))


@dataclass(frozen=True, slots=True)
class Many:
    """So many records by what they say, and the nodes that they give by the reading.

    `odd` are the places of records that say something else besides.
    """

    known: Mapping[Key, Known]
    nodes: Mapping[int, Literal["value", "share", "points"]]
    odd: frozenset[int]
    count: int

    def answers(self, field: int) -> Known | None:
        """What the records themselves answer to a field."""
        known = self.known.get(("field", field))
        if known is None or not self.odd:
            return known
        at = array("i", known.at)
        for row in self.odd:
            at[row] = len(known.different)
        return Known((*known.different, None), at)

    def of(self, places: Sequence[int]) -> Many:
        """These records alone."""
        known = {key: one.of(places) for key, one in self.known.items()}
        odd = frozenset(row for row, place in enumerate(places) if place in self.odd)
        return Many(known, self.nodes, odd, len(places))
