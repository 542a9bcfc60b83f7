"""Which way every step goes when one part of a record gets better: up, down, either or not at all.

One pass over the plan, members' plans first, for all parts at once: sets of parts are bits of a number. A
part that is in neither set of a step leaves that step as it is; one that is only in `up` never lowers it. All
of it holds for every record, because every rule used does: enclosures tell signs and reach, `ordered` tells
which branch of a choice is the higher one.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from itertools import product
from operator import or_
from typing import Final
from typing import assert_never

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import may_take
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Test
from rubrikdsl.studies.verify.ordered import Ordering
from rubrikdsl.studies.verify.ordered import orders_of

MOST_CELLS: Final = 4_000
"""Cells of a decision that are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Way:
    """The parts that may raise a step, those that may lower it, those that may make it known or not."""

    up: int = 0
    down: int = 0
    known: int = 0

    def __or__(self, other: Way) -> Way:
        return Way(self.up | other.up, self.down | other.down, self.known | other.known)

    @property
    def any(self) -> int:
        """The parts that may change the step at all."""
        return self.up | self.down

    @property
    def turned(self) -> Way:
        """The way of what falls as this rises."""
        return Way(self.down, self.up, self.known)

    @property
    def either(self) -> Way:
        """The way of what hangs on this, nobody knows how."""
        return Way(self.any, self.any, self.known)

    def by(self, sign: int) -> Way:
        """The way of this times something of a sign (0: of either)."""
        return self if sign > 0 else self.turned if sign < 0 else self.either

    def without(self, parts: int) -> Way:
        """The same for the other parts only."""
        return Way(self.up & ~parts, self.down & ~parts, self.known & ~parts)


STILL: Final = Way()


