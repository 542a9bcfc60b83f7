"""The impact of an edit for people: who changes class, what moves, which groups, what lies on an edge.

Pictures are drawn with `#`, `+` and `-`, so that they survive every terminal and every mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.table import PLACES
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.records.table import readable
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Scale
from rubrikdsl.studies.impact import words
from rubrikdsl.studies.impact.model import Classes
from rubrikdsl.studies.impact.model import Edge
from rubrikdsl.studies.impact.model import Ground
from rubrikdsl.studies.impact.model import Impact
from rubrikdsl.studies.impact.model import Scheme
from rubrikdsl.studies.impact.model import Score
from rubrikdsl.studies.impact.model import State
from rubrikdsl.studies.impact.model import Unit
from rubrikdsl.studies.impact.model import counted
from rubrikdsl.studies.impact.model import means
from rubrikdsl.studies.impact.model import states

BAR = 32
"""Columns of the longest bar of classes."""

SWING = 12
"""Columns of the longest bar of a move, to either side."""

NAME = 36
"""Columns that a record's name may take in a table before it goes on in a further line."""

MEANS = 2
"""Decimal places of the means of groups."""

WEIGHTS = ("error", "incomplete", "warning")


def to_text(impact: Impact, language: Language = "en", top: int = 10) -> str:
    """The whole report; every list ends after `top` entries and says how many are left."""
    report = _Report(impact, language, top)
    sections = [list(section) for section in report.sections()]
    return "\n".join("".join(f"{line}\n" for line in section) for section in sections if section)


