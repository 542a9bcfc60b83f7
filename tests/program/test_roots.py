"""Roots and logarithms of columns: what floats settle is what the exact rule says; ties they leave open."""

from __future__ import annotations

from random import Random
from typing import Final

import numpy as np
import pytest

from rubrikdsl.exact import Rounding
from rubrikdsl.program import ops
from rubrikdsl.program import python
from rubrikdsl.program import roots
from rubrikdsl.program.build import Builder

MODES: Final[tuple[Rounding, ...]] = ("half-away", "half-even", "down", "up")
ENDS: Final = (1, 4, 100, 10_000, 2**31 - 1, 2**62)


@pytest.mark.parametrize("mode", MODES)
def test_what_is_settled_is_exact(mode: Rounding) -> None:
    chance = Random(MODES.index(mode))
    settled = 0
    for case in range(40):
        sides, places = chance.randint(1, 4), chance.randint(0, 5)
        top = chance.randint(1, 100), chance.randint(1, 7)
        op = ops.Power((0,) * sides, (0,) * sides, (0,) * sides, top, places, mode)
        most, weights = ENDS[case % len(ENDS)], chance.choice((1, 5, 10_000))
        rows = [
            [
                *(chance.randint(0, most) if chance.random() < 0.9 else most for _ in range(sides)),
                *(chance.choice((1, most, chance.randint(1, most))) for _ in range(sides)),
                *(chance.randint(0, weights) for _ in range(sides - 1)),
                chance.randint(1, weights),
            ]
            for _ in range(25)
        ]
        numbers, open_ = roots.power(op, [np.array(column) for column in zip(*rows, strict=True)])
        for row, number, is_open in zip(rows, numbers, open_, strict=True):
            parts = tuple(row[:sides]), tuple(row[sides : 2 * sides]), tuple(row[2 * sides :])
            if not is_open:
                settled += 1
                assert number == python.power(*parts, top, places, mode), (row, op)
    assert settled > 700


def test_ties_are_left_open() -> None:
    """The root of 25 × 121 / 100 is 5.5 exactly, that of 36 is 6; floats may not tell on which side."""
    columns = [
        np.array([25, 36]),
        np.array([121, 1]),
        np.array([100, 1]),
        *(np.array([1, 1]) for _ in range(3)),
    ]
    halves = ops.Power((0, 0), (0, 0), (0, 0), (1, 1), 0, "half-away")
    assert roots.power(halves, columns)[1].tolist() == [True, False]
    down = ops.Power((0, 0), (0, 0), (0, 0), (1, 1), 0, "down")
    assert roots.power(down, columns)[1].tolist() == [False, True]


@pytest.mark.parametrize("mode", MODES)
def test_logarithms(mode: Rounding) -> None:
    chance = Random(MODES.index(mode))
    settled = 0
    for most in ENDS:
        op = ops.Log(0, 0, 0, 0, chance.randint(0, 6), mode)
        rows = [[chance.randint(low, most) for low in (0, 1, 0, 1)] for _ in range(120)]
        rows += [[8, 1, 2, 1], [2, 1, 8, 1], [1, 1, 5, 1], [3, 1, 3, 1], [5, 1, 1, 1], [0, 1, 9, 1]]
        numbers, open_ = roots.log(op, [np.array(column) for column in zip(*rows, strict=True)])
        for row, number, is_open in zip(rows, numbers, open_, strict=True):
            over, under, base_over, base_under = row
            if not is_open:
                settled += 1
                assert number == python.log(over, under, base_over, base_under, op.places, mode), (row, op)
    assert settled > 100


def test_of_numbers_that_are_settled() -> None:
    """A table that answers none of what a root reads leaves nothing to take by columns."""
    made = Builder()
    four, nine = made.whole(4), made.whole(9)
    root = ops.Power((four, nine), (made.yes, made.yes), (made.yes, made.yes), (10, 1), 1, "down")
    assert made.constant(made.root(root, 100_000)) == 600
    assert made.constant(made.root(ops.Log(four, made.yes, made.whole(16), made.yes, 2, "down"), 100)) == 50
