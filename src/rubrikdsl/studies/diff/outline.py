"""A whole rubric as parts."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.semantics import model
from rubrikdsl.studies.diff.classes import class_part
from rubrikdsl.studies.diff.facets import cited
from rubrikdsl.studies.diff.facets import clause_of
from rubrikdsl.studies.diff.facets import labelled
from rubrikdsl.studies.diff.facets import place_of
from rubrikdsl.studies.diff.facets import written
from rubrikdsl.studies.diff.forms import Forms
from rubrikdsl.studies.diff.nodes import Nodes
from rubrikdsl.studies.diff.nodes import input_part
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Part
from rubrikdsl.studies.diff.parts import Path


def outline(rubric: model.Rubric, asked_words: frozenset[str] | None = None) -> Part:
    """The parts of a rubric. `asked_words` are words of nodes that conditions go by (default: its own)."""
    return _rubric(Forms(rubric), (), words_asked(rubric) if asked_words is None else asked_words)


def words_asked(rubric: model.Rubric) -> frozenset[str]:
    """The words of nodes that `every` and `any` of a rubric, and of its members, go by."""
    found = {each.word for each in _quantified(rubric)}
    return frozenset(found).union(*(words_asked(c.member) for c in rubric.collections))


def _rubric(forms: Forms, path: Path, words: frozenset[str]) -> Part:
    rubric = forms.rubric
    place = rubric.place
    facets = [Facet("name", ("name", rubric.name), place=place)]
    facets += labelled(rubric.label, rubric.name, place)
    if rubric.issuer is not None:
        facets.append(Facet("issuer", ("text", rubric.issuer), "description", place=place))
    if rubric.valid_from is not None or rubric.valid_to is not None:
        valid = ("period", rubric.valid_from, rubric.valid_to)
        facets.append(Facet("valid", valid, "description", place=place))
    facets += cited(clause_of(forms, 0))
    return Part(
        "member" if path else "rubric",
        "" if path else rubric.name,
        path,
        written(rubric.label, rubric.name),
        tuple(facets),
        tuple(_parts(forms, words)),
        rubric.name,
        place,
    )


def _parts(forms: Forms, words: frozenset[str]) -> Iterator[Part]:
    rubric = forms.rubric
    for field in rubric.fields:
        if field.kind == "input" and field.owner is None:
            yield input_part(forms, field)
    for index in range(len(rubric.collections)):
        yield _collection(forms, index, words)
    if rubric.nodes:
        yield Nodes(forms, words).part(0)
    for index, let in enumerate(rubric.lets):
        yield _let(forms, index, let)
    for index in range(len(rubric.bands)):
        yield class_part(forms, index)
    for index, outcome in enumerate(rubric.outcomes):
        yield _outcome(forms, index, outcome)
    for ranking in rubric.rankings:
        yield _ranking(forms, ranking)
    for assertion in rubric.assertions:
        yield _assertion(forms, assertion)


def _collection(forms: Forms, index: int, words: frozenset[str]) -> Part:
    made, ref = forms.rubric.collections[index], forms.collections[index]
    place = place_of(forms, made.clause)
    facets = []
    if made.at_least != 1:
        facets.append(Facet("least", ("number", made.at_least), place=place))
    if made.where is not None:
        facets.append(Facet("where", forms.members[index].form(made.where), place=place))
    facets += labelled(made.label, made.name, place)
    facets += cited(clause_of(forms, made.clause))
    member = _rubric(forms.members[index], (*ref.path, ("member", "")), words)
    label = written(made.label, made.name)
    return Part("collect", made.name, ref.path, label, tuple(facets), (member,), place=place)


def _let(forms: Forms, index: int, let: model.Let) -> Part:
    place = place_of(forms, let.clause)
    facets = [Facet("formula", forms.form(let.value), place=place), *labelled(let.label, let.name, place)]
    facets += cited(clause_of(forms, let.clause))
    label = written(let.label, let.name)
    return Part("let", let.name, forms.lets[index].path, label, tuple(facets), place=place)


def _outcome(forms: Forms, index: int, outcome: model.Outcome) -> Part:
    place = place_of(forms, outcome.clause)
    facets = [*labelled(outcome.label, outcome.name, place), *cited(clause_of(forms, outcome.clause))]
    lines = []
    for requirement in outcome.requirements:
        at = place_of(forms, requirement.clause)
        said = [Facet("condition", forms.form(requirement.condition), place=at)]
        said += cited(clause_of(forms, requirement.clause))
        lines.append(Part("requirement", "", (), None, tuple(said), place=at))
    label, path = written(outcome.label, outcome.name), forms.outcomes[index].path
    return Part("outcome", outcome.name, path, label, tuple(facets), tuple(lines), place=place)


def _ranking(forms: Forms, ranking: model.Ranking) -> Part:
    place = ranking.place

    facets = [
        Facet("by", ("key", forms.form(ranking.by.of), ranking.by.lowest), place=place),
        Facet("ties", ("ties", ranking.ties), place=place),
        *labelled(ranking.label, ranking.name, place),
        *cited(clause_of(forms, ranking.clause)),
    ]
    if ranking.within:
        facets.append(Facet("within", frozenset(map(forms.form, ranking.within)), place=place))
    if ranking.keys:
        keys = (("key", forms.form(each.of), each.lowest) for each in ranking.keys)
        facets.append(Facet("keys", ("keys", *keys), place=place))
    path = (*forms.above, ("ranking", ranking.name))
    label = written(ranking.label, ranking.name)
    return Part("ranking", ranking.name, path, label, tuple(facets), place=place)


def _assertion(forms: Forms, assertion: model.Assertion) -> Part:
    place = place_of(forms, assertion.clause)
    facets = [Facet("asserts", forms.form(assertion.condition), place=place)]
    if assertion.when is not None:
        facets.append(Facet("condition", forms.form(assertion.when), place=place))
    facets += cited(clause_of(forms, assertion.clause))
    name = assertion.label or ""
    path = (*forms.above, ("assert", name)) if name else ()
    return Part("assert", name, path, None, tuple(facets), place=place)


# Which words of nodes conditions go by


def _quantified(rubric: model.Rubric) -> Iterator[model.Quantified]:
    for expression in _conditions(rubric):
        yield from _inside(expression)


def _conditions(rubric: model.Rubric) -> Iterator[model.Expression]:
    """Every expression that can hold a condition over nodes."""
    for node in rubric.nodes:
        if node.value is not None:
            yield node.value
        if node.not_applicable_when is not None:
            yield node.not_applicable_when
        for adjustment in node.adjustments:
            yield adjustment.amount
            if adjustment.when is not None:
                yield adjustment.when
    yield from (let.value for let in rubric.lets)
    for bands in rubric.bands:
        yield from (limit.when for limit in bands.limits)
        if isinstance(bands, model.Decide):
            yield bands.value
    for outcome in rubric.outcomes:
        yield from (requirement.condition for requirement in outcome.requirements)
    for assertion in rubric.assertions:
        yield assertion.condition
        if assertion.when is not None:
            yield assertion.when


def _inside(expression: model.Expression) -> Iterator[model.Quantified]:
    match expression:
        case model.Quantified():
            yield expression
        case model.Operation(args=args):
            for arg in args:
                yield from _inside(arg)
        case model.Rounded(arg=arg) | model.Logarithm(arg=arg):
            yield from _inside(arg)
        case model.Choose(branches, otherwise):
            for branch in branches:
                yield from _inside(branch.condition)
                yield from _inside(branch.value)
            yield from _inside(otherwise)
        case model.Decision(args=args):
            for arg in args:
                yield from _inside(arg)
        case _:
            pass
