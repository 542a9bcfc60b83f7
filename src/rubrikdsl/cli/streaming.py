"""`rubrik score` where the data are large: from files into a file, part by part."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from typing import Final
from typing import TypeGuard

from rubrikdsl.cli import problems
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.reading import tell
from rubrikdsl.cli.scoring import Chosen
from rubrikdsl.cli.scoring import reading
from rubrikdsl.cli.scoring import show
from rubrikdsl.plan.ir import Operation
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.read import Format
from rubrikdsl.records.read import format_of
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.limits import limits

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Words
    from rubrikdsl.workspace.scoring import Reading
    from rubrikdsl.workspace.streams.batches import Opened
    from rubrikdsl.workspace.streams.run import Part
    from rubrikdsl.workspace.streams.run import Stream
    from rubrikdsl.workspace.streams.sinks import Form

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
    """Whether data go through part by part into this format: what needs all rows at once does not."""
    once = (arguments.partial, arguments.all_readings, arguments.by_split, arguments.sheet)
    somewhere = arguments.output not in (None, STDIN)
    if any(once) or not somewhere or chosen.dated is None or _named_twice(arguments, chosen):
        return False
    if form not in FORMS or find_spec("pyarrow") is None:
        return False
    asked, usual = limits(os.environ, arguments.limit), Limits()
    return (asked.rows, asked.data) == (usual.rows, usual.data) and find_spec("numpy") is not None


def _named_twice(arguments: Namespace, chosen: Chosen) -> bool:
    """Whether a column to carry along is called as one of the results."""
    from rubrikdsl.engine.results import named_steps

    steps = (named_steps(variant.ready.plan) for variant in chosen.variants)
    results = {named.name for each in steps for named, _ in each}
    return not results.isdisjoint(arguments.keep) or bool({"record", "problems"} & {*arguments.keep})


def run(
    arguments: Namespace,
    console: Console,
    chosen: Chosen,
    names: Sequence[str],
    forms: list[Format],
    form: Form,
) -> int:
    """Score the data files into the output file."""
    from rubrikdsl.workspace.api import Rubric
    from rubrikdsl.workspace.streams.batches import BrokenError
    from rubrikdsl.workspace.streams.run import Stream
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
    if not _fits(arguments, console, chosen, files):
        return console.code
    rubric = Rubric(chosen.variants[0].ready, chosen.variants, chosen.offer)
    stream = Stream(rubric, files, reading(arguments))
    try:
        _write(arguments, console, chosen, stream, form)
    except FileError as fault:
        tell(console, fault)
    except BrokenError as broken:
        show(broken.problem, console)
        _unwritten(arguments, console)
    except ApartError as apart:
        console.trouble(apart.message, apart.help, FINDINGS)
        _unwritten(arguments, console)
    except (KeyboardInterrupt, SystemExit):  # told to end
        _unwritten(arguments, console)
        raise
    return console.code


def _unwritten(arguments: Namespace, console: Console) -> None:
    console.note(problems.nothing_written(arguments.output).read(console.language) + "\n")


def _fits(arguments: Namespace, console: Console, chosen: Chosen, files: Sequence[Opened]) -> bool:
    """Whether the columns of the files say anything to the rubric, after telling what they do not."""
    from rubrikdsl.records.bind import is_bound
    from rubrikdsl.records.bind import told_of
    from rubrikdsl.records.rows import RawRecord
    from rubrikdsl.workspace.scoring import bound

    how = reading(arguments)
    heads = [RawRecord(file.file, at, _blank(file, at, how)) for at, file in enumerate(files, 1)]
    bindings = [bound(variant.ready, heads, how) for variant in chosen.variants]
    for problem in told_of(bindings):
        show(problem, console)
    return is_bound(bindings) and bool(bindings[0].records)


def _blank(file: Opened, row: int, how: Reading) -> dict[str, str]:
    """A row that says nothing but what it belongs to."""
    return {name: str(row) if name in how.by else "" for name in file.columns}


def _write(arguments: Namespace, console: Console, chosen: Chosen, stream: Stream, form: Form) -> None:
    """All parts, one after another; what is wrong with records is told."""
    from rubrikdsl.cli.progress import Progress
    from rubrikdsl.workspace.files import written
    from rubrikdsl.workspace.streams.run import behind
    from rubrikdsl.workspace.streams.sinks import sink

    start, rows = monotonic(), 0
    sizes = [file.size for file in stream.files]

    def words(done: int, all: int) -> Words:
        return problems.rows_scored(done, all, monotonic() - start)

    progress = Progress(console, words)
    told = _Told(arguments, console, chosen)
    try:
        with written(arguments.output) as file, sink(file, form, stream.schema) as out:
            for part in behind(stream.parts(), lambda part: out.write(part.results)):
                rows += part.results.num_rows
                told.take(part)
                at = [each.file for each in stream.files].index(part.batch.file)
                read = sum(sizes[:at]) + part.batch.done * sizes[at]
                progress(rows, round(rows * sum(sizes) / read) if read else rows)
    finally:
        progress.end()
    told.end(stream.singly, stream.named)


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
            lines.append(problems.more_problems(self._rows, self._all, self._arguments.output))
            lines += [problems.so_many(code, count) for code, count in self._codes.most_common()]
        if singly:
            lines.append(problems.scored_slowly(singly, self._all))
        if named or any(_warns(variant.ready.plan) for variant in self._chosen.variants):
            lines.append(problems.WITHOUT_WARNINGS)
        for line in lines:
            self._console.note(line.read(self._console.language) + "\n")


def _warns(plan: Plan) -> bool:
    """Whether a record may be scored and be worth a warning."""
    ladders = any(isinstance(step, Operation) and step.op == "streak" for step in plan.steps)
    return bool(ladders or plan.assertions or any(field.default is not None for field in plan.fields))
