"""Collects the pages of the specification beside this file: every heading with a block is a test."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.language import specification
else:

    def _load(module_name: str) -> ModuleType:
        """A module beside this file (test folders are no packages)."""
        name = f"tests.language.{module_name}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{module_name}.py"))
            assert spec is not None and spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
        return sys.modules[name]

    specification = _load("specification")
    _load("reference")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md":
        return Page.from_parent(parent, path=file_path)
    return None


class Page(pytest.File):
    """A page; one without a case is a failure of its own."""

    def collect(self) -> Iterator[pytest.Item]:
        found = specification.cases(self.path)
        if not found:
            raise self.CollectError(f"{self.path.name} has no case")
        for case in found:
            yield CaseItem.from_parent(self, name=case.title, case=case)


class CaseItem(pytest.Item):
    """One case of a page."""

    def __init__(self, *, case: specification.Case, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        specification.run(self.case, bool(self.config.getoption("--accept")))

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> object:
        if isinstance(excinfo.value, specification.MismatchError):
            return f"{self.case.page.name}: {self.case.title}\n{excinfo.value}"
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.path.stem}: {self.case.title}"
