"""The account of one record: the ledger, the classes, the gates, and what they rest on."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine.classes import classification
from rubrikdsl.engine.classes import decided
from rubrikdsl.engine.classes import gate
from rubrikdsl.engine.explanation import Explanation
from rubrikdsl.engine.ledger import ledger
from rubrikdsl.engine.ledger import losses
from rubrikdsl.engine.results import summarise
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir


def explain(run: Run, found: tuple[Problem, ...] = ()) -> Explanation:
    """Why a record scores what it scores.

    `found` are problems met before, as in `summarise`. A refused record has no tree; an incomplete one
    has a tree without the numbers that are not known.
    """
    plan = run.plan
    result = summarise(run, found)
    refused = any(problem.severity == "error" for problem in result.problems)
    tree = ledger(run) if plan.nodes and not refused else None
    score = run.values[plan.nodes[0].result] if tree is not None else None
    lost = [] if tree is None else [(entry, amount) for entry, amount in losses(tree) if amount > 0]
    tables = () if refused else plan.bands
    classes = [classification(run, b) for b in tables if isinstance(b, ir.Bands)]
    decisions = [decided(run, b) for b in tables if isinstance(b, ir.Decision)]
    return Explanation(
        record=run.record.name,
        tree=tree,
        score=score if isinstance(score, Fraction) else None,
        top=plan.nodes[0].scale.top if plan.nodes else None,
        lost=tuple(sorted(lost, key=lambda pair: -pair[1])),
        classifications=tuple(c for c in classes if c is not None),
        gates=() if refused else tuple(gate(run, outcome) for outcome in plan.outcomes),
        values=result.values,
        assumed=result.assumed,
        problems=result.problems,
        decisions=tuple(d for d in decisions if d is not None),
    )
