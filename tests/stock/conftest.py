"""The stock library and the audit of the demo, as fixtures."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rubrikdsl.assets import folder
from rubrikdsl.cli.main import main

ROOT = Path(__file__).resolve().parents[2]

Command = Callable[..., tuple[int, str]]


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "demo" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up, and the demo imports the audit by name
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def stock() -> Path:
    """The folder of the stock library."""
    return folder("rubrics")


@pytest.fixture(scope="session")
def auditor() -> Any:
    """The audit module of the demo."""
    return _module("audit")


@pytest.fixture(scope="session")
def demo(auditor: Any) -> Any:
    """The demo, which imports the audit."""
    assert auditor
    return _module("run")


@pytest.fixture(scope="session")
def found(auditor: Any) -> Any:
    """The audit of the library as it ships."""
    return auditor.audit()


@pytest.fixture
def copy(stock: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return Path(shutil.copytree(stock, tmp_path / "rubrics"))


@pytest.fixture
def rubrik(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `rubrik …` in this process: exit code, and what it printed on both streams."""

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out = capsys.readouterr()
        return code, out.out + out.err

    return run
