"""What is gained without merit: by declaring items not applicable, by a bonus instead of an indicator.

Where the score is a weighted mean of weighted means the largest gain is reckoned, and a pair of records that
gains exactly that shows it; elsewhere it is searched for.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.search import Completion
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import reads
from rubrikdsl.plan.steps import renamed
from rubrikdsl.semantics import terms
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.pairs import Looking
from rubrikdsl.studies.verify.pairs import Pair
from rubrikdsl.studies.verify.pairs import Pairs
from rubrikdsl.studies.verify.pairs import Twin

ALLOWANCE: Final = 20_000
"""Cells that the search for the largest gain may work out."""

MOST_STEPS: Final = 1_000
"""Steps of a plan in which pairs for a bonus are looked for, where the lowest record does not show it."""

MOST_TRIED: Final = 4
"""Indicators that one bonus is set against, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The most that declaring items not applicable adds to the score before its rounding.

    `pair`: a record, and it with what is `declared`; None where nothing is gained. `most`: no pair gains more
    than this (None: not known); `reckoned`: by the form of the rule, not by search.
    """

    amount: Fraction
    pair: Pair | None
    declared: tuple[str, ...]
    most: Fraction | None
    reckoned: bool

    @property
    def sure(self) -> bool:
        """Whether no pair gains more."""
        return self.most == self.amount


class Declaring:
    """A plan with a second copy in which some answers are replaced by "not applicable"."""

    def __init__(self, plan: ir.Plan) -> None:
        self.plan = plan
        self.skips = tuple(f.index for f in plan.fields if f.not_applicable)
        self.flags = {index: len(plan.fields) + at for at, index in enumerate(self.skips)}
        self._steps = list(plan.steps)
        self._types = list(plan.types)
        twin = self._copied()
        root = plan.nodes[0].unrounded
        self.gain = self._add(ir.Operation("sub", (twin[root], root)), terms.NUMBER)
        flag = Domain(terms.TRUTH)
        more = tuple(
            Field(new, f"'{old}", (f"'{old}",), "", flag, "input", "required", None, False, None, -1)
            for old, new in self.flags.items()
        )
        self.closed = replace(
            plan,
            steps=tuple(self._steps),
            types=tuple(self._types),
            clause_of=(*plan.clause_of, *(-1 for _ in range(len(self._steps) - len(plan.steps)))),
            fields=(*plan.fields, *more),
        )

    def _add(self, step: ir.Step, type: terms.Type = terms.TRUTH) -> int:
        self._steps.append(step)
        self._types.append(type)
        return len(self._steps) - 1

    def _kept(self, field: int) -> int:
        flag = self._add(ir.Answer(self.flags[field]))
        return self._add(ir.Operation("not", (flag,)))

    def _copied(self) -> list[int]:
        states = {f.owner: f.index for f in self.plan.fields if f.kind == "state"}
        twin: list[int] = []
        for index, step in enumerate(self.plan.steps):
            kind = self.plan.types[index]
            match step:
                case ir.Answer(field) if field in self.flags:
                    twin.append(self._add(ir.OnlyIf(self._kept(field), index), kind))
                case ir.Applies(field) if field in self.flags:
                    twin.append(self._add(ir.Operation("and", (self._kept(field), index)), kind))
                case ir.IsStated(node) if states.get(node) in self.flags and self._only_given(node):
                    kept = self._kept(states[node])
                    twin.append(self._add(ir.Operation("and", (kept, index)), kind))
                case _ if any(twin[read] != read for read in reads(step)):
                    twin.append(self._add(renamed(step, twin), kind))
                case _:
                    twin.append(index)
        return twin

    def _only_given(self, node: int) -> bool:
        return self.plan.nodes[node].kind == "given"


def gain_of(study: Study) -> Gain | None:
    """The largest gain from declaring items not applicable; None where a search cannot settle anything."""
    plan = study.plan
    if not plan.nodes:
        return None
    if any(_skips(one.plan) for one in plan.collections):
        return _gain_inside(study)
    made = Declaring(plan)
    if not made.skips:
        return Gain(Fraction(0), None, (), Fraction(0), True)
    graph = Graph(run(made.closed, Record()))
    cell = graph.cell(made.gain)
    search = Looking(graph, [cell], ALLOWANCE)
    if not search.is_possible(cell):
        return None
    most = reckoned(study)
    by_form = most is not None
    _climb(search, graph, made, cell)
    found = max((n for n in search.seen[cell] if isinstance(n, Fraction)), default=Fraction(0))
    if found != most and len(plan.steps) <= MOST_STEPS:
        high, settled = search.extreme(cell, -1)
        found = max((n for n in search.seen[cell] if isinstance(n, Fraction)), default=Fraction(0))
        if settled and high is not None:
            most, by_form = max(high, Fraction(0)), by_form and high == most
    if found <= 0:
        return Gain(Fraction(0), None, (), most, by_form)
    pair, declared = _read(graph, made, search.seen[cell][found])
    return Gain(found, pair, tuple(".".join(plan.fields[n].path) for n in declared), most, by_form)


def _gain_inside(study: Study) -> Gain | None:
    """What records with two units gain: not the most, since units may be more."""
    plan = study.plan
    found = study.inside.gain(plan.nodes[0].unrounded)
    if found is None:
        return None
    amount, before, after, declared = found
    ends = study.orders[()].ends(plan.nodes[0].unrounded)
    most = ends[1] - ends[0] if ends is not None and ends[0] is not None and ends[1] is not None else None
    return Gain(amount, study.inside.pair(before, after), declared, most, True)


def _skips(plan: ir.Plan) -> bool:
    return any(f.not_applicable for f in plan.fields) or any(_skips(one.plan) for one in plan.collections)


def _climb(search: Looking, graph: Graph, made: Declaring, cell: int) -> None:
    """From nothing declared and the lowest answers: each answer as it gains most, twice over."""
    from rubrikdsl.engine.partial.boxes import samples

    choices = [samples(one.box, cuts) for one, cuts in zip(graph.unknowns, search.cuts, strict=True)]
    flags = set(made.flags.values())
    is_flag = [one.kind == "field" and one.index in flags for one in graph.unknowns]
    skipping = [one.kind == "field" and one.index in made.flags for one in graph.unknowns]
    start: list[Found] = []
    for found, flag, skips in zip(choices, is_flag, skipping, strict=True):
        values = [one for one in found if one is not NOT_APPLICABLE and not isinstance(one, Missing)]
        numbers = [one for one in values if isinstance(one, Fraction)]
        high: Found = max(numbers) if numbers else True if True in values else (values or found)[-1]
        low: Found = min(numbers) if numbers else False if False in values else (values or found)[0]
        start.append(True if flag else low if skips else high)
    here = search.complete(tuple(start))
    rounds = 2 if len(made.plan.steps) <= MOST_STEPS else 0
    for _ in range(rounds):
        for number in graph.within(cell):
            best = here
            for answer in choices[number]:
                there = search.changed(here, number, answer)
                if _more(there.state[cell], best.state[cell]):
                    best = there
            here = best


def _more(one: object, other: object) -> bool:
    return isinstance(one, Fraction) and (not isinstance(other, Fraction) or one > other)


def _read(graph: Graph, made: Declaring, completion: Completion) -> tuple[Pair, tuple[int, ...]]:
    """A completion as the honest record, and the one that declares items not applicable."""
    answers: dict[int, Answer] = {}
    given = {}
    declared: list[int] = []
    olds = {new: old for old, new in made.flags.items()}
    for unknown, found in zip(graph.unknowns, completion, strict=True):
        if isinstance(found, Missing):
            continue
        if unknown.kind == "node":
            if isinstance(found, Fraction):
                given[unknown.index] = ("value", found)
            elif unknown.state is not None:
                answers[unknown.state] = NOT_APPLICABLE
        elif unknown.index in olds:
            declared += [olds[unknown.index]] if found is True else []
        elif not (made.plan.fields[unknown.index].kind == "state" and found is True):
            answers[unknown.index] = found  # type: ignore[assignment]
    declared = [index for index in declared if answers.get(index) is not NOT_APPLICABLE]
    after = answers | dict.fromkeys(declared, NOT_APPLICABLE)
    before = Record("", answers, given)  # type: ignore[arg-type]
    return Pair(before, Record("", after, given)), tuple(declared)  # type: ignore[arg-type]


def reckoned(study: Study) -> Fraction | None:
    """What can be gained at most, where the score is a weighted mean of weighted means and adjustments.

    Weights that fall to others only ever rise, so with all that stays at its top and all that is declared at
    zero the mean gains the weight of what is declared, and no record gains more. One part must stay. A bonus
    adds to that what it may add after and not before; a cap or a floor that is always there adds nothing.
    None: the score is made in another way.
    """
    plan, mean = study.plan, _of_means(study)
    if mean is None:
        return None
    skips = frozenset(field.index for field in plan.fields if field.not_applicable)
    gain = mean
    for stage in plan.nodes[0].stages:
        ends = None if stage.amount is None else study.orders[()].ends(stage.amount)
        read = [one for one in (stage.when, stage.amount) if one is not None]
        turns = not skips.isdisjoint(_fields(plan, read))
        match stage.kind:
            case "places":
                pass
            case "bonus" | "penalty" if not turns:
                pass
            case "bonus" | "penalty" if ends is not None and ends[1] is not None and (ends[0] or 0) >= 0:
                gain += ends[1]
            case "cap" | "floor" if not turns:
                pass
            case _:
                return None
    return gain


def _of_means(study: Study) -> Fraction | None:
    """What the mean of the score gains at most; None where it is none, or adjusted below the score."""
    plan = study.plan
    if not _is_plain(plan):
        return None
    amount, kept = Fraction(0), False
    lost: list[Fraction] = []
    for node in plan.nodes:
        if node.children or node.kind == "formula":
            continue
        weight = weight_of(plan, node)
        if weight is None:
            return None
        if weight == 0:
            continue
        ends = study.orders[()].ends(node.base) if node.base is not None else (node.scale.floor, None)
        if _drops(plan, node):
            if ends is None or ends[0] != 0:
                return None
            lost.append(weight)
            amount += weight
        elif any(f.not_applicable for f in plan.fields if f.owner == node.index):
            return None
        else:
            kept = True
    if not kept and lost:
        amount -= min(lost)
    return amount * plan.nodes[0].scale.top


def _drops(plan: ir.Plan, node: ir.Node) -> bool:
    """Whether a record can say of a node, or of a group around it, that it is not applicable."""
    at: int | None = node.index
    while at is not None:
        if any(f.owner == at and f.not_applicable and f.kind in ("answer", "state") for f in plan.fields):
            return True
        at = plan.nodes[at].parent
    return False


def _is_plain(plan: ir.Plan) -> bool:
    """Whether nothing but weighted means stands between the leaves and what the score adjusts."""
    for node in plan.nodes:
        if (node.stages and node.parent is not None) or node.counted is not None or node.kind == "formula":
            return False
        if node.children and not (node.base is not None and isinstance(plan.steps[node.base], ir.Mean)):
            return False
        if not _recorded(plan, node.applicable):
            return False
    return True


def _recorded(plan: ir.Plan, step: int) -> bool:
    """Whether only the record's own word decides if a node applies."""
    match plan.steps[step]:
        case ir.Applies() | ir.Constant() | ir.IsStated():
            return True
        case ir.Operation("and" | "or", args):
            return all(_recorded(plan, arg) for arg in args)
        case ir.Choose(branches, otherwise):
            steps = (*(s for branch in branches for s in branch), otherwise)
            return all(_recorded(plan, one) for one in steps)
        case _:
            return False


