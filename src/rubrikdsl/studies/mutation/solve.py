"""The bounds of `engine.partial` asked whether any complete record tells a change.

The changed steps stand beside those of the plan, and a truth says that a value is another: the search either
finds a completion that makes it hold, or its bounds exclude that there is one, or it gives up. What is so
excluded counts as equal from then on, so that what reads it is equal without further proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Search
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.plan.steps import renamed
from rubrikdsl.semantics import terms
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.studies.mutation.cases import alike_in_every_case
from rubrikdsl.studies.mutation.compare import Pair

MOST_RESIDUES = 4000
"""How many places of a grid between two units are looked at, one by one."""


By = Literal["bounds", "lines", "grid", "cases"]


@dataclass(frozen=True, slots=True)
class Solved:
    """A record that tells the change; or (`none`) certainly no complete record does, and by what."""

    record: Record | None
    none: bool
    by: By = "bounds"


def solve(pair: Pair) -> Solved:
    """Whether any complete record tells the change, as far as bounds decide it."""
    by: By = "bounds"
    if not pair.members_alike:
        return Solved(None, False)
    for before, after in _candidates(pair):
        if pair.to[after] == pair.same[before]:
            continue
        equal = False
        if _implied(pair, before, after):
            equal, by = True, "lines"
        elif _rounds_alike(pair, before, after):
            equal, by = True, "grid"
        elif alike_in_every_case(pair, before, after):
            equal, by = True, "cases"
        verdict, record = (False, None) if equal else _differs(pair, before, after)
        if verdict is False:
            pair = Pair(pair.plan, pair.changed, {**pair.equal, after: before})
        elif verdict and any(before == told.before for told in pair.told):
            return Solved(record, False)
        if not pair.touched:
            return Solved(None, True, by)
    return Solved(None, not pair.touched, by)


def _candidates(pair: Pair) -> Iterator[tuple[int, int]]:
    """Steps of both plans that may be equal, what is read before what reads it."""
    found: dict[tuple[int, int], None] = {}
    for one, other in zip(pair.plan.nodes, pair.changed.nodes, strict=True):
        if one.base is not None and other.base is not None:
            found[one.base, other.base] = None
        found[one.own_weight, other.own_weight] = None
        found[one.applicable, other.applicable] = None
        if len(one.stages) == len(other.stages):
            found |= {(a.after, b.after): None for a, b in zip(one.stages, other.stages, strict=True)}
    for told in pair.told:
        found[told.before, told.after] = None
    yield from sorted(found)


def _differs(pair: Pair, before: int, after: int) -> tuple[bool | None, Record | None]:
    plan, step = _beside(pair, before, after)
    graph = Graph(run(plan, Record()))
    cell = graph.cell(step)
    search = Search(graph, (cell,), ())
    search.probe()
    verdict = search.attained(cell, True)
    if not verdict:
        return verdict, None
    answers: dict[int, Answer] = {}
    given: dict[int, Given] = {}
    for unknown, box in zip(graph.unknowns, search.seen[cell][True], strict=True):
        if isinstance(box, (Missing, Fault)):
            continue
        if unknown.kind == "node":
            if box is NOT_APPLICABLE and unknown.state is not None:
                answers[unknown.state] = NOT_APPLICABLE
            elif isinstance(box, Fraction):
                given[unknown.index] = ("value", box)
        elif plan.fields[unknown.index].kind != "state" or box is NOT_APPLICABLE:
            answers[unknown.index] = box
    return True, Record("", answers, given)


def _beside(pair: Pair, before: int, after: int) -> tuple[ir.Plan, int]:
    """Both plans as one, and the truth that says whether a value is another."""
    steps, types = list(pair.plan.steps), list(pair.plan.types)
    to: list[int] = []
    for index, step in enumerate(pair.changed.steps):
        shared = pair.to[index]
        if shared is None:
            steps.append(renamed(step, to))
            types.append(pair.changed.types[index])
            shared = len(steps) - 1
        to.append(shared)
    steps.append(ir.Operation("ne", (before, to[after])))
    types.append(terms.TRUTH)
    clauses = (*pair.plan.clause_of, *([-1] * (len(steps) - len(pair.plan.steps))))
    return replace(pair.plan, steps=tuple(steps), types=tuple(types), clause_of=clauses), len(steps) - 1


def _rounds_alike(pair: Pair, before: int, after: int) -> bool:
    """Whether two roundings agree on every number of the grid on which what they round lies."""
    one, other = pair.plan.steps[before], pair.changed.steps[after]
    if not isinstance(one, ir.Rounded) or not isinstance(other, ir.Rounded):
        return False
    if one.places != other.places or pair.to[other.arg] != pair.same[one.arg]:
        return False
    numbers = enclose(_answered(pair.plan))[one.arg].numbers
    if not isinstance(numbers, num.Span):
        return all(_alike(number, one, other) for number in numbers)
    low, unit = numbers.interval.low, numbers.unit
    period = Fraction(2, 10**one.places)
    if not unit or low is None or low < 0:
        return False
    steps = (period / unit).numerator
    if steps > MOST_RESIDUES:
        return False
    first = numbers.offset - (numbers.offset // unit) * unit
    return all(_alike(first + step * unit, one, other) for step in range(steps))


def _alike(number: Fraction, one: ir.Rounded, other: ir.Rounded) -> bool:
    return round_to(number, one.places, one.mode) == round_to(number, other.places, other.mode)


def _answered(plan: ir.Plan) -> ir.Plan:
    """The plan of records that give nothing but what can only be given."""
    steps = tuple(
        ir.Choose((), step.otherwise) if isinstance(step, ir.Stated) and step.otherwise is not None else step
        for step in plan.steps
    )
    return replace(plan, steps=steps)


def _implied(pair: Pair, before: int, after: int) -> bool:
    """Whether the lines of a gate that changed follow, before and after, from those that did not."""
    one, other = pair.plan.steps[before], pair.changed.steps[after]
    if not isinstance(one, ir.All) or not isinstance(other, ir.All):
        return False
    kept = {pair.to[arg] for arg in other.args} - {None}
    same = [arg for arg in one.args if pair.same[arg] in kept]
    return _follow(pair.plan, same, [arg for arg in one.args if arg not in same]) and _follow(
        pair.changed,
        [arg for arg in other.args if pair.to[arg] is not None],
        [arg for arg in other.args if pair.to[arg] is None],
    )


def _follow(plan: ir.Plan, lines: list[int], others: list[int]) -> bool:
    """Whether no complete record holds `lines` and fails one of the `others`.

    From lines `x >= c` the least values of what adds up from such x are known.
    """
    least: dict[int, Fraction] = {}
    for line in lines:
        match plan.steps[line]:
            case ir.Operation("ge" | "gt", (arg, const)):
                number = _constant(plan, const)
                if number is not None:
                    least[arg] = max(least.get(arg, number), number)
            case ir.Operation("eq", (arg, const)):
                below = _least_of_code(plan, arg, const)
                if below is not None:
                    least[below[0]] = max(least.get(below[0], below[1]), below[1])
            case _:
                pass
    inner = enclose(plan)

    def lowest(step: int) -> Fraction | None:
        known = [least[step]] if step in least else []
        around = inner[step].numbers
        low = num.bounds(around).low if around else None
        known += [low] if low is not None else []
        match plan.steps[step]:
            case ir.Stated(_, _, otherwise) if otherwise is not None:
                below = lowest(otherwise)
                known += [below] if below is not None else []
            case ir.Mean(values, weights, tops, top):
                total = Fraction(0)
                for value, weight, most in zip(values, weights, tops, strict=True):
                    share, part = _constant(plan, weight), lowest(value)
                    if share is None or part is None:
                        break
                    total += share * part / most * top
                else:
                    known.append(total)
            case _:
                pass
        return max(known, default=None)

    for other in others:
        match plan.steps[other]:
            case ir.Operation("ge" | "gt" as op, (arg, const)):
                bound, reached = _constant(plan, const), lowest(arg)
                if bound is None or reached is None or reached < bound or (op == "gt" and reached == bound):
                    return False
            case _:
                return False
    return True


def _least_of_code(plan: ir.Plan, step: int, const: int) -> tuple[int, Fraction] | None:
    """What a table classifies, and the least number for which it gives a code."""
    table, code = plan.steps[step], plan.steps[const]
    if not isinstance(table, ir.Table) or not isinstance(code, ir.Constant):
        return None
    lows = [
        row.key.low if isinstance(row.key, terms.Interval) else None
        for row in table.rows
        if row.value == code.value
    ]
    known = [low for low in lows if low is not None]
    return (table.arg, min(known)) if known and len(known) == len(lows) else None


def _constant(plan: ir.Plan, step: int) -> Fraction | None:
    inner = plan.steps[step]
    return inner.value if isinstance(inner, ir.Constant) and isinstance(inner.value, Fraction) else None
