"""Lowering: the model of a rubric becomes a plan.

Every expression and every node is lowered once, what it reads before it, so the steps stand in an order
in which they can be run. Equal steps of one clause are one step. Nothing is checked here and nothing is
scored: the model cannot be broken, and what a step means is the engine's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan.growing import NO_CLAUSE
from rubrikdsl.plan.growing import Growing
from rubrikdsl.plan.named import NamedResults
from rubrikdsl.plan.scores import Scores
from rubrikdsl.semantics import model
from rubrikdsl.source import Place


def lower(rubric: model.Rubric) -> ir.Plan:
    """The plan of a rubric, with the plans of its collections' members in it."""
    return _Lowering(rubric).plan()


def lower_placed(rubric: model.Rubric) -> tuple[ir.Plan, tuple[Place, ...]]:
    """The plan, and where each of its steps is written (`NOWHERE`: nowhere), for the checks."""
    lowering = _Lowering(rubric)
    plan = lowering.plan()
    return plan, lowering.grow.places()


def lower_asked(
    rubric: model.Rubric, asked: model.Expression, fields: Sequence[model.Field], lets: Sequence[model.Let]
) -> tuple[ir.Plan, int]:
    """The plan of a rubric with the steps of what is asked behind all of its own, and the step of that.

    `fields` and `lets` are those that the rubric itself does not have; their indices go on where its own end.
    """
    lowering = _Lowering(rubric)
    lowering.plan()
    lowering.named.rubric = replace(rubric, lets=(*rubric.lets, *lets))
    step = lowering.expression(asked, NO_CLAUSE)
    plan = lowering.plan()
    return replace(plan, fields=(*plan.fields, *fields)), step


def begins_with(longer: ir.Plan, plan: ir.Plan) -> bool:
    """Whether a run of the one can be taken further by the other, in the members too."""
    return (
        longer.steps[: len(plan.steps)] == plan.steps
        and longer.fields[: len(plan.fields)] == plan.fields
        and len(longer.collections) == len(plan.collections)
        and all(
            begins_with(one.plan, other.plan)
            for one, other in zip(longer.collections, plan.collections, strict=True)
        )
    )


