"""Sessions on a terminal keep what outlives them in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl_repl.shell import Shell

RUBRIC = """rubric service "Service"
  score total "Total" 0 .. 100 places 2
    indicator desk "Desk" weight 60% source "an annex" 0 .. 3
    indicator charter "Charter" weight 40% source "an annex"
      full "Complete" 100
      part "In part"  50
  bands class of total
    range         code
    60 .. 100     good
     0 ..  59.99  poor
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where sessions keep history, drafts and preferences; the current folder holds a rubric and data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUBRIK_STATE", str(tmp_path / "state"))
    Path("service.rubrik").write_text(RUBRIC, "utf-8")
    Path("units.csv").write_text("record,desk,charter\nHealth Centre,3,full\nLibrary,1,part\n", "utf-8")
    return tmp_path / "state"


@pytest.fixture
def shell(state: Path) -> Shell:
    """A session with the rubric and the data open, and without tips."""
    del state
    shell = Shell("en")
    for line in ("open service.rubrik", "data units.csv", "set tips off"):
        assert not shell.handle(line).failed
    return shell
