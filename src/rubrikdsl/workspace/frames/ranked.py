"""A table's records in the order of a ranking (`engine.ranking` has the meaning), by columns.

What a ranking reads of every record are columns of exact values, wherever these come from; a record has a
place where all of them are known. Equal values have one number, in their order, and numbers are sorted.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Union

from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value as Held
from rubrikdsl.workspace import scoring
from rubrikdsl.workspace.frames import write
from rubrikdsl.workspace.frames.computed import Computed
from rubrikdsl.workspace.frames.flat import in_order
from rubrikdsl.workspace.frames.lists import Reader
from rubrikdsl.workspace.frames.lists import flattened
from rubrikdsl.workspace.frames.people import RECORD
from rubrikdsl.workspace.frames.people import People
from rubrikdsl.workspace.frames.people import names
from rubrikdsl.workspace.frames.people import people
from rubrikdsl.workspace.frames.people import said_of
from rubrikdsl.workspace.frames.schema import given_by
from rubrikdsl.workspace.frames.schema import of_steps
from rubrikdsl.workspace.frames.scored import DIFFERS
from rubrikdsl.workspace.frames.scored import NOT_ANSWERED
from rubrikdsl.workspace.frames.scored import PROBLEMS
from rubrikdsl.workspace.frames.scored import SinglyWarning
from rubrikdsl.workspace.frames.scored import Tables
from rubrikdsl.workspace.frames.scored import singly

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.workspace.scoring import Reading

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

RANK: Final = "rank"
VALUE: Final = "value"
NO_RANK: Final = "no-rank"


def ranked(
    tables: Tables, table: pa.Table, ranking: ir.Ranking, reading: Reading, threads: int | None = None
) -> pa.Table:
    """Group by group, best first; then the records without a rank."""
    import numpy as np
    import pyarrow as pa

    threads = threads or os.cpu_count() or 1
    table = flattened(table)
    variants = tables.rubric.variants
    plan = variants[0].ready.plan
    reader = Reader(plan, reading.id_column, threads)
    keys = (ranking.by, *ranking.keys)
    titles = [*_within(plan, ranking), VALUE, *(f"key_{at}" for at in range(1, len(keys)))]
    those = people(reader, table, reading, (RANK, RECORD, *titles, PROBLEMS))
    steps = (*ranking.within, *(key.step for key in keys))
    found = None
    if len(variants) == 1:  # which records readings put in one place is for the reference to tell
        found = tables.computed(those, table, threads, reading, variants, steps)
    which = range(those.count) if found is None else np.flatnonzero(found.refer).tolist()
    alone: dict[int, Sequence[Union[Held, None]]] = {}
    codes: dict[int, str | None] = {}
    for at, row, told in singly(those, which, reading, variants):
        codes[at] = "; ".join(told) or None
        one = None if row is None else scoring.ranked(ranking, [row])[0]
        alone[at] = [None] * len(steps) if one is None else [*one.within, one.value, *one.keys]
    sound = sum(told is None for told in codes.values())
    if sound:
        warnings.warn(SinglyWarning(sound, those.count), stacklevel=6)
    types = of_steps(plan, given_by(said_of(plan, table.column_names, reading)), steps)
    columns = _columns(found, alone, types, those.count, threads)
    known = np.ones(those.count, np.bool_)
    for column in columns:
        known &= np.asarray(column.is_valid(), np.bool_)
    groups = _groups(columns[: len(ranking.within)], known)
    places = [
        _places(plan, key, column) for key, column in zip(keys, columns[len(ranking.within) :], strict=True)
    ]
    order, ranks = _ranks(ranking, groups, places, known)
    masks = {} if found is None else {NOT_ANSWERED: found.waiting, DIFFERS: found.differing}
    made = {RANK: pa.array(ranks, mask=ranks == 0), RECORD: _names(reader, table, those).take(order)}
    made |= {name: column.take(order) for name, column in those.beside.items() if name != RECORD}
    made |= {name: column.take(order) for name, column in zip(titles, columns, strict=True)}
    reasons = write.reasons(masks, those.count, codes, pa.string()).take(order)
    made[PROBLEMS] = _told(reasons, ranks == 0)
    return pa.table(made)


def _within(plan: ir.Plan, ranking: ir.Ranking) -> list[str]:
    """The inputs that records are divided by."""
    asked = [plan.steps[step] for step in ranking.within]
    return [".".join(plan.fields[step.field].path) for step in asked if isinstance(step, ir.Answer)]


def _names(reader: Reader, table: pa.Table, those: People) -> Any:
    import numpy as np

    own = those.beside.get(RECORD)
    return names(reader, table, np.arange(table.num_rows)) if own is None else own


def _columns(
    found: Computed | None,
    alone: dict[int, Sequence[Union[Held, None]]],
    types: Sequence[pa.DataType],
    count: int,
    threads: int,
) -> list[Any]:
    """What the ranking reads, of every record."""
    if found is not None:
        values = [found.values[str(number)] for number in range(len(types))]
        made = write.columns(values, found.refer, alone, types, threads)
        return [column.combine_chunks() for column in made]
    return [
        write.alone(type, count, {at: held[number] for at, held in alone.items()})
        for number, type in enumerate(types)
    ]


def _groups(within: Sequence[Any], known: Mask) -> Numbers:
    """The group of each record with a place, numbered as they first appear."""
    import numpy as np

    found = np.zeros(len(known), np.int64)
    for column in within:
        codes = column.dictionary_encode().indices.fill_null(0).to_numpy(zero_copy_only=False)
        found, _ = in_order(found * (int(codes.max(initial=0)) + 1) + codes)
    numbers, _ = in_order(np.where(known, found, -1))
    return numbers


def _places(plan: ir.Plan, key: ir.Key, column: Any) -> Numbers:
    """The place of each value among all: the lowest number comes first."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = column.dictionary_encode()
    different = encoded.dictionary
    if pa.types.is_string(different.type):  # a code by its row, or a number that does not end
        codes, texts = plan.types[key.step].codes, different.to_pylist()
        amounts = [codes.index(text) if codes else Fraction(text) for text in texts]
        order = np.array(sorted(range(len(texts)), key=amounts.__getitem__), np.int64)
    else:
        order = pc.sort_indices(different).to_numpy().astype(np.int64)
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    found: Numbers = np.append(numbers if key.lowest else -numbers, 0)[
        encoded.indices.fill_null(len(order)).to_numpy(zero_copy_only=False)
    ]
    return found


