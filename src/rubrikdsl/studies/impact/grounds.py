"""Why one record has one class under one rubric: the row, the limits that moved it, the lines that fail."""

from __future__ import annotations

from rubrikdsl.engine.classes import classification
from rubrikdsl.engine.classes import decided
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.studies.impact.model import Ground


def ground(run: Run, source: ir.Classes | ir.Outcome) -> Ground:
    """What decided; nothing where the classification does not apply."""
    if isinstance(source, ir.Outcome):
        failing = (text for step, text, _ in source.requirements if run.values[step] is False)
        return Ground(None, tuple(failing))
    if isinstance(source, ir.Bands):
        band = classification(run, source)
        return Ground(None, ()) if band is None else Ground(band.value, (band.printed,), _texts(band.limits))
    row = decided(run, source)
    return Ground(None, ()) if row is None else Ground(None, (row.row,), _texts(row.limits))


def _texts(limits: tuple[Clause, ...]) -> tuple[str, ...]:
    return tuple(limit.because or limit.title for limit in limits)
