"""Weights of siblings: one kind, and sums that are exact in every case (semantics B2, B3)."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.cases import Case
from rubrikdsl.semantics.cases import cases_of
from rubrikdsl.semantics.cases import truth_in
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.model import Weight
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.shape import WEIGHED
from rubrikdsl.semantics.shape import Draft
from rubrikdsl.semantics.shape import weightless
from rubrikdsl.syntax import tree

_Kind = Literal["percent", "points", "total", "equal"]


def weigh(
    reader: Reader,
    parent: Draft,
    fields: Sequence[Field],
    above: Mapping[int, Weight],
    reads: dict[int, list[Read]],
) -> dict[int, Weight]:
    """The weights of a group's children, by node index; what is wrong is left out and reported.

    `above` has those of the nodes before them. What each weight reads is added to `reads`.
    """
    if not _taken(reader, parent) or not _all_weighted(reader, parent):
        return {}
    kind = _kind(reader, parent)
    if kind is None:
        return {}
    sharing = sum(1 for child in parent.children if not weightless(child))
    weights: dict[int, Weight] = {}
    for child in parent.children:
        before = len(reader.reads)
        weight = _weight(reader, child, kind, Fraction(1, max(sharing, 1)))
        reads.setdefault(child.index, []).extend(reader.reads[before:])
        if weight is not None:
            weights[child.index] = weight
    complete = len(weights) == len(parent.children) and not parent.broken
    if complete and kind != "equal":
        wanted = _wanted(parent, kind, above)
        if wanted is not None:
            _check_sum(reader, parent, kind, [weights[c.index] for c in parent.children], wanted, fields)
    return weights


def _written(child: Draft) -> tree.Weight | None:
    return child.weight


def _taken(reader: Reader, parent: Draft) -> bool:
    """Whether the aggregate takes the weights written below it; a weight of 0 takes a node out of any."""
    aggregate = _aggregate(parent)
    if aggregate is None or aggregate.kind in WEIGHED:
        return True
    wanted = "points" if aggregate.kind == "sum" else "equal"
    for child in parent.children:
        for case in child.weight.cases if child.weight else ():
            if case.kind != wanted and not weightless(child):
                text = reader.context.text(aggregate.place)
                reader.context.add(
                    problems.weight_not_taken(text, aggregate.place, case.place, points=wanted == "points")
                )
                return False
    return True


def _aggregate(parent: Draft) -> tree.Aggregate | None:
    return None if isinstance(parent.tree, tree.Leaf) else parent.tree.aggregate


def _all_weighted(reader: Reader, parent: Draft) -> bool:
    bare = [child for child in parent.children if _written(child) is None]
    if bare and not parent.broken:
        first = bare[0]
        aggregate = _aggregate(parent)
        summed = aggregate is not None and aggregate.kind == "sum"
        reader.context.add(
            problems.weight_missing(parent.name, first.name, first.tree.name.place, len(bare), summed=summed)
        )
    return not bare


def _kind(reader: Reader, parent: Draft) -> _Kind | None:
    """The one kind of weight among siblings; a weight of 0 goes with every kind."""
    first: tree.WeightCase | None = None
    for child in parent.children:
        weight = _written(child)
        for case in weight.cases if weight else ():
            if case.amount is not None and case.amount.value == 0:
                continue
            if first is not None and first.kind != case.kind:
                reader.context.add(
                    problems.mixed_weights(parent.name, first.kind, first.place, case.kind, case.place)
                )
                return None
            first = first or case
    return first.kind if first is not None else "percent"


def _weight(reader: Reader, child: Draft, kind: _Kind, equal: Fraction) -> Weight | None:
    written = _written(child)
    assert written is not None
    known = NOTHING
    cases: list[tuple[Fraction, Expression | None]] = []
    fine = True
    for case in written.cases:
        condition: Expression | None = None
        if case.when is not None:
            condition = reader.truth(case.when, known)
            known = reader.after(condition, known, False)
            fine = fine and condition is not None
        amount = case.amount.value if case.amount is not None else equal
        if amount < 0:
            reader.context.add(problems.negative_weight(child.name, case.place))
            fine = False
        cases.append((amount / 100 if case.kind in _SHARES else amount, condition))
    if kind == "points" and len(written.cases) > 1:
        reader.context.add(problems.conditional_points(child.name, written.place))
        fine = False
    return Weight(kind, tuple(cases), written.place) if fine else None


_SHARES = ("percent", "total")
"""The kinds of weight that are written with `%`."""

_Path = tuple[Weight, ...]
"""The weights that multiply to a group's own part of the total, the root's child first."""


def _check_sum(
    reader: Reader,
    parent: Draft,
    kind: _Kind,
    weights: Sequence[Weight],
    wanted: Fraction | _Path,
    fields: Sequence[Field],
) -> None:
    path = wanted if isinstance(wanted, tuple) else ()
    conditions = [when for w in (*path, *weights) for _, when in w.cases if when is not None]
    cases = cases_of(conditions, fields)
    if cases is None:
        reader.context.add(problems.too_many_cases(parent.name, weights[0].place))
        return
    for case in cases:
        holding: list[Expression] = []
        needed = _part(path, case, holding) if isinstance(wanted, tuple) else wanted
        total = sum((_amount(weight, case, holding) for weight in weights), Fraction(0))
        if total != needed and (needed or kind != "total"):
            factor = 100 if kind in _SHARES else 1
            told = list(dict.fromkeys(reader.context.text(when.place) for when in holding))
            places = [weight.place for weight in weights]
            alike = not conditions and len({weight.cases[0][0] for weight in weights}) == 1 < len(weights)
            reader.context.add(
                problems.weights_do_not_sum(
                    parent.name,
                    total * factor,
                    needed * factor,
                    kind,
                    places,
                    told if conditions else None,
                    alike,
                )
            )
            return


def _amount(weight: Weight, case: Case, holding: list[Expression]) -> Fraction:
    """A weight in a case; the condition that decides it is added to `holding`."""
    for amount, condition in weight.cases:
        if condition is None:
            return amount
        if truth_in(condition, case):
            holding.append(condition)
            return amount
    return Fraction(0)


def _part(path: _Path, case: Case, holding: list[Expression]) -> Fraction:
    """What part of the total a group is in a case: the product of the weights on its path."""
    part = Fraction(1)
    for weight in path:
        amount = _amount(weight, case, holding)
        part = amount if weight.kind == "total" else part * amount
    return part


def _wanted(parent: Draft, kind: _Kind, above: Mapping[int, Weight]) -> Fraction | _Path | None:
    """What the weights must add up to; None where any sum will do (points below a percentage)."""
    if kind == "percent":
        return Fraction(1)
    if weightless(parent):
        return None
    if kind == "total":
        return _path(parent, above)
    over = _written(parent)
    if parent.parent is None or (over is not None and over.cases[0].kind == "points"):
        return parent.scale.top
    return None


def _path(group: Draft, above: Mapping[int, Weight]) -> _Path | None:
    """The weights down to a group, as parts of the group above each; None where one could not be read."""
    path: list[Weight] = []
    while group.parent is not None:
        weight = above.get(group.index)
        siblings = [above.get(child.index) for child in group.parent.children]
        if weight is None:
            return None
        if weight.kind == "points":
            points = [sibling.cases[0][0] for sibling in siblings if sibling is not None]
            if len(points) < len(siblings) or not sum(points):
                return None
            weight = Weight("points", ((weight.cases[0][0] / sum(points), None),), weight.place)
        path.append(weight)
        group = group.parent
    return tuple(reversed(path))