def all_of(ways: Iterable[Way]) -> Way:
    """What hangs on all of these, rising with each."""
    return reduce(or_, ways, STILL)


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before anything is followed.

    All per plan, by the path of its collections. `fields`: the way of each answer; `applies`: of its letting
    a leaf count. `held`: parts of which the way of a step is known, whatever it reads. `fresh`: parts that
    come in at the very top: by the node whose children they may join, for each child that they may bring in.
    """

    fields: Mapping[tuple[int, ...], Mapping[int, Way]]
    held: Mapping[tuple[int, ...], Mapping[int, tuple[int, Way]]]
    applies: Mapping[tuple[int, ...], Mapping[int, Way]]
    fresh: Mapping[tuple[int, ...], Mapping[int, tuple[int, ...]]]


class Directions:
    """The ways of all steps of a plan (`ways`) and of its members' plans (`members`)."""

    def __init__(
        self,
        plan: ir.Plan,
        start: Start,
        path: tuple[int, ...] = (),
        order: Ordering | None = None,
        orders: Mapping[tuple[int, ...], Ordering] | None = None,
    ) -> None:
        self.plan = plan
        self.path = path
        self.order = order or (orders[path] if orders else ordering(plan))
        self.members = tuple(
            Directions(one.plan, start, (*path, index), None, orders)
            for index, one in enumerate(plan.collections)
        )
        self._fields = start.fields.get(path, {})
        self._applies = start.applies.get(path, {})
        self.ways: list[Way] = []
        self._fresh = start.fresh.get(path, {})
        self._parents = {
            step: node.index
            for node in plan.nodes
            for step in (node.base, *(stage.after for stage in node.stages if stage.kind == "aggregate"))
            if step is not None
        }
        known = start.held.get(path, {})
        for index, step in enumerate(plan.steps):
            found = self._way(index, step)
            told = known.get(index)
            self.ways.append(found if told is None else found.without(told[0]) | told[1])

    def of(self, path: Sequence[int]) -> Directions:
        """The directions of the members that a path of collections leads to."""
        found = self
        for index in path:
            found = found.members[index]
        return found

    def _all(self, steps: Iterable[int]) -> Way:
        return all_of(self.ways[step] for step in steps)

    def _way(self, index: int, step: ir.Step) -> Way:
        ways = self.ways
        match step:
            case ir.Constant() | ir.IsStated():
                return STILL
            case ir.Answer(field):
                return self._fields.get(field, STILL)
            case ir.Applies(field):
                return self._applies.get(field, STILL)
            case ir.Operation():
                return self._operation(step)
            case ir.Rounded(arg) | ir.AtMost(arg) | ir.AtLeast(arg):
                return ways[arg]
            case ir.Logarithm(arg, base):
                return ways[arg].by(1 if base > 1 else -1)
            case ir.Reached(arg, start, end):
                return self._reached(arg, start, end)
            case ir.Table(arg, rows, what):
                return self._table(index, arg, rows, what)
            case ir.Held(items):
                return self._all(items)
            case ir.Choose():
                return self._choose(step)
            case ir.Decide():
                return self._decide(index, step)
            case ir.Among(arg, values):
                return self._among(arg, frozenset(values))
            case ir.IsMissing(arg):
                known = ways[arg].known
                return Way(known, known)
            case ir.IsApplicable(arg):
                known = ways[arg].known
                return Way(known, known, 0)
            case ir.Stated(_, _, otherwise):
                return STILL if otherwise is None else ways[otherwise]
            case ir.Share(_, weights, applicable):
                return (self._all(weights) | self._all(applicable)).either
            case ir.Mean(values=values, weights=weights) | ir.Aggregate(values=values, weights=weights):
                shares = self._all(weights).either
                children = [v for v, w in zip(values, weights, strict=True) if self._counts(w)]
                found = all_of(ways[child] for child in children) | shares
                joins = self._joins(index, step)
                known = shares.any | shares.known | found.known
                return Way(found.up, found.down & ~joins, known)
            case ir.OnlyIf(applicable, value):
                condition = ways[applicable]
                return Way(ways[value].up, ways[value].down, ways[value].known | condition.any)
            case ir.All(args):
                return self._all(args)
            case ir.Fold():
                return self._fold(step)
            case ir.Quantified(kind=_, counts=counts, holds=holds):
                return self._all(counts).either | self._all(holds)
            case _:
                assert_never(step)

    def _counts(self, weight: int) -> bool:
        return self.order.enclosures[weight].numbers != num.ONLY_ZERO

    def _joins(self, index: int, step: ir.Mean | ir.Aggregate) -> int:
        """The parts of which all that they do to a group is that one child joins it at its top, or rises.

        No other child lies above its own top, none falls, and no weight hangs on the part: so no mean, no
        lowest, middle, best or geometric mean of the children falls.
        """
        bringing = self._fresh.get(self._parents.get(index, -1), ())
        if not bringing:
            return 0
        able = reduce(or_, bringing)
        for value, weight, top, own in zip(step.values, step.weights, step.tops, bringing, strict=True):
            ends = self.order.ends(value)
            match self.plan.steps[weight]:
                case ir.Share(at, weights, applicable):
                    turning = all_of(self.ways[one] for one in (*weights, *applicable))
                    able &= ~(turning.down | turning.known | self._all(weights).any)
                    able &= ~(self.ways[applicable[at]].up & ~own)
                case ir.Constant():
                    pass
                case _:
                    able &= ~self.ways[weight].any
            able &= ~self.ways[value].down
            if ends is not None and (ends[1] is None or ends[1] > top):
                return 0
        return able

    def _operation(self, step: ir.Operation) -> Way:
        ways, args = self.ways, step.args
        match step.op:
            case "add" | "min" | "max" | "median" | "and" | "or" | "tally" | "streak" | "size":
                return self._all(args)
            case "sub":
                return ways[args[0]] | ways[args[1]].turned
            case "neg" | "not":
                return ways[args[0]].turned
            case "mul":
                found = STILL
                for at, arg in enumerate(args):
                    if ways[arg] != STILL:
                        signs = [self.order.sign(other) for n, other in enumerate(args) if n != at]
                        found |= ways[arg].by(reduce(lambda a, b: a * b, signs, 1))
                return found
            case "div":
                above, below = args
                sign = self.order.sign(above)
                settled = self._never_zero(below)
                down = ways[below].by(-sign) if sign and settled else ways[below].either
                return ways[above].by(self.order.sign(below)) | down
            case "abs":
                return ways[args[0]].by(self.order.sign(args[0]))
            case "gt" | "ge":
                return ways[args[0]] | ways[args[1]].turned
            case "lt" | "le":
                return ways[args[0]].turned | ways[args[1]]
            case "eq" | "ne":
                return self._equal(args, 1 if step.op == "eq" else -1)
            case "has":
                return self._all(args).either
            case _:
                assert_never(step.op)

    def _never_zero(self, step: int) -> bool:
        """Whether a number is on one side of zero; zero itself is a fault wherever it divides."""
        return self.order.sign(step) != 0

    def _equal(self, args: tuple[int, ...], sign: int) -> Way:
        for one, other in (args, args[::-1]):
            match self.plan.steps[self.order.plain(other)]:
                case ir.Constant(value):
                    return self._among(one, frozenset((value,))).by(sign)
                case _:
                    pass
        return self._all(args).either

    def _among(self, arg: int, values: frozenset[Value]) -> Way:
        """Whether an ordered value is one of the highest, or one of the lowest, that it may be."""
        way = self.ways[arg]
        rank = self.order.rank_of(arg)
        if not way.any:
            return way.either
        if rank is None:
            match self.plan.steps[self.order.plain(arg)]:
                case ir.Table(inner, rows):
                    found = self._in_order(inner, rows)
                    if found is not None:
                        held_ = [Fraction(value in values) for value in found]
                        return _along(self.ways[inner], held_) | Way(known=way.known)
                case _:
                    pass
            return way.either
        held = [value in values for value in sorted(rank, key=lambda v: rank[v]) if self._may_be(arg, value)]
        return _along(way, [Fraction(one) for one in held])

    def _may_be(self, arg: int, value: Value) -> bool:
        return self.order.enclosures[arg].may_be(value)

    def _reached(self, arg: int, start: int, end: int) -> Way:
        low, high = self.order.ends(start), self.order.ends(end)
        posts = self.ways[start] | self.ways[end]
        sign = 0
        if low and high:
            (a, b), (c, d) = low, high
            if b is not None and c is not None and b <= c:
                sign = 1
            elif a is not None and d is not None and d <= a:
                sign = -1
        return self.ways[arg].by(sign) | posts.either

    def _table(self, index: int, arg: int, rows: tuple[Row, ...], what: str) -> Way:
        """A table whose values, in the order of what they are taken for, only rise or only fall."""
        way = self.ways[arg]
        if not way.any:
            return way
        if what == "attribute" and len(rows) < len(self.plan.types[arg].codes):
            return way.either | Way(known=way.any)
        values = self._in_order(arg, rows)
        rank = self.order.rank_of(index)
        if values is None:
            return way.either
        ranked: list[Fraction] = []
        for value in values:
            if isinstance(value, Fraction):
                ranked.append(value)
            elif rank is not None and value in rank:
                ranked.append(Fraction(rank[value]))
            else:
                return way.either
        return _along(way, ranked)

    def _in_order(self, arg: int, rows: tuple[Row, ...]) -> list[Value] | None:
        inner = self.order.enclosures[arg]
        possible = [row for row in rows if may_take(inner, row.key)]
        intervals = [(row.key, row.value) for row in possible if isinstance(row.key, Interval)]
        if len(intervals) == len(possible):
            return [value for _, value in sorted(intervals, key=lambda pair: _start(pair[0]))]
        rank = self.order.rank_of(arg)
        if rank is None or intervals:
            return None
        found: list[Value] = []
        for code in sorted(rank, key=lambda one: rank[one]):
            if self._may_be(arg, code):
                held = [row.value for row in possible if code in row.key]
                if not held:
                    return None
                found.append(held[0])
        return found

    def _choose(self, step: ir.Choose) -> Way:
        """The ways of what is chosen; a condition that turns swaps its own value and what follows it."""
        values = [value for _, value in step.branches] + [step.otherwise]
        found = self._all(values)
        for at, (condition, value) in enumerate(step.branches):
            way = self.ways[condition]
            if not way.any and not way.known:
                continue
            rest = values[at + 1 :]
            if all(self.order.at_least(value, other) for other in rest):
                found |= Way(way.up, way.down, way.known)
            elif all(self.order.at_least(other, value) for other in rest):
                found |= Way(way.down, way.up, way.known)
            else:
                found |= way.either
            if any(self._may_lack(v) for v in (value, *rest)):
                found |= Way(0, 0, way.any)
        return found

    def _may_lack(self, step: int) -> bool:
        inner = self.order.enclosures[step]
        return inner.not_applicable

    def _decide(self, index: int, step: ir.Decide) -> Way:
        """A decision column by column: whether the next higher cell ever gives a lower or a higher code."""
        ways = [self.ways[arg] for arg in step.args]
        moving = [n for n, way in enumerate(ways) if way.any or way.known]
        if not moving:
            return STILL
        both = all_of(ways).either
        rank = self.order.rank_of(index)
        cells = [self._cells(arg, n, step) for n, arg in enumerate(step.args)]
        count = reduce(lambda a, b: a * b, (len(one) if one else MOST_CELLS + 1 for one in cells), 1)
        if rank is None or count > MOST_CELLS or self._may_vanish(step):
            return both
        sizes = [range(len(one or ())) for one in cells]
        codes: dict[tuple[int, ...], int] = {}
        for at in product(*sizes):
            held = [(one or ())[n] for one, n in zip(cells, at, strict=True)]
            code = _row(step, held)
            if code is None:
                return both
            codes[at] = rank[code]
        found = STILL
        for column in moving:
            rises = falls = False
            for at, now in codes.items():
                after = codes.get((*at[:column], at[column] + 1, *at[column + 1 :]))
                if after is not None:
                    rises, falls = rises or after > now, falls or after < now
            found |= _signed(ways[column], rises, falls)
        return found

    def _may_vanish(self, step: ir.Decide) -> bool:
        """Whether something that a decision reads may have no value before or after, and it decides still."""
        for arg, absent in zip(step.args, step.absent, strict=True):
            if absent or (self.ways[arg].known and self.order.enclosures[arg].not_applicable):
                return True
        optional = any(field.need == "optional" and field.owner is not None for field in self.plan.fields)
        return optional and any(self.ways[arg].known for arg in step.args)

    def _cells(self, arg: int, column: int, step: ir.Decide) -> list[Value] | None:
        """One value for each stretch of a column that no test tells apart, in their order."""
        inner = self.order.enclosures[arg]
        rank = self.order.rank_of(arg)
        if rank is not None:
            return [value for value in sorted(rank, key=lambda v: rank[v]) if inner.may_be(value)]
        if self.plan.types[arg].kind not in ("number", "share"):
            if self.ways[arg].any or inner.values is None or not isinstance(inner.values, frozenset):
                return None
            return list(inner.values)
        edges: set[Fraction] = set()
        for case in step.rows:
            test = case.tests[column]
            for interval in test.intervals if test else ():
                edges |= {end for end in (interval.low, interval.high) if end is not None}
            edges |= {value for value in (test.values if test else ()) if isinstance(value, Fraction)}
        ends = sorted(edges)
        around: list[Interval] = []
        for before, after in pairwise([None, *ends, None]):
            around.append(Interval(before, after, True, True))
            if after is not None:
                around.append(Interval(after, after))
        found = [num.witness(inner.numbers, one) for one in around if num.meets(inner.numbers, one)]
        return [value for value in found if value is not None]

    def _fold(self, step: ir.Fold) -> Way:
        """A fold rises with each of its members, if whom it takes does not hang on what gets better."""
        inner = self.of(step.path)
        takes = STILL if step.where is None else inner.ways[step.where]
        at = self.plan
        for depth, index in enumerate(step.path):
            where = at.collections[index].where
            at = at.collections[index].plan
            if where is not None:
                takes |= self.of(step.path[: depth + 1]).ways[where]
        value = STILL if step.value is None else inner.ways[step.value]
        if step.kind == "count":
            return takes
        return value | Way(takes.any, takes.any, takes.any | takes.known)


def _start(interval: Interval) -> tuple[bool, Fraction, bool]:
    return (interval.low is not None, interval.low or Fraction(0), interval.low_open)


def _along(way: Way, values: Sequence[Fraction]) -> Way:
    """The way of values that stand in the order of what moves."""
    pairs = list(pairwise(values))
    return _signed(way, any(a < b for a, b in pairs), any(a > b for a, b in pairs))


def _signed(way: Way, rises: bool, falls: bool) -> Way:
    if rises and falls:
        return way.either
    if falls:
        return way.turned
    return way if rises else Way(0, 0, way.known)


def _row(step: ir.Decide, values: Sequence[Value]) -> str | None:
    for row in step.rows:
        if all(test is None or _takes(test, value) for test, value in zip(row.tests, values, strict=True)):
            return row.code
    return None if step.otherwise is None else step.otherwise.code


def _takes(test: Test, value: Value) -> bool:
    return any(value in interval for interval in test.intervals) or value in test.values


def ordering(plan: ir.Plan) -> Ordering:
    """The order of the steps of a plan, for any record that the rubric admits."""
    found: tuple[Enclosure, ...] = enclose(plan)
    return Ordering(plan, found, orders_of(plan))
