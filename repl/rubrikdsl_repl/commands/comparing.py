"""Questions about two sides: records and scenarios, days, readings, rubrics, data, two values of a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from rubrikdsl import Number
from rubrikdsl import say
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import asked
from rubrikdsl_repl.asking import cell
from rubrikdsl_repl.asking import class_names
from rubrikdsl_repl.asking import named
from rubrikdsl_repl.asking import number
from rubrikdsl_repl.asking import parted
from rubrikdsl_repl.asking import score_name
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.commands.opening import DATA
from rubrikdsl_repl.commands.opening import wanted_data
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import WantedRubric
from rubrikdsl_repl.things import Thing
from rubrikdsl_repl.things import versioned

if TYPE_CHECKING:
    from rubrikdsl import Population
    from rubrikdsl import Result

LONG = 14
"""Characters of what a side is called, beyond which the columns say 1 and 2."""


@dataclass(frozen=True, slots=True)
class Side:
    """Records by the names that they are compared by, and what the side is called."""

    title: str
    results: tuple[tuple[str, Result], ...]

    def once(self) -> dict[str, Result]:
        """The records whose name only one of them has."""
        times = Counter(name for name, _ in self.results)
        return {name: result for name, result in self.results if times[name] == 1}

    def repeated(self) -> list[str]:
        """Names that several records have."""
        return [name for name, count in Counter(name for name, _ in self.results).items() if count > 1]


def compare(call: Call) -> Done:
    """Records and scenarios side by side."""
    people = call.world.population(call.state)
    parts = parted(call.rest, ",")
    if len(parts) < 2 or not all(part.text for part in parts):
        raise call.wrong(*problems.missing(question_problems.SECOND_UNIT, call.command.form))
    things = [versioned(call, people, part) for part in parts]
    return Done((_side_by_side(things),), replace(call.state, unit=people.names[things[0].at]))


def compare_days(call: Call) -> Done:
    """All records under the rubric of another day."""
    day = stretch(call.rest)
    try:
        on = date.fromisoformat(day.text)
    except ValueError:
        raise call.wrong(*problems.no_day(day.text), start=day.start, end=day.end) from None
    here = _wanted(call)
    there = replace(here, on=on)
    before = "" if here.on is None else here.on.isoformat()
    return _under(call, there, before or call.world.rubric(call.state).name, on.isoformat())


def compare_readings(call: Call) -> Done:
    """All records under two readings of what the rubric leaves open."""
    parts = parted(call.rest, ",")
    if len(parts) != 2 or not all(part.text for part in parts):
        raise call.wrong(*problems.missing(question_problems.TWO_READINGS, call.command.form))
    here = _wanted(call)
    kept = _without_open(call, here, parts)
    first, second = (_population(call, replace(here, readings=(*kept, part.text))) for part in parts)
    return _told(call, _side(parts[0].text, first), _side(parts[1].text, second))


def compare_rubrics(call: Call) -> Done:
    """All records under another rubric."""
    text = stretch(call.rest)
    if not text.text:
        raise call.wrong(*problems.missing(RUBRIC.name, call.command.form))
    from rubrikdsl import parted as in_parts

    name, on, readings = in_parts(text.text)
    here = _wanted(call)
    there = WantedRubric(name, None, on or here.on, here.known, readings)
    return _under(call, there, call.world.rubric(call.state).name, text.text)


def compare_data(call: Call) -> Done:
    """The records of other data under the same rubric."""
    wanted = wanted_data(call)
    people = call.world.population(call.state)
    other = call.world.together(people.rubric, wanted)
    first = _files(call.state.data.files) if call.state.data else ""
    second = _files(wanted.files)
    return _told(call, _side(first, people), _side(second if second != first else f"{second} …", other))


def _files(names: tuple[str, ...]) -> str:
    """Files by the last part of their names."""
    return ", ".join(PurePath(name).name for name in names)


def compare_by(call: Call) -> Done:
    """Two values of a column: what changed from the one to the other."""
    people = call.world.population(call.state)
    parts = call.rest.split()
    if len(parts) != 3:
        raise call.wrong(*problems.missing(question_problems.TWO_VALUES, call.command.form))
    column, first, second = parts
    said = _texts(call, people, column)
    known = tuple(dict.fromkeys(said))
    for value in (first, second):
        if value not in known:
            start = call.rest.rindex(value)
            wrong = question_problems.no_such_value(column, value, known)
            raise call.wrong(*wrong, start=start, end=start + len(value))
    sides = [
        Side(
            value,
            tuple(
                (_without(people.names[at], value), people[at])
                for at, text in enumerate(said)
                if text == value
            ),
        )
        for value in (first, second)
    ]
    return _told(call, *sides)


def _texts(call: Call, people: Population, column: str) -> list[str]:
    """What each record has in a column, or answers to a name of the rubric."""
    if column in people.columns:
        return list(people.carried(column))
    names = tuple(name for entry in people.rubric.entries for name in (entry.name, entry.path))
    if column not in names:
        start = call.rest.index(column)
        wrong = question_problems.no_column(column, (*people.columns, *dict.fromkeys(names)))
        raise call.wrong(*wrong, start=start, end=start + len(column))
    expression = asked(call, people, Stretch(column, call.rest.index(column)))
    answers = [answer.value for answer in expression.over(people, watch=call.world.watch)]
    yes, no = (words.read(call.language) for words in (phrases.YES, phrases.NO))
    return ["" if a is None else (yes if a else no) if isinstance(a, bool) else str(a) for a in answers]


def _wanted(call: Call) -> WantedRubric:
    call.world.rubric(call.state)
    assert call.state.rubric is not None, "a rubric is open"
    return call.state.rubric


def _population(call: Call, wanted: WantedRubric) -> Population:
    return call.world.population(replace(call.state, rubric=wanted))


def _under(call: Call, there: WantedRubric, before: str, after: str) -> Done:
    """The records of the session under its rubric and under another one."""
    here = call.world.population(call.state)
    return _told(call, _side(before, here), _side(after, _population(call, there)))


def _side(title: str, people: Population) -> Side:
    return Side(title, tuple(zip(people.names, people, strict=True)))


def _without_open(call: Call, here: WantedRubric, parts: Sequence[Stretch]) -> tuple[str, ...]:
    """The readings of the session that say nothing of what is compared."""
    open_ = call.world.opened(replace(here, readings=())).readings
    about = {
        name
        for name, readings in open_.items()
        for part in parts
        if part.text in readings or part.text.startswith(f"{name}.")
    }
    return tuple(
        text
        for text in here.readings
        if not any(text in open_[name] or text.startswith(f"{name}.") for name in about)
    )


def _without(name: str, value: str) -> str:
    """A record's name without the value that tells the sides apart: `Kota Metro` of `Kota Metro 2023`."""
    words = name.split()
    return " ".join(word for word in words if word != value) if value in words else name


