"""Problems that stand under one reading of an ambiguity, or between readings."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.problems.speech import joined
from rubrikdsl.engine.problems.speech import plain_words
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import titled
from rubrikdsl.engine.result import value_under


def under_reading(problem: Problem, reading: str) -> Problem:
    """A problem that a record has under one reading of its rubric, and not under all."""
    return replace(
        problem,
        message=say(
            "under `{reading}`: {message}",
            "menurut tafsir `{reading}`: {message}",
            reading=reading,
            message=problem.message,
        ),
    )


def reading_differs(record: str, values: tuple[Named, ...], choices: tuple[Choice, ...]) -> Problem:
    """Values that depend on the reading: what each reading that decides gives."""
    told = joined(", ", [_given_by(choice, values) for choice in choices[:MOST_TOLD]])
    return Problem(
        "reading-differs",
        "incomplete",
        say("depends on the reading: {told}", "bergantung pada tafsir: {told}", told=told),
        record=record,
        helps=(
            say(
                "choose one with `--reading NAME`, or get a result each with `--all-readings`",
                "pilih satu dengan `--reading NAMA`, atau lihat semuanya dengan `--all-readings`",
            ),
        ),
    )


MOST_TOLD = 8
"""Readings, and values of each, that one sentence tells."""


def _given_by(choice: Choice, values: tuple[Named, ...]) -> Words:
    names = {value.name for value in values}
    telling = [v for v in values if v.kind != "attribute" or v.name.rpartition(".")[0] not in names]
    said = [_said(value, value_under(value, choice)) for value in telling[:MOST_TOLD]]
    return say(
        "{reading} ({values})",
        "{reading} ({values})",
        reading=titled(choice),
        values=joined(", ", said),
    )


def _said(named: Named, under: Named | None) -> Words:
    """A value by its name, or why there is none."""
    if under is None:
        return say("no {name}", "tanpa {name}", name=named.name)
    match under.status:
        case "final":
            assert under.value is not None
            value = plain_words(under.value, share=under.type.kind == "share")
            return say("{name} {value}", "{name} {value}", name=named.name, value=value)
        case "not-applicable":
            return say("{name} not applicable", "{name} tidak berlaku", name=named.name)
        case "refused":
            return say("{name} refused", "{name} ditolak", name=named.name)
        case "unknown" | "differs":
            return say("{name} open", "{name} belum final", name=named.name)
        case _:
            assert_never(under.status)
