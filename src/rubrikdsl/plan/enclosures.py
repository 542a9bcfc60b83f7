"""What every step of a plan may be, whatever the record holds.

`enclose` gives one enclosure per step. It is sound: a value, a missing or a not applicable answer that
an enclosure excludes cannot happen. It is tight where that is cheap: grids of answers and roundings are
kept, and a branch is read under the conditions that lead to it (an `Env`), so that a guarded division is
seen to be guarded. `Analysis.readings` walks the plan as an engine would read it and tells under which
conditions each step is read; the checks stand on that. Nothing here words a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from fractions import Fraction
from typing import Final
from typing import Union
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Row
from rubrikdsl.semantics.record import Value

Values = Union[Span, frozenset[Value], None]
"""Possible values: numbers of a span, members, or (None) anything of the step's type."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The values that a step may have, and whether it may be missing or not applicable."""

    values: Values
    missing: bool = False
    not_applicable: bool = False

    @property
    def numbers(self) -> Numbers:
        """The values as numbers; the reals where nothing is known."""
        if self.values is None:
            return num.REALS
        if isinstance(self.values, Span):
            return self.values
        return frozenset(v for v in self.values if isinstance(v, Fraction))

    def may_be(self, value: Value) -> bool:
        """Whether a truth, code or date is among the values."""
        return self.values is None or (not isinstance(self.values, Span) and value in self.values)


IMPOSSIBLE: Final = Enclosure(frozenset())
NOTHING: Final[Numbers] = frozenset((num.ZERO,))
TRUTHS: Final = frozenset({True, False})

MOST_READINGS: Final = 200_000
"""Steps that may be enclosed again under conditions, before the plain enclosures have to do."""

MOST_SIDES: Final = 24
"""How many sides of one `and` or `or` are read under each other."""

DEEPEST: Final = 150
"""How deep one such reading may go."""


@dataclass(slots=True)
class Env:
    """Conditions taken as given: tighter enclosures of some steps. `dead`: they cannot hold together."""

    known: Mapping[int, Enclosure]
    mask: int
    dead: bool = False
    memo: dict[int, Enclosure] = field(default_factory=dict)
    below: dict[tuple[int, bool], Env] = field(default_factory=dict)


def enclose(plan: ir.Plan) -> tuple[Enclosure, ...]:
    """One enclosure per step, for any record that the rubric admits."""
    return tuple(Analysis(plan).base)


def join(a: Enclosure, b: Enclosure) -> Enclosure:
    """What either may be."""
    return Enclosure(_join(a.values, b.values), a.missing or b.missing, a.not_applicable or b.not_applicable)


def _join(a: Values, b: Values) -> Values:
    if a is None or b is None:
        return None
    if not isinstance(a, Span) and not a:
        return b
    if not isinstance(b, Span) and not b:
        return a
    if isinstance(a, Span) or isinstance(b, Span) or isinstance(next(iter(a)), Fraction):
        return _wide(num.join(Enclosure(a).numbers, Enclosure(b).numbers))
    return a | b


def _wide(numbers: Numbers) -> Values:
    """Numbers as values (a frozenset is invariant for the type checker only)."""
    return numbers if isinstance(numbers, Span) else frozenset[Value](numbers)


def _meet(a: Enclosure, b: Enclosure) -> Enclosure:
    values = a.values
    if values is None:
        values = b.values
    elif isinstance(b.values, Span):
        kept = num.without(num.restrict(a.numbers, b.values.interval), b.values.holes)
        values = _wide(kept)
    elif b.values is not None:
        if isinstance(values, Span):
            values = frozenset(v for v in b.values if isinstance(v, Fraction) and num.holds(a.numbers, v))
        else:
            values = values & b.values
    return Enclosure(values, a.missing and b.missing, a.not_applicable and b.not_applicable)


def _is_impossible(enclosure: Enclosure) -> bool:
    return enclosure.values == frozenset() and not enclosure.missing and not enclosure.not_applicable


