"""Enclosures: sound for whatever a record may hold, and tight where a reader would expect it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.engine.sketch import Sketch
from tests.engine.sketch import exact
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num as number
from tests.engine.sketch import op
from tests.engine.sketch import scored

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Missing
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics import model
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record

F = Fraction
PLACE = model.Domain(model.Type("code", ("kantor", "mpp", "dpmptsp")), choices=tuple(
    model.Choice(code, code) for code in ("kantor", "mpp", "dpmptsp")
))  # fmt: skip


def code(value: str) -> model.Constant:
    return model.Constant(value, PLACE.type)


def adjusted() -> Sketch:
    """Bonuses by place, a penalty, a scale, a cap, a rounding; a leaf that may be not applicable."""
    sketch = Sketch()
    place = sketch.field("place", PLACE)
    online = sketch.truth("online")
    sketch.score(
        group(
            "nilai",
            1,
            group(
                "a",
                (("70%", op("eq", place, code("mpp"))), ("60%", None)),
                leaf("a1", "50%", 3, step=1),
                leaf("a2", "50%", 3, step=1, not_applicable=True),
                adjustments=(sketch.adjust("scale", 85, op("not", online)),),
            ),
            leaf("b", (("30%", op("eq", place, code("mpp"))), ("40%", None))),  # type: ignore[arg-type]
            adjustments=(
                sketch.adjust("bonus", "2.50", op("eq", place, code("mpp"))),
                sketch.adjust("bonus", "1.50", op("eq", place, code("dpmptsp"))),
                sketch.adjust("penalty", 1, online),
                sketch.adjust("floor", 0),
                sketch.adjust("cap", 100),
            ),
            places=2,
        )
    )
    sketch.bands(
        "kategori",
        sketch.read("nilai"),
        (("50", "100", "A", "hijau"), ("0", "49.99", "B", None)),
        (("B", op("lt", sketch.read("a"), number(30))),),
    )
    sketch.let("x", op("div", sketch.read("b"), op("max", number(1), sketch.read("a"))))
    return sketch


def computed() -> Sketch:
    """Inputs under conditions, tables, logic."""
    sketch = Sketch()
    n = sketch.number("n", 20, optional=True)
    m = sketch.number("m", 5)
    yes = sketch.truth("yes")
    rows = tuple(
        model.Row(Interval(low, high), exact(value), -1)
        for low, high, value in ((None, F(1), 5), (F("1.01"), F(3), 3), (F("3.01"), None, 0))
    )
    missing = model.StateOf(n, "missing", model.TRUTH)
    guarded = model.Choose(
        (
            model.Branch(missing, number(0)),
            model.Branch(op("or", op("eq", n, number(0)), yes), number(7)),
            model.Branch(
                op("and", op("gt", m, number(2)), model.Among(n, (F(1), F(2)), model.TRUTH)),
                op("sub", m, n),
            ),
        ),
        op("div", number(10), n),
        model.NUMBER,
    )
    sketch.score(
        group(
            "nilai",
            1,
            scored("a", "50%", lambda _s, _n: model.Table(m, rows, "bins", model.NUMBER), top=5),
            formula("f", "50%", op("min", number(10), op("abs", op("sub", m, number(2)))), top=10, places=1),
        )
    )
    sketch.let("g", guarded)
    sketch.let("h", op("mul", op("neg", m), op("add", m, number("0.5"))))
    sketch.outcome("o", op("ge", m, number(3)), op("or", yes, missing))
    return sketch


@st.composite
def records(draw: st.DrawFn, sketch: Sketch) -> Record:
    answers: dict[int, Answer] = {}
    for one in sketch.fields:
        kinds = ["value", "value", "missing", *(["not applicable"] if one.not_applicable else [])]
        kind = draw(st.sampled_from(kinds))
        if kind == "not applicable":
            answers[one.index] = NOT_APPLICABLE
        elif kind == "value":
            domain = one.domain
            if domain.type.kind == "truth":
                answers[one.index] = draw(st.booleans())
            elif domain.type.kind == "code":
                answers[one.index] = draw(st.sampled_from(domain.type.codes))
            else:
                step = domain.step or F(1)
                most = int((domain.high or F(100)) / step)
                answers[one.index] = step * draw(st.integers(0, most))
    stated: dict[int, Given] = {}
    for node in sketch.nodes:
        if draw(st.integers(0, 5)) == 0:
            stated[node.index] = ("value", F(draw(st.integers(0, int(node.scale.top)))))
    return Record("unit", answers, stated)


def holds(enclosure: Enclosure, found: object) -> bool:
    if isinstance(found, Missing):
        return enclosure.missing
    if found is NOT_APPLICABLE:
        return enclosure.not_applicable
    if isinstance(found, Fraction):
        return num.holds(enclosure.numbers, found)
    return enclosure.may_be(found)  # type: ignore[arg-type]


@pytest.mark.parametrize("sketch", [adjusted(), computed()], ids=["adjusted", "computed"])
def test_every_step_of_every_record_lies_in_its_enclosure(sketch: Sketch) -> None:
    plan = sketch.plan()
    enclosures = enclose(plan)

    @settings(max_examples=150, deadline=None)
    @given(records(sketch))
    def holds_for(record: Record) -> None:
        for index, found in enumerate(run(plan, record).values):
            unguarded = type(found).__name__ == "Fault"  # a branch that the plan does not read
            assert unguarded or holds(enclosures[index], found), (index, plan.steps[index], found)

    holds_for()


def of_let(sketch: Sketch, value: model.Expression) -> Enclosure:
    sketch.let("asked", value)
    plan = sketch.plan()
    return enclose(plan)[plan.lets[-1].step]


def test_exclusive_bonuses_do_not_add_up() -> None:
    sketch = adjusted()
    plan = sketch.plan()
    stages = plan.nodes[0].stages
    assert num.bounds(enclose(plan)[stages[1].after].numbers).high == F("102.5")


def test_a_rounded_score_lies_on_its_grid() -> None:
    sketch = adjusted()
    plan = sketch.plan()
    found = enclose(plan)[plan.nodes[0].result].numbers
    assert isinstance(found, Span)
    assert (found.unit, found.interval) == (F(1, 100), Interval(F(0), F(100)))


def test_a_mean_of_grids_with_fixed_weights_is_a_grid() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "25%", 4, step=1), leaf("b", "75%", 4, step=1)))
    plan = sketch.plan()
    base = plan.nodes[0].base
    assert base is not None
    # the leaves may be given anywhere on their scale, so the mean is not on the grid of the answers
    assert num.holds(enclose(plan)[base].numbers, F("33.333"))
    answers = [op("mul", model.AnswerOf(i, model.NUMBER), number(25)) for i in range(2)]
    found = of_let(
        sketch, op("add", op("mul", answers[0], number("0.25")), op("mul", answers[1], number("0.75")))
    )
    assert num.holds(found.numbers, F("81.25"))
    assert not num.holds(found.numbers, F(80))


def test_a_guard_takes_zero_out_of_a_divisor() -> None:
    sketch = Sketch()
    n = sketch.number("n", 20)
    for guard in (
        op("gt", n, number(0)),
        op("ne", n, number(0)),
        op("ge", n, number("0.5")),
        op("not", op("eq", n, number(0))),
        op("and", op("gt", n, number(0)), sketch.truth("t")),
    ):
        found = of_let(sketch, model.Choose((model.Branch(guard, n),), number(1), model.NUMBER))
        assert not num.holds(found.numbers, F(0)), guard


def test_what_a_condition_says_of_an_answer_is_known_under_another_clause() -> None:
    sketch = Sketch()
    n = sketch.number("n", 20)
    inner = sketch.let("same", op("add", n, number(0)))
    found = of_let(
        sketch, model.Choose((model.Branch(op("ge", n, number(5)), inner),), number(9), model.NUMBER)
    )
    assert num.bounds(found.numbers).low == F(5)


def test_folds_over_a_collection() -> None:
    unit = Sketch("unit")
    unit.score(leaf("nilai", 1))
    products = unit.field("produk", model.Domain(model.NUMBER, F(1), None, F(1)))
    sketch = Sketch()
    units = sketch.collect("units", unit)
    value = model.NodeReading(0, "value", model.NUMBER)
    assert of_let(sketch, fold("mean", units, value)).numbers == Span(Interval(F(0), F(100)))
    assert num.bounds(of_let(sketch, fold("count", units)).numbers).low == F(1)
    assert num.bounds(of_let(sketch, fold("sum", units, products)).numbers).low == F(1)
    filtered = fold("count", units, where=op("gt", products, number(3)))
    assert num.bounds(of_let(sketch, filtered).numbers).low == F(0)
    most = fold("max", units, products, where=op("gt", products, number(3)))
    assert num.bounds(of_let(sketch, most).numbers).low == F(4)


def test_a_deep_expression_does_not_overflow_the_stack() -> None:
    sketch = Sketch()
    flags = sketch.truth("flag")
    deep: model.Expression = flags
    for _ in range(250):
        deep = op("and", deep, flags)
    found = of_let(sketch, model.Choose((model.Branch(deep, number(1)),), number(2), model.NUMBER))
    assert found.numbers == frozenset((F(1), F(2)))


def test_attribute_without_a_cell_is_not_applicable() -> None:
    sketch = adjusted()
    plan = sketch.plan()
    found = enclose(plan)[plan.bands[0].attributes[0]]
    assert found.not_applicable and found.may_be("hijau")
    assert isinstance(plan.steps[plan.bands[0].attributes[0]], ir.Table)


def test_a_mean_under_open_weights_lies_between_its_parts() -> None:
    sketch = Sketch()
    first = sketch.truth("first")
    weights = (("90%", first), ("40%", None)), (("10%", first), ("60%", None))
    low, high = (
        scored(name, weight, lambda _s, _n, value=value: number(value))  # type: ignore[misc,arg-type]
        for name, weight, value in (("a", weights[0], 0), ("b", weights[1], 100))
    )
    sketch.score(group("nilai", 1, low, high))
    plan = sketch.plan()
    found = enclose(plan)[plan.nodes[0].base or 0].numbers
    assert num.holds(found, F(10)) and num.holds(found, F(60))