def weight_of(plan: ir.Plan, node: ir.Node) -> Fraction | None:
    """A node's part of the whole where everything applies; None where its weight has cases."""
    whole = Fraction(1)
    while node.parent is not None:
        parent = plan.nodes[node.parent]
        own: list[Fraction] = []
        for child in parent.children:
            match plan.steps[plan.nodes[child].own_weight]:
                case ir.Constant(Fraction() as amount):
                    own.append(amount)
                case _:
                    return None
        total = sum(own, Fraction(0))
        if not total:
            return Fraction(0)
        whole *= own[parent.children.index(node.index)] / total
        node = parent
    return whole


def _weighs(study: Study, node: ir.Node) -> tuple[Fraction, Fraction] | None:
    """The least and the most of the whole that a node weighs where everything applies; None: not known."""
    plan, low, high = study.plan, Fraction(1), Fraction(1)
    while node.parent is not None:
        parent = plan.nodes[node.parent]
        own: list[tuple[Fraction, Fraction]] = []
        for child in parent.children:
            ends = study.orders[()].ends(plan.nodes[child].own_weight)
            if ends is None or ends[0] is None or ends[1] is None:
                return None
            own.append((ends[0], ends[1]))
        at = parent.children.index(node.index)
        (least, most), others = own[at], own[:at] + own[at + 1 :]
        most_else, least_else = (sum((one[n] for one in others), Fraction(0)) for n in (1, 0))
        low *= least / (least + most_else) if least else Fraction(0)
        high *= most / (most + least_else) if most else Fraction(0)
        node = parent
    return low, high


