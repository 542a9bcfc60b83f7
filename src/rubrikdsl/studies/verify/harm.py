"""Do no harm: whether a better answer, or joining at the top, can lower the score, a class or an outcome.

Structure decides first, for all parts at once. What it leaves is looked for, pair of records by pair; what
the search exhausts is proved too. Every pair that is shown was run by the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from typing import Literal

from rubrikdsl.engine.run import Found
from rubrikdsl.frozen import dataclass as frozen
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Answer
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.better import parts_of
from rubrikdsl.studies.verify.better import plan_of
from rubrikdsl.studies.verify.direction import Directions
from rubrikdsl.studies.verify.direction import Way
from rubrikdsl.studies.verify.inside import Inside
from rubrikdsl.studies.verify.moves import Orders
from rubrikdsl.studies.verify.moves import answers
from rubrikdsl.studies.verify.moves import better
from rubrikdsl.studies.verify.moves import joining
from rubrikdsl.studies.verify.moves import orders_in
from rubrikdsl.studies.verify.pairs import Pair
from rubrikdsl.studies.verify.pairs import Pairs
from rubrikdsl.studies.verify.pairs import Twin
from rubrikdsl.studies.verify.pairs import runs

ALLOWANCE: Final = 40_000
"""Cells that the search for one pair may work out."""

FURTHER: Final = 5_000
"""The same for further parts, once one is found that does harm: the claim is refuted by then."""

IN_ALL: Final = 200_000
"""Cells that all searches of one rubric may work out together."""

Move = Literal["better", "joining"]


@frozen(frozen=True, slots=True)
class Target:
    """What must not fall: a step with an order. `sign` -1: where lower is better, it must not rise."""

    name: str
    kind: Literal["score", "class", "outcome"]
    step: int
    sign: int
    ranks: tuple[str, ...]


@frozen(frozen=True, slots=True)
class Fall:
    """A pair of records in which a target falls: what the part and the target are, before and after."""

    part: Part
    pair: Pair
    own: tuple[Found, Found]
    told: tuple[Found, Found]


@frozen(frozen=True, slots=True)
class Harm:
    """What is found of one target under one move: parts by what decided them, and pairs where it falls."""

    move: Move
    target: Target
    by_structure: tuple[Part, ...]
    by_search: tuple[Part, ...]
    falls: tuple[Fall, ...]
    left: tuple[Part, ...]


@frozen(frozen=True, slots=True)
class Turn:
    """A number asked of a leaf of which more is now better, now worse: a pair for each."""

    part: Part
    field: int
    rise: Pair
    fall: Pair
    told: tuple[tuple[Fraction, Found], ...]
    """The answers of both pairs, in order, each with the leaf's value."""


@frozen(frozen=True, slots=True)
class Leaning:
    """How the own value of a leaf goes with a number asked: up, down, not at all; None: not settled."""

    part: Part
    field: int
    way: Literal["rises", "falls", "still"] | None


@dataclass
class Budget:
    """Cells that may still be worked out."""

    left: int = IN_ALL

    def take(self) -> int:
        """The allowance of one search."""
        return max(min(ALLOWANCE, self.left), 0)


def targets_of(plan: ir.Plan, ways: Directions) -> Iterator[Target]:
    """The score, every class that has an order, every outcome."""
    if plan.nodes:
        yield Target(plan.nodes[0].name, "score", plan.nodes[0].result, 1, ())
    for kind, index in plan.order:
        if kind == "bands":
            one = plan.bands[index]
            codes = plan.types[one.code].codes
            if isinstance(one, ir.Bands):
                of = ways.ways[one.of]
                yield Target(one.name, "class", one.code, -1 if one.lower and of.up else 1, codes)
            elif one.ranked:
                yield Target(one.name, "class", one.code, 1, codes)
        elif kind == "outcome":
            outcome = plan.outcomes[index]
            yield Target(outcome.name, "outcome", outcome.step, 1, ())


