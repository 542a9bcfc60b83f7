"""Decisions: tables over several columns, and cases read from the top (semantics C8).

A table says what it asks left of the arrow and what it gives right of it. What it gives is known before any
name is (`decision_table`), so that conditions may read it; what it asks is read with the rest (`decision`).
Whether the rows take every case exactly once is a question of ranges, and not asked here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Branch
from rubrikdsl.semantics.model import Case
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Decided
from rubrikdsl.semantics.model import Decision
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Test
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.ranges import fits
from rubrikdsl.semantics.ranges import intervals
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.tables import Table
from rubrikdsl.semantics.tables import code_column
from rubrikdsl.semantics.tables import code_of
from rubrikdsl.semantics.tables import further
from rubrikdsl.semantics.tables import value_of
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

_KINDS = frozenset({"number", "share", "code", "truth"})
"""What a column may ask."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a decision gives its code by, and its columns as written with what they read."""

    value: Expression
    inputs: tuple[tuple[str, Expression], ...] = ()


# What it gives


def decision_table(context: Context, decide: tree.Decide) -> Table[Decided] | None:
    """The rows of a decision with what they give; None where they could not be read."""
    rows = [row for row in decide.rows if not isinstance(row, tree.Broken)]
    if not decide.rows:
        context.add(problems.no_decisions(decide.name.text, decide.name.place))
        return None
    if not rows:
        return None  # told row by row
    columns = decide.columns or (tree.Name("code", decide.name.place),)
    at = code_column(context, columns)
    if at is None:
        return None
    if at < 0:
        context.add(problems.no_decision_code(decide.name.text, decide.name.place))
        return None
    ranked = tuple(dict.fromkeys(code.text for code in decide.ranked))
    first: dict[str, tuple[Value | None, ...]] = {}
    made: list[Decided] = []
    for row in rows:
        code = code_of(context, row.cells[at])
        if code is None:
            return None
        place = row.cells[at].place
        if ranked and code not in ranked:
            context.add(problems.unknown_option(code, place, decide.name.text, ranked))
            return None
        given = tuple(value_of(cell) for i, cell in enumerate(row.cells) if i != at)
        known = first.setdefault(code, given)
        if any(value is not None and value != old for value, old in zip(given, known, strict=True)):
            context.add(problems.code_differs(code, decide.name.text, row.place))
            return None
        asked = _asked(row, context.text)
        made.append(Decided(code, asked, known, context.clause(row.place), _place(row)))
    further_ = further(context, columns, at, [row.cells for row in rows], made)
    if further_ is None:
        return None
    order = ranked or tuple(first)
    unmade = next((code for code in order if code not in first), None)
    if unmade is not None:  # only a limit leads to it, and no row says its attributes
        further_ = [replace(column, empty=column.empty or unmade) for column in further_]
    return Table[Decided](tuple(further_), tuple(made), order)


def _asked(row: tree.DecisionRow | tree.DecisionCase, text: Callable[[Place], str]) -> str:
    """What a row asks, as written."""
    match row:
        case tree.DecisionRow():
            return text(_place(row))
        case tree.DecisionCase(when=None):
            before = Place(row.place.file, row.place.start, row.cells[0].place.start)
            return text(before).removesuffix("->").strip()
        case tree.DecisionCase(when=when):
            assert when is not None
            return text(when.place)


def _place(row: tree.DecisionRow | tree.DecisionCase) -> Place:
    """Where a row asks."""
    match row:
        case tree.DecisionRow(tests=tests):
            return Place(row.place.file, tests[0].place.start, tests[-1].place.end)
        case tree.DecisionCase(when=None):
            return row.place
        case tree.DecisionCase(when=when):
            assert when is not None
            return when.place


# What it asks


def decision(reader: Reader, decide: tree.Decide, table: Table[Decided]) -> Made | None:
    """How a decision comes to its code; None where a part could not be read."""
    type = Type("code", table.order)
    given = {row.clause: row.code for row in table.rows}
    context = reader.context
    for row, after in pairwise(decide.rows):
        if isinstance(row, tree.DecisionCase) and row.when is None:
            context.add(problems.after_otherwise(after.place, row.place))
            return None
    if decide.inputs:
        return _of_table(reader, decide, given, type)
    return _of_cases(reader, decide, given, type)


def _of_cases(reader: Reader, decide: tree.Decide, given: dict[int, str], type: Type) -> Made | None:
    context, name = reader.context, decide.name
    cases = [row for row in decide.rows if isinstance(row, tree.DecisionCase)]
    if not decide.first:
        context.add(problems.cases_overlap(name.text, name.place))
        return None
    branches: list[Branch] = []
    last: Constant | None = None
    rest = -1
    known = NOTHING
    for row in cases:
        clause = context.clause(row.place)
        code = Constant(given[clause], type, row.cells[0].place)
        if row.when is None:
            last, rest = code, clause
            continue
        when = reader.truth(row.when, known)
        known = reader.after(when, known, holds=False)
        if when is not None:
            branches.append(Branch(when, code, clause))
    if last is None:
        context.add(problems.cases_open(name.text, name.place))
        return None
    if len(branches) + 1 < len(decide.rows):
        return None
    return Made(Choose(tuple(branches), last, type, name.place, rest))


