"""Collections: what is made of the members of each, as totals over all of them.

A member has a program of its own; what a fold needs of it is a number, and every member gives one (0 to a
sum, or a number beyond all others to the lowest one, where it does not take part). So folding is adding and
comparing whole numbers, member by member and level by level, and nothing else (`ops.Total`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.program.cells import Cell
from rubrikdsl.program.cells import States
from rubrikdsl.program.ratios import Ratio

if TYPE_CHECKING:
    from rubrikdsl.program.lower import Lowering

MOST_MEMBERS: Final = 10_000
"""How many members one record may have in a program."""


class UnfoldedError(Exception):
    """A fold that has no totals in whole numbers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the members below one level come to, as operations of that level.

    `fault` and `missing`: which members are left is not settled. Of those that are left: `bad` and `open_`
    say that a value is a fault or not known, `number` counts them, `total`, `least` and `most` are of their
    numbers (each over the same scale), `holding` counts those whose truth holds.
    """

    fault: int
    missing: int
    bad: int
    open_: int
    number: int
    total: int
    least: int
    most: int
    holding: int


def folded(lowering: Lowering, step: ir.Fold) -> Cell:
    """The value of a fold."""
    b, r, c = lowering.b, lowering.r, lowering.c
    if step.kind == "median" and (len(step.path) > 1 or not lowering.medians):
        raise UnfoldedError("median")
    parts, scale = _parts(lowering, step, step.path)
    unsettled = b.either(parts.fault, parts.missing)
    left = b.negate(unsettled)
    if step.value is None:
        return Cell(r.scaled(parts.number, 1), States(parts.fault, parts.missing, b.no))
    states = States(
        b.either(parts.fault, b.both(left, parts.bad)),
        b.either(parts.missing, b.both(left, parts.open_)),
        b.no,
    )
    value: Ratio | int
    match step.kind:
        case "sum":
            value = r.scaled(parts.total, scale)
        case "count":
            value = r.scaled(parts.number, 1)
        case "every":
            value = b.equal(parts.holding, parts.number)
        case "any":
            value = b.less(b.no, parts.holding)
        case _:
            nothing = b.both(c.has_value(states), b.equal(parts.number, b.no))
            nothing = b.fault("no-members-left", nothing)
            states = States(b.either(states.fault, nothing), states.missing, states.not_applicable)
            value = _average(lowering, step, step.kind, parts, scale)
    return Cell(value, states)


def _average(
    lowering: Lowering, step: ir.Fold, kind: Literal["mean", "median", "min", "max"], parts: Parts, scale: int
) -> Ratio:
    b, r = lowering.b, lowering.r
    if kind == "median":
        return r.scaled(_median(lowering, step), 2 * scale)
    if kind == "min":
        return r.scaled(parts.least, scale)
    if kind == "max":
        return r.scaled(parts.most, scale)
    low, high = b.bounds[parts.least][0], b.bounds[parts.most][1]
    under = b.most(parts.number, b.yes)
    ends = Fraction(min(low, 0), scale), Fraction(max(high, 0), scale)
    return r.over(parts.total, scale, under, *ends)


def _median(lowering: Lowering, step: ir.Fold) -> int:
    """Twice the median of the members of one level that take part."""
    (index,) = step.path
    member = lowering.member(index)
    inner, _ = _innermost(member, step)
    beyond = member.b.bounds[inner.least][1] + 1
    inside = member.b.both(_inside(lowering, index), member.b.equal(inner.number, member.b.yes))
    taking = member.b.pick(inside, inner.least, member.b.whole(beyond))
    return lowering.total(index, "median", taking, 2 * beyond)


def _inside(lowering: Lowering, index: int) -> int:
    """Whether a member is one of its collection, as far as that is known."""
    where, member = lowering.plan.collections[index].where, lowering.member(index)
    if where is None:
        return member.b.yes
    cell = member.cells[where]
    assert isinstance(cell.value, int)
    return member.b.both(member.c.has_value(cell.states), cell.value)


def _parts(lowering: Lowering, step: ir.Fold, path: Sequence[int]) -> tuple[Parts, int]:
    """What the members below come to, and the scale of its numbers."""
    if not path:
        return _innermost(lowering, step)
    index, *below = path
    member = lowering.member(index)
    inner, scale = _parts(member, step, below)
    b, up = lowering.b, member.b
    collection = lowering.plan.collections[index]
    where = Cell(up.yes, member.c.known) if collection.where is None else member.cells[collection.where]
    inside = _inside(lowering, index)

    def total(truth: int) -> int:
        return lowering.total(index, "sum", up.count(truth))

    def taken(handle: int) -> int:
        return lowering.total(index, "sum", up.pick(inside, handle, up.no))

    def any_of(truth: int) -> int:
        return b.less(b.no, total(up.both(inside, truth)))

    bad = total(where.states.fault)
    waiting = total(up.both(where.states.missing, up.negate(where.states.fault)))
    left = total(inside)
    few = b.less(b.add(left, bad, waiting), b.whole(collection.at_least))
    silent = lowering.slots.without_members(index)
    settled = b.negate(b.either(silent, few, b.less(b.no, b.add(bad, waiting))))
    few = b.fault("too-few-members", b.both(b.negate(silent), few))
    fault = b.either(few, b.both(b.negate(b.either(silent, few)), b.less(b.no, bad)))
    missing = b.either(silent, b.both(b.negate(fault), b.less(b.no, waiting)))
    low, high = up.bounds[inner.least][0] - 1, up.bounds[inner.most][1] + 1
    least = lowering.total(index, "least", up.pick(inside, inner.least, up.whole(high)))
    most = lowering.total(index, "least", up.times(up.pick(inside, inner.most, up.whole(low)), -1))
    return Parts(
        b.either(fault, b.both(settled, any_of(inner.fault))),
        b.either(missing, b.both(settled, any_of(inner.missing))),
        any_of(inner.bad),
        any_of(inner.open_),
        taken(inner.number),
        taken(inner.total),
        least,
        b.times(most, -1),
        taken(inner.holding),
    ), scale


def _innermost(member: Lowering, step: ir.Fold) -> tuple[Parts, int]:
    """What one member gives to a fold."""
    b, c = member.b, member.c
    where = Cell(b.yes, c.known) if step.where is None else member.cells[step.where]
    assert isinstance(where.value, int)
    inside = b.both(c.has_value(where.states), where.value)
    fault, missing = where.states.fault, b.both(where.states.missing, b.negate(where.states.fault))
    number = b.count(inside)
    zero = b.no
    if step.value is None:
        return Parts(fault, missing, zero, zero, number, zero, zero, zero, zero), 1
    value = member.cells[step.value]
    states = value.states
    silent = b.fault("member-not-applicable", c.is_silent(states))
    bad = b.both(inside, b.either(states.fault, silent))
    open_ = b.both(inside, c.is_missing(states))
    if isinstance(value.value, int):
        holding = b.count(b.both(inside, value.value))
        return Parts(fault, missing, bad, open_, number, zero, zero, zero, holding), 1
    if value.value.under is not None:
        raise UnfoldedError("quotient")
    held, scale = value.value.over, value.value.scale
    low, high = b.bounds[held]
    return Parts(
        fault, missing, bad, open_, number,
        b.pick(inside, held, zero),
        b.pick(inside, held, b.whole(high + 1)),
        b.pick(inside, held, b.whole(low - 1)),
        zero,
    ), scale  # fmt: skip
