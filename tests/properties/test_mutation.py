"""Small random rubrics whose records can all be gone through: verdicts on changes hold for each of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from tests.properties.scoring import space

from rubrikdsl.engine.interpret import run
from rubrikdsl.plan import ir
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import Source
from rubrikdsl.studies.mutation.compare import Pair
from rubrikdsl.studies.mutation.compare import alike
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Killed
from rubrikdsl.studies.mutation.model import Mutation
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.model import Undecided
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.study import study
from rubrikdsl.studies.mutation.words import SAME_STEPS


def rubric(seed: int) -> str:
    """A rubric of two answers and a yes or no, with whatever can be changed."""
    random = Random(seed)
    weight = random.choice([10, 40, 50, 70])
    cut = random.choice([2, 3, 4])
    lines = ['rubric r "R"', f'  score s "S" 0 .. 4 {random.choice(["", "places 0", "places 1"])}']
    lines += [f'    indicator a "A" weight {weight}% 0 .. 4 step 1']
    lines += [f'    indicator b "B" weight {90 - weight}% 0 .. 4 step 2']
    lines += [
        '    indicator c "C" weight 10% 0 .. 4 may be not applicable',
        "      full 4",
        "      half 2",
        "      none 0",
    ]
    changes = [
        one for one in ('bonus p "P" +1 when x', 'penalty q "Q" 1 when a > 2') if random.random() < 0.7
    ]
    lines += [f"    {one}" for one in random.sample(changes, len(changes))]
    lines += [f"    {one}" for one in random.sample(["cap 4", "floor 0"], 2)]
    lines += ["  inputs", '    x "X" yes or no']
    lines += ['  bands k "K" of s', "    range    code", f"    from {cut}  T", f"    below {cut} U"]
    if random.random() < 0.6:
        lines += ['  limit k to U when b < 2 because "weak"']
    lines += ['  outcome o "O"', "    requires k is T", f"    requires a >= {random.choice([0, 1, 3])}"]
    lines += ["    requires s >= 1", "    requires x"]
    if random.random() < 0.6:
        lines += [f'  decide d "D"{random.choice(["", " first match"])}', "    s       x    -> code"]
        lines += ["    from 2  yes  -> P", "    from 2  no   -> Q", "    below 2 -    -> R"]
    if random.random() < 0.5:
        lines += ['  example "one"', "    given a = 4, b = 4, c = full, x = yes", "    expect o = yes"]
    return "\n".join(lines) + "\n"


def checked(text: str) -> tuple[model.Rubric, ir.Plan]:
    found = space().check(Source("r.rubrik", text))
    assert not found.errors_but_examples, [str(d.message) for d in found.errors_but_examples]
    return found.models[0], found.plans[0]


def every(plan: ir.Plan) -> list[Record]:
    """All complete records."""
    truths: tuple[Answer, ...] = (True, False)
    codes: tuple[Answer, ...] = ("full", "half", "none", NOT_APPLICABLE)
    choices = [
        tuple(Fraction(n) for n in range(0, 5, int(f.domain.step or 1)))
        if f.domain.type.kind == "number"
        else {"truth": truths, "code": codes}[f.domain.type.kind]
        for f in plan.fields
    ]
    return [Record("", dict(enumerate(answers))) for answers in product(*choices)]


def tells(pair: Pair, record: Record) -> bool:
    before, after = run(pair.plan, record).values, run(pair.changed, record).values
    return any(not alike(before[told.before], after[told.after]) for told in pair.told)


@pytest.mark.parametrize("seed", [3])
def test_verdicts_hold_for_every_record(seed: int) -> None:
    rubric_, plan = checked(rubric(seed))
    found: Mutation = study(rubric_, plan)
    assert found.judged
    records = every(plan)
    for one in found.judged:
        pair = Pair(plan, lower(one.mutant.rubric))
        match one.verdict:
            case Equivalent(argument):
                assert argument == SAME_STEPS or not any(tells(pair, record) for record in records), (
                    one.mutant.what
                )
            case Unnoticed(record, differences):
                assert differences
                assert tells(pair, record)
            case Killed() | Undecided() | Ordered():
                pass


def test_a_weak_line_that_others_imply_changes_nothing() -> None:
    text = """rubric r "R"
  score s "S" 0 .. 100
    dimension a "A" weight 60 points
    dimension b "B" weight 40 points
  outcome o "O"
    requires a >= 30
    requires b >= 20
    requires s >= 50
"""
    rubric_, plan = checked(text)
    found = {str(one.mutant.what): one.verdict for one in study(rubric_, plan).judged}
    assert isinstance(found["without `s >= 50`"], Equivalent)
    assert isinstance(found["without `a >= 30`"], Unnoticed)
    rubric_, plan = checked(text.replace("s >= 50", "s >= 51"))
    found = {str(one.mutant.what): one.verdict for one in study(rubric_, plan).judged}
    assert isinstance(found["without `s >= 51`"], Unnoticed)


def test_rounding_that_never_rounds_changes_nothing() -> None:
    text = """rubric r "R"
  score s "S" 0 .. 100 places {places}
    indicator a "A" weight 50% 0 .. 100 step 1
    indicator b "B" weight 50% 0 .. 100 step 1
"""
    rubric_, plan = checked(text.format(places=1))
    found = [one.verdict for one in study(rubric_, plan).judged if one.mutant.kind == "rounding"]
    assert all(isinstance(one, Equivalent) for one in found)
    rubric_, plan = checked(text.format(places=0))
    found = [one.verdict for one in study(rubric_, plan).judged if one.mutant.kind == "rounding"]
    assert [type(one) for one in found] == [Unnoticed, Unnoticed, Equivalent]
