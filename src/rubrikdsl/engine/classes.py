"""Why a value has its class, and whether each gate holds."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.engine.decide import clause_of
from rubrikdsl.engine.explanation import Classification
from rubrikdsl.engine.explanation import Decided
from rubrikdsl.engine.explanation import Gate
from rubrikdsl.engine.explanation import Requirement
from rubrikdsl.engine.explanation import Standing
from rubrikdsl.engine.explanation import Step
from rubrikdsl.engine.quantified import asked
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row


def classification(run: Run, bands: ir.Bands) -> Classification | None:
    """Which band and why; None while the value or the code is not known."""
    value, code = run.values[bands.of], run.values[bands.code]
    if not isinstance(value, Fraction) or not isinstance(code, str):
        return None
    found = _neighbours(bands, value)
    if found is None:
        return None
    row, better, worse = found
    clauses = run.plan.clauses
    return Classification(
        name=bands.name,
        label=bands.label,
        of=bands.of_text,
        value=value,
        code=code,
        table_code=str(row.value),
        printed=bands.printed[bands.rows.index(row)],
        interval=_interval(row),
        next=better,
        previous=worse,
        limits=tuple(clauses[limit[3]] for limit in bands.limits if run.values[limit[0]] is True),
        clause=clauses[row.clause] if row.clause >= 0 else None,
        lower=bands.lower,
    )


def standing(bands: ir.Bands, value: Fraction, code: str) -> Standing | None:
    """The same of a value and its class, less what else the record says; None where no band has the value."""
    found = _neighbours(bands, value)
    return None if found is None else Standing(bands.name, value, code, *found[1:])


def _neighbours(bands: ir.Bands, value: Fraction) -> tuple[Row, Step | None, Step | None] | None:
    """The row of a value, and the ways to the better and to the worse one."""
    rows = sorted(bands.rows, key=_rank)
    at = next((i for i, row in enumerate(rows) if value in row.key), None)
    if at is None:
        return None
    above = _step(rows[at + 1], value, upward=True) if at + 1 < len(rows) else None
    below = _step(rows[at - 1], value, upward=False) if at else None
    return (rows[at], below, above) if bands.lower else (rows[at], above, below)


def decided(run: Run, decision: ir.Decision) -> Decided | None:
    """Which row of a decision; None while the code is not known."""
    plan, values = run.plan, run.values
    code, before = values[decision.code], values[decision.table]
    clause = clause_of(plan, plan.steps[decision.table], lambda step: values[step])
    if not isinstance(code, str) or not isinstance(before, str) or clause < 0:
        return None
    return Decided(
        name=decision.name,
        label=decision.label,
        code=code,
        table_code=before,
        row=plan.clauses[clause].title,
        asked=tuple((text, _value(values[step]), plan.types[step]) for text, step in decision.inputs),
        limits=tuple(plan.clauses[limit[3]] for limit in decision.limits if values[limit[0]] is True),
        clause=plan.clauses[clause],
    )


def _value(found: Found) -> Value | None:
    return found if is_known(found) else None


def _interval(row: Row) -> Interval:
    assert isinstance(row.key, Interval)
    return row.key


def _rank(row: Row) -> tuple[bool, Fraction, bool]:
    interval = _interval(row)
    return (interval.low is not None, interval.low or Fraction(0), interval.low_open)


def _step(row: Row, value: Fraction, *, upward: bool) -> Step | None:
    """The way to a neighbouring band, to the edge that lies on the value's side."""
    interval = _interval(row)
    edge = interval.low if upward else interval.high
    beyond = interval.low_open if upward else interval.high_open
    return None if edge is None else Step(str(row.value), edge, beyond, abs(edge - value))


def gate(run: Run, outcome: ir.Outcome) -> Gate:
    """An outcome, each line by itself."""
    lines = tuple(
        Requirement(text, _truth(run, step), run.plan.clauses[clause], asked(run, step))
        for step, text, clause in outcome.requirements
    )
    return Gate(outcome.name, outcome.label, _truth(run, outcome.step), lines)


def _truth(run: Run, step: int) -> bool | None:
    found = run.values[step]
    return found if isinstance(found, bool) else None
