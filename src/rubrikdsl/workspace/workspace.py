"""The facade: opens rubric files, checks them, and makes them ready to score.

`Workspace` remembers every text it read, so that findings can be drawn, and keeps what is costly in a
cache by content: the grammar's tables and the plans of rubrics without errors. From a warm cache a rubric
is ready without its text being parsed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.source import Source
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.cache import default_folder
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_source
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.shelf import Shelf
from rubrikdsl.workspace.shelf import digest

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.semantics import model
    from rubrikdsl.syntax.document import Document
    from rubrikdsl.syntax.grammar import Grammar
    from rubrikdsl.workspace.checking import Checked
    from rubrikdsl.workspace.checking import Checker


class FaultyError(Exception):
    """A rubric with errors cannot be used; `diagnostics` are all findings of its file."""

    def __init__(self, file: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(file)
        self.file = file
        self.diagnostics = diagnostics


class Workspace:
    """Rubrics and the files that they come from.

    `given` are files among which rubrics named by others are looked up first.
    """

    def __init__(
        self, limits: Limits | None = None, *, given: Sequence[str] = (), cache: Cache | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.cache = cache or Cache(default_folder(os.environ))
        self.library = Library(given, self.limits.bytes)
        self.sources: dict[str, Source] = {}
        self._checker: Checker | None = None

    def open(self, name: str) -> Source:
        """The text of a file (`-`: standard input); raises `FileError`."""
        if name not in self.sources:
            self.sources[name] = read_source(name, self.limits.bytes)
        return self.sources[name]

    def find(self, name: str) -> tuple[Source, str | None]:
        """A file, or the stock file that declares the rubric `name` together with that name.

        Raises `FileError` where there is neither.
        """
        if name == STDIN or Path(name).exists() or "/" in name or os.sep in name or name.endswith(".rubrik"):
            return self.open(name), None
        source = self.library.stock(name)
        if source is None:
            raise FileError(name, problems.no_rubric_called(name, self.library.stock_names()))
        self.sources[source.name] = source
        return source, name

    @property
    def grammar(self) -> Grammar:
        """The grammar that texts are read with."""
        return self._checks().grammar

    def read(self, source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
        """The lines and the tree of a text, and what could not be read. For formatting and translating."""
        return self._checks().document(source)

    def check(self, source: Source) -> Checked:
        """Everything there is to find in a text."""
        return self._checks().check(source)

    def ready(self, source: Source) -> Shelf:
        """The rubrics of a text, ready to score; raises `FaultyError` where it has an error."""
        found = self._shelved(source)
        if found is not None:
            return found
        checked = self.check(source)
        if checked.has_errors:
            raise FaultyError(source.name, checked.diagnostics)
        shelf = Shelf(checked.rubrics, self._checks().used(source))
        self.cache.put(shelf.dump(), "plans", source.name, source.text, repr(self.limits))
        return shelf

    def models(self, source: Source) -> tuple[model.Rubric, ...]:
        """The rubrics of a text as models, to be studied; raises `FaultyError` where it has an error."""
        checked = self.check(source)
        if checked.has_errors:
            raise FaultyError(source.name, checked.diagnostics)
        return checked.models

    def _shelved(self, source: Source) -> Shelf | None:
        """The cached plans of this text, if every rubric that it names is still the same text."""
        content = self.cache.get("plans", source.name, source.text, repr(self.limits))
        shelf = Shelf.restore(content) if content is not None else None
        if shelf is None:
            return None
        known = {source.name: source}
        for used in shelf.used:
            asker = known.get(used.asker)
            found = self.library.find(used.name, asker) if asker else ()
            if [(each.name, digest(each)) for each in found] != [(used.file, used.digest)]:
                return None
            known[used.file] = found[0]
        return shelf

    def _checks(self) -> Checker:
        if self._checker is None:
            from rubrikdsl.workspace.checking import Checker

            self._checker = Checker(self.limits, self.cache, self.library, self.sources)
        return self._checker