def reads(step: ir.Step) -> tuple[int, ...]:
    """The steps that a step may read, in order."""
    match step:
        case ir.Constant() | ir.Answer() | ir.Applies() | ir.IsStated() | ir.Fold():
            return ()
        case ir.Operation(args=args) | ir.All(args=args) | ir.Held(items=args):
            return args
        case (
            ir.Rounded(arg=arg)
            | ir.Table(arg=arg)
            | ir.Among(arg=arg)
            | ir.IsMissing(arg=arg)
            | ir.IsApplicable(arg=arg)
            | ir.AtMost(code=arg)
        ):
            return (arg,)
        case ir.Choose(branches, otherwise):
            return (*(s for branch in branches for s in branch), otherwise)
        case ir.Stated(weight=weight, otherwise=computed):
            return (weight,) if computed is None else (weight, computed)
        case ir.Share(weights=weights, applicable=applicable):
            return (*weights, *applicable)
        case ir.Mean(values=values, weights=weights):
            return (*values, *weights)
        case ir.OnlyIf(applicable, value):
            return (applicable, value)
        case _:
            assert_never(step)


def _renamed(step: ir.Step, to: Sequence[int]) -> ir.Step:
    """The step with what it reads called by other indices."""
    match step:
        case ir.Constant() | ir.Answer() | ir.Applies() | ir.IsStated() | ir.Fold():
            return step
        case ir.Operation(args=args) | ir.All(args=args):
            return replace(step, args=tuple(to[a] for a in args))
        case ir.Held(items=items):
            return replace(step, items=tuple(to[i] for i in items))
        case (
            ir.Rounded(arg=arg)
            | ir.Table(arg=arg)
            | ir.Among(arg=arg)
            | ir.IsMissing(arg=arg)
            | ir.IsApplicable(arg=arg)
        ):
            return replace(step, arg=to[arg])
        case ir.AtMost(code=code):
            return replace(step, code=to[code])
        case ir.Choose(branches, otherwise):
            return ir.Choose(tuple((to[c], to[v]) for c, v in branches), to[otherwise])
        case ir.Stated(weight=weight, otherwise=computed):
            return replace(step, weight=to[weight], otherwise=None if computed is None else to[computed])
        case ir.Share(at, weights, applicable):
            return ir.Share(at, tuple(to[w] for w in weights), tuple(to[a] for a in applicable))
        case ir.Mean(values=values, weights=weights):
            return replace(step, values=tuple(to[v] for v in values), weights=tuple(to[w] for w in weights))
        case ir.OnlyIf(applicable, value):
            return ir.OnlyIf(to[applicable], to[value])
        case _:
            assert_never(step)


