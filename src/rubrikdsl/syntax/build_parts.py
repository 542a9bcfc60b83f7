"""From reductions to the parts of a line: weights, ranges, domains, tails, and what a node says of itself.

Parts come in any order and each at most once; `gather` sorts them by kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import Literal
from typing import NamedTuple

from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.automaton import Action
from rubrikdsl.syntax.build_expression import RefusedError
from rubrikdsl.syntax.build_expression import Where
from rubrikdsl.syntax.build_expression import construct
from rubrikdsl.syntax.build_expression import name
from rubrikdsl.syntax.build_expression import number_of

LARGEST = 1000
"""The largest count that a rubric may state (decimal places, members, first level of a ladder)."""


class Part(NamedTuple):
    """A part of a line by kind; `text` what was written there is in the place."""

    kind: str
    value: Any
    place: Place


_KINDS: dict[type, str] = {
    tree.Weight: "weight",
    tree.NumberDomain: "domain",
    tree.ChoiceDomain: "domain",
    tree.SimpleDomain: "domain",
    tree.Range: "scale",
    tree.Places: "places",
    tree.Aggregate: "aggregate",
    tree.Goalposts: "goalposts",
    tree.Applicability: "applicability",
    tree.Number: "value",
}

_MANY = frozenset({"source", "note"})


def gather(children: Sequence[Any]) -> dict[str, Any]:
    """Parts by kind, the tail's under `tail`; a kind said twice refuses the line."""
    found: dict[str, Any] = {}
    places: dict[str, Place] = {}
    sources: list[tree.Quoted] = []
    notes: list[tree.Quoted] = []
    for child in children:
        if type(child) is Part:
            kind, value, place = child
        elif type(child) is Where:
            kind, value, place = "where", child.value, child.value.place
        else:
            kind, value, place = _KINDS[type(child)], child, child.place
        if kind in _MANY:
            (sources if kind == "source" else notes).append(value)
            continue
        if kind in places:
            raise RefusedError(problems.repeated(place, places[kind]))
        places[kind] = place
        found[kind] = value
    assumed, because = found.pop("assumed", None), found.pop("because", None)
    if sources or notes or assumed is not None or because is not None:
        found["tail"] = tree.Tail(tuple(sources), assumed, because, tuple(notes))
    else:
        found["tail"] = _NO_TAIL
    return found


_NO_TAIL = tree.Tail()


def part(kind: str) -> Action:
    """An action that marks its one value as a part of this kind."""
    return lambda children, place: Part(kind, children[0], place)


def whole(number: tree.Number, least: int = 0) -> int:
    """The count that a number states."""
    if number.percent or number.value.denominator != 1 or not least <= number.value <= LARGEST:
        raise RefusedError(problems.whole_number(number.place, LARGEST, least))
    return int(number.value)


def _label(children: Sequence[Any], place: Place) -> Part:
    return Part("label", tree.Quoted(children[0].text[1:-1], place), place)


def _range(form: Literal["span", "open", "upto", "from", "above", "below", "value"]) -> Action:
    def build(children: Sequence[Any], place: Place) -> tree.Range:
        low = None if form in ("upto", "below") else children[0]
        high = None if form in ("open", "from", "above") else children[-1]
        return tree.Range(form, low, high, place)

    return build


def _number_domain(children: Sequence[Any], place: Place) -> tree.NumberDomain:
    return tree.NumberDomain(children[0], children[1] if len(children) > 1 else None, place)


def _choice(many: bool) -> Action:
    return lambda children, place: tree.ChoiceDomain(many, tuple(children), place)


def _simple(kind: Literal["text", "truth", "date"]) -> Action:
    return lambda _, place: tree.SimpleDomain(kind, place)


def _inline_option(children: Sequence[Any], place: Place) -> tree.Option:
    return tree.Option(children[0], gather(children[1:]).get("label"), place=place)


# Weights: a case is (case, how it ends)


class _Case(NamedTuple):
    case: tree.WeightCase
    ending: Literal["", "when", "otherwise"]


def _weight_percent(children: Sequence[Any], place: Place) -> tree.WeightCase:
    return tree.WeightCase("percent", number_of(children[0]), None, place)


def _weight_points(children: Sequence[Any], place: Place) -> tree.WeightCase:
    return tree.WeightCase("points", number_of(children[0]), None, place)


def _weight_of_total(children: Sequence[Any], place: Place) -> tree.WeightCase:
    return tree.WeightCase("total", number_of(children[0]), None, place)


def _weight_equal(_: Sequence[Any], place: Place) -> tree.WeightCase:
    return tree.WeightCase("equal", None, None, place)


