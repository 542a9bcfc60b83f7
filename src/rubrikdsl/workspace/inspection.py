"""`check_file`: what the checker finds in a rubric's file, and what each repair would make of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from os import PathLike
from os import fspath

from rubrikdsl.diagnostics import fixes
from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Source
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.mending import mended
from rubrikdsl.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair of a file: what it does, for which findings, and the text before and after it.

    A `safe` one changes no score.
    """

    title: Words
    findings: tuple[Diagnostic, ...]
    safe: bool
    file: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The difference that it makes, in the unified format."""
        return fixes.diff(self.before, self.after, self.file)


class Inspection:
    """What was found in a file. Make one with `check_file`.

    `diagnostics` are the findings in the order of their places, `sources` the texts that they point into.
    """

    def __init__(self, space: Workspace, source: Source) -> None:
        self._space = space
        self._checked = space.check(source)
        self.file = source.name
        self.diagnostics = self._checked.diagnostics
        self.sources: Mapping[str, Source] = space.sources

    def __repr__(self) -> str:
        return f"<Inspection {self.file}: {len(self.diagnostics)} findings>"

    @property
    def has_errors(self) -> bool:
        """Whether any finding keeps the file from being used."""
        return self._checked.has_errors

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The repairs that can be put in one by one, in the order of their findings."""
        return tuple(each for found in self.diagnostics for each in self._repair(found))

    @property
    def mended(self) -> str:
        """The text with every safe repair put in, as `rubrik check --fix` writes it."""
        return mended(self._space, self._checked).source.text

    def _repair(self, found: Diagnostic) -> tuple[Repair, ...]:
        before = self._checked.source
        after, applied = fixes.apply(before, (found,), "unsafe")
        if found.fix is None or not applied or after == before.text:
            return ()
        safe = found.fix.safety == "safe"
        return (Repair(found.fix.title, (found,), safe, self.file, before.text, after),)


def check_file(file: str | PathLike[str], *, limits: Mapping[str, int] | None = None) -> Inspection:
    """What the checker finds in a file, or in that of a stock rubric; raises `FileError`.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp(), "tiny.rubrik")
    >>> _ = file.write_text("rubric tiny\\n  score s 0 .. 100\\n\\tindicator a weight 100% 0 .. 3\\n")
    >>> [(str(repair.title), repair.safe) for repair in check_file(file).repairs]
    [('replace tabs by spaces', True)]
    """
    space = Workspace(Limits(**limits or {}))
    source, _ = space.find(fspath(file))
    return Inspection(space, source)
