"""The weights of each group, in every case and under every pattern of what does not apply.

The cases of conditional weights are listed one by one; what drops out is dealt with by the form of the rule:
each part of a group weighs its own weight over the sum of those that apply.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import enclosure_of
from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.boxes import parts
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.complete import place_of
from rubrikdsl.studies.verify.hunt import Hunt

MOST: Final = 5_000
"""Cases of conditional weights that are listed."""


def claims(hunt: Hunt) -> Iterator[Claim]:
    """A claim for each group, and for each checklist of which items may drop out."""
    plan = hunt.plan
    for node in plan.nodes:
        if node.children:
            yield _group(hunt, node)
        elif node.base is not None and isinstance(step := plan.steps[node.base], ir.Held):
            name = ".".join(node.path)
            fields = [plan.fields[f] for f in node.fields if plan.fields[f].kind == "item"]
            dropping = sum(field.not_applicable and field.counted is None for field in fields)
            total = sum(step.weights, Fraction(0))
            fine = total > 0 and all(weight >= 0 for weight in step.weights)
            why = words.shared(len(fields), dropping, 1) if dropping else words.fixed(len(fields))
            yield _claim(
                plan, node, "items", words.items(name), fine, "structure", why if fine else words.NOT_SHARED
            )


def _group(hunt: Hunt, node: ir.Node) -> Claim:
    plan = hunt.plan
    children = [plan.nodes[child] for child in node.children]
    name = ".".join(node.path) or node.name
    says = words.weights(name, node.label)
    shares = [plan.steps[child.effective] for child in children]
    if all(isinstance(share, ir.Constant) for share in shares):
        amounts = [s.value for s in shares if isinstance(s, ir.Constant) and isinstance(s.value, Fraction)]
        total = sum(amounts, Fraction(0))
        why = words.fixed(len(children)) if total == 1 else words.wrong_sum(total)
        return _claim(plan, node, "group", says, total == 1, "integer", why)
    own = [child.own_weight for child in children]
    takes = [share.applicable for share in shares if isinstance(share, ir.Share)]
    one_form = all(
        isinstance(share, ir.Share) and share.at == at and share.weights == tuple(own)
        for at, share in enumerate(shares)
    )
    if not one_form or len(set(takes)) != 1 or any(_below_zero(hunt, weight) for weight in own):
        return _claim(plan, node, "group", says, None, "structure", words.NOT_SHARED)
    cases = _cases(hunt, own)
    if cases is None:
        return _claim(plan, node, "group", says, None, "structure", words.TOO_MANY_CASES)
    dropping = sum(not isinstance(plan.steps[each], ir.Constant) for each in takes[0])
    why = words.shared(len(children), dropping, cases)
    return _claim(plan, node, "group", says, True, "enumeration" if cases > 1 else "structure", why)


def _claim(
    plan: ir.Plan, node: ir.Node, code: str, says: Words, fine: bool | None, way: Way, why: Words
) -> Claim:
    verdict: Verdict = "undecided" if fine is None else "proved" if fine else "refuted"
    subject = ".".join(node.path) or node.name
    place = place_of(plan, node.clause)
    return Claim("weights", code, subject, says, verdict, (way,), why, place=place)


def _below_zero(hunt: Hunt, step: int) -> bool:
    return num.meets(hunt.anyone(step).numbers, Interval(None, Fraction(0), high_open=True))


def _cases(hunt: Hunt, own: list[int]) -> int | None:
    """How many combinations of the weights as written there are; None where they are too many to list."""
    graph, offset = hunt.graph, hunt.offset
    cells = [offset + step for step in own]
    mask = 0
    for cell in cells:
        mask |= graph.masks[cell]
    boxes: list[Box] = [unknown.box for unknown in graph.unknowns]
    waiting = [(boxes, graph.root)]
    found: set[tuple[object, ...]] = set()
    looked = 0
    while waiting:
        looked += 1
        if looked > MOST:
            return None
        here, state = waiting.pop()
        if all(is_single(state[cell]) for cell in cells):
            found.add(tuple(state[cell] for cell in cells))
            continue
        open_ = [n for n in range(len(here)) if mask >> n & 1 and not is_single(here[n])]
        if not open_:
            return None
        number = min(open_, key=lambda n: _width(here[n]))
        for box in parts(here[number], hunt.search.cuts[number]):
            inner = [*here[:number], box, *here[number + 1 :]]
            waiting.append((inner, graph.narrowed(state, {number: box})))
    return len(found)


def _width(box: Box) -> int:
    values = enclosure_of(box).values
    return len(values) if isinstance(values, frozenset) else 1000
