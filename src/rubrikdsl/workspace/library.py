"""Where a rubric of some name is: among the files given, beside the file that asks, in the stock library.

Always by name, never by a path that a rubric wrote. Which names a file declares is read off its
unindented lines, without parsing it. Among stock files one nearer to the top of the library comes first (the
translations lie below); among a user's own files there is no first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from rubrikdsl import assets
from rubrikdsl.source import Source
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_source

_DECLARES = re.compile(
    r"^(?:\ufeff)?(?:rubric|rubrik)[ \t\u00a0]+([^\W\d]\w*(?:\.[^\W\d]\w*)*)", re.MULTILINE
)

MOST_FILES = 500
"""Files of one folder that are looked at."""


def declared(text: str) -> tuple[str, ...]:
    """The names of the rubrics in a text.

    >>> declared('rubric a.b "A"\\n  note "rubric c"\\nrubrik d\\n')
    ('a.b', 'd')
    """
    return tuple(_DECLARES.findall(text))


class Library:
    """Rubrics by name. What was read once is not read again."""

    def __init__(self, given: Sequence[str], limit: int) -> None:
        self.given = tuple(given)
        self.limit = limit
        self._read: dict[str, Source | None] = {}

    def find(self, name: str, asker: Source) -> tuple[Source, ...]:
        """The files that declare `name` in the nearest place where any does.

        More than one is an ambiguity: the asker must not be given either.
        """
        if name in declared(asker.text):
            return (asker,)
        beside = tuple(_beside(asker))
        near = tuple(file for file in self.given if _path(file) in set(map(_path, beside)))
        for place in (near, self.given, beside):
            found = {_path(source.name): source for source in self._declaring(name, place)}
            if found:
                return tuple(found.values())
        stock = self.stock(name)
        return (stock,) if stock else ()

    def known(self, asker: Source) -> tuple[str, ...]:
        """All names that `find` would find, to suggest from."""
        found = [asker, *filter(None, map(self._source, (*self.given, *_beside(asker), *_stock())))]
        return tuple(dict.fromkeys(name for source in found for name in declared(source.text)))

    def stock(self, name: str) -> Source | None:
        """The file of the stock library that declares `name`."""
        return next(self._declaring(name, _stock()), None)

    def stock_names(self) -> tuple[str, ...]:
        """All names of the stock library."""
        found = (self._source(file) for file in _stock())
        return tuple(sorted({name for source in found if source for name in declared(source.text)}))

    def _declaring(self, name: str, files: Iterable[str]) -> Iterator[Source]:
        for file in files:
            source = self._source(file)
            if source is not None and name in declared(source.text):
                yield source

    def _source(self, file: str) -> Source | None:
        if file not in self._read:
            try:
                self._read[file] = read_source(file, self.limit)
            except FileError:  # a file that cannot be read declares nothing
                self._read[file] = None
        return self._read[file]


def stock_name(file: str) -> str:
    """A file of the stock library as `rubrics/…`, any other as it is named."""
    root = assets.folder("rubrics")
    return f"rubrics/{Path(file).relative_to(root).as_posix()}" if Path(file).is_relative_to(root) else file


def _path(file: str) -> Path:
    return Path(file).resolve()


def _beside(asker: Source) -> Iterator[str]:
    here = Path(asker.name)
    if asker.name == STDIN or not here.is_file():
        return
    names = sorted(path.name for path in here.parent.iterdir() if path.suffix == ".rubrik")
    yield from (str(here.parent / name) for name in names[:MOST_FILES] if name != here.name)


def _stock() -> Iterator[str]:
    root = assets.folder("rubrics")
    if root.is_dir():
        found = sorted(root.rglob("*.rubrik"), key=lambda path: (len(path.parts), path))
        yield from (str(path) for path in found)
