"""Checks that need to know what values are possible.

They stand on `plan.enclosures`: the rows of bands and bins against the values that they read, conditions
that never change, cases that nothing reaches, divisions by zero, scores that leave their scale, caps that
never act. A rubric without findings here has exactly one result for every record that it admits.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import Final

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan import problems
from rubrikdsl.plan.coverage import cover
from rubrikdsl.plan.coverage import decimals
from rubrikdsl.plan.decided import Domain
from rubrikdsl.plan.decided import examine
from rubrikdsl.plan.enclosure import IMPOSSIBLE
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import join
from rubrikdsl.plan.enclosures import Analysis
from rubrikdsl.semantics.model import Interval
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place

MOST_OVERLAPS: Final = 10
"""How many overlaps of one decision are told: a table that was meant to be read from the top has hundreds."""


def check_plan(plan: ir.Plan, places: Sequence[Place] = ()) -> tuple[Diagnostic, ...]:
    """The findings of a plan; `places` says where each step is written (see `lower_placed`)."""
    checked = _Checked(plan, places, Analysis(plan))
    report = Report()
    for check in _CHECKS:
        for finding in check(checked):
            report.add(finding)
    return report.sorted()


@dataclass(slots=True)
class _Checked:
    """A plan with what is read of it: the values of tables and divisors, the truths of conditions."""

    plan: ir.Plan
    places: Sequence[Place]
    analysis: Analysis
    args: dict[int, Enclosure] = field(default_factory=dict)
    """By table or division: what it reads, wherever it is read."""
    truths: dict[tuple[int, int], Enclosure] = field(default_factory=dict)
    """By choice and number of its branch: the truth of the condition, where it is read."""

    def __post_init__(self) -> None:
        for index, env in self.analysis.readings(_roots(self.plan)):
            match self.analysis.steps[index]:
                case ir.Table(arg=arg) | ir.Operation(op="div", args=(_, arg)):
                    found = self.args.get(index, IMPOSSIBLE)
                    self.args[index] = join(found, self.analysis.at(arg, env))
                case ir.Choose() as choose:
                    for number, (condition, here, _, _) in enumerate(self.analysis.branches(choose, env)):
                        if condition is not None and not here.dead:
                            found = self.truths.get((index, number), IMPOSSIBLE)
                            truth = self.analysis.at(condition, here)
                            self.truths[index, number] = join(found, truth)
                case _:
                    pass

    def place(self, step: int) -> Place:
        """Where a step is written, or the clause that it belongs to."""
        if step < len(self.places) and self.places[step] != NOWHERE:
            return self.places[step]
        return self.clause(self.plan.clause_of[step])

    def clause(self, index: int) -> Place:
        """Where a clause is written."""
        return self.plan.clauses[index].place if index >= 0 else NOWHERE


def _roots(plan: ir.Plan) -> tuple[int, ...]:
    """Everything that a result or a report reads."""
    return (
        *(s for n in plan.nodes for s in (n.result, n.weight, n.applicable)),
        *(let.step for let in plan.lets),
        *(s for b in plan.bands for s in (b.code, *b.attributes)),
        *(o.step for o in plan.outcomes),
        *(a.holds for a in plan.assertions),
        *(k.step for r in plan.rankings for k in (r.by, *r.keys)),
    )


def _tables(checked: _Checked) -> Iterator[Diagnostic]:
    """Rows of bands and bins that leave values out, take them twice, or stand beyond them."""
    named = {b.table: b.of_text for b in checked.plan.bands if isinstance(b, ir.Bands)}
    same_as = checked.analysis.same
    scales = {same_as[n.result]: _scale(n) for n in checked.plan.nodes if _left(checked, n)}
    done: set[int] = set()
    for index, step in enumerate(checked.plan.steps):
        same = checked.analysis.same[index]
        if not isinstance(step, ir.Table) or same in done or same not in checked.args:
            continue
        done.add(same)
        if step.what in ("bins", "bands"):
            share = checked.plan.types[step.arg].kind == "share"
            numbers = checked.args[same].numbers
            scale = scales.get(checked.analysis.same[step.arg])
            if scale is not None:
                numbers = num.restrict(numbers, scale)
            yield from _rows(checked, step, named.get(index), share, numbers)


def _rows(
    checked: _Checked, table: ir.Table, name: str | None, share: bool, numbers: num.Numbers
) -> Iterator[Diagnostic]:
    rows = tuple(
        problems.TableRow(
            str(row.value) if table.what == "bands" else None,
            row.key,
            checked.clause(row.clause) if row.place == NOWHERE else row.place,
            row.ends,
        )
        for row in table.rows
        if isinstance(row.key, Interval)
    )
    if not rows:
        return
    intervals = tuple(row.interval for row in rows)
    subject = problems.Subject(
        "band" if table.what == "bands" else "bin",
        name,
        rows,
        share,
        max(0, decimals(intervals) - 2) if share else decimals(intervals),
        numbers,
    )
    found = cover(numbers, intervals)
    together = subject.places > 0  # one cause: the rounding that is not written
    touching = sorted((g for g in found.gaps if g.touching and together), key=lambda g: g.rows)
    if touching:
        yield problems.gap(subject, touching[0], tuple(touching[1:]))
    for gap in found.gaps:
        if gap not in touching:
            yield problems.gap(subject, gap, ())
    for overlap in found.overlaps:
        yield problems.overlap(subject, overlap)
    for outside in found.outside:
        yield problems.outside(subject, outside)


def _decisions(checked: _Checked) -> Iterator[Diagnostic]:
    """Rows of decisions that leave a case out, take one twice, or are never reached."""
    for decision in checked.plan.bands:
        step = checked.plan.steps[decision.table]
        if not isinstance(decision, ir.Decision) or not isinstance(step, ir.Decide):
            continue
        types = [checked.plan.types[arg] for arg in step.args]
        domains = [
            Domain(
                checked.analysis.base[arg].numbers if type.kind in ("number", "share") else num.NONE,
                type.codes if type.kind == "code" else (True, False) if type.kind == "truth" else (),
                absent,
            )
            for arg, type, absent in zip(step.args, types, step.absent, strict=True)
        ]
        columns = [
            (text, type.kind == "share") for (text, _), type in zip(decision.inputs, types, strict=True)
        ]
        found = examine(step, domains)
        if found.gaps or not found.told:
            yield problems.decision_gap(decision.name, checked.place(decision.table), found.gaps, columns)
        for one, other, box in found.overlaps[:MOST_OVERLAPS]:
            places = (step.rows[one].place, step.rows[other].place)
            yield problems.decision_overlap(decision.name, places, box, columns)
        for row in found.idle:
            yield problems.idle_row(step.rows[row].place, step.first)
        if found.spare and step.otherwise is not None:
            yield problems.idle_row(step.otherwise.place, step.first)


def _conditions(checked: _Checked) -> Iterator[Diagnostic]:
    """Conditions that are the same for every record, and cases that nothing reaches."""
    base, same = checked.analysis.base, checked.analysis.same
    keeping = _keeping_weight(checked.plan)
    for index, step in enumerate(checked.plan.steps):
        if not isinstance(step, ir.Choose) or not step.branches or step.branches[0] in keeping:
            continue
        several = len(step.branches) > 1
        closed: Place | None = None
        for number, (condition, _) in enumerate(step.branches):
            place = checked.place(condition)
            if not _is_written(checked.analysis.steps[same[condition]]):
                break
            truth = checked.truths.get((same[index], number))
            if closed is not None:
                yield problems.unreachable(place, closed)
                break
            if truth is None:
                break  # nothing reads this choice
            if truth.values == frozenset((True,)):
                if base[condition].values == truth.values or not several:
                    yield problems.constant_condition(place, True)
                    break
                if number + 1 == len(step.branches):
                    yield problems.exhausted(place)
                closed = place
            elif truth.values == frozenset((False,)):
                if base[condition].values == truth.values or number == 0:
                    yield problems.constant_condition(place, False)
                else:
                    yield problems.unreachable(place, checked.place(step.branches[number - 1][0]))


def _keeping_weight(plan: ir.Plan) -> frozenset[tuple[int, int]]:
    """The branches that lowering made for what counts although it is not applicable."""
    kept = {node.index: node.applicable for node in plan.nodes if node.counted is not None}
    stated = {
        (kept[step.node], index)
        for index, step in enumerate(plan.steps)
        if isinstance(step, ir.Stated) and step.node in kept
    }
    return frozenset(stated | {(kept[index], plan.nodes[index].weight) for index in kept})


def _requirements(checked: _Checked) -> Iterator[Diagnostic]:
    """Lines of outcomes, rules of applicability, and conditions of collections that never change."""
    base = checked.analysis.base
    lines = [step for outcome in checked.plan.outcomes for step, _, _ in outcome.requirements]
    lines += [rule for node in checked.plan.nodes for rule in _rule(checked.plan, node)]
    for line in lines:
        yield from _constant(checked.place(line), base[line])
    for index, step in enumerate(checked.plan.steps):
        if isinstance(step, ir.Fold) and step.where is not None:
            inner = checked.analysis.inside(step.path).base[step.where]
            yield from _constant(checked.place(index), inner)
    for number, collection in enumerate(checked.plan.collections):
        if collection.where is not None:
            inner = checked.analysis.members[number].base[collection.where]
            yield from _constant(checked.clause(collection.clause), inner)


def _rule(plan: ir.Plan, node: ir.Node) -> tuple[int, ...]:
    """The rule of `not applicable when`, which stands first in what makes a node applicable."""
    match plan.steps[node.applicable]:
        case ir.Operation(op="not", args=(rule,)):
            return (rule,)
        case ir.Operation(op="and", args=(first, *_)):
            match plan.steps[first]:
                case ir.Operation(op="not", args=(rule,)):
                    return (rule,)
                case _:
                    return ()
        case _:
            return ()


def _constant(place: Place, truth: Enclosure) -> Iterator[Diagnostic]:
    if truth.values in (frozenset((True,)), frozenset((False,))):
        yield problems.constant_condition(place, truth.may_be(True))


def _is_written(step: ir.Step) -> bool:
    """Whether a condition is one of the rubric's, not one that lowering made."""
    return not isinstance(step, (ir.IsStated, ir.Applies))


