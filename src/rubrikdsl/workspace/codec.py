"""Plans as bytes and back, for the cache.

The form is pickle's, but only its data: there are no classes in it, and a reader that meets one refuses.
What is not plain data is named by one of the few makers below, each of which only makes a part of a plan
from its fields. So bytes that somebody else wrote can give a wrong plan at worst (which the cache's
ownership checks prevent), and never run code. The form is private to one version of the sources.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter
from types import FunctionType
from typing import Any
from typing import NoReturn

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.plan import ir
from rubrikdsl.semantics import terms
from rubrikdsl.source import Place

Maker = Callable[..., object]
Parts = Callable[[object], tuple[object, ...]]


class Makers:
    """The functions that data may name, each from the parts of a value to the value.

    Functions, not classes, so that data can do nothing with them but call them.
    """


_MAKERS: dict[str, Maker] = {}
"""By the name that data has for them."""

_NAMED: dict[type, tuple[Maker, Parts]] = {}
"""By class: its maker, and the parts of a value."""


def register(found: type) -> None:
    """Admit a frozen dataclass."""
    names = [f.name for f in fields(found)]
    if len(names) == 1:
        only = attrgetter(names[0])
        admit(found, found.__name__, found, lambda value: (only(value),))
    else:
        admit(found, found.__name__, found, attrgetter(*names))


def admit(found: type, name: str, make: Maker, parts: Parts) -> None:
    """Admit a class whose values `make` makes of their parts."""

    def maker(*values: object) -> object:
        return make(*values)

    maker.__qualname__ = f"{Makers.__name__}.{name}"  # where the pickler looks it up
    setattr(Makers, name, staticmethod(maker))
    _MAKERS[maker.__qualname__] = maker
    _NAMED[found] = (maker, parts)


admit(Fraction, "fraction", Fraction, lambda value: (value.numerator, value.denominator))  # type: ignore[attr-defined]
admit(date, "date", date, attrgetter("year", "month", "day"))
admit(Place, "place", Place, attrgetter("file", "start", "end"))
for _found in (*vars(ir).values(), terms.Choice, terms.Domain, terms.Interval, Words):
    if isinstance(_found, type) and is_dataclass(_found):
        register(_found)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        if isinstance(value, FunctionType) and _MAKERS.get(value.__qualname__) is value:
            return NotImplemented  # by its name
        maker, parts = _NAMED.get(type(value)) or _foreign(type(value).__name__)
        return maker, parts(value)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Maker:
        if module != __name__ or name not in _MAKERS:
            _foreign(f"{module}.{name}")
        return _MAKERS[name]


def _foreign(name: str) -> NoReturn:
    raise ValueError(f"a plan holds no {name}")


def encode(value: object) -> bytes:
    """`value` as bytes; `ValueError` where it holds anything that a plan does not."""
    out = io.BytesIO()
    _Writer(out, protocol=5).dump(value)
    return out.getvalue()


def decode(content: bytes) -> object:
    """What `encode` was given; `ValueError` for anything else."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except ValueError:
        raise
    except Exception as fault:  # bytes that are no pickle fail in a dozen ways
        raise ValueError("not a cached plan") from fault
