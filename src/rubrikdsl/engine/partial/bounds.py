"""The bounds of an incomplete record: for every value that is not final, what any completion gives.

`Bounds` stand beside a result and never make a value final (semantics F2). What a completion is stands in
`partial.unknowns`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import ordered
from rubrikdsl.engine.partial.deciding import Deciding
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.result import Answered
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
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
    named = named_steps(run.plan)
    if any(isinstance(run.values[step], Fault) for _, step in named):
        return ()
    open_ = [(one, step) for one, step in named if isinstance(run.values[step], Missing)]
    if not open_:
        return ()
    graph = Graph(run)
    cells = [graph.cell(step) for _, step in open_]
    nodes = list(graph.groups())
    search = Deciding(graph, [*nodes, *cells], [graph.cell(step) for _, step in named])
    search.probe()
    for node in nodes:
        search.settle(node)
    found: dict[int, Bounds] = {}
    for (one, _), cell in zip(open_, cells, strict=True):
        found[cell] = _attribute(search, one, cell, found) or _bound(search, one, cell)
    return tuple(found.values())


def settled(named: Named) -> Bounds:
    """The bounds of a value that is final, or that does not apply."""
    can_be: Between | OneOf | Anything = OneOf(() if named.value is None else (named.value,))
    if isinstance(named.value, Fraction):
        can_be = Between(named.value, named.value)
    elif named.type.kind not in ("code", "truth") and named.value is not None:
        can_be = Anything()
    skipped = named.status == "not-applicable"
    return Bounds(named.name, named.label, named.kind, named.type, can_be, skipped, exact=True)


def either(found: Sequence[Bounds]) -> Bounds:
    """What a value can be where one of these bounds holds and nobody says which."""
    first, *others = found
    if not others:
        return first
    ranges = [one.can_be for one in found if isinstance(one.can_be, Between)]
    codes = [one.can_be for one in found if isinstance(one.can_be, OneOf)]
    can_be: Between | OneOf | Anything = Anything()
    if len(ranges) == len(found):
        lows = [one.low for one in ranges if one.low is not None]
        highs = [one.high for one in ranges if one.high is not None]
        low = min(lows) if len(lows) == len(found) else None
        can_be = Between(low, max(highs) if len(highs) == len(found) else None)
    elif len(codes) == len(found):
        can_be = OneOf(tuple(dict.fromkeys(value for one in codes for value in one.values)))
    return Bounds(
        first.name,
        first.label,
        first.kind,
        first.type,
        can_be,
        any(one.not_applicable for one in found),
        all(one.exact for one in found),
        tuple(dict.fromkeys(path for one in found for path in one.deciding)),
        all(one.deciding_exact for one in found),
        tuple(dict.fromkeys(pair for one in found for pair in one.attained)),
    )


def _bound(search: Deciding, named: Named, cell: int) -> Bounds:
    """One value: its ends or members, whether they are attained, and what decides between them."""
    can_be: Between | OneOf | Anything
    exact = search.is_possible(cell)
    wanted: list[Found] = []
    if named.type.kind in ("number", "share"):
        low, sure_low = search.extreme(cell, 1)
        high, sure_high = search.extreme(cell, -1)
        exact = exact and sure_low and sure_high
        has_numbers = bool(enclosure_of(search.whole.state[cell]).numbers)
        none = not has_numbers or (exact and (low, high) == (None, None) and not search.numbers(cell))
        can_be = OneOf(()) if none else Between(low, high)
        wanted += [end for end in (low, high) if end is not None]
    elif named.type.kind in ("code", "truth"):
        reached = {value: search.attained(cell, value) for value in _members(search, cell, named.type)}
        kept = tuple(value for value, found in reached.items() if found is not False)
        exact = exact and None not in reached.values()
        can_be = OneOf(kept)
        wanted += kept
    else:
        can_be = Anything()
    not_applicable = enclosure_of(search.whole.state[cell]).not_applicable
    if not_applicable:
        found = search.attained(cell, NOT_APPLICABLE)
        not_applicable, exact = found is not False, exact and found is not None
        wanted.append(NOT_APPLICABLE)
    bounds = Bounds(
        named.name,
        named.label,
        named.kind,
        named.type,
        can_be,
        not_applicable,
        exact,
        attained=_attained(search, cell, wanted),
    )
    if bounds.is_certain or not bounds.decides:
        return bounds
    deciding, sure = _deciding(search, cell)
    return replace(bounds, deciding=deciding, deciding_exact=sure)


def _attribute(search: Deciding, named: Named, cell: int, found: Mapping[int, Bounds]) -> Bounds | None:
    """An attribute of a class that is bounded already, where no two of its codes share one."""
    match search.graph.step(cell):
        case ir.Table(arg, rows, "attribute"):
            pass
        case _:
            return None
    code = found.get(search.graph.cell(arg))
    if code is None or not isinstance(code.can_be, OneOf) or code.not_applicable:
        return None
    values = {value: row.value for value in code.can_be.values for row in rows if value in row.key}
    missed = len(code.can_be.values) - len(values)
    if len(set(values.values())) < len(values) or missed > 1:
        return None
    told = tuple(
        (values.get(value, NOT_APPLICABLE) if isinstance(value, str) else value, completion)
        for value, completion in code.attained
    )
    return replace(
        code,
        name=named.name,
        label=named.label,
        kind=named.kind,
        type=named.type,
        can_be=OneOf(tuple(values.values())),
        not_applicable=missed > 0,
        attained=told,
    )


def _members(search: Deciding, cell: int, type: Type) -> list[Value]:
    """The codes or truths that are not excluded."""
    inner = enclosure_of(search.whole.state[cell])
    if type.kind == "truth":
        return [truth for truth in (True, False) if inner.may_be(truth)]
    listed = _attributes(search.graph.step(cell), search.graph.run.plan) or list(type.codes)
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


def _deciding(search: Deciding, cell: int) -> tuple[tuple[str, ...], bool]:
    """The answers that can still change a class, the one that tells most first."""
    unknowns = search.graph.unknowns
    open_ = search.graph.within(cell)
    possible = search.is_possible(cell)
    met = search.crossings(cell) if possible else set()
    exact = possible
    for number in open_:
        if number not in met:
            found = search.decides(cell, number) if possible else None
            exact = exact and found is not None
            if found is not False:
                met.add(number)
            if found:
                met |= search.beside(cell, [other for other in open_ if other not in met])
    order = sorted(met, key=lambda number: (search.left_open(cell, number), number))
    return tuple(unknowns[number].path for number in order), exact


def _attained(search: Deciding, cell: int, wanted: Iterable[Found]) -> tuple[tuple[Found, Answered], ...]:
    seen = search.seen[cell]
    unknowns = search.graph.unknowns
    return tuple(
        (one, Answered(tuple((u.path, answer) for u, answer in zip(unknowns, seen[one], strict=True))))
        for one in wanted
        if one in seen
    )
