"""Which leaf can change a class or an outcome: two records that differ in it alone and are classified apart.

They are looked for where a class changes on the way from the best answers to the worst. What nothing that
is classified hangs on never does; of the rest every record is excluded part by part, within an allowance.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Final

from rubrikdsl.engine.partial.boxes import is_single
from rubrikdsl.engine.partial.deciding import Deciding
from rubrikdsl.engine.partial.search import Place
from rubrikdsl.engine.partial.search import apart
from rubrikdsl.engine.partial.search import highest
from rubrikdsl.engine.run import Found
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import member_plan
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.ceilings import Ceilings

ALLOWANCE: Final = 10_000
"""Cells that may be worked out to see whether one answer ever decides."""

IN_ALL: Final = 40_000
"""Cells that may be worked out for all of them together."""


Answers = Mapping[int, Found]
"""Answers by the number of their question."""


@dataclass(frozen=True, slots=True)
class Changing:
    """The leaves that can change something, those that never do (by structure, by search), the others."""

    changes: tuple[Part, ...]
    unread: tuple[Part, ...]
    excluded: tuple[Part, ...]
    open: tuple[Part, ...]


class _Pondering(Deciding):
    """A search for what decides, with an allowance of its own."""

    @property
    def left(self) -> int:
        return 10**9 - self.graph.spent

    def _allowance(self) -> int:
        return max(self.left - ALLOWANCE, 0)


def changing(ceilings: Ceilings) -> Changing:
    """What becomes of every leaf, those of members included."""
    return _Changing(ceilings).found()


def classified(plan: ir.Plan) -> Iterator[int]:
    """The steps of all classes and outcomes."""
    for kind, index in plan.order:
        if kind == "bands":
            yield plan.bands[index].code
        elif kind == "outcome":
            yield plan.outcomes[index].step


class _Changing:
    """The leaves of one rubric, as far as they have been seen to change something."""

    def __init__(self, ceilings: Ceilings) -> None:
        self.ceilings, self.hunt = ceilings, ceilings.hunt
        self.graph = self.hunt.graph
        self.parts = ceilings.study.parts
        self.cells = [self.hunt.offset + step for step in classified(self.hunt.plan)]
        self.asked = {part: self._asked(part) for part in self.parts}
        self.changes: set[Part] = set()
        self._ends: dict[Part, tuple[Answers, Answers]] = {}

    def found(self) -> Changing:
        read = 0
        for cell in self.cells:
            read |= self._hanging(cell)
        unread = [part for part in self.parts if not any(read >> number & 1 for number in self.asked[part])]
        for cell in self.cells:
            self._walk(cell, [part for part in self.parts if part not in unread])
        left = [part for part in self.parts if part not in self.changes and part not in unread]
        excluded = self._pondered(left) if left else []
        settled = {*self.changes, *unread, *excluded}
        return Changing(
            tuple(part for part in self.parts if part in self.changes),
            tuple(unread),
            tuple(excluded),
            tuple(part for part in self.parts if part not in settled),
        )

    def _asked(self, part: Part) -> tuple[int, ...]:
        """The questions of a leaf; of a member's leaf, those of every member that the record has."""
        plan = member_plan(self.hunt.plan, part.path)
        found: list[int] = []
        for number, unknown in enumerate(self.graph.unknowns):
            if self.graph.runs[unknown.record].plan is plan and unknown.kind != "members":
                is_field = unknown.kind == "field"
                owner = plan.fields[unknown.index].owner if is_field else unknown.index
                found += [number] if owner == part.node else []
        return tuple(found)

    def _hanging(self, cell: int) -> int:
        """The questions that a cell hangs on, as bits: not through what is settled whatever is answered."""
        state = self.hunt.holding({})
        found, waiting, seen = 0, [cell], set[int]()
        while waiting:
            here = waiting.pop()
            if here in seen or is_single(state[here]):
                continue
            seen.add(here)
            reads = self.graph.reads[here]
            if not reads:
                found |= self.graph.masks[here]
                continue
            match self.graph.step(here):
                case ir.Mean(values=values) | ir.Aggregate(values=values):
                    weights = reads[len(values) :]
                    waiting += [v for v, w in zip(reads, weights, strict=False) if state[w] != 0]
                    waiting += weights
                case _:
                    waiting += reads
        return found

    def _walk(self, cell: int, parts: Sequence[Part]) -> None:
        """From the best answers to the worst, leaf by leaf; where the class changes others are tried too."""
        place = self.ceilings.best_for(cell)
        for part in parts:
            there = self._changed(place, self._ends_of(part)[0], cell)
            if apart(place.state[cell], there.state[cell]):
                self.changes.add(part)
                for side in (place, there):
                    self._try(side, cell, parts)
            place = there

    def _try(self, place: Place, cell: int, parts: Sequence[Part]) -> None:
        for part in parts:
            if part not in self.changes:
                for answers in self._ends_of(part):
                    if apart(place.state[cell], self._changed(place, answers, cell).state[cell]):
                        self.changes.add(part)
                        break

    def _ends_of(self, part: Part) -> tuple[Answers, Answers]:
        """The worst and the best answers to a leaf by itself."""
        if part not in self._ends:
            asked = self.asked[part]
            choices = [self.hunt.choices[number] for number in asked]
            low = dict(zip(asked, (found[0] for found in choices), strict=True))
            high = dict(zip(asked, (highest(found) for found in choices), strict=True))
            if not part.path:
                for sign, answers in ((1, low), (-1, high)):
                    end = self.ceilings.end(part.value, sign)
                    answers.update({} if end is None else {number: end[1][number] for number in asked})
            self._ends[part] = low, high
        return self._ends[part]

    def _changed(self, place: Place, answers: Answers, cell: int) -> Place:
        boxes = tuple(answers.get(number, box) for number, box in enumerate(place.boxes))
        return Place(boxes, self.graph.narrowed(place.state, answers, cell))

    def _pondered(self, parts: Sequence[Part]) -> list[Part]:
        """The parts of which every record is excluded; those that are seen to change something are kept."""
        search = _Pondering(self.graph, self.cells, (), self.hunt.search.cuts)
        end = self.graph.spent + IN_ALL
        excluded: list[Part] = []
        for part in parts:
            if self.graph.spent > end:
                break
            pairs = [
                (cell, n) for cell in self.cells for n in self.asked[part] if self.graph.masks[cell] >> n & 1
            ]
            told = [search.decides(cell, number) for cell, number in pairs]
            if True in told:
                self.changes.add(part)
            elif None not in told and self.hunt.is_whole:
                excluded.append(part)
        return excluded
