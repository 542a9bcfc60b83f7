"""Contributions add up exactly to the score: at every level, in the losses, in JSON and in print."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import settings
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.strategies import nested

from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.ledger import losses
from rubrikdsl.records.explained import Explained
from rubrikdsl.records.explained import to_json
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import about


def adds_up(entry: Entry) -> None:
    if entry.entries and entry.points is not None:
        assert sum((below.points or Fraction(0) for below in entry.entries), Fraction(0)) == entry.points
    for below in entry.entries:
        adds_up(below)


def ends(entry: dict[str, object]) -> Fraction:
    """The points of the entries without any below them, from JSON."""
    below = entry["entries"]
    assert isinstance(below, list)
    if below:
        return sum((ends(one) for one in below), Fraction(0))
    return Fraction(str(entry["points"])) if entry["points"] is not None else Fraction(0)


def printed(text: str, decimal_mark: str) -> tuple[Decimal, Decimal]:
    """The sum of the printed rows without any below them, and the printed total."""
    table = text.split("\n\n")[1].splitlines()
    start = next(at for at, line in enumerate(table) if line.startswith("---")) + 1
    ruler = table[start - 1]
    part, width = len(ruler.split("  ")[0]), len(ruler.rsplit("  ", 1)[0])
    rows: list[tuple[int, Decimal | None]] = []
    for line in table[start:]:
        title, number = line[:part], line[width:].strip()
        if not title.strip() or not number:
            continue  # what a long title or answer carries over
        told = re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", number)
        worth = Decimal(number.replace(decimal_mark, ".")) if told else None
        rows.append((len(title) - len(title.lstrip()), worth))
        if title.strip() in ("total", "jumlah"):
            break
    (_, total) = rows.pop()
    assert total is not None and len(rows) > 0
    depths = [depth for depth, _ in rows] + [0]
    found = [
        n for (depth, n), after in zip(rows, depths[1:], strict=True) if n is not None and after <= depth
    ]
    return sum(found, Decimal(0)), total


def explained(rubric: Rubric, result: Result) -> bool:
    """Whether there was a score to add up to."""
    explanation = result.explain()
    if explanation.tree is None:
        return False
    adds_up(explanation.tree)
    if explanation.score is None:
        return False
    assert explanation.tree.points == explanation.score == result[next(iter(result))]
    below = [entry for entry in flat(explanation.tree) if not entry.entries]
    assert explanation.top is not None
    costs = [amount for _, amount in losses(explanation.tree)]
    assert sum(costs, Fraction(0)) == explanation.top - explanation.score
    assert [cost for _, cost in explanation.lost] == sorted((c for c in costs if c > 0), reverse=True)
    (told,) = json.loads(to_json([Explained(explanation, about(rubric._ready))]))
    assert ends(told["tree"]) == Fraction(told["score"]) == explanation.score
    if len(below) > 1:
        for language, mark in (("en", "."), ("id", ",")):
            rows, total = printed(result.explain_text(language), mark)  # type: ignore[arg-type]
            assert rows == total
    return True


def flat(entry: Entry) -> list[Entry]:
    return [entry, *(one for below in entry.entries for one in flat(below))]


def test_fixed_seeds() -> None:
    met = 0
    for seed in range(25):
        made = case(seed, 1 + seed % 4)
        rubric = ready(made.text)
        met += sum(explained(rubric, score(rubric, made.made, filled)) for filled in records(made, 4))
    assert met > 50


def test_fixed_seeds_of_nested_collections() -> None:
    """Units of units of units: nested levels multiply weights, through filters, given scores and rounding."""
    met = 0
    for seed in range(24):
        made = case(seed, 1 + seed % 3, collects=2 + seed % 2)
        rubric = ready(made.text)
        met += sum(explained(rubric, score(rubric, made.made, filled)) for filled in records(made, 4))
    assert met > 30


@settings(max_examples=8, deadline=None)
@given(nested)
def test_nested_collections(case: Case) -> None:
    rubric = ready(case.text)
    for filled in records(case, 4):
        explained(rubric, score(rubric, case.made, filled))


@settings(max_examples=15, deadline=None)
@given(cases)
def test_every_level_and_the_whole(case: Case) -> None:
    rubric = ready(case.text)
    for filled in records(case, 6):
        explained(rubric, score(rubric, case.made, filled))
