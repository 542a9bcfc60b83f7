"""What moved between two populations: the same records before and after an edit of the rubric or the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator

from rubrikdsl import Number
from rubrikdsl import Population
from rubrikdsl import Result
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import words
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Kind
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text

Watch = Callable[[int, int], None]
"""What is told how far long work is: how many are done, of how many."""

MOST = 10
"""Records of a table; how many more there are is said below it."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A record with another value of a name."""

    record: str
    before: Cell
    after: Cell


def moved(old: Population, new: Population, watch: Watch | None = None) -> tuple[Part, ...]:
    """What is told of it: records that came and went, and by name those whose values changed."""
    before, after = _by_name(old, watch), _by_name(new, watch)
    both = [(before[key], after[key]) for key in after if key in before]
    parts: list[Part] = []
    for said, keys in (
        (words.came, [name for name, at in after if (name, at) not in before]),
        (words.went, [name for name, at in before if (name, at) not in after]),
    ):
        if keys:
            parts.append(Text(said(len(keys), ", ".join(keys[:MOST]) + (", …" if len(keys) > MOST else ""))))
    for name in _names(both):
        shifts = list(_shifts(name, both))
        if shifts:
            parts += _told(name, shifts, len(both))
    return tuple(parts) if parts else (Text(words.nothing_moved(len(both)), "note"),)


def cell(result: Result, name: str) -> Cell:
    """The value of a name, or why there is none."""
    value = result[name]
    if value is not None:
        return value
    status = result.status(name)
    return None if status == "final" else Absent(status)


def _by_name(people: Population, watch: Watch | None) -> dict[tuple[str, int], Result]:
    """Results by name, the first of a name apart from the second."""
    times: Counter[str] = Counter()
    found: dict[tuple[str, int], Result] = {}
    for result in people.results(watch):
        times[result.record] += 1
        found[result.record, times[result.record]] = result
    return found


def _names(both: list[tuple[Result, Result]]) -> tuple[str, ...]:
    """The names that both have, classes first; what hangs on a class goes with it."""
    if not both:
        return ()
    old, new = both[0]
    classes = tuple(new.bands)
    shared = [name for name in new if name in old and name.partition(".")[0] not in classes]
    return (*(name for name in classes if name in old), *shared)


def _shifts(name: str, both: list[tuple[Result, Result]]) -> Iterator[Shift]:
    for old, new in both:
        before, after = cell(old, name), cell(new, name)
        if before != after:
            yield Shift(new.record, before, after)


def _told(name: str, shifts: list[Shift], all: int) -> Iterator[Part]:
    """A table of those that moved most."""
    numbers = any(isinstance(each, Number) for shift in shifts for each in (shift.before, shift.after))
    kind: Kind = "number" if numbers else "text"
    ordered = sorted(shifts, key=lambda shift: -_size(shift))
    columns = (Column(words.RECORD), Column(words.BEFORE, kind), Column(words.AFTER, kind))
    rows = tuple((shift.record, shift.before, shift.after) for shift in ordered[:MOST])
    yield Table(words.moving(name, len(shifts), all), columns, rows)
    if len(shifts) > MOST:
        yield Text(words.more(len(shifts) - MOST), "note")


def _size(shift: Shift) -> Number:
    if isinstance(shift.before, Number) and isinstance(shift.after, Number):
        return Number(abs(shift.after - shift.before))
    return Number(0)
