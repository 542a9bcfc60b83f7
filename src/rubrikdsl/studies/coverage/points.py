"""The points of a plan, each with how a record is seen to exercise it.

A point that the enclosures of the plan exclude for every record (a cap that nothing reaches) is left out.
Only what was read counts: a table below a node that does not apply is exercised by nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.decide import clause_of
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import is_known
from rubrikdsl.engine.trace import Trace
from rubrikdsl.plan import ir
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import less
from rubrikdsl.plan.enclosure import may_take
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Row
from rubrikdsl.source import NOWHERE
from rubrikdsl.studies.coverage import words
from rubrikdsl.studies.coverage.model import Group
from rubrikdsl.studies.coverage.model import Point
from rubrikdsl.studies.coverage.model import Probe


def probes(plan: ir.Plan) -> tuple[Probe, ...]:
    """Every point of a plan that a record can exercise."""
    return tuple(_Points(plan).all())


class _Points:
    def __init__(self, plan: ir.Plan) -> None:
        self.plan = plan
        self.inner = enclose(plan)

    def all(self) -> Iterator[Probe]:
        for bands in self.plan.bands:
            yield from self.classes(bands)
        for outcome in self.plan.outcomes:
            yield from self.outcome(outcome)
        for node in self.plan.nodes:
            yield from self.weight(node)
            for stage in node.stages:
                yield from self.stage(node, stage)
        for field in self.plan.fields:
            yield from self.field(field)
        decided = {bands.table for bands in self.plan.bands}
        for index, step in enumerate(self.plan.steps):
            if index not in decided:
                yield from self.step(index, step)
        for number, collection in enumerate(self.plan.collections):
            yield from self.collection(number, collection)

    # Small parts

    def point(self, group: Group, subject: str, what: Words, clause: int) -> Point:
        place = self.plan.clauses[clause].place if clause >= 0 else NOWHERE
        return Point(group, subject, what, place)

    def may_be(self, step: int, value: Value) -> bool:
        return self.inner[step].may_be(value)

    def title(self, step: int) -> str:
        """What a step belongs to: the label of its line."""
        clause = self.plan.clause_of[step]
        return self.plan.clauses[clause].title if clause >= 0 else self.plan.name

    # Classes and outcomes

    def classes(self, bands: ir.Classes) -> Iterator[Probe]:
        if isinstance(bands, ir.Bands):
            yield from self.rows("bands", bands.name, bands.of, bands.rows)
        else:
            yield from self.decision(bands)
        before = bands.table
        for condition, after, code, clause in bands.limits:
            subject = words.limit(bands.name, code)
            if self.may_be(condition, True):
                point = self.point("limits", bands.name, words.acts(subject), clause)
                yield point, _changes(before, after)
            if self.may_be(condition, False):
                point = self.point("limits", bands.name, words.does_not_act(subject), clause)
                yield point, _is(condition, False)
            before = after

    def rows(self, group: Group, subject: str, of: int, rows: tuple[Row, ...]) -> Iterator[Probe]:
        """The rows of a table, and the last values on both sides of each edge between two."""
        inner = self.inner[of]
        kept = [row for row in rows if may_take(inner, row.key)]
        for row in kept:
            told = words.row(row, self.plan.types[of])
            yield self.point(group, subject, told, row.clause), _row_found(of, row)
        order = sorted((row for row in kept if isinstance(row.key, Interval)), key=_start)
        for at, row in enumerate(order):
            assert isinstance(row.key, Interval)
            ends = _ends(num.restrict(inner.numbers, row.key))
            if ends[0] == ends[1]:
                continue  # the row itself says it
            for end, neighbour in ((ends[0], at > 0), (ends[1], at + 1 < len(order))):
                if neighbour and end is not None:
                    told = words.edge(end, row, self.plan.types[of], lower=end is ends[0])
                    yield self.point("edges", subject, told, row.clause), _read_as(of, end)

    def decision(self, decision: ir.Decision) -> Iterator[Probe]:
        table = self.plan.steps[decision.table]
        found: list[tuple[int, str]] = []
        match table:
            case ir.Decide(rows=rows, otherwise=otherwise):
                found = [(row.clause, row.code) for row in (*rows, *([otherwise] if otherwise else []))]
            case ir.Choose(branches, otherwise):
                found = [(self.plan.clause_of[c], "") for c, _ in branches if self.may_be(c, True)]
                found.append((self.plan.clause_of[otherwise], ""))
            case _:
                return
        for clause, code in found:
            if clause >= 0:
                what = words.decision_row(self.plan.clauses[clause].title, code)
                yield self.point("rows", decision.name, what, clause), _decided_by(table, clause)

    def outcome(self, outcome: ir.Outcome) -> Iterator[Probe]:
        lines = outcome.requirements
        for truth in (True, False):
            if self.may_be(outcome.step, truth):
                what = words.gate_held() if truth else words.gate_failed()
                yield self.point("gates", outcome.name, what, outcome.clause), _is(outcome.step, truth)
        for step, text, clause in lines if len(lines) > 1 else ():
            for truth in (True, False):
                if self.may_be(step, truth):
                    what = words.held(text) if truth else words.failed(text)
                    yield self.point("requirements", outcome.name, what, clause), _is(step, truth)

    # The score

    def weight(self, node: ir.Node) -> Iterator[Probe]:
        """The cases of a weight."""
        match self.plan.steps[node.own_weight]:
            case ir.Choose(branches):
                for at in range(len(branches) + 1):
                    what = words.weight_case(node.label, at + 1, len(branches) + 1)
                    yield self.point("cases", node.name, what, node.clause), _taken(branches, at)
            case _:
                return

    def stage(self, node: ir.Node, stage: ir.Stage) -> Iterator[Probe]:
        if stage.kind == "aggregate" or stage.kind == "places":
            return
        subject = words.adjustment(stage.kind, stage.title)
        acts, rests = self.may_act(node, stage)
        if acts:
            point = self.point("adjustments", node.name, words.acts(subject), stage.clause)
            yield point, _changes(stage.before, stage.after)
        if rests:
            point = self.point("adjustments", node.name, words.does_not_act(subject), stage.clause)
            yield point, _keeps(stage.before, stage.after)

    def may_act(self, node: ir.Node, stage: ir.Stage) -> tuple[bool, bool]:
        """Whether an adjustment can change anything, and whether it can change nothing."""
        if stage.amount is None:
            return True, True
        before, amount = self.inner[stage.before].numbers, self.inner[stage.amount].numbers
        holds = stage.when is None or self.may_be(stage.when, True)
        fails = stage.when is not None and self.may_be(stage.when, False)
        match stage.kind:
            case "cap":
                acts, rests = less(amount, before), less(before, amount, or_equal=True)
            case "floor":
                acts, rests = less(before, amount), less(amount, before, or_equal=True)
            case "scale":
                nothing = num.holds(amount, node.scale.top)
                acts = amount != frozenset((node.scale.top,))
                rests = nothing or num.holds(before, Fraction(0))
            case _:
                acts, rests = amount != num.ONLY_ZERO, num.holds(amount, Fraction(0))
        return holds and acts, fails or (holds and rests)

    # Answers and how leaves are scored

    def field(self, field: Field) -> Iterator[Probe]:
        subject = field.path[-1]
        if field.kind == "input" or field.kind == "answer":
            for choice in field.domain.choices if field.domain.type.kind == "code" else ():
                what = words.answered(field.label, choice.code)
                yield self.point("options", subject, what, field.clause), _answers(field.index, choice.code)
        if field.kind == "item" and not self.in_ladder(field.index):
            for truth in (True, False):
                what = words.item(field.label, truth)
                yield self.point("items", subject, what, field.clause), _answers(field.index, truth)
        if field.not_applicable:
            what = words.skipped(field.label)
            yield self.point("applicability", subject, what, field.clause), _skips(field.index)
            what = words.applies(field.label)
            yield self.point("applicability", subject, what, field.clause), _applies(field.index)

    def in_ladder(self, field: int) -> bool:
        steps = self.plan.steps
        return any(
            isinstance(step, ir.Operation)
            and step.op == "streak"
            and any(isinstance(one := steps[arg], ir.Answer) and one.field == field for arg in step.args)
            for step in steps
        )

    def step(self, index: int, step: ir.Step) -> Iterator[Probe]:
        match step:
            case ir.Table(arg, rows, "bins"):
                yield from self.rows("bins", self.title(index), arg, rows)
            case ir.Operation("streak", args):
                for level in range(len(args) + 1):
                    what = words.level(self.title(index), level)
                    clause = self.plan.clause_of[index]
                    yield self.point("ladders", self.title(index), what, clause), _read_as(index, level)
            case ir.Choose(branches, otherwise):
                own = self.plan.clause_of[index]
                lines = [(c, self.plan.clause_of[c]) for c, _ in branches]
                if all(clause in (own, -1) for _, clause in lines):
                    return
                last = self.plan.clause_of[otherwise]
                told = [clause for c, clause in lines if self.may_be(c, True)]
                for clause in (*told, *((last,) if last != own else ())):
                    if clause >= 0:
                        line = self.plan.clauses[clause]
                        what = words.case(self.title(index), line.title, fails=line.kind == "requires")
                        yield self.point("cases", self.title(index), what, clause), _chosen(index, clause)
            case _:
                return

    def collection(self, number: int, collection: ir.Collection) -> Iterator[Probe]:
        if collection.where is None:
            return
        for truth in (True, False):
            what = words.kept(collection.label) if truth else words.left_out(collection.label)
            yield (
                self.point("collections", collection.name, what, collection.clause),
                _members(number, collection.where, truth),
            )


# How a record is seen to exercise a point


def _at(trace: Trace, step: int) -> Found:
    return trace.run.values[step]


def _changes(before: int, after: int) -> Callable[[Trace], bool]:
    return lambda trace: _both(trace, before, after) and _at(trace, before) != _at(trace, after)


def _keeps(before: int, after: int) -> Callable[[Trace], bool]:
    return lambda trace: _both(trace, before, after) and _at(trace, before) == _at(trace, after)


def _both(trace: Trace, before: int, after: int) -> bool:
    return is_known(_at(trace, before)) and is_known(_at(trace, after))


def _is(step: int, truth: bool) -> Callable[[Trace], bool]:
    return lambda trace: _at(trace, step) is truth


def _read_as(step: int, value: Fraction | int) -> Callable[[Trace], bool]:
    return lambda trace: step in trace.steps and _at(trace, step) == value


def _row_found(of: int, row: Row) -> Callable[[Trace], bool]:
    def tried(trace: Trace) -> bool:
        found = _at(trace, of)
        return of in trace.steps and is_known(found) and found in row.key

    return tried


def _decided_by(table: ir.Step, clause: int) -> Callable[[Trace], bool]:
    return lambda trace: clause_of(trace.run.plan, table, lambda step: _at(trace, step)) == clause


def _taken(branches: tuple[tuple[int, int], ...], number: int) -> Callable[[Trace], bool]:
    """Whether the case of this number decides a weight."""

    def tried(trace: Trace) -> bool:
        held = [_at(trace, condition) for condition, _ in branches]
        before = all(truth is False for truth in held[:number])
        return before and (number == len(held) or held[number] is True)

    return tried


def _chosen(index: int, clause: int) -> Callable[[Trace], bool]:
    def tried(trace: Trace) -> bool:
        plan = trace.run.plan
        step = plan.steps[index]
        return index in trace.steps and clause_of(plan, step, lambda s: _at(trace, s)) == clause

    return tried


def _answers(field: int, value: Value) -> Callable[[Trace], bool]:
    return lambda trace: trace.run.record.answers.get(field) == value


def _skips(field: int) -> Callable[[Trace], bool]:
    return lambda trace: trace.run.record.answers.get(field) is NOT_APPLICABLE


def _applies(field: int) -> Callable[[Trace], bool]:
    def tried(trace: Trace) -> bool:
        plan, record = trace.run.plan, trace.run.record
        owner = plan.fields[field].owner
        if plan.fields[field].kind == "state" and owner is not None:
            return is_known(_at(trace, plan.nodes[owner].result))
        return record.answers.get(field, NOT_APPLICABLE) is not NOT_APPLICABLE

    return tried


def _members(number: int, where: int, truth: bool) -> Callable[[Trace], bool]:
    def tried(trace: Trace) -> bool:
        return any(member.values[where] is truth for member in trace.run.members[number] or ())

    return tried


# Tables


def _start(row: Row) -> tuple[bool, Fraction, bool]:
    assert isinstance(row.key, Interval)
    return row.key.low is not None, row.key.low or Fraction(0), row.key.low_open


def _ends(numbers: num.Numbers) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest of some numbers; None where there is none (on the reals)."""
    if not numbers:
        return None, None
    around = num.bounds(numbers)
    return (None if around.low_open else around.low), (None if around.high_open else around.high)