class _Lowering:
    """One rubric being lowered: its steps, and the rubrics of its collections' members."""

    def __init__(self, rubric: model.Rubric) -> None:
        self.rubric = rubric
        self.grow = Growing()
        self.scores = Scores(rubric, self.grow, self.expression, self.own_condition)
        self.named = NamedResults(rubric, self.grow, self.expression, self.own_condition)
        self.members = [_Lowering(collection.member) for collection in rubric.collections]

    def plan(self) -> ir.Plan:
        rubric = self.rubric
        nodes = tuple(self.scores.node(node) for node in rubric.nodes)
        lets = tuple(
            ir.Let(let.name, let.label, self.named.let(index), let.value.type, let.clause)
            for index, let in enumerate(rubric.lets)
        )
        bands = tuple(self.named.bands(index) for index in range(len(rubric.bands)))
        outcomes = tuple(self.named.outcome(index) for index in range(len(rubric.outcomes)))
        expected = tuple(
            tuple(
                ir.Expected(self.expression(e.target, NO_CLAUSE), e.text, e.value, e.within)
                for e in example.expected
            )
            for example in rubric.examples
        )
        rankings = tuple(self.ranking(ranking) for ranking in rubric.rankings)
        assertions = tuple(self.assertion(assertion) for assertion in rubric.assertions)
        collections = tuple(self.collection(index) for index in range(len(rubric.collections)))
        return ir.Plan(
            name=rubric.name,
            label=rubric.label,
            issuer=rubric.issuer,
            valid_from=rubric.valid_from,
            valid_to=rubric.valid_to,
            steps=tuple(self.grow.steps),
            types=tuple(self.grow.types),
            clause_of=tuple(self.grow.clause_of),
            clauses=rubric.clauses,
            fields=rubric.fields,
            nodes=nodes,
            lets=lets,
            bands=bands,
            outcomes=outcomes,
            collections=collections,
            expected=expected,
            order=rubric.order,
            rankings=rankings,
            assertions=assertions,
        )

    # Expressions

    def expression(self, expression: model.Expression, clause: int) -> int:
        """The step of an expression; `clause` is the line of the rubric in which it stands."""
        step = self.lowered(expression, clause)
        self.grow.written_at(step, expression.place)
        return step

    def lowered(self, expression: model.Expression, clause: int) -> int:
        match expression:
            case model.Constant(value, type):
                return self.grow.constant(value, type, clause)
            case model.AnswerOf(field, type):
                return self.grow.emit(ir.Answer(field), type, clause)
            case model.NodeReading(node, reading):
                return self.reading(node, reading, clause)
            case model.LetValue(let):
                return self.named.let(let)
            case model.BandCode(bands):
                return self.named.code(bands)
            case model.BandAttribute(bands, column, type):
                return self.named.attribute(bands, column, type)
            case model.OutcomeTruth(outcome):
                return self.named.outcome_truth(outcome)
            case model.Operation(op, args, type):
                return self.grow.emit(
                    ir.Operation(op, tuple(self.expression(a, clause) for a in args)), type, clause
                )
            case model.Rounded(arg, places, mode, type):
                return self.grow.emit(ir.Rounded(self.expression(arg, clause), places, mode), type, clause)
            case model.Logarithm(arg, base, places, mode, type):
                inner = self.expression(arg, clause)
                return self.grow.emit(ir.Logarithm(inner, base, places, mode), type, clause)
            case model.Reached(arg, start, end, log, type):
                inner, low, high = (self.expression(each, clause) for each in (arg, start, end))
                rounded = (None, "half-away") if log is None else (log.count, log.mode)
                return self.grow.emit(ir.Reached(inner, low, high, *rounded), type, clause)
            case model.Table(arg, rows, what, type):
                return self.grow.emit(ir.Table(self.expression(arg, clause), rows, what), type, clause)
            case model.Held(items, weights, type):
                held = tuple(self.expression(item, clause) for item in items)
                return self.grow.emit(ir.Held(held, weights), type, clause)
            case model.Choose(branches, otherwise, type, otherwise_clause=last):
                lowered = tuple(
                    (self.condition(b.condition, b.clause, clause), self.expression(b.value, clause))
                    for b in branches
                )
                rest = self.grow.under(last, self.expression(otherwise, clause))
                return self.grow.emit(ir.Choose(lowered, rest), type, clause)
            case model.Decision(args, absent, rows, last, first, type):
                asked = tuple(self.expression(arg, clause) for arg in args)
                return self.grow.emit(ir.Decide(asked, absent, rows, last, first), type, clause)
            case model.Among(arg, values, type):
                return self.grow.emit(ir.Among(self.expression(arg, clause), values), type, clause)
            case model.StateOf(arg, state):
                return self.state(arg, state, clause)
            case model.Fold():
                return self.fold(expression, clause)
            case model.Quantified(kind, word, group, asked, type):
                nodes = tuple(one.node for one in asked)
                counts = tuple(self.scores.counts(node, group) for node in nodes)
                holds = tuple(self.expression(one.condition, clause) for one in asked)
                return self.grow.emit(ir.Quantified(kind, word, nodes, counts, holds), type, clause)
            case _:
                assert_never(expression)

    def condition(self, condition: model.Expression, own: int, clause: int) -> int:
        """A condition that may have a clause of its own inside the clause around it."""
        inner = clause if own == NO_CLAUSE else own
        step = self.grow.under(own, self.expression(condition, inner))
        self.grow.written_at(step, condition.place)
        return step

    def own_condition(self, condition: model.Expression, clause: int) -> int:
        """A condition that is a clause's own."""
        return self.condition(condition, clause, clause)

    def reading(
        self, index: int, reading: Literal["value", "share", "points", "unrounded"], clause: int
    ) -> int:
        result = self.scores.result(index)
        if reading == "value":
            return result
        if reading == "unrounded":
            return self.scores.unrounded(index)
        top = self.grow.constant(self.rubric.nodes[index].scale.top, model.NUMBER, clause)
        share = self.grow.emit(ir.Operation("div", (result, top)), model.SHARE, clause)
        if reading == "share":
            return share
        total = self.grow.constant(self.rubric.nodes[0].scale.top, model.NUMBER, clause)
        return self.grow.number("mul", (self.scores.weight(index), share, total), clause)

    def state(
        self,
        arg: model.AnswerOf | model.NodeReading,
        state: Literal["missing", "applicable"],
        clause: int,
    ) -> int:
        if state == "missing":
            return self.grow.emit(ir.IsMissing(self.expression(arg, clause)), model.TRUTH, clause)
        match arg:
            case model.AnswerOf(field):
                return self.grow.emit(ir.Applies(field), model.TRUTH, clause)
            case model.NodeReading(node):
                return self.grow.under(clause, self.scores.applicable(node))
            case _:
                assert_never(arg)

    def fold(self, fold: model.Fold, clause: int) -> int:
        member = self
        for index in fold.path:
            member = member.members[index]
        value = None if fold.value is None else member.expression(fold.value, NO_CLAUSE)
        where = None if fold.where is None else member.expression(fold.where, NO_CLAUSE)
        told = tuple((text, member.expression(read, NO_CLAUSE)) for text, read in fold.told)
        step = ir.Fold(fold.kind, fold.collection, value, where, fold.below, fold.word, told)
        return self.grow.emit(step, fold.type, clause)

    def ranking(self, ranking: model.Ranking) -> ir.Ranking:
        def key(key: model.Key) -> ir.Key:
            return ir.Key(self.expression(key.of, ranking.clause), key.lowest, key.text)

        return ir.Ranking(
            name=ranking.name,
            label=ranking.label,
            by=key(ranking.by),
            within=tuple(self.expression(answer, ranking.clause) for answer in ranking.within),
            ties=ranking.ties,
            keys=tuple(key(each) for each in ranking.keys),
            clause=ranking.clause,
        )

    def assertion(self, assertion: model.Assertion) -> ir.Assertion:
        """Choosing by `when` keeps what it guards from being read where it does not hold."""
        clause = assertion.clause
        when = None if assertion.when is None else self.own_condition(assertion.when, clause)
        holds = self.own_condition(assertion.condition, clause)
        if when is not None:
            always = self.grow.constant(True, model.TRUTH, clause)
            holds = self.grow.emit(ir.Choose(((when, holds),), always), model.TRUTH, clause)
        return ir.Assertion(assertion.label, assertion.text, holds, when, clause)

    def collection(self, index: int) -> ir.Collection:
        collection = self.rubric.collections[index]
        member = self.members[index]
        where = None if collection.where is None else member.expression(collection.where, NO_CLAUSE)
        return ir.Collection(
            collection.name, collection.label, member.plan(), collection.at_least, where, collection.clause
        )
