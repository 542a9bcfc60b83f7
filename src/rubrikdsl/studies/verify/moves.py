"""The two ways in which one part of a record gets better, as a start for directions.

`better`: the part counts before and after, and its own value is higher after. `joining`: a record says that
the part is not applicable, and then answers it as well as it can be answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import member_plan
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.direction import STILL
from rubrikdsl.studies.verify.direction import Directions
from rubrikdsl.studies.verify.direction import Start
from rubrikdsl.studies.verify.direction import Way
from rubrikdsl.studies.verify.direction import ordering
from rubrikdsl.studies.verify.ordered import Ordering

Orders = Mapping[tuple[int, ...], Ordering]


def orders_in(plan: ir.Plan, path: tuple[int, ...] = ()) -> dict[tuple[int, ...], Ordering]:
    """The order of the steps of a plan and of its members' plans."""
    found = {path: ordering(plan)}
    for index, one in enumerate(plan.collections):
        found |= orders_in(one.plan, (*path, index))
    return found


def answers(plan: ir.Plan, parts: Sequence[Part], orders: Orders) -> dict[tuple[int, int], Way]:
    """The way of each part's own value as one of its answers rises: by the part's bit and the field."""
    fields: dict[tuple[int, ...], dict[int, Way]] = defaultdict(dict)
    bits: dict[tuple[int, int], int] = {}
    for part in parts:
        for index in part.fields:
            bit = 1 << len(bits)
            bits[part.bit, index] = bit
            fields[part.path][index] = Way(bit)
    found = Directions(plan, Start(fields, {}, {}, {}), orders=orders)
    told: dict[tuple[int, int], Way] = {}
    for part in parts:
        way = found.of(part.path).ways[part.value]
        for index in part.fields:
            bit = bits[part.bit, index]
            told[part.bit, index] = Way(int(bool(way.up & bit)), int(bool(way.down & bit)))
    return told


def better(
    plan: ir.Plan, parts: Sequence[Part], orders: Orders, known: Mapping[tuple[int, int], Way]
) -> Directions:
    """The ways of all steps as the own value of a part rises."""
    fields: dict[tuple[int, ...], dict[int, Way]] = defaultdict(dict)
    applies: dict[tuple[int, ...], dict[int, Way]] = defaultdict(dict)
    held: dict[tuple[int, ...], dict[int, tuple[int, Way]]] = defaultdict(dict)
    for part in parts:
        own = member_plan(plan, part.path)
        node, mask = own.nodes[part.node], part.mask
        for index in part.fields:
            field = own.fields[index]
            way = known[part.bit, index]
            alone = len(part.fields) == 1 and field.domain.type.kind in ("number", "share", "truth")
            open_ = field.need == "optional" or (field.not_applicable and field.kind != "answer")
            if alone and not (way.up and way.down):
                found = Way(mask * way.up, mask * way.down)
            else:
                found = Way(mask, mask)
            fields[part.path][index] = Way(found.up, found.down, mask if open_ else 0)
            applies[part.path][index] = STILL if field.kind == "answer" else Way(mask, mask)
        _hold(held[part.path], node.applicable, mask, STILL)
        _hold(held[part.path], part.value, mask, Way(mask))
    return Directions(plan, Start(fields, held, applies, {}), orders=orders)


def joining(plan: ir.Plan, parts: Sequence[Part], orders: Orders) -> Directions:
    """The ways of all steps as a part that is not applicable is answered as well as it can be."""
    fields: dict[tuple[int, ...], dict[int, Way]] = defaultdict(dict)
    applies: dict[tuple[int, ...], dict[int, Way]] = defaultdict(dict)
    held: dict[tuple[int, ...], dict[int, tuple[int, Way]]] = defaultdict(dict)
    fresh: dict[tuple[int, ...], dict[int, tuple[int, ...]]] = defaultdict(dict)
    for part in parts:
        if not part.may_skip:
            continue
        own = member_plan(plan, part.path)
        node, mask = own.nodes[part.node], part.mask
        for index in (*part.fields, *(() if part.state is None else (part.state,))):
            fields[part.path][index] = Way(mask, mask, mask)
            applies[part.path][index] = Way(mask)
        at_top = _best(orders[part.path], part.value) == node.scale.top and _unchanged(node)
        _hold(held[part.path], node.applicable, mask, Way(mask))
        if node.counted is None:
            _hold(held[part.path], node.result, mask, Way(0, 0, mask))
        else:
            low = at_top or node.counted == "zero"
            _hold(held[part.path], node.result, mask, Way(mask) if low else Way(mask, mask))
        if at_top:
            _bring(fresh[part.path], own, node, mask)
    return Directions(plan, Start(fields, held, applies, fresh), orders=orders)


def _bring(fresh: dict[int, tuple[int, ...]], plan: ir.Plan, node: ir.Node, mask: int) -> None:
    """The groups whose children a part may join at the top, from its own upwards."""
    while node.parent is not None and _unchanged(node):
        parent = plan.nodes[node.parent]
        at = parent.children.index(node.index)
        before = fresh.get(parent.index, (0,) * len(parent.children))
        fresh[parent.index] = (*before[:at], before[at] | mask, *before[at + 1 :])
        node = parent


def _unchanged(node: ir.Node) -> bool:
    """Whether nothing but an aggregate and its rounding stands between what a node adds up and its result."""
    whole = node.places is None or (node.scale.top * 10**node.places).denominator == 1
    return whole and all(stage.kind in ("aggregate", "places") for stage in node.stages)


def _best(order: Ordering, step: int) -> Fraction | None:
    ends = order.ends(step)
    return None if ends is None else ends[1]


def _hold(held: dict[int, tuple[int, Way]], step: int, mask: int, way: Way) -> None:
    parts, before = held.get(step, (0, STILL))
    held[step] = (parts | mask, before | way)