@dataclass(frozen=True, slots=True)
class _Report:
    impact: Impact
    language: Language
    top: int

    def sections(self) -> Iterator[Iterator[str]]:
        impact = self.impact
        yield self.head()
        if not impact.changes_nothing:
            for at, classes in enumerate(impact.classes):
                yield self.classes(at, classes)
            if impact.score is not None:
                yield self.moves(impact.score)
        yield self.groups()
        if not impact.changes_nothing:
            for at in range(len(impact.rankings)):
                yield self.ranks(at)
        yield self.edges()
        for side in ("both", "old", "new"):
            yield self.problems(side)

    @property
    def mark(self) -> Mark:
        """The decimal mark of the reader's language."""
        return "," if self.language == "id" else "."

    def say(self, sentence: Words) -> str:
        return clean(sentence.read(self.language))

    # What was compared

    def head(self) -> Iterator[str]:
        impact, units = self.impact, self.impact.units
        sides = ((words.OLD, impact.old), (words.NEW, impact.new))
        wide = max(len(self.say(word)) for word, _ in sides)
        for word, rubric in sides:
            asked = "" if rubric.asked == rubric.name else f" ({rubric.asked})"
            yield clean(f"{self.say(word):{wide}}  {rubric.name}{asked}")
        scored = [unit for unit in units if unit.is_scored]
        final = sum(unit.standing == ("final", "final") for unit in units)
        yield self.say(words.counted(len(units), len(scored), final))
        if impact.old.name != impact.new.name:
            yield self.say(words.DIFFERENT_NAMES)
        if impact.score is not None and impact.score.in_shares:
            old, new = (self._scale(scale) for scale in impact.score.scales)
            yield self.say(words.scales(old, new))
        for side, rubric in (("old", impact.old), ("new", impact.new)):
            if rubric.only:
                yield self.say(words.only_in(side, _names(rubric.only)))
            if rubric.columns:
                yield self.say(words.only_reads(side, _names(rubric.columns)))
        if impact.in_points:
            yield self.say(words.in_points(_names(impact.in_points)))
        if scored and impact.changes_nothing:
            yield self.say(words.NOBODY)

    def _scale(self, scale: Scale) -> str:
        return f"{self.number(scale.floor)} .. {self.number(scale.top)}"

    # Classes

    def classes(self, at: int, classes: Classes) -> Iterator[str]:
        impact = self.impact
        found = counted(classes, impact.units, at)
        yield self.say(
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
            yield from self._matrix(at, classes)
            yield ""
            yield from self._picture(at, classes)
            yield from self._transitions(at, classes)

    def _matrix(self, at: int, classes: Classes) -> Iterator[str]:
        cells = self.impact.matrix(at)
        rows = states(classes.old, [before for before, _ in cells])
        columns = states(classes.new, [after for _, after in cells])
        head = [self.say(words.MATRIX), *(self.state(classes.new, state) for state in columns)]
        lines = [[Text(text, at > 0) for at, text in enumerate([*head, self.say(words.SUM)])]]
        for before in rows:
            counts = [cells[before, after] for after in columns]
            lines.append(_counts(self.state(classes.old, before), counts))
        lines.append(
            _counts(self.say(words.SUM), [sum(cells[row, column] for row in rows) for column in columns])
        )
        yield from aligned(lines)

    def _picture(self, at: int, classes: Classes) -> Iterator[str]:
        """Each class as a bar of those that it had and has."""
        cells = self.impact.matrix(at)
        both = dict.fromkeys(
            (
                *states(classes.new, [after for _, after in cells]),
                *states(classes.old, [before for before, _ in cells]),
            )
        )
        sizes = [
            (
                self.state(classes.new if state in classes.new.order else classes.old, state),
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
        yield f"({self.say(words.PICTURE)})"

    def _transitions(self, at: int, classes: Classes) -> Iterator[str]:
        """Who goes from which class to which, and by which rows of the rubrics."""
        found: dict[tuple[State, State, tuple[Ground, Ground]], list[Unit]] = {}
        for unit in self.impact.units:
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
            yield f"{self.state(classes.old, before)} -> {self.state(classes.new, after)}: {len(found[key])}"
            for side, ground in zip(("old", "new"), why, strict=True):
                if ground.lines or classes.kind == "outcome":
                    yield "  " + self.say(words.row(side, self._ground(classes, ground)))
            yield from self._members(found[key], at)

    def _ground(self, classes: Classes, ground: Ground) -> str:
        lines = "; ".join(ground.lines)
        if classes.kind == "outcome":
            return self.say(words.fails(lines) if lines else words.ALL_HOLD)
        return self.say(words.limited(lines, "; ".join(ground.limits))) if ground.limits else lines

    def _members(self, units: Sequence[Unit], at: int) -> Iterator[str]:
        """The records of one transition, with what was classified before and after."""
        shown = sorted(units, key=lambda unit: unit.record)[: self.top]
        values = [[ground.value for ground in unit.grounds[at]] for unit in shown]
        values = [list(unit.score) if None in own else own for unit, own in zip(shown, values, strict=True)]
        least = _least(value for own in values for value in own)
        lines = [
            [Text(""), Text(unit.record), Text(self._step(own, least))]
            for unit, own in zip(shown, values, strict=True)
        ]
        yield from _plain(lines)
        yield from self._rest(len(units), "  ")

    def _step(self, values: Sequence[Fraction | None], least: int) -> str:
        """A number before and after, once where it is the same."""
        said = list(dict.fromkeys(self.number(value, least) for value in values if value is not None))
        return " -> ".join(said)

    # The score

    def moves(self, score: Score) -> Iterator[str]:
        found = means(self.impact.units)
        moving = [unit for unit in self.impact.units if unit.move]
        name = " -> ".join(dict.fromkeys(score.names))
        yield self.say(words.moved(score.label, name, len(moving), found.scored, found.up, found.down))
        if not moving or found.old is None or found.new is None or found.move is None:
            return
        yield self.say(
            words.mean(self.number(found.old), self.number(found.new), self.move(found.move, score))
        )
        largest = sorted(moving, key=lambda unit: (-abs(unit.move or 0), unit.record))[: self.top]
        most = max(abs(unit.move) for unit in moving if unit.move is not None)
        lines = [
            [
                Text(self.say(words.RECORD)),
                Text(self.say(words.OLD), right=True),
                Text(self.say(words.NEW), right=True),
                Text(self.say(words.MOVE), right=True),
                Text(""),
            ]
        ]
        least = _least(value for unit in largest for value in unit.score)
        for unit in largest:
            old, new = unit.score
            assert old is not None and new is not None and unit.move is not None
            lines.append(
                [
                    Text(unit.record),
                    Text(self.score_text(old, score, least), right=True),
                    Text(self.score_text(new, score, least), right=True),
                    Text(self.move(unit.move, score, least=least), right=True),
                    Text(_swing(unit.move, most)),
                ]
            )
        yield from aligned(lines, {0: NAME})
        yield from self._rest(len(moving))

    def score_text(self, value: Fraction, score: Score, least: int) -> str:
        """A score as its rubric shows it."""
        if score.shown is not None:
            return fixed(value, score.shown, self.mark)
        return self.number(value, least)

    def move(self, value: Fraction, score: Score, places: int | None = None, least: int = 0) -> str:
        """A move with its sign, rounded for print if need be; in shares with a percent sign."""
        size = abs(value) * (100 if score.in_shares else 1)
        amount = self.number(size, least) if places is None else fixed(size, places, self.mark)
        amount += "%" if score.in_shares else ""
        return (("+" if value > 0 else "-") if value else "") + amount

    # Groups

    def groups(self) -> Iterator[str]:
        """Each group, with the columns in which anything differs."""
        impact = self.impact
        groups = impact.groups()
        if not groups:
            return
        yield self.say(words.groups(", ".join(impact.per)))
        moving = any(unit.move for unit in impact.units)
        changing = [
            (at, classes)
            for at, classes in enumerate(impact.classes)
            if any(unit.changes(at) for unit in impact.units)
        ]
        titles = [words.RECORDS]
        if impact.score is not None:
            titles += [words.MEAN_OLD, words.MEAN_NEW, words.MOVE, words.MOVES] if moving else [words.MEAN]
        head = [*map(Text, impact.per), *(Text(self.say(title), right=True) for title in titles)]
        lines = [[*head, *(Text(classes.name, right=True) for _, classes in changing)]]
        for key, units in groups:
            cells = [str(len(units))]
            if impact.score is not None:
                cells += self._group_score(units, impact.score, moving)
            for at, classes in changing:
                found = counted(classes, units, at)
                cells.append(_signed(found.better, found.worse, found.other))
            named = [Text(text or self.say(words.EMPTY)) for text in key]
            lines.append([*named, *(Text(cell, right=True) for cell in cells)])
        yield from aligned(lines, dict.fromkeys(range(len(impact.per)), NAME))
        if impact.score is not None:
            yield self.say(words.ROUNDED)

    def _group_score(self, units: Sequence[Unit], score: Score, moving: bool) -> list[str]:
        found = means(units)
        if found.old is None or found.new is None or found.move is None:
            return [""] * (4 if moving else 1)
        before, after = (fixed(mean, MEANS, self.mark) for mean in (found.old, found.new))
        if not moving:
            return [before]
        return [before, after, self.move(found.move, score, MEANS), _signed(found.up, found.down, 0)]

    # Ranks

    def ranks(self, at: int) -> Iterator[str]:
        ranking = self.impact.rankings[at]
        both = [
            (unit, old, new)
            for unit in self.impact.units
            for old, new in (unit.ranks[at],)
            if old is not None and new is not None
        ]
        moving = [(unit, old, new) for unit, old, new in both if old != new]
        yield self.say(words.ranks_moved(ranking.name, ranking.label, len(moving), len(both)))
        if not moving:
            return
        moving.sort(key=lambda each: (-abs(each[1] - each[2]), each[2], each[0].record))
        titles = (words.RECORD, words.OLD, words.NEW, words.MOVE)
        lines = [[Text(self.say(title), right=n > 0) for n, title in enumerate(titles)]]
        for unit, old, new in moving[: self.top]:
            sign = "+" if new < old else "-"
            numbers = (str(old), str(new), f"{sign}{abs(old - new)}")
            lines.append([Text(unit.record), *(Text(text, right=True) for text in numbers)])
        yield from aligned(lines, {0: NAME})
        yield from self._rest(len(moving))

    # Edges

    def edges(self) -> Iterator[str]:
        impact = self.impact
        if not impact.edged:
            return
        found = [(unit, side, edge) for unit in impact.units for side, edge in _edges(unit.edges)]
        near = self.number(impact.near) if impact.near else None
        yield self.say(words.edges(len(found), near))
        if not found:
            return
        found.sort(key=lambda each: (not each[2].on, each[2].distance, each[0].record, each[1]))
        several = len({edge.name for _, _, edge in found}) > 1
        titles = [words.RECORD, *([words.OF] if several else []), words.RUBRIC]
        head = [Text(self.say(title)) for title in titles]
        value = next(iter({edge.name for _, _, edge in found})) if not several else ""
        head += [
            Text(self.say(words.SCORE), right=True),
            Text(value or self.say(words.CLASS)),
            Text(self.say(words.NEIGHBOUR)),
            Text(self.say(words.AWAY), right=True),
        ]
        lines = [head]
        least = _least(number for _, _, edge in found for number in (edge.value, edge.edge, edge.distance))
        for unit, side, edge in found[: self.top]:
            lines.append(
                [
                    Text(unit.record),
                    *([Text(edge.name)] if several else []),
                    Text(self.say(words.SIDES[side])),
                    Text(self.number(edge.value, least), right=True),
                    Text(edge.code),
                    Text(f"{edge.neighbour} ({self.number(edge.edge, least)})"),
                    Text(
                        self.say(words.ON_EDGE) if edge.on else self.number(edge.distance, least),
                        right=True,
                    ),
                ]
            )
        yield from aligned(lines, {0: NAME})
        yield from self._rest(len(found))

    # What could not be scored

    def problems(self, side: str) -> Iterator[str]:
        found = [problem for unit in self.impact.units for problem in _told(unit, side)]
        if not found:
            return
        found.sort(key=lambda problem: WEIGHTS.index(problem.severity))
        yield self.say(words.told(side, len(found)))
        for problem in found[: self.top]:
            yield render_problem(problem, self.language).rstrip("\n")
        yield from self._rest(len(found))

    # Parts of all

    def _rest(self, count: int, indent: str = "") -> Iterator[str]:
        if count > self.top:
            yield indent + self.say(words.rest(count - self.top, count))

    def number(self, value: Fraction, least: int = 0) -> str:
        """A number in print: exact where it ends soon enough, else rounded and marked so."""
        places = decimal_places(value)
        if places is not None and places <= PLACES:
            return fixed(value, max(places, least), self.mark)
        return "≈" + fixed(value, PLACES, self.mark)

    def state(self, scheme: Scheme, state: State) -> str:
        """A class as people read it."""
        if state is NOT_APPLICABLE:
            return self.say(words.NOT_APPLICABLE)
        return clean(readable(state, scheme.type, self.language))


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


def _least(values: Iterable[Fraction | None]) -> int:
    """The decimal places of a column: enough for all that end soon enough."""
    places = (decimal_places(value) for value in values if value is not None)
    return max((count for count in places if count is not None and count <= PLACES), default=0)


def _length(count: int, most: int, longest: int) -> int:
    """The length of a bar; what is there at all is seen."""
    return max(1, count * longest // most) if count else 0


def _swing(move: Fraction, most: Fraction) -> str:
    """A bar to the left for less, to the right for more."""
    length = max(1, int(abs(move) * SWING / most))
    return f"{'-' * length:>{SWING}}|" if move < 0 else f"{'':{SWING}}|{'+' * length}"


def _signed(up: int, down: int, other: int) -> str:
    """Counts up, down and aside in one cell."""
    parts = [f"+{up}" if up else "", f"-{down}" if down else "", f"~{other}" if other else ""]
    return " ".join(filter(None, parts)) or "."


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _edges(edges: Iterable[Edge]) -> list[tuple[str, Edge]]:
    """Edges with the rubrics that have them: one line where both do."""
    met: dict[tuple[object, ...], tuple[str, Edge]] = {}
    for edge in edges:
        key = (edge.name, edge.value, edge.code, edge.neighbour, edge.edge, edge.on)
        met[key] = ("both" if key in met else edge.side, edge)
    return list(met.values())


def _told(unit: Unit, side: str) -> list[Problem]:
    """The problems of a record under both rubrics, or under one of them only."""
    old, new = (dict.fromkeys(problems) for problems in unit.problems)
    if side == "both":
        return [problem for problem in old if problem in new]
    own, other = (old, new) if side == "old" else (new, old)
    return [problem for problem in own if problem not in other]
