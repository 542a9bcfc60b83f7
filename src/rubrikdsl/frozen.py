"""`dataclass` for frozen, slotted classes, quick to define.

The standard `dataclass(frozen=True, slots=True)` writes and compiles six methods a class, 0.6 to 0.9 ms each
time a program starts, and a score needs some eighty classes. This one lets the standard library settle
fields and slots, compiles `__init__` alone, and shares the rest. What it makes behaves as the standard
class would, `replace` and `fields` included (`tests/test_frozen.py` compares them); type checkers see the
standard one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import field as field
from functools import cache
from operator import attrgetter
from types import CodeType
from types import FunctionType
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A frozen dataclass with slots; both are written out where it is used, for the reader."""
        assert frozen and slots
        return _made


_ABSENT = object()
"""In place of a default that is made anew for each object."""


def _made(cls: type) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    made.__init__ = _init(made, fields)
    made.__eq__, made.__hash__ = _equality(tuple(f.name for f in fields if f.compare))
    made.__repr__ = _repr
    made.__setattr__ = _refuse_to_set
    made.__delattr__ = _refuse_to_delete
    made.__getstate__ = _state
    made.__setstate__ = _restore
    made.__dataclass_params__.frozen = True
    return made  # type: ignore[no-any-return]


def _init(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> object:
    """`__init__`: compiled once for all classes whose fields are made alike, but for their names."""
    known: dict[str, Any] = {"_absent": _ABSENT}
    defaults: list[object] = []
    anew: list[bool] = []
    for number, f in enumerate(fields):
        known[f"_set{number}"] = getattr(made, f.name).__set__  # the slot's own: nothing is looked up
        anew.append(f.default_factory is not dataclasses.MISSING)
        if anew[-1]:
            known[f"_make{number}"] = f.default_factory
            defaults.append(_ABSENT)
        elif f.default is not dataclasses.MISSING:
            defaults.append(f.default)
        elif defaults:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    names = ("self", *(f.name for f in fields))
    code = _code(tuple(anew)).replace(co_varnames=names)
    return FunctionType(code, known, "__init__", tuple(defaults))


@cache
def _code(anew: tuple[bool, ...]) -> CodeType:
    """What sets as many fields; `anew`: to what is made for each object, where nothing is given."""
    arguments = "".join(f", a{number}" for number in range(len(anew)))
    lines = ["    pass"]
    for number, made in enumerate(anew):
        value = f"_make{number}() if a{number} is _absent else a{number}" if made else f"a{number}"
        lines.append(f"    _set{number}(self, {value})")
    written: dict[str, Any] = {}
    exec(f"def __init__(self{arguments}):\n" + "\n".join(lines), written)
    code: CodeType = written["__init__"].__code__
    return code


def _equality(names: tuple[str, ...]) -> tuple[object, object]:
    read: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> object:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(read(self))

    return equal, hashed


def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(self: object, name: str, _: object) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
