"""Band tables and decisions as parts: rows, codes with their attributes, limits."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import Place
from rubrikdsl.studies.diff.facets import cited
from rubrikdsl.studies.diff.facets import clause_of
from rubrikdsl.studies.diff.facets import decimals
from rubrikdsl.studies.diff.facets import edges
from rubrikdsl.studies.diff.facets import labelled
from rubrikdsl.studies.diff.facets import place_of
from rubrikdsl.studies.diff.facets import written
from rubrikdsl.studies.diff.forms import Forms
from rubrikdsl.studies.diff.forms import interval
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Part


def class_part(forms: Forms, index: int) -> Part:
    """What gives a code: a table of bands or a decision."""
    made = forms.rubric.bands[index]
    match made:
        case model.Bands():
            return _bands(forms, index, made)
        case model.Decide():
            return _decide(forms, index, made)


def _bands(forms: Forms, index: int, bands: model.Bands) -> Part:
    place = bands.place
    facets = [Facet("of", forms.form(bands.of), place=place), *_common(forms, bands)]
    if bands.lower:
        facets.append(Facet("better", True, place=place))
    stretches = [row.interval for row in bands.rows]
    places = decimals(stretches)
    codes = []
    share = bands.of.type == model.SHARE
    for row, (lower, upper) in zip(bands.rows, edges(stretches), strict=True):
        at = row.place
        said = []
        if lower is not None:
            said.append(Facet("lower", (*_tuple(lower), share), place=at, decimals=places))
        if upper is not None and upper != ("next",):
            said.append(Facet("upper", (*_tuple(upper), share), place=at, decimals=places))
        said += _attributes(bands, row.attributes, at)
        said += cited(clause_of(forms, row.clause))
        codes.append(_code(forms, index, row.code, tuple(said), at))
    return Part(
        "bands",
        bands.name,
        forms.classes[index].path,
        written(bands.label, bands.name),
        tuple(facets),
        (*codes, *_limits(forms, index, bands)),
        place=place,
    )


def _tuple(form: Form) -> tuple[Form, ...]:
    assert isinstance(form, tuple)
    return form


def _common(forms: Forms, made: model.Classes) -> Iterator[Facet]:
    yield from labelled(made.label, made.name, made.place)
    yield from cited(clause_of(forms, made.clause))


def _attributes(made: model.Classes, attributes: tuple[Value | None, ...], place: Place) -> Iterator[Facet]:
    for column, kind, value in zip(made.columns, made.types, attributes, strict=True):
        if value is not None:
            told: Form = value if isinstance(value, str | bool) else ("value", kind.kind, _plain(value))
            yield Facet("attribute", ("attribute", told), of=column, place=place)


def _plain(value: Value) -> Form:
    return frozenset(value) if isinstance(value, frozenset) else value


def _code(forms: Forms, index: int, code: str, facets: tuple[Facet, ...], place: Place) -> Part:
    return Part("code", code, forms.code(forms.classes[index].path, code).path, None, facets, place=place)


def _limits(forms: Forms, index: int, made: model.Classes) -> Iterator[Part]:
    path = forms.classes[index].path
    for limit in made.limits:
        place = place_of(forms, limit.clause)
        facets = [
            Facet("code", forms.code(path, limit.code), place=place),
            Facet("condition", forms.form(limit.when), place=place),
            *cited(clause_of(forms, limit.clause)),
        ]
        yield Part(limit.kind, "", (), None, tuple(facets), place=place)


def _decide(forms: Forms, index: int, decide: model.Decide) -> Part:
    """Rows by what they ask; the codes stand beside them, with attributes that rows of a code share."""
    path, place = forms.classes[index].path, decide.place
    facets = list(_common(forms, decide))
    columns = frozenset(forms.form(arg) for _, arg in decide.inputs)
    if columns:
        facets.append(Facet("columns", columns, place=place))
    if _is_first(decide):
        facets.append(Facet("first", True, place=place))
    if _is_ranked(forms.rubric, index):
        facets.append(Facet("ranks", ("order", *(forms.code(path, c) for c in decide.order)), place=place))
    rows, codes = [], {}
    for row, asks in zip(decide.rows, _asks(forms, decide), strict=True):
        at = place_of(forms, row.clause)
        said = [
            Facet("asks", asks, place=at),
            Facet("code", forms.code(path, row.code), place=at),
            *cited(clause_of(forms, row.clause)),
        ]
        rows.append(Part("row", "", (), None, tuple(said), place=at))
        if row.code not in codes:
            codes[row.code] = _code(
                forms, index, row.code, tuple(_attributes(decide, row.attributes, at)), at
            )
    return Part(
        "decide",
        decide.name,
        path,
        written(decide.label, decide.name),
        tuple(facets),
        (*rows, *codes.values(), *_limits(forms, index, decide)),
        place=place,
    )


def _is_first(decide: model.Decide) -> bool:
    return isinstance(decide.value, model.Choose) or (
        isinstance(decide.value, model.Decision) and decide.value.first
    )


def _is_ranked(rubric: model.Rubric, index: int) -> bool:
    """Whether the order of a decision's codes tells anything: where a limit or a ranking goes by it."""
    keys = [key.of for ranking in rubric.rankings for key in (ranking.by, *ranking.keys)]
    ranked = any(isinstance(key, model.BandCode) and key.bands == index for key in keys)
    made = rubric.bands[index]
    return isinstance(made, model.Decide) and made.ranked and (ranked or bool(made.limits))


def _asks(forms: Forms, decide: model.Decide) -> Iterator[Form]:
    """What each row asks, in the order of the rows."""
    match decide.value:
        case model.Choose(branches):
            yield from (("when", forms.form(branch.condition)) for branch in branches)
            yield ("otherwise",)
        case model.Decision(args, _, cases, otherwise):
            columns = [(forms.form(arg), arg) for arg in args]
            for case in cases:
                yield (
                    "tests",
                    frozenset(
                        (column, _test(forms, test, arg))
                        for (column, arg), test in zip(columns, case.tests, strict=True)
                        if test is not None
                    ),
                )
            if otherwise is not None:
                yield ("otherwise",)
        case _:
            raise AssertionError("a decision has rows")


def _test(forms: Forms, test: model.Test, arg: model.Expression) -> Form:
    codes = forms.codes(arg)
    return (
        "takes",
        frozenset(interval(stretch) for stretch in test.intervals),
        frozenset(forms.value(value, arg.type, codes) for value in test.values),
        test.missing,
        arg.type == model.SHARE,
    )