class Analysis:
    """The enclosures of one plan (`base`), and those under conditions (`at`).

    Steps that say the same under different clauses are one here (`same` gives its index), so that what a
    condition tells of an answer is known wherever that answer is read.
    """

    def __init__(self, plan: ir.Plan, asked: tuple[int, ...] = ()) -> None:
        """`asked` are further steps that conditions outside this plan are about (`where`)."""
        self.plan = plan
        self._asked = asked
        self.members = tuple(
            Analysis(collection.plan, _wheres(plan, number))
            for number, collection in enumerate(plan.collections)
        )
        self.same: list[int] = []
        self.steps: list[ir.Step] = []
        first: dict[tuple[ir.Step, str], int] = {}  # with the kind of type: yes equals 1 in Python
        for index, step in enumerate(plan.steps):
            renamed = _renamed(step, self.same)
            self.steps.append(renamed)
            match renamed:
                case ir.Choose((), otherwise):
                    self.same.append(otherwise)
                case _:
                    self.same.append(first.setdefault((renamed, plan.types[index].kind), index))
        self._answers = {s.field: i for (s, _), i in first.items() if isinstance(s, ir.Answer)}
        self._bits = {step: 1 << n for n, step in enumerate(sorted(self._subjects()))}
        self._depends: list[int] = []
        self._left = MOST_READINGS
        self._level = 0
        self.root = Env({}, 0)
        self.base: list[Enclosure] = []
        for index, step in enumerate(self.steps):
            if self.same[index] != index:
                self._depends.append(self._depends[self.same[index]])
                self.base.append(self.base[self.same[index]])
                continue
            mask = self._bits.get(index, 0)
            for read in reads(step):
                mask |= self._depends[read]
            self._depends.append(mask)
            self.base.append(self._step(index, self.root))

    def _subjects(self) -> set[int]:
        """The steps that conditions speak of: only these can ever be known better."""
        waiting = [c for step in self.steps for c in _conditions(step)]
        waiting += [self.same[step] for step in self._asked]
        found: set[int] = set()
        while waiting:
            index = waiting.pop()
            step = self.steps[index]
            if index in found or isinstance(step, ir.Constant):
                continue
            found.add(index)
            match step:
                case ir.Operation() | ir.Among() | ir.IsMissing() | ir.IsApplicable() | ir.All():
                    waiting.extend(reads(step))
                case ir.Applies(number):
                    waiting.extend((self._answers[number],) if number in self._answers else ())
                case _:
                    pass
        return found

    # Reading under conditions

    def at(self, index: int, env: Env) -> Enclosure:
        """What a step may be where the conditions of `env` hold."""
        index = self.same[index]
        if env.dead:
            return IMPOSSIBLE
        if not self._depends[index] & env.mask:
            return self.base[index]
        found = env.memo.get(index)
        if found is not None:
            return found
        if self._left <= 0 or self._level >= DEEPEST:
            return self.base[index]
        self._left -= 1
        self._level += 1
        found = self._step(index, env)
        self._level -= 1
        own = env.known.get(index)
        env.memo[index] = found = found if own is None else _meet(found, own)
        return found

    def assume(self, env: Env, condition: int, truth: bool) -> Env:
        """The conditions of `env` and one more."""
        condition = self.same[condition]
        found = env.below.get((condition, truth))
        if found is None:
            news = self._refine(condition, truth, env)
            known = dict(env.known)
            mask, dead = env.mask, env.dead
            for step, enclosure in news.items():
                known[step] = _meet(self.at(step, env), enclosure)
                mask |= self._bits.get(step, 0)
                dead = dead or _is_impossible(known[step])
            found = env.below[condition, truth] = Env(known, mask, dead)
        return found

    def under(self, env: Env, index: int) -> Env:
        """The part of `env` that matters to a step: all of it or nothing."""
        return env if env.dead or self._depends[index] & env.mask else self.root

    def branches(self, step: ir.Choose, env: Env) -> Iterator[tuple[int | None, Env, int, Env]]:
        """Per branch that may be read: condition, where it is read, value, where that is read."""
        here = env
        for condition, value in step.branches:
            truth = self.at(condition, here)
            yield condition, here, value, self.assume(here, condition, True)
            if not truth.may_be(False):
                return
            here = self.assume(here, condition, False)
        yield None, here, step.otherwise, here

    def readings(self, roots: Iterator[int]) -> Iterator[tuple[int, Env]]:
        """Every step that may be read from the roots, with the conditions under which it is."""
        waiting = [(root, self.root) for root in roots]
        seen: set[tuple[int, int]] = set()
        while waiting:
            index, env = waiting.pop()
            index = self.same[index]
            env = self.under(env, index)
            if env.dead or (index, id(env)) in seen:
                continue
            seen.add((index, id(env)))
            if len(seen) > MOST_READINGS:
                env = self.root
            yield index, env
            step = self.steps[index]
            match step:
                case ir.Choose():
                    for condition, here, value, there in self.branches(step, env):
                        if condition is not None:
                            waiting.append((condition, here))
                        waiting.append((value, there))
                case ir.Operation(op="and" | "or" as op, args=args):
                    for arg in args:
                        waiting.append((arg, env))
                        if len(args) <= MOST_SIDES:
                            env = self.assume(env, arg, op == "and")
                case ir.OnlyIf(applicable, value):
                    waiting.append((applicable, env))
                    waiting.append((value, self.assume(env, applicable, True)))
                case ir.Mean(values=values, weights=weights):
                    for value, weight in zip(values, weights, strict=True):
                        waiting.append((weight, env))
                        if self.at(weight, env).numbers != NOTHING:
                            waiting.append((value, env))
                case _:
                    waiting.extend((read, env) for read in reads(step))

    # One step

    def _step(self, index: int, env: Env) -> Enclosure:
        step = self.steps[index]
        match step:
            case ir.Constant(value):
                return Enclosure(frozenset((value,)))
            case ir.Answer(number):
                answer = self.plan.fields[number]
                return Enclosure(_of_domain(answer.domain), answer.need != "default", answer.not_applicable)
            case ir.Operation():
                return self._operation(step, env)
            case ir.Rounded(arg, places, mode):
                inner = self.at(arg, env)
                return replace(inner, values=_wide(num.rounded(inner.numbers, places, mode)))
            case ir.Table(arg, rows, what):
                found = self._table(arg, rows, env)
                return replace(found, not_applicable=True) if what == "attribute" else found
            case ir.Choose():
                return self._choose(step, env)
            case ir.Among(arg, values):
                return self._among(self.at(arg, env), values)
            case ir.IsMissing(arg):
                inner = self.at(arg, env)
                certain = inner.values == frozenset() and not inner.not_applicable
                return _truth(inner.missing, not certain)
            case ir.IsApplicable(arg):
                inner = self.at(arg, env)
                certain = inner.values == frozenset() and not inner.missing
                return replace(_truth(not certain, inner.not_applicable), missing=inner.missing)
            case ir.Applies(number):
                may_not = self.plan.fields[number].not_applicable
                return Enclosure(TRUTHS if may_not else frozenset((True,)), missing=may_not)
            case ir.IsStated():
                return Enclosure(TRUTHS)
            case ir.Stated(node, _, otherwise):
                silent = Enclosure(frozenset(), missing=True)
                computed = silent if otherwise is None else self.at(otherwise, env)
                return self._stated(self.plan.nodes[node], computed)
            case ir.Held(items, weights):
                return self._held(items, weights, env)
            case ir.Share():
                return self._share(step, env)
            case ir.Mean():
                return self._mean(step, env)
            case ir.OnlyIf(applicable, value):
                truth = self.at(applicable, env)
                inner = IMPOSSIBLE
                if truth.may_be(True):
                    inner = self.at(value, self.assume(env, applicable, True))
                return Enclosure(
                    inner.values,
                    inner.missing or truth.missing,
                    inner.not_applicable or truth.may_be(False),
                )
            case ir.AtMost(code, limit, order):
                inner = self.at(code, env)
                rank = {name: place for place, name in enumerate(order)}
                codes = frozenset(order) if inner.values is None else inner.values
                if isinstance(codes, Span):
                    return inner
                return replace(
                    inner, values=frozenset(min(str(c), limit, key=lambda name: rank[name]) for c in codes)
                )
            case ir.All(args):
                inners = [self.at(arg, env) for arg in args]
                return Enclosure(
                    _truth(all(i.may_be(True) for i in inners), any(i.may_be(False) for i in inners)).values,
                    any(i.missing for i in inners),
                    any(i.not_applicable for i in inners),
                )
            case ir.Fold():
                return self._fold(step)
            case _:
                assert_never(step)

    def _choose(self, step: ir.Choose, env: Env) -> Enclosure:
        result = IMPOSSIBLE
        for condition, here, value, there in self.branches(step, env):
            if condition is not None:
                truth = self.at(condition, here)
                result = join(result, Enclosure(frozenset(), truth.missing, truth.not_applicable))
                if not truth.may_be(True):
                    continue
            result = join(result, self.at(value, there))
        return result

    def _operation(self, step: ir.Operation, env: Env) -> Enclosure:
        if step.op in ("and", "or"):
            return self._logic(step, env)
        inners = [self.at(arg, env) for arg in step.args]
        values = self._computed(step, inners)
        return Enclosure(values, any(i.missing for i in inners), any(i.not_applicable for i in inners))

    def _logic(self, step: ir.Operation, env: Env) -> Enclosure:
        """`and`, `or`: a further side is read only where those before it do not decide."""
        going = step.op == "and"
        found = IMPOSSIBLE
        for arg in step.args:
            here = self.at(arg, env)
            decided = frozenset((not going,)) if here.may_be(not going) else frozenset()
            found = join(found, Enclosure(decided, here.missing, here.not_applicable))
            if not here.may_be(going):
                return found
            if len(step.args) <= MOST_SIDES:
                env = self.assume(env, arg, going)
        return found if env.dead else join(found, Enclosure(frozenset((going,))))

    def _computed(self, step: ir.Operation, inners: list[Enclosure]) -> Values:
        ns = [i.numbers for i in inners]
        match step.op:
            case "add":
                return _wide(num.add(ns[0], ns[1]))
            case "sub":
                return _wide(num.add(ns[0], num.negate(ns[1])))
            case "mul":
                return _wide(num.multiply(ns[0], ns[1]))
            case "div":
                return _wide(num.divide(ns[0], ns[1]))
            case "neg":
                return _wide(num.negate(ns[0]))
            case "abs":
                return _wide(num.absolute(ns[0]))
            case "min" | "max":
                pick = num.lowest if step.op == "min" else num.highest
                found = ns[0]
                for other in ns[1:]:
                    found = pick(found, other)
                return _wide(found)
            case "lt":
                return _truth(_less(ns[0], ns[1]), _less(ns[1], ns[0], True)).values
            case "le":
                return _truth(_less(ns[0], ns[1], True), _less(ns[1], ns[0])).values
            case "gt":
                return _truth(_less(ns[1], ns[0]), _less(ns[0], ns[1], True)).values
            case "ge":
                return _truth(_less(ns[1], ns[0], True), _less(ns[0], ns[1])).values
            case "eq":
                return _truth(_may_equal(*inners), _may_differ(*inners)).values
            case "ne":
                return _truth(_may_differ(*inners), _may_equal(*inners)).values
            case "not":
                return _truth(inners[0].may_be(False), inners[0].may_be(True)).values
            case "has":
                return TRUTHS
            case "size":
                most = len(self.plan.types[step.args[0]].codes)
                return _wide(num.span(Interval(num.ZERO, Fraction(most)), Fraction(1)))
            case "tally" | "streak":
                return _counted(inners, stops=step.op == "streak")
            case "and" | "or":  # read lazily, in `_logic`
                return TRUTHS
            case _:
                assert_never(step.op)

    def _table(self, arg: int, rows: tuple[Row, ...], env: Env) -> Enclosure:
        inner = self.at(arg, env)
        result: Values = frozenset()
        for row in rows:
            if may_take(inner, row.key):
                result = _join(result, frozenset((row.value,)))
        return replace(inner, values=result)

    def _among(self, inner: Enclosure, listed: tuple[Value, ...]) -> Enclosure:
        hit = any(num.holds(inner.numbers, v) if isinstance(v, Fraction) else inner.may_be(v) for v in listed)
        if isinstance(inner.values, Span) or inner.values is None:
            miss = True
        else:
            miss = not inner.values <= set(listed)
        return replace(inner, values=_truth(hit, miss).values)

    def _stated(self, node: ir.Node, computed: Enclosure) -> Enclosure:
        """A given value lies anywhere on the scale; on a grid only where the node rounds."""
        unit = None
        if node.stages and node.stages[-1].kind == "places":
            last = self.plan.steps[node.stages[-1].after]
            unit = Fraction(1, 10**last.places) if isinstance(last, ir.Rounded) else None
        free = num.span(Interval(node.scale.floor, node.scale.top), unit)
        return join(computed, Enclosure(_wide(free)))

    def _held(self, items: tuple[int, ...], weights: tuple[Fraction, ...], env: Env) -> Enclosure:
        """A share of the applicable weight, on a grid where every item is applicable."""
        inners = [self.at(item, env) for item in items]
        share: Numbers
        if any(i.not_applicable for i in inners):
            share = num.span(Interval(num.ZERO, Fraction(1)))
        else:
            share = NOTHING
            total = sum(weights, num.ZERO)
            for inner, weight in zip(inners, weights, strict=True):
                choices = (weight / total * truth for truth in (0, 1) if inner.may_be(bool(truth)))
                share = num.add(share, frozenset(choices))
        return Enclosure(
            _wide(share),
            any(i.missing for i in inners),
            all(i.not_applicable for i in inners),
        )

    def _share(self, step: ir.Share, env: Env) -> Enclosure:
        read = [self.at(w, env) for w in step.weights]
        weights = [num.bounds(w.numbers) for w in read]
        truths = [self.at(a, env) for a in step.applicable]
        missing = any(found.missing for found in (*read, *truths))
        if not truths[step.at].may_be(True):
            return Enclosure(frozenset((num.ZERO,)), missing)
        others = [n for n in range(len(weights)) if n != step.at and truths[n].may_be(True)]
        most = sum((weights[n].high or num.ZERO for n in others), num.ZERO)
        least = sum((weights[n].low or num.ZERO for n in others if not truths[n].may_be(False)), num.ZERO)
        low, high = weights[step.at].low or num.ZERO, weights[step.at].high or num.ZERO
        bottom = low / (low + most) if low + most and not truths[step.at].may_be(False) else num.ZERO
        top = high / (high + least) if high + least else num.ZERO
        return Enclosure(_wide(num.span(Interval(bottom, top))), missing)

    def _mean(self, step: ir.Mean, env: Env) -> Enclosure:
        parts: list[tuple[Numbers, Numbers]] = []
        missing = not_applicable = False
        for value, weight, top in zip(step.values, step.weights, step.tops, strict=True):
            effective = self.at(weight, env)
            missing = missing or effective.missing
            if effective.numbers == NOTHING:
                continue
            inner = self.at(value, env)
            missing = missing or inner.missing
            parts.append((effective.numbers, num.scale(inner.numbers, step.top / top)))
        if all(num.holds(share, num.ZERO) for share, _ in parts):
            not_applicable = True
        if all(not isinstance(share, Span) and len(share) == 1 for share, _ in parts):
            total: Numbers = frozenset((num.ZERO,))
            for share, part in parts:
                total = num.add(total, num.multiply(share, part))
            return Enclosure(_wide(total) if parts else frozenset(), missing, not_applicable)
        hull: Numbers = num.NONE
        for _, part in parts:
            hull = num.join(hull, num.spread(part))
        return Enclosure(_wide(hull), missing, not_applicable)

    def _fold(self, step: ir.Fold) -> Enclosure:
        collection, member = self.plan.collections[step.collection], self.members[step.collection]
        env = member.root
        for where in (collection.where, step.where):
            env = env if where is None else member.assume(env, where, True)
        fewest = Fraction(collection.at_least if step.where is None else 0)
        count = num.span(Interval(fewest, None), Fraction(1))
        if step.kind == "count" or step.value is None:
            return Enclosure(_wide(count), missing=True)
        amounts = member.at(step.value, env).numbers
        match step.kind:
            case "min" | "max":
                return Enclosure(_wide(amounts), missing=True)
            case "mean":
                return Enclosure(_wide(num.spread(amounts)), missing=True)
            case "sum":
                return Enclosure(_wide(num.multiply(count, amounts)), missing=True)
            case _:
                assert_never(step.kind)

    # What a condition tells

    def _refine(self, index: int, truth: bool, env: Env) -> dict[int, Enclosure]:
        """What is known of steps where a condition is true (or false)."""
        news: dict[int, Enclosure] = {index: Enclosure(frozenset((truth,)))}
        step = self.steps[index]
        if len(reads(step)) > MOST_SIDES or self._level >= DEEPEST:
            return news
        self._level += 1
        match step:
            case ir.Operation(op="not", args=(arg,)):
                news |= self._refine(arg, not truth, env)
            case ir.Operation(op="and" | "or" as op, args=args) if truth == (op == "and"):
                for arg in args:
                    news = _both(news, self._refine(arg, truth, env))
                    env = self.assume(env, arg, truth)
            case ir.Operation(op="and" | "or", args=args):
                news |= self._either(args, truth, env)
            case ir.Operation(op="lt" | "le" | "gt" | "ge" | "eq" | "ne" as op, args=(left, right)):
                one, two = self.at(left, env), self.at(right, env)
                news[left] = _compared(one, op if truth else _NEGATED[op], two)
                news[right] = _compared(two, _TURNED[op if truth else _NEGATED[op]], one)
            case ir.Among(arg, values):
                news[arg] = _listed(self.at(arg, env), frozenset(values), truth)
            case ir.IsMissing(arg):
                inner = self.at(arg, env)
                news[arg] = Enclosure(frozenset(), missing=True) if truth else replace(inner, missing=False)
            case ir.IsApplicable(arg):
                news[arg] = _applicable(self.at(arg, env), truth)
            case ir.Applies(number) if number in self._answers:
                arg = self._answers[number]
                news[arg] = _applicable(self.at(arg, env), truth)
            case ir.All(args=args) if truth:
                for arg in args:
                    news = _both(news, self._refine(arg, True, env))
            case _:
                pass
        self._level -= 1
        return news

    def _either(self, args: tuple[int, ...], truth: bool, env: Env) -> dict[int, Enclosure]:
        """What is known where one of several conditions decides, those before it not having done so."""
        ways: list[dict[int, Enclosure]] = []
        before: dict[int, Enclosure] = {}
        for arg in args:
            if self.at(arg, env).may_be(truth):
                ways.append(_both(before, self._refine(arg, truth, env)))
            before = _both(before, self._refine(arg, not truth, env))
            env = self.assume(env, arg, not truth)
        if not ways:
            return {}
        known = set.intersection(*(set(way) for way in ways))
        return {step: _joined([way[step] for way in ways]) for step in known}


