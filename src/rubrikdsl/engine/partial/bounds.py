"""The bounds of an incomplete record: for every value that is not final, what any completion gives.

`Bounds` stand beside a result and never make a value final (semantics F2). What a completion is stands in
`partial.unknowns`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import ordered
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.result import Answered
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type


def bounds_of(run: Run) -> tuple[Bounds, ...]:
    """The bounds of every named value that waits for an answer, in the order of the rubric.

    A record with a fault has none: nothing is told of what is refused.
    """
    named = named_steps(run)
    if any(isinstance(run.values[step], Fault) for _, step in named):
        return ()
    open_ = [(one, step) for one, step in named if isinstance(run.values[step], Missing)]
    if not open_:
        return ()
    graph = Graph(run)
    cells = [graph.cell(step) for _, step in open_]
    search = Search(graph, cells)
    search.probe()
    return tuple(_bound(search, one, cell) for (one, _), cell in zip(open_, cells, strict=True))


def _bound(search: Search, named: Named, cell: int) -> Bounds:
    """One value: its ends or members, whether they are attained, and what decides between them."""
    box = search.whole.state[cell]
    inner = enclosure_of(box)
    exact = search.is_possible(cell)
    can_be: Between | OneOf | Anything
    deciding: tuple[str, ...] = ()
    deciding_exact = True
    wanted: list[Found] = []
    not_applicable = inner.not_applicable
    if not_applicable:
        found = search.attained(cell, NOT_APPLICABLE)
        not_applicable, exact = found is not False, exact and found is not None
        wanted.append(NOT_APPLICABLE)
    match named.type.kind:
        case "number" | "share":
            low, sure_low = search.extreme(cell, 1)
            high, sure_high = search.extreme(cell, -1)
            exact = exact and sure_low and sure_high
            none = not inner.numbers or (exact and (low, high) == (None, None) and not search.numbers(cell))
            can_be = OneOf(()) if none else Between(low, high)
            wanted += [end for end in (low, high) if end is not None]
        case "code" | "truth":
            reached = {value: search.attained(cell, value) for value in _members(search, cell, named.type)}
            kept = [value for value, found in reached.items() if found is not False]
            exact = exact and None not in reached.values()
            can_be = OneOf(tuple(kept))
            wanted += kept
            if len(kept) + not_applicable > 1:
                deciding, deciding_exact = _deciding(search, cell)
        case _:
            can_be = Anything()
    return Bounds(
        named.name,
        named.label,
        named.kind,
        named.type,
        can_be,
        not_applicable,
        exact,
        deciding,
        deciding_exact,
        _attained(search, cell, wanted),
    )


def _members(search: Search, cell: int, type: Type) -> list[Value]:
    """The codes or truths that are not excluded."""
    inner = enclosure_of(search.whole.state[cell])
    if type.kind == "truth":
        return [truth for truth in (True, False) if inner.may_be(truth)]
    listed = list(type.codes) or _attributes(search.graph.step(cell), search.graph.run.plan)
    others = ordered(inner.values) if isinstance(inner.values, frozenset) else []
    return [code for code in dict.fromkeys((*listed, *others)) if inner.may_be(code)]


def _attributes(step: ir.Step, plan: ir.Plan) -> list[Value]:
    """The attributes of a table in the order of its codes, the lowest first."""
    match step:
        case ir.Table(arg, rows, "attribute"):
            codes = plan.types[arg].codes
            return [row.value for code in codes for row in rows if code in row.key]
        case _:
            return []


def _deciding(search: Search, cell: int) -> tuple[tuple[str, ...], bool]:
    """The answers that can still change a class, the one that tells most first."""
    unknowns = search.graph.unknowns
    open_ = search.graph.within(cell)
    met = search.crossings(cell) if search.is_possible(cell) else set()
    exact = search.is_possible(cell)
    for number in open_:
        if number not in met:
            found = search.decides(cell, number) if search.is_possible(cell) else None
            exact = exact and found is not None
            if found is not False:
                met.add(number)
    order = sorted(met, key=lambda number: (search.left_open(cell, number), number))
    return tuple(unknowns[number].path for number in order), exact


def _attained(search: Search, cell: int, wanted: Iterable[Found]) -> tuple[tuple[Found, Answered], ...]:
    seen = search.seen[cell]
    unknowns = search.graph.unknowns
    return tuple(
        (one, Answered(tuple((u.path, answer) for u, answer in zip(unknowns, seen[one], strict=True))))
        for one in wanted
        if one in seen
    )
