"""Data files part by part where records are scored one by one: in little memory, whatever is asked of them.

Days of their own, keys that name all levels, a result for each reading, bounds, objects of JSON: small parts
go through the very functions that small data go through.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import titled
from rubrikdsl.engine.results import named_steps
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import bounded
from rubrikdsl.records.bind import ID
from rubrikdsl.records.bind import Bound
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.write import Scored
from rubrikdsl.records.write import tabled
from rubrikdsl.tables.columnar import columns_of
from rubrikdsl.workspace.days import Editions
from rubrikdsl.workspace.days import Scorers
from rubrikdsl.workspace.days import editions
from rubrikdsl.workspace.days import score_by_day
from rubrikdsl.workspace.days import score_on_day
from rubrikdsl.workspace.frames.scored import PROBLEMS
from rubrikdsl.workspace.frames.scored import READING
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import joined
from rubrikdsl.workspace.scoring import told
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import BrokenError
from rubrikdsl.workspace.streams.batches import Opened
from rubrikdsl.workspace.streams.cells import in_type
from rubrikdsl.workspace.streams.cells import texts
from rubrikdsl.workspace.streams.marks import decided
from rubrikdsl.workspace.streams.reads import Reads
from rubrikdsl.workspace.streams.run import ahead
from rubrikdsl.workspace.streams.together import together

if TYPE_CHECKING:
    import pyarrow as pa

FEW: Final = 4096
"""Rows of a part: a record with all that was found of it takes some kilobytes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What scores the records: the text of a day with its readings, or each record's own by a column.

    `partial` asks for bounds, `all_readings` for a result for each reading.
    """

    offer: Offer
    dated: Dated | None
    variants: tuple[Variant, ...]
    readings: tuple[str, ...] = ()
    date_column: str | None = None
    partial: bool = False
    all_readings: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """Rows of a file and the results of their records."""

    batch: Batch
    rows: tuple[Scored, ...]

    @property
    def count(self) -> int:
        """How many results."""
        return len(self.rows)


class Singly:
    """Files of one run, and the columns of their results, as `run.Stream` has them."""

    singly = 0
    """That it goes slowly was asked for."""

    def __init__(self, asked: Asked, files: Sequence[Opened], reading: Reading, scorer: Scorers) -> None:
        self.files, self.asked, self._reading = files, asked, reading
        self._scorers: dict[int, Callable[[Bound], Row]] = {}
        self._make = scorer
        self._editions = None if asked.dated is not None else self._days()
        self.variants = asked.variants if self._editions is None else _met(self._editions)
        self._reads = Reads([variant.ready.plan for variant in self.variants], reading.id_column)

    @property
    def named(self) -> bool:
        """Whether records have names of their own."""
        return any(self._reads.ids(file.columns) for file in self.files)

    def schema(self, form: str) -> pa.Schema:
        """The columns of a file of results; all texts in CSV."""
        import pyarrow as pa

        from rubrikdsl.workspace.frames.people import said_of
        from rubrikdsl.workspace.frames.schema import given_by
        from rubrikdsl.workspace.frames.schema import results

        named = {one.name: one for variant in self.variants for one in _named(variant)}
        heads = [ID, *([READING] if self.asked.all_readings else []), *self._reading.keep]
        beside = bounded.headings(bounded.columns([list(named.values())] if self.asked.partial else []))
        types: dict[str, pa.DataType] = {}
        if form != "csv":
            usable = [self.asked.dated] if self.asked.dated is not None else self.asked.offer.usable
            plans = [variant.ready.plan for one in usable for variant in one.variants]
            columns = tuple(dict.fromkeys(name for file in self.files for name in file.columns))
            types = results([(plan, given_by(said_of(plan, columns, self._reading))) for plan in plans])
        names = [*heads, *named, *(one.name for one in beside), PROBLEMS]
        return pa.schema([(name, types.get(name, pa.string())) for name in names])

    def parts(self) -> Iterator[Scores]:
        """Everything, in order; raises `BrokenError`, `FileError` and `ApartError`."""
        seen: set[str] = set()
        for file in self.files:
            for batch in self._batches(file, seen):
                yield Scores(batch, tuple(self._scored(batch.raw(range(batch.table.num_rows)))))

    def table(self, rows: Sequence[Scored], schema: pa.Schema) -> pa.Table:
        """Results as columns of a file."""
        import pyarrow as pa

        found = columns_of(tabled(rows))
        count = len(rows)
        columns = [
            in_type(pa.chunked_array([found[field.name]]), field.type)
            if field.name in found
            else pa.nulls(count, field.type)
            for field in schema
        ]
        return pa.table(columns, schema=schema)

    def _batches(self, file: Opened, seen: set[str]) -> Iterator[Batch]:
        reading, split = self._reading, self._reading.by_split
        ids = self._reads.ids(file.columns)
        read = [name for name in file.columns if self._reads(name) and name not in ids]
        numbers = {name for name in read if self._reads.is_number(name)}
        if reading.by or split is not None:
            rows = (
                part for batch in ahead(decided(file, file.columns, ids, numbers)) for part in _cut(batch)
            )
            column, between = (split.column, split.between) if split is not None else (reading.by[0], None)
            yield from together(rows, column, seen, between)
            return
        beside = [self.asked.date_column] if self.asked.date_column is not None else []
        for batch in ahead(decided(file, {*read, *ids, *reading.keep, *beside}, ids, numbers)):
            yield from _cut(batch)

    def _scored(self, raws: Sequence[RawRecord]) -> Iterator[Scored]:
        asked = self.asked
        if asked.dated is not None:
            rows, loose = score_on_day(asked.dated, asked.variants, raws, self._reading, scorer=self._scorer)
        else:
            assert asked.date_column is not None
            rows, loose = score_by_day(
                asked.offer,
                asked.readings,
                asked.date_column,
                raws,
                self._reading,
                scorer=self._scorer,
                known=self._editions,
            )
        fault = next((each for each in loose if each.severity == "error"), None)
        if fault is not None and not rows:
            raise BrokenError(fault)
        for row in rows:
            if asked.all_readings:
                yield from (told(one, titled(one.choice), partial=asked.partial) for one in row.rows)
            else:
                yield told(joined(row.rows), partial=asked.partial)

    def _scorer(self, variant: Variant) -> Callable[[Bound], Row]:
        """What scores the records of a text, the same for all parts."""
        if id(variant) not in self._scorers:
            self._scorers[id(variant)] = self._make(variant)
        return self._scorers[id(variant)]

    def _days(self) -> Editions:
        """The editions of the days that the files have; raises `MomentError`."""
        column = self.asked.date_column
        assert column is not None
        days: dict[str, None] = {}
        for file in self.files:
            if column in file.columns:
                for batch in file.batches([column]):
                    days |= dict.fromkeys(texts(batch.table.column(column)).unique().to_pylist())
        return editions(self.asked.offer, self.asked.readings, days)


def _met(known: Editions) -> tuple[Variant, ...]:
    """The texts of the editions in the order in which the rows have them."""
    met = [one if isinstance(one, Dated) else known.used[0] for one in known.days.values()]
    ones = {id(one): one for one in (*met, *known.used)}.values()
    return tuple(variant for one in ones for variant in known.variants[id(one)])


def _named(variant: Variant) -> list[Named]:
    return [named for named, _ in named_steps(variant.ready.plan)]


def _cut(batch: Batch) -> Iterator[Batch]:
    """The same rows in parts that records are made of."""
    for start in range(0, batch.table.num_rows, FEW):
        yield batch.part(start, min(start + FEW, batch.table.num_rows))
