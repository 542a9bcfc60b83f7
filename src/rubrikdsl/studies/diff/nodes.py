"""The score tree as parts: weights, ways of scoring, adjustments, rounding.

A model has one expression a leaf; here it is taken apart again into what its author wrote: prerequisites,
then options, bins, cases, items or goalposts, and the range that these are stretched onto.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import model
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Held
from rubrikdsl.semantics.model import Logarithm
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Table
from rubrikdsl.studies.diff.facets import asked
from rubrikdsl.studies.diff.facets import bounds
from rubrikdsl.studies.diff.facets import cited
from rubrikdsl.studies.diff.facets import clause_of
from rubrikdsl.studies.diff.facets import edges
from rubrikdsl.studies.diff.facets import labelled
from rubrikdsl.studies.diff.facets import options
from rubrikdsl.studies.diff.facets import place_of
from rubrikdsl.studies.diff.facets import rounding
from rubrikdsl.studies.diff.facets import written
from rubrikdsl.studies.diff.forms import Forms
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Kind
from rubrikdsl.studies.diff.parts import Part


class Nodes:
    """The nodes of one rubric as parts. `asked_words` are words of nodes that a condition goes by."""

    def __init__(self, forms: Forms, asked_words: frozenset[str]) -> None:
        self.forms = forms
        self.rubric = forms.rubric
        self.words = asked_words
        self.inputs: dict[int, list[model.Field]] = {}
        for field in self.rubric.fields:
            if field.kind == "input" and field.owner is not None:
                self.inputs.setdefault(field.owner, []).append(field)

    def part(self, index: int) -> Part:
        """A node with all that is below it."""
        node = self.rubric.nodes[index]
        scoring = _Scoring(self.forms, node)
        scored = tuple(scoring.facets())
        below = [
            *(input_part(self.forms, field) for field in self.inputs.get(index, ())),
            *scoring.parts,
            *(self._adjustment(node, adjustment) for adjustment in node.adjustments),
            *(self.part(child) for child in node.children),
        ]
        return Part(
            "node",
            node.name,
            self.forms.nodes[index].path,
            written(node.label, node.name),
            (*self._facets(node), *scored),
            tuple(below),
            node.word,
            node.place,
        )

    def _facets(self, node: model.Node) -> Iterator[Facet]:
        place = node.place
        clause = self.rubric.clauses[node.clause]
        if node.weight is not None:
            yield self._weight(node, node.weight)
        if node.parent is None:
            yield Facet("scale", ("span", node.scale.floor, node.scale.top), place=clause.place)
        for index in node.fields:
            field = self.rubric.fields[index]
            if field.kind != "item":
                yield from asked(self.forms, field)
        if node.not_applicable_when is not None:
            rule = node.not_applicable_when
            yield Facet("rule", self.forms.form(rule), place=rule.place)
        if node.counted is not None:
            yield Facet("counted", ("counted", node.counted), place=clause.place)
        if node.aggregate is not None:
            made, places = node.aggregate, node.aggregate.places
            told = (made.kind, made.best, None if places is None else ("places", places.count, places.mode))
            yield Facet("aggregate", told, place=clause.place)
        yield from rounding(node.places)
        yield from labelled(node.label, node.name, place)
        if node.parent is not None:
            asked_by = node.word in self.words
            yield Facet("word", ("word", node.word), "meaning" if asked_by else "description", place=place)
        if node.shown is not None:
            yield Facet("shown", ("decimals", node.shown), "description", place=place)
        yield from cited(clause)

    def _weight(self, node: model.Node, weight: model.Weight) -> Facet:
        """The weight among siblings; points have a unit of their own where they make the node's scale."""
        cases = tuple((amount, self.forms.optional(when)) for amount, when in weight.cases)
        unit = "share" if node.scale == self.rubric.nodes[0].scale else "points"
        alike: Form = None
        if weight.kind == "equal" or weight.place == node.place:  # an aggregate's own
            alike = (weight.kind,)
        return Facet(
            "weight", (unit, cases), alike=alike, told=("weight", weight.kind, cases), place=weight.place
        )

    def _adjustment(self, node: model.Node, made: model.Adjustment) -> Part:
        place = place_of(self.forms, made.clause)
        facets = [Facet("amount", self.forms.form(made.amount), place=place)]
        if made.when is not None:
            facets.append(Facet("condition", self.forms.form(made.when), place=place))
        name = made.name or ""
        facets += labelled(made.label, name, place)
        facets += cited(clause_of(self.forms, made.clause))
        kind = cast("Kind", made.kind)
        path = (*self.forms.nodes[node.index].path, (kind, name)) if name else ()
        return Part(kind, name, path, written(made.label or name, name), tuple(facets), place=place)


