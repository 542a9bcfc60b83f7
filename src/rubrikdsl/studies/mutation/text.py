"""The changes of a rubric for people: how many are noticed, and each that is not, with what would tell it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Judged
from rubrikdsl.studies.mutation.model import Mutation
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.model import Undecided
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.values import joined
from rubrikdsl.studies.mutation.values import sentence

Where = Callable[[Place], tuple[str, int]]

MOST_VALUES = 2
"""How many values of a record that tells a change are named."""


def to_text(found: Mutation, where: Where, language: Language) -> str:
    """The changes of one text of a rubric."""
    return "".join(f"{line}\n" for line in _lines(found, where, language))


def _lines(found: Mutation, where: Where, language: Language) -> Iterator[str]:
    noticed, unnoticed, equivalent, undecided = found.counts
    summary = words.summary(found.name, noticed, noticed + unnoticed + undecided, equivalent)
    yield summary.read(language)
    for heading, kind in (
        (words.UNNOTICED, Unnoticed),
        (words.UNDECIDED, Undecided),
        (words.ORDERED, Ordered),
        (words.EQUIVALENT, Equivalent),
    ):
        listed = [one for one in found.judged if isinstance(one.verdict, kind)]
        if listed:
            yield f"  {heading.read(language)}"
        for one in listed:
            yield f"    {_at(one, where)}{one.mutant.what.read(language)}"
            why = told(found, one, language)
            if why:
                yield f"      {why}"


def _at(one: Judged, where: Where) -> str:
    if one.mutant.place == NOWHERE:
        return ""
    file, line = where(one.mutant.place)
    return f"{file}:{line}  "


def told(found: Mutation, one: Judged, language: Language) -> str:
    """What would tell a change, or why nothing can; nothing where neither is known."""
    match one.verdict:
        case Unnoticed(record, differences):
            said = [words.difference(d.text, d.before, d.after) for d in differences[:MOST_VALUES]]
            return words.told_by(sentence(found.plan, record), joined(said, MOST_VALUES)).read(language)
        case Ordered(_, said_of):
            return said_of.read(language)
        case Equivalent(argument):
            return argument.read(language)
        case _:
            return ""
