"""Which records flat rows are of: the levels that columns name, and the collections that lead to them.

`--by provinsi,kota` says that a row is a member of a `kota`, and that of a `provinsi`, which is scored. Where
a rubric collects several things at a level, one of them is chosen for all rows, or by a column for each.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records import problems
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.record import BETWEEN

CHOOSERS = ("collection", "kumpulan")
"""Columns that may say to which collection a row belongs."""


@dataclass(frozen=True, slots=True)
class Split:
    """A column whose cells name all levels, and what stands between them."""

    column: str
    between: str = BETWEEN


@dataclass(frozen=True, slots=True)
class Way:
    """The way from a record down to a row: the collections, and the plans on it, the record's first."""

    collections: tuple[int, ...]
    plans: tuple[ir.Plan, ...]

    @property
    def name(self) -> str:
        """The collections by name."""
        above = zip(self.plans, self.collections, strict=False)
        return ".".join(plan.collections[index].name for plan, index in above)

    @property
    def depth(self) -> int:
        """How many collections it leads through."""
        return len(self.collections)


@dataclass(frozen=True, slots=True)
class Levels:
    """How rows are put together: by the text of `columns`, the outermost level first, or by a divided key.

    `ways` are by the name that the column `chooser` has for each; without a chooser there is one.
    """

    columns: tuple[str, ...]
    split: Split | None
    ways: tuple[Way, ...]
    chooser: str | None = None

    @property
    def aside(self) -> tuple[str, ...]:
        """The columns that mean something here, whatever they mean in the rubric."""
        return self.columns if self.chooser is None else (*self.columns, self.chooser)

    @property
    def plans(self) -> tuple[ir.Plan, ...]:
        """Every plan on the ways, the innermost first."""
        deepest = max(way.depth for way in self.ways)
        found = [
            way.plans[level] for level in range(deepest, -1, -1) for way in self.ways if level <= way.depth
        ]
        return tuple({id(plan): plan for plan in found}.values())

    def way(self, raw: RawRecord) -> Way | Problem:
        """The way to a row."""
        if self.chooser is None:
            return self.ways[0]
        text = shown(raw.cells.get(self.chooser, "")).strip()
        found = _named(self.ways, text)
        if len(found) == 1:
            return found[0]
        return problems.other_collection(text, [way.name for way in self.ways])


def levels(
    raws: Sequence[RawRecord],
    plan: ir.Plan,
    by: Sequence[str],
    split: Split | None,
    collection: str | None,
) -> Levels | Problem:
    """How rows are put together for a plan, or why they cannot be."""
    held = {key for raw in raws for key in raw.cells}
    columns = (split.column,) if split is not None else tuple(columns_of(by, held))
    every = tuple(ways(plan))
    if not every:
        return problems.no_collection(plan.name)
    if split is not None:
        fitting = every if collection is not None else tuple(_deepest(every))
    else:
        fitting = tuple(way for way in every if way.depth == len(columns))
        if not fitting:
            return problems.too_many_levels(columns, max(every, key=lambda way: way.depth).name)
    names = [way.name for way in fitting]
    if collection is not None:
        chosen = _named(fitting, collection)
        if len(chosen) != 1:
            return problems.other_collection(collection, names)
        return Levels(columns, split, chosen)
    if len(fitting) == 1:
        return Levels(columns, split, fitting)
    chooser = next((key for key in held if fold(key) in CHOOSERS), None)
    if chooser is None:
        return problems.several_collections(names)
    return Levels(columns, split, fitting, chooser)


def columns_of(by: Sequence[str], held: Collection[str]) -> Iterator[str]:
    """The columns asked for; several may be named at once, with commas."""
    for text in by:
        if text in held:
            yield text
        else:
            yield from (part.strip() for part in text.split(",") if part.strip())


def ways(plan: ir.Plan, before: Way | None = None) -> Iterator[Way]:
    """Every way down from a plan, the shorter before the longer."""
    start = before or Way((), (plan,))
    for index, collection in enumerate(plan.collections):
        way = Way((*start.collections, index), (*start.plans, collection.plan))
        yield way
        yield from ways(collection.plan, way)


def _deepest(found: Sequence[Way]) -> Iterator[Way]:
    """Those that end where nothing more is collected."""
    return (way for way in found if not way.plans[-1].collections)


def _named(among: Sequence[Way], text: str) -> tuple[Way, ...]:
    """The ways that a text names: whole, by their end, or by the label of the last collection."""
    wanted = fold(text)
    whole = tuple(way for way in among if fold(way.name) == wanted)
    ends = tuple(way for way in among if fold(way.name).endswith(f".{wanted}"))
    labels = tuple(
        way for way in among if fold(way.plans[-2].collections[way.collections[-1]].label) == wanted
    )
    return whole or ends or labels if wanted else ()