def _of_table(reader: Reader, decide: tree.Decide, given: dict[int, str], type: Type) -> Made | None:
    context = reader.context
    columns = [_column(reader, ref) for ref in decide.inputs]
    read = [column for column in columns if column is not None]
    if len(read) < len(columns):
        return None
    rows = [row for row in decide.rows if isinstance(row, tree.DecisionRow)]
    tests: list[tuple[Test | None, ...]] = []
    for at, (arg, absent) in enumerate(read):
        text = context.text(decide.inputs[at].place)
        found = _tests(context, [row.tests[at] for row in rows], arg.type, absent, text, decide.first)
        if found is None:
            return None
        tests.append(found)
    if len([row for row in decide.rows if not isinstance(row, tree.Broken)]) < len(decide.rows):
        return None
    cases = []
    for i, row in enumerate(rows):
        clause = context.clause(row.place)
        cases.append(Case(tuple(column[i] for column in tests), given[clause], clause, _place(row)))
    otherwise: Case | None = None
    for line in decide.rows:
        if isinstance(line, tree.DecisionCase):
            clause = context.clause(line.place)
            otherwise = Case(tuple(None for _ in read), given[clause], clause, line.place)
    inputs = tuple((context.text(ref.place), arg) for ref, (arg, _) in zip(decide.inputs, read, strict=True))
    value = Decision(
        tuple(arg for arg, _ in read),
        tuple(absent for _, absent in read),
        tuple(cases),
        otherwise,
        decide.first,
        type,
        decide.name.place,
    )
    return Made(value, inputs)


def _column(reader: Reader, ref: tree.Ref) -> tuple[Expression, bool] | None:
    """What a column reads, and whether a missing answer is one of its values."""
    arg = reader.unguarded(ref)
    if arg is None:
        return None
    text, place = reader.context.text(ref.place), ref.place
    if arg.type.kind not in _KINDS:
        reader.context.add(problems.not_decided(text, place, arg.type))
        return None
    if not isinstance(arg, AnswerOf):
        guarded = reader.read(ref)
        return (guarded, False) if guarded is not None else None
    states = {fact[0] for fact in reader.names.absent(arg)}
    if "applicable" in states:
        reader.context.add(problems.may_be_not_applicable(text, place))
    return arg, "present" in states


def _tests(
    context: Context, cells: list[tree.Test], kind: Type, absent: bool, text: str, first: bool
) -> tuple[Test | None, ...] | None:
    """The tests of one column."""
    ranges = [take for cell in cells for take in cell.takes if isinstance(take, tree.Range)]
    numeric = kind.kind in ("number", "share")
    if numeric and not fits(context, ranges, kind, text):
        return None
    read: dict[Place, Interval] = {}
    if numeric:
        # in a table from, above and below run to the next edge of the column; read from the top they need not
        groups = [[r] for r in ranges] if first else [ranges]
        for group in groups:
            read |= {r.place: i for r, i in zip(group, intervals(group), strict=True)}
    made = [_test(context, cell, kind, absent, text, read) for cell in cells]
    return None if _REFUSED in made else tuple(made)


_REFUSED = Test()
"""Stands for a cell that could not be read: a test that takes nothing."""


def _test(
    context: Context, cell: tree.Test, kind: Type, absent: bool, text: str, read: dict[Place, Interval]
) -> Test | None:
    stretches: list[Interval] = []
    values: set[Value] = set()
    missing = False
    for take in cell.takes:
        value: Value | None = None
        match take:
            case tree.Empty():
                return None
            case tree.Absent():
                if not absent:
                    context.add(problems.never_missing(text, take.place))
                    return _REFUSED
                missing = True
                continue
            case tree.Range() if take.place in read:
                stretches.append(read[take.place])
                continue
            case tree.Range(form="value", low=tree.Number(percent=False, value=number)) if (
                kind.kind == "code"
            ):
                value = to_text(number)
            case tree.Name() | tree.Quoted() if kind.kind == "code":
                value = take.text
            case tree.Truth() if kind.kind == "truth":
                value = take.value
            case _:
                context.add(problems.wrong_value(context.text(take.place), take.place, text, kind))
                return _REFUSED
        if isinstance(value, str) and value not in kind.codes:
            context.add(problems.unknown_option(value, take.place, text, kind.codes))
            return _REFUSED
        values.add(value)
    return Test(tuple(stretches), frozenset(values), missing)
