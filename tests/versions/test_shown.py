"""What `rubrik show` prints, read again in a process of its own, means what the chain of amendments means."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.properties.strategies import case as made_case
from tests.properties.writing import Writer
from tests.versions.test_chain import chain_texts
from tests.versions.texts import meaning


@pytest.mark.parametrize("seed", [3, 8])
def test_a_printed_text_is_the_amended_rubric(seed: int, tmp_path: Path) -> None:
    base = made_case(seed, 3, plain=True, collects=False)
    texts, made, _ = chain_texts(base, ["en", "id"])
    for number, text in enumerate(texts):
        (tmp_path / f"part{number}.rubrik").write_text(text, "utf-8")
    command = [sys.executable, "-m", "rubrikdsl", "show", "part0.rubrik", "--on", "2027-01-01"]
    run = subprocess.run(command, cwd=tmp_path, env=os.environ, capture_output=True, check=True)
    printed = run.stdout.decode("utf-8")
    assert meaning(printed) == meaning(Writer(base.vocabulary).rubric(made))
    shown = tmp_path / "alone"
    shown.mkdir()
    (shown / "printed.rubrik").write_text(printed, "utf-8")
    again = [sys.executable, "-m", "rubrikdsl", "show", "printed.rubrik"]
    run = subprocess.run(again, cwd=shown, env=os.environ, capture_output=True, check=True)
    assert run.stdout.decode("utf-8") == printed
