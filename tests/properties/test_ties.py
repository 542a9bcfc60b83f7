"""Exact ties at the edges of bands, by columns, beside classes worked out by whole numbers alone."""

from __future__ import annotations

import pytest
from tests.properties.ties import Scheme
from tests.properties.ties import tied

EVEN = Scheme((2500, 2500, 2500, 2500), 1, 1, "half-even", (605, 606, 700, 800, 900))


@pytest.mark.parametrize(
    ("mode", "first"),
    [("half-away", 60_450_000), ("half-even", 60_450_001), ("up", 60_400_001), ("down", 60_500_000)],
)
def test_where_a_class_begins(mode: str, first: int) -> None:
    """By hand, in millionths: 60.45 is half-way between 60.4 and 60.5, and 60.4 to even."""
    assert Scheme(EVEN.weights, 1, 1, mode, EVEN.edges).first(605, 10_000) == first


def test_half_way_to_even_goes_up_too() -> None:
    assert EVEN.first(606, 10_000) == 60_550_000


def test_ties() -> None:
    met = 0
    for seed in range(4):
        for count, told in tied(seed, 4_000):
            assert not told, f"seed {seed}: {told}"
            met += count
    assert met > 10_000
