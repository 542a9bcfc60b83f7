"""Lowering: the model of a rubric becomes a plan.

Every expression and every node is lowered once, what it reads before it, so the steps stand in an order
in which they can be run. Equal steps of one clause are one step. Nothing is checked here and nothing is
scored: the model cannot be broken, and what a step means is the engine's business.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.names import column_type
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place

NO_CLAUSE = -1


def lower(rubric: model.Rubric) -> ir.Plan:
    """The plan of a rubric, with the plans of its collections' members in it."""
    return _Lowering(rubric).plan()


def lower_placed(rubric: model.Rubric) -> tuple[ir.Plan, tuple[Place, ...]]:
    """The plan, and where each of its steps is written (`NOWHERE`: nowhere), for the checks."""
    lowering = _Lowering(rubric)
    plan = lowering.plan()
    return plan, tuple(lowering.places.get(step, NOWHERE) for step in range(len(plan.steps)))


class _Lowering:
    """The steps of one rubric as they grow; each part of the model is lowered when first asked for."""

    def __init__(self, rubric: model.Rubric) -> None:
        self.rubric = rubric
        self.steps: list[ir.Step] = []
        self.types: list[model.Type] = []
        self.clause_of: list[int] = []
        self.known: dict[tuple[ir.Step, model.Type, int], int] = {}
        self.named: dict[tuple[str, int], int] = {}
        self.places: dict[int, Place] = {}
        self.stages: dict[int, tuple[ir.Stage, ...]] = {}
        self.totals: dict[int, Fraction | None] = {}
        self.members = [_Lowering(collection.member) for collection in rubric.collections]

    def plan(self) -> ir.Plan:
        rubric = self.rubric
        nodes = tuple(self.node(node) for node in rubric.nodes)
        lets = tuple(
            ir.Let(let.name, let.label, self.let(index), let.value.type, let.clause)
            for index, let in enumerate(rubric.lets)
        )
        bands = tuple(self.bands(index) for index in range(len(rubric.bands)))
        outcomes = tuple(self.outcome(index) for index in range(len(rubric.outcomes)))
        expected = tuple(
            tuple(
                ir.Expected(self.expression(e.target, NO_CLAUSE), e.text, e.value, e.within)
                for e in example.expected
            )
            for example in rubric.examples
        )
        collections = tuple(self.collection(index) for index in range(len(rubric.collections)))
        return ir.Plan(
            name=rubric.name,
            label=rubric.label,
            issuer=rubric.issuer,
            valid_from=rubric.valid_from,
            valid_to=rubric.valid_to,
            steps=tuple(self.steps),
            types=tuple(self.types),
            clause_of=tuple(self.clause_of),
            clauses=rubric.clauses,
            fields=rubric.fields,
            nodes=nodes,
            lets=lets,
            bands=bands,
            outcomes=outcomes,
            collections=collections,
            expected=expected,
            order=rubric.order,
        )

    # Steps

    def emit(self, step: ir.Step, type: model.Type, clause: int) -> int:
        key = (step, type, clause)
        index = self.known.get(key)
        if index is None:
            index = self.known[key] = len(self.steps)
            self.steps.append(step)
            self.types.append(type)
            self.clause_of.append(clause)
        return index

    def constant(self, value: Value, type: model.Type, clause: int) -> int:
        return self.emit(ir.Constant(value), type, clause)

    def number(self, op: model.Operator, args: tuple[int, ...], clause: int) -> int:
        return self.emit(ir.Operation(op, args), model.NUMBER, clause)

    def truth(self, op: model.Operator, args: tuple[int, ...], clause: int) -> int:
        return self.emit(ir.Operation(op, args), model.TRUTH, clause)

    def value_of(self, step: int) -> Value | None:
        """The value of a step that is a constant."""
        match self.steps[step]:
            case ir.Constant(value):
                return value
            case _:
                return None

    def number_of(self, step: int) -> Fraction | None:
        """The number of a step that is a constant one."""
        value = self.value_of(step)
        return value if isinstance(value, Fraction) else None

    def under(self, clause: int, step: int) -> int:
        """The same value read under this clause, where the step belongs to another one."""
        if clause == NO_CLAUSE or self.clause_of[step] == clause:
            return step
        return self.emit(ir.Choose((), step), self.types[step], clause)

    def once(self, part: str, index: int, build: Callable[[], int]) -> int:
        key = (part, index)
        if key not in self.named:
            self.named[key] = build()
        return self.named[key]

    # Expressions

    def expression(self, expression: model.Expression, clause: int) -> int:
        """The step of an expression; `clause` is the line of the rubric in which it stands."""
        step = self.lowered(expression, clause)
        self.places.setdefault(step, expression.place)
        return step

    def lowered(self, expression: model.Expression, clause: int) -> int:
        match expression:
            case model.Constant(value, type):
                return self.constant(value, type, clause)
            case model.AnswerOf(field, type):
                return self.emit(ir.Answer(field), type, clause)
            case model.NodeReading(node, reading):
                return self.reading(node, reading, clause)
            case model.LetValue(let):
                return self.let(let)
            case model.BandCode(bands):
                return self.code(bands)
            case model.BandAttribute(bands, column, type):
                return self.attribute(bands, column, type)
            case model.OutcomeTruth(outcome):
                return self.outcome_truth(outcome)
            case model.Operation(op, args, type):
                return self.emit(
                    ir.Operation(op, tuple(self.expression(a, clause) for a in args)), type, clause
                )
            case model.Rounded(arg, places, mode, type):
                return self.emit(ir.Rounded(self.expression(arg, clause), places, mode), type, clause)
            case model.Table(arg, rows, what, type):
                return self.emit(ir.Table(self.expression(arg, clause), rows, what), type, clause)
            case model.Held(items, weights, type):
                held = tuple(self.expression(item, clause) for item in items)
                return self.emit(ir.Held(held, weights), type, clause)
            case model.Choose(branches, otherwise, type, otherwise_clause=last):
                lowered = tuple(
                    (self.condition(b.condition, b.clause, clause), self.expression(b.value, clause))
                    for b in branches
                )
                rest = self.under(last, self.expression(otherwise, clause))
                return self.emit(ir.Choose(lowered, rest), type, clause)
            case model.Among(arg, values, type):
                return self.emit(ir.Among(self.expression(arg, clause), values), type, clause)
            case model.StateOf(arg, state):
                return self.state(arg, state, clause)
            case model.Fold():
                return self.fold(expression, clause)
            case _:
                assert_never(expression)

    def condition(self, condition: model.Expression, own: int, clause: int) -> int:
        """A condition that may have a clause of its own inside the clause around it."""
        inner = clause if own == NO_CLAUSE else own
        step = self.under(own, self.expression(condition, inner))
        self.places.setdefault(step, condition.place)
        return step

    def reading(
        self, index: int, reading: Literal["value", "share", "points", "unrounded"], clause: int
    ) -> int:
        result = self.result(index)
        if reading == "value":
            return result
        if reading == "unrounded":
            return self.unrounded(index)
        top = self.constant(self.rubric.nodes[index].scale.top, model.NUMBER, clause)
        share = self.emit(ir.Operation("div", (result, top)), model.SHARE, clause)
        if reading == "share":
            return share
        total = self.constant(self.rubric.nodes[0].scale.top, model.NUMBER, clause)
        return self.number("mul", (self.weight(index), share, total), clause)

    def state(
        self,
        arg: model.AnswerOf | model.NodeReading,
        state: Literal["missing", "applicable"],
        clause: int,
    ) -> int:
        if state == "missing":
            return self.emit(ir.IsMissing(self.expression(arg, clause)), model.TRUTH, clause)
        match arg:
            case model.AnswerOf(field):
                return self.emit(ir.Applies(field), model.TRUTH, clause)
            case model.NodeReading(node):
                return self.under(clause, self.applicable(node))
            case _:
                assert_never(arg)

    def fold(self, fold: model.Fold, clause: int) -> int:
        member = self.members[fold.collection]
        value = None if fold.value is None else member.expression(fold.value, NO_CLAUSE)
        where = None if fold.where is None else member.expression(fold.where, NO_CLAUSE)
        return self.emit(ir.Fold(fold.kind, fold.collection, value, where), fold.type, clause)

    def collection(self, index: int) -> ir.Collection:
        collection = self.rubric.collections[index]
        member = self.members[index]
        where = None if collection.where is None else member.expression(collection.where, NO_CLAUSE)
        return ir.Collection(
            collection.name, collection.label, member.plan(), collection.at_least, where, collection.clause
        )

    # Score nodes: weights and applicability first, which never read a score

    def own_weight(self, index: int) -> int:
        """The weight among siblings as written."""

        def build() -> int:
            node = self.rubric.nodes[index]
            if node.weight is None:
                return self.constant(Fraction(1), model.NUMBER, node.clause)
            *cases, last = node.weight.cases
            otherwise = self.constant(last[0], model.NUMBER, node.clause)
            if not cases:
                return otherwise
            branches = tuple(
                (
                    self.expression(when, node.clause),
                    self.constant(amount, model.NUMBER, node.clause),
                )
                for amount, when in cases
                if when is not None
            )
            return self.emit(ir.Choose(branches, otherwise), model.NUMBER, node.clause)

        return self.once("own_weight", index, build)

    def applicable(self, index: int) -> int:
        """Whether a node counts: its rule decides first, then that it is stated, then what is below."""

        def build() -> int:
            node = self.rubric.nodes[index]
            yes = self.constant(True, model.TRUTH, node.clause)
            natural = self.applies(node)
            if self.value_of(natural) is not True:
                stated = self.emit(ir.IsStated(index), model.TRUTH, node.clause)
                natural = self.emit(ir.Choose(((stated, yes),), natural), model.TRUTH, node.clause)
            if node.not_applicable_when is None:
                return natural
            rule = self.expression(node.not_applicable_when, node.clause)
            counts = self.truth("not", (rule,), node.clause)
            if self.value_of(natural) is True:
                return counts
            return self.truth("and", (counts, natural), node.clause)

        return self.once("applicable", index, build)

    def applies(self, node: model.Node) -> int:
        """Whether the record and what is below a node let it count.

        Its own field must not say otherwise; a child must count with a weight; where every item of a
        checklist may be not applicable, one must be.
        """
        fields = [self.rubric.fields[f] for f in node.fields]
        needed = [
            self.emit(ir.Applies(f.index), model.TRUTH, node.clause)
            for f in fields
            if f.kind in ("answer", "state") and f.not_applicable
        ]
        items = [f for f in fields if f.kind == "item"]
        if items and all(f.not_applicable for f in items):
            one = [self.emit(ir.Applies(f.index), model.TRUTH, node.clause) for f in items]
            needed.append(self.any_of(one, node.clause))
        if node.children:
            needed.append(self.any_of([self.has_weight(c) for c in node.children], node.clause))
        open_ = tuple(step for step in needed if self.value_of(step) is not True)
        if not open_:
            return self.constant(True, model.TRUTH, node.clause)
        return open_[0] if len(open_) == 1 else self.truth("and", open_, node.clause)

    def has_weight(self, child: int) -> int:
        """Whether a child is applicable with a weight above 0."""
        node = self.rubric.nodes[child]
        positive = {amount > 0 for amount, _ in node.weight.cases} if node.weight else {True}
        if positive == {True}:
            return self.applicable(child)
        if positive == {False}:
            return self.constant(False, model.TRUTH, node.clause)
        zero = self.constant(Fraction(0), model.NUMBER, node.clause)
        weighs = self.truth("gt", (self.own_weight(child), zero), node.clause)
        return self.truth("and", (self.applicable(child), weighs), node.clause)

    def any_of(self, truths: list[int], clause: int) -> int:
        """Whether any of these holds, settled here where constants settle it."""
        if any(self.value_of(step) is True for step in truths):
            return self.constant(True, model.TRUTH, clause)
        open_ = tuple(step for step in truths if self.value_of(step) is None)
        if not open_:
            return self.constant(False, model.TRUTH, clause)
        return open_[0] if len(open_) == 1 else self.truth("or", open_, clause)

    def effective(self, index: int) -> int:
        """The share of a node's weight among its applicable siblings."""

        def build() -> int:
            node = self.rubric.nodes[index]
            if node.parent is None:
                return self.own_weight(index)
            total = self.settled_total(node.parent)
            own = self.number_of(self.own_weight(index))
            if total is not None and own is not None:
                share = own / total if total else Fraction(0)
                return self.constant(share, model.NUMBER, node.clause)
            siblings = self.rubric.nodes[node.parent].children
            weights = tuple(self.own_weight(s) for s in siblings)
            applicable = tuple(self.applicable(s) for s in siblings)
            return self.emit(ir.Share(siblings.index(index), weights, applicable), model.NUMBER, node.clause)

        return self.once("effective", index, build)

    def settled_total(self, parent: int) -> Fraction | None:
        """The sum of the children's weights where they are constant and every child applies."""
        if parent not in self.totals:
            children = self.rubric.nodes[parent].children
            numbers = [self.number_of(self.own_weight(c)) for c in children]
            known = [n for n in numbers if n is not None]
            settled = len(known) == len(children) and all(
                self.value_of(self.applicable(c)) is True for c in children
            )
            self.totals[parent] = sum(known, Fraction(0)) if settled else None
        return self.totals[parent]

    def weight(self, index: int) -> int:
        """W: the product of effective weights from the root."""

        def build() -> int:
            node = self.rubric.nodes[index]
            own = self.effective(index)
            if node.parent is None:
                return own
            above = self.weight(node.parent)
            left, right = self.number_of(above), self.number_of(own)
            if left is not None and right is not None:
                return self.constant(left * right, model.NUMBER, node.clause)
            return self.number("mul", (above, own), node.clause)

        return self.once("weight", index, build)

    # Score nodes: base, stages, result

    def base(self, index: int) -> int | None:
        """The weighted mean, the leaf's scoring or the formula; None for what can only be given."""
        node = self.rubric.nodes[index]
        value = node.value
        if value is not None:
            return self.once(
                "base", index, lambda: self.under(node.clause, self.expression(value, node.clause))
            )
        if node.children:
            return self.once("base", index, lambda: self.mean(node))
        return None

    def mean(self, node: model.Node) -> int:
        return self.emit(
            ir.Mean(
                tuple(self.result(child) for child in node.children),
                tuple(self.effective(child) for child in node.children),
                tuple(self.rubric.nodes[child].scale.top for child in node.children),
                node.scale.top,
            ),
            model.NUMBER,
            node.clause,
        )

    def stages_of(self, index: int) -> tuple[ir.Stage, ...]:
        """The changes from base to result, in the order written, the node's own rounding last."""
        if index not in self.stages:
            node = self.rubric.nodes[index]
            at = self.base(index)
            stages: list[ir.Stage] = []
            if at is not None:
                for adjustment in node.adjustments:
                    stage = self.stage(node, adjustment, at)
                    stages.append(stage)
                    at = stage.after
                if node.places is not None:
                    rounded = self.emit(
                        ir.Rounded(at, node.places.count, node.places.mode), model.NUMBER, node.clause
                    )
                    stages.append(ir.Stage("places", "", at, rounded, None, None, node.clause))
            self.stages[index] = tuple(stages)
        return self.stages[index]

    def stage(self, node: model.Node, adjustment: model.Adjustment, before: int) -> ir.Stage:
        clause = adjustment.clause
        amount = self.expression(adjustment.amount, clause)
        match adjustment.kind:
            case "bonus":
                changed = self.number("add", (before, amount), clause)
            case "penalty":
                changed = self.number("sub", (before, amount), clause)
            case "cap":
                changed = self.number("min", (before, amount), clause)
            case "floor":
                changed = self.number("max", (before, amount), clause)
            case "scale":
                top = self.constant(node.scale.top, model.NUMBER, clause)
                factor = self.number("div", (amount, top), clause)
                changed = self.number("mul", (before, factor), clause)
            case _:
                assert_never(adjustment.kind)
        when = None
        if adjustment.when is not None:
            when = self.condition(adjustment.when, clause, clause)
            changed = self.emit(ir.Choose(((when, changed),), before), model.NUMBER, clause)
        title = adjustment.label or adjustment.name or ""
        return ir.Stage(adjustment.kind, title, before, changed, amount, when, clause)

    def result(self, index: int) -> int:
        return self.once("result", index, lambda: self.scored(index, rounded=True))

    def unrounded(self, index: int) -> int:
        return self.once("unrounded", index, lambda: self.scored(index, rounded=False))

    def scored(self, index: int, *, rounded: bool) -> int:
        """The value of a node: the given one, or its last stage (before its own rounding)."""
        node = self.rubric.nodes[index]
        at = self.base(index)
        for stage in self.stages_of(index):
            if rounded or stage.kind != "places":
                at = stage.after
        stated = self.emit(ir.Stated(index, self.weight(index), at), model.NUMBER, node.clause)
        applicable = self.applicable(index)
        if self.value_of(applicable) is True:
            return stated
        return self.emit(ir.OnlyIf(applicable, stated), model.NUMBER, node.clause)

    def node(self, node: model.Node) -> ir.Node:
        index = node.index
        return ir.Node(
            index=index,
            word=node.word,
            name=node.name,
            path=node.path,
            label=node.label,
            kind=node.kind,
            parent=node.parent,
            children=node.children,
            scale=node.scale,
            fields=node.fields,
            own_weight=self.own_weight(index),
            effective=self.effective(index),
            weight=self.weight(index),
            applicable=self.applicable(index),
            base=self.base(index),
            stages=self.stages_of(index),
            unrounded=self.unrounded(index),
            result=self.result(index),
            clause=node.clause,
            places=None if node.places is None else node.places.count,
        )

    # Around the score

    def let(self, index: int) -> int:
        let = self.rubric.lets[index]
        return self.once("let", index, lambda: self.under(let.clause, self.expression(let.value, let.clause)))

    def table(self, index: int) -> int:
        bands = self.rubric.bands[index]

        def build() -> int:
            arg = self.expression(bands.of, bands.clause)
            return self.emit(ir.Table(arg, self.rows(bands), "bands"), self.code_type(bands), bands.clause)

        return self.once("table", index, build)

    def rows(self, bands: model.Bands) -> tuple[model.Row, ...]:
        return tuple(
            model.Row(band.interval, band.code, band.clause, band.place, band.ends) for band in bands.rows
        )

    def code_type(self, bands: model.Bands) -> model.Type:
        return model.Type("code", bands.order)

    def column_type(self, bands: model.Bands, column: int) -> model.Type:
        return column_type([band.attributes[column] for band in bands.rows]) or model.TEXT

    def limits(self, index: int) -> tuple[tuple[int, int, str, int], ...]:
        bands = self.rubric.bands[index]
        type = self.code_type(bands)
        at = self.table(index)
        lowered: list[tuple[int, int, str, int]] = []
        for limit in bands.limits:
            when = self.condition(limit.when, limit.clause, limit.clause)
            held = self.emit(ir.AtMost(at, limit.code, bands.order), type, limit.clause)
            at = self.emit(ir.Choose(((when, held),), at), type, limit.clause)
            lowered.append((when, at, limit.code, limit.clause))
        return tuple(lowered)

    def code(self, index: int) -> int:
        def build() -> int:
            limits = self.limits(index)
            return limits[-1][1] if limits else self.table(index)

        return self.once("code", index, build)

    def attribute(self, index: int, column: int, type: model.Type) -> int:
        bands = self.rubric.bands[index]
        rows = tuple(
            model.Row(frozenset((band.code,)), value, band.clause, band.place)
            for band in bands.rows
            if (value := band.attributes[column]) is not None
        )
        return self.emit(ir.Table(self.code(index), rows, "attribute"), type, bands.clause)

    def bands(self, index: int) -> ir.Bands:
        bands = self.rubric.bands[index]
        return ir.Bands(
            name=bands.name,
            label=bands.label,
            of=self.expression(bands.of, bands.clause),
            of_text=bands.of_text,
            table=self.table(index),
            limits=self.limits(index),
            code=self.code(index),
            rows=self.rows(bands),
            printed=tuple(band.printed for band in bands.rows),
            columns=bands.columns,
            attributes=tuple(
                self.attribute(index, column, self.column_type(bands, column))
                for column in range(len(bands.columns))
            ),
            clause=bands.clause,
        )

    def requirements(self, index: int) -> tuple[tuple[int, str, int], ...]:
        return tuple(
            (self.condition(r.condition, r.clause, r.clause), r.text, r.clause)
            for r in self.rubric.outcomes[index].requirements
        )

    def outcome_truth(self, index: int) -> int:
        def build() -> int:
            args = tuple(step for step, _, _ in self.requirements(index))
            return self.emit(ir.All(args), model.TRUTH, self.rubric.outcomes[index].clause)

        return self.once("outcome", index, build)

    def outcome(self, index: int) -> ir.Outcome:
        outcome = self.rubric.outcomes[index]
        return ir.Outcome(
            outcome.name,
            outcome.label,
            self.outcome_truth(index),
            self.requirements(index),
            outcome.clause,
        )
