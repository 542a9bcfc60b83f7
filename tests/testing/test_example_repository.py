"""The repository that the documentation shows, copied out and tested as its owner would."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_example_repository(tmp_path: Path, run: Run) -> None:
    shutil.copytree(DOCS / "example-repository", tmp_path, dirs_exist_ok=True)
    done = run("-v", "-W", "error")
    assert done.returncode == 0, done.stdout
    page = (DOCS / "policy-repository.md").read_text("utf-8")
    shown = [line for line in page.splitlines() if line.endswith(" PASSED")]
    assert shown == [
        line.partition(" [")[0].rstrip() for line in done.stdout.splitlines() if " PASSED" in line
    ]


def test_the_page_names_every_file() -> None:
    page = (DOCS / "policy-repository.md").read_text("utf-8")
    root = DOCS / "example-repository"
    for path in root.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(root).as_posix() in page


def test_a_broken_edge_is_found(tmp_path: Path, run: Run) -> None:
    shutil.copytree(DOCS / "example-repository", tmp_path, dirs_exist_ok=True)
    rubric = tmp_path / "rubrics" / "loket.rubrik"
    rubric.write_text(rubric.read_text("utf-8").replace("87,99", "87,98"), "utf-8")
    done = run("rubrics")
    assert done.returncode == 1 and "[band-gap]" in done.stdout
