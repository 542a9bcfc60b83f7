"""Whether a change of a leaf makes no difference for any of its answers, gone through where they are few."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from itertools import combinations
from itertools import product
from math import prod

from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Field
from rubrikdsl.studies.mutation.compare import Pair

MOST = 4000
"""Combinations of answers that are gone through."""

MOST_CHOICES = 10
"""Choices of a set, of which any may hold."""


def alike_in_every_case(pair: Pair, before: int, after: int) -> bool:
    """Whether two steps agree for all answers that they read; no where they are many, or not all there is."""
    fields = _fields(pair.plan, before)
    others = _fields(pair.changed, after)
    if fields is None or others is None:
        return False
    asked = sorted(fields | others)
    choices = [_choices(pair.plan.fields[field]) for field in asked]
    if any(not some for some in choices) or prod(map(len, choices)) > MOST:
        return False
    for answers in product(*choices):
        given = {at: answer for at, answer in zip(asked, answers, strict=True) if answer is not None}
        both = pair.both(Record("", given))
        if both.before(before) != both.after(after):
            return False
    return True


def _fields(plan: ir.Plan, step: int) -> set[int] | None:
    """The answers that a step reads; None where it reads anything else of a record."""
    found: set[int] = set()
    waiting, seen = [step], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        match inner := plan.steps[at]:
            case ir.Answer(field) | ir.Applies(field):
                found.add(field)
            case ir.Stated() | ir.IsStated() | ir.Fold():
                return None
            case _:
                waiting.extend(reads(inner))
    return found


def _choices(field: Field) -> tuple[Answer | None, ...]:
    """All that a complete record may answer, or be silent of (None); nothing where it is too much."""
    values = tuple(_values(field))
    if not values:
        return ()
    skipped = (NOT_APPLICABLE,) if field.not_applicable else ()
    return (*values, *skipped, *((None,) if field.need != "required" else ()))


def _values(field: Field) -> Iterator[Answer]:
    domain = field.domain
    codes = [choice.code for choice in domain.choices]
    match domain.type.kind:
        case "truth":
            yield from (True, False)
        case "code":
            yield from codes
        case "set" if len(codes) <= MOST_CHOICES:
            every = (combinations(codes, count) for count in range(len(codes) + 1))
            yield from map(frozenset, chain.from_iterable(every))
        case "number" | "share":
            low, high, step = domain.low, domain.high, domain.step
            if low is not None and high is not None and step and (high - low) / step < MOST:
                yield from (low + number * step for number in range(int((high - low) / step) + 1))
        case _:
            return
