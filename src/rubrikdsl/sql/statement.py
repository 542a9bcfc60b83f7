"""One statement that scores a table: what columns say, then the program, then its results.

Steps that several others read are named in parts of a `WITH`, each a layer on the one before. With
collections, the members' program comes first, then a `GROUP BY` to their records, and so on upwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlglot import exp

from rubrikdsl.engine.results import named_steps
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.slots import Said
from rubrikdsl.program.slots import Words
from rubrikdsl.sql import results
from rubrikdsl.sql.arithmetic import Arithmetic
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.grouping import LEVEL
from rubrikdsl.sql.grouping import UNDIVIDED
from rubrikdsl.sql.grouping import Grouping
from rubrikdsl.sql.levels import Level
from rubrikdsl.sql.levels import Scored
from rubrikdsl.sql.levels import any_of
from rubrikdsl.sql.parts import OWN
from rubrikdsl.sql.parts import Columns
from rubrikdsl.sql.parts import Part
from rubrikdsl.sql.parts import read_by
from rubrikdsl.sql.parts import written
from rubrikdsl.sql.problems import NothingError
from rubrikdsl.sql.problems import Obstacle
from rubrikdsl.sql.problems import ObstacleError
from rubrikdsl.sql.problems import clause_of
from rubrikdsl.sql.ranks import Ranks
from rubrikdsl.sql.ranks import steps_of
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import joined
from rubrikdsl.sql.tree import named
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import text

NOT_ANSWERED = "not-answered"
PROBLEMS = "problems"
RECORD: Final = "record"
FAULTS: Final = "faults"


@dataclass(frozen=True, slots=True)
class Source:
    """The table: the column with the names of its rows (None: they have none), and those of the levels.

    `decimals` are those of the columns of numbers that come out (see `workspace.frames.schema`).
    """

    table: exp.Table
    name: str | None
    by: tuple[str, ...]
    decimals: Mapping[str, int | None]
    ranking: ir.Ranking | None = None


def statement(levels: Sequence[Level], dialect: Dialect, source: Source) -> str:
    """The text of the statement; raises `ObstacleError`."""
    try:
        plan, ranking = levels[0].plan, source.ranking
        more = () if ranking is None else steps_of(plan, ranking)
        medians = dialect.medians
        program = lower(plan, _said(levels), causes=True, more=more, medians=medians, roots=False)
    except UnloweredError as unlowered:
        clause = None if unlowered.step is None else clause_of(*unlowered.step)
        raise ObstacleError(Obstacle(str(unlowered), clause)) from None  # type: ignore[arg-type]
    if levels[0].plan.collections and not source.by and _says_nothing(program):
        raise NothingError
    scored = _scored(levels, program, dialect)
    root = scored[0]
    assert root.arithmetic is not None
    if source.by:
        return _grouped(levels, scored, program, dialect, source)
    parts = _read_parts(scored)
    parts += [Part([*root.taken(), *root.without_members()]), Part([(FAULTS, _told(root, {}))])]
    parts += map(Part, root.layers())
    final = _results(root, program, source)
    found = written(parts, read_by(final), source.table, source.name, dialect.name == "sqlite")
    name = [] if source.name is None else [named(column(OWN), RECORD, quoted=True)]
    return found.before(_select(found.at(len(parts)), source.table, name, final, dialect), dialect)


def _grouped(
    levels: Sequence[Level], scored: Sequence[Scored], program: ops.Program, dialect: Dialect, source: Source
) -> str:
    """The statement where rows are members of records, and those that are of none after them."""
    root = scored[0]
    assert root.arithmetic is not None
    by = [column(dialect.spelt(name), quoted=True) for name in source.by]
    name = None if source.name is None else column(source.name, quoted=True)
    collections = [level.collection for level in levels[1:]]
    grouping = Grouping(scored, collections, by, source.by, name, dialect)
    parts = _read_parts(scored, grouping.keys())
    taken = [column for one in scored for column in one.taken()]
    parts.append(Part([*taken, *scored[-1].without_members()]))
    parts.append(grouping.level())
    of_rows = len(parts) - 1
    for level in range(len(scored) - 1, -1, -1):
        if level < len(scored) - 1:
            parts += grouping.up_to(level)
        if level:
            parts += map(Part, scored[level].layers())
    parts.append(Part([(FAULTS, _told(root, grouping.codes))]))
    parts += map(Part, root.layers())
    final = _results(root, program, source)
    found = written(parts, read_by(final) | {"k0"}, source.table, None, dialect.name == "sqlite")
    scores = _select(
        found.at(len(parts)), source.table, [named(column("k0"), RECORD, quoted=True)], final, dialect
    )
    own = exp.Null() if name is None else column(OWN)
    nothing: Columns = [(each, text(UNDIVIDED) if each == PROBLEMS else exp.Null()) for each, _ in final]
    loose = _select(found.at(of_rows), source.table, [named(own, RECORD, quoted=True)], nothing, dialect)
    loose = loose.where(equal(column(LEVEL), number(-1)), copy=False)
    return found.before(exp.union(scores, loose, distinct=False, copy=False), dialect)


def _select(
    at: str | None, source: exp.Table, first: Sequence[Node], final: Columns, dialect: Dialect
) -> exp.Select:
    columns = [*first, *(named(node, dialect.spelt(name), quoted=True) for name, node in final)]
    table = source if at is None else exp.to_table(at)
    return exp.Select().select(*columns, copy=False).from_(table, copy=False)


def _says_nothing(program: ops.Program) -> bool:
    """Whether every result is missing, whatever a row says."""
    return all(program.ops[output.missing] == ops.Whole(1) for output in program.outputs if output.name)


def _said(levels: Sequence[Level]) -> Said:
    """What records of all levels say; what else is collected, the table says nothing of."""
    said = levels[0].said()
    if len(levels) == 1:
        return said
    return replace(said, members={levels[1].collection: _said(levels[1:])})


def _scored(levels: Sequence[Level], program: ops.Program, dialect: Dialect) -> list[Scored]:
    words = Words(levels[0].plan)
    numbers = words.texts | {word: at for at, word in enumerate(program.words)}
    found: list[Scored] = []
    inner: ops.Program | None = program
    roots = ops.results_of(program)
    for depth, level in enumerate(levels):
        if depth:
            groups = () if inner is None else inner.groups
            group = next((group for group in groups if group.collection == level.collection), None)
            inner = None if group is None else group.program
            roots = [] if group is None else [total.of for total in group.totals]
        suffix = f"_{depth}" if depth else ""
        found.append(Scored(level, inner, roots, (words, numbers), dialect, suffix))
    return found


def _read_parts(scored: Sequence[Scored], keys: Columns = []) -> list[Part]:  # noqa: B006
    """The stages of all columns side by side."""
    reads = [read for one in scored for _, read in one.reads.values()]
    depth = max((len(read.stages) for read in reads), default=0)
    stages = [[read.stages[at] for read in reads if at < len(read.stages)] for at in range(max(depth, 1))]
    stages[0] += keys
    return [Part(stage) for stage in stages]


def _told(root: Scored, below: Mapping[str, str]) -> Node:
    """The codes of what keeps a record from being scored, `; ` before each; `below`: those of its members."""
    found = root.faults()
    pieces: list[Node] = []
    for code in sorted({*found, *below}):
        hits = found.get(code, [])
        if code in below:
            hits = [*hits, equal(column(below[code]), number(1))]
        pieces.append(case([(any_of(hits), text(f"; {code}"))], text("")))
    if not pieces:
        return text("")
    wrong = [root.wrong(found)] if found else []
    wrong += [equal(column(name), number(1)) for name in below.values()]
    return case([(some(wrong), joined(exp.DPipe, pieces))], text(""))


def _results(root: Scored, program: ops.Program, source: Source) -> Columns:
    arithmetic = root.arithmetic
    assert arithmetic is not None
    sound = equal(column(FAULTS), text(""))
    known = [sound, negated(arithmetic.truth(program.refer))]
    if isinstance(program.ops[program.refer], ops.Whole):
        known = known[:1]
    found: Columns = []
    waits: dict[str, Node] = {}
    count = len(named_steps(root.plan))
    for output in program.outputs[:count]:
        missing = arithmetic.truth(output.missing)
        states = [known[0], *known[1:]]
        for state in (output.missing, output.not_applicable):
            if program.ops[state] != ops.Whole(0):
                states.append(negated(arithmetic.truth(state)))
        if program.ops[output.missing] != ops.Whole(0):
            waits[missing.sql()] = missing
        found.append(
            (
                output.name,
                case([(every(states), results.value(output, arithmetic, source.decimals.get(output.name)))]),
            )
        )
    branches: list[tuple[Node, Node]] = [
        (negated(sound), exp.Substring(this=column(FAULTS), start=exp.Literal.number(3))),
    ]
    if program.causes:  # without any, what keeps a record from being scored cannot happen
        branches.append((arithmetic.truth(program.refer), _causes(program, arithmetic)))
    if waits:
        branches.append((some(list(waits.values())), text(NOT_ANSWERED)))
    found.append((PROBLEMS, case(branches)))
    if source.ranking is not None:
        ranks = Ranks(source.ranking, root, program.outputs[count:], "glow" if source.by else "r")
        found.append((f"rank.{source.ranking.name}", ranks.rank(known)))
    return found


def _causes(program: ops.Program, arithmetic: Arithmetic) -> Node:
    """The codes of what keeps a sound record from being scored."""
    pieces = [case([(arithmetic.truth(at), text(f"; {code}"))], text("")) for code, at in program.causes]
    if len(pieces) == 1:
        ((code, _),) = program.causes
        return text(code)
    return exp.Substring(this=exp.Paren(this=joined(exp.DPipe, pieces)), start=number(3))
