"""Opening rubrics and data, and choosing which text of a rubric is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rubrikdsl import Problem
from rubrikdsl import parted
from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.arguments import given
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import WantedData
from rubrikdsl_repl.state import WantedRubric
from rubrikdsl_repl.world import World

NONE = "-"
"""In place of a day or a reading: none."""

RUBRIC = Argument(say("RUBRIC", "RUBRIK"), "rubric")
WHICH = Argument(say("NAME", "NAMA"), keyword=say("rubric", "rubrik"), optional=True)
ON = Argument(say("DATE", "TANGGAL"), "day", say("on", "pada"), optional=True)
KNOWN = Argument(say("DATE", "TANGGAL"), "day", say("known", "diketahui"), optional=True)
READING = Argument(say("NAME", "NAMA"), "reading", say("reading", "tafsir"), optional=True, many=True)
DAY = Argument(say("DATE", "TANGGAL"), "day")
READINGS = Argument(say("NAME", "NAMA"), "reading", many=True)

FILES = Argument(say("FILE", "BERKAS"), "data", many=True)
SHEET = Argument(say("NAME", "NAMA"), keyword=say("sheet", "lembar"), optional=True)
ID = Argument(say("COLUMN", "KOLOM"), "column", say("id", "pengenal"), optional=True)
BY = Argument(say("COLUMN", "KOLOM"), "column", say("by", "menurut"), optional=True, many=True)
SPLIT = Argument(
    say("COLUMN SEPARATOR", "KOLOM PEMISAH"), "column", say("split", "pisah"), optional=True, many=True
)
COLLECTION = Argument(say("NAME", "NAMA"), keyword=say("collection", "kumpulan"), optional=True)
DATA = (FILES, SHEET, ID, BY, SPLIT, COLLECTION)
"""What asks for data."""


def open_rubric(call: Call) -> Done:
    """Open a rubric."""
    found = given(call)
    name, on, readings = parted(found.all(RUBRIC)[0])
    day = _day(call, found.one(ON))
    if on is not None and day is not None and on != day:
        raise call.wrong(*problems.two_days(on.isoformat(), day.isoformat()))
    return _opened(
        call,
        WantedRubric(
            name,
            found.one(WHICH),
            on or day,
            _day(call, found.one(KNOWN)),
            (*readings, *found.all(READING)),
        ),
    )


def on_day(call: Call) -> Done:
    """The rubric as it is in force on a day."""
    return _opened(call, replace(_wanted(call), on=_day(call, given(call).one(DAY))))


def known_on(call: Call) -> Done:
    """The rubric as it was known on a day."""
    return _opened(call, replace(_wanted(call), known=_day(call, given(call).one(DAY))))


def read_as(call: Call) -> Done:
    """Readings of what the rubric leaves open."""
    names = given(call).all(READINGS)
    return _opened(call, replace(_wanted(call), readings=() if names == (NONE,) else names))


def open_data(call: Call) -> Done:
    """Open data files."""
    wanted = wanted_data(call)
    read = call.world.read(wanted)
    parts: list[Part] = [Text(words.loaded(", ".join(read.files), len(read)))]
    if read.problems:
        parts.append(Findings(read.problems))
    state = replace(call.state, data=wanted, unit=None)
    parts += _together(call.world, state, told=read.problems)
    return Done(tuple(parts), state, CLEAN if read.whole else FAILED)


def wanted_data(call: Call) -> WantedData:
    """The data that a line with `DATA` as its arguments asks for."""
    found = given(call)
    split = found.all(SPLIT)
    if split and len(split) != 2:
        raise call.wrong(*problems.missing(SPLIT.name, call.command.form))
    return WantedData(
        found.all(FILES),
        found.one(SHEET),
        found.one(ID),
        found.all(BY),
        (split[0], split[1]) if split else None,
        found.one(COLLECTION),
    )


def _opened(call: Call, wanted: WantedRubric) -> Done:
    """The rubric that is wanted now.

    One with findings, or of which no text is meant yet, is the one that is spoken of all the same; but what
    chooses among the texts of a rubric leaves one that can be used as it is.
    """
    state = replace(call.state, rubric=wanted)
    try:
        rubric = call.world.opened(wanted)
    except CommandError as refused:
        if refused.stays and not _is_usable(call, wanted):
            return Done(refused.parts, state, refused.code)
        raise
    parts: list[Part] = [Text(words.opened(rubric.name, rubric.label))]
    start, end = rubric.valid
    if start is not None or end is not None:
        days = (start.isoformat() if start else "", end.isoformat() if end else "")
        parts.append(Text(words.in_force(*days), "note"))
    for ambiguity, readings in rubric.readings.items():
        parts.append(Text(words.left_open(ambiguity, ", ".join(readings)), "note"))
    return Done((*parts, *_together(call.world, state)), state)


def _is_usable(call: Call, wanted: WantedRubric) -> bool:
    """Whether the rubric that is open is the same one, in a text that can be used."""
    here = call.state.rubric
    if here is None or (here.rubric, here.name) != (wanted.rubric, wanted.name):
        return False
    try:
        call.world.opened(here)
    except CommandError:
        return False
    return True


def _together(world: World, state: State, told: tuple[Problem, ...] = ()) -> list[Part]:
    """What is wrong with the data for the rubric, where both are open; `told` are known already."""
    if state.rubric is None or state.data is None:
        return []
    try:
        found = world.population(state).problems
    except CommandError:  # one of them cannot be used, which was said of it
        return []
    rest = tuple(problem for problem in found if problem not in told)
    return [Findings(rest)] if rest else []


def _wanted(call: Call) -> WantedRubric:
    if call.state.rubric is None:
        raise CommandError(*problems.no_rubric(), code=FAILED)
    return call.state.rubric


def _day(call: Call, text: str | None) -> date | None:
    if text is None or text == NONE:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        at = call.rest.index(text)
        raise call.wrong(*problems.no_day(text), start=at, end=at + len(text)) from None


OPEN = Command(
    say("open", "buka"),
    say("open a rubric", "buka sebuah rubrik"),
    open_rubric,
    (RUBRIC, WHICH, ON, KNOWN, READING),
    say(
        "A file, or the name of a stock rubric; `NAME@DATE+READING` is understood too. What is open"
        " otherwise (data, settings) stays.",
        "Berkas, atau nama rubrik bawaan; `NAMA@TANGGAL+TAFSIR` juga dipahami. Yang lain (data,"
        " pengaturan) tetap.",
    ),
    (
        say("open unit.rubrik", "buka unit.rubrik"),
        say("open kepatuhan.unit on 2024-12-31", "buka kepatuhan.unit pada 2024-12-31"),
    ),
)
OPEN_DATA = Command(
    say("data", "data"),
    say("open the records that questions are about", "buka rekaman yang ditanyakan"),
    open_data,
    DATA,
    say(
        "CSV, TOML, JSON, Excel, Parquet or Arrow; `sheet` chooses in a workbook that has several. `id`"
        " names the column that names a record; `by` and `split` put rows together to the units of one"
        " record, as `--by` and `--by-split` of `rubrik score` do. Columns that the rubric does not read"
        " come along for questions.",
        "CSV, TOML, JSON, Excel, Parquet, atau Arrow; `lembar` memilih dalam buku kerja yang punya"
        " beberapa. `pengenal` menyebut kolom nama rekaman; `menurut` dan `pisah` menggabung baris"
        " menjadi unit dari satu rekaman, seperti `--by` dan `--by-split` pada `rubrik score`. Kolom yang"
        " tidak dibaca rubrik tetap dapat ditanyakan.",
    ),
    (
        say("data units.csv", "data unit.csv"),
        say('data units.csv split record " :: "', 'data unit.csv pisah record " :: "'),
    ),
)
COMMANDS = (
    OPEN,
    Command(
        say("on", "pada"),
        say("the rubric as it is in force on a day", "rubrik menurut yang berlaku pada suatu tanggal"),
        on_day,
        (DAY,),
        say("`on -`: no day.", "`pada -`: tanpa tanggal."),
        (say("on 2024-12-31", "pada 2024-12-31"),),
    ),
    Command(
        say("known", "diketahui"),
        say(
            "leave out amendments that were issued after a day",
            "abaikan perubahan yang ditetapkan setelah suatu tanggal",
        ),
        known_on,
        (DAY,),
        say("`known -`: with all amendments.", "`diketahui -`: dengan semua perubahan."),
        (say("known 2025-01-31", "diketahui 2025-01-31"),),
    ),
    Command(
        say("reading", "tafsir"),
        say("choose how to read what the rubric leaves open", "pilih tafsir bagi yang tidak jelas"),
        read_as,
        (READINGS,),
        say(
            "READING, or AMBIGUITY.READING; `reading -`: everything left open.",
            "TAFSIR, atau KETIDAKJELASAN.TAFSIR; `tafsir -`: semuanya dibiarkan terbuka.",
        ),
        (say("reading kepatuhan", "tafsir kepatuhan"),),
    ),
    OPEN_DATA,
)
