"""Answers in the author's words: the labels of options and items instead of codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Fact
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine import problems
from rubrikdsl.engine.interpret import answer
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value


def field_text(field: Field, value: Value) -> Words:
    """A value of a field, as its author would say it."""
    match value:
        case bool():
            return problems.YES if value else problems.NO
        case Fraction():
            if field.domain.type.kind == "share":
                return say("{share}%", "{share}%", share=value * 100)
            return say("{number}", "{number}", number=value)
        case str():
            return _plain(_label(field, value))
        case frozenset():
            chosen = [c.label or c.code for c in field.domain.choices if c.code in value]
            return _listed(chosen)
        case date():
            return _plain(value.isoformat())
        case _:
            assert_never(value)


def words_of(run: Run, fields: Iterable[int]) -> Words | None:
    """What the record answers to these fields, in one sentence; None where it answers nothing.

    One field is told by its answer alone; items by those that hold, of how many; several fields by label.
    """
    asked = [(run.plan.fields[index], answer(run, index)) for index in fields]
    told = [(field, found) for field, found in asked if is_known(found) or found is NOT_APPLICABLE]
    if not told:
        return None
    if all(field.kind == "item" for field, _ in asked):
        held = [field.label or field.name for field, found in told if found is True]
        return problems.held(held, sum(found is not NOT_APPLICABLE for _, found in asked))
    if len(asked) == 1:
        return _text(*told[0])
    return _joined([(field.label or field.name, _text(field, found)) for field, found in told])


def _text(field: Field, found: Found) -> Words:
    return field_text(field, found) if is_known(found) else problems.NOT_APPLICABLE_ANSWER


def _label(field: Field, code: str) -> str:
    for choice in field.domain.choices:
        if choice.code == code:
            return choice.label or code
    return code


def _plain(text: str) -> Words:
    return say("{text}", "{text}", text=text)


def _listed(names: list[str]) -> Words:
    return _plain(", ".join(names)) if names else problems.NONE


def _joined(parts: list[tuple[str, Words]]) -> Words:
    facts: dict[str, Fact] = {}
    pieces: list[str] = []
    for at, (label, words) in enumerate(parts):
        facts |= {f"label{at}": label, f"words{at}": words}
        pieces.append(f"{{label{at}}}: {{words{at}}}")
    template = "; ".join(pieces)
    return say(template, template, **facts)
