"""Values as machines have them: exact texts, truths, sorted codes. Nothing is rounded."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.exact import to_text
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type
from rubrikdsl.tables import Cell
from rubrikdsl.tables import Kind


def machine(value: Value) -> str | bool | list[str]:
    """A value as JSON has it: numbers as exact texts, shares as fractions of one, sets as sorted codes.

    >>> machine(Fraction("49.850")), machine(Fraction(42561, 700)), machine(True)
    ('49.85', '42561/700', True)
    """
    match value:
        case bool() | str():
            return value
        case Fraction():
            return to_text(value)
        case frozenset():
            return sorted(value)
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


def flat(value: Value | None) -> str:
    """A value as a cell of CSV; nothing where there is none."""
    if value is None:
        return ""
    written = machine(value)
    if isinstance(written, bool):
        return "yes" if written else "no"
    return "; ".join(written) if isinstance(written, list) else written


def cell(value: Value | None) -> Cell:
    """A value as a cell of a table: its own kind, a set as a text."""
    return "; ".join(sorted(value)) if isinstance(value, frozenset) else value


def kind(type: Type) -> Kind:
    """The kind of the column that holds values of a type."""
    match type.kind:
        case "number" | "share" | "truth" | "date":
            return type.kind
        case "text" | "code" | "set":
            return "text"
        case _:
            assert_never(type.kind)


def without_null(value: object) -> object:
    """The same without what is null, for TOML."""
    match value:
        case dict():
            return {key: without_null(inner) for key, inner in value.items() if inner is not None}
        case list():
            return [without_null(inner) for inner in value]
        case _:
            return value
