"""Domains of answers, and values as written checked against them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.model import DATE
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import TEXT
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Choice
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree


def domain_of(context: Context, domain: tree.Domain, body: tuple[object, ...] = ()) -> Domain | None:
    """The domain as written; the options of `one of` and `any of` may stand in the body."""
    match domain:
        case tree.SimpleDomain():
            return Domain({"text": TEXT, "truth": TRUTH, "date": DATE}[domain.kind])
        case tree.ChoiceDomain():
            inside = tuple(line for line in body if isinstance(line, tree.Option))
            return choices(context, domain.options + inside, domain.many, domain.place)
        case tree.NumberDomain():
            return _numbers(context, domain)
        case _:
            assert_never(domain)


def choices(context: Context, options: tuple[tree.Option, ...], many: bool, place: Place) -> Domain | None:
    """The domain of named options."""
    if not options:
        context.add(problems.no_options(place))
        return None
    seen: dict[str, Place] = {}
    for option in options:
        first = seen.setdefault(option.name.text, option.name.place)
        if first != option.name.place:
            context.add(problems.duplicate_option(option.name.text, option.name.place, first))
    listed = tuple(Choice(o.name.text, o.label.text if o.label else o.name.text) for o in options)
    return Domain(Type("set" if many else "code", tuple(seen)), choices=listed)


def _numbers(context: Context, domain: tree.NumberDomain) -> Domain | None:
    bounds = domain.range
    low, high, step = bounds.low, bounds.high, domain.step
    if bounds.form not in ("span", "open") or low is None:
        context.add(problems.bad_range(bounds.place))
        return None
    share = low.percent
    if high is not None and high.percent != share:
        context.add(problems.mixed_ends(bounds.place))
        return None
    if step is not None and (step.value <= 0 or (step.percent and not share)):
        context.add(problems.bad_step(step.place))
        return None
    if high is not None and high.value <= low.value:
        context.add(problems.empty_range(bounds.place))
        return None
    unit = step.value if step else Fraction(1)
    if step is None and (low.value.denominator != 1 or (high is not None and high.value.denominator != 1)):
        context.add(problems.step_missing(bounds.place))
        return None
    if step is not None and high is not None and (high.value - low.value) % unit:
        context.add(problems.end_off_grid(high.value, unit, step.place, high.place))
        return None
    scale = Fraction(1, 100) if share else Fraction(1)
    return Domain(
        SHARE if share else NUMBER,
        low.value * scale,
        high.value * scale if high is not None else None,
        unit * scale,
    )


def value_of(
    context: Context, written: tree.Value, domain: Domain, name: str, not_applicable: bool
) -> Answer | None:
    """A value as written (`default`, `given`), checked against the domain; None where it does not fit."""
    if isinstance(written, tree.NotApplicable):
        if not_applicable:
            return NOT_APPLICABLE
        context.add(problems.never_not_applicable(name, written.place))
        return None
    value = typed(context, written, domain.type, name)
    if isinstance(value, Fraction) and not on_grid(value, domain):
        context.add(problems.value_outside_domain(context.text(written.place), written.place, name, domain))
        return None
    return value


def on_grid(value: Fraction, domain: Domain) -> bool:
    """Whether a number is one of the domain's."""
    if domain.low is not None and value < domain.low:
        return False
    if domain.high is not None and value > domain.high:
        return False
    start = domain.low or Fraction(0)
    return domain.step is None or (value - start) % domain.step == 0


def typed(context: Context, written: tree.Value, kind: Type, name: str) -> Value | None:
    """A value as written, of this type; reports what does not fit."""
    place = written.place
    match kind.kind, written:
        case "number", tree.Number(percent=False):
            return written.value
        case "share", tree.Number(percent=True):
            return written.value / 100
        case "truth", tree.Truth():
            return written.value
        case "date", tree.Day():
            return written.value
        case "text", tree.Quoted():
            return written.text
        case "code", tree.Ref() | tree.Quoted():
            return _code(context, written, kind, name)
        case "set", tree.ListValue():
            codes = [_code(context, item, kind, name) for item in written.items]
            return frozenset(code for code in codes if code) if all(codes) else None
        case "set", tree.Ref() | tree.Quoted():
            code = _code(context, written, kind, name)
            return frozenset([code]) if code else None
        case _:
            context.add(problems.wrong_value(context.text(place), place, name, kind))
            return None


def _code(context: Context, written: tree.Expression, kind: Type, name: str) -> str | None:
    match written:
        case tree.Ref(reading=None):
            code = ".".join(written.names)
        case tree.Quoted():
            code = written.text
        case tree.Ref() | _:
            code = context.text(written.place)
    if code in kind.codes:
        return code
    context.add(problems.unknown_option(code, written.place, name, kind.codes))
    return None


def as_day(day: tree.Day | None) -> date | None:
    """The date of a day as written."""
    return day.value if day else None
