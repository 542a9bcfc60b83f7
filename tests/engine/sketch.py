"""Small models built by hand, for tests of lowering and of the engine that need no text.

A `Sketch` collects fields, clauses and nodes; `leaf` and `group` describe a tree; `rubric()` is the model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as member
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rubrikdsl.plan import ir
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE

Amount = str | int | Fraction


def exact(amount: Amount) -> Fraction:
    """`30%`, `21.85`, `1/3` as a number."""
    text = str(amount)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def num(amount: Amount) -> model.Constant:
    """A number of the rubric."""
    return model.Constant(exact(amount), model.NUMBER)


def truth(value: bool) -> model.Constant:
    """A truth of the rubric."""
    return model.Constant(value, model.TRUTH)


def op(name: model.Operator, *args: model.Expression, type: model.Type = model.NUMBER) -> model.Operation:
    """An operator on expressions; comparisons and logic are truths."""
    truths = ("lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not", "has")
    return model.Operation(name, args, model.TRUTH if name in truths else type)


@dataclass
class Twig:
    """A node to be; `score` gets the sketch and the node's index and gives its scoring."""

    name: str
    weight: Amount | tuple[tuple[Amount, model.Expression | None], ...]
    kind: Literal["group", "leaf", "formula", "given"]
    top: Fraction
    children: tuple[Twig, ...] = ()
    score: Callable[[Sketch, int], model.Expression] | None = None
    places: int | None = None
    adjustments: tuple[model.Adjustment, ...] = ()
    not_applicable_when: model.Expression | None = None
    assumed: str | None = None
    weight_kind: Literal["percent", "points", "equal"] = "percent"


def leaf(
    name: str,
    weight: Amount = "100%",
    most: Amount = 100,
    *,
    top: Amount = 100,
    step: Amount = "0.01",
    not_applicable: bool = False,
    default: Amount | None = None,
    not_applicable_when: model.Expression | None = None,
    assumed: str | None = None,
) -> Twig:
    """A leaf with a range 0..most that maps onto 0..top."""

    def score(sketch: Sketch, node: int) -> model.Expression:
        number = model.Domain(model.NUMBER, Fraction(0), exact(most), exact(step))
        answer = sketch.field(
            name,
            number,
            kind="answer",
            owner=node,
            not_applicable=not_applicable,
            default=None if default is None else exact(default),
        )
        return op("mul", answer, num(exact(top) / exact(most)))

    return Twig(
        name,
        weight,
        "leaf",
        exact(top),
        score=score,
        not_applicable_when=not_applicable_when,
        assumed=assumed,
    )


def scored(
    name: str, weight: Amount, score: Callable[[Sketch, int], model.Expression], top: Amount = 100
) -> Twig:
    """A leaf scored by any expression."""
    return Twig(name, weight, "leaf", exact(top), score=score)


def formula(
    name: str, weight: Amount, expression: model.Expression, top: Amount = 100, places: int | None = None
) -> Twig:
    """A node that is a formula."""
    return Twig(name, weight, "formula", exact(top), score=lambda _s, _n: expression, places=places)


def group(
    name: str,
    weight: Amount | tuple[tuple[Amount, model.Expression | None], ...],
    *children: Twig,
    top: Amount = 100,
    places: int | None = None,
    adjustments: tuple[model.Adjustment, ...] = (),
    not_applicable_when: model.Expression | None = None,
    assumed: str | None = None,
) -> Twig:
    """A group of nodes; without any it can only be given."""
    return Twig(
        name,
        weight,
        "group" if children else "given",
        exact(top),
        children,
        places=places,
        adjustments=adjustments,
        not_applicable_when=not_applicable_when,
        assumed=assumed,
    )


