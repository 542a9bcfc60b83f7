"""Records of one rubric, held together: each is scored once, when it is first asked for.

`Rubric.population` makes one, from a file or from rows. No record is dropped: one that cannot be scored is a
result with its problems, and what belongs to no record stands in `Population.problems`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from os import PathLike
from typing import TYPE_CHECKING
from typing import Union

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.engine.results import named_steps
from rubrikdsl.records.bind import is_bound
from rubrikdsl.records.bind import kept_of
from rubrikdsl.records.bind import names_of
from rubrikdsl.records.bind import told_of
from rubrikdsl.records.flat import Cells
from rubrikdsl.records.flat import flattened
from rubrikdsl.records.levels import Split
from rubrikdsl.records.spread import said_by
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.workspace.api import Rank
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.api import _plain
from rubrikdsl.workspace.columns import Column
from rubrikdsl.workspace.columns import as_answers
from rubrikdsl.workspace.columns import beside
from rubrikdsl.workspace.columns import known
from rubrikdsl.workspace.data import Data
from rubrikdsl.workspace.data import read_data
from rubrikdsl.workspace.kept import Kept
from rubrikdsl.workspace.outline import Entry
from rubrikdsl.workspace.outline import of_columns
from rubrikdsl.workspace.scoring import EVERY
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import bound
from rubrikdsl.workspace.scoring import joined
from rubrikdsl.workspace.scoring import located
from rubrikdsl.workspace.scoring import scored

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.engine.explanation import Standing
    from rubrikdsl.engine.ranking import Placed
    from rubrikdsl.engine.ranking import Ranked
    from rubrikdsl.plan.ir import Ranking
    from rubrikdsl.program.many import Known
    from rubrikdsl.program.runners import Runners
    from rubrikdsl.semantics.record import Value
    from rubrikdsl.workspace.api import Plain
    from rubrikdsl.workspace.held import Held
    from rubrikdsl.workspace.questions import Answer
    from rubrikdsl.workspace.questions import Expression

Rows = Union[Data, str, PathLike[str], Iterable[Mapping[str, object]]]
"""A file of records, what was read of files, or the records themselves."""

Watch = Callable[[int, int], None]
"""What is told how far long work is: how many are done, of how many."""


class Population:
    """Records of a rubric, in the order of the data. Make one with `Rubric.population`.

    >>> import rubrikdsl as rb
    >>> rows = [{"record": "Kota Ambon", "nilai": "89.03", "provinsi": "Maluku"}, {"record": "Kota Tual"}]
    >>> people = rb.load("kepatuhan.unit", on="2024-12-31").population(rows)
    >>> [(each.record, each["kategori"], each.carried["provinsi"]) for each in people]
    [('Kota Ambon', 'A', 'Maluku'), ('Kota Tual', None, '')]
    """

    def __init__(self, rubric: Rubric, data: Data, reading: Reading) -> None:
        self.rubric = rubric
        self.data = data
        self._reading = reading
        plans = [variant.ready.plan for variant in rubric.variants]
        is_read = any(known(data.records, plan, reading) for plan in plans)
        self.columns = beside(data.records, plans, reading) if is_read else ()
        carrying = replace(reading, keep=self.columns)
        self._bindings = [bound(v.ready, data.records, carrying, whole=data.whole) for v in rubric.variants]
        first = self._bindings[0].records if is_bound(self._bindings) else ()
        self._results: list[Result | None] = [None] * len(first)
        self._columns: dict[int, tuple[Column, ...]] = {}
        self._cells: dict[str, Cells] = {}
        self._answered: dict[str, tuple[Answer, ...]] = {}
        self.names = names_of(first)
        self.problems: tuple[Problem, ...] = (*data.problems, *self._misspelt(), *told_of(self._bindings))

    def __repr__(self) -> str:
        return f"<Population {self.rubric.name}: {len(self)} records>"

    def __len__(self) -> int:
        return len(self._results)

    def __getitem__(self, at: int) -> Result:
        """The result of the record at a place of the data, scored when it is first asked for."""
        found = self._results[at]
        if found is None:
            place = range(len(self))[at]
            kept = self._kept(place)
            found = self._results[at] = Result(self._row(place)) if kept is None else kept
        return found

    def _kept(self, at: int) -> Kept | None:
        """The result of a sound record, with nothing but its values and what they wait for."""
        held = self.__dict__.get("_held")  # all at once, where more than a few were asked for
        if held is not None and held.found is not None:
            values = held.at(at)
            return None if values is None else Kept(self, at, values)
        bound = self._bindings[0].records[at]
        if self._runners is None or bound.problems:
            return None
        found = self._runners(bound.record)
        return None if found is None else Kept(self, at, found)

    @cached_property
    def _runners(self) -> Runners | None:
        from rubrikdsl.program.runners import Runners

        variants = self.rubric.variants
        return Runners(variants[0].ready.plan) if len(variants) == 1 else None

    @cached_property
    def _held(self) -> Held | None:
        """What programs have of the records; None where these are not held by column, or are read twice."""
        records = self._bindings[0].records
        many = said_by(records) if len(self.rubric.variants) == 1 else None
        if many is None:
            return None
        from rubrikdsl.workspace.held import Held

        return Held(self.rubric.ready.plan, many, lambda at: records[at].record)

    def answers(self, name: str, watch: Watch | None = None) -> tuple[Answer, ...]:
        """The value of that name in every record, or why there is none; `KeyError` where nothing has it.

        >>> import rubrikdsl as rb
        >>> people = rb.load("kepatuhan.unit", on="2024-12-31").population([{"nilai": 80}, {}])
        >>> [(answer.value, answer.status) for answer in people.answers("kategori")]
        [('B', 'final'), (None, 'unknown')]
        """
        if name not in self._answered:
            from rubrikdsl.workspace.questions import answers_of
            from rubrikdsl.workspace.questions import completed

            known = None if self._held is None else self._held.known(name)
            quick = answers_of(known, len(self))
            self._answered[name] = completed(quick, lambda at: self._answer(at, name), watch)
        return self._answered[name]

    def standings(self, watch: Watch | None = None) -> tuple[tuple[Standing, ...], ...]:
        """Of every record the classes by ranges that are final, with the next ones.

        >>> import rubrikdsl as rb
        >>> people = rb.load("kepatuhan.unit", on="2024-12-31").population([{"nilai": 80}, {}])
        >>> [[(each.code, each.next.code) for each in one] for one in people.standings()]
        [[('B', 'A')], []]
        """
        found: list[tuple[Standing, ...]] = []
        held = None if self._held is None else self._held.standings()
        for at, quick in enumerate(repeat(None, len(self)) if held is None else held):
            if watch is not None and at % EVERY == 0:
                watch(at, len(self))
            found.append(self._standing(at) if quick is None else quick)
        return tuple(found)

    def _standing(self, at: int) -> tuple[Standing, ...]:
        from rubrikdsl.engine.explanation import Standing

        each = self[at].classifications
        return tuple(Standing(one.name, one.value, one.code, one.next, one.previous) for one in each)

    @property
    def value_names(self) -> tuple[str, ...]:
        """The names that a result has values of, in the order of the rubric."""
        return tuple(self._places)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {named.name: at for at, (named, _) in enumerate(named_steps(self.rubric.ready.plan))}

    def _answer(self, at: int, name: str) -> Answer:
        from rubrikdsl.workspace.questions import Answer

        result = self[at]
        status = result.status(name)
        told = result.problems if status == "refused" else ()
        return Answer(result[name], status, result.waiting(name), told)

    def __iter__(self) -> Iterator[Result]:
        return (self[at] for at in range(len(self)))

    @property
    def is_scored(self) -> bool:
        """Whether every record was scored."""
        return None not in self._results

    def results(self, watch: Watch | None = None) -> tuple[Result, ...]:
        """Every result; `watch` is told now and then how many are done, of how many."""
        self._held  # noqa: B018  (all at once, before one by one)
        for at in range(len(self)):
            if watch is not None and at % EVERY == 0:
                watch(at, len(self))
            self[at]
        return tuple(self)

    def which(self, text: str) -> tuple[int, ...]:
        """The places of the records that a text may name: none, one, or several equals.

        The name itself decides first, then the name in whatever case and spacing, then a part of it, and
        last every word of the text in any order.
        """
        wanted = fold(text)
        words = wanted.split()
        ways: tuple[Callable[[str, str], bool], ...] = (
            lambda name, _: name == text,
            lambda _, folded: folded == wanted,
            lambda _, folded: wanted in folded,
            lambda _, folded: all(word in folded for word in words),
        )
        if not words:
            return ()
        folded = self._folded
        for way in ways:
            found = tuple(at for at, pair in enumerate(zip(self.names, folded, strict=True)) if way(*pair))
            if found:
                return found
        return ()

    def nearest(self, text: str) -> str | None:
        """The name, or the last part of one, that a text which names no record is nearest to, if one is."""
        parts = (part for name in self.names for part in dict.fromkeys((name, name.split(BETWEEN)[-1])))
        return nearest(text, parts)

    def rank(self, name: str | None = None) -> tuple[Rank, ...]:
        """The records in the order of a ranking, as `Rubric.rank` has them."""
        placed = None if self._held is None else self._held.placed(self.rubric._ranking(name), self.names)
        if placed is None:
            return self.rubric._ranked([result._row for result in self.results()], name)
        return tuple(self._ranks(self.rubric._ranking(name), placed))

    def _ranks(self, ranking: Ranking, placed: Iterable[Placed | Ranked | None]) -> Iterator[Rank]:
        every = (self._place(ranking, at) if one is None else one for at, one in enumerate(placed))
        from rubrikdsl.engine.ranking import in_order

        made: dict[int, Plain | None] = {}  # records of one value share it

        def plain(value: Value | None) -> Plain | None:
            if id(value) not in made:
                made[id(value)] = None if value is None else _plain(value)
            return made[id(value)]

        for one in in_order(ranking, every):
            problem = one.problem
            if problem is not None:
                problem = located(problem, self._bindings[0].records[one.at])
            value, *within = (plain(each) for each in (one.value, *one.within))
            yield Rank(one.record, one.rank, value, tuple(within), problem, self[one.at])

    def _place(self, ranking: Ranking, at: int) -> Placed | Ranked:
        """A record that takes the reference interpreter, which a ranking reads as it is."""
        from rubrikdsl.engine.ranking import place

        row = self[at]._row
        return place(ranking, at, row.run, row.result)

    def under(self, rubric: Rubric) -> Population:
        """The same data under another rubric, another day of it, or another reading."""
        return Population(rubric, self.data, self._reading)

    def expression(
        self, text: str, *, values: Mapping[str, str] | None = None, first: Language | None = None
    ) -> Expression:
        """A question as `Rubric.expression` reads it, which may name the columns carried along too."""
        from rubrikdsl.workspace.questions import expression

        return expression(self.rubric, text, columns=self._answers, values=values, first=first)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The columns carried along that a question can name, as `Rubric.entries` has what a rubric names."""
        return of_columns(self._answers(0))

    def _answers(self, first: int) -> tuple[Column, ...]:
        """The columns carried along as answers; `first` is the index of the first of them."""
        if first not in self._columns:
            texts = {column: list(map(str, self._kept_cells(column).different)) for column in self.columns}
            self._columns[first] = as_answers(texts, first)
        return self._columns[first]

    def carried(self, column: str) -> tuple[str, ...]:
        """The texts of a column carried along, one a record."""
        return tuple(map(str, self._kept_cells(column)))

    def _said(self, column: Column) -> Known:
        """What a column carried along says of every record."""
        from rubrikdsl.program.many import Known

        cells = self._kept_cells(column.heading)
        return Known(tuple(column.answer(str(text)) for text in cells.different), cells.at)

    def _kept_cells(self, heading: str) -> Cells:
        if heading not in self._cells:
            self._cells[heading] = kept_of(self._bindings[0].records, heading)
        return self._cells[heading]

    def _misspelt(self) -> tuple[Problem, ...]:
        """Columns that are carried along, and may be meant for something that the rubric does read."""
        first = self.data.records[:1]
        plain = [bound(variant.ready, first, self._reading) for variant in self.rubric.variants]
        found = told_of(plain) if self.columns and first else ()
        return tuple(problem for problem in found if problem.code == "column-unknown")

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(fold(name) for name in self.names)

    def _row(self, at: int) -> Row:
        each = zip(self.rubric.variants, self._bindings, strict=True)
        return joined([scored(v.ready, binding.records[at], v.choice) for v, binding in each])


def population(
    rubric: Rubric,
    rows: Rows,
    *,
    id_column: str | None = None,
    by: Union[str, Sequence[str]] = (),
    by_split: tuple[str, str] | None = None,
    collection: str | None = None,
) -> Population:
    """The records of a file, of data that was read, or of rows; raises `FileError`."""
    columns = (by,) if isinstance(by, str) else tuple(by)
    split = None if by_split is None else Split(*by_split)
    return Population(rubric, _data(rows), Reading(id_column, (), columns, split, collection))


def _data(rows: Rows) -> Data:
    if isinstance(rows, Data):
        return rows
    if isinstance(rows, (str, PathLike)):
        return read_data(rows)
    return Data((), flattened([from_mapping(row) for row in rows]), (), "")
