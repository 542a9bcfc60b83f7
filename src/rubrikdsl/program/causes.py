"""Which faults a record has, by code: what a program that only says *that* there is one does not tell.

While a plan is lowered, each fault is put down as a mark (`Builder.fault`) in place of its truth. Afterwards
every operation is written once more with the truths of the marks (`plain`). For one code, the same is done
with the truths of its marks alone, along the ways on which faults travel: through *and*, *or* and counts of
members. Conditions stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.program import ops
from rubrikdsl.program.prune import renamed

if TYPE_CHECKING:
    from rubrikdsl.program.lower import Lowering


class Causes:
    """The marks of one lowering, and of those of its members."""

    def __init__(self, lowering: Lowering) -> None:
        self.lowering, self.b = lowering, lowering.b
        self.members = {at: Causes(member) for at, (member, _) in lowering.groups.items()}
        self._marked: list[bool] = []
        self._plain: list[int] = []
        for handle in range(len(self.b.ops)):
            self._write(handle)
        self._only: dict[str, list[int]] = {}

    def codes(self) -> frozenset[str]:
        """All codes that faults may have."""
        own = frozenset(code for code, _ in self.b.marks or ())
        return own.union(*(member.codes() for member in self.members.values()))

    def of(self, faults: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """The truth of each code, for these faults together."""
        found = ((code, [self.only(code, fault) for fault in faults]) for code in sorted(self.codes()))
        made = ((code, self.b.either(*truths)) for code, truths in found)
        return tuple((code, truth) for code, truth in made if truth != self.b.no)

    def plain(self, handle: int) -> int:
        """The same operation without marks."""
        return self._plain[handle] if handle < len(self._plain) else handle

    def only(self, code: str, handle: int) -> int:
        """Whether a fault is there because of this code."""
        if code not in self._only:
            found: list[int] = []
            self._only[code] = found
            for at in range(len(self._plain)):
                found.append(self._reached(code, at, found))
        return self._only[code][handle] if handle < len(self._plain) else self.b.no

    def _total(self, op: ops.Op) -> tuple[int, ops.Total] | None:
        """The total that an operation reads, and the collection that it is of."""
        match op:
            case ops.Input(slot) if slot >= 0 and (held := self.lowering.slots.slots[slot]).kind == "total":
                collection, (_, totals) = list(self.lowering.groups.items())[held.group]
                return collection, totals[held.index]
            case _:
                return None

    def _write(self, handle: int) -> None:
        op, made = self.b.ops[handle], len(self.b.ops)
        total = self._total(op)
        marked = any(self._marked[arg] for arg in ops.reads(op))
        found = handle
        match op:
            case ops.Is(slot) if slot < 0:
                assert self.b.marks is not None
                marked, found = True, self._plain[self.b.marks[-1 - slot][1]]
            case _ if total is not None:
                collection, each = total
                member = self.members[collection]
                marked = member.is_marked(each.of)
                if marked:
                    found = self.lowering.total(collection, each.kind, member.plain(each.of), each.none)
            case _ if marked:
                at = {arg: self._plain[arg] for arg in ops.reads(op)}
                found = self.b.put(renamed(op, at, {}), self.b.bounds[handle])
            case _:
                pass
        self._marked.append(marked)
        self._plain.append(found)
        self.lowering.of_origin(handle, made)

    def is_marked(self, handle: int) -> bool:
        """Whether an operation depends on a mark."""
        return handle < len(self._marked) and self._marked[handle]

    def _reached(self, code: str, handle: int, found: list[int]) -> int:
        """What a fault comes to with the marks of one code alone; 0 where it has none."""
        b, op = self.b, self.b.ops[handle]
        if not self._marked[handle]:
            return b.no
        total = self._total(op)
        match op:
            case ops.Is(slot) if slot < 0:
                assert b.marks is not None
                is_it = b.marks[-1 - slot][0] == code
                return self._plain[handle] if is_it else b.no
            case _ if total is not None and total[1].kind == "sum":
                collection, each = total
                return self.lowering.total(collection, "sum", self.members[collection].only(code, each.of))
            case ops.Or(args):
                return b.either(*(found[arg] for arg in args))
            case ops.And(args):
                faults = [arg for arg in args if self._marked[arg] and found[arg] != b.no]
                if not faults:
                    return b.no
                return b.both(*(found[arg] if arg in faults else self._plain[arg] for arg in args))
            case ops.Count(arg):
                return b.count(found[arg])
            case ops.Linear(_, terms):
                return b.linear(0, ((factor, found[arg]) for factor, arg in terms if factor > 0))
            case ops.Compare("lt" | "le" as sign, left, right) if b.constant(left) is not None:
                return b.both(self._plain[handle], b.less(left, found[right], or_equal=sign == "le"))
            case _:
                return b.no