@dataclass
class Sketch:
    """A rubric to be."""

    name: str = "sketch"
    clauses: list[model.Clause] = member(default_factory=list)
    fields: list[model.Field] = member(default_factory=list)
    nodes: list[model.Node] = member(default_factory=list)
    lets: list[model.Let] = member(default_factory=list)
    bands_: list[model.Bands] = member(default_factory=list)
    outcomes: list[model.Outcome] = member(default_factory=list)
    collections: list[model.Collection] = member(default_factory=list)
    order: list[tuple[Literal["let", "bands", "outcome"], int]] = member(default_factory=list)

    def clause(self, kind: str, title: str, assumed: str | None = None) -> int:
        """A line that can be cited."""
        self.clauses.append(model.Clause(kind, title, NOWHERE, assumed=assumed))
        return len(self.clauses) - 1

    def field(
        self,
        name: str,
        domain: model.Domain,
        *,
        kind: Literal["input", "answer", "item", "state"] = "input",
        owner: int | None = None,
        not_applicable: bool = False,
        default: Value | None = None,
        optional: bool = False,
    ) -> model.AnswerOf:
        """A field, as the expression that reads its answer."""
        index = len(self.fields)
        path = (self.nodes[owner].name, name) if owner is not None and kind == "item" else (name,)
        need: Literal["required", "optional", "default"] = (
            "default" if default is not None else "optional" if optional else "required"
        )
        clause = self.clause("input", name)
        self.fields.append(
            model.Field(
                index, name, path, name.title(), domain, kind, need, default, not_applicable, owner, clause
            )
        )
        if owner is not None:
            node = self.nodes[owner]
            self.nodes[owner] = replace(node, fields=(*node.fields, index))
        return model.AnswerOf(index, domain.type)

    def truth(self, name: str) -> model.AnswerOf:
        """A yes or no input."""
        return self.field(name, model.Domain(model.TRUTH))

    def number(self, name: str, high: Amount = 100, *, optional: bool = False) -> model.AnswerOf:
        """A number input."""
        domain = model.Domain(model.NUMBER, Fraction(0), exact(high), Fraction("0.01"))
        return self.field(name, domain, optional=optional)

    def adjust(
        self,
        kind: Literal["bonus", "penalty", "cap", "floor", "scale"],
        amount: Amount | model.Expression,
        when: model.Expression | None = None,
        assumed: str | None = None,
    ) -> model.Adjustment:
        """An adjustment."""
        expression = num(amount) if isinstance(amount, str | int | Fraction) else amount
        return model.Adjustment(kind, None, kind.title(), expression, when, self.clause(kind, kind, assumed))

    def score(self, root: Twig) -> None:
        """Build the score tree."""
        self._grow(root, None, ())

    def _grow(self, twig: Twig, parent: int | None, above: tuple[str, ...]) -> int:
        index = len(self.nodes)
        cases = twig.weight if isinstance(twig.weight, tuple) else ((twig.weight, None),)
        weight = model.Weight(twig.weight_kind, tuple((exact(a), when) for a, when in cases))
        path = (*above, twig.name)
        self.nodes.append(
            model.Node(
                index=index,
                word="score" if parent is None else "dimension" if twig.children else "indicator",
                name=twig.name,
                path=path,
                label=twig.name.title(),
                kind=twig.kind,
                parent=parent,
                children=(),
                scale=model.Scale(Fraction(0), twig.top),
                weight=None if parent is None else weight,
                fields=(),
                value=None,
                not_applicable_when=twig.not_applicable_when,
                adjustments=twig.adjustments,
                places=None if twig.places is None else model.Places(twig.places, "half-away"),
                clause=self.clause(twig.kind, twig.name, twig.assumed),
            )
        )
        below = () if parent is None else path
        children = tuple(self._grow(child, index, below) for child in twig.children)
        value = None if twig.score is None else twig.score(self, index)
        self.nodes[index] = replace(self.nodes[index], children=children, value=value)
        return index

    def node(self, name: str) -> int:
        """A node's index."""
        return next(node.index for node in self.nodes if node.name == name)

    def read(
        self, name: str, reading: Literal["value", "share", "points", "unrounded"] = "value"
    ) -> model.NodeReading:
        """A reading of a node."""
        type = model.SHARE if reading == "share" else model.NUMBER
        return model.NodeReading(self.node(name), reading, type)

    def let(self, name: str, value: model.Expression, assumed: str | None = None) -> model.LetValue:
        """A named value."""
        self.lets.append(model.Let(name, name.title(), value, self.clause("let", name, assumed)))
        self.order.append(("let", len(self.lets) - 1))
        return model.LetValue(len(self.lets) - 1, value.type)

    def bands(
        self,
        name: str,
        of: model.Expression,
        rows: tuple[tuple[str, str, str, Value | None], ...],
        limits: tuple[tuple[str, model.Expression], ...] = (),
    ) -> model.BandCode:
        """A band table with closed rows (low, high, code, zone), highest first."""
        table = tuple(
            model.Band(
                code,
                f"{low} .. {high}",
                model.Interval(exact(low), exact(high)),
                (zone,),
                self.clause("band", code),
            )
            for low, high, code, zone in rows
        )
        order = tuple(band.code for band in reversed(table))
        lowered = tuple(model.Limit(code, when, self.clause("limit", code)) for code, when in limits)
        self.bands_.append(
            model.Bands(
                name,
                name.title(),
                of,
                "nilai",
                ("zona",),
                (model.Type("code", tuple(dict.fromkeys(str(row[3]) for row in rows if row[3]))),),
                table,
                order,
                lowered,
                self.clause("bands", name),
            )
        )
        self.order.append(("bands", len(self.bands_) - 1))
        return model.BandCode(len(self.bands_) - 1, model.Type("code", order))

    def outcome(self, name: str, *requires: model.Expression) -> model.OutcomeTruth:
        """A gate."""
        lines = tuple(
            model.Requirement(condition, f"line {at}", self.clause("requires", f"{name} {at}"))
            for at, condition in enumerate(requires, 1)
        )
        self.outcomes.append(model.Outcome(name, name.title(), lines, self.clause("outcome", name)))
        self.order.append(("outcome", len(self.outcomes) - 1))
        return model.OutcomeTruth(len(self.outcomes) - 1, model.TRUTH)

    def collect(self, name: str, by: Sketch, at_least: int = 1, where: model.Expression | None = None) -> int:
        """A collection."""
        self.collections.append(
            model.Collection(name, name.title(), by.rubric(), at_least, where, self.clause("collect", name))
        )
        return len(self.collections) - 1

    def rubric(self) -> model.Rubric:
        """The model."""
        return model.Rubric(
            name=self.name,
            label=self.name.title(),
            issuer=None,
            valid_from=None,
            valid_to=None,
            sources=(),
            notes=(),
            vocabulary="en",
            file="sketch.rubrik",
            clauses=tuple(self.clauses),
            fields=tuple(self.fields),
            nodes=tuple(self.nodes),
            lets=tuple(self.lets),
            bands=tuple(self.bands_),
            outcomes=tuple(self.outcomes),
            collections=tuple(self.collections),
            examples=(),
            order=tuple(self.order),
        )

    def plan(self) -> ir.Plan:
        """The plan."""
        return lower(self.rubric())


def fold(
    kind: Literal["sum", "mean", "min", "max", "count"],
    collection: int,
    value: model.Expression | None = None,
    where: model.Expression | None = None,
) -> model.Fold:
    """A fold over a collection."""
    return model.Fold(kind, collection, value, where, model.NUMBER)
