"""`rubrik rank RUBRIC DATA…`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENTS
from rubrikdsl.cli.score import BINDING
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import DATA
from rubrikdsl.cli.score import FILES
from rubrikdsl.cli.score import FORMAT
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.cli.score import form_of
from rubrikdsl.cli.tables import BINARY
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.cli.scoring import Chosen
    from rubrikdsl.records.ranking import Listed
    from rubrikdsl.workspace.days import DatedRow
    from rubrikdsl.workspace.shelf import Dated

COMMAND = Command(
    "rank",
    say("rank the records of data", "peringkatkan rekaman data"),
    (RUBRIC, Argument("DATA", DATA, most=None)),
    (
        Option(
            ("--ranking",),
            say("this ranking of the rubric only (default: all)", "peringkat ini saja (bawaan: semua)"),
            ("NAME",),
        ),
        Option(
            ("--top",),
            say(
                "the first N ranks of each group only; equals of the last one are shown too",
                "N peringkat pertama tiap kelompok saja; yang seri di peringkat terakhir ikut tampil",
            ),
            ("N",),
        ),
        CHOOSE,
        *MOMENTS,
        FORMAT,
        *BINDING,
        OUTPUT,
    ),
    say(
        "Values are ranked exactly as the rubric names them, never as they are printed; the rubric says"
        " within which inputs, and what becomes of equals. A record without a final value is listed without"
        " a rank, with the reason. Exit code 1 if there is one.",
        "Nilai diperingkat tepat seperti dinamai rubrik, bukan seperti dicetak; rubrik menyatakan di dalam"
        " isian mana, dan bagaimana nilai yang sama. Rekaman yang nilainya belum final disebut tanpa"
        " peringkat, beserta alasannya. Kode keluar 1 bila ada.",
    ),
    (
        "rubrik rank daerah.rubrik hasil.csv",
        "rubrik rank daerah.rubrik hasil.csv --ranking nasional --top 10 --format csv",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Rank the records of the data files."""
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.scoring import chosen
    from rubrikdsl.cli.scoring import data_names
    from rubrikdsl.cli.scoring import scored
    from rubrikdsl.cli.scoring import show
    from rubrikdsl.cli.tables import emit_table
    from rubrikdsl.cli.tables import is_ready
    from rubrikdsl.records.ranking import tabled
    from rubrikdsl.records.ranking import top

    most = _count(arguments.top)
    form = arguments.format or form_of(arguments.output, FILES, "table")
    if not is_ready(form, arguments.output, console):
        return console.code
    names = data_names(arguments.data_, console)
    if names is None:
        return console.code
    found = chosen(arguments, console, names)
    if found is None:
        return console.code
    _check(found, arguments.ranking)
    records = scored(arguments, console, found, names)
    lists = list(_lists(arguments, found, records))
    rows = [row for record in records for row in record.rows]
    unranked = [row.problem for listed in lists for row in listed.rows if row.problem is not None]
    if unranked:
        console.worse(FINDINGS)
    for problem in dict.fromkeys(problem for row in rows for problem in row.result.problems):
        if problem.severity != "incomplete":  # what is open is told with the ranking
            show(problem, console)
    if form != "table":  # the table shows these itself
        for problem in unranked:
            show(problem, console)
    if console.code and not rows and arguments.output is not None:  # nothing was read: earlier results stay
        return console.code
    shown = [top(listed, most) for listed in lists]
    if form in BINARY:
        emit_table(tabled(shown, console.language), form, arguments.output, console)
    elif rows or form != "table":
        emit(_written(form, shown, console.language), arguments.output, console)
    return console.code


def _texts(found: Chosen) -> tuple[Dated, ...]:
    """The texts that may rank."""
    return found.offer.usable if found.dated is None else (found.dated,)


def _check(found: Chosen, wanted: str | None) -> None:
    """Refuses a ranking that none of the texts has."""
    variants = (variant for text in _texts(found) for variant in text.variants)
    known = {ranking.name: None for variant in variants for ranking in variant.ready.plan.rankings}
    if not known or (wanted is not None and wanted not in known):
        raise UsageError(*problems.no_such_ranking(found.offer.name, wanted, tuple(known)))


def _lists(arguments: Namespace, found: Chosen, records: Sequence[DatedRow]) -> Iterator[Listed]:
    """Each ranking once for every text that ranks: records of different editions are never put together."""
    from rubrikdsl.engine.result import titled
    from rubrikdsl.records.ranking import Listed
    from rubrikdsl.workspace.problems import period_words
    from rubrikdsl.workspace.scoring import about
    from rubrikdsl.workspace.scoring import joined
    from rubrikdsl.workspace.scoring import ranked
    from rubrikdsl.workspace.scoring import told

    for text in _texts(found):
        mine = [record for record in records if record.dated is text]
        if not mine and found.dated is None:
            continue
        each = arguments.all_readings
        columns = (
            list(zip(*(record.rows for record in mine), strict=True))
            if each
            else [[joined(r.rows) for r in mine]]
        )
        for column in columns:
            rows = tuple(column)
            ready = rows[0].ready if rows else found.variants[0].ready
            edition = period_words(text.start, text.end) if found.dated is None else None
            for ranking in ready.plan.rankings:
                if arguments.ranking in (None, ranking.name):
                    yield Listed(
                        ready.plan,
                        ranking,
                        ranked(ranking, rows),
                        tuple(row.bound.kept for row in rows),
                        told(rows[0]).about if rows else about(ready),
                        edition,
                        titled(rows[0].choice) or None if each and rows else None,
                        rows[0].choice if rows else (),
                    )


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UsageError(*problems.not_a_count("--top", text))
    return int(text)


def _written(form: str, lists: Sequence[Listed], language: Language) -> str:
    from rubrikdsl.records import ranking

    if form == "table":
        return ranking.to_table(lists, language)
    if form == "csv":
        return ranking.to_csv(lists, language)
    if form == "toml":
        return ranking.to_toml(lists, language)
    return ranking.to_json(lists, language)
