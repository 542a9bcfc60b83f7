"""What stands in the way of a statement; worded where rubrics are known by their clauses."""

from __future__ import annotations

from typing import Literal

from rubrikdsl.frozen import dataclass

What = Literal[
    "power", "log", "wide", "members", "text", "weights", "decimals", "codes", "median", "quotient"
]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What a dialect cannot do exactly, and the clause of the rubric that asks for it.

    `step` is the step of the plan, `clause` the clause itself where that is known already.
    """

    what: What
    step: int | None = None
    bits: int = 0
    clause: int | None = None


class ObstacleError(Exception):
    """Raised with an `Obstacle`."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.what)
        self.obstacle = obstacle
