"""Lowering: order of steps, sharing, weights settled before scoring."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import is_dataclass
from fractions import Fraction

from tests.engine.sketch import Sketch
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op

from rubrikdsl.plan import ir
from rubrikdsl.plan.digest import digest
from rubrikdsl.semantics import model


def sketch() -> Sketch:
    made = Sketch()
    place = made.truth("mpp")
    weights = ((Fraction("0.7"), place), (Fraction("0.6"), None))
    rest = ((Fraction("0.3"), place), (Fraction("0.4"), None))
    made.score(
        group(
            "nilai",
            1,
            group("a", weights, leaf("x", "50%"), leaf("y", "50%", not_applicable=True)),
            group("b", rest, leaf("z", default=0)),
            places=2,
            adjustments=(made.adjust("scale", 85, op("not", place)), made.adjust("cap", 100)),
        )
    )
    made.let("double", op("mul", made.read("nilai"), num(2)))
    made.let("again", model.LetValue(0, model.NUMBER), assumed="a reason")
    return made


def read_by(step: ir.Step) -> set[int]:
    """Every step that a step names, found by the names of the fields that hold steps."""
    held = {
        "arg", "args", "items", "branches", "otherwise", "applicable", "value", "values", "weight",
        "weights", "code",
    }  # fmt: skip
    if isinstance(step, ir.Constant | ir.Fold):
        return set()
    found: set[int] = set()

    def take(part: object) -> None:
        if isinstance(part, int) and not isinstance(part, bool):
            found.add(part)
        elif isinstance(part, tuple):
            for one in part:
                take(one)

    assert is_dataclass(step)
    for field in fields(step):
        if field.name in held:
            take(getattr(step, field.name))
    return found


def test_a_step_reads_only_steps_before_it() -> None:
    plan = sketch().plan()
    edges = [(at, read) for at, step in enumerate(plan.steps) for read in read_by(step)]
    assert len(edges) > 20
    assert all(read < at for at, read in edges)


def test_equal_steps_of_one_clause_are_one() -> None:
    plan = sketch().plan()
    keys = list(zip(plan.steps, plan.types, plan.clause_of, strict=True))
    assert len(set(keys)) == len(keys)


def test_weights_never_read_a_score() -> None:
    plan = sketch().plan()
    waiting = [s for n in plan.nodes for s in (n.own_weight, n.effective, n.weight, n.applicable)]
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += read_by(plan.steps[at])
    assert not [s for s in seen if isinstance(plan.steps[s], ir.Stated | ir.Mean)]


def test_constant_weights_are_settled() -> None:
    made = Sketch()
    made.score(group("nilai", 1, group("a", "30%", leaf("x", "50%"), leaf("y", "50%")), leaf("z", "70%")))
    plan = made.plan()
    weights = [plan.steps[node.weight] for node in plan.nodes]
    assert weights == [ir.Constant(Fraction(w)) for w in ("1", "3/10", "3/20", "3/20", "7/10")]


def test_stages_stand_in_the_order_written_and_rounding_last() -> None:
    plan = sketch().plan()
    root = plan.nodes[0]
    assert [stage.kind for stage in root.stages] == ["scale", "cap", "places"]
    assert [stage.before for stage in root.stages[1:]] == [stage.after for stage in root.stages[:-1]]
    assert root.stages[0].before == root.base
    assert isinstance(plan.steps[root.result], ir.Stated)


def test_a_value_that_only_repeats_another_has_its_own_clause() -> None:
    plan = sketch().plan()
    double, again = plan.lets
    assert again.step != double.step
    assert plan.clauses[plan.clause_of[again.step]].assumed == "a reason"


def test_lowering_is_deterministic() -> None:
    assert sketch().plan() == sketch().plan()
    assert digest(sketch().plan()) == digest(sketch().plan())
