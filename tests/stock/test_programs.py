"""Every shipped text has a program, in numbers that a machine has."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl.program.lower import lower
from rubrikdsl.program.ops import Program
from rubrikdsl.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT) for path in ROOT.glob("rubrics/**/*.rubrik"))


def widest(program: Program) -> int:
    """The bits of its longest number, sign included."""
    own = max(max(abs(low), abs(high)).bit_length() + 1 for low, high in program.bounds)
    return max(own, *(widest(group.program) for group in program.groups), 0)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_text_has_one(path: Path) -> None:
    met = 0
    for offer in Workspace().held(str(ROOT / path)).offers:
        for dated in offer.dated:
            for variant in dated.variants:
                assert widest(lower(variant.ready.plan)) <= 64
                met += 1
    assert met
