"""Facets that parts of every kind have: what they cite, how they are called, what may be answered."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.exact import decimal_places
from rubrikdsl.semantics import model
from rubrikdsl.source import Place
from rubrikdsl.studies.diff.forms import Forms
from rubrikdsl.studies.diff.forms import interval
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Part
from rubrikdsl.studies.diff.parts import Path


def clause_of(forms: Forms, index: int) -> model.Clause | None:
    """A clause of the rubric, where there is one."""
    return forms.rubric.clauses[index] if index >= 0 else None


def place_of(forms: Forms, index: int) -> Place:
    """Where a clause is written."""
    return forms.rubric.clauses[index].place


def cited(clause: model.Clause | None) -> Iterator[Facet]:
    """What a clause cites and assumes."""
    if clause is None:
        return
    place = clause.place
    if clause.sources or clause.inherited:
        # the same where it cites the same by itself, and where the same holds for it in the end
        cites, own = _texts(clause.sources or clause.inherited), _texts(clause.sources)
        yield Facet("source", cites, "citation", place=place, alike=own)
    if clause.assumed is not None:
        yield Facet("assumed", ("text", clause.assumed), "citation", place=place)
    if clause.because is not None:
        yield Facet("because", ("text", clause.because), "citation", place=place)
    if clause.notes:
        yield Facet("note", _texts(clause.notes), "citation", place=place)


def _texts(texts: Sequence[str]) -> Form:
    return ("texts", *texts)


def labelled(label: str | None, name: str, place: Place) -> Iterator[Facet]:
    """A label, where it is another than the name."""
    if label is not None and label != name:
        yield Facet("label", ("text", label), "description", place=place)


def written(label: str, name: str) -> str | None:
    """A label as written; models give the name where none is."""
    return None if label == name else label


def asked(forms: Forms, field: model.Field) -> Iterator[Facet]:
    """What a field takes: its domain, whether it is needed, whether it may be not applicable."""
    domain, place = field.domain, place_of(forms, field.clause)
    if field.kind in ("input", "answer"):
        share = domain.type == model.SHARE
        value = ("domain", domain.type.kind, domain.low, domain.high, domain.step, share)
        codes = tuple(choice.code for choice in domain.choices)
        told = ("choices", domain.type.kind, *codes) if codes else None
        yield Facet("domain", value, told=told, place=place)
    if field.need == "optional":
        yield Facet("need", ("optional",), place=place)
    elif field.default is not None and field.kind != "state":
        path = forms.fields[field.index].path
        yield Facet("need", ("default", forms.value(field.default, domain.type, path)), place=place)
    if field.not_applicable:
        yield Facet("applicable", True, place=place)
    if field.counted is not None:
        yield Facet("counted", ("counted", field.counted), place=place)


def options(forms: Forms, field: model.Field, of: Path) -> tuple[Part, ...]:
    """The options of a field; whatever more they have is said where they are scored."""
    place = place_of(forms, field.clause)
    return tuple(
        Part(
            "option",
            choice.code,
            forms.code(of, choice.code).path,
            written(choice.label, choice.code),
            tuple(labelled(choice.label, choice.code, place)),
            place=place,
        )
        for choice in field.domain.choices
    )


def rounding(places: model.Places | None) -> Iterator[Facet]:
    """A rounding."""
    if places is not None:
        yield Facet("places", ("places", places.count, places.mode), place=places.place)


# Ranges of a table


def edges(stretches: Sequence[model.Interval]) -> list[tuple[Form, Form]]:
    """The lower and the upper edge of each stretch.

    Where another begins exactly where one ends, the edge is the other's alone: it is one number of the table.
    """
    begins = {(s.low, s.low_open) for s in stretches if s.low is not None}
    found: list[tuple[Form, Form]] = []
    for s in stretches:
        lower: Form = None if s.low is None else ("above" if s.low_open else "from", s.low)
        upper: Form = None if s.high is None else ("below" if s.high_open else "to", s.high)
        if s.high is not None and (s.high, not s.high_open) in begins:
            upper = ("next",)
        found.append((lower, upper))
    return found


def bounds(stretch: model.Interval, edge: tuple[Form, Form], share: bool, place: Place) -> Facet:
    """A stretch of a table as one facet."""
    return Facet("range", ("edges", *edge), told=(interval(stretch), share), place=place)


def decimals(stretches: Sequence[model.Interval]) -> int:
    """The decimals that the numbers of a table are printed with."""
    ends = [end for s in stretches for end in (s.low, s.high) if isinstance(end, Fraction)]
    return max((decimal_places(end) or 0 for end in ends), default=0)
