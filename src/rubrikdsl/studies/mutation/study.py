"""Every change of a rubric judged: noticed by an example, equivalent, or going unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from rubrikdsl.engine.interpret import run
from rubrikdsl.plan import ir
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Record
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.compare import Pair
from rubrikdsl.studies.mutation.compare import alike
from rubrikdsl.studies.mutation.compare import holds
from rubrikdsl.studies.mutation.model import Difference
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Judged
from rubrikdsl.studies.mutation.model import Killed
from rubrikdsl.studies.mutation.model import Mutation
from rubrikdsl.studies.mutation.model import Undecided
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.model import Verdict
from rubrikdsl.studies.mutation.mutants import mutants
from rubrikdsl.studies.mutation.rankings import ordered
from rubrikdsl.studies.mutation.solve import solve
from rubrikdsl.studies.mutation.values import value
from rubrikdsl.studies.mutation.witness import witness

Tell = Callable[[int, int], None]
"""How far the work is: so many done, of so many."""


def study(rubric: model.Rubric, plan: ir.Plan, tell: Tell | None = None) -> Mutation:
    """What the examples of a rubric notice; `plan` is its plan. The same for the same rubric, always."""
    made = mutants(rubric, plan)
    held = passing(rubric, plan)
    judged = []
    for number, mutant in enumerate(made):
        if tell is not None:
            tell(number, len(made))
        changed = lower(mutant.rubric)
        order = mutant.kind == "ranking"
        verdict = ordered(plan, changed) if order else judge(rubric, Pair(plan, changed), held)
        judged.append(Judged(mutant, verdict))
    return Mutation(plan.name, plan, tuple(judged))


def passing(rubric: model.Rubric, plan: ir.Plan) -> tuple[int, ...]:
    """The examples that hold: one that fails already notices nothing."""
    found = []
    for number, (example, wanted) in enumerate(zip(rubric.examples, plan.expected, strict=True)):
        values = run(plan, example.record).values
        if all(holds(values[one.step], one) for one in wanted):
            found.append(number)
    return tuple(found)


def noticed(rubric: model.Rubric, pair: Pair, held: Sequence[int]) -> Killed | None:
    """The first of the examples that `held` which fails with the change."""
    for number in held:
        both = pair.both(rubric.examples[number].record)
        if not all(holds(both.after(one.step), one) for one in pair.changed.expected[number]):
            return Killed(rubric.examples[number].title)
    return None


def judge(rubric: model.Rubric, pair: Pair, held: Sequence[int]) -> Verdict:
    """What becomes of a change: an example notices it, a record would, or none can."""
    killed = noticed(rubric, pair, held)
    if killed is not None:
        return killed
    if not pair.touched:
        return Equivalent(words.SAME_STEPS)
    found, tried = witness(pair, 1)
    if found is None:
        solved = solve(pair)
        if solved.none:
            return Equivalent(words.PROOFS[solved.by])
        found = solved.record
    told = () if found is None else differences(pair, found)
    return Unnoticed(found, told) if found is not None and told else Undecided(tried)


def differences(pair: Pair, record: Record) -> tuple[Difference, ...]:
    """What a record makes of a change, by the reference interpreter; the most telling first."""
    before, after = run(pair.plan, record).values, run(pair.changed, record).values
    return tuple(
        Difference(
            told.text,
            told.before,
            value(before[told.before], pair.plan.types[told.before]),
            value(after[told.after], pair.plan.types[told.before]),
        )
        for told in reversed(pair.told)
        if not alike(before[told.before], after[told.after])
    )