def _joined(several: list[Enclosure]) -> Enclosure:
    result = IMPOSSIBLE
    for one in several:
        result = join(result, one)
    return result


def _both(a: dict[int, Enclosure], b: dict[int, Enclosure]) -> dict[int, Enclosure]:
    return a | b | {step: _meet(a[step], b[step]) for step in a.keys() & b.keys()}


def _applicable(inner: Enclosure, truth: bool) -> Enclosure:
    return replace(inner, not_applicable=False) if truth else Enclosure(frozenset(), not_applicable=True)


def _wheres(plan: ir.Plan, collection: int) -> tuple[int, ...]:
    """The conditions that a plan puts on the members of a collection, as steps of theirs."""
    folds = [s for s in plan.steps if isinstance(s, ir.Fold) and s.collection == collection]
    wheres = [plan.collections[collection].where, *(fold.where for fold in folds)]
    return tuple(where for where in wheres if where is not None)


def _conditions(step: ir.Step) -> tuple[int, ...]:
    """The truths under which other steps are read."""
    match step:
        case ir.Choose(branches=branches):
            return tuple(condition for condition, _ in branches)
        case ir.Operation(op="and" | "or", args=args):
            return args
        case ir.OnlyIf(applicable=applicable):
            return (applicable,)
        case _:
            return ()


