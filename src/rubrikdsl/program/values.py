"""The whole number of an output as the value that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from rubrikdsl.program import ops
from rubrikdsl.semantics.record import Value


def value_of(output: ops.Output, number: object, under: object, words: Sequence[str]) -> Value:
    """The value of a number or truth over a divisor; `words` are those of the program."""
    assert isinstance(number, int) and isinstance(under, int)
    match output.type.kind:
        case "number" | "share":
            return Fraction(number, under)
        case "truth":
            return bool(number)
        case "set":
            return frozenset(code for bit, code in enumerate(output.type.codes) if number >> bit & 1)
        case "date":
            return date.fromordinal(number)
        case "code" | "text":
            return words[number]
