"""The shape of a rubric: everything that can be named, before any expression is read.

Fields, score nodes and named results get their indices here, in the order written; what they compute
comes later, when every name is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.domains import choices
from rubrikdsl.semantics.domains import domain_of
from rubrikdsl.semantics.domains import value_of
from rubrikdsl.semantics.facts import Fact
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import lacking
from rubrikdsl.semantics.facts import vanishing
from rubrikdsl.semantics.mentions import asks_itself
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Counted
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.model import Scale
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.names import Path
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.tree import Weight

Written = Union[tree.Score, tree.Group, tree.Leaf]


@dataclass(slots=True)
class Draft:
    """A score node being made.

    `values` is the range that a leaf states for the values written in its body (semantics A6). `weight` is
    the one written, or the one that its group's aggregate gives it (semantics C4).
    """

    index: int
    tree: Written
    word: str
    name: str
    path: Path
    parent: Draft | None
    scale: Scale
    kind: Literal["group", "leaf", "formula", "given"]
    children: list[Draft] = field(default_factory=list)
    answer: Field | None = None
    state: Field | None = None
    items: list[Field] = field(default_factory=list)
    values: Domain | None = None
    weight: Weight | None = None
    faulty: bool = False

    @property
    def broken(self) -> bool:
        """Whether a line directly below could not be read."""
        return any(isinstance(line, tree.Broken) for line in self.tree.body)

    @property
    def label(self) -> str:
        """The label, or the name where there is none."""
        return self.tree.label.text if self.tree.label else self.name


@dataclass(slots=True)
class Shape:
    """All fields and nodes of a rubric."""

    context: Context
    fields: list[Field] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    nodes: list[Draft] = field(default_factory=list)

    def add_inputs(self, block: tree.Inputs, owner: Draft | None) -> None:
        """The inputs of the rubric, or those of a node."""
        for line in block.body:
            if not isinstance(line, tree.Input):
                continue
            for option in line.body:
                if isinstance(option, tree.Option) and option.value is not None:
                    self.context.add(problems.option_value(option.name.text, option.value.place))
            domain = domain_of(self.context, line.domain, line.body)
            path = (*(owner.path if owner else ()), line.name.text)
            self._field(
                line.name,
                path,
                line.label.text if line.label else line.name.text,
                domain,
                "input",
                (line.optional, line.default, line.applicability),
                owner,
                line.place,
            )

    def add_score(self, score: tree.Score) -> None:
        """The score tree, in outline order."""
        self._node(score, "score", None, _root_scale(self.context, score))

    # Nodes

    def _node(self, written: Written, word: str, parent: Draft | None, scale: Scale) -> Draft:
        name = written.name.text
        above = parent.path if parent is not None and parent.parent is not None else ()
        draft = Draft(len(self.nodes), written, word, name, (*above, name), parent, scale, "leaf")
        if parent is not None and not isinstance(written, tree.Score):
            draft.weight = weight_in(parent.tree, written)
        self.nodes.append(draft)
        if isinstance(written, tree.Leaf):
            self._leaf(draft, written)
        else:
            self._group(draft, written)
        applicability = None if isinstance(written, tree.Score) else written.applicability
        if applicability is not None and applicability.when is None and draft.answer is None:
            draft.state = self._field(
                written.name, draft.path, draft.label, Domain(TRUTH), "state", (False, None, applicability),
                draft, written.place,
            )  # fmt: skip
        for line in written.body:
            match line:
                case tree.Inputs():
                    self.add_inputs(line, draft)
                case tree.Group() | tree.Leaf():
                    draft.children.append(
                        self._node(line, line.word, draft, self._scale(weight_in(written, line)))
                    )
                case _:
                    pass
        return draft

    def _group(self, draft: Draft, group: tree.Score | tree.Group) -> None:
        nodes = [line for line in group.body if isinstance(line, tree.Group | tree.Leaf)]
        formulas = [line for line in group.body if isinstance(line, tree.Formula)]
        domain = group.domain if isinstance(group, tree.Group) else None
        for formula in formulas[1:]:
            self.context.add(problems.scored_twice(draft.name, formula.place, formulas[0].place))
        if formulas and nodes:
            self.context.add(problems.scored_twice(draft.name, nodes[0].name.place, formulas[0].place))
        if domain is not None and (nodes or formulas):
            other = (nodes[0].name if nodes else formulas[0]).place
            self.context.add(problems.scored_twice(draft.name, other, domain.place))
        if formulas:
            draft.kind = "formula"
        elif nodes or draft.broken:
            draft.kind = "group"
        elif domain is None:
            draft.kind = "given"
        else:
            self._answer(draft, domain_of(self.context, domain), (False, None, _applicability(group)))

    def _leaf(self, draft: Draft, leaf: tree.Leaf) -> None:
        options = tuple(line for line in leaf.body if isinstance(line, tree.Option))
        valued = [o for o in options if o.value is not None]
        need = (leaf.optional, leaf.default, leaf.applicability)
        if leaf.method is not None:
            self._items(draft, leaf, options)
            if leaf.domain is not None:
                draft.values = domain_of(self.context, leaf.domain)
            if leaf.default is not None:
                self.context.add(problems.default_without_answer(draft.name, leaf.default.place))
            return
        domain: Domain | None = None
        match leaf.domain:
            case tree.ChoiceDomain() | tree.SimpleDomain():
                domain = domain_of(self.context, leaf.domain, leaf.body)
                draft.faulty = domain is None
            case tree.NumberDomain() if options or not asks_itself(leaf):
                draft.values = domain_of(self.context, leaf.domain)
                draft.faulty = draft.values is None
            case tree.NumberDomain():
                domain = domain_of(self.context, leaf.domain)
                draft.faulty = domain is None
            case None:
                draft.faulty = draft.broken and all(isinstance(line, tree.Broken) for line in leaf.body)
        if options and not isinstance(leaf.domain, tree.ChoiceDomain | tree.SimpleDomain):
            if not valued:
                self.context.add(problems.option_without_value(options[0].name.text, options[0].place))
                draft.faulty = True
            domain = choices(self.context, options, False, leaf.place)
        if domain is not None or draft.faulty:
            self._answer(draft, domain, need)
        elif leaf.default is not None:
            self.context.add(problems.default_without_answer(draft.name, leaf.default.place))

    def _answer(self, draft: Draft, domain: Domain | None, need: _Need) -> None:
        draft.faulty = domain is None
        draft.answer = self._field(
            draft.tree.name, draft.path, draft.label, domain, "answer", need, draft, draft.tree.place
        )

    def _items(self, draft: Draft, leaf: tree.Leaf, options: tuple[tree.Option, ...]) -> None:
        if not options and not draft.broken:
            self.context.add(problems.no_items(draft.name, leaf.name.place))
        for option in options:
            if option.value is not None:
                self.context.add(problems.option_value(option.name.text, option.value.place))
            if option.weight is not None and leaf.method == "ladder":
                self.context.add(problems.weighted_step(option.weight.place))
            item = self._field(
                option.name,
                (*draft.path, option.name.text),
                option.label.text if option.label else option.name.text,
                Domain(TRUTH),
                "item",
                (leaf.optional, None, option.applicability),
                draft,
                option.place,
            )
            if leaf.method == "ladder" and option.applicability is not None:
                self.context.add(problems.step_not_applicable(option.name.text, option.applicability.place))
            draft.items.append(item)

    def _scale(self, weight: tree.Weight | None) -> Scale:
        """A `points` node lives on 0..its points, any other on the score's scale (semantics A1)."""
        if weight is not None and len(weight.cases) == 1:
            case = weight.cases[0]
            if case.kind == "points" and case.amount is not None and case.amount.value > 0:
                return Scale(Fraction(0), case.amount.value)
        return self.nodes[0].scale

    # Fields

    def _field(
        self,
        name: tree.Name,
        path: Path,
        label: str,
        domain: Domain | None,
        kind: Literal["input", "answer", "item", "state"],
        need: _Need,
        owner: Draft | None,
        place: Place,
    ) -> Field:
        optional, default, applicability = need
        if domain is None:
            self.context.mentioned |= {name.text}
            domain = Domain(TRUTH)
        recorded = applicability is not None and applicability.when is None
        if applicability is not None and applicability.when is not None and kind in ("input", "item"):
            self.context.add(problems.rule_on_answer(name.text, applicability.place))
        if applicability is not None and applicability.counted is not None and kind == "input":
            self.context.add(problems.counted_input(name.text, applicability.place))
        value: Value | None = True if kind == "state" else None
        if default is not None:
            read = value_of(self.context, default, domain, name.text, False)
            value = None if isinstance(read, Silence) else read
        made = Field(
            index=len(self.fields),
            name=name.text,
            path=path,
            label=label,
            domain=domain,
            kind=kind,
            need="default" if value is not None else "optional" if optional else "required",
            default=value,
            not_applicable=recorded,
            owner=owner.index if owner else None,
            clause=self.context.clause(place),
            counted=applicability.counted if applicability is not None and kind == "item" else None,
        )
        self.fields.append(made)
        self.places.append(name.place)
        return made

    # Names

    def declare(self, names: Names) -> None:
        """Make every field and node known by its path."""
        children = [[c.index for c in d.children] for d in self.nodes]
        light = [weightless(d) for d in self.nodes]
        kept = [counted_as(d) is not None for d in self.nodes]
        vanished = vanishing(children, [_may_vanish(d) for d in self.nodes], light, kept)
        lacked = lacking(children, [_is_optional(d) for d in self.nodes], light)
        for made in self.fields:
            if made.kind in ("input", "item") and made.name not in self.context.mentioned:
                names.add(self._symbol(made))
        for draft in self.nodes:
            lacks: Facts = frozenset([("present", "node", draft.index)] if draft.index in lacked else [])
            vanishes: Facts = frozenset(
                [("applicable", "node", draft.index)] if draft.index in vanished else []
            )
            names.add(
                NodeSymbol(
                    index=draft.index,
                    path=draft.path,
                    place=draft.tree.name.place,
                    word=draft.word,
                    scale=draft.scale,
                    answer=self._symbol(draft.answer) if draft.answer else None,
                    state=self._symbol(draft.state) if draft.state else None,
                    items=tuple(self._symbol(item) for item in draft.items),
                    parent=draft.parent.index if draft.parent else None,
                    counts=isinstance(draft.tree, tree.Leaf) and draft.tree.method == "checklist",
                    absent=lacks if kept[draft.index] else lacks | vanishes,
                    unanswered=lacks | vanishes,
                )
            )

    def _symbol(self, made: Field) -> FieldSymbol:
        absent: list[Fact] = []
        if made.need == "optional":
            absent.append(("present", "field", made.index))
        if made.not_applicable:
            absent.append(("applicable", "field", made.index))
        place = self.places[made.index]
        return FieldSymbol(
            made.index,
            made.path,
            place,
            made.kind,
            made.domain,
            made.not_applicable,
            frozenset(absent),
            made.counted,
        )


