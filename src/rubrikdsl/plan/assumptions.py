"""What a condition tells of the steps that it speaks of: where it holds, and where it does not.

`refine` gives tighter enclosures of single steps; it never says more than the condition does.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import IMPOSSIBLE
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import Values
from rubrikdsl.plan.enclosure import has_numbers
from rubrikdsl.plan.enclosure import join
from rubrikdsl.plan.enclosure import meet
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.numbers import Span
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.record import Value

if TYPE_CHECKING:
    from rubrikdsl.plan.enclosing import Env
    from rubrikdsl.plan.enclosures import Analysis

MOST_SIDES: Final = 24
"""How many sides of one `and` or `or` are read under each other."""

DEEPEST: Final = 150
"""How deep one reading under conditions may go."""


def refine(analysis: Analysis, index: int, truth: bool, env: Env) -> dict[int, Enclosure]:
    """What is known of steps where a condition is true (or false)."""
    news: dict[int, Enclosure] = {index: Enclosure(frozenset((truth,)))}
    step = analysis.steps[index]
    if len(reads(step)) > MOST_SIDES or analysis.level >= DEEPEST:
        return news
    analysis.level += 1
    match step:
        case ir.Operation(op="not", args=(arg,)):
            news |= _told(analysis, arg, not truth, env)[0]
        case ir.Operation(op="and" | "or" as op, args=args) if truth == (op == "and"):
            for arg in args:
                told, env = _told(analysis, arg, truth, env)
                news = _both(news, told)
        case ir.Operation(op="and" | "or", args=args):
            news |= _either(analysis, args, truth, env)
        case ir.Operation(op="lt" | "le" | "gt" | "ge" | "eq" | "ne" as op, args=(left, right)):
            one, two = analysis.at(left, env), analysis.at(right, env)
            news[left] = _compared(one, op if truth else _NEGATED[op], two)
            news[right] = _compared(two, _TURNED[op if truth else _NEGATED[op]], one)
        case ir.Among(arg, values):
            news[arg] = _listed(analysis.at(arg, env), frozenset(values), truth)
        case ir.IsMissing(arg):
            inner = analysis.at(arg, env)
            news[arg] = Enclosure(frozenset(), missing=True) if truth else replace(inner, missing=False)
        case ir.IsApplicable(arg):
            news[arg] = _applicable(analysis.at(arg, env), truth)
        case ir.Applies(number) if analysis.answers.get(number, len(analysis.base)) < len(analysis.base):
            arg = analysis.answers[number]  # one that stands further on is not enclosed yet
            news[arg] = _applicable(analysis.at(arg, env), truth)
        case ir.All(args=args) if truth:
            for arg in args:
                news = _both(news, _told(analysis, arg, True, env)[0])
        case _:
            pass
    analysis.level -= 1
    return news


def _either(analysis: Analysis, args: tuple[int, ...], truth: bool, env: Env) -> dict[int, Enclosure]:
    """What is known where one of several conditions decides, those before it not having done so."""
    ways: list[dict[int, Enclosure]] = []
    before: dict[int, Enclosure] = {}
    for arg in args:
        if analysis.at(arg, env).may_be(truth):
            ways.append(_both(before, _told(analysis, arg, truth, env)[0]))
        told, env = _told(analysis, arg, not truth, env)
        before = _both(before, told)
    if not ways:
        return {}
    known = set.intersection(*(set(way) for way in ways))
    return {step: _joined([way[step] for way in ways]) for step in known}


def _told(analysis: Analysis, index: int, truth: bool, env: Env) -> tuple[dict[int, Enclosure], Env]:
    """What a part of a condition tells, and the conditions with it; each part is worked out once."""
    there = analysis.assume(env, index, truth)
    news = {step: known for step, known in there.known.items() if env.known.get(step) is not known}
    return news, there


def _joined(several: list[Enclosure]) -> Enclosure:
    result = IMPOSSIBLE
    for one in several:
        result = join(result, one)
    return result


def _both(a: dict[int, Enclosure], b: dict[int, Enclosure]) -> dict[int, Enclosure]:
    return a | b | {step: meet(a[step], b[step]) for step in a.keys() & b.keys()}


def _applicable(inner: Enclosure, truth: bool) -> Enclosure:
    return replace(inner, not_applicable=False) if truth else Enclosure(frozenset(), not_applicable=True)


_NEGATED: Final = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}
_TURNED: Final = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}


def _compared(one: Enclosure, op: str, two: Enclosure) -> Enclosure:
    """What `one` may still be where it compares so with `two`; both then have a value."""
    values = one.values
    if isinstance(two.values, Span) or (two.values is not None and has_numbers(two.values)):
        ends = num.bounds(two.numbers)
        single = ends.low if ends.low is not None and ends.low == ends.high else None
        match op:
            case "lt" | "le":
                strict = op == "lt" or ends.high_open
                values = wide(num.restrict(one.numbers, Interval(None, ends.high, high_open=strict)))
            case "gt" | "ge":
                strict = op == "gt" or ends.low_open
                values = wide(num.restrict(one.numbers, Interval(ends.low, None, low_open=strict)))
            case "eq":
                values = wide(num.restrict(one.numbers, ends))
            case _:
                if single is not None:
                    values = wide(num.without(one.numbers, frozenset((single,))))
    elif two.values is not None and not isinstance(two.values, Span):
        if op == "eq":
            values = two.values if values is None else _kept(values, two.values)
        elif op == "ne" and len(two.values) == 1 and values is not None and not isinstance(values, Span):
            values = values - two.values
    return Enclosure(values)


def _kept(values: Values, among: frozenset[Value]) -> Values:
    return values & among if isinstance(values, frozenset) else values


def _listed(inner: Enclosure, listed: frozenset[Value], truth: bool) -> Enclosure:
    numbers = frozenset(v for v in listed if isinstance(v, Fraction))
    if numbers:
        if truth:
            return Enclosure(frozenset(n for n in numbers if num.holds(inner.numbers, n)))
        return Enclosure(wide(num.without(inner.numbers, numbers)))
    if truth:
        return Enclosure(listed if inner.values is None else _kept(inner.values, listed))
    values = inner.values
    return Enclosure(values - listed if isinstance(values, frozenset) else values)
