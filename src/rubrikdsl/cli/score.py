"""`rubrik score`: data through a rubric, exactly."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENTS
from rubrikdsl.cli.tables import BINARY
from rubrikdsl.diagnostics.wording import say

if TYPE_CHECKING:
    from rubrikdsl.cli.scoring import Chosen
    from rubrikdsl.cli.scoring import Data
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.records.write import Held
    from rubrikdsl.records.write import Scored

FILES = ("json", "csv", "toml", *BINARY)
"""Formats for programs."""

OTHERS = frozenset(
    (*FILES, "xls", "xlsm", "xlsb", "ods", "pdf", "svg", "png", "jpg", "html", "xml", "yaml", "doc", "docx")
)
"""Endings that name a format: a file of any other name is a text for people."""

TOLD: Final = 1000
"""Problems of records that are told in full beside a file that has them all."""

RUBRIC = Argument(
    "RUBRIC",
    say(
        "a rubric file, or the name of a stock rubric such as kepatuhan.unit",
        "berkas rubrik, atau nama rubrik bawaan seperti kepatuhan.unit",
    ),
)
CHOOSE = Option(
    ("--rubric",),
    say("which rubric, where the file holds several", "rubrik yang dipakai, bila berkas memuat beberapa"),
    ("NAME",),
)
SHEET = Option(
    ("--sheet",),
    say(
        "the sheet of a workbook of Excel (default: the only one that holds something)",
        "lembar buku kerja Excel (bawaan: satu-satunya yang berisi data)",
    ),
    ("NAME",),
)
BY = Option(
    ("--by",),
    say(
        "rows with the same value here are the units of one record; one column a level, the outermost"
        " first: `--by provinsi,kota`",
        "baris dengan nilai yang sama di kolom ini adalah unit dari satu rekaman; satu kolom tiap"
        " tingkat, yang terluar dahulu: `--by provinsi,kota`",
    ),
    ("COLUMN",),
    repeats=True,
)
COLLECTION = Option(
    ("--collection",),
    say(
        "the collection that the rows belong to, where the rubric has several",
        "kumpulan yang memuat baris-baris itu, bila rubrik punya beberapa",
    ),
    ("NAME",),
)
BINDING = (
    Option(
        ("--id",),
        say("the column that names the record (default: record)", "kolom nama rekaman (bawaan: record)"),
        ("COLUMN",),
    ),
    Option(
        ("--keep",),
        say(
            "carry a column along into the results (may be repeated)",
            "ikutkan sebuah kolom ke dalam hasil (boleh berulang)",
        ),
        ("COLUMN",),
        repeats=True,
    ),
    BY,
    Option(
        ("--by-split",),
        say(
            "the same for keys such as `Kota Metro :: Dinas Sosial`: column and separator",
            "sama, untuk kunci seperti `Kota Metro :: Dinas Sosial`: kolom dan pemisahnya",
        ),
        ("COLUMN", "SEP"),
    ),
    COLLECTION,
    SHEET,
)
FORMAT = Option(
    ("--format",),
    say(
        "table, json, csv, toml, xlsx, parquet or arrow (default: by the output file's name, else table)",
        "table, json, csv, toml, xlsx, parquet, atau arrow (bawaan: menurut nama berkas keluaran, selain itu"
        " table)",
    ),
    ("FORMAT",),
    ("table", *FILES),
)
ENGINE = Option(
    ("--engine",),
    say(
        "score on Apache Spark, into a folder of Parquet: `spark`, or `spark-sql` by its own SQL"
        " (docs/spark.md)",
        "nilai dengan Apache Spark, ke folder berisi Parquet: `spark`, atau `spark-sql` dengan SQL-nya"
        " (docs/spark.md)",
    ),
    ("NAME",),
    ("spark", "spark-sql"),
)
MASTER = Option(
    ("--master",),
    say(
        "the cluster that Spark runs on (default: SPARK_MASTER, else local[*], this machine)",
        "kluster tempat Spark bekerja (bawaan: SPARK_MASTER, selain itu local[*], mesin ini)",
    ),
    ("URL",),
)
PARTIAL = Option(
    ("--partial",),
    say(
        "also what open values can still become, and which answers decide",
        "sertakan kemungkinan nilai yang belum final, dan jawaban mana yang menentukan",
    ),
)
DATA = say(
    "CSV, TOML, JSON, Excel or Parquet, a folder of them, a pattern such as `data/*.csv`, or `-` for standard"
    " input",
    "CSV, TOML, JSON, Excel, atau Parquet, foldernya, pola seperti `data/*.csv`, atau `-` untuk masukan baku",
)

COMMAND = Command(
    "score",
    say("score data with a rubric", "hitung nilai data dengan sebuah rubrik"),
    (RUBRIC, Argument("DATA", DATA, most=None)),
    (
        CHOOSE,
        *MOMENTS,
        PARTIAL,
        FORMAT,
        *BINDING,
        ENGINE,
        MASTER,
        OUTPUT,
    ),
    say(
        "A value outside its domain, a row that cannot be read: told with file, row, column and reason, and"
        " the others are scored. What is missing is never a zero: a result is final, or it says what it waits"
        " for. Exit code 1 if any row was refused or is not final.",
        "Nilai di luar daerahnya, baris yang tidak terbaca: disebut beserta berkas, baris, kolom, dan"
        " alasannya, sedangkan yang lain tetap dinilai. Yang kosong tidak pernah menjadi nol: sebuah hasil"
        " sudah final, atau menyebut apa yang masih ditunggu. Kode keluar 1 bila ada baris yang ditolak atau"
        " belum final.",
    ),
    (
        "rubrik score kepatuhan.unit@2024-12-31 unit.toml",
        "rubrik score unit.rubrik hasil.csv --format json --keep provinsi -o nilai.json",
        "rubrik score unit.rubrik isian.xlsx --sheet Isian -o nilai.xlsx",
        "rubrik score unit.rubrik 'data/*.parquet' -o nilai.parquet",
        "rubrik score kepatuhan.daerah@2024-12-31 unit.csv --by-split record ' :: '",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Score the data files."""
    if arguments.engine is not None:
        from rubrikdsl.cli.spark import run as on_spark

        return on_spark(arguments, console)
    if arguments.master is not None:
        raise UsageError(*problems.goes_with("--master", "--engine"))
    from importlib.util import find_spec

    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import chosen
    from rubrikdsl.cli.scoring import data_names
    from rubrikdsl.cli.scoring import data_of
    from rubrikdsl.cli.scoring import scored_of
    from rubrikdsl.cli.scoring import scorer
    from rubrikdsl.cli.streaming import forms_of
    from rubrikdsl.cli.streaming import run as run_parts
    from rubrikdsl.cli.streaming import streams
    from rubrikdsl.cli.tables import emit_table
    from rubrikdsl.cli.tables import is_ready
    from rubrikdsl.engine.result import titled
    from rubrikdsl.records.write import tabled
    from rubrikdsl.workspace.scoring import joined
    from rubrikdsl.workspace.scoring import told

    form = arguments.format or form_of(arguments.output, FILES, "table")
    if not is_ready(form, arguments.output, console):
        return console.code
    names = data_names(arguments.data_, console)
    if names is None:
        return console.code
    found = chosen(arguments, console, names)
    if found is None:
        return console.code
    forms = forms_of(names)
    if forms is not None and streams(form, arguments, found):
        return run_parts(arguments, console, found, names, forms, form)
    data = data_of(arguments, names, workspace(arguments).limits, console)
    if data.too_large and forms is not None and find_spec("pyarrow") is not None:
        console.say(problems.ANY_SIZE.read(console.language) + "\n")
    partial = arguments.partial
    records = scored_of(arguments, console, found, data, scorer(form, len(data.records)))
    if arguments.all_readings:
        rows = [told(row, titled(row.choice), partial=partial) for record in records for row in record.rows]
    else:
        rows = [told(joined(record.rows), partial=partial) for record in records]
    if not all(row.result.is_final for row in rows):
        console.worse(FINDINGS)
    if form != "table":  # the table shows the problems itself
        _tell(list(dict.fromkeys(problem for row in rows for problem in row.result.problems)), console)
    if console.code and not rows and arguments.output is not None:  # nothing was read: earlier results stay
        return console.code
    if form in BINARY:
        language = console.language if form == "xlsx" else None
        held = None if form == "xlsx" else _held(arguments, found, data)
        emit_table(tabled(rows, language, held), form, arguments.output, console)
    elif rows or form != "table":
        text = _written(form, rows, console, screen=arguments.output is None)
        emit(text, arguments.output, console, exact=form != "table")
    return console.code


