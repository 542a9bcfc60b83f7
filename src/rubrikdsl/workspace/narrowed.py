"""Files with those of their texts that a day and readings mean, and the examples that run on these."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.plan.digest import digest
from rubrikdsl.workspace.checked import Checked
from rubrikdsl.workspace.examples import Outcome
from rubrikdsl.workspace.examples import Ran
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import has_reading
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer


def narrowed(
    files: Sequence[Checked], when: Moment, only: str | None = None
) -> tuple[tuple[Checked, ...], tuple[MomentError, ...]]:
    """The files with the texts that are meant, and why rubrics have none on the day in any of these.

    A reading counts in each rubric that leaves it open. `only` names the one rubric that is asked about.
    Raises `MomentError` where no rubric knows a reading.
    """
    asked = [offer for file in files for offer in file.offers if only in (None, offer.name)]
    for text in when.readings:
        if asked and not any(has_reading(one, text) for offer in asked for one in offer.usable):
            chosen(next((one for o in asked for one in o.usable if one.open), asked[-1].usable[-1]), (text,))
    found: list[Checked] = []
    absent: dict[str, MomentError] = {}
    for file in files:
        offers: list[Offer] = []
        for offer in file.offers:
            try:
                offers.append(_meant(offer, when))
            except MomentError as none:
                if not none.absent:
                    raise
                if only in (None, offer.name):
                    absent.setdefault(offer.name, none)
        found.append(_with(file, tuple(offers)))
    here = {offer.name for file in found for offer in file.offers}
    return tuple(found), tuple(none for name, none in absent.items() if name not in here)


def _meant(offer: Offer, when: Moment) -> Offer:
    """A law with the texts of a day, or of all its days, under the readings that these leave open."""
    usable = offer.usable if when.on is None else (dated(offer, when.on),)
    return Offer(offer.name, tuple(_under(one, when.readings) for one in usable))


def _under(one: Dated, readings: Sequence[str]) -> Dated:
    return replace(one, variants=chosen(one, [text for text in readings if has_reading(one, text)]))


def _with(file: Checked, offers: tuple[Offer, ...]) -> Checked:
    models = {id(plan): found for plan, found in zip(file.plans, file.models, strict=True)}
    kept = tuple(models[id(ready.plan)] for offer in offers for ready in offer.ready)
    outcomes = tuple(_of_texts(file.outcomes, {offer.name: offer for offer in offers}))
    return replace(file, offers=offers, models=kept, outcomes=outcomes)


def _of_texts(outcomes: Sequence[Outcome], offers: Mapping[str, Offer]) -> Iterator[Outcome]:
    """The examples that run on the texts of their rubric, as far as they run on these."""
    for outcome in outcomes:
        offer = offers.get(outcome.rubric)
        ran = tuple(one for one in outcome.ran if offer is not None and _is_of(one, offer))
        if ran and len(ran) == len(outcome.ran):
            yield outcome
        elif ran:
            findings = tuple(dict.fromkeys(finding for one in ran for finding in one.told))
            yield replace(outcome, ran=ran, findings=findings)


def _is_of(ran: Ran, offer: Offer) -> bool:
    """Whether a run was on one of the texts of a law, whatever was known of the others then."""
    if ran.text is None:
        return False
    day, meaning = ran.text.day, digest(ran.run.plan)
    return any(
        one.instruments == ran.text.instruments
        and (day in one or (day is None and one.start is None))
        and any(v.choice == ran.text.choice and v.ready.digest == meaning for v in one.variants)
        for one in offer.dated
    )
