"""The columns of results: their names and types, which the rubric settles before any row is read.

A number is a decimal where every record's value ends and fits, by `program.denominators`; else its column is
one of texts (`42561/700`). So the parts of a file, and files of one rubric, can be put together as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal
from typing import assert_never

from rubrikdsl.engine.results import named_steps
from rubrikdsl.exact import decimal_places
from rubrikdsl.plan import ir
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.numbers import bounds
from rubrikdsl.program.denominators import Given
from rubrikdsl.program.denominators import denominators
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Target
from rubrikdsl.semantics.terms import Type

if TYPE_CHECKING:
    import pyarrow as pa

    from rubrikdsl.workspace.scoring import Reading

DIGITS: Final = 38
"""Of a decimal in 128 bits."""

Said = tuple[Type, int, Enclosure]
"""What one text says of a result: its type, its denominator, and what it can be."""


def results(plans: Sequence[tuple[ir.Plan, Given]]) -> dict[str, pa.DataType]:
    """The types of the named results, under each reading of the rubric's text.

    With each plan go the nodes that records may state.
    """
    return {name: _type(each) for name, each in _said(plans).items()}


def decimals(plan: ir.Plan, given: Given) -> dict[str, int | None]:
    """The decimals of each result that is a number; None where its column is one of texts."""
    return {
        name: _decimals(said)
        for name, said in _said([(plan, given)]).items()
        if said[0][0].kind in ("number", "share")
    }


def _said(plans: Sequence[tuple[ir.Plan, Given]]) -> dict[str, list[Said]]:
    said: dict[str, list[Said]] = {}
    for plan, given in plans:
        units, inner = denominators(plan, given)
        for named, step in named_steps(plan):
            said.setdefault(named.name, []).append((named.type, units[step], inner[step]))
    return said


def held(
    plans: Sequence[ir.Plan], columns: Sequence[str], reading: Reading
) -> dict[str, int | Literal["text"] | None]:
    """By name: the decimals of a value's numbers, or that they are texts; None where it is no number."""
    import pyarrow as pa

    from rubrikdsl.workspace.frames.people import said_of

    found = results([(plan, given_by(said_of(plan, columns, reading))) for plan in plans])
    return {
        name: type.scale if pa.types.is_decimal(type) else "text" if pa.types.is_string(type) else None
        for name, type in found.items()
    }


def of_steps(plan: ir.Plan, given: Given, steps: Sequence[int]) -> list[pa.DataType]:
    """The types of what steps come to."""
    units, inner = denominators(plan, given)
    return [_type([(plan.types[step], units[step], inner[step])]) for step in steps]


def given_by(said: Iterable[Target | Ambiguous | None]) -> Given:
    """The nodes that tables may state whose columns name this."""
    found: set[int] = set()
    for target in said:
        match target:
            case Target(slot, reading) if reading != "answer" and slot.node is not None:
                found.add(slot.node.index)
            case _:
                pass
    return found


def _type(said: Sequence[Said]) -> pa.DataType:
    import pyarrow as pa

    kinds = {type.kind for type, _, _ in said}
    kind = kinds.pop()
    if kinds:
        return pa.string()
    match kind:
        case "number" | "share":
            places = _decimals(said)
            return pa.string() if places is None else pa.decimal128(DIGITS, places)
        case "truth":
            return pa.bool_()
        case "date":
            return pa.date32()
        case "code" | "set" | "text":
            return pa.string()
        case _:
            assert_never(kind)


def _decimals(said: Sequence[Said]) -> int | None:
    """The decimals of all numbers that there can be; None where they do not end, or need too many digits."""
    unit = lcm(*(unit for _, unit, _ in said))
    places = decimal_places(Fraction(1, unit)) if unit else None
    for _, _, each in said:
        if places is not None and each.numbers:
            interval = bounds(each.numbers)
            if interval.low is None or interval.high is None:
                return None
            if max(abs(interval.low), abs(interval.high)) * 10**places >= 10**DIGITS:
                return None
    return places
