"""Values on the edges of classes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Edge
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.text.speech import NAME
from rubrikdsl.studies.impact.text.speech import Speech
from rubrikdsl.studies.impact.text.speech import least


def edges(speech: Speech, impact: Impact) -> Iterator[str]:
    """The values on an edge of their class or near one, the nearest first."""
    if not impact.edged:
        return
    found = [(unit, side, edge) for unit in impact.units for side, edge in _edges(unit.edges)]
    near = speech.number(impact.near) if impact.near else None
    yield from speech.told(words.edges(len(found), near))
    if not found:
        return
    found.sort(key=lambda each: (not each[2].on, each[2].distance, each[0].record, each[1]))
    several = len({edge.name for _, _, edge in found}) > 1
    titles = [words.RECORD, *([words.OF] if several else []), words.RUBRIC]
    head = [Text(speech.say(title)) for title in titles]
    value = next(iter({edge.name for _, _, edge in found})) if not several else ""
    head += [
        Text(speech.say(words.SCORE), right=True),
        Text(value or speech.say(words.CLASS)),
        Text(speech.say(words.NEIGHBOUR)),
        Text(speech.say(words.AWAY), right=True),
    ]
    lines = [head]
    places = least(number for _, _, edge in found for number in (edge.value, edge.edge, edge.distance))
    for unit, side, edge in found[: speech.top]:
        lines.append(
            [
                Text(unit.record),
                *([Text(edge.name)] if several else []),
                Text(speech.say(words.SIDES[side])),
                Text(speech.number(edge.value, places), right=True),
                Text(edge.code),
                Text(f"{edge.neighbour} ({speech.number(edge.edge, places)})"),
                Text(
                    speech.say(words.ON_EDGE) if edge.on else speech.number(edge.distance, places),
                    right=True,
                ),
            ]
        )
    yield from aligned(lines, {0: NAME})
    yield from speech.rest(len(found))


def _edges(edges: Iterable[Edge]) -> list[tuple[str, Edge]]:
    """Edges with the rubrics that have them: one line where both do."""
    met: dict[tuple[object, ...], tuple[str, Edge]] = {}
    for edge in edges:
        key = (edge.name, edge.value, edge.code, edge.neighbour, edge.edge, edge.on)
        met[key] = ("both" if key in met else edge.side, edge)
    return list(met.values())
