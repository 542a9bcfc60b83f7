"""How a rubric that another one names is asked for: the caller knows the files, this room does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.model import Rubric


@dataclass(frozen=True, slots=True)
class Unfound:
    """Why there is no model of that name.

    `unknown`: nobody has a rubric of that name (`known` are names to suggest from); `ambiguous`: several
    files have one (`known` are the files); `broken`: it has errors of its own; `circular`: it is being
    checked, and leads back to the one that asks; `deep`: it brings along more rubrics than can be handled;
    `outside`: it is not in force on any day of the one that asks.
    """

    reason: Literal["unknown", "ambiguous", "broken", "circular", "deep", "outside"]
    known: tuple[str, ...] = ()


MOST_RUBRICS = 40
"""How many rubrics one may bring along, counted once for every way that leads to them."""

Find = Callable[[str], Union[Rubric, Unfound]]
"""From the name of a rubric to its model."""


def nothing(_: str) -> Unfound:
    """The `Find` of somebody who has no other rubric."""
    return Unfound("unknown")
