"""Which column of a table says what of a plan, known from the columns' names alone."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.slots import Reading
from rubrikdsl.program.slots import Said
from rubrikdsl.records.bind import ID
from rubrikdsl.records.names import Ambiguous
from rubrikdsl.records.names import Names
from rubrikdsl.records.names import Target
from rubrikdsl.records.values import fold

Key = tuple[str, int]
"""Something that a record says: of a field or a node, by its index."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column says what of a plan."""

    fields: Mapping[int, str]
    nodes: Mapping[int, tuple[Reading, str]]
    targets: Mapping[str, Target]

    def column(self, slot: Slot) -> str:
        """The column of a slot."""
        return self.fields[slot.index] if slot.kind == "field" else self.nodes[slot.index][1]

    def said(self, whole: frozenset[Key] = frozenset(), members: Mapping[int, Said] | None = None) -> Said:
        """What records with these columns may say; `whole` is what every record says."""
        return Said(
            frozenset(self.fields),
            {node: reading for node, (reading, _) in self.nodes.items()},
            always=False,
            members=members or {},
            certain=frozenset(index for kind, index in whole if kind == "field"),
            stated=frozenset(index for kind, index in whole if kind == "node"),
        )


def layout_of(names: Names, columns: Iterable[str]) -> Layout | None:
    """How tables with these columns are read; None where a column takes more than its own name to tell.

    What names nothing is left alone.
    """
    named = {name: None if fold(name) == fold(ID) else names.resolve(name) for name in columns}
    return layout({name: found for name, found in named.items() if found is not None})


def layout(targets: Mapping[str, Target | Ambiguous]) -> Layout | None:
    """The same where it is known what each column names."""
    fields: dict[int, str] = {}
    nodes: dict[int, tuple[Reading, str]] = {}
    sound: dict[str, Target] = {}
    for name, found in targets.items():
        if not isinstance(found, Target) or found.slot.collection is not None:
            return None
        sound[name] = found
        if found.reading != "answer" and found.slot.node is not None:
            nodes[found.slot.node.index] = (found.reading, name)
        elif found.slot.field is not None:
            fields[found.slot.field.index] = name
        else:
            return None
    if len(fields) + len(nodes) != len(sound):
        return None  # two columns say the same: which rows may is for the reference to tell
    return Layout(fields, nodes, sound)