_NEGATED: Final = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}
_TURNED: Final = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}


def _compared(one: Enclosure, op: str, two: Enclosure) -> Enclosure:
    """What `one` may still be where it compares so with `two`; both then have a value."""
    values = one.values
    if isinstance(two.values, Span) or (two.values and isinstance(next(iter(two.values)), Fraction)):
        ends = num.bounds(two.numbers)
        single = ends.low if ends.low is not None and ends.low == ends.high else None
        match op:
            case "lt" | "le":
                strict = op == "lt" or ends.high_open
                values = _wide(num.restrict(one.numbers, Interval(None, ends.high, high_open=strict)))
            case "gt" | "ge":
                strict = op == "gt" or ends.low_open
                values = _wide(num.restrict(one.numbers, Interval(ends.low, None, low_open=strict)))
            case "eq":
                values = _wide(num.restrict(one.numbers, ends))
            case _:
                if single is not None:
                    values = _wide(num.without(one.numbers, frozenset((single,))))
    elif two.values is not None and not isinstance(two.values, Span):
        if op == "eq":
            values = two.values if values is None else _kept(values, two.values)
        elif op == "ne" and len(two.values) == 1 and values is not None and not isinstance(values, Span):
            values = values - two.values
    return Enclosure(values)


def _kept(values: Values, among: frozenset[Value]) -> Values:
    return values & among if isinstance(values, frozenset) else values


