"""Tables as layers: columns of a plan, and members that stand in lists of structs, to any depth.

A column is what a key of a record is; a struct is its fields with dotted names. A list of structs whose name
is that of a collection holds members; a null there says nothing of it, an empty list that there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.layers import Below
from rubrikdsl.program.layers import Layer
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.slots import Said
from rubrikdsl.program.slots import Words
from rubrikdsl.program.slots import slots_of
from rubrikdsl.program.stored import Column
from rubrikdsl.records.bind import ID
from rubrikdsl.records.layout import Key
from rubrikdsl.records.layout import Layout
from rubrikdsl.records.layout import layout
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Names
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.values import fold
from rubrikdsl.workspace.frames.read import held
from rubrikdsl.workspace.frames.texts import Numbers
from rubrikdsl.workspace.frames.texts import blank
from rubrikdsl.workspace.frames.texts import coded
from rubrikdsl.workspace.frames.texts import holds_tables
from rubrikdsl.workspace.frames.texts import marked
from rubrikdsl.workspace.frames.texts import numbered
from rubrikdsl.workspace.frames.texts import whole

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from rubrikdsl.plan.ir import Plan

    Mask = NDArray[np.bool_]

Named = Mapping[str, Target | Ambiguous]
"""What each column names, of those that name something."""


@dataclass(frozen=True, slots=True)
class Read:
    """A layer with what its program is made for: what its columns may say, and whether they are whole.

    `texts` are those that are no words of the program, by their number from `FIRST_TEXT` on.
    """

    layer: Layer
    said: Said
    texts: Sequence[str] = ()


class Reader:
    """Reads the tables of one plan and of all that it collects."""

    def __init__(self, plan: Plan, id_column: str | None = None, threads: int = 1) -> None:
        self.plan, self.id, self.threads = plan, id_column or ID, threads
        self._words = Words(plan)
        self._numbers = Numbers(self._words.texts)
        self._names: dict[int, Names] = {}

    def names(self, plan: Plan) -> Names:
        """The names of a plan."""
        if id(plan) not in self._names:
            self._names[id(plan)] = names_of(plan)
        return self._names[id(plan)]

    def named(self, plan: Plan, table: pa.Table) -> Named:
        """What the columns of a table name."""
        found = {name: self.names(plan).resolve(name) for name in table.column_names}
        return {name: one for name, one in found.items() if one is not None}

    def read(
        self,
        plan: Plan,
        table: pa.Table,
        named: Named,
        refer: Mask | None = None,
        members: Mapping[int, tuple[Below, Said]] | None = None,
    ) -> Read | None:
        """The layer of a table; None where its columns take more than their names to tell.

        `refer` are rows that are known to be for the reference interpreter, `members` those that do not stand
        in columns of the table.
        """
        import numpy as np

        if len(set(table.column_names)) != len(table.column_names):
            return None  # a key said twice
        refer = np.zeros(table.num_rows, np.bool_) if refer is None else refer.copy()
        lists = [
            name for name in table.column_names if name not in named or _collection(named[name]) is not None
        ]
        found = layout({name: one for name, one in named.items() if name not in lists})
        if found is None:
            return None
        slots, said = self._said(plan, found, table)
        _refuse(plan, found, said, refer)
        below = {at: one for at, (one, _) in (members or {}).items()}
        inner = {at: one for at, (_, one) in (members or {}).items()}
        for name in lists:
            at = _collection(named[name]) if name in named else None
            if at is None and not _is_list(table.column(name).type):
                continue
            array = whole(table.column(name))
            if at is None or not holds_tables(array.type):
                refer |= _odd(array, is_collection=at is not None)
            elif at in below:
                return None
            else:
                one = self._members(plan.collections[at].plan, array, refer)
                if one is None:
                    return None
                below[at], inner[at] = one
        certain = frozenset(key for key, one in said.items() if one.is_whole)
        layer = Layer(table.num_rows, slots, said, refer, below)
        return Read(layer, replace(found.said(certain, inner), texts=True), self._numbers.texts)

    def _said(self, plan: Plan, found: Layout, table: pa.Table) -> tuple[dict[Key, Slot], dict[Key, Column]]:
        """What each column that is read says, by what it is said of."""
        slots, _ = slots_of(plan, found.said(), self._words)

        def one(slot: Slot) -> Column:
            name = found.column(slot)
            return held(
                slot, table.column(name), name, found.targets[name], plan, self._numbers, self.threads
            )

        with ThreadPoolExecutor(self.threads) as pool:
            return slots, dict(zip(slots, pool.map(one, slots.values()), strict=True))

    def _members(self, plan: Plan, array: Any, refer: Mask) -> tuple[Below, Said] | None:
        """The members in a column of lists; rows whose members take the reference are added to `refer`."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        stated = np.asarray(array.is_valid().to_numpy(zero_copy_only=False), np.bool_)
        parents = pc.list_parent_indices(array).to_numpy(zero_copy_only=False).astype(np.int64)
        structs = pc.list_flatten(array)
        if structs.null_count:
            refer[parents[structs.is_null().to_numpy(zero_copy_only=False)]] = True
        fields = [structs.type.field(at).name for at in range(structs.type.num_fields)]
        if not fields or len(set(fields)) != len(fields):
            return None
        table = flattened(pa.table(dict(zip(fields, structs.flatten(), strict=True))))
        named = self.named(plan, table)
        read = self.read(plan, table, named)
        if read is None:
            return None
        refer[parents[read.layer.refer]] = True
        refer[parents[self.twice(table, parents)]] = True
        return Below(read.layer, parents, stated), read.said

    def twice(self, table: pa.Table, parents: NDArray[np.int64]) -> Mask:
        """The members that may share their name with another of the same parent."""
        import numpy as np

        found = np.zeros(table.num_rows, np.bool_)
        columns = self.id_columns(table)
        if not columns:
            return found
        if len(columns) > 1:  # the first that is not empty: for the reference to tell
            found[:] = True
            return found
        names = whole(table.column(columns[0]))
        nameless = blank(names)
        if nameless.any() and any(name.startswith("#") for name in coded(names)[1].to_pylist()):
            found[:] = True  # a name that may be that of a member without one
            return found
        with np.errstate(over="ignore"):
            keys = marked(names) * np.int64(2**61 - 1) + parents
        keys[nameless] = np.arange(int(nameless.sum()))  # each by itself, or for the reference to tell
        ordered = np.sort(keys)
        if not (ordered[1:] == ordered[:-1]).any():
            return found
        order = np.argsort(keys, kind="stable")
        found[order[1:]] = keys[order[1:]] == keys[order[:-1]]
        return found

    def id_columns(self, table: pa.Table) -> list[str]:
        """The columns that name records."""
        if self.id in table.column_names:
            return [self.id]
        return [name for name in table.column_names if fold(name) == fold(self.id)]


