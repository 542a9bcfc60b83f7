"""Bounds of incomplete records equal brute force over all completions: neither wider nor narrower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import cast

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.completions import Choice
from tests.properties.completions import Every
from tests.properties.completions import Open
from tests.properties.completions import Silent
from tests.properties.completions import Way
from tests.properties.completions import changed
from tests.properties.completions import every
from tests.properties.completions import filled_up
from tests.properties.completions import names_of
from tests.properties.completions import open_in
from tests.properties.completions import opened
from tests.properties.completions import records
from tests.properties.made import SKIP
from tests.properties.made import Filled
from tests.properties.made import Made
from tests.properties.made import below
from tests.properties.oracle import State
from tests.properties.scoring import ready
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import Filler
from tests.properties.strategies import cases

from rubrikdsl.engine.partial.bounds import bounds_of
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import is_known
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import Rubric

MOST = 120
"""Completions of one record that are tried one by one."""


def partial(case: Case, seed: int) -> Iterator[Filled]:
    """Records with a few answers missing, some with given nodes."""
    random = Random(seed)
    filler = Filler(random, case.made)
    for often_given in (0, 0, 40):
        whole = filled_up(case.made, filler.filled(100, often_given), random)
        found = None if whole is None else opened(case.made, whole, random, MOST)
        if found is not None:
            yield found


def bounds(result: Result) -> dict[str, Bounds]:
    refused = any(problem.severity == "error" for problem in result.problems)
    return {} if refused else {one.name: one for one in bounds_of(result._row.run)}


@settings(max_examples=30, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_bounds_equal_brute_force(case: Case, seed: int) -> None:
    rubric = ready(case.text)
    for filled in partial(case, seed):
        found = bounds(score(rubric, case.made, filled))
        if not found:
            continue
        all_ = every(case.made, filled)
        for one in found.values():
            compared(one, all_)
            confirmed(one, rubric, case, filled, all_)


@settings(max_examples=15, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_answering_more_never_widens(case: Case, seed: int) -> None:
    random = Random(seed)
    rubric = ready(case.text)
    for filled in partial(case, seed):
        if hidden(case.made, filled) or any(each.given for _, _, each in records(case.made, filled)):
            continue
        before = bounds(score(rubric, case.made, filled))
        for asked in open_in(case.made, filled):
            choice = random.choice(asked.choices)
            less = score(rubric, case.made, changed(filled, asked.member, asked.name, choice))
            if isinstance(choice, Silent) or any(p.severity == "error" for p in less.problems):
                continue
            after = bounds(less)
            for name, one in before.items():
                if less.status(name) == "final":
                    assert holds(one, less[name]), (one, less[name])
                elif name in after and one.exact and after[name].exact:
                    assert within(after[name], one), (after[name], one)


def holds(one: Bounds, value: object) -> bool:
    match one.can_be:
        case Between(low, high):
            assert isinstance(value, Fraction)
            return (low is None or low <= value) and (high is None or value <= high)
        case OneOf(members):
            return value in members
        case Anything():
            return True


def within(less: Bounds, more: Bounds) -> bool:
    inside = less.not_applicable <= more.not_applicable
    match less.can_be:
        case Between(low, high) if isinstance(more.can_be, Between):
            ends = [end for end in (low, high) if end is not None]
            open_ = (low is None) <= (more.can_be.low is None) and (high is None) <= (
                more.can_be.high is None
            )
            return inside and open_ and all(holds(more, end) for end in ends)
        case OneOf(members):
            return inside and all(holds(more, value) for value in members)
        case _:
            return inside


def compared(one: Bounds, all_: Every) -> None:
    """Exact bounds are what brute force finds; others are around it."""
    if State.MISSING in {each[one.name] for each in all_.results.values()}:
        assert not one.exact, one  # it reads members that nobody states
        return
    wanted = all_.values(one.name)
    values = {value for value in wanted if not isinstance(value, State)}
    skipped = State.SKIPPED in wanted
    assert one.not_applicable == skipped if one.exact else one.not_applicable >= skipped, one
    match one.can_be:
        case Between(low, high):
            numbers = [value for value in values if isinstance(value, Fraction)]
            assert (low is None or low <= min(numbers)) and (high is None or high >= max(numbers)), one
            if one.exact:
                assert (low, high) == (min(numbers), max(numbers)), (one, wanted)
        case OneOf(members):
            assert set(members) == values if one.exact else set(members) >= values, (one, wanted)
        case Anything():
            pass
    if one.decides:
        deciding, told = all_.deciding(one.name), {named(path, all_) for path in one.deciding}
        assert told == deciding if one.deciding_exact else told >= deciding, (one, deciding)


def confirmed(one: Bounds, rubric: Rubric, case: Case, filled: Filled, all_: Every) -> None:
    """Each end and each value is attained by its completion, through the whole program."""
    attained = [found for found, _ in one.attained]
    if one.exact:
        match one.can_be:
            case Between(low, high):
                assert {low, high} <= {*attained}, one
            case OneOf(members):
                assert {*members} <= {*attained}, one
            case Anything():
                pass
    if any(each.given for _, _, each in records(case.made, filled)):
        return  # below a given node nothing can be answered as well
    if hidden(case.made, filled) & {asked.name for asked in all_.open}:
        return  # nor below one that does not apply
    for value, completion in one.attained:
        whole = filled
        for path, answer in completion.answers:
            member, name = named(path, all_)
            whole = changed(whole, member, name, answered(answer, member, name, all_))
        result = score(rubric, case.made, unanswered(case.made, whole))
        status = "not-applicable" if value is NOT_APPLICABLE else "final"
        expected = None if value is NOT_APPLICABLE else value
        assert (result.status(one.name), result[one.name]) == (status, expected), (result.problems, whole)


def unanswered(made: Made, filled: Filled) -> Filled:
    """The record without answers below what is not applicable; what a member says stays as it is."""
    members = tuple(unanswered(made.member, one) for one in filled.members) if made.member else ()
    gone = hidden(made, replace(filled, members=()))
    answers = {name: answer for name, answer in filled.answers.items() if name not in gone}
    return replace(filled, answers=answers, members=members)


def hidden(made: Made, filled: Filled) -> set[str]:
    """What lies below nodes that do not apply, of a record and its members."""
    gone: set[str] = set()
    for _, own, each in records(made, filled):
        for node in own.nodes():
            if each.answers.get(node.name) is SKIP:
                gone |= {name for inner in below(node) for name in names_of(inner)} - {node.name}
    return gone


def answered(answer: Found, member: Way, name: str, all_: Every) -> Choice:
    """An answer of a completion as a made record has it."""
    (asked,) = (asked for asked in all_.open if (asked.member, asked.name) == (member, name))
    if answer is NOT_APPLICABLE:
        return SKIP
    if isinstance(answer, Missing) or asked.choices[:1] == (Silent(),):
        return Silent()
    assert is_known(answer)
    return cast(Choice, answer)


def named(path: str, all_: Every) -> tuple[Way, str]:
    """The open question at a path."""
    *members, rest = path.split(": ")
    way = tuple(int(member.removeprefix("unit ")) for member in members)
    found = [one for one in all_.open if one.member == way and is_at(one, rest)]
    assert len(found) == 1, path
    return way, found[0].name


def is_at(asked: Open, path: str) -> bool:
    return f".{path}".endswith(f".{asked.name}")
