"""What the commands that score share: the rubric chosen, the data read, the records scored."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import meant
from rubrikdsl.cli.moments import moment
from rubrikdsl.cli.reading import apart
from rubrikdsl.cli.reading import once_stdin
from rubrikdsl.cli.reading import stop_for
from rubrikdsl.cli.reading import tell
from rubrikdsl.cli.reading import workspace
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.read import FORMS
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import Sheet
from rubrikdsl.workspace.days import DatedRow
from rubrikdsl.workspace.days import Scorers
from rubrikdsl.workspace.days import each_by_run
from rubrikdsl.workspace.days import score_by_day
from rubrikdsl.workspace.days import score_on_day
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import data_files
from rubrikdsl.workspace.files import read_bytes
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.moments import ANY
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen as variants_of
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.problems import choose_reading
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Held
from rubrikdsl.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Data:
    """The records of all data files, whether all of these could be read, and whether any was too large."""

    records: tuple[RawRecord, ...]
    whole: bool
    too_large: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rubric that was named, and its text; `dated` None where each record has a day of its own."""

    offer: Offer
    readings: tuple[str, ...]
    dated: Dated | None
    variants: tuple[Variant, ...]


def chosen(
    arguments: Namespace, console: Console, data: Sequence[str] = (), space: Workspace | None = None
) -> Chosen | None:
    """The rubric that the arguments name; None after telling why there is none."""
    once_stdin([arguments.rubric_, *data])
    apart([arguments.rubric_, *data], arguments.output)
    when = moment(arguments)
    held = held_by(arguments.rubric_, space or workspace(arguments), console, when)
    if held is None:
        return None
    offer = pick_offer(held, arguments.rubric)
    if getattr(arguments, "date_column", None) is not None:
        if held.on is not None:
            raise UsageError(*problems.exclude_each_other(f"@{held.on}", "--date-column"))
        return Chosen(offer, held.moment(when).readings, None, ())
    when = meant(held, when)
    try:
        one = dated(offer, when.on)
        return Chosen(offer, when.readings, one, variants_of(one, when.readings))
    except MomentError as wrong:
        absent(wrong, console)
        return None


def absent(wrong: MomentError, console: Console) -> None:
    """Tell that there is no text on a day; raises `UsageError` where more must be said."""
    if not wrong.absent:
        raise UsageError(wrong.message, wrong.help)
    console.trouble(wrong.message, wrong.help, FINDINGS)


def held_by(
    name: str, space: Workspace, console: Console, when: Moment = ANY, *, fresh: bool = False
) -> Held | None:
    """The rubrics behind a file or a stock name; None after telling why there are none."""
    try:
        return space.held(name, when.known, fresh=fresh)
    except FileError as fault:
        tell(console, fault)
        return None
    except FaultyError as faulty:
        stop_for(faulty.diagnostics, space, console)
        return None


def pick_offer(held: Held, name: str | None) -> Offer:
    """The rubric of that name, or the one that was meant; raises `UsageError`."""
    name = name or held.meant
    names = tuple(offer.name for offer in held.offers)
    if not names:
        raise UsageError(*problems.no_rubrics(held.file))
    if name is None and len(names) > 1:
        raise UsageError(*problems.several_rubrics(held.file, names))
    for offer in held.offers:
        if name in (None, offer.name):
            return offer
    raise UsageError(*problems.no_such_rubric(held.file, name or "", names))


def pick(held: Held, name: str | None, when: Moment = ANY) -> Ready:
    """The one text that is meant of the rubric of that name; raises `UsageError`."""
    offer = pick_offer(held, name)
    when = meant(held, when)
    try:
        one = dated(offer, when.on)
        variants = variants_of(one, when.readings)
    except MomentError as wrong:
        raise UsageError(wrong.message, wrong.help) from None
    if len(variants) > 1:
        raise UsageError(*choose_reading(offer.name, variants))
    return variants[0].ready