def _ranks(
    ranking: ir.Ranking, groups: Numbers, places: Sequence[Numbers], known: Mask
) -> tuple[Numbers, Numbers]:
    """The records in order, and the rank of each (0: none)."""
    import numpy as np

    placed, others = np.flatnonzero(known), np.flatnonzero(~known)
    columns: list[Numbers] = [groups[placed], *(each[placed] for each in places)]
    sorted_ = np.lexsort(columns[::-1])
    placed, columns = placed[sorted_], [column[sorted_] for column in columns]
    count = len(placed)
    at = np.arange(count)
    new = np.zeros(count, np.bool_)  # where a place begins
    first = np.zeros(count, np.bool_)  # where a group does
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    first[1:] = columns[0][1:] != columns[0][:-1]
    new[:1] = first[:1] = True
    start = np.maximum.accumulate(np.where(first, at, 0))
    place = np.maximum.accumulate(np.where(new, at, 0))
    ranks: Numbers
    if ranking.ties == "dense":
        number: Numbers = np.cumsum(new)
        ranks = number - number[start] + 1
    else:
        ranks = place - start + 1
    if ranking.ties == "distinct":
        ends = np.append(new[1:], True)
        ranks = np.where(new & ends, ranks, 0)
    tied = placed[ranks == 0]
    order = np.concatenate([placed[ranks > 0], others, tied])
    none = np.zeros(len(others) + len(tied), np.int64)
    return order, np.concatenate([ranks[ranks > 0].astype(np.int64), none])


def _told(reasons: Any, without: Mask) -> Any:
    """Why a record has no rank, and what else there is to say of one that has none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    more = pc.coalesce(pc.binary_join_element_wise(NO_RANK, reasons, "; "), NO_RANK)
    return pc.if_else(pa.array(without), more, pa.scalar(None, pa.string()))
