"""The line at the bottom: which rubric, which text of it, which records, how long the last command took."""

from __future__ import annotations

from rubrikdsl import Language
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl.terminal import words

BETWEEN = " │ "
PLAIN_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Standing:
    """What the toolbar tells; None or 0: nothing to tell."""

    rubric: str | None = None
    version: str | None = None
    data: str | None = None
    records: int = 0
    scenarios: int = 0
    seconds: float | None = None


def told(standing: Standing, language: Language, width: int, unicode: bool = True) -> str:
    """The toolbar in so many columns: what matters least goes first where it is narrow.

    >>> told(Standing("kepatuhan.unit", "2024-12-31", "unit.csv", 600), "en", 60)
    'kepatuhan.unit │ on 2024-12-31 │ unit.csv: 600 records'
    """
    between = BETWEEN if unicode else PLAIN_BETWEEN
    parts = [part for part in _parts(standing, language) if part[1]]
    while len(parts) > 1 and len(between.join(text for _, text in parts)) > width:
        parts.remove(min(parts))
    return between.join(text for _, text in parts)[:width]


def _parts(standing: Standing, language: Language) -> list[tuple[int, str]]:
    """Every part with what it matters; of equals the shorter names go."""
    facts = words.told(standing.version, standing.data, standing.records, standing.scenarios)
    version, data, scenarios = (fact.read(language) if fact else "" for fact in facts)
    time = words.took(standing.seconds, language) if standing.seconds is not None else ""
    return [
        (6, standing.rubric or words.NO_RUBRIC.read(language)),
        (4, version),
        (5, data),
        (3, scenarios),
        (2, time),
        (1, words.KEYS.read(language)),
    ]
