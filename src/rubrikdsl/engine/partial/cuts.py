"""The numbers of an open answer at which a rule changes: edges of tables, bounds of comparisons, caps.

Between two of them every rule that reads the answer directly is one straight line or one constant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.plan import ir
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row
from rubrikdsl.semantics.terms import Test

Line = tuple[Fraction, Fraction]
"""What a cell makes of an answer x: factor · x + amount."""


def cuts_of(graph: Graph) -> tuple[tuple[Fraction, ...], ...]:
    """Per unknown its cuts, lowest first."""
    readers: dict[int, list[int]] = defaultdict(list)
    for cell in graph.live:
        for read in graph.reads[cell]:
            if graph.masks[read]:
                readers[read].append(cell)
    return tuple(tuple(sorted(_cuts(graph, number, readers))) for number in range(len(graph.unknowns)))


def _cuts(graph: Graph, number: int, readers: dict[int, list[int]]) -> set[Fraction]:
    found: set[Fraction] = set()
    kinds = (ir.Answer, ir.Stated)
    waiting = [
        (cell, (Fraction(1), Fraction(0))) for cell, step in graph.pinned[number] if isinstance(step, kinds)
    ]
    seen: set[tuple[int, Line]] = set()
    while waiting:
        cell, line = waiting.pop()
        for reader in readers[cell]:
            factor, amount = line
            found |= {(edge - amount) / factor for edge in _edges(graph, reader, cell)}
            further = _onward(graph, reader, cell, line)
            if further is not None and (reader, further) not in seen:
                seen.add((reader, further))
                waiting.append((reader, further))
    return found


def _edges(graph: Graph, reader: int, cell: int) -> Iterator[Fraction]:
    """Where what a cell reads of another changes its kind."""
    step = graph.step(reader)
    match step:
        case ir.Table(_, rows):
            yield from _of_rows(rows)
        case ir.Among(_, values):
            yield from (value for value in values if isinstance(value, Fraction))
        case ir.Operation("lt" | "le" | "gt" | "ge" | "eq" | "ne" | "min" | "max" | "median"):
            others = (graph.root[one] for one in graph.reads[reader] if one != cell)
            yield from (value for value in others if isinstance(value, Fraction))
        case ir.Operation("abs"):
            yield Fraction(0)
        case ir.Decide(rows=cases):
            for at, one in enumerate(graph.reads[reader]):
                if one == cell:
                    for case in cases:
                        yield from _of_test(case.tests[at])
        case _:
            pass


def _onward(graph: Graph, reader: int, cell: int, line: Line) -> Line | None:
    """What a cell makes of the answer, where that is a straight line with a slope."""
    factor, amount = line
    step, read = graph.step(reader), graph.reads[reader]
    others = [graph.root[one] for one in read if one != cell]
    numbers = [value for value in others if isinstance(value, Fraction)]
    settled = len(numbers) == len(others) == len(read) - 1
    match step:
        case ir.Choose(branches) if cell in (read[-1], *read[1:-1:2]):
            return line if len(read) == 2 * len(branches) + 1 else None
        case ir.OnlyIf() | ir.Stated() | ir.Operation("min" | "max"):
            return line
        case ir.Operation("neg"):
            return -factor, -amount
        case ir.Operation("add") if settled:
            return factor, amount + sum(numbers, Fraction(0))
        case ir.Operation("sub") if settled:
            return (factor, amount - numbers[0]) if read[0] == cell else (-factor, numbers[0] - amount)
        case ir.Operation("mul") if settled and all(numbers):
            for number in numbers:
                factor, amount = factor * number, amount * number
            return factor, amount
        case ir.Operation("div") if settled and read[0] == cell and numbers[0]:
            return factor / numbers[0], amount / numbers[0]
        case _:
            return None


def _of_rows(rows: tuple[Row, ...]) -> Iterator[Fraction]:
    for row in rows:
        if isinstance(row.key, Interval):
            yield from _of_interval(row.key)


def _of_test(test: Test | None) -> Iterator[Fraction]:
    if test is not None:
        for interval in test.intervals:
            yield from _of_interval(interval)
        yield from (value for value in test.values if isinstance(value, Fraction))


def _of_interval(interval: Interval) -> Iterator[Fraction]:
    yield from (end for end in (interval.low, interval.high) if end is not None)