def weight_in(group: Written, node: tree.Group | tree.Leaf) -> tree.Weight | None:
    """The weight of a node: as written, or what the aggregate of its group says (semantics C4).

    Under `by sum` that is its own top in points, under an aggregate that takes no weights an equal one.
    """
    aggregate = None if isinstance(group, tree.Leaf) else group.aggregate
    if aggregate is None or aggregate.kind in WEIGHED or node.weight is not None:
        return node.weight
    place = node.name.place
    if aggregate.kind != "sum":
        return tree.Weight((tree.WeightCase("equal", None, None, place),), place)
    top = own_top(node)
    if top is None:
        return None
    return tree.Weight((tree.WeightCase("points", tree.Number(top, place=place), None, place),), place)


WEIGHED = ("geometric", "harmonic")
"""The aggregates that take the weights written."""


def own_top(node: tree.Group | tree.Leaf) -> Fraction | None:
    """The most that a node under `by sum` adds by itself: the top of the range that it states."""
    if node.onto is not None:
        return _above_zero(node.onto.high)
    if isinstance(node, tree.Leaf) and node.method == "ladder" and node.domain is None:
        return Fraction(node.ladder_base + sum(isinstance(line, tree.Option) for line in node.body))
    if isinstance(node.domain, tree.NumberDomain):
        return None if isinstance(node, tree.Leaf) and node.goalposts else _above_zero(node.domain.range.high)
    if isinstance(node, tree.Leaf) or node.aggregate is None or node.aggregate.kind != "sum":
        return None
    total = Fraction(0)
    for line in node.body:
        if not isinstance(line, tree.Group | tree.Leaf):
            continue
        weight = weight_in(node, line)
        amount = weight.cases[0].amount if weight is not None and len(weight.cases) == 1 else None
        if amount is None:
            return None
        total += amount.value
    return total or None


