"""Many records through a program at once: what they say is held by column, and so is what comes of it.

An answer becomes a number once for all records that have it, and a number a value once for all that come to
it. Records that the program does not take are left open here, and what others wait for is not told.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import repeat

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.admit import number
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.many import Known
from rubrikdsl.program.many import Many
from rubrikdsl.program.runner import Runner
from rubrikdsl.program.slots import Said
from rubrikdsl.program.values import value_of
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer


def values(plan: ir.Plan, many: Many, asked: Sequence[int] | None = None) -> tuple[Known, ...] | None:
    """The named results of all records, in their order; None where there is no program for these.

    With `asked`, what these steps are instead.
    """
    said = Said(frozenset(range(len(plan.fields))), many.nodes, always=False)
    try:
        program = lower(plan, said, asked)
    except UnloweredError:
        return None
    words = {text: at for at, text in enumerate(program.words)}
    beyond: set[int] = set(many.odd)
    columns = [_column(program, slot, many, words, beyond) for slot in program.slots]
    found = Runner(program, said).of_columns(columns, many.count)
    width = 3 * len(program.outputs)
    for row in beyond:
        found[row] = None
    referred = (None,) * width
    each = list(zip(*(referred if one is None else one for one in found), strict=True)) or [()] * width
    return tuple(
        _values(output, program.words, *each[3 * at : 3 * at + 3])
        for at, output in enumerate(program.outputs)
    )


def _column(
    program: ops.Program, slot: ops.Slot, many: Many, words: Mapping[str, int], beyond: set[int]
) -> Iterable[Taken]:
    """The numbers of a slot; rows for which it has none are `beyond`."""
    if slot.kind == "total":
        return repeat(program.groups[slot.group].totals[slot.index].none)
    known = None if slot.kind == "members" else many.known.get((slot.kind, slot.index))
    if known is None:
        return repeat(None)
    numbers: list[Taken] = []
    out: list[bool] = []
    for value in known.different:
        out.append(False)
        try:
            if value is None or value is NOT_APPLICABLE:
                numbers.append(None if value is None else ...)
            else:
                numbers.append(number(slot, value, words))
        except BeyondError:
            numbers.append(None)
            out[-1] = True
    if any(out):
        beyond.update(row for row, at in enumerate(known.at) if out[at])
    return map(numbers.__getitem__, known.at)


def _values(
    output: ops.Output,
    words: Sequence[str],
    over: Sequence[object],
    under: Sequence[object],
    state: Sequence[object],
) -> Known:
    """The values of an output."""
    places: dict[tuple[object, object, object], int] = {}
    each: Iterable[tuple[object, object, object]] = zip(over, under, state, strict=True)
    if "missing" in state:  # whatever else the program gives then is the same thing
        each = ((None, None, each[2]) if each[2] == "missing" else each for each in each)
    at = array("i", [places.setdefault(found, len(places)) for found in each])
    waits = places.get((None, None, "missing"))
    waiting = {} if waits is None else {waits: ()}
    return Known(tuple(_value(output, words, *found) for found in places), at, waiting)


def _value(
    output: ops.Output, words: Sequence[str], over: object, under: object, state: object
) -> Answer | None:
    if state == "not-applicable":
        return NOT_APPLICABLE
    return None if state is not None or over is None else value_of(output, over, under, words)
