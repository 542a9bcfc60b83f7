"""The bounds of incomplete records for machines: objects of JSON and TOML, columns of CSV.

They stand beside the values and never in their place; see `docs/schema/score-1.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import assert_never

from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.engine.result import Named
from rubrikdsl.records.plain import flat
from rubrikdsl.records.plain import kind
from rubrikdsl.records.plain import machine
from rubrikdsl.tables import Cell
from rubrikdsl.tables import Column


def to_object(bound: Bounds) -> dict[str, object]:
    """One bound: `low` and `high` of a number, `values` of a class or truth, and how sure that is."""
    written: dict[str, object] = {}
    match bound.can_be:
        case Between(low, high):
            written["low"] = None if low is None else machine(low)
            written["high"] = None if high is None else machine(high)
        case OneOf(values):
            written["values"] = [machine(value) for value in values]
        case Anything():
            pass
        case _:
            assert_never(bound.can_be)
    written["not_applicable"] = bound.not_applicable
    written["certain"] = bound.is_certain
    written["exact"] = bound.exact
    if bound.decides:
        written["deciding"] = list(bound.deciding)
        written["deciding_exact"] = bound.deciding_exact
    return written


def columns(rows: Iterable[Sequence[Named]]) -> list[Named]:
    """The values that have columns of bounds: each that may have bounds, once."""
    named = {one.name: one for values in rows for one in values}
    return [one for one in named.values() if one.type.kind in ("number", "share", "code", "truth")]


def headings(beside: Sequence[Named]) -> list[Column]:
    """`nilai low`, `nilai high`, `kategori can be`, `kategori decided by`, and `bounds` for all of a row.

    No name has a space, so that none can be one of these.
    """
    if not beside:
        return []
    return [*(title for one in beside for title in _titles(one)), Column("bounds")]


def cells(beside: Sequence[Named], bounds: Sequence[Bounds]) -> Iterator[Cell]:
    """What stands under them. A final value has no bounds; `bounds` is `exact` or `outer`."""
    if not beside:
        return
    by_name = {bound.name: bound for bound in bounds}
    for one in beside:
        bound = by_name.get(one.name)
        match None if bound is None else bound.can_be:
            case Between(low, high):
                yield from (low, high)
            case OneOf(members):
                assert bound is not None
                told = [flat(value) for value in members]
                told += ["not applicable"] * bound.not_applicable
                yield "; ".join(told)
                if _is_number(one):
                    yield None
            case _:
                yield from [None] * (2 if _is_number(one) else 1)
        if one.kind in ("code", "outcome"):
            yield "; ".join(bound.deciding) if bound else None
    yield None if not bounds else "exact" if all(bound.exact for bound in bounds) else "outer"


def _titles(named: Named) -> list[Column]:
    if _is_number(named):
        return [Column(f"{named.name} {end}", kind(named.type), named.shown) for end in ("low", "high")]
    decided = [Column(f"{named.name} decided by")] if named.kind in ("code", "outcome") else []
    return [Column(f"{named.name} can be"), *decided]


def _is_number(named: Named) -> bool:
    return named.type.kind in ("number", "share")
