"""Which text of a rubric is meant: a day chooses among its editions, readings among what is left open.

No day is ever invented: without one a rubric must have a single text over all its days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Variant

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, what was known then (None: everything), and readings as a user names them."""

    on: date | None = None
    known: date | None = None
    readings: tuple[str, ...] = ()


ANY = Moment()
"""No day, no choice."""


class MomentError(Exception):
    """No text, or more than one, is meant. `absent`: there is none on the day asked for."""

    def __init__(self, message: Words, help: Words | None = None, *, absent: bool = False) -> None:
        super().__init__(str(message) + (f"; {help}" if help else ""))
        self.message = message
        self.help = help
        self.absent = absent


def day_of(text: str) -> date | None:
    """A date as rubrics write it; None for anything else.

    >>> day_of("2024-12-31"), day_of("2024-12"), day_of("31-12-2024")
    (datetime.date(2024, 12, 31), None, None)
    """
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def parted(text: str) -> tuple[str, Moment]:
    """`NAME@DATE+READING` in its parts; what ends in neither is a name.

    >>> parted("kepatuhan.unit@2025-01-01+kepatuhan")[1].readings, parted("unit@home.rubrik")[0]
    (('kepatuhan',), 'unit@home.rubrik')
    """
    name, mark, tail = text.rpartition("@")
    first, *readings = tail.split("+")
    day = day_of(first)
    if name and mark and day is not None:
        return name, Moment(day, None, tuple(readings))
    name, *readings = text.split("+")
    return (name, Moment(None, None, tuple(readings))) if name and all(readings) else (text, ANY)


def dated(offer: Offer, on: date | None) -> Dated:
    """The stretch of days that is meant; raises `MomentError`."""
    usable = offer.usable
    if on is None:
        texts = {(one.instruments, tuple((v.choice, v.ready.digest) for v in one.variants)) for one in usable}
        if len(texts) == 1:
            return usable[0]
        raise MomentError(*problems.several_editions(offer))
    for one in usable:
        if on in one:
            return one
    raise MomentError(*problems.no_edition(offer, on), absent=True)


def chosen(one: Dated, readings: Sequence[str]) -> tuple[Variant, ...]:
    """The variants that a choice of readings leaves; raises `MomentError`."""
    wanted: dict[str, str] = {}
    for text in readings:
        ambiguity, reading = _meant(one, text)
        if wanted.setdefault(ambiguity, reading) != reading:
            raise MomentError(*problems.reading_twice(ambiguity, wanted[ambiguity], reading))
    found = tuple(v for v in one.variants if wanted.items() <= dict(v.choice).items())
    if one.more and len(wanted) < len(one.open):
        raise MomentError(*problems.too_many_readings(one))
    return found


def settled(one: Dated, readings: Sequence[str]) -> Choice:
    """What a choice of readings settles, in the order of the ambiguities; raises `MomentError`."""
    variants = chosen(one, readings)
    named = {pair for text in readings for pair in (_meant(one, text),)}
    return tuple(pair for pair in variants[0].choice if pair in named)


def has_reading(one: Dated, text: str) -> bool:
    """Whether a text leaves open what a reading such as `kepatuhan` or `sisa_30.kepatuhan` settles."""
    return any(text in (r, f"{name}.{r}") for name, readings in one.open.items() for r in readings)


def _meant(one: Dated, text: str) -> tuple[str, str]:
    """The ambiguity and the reading of a text such as `kepatuhan` or `sisa_30.kepatuhan`."""
    pairs = [(name, reading) for name, readings in one.open.items() for reading in readings]
    found = [pair for pair in pairs if text in (pair[1], ".".join(pair))]
    if len(found) == 1:
        return found[0]
    known = tuple(".".join(pair) for pair in pairs)
    if found:
        raise MomentError(*problems.reading_unclear(text, tuple(".".join(pair) for pair in found)))
    raise MomentError(*problems.unknown_reading(text, tuple(reading for _, reading in pairs), known))
