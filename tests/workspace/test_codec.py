"""Plans as bytes and back: the same plan, and nothing but a plan."""

from __future__ import annotations

import os
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

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


@pytest.mark.parametrize("value", [object(), int, len, 1j, Path("x"), ZeroDivisionError])
def test_what_no_plan_holds_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match="a plan holds no"):
        encode((value,))


class Command:
    """What an ordinary pickle could run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 3",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a pickle",
        pickle.dumps(Command()),
        pickle.dumps(Fraction(1, 2)),
        pickle.dumps(ir.Constant(True)),
        pickle.dumps(len),
        b"\x80\x05cos\nsystem\n(U\x04trueR.",
        b"\x80\x05\x8c\x02os\x8c\x06system\x93.",
        b"\x80\x05\x8c\x19rubrikdsl.workspace.codec\x8c\x06Makers\x93.",
        b"\x80\x05\x8c\x19rubrikdsl.workspace.codec\x8c\x0fMakers.__dict__\x93.",
        encode(ir.Constant(True))[:-2],
        encode(ir.Constant(Fraction(1, 3))).replace(b"Makers.fraction", b"Makers.fractiom"),
        b"\xff" * 100,
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        decode(content)


def test_no_class_of_the_plan_can_be_reached_or_changed() -> None:
    """Data can call the makers, but gets no class to set attributes of (pickle's BUILD)."""
    named = b"\x8c\x19rubrikdsl.workspace.codec\x8c\x0fMakers.Constant\x93"
    state = b"N}U\x04evil\x88s\x86"  # (None, {"evil": True}), which BUILD puts on an object by setattr
    made = decode(b"\x80\x05" + named + state + b"b.")
    assert callable(made) and not isinstance(made, type)
    assert not hasattr(ir.Constant, "evil")
    assert ir.Constant(Fraction(2)).value == Fraction(2)