def _divisions(checked: _Checked) -> Iterator[Diagnostic]:
    """Divisions whose divisor may be zero."""
    for index, step in enumerate(checked.plan.steps):
        if isinstance(step, ir.Operation) and step.op == "div" and checked.analysis.same[index] == index:
            divisor = checked.args.get(index, IMPOSSIBLE).numbers
            if num.holds(divisor, num.ZERO):
                always = divisor == frozenset((num.ZERO,))
                place = checked.place(step.args[1])
                yield problems.may_divide_by_zero(place, checked.place(index), always)


def _scales(checked: _Checked) -> Iterator[Diagnostic]:
    """Nodes whose formula or adjustments can leave the scale with no cap or floor after it (C3)."""
    for node in checked.plan.nodes:
        left = _left(checked, node)
        if left is not None and node.base is not None:
            last = node.stages[-1].after if node.stages else node.base
            yield problems.leaves_scale(
                node.name,
                left.high or left.low or NOWHERE,
                _scale(node),
                node.scale.floor if left.low else None,
                node.scale.top if left.high else None,
                num.bounds(checked.analysis.base[last].numbers),
            )


def _scale(node: ir.Node) -> Interval:
    return Interval(node.scale.floor, node.scale.top)


def _left(checked: _Checked, node: ir.Node) -> _Reach | None:
    """Where a node leaves its scale for good, or None."""
    if node.base is None:
        return None
    reached = _Reach(node.scale.floor, node.scale.top)
    if node.kind == "formula":
        reached.after(checked.analysis.base[node.base].numbers, checked.place(node.base))
    for stage in node.stages:
        numbers = checked.analysis.base[stage.after].numbers
        if stage.kind in ("cap", "floor") and stage.amount is not None and stage.when is None:
            reached.allow(stage.kind, checked.analysis.base[stage.amount].numbers)
        reached.after(numbers, checked.clause(stage.clause))
    return reached if reached.low or reached.high else None


