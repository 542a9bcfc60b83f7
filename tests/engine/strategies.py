"""Random small rubrics, built directly, with records for them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from tests.engine.sketch import Sketch
from tests.engine.sketch import Twig
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op

from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record

TOPS = (1, 4, 5, 100)


@st.composite
def weights(draw: st.DrawFn, count: int) -> list[Fraction]:
    """Weights that add up to one, some of them perhaps 0."""
    parts = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    total = sum(parts)
    return [Fraction(p, total) for p in parts] if total else [Fraction(1, count)] * count


@st.composite
def adjustments(draw: st.DrawFn, sketch: Sketch, top: int) -> tuple[model.Adjustment, ...]:
    """A few changes, under a condition or not, and a cap and a floor that hold the scale."""
    made: list[model.Adjustment] = []
    for kind in draw(st.lists(st.sampled_from(["bonus", "penalty", "scale"]), max_size=2)):
        amount = Fraction(draw(st.integers(0, 20)), 100) * top
        when = sketch.truth(f"flag{len(sketch.fields)}") if draw(st.booleans()) else None
        made.append(sketch.adjust(kind, top - amount if kind == "scale" else amount, when))  # type: ignore[arg-type]
    return (*made, sketch.adjust("cap", top), sketch.adjust("floor", 0)) if made else ()


@st.composite
def twigs(draw: st.DrawFn, sketch: Sketch, weight: Fraction, depth: int) -> Twig:
    """A leaf or a group with its own scale."""
    top = draw(st.sampled_from(TOPS))
    name = f"n{draw(st.integers(0, 10**9))}"
    places = draw(st.none() | st.integers(0, 2))
    if depth == 0 or draw(st.booleans()):
        if draw(st.booleans()):
            return leaf(name, weight, draw(st.sampled_from((3, 100))), top=top, not_applicable=True)
        return leaf(name, weight, draw(st.sampled_from((3, 100))), top=top)
    count = draw(st.integers(1, 4))
    children = [draw(twigs(sketch, w, depth - 1)) for w in draw(weights(count))]
    return group(name, weight, *children, top=top, places=places, adjustments=draw(adjustments(sketch, top)))


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """A rubric with a score tree."""
    sketch = Sketch()
    count = draw(st.integers(1, 4))
    children = [draw(twigs(sketch, w, 2)) for w in draw(weights(count))]
    changes = draw(adjustments(sketch, 100))
    sketch.score(group("nilai", 1, *children, places=draw(st.none() | st.just(2)), adjustments=changes))
    return sketch


@st.composite
def parents(draw: st.DrawFn) -> Sketch:
    """A rubric whose score is a formula over units, or over units and its own numbers."""
    unit = draw(sketches())
    count = unit.number("count", 9)
    sketch = Sketch("parent")
    at = sketch.collect("units", unit)
    value = unit.read("nilai", draw(st.sampled_from(("value", "unrounded", "share"))))
    weighed = op("mul", value, op("add", count, num(1)))
    weight = fold("sum", at, op("add", count, num(1)))
    expressions: st.SearchStrategy[model.Expression] = st.sampled_from(
        (
            fold("mean", at, value),
            fold("mean", at, count),
            op("div", fold("sum", at, weighed), weight),
            op("div", fold("sum", at, value), op("max", num(10), fold("count", at))),
            op("min", num(70), fold("max", at, value)),
            op("sub", fold("mean", at, value), op("mul", num("0.1"), fold("min", at, value))),
        )
    )
    expression = draw(expressions)
    sketch.score(
        group("nilai", 1, leaf("own", "40%"), formula("all", "60%", expression), places=draw(st.just(2)))
    )
    return sketch


@st.composite
def records(draw: st.DrawFn, plan: ir.Plan, *, complete: bool, name: str = "unit") -> Record:
    """A record of a plan: every answer, or only some; sometimes a node in place of what is below."""
    answers: dict[int, Answer] = {}
    for field in plan.fields:
        if not complete and draw(st.integers(0, 3)) == 0:
            continue
        if field.domain.type.kind == "truth":
            answers[field.index] = draw(st.booleans())
        elif field.not_applicable and draw(st.booleans()):
            answers[field.index] = NOT_APPLICABLE
        else:
            high = field.domain.high
            assert high is not None
            answers[field.index] = Fraction(draw(st.integers(0, int(high) * 100)), 100)
    given: dict[int, Given] = {}
    if draw(st.integers(0, 3)) == 0:
        node = draw(st.sampled_from(plan.nodes))
        share = Fraction(draw(st.integers(0, 100)), 100)
        by_share: Given = ("share", share)
        by_value: Given = ("value", share * node.scale.top)
        given[node.index] = by_share if draw(st.booleans()) else by_value
    members: dict[int, tuple[Record, ...]] = {}
    for index, collection in enumerate(plan.collections):
        members[index] = tuple(
            draw(records(collection.plan, complete=complete, name=f"unit {at}"))
            for at in range(draw(st.integers(1, 3)))
        )
    return Record(name, answers, given, members)
