"""One level of records: what the columns of the table say of it, what is wrong with that, and its program.

Without collections there is one level. Else a row is a member of the deepest one, and tells of all above.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlglot import exp

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.program.slots import Said
from rubrikdsl.program.slots import Words
from rubrikdsl.program.slots import slots_of
from rubrikdsl.records.layout import Key
from rubrikdsl.records.layout import Layout
from rubrikdsl.sql.arithmetic import Arithmetic
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.parts import Columns
from rubrikdsl.sql.problems import ITEMS
from rubrikdsl.sql.reading import Read
from rubrikdsl.sql.reading import read
from rubrikdsl.sql.reading import state_alone
from rubrikdsl.sql.reading import state_beside
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import is_null
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import text

GIVEN_TWICE: Final = "given-twice"
ANSWER_TWICE: Final = "answer-twice"

Faults = dict[str, list[Node]]
"""By code: conditions, any of which says that a record has such a fault."""


@dataclass(frozen=True, slots=True)
class Level:
    """Records of one plan in a table: what columns say of them, and the collection that they are in above.

    `checklists` are columns that may say that a checklist is not applicable, by its field for that; `order`
    has all columns as they come.
    """

    plan: ir.Plan
    layout: Layout
    order: Sequence[str]
    collection: int = -1
    checklists: Mapping[int, str] = field(default_factory=dict)

    def said(self) -> Said:
        """What records may say."""
        said = self.layout.said()
        return replace(said, fields=said.fields | self.states().keys())

    def states(self) -> dict[int, str]:
        """The columns that may say that a node is not applicable, by its field for that."""
        targets = self.layout.targets.items()
        found = {target.slot.state.index: name for name, target in targets if target.slot.state is not None}
        return found | dict(self.checklists)


class Scored:
    """One level of a statement; the names of all its columns end in `suffix`."""

    def __init__(
        self,
        level: Level,
        program: ops.Program | None,
        roots: Iterable[int],
        words: tuple[Words, Mapping[str, int]],
        dialect: Dialect,
        suffix: str,
    ) -> None:
        self.level, self.plan, self.layout = level, level.plan, level.layout
        self.suffix, self.dialect = suffix, dialect
        self.program = program
        self.arithmetic = None if program is None else Arithmetic(self.plan, program, dialect, roots, suffix)
        self.reads = self._reads(*words)

    def _reads(self, words: Words, numbers: Mapping[str, int]) -> dict[Key, tuple[str, Read]]:
        """The reading of every column, by what it is said of; what no result reads is checked as well."""
        slots, _ = slots_of(self.plan, self.level.said(), words)
        held = () if self.program is None else self.program.slots
        at: dict[Key, str] = {(slot.kind, slot.index): f"{n}{self.suffix}" for n, slot in enumerate(held)}
        free = len(held)
        for key in slots:
            if key not in at:
                at[key], free = f"{free}{self.suffix}", free + 1
        states = {self.plan.fields[state].owner: state for state in self.level.states()}
        found: dict[Key, tuple[str, Read]] = {}
        for key, slot in sorted(slots.items(), reverse=True):  # nodes first: states stand beside them
            kind, index = key
            name, owner = at[key], None if kind == "node" else self.plan.fields[index].owner
            if kind == "field" and states.get(owner) == index:
                given = found.get(("node", -1 if owner is None else owner))
                if given is None:
                    source = self.level.states()[index]
                    found[key] = name, state_alone(name, slot, source, self.plan, self.dialect)
                else:
                    found[key] = name, state_beside(slot, *given)
                continue
            state = at.get(("field", states[index])) if kind == "node" and index in states else None
            source = self.layout.column(slot)
            found[key] = name, read(name, slot, source, self.plan, dict(numbers), self.dialect, state)
        return {key: found[key] for key in slots}

    def taken(self) -> Columns:
        """The number, the states and the problem of every slot that a column is read for."""
        found: Columns = []
        for at, one in self.reads.values():
            found += [(f"x{at}", one.value), (f"m{at}", one.missing)]
            if one.silent is not None:
                found.append((f"n{at}", one.silent))
            if one.problem is not None:
                found.append((f"e{at}", one.problem))
        return found

    def without_members(self) -> Columns:
        """The totals where no members are read: numbers that no result shows."""
        slots = () if self.program is None else self.program.slots
        return [
            (f"x{at}{self.suffix}", number(slot.low)) for at, slot in enumerate(slots) if slot.kind == "total"
        ]

    def layers(self) -> list[Columns]:
        """The operations of its program that have a name."""
        return [] if self.arithmetic is None else self.arithmetic.layers()

    def said(self, but: Iterable[str] = ()) -> list[Node]:
        """For each column but some: whether it says something."""
        aside = set(but)
        return [
            self._says(at, one)
            for at, one in self.reads.values()
            if not self._is_beside(one) and (one.is_state or self.layout.column(one.slot) not in aside)
        ]

    def given(self) -> list[Node]:
        """For each node that may be given: whether it is."""
        return [self._says(at, one) for (kind, _), (at, one) in self.reads.items() if kind == "node"]

    def _says(self, at: str, one: Read) -> Node:
        """Whether a column says something, if only that a node is not applicable."""
        if one.is_state:
            return some([column(f"n{at}"), negated(is_null(column(f"e{at}")))])
        heard = negated(column(f"m{at}"))
        return heard if one.state is None else some([heard, column(f"n{one.state}")])

    def _is_beside(self, one: Read) -> bool:
        """Whether it is the state of a node, told by the column of that node."""
        return one.is_state and one.problem is None

    def wrong(self, faults: Faults) -> Node:
        """Whether there is any fault: most records have none, and this is all that is asked of them."""
        problems = [column(f"e{at}") for at, one in self.reads.values() if one.problem is not None]
        any_problem = [negated(is_null(call("COALESCE", *problems, exp.Null())))] if problems else []
        return any_of([*any_problem, *faults.get(GIVEN_TWICE, []), *faults.get(ANSWER_TWICE, [])])

    def faults(self) -> Faults:
        """What may be wrong with what the columns say."""
        found: Faults = {}
        unread = self._unread()
        if unread:
            found[ANSWER_TWICE] = list(unread.values())
        items = {state: some(self._each_says(keys)) for state, keys in self._checklists() if keys}
        for key, (at, one) in self.reads.items():
            is_read = [negated(unread[key])] if key in unread else []
            for code in () if one.problem is None else _codes(one.problem):
                alone = [negated(items[key])] if code == ITEMS and key in items else []
                hit = [equal(column(f"e{at}"), text(code)), *is_read, *alone]
                found.setdefault(code, []).append(every(hit))
        for (kind, index), (at, one) in self.reads.items():
            up = None if self._is_beside(one) else self._above(kind, index)
            while up is not None:
                if up in self.layout.nodes:
                    both = [self._says(at, one), self._says(*self.reads["node", up])]
                    both += [negated(unread["node", up])] if ("node", up) in unread else []
                    found.setdefault(GIVEN_TWICE, []).append(every(both))
                up = self.plan.nodes[up].parent
        return found

    def _above(self, kind: str, index: int) -> int | None:
        """The node that something lies below; the answer of a leaf is the leaf, in other words."""
        if kind == "node":
            return self.plan.nodes[index].parent
        field = self.plan.fields[index]
        if field.kind == "answer" and field.owner is not None:
            return self.plan.nodes[field.owner].parent
        return field.owner

    def _unread(self) -> dict[Key, Node]:
        """Columns that are not read, since one before them says the same thing, and when that is so.

        Leaves may be answered and given; a checklist may be told of as a whole and item by item.
        """
        found: dict[Key, Node] = {}
        for state, items in self._checklists():
            before = [key for key in items if self._place(key) < self._place(state)]
            if before:
                found[state] = every([self._says(*self.reads[state]), some(self._each_says(before))])
            for key in items:
                if key not in before:
                    taken = [negated(says) for says in self._each_says(before)]
                    found[key] = every([*self._each_says([state, key]), *taken])
        for kind, index in self.reads:
            owner = self.plan.fields[index].owner if kind == "field" else None
            if owner is None or owner not in self.layout.nodes or self.plan.fields[index].kind != "answer":
                continue
            keys: tuple[Key, Key] = ("field", index), ("node", owner)
            last = max(keys, key=self._place)
            found[last] = every([negated(column(f"m{self.reads[key][0]}")) for key in keys])
        return found

    def _checklists(self) -> Iterator[tuple[Key, list[Key]]]:
        """The column of each checklist as a whole, with those of its items."""
        for key, (_, one) in self.reads.items():
            if one.is_state and not self._is_beside(one):
                owner = self.plan.fields[key[1]].owner
                of_it = [each for each in self.plan.fields if each.owner == owner and each.kind == "item"]
                items: list[Key] = [("field", each.index) for each in of_it]
                yield key, [item for item in items if item in self.reads]

    def _each_says(self, keys: Iterable[Key]) -> list[Node]:
        return [self._says(*self.reads[key]) for key in keys]

    def _place(self, key: Key) -> int:
        """Where a column stands among all."""
        own = self.level.states().get(key[1]) if key[0] == "field" else None
        return self.level.order.index(self.layout.column(self.reads[key][1].slot) if own is None else own)


def any_of(conditions: Iterable[Node]) -> Node:
    """Whether any condition holds, each written once."""
    return some(list({node.sql(): node for node in conditions}.values()))


def _codes(problem: Node) -> Iterator[str]:
    """The codes that the problem of a column may be."""
    for literal in problem.find_all(exp.Literal):
        is_result = isinstance(literal.parent, exp.Case) or (
            isinstance(literal.parent, exp.If) and literal.arg_key == "true"
        )
        if literal.is_string and is_result:
            yield literal.this
