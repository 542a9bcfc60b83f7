"""What came of checking: a text that was led through the checks, a law as it can be scored, a whole file."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.semantics import model
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Document
from rubrikdsl.workspace import examples
from rubrikdsl.workspace.laws import Stretch
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.texts import Bound

OF_EXAMPLES = frozenset({"example-fails", "example-breaks-assertion"})
"""Errors that are of examples: these fail, and the rubric scores all the same."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file: its rubrics without errors, and what became of their examples."""

    source: Source
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    offers: tuple[Offer, ...]
    outcomes: tuple[examples.Outcome, ...]
    models: tuple[model.Rubric, ...] = ()
    """The models of these texts."""
    beside: tuple[Source, ...] = ()
    """Other files whose instruments have a part in its texts."""
    elsewhere: tuple[Diagnostic, ...] = ()
    """The errors of its texts that stand in other files: an amendment that does not fit this base."""

    @property
    def rubrics(self) -> tuple[Ready, ...]:
        """Every text without errors, ready to score."""
        return tuple(ready for offer in self.offers for ready in offer.ready)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans of these."""
        return tuple(ready.plan for ready in self.rubrics)

    @property
    def asserted(self) -> int:
        """How many assertions are written in it."""
        begins = [[token.construct for token in line.tokens[:2]] for line in self.document.lines]
        return sum(first[:1] == ["assert"] or first == ["replace", "assert"] for first in begins)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(found.severity == "error" for found in self.diagnostics)

    @property
    def errors_but_examples(self) -> tuple[Diagnostic, ...]:
        """The errors that keep examples from being run."""
        return tuple(d for d in self.diagnostics if d.severity == "error" and d.code not in OF_EXAMPLES)


@dataclass(frozen=True, slots=True)
class Tried:
    """A text that was led through the checks: its findings in its own places, its plan if it has no error."""

    bound: Bound
    findings: tuple[Diagnostic, ...]
    rubric: model.Rubric | None
    ready: Ready | None


@dataclass(frozen=True, slots=True)
class Checking:
    """One text of a law: the stretch and the choice that it is the text of."""

    stretch: Stretch
    choice: Choice
    tried: Tried


def offer_of(name: str, stretches: Sequence[Stretch], ones: Sequence[Checking]) -> Offer:
    """What a law has to score with: stretches whose texts have errors are left out."""
    dated: list[Dated] = []
    by_stretch: dict[int, list[Checking]] = {id(stretch): [] for stretch in stretches}
    for one in ones:
        by_stretch[id(one.stretch)].append(one)
    for stretch in stretches:
        same = by_stretch[id(stretch)]
        variants = tuple(Variant(one.choice, one.tried.ready) for one in same if one.tried.ready is not None)
        labels = tuple(instrument.label for instrument in stretch.edition.instruments)
        period = stretch.period
        if len(variants) == len(same):
            more = stretch.has_more_choices
            dated.append(Dated(period.start, period.end, labels, variants, stretch.lacking, more))
    return Offer(name, tuple(dated))


def part_of(stretches: Sequence[Stretch], source: Source | None) -> tuple[Stretch, ...]:
    """The stretches that an instrument of a file has a part in."""
    return tuple(
        one
        for one in stretches
        if source is None or any(each.source == source for each in one.edition.instruments)
    )
