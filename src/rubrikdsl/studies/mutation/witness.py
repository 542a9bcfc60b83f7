"""A record that tells a change: looked for near what the change concerns.

The values that the change can reach first are worked out from as little as possible: groups whose own value
matters are given, leaves are answered. Numbers are tried at the ends, beside the edges, and where an edge of
what is worked out would be met if it were a straight line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil
from math import gcd
from math import lcm
from random import Random

from rubrikdsl.exact import decimal_places
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.studies.mutation.compare import Both
from rubrikdsl.studies.mutation.compare import Pair
from rubrikdsl.studies.mutation.compare import Told

ROUNDS = 60
"""Starting points for one value."""

ROUNDS_OF_UNITS = 300
"""The same where units are made, whose answers are drawn."""

DESCENTS = 12
"""Ways from where all lines of a gate hold to the edge of one of them."""

MEMBERS = 3
"""How many members a collection is given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a record says: an answer or a given node, its grid and the values to try first."""

    kind: str
    index: int
    values: tuple[Answer, ...]
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None


def witness(pair: Pair, seed: int) -> tuple[Record | None, int]:
    """A record under which some value differs, and how many were tried."""
    tried = 0
    touched = pair.touched
    for told in (*touched[:3], *touched[3:][-2:]):
        search = _Search(pair, told, Random(seed))
        for record in search.records():
            tried += 1
            if pair.both(record).differs(told):
                return record, tried
    return None, tried


class _Search:
    def __init__(self, pair: Pair, told: Told, random: Random) -> None:
        self.pair, self.told, self.random = pair, told, random
        self.edges: set[Fraction] = set()
        self.args: set[int] = set()
        self.rounded: set[tuple[int, Fraction]] = set()
        self.beside: tuple[int, ...] = ()
        """The lines of a gate that did not change; `turns` are what they compare, with what."""
        self.turns: tuple[tuple[int, Fraction], ...] = ()
        self.nodes: set[int] = set()
        self.fields: set[int] = set()
        self.members: set[int] = set()
        self._support()
        self._gate()
        self.asked = tuple(self._asked())

    # What matters

    def _support(self) -> None:
        """From the changed steps down to the first nodes and fields that both plans share."""
        pair = self.pair
        shared: set[int] = set()
        waiting, seen = [self.told.after], set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            to = pair.near[at]
            step = pair.changed.steps[at]
            if to is not None:
                shared.add(to)
                continue
            self._note(step, pair.changed, lambda index: pair.near[index])
            waiting.extend(reads(step))
            match step:
                case ir.Fold(_, collection):
                    self.members.add(collection)
                case ir.Answer(field) | ir.Applies(field):
                    self.fields.add(field)
                case _:
                    pass
        known = {one for one in pair.near if one is not None}
        waiting, seen = [self.told.before], set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            leaf = isinstance(pair.plan.steps[at], (ir.Answer, ir.Applies, ir.Fold))
            if leaf or pair.same[at] in known:
                shared.add(at)
                continue
            self._note(pair.plan.steps[at], pair.plan, lambda index: index)
            waiting.extend(reads(pair.plan.steps[at]))
        self._down(shared)

    def _gate(self) -> None:
        step = self.pair.plan.steps[self.told.before]
        if not isinstance(step, ir.All):
            return
        kept = {self.pair.to[a] for a in reads(self.pair.changed.steps[self.told.after])}
        self.beside = tuple(arg for arg in step.args if self.pair.same[arg] in kept)
        steps = self.pair.plan.steps
        inner = [steps[arg] for arg in self.beside]
        inner += [steps[h] for one in list(inner) if isinstance(one, ir.Quantified) for h in one.holds]
        turns = []
        for one in inner:
            match one:
                case ir.Operation("lt" | "le" | "gt" | "ge", (arg, const)):
                    constant = steps[const]
                    if isinstance(constant, ir.Constant) and isinstance(constant.value, Fraction):
                        turns.append((arg, constant.value))
                case _:
                    pass
        self.turns = tuple(turns)
        dropped = [steps[arg] for arg in step.args if arg not in self.beside]
        if len(self.beside) < len(step.args):
            self.args, self.edges = set(), set(self.edges)
            edges: set[Fraction] = set()
            for one in dropped:
                held = [one, *(steps[h] for h in one.holds)] if isinstance(one, ir.Quantified) else [one]
                for line in held:
                    match line:
                        case ir.Operation("lt" | "le" | "gt" | "ge", (arg, const)):
                            constant = steps[const]
                            if isinstance(constant, ir.Constant) and isinstance(constant.value, Fraction):
                                self.args.add(arg)
                                edges.add(constant.value)
                        case _:
                            pass
            self.edges = self.edges | edges if len(self.edges) <= 4 else edges

    def _note(self, step: ir.Step, plan: ir.Plan, to: object) -> None:
        """The numbers at which a changed step turns, and the shared steps that it asks them of."""
        assert callable(to)
        match step:
            case ir.Table(arg, rows):
                for row in rows:
                    if isinstance(row.key, Interval):
                        self.edges |= {end for end in (row.key.low, row.key.high) if end is not None}
                self.args |= {found for found in (to(arg),) if found is not None}
            case ir.Operation("lt" | "le" | "gt" | "ge" | "min" | "max", args):
                for arg in args:
                    inner = plan.steps[arg]
                    if isinstance(inner, ir.Constant) and isinstance(inner.value, Fraction):
                        self.edges.add(inner.value)
                    found = to(arg)
                    if found is not None:
                        self.args.add(found)
            case ir.Rounded(arg, places):
                found = to(arg)
                if found is not None:
                    self.args.add(found)
                    self.rounded.add((found, Fraction(1, 10**places)))
            case ir.Decide(args=args, rows=decided):
                tests = [test for row in decided for test in row.tests if test is not None]
                ends = [end for test in tests for one in test.intervals for end in (one.low, one.high)]
                self.edges |= {end for end in ends if end is not None}
                self.args |= {found for arg in args if (found := to(arg)) is not None}
            case ir.All(args):
                for arg in args:
                    inner = plan.steps[arg]
                    if isinstance(inner, ir.Operation):
                        self._note(inner, plan, to)
            case _:
                pass

    def _down(self, shared: set[int]) -> None:
        """The nodes to give and the fields to answer under shared steps."""
        plan = self.pair.plan
        of_step: dict[int, int] = {}
        for node in plan.nodes:
            for reached in (node.result, node.unrounded):
                of_step.setdefault(reached, node.index)
        for index, one in enumerate(plan.steps):
            if isinstance(one, ir.Stated):
                of_step.setdefault(index, one.node)
        above = {n.index for n in plan.nodes if n.result == self.told.before}
        waiting, seen = list(shared), set[int]()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            step = plan.steps[at]
            number = of_step.get(at)
            if number is not None and number not in above and plan.nodes[number].kind != "leaf":
                self.nodes.add(number)
                continue
            match step:
                case ir.Answer(field) | ir.Applies(field):
                    self.fields.add(field)
                case ir.Fold(_, collection):
                    self.members.add(collection)
                case ir.Table(arg, rows):
                    self.edges |= {
                        row.key.low for row in rows if isinstance(row.key, Interval) and row.key.low
                    }
                    waiting.append(arg)
                case _:
                    waiting.extend(reads(step))
        self._untangle()

    def _untangle(self) -> None:
        """A node is not given where something below it is wanted too: its children are instead."""
        plan = self.pair.plan
        while True:
            wanted = {*self.nodes, *(o for f in self.fields if (o := plan.fields[f].owner) is not None)}
            above = {up for node in wanted for up in _above(plan, node) if up in self.nodes and up != node}
            above |= {o for f in self.fields if (o := plan.fields[f].owner) in self.nodes}
            above = {node for node in above if plan.nodes[node].children or plan.nodes[node].kind != "given"}
            if not above:
                return
            for node in above:
                self.nodes.discard(node)
                for child in plan.nodes[node].children:
                    if plan.nodes[child].kind == "leaf":
                        self.fields |= set(plan.nodes[child].fields)
                        self.fields |= _below(plan, plan.nodes[child].result)
                    else:
                        self.nodes.add(child)
                if not plan.nodes[node].children:
                    self.fields |= _below(plan, plan.nodes[node].result)

    def _asked(self) -> Iterator[Asked]:
        plan = self.pair.plan
        for index in sorted(self.nodes):
            node = plan.nodes[index]
            low, high = node.scale.floor, node.scale.top
            step = Fraction(1, 10**node.places) if node.places is not None else Fraction(1, 1000)
            ends: set[Fraction] = {low, high, (low + high) / 2 // step * step}
            near = {edge + sign * step for edge in self.edges for sign in (-1, 0, 1)}
            inside = {n for n in near if low <= n <= high and (node.places is None or n % step == 0)}
            values: tuple[Answer, ...] = (low, high, *sorted(ends - {low, high}), *sorted(inside))
            yield Asked("node", index, values, low, high, step)
        for index in sorted(self.fields):
            field = plan.fields[index]
            if field.kind == "state":
                yield Asked("field", index, (True, NOT_APPLICABLE))
            elif (found := self._of_field(field, (plan,))) is not None:
                yield found

    def _of_field(self, field: Field, plans: tuple[ir.Plan, ...]) -> Asked | None:
        domain = field.domain
        more: tuple[Answer, ...] = (NOT_APPLICABLE,) if field.not_applicable else ()
        match domain.type.kind:
            case "number" | "share":
                low = domain.low if domain.low is not None else Fraction(0)
                high = domain.high if domain.high is not None else low + 20 * (domain.step or 1)
                edges = self.edges.union(*(_edges_of(plan, field.index) for plan in plans))
                highest = domain.high if domain.high is not None else max((high, *edges)) + (domain.step or 1)
                step = domain.step or Fraction(1, 100)
                near = {low + round((e - low) / step + by) * step for e in edges for by in (-1, 0, 1)}
                inside = sorted(n for n in near if low <= n <= highest)
                return Asked("field", field.index, (low, highest, *inside, *more), low, highest, step)
            case "truth":
                return Asked("field", field.index, (True, False, *more))
            case "code":
                return Asked("field", field.index, (*(c.code for c in domain.choices), *more))
            case "set":
                codes = [c.code for c in domain.choices]
                growing = [frozenset(codes[:n]) for n in range(len(codes) + 1)]
                alone = [frozenset(codes) - {code} for code in codes]
                ones = [frozenset({code}) for code in codes]
                return Asked("field", field.index, (*growing, *alone, *ones, *more))
            case _:
                return None

    # Records

    def records(self) -> Iterator[Record]:
        if self.beside and self.args:
            for _ in range(DESCENTS):
                chosen = self._descended()
                yield self._record(chosen, {})
                yield from self._straight(chosen, {}, everywhere=True)
        for number in range(ROUNDS_OF_UNITS if self.members else ROUNDS):
            chosen = [self._choice(one, number) for one in self.asked]
            members = self._members()
            yield self._record(chosen, members)
            if self.asked and self.args:
                yield from self._straight(chosen, members, everywhere=number < 2)

    def _choice(self, one: Asked, number: int) -> Answer:
        if number < 2:
            return one.values[min(number, len(one.values) - 1)]
        if one.low is not None and one.high is not None and one.step and self.random.random() < 0.35:
            return one.low + self.random.randrange(int((one.high - one.low) / one.step) + 1) * one.step
        return self.random.choice(one.values)

    def _descended(self) -> list[Answer]:
        """From where all lines of a gate hold, down to the edge of one that changed."""
        chosen = [max_of(one) for one in self.asked]
        numbers = [at for at, one in enumerate(self.asked) if one.low is not None]
        self.random.shuffle(numbers)
        arg, edge = self.random.choice(sorted(self.args)), self.random.choice(sorted(self.edges))
        for at in numbers:
            best: tuple[Fraction, Answer] | None = None
            for value in self._turns(at, chosen):
                both = Both(self.pair, self._record([*chosen[:at], value, *chosen[at + 1 :]], {}))
                reached = both.before(arg)
                if not isinstance(reached, Fraction) or reached < edge:
                    continue
                if all(both.before(step) is True for step in self.beside):
                    best = min(best or (reached, value), (reached, value), key=lambda pair: pair[0])
            if best is not None:
                chosen[at] = best[1]
        return chosen

    def _turns(self, at: int, chosen: list[Answer]) -> Iterator[Answer]:
        """The values of one number at which a line of the gate turns."""
        one = self.asked[at]
        assert one.low is not None and one.high is not None and one.step is not None
        yield from (one.low, one.high)
        low, high = (
            Both(self.pair, self._record([*chosen[:at], end, *chosen[at + 1 :]], {}))
            for end in (one.low, one.high)
        )
        for arg, edge in (*self.turns, *((arg, edge) for arg in self.args for edge in self.edges)):
            first, last = low.before(arg), high.before(arg)
            if isinstance(first, Fraction) and isinstance(last, Fraction) and first != last:
                exact = one.low + (edge - first) / (last - first) * (one.high - one.low)
                value = one.low + ceil((exact - one.low) / one.step) * one.step
                if one.low <= value <= one.high:
                    yield value

    def _straight(
        self, chosen: list[Answer], members: dict[int, tuple[Record, ...]], *, everywhere: bool
    ) -> Iterator[Record]:
        """Records that would meet an edge if what is asked were a straight line of one of the numbers."""
        numbers = [at for at, one in enumerate(self.asked) if one.low is not None]
        if not numbers:
            return
        for at in numbers[:12] if everywhere else (self.random.choice(numbers),):
            yield from self._along(at, chosen, members)

    def _along(
        self, at: int, chosen: list[Answer], members: dict[int, tuple[Record, ...]]
    ) -> Iterator[Record]:
        one = self.asked[at]
        assert one.low is not None and one.high is not None and one.step is not None
        ends = []
        for value in (one.low, one.high):
            record = self._record([*chosen[:at], value, *chosen[at + 1 :]], members)
            yield record
            ends.append(Both(self.pair, record))
        for arg, unit in sorted(self.rounded):
            first, last = ends[0].before(arg), ends[1].before(arg)
            if isinstance(first, Fraction) and isinstance(last, Fraction) and one.high > one.low:
                per_step = (last - first) / (one.high - one.low) * one.step
                for steps in halves(first, per_step, unit, int((one.high - one.low) / one.step)):
                    yield self._record([*chosen[:at], one.low + steps * one.step, *chosen[at + 1 :]], members)
        for arg in sorted(self.args):
            first, last = ends[0].before(arg), ends[1].before(arg)
            if not isinstance(first, Fraction) or not isinstance(last, Fraction) or first == last:
                continue
            for edge in sorted(self.edges):
                share = (edge - first) / (last - first)
                if not 0 <= share <= 1:
                    continue
                exact = one.low + share * (one.high - one.low)
                grid = one.low + round((exact - one.low) / one.step) * one.step
                values = {grid, grid - one.step, grid + one.step}
                if one.kind == "node" and self.pair.plan.nodes[one.index].places is None:
                    places = decimal_places(exact)
                    values |= {exact} if places is not None and places <= 6 else set()
                for value in sorted(values):
                    if one.low <= value <= one.high:
                        yield self._record([*chosen[:at], value, *chosen[at + 1 :]], members)

    def _record(self, chosen: list[Answer], members: dict[int, tuple[Record, ...]]) -> Record:
        answers: dict[int, Answer] = {}
        given: dict[int, tuple[str, Fraction]] = {}
        skipped = {
            owner
            for one, value in zip(self.asked, chosen, strict=True)
            if one.kind == "field"
            and value is NOT_APPLICABLE
            and self.pair.plan.fields[one.index].kind == "state"
            and (owner := self.pair.plan.fields[one.index].owner) is not None
        }
        for one, value in zip(self.asked, chosen, strict=True):
            if one.kind == "node":
                if isinstance(value, Fraction) and not skipped & {
                    one.index,
                    *_above(self.pair.plan, one.index),
                }:
                    given[one.index] = ("value", value)
                continue
            field = self.pair.plan.fields[one.index]
            if field.kind == "state":
                if value is NOT_APPLICABLE:
                    answers[one.index] = NOT_APPLICABLE
                continue
            if field.owner is None or not skipped & {field.owner, *_above(self.pair.plan, field.owner)}:
                answers[one.index] = value
        return Record("", answers, {k: ("value", v) for k, (_, v) in given.items()}, members)

    def _members(self) -> dict[int, tuple[Record, ...]]:
        found: dict[int, tuple[Record, ...]] = {}
        for index in sorted(self.members):
            collection = self.pair.plan.collections[index]
            count = max(collection.at_least, self.random.randint(1, MEMBERS))
            members = [self._member(index, number) for number in range(count)]
            if self.random.random() < 0.5:  # units of one kind, so that a condition keeps all of them
                members = [replace(one, answers=members[0].answers) for one in members]
            found[index] = tuple(members)
        return found

    def _member(self, index: int, number: int) -> Record:
        """A member: its score is given, its inputs are answered, near what is asked of them."""
        plan, changed = self.pair.plan.collections[index].plan, self.pair.changed.collections[index].plan
        name = f"{number + 1}"
        answers: dict[int, Answer] = {}
        for field in plan.fields:
            if field.owner is None and (one := self._of_field(field, (plan, changed))):
                answers[field.index] = self.random.choice(one.values)
        given: dict[int, tuple[str, Fraction]] = {}
        if plan.nodes:
            node = plan.nodes[0]
            step = Fraction(1, 10 ** min(node.places if node.places is not None else 2, 4))
            near = [
                e for e in sorted(self.edges) if node.scale.floor <= e <= node.scale.top and e % step == 0
            ]
            if near and self.random.random() < 0.5:
                value = self.random.choice(near)
            else:
                count = int((node.scale.top - node.scale.floor) / step)
                value = node.scale.floor + self.random.randrange(count + 1) * step
            given[0] = ("value", value)
        return Record(name, answers, {k: ("value", v) for k, (_, v) in given.items()})


def max_of(one: Asked) -> Answer:
    """The most that is tried first."""
    return one.high if one.high is not None else one.values[0]


def halves(start: Fraction, by: Fraction, unit: Fraction, most: int) -> tuple[int, ...]:
    """The fewest steps `n` (one even, one odd tie) for which start + n·by lies halfway between two units."""
    scale = lcm(start.denominator, by.denominator, (unit / 2).denominator)
    found: list[int] = []
    for period, offset in ((2 * unit, unit / 2), (2 * unit, 3 * unit / 2)):
        factor, rest, modulus = int(by * scale), int((offset - start) * scale), int(period * scale)
        common = gcd(factor, modulus)
        if common == 0 or rest % common:
            continue
        modulus //= common
        steps = rest // common * pow(factor // common, -1, modulus) % modulus if modulus > 1 else 0
        if steps <= most:
            found.append(steps)
    return tuple(found)


def _above(plan: ir.Plan, node: int) -> Iterator[int]:
    """The nodes above a node."""
    at = plan.nodes[node].parent
    while at is not None:
        yield at
        at = plan.nodes[at].parent


def _below(plan: ir.Plan, step: int) -> set[int]:
    """The fields that a step reads, however far below."""
    found: set[int] = set()
    waiting, seen = [step], set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        inner = plan.steps[at]
        match inner:
            case ir.Answer(field) | ir.Applies(field):
                found.add(field)
            case _:
                waiting.extend(reads(inner))
    return found


def _edges_of(plan: ir.Plan, field: int) -> set[Fraction]:
    """The numbers that are asked of an answer directly."""
    answers = {i for i, step in enumerate(plan.steps) if isinstance(step, ir.Answer) and step.field == field}
    found: set[Fraction] = set()
    for step in plan.steps:
        if not answers & set(reads(step)):
            continue
        match step:
            case ir.Table(_, rows):
                keys = [row.key for row in rows if isinstance(row.key, Interval)]
                found |= {end for key in keys for end in (key.low, key.high) if end is not None}
            case ir.Operation(args=args):
                values = [plan.steps[arg] for arg in args]
                found |= {
                    v.value for v in values if isinstance(v, ir.Constant) and isinstance(v.value, Fraction)
                }
            case _:
                pass
    return found
