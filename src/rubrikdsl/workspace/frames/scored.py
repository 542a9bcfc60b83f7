"""Whole tables through a rubric: a frame of Polars, pandas or Arrow in, the same kind out.

A column is what a key of a record is: found by the same names, read by the same rules. Columns become whole
numbers and run through the rubric's program block by block (`program.columns`). A record that this does not
take is scored by itself, by the reference interpreter.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Union

from rubrikdsl.diagnostics.extras import needed
from rubrikdsl.program.columns import Columns
from rubrikdsl.program.columns import TooWideError
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.slots import slots_of
from rubrikdsl.program.stored import Column
from rubrikdsl.records.layout import Key
from rubrikdsl.records.layout import Layout
from rubrikdsl.records.layout import layout_of
from rubrikdsl.records.names import names_of
from rubrikdsl.semantics.record import Value
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.api import RecordError
from rubrikdsl.workspace.frames.read import held

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.workspace.api import Rubric

    Mask = NDArray[np.bool_]

PROBLEMS: Final = "problems"
"""The column with the codes of what keeps a record from all of its results, `; ` between them."""

NOT_ANSWERED: Final = "not-answered"

Alone = tuple[Mapping[str, Union[Value, None]], list[str]]
"""The values of a record that was scored by itself, and the codes of its problems."""


class Tables:
    """The tables of one rubric; a program is made for each set of columns that they come with."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._plan = rubric.ready.plan
        self._names = names_of(self._plan)
        self._made: dict[object, Columns | None] = {}
        self._schemas: dict[tuple[str, ...], pa.Schema] = {}

    def score(self, frame: Any, threads: int | None = None) -> Any:
        """The results of a frame's rows, as a frame of its kind (see `Rubric.score_table`)."""
        with needed(problems.TABLES, "narwhals", "data"):
            import narwhals as nw
        with needed(problems.TABLES, "numpy", "data"):
            import numpy  # noqa: F401
        with needed(problems.TABLES, "pyarrow", "data"):
            import pyarrow  # noqa: F401

        narrow = nw.from_native(frame)
        lazy = isinstance(narrow, nw.LazyFrame)
        eager = narrow.collect(backend="pyarrow") if lazy else narrow
        found = self.arrow(eager.to_arrow(), threads)
        match narrow.implementation:
            case nw.Implementation.POLARS:
                made = nw.from_arrow(found, backend="polars").to_native()
                return made.lazy() if lazy else made
            case nw.Implementation.PANDAS:
                import pandas as pd  # type: ignore[import-untyped]

                return found.to_pandas(types_mapper=pd.ArrowDtype).set_axis(frame.index, axis=0)
            case nw.Implementation.DUCKDB:
                import duckdb

                return duckdb.from_arrow(found)
            case _:
                return found

    def arrow(self, table: pa.Table, threads: int | None = None) -> pa.Table:
        """The results of an Arrow table's rows."""
        import numpy as np
        import pyarrow as pa

        from rubrikdsl.workspace.frames import write

        while any(pa.types.is_struct(column.type) for column in table.columns):
            table = table.flatten()
        schema = self.schema(table.column_names)
        rows = table.num_rows
        waiting = np.zeros(rows, np.bool_)
        threads = threads or os.cpu_count() or 1
        layout = self._layout(tuple(table.column_names))
        said = {} if layout is None else self._held(layout, table, threads)
        program = None if layout is None else self._program(layout, said)
        columns: dict[str, pa.Array] = {}
        if layout is None or program is None:
            single = self._singly(table, range(rows))
            for name in schema.names[:-1]:
                found = {row: values.get(name) for row, (values, _) in single.items()}
                columns[name] = write.alone(schema.field(name).type, rows, found)
        else:
            slots = [said[slot.kind, slot.index] for slot in program.program.slots]
            answers, refer = program.run(slots, rows, threads)
            refer |= self._refused(layout, said, rows)
            single = self._singly(table, np.flatnonzero(refer).tolist())
            for output, answer in zip(program.program.outputs, answers, strict=True):
                found = {row: values.get(output.name) for row, (values, _) in single.items()}
                type = schema.field(output.name).type
                columns[output.name] = write.column(output, answer, program.program.words, refer, found, type)
                waiting |= answer.missing
        sound = sum(not codes for _, codes in single.values())
        if sound:
            warnings.warn(str(problems.scored_singly(sound, rows)), stacklevel=4)
        reasons = {row: "; ".join(codes) or None for row, (_, codes) in single.items()}
        columns[PROBLEMS] = write.reasons(waiting, NOT_ANSWERED, reasons)
        return pa.table(columns, schema)

    def schema(self, columns: Iterable[str]) -> pa.Schema:
        """The columns of the results of any table with these columns, whatever its rows are."""
        import pyarrow as pa

        from rubrikdsl.workspace.frames.schema import given_by
        from rubrikdsl.workspace.frames.schema import results

        names = tuple(columns)
        if names not in self._schemas:
            plans = [variant.ready.plan for variant in self.rubric.variants]
            found = results([(plan, given_by(names_of(plan), names)) for plan in plans])
            self._schemas[names] = pa.schema([*found.items(), (PROBLEMS, pa.string())])
        return self._schemas[names]

    def _layout(self, names: tuple[str, ...]) -> Layout | None:
        """How tables with these columns are read; None where rows are to be read one by one."""
        if len(self.rubric.variants) > 1 or self._plan.collections:
            return None
        return layout_of(self._names, names)

    def _held(self, layout: Layout, table: pa.Table, threads: int) -> dict[Key, Column]:
        """What each column that is read says, by what it is said of."""
        from concurrent.futures import ThreadPoolExecutor

        slots, words = slots_of(self._plan, layout.said())

        def one(slot: Slot) -> Column:
            name = layout.column(slot)
            return held(slot, table.column(name), name, layout.targets[name], self._plan, words, threads)

        with ThreadPoolExecutor(threads) as pool:
            return dict(zip(slots, pool.map(one, slots.values()), strict=True))

    def _program(self, layout: Layout, said: Mapping[Key, Column]) -> Columns | None:
        """The program for columns of which these are whole; None where there is none."""
        whole = frozenset(key for key, one in said.items() if one.is_whole)
        readings = frozenset((node, reading) for node, (reading, _) in layout.nodes.items())
        made = (frozenset(layout.fields), readings, whole)
        if made not in self._made:
            try:
                self._made[made] = Columns(lower(self._plan, layout.said(whole)))
            except (UnloweredError, TooWideError):
                self._made[made] = None
        return self._made[made]

    def _refused(self, layout: Layout, said: Mapping[Key, Column], rows: int) -> Mask:
        """Rows that say something of a node and of what lies below it, or what is unsound and not read."""
        import numpy as np

        found = np.zeros(rows, np.bool_)
        for (kind, index), one in said.items():
            if one.refer is not None:
                found |= one.refer
            at = self._plan.fields[index].owner if kind == "field" else self._plan.nodes[index].parent
            while at is not None:
                if at in layout.nodes:
                    found |= ~(_missing(one, rows) | _missing(said["node", at], rows))
                at = self._plan.nodes[at].parent
        return found

    def _singly(
        self, table: pa.Table, rows: Sequence[int]
    ) -> dict[int, tuple[Mapping[str, Value | None], list[str]]]:
        """By row: the values of records that are scored one by one, and the codes of their problems."""
        if not len(rows):
            return {}
        import pyarrow as pa

        found: dict[int, Alone] = {}
        for row, record in zip(rows, table.take(pa.array(rows, pa.int64())).to_pylist(), strict=True):
            values: dict[str, Value | None] = {}
            try:
                result = self.rubric._row(record, row + 1).result
            except RecordError as refused:
                told = refused.problems
            else:
                told = result.problems
                values = {named.name: named.value for named in result.values}
            codes = [each.code for each in told if each.severity in ("error", "incomplete")]
            found[row] = values, list(dict.fromkeys(codes))
        return found


def _missing(held: Column, rows: int) -> Mask:
    import numpy as np

    return np.zeros(rows, np.bool_) if held.missing is None else held.missing
