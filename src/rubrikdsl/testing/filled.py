"""Records of a plan as a strategy: every answer of its domain, not applicable where that is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from fractions import Fraction
from typing import Final
from typing import assert_never

from hypothesis import strategies as st

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.cuts import cuts_of
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.exact import Number
from rubrikdsl.plan import ir
from rubrikdsl.records.domains import plain
from rubrikdsl.records.values import NOT_APPLICABLE_WORDS
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Type

NOT_APPLICABLE: Final = "not applicable"

FINEST: Final = Fraction(1, 100)
"""The grid of numbers that have none."""

FAR: Final = 200
"""How many steps beyond its lowest number an open domain goes."""

MORE: Final = 3
"""Members that a collection may have beyond those it needs."""

LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCéñ–'0123456789"
"""What texts are made of (`st.characters` reads tables that take seconds)."""

SELDOM: Final = 8
"""One in so many answers is left out, or not applicable, where it may be."""


def of_plan(plan: ir.Plan, complete: bool) -> st.SearchStrategy[dict[str, object]]:
    """Records of a plan."""
    cuts = _cuts(plan)
    fields = {field.index: answers(field, cuts.get(field.index, ())) for field in plan.fields}
    nodes = {node.index: _given(plan, node) for node in plan.nodes if node.kind == "given"}
    members = [
        st.lists(of_plan(one.plan, complete), min_size=one.at_least, max_size=one.at_least + MORE)
        for one in plan.collections
    ]
    seldom = st.integers(0, SELDOM - 1).map(lambda n: n == SELDOM - 1)
    below: dict[int | None, list[Field]] = {}
    for field in plan.fields:
        below.setdefault(field.owner, []).append(field)

    @st.composite
    def record(draw: st.DrawFn) -> dict[str, object]:
        found: dict[str, object] = {}

        def answer(field: Field) -> None:
            if field.not_applicable and draw(seldom):
                found[".".join(field.path)] = NOT_APPLICABLE
            elif not ((field.need == "optional" or not complete) and draw(seldom)):
                found[".".join(field.path)] = draw(fields[field.index])

        def visit(node: ir.Node) -> None:
            own = below.get(node.index, [])
            if any(field.kind == "state" for field in own) and draw(seldom):
                found[".".join(node.path)] = NOT_APPLICABLE
                return
            for field in own:
                if field.kind != "state":
                    answer(field)
            if node.kind == "given" and (complete or not draw(seldom)):
                found[".".join(node.path)] = draw(nodes[node.index])
            for child in node.children:
                visit(plan.nodes[child])

        for field in below.get(None, []):
            answer(field)
        if plan.nodes:
            visit(plan.nodes[0])
        for collection, strategy in zip(plan.collections, members, strict=True):
            if complete or not draw(seldom):
                found[collection.name] = draw(strategy)
        return found

    return record()


def answers(field: Field, cuts: Sequence[Fraction] = ()) -> st.SearchStrategy[object]:
    """Answers to a field; `cuts` are numbers at which a rule changes."""
    domain = field.domain
    codes = [choice.code for choice in domain.choices] or list(domain.type.codes)
    match domain.type.kind:
        case "number" | "share":
            return _numbers(domain, cuts).map(lambda number: written(number, domain.type))
        case "truth":
            return st.booleans()
        case "code":
            return st.sampled_from(codes)
        case "set":
            return st.lists(st.sampled_from(codes), unique=True) if codes else st.just([])
        case "date":
            return st.integers(-3650, 3650).map(lambda days: date(2024, 12, 31) + timedelta(days))
        case "text":
            letters = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=12)
            return letters.map("".join).filter(lambda text: fold(text) not in NOT_APPLICABLE_WORDS)
        case _:
            assert_never(domain.type.kind)


def written(value: Value, type: Type) -> object:
    """A value as a mapping holds it."""
    match value:
        case bool() | str() | date():
            return value
        case Fraction():
            return plain(value, type) if type.kind == "share" else Number(value)
        case frozenset():
            return sorted(value)
        case _:
            assert_never(value)


def _numbers(domain: Domain, cuts: Sequence[Fraction]) -> st.SearchStrategy[Fraction]:
    step = domain.step or FINEST
    start = domain.low
    if start is None:
        start = Fraction(0) if domain.high is None else domain.high - FAR * step
    far = max([*cuts, start]) + FAR * step
    count = int(((far if domain.high is None else domain.high) - start) // step)
    near = {0, 1, count - 1, count}
    for cut in cuts:
        at = int((cut - start) // step)
        near |= {at - 1, at, at + 1}
    edges = sorted(at for at in near if 0 <= at <= count)
    return st.one_of(st.sampled_from(edges), st.integers(0, count)).map(lambda at: start + at * step)


def _given(plan: ir.Plan, node: ir.Node) -> st.SearchStrategy[object]:
    """Values of a node that can only be given."""
    low, high = reach(plan, node)
    step = FINEST if node.places is None else Fraction(1, 10**node.places)
    domain = Domain(Type("number"), low, high, step)
    return _numbers(domain, ()).map(Number)


def _cuts(plan: ir.Plan) -> Mapping[int, tuple[Fraction, ...]]:
    """By field: the numbers at which a rule that reads it changes."""
    graph = Graph(run(plan, Record()))
    return {
        unknown.index: cuts
        for unknown, cuts in zip(graph.unknowns, cuts_of(graph), strict=True)
        if unknown.kind == "field"
    }