# A bonus instead of an indicator


Lowest = dict[int, Answer]
"""The lowest answer to everything that is required."""


@dataclass(frozen=True, slots=True)
class Outweighed:
    """A bonus, what it is worth at most in points of the score, and the indicators that are worth less.

    `pair`: the first has the indicator at its best and no bonus, the second the bonus and the indicator at
    its worst, and the higher score; of `part`. None: no such pair is known; `sure`: there is none.
    """

    stage: ir.Stage
    points: Fraction | None
    lighter: tuple[tuple[Part, Fraction], ...]
    part: Part | None
    pair: Pair | None
    sure: bool


def bonuses(study: Study) -> Iterator[Outweighed]:
    """Every bonus of the score, against every indicator."""
    plan = study.plan
    low = (
        _lowest(plan) if any(stage.kind == "bonus" for node in plan.nodes for stage in node.stages) else None
    )
    top = plan.nodes[0].scale.top if plan.nodes else Fraction(0)
    for node in plan.nodes:
        for stage in node.stages:
            if stage.kind != "bonus" or stage.amount is None:
                continue
            ends = study.orders[()].ends(stage.amount)
            around = _weighs(study, node)
            own = [(part, _weighs(study, plan.nodes[part.node])) for part in study.parts if not part.path]
            if ends is None or ends[1] is None or around is None or any(each is None for _, each in own):
                yield Outweighed(stage, None, (), None, None, False)
                continue
            points = ends[1] * around[1] * top / node.scale.top
            weights = [(part, (each[0] or each[1]) * top) for part, each in own if each is not None]
            found = [(part, weight) for part, weight in weights if 0 < weight < points]
            lighter = tuple(sorted(found, key=lambda pair: -pair[1]))
            yield _set_against(study, stage, points, lighter, low)