@dataclass(slots=True)
class _Reach:
    """How far a node may go, and where it first went further."""

    floor: Fraction
    top: Fraction
    low: Place | None = None
    high: Place | None = None

    def allow(self, kind: str, numbers: num.Numbers) -> None:
        """An explicit cap or floor: what it allows is meant, be it wider than the scale."""
        reach = num.bounds(numbers)
        if kind == "cap" and reach.high is not None:
            self.top = max(self.top, reach.high)
        if kind == "floor" and reach.low is not None:
            self.floor = min(self.floor, reach.low)

    def after(self, numbers: num.Numbers, place: Place) -> None:
        """A change, after which these numbers are possible."""
        if not numbers:
            return
        reach = num.bounds(numbers)
        beyond = reach.high is None or reach.high > self.top
        below = reach.low is None or reach.low < self.floor
        self.high = (self.high or place) if beyond else None
        self.low = (self.low or place) if below else None


def _means(checked: _Checked) -> Iterator[Diagnostic]:
    """Children that may be negative under a mean that has no meaning there."""
    for node in checked.plan.nodes:
        if not any(
            isinstance(step := checked.plan.steps[stage.after], ir.Aggregate)
            and step.kind in ("geometric", "harmonic")
            for stage in node.stages
        ):
            continue
        for child in (checked.plan.nodes[index] for index in node.children):
            numbers = checked.analysis.base[child.result].numbers
            if _left(checked, child) is None and num.meets(numbers, Interval(None, num.ZERO, high_open=True)):
                yield problems.share_below_zero(child.name, checked.clause(child.clause))


def _bounds(checked: _Checked) -> Iterator[Diagnostic]:
    """Caps and floors that no value reaches."""
    analysis = checked.analysis
    for node in checked.plan.nodes:
        for stage in node.stages:
            if stage.amount is None:
                continue
            env = analysis.root if stage.when is None else analysis.assume(analysis.root, stage.when, True)
            before = analysis.at(stage.before, env).numbers
            amount = analysis.at(stage.amount, env).numbers
            if not before or not amount:
                continue
            reach, limit = num.bounds(before), num.bounds(amount)
            place = checked.clause(stage.clause)
            if stage.kind == "cap" and reach.high is not None and limit.low is not None:
                acts = (
                    reach.high > limit.low or limit.low > node.scale.top
                )  # a high cap says how far it may go
                found = () if acts else (problems.never_acts("cap", node.name, place, reach.high),)
            elif stage.kind == "floor" and reach.low is not None and limit.high is not None:
                acts = reach.low < limit.high
                found = () if acts else (problems.never_acts("floor", node.name, place, reach.low),)
            else:
                found = ()
            yield from found


_CHECKS: tuple[Callable[[_Checked], Iterator[Diagnostic]], ...] = (
    _tables,
    _decisions,
    _conditions,
    _requirements,
    _divisions,
    _scales,
    _means,
    _bounds,
)
"""Independent of each other; the report sorts what they find."""
