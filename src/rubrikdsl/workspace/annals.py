"""The history of a rubric as text and as JSON; `docs/schema/history-1.md` describes the latter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.report import Sides
from rubrikdsl.studies.diff.report import sentence
from rubrikdsl.studies.diff.write import change_object
from rubrikdsl.workspace.problems import period_words
from rubrikdsl.workspace.timeline import Event
from rubrikdsl.workspace.timeline import History

SCHEMA = "history-1"

_ISSUED = say("issued", "ditetapkan")
_SOURCE = say("source", "dasar")
_CHANGES = say("changes:", "perubahan:")
_WRITTEN = say("its edits, as written:", "bunyi ubahannya:")
_NOTHING = say("changes nothing in meaning", "tidak mengubah makna")
_UNCLEAR = say("unclear:", "tidak jelas:")
_READING = say("reading", "tafsir")
_EDITIONS = say("Editions", "Edisi")
_ALWAYS = say("always", "selalu")
_KIND = {"base": say("rubric", "rubrik"), "amendment": say("amendment", "perubahan")}


def to_text(found: History, sides: Sides, language: Language = "en") -> str:
    """The history for people."""
    lines = [found.name]
    for event in found.events:
        lines += ["", *_event(event, sides, language)]
    lines += ["", _EDITIONS.read(language)]
    for edition in found.editions:
        lines.append(f"  {_days(edition.start, edition.end, language)}  {' + '.join(edition.instruments)}")
    return "".join(f"{line}\n" for line in lines)


def _event(event: Event, sides: Sides, language: Language) -> Iterator[str]:
    file, line = sides.new(event.place)
    days = _days(event.start, event.end, language)
    yield f"{days}  {_KIND[event.kind].read(language)} “{event.label}”"
    yield f"  {file}:{line}"
    if event.issued is not None and event.issued != event.start:
        yield f"  {_ISSUED.read(language)} {event.issued.isoformat()}"
    yield from (f"  {_SOURCE.read(language)}: {source}" for source in event.sources)
    for unclear in event.unclear:
        yield f"  {_UNCLEAR.read(language)} {_named(unclear.name, unclear.label)}"
        for reading in unclear.readings:
            cited = f" ({'; '.join(reading.sources)})" if reading.sources else ""
            yield f"    {_READING.read(language)} {_named(reading.name, reading.label)}{cited}"
    if event.changes is not None:
        told = [change for change in event.changes if change.about != "citation" and not _is_period(change)]
        yield f"  {(_CHANGES if told else _NOTHING).read(language)}"
        yield from (f"    {sentence(change, language)}" for change in told)
    elif event.edits:
        yield f"  {_WRITTEN.read(language)}"
        yield from (f"    {edit}" for edit in event.edits)


def _is_period(change: Change) -> bool:
    """Whether it only says when the text applies, which the heading does."""
    facet = change.new or change.old
    return facet is not None and facet.aspect == "valid"


def _named(name: str, label: str) -> str:
    return f"{name} “{label}”" if label else name


def _days(start: date | None, end: date | None, language: Language) -> str:
    return period_words(start, end) if start or end else _ALWAYS.read(language)


def to_json(found: History, sides: Sides, language: Language = "en") -> str:
    """The history for machines."""
    import json

    return json.dumps(to_object(found, sides, language), ensure_ascii=False, indent=2) + "\n"


def to_object(found: History, sides: Sides, language: Language = "en") -> dict[str, object]:
    """The history as an object of JSON."""
    return {
        "schema": SCHEMA,
        "rubric": found.name,
        "instruments": [_object(event, sides, language) for event in found.events],
        "editions": [
            {
                "start": _day(edition.start),
                "end": _day(edition.end),
                "instruments": list(edition.instruments),
                "open": {name: list(readings) for name, readings in edition.open.items()},
            }
            for edition in found.editions
        ],
    }


def _object(event: Event, sides: Sides, language: Language) -> dict[str, object]:
    file, line = sides.new(event.place)
    return {
        "kind": event.kind,
        "label": event.label,
        "start": _day(event.start),
        "end": _day(event.end),
        "issued": _day(event.issued),
        "sources": list(event.sources),
        "file": file,
        "line": line,
        "changes": None
        if event.changes is None
        else [change_object(change, sides, language) for change in event.changes],
        "edits": list(event.edits),
        "ambiguities": [
            {
                "name": one.name,
                "label": one.label,
                "readings": [
                    {"name": each.name, "label": each.label, "sources": list(each.sources)}
                    for each in one.readings
                ],
            }
            for one in event.unclear
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
