"""Whose answers can be better: the leaves of a rubric and of its members, and what can only be given.

A better answer is one of which the leaf's own value is higher: that which its options, bins, items or cases
give, before anything is done to it. Inputs outside the score have no better answer.
"""

from __future__ import annotations

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import member_plan


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf, or a node that can only be given: of the rubric (no path) or of members.

    `value` is the step of its own value; `fields` are the answers that belong to it, without that of its
    applicability (`state`). `may_skip`: a record can say of it that it is not applicable. `given`: it has no
    answers and can only be given.
    """

    bit: int
    path: tuple[int, ...]
    node: int
    value: int
    fields: tuple[int, ...]
    state: int | None
    may_skip: bool
    given: bool

    @property
    def mask(self) -> int:
        """The part as a bit of a set."""
        return 1 << self.bit


def parts_of(plan: ir.Plan) -> tuple[Part, ...]:
    """All parts, members' after the rubric's own."""
    found: list[Part] = []
    _collect(plan, (), found)
    return tuple(found)


def _collect(plan: ir.Plan, path: tuple[int, ...], found: list[Part]) -> None:
    for node in plan.nodes:
        own = [field for field in plan.fields if field.owner == node.index]
        skips = any(f.not_applicable and f.kind in ("answer", "state") for f in own)
        state = next((f.index for f in own if f.kind == "state"), None)
        fields = tuple(f.index for f in own if f.kind != "state")
        if node.kind == "leaf" and node.base is not None:
            found.append(Part(len(found), path, node.index, node.base, fields, state, skips, False))
        elif node.kind == "given":
            value = given_step(plan, node.index)
            found.append(Part(len(found), path, node.index, value, (), state, skips, True))
    for index, collection in enumerate(plan.collections):
        _collect(collection.plan, (*path, index), found)


def given_step(plan: ir.Plan, node: int) -> int:
    """The step of what a node is given as."""
    for index, step in enumerate(plan.steps):
        match step:
            case ir.Stated(at) if at == node:
                return index
            case _:
                pass
    raise LookupError(plan.nodes[node].name)


def titled(plan: ir.Plan, part: Part) -> str:
    """The path of a part as a record names it, after the collections that it stands in."""
    names: list[str] = []
    at = plan
    for index in part.path:
        names.append(at.collections[index].name)
        at = at.collections[index].plan
    return ".".join((*names, *at.nodes[part.node].path))


def plan_of(plan: ir.Plan, part: Part) -> ir.Plan:
    """The plan that a part stands in."""
    return member_plan(plan, part.path)
