"""What an incomplete record leaves open: answers that it lacks, in its members too, and nodes only given.

A completion answers each of them: with a value of its domain, with "not applicable" where that is allowed; an
optional one may stay missing. A default waits for finality, so a field with one is open like any other. A
node that can only be given is given. Nothing else is completed: no node is given in place of what is below
it, no member comes or goes. Answers below a given node, and a collection that the record does not state, stay
unknown too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final
from typing import Literal

from rubrikdsl.engine.given import reach
from rubrikdsl.engine.partial.boxes import Box
from rubrikdsl.engine.partial.boxes import Subsets
from rubrikdsl.engine.partial.boxes import boxed
from rubrikdsl.engine.run import Run
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import of_domain
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Interval

SOME_DAY: Final = date(2000, 1, 1)
"""An answer to a date that nothing is compared with."""

SOME_TEXT: Final = "…"
"""An answer to a text; no rule compares texts."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that a completion answers: a field, a node (`state`: its field of applicability), members.

    `record` is the number of the run, members' before those of what holds them.
    """

    record: int
    kind: Literal["field", "node", "members"]
    index: int
    state: int | None
    path: str
    box: Box


def runs_of(run: Run) -> tuple[Run, ...]:
    """The run of a record and of all that it holds, members before what holds them."""
    inner = tuple(one for members in run.members for member in members or () for one in runs_of(member))
    return (*inner, run)


def unknowns_of(run: Run) -> tuple[Unknown, ...]:
    """Everything open, in the order of the rubric."""
    numbers = {id(one): at for at, one in enumerate(runs_of(run))}
    days = _days(run)
    return tuple(_of(run, "", numbers, days))


def _of(run: Run, prefix: str, numbers: dict[int, int], days: tuple[date, ...]) -> Iterator[Unknown]:
    plan, record, at = run.plan, run.record, numbers[id(run)]
    states = {f.owner: f.index for f in plan.fields if f.kind == "state"}
    only_given = [node for node in plan.nodes if node.kind == "given" and node.index not in record.given]
    with_state = {states[node.index] for node in only_given if node.index in states}
    stated = _stated(run)
    for field in plan.fields:
        if field.index in record.answers or field.index in with_state:
            continue
        if field.kind == "state" and field.owner in stated:
            continue
        box = _box(field, days)
        yield Unknown(at, "field", field.index, None, prefix + ".".join(field.path), box)
    for node in only_given:
        state = states.get(node.index)
        if state is not None and state in record.answers:
            continue
        unit = None if node.places is None else Fraction(1, 10**node.places)
        numbers_ = num.span(Interval(*reach(plan, node)), unit)
        may_skip = state is not None and node.index not in stated
        box = boxed(Enclosure(wide(numbers_), not_applicable=may_skip))
        yield Unknown(at, "node", node.index, state, prefix + ".".join(node.path), box)
    for number, (collection, members) in enumerate(zip(plan.collections, run.members, strict=True)):
        if members is None:
            anything = Enclosure(None, missing=True)
            yield Unknown(at, "members", number, None, prefix + collection.name, anything)
        for member in members or ():
            yield from _of(member, f"{prefix}{member.record.name}: ", numbers, days)


def _stated(run: Run) -> frozenset[int]:
    """Nodes of which the record says something, so that they apply: given, or answered below."""
    found: set[int] = set()
    owners = [run.plan.fields[index].owner for index in run.record.answers]
    for owner in (*owners, *run.record.given):
        at = owner
        while at is not None and at not in found:
            found.add(at)
            at = run.plan.nodes[at].parent
    return frozenset(found)


def _box(field: Field, days: tuple[date, ...]) -> Box:
    missing, not_applicable = field.need == "optional", field.not_applicable
    match field.domain.type.kind:
        case "set":
            may = frozenset(choice.code for choice in field.domain.choices)
            return Subsets(frozenset(), may, missing, not_applicable)
        case "date":
            return boxed(Enclosure(frozenset(days), missing, not_applicable))
        case "text":
            return boxed(Enclosure(frozenset((SOME_TEXT,)), missing, not_applicable))
        case _:
            values = frozenset((True,)) if field.kind == "state" else of_domain(field.domain)
            return boxed(Enclosure(values, missing, not_applicable))


def _days(run: Run) -> tuple[date, ...]:
    """Days that stand for all: round each that a rule or an answer names, as many as dates are open."""
    named: set[date] = set()
    open_ = 0
    for one in runs_of(run):
        for step in one.plan.steps:
            match step:
                case ir.Constant(date() as day):
                    named.add(day)
                case ir.Among(_, values):
                    named |= {value for value in values if isinstance(value, date)}
                case _:
                    pass
        named |= {answer for answer in one.record.answers.values() if isinstance(answer, date)}
        fields = (f for f in one.plan.fields if f.domain.type.kind == "date")
        open_ += sum(f.index not in one.record.answers for f in fields)
    near = range(-open_, open_ + 1)
    ordinals = {day.toordinal() + by for day in named for by in near} or {SOME_DAY.toordinal()}
    return tuple(date.fromordinal(n) for n in sorted(ordinals) if 1 <= n <= date.max.toordinal())
