"""Answers in the author's words: the labels of options and items instead of codes."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
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
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Field


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


def words_of(run: Run, own: Sequence[int], read: Collection[int]) -> Words | None:
    """What the record answers to a leaf, in one sentence; None where it answers nothing.

    `own` are the leaf's own answer, told by itself, or its items, told by those that hold. `read` are the
    fields that its scoring read: an item outside does not count (a step after a ladder's first "no"), and
    further answers are told with their labels.
    """
    answers = _answered(run, own)
    items = [(field, found) for field, found in answers if field.kind == "item"]
    told = [_text(field, found) for field, found in answers if field.kind != "item"]
    if items:
        count = sum(_counts(run, f) for f in own)
        held = [f.label or f.name for f, found in items if _holds(f, found, read)]
        told.append(problems.held(held, count))
    for field, found in _answered(run, (f for f in read if f not in own)):
        told.append(problems.labelled(field.label or field.name, _text(field, found)))
    return _joined(told) if told else None


def _answered(run: Run, fields: Iterable[int]) -> list[tuple[Field, Found]]:
    asked = [(run.plan.fields[index], answer(run, index)) for index in fields]
    return [(field, found) for field, found in asked if is_known(found) or found is NOT_APPLICABLE]


def _counts(run: Run, index: int) -> bool:
    """Whether an item is one of those that could hold."""
    field = run.plan.fields[index]
    return field.kind == "item" and (field.counted is not None or answer(run, index) is not NOT_APPLICABLE)


def _holds(item: Field, found: Found, read: Collection[int]) -> bool:
    if found is NOT_APPLICABLE:
        return item.counted == "full"
    return found is True and item.index in read


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


def _joined(told: list[Words]) -> Words:
    if len(told) == 1:
        return told[0]
    facts: dict[str, Fact] = {f"part{at}": words for at, words in enumerate(told)}
    template = "; ".join(f"{{{name}}}" for name in facts)
    return say(template, template, **facts)
