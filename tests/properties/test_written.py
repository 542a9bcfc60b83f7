"""Examples that are written notice every change that some record tells, and none of them can be left out."""

from __future__ import annotations

from tests.properties.scoring import space
from tests.properties.test_mutation import checked

from rubrikdsl.engine.interpret import run
from rubrikdsl.plan.from_model import lower
from rubrikdsl.source import Source
from rubrikdsl.studies.mutation.compare import holds
from rubrikdsl.studies.mutation.compare import named
from rubrikdsl.studies.mutation.model import Mutant
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.mutants import mutants
from rubrikdsl.studies.mutation.proposal import Proposed
from rubrikdsl.studies.mutation.proposal import propose
from rubrikdsl.studies.mutation.study import study
from rubrikdsl.syntax.format import format_document
from rubrikdsl.workspace.written import write

TEXT = """rubric r "R"
  score s "S" 0 .. 100
    indicator a "A" weight 50% 0 .. 4 step 1
    indicator b "B" weight 50% 0 .. 4 step 1
  bands k "K" of s
    range    code
    from 50  "T+"
    below 50 U
  limit k to U when b < 2 because "weak"
"""


def laid_out(text: str) -> str:
    return format_document(space().read(Source("r.rubrik", text))[0], space().grammar.lexicon)


def fails(example: Proposed, mutant: Mutant) -> bool:
    """Whether an example fails with a change, by the reference interpreter."""
    changed = lower(mutant.rubric)
    values, steps = run(changed, example.record).values, dict(named(changed))
    return not all(holds(values[steps[one.text]], one) for one in example.expected)


def test_none_can_be_left_out() -> None:
    rubric_, plan = checked(TEXT)
    found = propose(rubric_, plan, mutants(rubric_, plan))
    assert found.examples
    assert found.left == ()
    for example in found.examples:
        assert example.notices
        for mutant in example.notices:
            assert [one for one in found.examples if fails(one, mutant)] == [example]


def test_they_are_enough_and_the_file_stays_sound() -> None:
    text = laid_out(TEXT)
    before = space().check(Source("r.rubrik", text))
    found = write(space(), before)
    (written,) = found.written
    assert written.refused is None
    assert laid_out(found.after.text) == found.after.text
    now = space().check(found.after)
    assert [one.code for one in now.diagnostics] == [one.code for one in before.diagnostics]
    assert len(now.outcomes) == len(before.outcomes) + written.count
    verdicts = [one.verdict for one in study(now.models[0], now.plans[0]).judged]
    assert not [one for one in verdicts if isinstance(one, Unnoticed)]
