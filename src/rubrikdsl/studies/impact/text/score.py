"""The score and what follows from it: the largest moves, the groups, the ranks."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.exact import fixed
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import Score
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.model import counted
from rubrikdsl.studies.impact.model import means
from rubrikdsl.studies.impact.text.speech import NAME
from rubrikdsl.studies.impact.text.speech import Speech
from rubrikdsl.studies.impact.text.speech import least
from rubrikdsl.studies.impact.text.speech import signed

SWING = 12
"""Columns of the longest bar of a move, to either side."""

MEANS = 2
"""Decimal places of the means of groups."""


def moves(speech: Speech, impact: Impact, score: Score) -> Iterator[str]:
    """The headline of the score, its means, and the largest moves."""
    found = means(impact.units)
    moving = [unit for unit in impact.units if unit.move]
    name = " -> ".join(dict.fromkeys(score.names))
    yield from speech.told(words.moved(score.label, name, len(moving), found.scored, found.up, found.down))
    if not moving or found.old is None or found.new is None or found.move is None:
        return
    yield from speech.told(
        words.mean(speech.number(found.old), speech.number(found.new), speech.move(found.move, score))
    )
    largest = sorted(moving, key=lambda unit: (-abs(unit.move or 0), unit.record))[: speech.top]
    most = max(abs(unit.move) for unit in moving if unit.move is not None)
    lines = [
        [
            Text(speech.say(words.RECORD)),
            Text(speech.say(words.OLD), right=True),
            Text(speech.say(words.NEW), right=True),
            Text(speech.say(words.MOVE), right=True),
            Text(""),
        ]
    ]
    places = least(value for unit in largest for value in unit.score)
    for unit in largest:
        old, new = unit.score
        assert old is not None and new is not None and unit.move is not None
        lines.append(
            [
                Text(unit.record),
                Text(speech.score_text(old, score, places), right=True),
                Text(speech.score_text(new, score, places), right=True),
                Text(speech.move(unit.move, score, least=places), right=True),
                Text(_swing(unit.move, most)),
            ]
        )
    yield from aligned(lines, {0: NAME})
    yield from speech.rest(len(moving))


def groups(speech: Speech, impact: Impact) -> Iterator[str]:
    """Each group, with the columns in which anything differs."""
    found = impact.groups()
    if not found:
        return
    yield from speech.told(words.groups(", ".join(impact.per)))
    moving = any(unit.move for unit in impact.units)
    changing = [
        (at, classes)
        for at, classes in enumerate(impact.classes)
        if any(unit.changes(at) for unit in impact.units)
    ]
    titles = [words.RECORDS]
    if impact.score is not None:
        titles += [words.MEAN_OLD, words.MEAN_NEW, words.MOVE, words.MOVES] if moving else [words.MEAN]
    head = [*map(Text, impact.per), *(Text(speech.say(title), right=True) for title in titles)]
    lines = [[*head, *(Text(classes.name, right=True) for _, classes in changing)]]
    for key, units in found:
        cells = [str(len(units))]
        if impact.score is not None:
            cells += _of_group(speech, units, impact.score, moving)
        for at, classes in changing:
            moved = counted(classes, units, at)
            cells.append(signed(moved.better, moved.worse, moved.other))
        named = [Text(text or speech.say(words.EMPTY)) for text in key]
        lines.append([*named, *(Text(cell, right=True) for cell in cells)])
    yield from aligned(lines, dict.fromkeys(range(len(impact.per)), NAME))
    if impact.score is not None:
        yield from speech.told(words.ROUNDED)


def _of_group(speech: Speech, units: Sequence[Unit], score: Score, moving: bool) -> list[str]:
    found = means(units)
    if found.old is None or found.new is None or found.move is None:
        return [""] * (4 if moving else 1)
    before, after = (fixed(mean, MEANS, speech.mark) for mean in (found.old, found.new))
    if not moving:
        return [before]
    return [before, after, speech.move(found.move, score, MEANS), signed(found.up, found.down, 0)]


def ranks(speech: Speech, impact: Impact, at: int) -> Iterator[str]:
    """The headline of a ranking, and the largest moves in it."""
    ranking = impact.rankings[at]
    both = [
        (unit, old, new)
        for unit in impact.units
        for old, new in (unit.ranks[at],)
        if old is not None and new is not None
    ]
    moving = [(unit, old, new) for unit, old, new in both if old != new]
    if not both:
        return
    yield from speech.told(words.ranks_moved(ranking.name, ranking.label, len(moving), len(both)))
    if not moving:
        return
    moving.sort(key=lambda each: (-abs(each[1] - each[2]), each[2], each[0].record))
    titles = (words.RECORD, words.OLD, words.NEW, words.MOVE)
    lines = [[Text(speech.say(title), right=n > 0) for n, title in enumerate(titles)]]
    for unit, old, new in moving[: speech.top]:
        sign = "+" if new < old else "-"
        numbers = (str(old), str(new), f"{sign}{abs(old - new)}")
        lines.append([Text(unit.record), *(Text(text, right=True) for text in numbers)])
    yield from aligned(lines, {0: NAME})
    yield from speech.rest(len(moving))


def _swing(move: Fraction, most: Fraction) -> str:
    """A bar to the left for less, to the right for more."""
    length = max(1, int(abs(move) * SWING / most))
    return f"{'-' * length:>{SWING}}|" if move < 0 else f"{'':{SWING}}|{'+' * length}"
