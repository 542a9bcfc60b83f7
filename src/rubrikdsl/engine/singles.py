"""Which single answer would be enough: every answer of a record tried by itself, all others as they are.

What is found was run: the value that suffices, and that the value before it on the way does not. A choice is
tried in all its options, a number on a fine grid towards both ends of its range. Where a number suffices only
somewhere between ends that do not, it is not found; nothing is said to be impossible here.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.interpret import run as evaluate
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import decimal_places
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Field

FEW = 16
"""Values of a number that are tried one by one; of more the way to an end is halved."""

Goal = Callable[[Run], bool]
Reading = Literal["value", "share", "points"]


@dataclass(frozen=True, slots=True)
class Single:
    """An answer that alone is enough: where, how it is read, what it was (None: not answered) and would be.

    `members` are the names of the members that lead to it, `run` is the record with it.
    """

    members: tuple[str, ...]
    path: tuple[str, ...]
    label: str
    reading: Reading | None
    before: Value | None
    after: Value
    run: Run


@dataclass(frozen=True, slots=True)
class _Slot:
    """An answer of a record, what it can be, and the record with another one."""

    members: tuple[str, ...]
    path: tuple[str, ...]
    label: str
    reading: Reading | None
    before: Value | None
    values: tuple[Value, ...]
    grid: tuple[Fraction, Fraction, Fraction] | None
    put: Callable[[Value], Record]


def singles(run: Run, goal: Goal) -> tuple[Single, ...]:
    """Every answer that alone meets a goal, with the value nearest to its own that does."""
    found: list[Single] = []
    for slot in _slots(run, run.record, (), lambda record: record):
        met = _nearest(run.plan, slot, goal)
        if met is not None:
            value, after = met
            found.append(Single(slot.members, slot.path, slot.label, slot.reading, slot.before, value, after))
    return tuple(found)


def _nearest(plan: ir.Plan, slot: _Slot, goal: Goal) -> tuple[Value, Run] | None:
    def met(value: Value) -> Run | None:
        found = evaluate(plan, slot.put(value))
        return found if goal(found) else None

    for value in slot.values:
        found = met(value)
        if found is not None:
            return value, found
    if slot.grid is None:
        return None
    low, high, unit = slot.grid
    own = slot.before if isinstance(slot.before, Fraction) else low
    ways = [(own, high), (own, low)] if slot.before is not None else [(low, high)]
    if slot.before is None:
        found = met(low)
        if found is not None:
            return low, found
    ends = [(_halved(start, end, unit, met)) for start, end in ways if start != end]
    reached = [end for end in ends if end is not None]
    return min(reached, key=lambda pair: abs(pair[0] - own), default=None)


def _halved(
    start: Fraction, end: Fraction, unit: Fraction, met: Callable[[Value], Run | None]
) -> tuple[Fraction, Run] | None:
    """The value nearest to the start that meets the goal, on the way to an end that does."""
    found = met(end)
    if found is None:
        return None
    sign = 1 if end > start else -1
    first = (start // unit + (1 if sign > 0 else 0)) * unit  # the first of the grid beyond the start
    if sign < 0 and first == start:
        first -= unit
    steps = int(abs(end - first) // unit)
    low, high, best = 0, steps, (end, found)
    while low < high:
        middle = (low + high) // 2
        value = first + sign * middle * unit
        found = met(value)
        if found is None:
            low = middle + 1
        else:
            high, best = middle, (value, found)
    return best


def _slots(
    run: Run, record: Record, members: tuple[str, ...], put: Callable[[Record], Record]
) -> Iterator[_Slot]:
    plan = run.plan
    for field in plan.fields:
        if field.kind == "state" or _is_given(plan, record, field.owner):
            continue
        before = record.answers.get(field.index)
        if isinstance(before, Silence) or (before is None and field.need != "required"):
            continue
        values, grid = _of_field(field, before)
        if values or grid:
            yield _Slot(
                members, field.path, field.label, None, before, values, grid, _answering(record, field, put)
            )
    for node in plan.nodes:
        given = record.given.get(node.index)
        if _is_given(plan, record, node.parent) or (given is None and node.kind != "given"):
            continue
        grid = _of_node(run, node, given)
        reading = given[0] if given is not None else "value"
        before_ = given[1] if given is not None else None
        if grid is not None:
            yield _Slot(
                members,
                node.path,
                node.label,
                reading,
                before_,
                (),
                grid,
                _giving(record, node, reading, put),
            )
    for number, (collection, runs) in enumerate(zip(plan.collections, run.members, strict=True)):
        for at, member in enumerate(runs or ()):
            into = _member(record, number, at, put)
            yield from _slots(member, member.record, (*members, member.record.name), into)
        del collection


def _answering(record: Record, field: Field, put: Callable[[Record], Record]) -> Callable[[Value], Record]:
    return lambda value: put(replace(record, answers={**record.answers, field.index: value}))


def _giving(
    record: Record, node: ir.Node, reading: Reading, put: Callable[[Record], Record]
) -> Callable[[Value], Record]:
    def given(value: Value) -> Record:
        assert isinstance(value, Fraction)
        return put(replace(record, given={**record.given, node.index: (reading, value)}))

    return given


def _member(
    record: Record, collection: int, at: int, put: Callable[[Record], Record]
) -> Callable[[Record], Record]:
    def changed(member: Record) -> Record:
        held = list(record.members[collection])
        held[at] = member
        return put(replace(record, members={**record.members, collection: tuple(held)}))

    return changed


def _is_given(plan: ir.Plan, record: Record, node: int | None) -> bool:
    """Whether a node or one above it is given, so that what lies below is never read."""
    while node is not None:
        if node in record.given:
            return True
        node = plan.nodes[node].parent
    return False


def _of_field(
    field: Field, before: Value | None
) -> tuple[tuple[Value, ...], tuple[Fraction, Fraction, Fraction] | None]:
    """What a field can be answered, other than it is: a few values, nearest first, or a grid."""
    domain = field.domain
    match domain.type.kind:
        case "code":
            return tuple(code for code in domain.type.codes if code != before), None
        case "truth":
            return tuple(truth for truth in (True, False) if truth != before), None
        case "set":
            held = before if isinstance(before, frozenset) else frozenset[str]()
            more = [held ^ {code} for code in domain.type.codes]
            return (*more, *({frozenset(domain.type.codes)} - {held, *more})), None
        case "number" | "share" if domain.low is not None and domain.high is not None:
            unit = domain.step or Fraction(1, 10_000 if domain.type.kind == "share" else 100)
            count = (domain.high - domain.low) / unit
            if count > FEW:
                return (), (domain.low, domain.high, unit)
            own = before if isinstance(before, Fraction) else domain.low
            every = [domain.low + at * unit for at in range(int(count) + 1)]
            near = sorted((value for value in every if value != before), key=lambda value: abs(value - own))
            return tuple(near), None
        case _:
            return (), None


def _of_node(run: Run, node: ir.Node, given: Given | None) -> tuple[Fraction, Fraction, Fraction] | None:
    """The numbers that a node can be given, in the reading that it is given in."""
    low, high = reach(run.plan, node)
    places = node.places if node.places is not None else 2
    reading, amount = given if given is not None else ("value", Fraction(0))
    places = max(places, decimal_places(amount) or 0)
    match reading:
        case "share":
            return low / node.scale.top, high / node.scale.top, Fraction(1, 10 ** max(places, 4))
        case "points":
            weight = run.values[node.weight]
            if not isinstance(weight, Fraction) or not weight:
                return None
            factor = weight * run.plan.nodes[0].scale.top / node.scale.top
            return low * factor, high * factor, Fraction(1, 10**places)
        case _:
            unit = Fraction(1, 10 ** (node.places if node.places is not None else places))
            return low, high, unit