def _set_against(
    study: Study,
    stage: ir.Stage,
    points: Fraction,
    lighter: tuple[tuple[Part, Fraction], ...],
    low: Lowest | None,
) -> Outweighed:
    sure = True
    most = MOST_TRIED if len(study.plan.steps) <= MOST_STEPS else int(stage is _first_bonus(study.plan))
    for part, _ in sorted(lighter, key=lambda pair: (-pair[1], pair[0].may_skip))[:most]:
        found = _against(study, stage, part, low)
        if isinstance(found, Pair):
            return Outweighed(stage, points, lighter, part, found, True)
        sure = sure and found is False
    return Outweighed(stage, points, lighter, None, None, sure and len(lighter) <= most)


def _first_bonus(plan: ir.Plan) -> ir.Stage | None:
    """The one bonus of a large plan of which a pair is looked for; of the others figures are told."""
    return next((stage for node in plan.nodes for stage in node.stages if stage.kind == "bonus"), None)


def _against(study: Study, stage: ir.Stage, part: Part, low: Lowest | None) -> Pair | bool | None:
    plan = study.plan
    assert stage.amount is not None
    asked = _fields(plan, [one for one in (stage.when, stage.amount) if one is not None])
    fields = tuple(dict.fromkeys((*part.fields, *asked)))
    twin = Twin(plan, fields, (part.node,) if part.given else ())
    best = study.best(part)
    if best is None:
        return None
    direct = None if low is None else _direct(study, stage, part, low)
    if direct is not None:
        return direct
    if len(plan.steps) > MOST_STEPS:
        return None
    floor = study.orders[()].ends(part.value) if not part.given else None
    worst = plan.nodes[part.node].scale.floor if part.given or floor is None else floor[0]
    if worst is None:
        return None
    nothing = twin.constant(Fraction(0))

    def worth(amount: int, when: int | None) -> int:
        if when is None:
            return amount
        return twin.add(ir.Choose(((when, amount),), nothing), terms.NUMBER)

    before = worth(stage.amount, stage.when)
    after = worth(twin.twin[stage.amount], None if stage.when is None else twin.twin[stage.when])
    root = plan.nodes[0].result
    step = twin.truth(
        "and",
        plan.nodes[part.node].applicable,
        twin.twin[plan.nodes[part.node].applicable],
        twin.truth("ge", part.value, twin.constant(best)),
        twin.truth("le", twin.twin[part.value], twin.constant(worst)),
        twin.truth("gt", after, before),
        twin.truth("gt", twin.twin[root], root),
    )
    pairs = Pairs(twin, [step], study.budget.take())
    holds = pairs.holds(step)
    study.budget.left -= pairs.graph.spent
    if not holds:
        return holds
    return pairs.smallest(step)


