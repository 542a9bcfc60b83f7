"""Runs pytest in a process of its own, as a project that uses rubrikdsl does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]

_INSTALLED = any(point.name == "rubrik" for point in entry_points(group="pytest11"))
_PLUGIN = () if _INSTALLED else ("-p", "rubrikdsl.testing.plugin")
"""A checkout that was installed before it had a plugin names it by hand."""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`pytest` in the folder of the test."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "repl"), os.environ.get("PYTHONPATH", "")])
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *_PLUGIN, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "LANG": "C", "LC_ALL": "C", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
