"""What stands in the way of a statement; worded where rubrics are known by their clauses."""

from __future__ import annotations

from typing import Final
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Clause

NUMBER: Final = "number-beyond-sql"
"""The code of a number that the rubric admits and the statement has no room for."""

ITEMS: Final = "items-beyond-sql"
"""The code of a list of items where each item has a column of its own."""

MEMBERS: Final = "members-beyond-sql"
"""The code of a record with more members than bounds are made for."""

CODES: Final = (NUMBER, ITEMS, MEMBERS)
"""The codes that no other engine has; each has a page."""

What = Literal["power", "log", "wide", "text", "weights", "decimals", "codes", "median", "quotient", "set"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What a dialect cannot do exactly, and the clause of the rubric that asks for it."""

    what: What
    clause: Clause | None = None
    bits: int = 0


class ObstacleError(Exception):
    """Raised with an `Obstacle`."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.what)
        self.obstacle = obstacle


class NothingError(Exception):
    """Every result needs members, and none are read."""


def clause_of(plan: ir.Plan, step: int) -> Clause | None:
    """The clause that a step of a plan comes from."""
    at = plan.clause_of[step]
    return plan.clauses[at] if at >= 0 else None
