"""Plans as bytes and back: the same plan, and nothing but a plan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.plan import ir
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Row
from rubrikdsl.source import Place
from rubrikdsl.workspace.codec import decode
from rubrikdsl.workspace.codec import encode

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.fractions()
    | st.dates()
    | st.frozensets(st.text(max_size=3)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=12,
)


@settings(max_examples=60)
@given(VALUES)
def test_values_come_back(value: object) -> None:
    again = decode(encode(value))
    assert again == value
    assert type(again) is type(value)


def test_dataclasses_come_back() -> None:
    row = Row(Interval(Fraction(1, 3), None, high_open=True), "A", 4, Place("a.rubrik", 3, 9))
    step = ir.Table(2, (row,), "bands")
    again = decode(encode((step, date(2024, 2, 29))))
    assert again == (step, date(2024, 2, 29))
    assert isinstance(again, tuple) and again[0].rows[0].place == Place("a.rubrik", 3, 9)


def test_equal_sets_have_equal_bytes() -> None:
    assert encode(frozenset("abcdef")) == encode(frozenset("fedcba"))


@pytest.mark.parametrize("value", [1.5, object(), [1], {"a": 1}, int, b"x"])
def test_what_no_plan_holds_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match="a plan holds no"):
        encode(value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b'["os.system","true"]',
        b'["Constant"]',
        b'["Constant",1,2]',
        b'["f",1,0]',
        b'["d","2024-13-01"]',
        b'{"a":1}',
        b"[]",
        b"[[]]",
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        decode(content)
