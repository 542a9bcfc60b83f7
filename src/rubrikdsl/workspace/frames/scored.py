"""Whole tables through a rubric: a frame of Polars, pandas or Arrow in, the same kind out.

A column is what a key of a record is: found by the same names, read by the same rules. Columns become whole
numbers and run through the rubric's program block by block (`program.layers`), members first. A record that
this does not take is scored by itself, by the reference interpreter.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal
from typing import Union
from typing import assert_never

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.engine.result import titled
from rubrikdsl.engine.results import named_steps
from rubrikdsl.program.columns import NOTHING
from rubrikdsl.program.columns import Ahead
from rubrikdsl.program.columns import Answer
from rubrikdsl.program.columns import TooWideError
from rubrikdsl.program.folds import MOST_MEMBERS
from rubrikdsl.program.layers import Layers
from rubrikdsl.program.layers import most_members
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.ops import Output
from rubrikdsl.program.slots import Said
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.semantics.record import Value as Held
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.frames.computed import Computed
from rubrikdsl.workspace.frames.computed import agreed
from rubrikdsl.workspace.frames.computed import computed
from rubrikdsl.workspace.frames.computed import valued
from rubrikdsl.workspace.frames.lists import Read
from rubrikdsl.workspace.frames.lists import Reader
from rubrikdsl.workspace.frames.lists import flattened
from rubrikdsl.workspace.frames.people import RECORD
from rubrikdsl.workspace.frames.people import People
from rubrikdsl.workspace.frames.people import people
from rubrikdsl.workspace.frames.people import said_of
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import score_under

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.plan.ir import Plan
    from rubrikdsl.plan.ir import Ranking
    from rubrikdsl.workspace.api import Rubric
    from rubrikdsl.workspace.shelf import Variant

    Mask = NDArray[np.bool_]

PROBLEMS: Final = "problems"
"""The column with the codes of what keeps a record from all of its results, `; ` between them."""

READING: Final = "reading"
"""The column with the reading of a row, where there is one for each."""

NOT_ANSWERED: Final = "not-answered"
DIFFERS: Final = "reading-differs"

PLAIN: Final = Reading()

Texts = Literal["plain", "views", "codes"]
"""How the texts of results are held."""

Alone = tuple[Mapping[str, Union[Held, None]], list[str]]
"""The values of a record that was scored by itself, and the codes of its problems."""


class SinglyWarning(UserWarning):
    """Of `of` records, `count` were scored one by one, though nothing is wrong with them."""

    def __init__(self, count: int, of: int) -> None:
        super().__init__(str(problems.scored_singly(count, of)))
        self.count, self.of = count, of


class Tables:
    """The tables of one rubric; a program is made for each set of columns that they come with."""

    def __init__(self, rubric: Rubric, ahead: Ahead = NOTHING) -> None:
        self.rubric, self._ahead = rubric, ahead
        self._made: dict[object, Layers | None] = {}
        self._schemas: dict[object, pa.Schema] = {}

    def score(
        self,
        frame: Any,
        reading: Reading = PLAIN,
        threads: int | None = None,
        *,
        all_readings: bool = False,
    ) -> Any:
        """The results of a frame's rows, as a frame of its kind (see `Rubric.score_table`)."""

        def made(table: pa.Table, views: bool) -> pa.Table:
            texts: Texts = "views" if views and not all_readings else "plain"
            return self.arrow(table, threads, reading, all_readings=all_readings, texts=texts)

        answers = partial(self._answers, reading=reading)
        return in_kind(frame, made, answers, alike=not (reading.by or all_readings))

    def rank(self, frame: Any, ranking: Ranking, reading: Reading = PLAIN, threads: int | None = None) -> Any:
        """The records of a frame in the order of a ranking (see `Rubric.rank_table`)."""
        from rubrikdsl.workspace.frames.ranked import ranked

        def made(table: pa.Table, _: bool) -> pa.Table:
            return ranked(self, table, ranking, reading, threads)

        return in_kind(frame, made, partial(self._answers, reading=reading), alike=False)

    def arrow(
        self,
        table: pa.Table,
        threads: int | None = None,
        reading: Reading = PLAIN,
        *,
        all_readings: bool = False,
        texts: Texts = "plain",
    ) -> pa.Table:
        """The results of an Arrow table's rows, or of the records that they make up.

        As `views` texts are as Polars has them, which then need not be copied; as `codes` those that the
        rubric has words for are places in a dictionary.
        """
        import numpy as np
        import pyarrow as pa

        threads = threads or os.cpu_count() or 1
        table = flattened(table)
        schema = self.schema(table.column_names, reading)
        match texts:
            case "views":
                schema = _with_views(schema)
            case "codes":
                schema = self.coded(schema)
            case "plain":
                pass
            case _:
                assert_never(texts)
        variants = self.rubric.variants
        each = [(variant,) for variant in variants] if all_readings else [variants]
        found = [self._scored(table, threads, reading, schema, one) for one in each]
        alone, count = sum(alone for _, alone, _ in found), sum(count for _, _, count in found)
        if alone:
            warnings.warn(SinglyWarning(alone, count), stacklevel=6)
        tables = [results for results, _, _ in found]
        if not all_readings:
            return tables[0]
        titles = [titled(variant.choice) if variant.choice else None for variant in variants]
        for at, (results, title) in enumerate(zip(tables, titles, strict=True)):
            names = pa.array([title] * results.num_rows, pa.string())
            tables[at] = results.add_column(int(results.column_names[:1] == [RECORD]), READING, names)
        order = np.arange(count).reshape(len(each), -1).T.reshape(-1)  # record by record
        return pa.concat_tables(tables).take(pa.array(order))

    def _scored(
        self, table: pa.Table, threads: int, reading: Reading, schema: pa.Schema, variants: Sequence[Variant]
    ) -> tuple[pa.Table, int, int]:
        """What some readings agree on; of how many records, and how many of them were scored one by one."""
        import numpy as np
        import pyarrow as pa

        from rubrikdsl.workspace.frames import write

        those = people(
            Reader(variants[0].ready.plan, reading.id_column, threads), table, reading, schema.names
        )
        found = self.computed(those, table, threads, reading, variants)
        rows = those.count
        which = range(rows) if found is None else np.flatnonzero(found.refer).tolist()
        single = self._singly(those, which, reading, variants)
        columns: dict[str, Any] = {}
        known = {} if found is None else found.values
        for name in schema.names[:-1]:
            if name not in known:
                alone = {row: values.get(name) for row, (values, _) in single.items()}
                columns[name] = write.alone(schema.field(name).type, rows, alone)
        if found is not None:
            singles = {row: [values.get(name) for name in known] for row, (values, _) in single.items()}
            types = [schema.field(name).type for name in known]
            made = write.columns(list(known.values()), found.refer, singles, types, threads)
            columns |= zip(known, made, strict=True)
        told = {row: "; ".join(codes) or None for row, (_, codes) in single.items()}
        masks = {} if found is None else {NOT_ANSWERED: found.waiting, DIFFERS: found.differing}
        columns[PROBLEMS] = write.reasons(masks, rows, told, schema.field(PROBLEMS).type)
        results = pa.table(columns, schema)
        for at, (name, column) in enumerate(those.beside.items()):
            results = results.add_column(at, name, column)
        return results, sum(not codes for _, codes in single.values()), rows

    def computed(
        self,
        those: People,
        table: pa.Table,
        threads: int,
        reading: Reading,
        variants: Sequence[Variant],
        beside: tuple[int, ...] = (),
    ) -> Computed | None:
        """What the readings agree on by their programs, steps beside included; None where one has none."""
        each: list[Computed] = []
        for variant in variants:
            plan = variant.ready.plan
            own = (
                those
                if variant is variants[0]
                else people(Reader(plan, reading.id_column, threads), table, reading, ())
            )
            program = None if own.read is None else self._program(plan, own.read, beside)
            if own.read is None or program is None or not own.is_like(those):
                return None
            answers, refer = _padded(*program.run(own.read.layer, threads), own.count)
            outputs = _titled(program.program.outputs, len(beside))
            words = program.program.words
            pairs = zip(outputs, answers, strict=True)
            values = [valued(output, answer, words, own.read.texts) for output, answer in pairs]
            each.append(computed(values, refer, len(values) - len(beside)))
        return agreed(each)

    def _answers(self, columns: Sequence[str], reading: Reading) -> set[str]:
        """The columns that say something of a record, and nothing else."""
        names = names_of(self.rubric.ready.plan)
        others = {*reading.keep, *reading.by, reading.id_column}
        return {name for name in columns if name not in others and isinstance(names.resolve(name), Target)}

    def schema(self, columns: Iterable[str], reading: Reading = PLAIN) -> pa.Schema:
        """The columns of the results of any table with these columns, whatever its rows are.

        What stands beside the results (`record`, what is carried along) is not among them.
        """
        import pyarrow as pa

        from rubrikdsl.workspace.frames.schema import given_by
        from rubrikdsl.workspace.frames.schema import results

        names = tuple(columns)
        key = names, reading.by, reading.collection
        if key not in self._schemas:
            plans = [variant.ready.plan for variant in self.rubric.variants]
            found = results([(plan, given_by(said_of(plan, names, reading))) for plan in plans])
            self._schemas[key] = pa.schema([*found.items(), (PROBLEMS, pa.string())])
        return self._schemas[key]

    def coded(self, schema: pa.Schema) -> pa.Schema:
        """The same with dictionaries for what the rubric has words for: codes, and codes of problems."""
        import pyarrow as pa

        words = pa.dictionary(pa.int32(), pa.string())
        named = (each for variant in self.rubric.variants for each, _ in named_steps(variant.ready.plan))
        others = {each.name for each in named if each.type.kind != "code"}
        return pa.schema([
            field if field.name in others or not pa.types.is_string(field.type) else field.with_type(words)
            for field in schema
        ])  # fmt: skip

    def _program(self, plan: Plan, read: Read, beside: tuple[int, ...]) -> Layers | None:
        """The program for what a table says; None where there is none."""
        held = most_members(read.layer)
        most = MOST_MEMBERS  # what a program is made for: a power of ten, so that there are few of them
        while most < held:
            most *= 10
        key = id(plan), _key(read.said), beside, most
        if key not in self._made:
            try:
                self._made[key] = Layers(lower(plan, read.said, more=beside, most=most), most, self._ahead)
            except (UnloweredError, TooWideError):
                self._made[key] = None
        return self._made[key]

    def _singly(
        self, those: People, which: Sequence[int], reading: Reading, variants: Sequence[Variant]
    ) -> dict[int, Alone]:
        """By record: the values of those that are scored one by one, and the codes of their problems."""
        found: dict[int, Alone] = {}
        for at, row, codes in singly(those, which, reading, variants):
            values = {} if row is None else {named.name: named.value for named in row.result.values}
            found[at] = values, codes
        return found


