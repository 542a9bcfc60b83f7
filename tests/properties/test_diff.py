"""What two rubrics mean differently: nothing where nothing does, and exactly what was changed."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.made import Group
from tests.properties.scoring import FILE
from tests.properties.scoring import checked
from tests.properties.scoring import space
from tests.properties.seeded import Said
from tests.properties.seeded import seeded
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.test_order import mixed
from tests.properties.writing import Vocabulary
from tests.properties.writing import Writer

from rubrikdsl.plan.digest import digest
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.source import Source
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.changes import changes
from rubrikdsl.studies.diff.telling import line
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.translate import translate

OTHER: dict[Vocabulary, Vocabulary] = {"en": "id", "id": "en"}


def models(text: str) -> tuple[Rubric, ...]:
    found = checked(text)
    assert not found.has_errors, text
    return found.models


def said(change: Change) -> Said:
    """A change as the makers of changes say it."""
    facet = change.new or change.old
    name = next(part.name for part in reversed(change.subject) if part.name)
    return change.what, "" if facet is None else facet.aspect, name


@settings(max_examples=12, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_nothing_where_nothing_differs(case: Case, seed: int) -> None:
    """Other spellings and comments, another layout, the other vocabulary, another order of what has none."""
    old = models(case.text)
    document = space().read(Source(FILE, case.text))[0]
    other = OTHER[case.vocabulary]
    texts = [
        Writer(case.vocabulary, Random(seed)).rubric(case.made),
        Writer(other).rubric(case.made),
        Writer(case.vocabulary).rubric(mixed(case.made, Random(seed))),
        format_document(document, space().grammar.lexicon),
        translate(document, other, space().grammar)[0],
    ]
    for text in texts:
        for one, new in zip(old, models(text), strict=True):
            assert changes(one, new) == ()


def test_one_change_is_named_and_only_it() -> None:
    met: Counter[str] = Counter()
    for number in range(20):
        made = case(number, 1 + number % 4)
        old = models(made.text)[-1]
        meaning = digest(lower(old))
        for each in seeded(made.made):
            if met[each.kind] > 2:
                continue
            found = checked(Writer(made.vocabulary).rubric(each.made))
            if found.has_errors:
                continue
            new = found.models[-1]
            told = changes(old, new)
            assert sorted(map(said, told)) == sorted(each.said), [line(c, "en") for c in told]
            assert digest(lower(new)) != meaning
            back = changes(new, old)
            assert len(back) == len(told)
            met[each.kind] += 1
    wanted = {"places", "amount", "condition", "weight", "value", "onto", "goalposts", "lower", "upper"}
    wanted |= {"formula", "attribute", "domain", "aggregate", "reordered", "added", "removed"}
    assert wanted <= met.keys(), met


@settings(max_examples=12, deadline=None)
@given(one=cases, two=cases)
def test_two_rubrics_are_told_without_fault(one: Case, two: Case) -> None:
    """Rubrics that have nothing in common: every line can be said, and back again there are as many."""
    old, new = models(one.text)[-1], models(two.text)[-1]
    found = changes(old, new)
    assert all(line(change, language) for change in found for language in ("en", "id"))
    assert len(changes(new, old)) == len(found)


def renamed(text: str, old: str, new: str) -> str:
    """A text with a name replaced, but not inside labels."""
    parts = text.split('"')
    return '"'.join(
        part if at % 2 else re.sub(rf"(?<!\w){old}(?!\w)", new, part) for at, part in enumerate(parts)
    )


def test_a_new_name_is_told_as_one() -> None:
    met: Counter[str] = Counter()
    for number in range(6):
        made = case(number, 2, plain=True, collects=False)
        old = models(made.text)[-1]
        for node in list(made.made.nodes())[:4]:
            found = checked(renamed(made.text, node.name, "another"))
            if found.has_errors:
                continue
            told = changes(old, found.models[-1])
            assert [said(change) for change in told] == [("renamed", "", "another")]
            met["group" if isinstance(node, Group) else "leaf"] += 1
        for asked in made.made.inputs[:2]:
            found = checked(renamed(made.text, asked.name, "another"))
            told = changes(old, found.models[-1])
            assert [said(change) for change in told] == [("renamed", "", "another")]
            met["input"] += 1
    assert min(met[kind] for kind in ("group", "leaf", "input")) > 4, met