def _tell(found: Sequence[Problem], console: Console) -> None:
    """The first problems in full, of the others how many there are of each kind."""
    from collections import Counter

    from rubrikdsl.cli.scoring import show

    for problem in found[:TOLD]:
        show(problem, console)
    others = Counter(problem.code for problem in found[TOLD:])
    if others:
        lines = [problems.other_problems(others.total())]
        lines += [problems.so_many(code, count) for code, count in others.most_common()]
        console.say("".join(line.read(console.language) + "\n" for line in lines))


def _held(arguments: Namespace, chosen: Chosen, data: Data) -> Held:
    """What a file of columns has for the numbers of each value, whatever the records of these data are."""
    from rubrikdsl.cli.scoring import reading
    from rubrikdsl.workspace.frames.schema import held

    dated = chosen.offer.usable if chosen.dated is None else (chosen.dated,)
    plans = [variant.ready.plan for one in dated for variant in one.variants]
    columns = dict.fromkeys(key for record in data.records for key in record.cells)
    return held(plans, tuple(columns), reading(arguments))


def form_of(output: str | None, known: tuple[str, ...], default: str) -> str:
    """The format that the name of an output file tells; `UsageError` where it tells one that is not written.

    >>> form_of("a.json", ("json", "csv"), "table"), form_of(None, ("json",), "table")
    ('json', 'table')
    """
    ending = (output or "").rpartition(".")[2].lower()
    ending = {"feather": "arrow", "pq": "parquet"}.get(ending, ending)
    if ending in OTHERS and ending not in known:
        raise UsageError(*problems.other_format(ending, known))
    return ending if ending in known else default


def _written(form: str, rows: Sequence[Scored], console: Console, *, screen: bool) -> str:
    language = console.language
    if form == "table":
        from rubrikdsl.records.table import to_table

        return to_table(rows, language, console.width if screen else None)
    from rubrikdsl.records import write

    if form == "csv":
        return write.to_csv(rows)
    if form == "toml":
        return write.to_toml(rows, language)
    return write.to_json(rows, language)
