"""The pytest plugin `rubrik`: a rubric file is a test, and so is each of its examples.

Of each file that pytest comes across, the item `check` fails with the errors of the file, drawn as `rubrik
check` draws them, and each example is an item of its own. pytest loads this module in every run of every
project of the environment, so it imports nothing of the rule engine before there is a rubric to test.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr
    from _pytest._code.code import TracebackStyle

    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.workspace.examples import Outcome
    from rubrikdsl.workspace.workspace import Workspace

SUFFIX = ".rubrik"

_SPACE: pytest.StashKey[Workspace] = pytest.StashKey()
_WARNINGS = "rubrik warnings"
"""The section of a report that holds the warnings of a file that is otherwise sound."""


class FindingsError(Exception):
    """What is wrong with a rubric, drawn."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings, on the command line and in the project's file."""
    group = parser.getgroup("rubrik", "rubrics (*.rubrik files)")
    group.addoption("--rubrik-lang", choices=("en", "id"), help="language of findings of rubrics")
    group.addoption("--rubrik-strict", action="store_true", help="warnings of rubrics are failures too")
    parser.addini("rubrik_lang", "language of findings of rubrics: en or id (default: the locale's)")
    parser.addini("rubrik_strict", "warnings of rubrics are failures too", type="bool", default=False)
    parser.addini(
        "rubrik_files", "the rubric files to test, as patterns (none: no file)", type="args", default=["*"]
    )
    parser.addini(
        "rubrik_given",
        "files and folders in which rubrics that others name are looked up first",
        type="paths",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a language that we do not speak."""
    asked = config.getini("rubrik_lang")
    if asked not in ("", "en", "id"):
        from rubrikdsl.testing import problems

        raise pytest.UsageError(str(problems.unknown_language(asked)))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """A rubric file that the project wants tested."""
    if file_path.suffix != SUFFIX:
        return None
    patterns: list[str] = parent.config.getini("rubrik_files")
    shown = _shown(file_path, parent.config.rootpath)
    if not any(fnmatch(shown, pattern) or fnmatch(file_path.name, pattern) for pattern in patterns):
        return None
    return RubricFile.from_parent(parent, path=file_path)


class RubricFile(pytest.File):
    """A file of rubrics."""

    def collect(self) -> Iterator[pytest.Item]:
        """The findings of the file, then its examples in their order."""
        from rubrikdsl.diagnostics.render.columns import clean
        from rubrikdsl.workspace.files import FileError

        space = _space(self.config)
        try:
            source = space.open(_shown(self.path, self.config.invocation_params.dir))
        except FileError as fault:
            raise self.CollectError(f"{fault.file}: {fault.reason.read(_language(self.config))}") from None
        checked = space.check(source)
        of_examples = [found for outcome in checked.outcomes for found in outcome.findings]
        found = tuple(each for each in checked.diagnostics if each not in of_examples)
        yield CheckItem.from_parent(self, name="check", found=found)
        for outcome in checked.outcomes:
            line = source.text.count("\n", 0, outcome.place.start)
            name = clean(f"{outcome.rubric}: {outcome.title}")
            yield ExampleItem.from_parent(self, name=name, outcome=outcome, line=line)


class RubricItem(pytest.Item):
    """A test of a rubric: `told` is what is wrong, None where nothing is."""

    line: int | None = None

    def told(self) -> str | None:
        """What is wrong, drawn."""
        raise NotImplementedError

    def runtest(self) -> None:
        """Fail where anything is wrong."""
        told = self.told()
        if told is not None:
            raise FindingsError(told)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """The drawing and nothing else; of any other fault what pytest makes of it."""
        if isinstance(excinfo.value, FindingsError):
            return _drawing(str(excinfo.value), self.path, self.line)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands, and its headline (which pytest would take apart at dots, were it the name)."""
        return self.path, self.line, f"{self.path.name}: {self.name}"

    def drawn(self, found: Iterable[Diagnostic]) -> str:
        """Findings as `rubrik check` shows them."""
        from rubrikdsl.diagnostics.render import render

        return render(tuple(found), _space(self.config).sources, "text", _language(self.config)).rstrip("\n")


class CheckItem(RubricItem):
    """The findings of a file, examples that fail aside: these are items of their own."""

    def __init__(self, *, found: tuple[Diagnostic, ...], **kept: object) -> None:
        super().__init__(**kept)  # type: ignore[arg-type]
        self.found = found

    def told(self) -> str | None:
        """The errors; the warnings go beside the report, unless they count as errors."""
        errors = any(each.severity == "error" for each in self.found)
        if errors or (self.found and _strict(self.config)):
            return self.drawn(self.found)
        if self.found:
            self.add_report_section("call", _WARNINGS, self.drawn(self.found))
        return None


class ExampleItem(RubricItem):
    """An example of a rubric."""

    def __init__(self, *, outcome: Outcome, line: int, **kept: object) -> None:
        super().__init__(**kept)  # type: ignore[arg-type]
        self.outcome = outcome
        self.line = line

    def told(self) -> str | None:
        """Each expectation that does not hold, with what decided it."""
        return None if self.outcome.passed else self.drawn(self.outcome.findings)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The warnings of rubrics that are otherwise sound."""
    told = [
        text
        for report in terminalreporter.stats.get("passed", ())
        for name, text in report.sections
        if name == f"Captured {_WARNINGS} call"
    ]
    if told:
        from rubrikdsl.testing import problems

        terminalreporter.section(problems.WARNINGS.read(_language(config)))
        for text in told:
            terminalreporter.write_line(text)


def _drawing(told: str, path: Path, line: int | None) -> TerminalRepr:
    """The drawing as pytest keeps a failure: its headline apart.

    Of a plain text the summary at the end repeats all lines where nothing is cut (in CI, with `-vv`).
    """
    from _pytest._code.code import ExceptionChainRepr
    from _pytest._code.code import ReprEntryNative
    from _pytest._code.code import ReprFileLocation
    from _pytest._code.code import ReprTraceback

    headline = ReprFileLocation(str(path), (line or 0) + 1, told.partition("\n")[0])
    return ExceptionChainRepr(
        [(ReprTraceback([ReprEntryNative([told + "\n"])], None, "native"), headline, None)]
    )


def _space(config: pytest.Config) -> Workspace:
    """One workspace a run, so that the grammar and each text are read once."""
    if _SPACE not in config.stash:
        from rubrikdsl.workspace.files import rubric_files
        from rubrikdsl.workspace.limits import NAMES
        from rubrikdsl.workspace.limits import LimitError
        from rubrikdsl.workspace.limits import limits
        from rubrikdsl.workspace.workspace import Workspace

        given = [file for path in config.getini("rubrik_given") for file in rubric_files(str(path))]
        try:
            config.stash[_SPACE] = Workspace(limits(os.environ), given=given)
        except LimitError as wrong:
            from rubrikdsl.cli.problems import bad_limit

            raise pytest.UsageError(str(bad_limit(wrong.text, NAMES)[0])) from None
    return config.stash[_SPACE]


def _language(config: pytest.Config) -> Language:
    asked = config.getoption("--rubrik-lang") or config.getini("rubrik_lang")
    if asked in ("en", "id"):
        return "id" if asked == "id" else "en"
    from rubrikdsl.cli.console import language_of

    return language_of(os.environ)


def _strict(config: pytest.Config) -> bool:
    return bool(config.getoption("--rubrik-strict") or config.getini("rubrik_strict"))


def _shown(path: Path, start: Path) -> str:
    """A path as seen from a folder, where it lies below it."""
    return path.relative_to(start).as_posix() if path.is_relative_to(start) else str(path)
