"""From what a record holds to the whole numbers of a program's slots."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from types import EllipsisType
from typing import Union

from rubrikdsl.program import ops
from rubrikdsl.program.slots import Said
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value

Taken = Union[int, None, EllipsisType]
"""A slot's number; None where it is missing, `...` where it is not applicable."""


class BeyondError(Exception):
    """A record that a program does not take: it is one for the reference interpreter."""


def taken(
    program: ops.Program,
    record: Record,
    said: Said,
    totals: Sequence[Sequence[int]] = (),
    words: Mapping[str, int] | None = None,
) -> tuple[Taken, ...]:
    """The numbers of the slots of one record; `BeyondError` where any of them has none.

    `totals` are those of its members, a sequence a group of the program; `words` the numbers of its words.
    """
    other = any(said.nodes.get(node) != reading for node, (reading, _) in record.given.items())
    if (
        other
        or not said.fields.issuperset(record.answers)
        or not said.members.keys() >= record.members.keys()
    ):
        raise BeyondError
    if record.given and not record.given.keys() <= {s.index for s in program.slots if s.kind == "node"}:
        raise BeyondError  # no result reads it, so the program does not look at it
    known = {text: at for at, text in enumerate(program.words)} if words is None else words
    return tuple(_taken(slot, record, known, totals) for slot in program.slots)


def _taken(
    slot: ops.Slot, record: Record, words: Mapping[str, int], totals: Sequence[Sequence[int]]
) -> Taken:
    answer: Answer | None
    match slot.kind:
        case "total":
            return totals[slot.group][slot.index]
        case "members":
            return 0 if slot.index in record.members else None
        case "node":
            given = record.given.get(slot.index)
            answer = None if given is None else given[1]
        case "field":
            answer = record.answers.get(slot.index)
    if answer is None and not slot.missing:
        raise BeyondError
    if answer is None or answer is NOT_APPLICABLE:
        return None if answer is None else ...
    return number(slot, answer, words)


def number(slot: ops.Slot, value: Value, words: Mapping[str, int]) -> int:
    """The number of a value; `BeyondError` where the slot has none for it."""
    match value:
        case bool():
            return int(value)
        case Fraction():
            scaled = value * slot.scale
            if scaled.denominator != 1 or not slot.low <= scaled <= slot.high:
                raise BeyondError
            if (scaled.numerator - slot.low) % slot.step:
                raise BeyondError
            return scaled.numerator
        case str():
            return words.get(value, -1)
        case frozenset():
            return sum(1 << slot.codes.index(code) for code in value)
        case date():
            return value.toordinal()
