"""Which text of a rubric scored something: its version and the digest of its meaning.

The digest is SHA-256 over a canonical text of what the plan means, so it is the same in every process, on
every machine and in both vocabularies. It covers:

- the rubric's name, and the names and paths of its inputs, answers, items and score nodes;
- every domain (kind, bounds, step, codes of the options in their order), required, optional or default
  with its value, and whether an answer may be not applicable;
- every weight with its conditions, scale, aggregate, adjustment, formula, bin, option, case, rounding and
  rule of applicability;
- every `let`, band table (edges, codes, attributes, limits, whether lower is better), decision (tests, codes)
  and outcome, by name, in the order written (the rows of a table count in any order, unless the first match
  decides);
- every ranking: its name, what it orders by, within what, and how ties are treated;
- every collection: its name, how many members it asks for, which it keeps, and its members' rubric, whole.

It does not cover labels (unless a band table gives them as an attribute), comments, layout, citations,
`assumed`, notes, the issuer, the period of validity, places in a file, examples, or what is asserted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import member_plan
from rubrikdsl.semantics import terms

_FORM = "rubrik-meaning-1"
"""The form of the canonical text; a change of it changes every digest."""


def version(plan: ir.Plan) -> str:
    """The first day on which this text of the rubric is in force, as `2022-01-01`; empty if undated."""
    return "" if plan.valid_from is None else plan.valid_from.isoformat()


def digest(plan: ir.Plan) -> str:
    """64 hexadecimal digits that change when the meaning of the rubric does."""
    return _hash("\n".join((_FORM, *_lines(plan))))


def asserted(plan: ir.Plan) -> str:
    """A digest of what the author asserts, labels included; empty where nothing is."""
    if not plan.assertions:
        return ""
    steps = _steps(plan)
    return _hash(_text([(one.label, steps[one.holds]) for one in plan.assertions]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(plan: ir.Plan) -> Iterator[str]:
    """The canonical text: one line a part; a step stands there as the digest of its own text."""
    members = tuple(_steps(collection.plan) for collection in plan.collections)
    steps = _steps(plan)
    yield _text(("rubric", plan.name))
    for field in plan.fields:
        yield _text(("field", _field(field)))
    for node in plan.nodes:
        scored = [steps[s] for s in (node.own_weight, node.applicable, node.unrounded, node.result)]
        yield _text(("node", node.path, node.kind, (node.scale.floor, node.scale.top), scored))
    for kind, index in plan.order:
        if kind == "let":
            let = plan.lets[index]
            yield _text((kind, let.name, steps[let.step]))
        elif kind == "bands":
            bands = plan.bands[index]
            attributes = [steps[s] for s in bands.attributes]
            turned = ("lower",) if isinstance(bands, ir.Bands) and bands.lower else ()
            yield _text((kind, bands.name, steps[bands.code], bands.columns, attributes, *turned))
        else:
            outcome = plan.outcomes[index]
            yield _text((kind, outcome.name, [steps[s] for s, _, _ in outcome.requirements]))
    for ranking in plan.rankings:
        keys = [(steps[key.step], key.lowest, *_order(plan, key)) for key in (ranking.by, *ranking.keys)]
        within = [steps[s] for s in ranking.within]
        yield _text(("ranking", ranking.name, keys, within, ranking.ties))
    for collection, known in zip(plan.collections, members, strict=True):
        where = None if collection.where is None else known[collection.where]
        yield _text(("collection", collection.name, collection.at_least, where, digest(collection.plan)))


def _order(plan: ir.Plan, key: ir.Key) -> tuple[str, ...]:
    """The codes that a key ranks by, in their order; none where it is a number."""
    type = plan.types[key.step]
    return type.codes if type.kind == "code" else ()


def _field(field: terms.Field) -> tuple[object, ...]:
    domain = field.domain
    return (
        field.path,
        field.kind,
        field.need,
        field.default,
        field.not_applicable,
        (domain.type.kind, domain.low, domain.high, domain.step),
        tuple(choice.code for choice in domain.choices),
    )


def _steps(plan: ir.Plan) -> tuple[str, ...]:
    """The digest of each step's own text, so that no number of a step or a line counts."""
    members = tuple(_steps(collection.plan) for collection in plan.collections)
    known: list[str] = []
    for step in plan.steps:
        known.append(_hash(_text((type(step).__name__, *_step(plan, step, known, members)))))
    return tuple(known)