def _side_by_side(things: Sequence[Thing]) -> Table:
    """The values of each, and the points of their parts."""
    names = dict.fromkeys(name for each in things for name in each.result)
    two = len(things) == 2
    rows: list[tuple[Cell, ...]] = []
    for name in names:
        rows.append(_row(name, [cell(each.result, name) for each in things], two))
    points = [dict(_points(each.result)) for each in things]
    for title in dict.fromkeys(title for each in points for title in each):
        rows.append(_row(title, [each.get(title) for each in points], two))
    columns = [Column(""), *(Column(each.name, "number") for each in things)]
    if two:
        columns.append(Column(phrases.MOVE, "number"))
    return Table("", tuple(columns), tuple(rows))


def _row(title: str, cells: list[Cell], two: bool) -> tuple[Cell, ...]:
    if not two:
        return (title, *cells)
    first, second = map(number, cells)
    return (title, *cells, None if first is None or second is None else Number(second - first))


def _points(result: Result) -> list[tuple[str, Cell]]:
    """What each part of the score adds, below its name."""
    found: list[tuple[str, Cell]] = []

    def go(entry: object, depth: int) -> None:
        for below in getattr(entry, "entries", ()):
            points = below.points
            found.append(("  " * depth + below.title, None if points is None else Number(points)))
            go(below, depth + 1)

    go(result.explain().tree, 1)
    return found


def _told(call: Call, before: Side, after: Side) -> Done:
    """What became of the records that both sides have, and which only one of them has."""
    first, second = before.once(), after.once()
    both = [name for name in first if name in second]
    classes = [name for name in class_names(call.world.rubric(call.state)) if _have(name, first, second)]
    score = score_name(call.world.rubric(call.state))
    if score is not None and not _have(score, first, second):
        score = None
    changed = [name for name in both if any(_moved(first[name], second[name], each) for each in classes)]
    others = [
        name
        for name in both
        if name not in set(changed)
        and score is not None
        and first[name].get(score) != second[name].get(score)
    ]
    every = (*classes, *(() if score is None else (score,)))
    open_ = [name for name in both if any(None in (first[name].get(e), second[name].get(e)) for e in every)]
    others = [name for name in others if name not in set(open_)]
    parts: list[Part] = [Text(phrases.joined(len(both), len(changed)))]
    if changed or others:
        rows = tuple(
            _change(first[name], second[name], name, score, classes)
            for name in (*_by_move(changed, first, second, score), *_by_move(others, first, second, score))
        )
        titles = [before.title, after.title]
        if max(map(len, titles)) > LONG:
            parts.append(Text(phrases.sides(*titles), "note"))
            titles = ["1", "2"]
        columns = [Column(phrases.RECORD)]
        if score is not None:
            columns += [Column(f"{score} {title}", "number") for title in titles]
            columns.append(Column(phrases.MOVE, "number"))
        columns += [Column(f"{name} {title}") for name in classes for title in titles]
        parts.append(Table("", tuple(columns), rows))
    same = len(both) - len({*changed, *others, *open_})
    if same:
        parts.append(Text(phrases.alike(same), "note"))
    if open_:
        parts.append(Text(phrases.not_final(len(open_), named(open_)), "note"))
    parts += _beside(before, after, first, second)
    return Done(tuple(parts))


def _have(name: str, *sides: dict[str, Result]) -> bool:
    return all(any(name in result for result in list(side.values())[:1]) for side in sides)


