"""Records at the edges of a band table and one grid step to either side of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Final

from hypothesis import strategies as st

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.reaching import Reaching
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import Number
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.coverage import decimals
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.semantics.record import NOT_APPLICABLE as SKIPPED
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.testing import problems
from rubrikdsl.testing.filled import NOT_APPLICABLE
from rubrikdsl.testing.filled import answers
from rubrikdsl.testing.filled import written

WAYS: Final = 3
"""Ways to a value that are looked for, so that not every record of an edge is the same."""

MOST: Final = 10
"""Tries before a value counts as one that no answers are found for."""


@dataclass(frozen=True, slots=True)
class Near:
    """Records that give a value: what decides it, and the fields that have no part in it.

    Without `answered` no answers were found that give it, and the node itself is given.
    """

    value: Fraction
    records: tuple[dict[str, object], ...]
    free: tuple[int, ...]
    answered: bool


def near(plan: ir.Plan, name: str) -> st.SearchStrategy[dict[str, object]]:
    """Records whose value lies at an edge, or a step beside one."""
    found = tuple(at_edges(plan, bands_of(plan, name)))
    fields = {index: answers(plan.fields[index]) for one in found for index in one.free}

    @st.composite
    def record(draw: st.DrawFn) -> dict[str, object]:
        one = draw(st.sampled_from(found))
        chosen = dict(draw(st.sampled_from(one.records)))
        for index in one.free:
            chosen[".".join(plan.fields[index].path)] = draw(fields[index])
        return chosen

    return record() if found else st.nothing()


def bands_of(plan: ir.Plan, name: str) -> ir.Bands:
    """The band table of a name; `KeyError` else."""
    tables = {one.name: one for one in plan.bands if isinstance(one, ir.Bands)}
    if name not in tables:
        raise KeyError(str(problems.no_bands(name, tuple(tables))))
    return tables[name]


def at_edges(plan: ir.Plan, bands: ir.Bands) -> Iterator[Near]:
    """For every value at an edge and beside it, records that give it, where there are any."""
    graph = Graph(run(plan, _unanswered(plan)))
    reaching = Reaching(graph, bands.of)
    hung = set(graph.within(graph.cell(bands.of)))
    free = tuple(
        unknown.index
        for number, unknown in enumerate(graph.unknowns)
        if number not in hung and unknown.kind == "field" and unknown.record == len(graph.runs) - 1
        if plan.fields[unknown.index].kind != "state"
    )
    inputs = tuple(field.index for field in plan.fields if field.owner is None)
    for value in values(plan, bands):
        met = tuple(dict.fromkeys(_ways(reaching, value)))
        if met:
            yield Near(value, tuple(_record(graph, way) for way in met), free, True)
            continue
        for node in plan.nodes:
            if node.result == bands.of and _may_be_given(plan, node, value):
                yield Near(value, ({".".join(node.path): Number(value)},), inputs, False)


def _ways(reaching: Reaching, value: Fraction) -> Iterator[Completion]:
    """Some completions that give a value."""
    left = WAYS
    for seed in range(MOST):
        found = reaching.completion(value, Random(seed))
        if found is not None:
            yield found
            left -= 1
        if left == 0 or (left < WAYS and seed >= WAYS) or reaching.settled:
            return


def values(plan: ir.Plan, bands: ir.Bands) -> tuple[Fraction, ...]:
    """Every edge of a table, and a step to either side, as far as the value may lie there."""
    numbers = enclose(plan)[bands.of].numbers
    rows = [row.key for row in bands.rows if isinstance(row.key, Interval)]
    step = _step(numbers) or Fraction(1, 10 ** decimals(rows))
    edges = {end for row in rows for end in (row.low, row.high) if end is not None}
    found = {edge + shift for edge in edges for shift in (-step, Fraction(0), step)}
    return tuple(sorted(value for value in found if num.holds(numbers, value)))


def _step(numbers: num.Numbers) -> Fraction | None:
    """The grid on which numbers lie, where they lie on one."""
    if isinstance(numbers, num.Span):
        return numbers.unit
    ordered = sorted(numbers)
    return min((b - a for a, b in pairwise(ordered)), default=None)


def _may_be_given(plan: ir.Plan, node: ir.Node, value: Fraction) -> bool:
    low, high = reach(plan, node)
    return low <= value <= high and (node.places is None or round_to(value, node.places) == value)


def _unanswered(plan: ir.Plan) -> Record:
    """A record that answers nothing, with as few members as may be."""
    members = {
        index: tuple(
            replace(_unanswered(one.plan), name=f"#{number}") for number in range(1, max(one.at_least, 1) + 1)
        )
        for index, one in enumerate(plan.collections)
    }
    return Record(members=members)


def _record(graph: Graph, completion: Completion) -> dict[str, object]:
    """A completion as a mapping."""
    numbers = {id(one): number for number, one in enumerate(graph.runs)}
    found: list[dict[str, object]] = [{} for _ in graph.runs]
    for unknown, answer in zip(graph.unknowns, completion, strict=True):
        plan = graph.runs[unknown.record].plan
        here = found[unknown.record]
        if unknown.kind == "members" or isinstance(answer, Missing):
            continue
        field = plan.fields[unknown.index] if unknown.kind == "field" else None
        key = ".".join(plan.nodes[unknown.index].path if field is None else field.path)
        if answer is SKIPPED:
            here[key] = NOT_APPLICABLE
        elif not isinstance(answer, Silence) and (field is None or field.kind != "state"):
            here[key] = written(answer, NUMBER if field is None else field.domain.type)  # type: ignore[arg-type]

    def whole(one: Run) -> dict[str, object]:
        here = found[numbers[id(one)]]
        for collection, members in zip(one.plan.collections, one.members, strict=True):
            here[collection.name] = [whole(member) for member in members or ()]
        return here

    return whole(graph.run)
