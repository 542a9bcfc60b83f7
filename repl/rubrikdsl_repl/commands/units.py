"""Questions about one record: its values, and why they are so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Protocol

from rubrikdsl import Number
from rubrikdsl import Words
from rubrikdsl import say
from rubrikdsl.pictures import Bar
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Pointer
from rubrikdsl.pictures import Ruler
from rubrikdsl.pictures.figures import figure
from rubrikdsl_repl import phrases
from rubrikdsl_repl import words
from rubrikdsl_repl.asking import cell
from rubrikdsl_repl.asking import record
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text

if TYPE_CHECKING:
    from rubrikdsl import Language
    from rubrikdsl import Result
    from rubrikdsl import Rubric
    from rubrikdsl import Scale


class Entry(Protocol):
    """A node or a line of an explanation's tree."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def weight(self) -> Fraction | None: ...
    @property
    def answer(self) -> Words | None: ...
    @property
    def points(self) -> Fraction | None: ...
    @property
    def most(self) -> Fraction | None: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...


def score(call: Call) -> Done:
    """The values of a record."""
    people = call.world.population(call.state)
    result = people[record(call, people, stretch(call.rest))]
    parts: tuple[Part, ...] = (values(result),)
    if result.problems:
        parts = (*parts, Findings(result.problems))
    return _done(call, result, parts)


def explain(call: Call) -> Done:
    """Why a record scores what it scores."""
    people = call.world.population(call.state)
    result = people[record(call, people, stretch(call.rest))]
    parts: list[Part] = [values(result), *_open(result, call.language)]
    differs = any(result.status(name) == "differs" for name in result)
    for reading, one in result.under.items() if differs else [("", result)]:
        if reading:
            parts.append(Text(phrases.under(reading), "heading"))
        parts += _account(call, people.rubric, one)
    if result.problems:
        parts.append(Findings(result.problems))
    return _done(call, result, tuple(parts))


def values(result: Result) -> Table:
    """The named values of a record."""
    rows = tuple((name, cell(result, name)) for name in result)
    return Table(result.record, (Column(""), Column(words.VALUE, "number")), rows)


def _done(call: Call, result: Result, parts: tuple[Part, ...]) -> Done:
    return Done(parts, replace(call.state, unit=result.record), CLEAN if result.is_final else FAILED)


def _open(result: Result, language: Language) -> Iterator[Part]:
    """What the values that are not final can still become."""
    for bounds in result.bounds.values():
        if bounds.certain and bounds.values:
            sure = phrases.plain(bounds.values[0]).read(language)
            yield Text(phrases.is_certain(bounds.name, sure), "note")
            continue
        if bounds.values:
            can = ", ".join(phrases.plain(value).read(language) for value in bounds.values)
        elif bounds.low is not None or bounds.high is not None:
            ends = (bounds.low, bounds.high)
            can = " .. ".join("" if end is None else figure(end, language) for end in ends)
        else:
            continue
        yield Text(phrases.can_become(bounds.name, can, ", ".join(bounds.deciding)), "note")


def _account(call: Call, rubric: Rubric, result: Result) -> Iterator[Part]:
    language = call.language
    told = result.explain()
    if told.tree is not None:
        rows = tuple(_rows(told.tree, 0))
        columns = (
            Column(phrases.PART),
            Column(phrases.WEIGHT, "share"),
            Column(phrases.ANSWER),
            Column(phrases.POINTS, "number", shown=2),
            Column(phrases.MOST, "number", shown=2),
            Column(phrases.GAIN, "number", shown=2),
        )
        yield Table("", columns, rows)
        leaves = [e for e in _leaves(told.tree) if e.points is not None]
        if leaves and all(e.points is not None and e.points >= 0 for e in leaves):
            bars = tuple(Bar(e.title, e.points or Fraction(0), e.most) for e in leaves)
            yield Bars(phrases.POINTS.read(language), bars, 2)
    scales = {scale.name: scale for scale in rubric.scales}
    for one in told.classifications:
        drawn = ruler(scales[one.name], ((result.record, one.value),))
        if drawn is not None:
            yield drawn
        yield Text(phrases.classified(one.label, one.code, one.printed))
        if one.next is not None:
            edge = figure(one.next.edge, language)
            yield Text(phrases.from_best(figure(one.next.distance, language), one.next.code, edge))
        if one.previous is not None:
            edge = figure(one.previous.edge, language)
            yield Text(phrases.from_worse(figure(one.previous.distance, language), one.previous.code, edge))
    for gate in told.gates:
        lines = tuple(
            (line.text, Absent("unknown") if line.holds is None else line.holds) for line in gate.requirements
        )
        yield Table(gate.label, (Column(phrases.REQUIREMENT), Column(phrases.HOLDS, "truth")), lines)
    yield from _grounds(rubric, result)


def _rows(entry: Entry, depth: int) -> Iterator[tuple[Cell, ...]]:
    lost = entry.most - entry.points if entry.most is not None and entry.points is not None else None
    yield (
        "  " * depth + entry.title,
        None if entry.weight is None or not depth else Number(entry.weight),
        entry.answer,
        None if entry.points is None else Number(entry.points),
        None if entry.most is None else Number(entry.most),
        None if lost is None else Number(lost),
    )
    for below in entry.entries:
        yield from _rows(below, depth + 1)


def _leaves(entry: Entry) -> Iterator[Entry]:
    if not entry.entries:
        yield entry
    for below in entry.entries:
        yield from _leaves(below)


def ruler(scale: Scale, at: tuple[tuple[str, Fraction], ...]) -> Ruler | None:
    """Values on the bands of a table; None where a band has an open end."""
    zones = scale.zones()
    if not zones:
        return None
    return Ruler(scale.label or scale.name, zones, tuple(Pointer(name, value) for name, value in at))


def _grounds(rubric: Rubric, result: Result) -> Iterator[Part]:
    sources = dict.fromkeys(source for clause in rubric.clauses for source in clause.sources)
    if sources:
        yield Text(phrases.SOURCES, "heading")
        yield Text("\n".join(f"  {source}" for source in sources), "note")
    if result.assumed:
        yield Text(phrases.ASSUMPTIONS, "heading")
        lines = (phrases.assumed_line(c.title, c.assumed or "", c.because) for c in result.assumed)
        yield Text("\n".join(lines), "note")


UNIT = Argument(say("NAME", "NAMA"), "unit", optional=True)
_LAST = say(
    "A part of a name is enough where only one record has it; without a name it is the record last spoken"
    " of.",
    "Sebagian nama cukup bila hanya satu rekaman yang cocok; tanpa nama, rekaman yang terakhir disebut.",
)

COMMANDS = (
    Command(
        say("score", "skor"),
        say("the values of a record", "nilai sebuah rekaman"),
        score,
        (UNIT,),
        _LAST,
        (say("score Kota Metro 2023", "skor Kota Metro 2023"),),
    ),
    Command(
        say("explain", "jelaskan"),
        say("why a record scores what it scores", "mengapa sebuah rekaman bernilai demikian"),
        explain,
        (UNIT,),
        say(
            "What each part adds and could still gain, the bands with the record on them, how far the next"
            " ones are,"
            " sources and assumptions.",
            "Sumbangan dan peluang setiap bagian, letak rekaman pada rentang, jarak ke kategori berikutnya,"
            " sumber,"
            " dan asumsi.",
        ),
        (say("explain Puskesmas Watdek", "jelaskan Puskesmas Watdek"),),
    ),
)