def _above_zero(number: tree.Number | None) -> Fraction | None:
    return number.value if number is not None and not number.percent and number.value > 0 else None


_Need = tuple[bool, Union[tree.Value, None], Union[tree.Applicability, None]]


def weightless(draft: Draft) -> bool:
    """Whether a node is recorded and never scored: its weight is 0 in every case."""
    weight = draft.weight
    return weight is not None and all(c.amount is not None and c.amount.value == 0 for c in weight.cases)


def scored(draft: Draft) -> bool:
    """Whether a node can add to the score: no weight on its path is 0 in every case."""
    above: Draft | None = draft
    while above is not None:
        if weightless(above):
            return False
        above = above.parent
    return True


def _is_optional(draft: Draft) -> bool:
    return isinstance(draft.tree, tree.Leaf) and draft.tree.optional


def _applicability(group: tree.Score | tree.Group) -> tree.Applicability | None:
    return None if isinstance(group, tree.Score) else group.applicability


def _may_vanish(draft: Draft) -> bool:
    if isinstance(draft.tree, tree.Score):
        return False
    items = draft.items
    return draft.tree.applicability is not None or (
        bool(items) and all(i.not_applicable and i.counted is None for i in items)
    )


def counted_as(draft: Draft) -> Counted | None:
    """What a node counts as where it is not applicable; None where its weight goes to its siblings."""
    if isinstance(draft.tree, tree.Score) or draft.tree.applicability is None:
        return None
    return draft.tree.applicability.counted


def _root_scale(context: Context, score: tree.Score) -> Scale:
    fallback = Scale(Fraction(0), Fraction(100))
    if score.scale is None:
        context.add(problems.scale_missing(score.name.text, score.name.place))
        return fallback
    low, high = score.scale.low, score.scale.high
    if score.scale.form != "span" or low is None or high is None or low.percent or high.percent:
        context.add(problems.bad_scale(score.scale.place))
        return fallback
    if not 0 <= low.value < high.value:
        context.add(problems.bad_scale(score.scale.place))
        return fallback
    return Scale(low.value, high.value)
