"""What the aggregates of a group become, other than its mean (`plan.aggregates` has their meaning)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.cells import Cells
from rubrikdsl.program.ratios import Ratio
from rubrikdsl.program.searched import searched


def aggregated(
    step: ir.Aggregate, c: Cells, shares: Sequence[Ratio], weights: Sequence[Ratio], counted: Sequence[int]
) -> Ratio:
    """The value on the group's scale."""
    top = c.ratios.constant(step.top)
    match step.kind:
        case "min":
            found = _extreme(c, shares, counted, lowest=True)
        case "max":
            found = _extreme(c, shares, counted, lowest=False)
        case "median":
            found = _median(c, shares, counted)
        case "best":
            found = _best(c, shares, counted, step.best or len(shares))
        case "harmonic":
            found = _harmonic(c, shares, weights, counted)
        case "geometric":
            return _geometric(step, c, shares, weights, counted)
        case _:
            assert_never(step.kind)
    return c.ratios.multiply(found, top)


def in_order(c: Cells, numbers: Sequence[Ratio]) -> list[Ratio]:
    """Numbers in order, the lowest first: a sorting network, since a program has no branches."""
    ordered = list(numbers)
    for end in range(len(ordered) - 1, 0, -1):
        for at in range(end):
            one, two = ordered[at], ordered[at + 1]
            ordered[at], ordered[at + 1] = c.ratios.lowest(one, two), c.ratios.highest(one, two)
    return ordered


def middle(c: Cells, ordered: Sequence[Ratio]) -> Ratio:
    """The one in the middle, or the mean of the two there."""
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return c.ratios.multiply(
        c.ratios.add((ordered[half - 1], ordered[half])), c.ratios.constant(Fraction(1, 2))
    )


def _beyond(c: Cells, shares: Sequence[Ratio], counted: Sequence[int], high: bool) -> list[Ratio]:
    """The shares, those that do not count beyond all others."""
    end = max(s.high for s in shares) + 1 if high else min(s.low for s in shares) - 1
    out = c.ratios.constant(end)
    return [c.ratios.pick(counts, share, out) for counts, share in zip(counted, shares, strict=True)]


def _extreme(c: Cells, shares: Sequence[Ratio], counted: Sequence[int], lowest: bool) -> Ratio:
    ends = [share.low for share in shares] + [share.high for share in shares]
    found, *others = _beyond(c, shares, counted, high=lowest)
    for other in others:
        found = c.ratios.lowest(found, other) if lowest else c.ratios.highest(found, other)
    if found.under is None:
        return found
    return replace(found, low=min(*ends, found.low), high=max(*ends, found.high))


def _number(c: Cells, counted: Sequence[int]) -> int:
    return c.b.add(*(c.b.count(counts) for counts in counted))


def _median(c: Cells, shares: Sequence[Ratio], counted: Sequence[int]) -> Ratio:
    ordered = in_order(c, _beyond(c, shares, counted, high=True))
    number = _number(c, counted)
    found = ordered[0]
    for count in range(len(ordered), 0, -1):
        is_it = c.b.equal(number, c.b.whole(count))
        found = c.ratios.pick(is_it, middle(c, ordered[:count]), found)
    return found


def _best(c: Cells, shares: Sequence[Ratio], counted: Sequence[int], best: int) -> Ratio:
    ordered = in_order(c, _beyond(c, shares, counted, high=False))[::-1]
    number = _number(c, counted)
    zero = c.ratios.constant(Fraction(0))
    taken = [
        c.ratios.pick(c.b.less(c.b.whole(at), number), share, zero) for at, share in enumerate(ordered[:best])
    ]
    many = c.b.most(c.b.least(number, c.b.whole(best)), c.b.yes)
    total = c.ratios.add(taken)
    mean, _ = c.ratios.divide(total, c.ratios.scaled(many, 1))
    return mean


def _harmonic(c: Cells, shares: Sequence[Ratio], weights: Sequence[Ratio], counted: Sequence[int]) -> Ratio:
    """1 ÷ the sum of weight ÷ share; 0 where a share that counts is."""
    zero = c.ratios.constant(Fraction(0))
    none: list[int] = []
    parts: list[Ratio] = []
    for share, weight, counts in zip(shares, weights, counted, strict=True):
        nothing = c.b.both(counts, c.ratios.less(share, zero, or_equal=True))
        none.append(nothing)
        usable = c.b.both(counts, c.b.negate(nothing))
        safe = c.ratios.pick(usable, share, c.ratios.constant(Fraction(1)))
        part, _ = c.ratios.divide(weight, safe)
        parts.append(c.ratios.pick(counts, part, zero))
    total = c.ratios.add(parts)
    found, empty = c.ratios.divide(c.ratios.constant(Fraction(1)), total)
    high = max(Fraction(1), *(share.high for share in shares))
    bad = c.b.either(empty, *none)
    over = c.b.pick(bad, c.b.no, found.over)
    return c.ratios.over(over, found.scale, found.under, Fraction(0), max(high, found.low))


def _geometric(
    step: ir.Aggregate, c: Cells, shares: Sequence[Ratio], weights: Sequence[Ratio], counted: Sequence[int]
) -> Ratio:
    """One operation, or the search for its number: no sum or product of whole numbers gives a root."""
    scale = lcm(*(weight.scale for weight in weights))
    wholes = [c.b.times(weight.over, scale // weight.scale) for weight in weights]
    whole = [c.b.pick(counts, each, c.b.no) for counts, each in zip(counted, wholes, strict=True)]
    unders = [c.b.times(share.under or c.b.yes, share.scale) for share in shares]
    places = step.places or 0
    unit = 10**places
    high = max(Fraction(1), *(share.high for share in shares)) * step.top * unit
    op = ops.Power(
        tuple(share.over for share in shares),
        tuple(unders),
        tuple(whole),
        (step.top.numerator, step.top.denominator),
        places,
        step.mode,
    )
    most = -(-high.numerator // high.denominator)
    found = None if c.b.roots else searched(c.b, op, wholes, counted, most)
    return c.ratios.scaled(c.b.root(op, most) if found is None else found, unit)