def _collection(found: Target | Ambiguous) -> int | None:
    return found.slot.collection if isinstance(found, Target) else None


def flattened(table: pa.Table) -> pa.Table:
    """The same with the fields of structs as columns of their own (`proses.maklumat`).

    Texts as Polars has them become others: Arrow can take no rows of them.
    """
    import pyarrow as pa

    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    for at, field in enumerate(table.schema):
        if str(field.type) == "string_view":  # which older versions have no name for
            table = table.set_column(at, field.name, table.column(at).cast(pa.large_string()))
    return table


def _is_list(type: pa.DataType) -> bool:
    import pyarrow as pa

    kinds = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)
    return any(is_one(type) for is_one in kinds)


def _odd(array: Any, *, is_collection: bool) -> Mask:
    """The rows of a column without members that say something for all that."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if _is_list(array.type):
        nested = pa.types.is_nested(array.type.value_type)
        if nested or is_collection:
            long = pc.greater(pc.list_value_length(array), 0)
            # an empty list says that a collection is empty, and without a type its members have no layer
            long = pc.or_(long, pc.is_valid(array)) if is_collection else long
            return np.asarray(pc.fill_null(long, False).to_numpy(zero_copy_only=False), np.bool_)
    elif is_collection:
        return numbered(array) >= 0
    return np.zeros(len(array), np.bool_)


def _refuse(plan: Plan, found: Layout, said: Mapping[Key, Column], refer: Mask) -> None:
    """Rows that say something of a node and of what lies below it, or what is unsound and not read."""
    for (kind, index), one in said.items():
        if one.refer is not None:
            refer |= one.refer
        at = plan.fields[index].owner if kind == "field" else plan.nodes[index].parent
        while at is not None:
            if at in found.nodes:
                refer |= ~(_missing(one, len(refer)) | _missing(said["node", at], len(refer)))
            at = plan.nodes[at].parent


def _missing(one: Column, rows: int) -> Mask:
    import numpy as np

    return np.zeros(rows, np.bool_) if one.missing is None else one.missing
