"""Which files may hold a law: among the files given, beside the file that asks, in the stock library.

Always by name, never by a path that a rubric wrote. Which rubrics a file declares, and which it amends, is
read off its unindented lines, without parsing it. Among stock files one nearer to the top of the library
comes first (the translations lie below); among a user's own files there is no first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from rubrikdsl import assets
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Source
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_source

_BLANK = "[ \t\u00a0]"
_NAMED = rf"{_BLANK}+([^\W\d]\w*(?:{_BLANK}*\.{_BLANK}*[^\W\d]\w*)*)"
_DECLARES = re.compile(rf"\n\ufeff?(?:rubric|rubrik){_NAMED}")
_AMENDS = re.compile(rf"\n\ufeff?(?:amendment{_BLANK}+of|perubahan{_BLANK}+atas){_NAMED}")

MOST_FILES = 500
"""Files of one folder that are looked at."""


def declared(text: str) -> tuple[str, ...]:
    """The names of the rubrics in a text.

    >>> declared('rubric a.b "A"\\n  note "rubric c"\\nrubrik d . e\\n')
    ('a.b', 'd.e')
    """
    return tuple(_joined(found) for found in _DECLARES.findall(f"\n{text}"))


def amended(text: str) -> tuple[str, ...]:
    """The names of the rubrics that a text amends.

    >>> amended('amendment of a.b "A"\\n  note "x"\\nperubahan  atas d\\n')
    ('a.b', 'd')
    """
    return tuple(_joined(found) for found in _AMENDS.findall(f"\n{text}"))


def _joined(name: str) -> str:
    """A name whose parts may be written apart, `a . b`, as it is called."""
    return re.sub(_BLANK, "", name)


def stock_rubrics() -> tuple[str, ...]:
    """The names of the rubrics that `load` finds without a file.

    >>> import rubrikdsl as rb
    >>> [name for name in rb.stock_rubrics() if name.startswith("lokasi")]
    ['lokasi.bobot', 'lokasi.bonus']
    """
    from rubrikdsl.workspace.limits import Limits

    return Library((), Limits().bytes).stock_names()


@dataclass(frozen=True, slots=True)
class Files:
    """The files in which a law may stand, nearest first.

    `bases` are those that declare it: what stands in a further place counts only for days that nothing nearer
    has a text for. `amendments` are those that amend it, in the same order of places.
    """

    bases: tuple[tuple[Source, ...], ...]
    amendments: tuple[tuple[Source, ...], ...]

    @property
    def nearest(self) -> tuple[Source, ...]:
        """The files of the nearest place that declares it."""
        return self.bases[0] if self.bases else ()

    @property
    def all(self) -> tuple[Source, ...]:
        """Every file, each once."""
        places = (*self.bases, *self.amendments)
        return tuple(dict.fromkeys(source for place in places for source in place))


class Library:
    """Laws by name. What was read once is not read again."""

    def __init__(self, given: Sequence[str], limit: int) -> None:
        self.given = tuple(given)
        self.limit = limit
        self._read: dict[str, Source | None] = {}
        self._neighbours: dict[str, tuple[str, ...]] = {}
        self._names: dict[Source, tuple[frozenset[str], frozenset[str]]] = {}

    def hold(self, texts: Iterable[Source]) -> None:
        """Take texts for what stands in the files of their names."""
        self._read.update({text.name: text for text in texts})

    def law(self, name: str, asker: Source | None) -> Files:
        """The files of the law of that name; `asker` None: of the stock library."""
        places = [] if asker is None else [(asker,), *self._around(asker)]
        bases = [found for place in places if (found := self._declaring(name, place))]
        if not bases:
            stock = self.stock(name)
            bases = [(stock,)] if stock else []
        if not bases:
            return Files((), ())
        beside = tuple(source for base in bases[0] for source in self._sources(self._beside(base)))
        bases = [*bases, self._declaring(name, beside)]
        own = bases[0] if asker is None else (asker, *bases[0])
        around = (own, beside, self._sources(self.given))
        amending = [tuple(s for s in place if name in self._of(s)[1]) for place in around]
        return Files(_apart(bases), _apart(amending))

    def find(self, name: str, asker: Source) -> tuple[Source, ...]:
        """The files that declare `name` in the nearest place where any does."""
        return self.law(name, asker).nearest

    def _around(self, asker: Source) -> Iterator[tuple[Source, ...]]:
        """The places outside a file: given and beside it, given, beside it."""
        beside = self._beside(asker)
        if self.given:
            near = {_path(file) for file in beside}
            yield self._sources(file for file in self.given if _path(file) in near)
            own = _path(asker.name)
            yield self._sources(file for file in self.given if _path(file) != own)
        yield self._sources(beside)

    def _beside(self, asker: Source) -> tuple[str, ...]:
        if asker.name not in self._neighbours:
            self._neighbours[asker.name] = tuple(_beside(asker))
        return self._neighbours[asker.name]

    def known(self, asker: Source | None) -> tuple[str, ...]:
        """All names that `law` would find, to suggest from."""
        own = [] if asker is None else [asker]
        beside = () if asker is None else self._beside(asker)
        found = [*own, *filter(None, map(self._source, (*self.given, *beside, *_stock())))]
        return tuple(dict.fromkeys(name for source in found for name in declared(source.text)))

    def stock(self, name: str) -> Source | None:
        """The file of the stock library that declares `name`."""
        found = (source for file in _stock() if (source := self._source(file)) is not None)
        return next((source for source in found if name in self._of(source)[0]), None)

    def stock_names(self) -> tuple[str, ...]:
        """All names of the stock library."""
        found = (self._source(file) for file in _stock())
        return tuple(sorted({name for source in found if source for name in declared(source.text)}))

    def _declaring(self, name: str, place: Iterable[Source]) -> tuple[Source, ...]:
        return tuple(source for source in place if name in self._of(source)[0])

    def _of(self, source: Source) -> tuple[frozenset[str], frozenset[str]]:
        """The names that a text declares, and those that it amends."""
        if source not in self._names:
            self._names[source] = frozenset(declared(source.text)), frozenset(amended(source.text))
        return self._names[source]

    def _sources(self, files: Iterable[str]) -> tuple[Source, ...]:
        return tuple(source for file in files if (source := self._source(file)) is not None)

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


def _apart(places: Iterable[tuple[Source, ...]]) -> tuple[tuple[Source, ...], ...]:
    """The same places, each file only where it comes first, and none without a file."""
    places = [place for place in places if place]
    if len({source.name for place in places for source in place}) == 1:
        return (places[0][:1],) if places else ()
    seen: set[Path | str] = set()
    kept = []
    for place in places:
        fresh = []
        for source in place:
            key = source.name if source.name == STDIN else _path(source.name)
            if key not in seen:
                seen.add(key)
                fresh.append(source)
        if fresh:
            kept.append(tuple(fresh))
    return tuple(kept)


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
