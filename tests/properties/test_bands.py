"""Every edge of every band table, and one step to either side: the class is what the printed row says."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from tests.properties.made import Table
from tests.properties.scoring import ready
from tests.properties.scoring import space
from tests.properties.strategies import Case
from tests.properties.strategies import cases

from rubrikdsl import assets
from rubrikdsl.plan.ir import Bands
from rubrikdsl.plan.ir import Plan
from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Rubric

SHIPPED = sorted(Path(str(assets.folder("rubrics"))).rglob("*.rubrik"))


@settings(max_examples=20, deadline=None)
@given(cases)
def test_made_tables(case: Case) -> None:
    """Given nodes at the edges, against the cuts that the table was made from."""
    rubric = ready(case.text)
    for table in case.made.named:
        if not isinstance(table, Table) or table.limits or table.raises:
            continue
        for cut in (*table.cuts, table.low, table.high):
            for value in (cut - table.step, cut, cut + table.step):
                if table.low <= value <= table.high:
                    passed = [c for c in table.cuts if (value > c if table.style == "above" else value >= c)]
                    result = rubric.score({table.of: value})
                    assert result[table.name] == table.codes[len(passed)], (table, value)


def printed_code(bands: Bands, value: Fraction) -> str:
    """The code of the one row whose printed range holds a value; `from` and `above` run to the next row.

    A table taken from another rubric is printed in the words of that one, whatever the rubric is written in.
    """
    rows = []
    for printed, row in zip(bands.printed, bands.rows, strict=True):
        text = printed.replace(",", ".")
        numbers = [Fraction(n) for n in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", text.replace("..", " .. "))]
        rows.append((text, numbers, str(row.value)))
    starts = [numbers[0] for text, numbers, _ in rows if not re.match(r"\.\.|below|di bawah", text)]
    held = []
    for text, numbers, code in rows:
        low, high = numbers[0], numbers[-1]
        after = min((s for s in starts if s > low), default=None)
        if re.match(r"from|mulai", text):
            holds = value >= low and (after is None or value < after)
        elif re.match(r"above|di atas", text):
            holds = value > low and (after is None or value <= after)
        elif re.match(r"below|di bawah", text):
            holds = value < low
        elif text.startswith(".."):
            holds = value <= low
        else:
            holds = low <= value <= high if ".." in text and len(numbers) == 2 else value == low
        held += [code] if holds else []
    (code,) = held
    return code


def tables(plan: Plan) -> list[tuple[Bands, str, int]]:
    """The tables over a node, with the node's name and how many places it is rounded to."""
    return [
        (bands, node.name, node.places if node.places is not None else 2)
        for bands in plan.bands
        for node in plan.nodes
        if isinstance(bands, Bands) and node.result == bands.of
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_tables(path: Path) -> None:
    source = Source(str(path), path.read_text("utf-8"))
    for one in space().ready(source).rubrics:
        rubric = Rubric(one)
        for bands, name, places in tables(one.plan):
            scale = next(node.scale for node in one.plan.nodes if node.name == name)
            step = Fraction(1, 10**places)
            edges = {end for row in bands.rows for end in (row.key.low, row.key.high) if end is not None}  # type: ignore[union-attr]
            tried = 0
            for value in sorted({edge + shift for edge in edges for shift in (-step, Fraction(0), step)}):
                if scale.floor <= value <= scale.top and not bands.limits:
                    assert rubric.score({name: value})[bands.name] == printed_code(bands, value)
                    tried += 1
            assert tried > len(bands.rows) or bands.limits


def test_shipped_tables_are_met() -> None:
    found = [
        table
        for path in SHIPPED
        for one in space().ready(Source(str(path), path.read_text("utf-8"))).rubrics
        for table in tables(one.plan)
    ]
    assert len(found) > 5
