"""From what a record holds to the whole numbers of a program's slots."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import EllipsisType
from typing import Union

from rubrikdsl.program import ops
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value

Taken = Union[int, None, EllipsisType]
"""A slot's number; None where it is missing, `...` where it is not applicable."""


class BeyondError(Exception):
    """A record that a program does not take: it is one for the reference interpreter."""


def taken(program: ops.Program, record: Record) -> tuple[Taken, ...]:
    """The numbers of the slots of one record; `BeyondError` where any of them has none."""
    nodes = {slot.index for slot in program.slots if slot.kind == "node"}
    if record.members or not nodes.issuperset(record.given):
        raise BeyondError
    words = {text: at for at, text in enumerate(program.words)}
    return tuple(_taken(slot, record, words) for slot in program.slots)


def _taken(slot: ops.Slot, record: Record, words: dict[str, int]) -> Taken:
    if slot.kind == "node":
        given = record.given.get(slot.index)
        if given is None:
            return None
        if given[0] == "points":  # its weight may depend on the record
            raise BeyondError
        return number(slot, given[1] if given[0] == "value" else given[1] * Fraction(slot.high, slot.scale), words)
    answer = record.answers.get(slot.index)
    if answer is None:
        if not slot.missing:
            raise BeyondError
        return None
    return ... if answer is NOT_APPLICABLE else number(slot, answer, words)


def number(slot: ops.Slot, value: Value, words: dict[str, int]) -> int:
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
