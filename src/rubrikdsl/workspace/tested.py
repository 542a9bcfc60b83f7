"""The examples of a file, run: what `rubrik test` reports of each of its laws."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.workspace.examples import Outcome
from rubrikdsl.workspace.shelf import Offer

if TYPE_CHECKING:
    from rubrikdsl.semantics.model import Rubric
    from rubrikdsl.studies.coverage.model import Coverage
    from rubrikdsl.studies.coverage.model import Tried
    from rubrikdsl.studies.mutation.model import Mutation
    from rubrikdsl.workspace.checked import Checked


@dataclass(frozen=True, slots=True)
class Tested:
    """The examples of one law in a file; its `coverage` where that was asked for."""

    source: Source
    offer: Offer
    outcomes: tuple[Outcome, ...]
    coverage: Coverage | None = None
    mutations: tuple[Mutation, ...] | None = None
    """What the examples of each text notice, where that was asked for."""

    @property
    def name(self) -> str:
        """The name of the rubric."""
        return self.offer.name

    @property
    def passed(self) -> int:
        """How many examples pass."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def failed(self) -> int:
        """How many examples fail."""
        return len(self.outcomes) - self.passed


def tested(
    checked: Checked,
    origin: Callable[[Place], Place],
    only: str | None = None,
    *,
    coverage: bool = False,
    mutate: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> tuple[Tested, ...]:
    """The laws of a file with their examples; `only` names one of them.

    `origin` says where the words at a place of a consolidated text come from.
    """
    made = []
    models = {id(plan): model for plan, model in zip(checked.plans, checked.models, strict=True)}
    for offer in checked.offers:
        if only in (None, offer.name):
            outcomes = tuple(outcome for outcome in checked.outcomes if outcome.rubric == offer.name)
            found = _covered(offer, outcomes, origin) if coverage else None
            mutations = tuple(_mutated(offer, models, tell)) if mutate else None
            made.append(Tested(checked.source, offer, outcomes, found, mutations))
    return tuple(made)


def _mutated(
    offer: Offer, models: Mapping[int, Rubric], tell: Callable[[int, int], None] | None
) -> Iterator[Mutation]:
    """The changes of each text; what tells the texts apart stands in the name, where there are several."""
    from rubrikdsl.studies.mutation.study import study

    several = len(offer.ready) > 1
    for dated in offer.usable:
        for variant in dated.variants:
            found = study(models[id(variant.ready.plan)], variant.ready.plan, tell)
            said = [dated.start.isoformat()] if several and dated.start else []
            said += [f"{ambiguity}.{reading}" for ambiguity, reading in variant.choice]
            name = f"{found.name} ({', '.join(said)})" if several and said else found.name
            yield replace(found, name=name)


def _covered(offer: Offer, outcomes: tuple[Outcome, ...], origin: Callable[[Place], Place]) -> Coverage:
    from rubrikdsl.plan.digest import digest
    from rubrikdsl.studies.coverage.study import cover

    ran = [(outcome.title, one.run) for outcome in outcomes for one in outcome.ran]
    plans = [ready.plan for ready in offer.ready]
    titles = [(title, digest(run.plan)) for title, run in ran]
    return cover(offer.name, plans, ran, origin, tuple(_texts(offer, titles)))


def _texts(offer: Offer, ran: list[tuple[str, str]]) -> Iterator[Tried]:
    """The editions and the readings, where there are several; examples run on a text of the same digest."""
    from rubrikdsl.studies.coverage import words
    from rubrikdsl.studies.coverage.model import Point
    from rubrikdsl.studies.coverage.model import Tried

    def tried_on(digests: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(title for title, one in ran if one in digests))

    for dated in offer.usable if len(offer.usable) > 1 else ():
        point = Point("editions", offer.name, words.edition(dated.start, dated.end), NOWHERE)
        yield Tried(point, tried_on([variant.ready.digest for variant in dated.variants]))
    readings: dict[tuple[str, str], list[str]] = {}
    for dated in offer.usable:
        for variant in dated.variants:
            for chosen in variant.choice:
                readings.setdefault(chosen, []).append(variant.ready.digest)
    for (ambiguity, name), digests in readings.items():
        yield Tried(Point("readings", offer.name, words.reading(ambiguity, name), NOWHERE), tried_on(digests))
