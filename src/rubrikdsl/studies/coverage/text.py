"""Coverage for people: a table, and what is left to try, with its line."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.coverage import words
from rubrikdsl.studies.coverage.model import Coverage
from rubrikdsl.studies.coverage.model import shown_percent

Where = Callable[[Place], tuple[str, int]]
"""Where a place is: its file and line."""


def to_text(found: Coverage, where: Where, language: Language) -> str:
    """The table of one rubric, and what no example exercises."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(found, where, language))


def _lines(found: Coverage, where: Where, language: Language) -> Iterator[str]:
    if not found.points:
        yield words.nothing_to_try(found.rubric).read(language)
        return
    percent = shown_percent(found.percent)
    yield words.coverage_of(found.rubric, found.done, len(found.points), percent).read(language)
    cells = [
        (words.GROUPS[group].read(language), words.of_all(done, all_).read(language))
        for group, done, all_ in found.groups
    ]
    wide = max(width(name) for name, _ in cells)
    last = max(width(count) for _, count in cells)
    for name, count in cells:
        yield f"  {name}{' ' * (wide - width(name))}  {' ' * (last - width(count))}{count}"
    if found.untried:
        yield f"  {words.UNTRIED.read(language)}"
    for point in found.untried:
        what = point.what.read(language)
        told = what if point.subject in what else f"{point.subject}: {what}"
        if point.place == NOWHERE:
            yield f"    {told}"
        else:
            file, line = where(point.place)
            yield f"    {file}:{line}  {told}"
