"""Every completion of a made record, one by one: what bounds must equal, found without bounds.

A completion answers what the record leaves open, each with a value of its domain, with "not applicable" where
that is allowed; what is optional may stay missing. What the rubric makes of it, the oracle says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from itertools import product
from math import prod
from random import Random
from typing import Union

from tests.properties.made import SKIP
from tests.properties.made import Asked
from tests.properties.made import Checklist
from tests.properties.made import Filled
from tests.properties.made import Group
from tests.properties.made import Leaf
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Skip
from tests.properties.made import Value
from tests.properties.made import below
from tests.properties.made import items_of
from tests.properties.oracle import Found
from tests.properties.oracle import Scorer
from tests.properties.oracle import State
from tests.properties.strategies import Maker
from tests.properties.writing import asked_of

LARGEST = 24
"""A domain of more answers is not left open."""


@dataclass(frozen=True)
class Silent:
    """An optional answer that stays missing."""


Way = tuple[int, ...]
"""Which member of which member: nothing for the record itself."""

Choice = Union[Value, Skip, Silent]


@dataclass(frozen=True)
class Open:
    """A question that is not answered: of which member (through which others), its name, what it may be."""

    member: Way
    name: str
    choices: tuple[Choice, ...]


def domain(asked: Asked) -> tuple[Choice, ...] | None:
    """All answers; None where they are too many."""
    match asked.kind:
        case "truth":
            return True, False
        case "code":
            return asked.codes
        case "text" | "date":
            return None
        case "set":
            sets: list[frozenset[str]] = [frozenset()]
            for code in asked.codes:
                sets += [one | {code} for one in sets]
            return tuple(sets)
        case "number":
            if asked.high is None or (asked.high - asked.low) / asked.step >= LARGEST:
                return None
            count = int((asked.high - asked.low) / asked.step) + 1
            return tuple(asked.low + asked.step * at for at in range(count))


def questions(made: Made, filled: Filled, member: Way = ()) -> Iterator[tuple[Open, bool]]:
    """Everything that may be asked of a record, and whether it is answered; no choices: too many."""
    skips = {node.name for node in made.nodes() if isinstance(node, Leaf) and node.may_skip}
    for asked in asked_of(made):
        found = domain(asked)
        if found is not None and asked.name in skips:
            found = (*found, SKIP)
        if found is not None and asked.need == "optional":
            found = (*found, Silent())
        yield Open(member, asked.name, found or ()), asked.name in filled.answers
    for node in made.nodes():
        scoring = node.scoring if isinstance(node, Leaf) else None
        optional = scoring.optional if isinstance(scoring, Checklist) else frozenset()
        for item in items_of(node) if isinstance(node, Leaf) else ():
            name = f"{node.name}.{item}"
            yield (
                Open(member, name, (True, False, SKIP) if item in optional else (True, False)),
                name in filled.answers,
            )
        if node.may_skip and not (isinstance(node, Leaf) and node.asked is not None):
            applies = node.name in filled.answers or stated(node, filled)
            yield Open(member, node.name, (Silent(), SKIP)), applies


def stated(node: Node, filled: Filled) -> bool:
    """Whether the record says something at or below a node, so that it applies."""
    return any(names_of(inner) & {*filled.answers, *filled.given} for inner in below(node))


def names_of(node: Node) -> set[str]:
    """By what a record may answer or give a node: its own name, its inputs, its items."""
    items = items_of(node) if isinstance(node, Leaf) else ()
    return {node.name, *(asked.name for asked in node.inputs), *(f"{node.name}.{item}" for item in items)}


def filled_up(made: Made, filled: Filled, random: Random) -> Filled | None:
    """The record with all answered that may be answered; None where something stays open that has no end."""
    maker = Maker(random, 1)
    given = dict(filled.given)
    hidden = {n.name for node in made.nodes() if node.name in given for n in below(node)}
    skipped = [node for node in made.nodes() if isinstance(filled.answers.get(node.name), Skip)]
    hidden |= {n.name for node in skipped for n in below(node)}
    for node in made.nodes():
        if isinstance(node, Group) and not node.children and node.formula is None and node.name not in given:
            if node.name in hidden:
                return None
            given[node.name] = ("value", node.floor)
    answers = dict(filled.answers)
    for node in made.nodes():
        if node.name not in hidden:
            asked = [*node.inputs, *([node.asked] if isinstance(node, Leaf) and node.asked else [])]
            answers |= {one.name: maker.answer(one) for one in asked if one.name not in answers}
            for item in items_of(node) if isinstance(node, Leaf) else ():
                answers.setdefault(f"{node.name}.{item}", maker.chance(50))
    answers |= {one.name: maker.answer(one) for one in made.inputs if one.name not in answers}
    members = [filled_up(made.member, one, random) for one in filled.members] if made.member else []
    kept = tuple(one for one in members if one is not None)
    return Filled(answers, given, kept) if len(kept) == len(members) else None


def records(made: Made, filled: Filled, way: Way = ()) -> Iterator[tuple[Way, Made, Filled]]:
    """A record and all members in it, each with its rubric."""
    yield way, made, filled
    for number, member in enumerate(filled.members):
        assert made.member is not None
        yield from records(made.member, member, (*way, number))


def open_in(made: Made, filled: Filled) -> tuple[Open, ...]:
    """What a record leaves open, its members included."""
    all_ = records(made, filled)
    return tuple(one for way, own, each in all_ for one, said in questions(own, each, way) if not said)


def opened(made: Made, filled: Filled, random: Random, most: int) -> Filled | None:
    """The record with some answers taken away; None where it has too many completions."""
    if prod(len(one.choices) or most + 1 for one in open_in(made, filled)) > most:
        return None
    names = [(way, name) for way, _, each in records(made, filled) for name in each.answers]
    random.shuffle(names)
    for member, name in names[: random.randint(1, 8)]:
        less = changed(filled, member, name, Silent())
        if prod(len(one.choices) or most + 1 for one in open_in(made, less)) <= most:
            filled = less
    return filled


def changed(filled: Filled, member: Way, name: str, choice: Choice) -> Filled:
    """The record with an answer."""
    if member:
        at, *rest = member
        inner = changed(filled.members[at], tuple(rest), name, choice)
        return replace(filled, members=(*filled.members[:at], inner, *filled.members[at + 1 :]))
    answers = {key: value for key, value in filled.answers.items() if key != name}
    return replace(filled, answers=answers if isinstance(choice, Silent) else {**answers, name: choice})


@dataclass(frozen=True)
class Every:
    """What each value is under every completion that is not refused; by the choice at each open question."""

    open: tuple[Open, ...]
    results: dict[tuple[int, ...], dict[str, Found]]
    kept: tuple[set[Found], ...] = ()
    """Of each assertion whether a completion keeps it."""

    def values(self, name: str) -> set[Found]:
        """All that a named value can be."""
        found = {one[name] for one in self.results.values()}
        return found - {State.MISSING}

    def deciding(self, name: str) -> set[tuple[Way, str]]:
        """The questions of which one alone can change a value."""
        met: set[tuple[Way, str]] = set()
        for at, asked in enumerate(self.open):
            groups: dict[tuple[int, ...], set[Found]] = {}
            for choice, one in self.results.items():
                if one[name] is not State.MISSING:
                    groups.setdefault((*choice[:at], *choice[at + 1 :]), set()).add(one[name])
            if any(len(group) > 1 for group in groups.values()):
                met.add((asked.member, asked.name))
        return met


def every(made: Made, filled: Filled) -> Every:
    """All completions of a record, scored by the oracle."""
    open_ = open_in(made, filled)
    results: dict[tuple[int, ...], dict[str, Found]] = {}
    kept: tuple[set[Found], ...] = tuple(set() for _ in made.asserted)
    for choice in product(*(range(len(one.choices)) for one in open_)):
        whole = filled
        for at, asked in zip(choice, open_, strict=True):
            whole = changed(whole, asked.member, asked.name, asked.choices[at])
        scorer = Scorer(made, whole)
        found = scorer.results()
        if State.FAULT not in found.values():
            results[choice] = found
        for asserted, met in zip(made.asserted, kept, strict=True):
            met.add(scorer.kept(asserted))
    return Every(open_, results, kept)
