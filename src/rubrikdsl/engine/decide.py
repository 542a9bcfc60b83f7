"""Which row of a decision holds.

A row is out where a known test fails, whatever else it asks; it holds where all its tests do. Between, it
waits. In a table no two rows hold at once, so one that holds decides whatever the others wait for; where
the first match decides, a row that waits holds up those below it.
"""

from __future__ import annotations

from collections.abc import Callable

from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Unknown
from rubrikdsl.engine.run import first_of
from rubrikdsl.engine.run import is_known
from rubrikdsl.engine.run import unknowns_of
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Test

Read = Callable[[int], Found]


def case_of(step: ir.Decide, read: Read) -> Case | Unknown | None:
    """The row that decides; what is waited for; None where no row holds."""
    waiting: list[Unknown] = []
    for row in step.rows:
        open_ = _waits(step, row, read)
        if open_ is None:
            continue
        if not open_:
            return row
        waiting += open_
        if step.first:
            break
    return first_of(waiting) if waiting else step.otherwise


def _waits(step: ir.Decide, row: Case, read: Read) -> list[Unknown] | None:
    """What a row waits for; nothing where it holds, None where it is out."""
    waiting: list[Unknown] = []
    for arg, absent, test in zip(step.args, step.absent, row.tests, strict=True):
        if test is None:
            continue
        found = read(arg)
        if absent and isinstance(found, Missing):
            if not test.missing:
                return None
        elif not is_known(found):
            waiting += unknowns_of((found,))
        elif not takes(test, found):
            return None
    return waiting


def takes(test: Test, found: Found) -> bool:
    """Whether a test takes a value."""
    return found in test.values or any(found in interval for interval in test.intervals)


def clause_of(plan: ir.Plan, step: ir.Step, read: Read) -> int:
    """The line of the rubric that decided, of a table or of cases; -1 where nothing did."""
    match step:
        case ir.Decide():
            found = case_of(step, read)
            return found.clause if isinstance(found, Case) else -1
        case ir.Choose(branches, otherwise):
            for condition, _ in branches:
                holds = read(condition)
                if holds is True:
                    return plan.clause_of[condition]
                if holds is not False:
                    return -1
            return plan.clause_of[otherwise]
        case _:
            return -1
