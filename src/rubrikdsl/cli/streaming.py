"""`rubrik score` where the data are large: from files into a file or standard output, part by part.

By columns where that can be; record by record (`workspace.streams.singly`) where a day of each record, levels
in a key, a result for each reading, bounds or objects of JSON are asked for.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import AbstractContextManager
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from typing import BinaryIO
from typing import Final
from typing import Literal
from typing import TypeGuard
from typing import TypeVar

from rubrikdsl.cli import problems
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.reading import tell
from rubrikdsl.cli.reading import workspace
from rubrikdsl.cli.scoring import Chosen
from rubrikdsl.cli.scoring import absent
from rubrikdsl.cli.scoring import reading
from rubrikdsl.cli.scoring import scorer
from rubrikdsl.cli.scoring import show
from rubrikdsl.plan.ir import Operation
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.read import Format
from rubrikdsl.records.read import format_of
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.limits import limits
from rubrikdsl.workspace.moments import MomentError

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Words
    from rubrikdsl.records.write import Scored
    from rubrikdsl.workspace.scoring import Reading
    from rubrikdsl.workspace.shelf import Variant
    from rubrikdsl.workspace.streams.batches import Opened
    from rubrikdsl.workspace.streams.run import Part
    from rubrikdsl.workspace.streams.singly import Scores

    Columns = Literal["parquet", "arrow", "csv"]
    Form = Literal["parquet", "arrow", "csv", "json"]
    _P = TypeVar("_P", Part, Scores)
    Out = tuple[AbstractContextManager[object], Callable[[_P], Callable[[], None]]]
    """What is closed when all parts were written, and what writes one."""

SMALL = 2**18
"""Bytes of data that are read at once: then every warning of every record is told."""

TOLD: Final = 20
"""Records whose problems are told in full; all are in the column `problems`."""

FORMS = ("parquet", "arrow", "csv")
"""Formats that are read and written part by part."""


def forms_of(names: Sequence[str]) -> list[Format] | None:
    """The formats of data files, where all can be read part by part and are large enough to be."""
    found: list[Format] = []
    size = 0
    for name in names:
        try:
            size += Path(name).stat().st_size
            with Path(name).open("rb") as file:
                found.append(format_of(name, file.read(4096)))
        except (OSError, ValueError):  # reading will tell
            return None
    return found if size > SMALL and set(found) <= set(FORMS) else None


def streams(form: str, arguments: Namespace, chosen: Chosen) -> TypeGuard[Form]:
    """Whether data go through part by part into this format."""
    if form not in ("csv", "json", "parquet", "arrow") or _named_twice(arguments, chosen):
        return False
    if arguments.partial and form in ("parquet", "arrow"):  # the types of bounds are those of all rows
        return False
    if find_spec("pyarrow") is None or find_spec("numpy") is None:
        return False
    asked, usual = limits(os.environ, arguments.limit), Limits()
    return (asked.rows, asked.data) == (usual.rows, usual.data)


def _by_columns(form: Form, arguments: Namespace) -> TypeGuard[Columns]:
    """Whether columns are enough for what is asked."""
    more = (arguments.partial, arguments.all_readings, arguments.by_split, arguments.date_column)
    return form != "json" and not any(more)


def _named_twice(arguments: Namespace, chosen: Chosen) -> bool:
    """Whether a column to carry along is called as one of the results."""
    from rubrikdsl.engine.results import named_steps

    usable = chosen.offer.usable if chosen.dated is None else (chosen.dated,)
    steps = (named_steps(variant.ready.plan) for one in usable for variant in one.variants)
    results = {named.name for each in steps for named, _ in each} | {
        "record",
        "reading",
        "problems",
        "bounds",
    }
    if arguments.partial:  # `nilai low`
        results |= {f"{name} {of}" for name in results for of in ("low", "high", "can be", "decided by")}
    return not results.isdisjoint(arguments.keep)


def run(
    arguments: Namespace,
    console: Console,
    chosen: Chosen,
    names: Sequence[str],
    forms: list[Format],
    form: Form,
) -> int:
    """Score the data files into the output file, or onto standard output."""
    from rubrikdsl.workspace.streams.batches import BrokenError
    from rubrikdsl.workspace.streams.run import opened
    from rubrikdsl.workspace.streams.together import ApartError

    files: list[Opened] = []
    for name, each in zip(names, forms, strict=True):
        try:
            files.append(opened(name, each))
        except FileError as fault:
            tell(console, fault)
        except BrokenError as broken:
            show(broken.problem, console)
    if len(files) < len(names):
        _unwritten(arguments, console)
        return console.code
    for problem in (problem for file in files for problem in file.problems):
        show(problem, console)
    try:
        _run(arguments, console, chosen, files, form)
    except FileError as fault:
        tell(console, fault)
    except BrokenError as broken:
        show(broken.problem, console)
        _unwritten(arguments, console)
    except ApartError as apart:
        console.trouble(apart.message, apart.help, FINDINGS)
        _unwritten(arguments, console)
    except MomentError as wrong:
        absent(wrong, console)
    except (KeyboardInterrupt, SystemExit):  # told to end
        _unwritten(arguments, console)
        raise
    return console.code


def _run(arguments: Namespace, console: Console, chosen: Chosen, files: Sequence[Opened], form: Form) -> None:
    from rubrikdsl.workspace.streams.sinks import Objects
    from rubrikdsl.workspace.streams.sinks import sink

    told = _Told(arguments, console, chosen)
    columnar = form if _by_columns(form, arguments) else None
    if columnar is not None:
        from rubrikdsl.workspace.api import Rubric
        from rubrikdsl.workspace.streams.run import Stream

        if not _fits(arguments, console, chosen.variants, files):
            return
        rubric = Rubric(chosen.variants[0].ready, chosen.variants, chosen.offer)
        cache = workspace(arguments).cache
        stream = Stream(rubric, files, reading(arguments), cache, coded=columnar == "parquet")

        def columns(file: BinaryIO) -> Out[Part]:
            out = sink(file, columnar, stream.schema, stream.ordered)
            return out, lambda part: partial(out.write, part.results)

        _write(arguments, console, files, stream.parts(), columns, told.take)
        told.end(stream.singly, stream.named)
        return
    from rubrikdsl.workspace.streams.singly import Asked
    from rubrikdsl.workspace.streams.singly import Singly

    asked = Asked(
        chosen.offer,
        chosen.dated,
        chosen.variants,
        chosen.readings,
        arguments.date_column,
        arguments.partial,
        arguments.all_readings,
    )
    singly = Singly(asked, files, reading(arguments), scorer(form))
    if not _fits(arguments, console, singly.variants, files):
        return

    def objects(file: BinaryIO) -> Out[Scores]:
        if form == "json":
            json = Objects(file, console.language)
            return json, lambda part: partial(json.write, part.rows)
        schema = singly.schema(form)
        out = sink(file, form, schema)

        def write(rows: Sequence[Scored]) -> None:
            out.write(singly.table(rows, schema))

        return out, lambda part: partial(write, part.rows)

    _write(arguments, console, files, singly.parts(), objects, told.take_each)
    told.end(0, singly.named)


def _unwritten(arguments: Namespace, console: Console) -> None:
    where = arguments.output if arguments.output not in (None, STDIN) else None
    words = problems.PART_WRITTEN if where is None else problems.nothing_written(where)
    console.say(words.read(console.language) + "\n")


def _fits(
    arguments: Namespace, console: Console, variants: Sequence[Variant], files: Sequence[Opened]
) -> bool:
    """Whether the columns of the files say anything to the rubric, after telling what they do not."""
    from rubrikdsl.records.bind import is_bound
    from rubrikdsl.records.bind import told_of
    from rubrikdsl.records.rows import RawRecord
    from rubrikdsl.workspace.scoring import bound

    how = reading(arguments)
    if arguments.date_column is not None:
        how = replace(how, keep=tuple(dict.fromkeys((*how.keep, arguments.date_column))))
    heads = [RawRecord(file.file, at, _blank(file, at, how)) for at, file in enumerate(files, 1)]
    bindings = [bound(variant.ready, heads, how) for variant in variants]
    for problem in told_of(bindings):
        show(problem, console)
    return is_bound(bindings) and bool(bindings[0].records)


def _blank(file: Opened, row: int, how: Reading) -> dict[str, str]:
    """A row that says nothing but what it belongs to."""
    if how.by_split is not None:
        own = {how.by_split.column: how.by_split.between.join([str(row), str(row)])}
        return {name: own.get(name, "") for name in file.columns}
    return {name: str(row) if name in how.by else "" for name in file.columns}


def _write(
    arguments: Namespace,
    console: Console,
    files: Sequence[Opened],
    parts: Iterator[_P],
    opening: Callable[[BinaryIO], Out[_P]],
    take: Callable[[_P], None],
) -> None:
    """All parts, one after another; what is wrong with records is told."""
    from rubrikdsl.cli.progress import Progress
    from rubrikdsl.workspace.streams.run import behind

    start, rows = monotonic(), 0
    sizes = [file.size for file in files]

    def words(done: int, all: int) -> Words:
        return problems.rows_scored(done, all, monotonic() - start)

    progress = Progress(console, words)
    try:
        with _destination(arguments.output, console) as file:
            out, write = opening(file)
            with out:
                for part in behind(parts, write):
                    rows += part.count
                    take(part)
                    at = [each.file for each in files].index(part.batch.file)
                    read = sum(sizes[:at]) + part.batch.done * sizes[at]
                    progress(rows, round(rows * sum(sizes) / read) if read else rows)
    finally:
        progress.end()


@contextmanager
def _destination(output: str | None, console: Console) -> Iterator[BinaryIO]:
    """The file that is written, or standard output, which has what there is as it comes."""
    from rubrikdsl.workspace.files import written

    if output in (None, STDIN):
        console.out.flush()
        yield console.out.buffer
        return
    with written(output) as file:
        yield file


class _Told:
    """The problems of records: the first ones in full, then how many there are of each kind."""

    def __init__(self, arguments: Namespace, console: Console, chosen: Chosen) -> None:
        self._arguments, self._console, self._chosen = arguments, console, chosen
        self._codes: Counter[str] = Counter()
        self._shown = self._rows = self._all = 0

    def take(self, part: Part) -> None:
        """Those of some more records."""
        from rubrikdsl.workspace.streams.run import codes
        from rubrikdsl.workspace.streams.together import rows_of

        results = part.results
        found = results.column(results.num_columns - 1)
        self._all += results.num_rows
        if found.null_count == len(found):
            return
        self._console.worse(FINDINGS)
        self._rows += len(found) - found.null_count
        self._codes.update(codes(results))
        if self._shown < TOLD:
            from pyarrow import compute

            places = compute.indices_nonzero(found.is_valid()).to_pylist()[: TOLD - self._shown]
            self._shown += len(places)
            by = reading(self._arguments).by
            if by:
                records = results.column(0).take(places).to_pylist()
                places = rows_of(part.batch.table, by[0], records)
            self._show(part, places)

    def take_each(self, part: Scores) -> None:
        """Those of some more records, which were scored one by one."""
        found = [row.result.problems for row in part.rows]
        faulty = [each for each in found if any(one.severity != "warning" for one in each)]
        self._all += len(found)
        if not all(row.result.is_final for row in part.rows):
            self._console.worse(FINDINGS)
        self._rows += len(faulty)
        for each in faulty:
            self._codes.update({one.code for one in each if one.severity != "warning"})
        shown = faulty[: TOLD - self._shown]
        self._shown += len(shown)
        for problem in dict.fromkeys(problem for each in shown for problem in each):
            show(problem, self._console)

    def _show(self, part: Part, places: Sequence[int]) -> None:
        """The problems of some records, as the reference interpreter words them."""
        from rubrikdsl.workspace.days import score_on_day
        from rubrikdsl.workspace.scoring import joined

        dated, variants = self._chosen.dated, self._chosen.variants
        assert dated is not None
        raws = part.batch.raw(places)
        records, _ = score_on_day(dated, variants, raws, reading(self._arguments))
        told = (problem for record in records for problem in joined(record.rows).result.problems)
        for problem in dict.fromkeys(told):
            show(problem, self._console)

    def end(self, singly: int, named: bool) -> None:
        """What was not told record by record."""
        lines = []
        if self._rows > self._shown:
            where = self._arguments.output
            lines.append(problems.more_problems(self._rows, self._all, None if where == STDIN else where))
            lines += [problems.so_many(code, count) for code, count in self._codes.most_common()]
        if singly:
            lines.append(problems.scored_slowly(singly, self._all))
        usable = self._chosen.offer.usable if self._chosen.dated is None else (self._chosen.dated,)
        if named or any(_warns(variant.ready.plan) for one in usable for variant in one.variants):
            lines.append(problems.WITHOUT_WARNINGS)
        for line in lines:
            self._console.say(line.read(self._console.language) + "\n")


def _warns(plan: Plan) -> bool:
    """Whether a record may be scored and be worth a warning."""
    ladders = any(isinstance(step, Operation) and step.op == "streak" for step in plan.steps)
    return bool(ladders or plan.assertions or any(field.default is not None for field in plan.fields))
