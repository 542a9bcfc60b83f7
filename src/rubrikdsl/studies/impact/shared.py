"""What two plans have in common: the classifications, the score, the rankings; and what only one of them has.

Things are the same where their names are. An attribute that only names its code (`label`) says nothing of its
own and is no classification, unless the two rubrics name a code differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import TRUTH
from rubrikdsl.studies.impact.model import Classes
from rubrikdsl.studies.impact.model import Ranking
from rubrikdsl.studies.impact.model import Scheme
from rubrikdsl.studies.impact.model import Score

_Kind = Literal["code", "attribute", "outcome"]


@dataclass(frozen=True, slots=True)
class Found:
    """A classification of one plan: its step, and the classes or the outcome that it belongs to."""

    label: str
    scheme: Scheme
    step: int
    source: ir.Classes | ir.Outcome
    codes: Mapping[str, Value] | None = None
    """What an attribute says of each code."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A classification of both plans."""

    classes: Classes
    sides: tuple[Found, Found]


def classifications(old: ir.Plan, new: ir.Plan) -> tuple[Shared, ...]:
    """The classifications of both, in the order of OLD."""
    before, after = _by_name(old), _by_name(new)
    made = []
    for (kind, name), one in before.items():
        other = after.get((kind, name))
        if other is not None and not _only_names(one, other):
            label = other.label if other.label != name else one.label
            made.append(Shared(Classes(name, label, kind, one.scheme, other.scheme), (one, other)))
    return tuple(made)


def only(plan: ir.Plan, other: ir.Plan) -> tuple[str, ...]:
    """The names of what the other plan lacks; an attribute that only names its code is none of them."""
    found = _by_name(plan)
    saying = (key for key, one in found.items() if one.codes is None or not _is_one_each(one.codes))
    known = _by_name(other)
    lacking = [name for kind, name in saying if (kind, name) not in known]
    if plan.nodes and not other.nodes:
        lacking.insert(0, plan.nodes[0].name)
    held = {ranking.name for ranking in other.rankings}
    return (*lacking, *(ranking.name for ranking in plan.rankings if ranking.name not in held))


def score_of(old: ir.Plan, new: ir.Plan) -> Score | None:
    """The score of both, where both have one."""
    if not (old.nodes and new.nodes):
        return None
    before, after = old.nodes[0], new.nodes[0]
    shown = None if None in (before.shown, after.shown) else max(before.shown or 0, after.shown or 0)
    return Score((before.name, after.name), after.label, (before.scale, after.scale), shown)


def rankings(old: ir.Plan, new: ir.Plan) -> tuple[tuple[Ranking, tuple[ir.Ranking, ir.Ranking]], ...]:
    """The rankings of both; where they share none, the order of their scores."""
    after = {ranking.name: ranking for ranking in new.rankings}
    shared = [
        (Ranking(one.name, after[one.name].label), (one, after[one.name]))
        for one in old.rankings
        if one.name in after
    ]
    if not shared and old.nodes and new.nodes:
        return ((Ranking(None, new.nodes[0].label), (_by_score(old), _by_score(new))),)
    return tuple(shared)


def _by_score(plan: ir.Plan) -> ir.Ranking:
    """The order of the score: highest first, unless its bands say that lower is better."""
    root = plan.nodes[0]
    tables = (bands for bands in plan.bands if isinstance(bands, ir.Bands) and bands.of == root.result)
    lowest = {bands.lower for bands in tables} == {True}
    key = ir.Key(root.result, lowest, text=root.name)
    return ir.Ranking(root.name, root.label, key, (), "share", (), -1)


def _by_name(plan: ir.Plan) -> dict[tuple[_Kind, str], Found]:
    """All classifications of a plan, by kind and name."""
    made: dict[tuple[_Kind, str], Found] = {}
    for kind, index in plan.order:
        if kind == "bands":
            made.update(_of_codes(plan, plan.bands[index]))
        elif kind == "outcome":
            outcome = plan.outcomes[index]
            scheme = Scheme((True, False), TRUTH, ranked=True)
            made["outcome", outcome.name] = Found(outcome.label, scheme, outcome.step, outcome)
    return made


def _of_codes(plan: ir.Plan, classes: ir.Classes) -> Iterator[tuple[tuple[_Kind, str], Found]]:
    """A code and its attributes."""
    type = plan.types[classes.code]
    ranked = isinstance(classes, ir.Bands) or classes.ranked
    best_first = tuple(reversed(type.codes)) if ranked else type.codes
    yield (
        ("code", classes.name),
        Found(classes.label, Scheme(best_first, type, ranked), classes.code, classes),
    )
    for column, step in zip(classes.columns, classes.attributes, strict=True):
        table = plan.steps[step]
        assert isinstance(table, ir.Table)
        codes = {code: row.value for row in table.rows if isinstance(row.key, frozenset) for code in row.key}
        runs = [codes[code] for code in best_first if code in codes]
        order = tuple(dict.fromkeys(runs))
        together = sum(one != other for one, other in pairwise(runs)) == len(order) - 1
        scheme = Scheme(order, plan.types[step], ranked and together)
        yield ("attribute", f"{classes.name}.{column}"), Found(classes.label, scheme, step, classes, codes)


def _only_names(old: Found, new: Found) -> bool:
    """Whether an attribute says one thing a code, and both rubrics the same of the codes that they share."""
    if old.codes is None or new.codes is None:
        return False
    both = old.codes.keys() & new.codes.keys()
    one_each = _is_one_each(old.codes) and _is_one_each(new.codes)
    return one_each and all(old.codes[code] == new.codes[code] for code in both)


def _is_one_each(codes: Mapping[str, Value]) -> bool:
    """Whether no two codes have the same attribute."""
    return len(set(codes.values())) == len(codes)
