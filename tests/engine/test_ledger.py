"""Explanations add up exactly, at every level and in total, for any rubric and record."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.engine.sketch import Sketch
from tests.engine.strategies import parents
from tests.engine.strategies import records
from tests.engine.strategies import sketches

from rubrikdsl.engine.explain import explain
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.ledger import losses
from rubrikdsl.engine.results import summarise
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics.record import Record


def entries(entry: Entry) -> list[Entry]:
    return [entry, *(found for below in entry.entries for found in entries(below))]


def bottom(entry: Entry) -> Fraction:
    """What leaves, given nodes, units and lines add up to."""
    if not entry.entries:
        return entry.points or Fraction(0)
    return sum((bottom(below) for below in entry.entries), Fraction(0))


def check(sketch: Sketch, record: Record) -> None:
    plan = sketch.plan()
    ran = run(plan, record)
    explanation = explain(ran)
    if explanation.tree is None:
        assert any(p.severity == "error" for p in explanation.problems)
        return
    root = ran.values[plan.nodes[0].result]
    for entry in entries(explanation.tree):
        if entry.points is not None and entry.entries:
            assert sum((e.points or Fraction(0) for e in entry.entries), Fraction(0)) == entry.points
        if entry.status == "unknown":
            assert entry.points is None
    if isinstance(root, Fraction):
        assert explanation.score == root == explanation.tree.points == bottom(explanation.tree)
        assert sum((amount for _, amount in losses(explanation.tree)), Fraction(0)) == 100 - root
        assert all(amount > 0 for _, amount in explanation.lost)
    else:
        assert explanation.score is None
        assert explanation.tree.points is None


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_trees_add_up(data: st.DataObject) -> None:
    sketch = data.draw(sketches())
    check(sketch, data.draw(records(sketch.plan(), complete=data.draw(st.booleans()))))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_formulas_and_units_add_up(data: st.DataObject) -> None:
    sketch = data.draw(parents())
    check(sketch, data.draw(records(sketch.plan(), complete=data.draw(st.booleans()))))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_order_of_answers_units_and_siblings_does_not_matter(data: st.DataObject) -> None:
    sketch = data.draw(parents())
    plan = sketch.plan()
    record = data.draw(records(plan, complete=True))
    turned = Record(
        record.name,
        dict(reversed(list(record.answers.items()))),
        dict(reversed(list(record.given.items()))),
        {index: tuple(reversed(members)) for index, members in record.members.items()},
    )
    one, other = summarise(run(plan, record)), summarise(run(plan, turned))
    assert one.values == other.values
    assert set(one.problems) == set(other.problems)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_order_of_siblings_does_not_matter(data: st.DataObject) -> None:
    sketch = data.draw(sketches())
    rubric = sketch.rubric()
    record = data.draw(records(sketch.plan(), complete=True))
    nodes = tuple(replace(node, children=tuple(reversed(node.children))) for node in rubric.nodes)
    turned = lower(replace(rubric, nodes=nodes))
    assert summarise(run(turned, record)).values == summarise(run(sketch.plan(), record)).values
