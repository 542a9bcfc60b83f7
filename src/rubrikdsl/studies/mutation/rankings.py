"""Changes of rankings, and a few records that a changed ranking puts in another order.

No example tells an order, for an example is one record: these changes are shown, and do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from itertools import combinations
from itertools import pairwise
from random import Random
from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.ranking import Placed
from rubrikdsl.engine.ranking import in_order
from rubrikdsl.engine.ranking import place
from rubrikdsl.engine.results import summarise
from rubrikdsl.plan import ir
from rubrikdsl.plan.steps import reads
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Field
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.model import with_one
from rubrikdsl.studies.mutation.values import joined
from rubrikdsl.studies.mutation.values import sentence

POOL = 30
"""Records that are made, of few values so that many are equal."""

NAMES = "ABC"


def changes(ranking: model.Ranking) -> Iterator[tuple[Words, model.Ranking]]:
    """The other end first, keys in another order, another rule for equals, a group less."""
    yield words.turned(ranking.by.text), replace(ranking, by=_turned(ranking.by))
    for at, key in enumerate(ranking.keys):
        yield words.turned(key.text), replace(ranking, keys=with_one(ranking.keys, at, _turned(key)))
    for at, (one, other) in enumerate(pairwise(ranking.keys)):
        keys = (*ranking.keys[:at], other, one, *ranking.keys[at + 2 :])
        yield words.keys_swapped(one.text, other.text), replace(ranking, keys=keys)
    if not ranking.keys:
        other_ties: Literal["share", "dense"] = "share" if ranking.ties == "dense" else "dense"
        yield words.ties(ranking.ties, other_ties), replace(ranking, ties=other_ties)
    for at in range(len(ranking.within)):
        within = (*ranking.within[:at], *ranking.within[at + 1 :])
        yield words.within_dropped(at + 1), replace(ranking, within=within)


def _turned(key: model.Key) -> model.Key:
    return replace(key, lowest=not key.lowest)


def ordered(plan: ir.Plan, changed: ir.Plan) -> Ordered:
    """Records that the change puts in another order, as few as can be; none where none were found."""
    pairs = zip(plan.rankings, changed.rankings, strict=True)
    before, after = next((one, other) for one, other in pairs if _said(one) != _said(other))
    pool = [record for record in _pool(plan, before) if _placed(plan, before, 0, record) is not None]
    for some in chain(combinations(pool, 2), combinations(pool[:12], 3)):
        named = [replace(record, name=name) for record, name in zip(some, NAMES, strict=False)]
        was, now = _ranks(plan, before, named), _ranks(changed, after, named)
        told = [
            words.difference(words.rank_of(name), words.whole(one), words.whole(other))
            for name, one, other in zip(NAMES, was, now, strict=False)
            if one != other
        ]
        if told:
            said = [words.one_record(record.name, sentence(plan, record)) for record in named]
            return Ordered(tuple(named), words.told_by(joined(said, 3), joined(told, 3)))
    return Ordered((), words.NO_ORDER)


def _placed(plan: ir.Plan, ranking: ir.Ranking, at: int, record: Record) -> Placed | None:
    found = run(plan, record)
    placed = place(ranking, at, found, summarise(found, ()))
    return placed if isinstance(placed, Placed) else None


def _ranks(plan: ir.Plan, ranking: ir.Ranking, records: Sequence[Record]) -> list[int]:
    """The rank of each record; 0 where it has none."""
    placed = [_placed(plan, ranking, at, record) for at, record in enumerate(records)]
    ranks = {one.at: one.rank or 0 for one in in_order(ranking, (one for one in placed if one is not None))}
    return [ranks.get(at, 0) for at in range(len(records))]


def _said(ranking: ir.Ranking) -> object:
    """What a ranking says, whatever its steps are called in its plan."""
    keys = tuple((key.text, key.lowest) for key in (ranking.by, *ranking.keys))
    return keys, len(ranking.within), ranking.ties


def _pool(plan: ir.Plan, ranking: ir.Ranking) -> Iterator[Record]:
    """Records that say what a ranking reads: groups are given, leaves are answered."""
    steps = {ranking.by.step, *ranking.within, *(key.step for key in ranking.keys)}
    results = {node.result: node.index for node in plan.nodes}
    nodes, fields = set[int](), set[int]()
    waiting, seen = list(steps), set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if at in results:
            nodes.add(results[at])
            continue
        match inner := plan.steps[at]:
            case ir.Answer(field) | ir.Applies(field):
                fields.add(field)
            case _:
                waiting.extend(reads(inner))
    nodes = {node for node in nodes if not nodes & set(_above(plan, node))}
    random = Random(1)
    for _ in range(POOL):
        given = {node: random.choice(_numbers(plan.nodes[node])) for node in sorted(nodes)}
        answers = {f: random.choice(some) for f in sorted(fields) if (some := _few(plan.fields[f]))}
        yield Record("", answers, {k: ("value", v) for k, v in given.items()})


def _above(plan: ir.Plan, node: int) -> Iterator[int]:
    at = plan.nodes[node].parent
    while at is not None:
        yield at
        at = plan.nodes[at].parent


def _numbers(node: ir.Node) -> tuple[Fraction, ...]:
    low, high = node.scale.floor, node.scale.top
    return low, high, low + (high - low) // 2


def _few(field: Field) -> tuple[Answer, ...]:
    domain = field.domain
    match domain.type.kind:
        case "number" | "share":
            low = domain.low or Fraction(0)
            return low, low + (domain.step or 1), low + 2 * (domain.step or 1)
        case "truth":
            return True, False
        case "code":
            return tuple(choice.code for choice in domain.choices[:3])
        case "text":
            return "a", "b"
        case _:
            return ()
