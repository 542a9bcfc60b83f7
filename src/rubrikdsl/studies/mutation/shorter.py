"""A record that tells a change, made shorter and rounder as long as it tells it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Field
from rubrikdsl.studies.mutation.compare import Pair
from rubrikdsl.studies.mutation.compare import Told

Tells = Callable[[Record], bool]
"""Whether a record still tells the change."""

ROUND = (Fraction(10), Fraction(5), Fraction(1), Fraction(1, 10), Fraction(1, 100))
"""What a number is rounded to, the roundest first."""


def shorter(pair: Pair, told: Told, record: Record) -> Record:
    """A record that still tells the change by that value: nothing in it can be left out, rounded."""

    def tells(tried: Record) -> bool:
        return pair.both(tried).differs(told)

    for index in sorted(record.members):
        for member in record.members[index]:
            rest = tuple(one for one in record.members[index] if one is not member)
            fewer = replace(record, members={**record.members, index: rest})
            record = (
                fewer
                if len(rest) >= pair.plan.collections[index].at_least and rest and tells(fewer)
                else record
            )
    for answer in sorted(record.answers):
        less = replace(record, answers={k: v for k, v in record.answers.items() if k != answer})
        record = less if tells(less) else record
    for node in sorted(record.given):
        less = replace(record, given={k: v for k, v in record.given.items() if k != node})
        record = less if tells(less) else record
    record = _rounded(pair.plan, record, tells)
    for index, members in sorted(record.members.items()):
        for at in range(len(members)):
            record = _member_rounded(pair, record, index, at, tells)
    return record


def _member_rounded(pair: Pair, record: Record, index: int, at: int, tells: Tells) -> Record:
    """A record in which the numbers of one member are rounder, and its name is its number."""
    several = record.members[index]

    def put(member: Record) -> Record:
        changed = (*several[:at], member, *several[at + 1 :])
        return replace(record, members={**record.members, index: changed})

    member = replace(several[at], name=f"{at + 1}")
    return put(_rounded(pair.plan.collections[index].plan, member, lambda one: tells(put(one))))


def _rounded(plan: ir.Plan, record: Record, tells: Tells) -> Record:
    """A record with rounder numbers, as long as it tells the change."""
    for answer, value in sorted(record.answers.items()):
        for rounder in _rounder(plan.fields[answer], value):
            tried = replace(record, answers={**record.answers, answer: rounder})
            if tells(tried):
                record = tried
                break
    for node, (reading, number) in sorted(record.given.items()):
        scale = plan.nodes[node].scale
        for rounder in _round_numbers(number, scale.floor, scale.top):
            tried = replace(record, given={**record.given, node: (reading, rounder)})
            if tells(tried):
                record = tried
                break
    return record


def _rounder(field: Field, value: Answer) -> Iterator[Fraction]:
    domain = field.domain
    if not isinstance(value, Fraction) or domain.low is None:
        return
    for number in _round_numbers(value, domain.low, domain.high, 100 if domain.type.kind == "share" else 1):
        if domain.step is None or (number - domain.low) % domain.step == 0:
            yield number


def _round_numbers(
    value: Fraction, low: Fraction, high: Fraction | None, scale: int = 1
) -> Iterator[Fraction]:
    """Rounder numbers near a number, the roundest first; only such as are rounder."""
    for unit in ROUND:
        step = unit / scale
        if value % step == 0:
            return
        below = value // step * step
        for number in (below, below + step):
            if low <= number and (high is None or number <= high):
                yield number
