"""One statement that scores a table: what columns say, then the program, then its results.

Steps that several others read are named in parts of a `WITH`, each a layer on the one before; a part takes
along what later ones need and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.slots import slots_of
from rubrikdsl.records.layout import Layout
from rubrikdsl.sql import results
from rubrikdsl.sql.arithmetic import Arithmetic
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.problems import Obstacle
from rubrikdsl.sql.problems import ObstacleError
from rubrikdsl.sql.reading import NOT_IN_SQL
from rubrikdsl.sql.reading import Read
from rubrikdsl.sql.reading import read
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import joined
from rubrikdsl.sql.tree import named
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import text

Said = tuple[str, int]
"""Something that a record says: of a field or a node, by its index."""

GIVEN_TWICE = "given-twice"
NOT_ANSWERED = "not-answered"
PROBLEMS = "problems"

Part = list[tuple[str, Node]]


def statement(plan: ir.Plan, layout: Layout, dialect: Dialect, table: exp.Table, record: str | None) -> str:
    """The text of the statement; raises `ObstacleError`."""
    try:
        program = lower(plan, layout.said())
    except UnloweredError as unlowered:
        raise ObstacleError(Obstacle(str(unlowered))) from None  # type: ignore[arg-type]
    if program.groups:
        raise ObstacleError(Obstacle("members", clause=plan.collections[program.groups[0].collection].clause))
    reads = _reads(plan, layout, program, dialect)
    arithmetic = Arithmetic(program, dialect, ops.results_of(program))
    parts = _read_parts(reads)
    parts.append(_taken(list(reads.values())))
    parts.append(_faults(plan, layout, reads))
    parts += [
        [(f"v{index}", arithmetic.expression(index)) for index in layer] for layer in arithmetic.layers()
    ]
    final = _results(program, arithmetic)
    return _written(parts, final, dialect, table, record)


def _reads(
    plan: ir.Plan, layout: Layout, program: ops.Program, dialect: Dialect
) -> dict[Said, tuple[int, Read]]:
    """The reading of every column, by what it is said of; those that no result reads are checked as well."""
    slots, words = slots_of(plan, layout.said())
    at: dict[Said, int] = {(slot.kind, slot.index): number for number, slot in enumerate(program.slots)}
    words = {word: number for number, word in enumerate(program.words)} | words
    found: dict[Said, tuple[int, Read]] = {}
    for key, slot in slots.items():
        place = at.setdefault(key, len(at))
        found[key] = place, read(place, slot, layout.column(slot), plan, words, dialect)
    return found


def _read_parts(reads: dict[Said, tuple[int, Read]]) -> list[Part]:
    """The stages of all columns side by side."""
    depth = max((len(one.stages) for _, one in reads.values()), default=0)
    return [
        [one.stages[stage] for _, one in reads.values() if stage < len(one.stages)] for stage in range(depth)
    ]


def _taken(reads: Sequence[tuple[int, Read]]) -> Part:
    """The number, the states and the problem of every slot."""
    found: Part = []
    for at, one in reads:
        found += [(f"x{at}", one.value), (f"m{at}", one.missing)]
        if one.silent is not None:
            found.append((f"n{at}", one.silent))
        found.append((f"e{at}", one.problem))
    return found


def _faults(plan: ir.Plan, layout: Layout, reads: dict[Said, tuple[int, Read]]) -> Part:
    """Whether a row is refused, and the codes for it, `; ` before each."""
    codes: dict[str, list[Node]] = {}
    for at, one in reads.values():
        for literal in one.problem.find_all(exp.Literal):
            parent = literal.parent
            is_code = isinstance(parent, exp.Case) or (
                isinstance(parent, exp.If) and literal.arg_key == "true"
            )
            if literal.is_string and is_code:
                of = codes.setdefault(literal.this, [])
                of.append(equal(column(f"e{at}"), text(literal.this)))
    for (kind, index), (at, _) in reads.items():
        up = plan.fields[index].owner if kind == "field" else plan.nodes[index].parent
        while up is not None:
            if up in layout.nodes:
                above, _ = reads["node", up]
                both = every([negated(column(f"m{at}")), negated(column(f"m{above}"))])
                codes.setdefault(GIVEN_TWICE, []).append(both)
            up = plan.nodes[up].parent
    pieces: list[Node] = []
    for code in sorted(codes):
        different = {node.sql(): node for node in codes[code]}
        piece = case([(some(list(different.values())), text(f"; {code}"))], text(""))
        pieces.append(piece)
    return [("faults", joined(exp.DPipe, pieces) if pieces else text(""))]


def _results(program: ops.Program, arithmetic: Arithmetic) -> Part:
    sound = equal(column("faults"), text(""))
    known = [sound, negated(arithmetic.truth(program.refer))]
    if isinstance(program.ops[program.refer], ops.Whole):
        known = known[:1]
    found: Part = []
    waits: dict[str, Node] = {}
    for output in program.outputs:
        missing = arithmetic.truth(output.missing)
        states = [known[0], *known[1:]]
        for state in (output.missing, output.not_applicable):
            if program.ops[state] != ops.Whole(0):
                states.append(negated(arithmetic.truth(state)))
        if program.ops[output.missing] != ops.Whole(0):
            waits[missing.sql()] = missing
        found.append((output.name, case([(every(states), results.value(output, arithmetic))])))
    branches: list[tuple[Node, Node]] = [
        (negated(sound), exp.Substring(this=column("faults"), start=exp.Literal.number(3))),
    ]
    if len(known) > 1:
        branches.append((arithmetic.truth(program.refer), text(NOT_IN_SQL)))
    if waits:
        branches.append((some(list(waits.values())), text(NOT_ANSWERED)))
    found.append((PROBLEMS, case(branches)))
    return found


def _columns(part: Part) -> set[str]:
    return {
        one.name for _, node in part for one in node.find_all(exp.Column) if not one.this.args.get("quoted")
    }


def _written(parts: list[Part], final: Part, dialect: Dialect, table: exp.Table, record: str | None) -> str:
    """The parts, each with what later ones read, and the last one's result."""
    needed = _columns(final)
    kept: list[tuple[Part, list[str]]] = []
    for part in reversed(parts):
        made = [(name, node) for name, node in part if name in needed]
        names = {name for name, _ in made}
        carried = sorted(needed - names)
        needed = (needed - names) | _columns(made)
        kept.append((made, carried))
    source: exp.Expression = table
    found = exp.Select()
    number = 0
    for part, carried in reversed(kept):
        if not part:
            continue
        select = exp.Select()
        columns: list[Node] = []
        if record is not None:
            columns.append(column(record, quoted=True))
        columns += [column(name) for name in carried]
        columns += [named(node, name) for name, node in part]
        select = select.select(*columns, copy=False).from_(source, copy=False)
        number += 1
        name = f"step{number}"
        found = found.with_(name, as_=select, materialized=True if dialect.fences else None, copy=False)
        source = exp.to_table(name)
    columns = [] if record is None else [column(record, quoted=True)]
    columns += [named(node, dialect.spelt(name), quoted=True) for name, node in final]
    found = found.select(*columns, copy=False).from_(source, copy=False)
    return found.sql(dialect=dialect.name, pretty=True) + "\n"
