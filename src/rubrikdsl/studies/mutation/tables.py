"""Changes of tables: values of options, bins and cases, rows and edges of decisions, steps of ladders."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from rubrikdsl.exact import decimal_places
from rubrikdsl.semantics import model
from rubrikdsl.semantics.terms import Case
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Test
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.model import Change
from rubrikdsl.studies.mutation.model import with_one

Grid = Callable[[model.Expression, Fraction], Fraction]
"""How far an edge of what is asked is moved."""


def row_values(found: model.Table) -> Iterator[Change]:
    """Each number that a table of options or bins gives, one step nearer to the others."""
    numbers = [row.value for row in found.rows if isinstance(row.value, Fraction)]
    if len(numbers) < len(found.rows):
        return
    for at, row in enumerate(found.rows):
        assert isinstance(row.value, Fraction)
        moved = stepped(row.value, numbers, found.type)
        if moved is not None:
            what = words.gives(_key(row.key, found.arg.type), words.moved(row.value, moved, found.type))
            rows = with_one(found.rows, at, replace(row, value=moved))
            yield Change("value", what, row.place, replace(found, rows=rows))


def stepped(value: Fraction, all: Sequence[Fraction], type: model.Type) -> Fraction | None:
    """A number one step of the last decimal up, or down where it is the highest; None where all are alike."""
    if min(all) == max(all):
        return None
    step = last_decimal((*all,), type)
    return value + step if value + step <= max(all) else value - step


def last_decimal(numbers: Sequence[Fraction], type: model.Type) -> Fraction:
    """One of the last decimal that numbers are written with."""
    scale = 100 if type.kind == "share" else 1
    places = max((decimal_places(number * scale) or 0 for number in numbers), default=0)
    return Fraction(1, scale * 10**places)


def _key(key: Interval | frozenset[str], type: model.Type) -> str:
    if isinstance(key, frozenset):
        return ", ".join(sorted(key))
    low, high = ("" if end is None else words.number(end, type).read("en") for end in (key.low, key.high))
    return f"{low} .. {high}".strip()


def cases(found: model.Choose) -> Iterator[Change]:
    """The numbers and codes that cases give, and the order in which they are read."""
    values = [branch.value for branch in found.branches] + [found.otherwise]
    constants = [one.value for one in values if isinstance(one, model.Constant)]
    numbers = [one for one in constants if isinstance(one, Fraction)]
    for at, branch in enumerate(found.branches):
        own = branch.value
        if branch.clause < 0 or not isinstance(own, model.Constant):
            continue
        moved: object = None
        if isinstance(own.value, Fraction) and len(numbers) > 1:
            moved = stepped(own.value, numbers, own.type)
        elif isinstance(own.value, str):
            moved = _beside(own.value, found.type.codes)
        if isinstance(moved, (Fraction, str)):
            branches = with_one(found.branches, at, replace(branch, value=replace(own, value=moved)))
            what = (
                words.moved(own.value, moved, own.type)
                if isinstance(own.value, Fraction) and isinstance(moved, Fraction)
                else words.code(str(own.value), str(moved))
            )
            yield Change("value", what, own.place, replace(found, branches=branches))
    for at, (one, other) in enumerate(pairwise(found.branches)):
        if min(one.clause, other.clause) >= 0 and one.value != other.value:
            branches = (*found.branches[:at], other, one, *found.branches[at + 2 :])
            what = words.rows_swapped(at + 1, at + 2)
            yield Change("order", what, other.condition.place, replace(found, branches=branches))


def _beside(code: str, codes: Sequence[str]) -> str | None:
    """The code after another, or before it where it is the last."""
    if code not in codes or len(codes) < 2:
        return None
    at = codes.index(code)
    return codes[at + 1] if at + 1 < len(codes) else codes[at - 1]


def decision(found: model.Decision, grid: Grid) -> Iterator[Change]:
    """Codes of rows, edges of columns; where the first match decides, cells and the order of rows too."""
    codes = tuple(
        dict.fromkeys([row.code for row in found.rows] + ([found.otherwise.code] if found.otherwise else []))
    )
    for at, row in enumerate(found.rows):
        other = _beside(row.code, codes)
        if other is not None:
            rows = with_one(found.rows, at, replace(row, code=other))
            yield Change("value", words.code(row.code, other), row.place, replace(found, rows=rows))
    for column, arg in enumerate(found.args):
        yield from _edges(found, column, arg, grid)
    if not found.first:
        return
    for at, (row, after) in enumerate(pairwise(found.rows)):
        rows = (*found.rows[:at], after, row, *found.rows[at + 2 :])
        if row.code != after.code:
            yield Change("order", words.rows_swapped(at + 1, at + 2), after.place, replace(found, rows=rows))
    for at, row in enumerate(found.rows):
        for column, test in enumerate(row.tests):
            if test is not None:
                free = replace(row, tests=with_one(row.tests, column, None))
                what = words.cell_free(column + 1)
                yield Change("cell", what, row.place, replace(found, rows=with_one(found.rows, at, free)))


def _edges(found: model.Decision, column: int, arg: model.Expression, grid: Grid) -> Iterator[Change]:
    """Each edge between two ranges of a column, moved in all of its cells together."""
    cells = [test for row in found.rows if (test := row.tests[column]) is not None]
    intervals = [interval for test in cells for interval in test.intervals]
    lows = sorted({interval.low for interval in intervals if interval.low is not None})
    highs = sorted({interval.high for interval in intervals if interval.high is not None})
    for low in lows[1:] if lows and not any(i.low is None for i in intervals) else lows:
        below = [high for high in highs if high <= low]
        step = grid(arg, low)
        for by in (step, -step):
            moved = {low: low + by}
            ends = {below[-1]: below[-1] + by} if below else {}
            rows = tuple(_moved(row, column, moved, ends) for row in found.rows)
            if not any(_is_empty(i) for row in rows if (t := row.tests[column]) for i in t.intervals):
                place = next(row.place for row in found.rows if (t := row.tests[column]) and _has(t, low))
                what = words.moved(low, low + by, arg.type)
                yield Change("edge", what, place, replace(found, rows=rows))


def _has(test: Test, low: Fraction) -> bool:
    return any(interval.low == low for interval in test.intervals)


def _moved(row: Case, column: int, lows: dict[Fraction, Fraction], highs: dict[Fraction, Fraction]) -> Case:
    test = row.tests[column]
    if test is None:
        return row
    intervals = tuple(
        replace(
            one,
            low=None if one.low is None else lows.get(one.low, one.low),
            high=None if one.high is None else highs.get(one.high, one.high),
        )
        for one in test.intervals
    )
    return replace(row, tests=with_one(row.tests, column, replace(test, intervals=intervals)))


def _is_empty(interval: Interval) -> bool:
    low, high = interval.low, interval.high
    return low is not None and high is not None and low > high


def steps(found: model.Operation) -> Iterator[Change]:
    """Two steps of a ladder in the other order."""
    for at, (one, other) in enumerate(pairwise(found.args)):
        args = (*found.args[:at], other, one, *found.args[at + 2 :])
        what = words.steps_swapped(at + 1, at + 2)
        yield Change("order", what, found.place, replace(found, args=args))


def items(found: model.Held) -> Iterator[Change]:
    """A step of weight from an item of a checklist to the next one, where they weigh differently."""
    if len(set(found.weights)) < 2:
        return
    step = last_decimal(found.weights, model.SHARE)
    for at in range(len(found.weights)):
        after = (at + 1) % len(found.weights)
        weights = list(found.weights)
        weights[at], weights[after] = weights[at] + step, weights[after] - step
        if weights[after] >= 0:
            what = words.moved(found.weights[at], weights[at], model.SHARE)
            yield Change("weight", what, found.place, replace(found, weights=tuple(weights)))
