"""Expressions of a model as forms: indices become references to parts, places and types are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Value
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Kind
from rubrikdsl.studies.diff.parts import Path
from rubrikdsl.studies.diff.parts import Ref

ITSELF: Form = ("itself",)
"""Stands for the node that a condition is asked of."""


class Forms:
    """The parts that a rubric's indices stand for, and its expressions as forms.

    `above` is the path of the rubric itself: empty, or that of the collection that it is a member of.
    """

    def __init__(self, rubric: model.Rubric, above: Path = ()) -> None:
        self.rubric = rubric
        self.above = above
        names = Counter(node.name for node in rubric.nodes)
        names.update(f.name for f in rubric.fields if f.kind in ("input", "item"))

        def name(own: str, path: tuple[str, ...]) -> str:
            return own if names[own] == 1 else ".".join(path)

        self.nodes: list[Ref] = []
        for node in rubric.nodes:
            over = above if node.parent is None else self.nodes[node.parent].path
            self.nodes.append(Ref((*over, ("node", node.name)), name(node.name, node.path)))
        self.fields: list[Ref] = []
        for f in rubric.fields:
            over = above if f.owner is None else self.nodes[f.owner].path
            if f.kind in ("answer", "state"):
                assert f.owner is not None
                self.fields.append(self.nodes[f.owner])
            else:
                kind: Kind = "input" if f.kind == "input" else "item"
                self.fields.append(Ref((*over, (kind, f.name)), name(f.name, f.path)))
        self.lets = [Ref((*above, ("let", let.name)), let.name) for let in rubric.lets]
        self.classes = [
            Ref((*above, ("decide" if isinstance(each, model.Decide) else "bands", each.name)), each.name)
            for each in rubric.bands
        ]
        self.outcomes = [Ref((*above, ("outcome", each.name)), each.name) for each in rubric.outcomes]
        self.collections = [Ref((*above, ("collect", c.name)), c.name) for c in rubric.collections]
        self.members = [
            Forms(c.member, (*ref.path, ("member", "")))
            for c, ref in zip(rubric.collections, self.collections, strict=True)
        ]

    # Values

    def value(self, value: Value, kind: model.Type, codes: Path | None = None) -> Form:
        """A value of a type; `codes` is the part whose options or codes a code is one of."""
        if isinstance(value, frozenset):
            return frozenset(self.value(code, model.Type("code"), codes) for code in value)
        if isinstance(value, str) and kind.kind != "text":
            return ("code", value) if codes is None else self.code(codes, value)
        return (kind.kind, value)

    def code(self, of: Path, code: str) -> Ref:
        """An option of a field or a code of a classification."""
        word: Kind = "code" if of[-1][0] in ("bands", "decide") else "option"
        return Ref((*of, (word, code)), code)

    def codes(self, expression: model.Expression) -> Path | None:
        """The part that declares the codes of an expression, where one does."""
        match expression:
            case model.AnswerOf(field):
                return self.fields[field].path
            case model.BandCode(bands):
                return self.classes[bands].path
            case _:
                return None

    # Expressions

    def form(self, expression: model.Expression) -> Form:
        """An expression as a form."""
        match expression:
            case model.Constant(value, type):
                return self.value(value, type)
            case model.AnswerOf(field):
                kind = self.rubric.fields[field].kind
                return (kind, self.fields[field]) if kind in ("answer", "state") else self.fields[field]
            case model.NodeReading(node, reading):
                return self.nodes[node] if reading == "value" else ("reading", self.nodes[node], reading)
            case model.LetValue(let):
                return self.lets[let]
            case model.BandCode(bands):
                return self.classes[bands]
            case model.BandAttribute(bands, column):
                return ("column", self.classes[bands], self.rubric.bands[bands].columns[column])
            case model.OutcomeTruth(outcome):
                return self.outcomes[outcome]
            case model.Operation():
                return self._operation(expression)
            case model.Rounded(arg, places, mode):
                return ("round", self.form(arg), places, mode)
            case model.Logarithm(arg, base, places, mode):
                return ("log", self.form(arg), base, places, mode)
            case model.Held(items):
                return ("held", self._of_node(items))
            case model.Choose(branches, otherwise):
                chosen = tuple((self.form(b.condition), self.form(b.value)) for b in branches)
                return ("if", chosen, self.form(otherwise))
            case model.Table() | model.Decision() | model.Reached():
                raise AssertionError("what scores a leaf or decides is laid out line by line")
            case model.Among(arg, values):
                codes = self.codes(arg)
                return ("in", self.form(arg), frozenset(self.value(v, arg.type, codes) for v in values))
            case model.StateOf(arg, state):
                return ("is", self.form(arg), state)
            case model.Fold():
                return self._fold(expression)
            case model.Quantified(kind, word, group, asked):
                conditions = {_asked(self.form(a.condition), self.nodes[a.node]) for a in asked}
                return (kind, word, self.nodes[group], frozenset(conditions))
            case _:
                assert_never(expression)

    def optional(self, expression: model.Expression | None) -> Form:
        """An expression, or nothing."""
        return None if expression is None else self.form(expression)

    def _operation(self, operation: model.Operation) -> Form:
        op, args = operation.op, operation.args
        if op in ("tally", "streak"):
            return (op, self._of_node(args))
        if op in ("eq", "ne", "has"):
            left, right = args
            codes = self.codes(left)
            if isinstance(right, model.Constant) and codes is not None:
                return (op, self.form(left), self.value(right.value, right.type, codes))
        return (op, *map(self.form, args))

    def _fold(self, fold: model.Fold) -> Form:
        over, member = self.collections[fold.collection], self.members[fold.collection]
        names = [over.name]
        for index in fold.below:
            names.append(member.collections[index].name)
            over, member = Ref(member.collections[index].path, ".".join(names)), member.members[index]
        each = Ref((*over.path, ("member", "")), fold.word)
        return ("fold", fold.kind, over, member.optional(fold.value), member.optional(fold.where), each)

    def _of_node(self, items: Sequence[model.Expression]) -> Form:
        """The node whose items these are; they are parts of it by themselves."""
        first = items[0]
        if isinstance(first, model.Choose):  # an item that counts where it is not applicable
            first = first.branches[0].value
        assert isinstance(first, model.AnswerOf)
        owner = self.rubric.fields[first.field].owner
        assert owner is not None
        return self.nodes[owner]


def interval(stretch: model.Interval) -> Form:
    """A stretch of numbers."""
    return ("range", stretch.low, stretch.high, stretch.low_open, stretch.high_open)


def _asked(form: Form, node: Ref) -> Form:
    """A condition with what it is asked of left out."""
    if form == node:
        return ITSELF
    if isinstance(form, tuple):
        return tuple(_asked(part, node) for part in form)
    if isinstance(form, frozenset):
        return frozenset(_asked(part, node) for part in form)
    return form
