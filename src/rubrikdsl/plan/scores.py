"""Lowering the score tree: weights and applicability first, which never read a score, then the values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan.growing import Growing
from rubrikdsl.semantics import model


class Scores:
    """The steps of the nodes of one rubric.

    `expression` and `condition` lower what stands in a node, under the clause in which it stands.
    """

    def __init__(
        self,
        rubric: model.Rubric,
        grow: Growing,
        expression: Callable[[model.Expression, int], int],
        condition: Callable[[model.Expression, int], int],
    ) -> None:
        self.rubric = rubric
        self.grow = grow
        self.expression = expression
        self.condition = condition
        self.stages: dict[int, tuple[ir.Stage, ...]] = {}
        self.totals: dict[int, Fraction | None] = {}

    # Weights and applicability

    def own_weight(self, index: int) -> int:
        """The weight among siblings as written."""

        def build() -> int:
            node = self.rubric.nodes[index]
            if node.weight is None:
                return self.grow.constant(Fraction(1), model.NUMBER, node.clause)
            *cases, last = node.weight.cases
            otherwise = self.grow.constant(last[0], model.NUMBER, node.clause)
            if not cases:
                return otherwise
            branches = tuple(
                (
                    self.expression(when, node.clause),
                    self.grow.constant(amount, model.NUMBER, node.clause),
                )
                for amount, when in cases
                if when is not None
            )
            return self.grow.emit(ir.Choose(branches, otherwise), model.NUMBER, node.clause)

        return self.grow.once("own_weight", index, build)

    def applicable(self, index: int) -> int:
        """Whether a node counts: its rule decides first, then that it is stated, then what is below."""

        def build() -> int:
            node = self.rubric.nodes[index]
            yes = self.grow.constant(True, model.TRUTH, node.clause)
            natural = self.applies(node)
            if self.grow.value_of(natural) is not True:
                stated = self.grow.emit(ir.IsStated(index), model.TRUTH, node.clause)
                natural = self.grow.emit(ir.Choose(((stated, yes),), natural), model.TRUTH, node.clause)
            if node.not_applicable_when is None:
                return natural
            rule = self.expression(node.not_applicable_when, node.clause)
            counts = self.grow.truth("not", (rule,), node.clause)
            if self.grow.value_of(natural) is True:
                return counts
            return self.grow.truth("and", (counts, natural), node.clause)

        return self.grow.once("applicable", index, build)

    def applies(self, node: model.Node) -> int:
        """Whether the record and what is below a node let it count.

        Its own field must not say otherwise; a child must count with a weight; where every item of a
        checklist may be not applicable, one must be.
        """
        fields = [self.rubric.fields[f] for f in node.fields]
        needed = [
            self.grow.emit(ir.Applies(f.index), model.TRUTH, node.clause)
            for f in fields
            if f.kind in ("answer", "state") and f.not_applicable
        ]
        items = [f for f in fields if f.kind == "item"]
        if items and all(f.not_applicable and f.counted is None for f in items):
            one = [self.grow.emit(ir.Applies(f.index), model.TRUTH, node.clause) for f in items]
            needed.append(self.grow.any_of(one, node.clause))
        if node.children:
            taking_part = [self.weighs(c, self.takes_part(c)) for c in node.children]
            needed.append(self.grow.any_of(taking_part, node.clause))
        open_ = tuple(step for step in needed if self.grow.value_of(step) is not True)
        if not open_:
            return self.grow.constant(True, model.TRUTH, node.clause)
        return open_[0] if len(open_) == 1 else self.grow.truth("and", open_, node.clause)

    def takes_part(self, index: int) -> int:
        """Whether a node keeps its weight: it is applicable, or counts all the same."""
        node = self.rubric.nodes[index]
        if node.counted is None:
            return self.applicable(index)
        return self.grow.constant(True, model.TRUTH, node.clause)

    def weighs(self, child: int, takes_part: int) -> int:
        """Whether a child has a weight above 0 and `takes_part` holds."""
        node = self.rubric.nodes[child]
        positive = {amount > 0 for amount, _ in node.weight.cases} if node.weight else {True}
        if positive == {True}:
            return takes_part
        if positive == {False}:
            return self.grow.constant(False, model.TRUTH, node.clause)
        zero = self.grow.constant(Fraction(0), model.NUMBER, node.clause)
        weighs = self.grow.truth("gt", (self.own_weight(child), zero), node.clause)
        if self.grow.value_of(takes_part) is True:
            return weighs
        return self.grow.truth("and", (takes_part, weighs), node.clause)

    def counts(self, index: int, group: int) -> int:
        """Whether a node counts in a group above it: both apply, and it weighs something in that group."""
        needed: list[int] = []
        at, inside = index, True
        while True:
            node = self.rubric.nodes[at]
            inside = inside and at != group
            applies = self.applicable(at)
            needed.append(self.weighs(at, applies) if inside else applies)
            if node.parent is None:
                break
            at = node.parent
        clause = self.rubric.nodes[index].clause
        if any(self.grow.value_of(step) is False for step in needed):
            return self.grow.constant(False, model.TRUTH, clause)
        open_ = tuple(dict.fromkeys(step for step in needed if self.grow.value_of(step) is not True))
        if not open_:
            return self.grow.constant(True, model.TRUTH, clause)
        return open_[0] if len(open_) == 1 else self.grow.truth("and", open_, clause)

    def effective(self, index: int) -> int:
        """The share of a node's weight among its applicable siblings."""

        def build() -> int:
            node = self.rubric.nodes[index]
            if node.parent is None:
                return self.own_weight(index)
            total = self.settled_total(node.parent)
            own = self.grow.number_of(self.own_weight(index))
            if total is not None and own is not None:
                share = own / total if total else Fraction(0)
                return self.grow.constant(share, model.NUMBER, node.clause)
            siblings = self.rubric.nodes[node.parent].children
            weights = tuple(self.own_weight(s) for s in siblings)
            applicable = tuple(self.takes_part(s) for s in siblings)
            return self.grow.emit(
                ir.Share(siblings.index(index), weights, applicable), model.NUMBER, node.clause
            )

        return self.grow.once("effective", index, build)

    def settled_total(self, parent: int) -> Fraction | None:
        """The sum of the children's weights where they are constant and every child applies."""
        if parent not in self.totals:
            children = self.rubric.nodes[parent].children
            numbers = [self.grow.number_of(self.own_weight(c)) for c in children]
            known = [n for n in numbers if n is not None]
            settled = len(known) == len(children) and all(
                self.grow.value_of(self.takes_part(c)) is True for c in children
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
            above = self.weight_below(node.parent)
            left, right = self.grow.number_of(above), self.grow.number_of(own)
            if left is not None and right is not None:
                return self.grow.constant(left * right, model.NUMBER, node.clause)
            return self.grow.number("mul", (above, own), node.clause)

        return self.grow.once("weight", index, build)

    def weight_below(self, index: int) -> int:
        """W as it goes on to what is below a node: nothing where the node only counts as if it applied."""
        node, own = self.rubric.nodes[index], self.weight(index)
        if node.counted is None:
            return own

        def build() -> int:
            nothing = self.grow.constant(Fraction(0), model.NUMBER, node.clause)
            branch = (self.applicable(index), own)
            return self.grow.emit(ir.Choose((branch,), nothing), model.NUMBER, node.clause)

        return self.grow.once("weight_below", index, build)

    # Base, stages, result

    def base(self, index: int) -> int | None:
        """The weighted mean, the leaf's scoring or the formula; None for what can only be given."""
        node = self.rubric.nodes[index]
        value = node.value
        if value is not None:
            return self.grow.once(
                "base", index, lambda: self.grow.under(node.clause, self.expression(value, node.clause))
            )
        if node.children:
            return self.grow.once("base", index, lambda: self.mean(node))
        return None

    def mean(self, node: model.Node) -> int:
        """The weighted mean of the children."""
        return self.grow.emit(
            ir.Mean(
                tuple(self.result(child) for child in node.children),
                tuple(self.effective(child) for child in node.children),
                tuple(self.rubric.nodes[child].scale.top for child in node.children),
                node.scale.top,
            ),
            model.NUMBER,
            node.clause,
        )

    def aggregate(self, node: model.Node, aggregate: model.Aggregate, before: int) -> ir.Stage:
        """The change from the weighted mean of the children to what they make together."""
        places = aggregate.places
        after = self.grow.emit(
            ir.Aggregate(
                aggregate.kind,
                tuple(self.result(child) for child in node.children),
                tuple(self.effective(child) for child in node.children),
                tuple(self.rubric.nodes[child].scale.top for child in node.children),
                node.scale.top,
                aggregate.best,
                None if places is None else places.count,
                "half-away" if places is None else places.mode,
            ),
            model.NUMBER,
            node.clause,
        )
        return ir.Stage("aggregate", "", before, after, None, None, node.clause)

    def stages_of(self, index: int) -> tuple[ir.Stage, ...]:
        """The changes from base to result, in the order written, the node's own rounding last."""
        if index not in self.stages:
            node = self.rubric.nodes[index]
            at = self.base(index)
            stages: list[ir.Stage] = []
            if at is not None and node.aggregate is not None:
                stages.append(self.aggregate(node, node.aggregate, at))
                at = stages[-1].after
            if at is not None:
                for adjustment in node.adjustments:
                    stage = self.stage(node, adjustment, at)
                    stages.append(stage)
                    at = stage.after
                if node.places is not None:
                    rounded = self.grow.emit(
                        ir.Rounded(at, node.places.count, node.places.mode), model.NUMBER, node.clause
                    )
                    stages.append(ir.Stage("places", "", at, rounded, None, None, node.clause))
            self.stages[index] = tuple(stages)
        return self.stages[index]

    def stage(self, node: model.Node, adjustment: model.Adjustment, before: int) -> ir.Stage:
        """One change, under its condition where it has one."""
        clause = adjustment.clause
        amount = self.expression(adjustment.amount, clause)
        match adjustment.kind:
            case "bonus":
                changed = self.grow.number("add", (before, amount), clause)
            case "penalty":
                changed = self.grow.number("sub", (before, amount), clause)
            case "cap":
                changed = self.grow.number("min", (before, amount), clause)
            case "floor":
                changed = self.grow.number("max", (before, amount), clause)
            case "scale":
                top = self.grow.constant(node.scale.top, model.NUMBER, clause)
                factor = self.grow.number("div", (amount, top), clause)
                changed = self.grow.number("mul", (before, factor), clause)
            case _:
                assert_never(adjustment.kind)
        when = None
        if adjustment.when is not None:
            when = self.condition(adjustment.when, clause)
            changed = self.grow.emit(ir.Choose(((when, changed),), before), model.NUMBER, clause)
        title = adjustment.label or adjustment.name or ""
        return ir.Stage(adjustment.kind, title, before, changed, amount, when, clause)

    def result(self, index: int) -> int:
        """The final value, a given one included."""
        return self.grow.once("result", index, lambda: self.scored(index, rounded=True))

    def unrounded(self, index: int) -> int:
        """The value before the node's own rounding."""
        return self.grow.once("unrounded", index, lambda: self.scored(index, rounded=False))

    def scored(self, index: int, *, rounded: bool) -> int:
        """The value of a node: the given one, or its last stage (before its own rounding)."""
        node = self.rubric.nodes[index]
        at = self.base(index)
        for stage in self.stages_of(index):
            if rounded or stage.kind != "places":
                at = stage.after
        stated = self.grow.emit(ir.Stated(index, self.weight(index), at), model.NUMBER, node.clause)
        applicable = self.applicable(index)
        if self.grow.value_of(applicable) is True:
            return stated
        if node.counted is None:
            return self.grow.emit(ir.OnlyIf(applicable, stated), model.NUMBER, node.clause)
        counted = node.scale.top if node.counted == "full" else Fraction(0)
        otherwise = self.grow.constant(counted, model.NUMBER, node.clause)
        return self.grow.emit(ir.Choose(((applicable, stated),), otherwise), model.NUMBER, node.clause)

    def node(self, node: model.Node) -> ir.Node:
        """A node with all its steps."""
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
            places=_places(node),
            shown=node.shown,
            counted=node.counted,
        )


def _places(node: model.Node) -> int | None:
    """The decimals that a node ends with: of its own rounding, or of a mean that nothing changes after."""
    last = node.places
    if last is None and node.aggregate is not None and not node.adjustments:
        last = node.aggregate.places
    return None if last is None else last.count
