"""Each edge of each shipped band table, and a grid step to either side, through answers where any give it.

What the printed table says of a value is read off its text, without the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.properties.scoring import space
from tests.properties.test_bands import printed_code

from rubrikdsl import assets
from rubrikdsl.plan.ir import Bands
from rubrikdsl.source import Source
from rubrikdsl.testing.edges import at_edges
from rubrikdsl.testing.edges import values
from rubrikdsl.workspace.api import Rubric

SHIPPED = sorted(Path(str(assets.folder("rubrics"))).glob("**/*.rubrik"))
GIVEN: dict[str, int] = {}
"""Per shipped rubric, the values that no answers are found for; all others are reached."""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_edges(path: Path) -> None:
    source = Source(str(path), path.read_text("utf-8"))
    for one in space().ready(source).rubrics:
        rubric = Rubric(one)
        for bands in one.plan.bands:
            if not isinstance(bands, Bands):
                continue
            found = list(at_edges(one.plan, bands))
            assert [each.value for each in found] == list(values(one.plan, bands))
            assert len(found) > len(bands.rows)
            assert sum(not each.answered for each in found) == GIVEN.get(one.name, 0)
            of = next((node.name for node in one.plan.nodes if node.result == bands.of), None)
            let = next((let.name for let in one.plan.lets if let.step == bands.of), None)
            for each in found:
                for record in each.records:
                    result = rubric.score(record)
                    assert result[of or let or ""] == each.value, (one.name, record)
                    if not any(bands.limits):
                        printed = printed_code(bands, each.value)
                        assert result[bands.name] == printed, (one.name, record)
