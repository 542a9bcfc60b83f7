"""A rubric over time, for reading: its text on a day, and its instruments with what each of them changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import model
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.changes import changes
from rubrikdsl.syntax import tree
from rubrikdsl.versions.consolidate import printed
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.workspace.checking import Checker
from rubrikdsl.workspace.laws import Stretch
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import settled
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer


@dataclass(frozen=True, slots=True)
class Told:
    """A reading: its name, label and sources."""

    name: str
    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """An ambiguity with its readings."""

    name: str
    label: str
    readings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An instrument. `changes` is None for the first base, and where only its `edits` can be told."""

    kind: Literal["base", "amendment"]
    label: str
    start: date | None
    end: date | None
    issued: date | None
    sources: tuple[str, ...]
    place: Place
    changes: Union[tuple[Change, ...], None]
    edits: tuple[str, ...]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The instruments of a rubric in the order in which they start, and its editions."""

    name: str
    events: tuple[Event, ...]
    editions: tuple[Dated, ...]


def text_on(checks: Checker, offer: Offer, source: Source | None, when: Moment) -> str:
    """The text of a rubric on a day (see `Workspace.shown`)."""
    usable = offer.usable
    alone = when.on is None and len({one.instruments for one in usable}) == 1
    one = usable[0] if alone else dated(offer, when.on)
    stretches = checks.laws.stretches(offer.name, source, when.known)
    assert not isinstance(stretches, Unfound)
    stretch = next(s for s in stretches if (s.period.start, s.period.end) == (one.start, one.end))
    text = checks.texts.text(stretch.edition, settled(one, when.readings))
    return printed(text, checks.grammar, checks.limits.of_texts())


def history(checks: Checker, offer: Offer, source: Source | None) -> History:
    """The history of a law (see `Workspace.history`)."""
    found = checks.laws.law(offer.name, source)
    stretches = checks.laws.stretches(offer.name, source)
    assert not isinstance(found, Unfound) and not isinstance(stretches, Unfound)
    every = sorted((*found.law.bases, *found.law.amendments), key=lambda each: (each.order, each.place))
    events = tuple(_event(checks, each, stretches) for each in every)
    return History(offer.name, events, offer.usable)


def _event(checks: Checker, instrument: Instrument, stretches: tuple[Stretch, ...]) -> Event:
    written = instrument.tree
    sources = [source.text for source in written.tail.sources]
    sources += [m.value.text for m in written.body if isinstance(m, tree.Metadata) and m.kind == "source"]
    ambiguities = (line for line in written.body if isinstance(line, tree.Ambiguity))
    found = _changes(checks, instrument, stretches)
    return Event(
        "base" if isinstance(written, tree.Rubric) else "amendment",
        instrument.label,
        instrument.period.start,
        instrument.period.end,
        instrument.known,
        tuple(dict.fromkeys(sources)),
        instrument.place,
        found,
        tuple(_edits(instrument)) if found is None else (),
        tuple(map(_unclear, ambiguities)),
    )


def _unclear(ambiguity: tree.Ambiguity) -> Unclear:
    readings = (one for one in ambiguity.readings if isinstance(one, tree.Alternative))
    told = tuple(
        Told(one.name.text, one.label.text if one.label else "", tuple(s.text for s in one.tail.sources))
        for one in readings
    )
    return Unclear(ambiguity.name.text, ambiguity.label.text if ambiguity.label else "", told)


def _changes(
    checks: Checker, instrument: Instrument, stretches: tuple[Stretch, ...]
) -> tuple[Change, ...] | None:
    """What differs between the text without an instrument and with it, on the day on which it starts."""
    at = next((n for n, one in enumerate(stretches) if instrument in one.edition.instruments), None)
    if at is None:
        return ()
    now, whole = stretches[at], stretches[at].edition.instruments
    count = whole.index(instrument)
    if count > 0:
        before = _model(checks, now, Edition(now.edition.period, whole[:count]))
    elif at > 0:
        before = _model(checks, stretches[at - 1], stretches[at - 1].edition)
    else:
        return None
    after = _model(checks, now, Edition(now.edition.period, whole[: count + 1]))
    return None if before is None or after is None else changes(before, after)


def _model(checks: Checker, stretch: Stretch, edition: Edition) -> model.Rubric | None:
    """The model of a text of which everything unclear is left as it stands."""
    text = checks.texts.text(checks.laws.like(edition), ())
    return checks.texts.resolved(checks.texts.beside(text, stretch, ())).rubric


_EDITS = (tree.Change, tree.ChangeWeights, tree.Replace, tree.Add, tree.Remove, tree.Rename)


def _edits(instrument: Instrument) -> Iterator[str]:
    """The edits of an amendment, as written."""
    for line in instrument.tree.body:
        if isinstance(line, _EDITS):
            yield instrument.source.text[line.place.start : line.place.end]
