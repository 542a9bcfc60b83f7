"""One classification: how many go from which class to which, drawn, and who by which rows of the rubrics."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Classes
from rubrikdsl.studies.impact.model import Ground
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import State
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.model import counted
from rubrikdsl.studies.impact.model import states
from rubrikdsl.studies.impact.text.speech import NAME
from rubrikdsl.studies.impact.text.speech import Speech
from rubrikdsl.studies.impact.text.speech import fits
from rubrikdsl.studies.impact.text.speech import least

BAR = 32
"""Columns of the longest bar."""


def classification(speech: Speech, impact: Impact, at: int) -> Iterator[str]:
    """The headline of one classification; where it moves anybody, its matrix, a picture, and who."""
    classes = impact.classes[at]
    found = counted(classes, impact.units, at)
    yield from speech.told(
        words.changed(
            classes.name,
            "" if classes.kind == "attribute" else classes.label,
            found.changed,
            found.settled,
            found.better,
            found.worse,
            found.other,
        )
    )
    if found.changed:
        yield from _matrix(speech, impact, at)
        yield ""
        yield from _picture(speech, impact, at)
        yield from _transitions(speech, impact, at)


def _matrix(speech: Speech, impact: Impact, at: int) -> Iterator[str]:
    """The matrix; where it is wider than a page its columns are numbered, and named below it."""
    classes = impact.classes[at]
    cells = impact.matrix(at)
    rows = states(classes.old, [before for before, _ in cells])
    columns = states(classes.new, [after for _, after in cells])
    titles = [speech.state(classes.new, state) for state in columns]
    lines = []
    for before in rows:
        counts = [cells[before, after] for after in columns]
        lines.append(_counts(speech.state(classes.old, before), counts))
    sums = [sum(cells[row, column] for row in rows) for column in columns]
    lines.append(_counts(speech.say(words.SUM), sums))
    drawn = aligned([_head(speech, titles), *lines])
    if fits(drawn):
        yield from drawn
        return
    numbers = [str(number) for number in range(1, len(titles) + 1)]
    yield from aligned([_head(speech, numbers), *lines])
    named = (f"{number} {title}" for number, title in zip(numbers, titles, strict=True))
    yield from speech.told(words.columns(", ".join(named)))


def _head(speech: Speech, titles: Sequence[str]) -> list[Text]:
    cells = [*titles, speech.say(words.SUM)]
    return [Text(speech.say(words.MATRIX)), *(Text(cell, right=True) for cell in cells)]


def _picture(speech: Speech, impact: Impact, at: int) -> Iterator[str]:
    """Each class as a bar of those that it had and has."""
    classes = impact.classes[at]
    cells = impact.matrix(at)
    both = dict.fromkeys(
        (
            *states(classes.new, [after for _, after in cells]),
            *states(classes.old, [before for before, _ in cells]),
        )
    )
    sizes = [
        (
            speech.state(classes.new if state in classes.new.order else classes.old, state),
            sum(count for (before, _), count in cells.items() if before == state),
            sum(count for (_, after), count in cells.items() if after == state),
        )
        for state in both
    ]
    most = max(max(old, new) for _, old, new in sizes)
    wide = max(len(name) for name, _, _ in sizes)
    digits = len(str(most))
    for name, old, new in sizes:
        same, rest = _length(min(old, new), most, BAR), _length(max(old, new), most, BAR)
        bar = "#" * same + ("+" if new > old else "-") * (rest - same)
        yield f"{name:{wide}}  {old:{digits}} -> {new:{digits}}  {bar}".rstrip()
    yield f"({speech.say(words.PICTURE)})"


def _transitions(speech: Speech, impact: Impact, at: int) -> Iterator[str]:
    """Who goes from which class to which, and by which rows of the rubrics."""
    classes = impact.classes[at]
    found: dict[tuple[State, State, tuple[Ground, Ground]], list[Unit]] = {}
    for unit in impact.units:
        before, after = unit.classes[at]
        if before is not None and after is not None and before != after:
            one, other = unit.grounds[at]
            why = (Ground(None, one.lines, one.limits), Ground(None, other.lines, other.limits))
            found.setdefault((before, after, why), []).append(unit)
    order = {state: n for n, state in enumerate(states(classes.old, [key[0] for key in found]))}
    below = {state: n for n, state in enumerate(states(classes.new, [key[1] for key in found]))}
    for key in sorted(
        found, key=lambda key: (order[key[0]], below[key[1]], -len(found[key]), *map(_said, key[2]))
    ):
        before, after, why = key
        yield ""
        yield f"{speech.state(classes.old, before)} -> {speech.state(classes.new, after)}: {len(found[key])}"
        for side, ground in zip(("old", "new"), why, strict=True):
            if ground.lines or classes.kind == "outcome":
                yield "  " + speech.say(words.row(side, _ground(speech, classes, ground)))
        yield from _members(speech, found[key], at)


def _ground(speech: Speech, classes: Classes, ground: Ground) -> str:
    lines = "; ".join(ground.lines)
    if classes.kind == "outcome":
        return speech.say(words.fails(lines) if lines else words.ALL_HOLD)
    return speech.say(words.limited(lines, "; ".join(ground.limits))) if ground.limits else lines


def _members(speech: Speech, units: Sequence[Unit], at: int) -> Iterator[str]:
    """The records of one transition, with what was classified before and after."""
    shown = sorted(units, key=lambda unit: unit.record)[: speech.top]
    values = [[ground.value for ground in unit.grounds[at]] for unit in shown]
    values = [list(unit.score) if None in own else own for unit, own in zip(shown, values, strict=True)]
    places = least(value for own in values for value in own)
    lines = [
        [Text(""), Text(unit.record), Text(_step(speech, own, places))]
        for unit, own in zip(shown, values, strict=True)
    ]
    yield from _plain(lines)
    yield from speech.rest(len(units), "  ")


def _step(speech: Speech, values: Sequence[Fraction | None], places: int) -> str:
    """A number before and after, once where it is the same."""
    said = list(dict.fromkeys(speech.number(value, places) for value in values if value is not None))
    return " -> ".join(said)


def _said(ground: Ground) -> tuple[str, ...]:
    """Something to put grounds in order by."""
    return (*ground.lines, *ground.limits)


def _counts(title: str, counts: Sequence[int]) -> list[Text]:
    cells = [str(count) if count else "." for count in (*counts, sum(counts))]
    return [Text(title), *(Text(cell, right=True) for cell in cells)]


def _plain(lines: Sequence[Sequence[Text]]) -> list[str]:
    """Rows of cells below one another, without a heading."""
    head = [Text("") for _ in lines[0]]
    return aligned([head, *lines], {1: NAME})[2:]


def _length(count: int, most: int, longest: int) -> int:
    """The length of a bar; what is there at all is seen."""
    return max(1, count * longest // most) if count else 0
