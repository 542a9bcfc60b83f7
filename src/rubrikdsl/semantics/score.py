"""The score tree: nodes with their scoring, weights, applicability, adjustments and rounding."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import assert_never

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.leaves import leaf_value
from rubrikdsl.semantics.model import Adjustment
from rubrikdsl.semantics.model import Aggregate
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Counted
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Node
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Places
from rubrikdsl.semantics.model import Weight
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.shape import Draft
from rubrikdsl.semantics.shape import Shape
from rubrikdsl.semantics.shape import counted_as
from rubrikdsl.semantics.shape import scored
from rubrikdsl.semantics.weights import weigh
from rubrikdsl.syntax import tree


@dataclass(slots=True)
class Scored:
    """The nodes made, and what each reads: for its value, and for its weight and applicability."""

    nodes: list[Node] = field(default_factory=list)
    value_reads: dict[int, list[Read]] = field(default_factory=dict)
    count_reads: dict[int, list[Read]] = field(default_factory=dict)
    depths: dict[int, int] = field(default_factory=dict)
    """How deep each node's own expressions nest."""


def score(context: Context, shape: Shape, names: Names) -> Scored:
    """Every node of the score tree, in outline order."""
    made = Scored()
    weights: dict[int, Weight] = {}
    for draft in shape.nodes:
        above = draft.parent.path if draft.parent is not None and draft.parent.parent is not None else ()
        counting = Reader(context, names, above)
        symbol = names.nodes[draft.index]
        scoring = Reader(context, names, draft.path, symbol if draft.kind == "leaf" else None)
        _points_need_floor_zero(context, shape, draft)
        if draft.children:
            weighing = Reader(context, names, draft.path)
            weights.update(weigh(weighing, draft, shape.fields, weights, made.count_reads))
        made.nodes.append(_node(context, draft, symbol, scoring, counting, weights.get(draft.index)))
        made.value_reads[draft.index] = scoring.reads
        made.depths[draft.index] = max(1, scoring.deepest, counting.deepest)
        made.count_reads.setdefault(draft.index, []).extend(counting.reads)
    return made


def _node(
    context: Context,
    draft: Draft,
    symbol: NodeSymbol,
    scoring: Reader,
    counting: Reader,
    weight: Weight | None,
) -> Node:
    written = draft.tree
    written_rule = _rule(draft)
    rule = counting.truth(written_rule) if written_rule is not None else None
    # Inside its own body a node is there: without its answer, or where its rule holds, it is not scored.
    known = scoring.after(rule, symbol.unanswered, False) if written_rule else symbol.unanswered
    value = _value(draft, scoring, known)
    if isinstance(written, tree.Leaf) and written.optional and scored(draft):
        context.add(problems.optional_weighted(draft.name, written.name.place))
    adjustments = _adjustments(context, draft, scoring, known)
    own = (draft.answer, draft.state, *draft.items)
    return Node(
        index=draft.index,
        word=draft.word,
        name=draft.name,
        path=draft.path,
        label=draft.label,
        kind=draft.kind,
        parent=draft.parent.index if draft.parent else None,
        children=tuple(child.index for child in draft.children),
        scale=draft.scale,
        weight=weight,
        fields=tuple(made.index for made in own if made is not None),
        value=value,
        not_applicable_when=rule,
        adjustments=adjustments,
        places=_places(written.places),
        clause=context.clause(written.place),
        place=written.name.place,
        aggregate=_aggregate(context, draft),
        shown=written.shown,
        counted=_counted(context, draft),
    )


def _rule(draft: Draft) -> tree.Expression | None:
    """The condition of `not applicable when`."""
    if isinstance(draft.tree, tree.Score) or draft.tree.applicability is None:
        return None
    return draft.tree.applicability.when


def _counted(context: Context, draft: Draft) -> Counted | None:
    """What a node counts as where it is not applicable, with the weight that it has."""
    counted = counted_as(draft)
    if counted == "zero" and draft.scale.floor != 0 and not isinstance(draft.tree, tree.Score):
        assert draft.tree.applicability is not None
        context.add(problems.floor_not_zero("zero", draft.tree.applicability.place, draft.scale.floor))
    return counted


def _value(draft: Draft, scoring: Reader, known: Facts) -> Expression | None:
    match draft.kind:
        case "leaf":
            return leaf_value(scoring, draft, known)
        case "formula":
            formula = next(line for line in draft.tree.body if isinstance(line, tree.Formula))
            return scoring.number(formula.expression, known)
        case _:
            return None


def _adjustments(context: Context, draft: Draft, scoring: Reader, known: Facts) -> tuple[Adjustment, ...]:
    if isinstance(draft.tree, tree.Leaf):
        return ()
    made = []
    names: dict[str, tree.Name] = {}
    for line in draft.tree.body:
        if not isinstance(line, tree.Adjustment):
            continue
        if line.name is not None:
            first = names.setdefault(line.name.text, line.name)
            if first is not line.name:
                context.add(
                    problems.duplicate_name(
                        line.name.text, line.kind, line.name.place, line.kind, first.place
                    )
                )
        if draft.kind == "given":
            context.add(problems.never_adjusted(draft.name, line.place))
        when = scoring.truth(line.when, known) if line.when is not None else None
        amount = scoring.number(line.amount, scoring.after(when, known) if line.when else known)
        if line.when is not None and when is None:
            continue
        if amount is None:
            continue
        if line.kind == "scale" and draft.scale.floor != 0:
            context.add(problems.floor_not_zero("scale", line.place, draft.scale.floor))
        if line.kind in ("bonus", "penalty") and _is_negative(amount):
            context.add(problems.negative_amount(line.kind, line.amount.place))
        label = line.label.text if line.label else None
        name = line.name.text if line.name else None
        made.append(Adjustment(line.kind, name, label, amount, when, context.clause(line.place)))
    return tuple(made)


def _aggregate(context: Context, draft: Draft) -> Aggregate | None:
    """How a group adds up; a mean and a sum are told by its weights alone."""
    written = None if isinstance(draft.tree, tree.Leaf) else draft.tree.aggregate
    if written is None:
        return None
    if draft.kind != "group":
        context.add(problems.nothing_to_aggregate(draft.name, written.place))
        return None
    match written.kind:
        case "mean" | "sum":
            return None
        case "min" | "max" | "median" | "best" | "geometric" | "harmonic":
            return Aggregate(written.kind, written.best, _places(written.places))
        case _:
            assert_never(written.kind)


def _is_negative(amount: Expression) -> bool:
    match amount:
        case Constant(value=Fraction() as value):
            return value < 0
        case Operation(op="neg", args=(Constant(value=Fraction() as value),)):
            return value > 0
        case _:
            return False


def _places(places: tree.Places | None) -> Places | None:
    return Places(places.count, places.rounding, places.place) if places is not None else None


def _points_need_floor_zero(context: Context, shape: Shape, draft: Draft) -> None:
    """Points are shares of a total that starts at 0."""
    root = shape.nodes[0].scale
    if draft.parent is None and root.floor != 0:
        for child in shape.nodes[1:]:
            weight = child.weight
            if weight is not None and weight.cases[0].kind == "points":
                context.add(problems.floor_not_zero("points", weight.place, root.floor))
                return