class Study:
    """A plan, its parts and the ways of its steps under both moves."""

    def __init__(self, plan: ir.Plan) -> None:
        self.plan = plan
        self.parts = parts_of(plan)
        self.orders: Orders = orders_in(plan)
        self.answers: Mapping[tuple[int, int], Way] = answers(plan, self.parts, self.orders)
        self.better = better(plan, self.parts, self.orders, self.answers)
        self.joining = joining(plan, self.parts, self.orders)
        self.targets = tuple(targets_of(plan, self.better))
        self.budget = Budget()
        self._best: dict[int, Fraction | None] = {}
        self._inside: Inside | None = None
        self.answered: dict[tuple[int, str], dict[int, Answer] | None] = {}
        """Answers that were found to make a step what was wanted (see `gaming`)."""

    def harms(self) -> tuple[Harm, ...]:
        """Every target under every move that there is."""
        found = [self.harm("better", target) for target in self.targets if self.parts]
        if any(part.may_skip for part in self.parts):
            found += [self.harm("joining", target) for target in self.targets if target.sign > 0]
        return tuple(found)

    def harm(self, move: Move, target: Target) -> Harm:
        """One target under one move."""
        asked = [part for part in self.parts if move == "better" or part.may_skip]
        ways = self.better if move == "better" else self.joining
        down = ways.ways[target.step].by(target.sign).down
        by_structure = tuple(part for part in asked if not down & part.mask)
        by_search: list[Part] = []
        left: list[Part] = []
        falls: list[Fall] = []
        for part in asked:
            if down & part.mask:
                found = self.fall(move, target, part, FURTHER if falls else ALLOWANCE)
                if isinstance(found, Fall):
                    falls.append(found)
                else:
                    (by_search if found is False else left).append(part)
        return Harm(move, target, by_structure, tuple(by_search), tuple(falls), tuple(left))

    def fall(
        self, move: Move, target: Target, part: Part, allowance: int = ALLOWANCE
    ) -> Fall | Literal[False] | None:
        """A pair in which the target falls; False: there is none; None: not settled."""
        if part.path:
            return self._fall_inside(move, target, part)
        pairs, step = self._pairs(move, target, part, allowance)
        holds = pairs.holds(step)
        self.budget.left -= pairs.graph.spent
        if not holds:
            return holds
        pair = pairs.smallest(step)
        if pair is None:
            return None
        before, after = runs(self.plan, pair)
        own = before.values[part.value], after.values[part.value]
        told = before.values[target.step], after.values[target.step]
        if not _falls(told, target):
            return None
        return Fall(part, pair, own, told)

    def _fall_inside(self, move: Move, target: Target, part: Part) -> Fall | None:
        """The same of a leaf of units, as far as records show it."""
        ends = self.orders[part.path].ends(part.value)
        for before, after, own, told in self.inside.changes(part, target.step, move):
            if _falls(told, target) and (move == "better" or (ends is not None and own[1] == ends[1])):
                return Fall(part, self.inside.pair(before, after), own, told)
        return None

    @property
    def inside(self) -> Inside:
        """Records with units, to look for pairs in."""
        if self._inside is None:
            self._inside = Inside(self.plan)
        return self._inside

    def _pairs(self, move: Move, target: Target, part: Part, allowance: int) -> tuple[Pairs, int]:
        plan, node = self.plan, self.plan.nodes[part.node]
        states = () if part.state is None else (part.state,)
        twin = Twin(plan, (*part.fields, *states), (part.node,) if part.given else ())
        falls = twin.falls(target.step, target.sign, _ranks(target))
        now, then = twin.twin[node.applicable], twin.twin[part.value]
        if move == "better":
            higher = twin.truth("gt", then, part.value)
            step = twin.truth("and", node.applicable, now, higher, falls)
        else:
            best = self.best(part)
            whole = twin.truth("ge", then, twin.constant(best)) if best is not None else now
            step = twin.truth("and", twin.truth("not", node.applicable), now, whole, falls)
        return Pairs(twin, [step], min(self.budget.take(), allowance)), step

    def best(self, part: Part) -> Fraction | None:
        """The highest own value of a part (the top of its scale where it is only given)."""
        if part.bit not in self._best:
            self._best[part.bit] = self._highest(part)
        return self._best[part.bit]

    def _highest(self, part: Part) -> Fraction | None:
        node = self.plan.nodes[part.node]
        if part.given:
            return node.scale.top
        twin = Twin(self.plan, (), ())
        pairs = Pairs(twin, [part.value], ALLOWANCE)
        high, sure = pairs.search.extreme(pairs.cells[part.value], -1)
        return high if sure else None

    # Leaves by themselves

    def leanings(self) -> Iterator[Leaning | Turn]:
        """Every number that a leaf asks: whether its own value goes one way with it."""
        for (bit, field), way in self.answers.items():
            part = self.parts[bit]
            if plan_of(self.plan, part).fields[field].domain.type.kind not in ("number", "share"):
                continue
            if way.up and way.down:
                yield self.turn(part, field)
            else:
                yield Leaning(part, field, "rises" if way.up else "falls" if way.down else "still")

    def turn(self, part: Part, field: int) -> Leaning | Turn:
        """Whether the own value of a leaf both rises and falls with a number; else which."""
        plan = plan_of(self.plan, part)
        twin = Twin(plan, (field,), ())
        asked = next(i for i, s in enumerate(plan.steps) if isinstance(s, ir.Answer) and s.field == field)
        more = twin.truth("gt", twin.twin[asked], asked)
        own, other = part.value, twin.twin[part.value]
        rise = twin.truth("and", more, twin.truth("gt", other, own))
        fall = twin.truth("and", more, twin.truth("lt", other, own))
        pairs = Pairs(twin, [rise, fall], ALLOWANCE)
        rises, falls = pairs.holds(rise), pairs.holds(fall)
        if rises is None or falls is None:
            return Leaning(part, field, None)
        if not rises or not falls:
            return Leaning(part, field, "rises" if rises else "falls" if falls else "still")
        one, two = pairs.smallest(rise), pairs.smallest(fall)
        if one is None or two is None:
            return Leaning(part, field, None)
        told: dict[tuple[Fraction, Found], None] = {}
        for each in (*runs(plan, one), *runs(plan, two)):
            answer = each.values[asked]
            if isinstance(answer, Fraction):
                told[answer, each.values[part.value]] = None
        return Turn(part, field, one, two, tuple(sorted(told, key=lambda pair: pair[0])))


def _ranks(target: Target) -> Mapping[str, int] | None:
    return {code: at for at, code in enumerate(target.ranks)} if target.kind == "class" else None


def _falls(told: tuple[Found, Found], target: Target) -> bool:
    """Whether the second of two values is the lower one (the higher one, where lower is better)."""
    ranks: list[Fraction] = []
    for found in told:
        if isinstance(found, str) and found in target.ranks:
            ranks.append(Fraction(target.ranks.index(found)))
        elif isinstance(found, bool):
            ranks.append(Fraction(found))
        elif isinstance(found, Fraction):
            ranks.append(found)
    return len(ranks) == 2 and (ranks[1] - ranks[0]) * target.sign < 0


def smallest(falls: Sequence[Fall]) -> Sequence[Fall]:
    """The pairs with the fewest answers first."""
    return sorted(falls, key=lambda fall: len(fall.pair.after.answers) + len(fall.pair.after.given))
