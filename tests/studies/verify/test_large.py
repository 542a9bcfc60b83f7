"""Two hundred indicators with bonuses, a limit and a gate are decided in seconds."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from time import process_time

from rubrikdsl.source import Source
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

GENERATE = Path(__file__).resolve().parents[3] / "benchmarks" / "generate.py"


def test_two_hundred_indicators() -> None:
    (ready,) = Workspace().ready(Source("gated.rubrik", run_path(str(GENERATE))["gated"]())).rubrics
    start = process_time()
    found = verify(ready.plan)
    spent = process_time() - start
    assert [str(c.says) for c in found.claims if c.topic != "gaming" and c.verdict != "proved"] == []
    assert spent < 10