def _step(
    plan: ir.Plan, step: ir.Step, known: list[str], members: tuple[tuple[str, ...], ...]
) -> tuple[object, ...]:
    """What a step reads (as digests, fields and nodes by path) and its constants."""

    def of(index: int | None) -> str | None:
        return None if index is None else known[index]

    def all_of(indices: tuple[int, ...]) -> list[str]:
        return [known[index] for index in indices]

    match step:
        case ir.Constant(value):
            return (value,)
        case ir.Answer(field) | ir.Applies(field):
            return (plan.fields[field].kind, plan.fields[field].path)
        case ir.Operation(op, args):
            return (op, all_of(args))
        case ir.Rounded(arg, places, mode):
            return (of(arg), places, mode)
        case ir.Logarithm(arg, base, places, mode):
            return (of(arg), base, places, mode)
        case ir.Reached(arg, start, end, places, mode):
            return (of(arg), of(start), of(end), places, mode)
        case ir.Table(arg, rows, what):
            return (of(arg), what, sorted(_text((_key(row.key), row.value)) for row in rows))
        case ir.Held(items, weights):
            return (all_of(items), weights)
        case ir.Choose(branches, otherwise):
            return ([(of(condition), of(value)) for condition, value in branches], of(otherwise))
        case ir.Among(arg, values):
            return (of(arg), values)
        case ir.IsMissing(arg) | ir.IsApplicable(arg):
            return (of(arg),)
        case ir.IsStated(node):
            return (plan.nodes[node].path,)
        case ir.Stated(node, weight, otherwise):
            return (plan.nodes[node].path, of(weight), of(otherwise))
        case ir.Share(at, weights, applicable):
            return (at, all_of(weights), all_of(applicable))
        case ir.Mean(values, weights, tops, top):
            return (all_of(values), all_of(weights), tops, top)
        case ir.Aggregate(kind, values, weights, tops, top, best, places, mode):
            return (kind, all_of(values), all_of(weights), tops, top, best, places, mode)
        case ir.OnlyIf(applicable, value):
            return (of(applicable), of(value))
        case ir.Decide(args, absent, rows, otherwise, first):
            lines = [_text((_tests(row), row.code)) for row in rows]
            last = None if otherwise is None else otherwise.code
            return (all_of(args), absent, first, lines if first else sorted(lines), last)
        case ir.AtMost(code, limit, order) | ir.AtLeast(code, limit, order):
            return (of(code), limit, order)
        case ir.All(args):
            return (all_of(args),)
        case ir.Quantified(kind, _, _, counts, holds):
            return (kind, all_of(counts), all_of(holds))
        case ir.Fold(kind, _, value, where):
            names = [
                member_plan(plan, step.path[:depth]).collections[index].name
                for depth, index in enumerate(step.path)
            ]
            of_member = _steps(member_plan(plan, step.path)) if step.below else members[step.collection]
            return (
                kind,
                names[0],
                None if value is None else of_member[value],
                None if where is None else of_member[where],
                *names[1:],
            )
        case _:
            assert_never(step)


def _key(key: terms.Interval | frozenset[str]) -> object:
    if isinstance(key, frozenset):
        return key
    return (key.low, key.low_open, key.high, key.high_open)


def _tests(row: terms.Case) -> list[object]:
    return [
        test and ([_key(interval) for interval in test.intervals], test.values, test.missing)
        for test in row.tests
    ]


def _text(part: object) -> str:
    """One unambiguous text for names, numbers, truths, days, sets and sequences of these."""
    match part:
        case None | bool():
            return repr(part)
        case str():
            return f"{len(part)}:{part}"
        case int() | Fraction():
            return f"n{part}"
        case date():
            return f"d{part.isoformat()}"
        case frozenset():
            return "{" + ",".join(sorted(_text(member) for member in part)) + "}"
        case tuple() | list():
            return "(" + ",".join(_text(member) for member in part) + ")"
        case _:
            raise TypeError(f"{type(part).__name__} has no canonical text")
