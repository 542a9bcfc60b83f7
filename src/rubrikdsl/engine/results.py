"""From a run to its results: named values with finality, what they rest on, what was wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine import problems
from rubrikdsl.engine.answers import field_text
from rubrikdsl.engine.given import convert
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.engine.trace import Trace
from rubrikdsl.engine.trace import clauses_read
from rubrikdsl.engine.trace import defaults_read
from rubrikdsl.engine.trace import trace
from rubrikdsl.plan import ir
from rubrikdsl.semantics import terms
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Clause

Kind = Literal["score", "let", "code", "attribute", "outcome"]


def summarise(run: Run, found: tuple[Problem, ...] = ()) -> Result:
    """All named results of a run.

    `found` are problems met before (in reading the data, say); they stand first, and one of severity
    `error` refuses the record like any other, so that what follows from it is not told.
    """
    named = named_steps(run.plan)
    traces = trace(run, [step for _, step in named])
    faults = [p for _, step in named if isinstance(f := run.values[step], Fault) for p in f.problems]
    if any(p.severity == "error" for p in found):
        faults = []
    problems_ = dict.fromkeys((*found, *_given(run), *faults, *_warnings(traces)))
    refused = any(p.severity == "error" for p in problems_)
    if not refused:
        problems_.update(dict.fromkeys(_broken(run)))
    values = tuple(settled(name, run.values[step], refused=refused) for name, step in named)
    if not refused and (lacking := _lacking(run.record.name, values)):
        problems_[lacking] = None
    return Result(run.record.name, values, assumptions(traces), tuple(problems_))


def named_steps(plan: ir.Plan) -> list[tuple[Named, int]]:
    """The score, then lets, bands and outcomes as written, each with its step."""
    named: list[tuple[Named, int]] = []
    if plan.nodes:
        root = plan.nodes[0]
        named.append(
            (replace(_blank(root.name, root.label, "score", terms.NUMBER), shown=root.shown), root.result)
        )
    for kind, index in plan.order:
        if kind == "let":
            let = plan.lets[index]
            named.append((_blank(let.name, let.label, "let", let.type), let.step))
        elif kind == "bands":
            bands = plan.bands[index]
            named.append((_blank(bands.name, bands.label, "code", plan.types[bands.code]), bands.code))
            for column, step in zip(bands.columns, bands.attributes, strict=True):
                name = f"{bands.name}.{column}"
                named.append((_blank(name, bands.label, "attribute", plan.types[step]), step))
        else:
            outcome = plan.outcomes[index]
            named.append((_blank(outcome.name, outcome.label, "outcome", terms.TRUTH), outcome.step))
    return named


def _blank(name: str, label: str, kind: Kind, type: terms.Type) -> Named:
    return Named(name, label, kind, type, "unknown", None)


def settled(named: Named, found: Found, *, refused: bool = False) -> Named:
    """A named result with what was found of it."""
    if refused:
        return replace(named, status="refused")
    if found is NOT_APPLICABLE:
        return replace(named, status="not-applicable")
    if isinstance(found, Missing):
        return replace(named, waiting=tuple(sorted(found.waiting)))
    return replace(named, status="final", value=found) if is_known(found) else named


def _given(run: Run) -> list[Problem]:
    """Given nodes that cannot be so, or that are given for nothing; those of members too."""
    met: list[Problem] = []
    plan = run.plan
    for index, given in run.record.given.items():
        node = plan.nodes[index]
        value = convert(plan, node, given, run.values[node.weight], run.record.name)
        if isinstance(value, Fault):
            met += value.problems
        elif run.values[node.applicable] is False:
            met.append(problems.given_not_used(run.record.name, node, given))
    for members in run.members:
        for member in members or ():
            met += _in_record(run, member, _given(member))
    return met


def _warnings(traces: tuple[Trace, ...]) -> list[Problem]:
    met: list[Problem] = []
    own, *members = traces
    for trace_ in (own, *members):
        record, plan = trace_.run.record.name, trace_.run.plan
        told = [
            problems.default_used(record, ".".join(field.path), field_text(field, field.default))
            for index in defaults_read(trace_)
            if (field := plan.fields[index]).default is not None
        ]
        for index in sorted(trace_.steps):
            match plan.steps[index]:
                case ir.Operation("streak", args):
                    told += _skips(trace_.run, args)
                case _:
                    pass
        met += told if trace_ is own else _in_record(own.run, trace_.run, told)
    return met


def _skips(run: Run, args: tuple[int, ...]) -> list[Problem]:
    """Steps of a ladder that hold after the first that does not."""
    met: list[Problem] = []
    first: str | None = None
    for arg in args:
        match run.plan.steps[arg]:
            case ir.Answer(index):
                path = ".".join(run.plan.fields[index].path)
            case _:
                path = ""
        if first is None and run.values[arg] is False:
            first = path
        elif first is not None and run.values[arg] is True:
            met.append(problems.ladder_skips(run.record.name, path, first))
    return met


def _broken(run: Run) -> list[Problem]:
    """What the author asserts and this record does not keep; what is open breaks nothing. Members too."""
    met = [
        problems.assertion_broken(run.record.name, assertion)
        for assertion in run.plan.assertions
        if run.values[assertion.holds] is False
    ]
    for members in run.members:
        for member in members or ():
            met += _in_record(run, member, _broken(member))
    return met


def _in_record(run: Run, member: Run, met: list[Problem]) -> list[Problem]:
    """A member's problems, told of the record that holds it."""
    return [problems.in_member(p, run.record.name, member.record.name) for p in met]


def _lacking(record: str, values: tuple[Named, ...]) -> Problem | None:
    waiting = tuple(sorted({path for value in values for path in value.waiting}))
    if not waiting:
        return None
    return problems.not_answered(record, waiting, tuple(v.name for v in values if v.waiting))


def assumptions(traces: tuple[Trace, ...]) -> tuple[Clause, ...]:
    """The assumed clauses among what was read, in the order of the rubric, the members' after its own."""
    return tuple(dict.fromkeys(c for t in traces for c in clauses_read(t) if c.assumed is not None))
