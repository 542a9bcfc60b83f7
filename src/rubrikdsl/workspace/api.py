"""The Python API: `load` a rubric, `score` records, read results. `docs/python.md` shows it on one page.

Two functions raise, one error each: `load` raises `RubricError` (with the findings), `Rubric.score` raises
`RecordError` (with the problems). Everything else answers.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import ItemsView
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import KeysView
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from os import PathLike
from os import fspath
from typing import TYPE_CHECKING
from typing import Literal
from typing import TypeVar
from typing import Union
from typing import cast

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.result import titled
from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.records.write import to_object
from rubrikdsl.source import Source
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import day_of
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import account
from rubrikdsl.workspace.scoring import bounds
from rubrikdsl.workspace.scoring import digest_of
from rubrikdsl.workspace.scoring import explained
from rubrikdsl.workspace.scoring import ranked
from rubrikdsl.workspace.scoring import score_under
from rubrikdsl.workspace.scoring import told
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Workspace

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.engine.explanation import Classification
    from rubrikdsl.engine.explanation import Explanation
    from rubrikdsl.engine.partial.result import Bounds as Found
    from rubrikdsl.engine.result import Named
    from rubrikdsl.engine.result import Status
    from rubrikdsl.pictures import Picture
    from rubrikdsl.plan.ir import Ranking
    from rubrikdsl.records.bind import Bound
    from rubrikdsl.semantics.record import Value
    from rubrikdsl.semantics.terms import Clause
    from rubrikdsl.workspace.assumptions import Assumption
    from rubrikdsl.workspace.compiled import Compiled
    from rubrikdsl.workspace.frames.scored import Tables
    from rubrikdsl.workspace.outline import Entry
    from rubrikdsl.workspace.population import Population
    from rubrikdsl.workspace.population import Rows
    from rubrikdsl.workspace.questions import Expression
    from rubrikdsl.workspace.scales import Scale
    from rubrikdsl.workspace.shelf import Offer
    from rubrikdsl.workspace.shelf import Ready
    from rubrikdsl.workspace.typed import Readable
    from rubrikdsl.workspace.whynot import WhyNot
    from rubrikdsl.workspace.workspace import Held

Plain = Union[Number, bool, str, frozenset[str], date]
"""What a result is: an exact number, a truth, a code or text, a set of codes, a date."""

FEW = 4
"""Records that are scored one by one before a function is made for the others."""

TEXT = "<text>"
"""The name of a text that came from no file."""


Frame = TypeVar("Frame")
Dialect = Literal["duckdb", "postgres", "sqlite", "spark", "bigquery"]
"""A table of Polars, pandas or Arrow."""


class RubricError(Exception):
    """`load` found no usable rubric. `diagnostics` are the findings, `sources` the texts they point into.

    Where there are none, `message` and `help` say in both languages what is wrong, and what to do. `moment`:
    there is such a rubric, but no day or reading says which text of it is meant, or there is none then.
    """

    def __init__(
        self,
        message: Words | str,
        diagnostics: tuple[Diagnostic, ...] = (),
        *,
        help: Words | None = None,
        sources: Mapping[str, Source] | None = None,
        moment: bool = False,
    ) -> None:
        super().__init__(f"{message}; {help}" if help else str(message))
        self.message = message if isinstance(message, Words) else Words(message, message)
        self.help = help
        self.diagnostics = diagnostics
        self.sources = dict(sources or {})
        self.moment = moment


class RecordError(Exception):
    """`score` was given a record that cannot be scored. `problems` say what is wrong with it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Band:
    """The band of a result: its code and further columns; all None where it is not final."""

    name: str
    code: str | None
    attributes: Mapping[str, Plain | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a value that is not final can still become.

    `low` and `high` are the ends of a number (None: no bound on that side), `values` what a code or a truth
    can be, `not_applicable` whether it may turn out not to apply. `certain`: every completion gives the same.
    `exact`: a completion attains each end and value; else all lie within, perhaps closer. `deciding` are the
    answers of which one alone can change a code or truth, the one that tells most first; `deciding_exact` is
    whether each was seen to.
    """

    name: str
    low: Number | None
    high: Number | None
    values: tuple[Plain, ...]
    not_applicable: bool
    certain: bool
    exact: bool
    deciding: tuple[str, ...]
    deciding_exact: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """Days on which a rubric has one text (None is open), and the instruments that make it, base first."""

    start: date | None
    end: date | None
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a record in a ranking; `rank` is None where it has none, and `problem` says why.

    `value` is what it is ranked by, `within` the answers of those that it is ranked among.
    """

    record: str
    rank: int | None
    value: Plain | None
    within: tuple[Plain | None, ...]
    problem: Problem | None
    result: Result


class Result:
    """What scoring one record gave.

    >>> import rubrikdsl as rb
    >>> result = rb.load("kepatuhan.unit", on="2024-12-31").score({"record": "Kota Metro", "nilai": "80.85"})
    >>> result["nilai"], result["kategori"], result.bands["kategori"].attributes["zona"]
    (Number('80.85'), 'B', 'hijau')
    """

    _bound: tuple[Bound, str] | None = None
    """Of a complete record of a population: what it says, and the digest of what scored it."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getitem__(self, name: str) -> Plain | None:
        """The value of that name (`nilai`, `kategori.zona`); None where it is not final; `KeyError` else."""
        return _plain(self._named[name].value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)

    def __contains__(self, name: object) -> bool:
        return name in self._named

    def get(self, name: str) -> Plain | None:
        """The value of that name; None where it is not final or there is none."""
        named = self._named.get(name)
        return _plain(named.value) if named else None

    def keys(self) -> KeysView[str]:
        """The names, in the order of the rubric; so `dict(result)` works."""
        return self.values.keys()

    def items(self) -> ItemsView[str, Plain | None]:
        """Names and values."""
        return self.values.items()

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"<Result {self.record!r}: {shown}>"

    @property
    def record(self) -> str:
        """The record's name."""
        return self._row.result.record

    @property
    def values(self) -> dict[str, Plain | None]:
        """All named values, in the order of the rubric; None where one is not final."""
        return {name: _plain(named.value) for name, named in self._named.items()}

    @property
    def bands(self) -> dict[str, Band]:
        """The classifications by name."""
        codes = [named for named in self._row.result.values if named.kind == "code"]
        return {code.name: self._band(code) for code in codes}

    @property
    def classifications(self) -> tuple[Classification, ...]:
        """The classes by ranges, each with how far the value is from the next ones; those that are final.

        >>> import rubrikdsl as rb
        >>> result = rb.load("kepatuhan.unit", on="2024-12-31").score({"nilai": "80.85"})
        >>> [(one.code, one.next.code, str(rb.Number(one.next.distance))) for one in result.classifications]
        [('B', 'A', '7.15')]
        """
        from rubrikdsl.workspace.scoring import classified

        return classified(self._row)

    @property
    def is_final(self) -> bool:
        """Whether every value is final (or does not apply)."""
        return self._row.result.is_final

    def shown(self, name: str) -> int | None:
        """The decimals that the rubric prints a value of that name with; None where it does not say."""
        return self._named[name].shown

    def status(self, name: str) -> Status:
        """Why the value of that name is there or not."""
        return self._named[name].status

    def waiting(self, name: str) -> tuple[str, ...]:
        """The answers that a value which is not final waits for, by path."""
        return self._named[name].waiting

    @property
    def under(self) -> dict[str, Result]:
        """The result under each reading of what the rubric leaves open; nothing where it is settled."""
        return {titled(row.choice): Result(row) for row in self._row.under}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the record, or worth saying."""
        return self._row.result.problems

    @property
    def carried(self) -> dict[str, str]:
        """The texts of the columns that the rubric does not read, where its record came from a population."""
        return dict(self._row.bound.kept)

    @property
    def assumed(self) -> tuple[Clause, ...]:
        """The clauses marked `assumed` that the result rests on."""
        return self._row.result.assumed

    def why_not(self, code: str, name: str | None = None) -> WhyNot:
        """What stands between the record and a class: the distance, single answers that would be enough.

        `name` says which classification, where several have the code; `KeyError` where none has it.
        """
        from rubrikdsl.workspace.whynot import why_not

        return why_not(self, code, name)

    def explain(self) -> Explanation:
        """Why it is so: contributions that add up exactly, bands, losses, sources, assumptions."""
        return account(self._row)

    def explain_text(self, language: Language = "en") -> str:
        """The explanation as `rubrik explain` prints it."""
        from rubrikdsl.records.explanation import to_text

        return "\n".join(to_text(each, language) for each in explained(self._row))

    def pictures(self, language: Language = "en") -> tuple[Picture, ...]:
        """The account as pictures: points of the parts, how they add up, rulers of the bands."""
        from rubrikdsl.workspace.pictured import accounts

        return tuple(picture for _, pictures in accounts(self._row, language) for picture in pictures)

    def to_dict(self, *, partial: bool = False) -> dict[str, object]:
        """As an object of the JSON that `rubrik score --format json` (`--partial`) writes."""
        return to_object(told(self._row, partial=partial))

    @cached_property
    def bounds(self) -> dict[str, Bounds]:
        """What each open value can still become, by name, over all completions of the record; no result.

        Found when it is first asked for; empty where nothing is open, and of a refused record. Where the
        reading is open too, over all readings.

        >>> import rubrikdsl as rb
        >>> bounds = rb.load("kepatuhan.unit", on="2024-12-31").score({"input.points": 8.72}).bounds["nilai"]
        >>> str(bounds.low), str(bounds.high), bounds.exact
        ('8.72', '86.87', True)
        """
        return {found.name: _public(found) for found in bounds(self._row)}

    @cached_property
    def _named(self) -> dict[str, Named]:
        return {named.name: named for named in self._row.result.values}

    def _band(self, code: Named) -> Band:
        start = f"{code.name}."
        attributes = {
            named.name.removeprefix(start): _plain(named.value)
            for named in self._row.result.values
            if named.kind == "attribute" and named.name.startswith(start)
        }
        return Band(code.name, code.value if isinstance(code.value, str) else None, attributes)


class Rubric:
    """A checked rubric on a day. Make one with `load`."""

    def __init__(
        self,
        ready: Ready,
        variants: Sequence[Variant] = (),
        offer: Offer | None = None,
        origin: tuple[Workspace, str, Moment] | None = None,
    ) -> None:
        self._ready = ready
        self._variants = tuple(variants) or (Variant((), ready),)
        self._offer = offer
        self._origin = origin
        self._readable: tuple[Readable, ...] | None = None
        self._scored = 0

    def __reduce__(self) -> tuple[Callable[..., Rubric], tuple[object, ...]]:
        origin = None if self._origin is None else self._origin[1:]
        return _again, (self._ready, self._variants, self._offer, origin)

    def __repr__(self) -> str:
        return f"<Rubric {self.name}>"

    @property
    def ready(self) -> Ready:
        """What it is made of: its plan and digest."""
        return self._ready

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Its text under each reading of what it leaves open; one where it is settled."""
        return self._variants

    @property
    def name(self) -> str:
        """Its name (`kepatuhan.unit`)."""
        return self._ready.name

    @property
    def label(self) -> str:
        """Its title."""
        return self._ready.plan.label

    @property
    def valid(self) -> tuple[date | None, date | None]:
        """The first and last day on which it is in force; None is open."""
        return self._ready.plan.valid_from, self._ready.plan.valid_to

    @property
    def digest(self) -> str:
        """A digest of its meaning: the same wherever the same record gets the same result."""
        return digest_of([variant.ready for variant in self._variants])

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything in it that has a name, in its order: inputs, nodes, classes, outcomes, rankings.

        >>> import rubrikdsl as rb
        >>> [entry.path for entry in rb.load("lokasi.bobot").entries]
        ['lokasi', 'nilai', 'kepatuhan']
        """
        from rubrikdsl.workspace.outline import outline

        return outline(self._ready.plan)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Its tables of bands, with the ends of each class.

        >>> import rubrikdsl as rb
        >>> [(row.code, str(row.low)) for row in rb.load("kepatuhan.unit", on="2024-12-31").scales[0].rows]
        [('A', '88'), ('B', '78'), ('C', '54'), ('D', '32'), ('E', '0')]
        """
        from rubrikdsl.workspace.scales import scales

        return scales(self._ready.plan)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its lines that decide something, in order: what each is called, cites and assumes."""
        return self._ready.plan.clauses

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Its editions in order of time: the days of each, and the instruments that make it."""
        dated = () if self._offer is None else self._offer.usable
        return tuple(Edition(one.start, one.end, one.instruments) for one in dated)

    @property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """What it leaves open on this day: each ambiguity with its readings, less what was chosen."""
        found: dict[str, dict[str, None]] = {}
        for variant in self._variants:
            for ambiguity, reading in variant.choice:
                found.setdefault(ambiguity, {})[reading] = None
        return {name: tuple(readings) for name, readings in found.items() if len(readings) > 1}

    def score(self, record: Mapping[str, object]) -> Result:
        """Score one record; keys are as the columns of a file (`docs/data.md`), `record` its name.

        A float is read by its shortest decimal text (0.1 is one tenth). Missing answers do not raise: the
        values that need them are not final. Raises `RecordError` where an answer cannot be used.

        >>> import rubrikdsl as rb
        >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
        >>> points = {"input.poin": 8.72, "proses.poin": 10.76, "output.poin": 20.76, "pengaduan.poin": 9.61}
        >>> str(unit.score(points)["nilai"])
        '49.85'
        """
        if self._scored < FEW:  # a function of the rubric would take longer to make than these to score
            self._scored += 1
            return self._score_or_refuse(record)
        return self._compiled(record)

    @cached_property
    def _compiled(self) -> Compiled:
        from rubrikdsl.workspace.compiled import Compiled

        return Compiled(self)

    def compile(self) -> Compiled:
        """The rubric as a function of one record, for scoring very many of them one by one.

        The function takes what `score` takes, or a dataclass whose fields are the keys, and gives the same
        result, so much sooner that `score` itself turns to it after a few records. It is made anew for each
        set of keys that records come with (some milliseconds), is safe to call from many threads, and can be
        pickled. What it cannot do in whole numbers it leaves to the way that `score` begins with.

        >>> import rubrikdsl as rb
        >>> score = rb.load("kepatuhan.unit", on="2024-12-31").compile()
        >>> score({"record": "Kota Metro", "nilai": "80.85"})["kategori"]
        'B'
        """
        return self._compiled

    def score_table(
        self,
        frame: Frame,
        *,
        by: Union[str, Sequence[str]] = (),
        collection: str | None = None,
        id_column: str | None = None,
        keep: Union[str, Sequence[str]] = (),
        all_readings: bool = False,
        threads: int | None = None,
    ) -> Frame:
        """The results of every row of a table: a frame of Polars, pandas or Arrow in, the same kind out.

        Columns are found by the names that the keys of a record have; those that name nothing are left alone.
        There is a column a named value (null where it is not final; numbers are exact decimals, or texts such
        as `1/3` where they do not end) and `problems`, the codes of what keeps a row from being scored or
        complete. With `by`, rows are put together as `rubrik score --by` does, and there is a row for each
        record, in the order in which they first appear; `collection` chooses among several. Members may also
        stand in a column of lists of structs that is named like their collection.

        `record` comes first with the names of records, where rows are put together or `id_column` names them;
        then `keep`, columns to carry along. What the readings of the rubric do not agree on is null;
        `all_readings` gives a row for each of them, with its name in a column `reading`. All cores are used
        unless `threads` says how many. Rows that need the reference interpreter are scored one by one, and a
        warning says how many; the results are the
        same. Raises `RecordError` where the columns asked for cannot be used. Needs the extra `data`.

        >>> import rubrikdsl as rb, pyarrow as pa
        >>> table = pa.table({"nilai": ["80.85", "87.99", None]})
        >>> rb.load("kepatuhan.unit", on="2024-12-31").score_table(table).column("kategori").to_pylist()
        ['B', 'B', None]
        """
        reading = _reading(by, collection, id_column, keep)
        return cast("Frame", self._tables.score(frame, reading, threads, all_readings=all_readings))

    def to_sql(
        self,
        dialect: Dialect,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        id_column: str | None = "record",
        by: Union[str, Sequence[str]] = (),
        collection: str | None = None,
        ranking: str | None = None,
    ) -> str:
        """The rubric as one statement of SQL: a row out for every row of `table`, exactly.

        Columns of the table are named as the keys of a record are; without `columns`, those of every question
        and of every node that can only be given. Of each row come `id_column` (None: no such column), the
        named values and `problems`, as in `score_table` (see docs/sql.md). With `by`, rows with the same
        text in that column are members of one record (one column a level, the outermost first; `collection`
        says of which collection, where there are several), and there is a row out for each record. `ranking`
        adds the rank of every record by that ranking of the rubric. Raises `SqlError` where the dialect
        cannot do exactly what the rubric says. Needs the extra `sql`.

        >>> import rubrikdsl as rb
        >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
        >>> "FROM units" in unit.to_sql("duckdb", "units", columns=["nilai"])
        True
        """
        from rubrikdsl.workspace.sql import Asked
        from rubrikdsl.workspace.sql import to_sql

        by = (by,) if isinstance(by, str) else by
        return to_sql(self.ready, dialect, Asked(table, columns, id_column, by, collection, ranking))

    @cached_property
    def _tables(self) -> Tables:
        import os

        from rubrikdsl.program.columns import Ahead
        from rubrikdsl.workspace.cache import Cache
        from rubrikdsl.workspace.cache import default_folder
        from rubrikdsl.workspace.frames.scored import Tables

        return Tables(self, Ahead(store=Cache(default_folder(os.environ))))

    def _score_or_refuse(self, record: Mapping[str, object]) -> Result:
        result = self._score(record)
        if any(problem.severity == "error" for problem in result.problems):
            raise _refused(result.problems)
        return result

    def score_many(self, records: Iterable[Mapping[str, object]]) -> Iterator[Result]:
        """Score records one by one, as they come; a refused one is a result with its problems."""
        for number, record in enumerate(records, 1):
            yield self._score(record, number)

    def population(
        self,
        rows: Rows,
        *,
        id_column: str | None = None,
        by: Union[str, Sequence[str]] = (),
        by_split: tuple[str, str] | None = None,
        collection: str | None = None,
    ) -> Population:
        """Records held together, from a file or from rows; each is scored when it is first asked for.

        `id_column` is the column that names records, `by`, `by_split` and `collection` put rows together as
        `rubrik score --by` does. Raises `FileError` where the file cannot be read.
        """
        from rubrikdsl.workspace.population import population

        return population(self, rows, id_column=id_column, by=by, by_split=by_split, collection=collection)

    def expression(
        self, text: str, *, values: Mapping[str, str] | None = None, first: Language | None = None
    ) -> Expression:
        """A question in the rubric's own language, in either vocabulary; raises `TypedError`.

        `values` are further names with what they stand for, as `let` would have them; `first` is the
        vocabulary that is tried first (else the rubric's own).
        """
        from rubrikdsl.workspace.questions import expression

        return expression(self, text, values=values, first=first)

    def assume(self, text: str, *, first: Language | None = None) -> Assumption:
        """Answers assumed to be others, as an example's `given` has them; raises `TypedError`."""
        from rubrikdsl.workspace.assumptions import assume

        return assume(self, text, first=first)

    @property
    def rankings(self) -> tuple[str, ...]:
        """The names of its rankings."""
        return tuple(ranking.name for ranking in self._ready.plan.rankings)

    def rank(self, records: Iterable[Mapping[str, object]], name: str | None = None) -> tuple[Rank, ...]:
        """Records in the order of a ranking (`name` chooses where there are several; `KeyError` else).

        Group by group, best first; then the records without a rank, each with the problem that says why.
        """
        return self._ranked([self._row(record, number) for number, record in enumerate(records, 1)], name)

    def rank_table(
        self,
        frame: Frame,
        name: str | None = None,
        *,
        by: Union[str, Sequence[str]] = (),
        collection: str | None = None,
        id_column: str | None = None,
        keep: Union[str, Sequence[str]] = (),
        threads: int | None = None,
    ) -> Frame:
        """The records of a table in the order of a ranking, as a frame of the same kind.

        In the order of `rank`: `rank` (null where there is none), `record`, what is carried along, the inputs
        that records are ranked within, `value` that they are ranked by, `key_1` and so on that tell equals
        apart, and `problems`: `no-rank` where there is none, with what keeps the record from being complete.
        The rest is as for `score_table`; `name` chooses where there are several rankings (`KeyError` else).

        >>> import rubrikdsl as rb, pyarrow as pa
        >>> ranking = rb.load("kepatuhan.peringkat", on="2024-12-31")
        >>> table = pa.table({"tahun": [2024] * 2, "jenis": ["kota"] * 2, "nilai": ["80.85", "87.99"]})
        >>> ranking.rank_table(table, "nasional").column("record").to_pylist()
        ['#2', '#1']
        """
        ranking = self._ranking(name)
        return cast(
            "Frame", self._tables.rank(frame, ranking, _reading(by, collection, id_column, keep), threads)
        )

    def _ranking(self, name: str | None) -> Ranking:
        rankings = [r for r in self._ready.plan.rankings if name in (None, r.name)]
        if len(rankings) != 1:
            raise KeyError(str(problems.choose_ranking(self.name, name, self.rankings)))
        return rankings[0]

    def _ranked(self, rows: Sequence[Row], name: str | None) -> tuple[Rank, ...]:
        ranking = self._ranking(name)
        return tuple(
            Rank(
                row.record,
                row.rank,
                None if row.value is None else _plain(row.value),
                tuple(None if answer is None else _plain(answer) for answer in row.within),
                row.problem,
                Result(rows[row.at]),
            )
            for row in ranked(ranking, rows)
        )

    def _score(self, record: Mapping[str, object], number: int = 1) -> Result:
        return Result(self._row(record, number))

    def _row(self, record: Mapping[str, object], number: int) -> Row:
        rows, loose = score_under(self._variants, [from_mapping(record)], first=number)
        if not rows:  # it belongs elsewhere: to a member of what the rubric collects, say
            raise _refused(loose)
        (row,) = rows
        if loose:
            found = replace(row.result, problems=(*row.result.problems, *loose))
            row = replace(row, result=found)
        return row


def _again(
    ready: Ready, variants: Sequence[Variant], offer: Offer | None, origin: tuple[str, Moment] | None
) -> Rubric:
    """The same rubric in another process, with a workspace of its own: what one has read is not handed on."""
    return Rubric(ready, variants, offer, None if origin is None else (Workspace(), *origin))


def load(
    rubric: str | PathLike[str],
    name: str | None = None,
    *,
    on: date | str | None = None,
    known: date | str | None = None,
    readings: Iterable[str] = (),
    limits: Mapping[str, int] | None = None,
) -> Rubric:
    """The rubric of a file (`name` chooses where it holds several), or a stock rubric by its name.

    `on` is the day that chooses among its editions (`NAME@DATE` says it too), `known` leaves out amendments
    issued later, `readings` choose how to read what it leaves open, `limits` are those of `docs/cli.md` that
    are other than usual, by name. Raises `RubricError` where there is none,
    where it has errors, or where no day says which edition is meant.

    >>> import rubrikdsl as rb
    >>> rb.load("kepatuhan.unit", on="2024-12-31").label
    'Kepatuhan unit layanan 2022–2024'
    """
    space = Workspace(Limits(**limits or {}))
    try:
        held = space.held(fspath(rubric), _day(known))
        offer = _offer(held, name)
        day = _day(on)
        if held.on is not None and day is not None and day != held.on:
            raise RubricError(problems.two_days(held.on, day), moment=True)
        when = held.moment(Moment(day, _day(known), _names(readings)))
        variants = chosen(dated(offer, when.on), when.readings)
    except FileError as fault:
        raise RubricError(fault.message) from None
    except MomentError as fault:
        raise RubricError(fault.message, help=fault.help, moment=True) from None
    except FaultyError as faulty:
        from rubrikdsl.diagnostics.render import render

        drawn = render(faulty.diagnostics, space.sources).rstrip()
        raise RubricError(drawn, faulty.diagnostics, sources=space.sources) from None
    return Rubric(variants[0].ready, variants, offer, (space, fspath(rubric), when))


def _offer(held: Held, name: str | None) -> Offer:
    wanted = name or held.meant
    names = tuple(offer.name for offer in held.offers)
    for offer in held.offers:
        if offer.name == wanted or (wanted is None and len(names) == 1):
            return offer
    raise RubricError(problems.choose_rubric(held.file, wanted, names))


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """Readings or columns; one that stands by itself is no list of letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def _day(given: date | str | None) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    day = day_of(given)
    if day is None:
        raise RubricError(problems.no_date(given))
    return day


def check(text: str, name: str = TEXT) -> tuple[Diagnostic, ...]:
    """All findings of a rubric's text, in the order of their places; never raises.

    >>> import rubrikdsl as rb
    >>> [found.code for found in rb.check("rubric a\\n\\tnote \\"x\\"\\n")]
    ['tab']
    """
    return Workspace().check(Source(name, text)).diagnostics


def _refused(problems: tuple[Problem, ...]) -> RecordError:
    from rubrikdsl.diagnostics.render import render_problem

    return RecordError("".join(map(render_problem, problems)).rstrip(), problems)


def _reading(
    by: Union[str, Sequence[str]],
    collection: str | None,
    id_column: str | None,
    keep: Union[str, Sequence[str]],
) -> Reading:
    """How the columns of a table become records."""
    return Reading(id_column, _names(keep), _names(by), None, collection)


def _plain(value: Value | None) -> Plain | None:
    return Number(value) if isinstance(value, Fraction) else value


def _public(found: Found) -> Bounds:
    from rubrikdsl.engine.partial.result import Between
    from rubrikdsl.engine.partial.result import OneOf

    low, high = (found.can_be.low, found.can_be.high) if isinstance(found.can_be, Between) else (None, None)
    values = found.can_be.values if isinstance(found.can_be, OneOf) else ()
    return Bounds(
        found.name,
        None if low is None else Number(low),
        None if high is None else Number(high),
        tuple(Number(value) if isinstance(value, Fraction) else value for value in values),
        found.not_applicable,
        found.is_certain,
        found.exact,
        found.deciding,
        found.deciding_exact,
    )