def _weight_bare(children: Sequence[Any], place: Place) -> tree.WeightCase:
    number = number_of(children[0])
    if number.value != 0:
        raise RefusedError(problems.weight_without_unit(place, number.value))
    return tree.WeightCase("percent", number, None, place)  # nothing is nothing in every unit


def _weight_when(children: Sequence[Any], place: Place) -> _Case:
    amount: tree.WeightCase = children[0]
    return _Case(tree.WeightCase(amount.kind, amount.amount, children[1], place), "when")


def _weight(children: Sequence[Any], place: Place) -> tree.Weight:
    endings = [case.ending for case in children]
    if endings != [""] and endings != ["when"] * (len(endings) - 1) + ["otherwise"]:
        raise RefusedError(problems.weight_cases(place))
    if endings == ["otherwise"]:
        raise RefusedError(problems.weight_cases(place))
    return tree.Weight(tuple(case.case for case in children), place)


def _places(children: Sequence[Any], place: Place) -> tree.Places:
    roundings: dict[str, Literal["half-even", "down", "up"]] = {
        "half_even": "half-even",
        "down": "down",
        "up": "up",
    }
    if len(children) == 1:
        return tree.Places(whole(children[0]), place=place)
    return tree.Places(whole(children[0]), roundings[children[1]], place)


def _aggregate(
    kind: Literal["mean", "sum", "min", "max", "median", "best", "geometric", "harmonic"],
) -> Action:
    def build(children: Sequence[Any], place: Place) -> tree.Aggregate:
        if kind == "best":
            return tree.Aggregate(kind, whole(children[0], 1), None, place)
        return tree.Aggregate(kind, None, children[0] if children else None, place)

    return build


def _goalposts(children: Sequence[Any], place: Place) -> tree.Goalposts:
    return tree.Goalposts(children[0], children[1], children[2] if len(children) > 2 else None, place)


def _counted(children: Sequence[Any]) -> tuple[tree.Counted | None]:
    return (children[0] if children else None,)


PARTS: dict[str, Action] = {
    "label": _label,
    "weight": _weight,
    "weight_case": lambda children, _: _Case(children[0], ""),
    "weight_when": _weight_when,
    "weight_otherwise": lambda children, _: _Case(children[0], "otherwise"),
    "weight_percent": _weight_percent,
    "weight_points": _weight_points,
    "weight_equal": _weight_equal,
    "weight_of_total": _weight_of_total,
    "weight_bare": _weight_bare,
    "onto": part("onto"),
    "places": _places,
    "rounding": construct,
    "shown": lambda children, place: Part("shown", whole(children[0]), place),
    "by_mean": _aggregate("mean"),
    "by_sum": _aggregate("sum"),
    "by_min": _aggregate("min"),
    "by_max": _aggregate("max"),
    "by_median": _aggregate("median"),
    "by_best": _aggregate("best"),
    "by_geometric_mean": _aggregate("geometric"),
    "by_harmonic_mean": _aggregate("harmonic"),
    "goalposts": _goalposts,
    "may_be_not_applicable": lambda children, place: tree.Applicability(None, *_counted(children), place),
    "not_applicable_when": lambda children, place: tree.Applicability(
        children[0], *_counted(children[1:]), place
    ),
    "counts_full": lambda _, __: "full",
    "counts_zero": lambda _, __: "zero",
    "optional": lambda _, place: Part("optional", True, place),
    "default": part("default"),
    "checklist": lambda _, place: Part("method", ("checklist", 0), place),
    "ladder": lambda _, place: Part("method", ("ladder", 0), place),
    "ladder_from": lambda children, place: Part("method", ("ladder", whole(children[0])), place),
    "bins_of": part("bins_of"),
    "number_domain": _number_domain,
    "one_of": _choice(False),
    "any_of": _choice(True),
    "inline_option": _inline_option,
    "text": _simple("text"),
    "yes_or_no": _simple("truth"),
    "date": _simple("date"),
    "span": _range("span"),
    "open": _range("open"),
    "upto": _range("upto"),
    "from": _range("from"),
    "above": _range("above"),
    "below": _range("below"),
    "value_range": _range("value"),
    "when": part("when"),
    "at_least": lambda children, place: Part("at_least", whole(children[0]), place),
    "source": part("source"),
    "assumed": part("assumed"),
    "because": part("because"),
    "note": part("note"),
    "code": lambda children, _: name(children[0]),
    "quoted_code": lambda children, place: tree.Name(children[0].text[1:-1], place),
    "on": part("on"),
}