def singly(
    those: People, which: Sequence[int], reading: Reading, variants: Sequence[Variant]
) -> Iterator[tuple[int, Row | None, list[str]]]:
    """Records scored one by one by the reference interpreter, and the codes of their problems."""
    for at, rows in those.each(which):
        scored, told = score_under(variants, [from_mapping(row) for row in rows], reading, first=at + 1)
        row = scored[0] if scored else None
        told = told if row is None else (*row.result.problems, *told)
        codes = [each.code for each in told if each.severity in ("error", "incomplete")]
        yield at, row, list(dict.fromkeys(codes))


def in_kind(
    frame: Any,
    make: Callable[[pa.Table, bool], pa.Table],
    answers: Callable[[Sequence[str]], Collection[str]],
    *,
    alike: bool,
) -> Any:
    """What is made of a frame as a table of Arrow, as a frame of its kind; `alike`: it has the same rows.

    `make` is also told whether texts may be as Polars has them. `answers` are the columns of these that say
    something of a record, and nothing else.
    """
    with needed(problems.TABLES, "narwhals", "data"):
        import narwhals as nw
    with needed(problems.TABLES, "numpy", "data"):
        import numpy  # noqa: F401
    with needed(problems.TABLES, "pyarrow", "data"):
        import pyarrow  # noqa: F401

    narrow = nw.from_native(frame)
    lazy = isinstance(narrow, nw.LazyFrame)
    is_polars = narrow.implementation is nw.Implementation.POLARS
    eager = narrow.collect(backend="polars" if is_polars else "pyarrow") if lazy else narrow
    if is_polars:
        from rubrikdsl.workspace.frames.polars import from_arrow
        from rubrikdsl.workspace.frames.polars import to_arrow

        table = to_arrow(eager.to_native(), answers(eager.columns))
        results = from_arrow(make(table, True))
        return results.lazy() if lazy else results
    found = make(eager.to_arrow(), False)
    match narrow.implementation:
        case nw.Implementation.PANDAS:
            import pandas as pd  # type: ignore[import-untyped]

            made: Any = found.to_pandas(types_mapper=pd.ArrowDtype)
            return made.set_axis(frame.index, axis=0) if alike else made
        case nw.Implementation.DUCKDB:
            import duckdb

            return duckdb.from_arrow(found)
        case _:
            return found