def _moved(before: Result, after: Result, name: str) -> bool:
    """Whether both have a class and these are not the same."""
    old, new = before.get(name), after.get(name)
    return old is not None and new is not None and old != new


def _by_move(
    names: Sequence[str], first: dict[str, Result], second: dict[str, Result], score: str | None
) -> list[str]:
    """The largest move first."""
    if score is None:
        return list(names)

    def size(name: str) -> tuple[Number, str]:
        old, new = number(first[name].get(score)), number(second[name].get(score))
        return Number(0 if old is None or new is None else -abs(new - old)), name

    return sorted(names, key=size)


def _change(
    before: Result, after: Result, name: str, score: str | None, classes: Sequence[str]
) -> tuple[Cell, ...]:
    cells: list[Cell] = [name]
    if score is not None:
        old, new = number(before.get(score)), number(after.get(score))
        move = None if old is None or new is None else Number(new - old)
        cells += [cell(before, score), cell(after, score), move]
    for each in classes:
        cells += [cell(before, each), cell(after, each)]
    return tuple(cells)


def _beside(before: Side, after: Side, first: dict[str, Result], second: dict[str, Result]) -> list[Part]:
    """Records that were not compared, and why."""
    parts: list[Part] = []
    for side, own, other in ((before, first, after), (after, second, before)):
        names = {name for name, _ in other.results}
        only = [name for name in own if name not in names]
        if only:
            parts.append(Text(phrases.only_in(side.title, len(only), named(only)), "note"))
        repeated = side.repeated()
        if repeated:
            parts.append(Text(phrases.several_alike(side.title, named(repeated)), "note"))
    return parts


RUBRIC = Argument(say("RUBRIC", "RUBRIK"), "rubric")
_THING = Argument(say("NAME", "NAMA"), "unit", many=True)
_SAME = say(
    "Records are the same where their names are; those that only one side has are told.",
    "Rekaman dianggap sama bila namanya sama; yang hanya ada pada satu sisi dilaporkan.",
)

COMMANDS = (
    Command(
        say("compare", "banding"),
        say("records and scenarios side by side", "rekaman dan skenario berdampingan"),
        compare,
        (_THING,),
        say(
            "Two or more, with commas between them: their values and what each part adds. `NAME@DATE+READING`"
            " is a record under the rubric of another day, or another reading.",
            "Dua atau lebih, dipisahkan koma: nilainya dan sumbangan setiap bagian. `NAMA@TANGGAL+TAFSIR`"
            " adalah"
            " rekaman menurut rubrik pada tanggal lain, atau tafsir lain.",
        ),
        (
            say("compare Kota Metro 2023, Kota Metro 2024", "banding Kota Metro 2023, Kota Metro 2024"),
            say("compare Puskesmas Watdek, s1", "banding Puskesmas Watdek, s1"),
        ),
    ),
    Command(
        say("compare by", "banding menurut"),
        say(
            "what changed from one value of a column to another", "perubahan dari satu isi kolom ke isi lain"
        ),
        compare_by,
        (
            Argument(say("COLUMN", "KOLOM"), "column"),
            Argument(say("VALUE", "ISI")),
            Argument(say("VALUE", "ISI")),
        ),
        say(
            "Records are the same where their names are, the value itself left out: `Kota Metro 2023` and"
            " `Kota Metro 2024` by `tahun`.",
            "Rekaman dianggap sama bila namanya sama tanpa isi kolom itu: `Kota Metro 2023` dan `Kota Metro"
            " 2024`"
            " menurut `tahun`.",
        ),
        (say("compare by tahun 2023 2024", "banding menurut tahun 2023 2024"),),
    ),
    Command(
        say("compare on", "banding pada"),
        say("all records under the rubric of another day", "semua rekaman menurut rubrik pada tanggal lain"),
        compare_days,
        (Argument(say("DATE", "TANGGAL"), "day"),),
        _SAME,
        (say("compare on 2025-06-30", "banding pada 2025-06-30"),),
    ),
    Command(
        say("compare readings", "banding tafsir"),
        say("all records under two readings", "semua rekaman menurut dua tafsir"),
        compare_readings,
        (Argument(say("READING", "TAFSIR"), "reading", many=True),),
        _SAME,
        (say("compare readings kepercayaan, kepatuhan", "banding tafsir kepercayaan, kepatuhan"),),
    ),
    Command(
        say("compare rubric", "banding rubrik"),
        say("all records under another rubric", "semua rekaman menurut rubrik lain"),
        compare_rubrics,
        (RUBRIC,),
        _SAME,
        (say("compare rubric proposal.rubrik", "banding rubrik usulan.rubrik"),),
    ),
    Command(
        say("compare data", "banding data"),
        say(
            "the records of other data under the same rubric",
            "rekaman dari data lain menurut rubrik yang sama",
        ),
        compare_data,
        DATA,
        _SAME,
        (
            say("compare data new.csv", "banding data baru.csv"),
            say('compare data units.csv split record " :: "', 'banding data unit.csv pisah record " :: "'),
        ),
    ),
)
