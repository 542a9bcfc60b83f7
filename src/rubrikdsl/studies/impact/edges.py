"""Which values lie on an edge of their class, or near one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.impact.model import Edge

Side = Literal["old", "new"]


def edges_of(plan: ir.Plan, side: Side, near: Fraction) -> Callable[[Run | None], tuple[Edge, ...]]:
    """What finds the edges, at most `near` away, that the values of a run lie on or near.

    A value on the end of its own range lies on the edge to the next one, whatever lies between the two.
    """
    tables = [(bands, _rows(bands)) for bands in plan.bands if isinstance(bands, ir.Bands)]

    def found(run: Run | None) -> tuple[Edge, ...]:
        if run is None:
            return ()
        met: list[Edge] = []
        for bands, rows in tables:
            value = run.values[bands.of]
            if not isinstance(value, Fraction):
                continue
            at = next((i for i, (interval, _) in enumerate(rows) if value in interval), None)
            if at is not None:
                met += _beside(bands.name, rows, at, value)
        return tuple(edge for edge in met if edge.on or edge.distance <= near)

    def _beside(name: str, rows: list[tuple[Interval, str]], at: int, value: Fraction) -> list[Edge]:
        """The edges to the classes below and above."""
        own, code = rows[at]
        met: list[Edge] = []
        if at:
            beyond, neighbour = rows[at - 1]
            if beyond.high is not None:
                on = value == own.low
                met.append(Edge(side, name, value, code, neighbour, beyond.high, value - beyond.high, on))
        if at + 1 < len(rows):
            beyond, neighbour = rows[at + 1]
            if beyond.low is not None:
                on = value == own.high
                met.append(Edge(side, name, value, code, neighbour, beyond.low, beyond.low - value, on))
        return met

    return found


def _rows(bands: ir.Bands) -> list[tuple[Interval, str]]:
    """The ranges with their codes, lowest first."""
    rows = [(row.key, str(row.value)) for row in bands.rows if isinstance(row.key, Interval)]
    return sorted(rows, key=lambda row: (row[0].low is not None, row[0].low or 0, row[0].low_open))
