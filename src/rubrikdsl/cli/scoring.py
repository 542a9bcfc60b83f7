"""What the commands that score share: the rubric chosen, the data read, the records scored."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.reading import apart
from rubrikdsl.cli.reading import day
from rubrikdsl.cli.reading import once_stdin
from rubrikdsl.cli.reading import stop_for
from rubrikdsl.cli.reading import tell
from rubrikdsl.cli.reading import workspace
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import Sheet
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_bytes
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import not_in_force
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """The rubrics of a file, and the name of the one that was meant, where it was named."""

    file: str
    rubrics: tuple[Ready, ...]
    meant: str | None


@dataclass(frozen=True, slots=True)
class Data:
    """The records of all data files, and whether all of these could be read."""

    records: tuple[RawRecord, ...]
    whole: bool


def chosen(arguments: Namespace, console: Console, data: Sequence[str] = ()) -> Ready | None:
    """The rubric that the arguments name; None after telling why there is none."""
    once_stdin([arguments.rubric_, *data])
    apart([arguments.rubric_, *data], arguments.output)
    on = day(arguments.on) if "on" in arguments else None
    space = workspace(arguments)
    held = held_by(arguments.rubric_, space, console)
    if held is None:
        return None
    ready = pick(held, arguments.rubric)
    outside = not_in_force(ready, on) if on else None
    if outside is not None:
        console.trouble(outside, None, FINDINGS)
        return None
    return ready


def held_by(name: str, space: Workspace, console: Console) -> Held | None:
    """The rubrics behind a file or a stock name; None after telling why there are none."""
    try:
        source, found = space.find(name)
        return Held(source.name, space.ready(source).rubrics, found)
    except FileError as fault:
        tell(console, fault)
        return None
    except FaultyError as faulty:
        stop_for(faulty.diagnostics, space, console)
        return None


def pick(held: Held, name: str | None) -> Ready:
    """The rubric of that name, or the one that was meant; raises `UsageError`."""
    name = name or held.meant
    names = tuple(ready.name for ready in held.rubrics)
    if not names:
        raise UsageError(*problems.no_rubrics(held.file))
    if name is None and len(names) > 1:
        raise UsageError(*problems.several_rubrics(held.file, names))
    for ready in held.rubrics:
        if name in (None, ready.name):
            return ready
    raise UsageError(*problems.no_such_rubric(held.file, name or "", names))


def scored(arguments: Namespace, console: Console, ready: Ready, names: Sequence[str]) -> tuple[Row, ...]:
    """Every record of the data files, scored; what is wrong with the files is told."""
    data = data_of(names, workspace(arguments).limits, console)
    rows, loose = score(ready, data.records, reading(arguments), whole=data.whole)
    for problem in loose:
        show(problem, console)
    return rows


def data_of(names: Sequence[str], limits: Limits, console: Console) -> Data:
    """The raw records of the data files; what is wrong with the files is told."""
    raw: list[RawRecord] = []
    whole = True
    for name in names:
        sheet = _sheet(name, limits, console)
        raw += sheet.records if sheet else ()
        whole = whole and sheet is not None and sheet.is_whole
    return Data(tuple(raw), whole)


def show(problem: Problem, console: Console) -> None:
    """Tell one problem of the data."""
    from rubrikdsl.diagnostics.render import render_problem

    console.note(render_problem(problem, console.language, console.colour(console.err)))
    if problem.severity != "warning":
        console.worse(FINDINGS)


def _sheet(name: str, limits: Limits, console: Console) -> Sheet | None:
    try:
        data = read_bytes(name, limits.data)
    except FileError as fault:
        tell(console, fault)
        return None
    sheet = read(name, data, limits=limits.of_data())
    for problem in sheet.problems:
        show(problem, console)
    return sheet


def reading(arguments: Namespace) -> Reading:
    """How the options say that columns become records."""
    from rubrikdsl.records.levels import Split

    if arguments.by and arguments.by_split:
        raise UsageError(*problems.both_groupings())
    split = Split(*arguments.by_split) if arguments.by_split else None
    if arguments.collection is not None and not (arguments.by or split):
        raise UsageError(*problems.collection_alone())
    return Reading(arguments.id, tuple(arguments.keep), tuple(arguments.by), split, arguments.collection)
