"""What a rubric can and cannot do, for each of its texts: what the command line and Python share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.plan.digest import asserted
from rubrikdsl.records.write import About
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Verified
from rubrikdsl.studies.verify.study import verify as proved
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import has_reading
from rubrikdsl.workspace.scoring import about
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Variant

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Language


class Verification:
    """What became of each claim, for every text that was verified. Make one with `verify`."""

    def __init__(self, texts: tuple[tuple[Verified, About], ...]) -> None:
        self.texts = texts

    def __repr__(self) -> str:
        names = ", ".join(dict.fromkeys(found.name for found, _ in self.texts))
        return f"<Verification {names}: {'fails' if self.fails else 'holds'}>"

    @property
    def fails(self) -> bool:
        """Whether anything that is required is refuted."""
        return any(found.fails for found, _ in self.texts)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, text by text."""
        return tuple(claim for found, _ in self.texts for claim in found.claims)

    def to_text(self, language: Language = "en") -> str:
        """The report as `rubrik verify` prints it, without the places of its lines."""
        from rubrikdsl.studies.verify.text import to_text

        return to_text(tuple(found for found, _ in self.texts), language)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The object of the JSON that `rubrik verify --format json` writes, without places."""
        from rubrikdsl.studies.verify.machine import to_object

        return to_object(self.texts, language)


def verify(rubric: Rubric, below: Fraction | None = None) -> Verification:
    """What a rubric can and cannot do, under every reading that it leaves open.

    What makes up for what is asked of parts at their lowest, or of parts `below` this share.

    >>> import rubrikdsl as rb
    >>> found = rb.verify(rb.load("kepatuhan.unit"))
    >>> found.fails, found.claims[0].verdict, found.claims[0].ways
    (False, 'proved', ('interval',))
    """
    return Verification(tuple(_verified(variant, None, below) for variant in rubric.variants))


def texts_of(offer: Offer, when: Moment) -> tuple[tuple[Variant, Dated], ...]:
    """Every text of a rubric that is meant, each once: of the day asked for, else of all its days.

    Readings that were chosen count in each edition that leaves them open. Raises `MomentError`.
    """
    usable = offer.usable if when.on is None else (dated(offer, when.on),)
    known = [text for text in when.readings if any(has_reading(one, text) for one in usable)]
    if len(known) < len(when.readings):
        chosen(usable[-1], when.readings)  # says what is wrong with it
    found: dict[tuple[str, str, object], tuple[Variant, Dated]] = {}
    for one in usable:
        for variant in chosen(one, [text for text in known if has_reading(one, text)]):
            ready = variant.ready
            found.setdefault((ready.digest, asserted(ready.plan), variant.choice), (variant, one))
    return tuple(found.values())


def verified(texts: Iterable[tuple[Variant, Dated]], below: Fraction | None = None) -> Verification:
    """The verification of each text."""
    return Verification(tuple(_verified(variant, one, below) for variant, one in texts))


def _verified(variant: Variant, one: Dated | None, below: Fraction | None) -> tuple[Verified, About]:
    plan = variant.ready.plan
    start, end = (plan.valid_from, plan.valid_to) if one is None else (one.start, one.end)
    found = proved(plan, below)
    return replace(found, start=start, end=end, choice=variant.choice), about(variant.ready)
