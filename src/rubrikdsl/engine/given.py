"""Given nodes: a scored node stated in place of what lies below it, by value, share or points.

The number is brought to the node's own scale. It must lie where the node's value can lie: on its scale, or
as far beyond as a written `cap` or `floor` of that node goes; of a node with `places` it must lie on that
grid, however it is given, since a given number is final and no rounding is replayed: bands, limits and all
that is proved of a rubric count on the grid.
"""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.engine import problems
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import round_to
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Given


def convert(plan: ir.Plan, node: ir.Node, given: Given, weight: Found, record: str) -> Found:
    """The given number as a value on the node's own scale. `weight` is W, which only points need."""
    reading, amount = given
    top = node.scale.top
    low, high = reach(plan, node)
    if reading == "points":
        if not isinstance(weight, Fraction):
            return weight
        most = weight * plan.nodes[0].scale.top
        if most == 0:
            return Fault((problems.points_without_weight(record, node, amount),))
        value, factor = amount * top / most, most / top
    elif reading == "share":
        value, factor = amount * top, 1 / top
    else:
        value, factor = amount, Fraction(1)
    if not low <= value <= high:
        return Fault((problems.given_outside(record, node, given, low * factor, high * factor),))
    if node.places is not None and round_to(value, node.places) != value:
        return Fault((problems.given_not_rounded(record, node, given, value, factor, node.places),))
    return value


def not_stated(run: Run, index: int) -> bool:
    """Whether a field lies below a given node: then nothing is known of it, a default included (E2)."""
    at = run.plan.fields[index].owner if run.record.given else None
    while at is not None:
        if at in run.record.given:
            return True
        at = run.plan.nodes[at].parent
    return False


def reach(plan: ir.Plan, node: ir.Node) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that a node may be given."""
    low, high = node.scale.floor, node.scale.top
    for stage in node.stages:
        match None if stage.amount is None else plan.steps[stage.amount]:
            case ir.Constant(Fraction() as amount) if stage.kind == "cap":
                high = max(high, amount)
            case ir.Constant(Fraction() as amount) if stage.kind == "floor":
                low = min(low, amount)
            case _:
                pass
    return low, high
