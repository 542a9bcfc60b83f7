"""Rubrics that are ready to score, as the cache keeps them: by law, by edition, by reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.source import Source
from rubrikdsl.workspace import codec


class Ready:
    """A checked rubric: its plan, and the digest of its meaning (see `plan.digest`).

    A check alone needs no digest, so it is reckoned when it is first asked for; the cache keeps it.
    """

    __slots__ = ("_digest", "plan")

    def __init__(self, plan: Plan, digest: str | None = None) -> None:
        self.plan = plan
        self._digest = digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ready) and self.plan == other.plan

    def __hash__(self) -> int:
        return hash(self.plan)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change when the meaning of the rubric does."""
        if self._digest is None:
            from rubrikdsl.plan.digest import digest

            self._digest = digest(self.plan)
        return self._digest

    @property
    def name(self) -> str:
        """The rubric's name."""
        return self.plan.name


@dataclass(frozen=True, slots=True)
class Variant:
    """A text under one choice of readings (empty where none is open)."""

    choice: Choice
    ready: Ready


@dataclass(frozen=True, slots=True)
class Dated:
    """Days on which neither a rubric nor anything that it collects changes; None is open.

    `instruments` are the labels of the base and of the amendments that apply. There is a variant for each
    combination of readings; none where something that it collects (`lacking`) is not in force on these days.
    """

    start: date | None
    end: date | None
    instruments: tuple[str, ...]
    variants: tuple[Variant, ...]
    lacking: str | None = None
    more: bool = False
    """Whether there are more combinations of readings than there are variants."""

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, date)
            and (self.start is None or self.start <= day)
            and (self.end is None or day <= self.end)
        )

    @property
    def open(self) -> dict[str, tuple[str, ...]]:
        """The ambiguities, each with its readings."""
        found: dict[str, dict[str, None]] = {}
        for variant in self.variants:
            for ambiguity, reading in variant.choice:
                found.setdefault(ambiguity, {})[reading] = None
        return {ambiguity: tuple(readings) for ambiguity, readings in found.items()}


@dataclass(frozen=True, slots=True)
class Offer:
    """A rubric over all its days, in order."""

    name: str
    dated: tuple[Dated, ...]

    @property
    def usable(self) -> tuple[Dated, ...]:
        """The stretches of days that have a text."""
        return tuple(one for one in self.dated if one.variants)

    @property
    def ready(self) -> tuple[Ready, ...]:
        """Every text, each once."""
        return tuple(variant.ready for one in self.dated for variant in one.variants)


@dataclass(frozen=True, slots=True)
class Used:
    """The law `name`, as the file `asker` sees it: the files that were looked at, with their digests."""

    name: str
    asker: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rubrics of one file, in its order, and the laws that they were made of."""

    offers: tuple[Offer, ...]
    used: tuple[Used, ...]

    @property
    def rubrics(self) -> tuple[Ready, ...]:
        """Every text of every rubric."""
        return tuple(ready for offer in self.offers for ready in offer.ready)

    def dump(self) -> bytes:
        """As bytes for the cache."""
        return codec.encode(self)

    @staticmethod
    def restore(content: bytes) -> Shelf | None:
        """From the cache; None where the bytes are something else."""
        try:
            found = codec.decode(content)
        except ValueError:
            return None
        return found if isinstance(found, Shelf) else None


codec.admit(Ready, "Ready", Ready, attrgetter("plan", "digest"))
for _kept in (Variant, Dated, Offer, Used, Shelf):
    codec.register(_kept)


def digests(sources: Sequence[Source]) -> tuple[tuple[str, str], ...]:
    """The names of texts, and their digests."""
    return tuple((each.name, digest(each)) for each in sources)


def digest(source: Source) -> str:
    """A digest of a text."""
    return hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