def _titled(outputs: Sequence[Output], beside: int) -> list[Output]:
    """The same, the last of them named by their number among the last."""
    named = len(outputs) - beside
    last = [replace(output, name=str(at)) for at, output in enumerate(outputs[named:])]
    return [*outputs[:named], *last]


def _with_views(schema: pa.Schema) -> pa.Schema:
    import pyarrow as pa

    if not hasattr(pa, "string_view"):
        return schema
    return pa.schema([
        field.with_type(pa.string_view()) if pa.types.is_string(field.type) else field for field in schema
    ])  # fmt: skip


def _padded(answers: Sequence[Answer], refer: Mask, count: int) -> tuple[list[Answer], Mask]:
    """The same with the records behind that belong to none, all of them for the reference interpreter."""
    import numpy as np

    more = count - len(refer)
    if not more:
        return list(answers), refer

    def behind(values: Any, value: int = 0) -> Any:
        return np.pad(values, (0, more), constant_values=value)

    padded = [
        Answer(
            behind(one.values),
            None if one.unders is None else behind(one.unders, 1),
            behind(one.missing),
            behind(one.silent),
        )
        for one in answers
    ]
    return padded, np.pad(refer, (0, more), constant_values=True)


def _key(said: Said) -> object:
    """What programs of the same plan differ by."""
    members = tuple((at, _key(inner)) for at, inner in sorted(said.members.items()))
    return said.fields, tuple(sorted(said.nodes.items())), said.certain, said.stated, members
