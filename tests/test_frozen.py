"""Quickly defined frozen dataclasses behave as the standard library's."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from rubrikdsl import frozen


def pair(dataclass: Callable[..., Callable[[type], type]]) -> Any:
    @dataclass(frozen=True, slots=True)
    class Pair:
        """Two things and where they stand."""

        left: int
        right: tuple[str, ...] = ()
        seen: list[int] = field(default_factory=list)
        place: int = field(default=0, compare=False, repr=False)

        @property
        def size(self) -> int:
            return self.left + len(self.right)

    return Pair


def empty(dataclass: Callable[..., Callable[[type], type]]) -> Any:
    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    return Empty


KINDS = (dataclasses.dataclass, frozen.dataclass)


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, so that it can be pickled."""

    name: str
    parts: tuple[Kept, ...] = ()


@pytest.mark.parametrize("kind", KINDS, ids=("standard", "ours"))
def test_behaviour(kind: Callable[..., Callable[[type], type]]) -> None:
    Pair = pair(kind)  # noqa: N806
    one, two = Pair(1, ("a",)), Pair(1, right=("a",), place=7)
    assert one == two
    assert one != Pair(2, ("a",))
    assert one != (1, ("a",), [], 0)
    assert repr(two) == "pair.<locals>.Pair(left=1, right=('a',), seen=[])"
    assert one.size == 2
    assert one.seen is not Pair(1).seen
    assert dataclasses.replace(one, left=5) == Pair(5, ("a",))
    assert [f.name for f in dataclasses.fields(one)] == ["left", "right", "seen", "place"]
    assert dataclasses.asdict(one) == {"left": 1, "right": ("a",), "seen": [], "place": 0}
    match two:
        case Pair(1, ("a",), place=place):
            assert place == 7
        case _:
            pytest.fail("it does not match")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'left'"):
        one.left = 3
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'left'"):
        del one.left
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):  # 3.11 words it as a TypeError
        one.other = 3
    assert not hasattr(one, "__dict__")
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'left'"):
        Pair()
    assert list(inspect.signature(Pair).parameters) == ["left", "right", "seen", "place"]
    assert copy.copy(one) == copy.deepcopy(one) == one
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    Empty = empty(kind)  # noqa: N806
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())


def test_equal_objects_have_equal_hashes() -> None:
    one, two = Kept("a", (Kept("b"),)), Kept("a", (Kept("b"),))
    assert hash(one) == hash(two)
    assert len({one, two, Kept("a")}) == 2
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_class_of_another_kind_is_not_equal() -> None:
    ours, standard = pair(frozen.dataclass), pair(dataclasses.dataclass)
    assert ours(1) != standard(1)
    assert ours(1) != pair(frozen.dataclass)(1)
