"""A program with collections over columns: members first, their totals as columns of what holds them.

Each level of members is a layer of columns of its own, with the place of what holds each member. Totals are
sums and least numbers of whole numbers, group by group, whose bounds the program knows; the members' program
and that of the record run as any other over columns.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import assert_never

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.columns import NOTHING
from rubrikdsl.program.columns import Ahead
from rubrikdsl.program.columns import Answer
from rubrikdsl.program.columns import Columns
from rubrikdsl.program.folds import MOST_MEMBERS
from rubrikdsl.program.stored import Column
from rubrikdsl.program.stored import Held
from rubrikdsl.program.stored import is_narrow
from rubrikdsl.program.stored import read
from rubrikdsl.semantics.terms import NUMBER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]
    Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Below:
    """The members of one collection: their layer, and for each the row of what holds it.

    `stated` are the rows above that say that they have the collection, if only that it is empty.
    """

    layer: Layer
    parents: Places
    stated: Truths


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows of one plan: what their columns say and to which slots, by kind and index, and what they hold.

    `refer` are rows that are known not to be for a program, for what they say or for what they hold.
    """

    rows: int
    slots: Mapping[tuple[str, int], ops.Slot]
    said: Mapping[tuple[str, int], Column]
    refer: Truths
    below: Mapping[int, Below]


def most_members(layer: Layer) -> int:
    """How many members the row with most of them has, at any level."""
    import numpy as np

    found = 0
    for below in layer.below.values():
        own = int(np.bincount(below.parents).max()) if len(below.parents) else 0
        found = max(found, own, most_members(below.layer))
    return found


class Layers:
    """A program, ready to run over a layer and all below it; it was made for no more than `most` members."""

    def __init__(self, program: ops.Program, most: int = MOST_MEMBERS, ahead: Ahead = NOTHING) -> None:
        self._columns, self._most = Columns(replace(program, groups=()), ahead), most
        self.program = replace(self._columns.program, groups=program.groups)
        self._members = tuple(Layers(_totals(group), most, ahead) for group in program.groups)

    def run(self, layer: Layer, threads: int = 1) -> tuple[tuple[Answer, ...], Truths]:
        """Every output of every row, and which rows are for the reference interpreter."""
        refer = layer.refer.copy()
        totals: list[Sequence[Any]] = []
        asked = {(slot.kind, slot.index) for slot in self.program.slots}
        _refuse_unread(layer, refer, asked, {group.collection for group in self.program.groups})
        for group, members in zip(self.program.groups, self._members, strict=True):
            below = layer.below.get(group.collection)
            found, out = _folded(group, members, below, layer.rows, self._most, threads)
            totals.append(found)
            refer |= out
        slots = [_slot(slot, layer, totals) for slot in self.program.slots]
        answers, out = self._columns.run(slots, layer.rows, threads)
        return answers, refer | out


def _totals(group: ops.Group) -> ops.Program:
    """The program of members with their totals as its outputs."""
    inner = group.program
    no = len(inner.ops)
    outputs = tuple(
        ops.Output(str(at), NUMBER, None, total.of, 1, None, no, no) for at, total in enumerate(group.totals)
    )
    return replace(
        inner,
        ops=(*inner.ops, ops.Whole(0)),
        bounds=(*inner.bounds, (0, 0)),
        outputs=outputs,
        refer=no,
    )


def _refuse_unread(
    layer: Layer, refer: Truths, asked: Collection[tuple[str, int]], folded: Collection[int]
) -> None:
    """Add the rows with a value without a number that no result reads: it may refuse the record."""
    import numpy as np

    for key, column in layer.said.items():
        if key in asked:
            continue
        if isinstance(column, Held):
            if column.refer is not None:
                refer |= column.refer
            continue
        start = 0
        for piece in column.pieces:
            _, _, _, off = read(column, layer.slots[key], piece, slice(0, piece.rows))
            if off is not None:
                refer[start : start + piece.rows] |= off
            start += piece.rows
    for collection, below in layer.below.items():
        if collection not in folded:
            inner: Truths = np.zeros(below.layer.rows, np.bool_)
            _refuse_unread(below.layer, inner, (), ())
            refer[below.parents[inner]] = True


def _slot(slot: ops.Slot, layer: Layer, totals: Sequence[Sequence[Any]]) -> Column:
    """What a slot holds in every row."""
    import numpy as np

    match slot.kind:
        case "total":
            narrow = np.int32 if is_narrow(slot) else np.int64
            return Held(totals[slot.group][slot.index].astype(narrow, copy=False))
        case "members":
            return Held(np.zeros(layer.rows, np.int32), ~layer.below[slot.index].stated)
        case _:
            return layer.said[slot.kind, slot.index]


def _folded(
    group: ops.Group, members: Layers, below: Below | None, rows: int, most: int, threads: int
) -> tuple[list[Any], Truths]:
    """The totals of a group for every row above, and the rows that are for the reference interpreter."""
    import numpy as np

    found = [np.full(rows, total.none, np.int64) for total in group.totals]
    refer = np.zeros(rows, np.bool_)
    if below is None or not len(below.parents):
        return found, refer
    answers, out = members.run(below.layer, threads)
    refer[below.parents[out]] = True
    parents = below.parents
    ordered = bool((parents[1:] >= parents[:-1]).all())
    order = None if ordered else np.argsort(parents, kind="stable")
    held = parents if order is None else parents[order]
    starts = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1])))
    owners = held[starts]
    many = owners[np.diff(starts, append=len(held)) > most]
    refer[many] = True
    for total, answer, into in zip(group.totals, answers, found, strict=True):
        values = np.asarray(answer.values) if order is None else answer.values[order]
        match total.kind:
            case "sum":
                into[owners] = np.add.reduceat(values, starts, dtype=np.int64)
            case "least":
                into[owners] = np.minimum.reduceat(values, starts)
            case "median":
                _medians(total, values, held, into)
            case _:
                assert_never(total.kind)
        into[many] = total.none
    return found, refer


def _medians(total: ops.Total, values: Any, owners: Places, into: Any) -> None:
    """Twice the median of the values of each owner that take part."""
    import numpy as np

    taking = 2 * values.astype(np.int64) != total.none
    numbers, held = values[taking].astype(np.int64), owners[taking]
    order = np.lexsort((numbers, held))
    numbers, held = numbers[order], held[order]
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(held), 1), np.bool_), held[1:] != held[:-1])))
    counts = np.diff(starts, append=len(held))
    into[held[starts]] = numbers[starts + (counts - 1) // 2] + numbers[starts + counts // 2]
