"""What a slot remembers of values that were read: their numbers, found again without reading.

A dictionary holds equal things to be one thing, and not all that Python holds equal says the same: `True`
equals 1 and says yes, the float `0.1` says a tenth and equals a number of 55 decimals. What is so equal to
something that it must not be taken for stands apart, by its class.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from rubrikdsl.exact import Number
from rubrikdsl.program import ops
from rubrikdsl.program.admit import Taken

MOST_KEPT: Final = 100_000
"""Values that one memory keeps."""

COARSE: Final = 16
"""Up to so many points of a grid, 0 and 1 are asked for so often that looking apart takes too long."""

NUMERIC: Final = frozenset({int, float, Decimal, Fraction, Number, str})
"""Classes of which no truth is one."""


class Memory:
    """Numbers by value. Where `classes` of the values are asked beforehand, 0 and 1 need not stand apart.

    `numbers` is a dictionary of no class of its own: looking up in one that has takes twice as long.
    """

    __slots__ = ("classes", "numbers")

    def __init__(self, *, classes: bool) -> None:
        self.classes = classes
        self.numbers: dict[object, Taken] = {}

    def keep(self, value: Hashable, number: Taken) -> None:
        """Remember the number of a value."""
        if len(self.numbers) >= MOST_KEPT:
            self.numbers.clear()
        is_apart = _is_inexact(value) or (not self.classes and value in (0, 1))
        self.numbers[_Apart(value) if is_apart else value] = number


class _Apart:
    """A value in a dictionary that only values of its own class are found to be."""

    __slots__ = ("_value",)

    def __init__(self, value: Hashable) -> None:
        self._value = value

    def __hash__(self) -> int:
        return hash(self._value)

    def __eq__(self, other: object) -> bool:
        value = self._value
        return other is value or (other.__class__ is value.__class__ and other == value)


def asks_classes(slot: ops.Slot) -> bool:
    """Whether so many of a slot's values are 0 or 1 that the classes of all are better asked first."""
    points = (slot.high - slot.low) // slot.step + 1
    return points <= COARSE and (slot.low <= 0 <= slot.high or slot.low <= slot.scale <= slot.high)


def are_numeric(classes: list[type], last: list[type]) -> bool:
    """Whether values of these classes may be looked up as numbers; then they are the last ones."""
    if not NUMERIC.issuperset(classes):
        return False
    last[:] = classes
    return True


def _is_inexact(value: object) -> bool:
    """Whether a float says another number than the one that it equals."""
    return isinstance(value, float) and Fraction(float.__repr__(value)) != Fraction(value)