def _listed(inner: Enclosure, listed: frozenset[Value], truth: bool) -> Enclosure:
    numbers = frozenset(v for v in listed if isinstance(v, Fraction))
    if numbers:
        if truth:
            return Enclosure(frozenset(n for n in numbers if num.holds(inner.numbers, n)))
        return Enclosure(_wide(num.without(inner.numbers, numbers)))
    if truth:
        return Enclosure(listed if inner.values is None else _kept(inner.values, listed))
    values = inner.values
    return Enclosure(values - listed if isinstance(values, frozenset) else values)


def may_take(inner: Enclosure, key: Interval | frozenset[str]) -> bool:
    """Whether a row of a table may be the one that holds."""
    if isinstance(key, Interval):
        return num.meets(inner.numbers, key)
    return inner.values is None or (not isinstance(inner.values, Span) and bool(inner.values & key))


def _of_domain(domain: Domain) -> Values:
    match domain.type.kind:
        case "number" | "share":
            return _wide(num.span(Interval(domain.low, domain.high), domain.step, domain.low or num.ZERO))
        case "truth":
            return TRUTHS
        case "code":
            return frozenset(choice.code for choice in domain.choices)
        case "set" | "date" | "text":
            return None
        case _:
            assert_never(domain.type.kind)


def _truth(may_hold: bool, may_fail: bool) -> Enclosure:
    return Enclosure(frozenset(t for t, may in ((True, may_hold), (False, may_fail)) if may))


