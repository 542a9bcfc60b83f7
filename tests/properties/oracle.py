"""A second scorer, written from the rules of the language alone: it knows no plan, no step and no index.

It walks a made rubric and says what each named value is: a value, MISSING (something read is not known),
SKIPPED (not applicable) or FAULT (the record cannot be scored).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from decimal import getcontext
from enum import Enum
from fractions import Fraction
from math import floor
from statistics import median
from typing import Union
from typing import cast

from tests.properties.made import Asked
from tests.properties.made import Asserted
from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Change
from tests.properties.made import Checklist
from tests.properties.made import Decision
from tests.properties.made import Filled
from tests.properties.made import Gate
from tests.properties.made import Group
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Let
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Options
from tests.properties.made import Posts
from tests.properties.made import Row
from tests.properties.made import Skip
from tests.properties.made import Table
from tests.properties.made import Term
from tests.properties.made import Test
from tests.properties.made import Value
from tests.properties.made import Whole
from tests.properties.made import below

getcontext().prec = 80


class State(Enum):
    """What stands in a value's place."""

    FAULT = 1
    MISSING = 2
    SKIPPED = 3


FAULT, MISSING, SKIPPED = State.FAULT, State.MISSING, State.SKIPPED
Found = Union[Value, State]


class _Stop(Exception):  # noqa: N818 - it carries a state out of a calculation
    def __init__(self, state: State) -> None:
        self.state = state


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    """Half away from zero unless the mode says otherwise; `down` is toward zero, `up` away."""
    scaled = abs(value) * 10**places
    whole = Fraction(floor(scaled))
    rest = scaled - whole
    match mode:
        case "":
            up = rest >= Fraction(1, 2)
        case "half_even":
            up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
        case "up":
            up = rest > 0
        case _:
            up = False
    return (whole + int(up)) / Fraction(10**places) * (1 if value >= 0 else -1)


