"""The examples of a rubric that was loaded, run, each on its own day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Source

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.workspace.api import Rubric


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of an example; `findings` are its expectations that do not hold, in places of `sources`."""

    title: str
    findings: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def passed(self) -> bool:
        """Whether every expectation holds."""
        return not self.findings


def examples(rubric: Rubric) -> tuple[Tried, ...]:
    """What became of the examples of a rubric and of its amendments, in the order of their files.

    >>> import rubrikdsl as rb
    >>> [tried.passed for tried in rb.examples(rb.load("lokasi.bobot"))]
    [True, True]
    """
    assert rubric._origin is not None, "a rubric that was not loaded"
    space, name, when = rubric._origin
    held = space.held(name, when.known)
    files = (space.open(held.file),) if held.meant is None else space.library.law(held.meant, None).all
    return tuple(
        Tried(outcome.title, outcome.findings, space.sources)
        for file in files
        for outcome in space.check(file).outcomes
        if outcome.rubric == rubric.name
    )
