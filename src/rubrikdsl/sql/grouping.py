"""Rows put together under their records, level by level, as `records.groups` does it.

Each row has a key a level, and says of what level it is: a member of the deepest one, a record's own row, or
nothing that anyone can tell. A `GROUP BY` a level then keeps of the rows of a record what they say of it and
of all above, and the totals over its members.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlglot import exp

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.folds import MOST_MEMBERS
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.levels import Faults
from rubrikdsl.sql.levels import Scored
from rubrikdsl.sql.levels import any_of
from rubrikdsl.sql.parts import OWN
from rubrikdsl.sql.parts import Columns
from rubrikdsl.sql.parts import Part
from rubrikdsl.sql.problems import MEMBERS
from rubrikdsl.sql.problems import Obstacle
from rubrikdsl.sql.problems import ObstacleError
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import atom
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import cast_to
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import is_null
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import text
from rubrikdsl.sql.tree import truth

DISAGREES: Final = "group-disagrees"
TWICE: Final = "unit-twice"
UNDIVIDED: Final = "key-undivided"

LEVEL: Final = "lv"
"""The level that a row is of; -1 where nobody can tell."""

MOST_ROWS: Final = 31
"""Bits of the number of rows of a table, as far as sums must not overflow."""


@dataclass(frozen=True, slots=True)
class Made:
    """A column that is aggregated over rows: what of (at first), and how."""

    name: str
    of: Node
    how: str


class Grouping:
    """The levels of one statement; `scored` has the record's own first."""

    def __init__(
        self,
        scored: Sequence[Scored],
        collections: Sequence[int],
        by: Sequence[Node],
        columns: Sequence[str],
        name: Node | None,
        dialect: Dialect,
    ) -> None:
        self.scored, self.collections, self.dialect = scored, collections, dialect
        self.depth = len(scored) - 1
        self.by, self.columns, self.name = by, columns, name
        self.codes: dict[str, str] = {}
        """The columns of what is wrong with members so far, by code: 1 where it is."""

    # Rows

    def keys(self) -> Columns:
        """The names of the records that a row is below, and its own; null where it names none."""
        named = [(f"k{at}", _trimmed(key)) for at, key in enumerate(self.by)]
        own = [] if self.name is None else [(OWN, _trimmed(self.name))]
        return [*named, *own, *(column for one in self.scored[:-1] for column in self._raw(one))]

    def _raw(self, one: Scored) -> Columns:
        """What columns hold of records above the row: rows must agree on it as it is written."""
        return [(f"w{at}", read.raw) for at, read in one.reads.values()]

    def level(self) -> Part:
        """The level of each row."""
        keys = [negated(is_null(column(f"k{at}"))) for at in range(self.depth)]
        says = [some(one.said(but=self.columns)) for one in self.scored]
        nameless = truth(False) if self.name is None else is_null(column(OWN))
        own = every([nameless, negated(says[-1])])
        branches = [(every([*keys, negated(own)]), number(self.depth))]
        for level in range(self.depth - 1, -1, -1):
            silent = [negated(says[below]) for below in range(level + 1, self.depth)]
            below = [is_null(column(f"k{at}")) for at in range(level + 1, self.depth)]
            branches.append((every([own, *keys[: level + 1], *below, *silent]), number(level)))
        return Part([(LEVEL, case(branches, number(-1)))], also=frozenset((LEVEL, *self._named())))

    def _named(self) -> tuple[str, ...]:
        return () if self.name is None else (OWN,)

    # A level from the one below

    def up_to(self, level: int) -> list[Part]:
        """The records of a level from the rows or records below: what is said of them, and their totals."""
        first = level == self.depth - 1
        below = self.scored[level + 1]
        present = (
            equal(column(LEVEL), number(self.depth)) if first else negated(is_null(column(f"k{level + 1}")))
        )
        made: list[Made] = [self._counted(level, present)]
        faults = below.faults()
        wrong = every([present, below.wrong(faults)])
        for code in sorted({*faults, *self.codes}):
            hits, name = faults.get(code, []), self.codes.get(code)
            held = number(0) if name is None else column(name)
            told = case([(any_of(hits), number(1))], held) if hits else held
            node = case([(wrong, told)], held) if hits else held
            made.append(Made(self._column(code), node, "MAX"))
        for at in range(level + 1):
            made += self._said(self.scored[at], first)
            made.append(Made(f"st{at}", self._stated(at) if first else column(f"st{at}"), "MAX"))
        made += self._totals(level, present)
        if first and self.name is not None:
            made += self._names(present)
        group = tuple(f"k{at}" for at in range(level + 1))
        where = binary(exp.GTE, column(LEVEL), number(0)) if first else None
        columns = [(one.name, _aggregate(one, self.dialect)) for one in made]
        return [Part(columns, group, where), self._restored(level, first)]

    def _column(self, code: str) -> str:
        return self.codes.setdefault(code, f"c{len(self.codes)}")

    def _counted(self, level: int, present: Node) -> Made:
        return Made(f"count{level}", case([(present, number(1))], number(0)), "SUM")

    def _stated(self, level: int) -> Node:
        """Whether a row says that a record of a level has members, if only none."""
        deeper = binary(exp.GT, column(LEVEL), number(level))
        given = self.scored[level].given()
        own = equal(column(LEVEL), number(level))
        if given:
            own = every([own, negated(some(given))])
        return case([(some([deeper, own]), number(1))], number(0))

    def _names(self, present: Node) -> list[Made]:
        own = case([(present, column(OWN))])
        return [Made("named", own, "COUNT"), Made("different", own, "COUNT DISTINCT")]

    def _said(self, one: Scored, first: bool) -> list[Made]:
        """The cells of a record, of which the rows below it have the same or none."""
        found: list[Made] = []
        for at, read in one.reads.values():
            if not first:
                for letter in ("x", "n", "e", "low", "high"):
                    how = "MIN" if letter == "low" else "MAX"
                    absent = {"n": read.silent, "e": read.problem}
                    if letter not in absent or absent[letter] is not None:
                        found.append(Made(f"g{letter}{at}", column(f"g{letter}{at}"), how))
                continue
            value = column(f"x{at}")
            if read.is_truth:
                value = case([(value, number(1))], number(0))
            found.append(Made(f"gx{at}", case([(negated(column(f"m{at}")), value)]), "MAX"))
            if read.silent is not None:
                silent = case([(column(f"n{at}"), number(1))], number(0))
                found.append(Made(f"gn{at}", silent, "MAX"))
            if read.problem is not None:
                found.append(Made(f"ge{at}", column(f"e{at}"), "MAX"))
            found += [Made(f"glow{at}", column(f"w{at}"), "MIN"), Made(f"ghigh{at}", column(f"w{at}"), "MAX")]
        return found

    def _totals(self, level: int, present: Node) -> list[Made]:
        """The totals over the members of a record."""
        group, inner = self._group(level), self.scored[level + 1].arithmetic
        if group is None or inner is None:
            return []
        found: list[Made] = []
        for at, total in enumerate(group.totals):
            value = inner.of(total.of)
            name = f"t{level}_{at}"
            match total.kind:
                case "sum":
                    inner.bits(total.of, MOST_ROWS)
                    found.append(Made(name, case([(present, value)], number(0)), "SUM"))
                case "least":
                    found.append(Made(name, case([(present, value)]), "MIN"))
                case "median":  # one of whom it is half of `none` does not take part
                    aside = [] if total.none % 2 else [binary(exp.NEQ, value, number(total.none // 2))]
                    held = case([(every([present, *aside]), value)])
                    found.append(Made(f"{name}low", held, "LOWER MIDDLE"))
                    found.append(Made(f"{name}high", held, "UPPER MIDDLE"))
        return found

    def _group(self, level: int) -> ops.Group | None:
        program = self.scored[level].program
        groups = () if program is None else program.groups
        return next((group for group in groups if group.collection == self.collections[level]), None)

    def _restored(self, level: int, first: bool) -> Part:
        """What was aggregated of a level as its slots, and what rows say against each other."""
        one, faults = self.scored[level], self._faults(level, first)
        columns: Columns = []
        for at, read in one.reads.values():
            held = call("COALESCE", column(f"gx{at}"), number(0 if read.is_truth else read.slot.low))
            columns.append((f"x{at}", equal(held, number(1)) if read.is_truth else held))
            missing = is_null(column(f"glow{at}"))
            if read.state is not None:
                missing = some([missing, equal(column(f"gn{read.state}"), number(1))])
            if read.is_state:
                missing = negated(equal(column(f"gn{at}"), number(1)))
            columns.append((f"m{at}", missing))
            if read.silent is not None:
                columns.append((f"n{at}", equal(column(f"gn{at}"), number(1))))
            if read.problem is not None:
                columns.append((f"e{at}", case([(_differ(at), exp.Null())], column(f"ge{at}"))))
        for place, slot in enumerate(() if one.program is None else one.program.slots):
            name = f"{place}{one.suffix}"
            if slot.kind == "members":
                columns.append((f"m{name}", equal(column(f"st{level}"), number(0))))
            elif slot.kind == "total":
                columns.append((f"x{name}", self._within(level, slot)))
        for code, conditions in faults.items():
            held = column(self.codes[code]) if code in self.codes else number(0)
            columns.append((self._column(code), case([(any_of(conditions), number(1))], held)))
        return Part(columns)

    def _within(self, level: int, slot: ops.Slot) -> Node:
        """A total in the type of its slot, which holds it where there are not too many members."""
        one = self.scored[level].program
        assert one is not None
        group = one.groups[slot.group]
        if group.collection != self.collections[level]:
            return number(slot.low)
        name, made = f"t{level}_{slot.index}", group.totals[slot.index]
        total = column(name)
        if made.kind == "least":
            return call("COALESCE", total, number(made.none))
        bits = max(abs(slot.low), abs(slot.high)).bit_length() + 1
        if bits > self.dialect.bits:
            raise ObstacleError(Obstacle("wide", bits=bits))
        if made.kind == "median":
            ends = [self.dialect.cast(column(f"{name}{end}"), bits) for end in ("low", "high")]
            return call("COALESCE", binary(exp.Add, *ends), number(made.none))
        few = binary(exp.LTE, column(f"count{level}"), number(MOST_MEMBERS))
        return case([(few, self.dialect.cast(total, bits))], number(0))

    def _faults(self, level: int, first: bool) -> Faults:
        """What rows say against each other, and too many of them."""
        differ = [_differ(at) for at, _ in self.scored[level].reads.values()]
        found: Faults = {DISAGREES: differ} if differ else {}
        found[MEMBERS] = [binary(exp.GT, column(f"count{level}"), number(MOST_MEMBERS))]
        if first and self.name is not None:
            found[TWICE] = [binary(exp.GT, column("named"), column("different"))]
        return found


def _differ(at: str) -> Node:
    return binary(exp.NEQ, column(f"glow{at}"), column(f"ghigh{at}"))


def _trimmed(node: Node) -> Node:
    return call("NULLIF", exp.Trim(this=cast_to(node, "TEXT")), text(""))


def _aggregate(one: Made, dialect: Dialect) -> Node:
    match one.how:
        case "COUNT DISTINCT":
            return exp.Count(this=exp.Distinct(expressions=[one.of]))
        case "LOWER MIDDLE":
            return dialect.middle(one.of)
        case "UPPER MIDDLE":
            return exp.Neg(this=dialect.middle(exp.Neg(this=atom(one.of))))
        case "COUNT":
            return exp.Count(this=one.of)
        case _:
            return call(one.how, one.of)