def _real(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def irrational(value: Decimal, places: int, mode: str) -> Fraction:
    """80 digits rounded; among numbers as short as these, a tie to 40 digits is one."""
    edge = Fraction(value * 2 * 10**places).limit_denominator(1) / (2 * 10**places)
    near = abs(_real(edge) - value) < Decimal(10) ** -40
    return rounded(edge if near else Fraction(value), places, mode)


def all_of(found: list) -> list:  # type: ignore[type-arg]
    """All values, or the worst that stands in a value's place; a member without a value is a fault."""
    if FAULT in found or SKIPPED in found:
        raise _Stop(FAULT)
    if MISSING in found:
        raise _Stop(MISSING)
    return found


def takes(test: Test, found: Value) -> bool:
    """Whether a test of a decision takes a value."""
    kind, first, last = test
    match kind:
        case "code":
            return found == first
        case "yes" | "no":
            return found is (kind == "yes")
        case "missing":
            return False
        case _:
            pass
    assert isinstance(found, Fraction) and isinstance(first, Fraction)
    match kind:
        case "from":
            return found >= first
        case "above":
            return found > first
        case "below":
            return found < first
        case "value":
            return found == first
        case _:
            return first <= found <= last


def nearest(group: Node, word: str) -> Iterator[Node]:
    """The nodes of a word below a group that stand below no other of it."""
    for child in group.children if isinstance(group, Group) else ():
        if child.word == word:
            yield child
        else:
            yield from nearest(child, word)


class Scorer:
    """One record under one rubric."""

    def __init__(self, made: Made, filled: Filled) -> None:
        self.made, self.filled = made, filled
        self.parents: dict[str, Group] = {}
        self.by_name: dict[str, Node] = {}
        self.asked: dict[str, Asked] = {asked.name: asked for asked in made.inputs}
        for node in below(made.root):
            self.by_name[node.name] = node
            self.asked |= {asked.name: asked for asked in node.inputs}
            if isinstance(node, Leaf) and node.asked is not None:
                self.asked[node.name] = node.asked
            if isinstance(node, Group):
                self.parents |= {child.name: node for child in node.children}
        self.lets = {one.name: one.value for one in made.named if isinstance(one, Let)}
        self.tables = {one.name: one for one in made.named if isinstance(one, Table | Decision)}
        self.gates = {one.name: one.requires for one in made.named if isinstance(one, Gate)}
        self.members = [Scorer(made.member, one) for one in filled.members] if made.member else []
        self._values: dict[tuple[str, bool], Found] = {}

    def results(self) -> dict[str, Found]:
        """Every named value."""
        found: dict[str, Found] = {self.made.root.name: self.settle(lambda: self.value(self.made.root))}
        for named in self.made.named:
            match named:
                case Let(name, value):
                    found[name] = self.settle(lambda value=value: self.read(value))
                case Table(name=name, columns=columns) | Decision(name=name, columns=columns):
                    found[name] = code = self.settle(lambda table=named: self.code(table))
                    for at, column in enumerate(columns):
                        cell = self.cells(named, code)[at] if isinstance(code, str) else None
                        empty = SKIPPED if cell is None else cell.strip('"')
                        found[f"{name}.{column}"] = code if isinstance(code, State) else empty
                case Gate(name, requires):
                    found[name] = self.settle(lambda requires=requires: self.holds(requires))
        return dict.fromkeys(found, FAULT) if self.misstated() else found

    def misstated(self) -> bool:
        """Whether a node is given as it cannot be, of a member too: that nothing reads it is no excuse."""
        given = self.filled.given.items()
        own = (
            self.settle(lambda name=name, said=said: self.given(self.by_name[name], *said))
            for name, said in given
        )
        return FAULT in own or any(member.misstated() for member in self.members)

    def settle(self, compute) -> Found:  # type: ignore[no-untyped-def]
        try:
            found: Found = compute()
        except _Stop as stop:
            return stop.state
        return found

    # Answers

    def answer(self, name: str) -> Value:
        found = self.filled.answers.get(name)
        if isinstance(found, Skip):
            raise _Stop(SKIPPED)
        if found is not None:
            return found
        asked = self.asked.get(name)
        if asked is not None and asked.default is not None and not self.unstated(name):
            return asked.default
        raise _Stop(MISSING)

    def unstated(self, name: str) -> bool:
        """Whether a question lies in a node that is given: no default stands in there."""
        owner = next(
            (n.name for n in self.by_name.values() if name in (n.name, *(a.name for a in n.inputs))), ""
        )
        while owner and owner not in self.filled.given:
            owner = self.parents[owner].name if owner in self.parents else ""
        return bool(owner)

    def silent(self, name: str) -> bool:
        return self.settle(lambda: self.answer(name)) is MISSING

    # Applicability and weights

    def applies(self, node: Node) -> bool:
        """The rule decides first, then that it is given, then what the record says of it and below it."""
        if node.rule is not None and self.truth(node.rule):
            return False
        if node.name in self.filled.given:
            return True
        if node.may_skip:
            own = isinstance(node, Leaf) and node.asked is not None
            if isinstance(self.filled.answers.get(node.name), Skip):
                return False
            if self.silent(node.name) if own else self.unstated(node.name):
                raise _Stop(MISSING)
        if isinstance(node, Group) and node.children:
            return self.any_of([lambda child=child: self.weighs(child) for child in node.children])
        return True

    def weighs(self, child: Node) -> bool:
        cases = {amount > 0 for amount, _ in child.weight.cases}  # one sign in every case needs no condition
        return (cases == {True} or self.weight(child) > 0) and self.takes_part(child)

    def takes_part(self, node: Node) -> bool:
        """Whether a node keeps its weight: it applies, or counts all the same."""
        return bool(node.counted) or self.applies(node)

    def any_of(self, asks) -> bool:  # type: ignore[no-untyped-def]
        """Whether one holds for certain."""
        found = [self.settle(ask) for ask in asks]
        if True in found:
            return True
        if MISSING in found:
            raise _Stop(MISSING)
        return False

    def weight(self, node: Node) -> Fraction:
        """The weight as written, under its condition."""
        for amount, when in node.weight.cases:
            if when is None or self.truth(when):
                return amount
        raise AssertionError(node.name)

    def effective(self, node: Node) -> Fraction:
        """The weight among the applicable siblings."""
        own = self.weight(node)
        if own == 0 or not self.takes_part(node):
            return Fraction(0)
        siblings = [s for s in self.parents[node.name].children if self.weight(s) > 0 and self.takes_part(s)]
        return own / sum((self.weight(sibling) for sibling in siblings), Fraction(0))

    def product(self, node: Node) -> Fraction:
        """W."""
        found = Fraction(1)
        while node.name in self.parents:
            found *= self.effective(node)
            node = self.parents[node.name]
            if node.counted and not self.applies(node):
                return Fraction(0)
        return found

    # Nodes

    def value(self, node: Node, *, whole: bool = True) -> Fraction:
        """The value on the node's own scale; `whole` False before its own rounding."""
        key = node.name, whole
        if key not in self._values:
            self._values[key] = self.settle(lambda: self.scored(node, whole))
        found = self._values[key]
        if isinstance(found, State):
            raise _Stop(found)
        assert isinstance(found, Fraction)
        return found

    def scored(self, node: Node, whole: bool) -> Fraction:
        if not self.applies(node):
            if node.counted:
                return node.top if node.counted == "full" else Fraction(0)
            raise _Stop(SKIPPED)
        given = self.filled.given.get(node.name)
        if given is not None:
            return self.given(node, *given)
        if isinstance(node, Leaf):
            return self.leaf(node)
        value = self.staged(node, len(node.changes))
        return rounded(value, node.places, node.mode) if whole and node.places is not None else value

    def staged(self, node: Group, count: int) -> Fraction:
        """The value after so many adjustments. Whether one applies is asked first, before what it changes."""
        if count:
            change = node.changes[count - 1]
            if change.when is not None and not self.truth(change.when):
                return self.staged(node, count - 1)
            return self.changed(node, change, self.staged(node, count - 1))
        if node.formula is not None:
            return self.number(node.formula)
        if node.children:
            return self.mean(node)
        raise _Stop(MISSING)

    def given(self, node: Node, reading: str, amount: Fraction) -> Fraction:
        match reading:
            case "value":
                value = amount
            case "share":
                value = amount * node.top
            case _:
                value = amount / (self.product(node) * self.made.root.top) * node.top
        if node.ends is not None and (value * 10**node.ends).denominator != 1:
            raise _Stop(FAULT)
        return value

    def mean(self, node: Group) -> Fraction:
        weights = [self.settle(lambda child=child: self.effective(child)) for child in node.children]
        read = [(child, w) for child, w in zip(node.children, weights, strict=True) if w != 0]
        met = [self.settle(lambda child=child: self.value(child)) for child, _ in read]
        met += [w for _, w in read if isinstance(w, State)]
        for state in (FAULT, MISSING, SKIPPED):  # every part is read, also where its weight is not known yet
            if state in met:
                raise _Stop(state)
        weighed = [(child, self.effective(child)) for child, _ in read]
        if node.aggregate not in ("", "mean", "sum"):
            return self.aggregated(node, [(self.value(child) / child.top, w) for child, w in weighed])
        return sum((w * self.value(child) / child.top for child, w in weighed), Fraction(0)) * node.top

    def aggregated(self, node: Group, parts: list[tuple[Fraction, Fraction]]) -> Fraction:
        """What the shares of the children make, as the design's C4 and C5 say."""
        shares = sorted((share for share, _ in parts), reverse=True)
        match node.aggregate:
            case "min":
                found = shares[-1]
            case "max":
                found = shares[0]
            case "median":
                found = median(shares)
            case "best":
                found = sum(shares[: node.best], Fraction(0)) / min(node.best, len(shares))
            case "harmonic_mean":
                zero = shares[-1] == 0
                found = Fraction(0) if zero else 1 / sum((w / share for share, w in parts), Fraction(0))
            case _:
                if shares[-1] == 0:
                    return Fraction(0)
                product = _real(node.top)
                for share, weight in parts:
                    product *= (_real(share).ln() * _real(weight)).exp()
                return irrational(product, node.digits, "")
        return found * node.top

    def changed(self, node: Group, change: Change, value: Fraction) -> Fraction:
        amount = self.number(change.amount)
        match change.kind:
            case "bonus":
                return value + amount
            case "penalty":
                return value - amount
            case "cap":
                return min(value, amount)
            case "floor":
                return max(value, amount)
            case "scale":
                return value * amount / node.top

    # Leaves

    def leaf(self, leaf: Leaf) -> Fraction:
        """Its scoring, the prerequisites before it, stretched onto the scale."""
        shares = isinstance(leaf.scoring, Checklist | Posts) or (
            isinstance(leaf.scoring, Whole) and leaf.asked is not None and leaf.asked.percent
        )
        for condition, otherwise in leaf.before:
            if not self.truth(condition):
                return otherwise if shares else self.onto(leaf, otherwise)
        return self.onto(leaf, self.base(leaf))

    def base(self, leaf: Leaf) -> Fraction:
        match leaf.scoring:
            case Whole():
                found = self.answer(leaf.name)
                assert isinstance(found, Fraction)
                return found
            case Posts(start, end, places, mode) as posts:
                found = self.answer(leaf.name)
                assert isinstance(found, Fraction)
                start = self.post(posts.start_of, start)
                end = self.post(posts.end_of, end)
                if start == end:
                    raise _Stop(FAULT)
                held = min(max(found, min(start, end)), max(start, end))
                if places is None:
                    return (held - start) / (end - start)
                return irrational(_real(held / start).ln() / _real(end / start).ln(), places, mode)
            case Options(values):
                code = self.answer(leaf.name)
                assert leaf.asked is not None and isinstance(code, str)
                return values[leaf.asked.codes.index(code)]
            case Checklist(items, weights):
                held = applicable = Fraction(0)
                for item, weight in zip(items, weights, strict=True):
                    state = self.settle(lambda item=item: self.answer(f"{leaf.name}.{item}"))
                    if state is MISSING:
                        raise _Stop(MISSING)
                    applicable += weight * (state is not SKIPPED)
                    held += weight * (state is True)
                return held / applicable
            case Ladder(items, base):
                level = Fraction(base)
                for item in items:
                    if not self.answer(f"{leaf.name}.{item}"):
                        break
                    level += 1
                return level
            case Bins() as bins:
                subject = self.subject(leaf, bins)
                passed = [cut for cut in bins.cuts if (subject > cut if bins.above else subject >= cut)]
                return bins.values[len(passed)]
            case Cases(cases, otherwise):
                for condition, value in cases:
                    if self.truth(condition):
                        return value
                return otherwise

    def post(self, name: str, number: Fraction) -> Fraction:
        """A goalpost: a number, or an input."""
        found = self.answer(name) if name else number
        assert isinstance(found, Fraction)
        return found

    def subject(self, leaf: Leaf, bins: Bins) -> Fraction:
        if bins.of is not None:
            return self.number(bins.of)
        if bins.items:
            return Fraction(sum(self.answer(f"{leaf.name}.{item}") is True for item in bins.items))
        found = self.answer(leaf.name)
        assert isinstance(found, (Fraction, frozenset))
        return found if isinstance(found, Fraction) else Fraction(len(found))

    def onto(self, leaf: Leaf, value: Fraction) -> Fraction:
        span = self.span(leaf)
        if span is None:
            return value
        if leaf.onto is None:
            return value * leaf.top / span[1]
        low, high = leaf.onto.low, leaf.onto.high
        stretched = low + (value - span[0]) * (high - low) / (span[1] - span[0])
        return (
            rounded(stretched, leaf.onto.places, leaf.onto.mode)
            if leaf.onto.places is not None
            else stretched
        )

    def span(self, leaf: Leaf) -> tuple[Fraction, Fraction] | None:
        """The range that is stretched."""
        if leaf.stated is not None:
            return leaf.stated
        match leaf.scoring:
            case Whole():
                assert leaf.asked is not None and leaf.asked.high is not None
                return leaf.asked.low, leaf.asked.high
            case Checklist() | Posts():
                return Fraction(0), Fraction(1)
            case Ladder(items, base):
                low = min([Fraction(base), *(value for _, value in leaf.before)])
                return low, Fraction(base + len(items))
            case _:
                return None

    # Classes

    def code(self, table: Table | Decision) -> str:
        """The class after every limit, then every raise."""
        if isinstance(table, Decision):
            found = str(self.decided(table)[0])
        else:
            value = self.value(self.by_name[table.of])
            above = table.style == "above"
            found = table.codes[len([c for c in table.cuts if (value > c if above else value >= c)])]
        for code, when in table.limits:
            if self.truth(when):
                found = min(found, code, key=table.ranks.index)
        for code, when in table.raises:
            if self.truth(when):
                found = max(found, code, key=table.ranks.index)
        return found

    def cells(self, table: Table | Decision, code: str) -> tuple[str | None, ...]:
        """The columns beside a code; of one that several rows give, those of the first."""
        if isinstance(table, Table):
            return table.cells[table.codes.index(code)]
        rows = [row.cells for row in table.rows] + ([table.otherwise] if table.otherwise else [])
        return next(cells for cells in rows if cells[0] == code)[1:]

    def decided(self, decision: Decision) -> tuple[str | None, ...]:
        """The cells of the row that holds; one that waits holds up others only where the first decides."""
        waiting: list[State] = []
        for row in decision.rows:
            open_ = self.waits(decision, row)
            if open_ == []:
                return row.cells
            waiting += open_ or []
            if open_ and decision.first:
                break
        for state in (FAULT, MISSING, SKIPPED):
            if state in waiting:
                raise _Stop(state)
        assert decision.otherwise is not None, decision
        return decision.otherwise

    def waits(self, decision: Decision, row: Row) -> list[State] | None:
        """What a row waits for: nothing where it holds, None where it is out."""
        if row.when is not None:
            held = self.settle(lambda: self.truth(row.when))
            return [held] if isinstance(held, State) else [] if held else None
        open_: list[State] = []
        for (term, asked), tests in zip(decision.asked, row.tests, strict=True):
            if tests is None:
                continue
            found = self.settle(lambda term=term: self.read(term))
            if found is MISSING and asked is not None and asked.need == "optional":
                if not any(kind == "missing" for kind, _, _ in tests):
                    return None
            elif isinstance(found, State):
                open_.append(found)
            elif not any(takes(test, found) for test in tests):
                return None
        return open_

    def holds(self, requires: tuple[Term, ...]) -> bool:
        """Every line is read."""
        found = [self.settle(lambda term=term: self.truth(term)) for term in requires]
        for state in (FAULT, MISSING, SKIPPED):
            if state in found:
                raise _Stop(state)
        return all(found)

    def kept(self, asserted: Asserted) -> Found:
        """Whether this record keeps what is asserted."""
        when, condition = asserted.when, asserted.condition
        return self.settle(lambda: (when is not None and not self.truth(when)) or self.truth(condition))

    # Expressions

    def truth(self, term: Term) -> bool:
        found = self.read(term)
        assert isinstance(found, bool), term
        return found

    def number(self, term: Term) -> Fraction:
        found = self.read(term)
        if isinstance(found, date):  # days are compared, and nothing else
            return Fraction(found.toordinal())
        assert isinstance(found, Fraction) and not isinstance(found, bool), term
        return found

    def numbers(self, terms: Sequence[Term]) -> list[Fraction]:
        """All of them; a fault in one is told whatever the others wait for."""
        found = [self.settle(lambda term=term: self.number(term)) for term in terms]
        for state in (FAULT, MISSING, SKIPPED):
            if state in found:
                raise _Stop(state)
        return cast("list[Fraction]", found)

    def read(self, term: Term) -> Value:
        parts = term.parts
        match term.op:
            case "const":
                return term.value
            case "day":
                return term.day
            case "read":
                return self.named(term.name)
            case "answer" | "own":
                return self.answer(term.name)
            case "share":
                node = self.by_name[term.name]
                return self.value(node) / node.top
            case "points":
                node = self.by_name[term.name]
                own, product = self.value(node), self.product(node)
                return product * own / node.top * self.made.root.top
            case "unrounded":
                return self.value(self.by_name[term.name], whole=False)
            case "and":
                return self.truth(parts[0]) and self.truth(parts[1])
            case "or":
                return self.truth(parts[0]) or self.truth(parts[1])
            case "not":
                return not self.truth(parts[0])
            case "if":
                return self.read(parts[1] if self.truth(parts[0]) else parts[2])
            case "missing":
                return self.silent(term.name)
            case "present":
                return not self.silent(term.name)
            case "applicable":
                return self.applies(self.by_name[term.name])
            case "inapplicable":
                return not self.applies(self.by_name[term.name])
            case "is" | "in":
                return self.read(parts[0]) in term.codes
            case "is_not" | "not_in":
                return self.read(parts[0]) not in term.codes
            case "node_every" | "node_any":
                return self.of_nodes(term)
            case "has" | "has_not":
                found = self.answer(term.name)
                assert isinstance(found, frozenset)
                return (term.codes[0] in found) == (term.op == "has")
            case "count" if term.name:
                found = self.answer(term.name)
                assert isinstance(found, frozenset)
                return Fraction(len(found))
            case (
                "fold_mean"
                | "fold_sum"
                | "fold_min"
                | "fold_max"
                | "fold_median"
                | "fold_count"
                | "fold_every"
                | "fold_any"
                | "fold_weighed"
            ):
                return self.fold(term)
            case _:
                return self.calculated(term.op, self.numbers(parts), term)

    def named(self, name: str) -> Value:
        if name in self.by_name:
            return self.value(self.by_name[name])
        if name in self.lets:
            return self.read(self.lets[name])
        if name in self.gates:
            return self.holds(self.gates[name])
        return self.code(self.tables[name]) if name in self.tables else self.answer(name)

    def calculated(self, op: str, numbers: list[Fraction], term: Term) -> Value:
        first, second = numbers[0], numbers[-1]
        match op:
            case "add":
                return first + second
            case "sub":
                return first - second
            case "mul":
                return first * second
            case "div":
                return first / second
            case "neg":
                return -first
            case "abs":
                return abs(first)
            case "median":
                return median(numbers)
            case "sum":
                return sum(numbers, Fraction(0))
            case "mean":
                return sum(numbers, Fraction(0)) / len(numbers)
            case "min":
                return min(numbers)
            case "max":
                return max(numbers)
            case "round":
                return rounded(first, int(term.value), "")
            case "lt":
                return first < second
            case "le":
                return first <= second
            case "gt":
                return first > second
            case "ge":
                return first >= second
            case "between":
                return numbers[1] <= first <= numbers[2]
            case _:
                raise AssertionError(op)

    # Several nodes

    def of_nodes(self, term: Term) -> bool:
        """A condition of the nearest nodes of a word below a group, as far as they count in it."""
        group, (condition,) = self.by_name[term.name], term.parts
        read, *others = condition.parts
        found: list[Found] = []
        for node in nearest(group, term.codes[0]):
            counts = self.settle(lambda node=node: self.counts(node, group))
            asked = replace(condition, parts=(replace(read, name=node.name), *others))
            if counts is not False:
                found.append(counts if counts is not True else self.settle(lambda: self.truth(asked)))  # noqa: B023
        for state in (FAULT, MISSING, SKIPPED):
            if state in found:
                raise _Stop(state)
        return all(found) if term.op == "node_every" else any(found)

    def counts(self, node: Node, group: Node) -> bool:
        """Whether a node applies, with all above it, and weighs something as far as the group."""
        inside, at = True, node
        while True:
            inside = inside and at.name != group.name
            applies = self.applies(at)
            if not applies or (inside and not self.positive(at)):
                return False
            if at.name not in self.parents:
                return True
            at = self.parents[at.name]

    def positive(self, node: Node) -> bool:
        """Whether it weighs something."""
        return {amount > 0 for amount, _ in node.weight.cases} == {True} or self.weight(node) > 0

    # Several units

    def through(self, levels: int) -> list[Scorer]:
        """The members that `where` leaves, or theirs; too few at any level are a fault."""
        if not self.filled.members:
            raise _Stop(MISSING)
        where = self.made.where
        keeps = [where is None or one.settle(lambda one=one: one.truth(where)) for one in self.members]
        if len(keeps) - keeps.count(False) < self.made.at_least:
            raise _Stop(FAULT)  # whatever is not known yet
        kept = [one for one, keep in zip(self.members, all_of(keeps), strict=True) if keep]
        if levels == 1:
            return kept
        deeper = all_of([one.settle(lambda one=one: one.through(levels - 1)) for one in kept])
        return [one for some in deeper for one in some]

    def fold(self, term: Term) -> Value:
        """Over members, or members of members."""
        kept = self.through(int(term.value) or 1)
        if term.where is not None:
            where = term.where
            keeps = all_of([one.settle(lambda one=one: one.truth(where)) for one in kept])
            kept = [one for one, keep in zip(kept, keeps, strict=True) if keep]
        if term.op == "fold_count":
            return Fraction(len(kept))
        if term.op in ("fold_every", "fold_any"):
            truths = all_of([one.settle(lambda one=one: one.truth(term.parts[0])) for one in kept])
            return all(truths) if term.op == "fold_every" else any(truths)
        values: list[Fraction] = all_of(
            [one.settle(lambda one=one: one.number(term.parts[0])) for one in kept]
        )
        match term.op:
            case "fold_mean":
                return sum(values, Fraction(0)) / len(values)
            case "fold_sum":
                return sum(values, Fraction(0))
            case "fold_min":
                return min(values)
            case "fold_max":
                return max(values)
            case "fold_median":
                return median(values)
            case _:
                weights = [one.number(term.parts[1]) for one in kept]
                return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0)) / sum(weights)
