"""The cells of one record, each with what it names, to answers and given nodes.

The rules of a whole record stand here: nothing is said twice, and a node is given or what lies below it is
answered, never both.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.names import Target
from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import shown
from rubrikdsl.records.sheets.problems import as_shown
from rubrikdsl.records.values import NOT_APPLICABLE_WORDS
from rubrikdsl.records.values import answer
from rubrikdsl.records.values import exact_number
from rubrikdsl.records.values import fold
from rubrikdsl.records.values import members
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.terms import Choice
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Type

Said = tuple[Literal["field", "node"], int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not missing, with what its key names and where it stands."""

    key: str
    raw: Raw
    target: Target
    record: str
    file: str
    row: int | None
    mark: Mark | None
    cell: str | None = None

    def fault(self, problem: Problem) -> Problem:
        """A problem with the place of this cell."""
        return problems.at(problem, self.record, self.file, self.row, self.key, shown(self.raw), self.cell)


@dataclasses.dataclass(slots=True)
class Filled:
    """What the cells of one record say."""

    answers: dict[int, Answer] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def fill(cells: Iterable[Cell], plan: ir.Plan) -> Filled:
    """The answers and given nodes of one record."""
    filled = Filled()
    said: dict[Said, Cell] = {}
    for cell in cells:
        about = _about(cell.target)
        clash = next((said[what] for what in about if what in said), None)
        if clash is not None:
            filled.problems.append(cell.fault(problems.said_twice(clash.key)))
            continue
        said.update(dict.fromkeys(about, cell))
        fault = cell.raw.problem if isinstance(cell.raw, Broken) else _take(cell, plan, filled)
        if fault is not None:
            filled.problems.append(as_shown(cell.fault(fault), cell.raw))
    filled.problems.extend(_given_and_below(said, plan))
    return filled


def _about(target: Target) -> tuple[Said, ...]:
    """What a target says something of; no two cells may say it of the same."""
    slot = target.slot
    if slot.node is None:
        return (("field", slot.field.index),) if slot.field is not None else ()
    if target.reading != "answer":
        return (("node", slot.node.index),)
    return ("node", slot.node.index), *(("field", item.index) for item in slot.items)


def _take(cell: Cell, plan: ir.Plan, filled: Filled) -> Problem | None:
    slot, raw = cell.target.slot, cell.raw
    if slot.state is not None and isinstance(raw, str) and fold(raw) in NOT_APPLICABLE_WORDS:
        filled.answers[slot.state.index] = NOT_APPLICABLE
        return None
    if cell.target.reading != "answer":
        assert slot.node is not None
        return _give(cell, cell.target.reading, slot.node, plan, filled)
    if slot.field is not None:
        found = _answer(cell, slot.field)
        if isinstance(found, Problem):
            return found
        filled.answers[slot.field.index] = found
        return None
    if isinstance(raw, (Fraction, bool)) or (isinstance(raw, str) and raw[:1].isdigit()):
        return problems.item_leaf_number(".".join(slot.path))
    options = tuple(Choice(item.name, item.label) for item in slot.items)
    held = members(raw, Domain(Type("set", tuple(o.code for o in options)), choices=options))
    if isinstance(held, Problem):
        return held
    filled.answers.update({item.index: item.name in held for item in slot.items})
    return None


def _answer(cell: Cell, field: Field) -> Answer | Problem:
    if not isinstance(cell.raw, str):
        return answer(cell.raw, field, cell.mark)
    read, key = cell.target.read, (cell.raw, cell.mark)
    found = read.get(key)
    if found is None:
        found = read[key] = answer(cell.raw, field, cell.mark)
    return found


def _give(
    cell: Cell, reading: Literal["value", "share", "points"], node: ir.Node, plan: ir.Plan, filled: Filled
) -> Problem | None:
    if isinstance(cell.raw, str) and fold(cell.raw) in NOT_APPLICABLE_WORDS:
        return problems.not_applicable_refused()
    number = exact_number(cell.raw, cell.mark, share=reading == "share")
    if isinstance(number, Problem):
        return number
    low, high = _ends(reading, node, plan)
    # A bonus may lift a node above its scale and a penalty below; then the engine knows how far.
    if not node.stages and not low <= number <= high:
        return problems.given_outside(number, low, high, share=reading == "share")
    filled.given[node.index] = (reading, number)
    return None


def _ends(
    reading: Literal["value", "share", "points"], node: ir.Node, plan: ir.Plan
) -> tuple[Fraction, Fraction]:
    if reading == "value":
        return node.scale.floor, node.scale.top
    if reading == "share":
        return node.scale.floor / node.scale.top, Fraction(1)
    return Fraction(0), plan.nodes[0].scale.top


def _given_and_below(said: dict[Said, Cell], plan: ir.Plan) -> Iterable[Problem]:
    givers = {
        cell.target.slot.node.index: cell for cell in said.values() if gives(cell) and cell.target.slot.node
    }
    below: dict[int, list[str]] = {index: [] for index in givers}
    for what, cell in said.items():
        for node in _above(what, plan):
            if node in below and cell.key not in below[node]:
                below[node].append(cell.key)
    for index, keys in below.items():
        if keys:
            yield givers[index].fault(problems.node_and_below(keys[:3]))


def gives(cell: Cell) -> bool:
    """Whether a cell gives a node in place of what lies below it."""
    return cell.target.reading != "answer" and cell.target.slot.node is not None


def excludes(one: Target, other: Target, plan: ir.Plan) -> bool:
    """Whether a record can have a cell of one or of the other, and not of both."""
    first, second = _about(one), _about(other)
    return (
        not set(first).isdisjoint(second) or _lies_below(first, other, plan) or _lies_below(second, one, plan)
    )


def _lies_below(about: Iterable[Said], giver: Target, plan: ir.Plan) -> bool:
    node = giver.slot.node
    if giver.reading == "answer" or node is None:
        return False
    return any(node.index == above for what in about for above in _above(what, plan))


def _above(what: Said, plan: ir.Plan) -> Iterable[int]:
    """The nodes that a thing lies below."""
    kind, index = what
    up = plan.fields[index].owner if kind == "field" else plan.nodes[index].parent
    while up is not None:
        yield up
        up = plan.nodes[up].parent
