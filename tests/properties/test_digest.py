"""The digest of a rubric changes exactly when its meaning does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import settings
from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Change
from tests.properties.made import Group
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Options
from tests.properties.made import Table
from tests.properties.scoring import FILE
from tests.properties.scoring import checked
from tests.properties.scoring import ready
from tests.properties.scoring import space
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.writing import Vocabulary
from tests.properties.writing import Writer

from rubrikdsl.source import Source
from rubrikdsl.syntax.translate import translate
from rubrikdsl.workspace.api import Rubric

OTHER: dict[Vocabulary, Vocabulary] = {"en": "id", "id": "en"}


@settings(max_examples=12, deadline=None)
@given(cases)
def test_what_means_the_same_has_the_same_digest(case: Case) -> None:
    """Other comments, spellings, labels, the other vocabulary, sources and notes."""
    wanted = ready(case.text).digest
    other = OTHER[case.vocabulary]
    assert ready(Writer(case.vocabulary, Random(case.seed + 1)).rubric(case.made)).digest == wanted
    assert ready(Writer(other).rubric(case.made)).digest == wanted
    there, _ = translate(space().read(Source(FILE, case.text))[0], other, space().grammar)
    assert ready(there).digest == wanted
    labelled = (
        case.text.replace('"Question ', '"Asked: ').replace('"Node ', '"Part: ').replace('"Title ', '"')
    )
    assert ready(labelled).digest == wanted
    head = {
        "en": '  issuer "I"\n  valid 2024-01-01 ..\n  note "n"',
        "id": '  penerbit "I"\n  berlaku 2024-01-01 ..\n  catatan "n"',
    }
    if case.made.member is None:
        text = re.sub(r"(?m)^rubri[ck] .*$", lambda m: f"{m[0]}\n{head[case.vocabulary]}", case.text, count=1)
        assert text != case.text and ready(text).digest == wanted


def changes(made: Made) -> Iterator[tuple[str, Made]]:
    """The rubric with one number of its meaning changed, in every place that has one."""
    for what, root in changed(made.root):
        assert isinstance(root, Group)
        yield what, replace(made, root=root)
    for at, named in enumerate(made.named):
        if isinstance(named, Table):
            cut = named.cuts[0] + named.step
            if cut not in named.cuts and cut < named.high:
                cuts = (cut, *named.cuts[1:])
                yield (
                    "edge",
                    replace(made, named=(*made.named[:at], replace(named, cuts=cuts), *made.named[at + 1 :])),
                )


def changed(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Group():
            if node.places is not None and node.places < 4:
                yield "places", replace(node, places=node.places + 1)
                yield "rounding", replace(node, mode="up" if node.mode != "up" else "down")
            for at, change in enumerate(node.changes):
                if change.amount.op == "const" and change.kind in ("bonus", "penalty", "scale"):
                    amount = replace(change.amount, value=change.amount.value * Fraction(9, 10))
                    other = Change(change.kind, amount, change.when)
                    yield (
                        "adjustment",
                        replace(node, changes=(*node.changes[:at], other, *node.changes[at + 1 :])),
                    )
            if node.aggregate == "geometric_mean":
                yield "digits", replace(node, digits=node.digits + 1)
            elif node.aggregate == "min":
                yield "aggregate", replace(node, aggregate="max")
            kinds = {child.weight.kind for child in node.children}
            if kinds == {"percent"} and len(node.children) > 1:
                one, two = node.children[:2]
                if one.weight.cases != two.weight.cases:
                    swapped = (replace(one, weight=two.weight), replace(two, weight=one.weight))
                    yield "weight", replace(node, children=(*swapped, *node.children[2:]))
            for at, child in enumerate(node.children):
                for what, turned in changed(child):
                    yield (
                        what,
                        replace(node, children=(*node.children[:at], turned, *node.children[at + 1 :])),
                    )
        case Leaf(scoring=Options(values) as scoring) if len(set(values)) > 1:
            yield "value", replace(node, scoring=replace(scoring, values=(*values[1:], values[0])))
        case Leaf(scoring=Bins(values=values) as bins) if len(set(values)) > 1:
            yield "value", replace(node, scoring=replace(bins, values=(*values[1:], values[0])))
        case Leaf(scoring=Cases(cases, otherwise)) if cases[0][1] != otherwise:
            yield "case", replace(node, scoring=Cases(((cases[0][0], otherwise), *cases[1:]), otherwise))
        case Leaf(scoring=Ladder(items, base)):
            yield "steps", replace(node, scoring=Ladder((*items[1:], items[0]), base))
        case _:
            pass


def test_what_means_something_else_has_another_digest() -> None:
    met: Counter[str] = Counter()
    for seed in range(9):
        made = case(seed, 1 + seed % 3, plain=True, collects=False)
        digests = {ready(made.text).digest}
        for what, other in changes(made.made):
            found = checked(Writer(made.vocabulary).rubric(other))
            if not found.has_errors:
                digest = Rubric(found.rubrics[-1]).digest
                assert digest not in digests, what
                digests.add(digest)
                met[what] += 1
    assert (
        min(met[what] for what in ("edge", "places", "rounding", "weight", "value", "case", "steps")) > 0
    ), met
