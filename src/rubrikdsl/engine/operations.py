"""The operators of a plan on values, and the four that read their arguments one by one.

`and`, `or` and `streak` stop reading where the result is settled; `tally` takes one that is not applicable
as one that does not hold. Every other operator needs all of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

from rubrikdsl.engine import problems
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import values_of
from rubrikdsl.plan.aggregates import median
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Operator


def operate(op: Operator, args: tuple[int, ...], read: Callable[[int], Found], record: str) -> Found:
    """The result of an operator on steps."""
    if op == "and" or op == "or":
        return _settled_by(op == "or", args, read)
    if op == "streak":
        return _streak(args, read)
    found = [read(arg) for arg in args]
    if op == "tally":
        found = [False if f is NOT_APPLICABLE else f for f in found]
    values = values_of(found)
    if not isinstance(values, tuple):
        return values
    if op == "div" and values[1] == 0:
        return Fault((problems.division_by_zero(record),))
    return _apply(op, values)


def _settled_by(settling: bool, args: tuple[int, ...], read: Callable[[int], Found]) -> Found:
    for arg in args:
        found = read(arg)
        if found is not (not settling):
            return found
    return not settling


def _streak(args: tuple[int, ...], read: Callable[[int], Found]) -> Found:
    held = 0
    for arg in args:
        found = read(arg)
        if found is False:
            break
        if found is not True:
            return found
        held += 1
    return Fraction(held)


def _apply(op: Operator, values: tuple[Value, ...]) -> Value:
    """A strict operator. What the checker admits has the types that the operator wants."""
    numbers = cast("tuple[Fraction, ...]", values)
    match op:
        case "add":
            return sum(numbers, Fraction(0))
        case "sub":
            return numbers[0] - numbers[1]
        case "mul":
            product = Fraction(1)
            for factor in numbers:
                product *= factor
            return product
        case "div":
            return numbers[0] / numbers[1]
        case "neg":
            return -numbers[0]
        case "abs":
            return abs(numbers[0])
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "median":
            return median(numbers)
        case "lt":
            return numbers[0] < numbers[1]
        case "le":
            return numbers[0] <= numbers[1]
        case "gt":
            return numbers[0] > numbers[1]
        case "ge":
            return numbers[0] >= numbers[1]
        case "eq":
            return values[0] == values[1]
        case "ne":
            return values[0] != values[1]
        case "not":
            return not values[0]
        case "size":
            return Fraction(len(cast("frozenset[str]", values[0])))
        case "has":
            holder = values[0]
            return values[1] in holder if isinstance(holder, frozenset) else values[1] == holder
        case "tally":
            return Fraction(sum(value is True for value in values))
        case _:
            raise AssertionError(f"{op} reads its arguments itself")
