"""Pictures in characters: golden drawings, and what holds at any width. `--accept` rewrites the drawings."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.pictures.samples import PICTURES

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures import Change
from rubrikdsl.pictures import Waterfall
from rubrikdsl.pictures import histogram
from rubrikdsl.pictures.text import Look
from rubrikdsl.pictures.text import draw

GOLDEN = Path(__file__).parent / "golden"
LOOKS = {
    "40": Look(40, "en"),
    "80": Look(80, "id"),
    "120": Look(120, "id", color=True),
    "80-ascii": Look(80, "en", unicode=False),
}


@pytest.mark.parametrize("look", LOOKS)
def test_drawings_are_those_that_were_looked_at(look: str, accept: bool) -> None:
    """All pictures in one file for each look."""
    drawn = "\n".join(f"-- {name}\n{draw(picture, LOOKS[look])}" for name, picture in PICTURES.items())
    path = GOLDEN / f"{look}.txt"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", (10, 40, 47, 63, 200))
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    """Whatever the picture."""
    for picture in PICTURES.values():
        for line in draw(picture, Look(columns)).splitlines():
            assert width(line) <= max(columns, 40)


def test_without_unicode_nothing_drawn_is_beyond_ascii() -> None:
    """Labels of these samples are ASCII, so all is."""
    for picture in PICTURES.values():
        assert draw(picture, Look(80, unicode=False)).isascii()


def test_colour_changes_no_character() -> None:
    """A drawing without its colours is the drawing in no colour."""
    for picture in PICTURES.values():
        painted = draw(picture, Look(80, color=True))
        assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == draw(picture, Look(80))


def test_a_label_cannot_move_the_cursor() -> None:
    """Names come from data."""
    drawn = draw(Waterfall("a\x1b[2J", (Change("b\nc\x07", Fraction(1)),), "d\r"), Look(60))
    assert all(char.isprintable() or char == "\n" for char in drawn)
    assert len(drawn.splitlines()) == 3


numbers = st.fractions(-(10**6), 10**6, max_denominator=999)


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, max_size=40))
def test_a_histogram_counts_every_value_once(values: list[Fraction]) -> None:
    """And its bins touch each other, in order."""
    bins = histogram("", values).bins
    assert sum(each.count for each in bins) == len(values)
    assert all(one.high == other.low for one, other in pairwise(bins))
    assert len(bins) <= 14
    for each in bins:
        inside = [v for v in values if each.low <= v < each.high or (each.closed and v == each.high)]
        assert len(inside) == each.count


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, max_size=8), st.integers(40, 120))
def test_a_waterfall_is_drawn_for_any_changes(changes: list[Fraction], columns: int) -> None:
    """Each change that is not nothing can be seen."""
    picture = Waterfall("", tuple(Change("x", by) for by in changes), "y")
    lines = draw(picture, Look(columns, unicode=False)).splitlines()
    assert len(lines) == len(changes) + 1
    for by, line in zip(changes, lines, strict=False):
        assert ("#" in line) == (by != 0)