def _direct(study: Study, stage: ir.Stage, part: Part, low: Lowest) -> Pair | None:
    """The lowest record with the indicator at its best, and with the bonus instead; where that shows it."""
    plan = study.plan
    if plan.collections or part.given or stage.when is None or stage.amount is None:
        return None
    one, two = _answered(study, part.value, -1), _answered(study, part.value, 1)
    without, with_ = _answered(study, stage.when, False), _answered(study, stage.when, True)
    if one is None or two is None or without is None or with_ is None:
        return None
    pair = Pair(Record("", low | without | one), Record("", low | with_ | two))
    before, after = (run(plan, record).values for record in (pair.before, pair.after))
    root = plan.nodes[0].result
    whole = (before[stage.when], after[stage.when], before[part.value]) == (False, True, study.best(part))
    own = _more(before[part.value], after[part.value])
    return pair if whole and own and _more(after[root], before[root]) else None


def _lowest(plan: ir.Plan) -> Lowest | None:
    """The lowest answer to everything that is required; None where something can only be given."""
    from rubrikdsl.engine.partial.boxes import samples

    if any(node.kind == "given" for node in plan.nodes):
        return None
    graph = Graph(run(Twin(plan, (), ()).closed(()), Record()))
    found: dict[int, Answer] = {}
    for unknown in graph.unknowns:
        for value in samples(unknown.box)[:1]:
            if not isinstance(value, Missing) and plan.fields[unknown.index].kind != "state":
                found[unknown.index] = value  # type: ignore[assignment]
    return found


def _answered(study: Study, step: int, wanted: bool | int) -> dict[int, Answer] | None:
    """Answers that make a truth so, or a number its lowest (1) or its highest (-1)."""
    key = (step, str(wanted))
    if key not in study.answered:
        study.answered[key] = _looked_for(study.plan, step, wanted)
    return study.answered[key]


def _looked_for(plan: ir.Plan, step: int, wanted: bool | int) -> dict[int, Answer] | None:
    twin = Twin(plan, (), ())
    target = step if wanted is not False else twin.truth("not", step)
    pairs = Pairs(twin, [target], ALLOWANCE)
    cell = pairs.cells[target]
    wish: Found = True
    if isinstance(wanted, bool):
        if not pairs.rises(target) and pairs.search.attained(cell, True) is not True:
            return None
    else:
        number, sure = pairs.search.extreme(cell, wanted)
        if number is None or not sure:
            return None
        wish = number
    completion = pairs.search.seen[cell].get(wish)
    if completion is None:
        return None
    within = set(pairs.graph.within(cell))
    found: dict[int, Answer] = {}
    for number_, (unknown, value) in enumerate(zip(pairs.graph.unknowns, completion, strict=True)):
        if number_ not in within or unknown.kind != "field" or isinstance(value, Missing):
            continue
        if plan.fields[unknown.index].kind != "state":
            found[unknown.index] = value  # type: ignore[assignment]
    return found


def _fields(plan: ir.Plan, roots: Iterable[int]) -> tuple[int, ...]:
    """The answers that steps hang on."""
    found: dict[int, None] = {}
    waiting, seen = list(roots), set[int]()
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        match plan.steps[index]:
            case ir.Answer(field) | ir.Applies(field):
                found[field] = None
            case step:
                waiting.extend(reads(step))
    return tuple(sorted(found))
