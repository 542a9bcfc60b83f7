"""What was really read on the way to some results.

A step is evaluated once more with a reader that remembers, so that a branch not taken, a sibling without
weight or an answer after a ladder's first "no" counts as not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from rubrikdsl.engine.decide import clause_of
from rubrikdsl.engine.interpret import answer
from rubrikdsl.engine.interpret import evaluate
from rubrikdsl.engine.interpret import row_of
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Clause


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps read of one run."""

    run: Run
    steps: frozenset[int]


def trace(run: Run, roots: Iterable[int]) -> tuple[Trace, ...]:
    """What evaluation read for these steps: of the run itself first, then of its members."""
    seen: dict[int, tuple[Run, set[int]]] = {id(run): (run, set())}
    waiting: list[tuple[Run, int]] = []

    def read(of: Run, step: int) -> Found:
        steps = seen.setdefault(id(of), (of, set()))[1]
        if step not in steps:
            steps.add(step)
            waiting.append((of, step))
        return of.values[step]

    for root in roots:
        read(run, root)
    while waiting:
        of, step = waiting.pop()
        evaluate(of, of.plan.steps[step], read)
    return tuple(Trace(of, frozenset(steps)) for of, steps in seen.values())


def clauses_read(trace: Trace) -> list[Clause]:
    """The clauses behind what was read, in the order of the rubric.

    Of a table the row that was found counts, of an answer the line of its field.
    """
    run = trace.run
    found: set[int] = set()
    inner: list[Clause] = []
    for index in trace.steps:
        found.add(run.plan.clause_of[index])
        match run.plan.steps[index]:
            case ir.Table(arg) as table:
                value = run.values[arg]
                row = row_of(table, value) if is_known(value) else None
                if row is not None:
                    found.add(row.clause)
            case ir.Decide() as decide:
                found.add(clause_of(run.plan, decide, lambda arg: run.values[arg]))
            case ir.Answer(field) | ir.Applies(field):
                found.add(run.plan.fields[field].clause)
            case ir.Fold(_, collection, below=below):
                found.add(run.plan.collections[collection].clause)
                inner.extend(_collected(run.plan.collections[collection].plan, below))
            case _:
                pass
    return [*(run.plan.clauses[index] for index in sorted(found) if index >= 0), *dict.fromkeys(inner)]


def _collected(plan: ir.Plan, path: Iterable[int]) -> Iterator[Clause]:
    """The lines of the collections on a way through levels."""
    for index in path:
        collection = plan.collections[index]
        yield plan.clauses[collection.clause]
        plan = collection.plan


def fields_read(trace: Trace) -> list[int]:
    """The fields whose answers were read, in the order of the rubric."""
    found: set[int] = set()
    for index in trace.steps:
        match trace.run.plan.steps[index]:
            case ir.Answer(field):
                found.add(field)
            case _:
                pass
    return sorted(found)


def defaults_read(trace: Trace) -> list[int]:
    """The fields whose default stood in for an answer."""
    run = trace.run
    return [
        field
        for field in fields_read(trace)
        if run.plan.fields[field].kind != "state"
        and field not in run.record.answers
        and is_known(answer(run, field))
    ]