def only(arguments: Namespace, console: Console, space: Workspace | None = None) -> Ready | None:
    """The one text that the arguments name; None after telling why there is none."""
    found = chosen(arguments, console, space=space)
    if found is None:
        return None
    assert found.dated is not None
    if len(found.variants) > 1:
        raise UsageError(*choose_reading(found.offer.name, found.variants))
    return found.variants[0].ready


def scored(
    arguments: Namespace, console: Console, chosen: Chosen, names: Sequence[str]
) -> tuple[DatedRow, ...]:
    """Every record of the data files, scored; what is wrong with the files is told."""
    data = data_of(arguments, names, workspace(arguments).limits, console)
    return scored_of(arguments, console, chosen, data)


def scored_of(
    arguments: Namespace,
    console: Console,
    chosen: Chosen,
    data: Data,
    scorer: Scorers = each_by_run,
) -> tuple[DatedRow, ...]:
    """Every record of these data, scored; what belongs to no record is told."""
    how = reading(arguments)
    if chosen.dated is not None:
        rows, loose = score_on_day(
            chosen.dated, chosen.variants, data.records, how, whole=data.whole, scorer=scorer
        )
    else:
        column = arguments.date_column
        try:
            rows, loose = score_by_day(
                chosen.offer,
                chosen.readings,
                column,
                data.records,
                how,
                whole=data.whole,
                scorer=scorer,
            )
        except MomentError as wrong:
            absent(wrong, console)
            return ()
    for problem in loose:
        show(problem, console)
    return rows


def scorer(form: str, count: int | None = None) -> Scorers:
    """What scores records for this format (so many, if that is known): by values alone, where that pays."""
    from rubrikdsl.workspace.quickly import FEW
    from rubrikdsl.workspace.quickly import Quickly

    if count is not None and count < FEW:
        return each_by_run
    assumed = form in ("json", "toml")
    return lambda variant: Quickly(variant.ready, variant.choice, assumed=assumed)


def data_names(names: Sequence[str], console: Console) -> list[str] | None:
    """The data files named, those of folders and patterns too; None after telling what there is not."""
    found: list[str] = []
    whole = True
    for name in names:
        try:
            found += data_files(name, FORMS)
        except FileError as fault:
            tell(console, fault)
            whole = False
    return found if whole else None


def data_of(arguments: Namespace, names: Sequence[str], limits: Limits, console: Console) -> Data:
    """The raw records of the data files; what is wrong with the files is told."""
    raw: list[RawRecord] = []
    whole, too_large = True, False
    for name in names:
        sheet = _sheet(name, limits, console, arguments.sheet)
        raw += sheet.records if sheet else ()
        whole = whole and sheet is not None and sheet.is_whole
        too_large |= sheet is not None and any(each.code == "data-too-large" for each in sheet.problems)
    return Data(tuple(raw), whole, too_large)


def show(problem: Problem, console: Console) -> None:
    """Tell one problem of the data."""
    from rubrikdsl.diagnostics.render import render_problem

    console.say(render_problem(problem, console.language, console.colour(console.err)))
    if problem.severity != "warning":
        console.worse(FINDINGS)


def _sheet(name: str, limits: Limits, console: Console, which: str | None) -> Sheet | None:
    try:
        data = read_bytes(name, limits.data)
    except FileError as fault:
        tell(console, fault)
        return None
    sheet = read(name, data, limits=limits.of_data(), sheet=which)
    for problem in sheet.problems:
        show(problem, console)
    return sheet


def reading(arguments: Namespace) -> Reading:
    """How the options say that columns become records."""
    from rubrikdsl.records.levels import Split

    if arguments.by and arguments.by_split:
        raise UsageError(*problems.exclude_each_other("--by", "--by-split"))
    split = Split(*arguments.by_split) if arguments.by_split else None
    if arguments.collection is not None and not (arguments.by or split):
        raise UsageError(*problems.collection_alone())
    return Reading(arguments.id, tuple(arguments.keep), tuple(arguments.by), split, arguments.collection)
