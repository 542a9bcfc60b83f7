"""Which answers values wait for, in many records: found once for all records that are alike in this.

The reference interpreter says it, of one record of each kind. What it says depends on what a record leaves
unanswered, on truths that decide what else is read, on which weights are zero, and on the tests that the
arguments of a decision pass: records that agree in all of these wait for the same. Where one of them, or a
branch of a choice, is a fault, the record is left open.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import compress

from rubrikdsl.engine.decide import takes
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Missing
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import conditions
from rubrikdsl.plan.steps import reads
from rubrikdsl.program.lists import values
from rubrikdsl.program.many import Known
from rubrikdsl.program.many import Many
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Test

Waits = tuple[str, ...] | None
"""The answers that a value waits for; None where that is not told."""


def told(
    plan: ir.Plan, many: Many, record: Callable[[int], Record], asked: Sequence[int] | None = None
) -> tuple[Known, ...] | None:
    """What `values` gives, with the answers that are waited for; `record` is the one at a place."""
    known = values(plan, many, asked)
    if known is None:
        return None
    steps = [step for _, step in named_steps(plan)] if asked is None else asked
    places = [_lacking(one) for one in known]
    rows = sorted(set().union(*places))
    kinds = _kinds(plan, many.of(rows), steps) if rows else ()
    once: dict[object, tuple[Waits, ...]] = {}
    of: dict[int, tuple[Waits, ...]] = {}
    for row, kind in zip(rows, kinds, strict=True):
        if kind is None:
            of[row] = (None,) * len(steps)
            continue
        if kind not in once:
            found = run(plan, record(row)).values
            once[kind] = tuple(_waits(found[step]) for step in steps)
        of[row] = once[kind]
    return tuple(
        _with(one, ((row, of[row][at]) for row in places[at])) if one.waiting else one
        for at, one in enumerate(known)
    )


def _waits(found: object) -> Waits:
    return tuple(sorted(found.waiting)) if isinstance(found, Missing) else None


def _lacking(known: Known) -> list[int]:
    """The records that only wait for something."""
    if not known.waiting:
        return []
    is_open = [place in known.waiting for place in range(len(known.different))]
    return list(compress(range(len(known.at)), map(is_open.__getitem__, known.at)))


def _with(known: Known, waits: Iterable[tuple[int, Waits]]) -> Known:
    """The same with what each of these records waits for."""
    at = array("i", known.at)
    first = len(known.different)
    places: dict[Waits, int] = {}
    for row, paths in waits:
        at[row] = places.setdefault(paths, first + len(places))
    waiting = {place: paths for paths, place in places.items() if paths is not None}
    return Known((*known.different, *(None for _ in places)), at, waiting)


def _kinds(plan: ir.Plan, many: Many, steps: Sequence[int]) -> Sequence[object]:
    """Of each record, what decides what it waits for; None where that is open."""
    deciding, branches = _deciding(plan, steps)
    asked = (*deciding, *branches.difference(deciding))
    found = values(plan, many, asked) if asked else ()
    if found is None:
        return [None] * many.count
    columns = [_signs(one, ()) for one in many.known.values()]
    columns += [_signs(one, tests) for one, tests in zip(found, deciding.values(), strict=False)]
    kinds: list[object] = list(zip(*columns, strict=True)) if columns else [()] * many.count
    if found:  # a record that the program does not take has none of these
        kinds = [None if found[0].is_open(row) else kind for row, kind in enumerate(kinds)]
    return kinds


def _signs(known: Known, tests: Sequence[Test]) -> Iterator[object]:
    """For each record what of a value may decide anything: that there is one, its truth, the tests passed."""
    signs = [_sign(value, tests) for value in known.different]
    return map(signs.__getitem__, known.at)


def _sign(value: Answer | None, tests: Sequence[Test]) -> object:
    if value is None or value is NOT_APPLICABLE or isinstance(value, bool):
        return value
    return value == 0, *(takes(test, value) for test in tests)


def _deciding(plan: ir.Plan, steps: Iterable[int]) -> tuple[dict[int, list[Test]], set[int]]:
    """The steps that decide what others read, with the tests that they pass; the branches of choices."""
    deciding: dict[int, list[Test]] = {}
    branches: set[int] = set()
    seen: set[int] = set()
    ahead = list(steps)
    while ahead:
        at = ahead.pop()
        if at in seen:
            continue
        seen.add(at)
        step = plan.steps[at]
        ahead += reads(step)
        decides = conditions(step)
        match step:
            case ir.Choose(pairs, otherwise) if pairs:
                branches |= {otherwise, *(value for _, value in pairs)}
            case ir.Operation("streak", args):
                decides = args
            case ir.Share(weights=weights, applicable=applicable):
                decides = (*weights, *applicable)
            case ir.Mean(weights=weights) | ir.Aggregate(weights=weights):
                decides = weights
            case ir.Decide(args, rows=rows):
                for arg, tests in zip(args, zip(*(row.tests for row in rows), strict=True), strict=True):
                    deciding.setdefault(arg, []).extend(test for test in tests if test is not None)
            case _:
                pass
        for decisive in decides:
            deciding.setdefault(decisive, [])
    return deciding, branches
