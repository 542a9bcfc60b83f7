"""The options that say which text of a rubric is meant: a day, what was known then, readings."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import day_of
from rubrikdsl.workspace.workspace import Held

ON = Option(
    ("--on",),
    say(
        "the day of the assessment: the rubric as it is in force on it",
        "tanggal penilaian: rubrik menurut yang berlaku pada tanggal itu",
    ),
    ("DATE",),
)
KNOWN = Option(
    ("--known",),
    say(
        "leave out amendments that were issued after this day",
        "abaikan perubahan yang ditetapkan setelah tanggal ini",
    ),
    ("DATE",),
)
READING = Option(
    ("--reading",),
    say(
        "choose a reading of what the rubric leaves open: READING or AMBIGUITY.READING (may be repeated)",
        "pilih tafsir bagi yang tidak jelas dalam rubrik: TAFSIR atau KETIDAKJELASAN.TAFSIR (boleh berulang)",
    ),
    ("NAME",),
    repeats=True,
)
ALL_READINGS = Option(
    ("--all-readings",),
    say(
        "a result for each reading of what the rubric leaves open",
        "satu hasil untuk tiap tafsir bagi yang tidak jelas dalam rubrik",
    ),
)
DATE_COLUMN = Option(
    ("--date-column",),
    say(
        "the column with the day of each record, in place of --on",
        "kolom berisi tanggal tiap rekaman, sebagai ganti --on",
    ),
    ("COLUMN",),
)
MOMENT = (ON, KNOWN, READING)
"""Which text, for commands that take one."""
MOMENTS = (ON, DATE_COLUMN, KNOWN, READING, ALL_READINGS)
"""Which texts, for commands that take data."""


def moment(arguments: Namespace) -> Moment:
    """The moment that the options name; raises `UsageError`."""
    on, known = _day(arguments, "on"), _day(arguments, "known")
    if on is not None and getattr(arguments, "date_column", None) is not None:
        raise UsageError(*problems.exclude_each_other("--on", "--date-column"))
    if arguments.reading and getattr(arguments, "all_readings", False):
        raise UsageError(*problems.exclude_each_other("--reading", "--all-readings"))
    return Moment(on, known, tuple(arguments.reading))


def meant(held: Held, moment: Moment) -> Moment:
    """The moment of `NAME@DATE+READING` and of the options; raises `UsageError` where days disagree."""
    if held.on is not None and moment.on is not None and held.on != moment.on:
        raise UsageError(*problems.two_days(held.on.isoformat(), moment.on.isoformat()))
    return held.moment(moment)


def _day(arguments: Namespace, name: str) -> date | None:
    text = getattr(arguments, name)
    if text is None:
        return None
    day = day_of(text)
    if day is None:
        raise UsageError(*problems.bad_date(text))
    return day