def _less(a: Numbers, b: Numbers, or_equal: bool = False) -> bool:
    """Whether some number of `a` may be less than (or equal to) some number of `b`."""
    if not a or not b:
        return False
    low, high = bounds_low(a), bounds_high(b)
    if low is None or high is None:
        return True
    (least, low_open), (most, high_open) = low, high
    return least < most or (or_equal and least == most and not low_open and not high_open)


def bounds_low(a: Numbers) -> tuple[Fraction, bool] | None:
    """The lower end and whether it is excluded; None where there is none."""
    i = num.bounds(a)
    return None if i.low is None else (i.low, i.low_open)


def bounds_high(a: Numbers) -> tuple[Fraction, bool] | None:
    """The upper end and whether it is excluded; None where there is none."""
    i = num.bounds(a)
    return None if i.high is None else (i.high, i.high_open)


def _may_equal(a: Enclosure, b: Enclosure) -> bool:
    if a.values is None or b.values is None:
        return True
    if isinstance(a.values, Span) and isinstance(b.values, Span):
        return not num.is_empty(num.intersect(a.values.interval, b.values.interval))
    few, other = (b, a) if isinstance(a.values, Span) else (a, b)
    if isinstance(few.values, Span) or few.values is None:
        return True
    return any(
        num.holds(other.numbers, v) if isinstance(v, Fraction) else other.may_be(v) for v in few.values
    )


def _may_differ(a: Enclosure, b: Enclosure) -> bool:
    if a.values == frozenset() or b.values == frozenset():
        return False
    return not (isinstance(a.values, frozenset) and len(a.values) == 1 and a.values == b.values)


def _counted(truths: list[Enclosure], stops: bool) -> Values:
    """How many of the truths may hold (one not applicable does not); `stops`: before the first that fails."""
    least = most = 0
    sure = True
    for truth in truths:
        may_hold, may_fail = truth.may_be(True), truth.may_be(False) or truth.not_applicable
        if stops and not may_hold:
            break
        sure = not may_fail and (sure or not stops)
        most += may_hold
        least += sure
    return _wide(num.span(Interval(Fraction(least), Fraction(most)), Fraction(1)))
