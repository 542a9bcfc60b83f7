"""What the author asserts: that it holds for every record, and that it is about any at all."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.plan import ir
from rubrikdsl.studies.verify import words
from rubrikdsl.studies.verify.complete import place_of
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.hunt import Hunt
from rubrikdsl.studies.verify.questions import Question


def questions(hunt: Hunt) -> Iterator[Question]:
    """Every assertion, in the order written."""
    for assertion in hunt.plan.assertions:
        yield _holds(hunt, assertion)
        if assertion.when is not None:
            yield _concerns(hunt, assertion, assertion.when)


def _holds(hunt: Hunt, assertion: ir.Assertion) -> Question:
    """A record for which it cannot be computed does not break it: that there are values is another claim."""
    return Question(
        "assert", "asserted", assertion.name, words.asserted(assertion.label, assertion.text), "none",
        (Is(assertion.holds, False),), words.HOLDS, place=place_of(hunt.plan, assertion.clause),
    )  # fmt: skip


def _concerns(hunt: Hunt, assertion: ir.Assertion, when: int) -> Question:
    return Question(
        "assert", "about-some", assertion.name, words.about_some(assertion.name), "each",
        (Is(when, True),), words.REACHED, required=False, place=place_of(hunt.plan, assertion.clause),
    )  # fmt: skip