def input_part(forms: Forms, field: model.Field) -> Part:
    """An input with its options."""
    ref, place = forms.fields[field.index], place_of(forms, field.clause)
    facets = [*asked(forms, field), *labelled(field.label, field.name, place)]
    facets += cited(clause_of(forms, field.clause))
    below = options(forms, field, ref.path)
    return Part(
        "input", field.name, ref.path, written(field.label, field.name), tuple(facets), below, place=place
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A number stretched: `at` × factor + offset."""

    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def of(self, number: Fraction) -> Fraction:
        return number * self.factor + self.offset


class _Scoring:
    """How one node is scored: its facets; `parts` is filled while these are made."""

    def __init__(self, forms: Forms, node: model.Node) -> None:
        self.forms = forms
        self.node = node
        self.fields = {i: forms.rubric.fields[i] for i in node.fields}
        self.answer = next((f for f in self.fields.values() if f.kind == "answer"), None)
        self.items = [f for f in self.fields.values() if f.kind == "item"]
        self.parts: list[Part] = []
        self.ladder = False

    def facets(self) -> Iterator[Facet]:
        node, value = self.node, self.node.value
        if value is None:
            return
        if node.kind == "formula":
            yield Facet("formula", self.forms.form(value), place=value.place)
            return
        found = list(self._leaf(value, _Line()))
        yield from found
        weights = next((v.weights for v in _below(value) if isinstance(v, Held)), None)
        self.parts += [self._item(at, item, weights) for at, item in enumerate(self.items)]
        if self.answer is not None and not any(part.kind == "option" for part in self.parts):
            self.parts += options(self.forms, self.answer, self.forms.nodes[node.index].path)

    def _leaf(self, value: Expression, line: _Line) -> Iterator[Facet]:
        """The scoring of a leaf from the outside in."""
        match value:
            case Operation(op="mul", args=(inner, Constant(value=Fraction() as factor))):
                yield from self._leaf(inner, _Line(line.factor * factor, line.offset))
            case Operation(op="add", args=(inner, Constant(value=Fraction() as offset))):
                yield from self._leaf(inner, _Line(line.factor, line.offset + line.factor * offset))
            case Choose(branches, otherwise, otherwise_clause=-1):
                self.parts += [self._prerequisite(branch) for branch in branches]
                yield from self._leaf(otherwise, line)
            case Choose():
                yield self._method("cases")
                self.parts += self._cases(value)
                yield from self._stated(line)
            case Table(arg, rows, "options"):
                yield self._method("options")
                self.parts += [self._option(row) for row in rows]
                yield from self._stated(line)
            case Table(arg, rows):
                yield self._method("bins")
                yield from self._subject(arg)
                self.parts += self._bins(rows, arg.type == model.SHARE)
                yield from self._stated(line)
            case Held():
                yield self._method("checklist")
                yield from self._ends(line, Fraction(0), Fraction(1))
            case Operation(op="streak", args=args):
                yield from self._level(line, Fraction(0), len(args))
            case Operation(
                op="add", args=(Constant(value=Fraction() as base), Operation(op="streak", args=args))
            ):
                yield from self._level(line, base, len(args))
            case model.AnswerOf():
                assert self.answer is not None
                yield self._method("answer")
                low, high = self.answer.domain.low, self.answer.domain.high
                assert low is not None and high is not None
                yield from self._ends(line, low, high)
            case _:
                yield from self._goalposts(value)
                yield from self._ends(line, Fraction(0), Fraction(1))

    def _method(self, word: str) -> Facet:
        return Facet("method", ("method", word), place=self.node.place)

    def _level(self, line: _Line, base: Fraction, count: int) -> Iterator[Facet]:
        self.ladder = True
        yield self._method("ladder")
        if base:
            yield Facet("base", ("number", base), place=self.node.place)
        yield from self._ends(line, base, base + count)

    def _subject(self, arg: Expression) -> Iterator[Facet]:
        """What bins and goalposts read, where it is not what the record answers here."""
        own = self.forms.nodes[self.node.index]
        usual = (("answer", own), ("size", ("answer", own)), ("tally", own), ("streak", own))
        match arg:
            case Operation(
                op="add", args=(Constant(value=Fraction() as base), Operation(op="streak") as level)
            ):
                yield Facet("base", ("number", base), place=self.node.place)
                arg = level
            case _:
                pass
        form = self.forms.form(arg)
        if form == ("streak", own):
            self.ladder = True
        if form not in usual:
            yield Facet("subject", form, place=arg.place)

    # What a range is stretched onto

    def _ends(self, line: _Line, low: Fraction, high: Fraction) -> Iterator[Facet]:
        """The values at the ends of a range that is told elsewhere, unless they are those of the scale."""
        at = line.of(low), line.of(high)
        if at != (self.node.scale.floor, self.node.scale.top):
            yield Facet("onto", ("span", *at), place=self.node.place)

    def _stated(self, line: _Line) -> Iterator[Facet]:
        """The range of the values in the body, where it is not the scale."""
        if line != _Line():
            floor, top = self.node.scale.floor, self.node.scale.top
            ends = ((floor - line.offset) / line.factor, (top - line.offset) / line.factor)
            yield Facet("stated", ("span", *ends), place=self.node.place)

    def _goalposts(self, value: Expression) -> Iterator[Facet]:
        """Goalposts, with or without a logarithm: a number cut to them, then its way between them."""
        log: Form = None
        match value:
            case model.Reached(subject, start, end, places):
                if places is not None:
                    log = ("places", places.count, places.mode)
                yield from self._posts(value, subject, self.forms.form(start), self.forms.form(end), log)
            case Logarithm(Operation("div", (cut, Constant(Fraction() as low, kind))), base, count, mode):
                log = ("places", count, mode)
                yield from self._posts(value, _subject(cut), (kind.kind, low), (kind.kind, low * base), log)
            case Operation(
                "div",
                (Operation("sub", (cut, Constant(Fraction() as low, kind))), Constant(Fraction() as way)),
            ):
                yield from self._posts(value, _subject(cut), (kind.kind, low), (kind.kind, low + way), log)
            case _:
                raise AssertionError("a leaf is scored in one of the ways")

    def _posts(
        self, value: Expression, subject: Expression, start: Form, end: Form, log: Form
    ) -> Iterator[Facet]:
        yield self._method("goalposts")
        yield from self._subject(subject)
        yield Facet("goalposts", ("posts", start, end, log), place=value.place)

    # Lines below a leaf

    def _prerequisite(self, branch: model.Branch) -> Part:
        match branch:
            case model.Branch(Operation(op="not", args=(condition,)), Constant() as value):
                place = place_of(self.forms, branch.clause)
                facets = [
                    Facet("condition", self.forms.form(condition), place=place),
                    Facet("value", self.forms.form(value), place=place),
                    *cited(clause_of(self.forms, branch.clause)),
                ]
                return Part("prerequisite", "", (), None, tuple(facets), place=place)
            case _:
                raise AssertionError("a prerequisite that fails has a value")

    def _cases(self, choose: Choose) -> Iterator[Part]:
        for branch in choose.branches:
            yield self._case(self.forms.form(branch.condition), branch.value, branch.clause)
        yield self._case(("otherwise",), choose.otherwise, choose.otherwise_clause)

    def _case(self, condition: Form, value: Expression, clause: int) -> Part:
        place = place_of(self.forms, clause)
        facets = [
            Facet("condition", condition, place=place),
            Facet("value", self.forms.form(value), place=place),
            *cited(clause_of(self.forms, clause)),
        ]
        return Part("case", "", (), None, tuple(facets), place=place)

    def _option(self, row: model.Row) -> Part:
        assert isinstance(row.key, frozenset)
        (code,) = row.key
        assert self.answer is not None
        label = next(c.label for c in self.answer.domain.choices if c.code == code)
        place = place_of(self.forms, row.clause)
        facets = [
            Facet("value", self.forms.value(row.value, model.NUMBER), place=place),
            *labelled(label, code, place),
            *cited(clause_of(self.forms, row.clause)),
        ]
        path = self.forms.code(self.forms.nodes[self.node.index].path, code).path
        return Part("option", code, path, written(label, code), tuple(facets), place=place)

    def _bins(self, rows: tuple[model.Row, ...], share: bool) -> Iterator[Part]:
        stretches = [row.key for row in rows if isinstance(row.key, model.Interval)]
        for row, stretch, edge in zip(rows, stretches, edges(stretches), strict=True):
            place = place_of(self.forms, row.clause)
            facets = [
                Facet("value", self.forms.value(row.value, model.NUMBER), place=place),
                bounds(stretch, edge, share, place),
                *cited(clause_of(self.forms, row.clause)),
            ]
            yield Part("bin", "", (), None, tuple(facets), place=place)

    def _item(self, at: int, field: model.Field, weights: tuple[Fraction, ...] | None) -> Part:
        place = place_of(self.forms, field.clause)
        facets = [*asked(self.forms, field), *labelled(field.label, field.name, place)]
        if weights is not None:
            alike: Form = ("equal",) if len(set(weights)) == 1 else None
            told = ("weight", "equal" if alike else "percent", ((weights[at], None),))
            facets.append(
                Facet("weight", ("share", ((weights[at], None),)), alike=alike, told=told, place=place)
            )
        facets += cited(clause_of(self.forms, field.clause))
        kind: Kind = "step" if self.ladder else "item"
        ref = self.forms.fields[field.index]
        return Part(kind, field.name, ref.path, written(field.label, field.name), tuple(facets), place=place)


def _subject(cut: Expression) -> Expression:
    """What is measured, under the cut to its goalposts."""
    match cut:
        case Operation("min", (Operation("max", (subject, _)), _)):
            return subject
        case _:
            raise AssertionError("goalposts cut what they read")


def _below(value: Expression) -> Iterator[Expression]:
    """The expressions that a leaf's scoring is made of."""
    yield value
    match value:
        case Operation(args=args):
            for arg in args:
                yield from _below(arg)
        case Choose(otherwise=otherwise):
            yield from _below(otherwise)
        case Table(arg=arg):
            yield from _below(arg)
        case _:
            pass
