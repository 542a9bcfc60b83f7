"""The bounds of incomplete records for people: a table beside the results, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.records import headings as head
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.records.table import readable
from rubrikdsl.semantics.terms import Type

WIDEST = 60
"""Columns that the deciding answers take before they go on in a further line."""


def to_table(records: Iterable[tuple[str, Sequence[Bounds]]], language: Language = "en") -> str:
    """The bounds of all records under a heading; nothing where nothing is open."""
    titles = (head.RECORD, head.VALUE, head.CAN_BE, head.DECIDED_BY)
    lines = [[Text(title.read(language)) for title in titles]]
    for record, bounds in records:
        for at, bound in enumerate(bounds):
            told = [record if at == 0 else "", bound.name, said(bound, language), decided(bound, language)]
            lines.append([Text(text) for text in told])
    if len(lines) == 1:
        return ""
    return "\n".join([f"{head.BOUNDS.read(language)}:", *aligned(lines, {3: WIDEST})]) + "\n"


def to_lines(bounds: Sequence[Bounds], language: Language = "en") -> list[str]:
    """The bounds of one record under a heading."""
    titles = (head.VALUE, head.CAN_BE, head.DECIDED_BY)
    lines = [[Text(title.read(language)) for title in titles]]
    for bound in bounds:
        told = [bound.name, said(bound, language), decided(bound, language)]
        lines.append([Text(text) for text in told])
    return [f"{head.BOUNDS.read(language)}:", *aligned(lines, {2: WIDEST})]


def said(bound: Bounds, language: Language) -> str:
    """What one value can be, in words."""
    match bound.can_be:
        case Between(low, high):
            told = [_between(low, high, bound.type, language)]
        case OneOf(values):
            told = [readable(value, bound.type, language) for value in values]
        case Anything():
            told = [head.ANYTHING.read(language)]
        case _:
            assert_never(bound.can_be)
    if bound.not_applicable:
        told.append(head.OPEN["not-applicable"].read(language))
    if len(told) > 1:
        joined = head.OR.read(language).format(some=", ".join(told[:-1]), last=told[-1])
    else:
        joined = told[0] if told else head.NO_VALUE.read(language)
    if bound.is_certain:
        return head.CERTAIN.read(language).format(value=joined)
    if bound.exact or isinstance(bound.can_be, Anything):
        return joined
    words = head.NARROWER if isinstance(bound.can_be, Between) else head.FEWER
    return words.read(language).format(value=joined)


def decided(bound: Bounds, language: Language) -> str:
    """The answers that can still change a class, the one that tells most first."""
    joined = ", ".join(bound.deciding)
    return joined if bound.deciding_exact else head.FEWER.read(language).format(value=joined)


def _between(low: Fraction | None, high: Fraction | None, type: Type, language: Language) -> str:
    ends = {
        name: readable(end, type, language) for name, end in (("low", low), ("high", high)) if end is not None
    }
    if low is not None and low == high:
        return ends["low"]
    words = {2: head.BETWEEN, 1: head.AT_MOST if low is None else head.AT_LEAST, 0: head.ANY_NUMBER}[
        len(ends)
    ]
    return words.read(language).format(**ends)
