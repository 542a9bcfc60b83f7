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
OURS = ("-p", "rubrikdsl.testing.plugin")
ALL = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}
"""For a run with every plugin that is installed, ours as an entry point; those take longer than a rubric."""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`pytest` in the folder of the test."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        # a checkout that was installed before it had a plugin names it by hand
        named = () if _INSTALLED and ALL.items() <= environment.items() else OURS
        if "-n" in arguments:
            named = (*named, "-p", "xdist")
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "repl"), os.environ.get("PYTHONPATH", "")])
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *named, *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                "PYTHONPATH": path,
                "LANG": "C",
                "LC_ALL": "C",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return run
