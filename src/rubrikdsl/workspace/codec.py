"""Plans as JSON text and back, for the cache.

Only data is written, and only the classes listed here are ever made from it: decoding a file that somebody
else wrote can give a wrong plan at worst (which the cache's ownership checks prevent), never run code.
The form is private to one version of the sources; nothing else may rely on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.plan import ir
from rubrikdsl.semantics import terms
from rubrikdsl.source import Place

_CLASSES: dict[str, type] = {
    name: found
    for name, found in (
        *((name, found) for name, found in vars(ir).items() if is_dataclass(found)),
        ("Choice", terms.Choice),
        ("Domain", terms.Domain),
        ("Interval", terms.Interval),
        ("Words", Words),
    )
    if isinstance(found, type)
}
_FIELDS = {found: tuple(f.name for f in fields(found)) for found in _CLASSES.values()}
_NAMES = {found: name for name, found in _CLASSES.items()}

_MAKERS: dict[str, Callable[..., object]] = {
    **_CLASSES,
    "t": lambda *items: items,
    "s": lambda *items: frozenset(items),
    "f": Fraction,
    "d": date.fromisoformat,
    "p": Place,
}


def register(found: type) -> type:
    """Admit a further dataclass (of the workspace itself) to the cache."""
    _CLASSES[found.__name__] = found
    _MAKERS[found.__name__] = found
    _FIELDS[found] = tuple(f.name for f in fields(found))
    _NAMES[found] = found.__name__
    return found


def encode(value: object) -> bytes:
    """`value` as bytes; `ValueError` where it holds anything that a plan does not."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def decode(content: bytes) -> object:
    """What `encode` was given; `ValueError` for anything else."""
    try:
        return _made(json.loads(content))
    except (KeyError, TypeError, IndexError, ZeroDivisionError, RecursionError) as fault:
        raise ValueError("not a cached plan") from fault


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    names = _FIELDS.get(type(value))
    if names is not None:
        return [_NAMES[type(value)], *[_plain(getattr(value, name)) for name in names]]
    if isinstance(value, Place):
        return ["p", *value]
    if isinstance(value, tuple):
        return ["t", *[_plain(item) for item in value]]
    if isinstance(value, Fraction):
        return ["f", value.numerator, value.denominator]
    if isinstance(value, frozenset):
        return ["s", *sorted((_plain(item) for item in value), key=repr)]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    raise ValueError(f"a plan holds no {type(value).__name__}")


def _made(value: object) -> object:
    if type(value) is list:
        return _MAKERS[value[0]](*[_made(item) for item in value[1:]])
    if value is None or isinstance(value, str | int):  # truths are integers here
        return value
    raise ValueError(f"a plan holds no {type(value).__name__}")
