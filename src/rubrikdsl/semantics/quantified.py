"""`every area in pengungkit has share >= 60%`, `any …`: one condition asked of several nodes (semantics C9).

Asked are the nearest nodes of that word below the one named. The condition is read once for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.collected import scores
from rubrikdsl.semantics.collected import way
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Asked
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Quantified
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.references import named
from rubrikdsl.syntax import tree

if TYPE_CHECKING:
    from rubrikdsl.semantics.expressions import Reader


def quantified(reader: Reader, e: tree.Quantified, known: Facts) -> Expression | None:
    """A condition on the nodes of a word below a node."""
    collected = way(reader, e.group.names, e.group.place)
    if collected is not None and collected.written == e.group.names and e.group.reading is None:
        return scores(reader, e, collected, known)
    group = named(reader, e.group)
    if group is None:
        return None
    text = reader.context.text(e.group.place)
    if not isinstance(group, NodeSymbol) or e.group.reading is not None:
        reader.context.add(problems.not_a_node(text, e.group.place))
        return None
    nodes = tuple(_nearest(reader, group, e.word))
    if not nodes:
        if not reader.context.mentioned:
            words = sorted({node.word for node in _below(reader, group)})
            reader.context.add(problems.no_such_nodes(e.word, text, words, e.place))
        return None
    asked = []
    for node in nodes:
        reader.reads.append(Read("node", node.index, e.place))
        around, reader.asked = reader.asked, node
        condition = reader.truth(e.condition, known | node.unanswered)
        reader.asked = around
        if condition is None:
            return None  # told once: it reads the same of every node
        asked.append(Asked(node.index, condition))
    return Quantified(e.quantity, e.word, group.index, tuple(asked), TRUTH, e.place)


def own(reader: Reader, e: tree.Own) -> Expression | None:
    """A reading of the node that is asked."""
    assert reader.asked is not None  # the grammar has it only after `has`
    kind = SHARE if e.reading == "share" else NUMBER
    assert e.reading != "answer"
    return NodeReading(reader.asked.index, e.reading or "value", kind, e.place)


def _nearest(reader: Reader, group: NodeSymbol, word: str) -> Iterator[NodeSymbol]:
    """The nodes of this word below a node, none of them below another one."""
    for child in _children(reader, group):
        if child.word == word:
            yield child
        else:
            yield from _nearest(reader, child, word)


def _below(reader: Reader, group: NodeSymbol) -> Iterator[NodeSymbol]:
    for child in _children(reader, group):
        yield child
        yield from _below(reader, child)


def _children(reader: Reader, group: NodeSymbol) -> Iterator[NodeSymbol]:
    return (node for _, node in sorted(reader.names.nodes.items()) if node.parent == group.index)
