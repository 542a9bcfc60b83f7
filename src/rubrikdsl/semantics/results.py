"""What stands around the score: lets, band tables, decisions, limits, outcomes.

A `let` is resolved when somebody asks for it, so the order in the file does not matter; one that leads
back to itself is found here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import cast

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.decisions import decision
from rubrikdsl.semantics.decisions import decision_table
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.lookup import Find
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Band
from rubrikdsl.semantics.model import Bands
from rubrikdsl.semantics.model import Classes
from rubrikdsl.semantics.model import Clause
from rubrikdsl.semantics.model import Decide
from rubrikdsl.semantics.model import Decided
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Let
from rubrikdsl.semantics.model import Limit
from rubrikdsl.semantics.model import Outcome
from rubrikdsl.semantics.model import Requirement
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.names import BandsSymbol
from rubrikdsl.semantics.names import Column
from rubrikdsl.semantics.names import LetSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import OutcomeSymbol
from rubrikdsl.semantics.ranges import end_places
from rubrikdsl.semantics.ranges import fits
from rubrikdsl.semantics.ranges import intervals
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.tables import Table
from rubrikdsl.semantics.tables import code_column
from rubrikdsl.semantics.tables import code_of
from rubrikdsl.semantics.tables import further
from rubrikdsl.semantics.tables import own_table
from rubrikdsl.semantics.tables import value_of
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree


@dataclass(slots=True)
class Results:
    """The named results of a rubric, each resolved once."""

    context: Context
    clauses: list[Clause]
    lets: list[tree.Let] = field(default_factory=list)
    bands: list[tree.Bands | tree.Decide] = field(default_factory=list)
    outcomes: list[tree.Outcome] = field(default_factory=list)
    limits: list[tree.Limit] = field(default_factory=list)
    reads: dict[tuple[str, int], list[Read]] = field(default_factory=dict)
    depths: dict[tuple[str, int], int] = field(default_factory=dict)
    """How deep each result's own expressions nest."""
    _names: Names | None = None
    _tables: dict[int, Table[Band] | Table[Decided] | None] = field(default_factory=dict)
    _let: dict[int, Expression | None] = field(default_factory=dict)
    _of: dict[int, Expression | None] = field(default_factory=dict)
    _open: list[int] = field(default_factory=list)

    @property
    def names(self) -> Names:
        """All names of the rubric, which ask back here for the types of lets."""
        if self._names is None:
            self._names = Names(self.let_type, self.classified)
        return self._names

    def declare(self, find: Find) -> None:
        """Make the names known; read the tables, which read nothing else."""
        for i, let in enumerate(self.lets):
            self.names.add(LetSymbol(i, (let.name.text,), let.name.place))
        for i in range(len(self.bands)):
            self._declared(i, find)
        for i, bands in enumerate(self.bands):
            table = self._tables[i]
            columns, codes = (table.columns, table.order) if table else ((), ())
            kind = Type("code", codes)
            path, place, ranked = (bands.name.text,), bands.name.place, _is_ranked(bands)
            self.names.add(BandsSymbol(i, path, place, kind, columns, table is not None, ranked))
        for i, outcome in enumerate(self.outcomes):
            self.names.add(OutcomeSymbol(i, (outcome.name.text,), outcome.name.place))

    def _declared(self, index: int, find: Find) -> None:
        bands = self.bands[index]
        if index in self._tables:
            return
        self._tables[index] = None  # a table that leads back to itself has no rows
        if isinstance(bands, tree.Decide):
            self._tables[index] = decision_table(self.context, bands)
        elif bands.like is None:
            self._tables[index] = self._table(bands)
        else:
            own = own_table(bands, self.bands)
            self._tables[index] = (
                self._copied(bands, find) if own is None else self._again(bands, bands.like, own, find)
            )

    def _again(self, bands: tree.Bands, like: tree.Name, own: int, find: Find) -> Table[Band] | None:
        """The rows of another table of this rubric."""
        self.context.means(self.names, like.place, (like.text,), (like.text,))
        if self._leads_back(own):
            self.context.add(problems.circular([bands.name.text, like.text], like.place))
            return None
        self._declared(own, find)
        table = self._tables[own]
        if table is None:
            return None
        rows = tuple(row for row in table.rows if isinstance(row, Band))
        lower = bands.lower or table.lower
        return Table(table.columns, rows, _order(rows, lower), lower)

    def _leads_back(self, index: int) -> bool:
        """Whether tables that are as another one never come to one with rows."""
        seen: set[int] = set()
        found: int | None = index
        while found is not None and found not in seen:
            seen.add(found)
            found = own_table(self.bands[found], self.bands)
        return found is not None

    # Lets

    def let_type(self, index: int, place: Place) -> Type | None:
        """The type of a let; None where it could not be read."""
        if index in self._open:
            names = [self.lets[i].name.text for i in self._open[self._open.index(index) :]]
            self.context.add(problems.circular([*names, names[0]], place))
            return None
        value = self._let_value(index)
        return value.type if value is not None else None

    def _let_value(self, index: int) -> Expression | None:
        if index not in self._let:
            self._open.append(index)
            reader = Reader(self.context, self.names)
            self._let[index] = reader.read(self.lets[index].expression)
            self.reads["let", index] = reader.reads
            self.depths["let", index] = reader.deepest
            self._open.pop()
        return self._let[index]

    def graph(self) -> dict[tuple[str, int], Sequence[Read]]:
        """What each result reads; a let that could not be read has been reported, and leads nowhere."""
        lost = {("let", i) for i, value in self._let.items() if value is None}
        return {thing: reads for thing, reads in self.reads.items() if thing not in lost}

    def all_lets(self) -> list[Let | None]:
        """Every let, resolved."""
        made: list[Let | None] = []
        for i, let in enumerate(self.lets):
            value = self._let_value(i)
            label = let.label.text if let.label else let.name.text
            clause = self.context.clause(let.place)
            made.append(Let(let.name.text, label, value, clause) if value is not None else None)
        return made

    # Bands

    def classified(self, index: int, _: Place) -> Expression | None:
        """What a band table classifies; nothing for a decision, which tests whatever it asks."""
        bands = self.bands[index]
        if isinstance(bands, tree.Decide):
            return None
        if index not in self._of:
            self._of[index] = None
            reader = Reader(self.context, self.names)
            of = reader.unguarded(bands.of)
            if of is not None and of.type not in (NUMBER, SHARE):
                text = self.context.text(bands.of.place)
                self.context.add(problems.not_a_number(text, bands.of.place, of.type))
                of = None
            self._of[index] = of
            self.reads["bands", index] = reader.reads
        return self._of[index]

    def all_bands(self) -> list[Classes | None]:
        """Every band table and every decision, with its limits."""
        return [
            self._decide(i, bands) if isinstance(bands, tree.Decide) else self._bands(i, bands)
            for i, bands in enumerate(self.bands)
        ]

    def _decide(self, index: int, decide: tree.Decide) -> Decide | None:
        table = self._tables[index]
        if table is None:
            return None
        reader = Reader(self.context, self.names)
        rows = cast("Table[Decided]", table)
        made = decision(reader, decide, rows)
        self.reads["bands", index] = reader.reads
        self.depths["bands", index] = reader.deepest + 1
        limits = self._limits(index, decide, rows)
        if made is None:
            return None
        return Decide(
            name=decide.name.text,
            label=decide.label.text if decide.label else decide.name.text,
            value=made.value,
            inputs=made.inputs,
            columns=tuple(column.name for column in rows.columns),
            types=tuple(column.type for column in rows.columns),
            rows=rows.rows,
            order=rows.order,
            limits=limits,
            clause=self.context.clause(decide.place),
            ranked=_is_ranked(decide),
            place=decide.name.place,
        )

    def _bands(self, index: int, bands: tree.Bands) -> Bands | None:
        of = self.classified(index, bands.of.place)
        if self._tables[index] is None or of is None:
            return None
        table = cast("Table[Band]", self._tables[index])
        ranges = [row.range for row in bands.rows if isinstance(row, tree.BandRow)]
        if not fits(self.context, ranges, of.type, self.context.text(bands.of.place)):
            return None
        return Bands(
            name=bands.name.text,
            label=bands.label.text if bands.label else bands.name.text,
            of=of,
            of_text=self.context.text(bands.of.place),
            columns=tuple(column.name for column in table.columns),
            types=tuple(column.type for column in table.columns),
            rows=table.rows,
            order=table.order,
            limits=self._limits(index, bands, table),
            clause=self.context.clause(bands.place),
            place=bands.name.place,
            lower=table.lower,
        )

    def _table(self, bands: tree.Bands) -> Table[Band] | None:
        rows = [row for row in bands.rows if isinstance(row, tree.BandRow)]
        if bands.rows and not bands.columns:
            return None  # told where the header was read
        if bands.rows and not rows:
            return None  # told row by row, or at the header
        at = code_column(self.context, bands.columns)
        if at is None:
            return None
        if at < 0:
            self.context.add(problems.no_code_column(bands.name.text, bands.name.place))
            return None
        if not rows:
            self.context.add(problems.no_bands(bands.name.text, bands.name.place))
            return None
        seen: dict[str, Place] = {}
        made: list[Band] = []
        for row, interval in zip(rows, intervals([row.range for row in rows]), strict=True):
            if len(row.cells) != len(bands.columns):
                return None
            code = code_of(self.context, row.cells[at])
            if code is None:
                return None
            first = seen.setdefault(code, row.cells[at].place)
            if first != row.cells[at].place:
                self.context.add(problems.duplicate_code(code, row.cells[at].place, first))
                return None
            made.append(
                Band(
                    code=code,
                    printed=self.context.text(row.range.place),
                    interval=interval,
                    attributes=tuple(value_of(cell) for i, cell in enumerate(row.cells) if i != at),
                    clause=self.context.clause(row.place),
                    place=row.range.place,
                    ends=end_places(row.range),
                )
            )
        columns = further(self.context, bands.columns, at, [row.cells for row in rows], made)
        if columns is None:
            return None
        return Table(tuple(columns), tuple(made), _order(made, bands.lower), bands.lower)

    def _copied(self, bands: tree.Bands, find: Find) -> Table[Band] | None:
        assert bands.like is not None
        found = find(bands.like.text)
        if isinstance(found, Unfound):
            self.context.add(problems.rubric_unfound(bands.like.text, found, bands.like.place))
            return None
        there = [b for b in found.bands if isinstance(b, Bands)]
        name = bands.name.text
        for old, new in found.former:
            name = new[0] if old == (name,) else name
        same = [b for b in there if b.name == name] or there
        if len(same) != 1:
            names = [b.name for b in there]
            self.context.add(
                problems.no_such_bands(bands.name.text, bands.like.text, bands.like.place, names)
            )
            return None
        (copied,) = same
        rows = []
        for row in copied.rows:
            self.clauses.append(found.clauses[row.clause])
            rows.append(
                Band(
                    row.code,
                    row.printed,
                    row.interval,
                    row.attributes,
                    len(self.clauses) - 1,
                    row.place,
                    row.ends,
                )
            )
        columns = []
        for i, (name, kind) in enumerate(zip(copied.columns, copied.types, strict=True)):
            empty = next((row.code for row in rows if row.attributes[i] is None), None)
            columns.append(Column(name, kind, empty))
        lower = bands.lower or copied.lower
        return Table(tuple(columns), tuple(rows), _order(rows, lower), lower)

    def _limits(
        self, index: int, bands: tree.Bands | tree.Decide, table: Table[Band] | Table[Decided]
    ) -> tuple[Limit, ...]:
        made = []
        for limit in self.limits:
            if limit.bands.text != bands.name.text:
                continue
            if not _is_ranked(bands):
                self.context.add(problems.not_ranked(bands.name.text, limit.bands.place, bands.name.place))
                continue
            if limit.code.text not in table.order:
                name = bands.name.text
                self.context.add(
                    problems.unknown_option(limit.code.text, limit.code.place, name, table.order)
                )
                continue
            reader = Reader(self.context, self.names)
            when = reader.truth(limit.when)
            itself = next((r for r in reader.reads if (r.kind, r.index) == ("bands", index)), None)
            if itself is not None:
                self.context.add(problems.limit_reads_itself(bands.name.text, itself.place))
                continue
            self.reads["bands", index].extend(reader.reads)
            self.depths["bands", index] = max(self.depths.get(("bands", index), 1), reader.deepest)
            if when is not None:
                made.append(Limit(limit.code.text, when, self.context.clause(limit.place), limit.kind))
        return tuple(made)

    def check_limits(self) -> None:
        """Every limit names a band table."""
        known = {bands.name.text for bands in self.bands}
        for limit in self.limits:
            name = limit.bands.text
            self.context.means(self.names, limit.bands.place, (name,), (name,))
            if name not in known and name not in self.context.mentioned:
                self.context.add(problems.unknown_bands(name, limit.bands.place, sorted(known)))

    # Outcomes

    def all_outcomes(self) -> list[Outcome | None]:
        """Every outcome; each requirement is read by itself, so none guards the next."""
        made: list[Outcome | None] = []
        for i, outcome in enumerate(self.outcomes):
            reader = Reader(self.context, self.names)
            requirements = []
            lines = [line for line in outcome.requirements if isinstance(line, tree.Requirement)]
            for line in lines:
                condition = reader.truth(line.condition)
                if condition is not None:
                    text = self.context.text(line.condition.place)
                    requirements.append(Requirement(condition, text, self.context.clause(line.place)))
            if not outcome.requirements:
                self.context.add(problems.no_requirements(outcome.name.text, outcome.name.place))
            self.reads["outcome", i] = reader.reads
            self.depths["outcome", i] = reader.deepest
            label = outcome.label.text if outcome.label else outcome.name.text
            clause = self.context.clause(outcome.place)
            made.append(Outcome(outcome.name.text, label, tuple(requirements), clause))
        return made


def _is_ranked(bands: tree.Bands | tree.Decide) -> bool:
    """Whether the codes have an order: those of bands always, those of a decision where it lists them."""
    return isinstance(bands, tree.Bands) or bool(bands.ranked)


def _order(rows: Sequence[Band], lower: bool) -> tuple[str, ...]:
    """The codes, the worst first: the lowest range, or the highest where `lower` is better."""

    def start(row: Band) -> tuple[bool, object, bool]:
        interval: Interval = row.interval
        return (interval.low is not None, interval.low or 0, interval.low_open)

    return tuple(row.code for row in sorted(rows, key=start, reverse=lower))
