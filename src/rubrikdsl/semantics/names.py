"""What the names of a rubric stand for, and how a name as written finds it.

A reference names a thing by the end of its path, as far as that is unique: `standar`, `kompetensi.standar`,
`input.standar`. Nearest first: among several, the one that shares most of its path with the place of the
reference is meant, then the one whose whole path was written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Counted
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Scale
from rubrikdsl.semantics.model import Type
from rubrikdsl.source import Place

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldSymbol:
    """An answer; `absent` must be excluded before it is read.

    `counted` is what an item counts as where it is not applicable.
    """

    index: int
    path: Path
    place: Place
    word: str
    domain: Domain
    not_applicable: bool
    absent: Facts = NOTHING
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class NodeSymbol:
    """A scored node, with its own answer and its items where it has such; a checklist `counts` its items.

    `absent` must be excluded before its value is read, `unanswered` before its answer is.
    """

    index: int
    path: Path
    place: Place
    word: str
    scale: Scale
    answer: FieldSymbol | None
    state: FieldSymbol | None
    items: tuple[FieldSymbol, ...]
    parent: int | None
    counts: bool
    absent: Facts = NOTHING
    unanswered: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class LetSymbol:
    """A `let`."""

    index: int
    path: Path
    place: Place
    word: str = "let"


@dataclass(frozen=True, slots=True)
class Column:
    """A further column of a band table; `empty` is the code of a row without a value there."""

    name: str
    type: Type
    empty: str | None


@dataclass(frozen=True, slots=True)
class BandsSymbol:
    """A classification; not `whole` where its table could not be read.

    Its codes are `ranked` by their ranges, or as listed; those of a decision may have no order.
    """

    index: int
    path: Path
    place: Place
    type: Type
    columns: tuple[Column, ...]
    whole: bool = True
    ranked: bool = True
    word: str = "bands"


@dataclass(frozen=True, slots=True)
class OutcomeSymbol:
    """A gate."""

    index: int
    path: Path
    place: Place
    word: str = "outcome"


@dataclass(frozen=True, slots=True)
class CollectionSymbol:
    """A collection; `names` are those of its members, which the rubric `by` scores, `kept` what its own
    `where` tells of each."""

    index: int
    path: Path
    place: Place
    names: Names
    at_least: int
    kept: Facts
    by: str
    word: str = "collect"


@dataclass(frozen=True, slots=True)
class RankingSymbol:
    """A ranking, which no rule can read."""

    index: int
    path: Path
    place: Place
    word: str = "ranking"


Symbol = Union[
    FieldSymbol, NodeSymbol, LetSymbol, BandsSymbol, OutcomeSymbol, CollectionSymbol, RankingSymbol
]


@dataclasses.dataclass(slots=True)
class Names:
    """The names of one rubric. `let_type` and `classified` answer once the thing itself is resolved."""

    let_type: Callable[[int, Place], Type | None]
    classified: Callable[[int, Place], Expression | None]
    _by_last: dict[str, list[Symbol]] = field(default_factory=dict)
    _later: dict[str, list[Symbol]] = field(default_factory=dict)
    nodes: dict[int, NodeSymbol] = field(default_factory=dict)
    fields: dict[int, FieldSymbol] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    collections: dict[str, CollectionSymbol] = field(default_factory=dict)

    def add(self, symbol: Symbol) -> None:
        """Make a symbol known."""
        self._by_last.setdefault(symbol.path[-1], []).append(symbol)
        if isinstance(symbol, NodeSymbol):
            self.nodes[symbol.index] = symbol
            for own in (symbol.answer, symbol.state):
                if own is not None:
                    self.owners[own.index] = symbol.index
        elif isinstance(symbol, CollectionSymbol):
            self.collections[symbol.path[-1]] = symbol
        elif isinstance(symbol, FieldSymbol):
            self.fields[symbol.index] = symbol

    def beside(
        self, fields: Sequence[FieldSymbol], lets: Sequence[LetSymbol], types: Sequence[Type]
    ) -> Names:
        """These names and further ones, which count only where nothing has them; `types` are of `lets`."""
        known = {symbol.index: type for symbol, type in zip(lets, types, strict=True)}

        def let_type(index: int, place: Place) -> Type | None:
            return known[index] if index in known else self.let_type(index, place)

        more = dataclasses.replace(
            self,
            let_type=let_type,
            _by_last={name: list(symbols) for name, symbols in self._by_last.items()},
            fields=dict(self.fields),
        )
        found: tuple[Symbol, ...] = (*lets, *fields)
        for symbol in found:
            if not more.find(symbol.path):
                more.add(symbol)
        return more

    def turn_back(self, renamed: Sequence[tuple[Path, Path]]) -> None:
        """Who reads knew none of these renames: the names before them come first.

        So a name that went on to another thing still stands for the one that it was written for.
        """
        every = [symbol for symbols in self._by_last.values() for symbol in symbols]
        before = {id(symbol): _turned_back(symbol.path, renamed) for symbol in every}
        moved = {before[id(symbol)] for symbol in every if before[id(symbol)] != symbol.path}
        self._by_last.clear()
        for symbol in every:
            path = before[id(symbol)]
            if path == symbol.path and path not in moved:
                self._by_last.setdefault(path[-1], []).append(symbol)
                continue
            self._later.setdefault(symbol.path[-1], []).append(symbol)
            if path != symbol.path:
                self._by_last.setdefault(path[-1], []).append(dataclasses.replace(symbol, path=path))
        for symbols in self._by_last.values():
            self.collections.update((s.path[-1], s) for s in symbols if isinstance(s, CollectionSymbol))

    def also(self, old: Path, new: Path) -> None:
        """What stands at and below a path is known by an old path too, but where that is another thing's."""
        every = [
            s for by_last in (self._by_last, self._later) for symbols in by_last.values() for s in symbols
        ]
        taken = {symbol.path for symbol in every}
        for symbol in every:
            path = (*old, *symbol.path[len(new) :])
            if symbol.path[: len(new)] == new and path not in taken:
                self._by_last.setdefault(path[-1], []).append(dataclasses.replace(symbol, path=path))
                if isinstance(symbol, CollectionSymbol):
                    self.collections.setdefault(path[-1], symbol)

    def find(self, names: Path, within: Path = ()) -> tuple[Symbol, ...]:
        """What the names may stand for, read inside the node at `within`: none, one, or several equals."""
        found = [s for s in self._by_last.get(names[-1], ()) if _ends(s.path, names)]
        found = found or [s for s in self._later.get(names[-1], ()) if _ends(s.path, names)]
        if len(found) > 1:
            shared = max(_shared(s.path, within) for s in found)
            found = [s for s in found if _shared(s.path, within) == shared]
        if len(found) > 1:
            shortest = [s for s in found if s.path == (*within[:shared], *names)]
            found = shortest or found
        return tuple(found)

    def absent(self, read: Expression | None) -> Facts:
        """What must be excluded before an expression that only names something is read."""
        match read:
            case NodeReading(node=index):
                return self.nodes[index].absent
            case AnswerOf(field=index) if index in self.owners:
                return self.nodes[self.owners[index]].unanswered
            case AnswerOf(field=index):
                return self.fields[index].absent
            case _:
                return NOTHING

    def words(self) -> Iterator[str]:
        """Every name, for suggestions."""
        return iter(self._by_last | self._later)


def _turned_back(path: Path, renamed: Sequence[tuple[Path, Path]]) -> Path:
    """The path that a thing had before it was renamed."""
    for old, new in reversed(renamed):
        if path[: len(new)] == new:
            path = (*old, *path[len(new) :])
    return path


def _ends(path: Path, names: Path) -> bool:
    """Whether `names` is the path with some of its upper names left out."""
    if len(names) == 1:
        return True
    upper = iter(path[:-1])
    return all(name in upper for name in names[:-1])


def _shared(path: Path, within: Path) -> int:
    count = 0
    for a, b in zip(path, within, strict=False):
        if a != b:
            break
        count += 1
    return count
