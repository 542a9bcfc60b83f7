"""Every rubric that is shipped verifies, in every edition and reading, with nothing left undecided."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

FOLDER = Path(__file__).resolve().parents[3] / "rubrics"
TOLD = {
    "pekppp.ipp": [
        (
            "every leaf can change a class or an outcome",
            "nothing that is classified hangs on `f02.tambahan.antrean`",
        )
    ]
}
"""What is told of a rubric that is shipped: an indicator with a weight of 0 %."""

FILES = sorted(FOLDER.rglob("*.rubrik"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_nothing_is_undecided(file: Path) -> None:
    space = Workspace()
    for ready in space.ready(space.open(str(file))).rubrics:
        found = verify(ready.plan)
        wrong = [(str(each.says), str(each.why)) for each in found.claims if each.verdict != "proved"]
        assert wrong == TOLD.get(ready.name, []), ready.name
        assert all(claim.cases for claim in found.claims if claim.topic == "reach")
