"""What is said of better answers agrees with all records of small rubrics, listed one by one."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Found
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Field
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harm import Target
from rubrikdsl.studies.verify.harm import Turn
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Workspace

MOST = 400
"""Records that are listed."""

SPACE = Workspace()


def made(random: Random) -> str:
    """A small rubric with all that can do harm: bonuses, scales, limits and gates on its own parts."""
    count = random.randint(1, 3)
    cuts = sorted(random.sample(range(1, 20), count - 1))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 20], strict=True)]
    nested = count > 1 and random.random() < 0.3
    by = random.choice(["", "", " by min", " by max", " by best 1", " by geometric mean places 2"])
    by = by if nested else ""
    lines = ["rubric r", "  inputs", "    tempat yes or no"]
    lines.append(f"  score nilai 0 .. 100{random.choice(['', ' places 0', ' places 1'])}")
    lines += [f"    group g weight 100%{by}"] if nested else []
    indent = "      " if nested else "    "
    for at in range(count):
        skips = " may be not applicable" if at and random.random() < 0.5 else ""
        weight = "" if by in (" by min", " by max", " by best 1") else f" weight {weights[at] * 5}%"
        lines += [indent + line for line in _leaf(random, f"a{at}", weight, skips)]

    def condition() -> str:
        one = f"a{random.randrange(count)}"
        edge = f"{one} {random.choice(['>=', '<', '>'])} {random.choice([30, 50, 60])}"
        return random.choice(["tempat", f"{one} is applicable", f"{one} is applicable and {edge}"])

    for at in range(random.randint(0, 2)):
        change = random.choice(
            [f"bonus b{at} +{random.choice([5, 20])}", f"penalty p{at} 5", "cap 80", "scale to 85"]
        )
        lines.append(f"    {change}" + (f" when {condition()}" if random.random() < 0.8 else ""))
    lines += ["    cap 100", "    floor 0", "  bands k of nilai", "    range code"]
    codes = "ABC" if random.random() < 0.8 else "CBA"
    lines += [f"    from {edge} {code}" for edge, code in zip((60, 30, 0), codes, strict=True)]
    lines += [f"  limit k to B when {condition()}"] if random.random() < 0.4 else []
    lines += ["  outcome lulus", f"    requires nilai >= {random.choice([40, 55])}"]
    lines += [f"    requires {condition()}"] if random.random() < 0.4 else []
    return "\n".join(lines) + "\n"


def _leaf(random: Random, name: str, weight: str, skips: str) -> Iterator[str]:
    kind = random.choice(["number", "bins", "options", "checklist", "ladder", "cases"])
    head = f"indicator {name}{weight}"
    if kind == "number":
        yield f"{head} 0 .. {random.choice([2, 3])}{skips}"
    elif kind == "bins":
        yield f"{head} 0 .. 3{skips}"
        yield from (f"  {value} -> {random.choice([0, 25, 50, 100])}" for value in range(4))
    elif kind == "options":
        yield f"{head} one of{skips}"
        yield from (f'  {name}{value} "O" {random.choice([0, 30, 60, 100])}' for value in "xyz")
    elif kind in ("checklist", "ladder"):
        yield f"{head} {kind}{skips}"
        item = " may be not applicable" if kind == "checklist" and random.random() < 0.3 else ""
        yield f'  c1 "C"{item}'
        yield '  c2 "C"'
    else:
        yield f"{head}{skips}"
        yield from ("  inputs", "    x 0 .. 2", "    y yes or no")
        yield f"  {random.choice([100, 60])} when {name}.x >= 2 and {name}.y"
        yield f"  {random.choice([100, 50, 40])} when {name}.x >= 1"
        yield f"  {random.choice([0, 0, 45])} otherwise"


def answers_of(field: Field) -> list[Answer]:
    """All that a record can say of a field."""
    domain, found = field.domain, list[Answer]()
    match domain.type.kind:
        case "truth":
            found = [True] if field.kind == "state" else [False, True]
        case "code":
            found = [choice.code for choice in domain.choices]
        case _:
            assert domain.low is not None
            assert domain.high is not None
            found = [domain.low + n for n in range(int(domain.high - domain.low) + 1)]
    return [*found, NOT_APPLICABLE] if field.not_applicable else found


Values = Sequence[Found]
Listed = Mapping[tuple[Answer, ...], Values]


def _lowered(before: Values, after: Values, target: Target) -> bool:
    one, two = (_rank(values[target.step], target) for values in (before, after))
    return one is not None and two is not None and (two - one) * target.sign < 0


def _rank(found: Found, target: Target) -> Fraction | None:
    if isinstance(found, str):
        return Fraction(target.ranks.index(found))
    return Fraction(found) if isinstance(found, (bool, Fraction)) else None


def _groups(listed: Listed, own: set[int]) -> Iterator[list[Values]]:
    groups: dict[tuple[Answer, ...], list[Values]] = {}
    for answers, values in listed.items():
        others = tuple(answer for index, answer in enumerate(answers) if index not in own)
        groups.setdefault(others, []).append(values)
    yield from groups.values()


def _harmed(study: Study, listed: Listed, part: Part) -> set[tuple[str, str, int]]:
    """Every target that some better answer of a part lowers, as all pairs of records say."""
    plan = study.plan
    applies = plan.nodes[part.node].applicable
    own = {field.index for field in plan.fields if field.owner == part.node}
    numbers = [v[part.value] for v in listed.values()]
    best = max(number for number in numbers if isinstance(number, Fraction))
    found: set[tuple[str, str, int]] = set()
    for group in _groups(listed, own):
        for before, after in product(group, group):
            if after[applies] is not True:
                continue
            one, two = before[part.value], after[part.value]
            if before[applies] is True:
                move = (
                    "better" if isinstance(one, Fraction) and isinstance(two, Fraction) and two > one else ""
                )
            else:
                move = "joining" if part.may_skip and two == best else ""
            for target in study.targets if move else ():
                if _lowered(before, after, target):
                    found.add((move, target.name, part.bit))
    return found


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_verdicts_agree_with_brute_force(seed: int) -> None:
    try:
        shelf = SPACE.ready(Source("r.rubrik", made(Random(seed))))
    except FaultyError:
        return
    (plan,) = (ready.plan for ready in shelf.rubrics)
    domains = [answers_of(field) for field in plan.fields]
    if prod(map(len, domains)) > MOST:
        return
    listed = {one: run(plan, Record("", dict(enumerate(one)))).values for one in product(*domains)}
    study = Study(plan)
    harmed = {one for part in study.parts for one in _harmed(study, listed, part)}
    for harm in study.harms():
        move, name = harm.move, harm.target.name
        shown = {(move, name, fall.part.bit) for fall in harm.falls}
        fine = {(move, name, part.bit) for part in (*harm.by_structure, *harm.by_search)}
        assert shown <= harmed
        assert not fine & harmed
    turning = {(one.part.bit, one.field) for one in study.leanings() if isinstance(one, Turn)}
    assert turning == set(_turning(study, listed))


def _turning(study: Study, listed: Listed) -> Iterator[tuple[int, int]]:
    for bit, field in study.answers:
        if study.plan.fields[field].domain.type.kind != "number":
            continue
        rises = falls = False
        pairs = product(listed.items(), listed.items())
        for (one, before), (two, after) in pairs:
            a, b = one[field], two[field]
            low, high = before[study.parts[bit].value], after[study.parts[bit].value]
            if not isinstance(a, Fraction) or not isinstance(b, Fraction) or a >= b:
                continue
            if one[:field] + one[field + 1 :] != two[:field] + two[field + 1 :]:
                continue
            if isinstance(low, Fraction) and isinstance(high, Fraction):
                rises, falls = rises or high > low, falls or high < low
        if rises and falls:
            yield bit, field
