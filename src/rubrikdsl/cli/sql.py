"""`rubrik sql`: a rubric as one statement for a database."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import UNREADABLE
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.cli.score import BY
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import COLLECTION
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.diagnostics.wording import say

DIALECT = Option(
    ("--dialect",),
    say(
        "the database: duckdb, postgres, sqlite, spark or bigquery",
        "basis datanya: duckdb, postgres, sqlite, spark, atau bigquery",
    ),
    ("NAME",),
    ("duckdb", "postgres", "sqlite", "spark", "bigquery"),
)
TABLE = Option(
    ("--table",),
    say(
        "the table with a row a record; its columns are named like the keys of a record",
        "tabel dengan satu baris tiap rekaman; kolomnya bernama seperti kunci rekaman",
    ),
    ("TABLE",),
)

COMMAND = Command(
    "sql",
    say("write a rubric as one statement of SQL", "tulis rubrik sebagai satu pernyataan SQL"),
    (RUBRIC,),
    (
        DIALECT,
        TABLE,
        Option(
            ("--columns",),
            say(
                "the columns to read, such as `a,b,kelompok.poin` (default: one a question)",
                "kolom yang dibaca, misalnya `a,b,kelompok.poin` (bawaan: satu tiap pertanyaan)",
            ),
            ("NAMES",),
        ),
        Option(
            ("--id",),
            say("the column that names the record (default: record)", "kolom nama rekaman (bawaan: record)"),
            ("COLUMN",),
        ),
        BY,
        COLLECTION,
        Option(
            ("--ranking",),
            say(
                "a column more: the rank of every record by this ranking of the rubric",
                "satu kolom lagi: peringkat tiap rekaman menurut peringkat rubrik ini",
            ),
            ("NAME",),
        ),
        CHOOSE,
        *MOMENT,
        OUTPUT,
    ),
    say(
        "The statement gives a row for every row of the table: the name of the record, the results of the"
        " rubric, and the codes of what keeps a row from being scored or complete. It computes with whole"
        " numbers alone, to the very digit that `rubrik score` gives. What a database cannot do exactly is"
        " refused, with the line of the rubric.",
        "Pernyataan itu memberi satu baris untuk tiap baris tabel: nama rekaman, hasil rubrik, dan kode dari"
        " hal yang menghalangi penilaian atau kelengkapannya. Hitungannya hanya dengan bilangan bulat, persis"
        " sampai digit terakhir seperti `rubrik score`. Yang tidak dapat dihitung eksak oleh basis data"
        " ditolak, dengan menyebut baris rubriknya.",
    ),
    (
        "rubrik sql kepatuhan.unit@2024-12-31 --dialect duckdb --table unit",
        "rubrik sql unit.rubrik --dialect postgres --table penilaian.unit --columns a,b -o unit.sql",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Print the statement."""
    from rubrikdsl.cli import problems
    from rubrikdsl.cli.command import UsageError
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import line_of
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.score import form_of
    from rubrikdsl.cli.scoring import only
    from rubrikdsl.diagnostics.extras import ExtraError
    from rubrikdsl.workspace.sql import Asked
    from rubrikdsl.workspace.sql import SqlError
    from rubrikdsl.workspace.sql import to_sql

    apart([arguments.rubric_], arguments.output)
    for option in (DIALECT, TABLE):
        if getattr(arguments, option.key) is None:
            raise UsageError(*problems.missing_option(option.flags[0], option.values, option.help))
    form_of(arguments.output, ("sql",), "sql")
    if arguments.collection is not None and not arguments.by:
        raise UsageError(*problems.goes_with("--collection", "--by"))
    columns = None
    if arguments.columns is not None:
        columns = [name.strip() for name in arguments.columns.split(",") if name.strip()]
        if not columns:
            raise UsageError(*problems.misused_option("--columns", ("NAMES",)))
    space = workspace(arguments)
    ready = only(arguments, console, space)
    if ready is None:
        return console.code
    rankings = tuple(ranking.name for ranking in ready.plan.rankings)
    if arguments.ranking is not None and arguments.ranking not in rankings:
        raise UsageError(*problems.no_such_ranking(ready.plan.name, arguments.ranking, rankings))
    try:
        text = to_sql(
            ready,
            arguments.dialect,
            Asked(
                arguments.table,
                columns,
                "record" if arguments.id is None else arguments.id,
                tuple(arguments.by),
                arguments.collection,
                arguments.ranking,
            ),
            partial(line_of, space),
        )
    except ExtraError as missing:
        console.trouble(missing.message, missing.help, UNREADABLE)
    except SqlError as refused:
        console.trouble(refused.message, refused.help, FINDINGS)
    else:
        emit(text, arguments.output, console)
    return console.code
