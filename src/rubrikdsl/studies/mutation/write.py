"""The changes of a rubric as data for JSON; `docs/schema/test-1.md` describes it."""

from __future__ import annotations

from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import NOWHERE
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Judged
from rubrikdsl.studies.mutation.model import Killed
from rubrikdsl.studies.mutation.model import Mutation
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.model import Undecided
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.text import Where
from rubrikdsl.studies.mutation.values import sentence


def to_object(found: Mutation, where: Where, language: Language) -> dict[str, object]:
    """The changes of one text of a rubric."""
    noticed, unnoticed, equivalent, undecided = found.counts
    return {
        "text": found.name,
        "noticed": noticed,
        "unnoticed": unnoticed,
        "equivalent": equivalent,
        "undecided": undecided,
        "changes": [_change(found, one, where, language) for one in found.judged],
    }


def _change(found: Mutation, one: Judged, where: Where, language: Language) -> dict[str, object]:
    place = one.mutant.place
    return {
        "kind": one.mutant.kind,
        "what": one.mutant.what.read(language),
        "line": None if place == NOWHERE else where(place)[1],
        **_verdict(found, one, language),
    }


def _verdict(found: Mutation, one: Judged, language: Language) -> dict[str, object]:
    match one.verdict:
        case Killed(by):
            return {"verdict": "noticed", "by": by}
        case Unnoticed(record, differences):
            return {
                "verdict": "unnoticed",
                "given": sentence(found.plan, record, 10_000).read(language),
                "differences": [
                    {"of": d.text, "is": d.before.read(language), "would_be": d.after.read(language)}
                    for d in differences
                ],
            }
        case Equivalent(argument):
            return {"verdict": "equivalent", "argument": argument.read(language)}
        case Ordered(_, told):
            return {"verdict": "several-records", "told": told.read(language)}
        case Undecided(tried):
            return {"verdict": "undecided", "tried": tried}
        case _:
            assert_never(one.verdict)
