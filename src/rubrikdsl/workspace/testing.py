"""`test`: the examples of rubrics from Python, what they exercise and would notice, and further ones."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from os import PathLike
from os import fspath
from typing import TYPE_CHECKING

from rubrikdsl.exact import Number
from rubrikdsl.workspace.api import RubricError
from rubrikdsl.workspace.api import _day
from rubrikdsl.workspace.api import _names
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.moments import ANY
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.tested import Tested
from rubrikdsl.workspace.tested import tested
from rubrikdsl.workspace.workspace import Workspace

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.studies.coverage.model import Point
    from rubrikdsl.studies.mutation.model import Judged
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.written import Writing


class Testing:
    """What became of the examples of a file. Make one with `test`."""

    __test__ = False  # no class of tests, whatever pytest thinks of its name

    def __init__(self, space: Workspace, rubrics: tuple[Tested, ...], writing: Writing | None) -> None:
        self.rubrics = rubrics
        self.writing = writing
        self._space = space

    def __repr__(self) -> str:
        names = ", ".join(one.name for one in self.rubrics)
        return f"<Testing {names}: {self.passed} passed, {self.failed} failed>"

    @property
    def passed(self) -> int:
        """How many examples pass."""
        return sum(one.passed for one in self.rubrics)

    @property
    def failed(self) -> int:
        """How many examples fail."""
        return sum(one.failed for one in self.rubrics)

    @property
    def failures(self) -> dict[str, tuple[str, ...]]:
        """The examples that fail, by title, each with what is wrong."""
        return {
            outcome.title: tuple(str(finding.message) for finding in outcome.findings)
            for one in self.rubrics
            for outcome in one.outcomes
            if not outcome.passed
        }

    @property
    def percent(self) -> dict[str, Number]:
        """How many of a hundred points the examples of each rubric exercise (with `coverage`)."""
        return {one.name: Number(one.coverage.percent) for one in self.rubrics if one.coverage is not None}

    @property
    def untried(self) -> tuple[Point, ...]:
        """The points that no example exercises (with `coverage`)."""
        return tuple(point for one in self.rubrics if one.coverage for point in one.coverage.untried)

    @property
    def unnoticed(self) -> tuple[Judged, ...]:
        """The changes that no example notices, each with its verdict (with `mutate`)."""
        from rubrikdsl.studies.mutation.model import Undecided
        from rubrikdsl.studies.mutation.model import Unnoticed

        every = (found for one in self.rubrics for text in one.mutations or () for found in text.judged)
        return tuple(found for found in every if isinstance(found.verdict, (Unnoticed, Undecided)))

    @property
    def examples(self) -> str:
        """The examples that would notice them, as they would stand in the file (with `write`)."""
        written = () if self.writing is None else self.writing.written
        return "".join(f"{line}\n" for one in written for line in one.lines)

    @property
    def text(self) -> str:
        """The whole file with these examples in it (with `write`); nothing is written to it."""
        return "" if self.writing is None else self.writing.after.text

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The object of the JSON that `rubrik test --format json` writes."""
        from rubrikdsl.workspace.tested_write import to_object

        return to_object(self.rubrics, self._space.sources, self._space.origin, language)

    def to_junit(self, language: Language = "en") -> str:
        """The XML that `rubrik test --format junit` writes."""
        from rubrikdsl.workspace.tested_write import to_junit

        return to_junit(self.rubrics, {}, self._space.sources, self._space.origin, language)


def test(
    rubric: str | PathLike[str],
    name: str | None = None,
    *,
    on: date | str | None = None,
    known: date | str | None = None,
    readings: Iterable[str] = (),
    coverage: bool = False,
    mutate: bool = False,
    write: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Testing:
    """The examples of a file, or of a stock rubric by its name; `name` chooses where a file holds several.

    `on`, `known` and `readings` choose the texts, and so the examples that run on them. `coverage` tells what
    they exercise, `mutate` which changes they would not notice, `write` makes examples that would. `tell` is
    called with how many changes are tried, of how many. Raises `RubricError`.

    >>> import rubrikdsl as rb
    >>> found = rb.test("kepatuhan.unit_2021", coverage=True)
    >>> found.passed > 0, found.failed, found.percent["kepatuhan.unit_2021"] < 100
    (True, 0, True)
    """
    space = Workspace()
    when = Moment(_day(on), _day(known), _names(readings))
    try:
        source, meant = space.find(fspath(rubric))
        checked = _narrowed(space, space.check(source), when, name or meant)
    except FileError as fault:
        raise RubricError(fault.message) from None
    except MomentError as fault:
        raise RubricError(fault.message, help=fault.help, moment=True) from None
    only = name or meant
    rubrics = tested(checked, space.origin, only, coverage=coverage, mutate=mutate, tell=tell)
    if not write:
        return Testing(space, rubrics, None)
    from rubrikdsl.workspace.written import write as written

    return Testing(space, rubrics, written(space, checked, only, tell))


test.__test__ = False  # type: ignore[attr-defined]  # imported into a module of tests it is none of them


def _narrowed(space: Workspace, checked: Checked, when: Moment, only: str | None) -> Checked:
    """A file without errors with the texts that are meant; raises `RubricError` and `MomentError`."""
    errors = checked.errors_but_examples
    if errors:
        from rubrikdsl.diagnostics.render import render

        drawn = render(errors, space.sources).rstrip()
        raise RubricError(drawn, checked.diagnostics, sources=space.sources)
    if when == ANY:
        return checked
    from rubrikdsl.workspace.narrowed import narrowed

    (found,), absent = narrowed((space.as_known(checked, when.known),), when, only)
    if absent and not found.offers:
        raise absent[0]
    return found
