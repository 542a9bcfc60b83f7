"""Collections as expressions name them: `units`, `dinas.units` through levels, and `every` and `any` of them.

What stands behind a path of collections is a member of the innermost one; `where` and `has` read it by its
own names, other functions as `units.nilai`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import problems
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import unknown
from rubrikdsl.semantics.mentions import outer
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Among
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import BandAttribute
from rubrikdsl.semantics.model import BandCode
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Fold
from rubrikdsl.semantics.model import LetValue
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import OutcomeTruth
from rubrikdsl.semantics.model import Rounded
from rubrikdsl.semantics.model import StateOf
from rubrikdsl.semantics.names import CollectionSymbol
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.names import Path
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.references import Viewpoint
from rubrikdsl.semantics.references import leads_inside
from rubrikdsl.semantics.references import named
from rubrikdsl.semantics.references import of_member
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

if TYPE_CHECKING:
    from rubrikdsl.semantics.expressions import Reader

FOLDS = ("count", "sum", "mean", "median", "min", "max")
"""Functions that run over the members of a collection."""


@dataclass(frozen=True, slots=True)
class Way:
    """Collections from one of the reader's own inwards, as `written` there."""

    symbols: tuple[CollectionSymbol, ...]
    written: Path

    @property
    def last(self) -> CollectionSymbol:
        """The innermost collection."""
        return self.symbols[-1]

    @property
    def name(self) -> str:
        """The way as written."""
        return ".".join(self.written)

    @property
    def indices(self) -> tuple[int, ...]:
        """The collections by their places in their rubrics."""
        return tuple(symbol.index for symbol in self.symbols)

    @property
    def may_be_empty(self) -> bool:
        """Whether there may be no member, no condition given."""
        return any(symbol.at_least == 0 for symbol in self.symbols)

    @property
    def outside(self) -> Way | None:
        """The way without its innermost collection."""
        if len(self.symbols) == 1:
            return None
        return Way(self.symbols[:-1], self.written[:-1])


def way(view: Viewpoint, names: Path, place: Place) -> Way | None:
    """The collections that the first of these names stand for; None where they name none."""
    rest = of_member(view, names) or ()
    found: list[CollectionSymbol] = []
    known = view.names
    for name in rest:
        symbol = known.collections.get(name)
        if symbol is None:
            break
        found.append(symbol)
        known = symbol.names
    if found and view.site is None:
        view.context.means(view.names, place, names[:1], found[0].path)
    elif found:
        leads_inside(view, names, place)
    return Way(tuple(found), names[: len(names) - len(rest) + len(found)]) if found else None


def run_over(view: Viewpoint, e: tree.Call) -> Way | None:
    """The collections that a function runs over, which its arguments name.

    `sum(count(dinas.units))` runs over `dinas`, since `count` runs over the units of each.
    """
    for arg in e.args:
        for part in outer(arg):
            if isinstance(part, tree.Ref):
                found = way(view, part.names, part.place)
            else:
                found = run_over(view, part) if len(e.args) == 1 else None
                if found is not None and part.function in FOLDS and len(part.args) == 1:
                    found = found.outside
            if found is not None:
                return found
    return None


# Every and any


def members(reader: Reader, e: tree.QuantifiedMembers, known: Facts) -> Expression | None:
    """A condition on the members of a collection, in their own names."""
    found = way(reader, e.group.names, e.group.place)
    if found is None or found.written != e.group.names or e.group.reading is not None:
        _no_collection(reader, e)
        return None
    rubric = found.last.by.rpartition(".")[2]
    if not e.construct and e.word.text != rubric:
        reader.context.add(problems.other_member_word(e.word.text, rubric, found.name, e.word.place))
    kept = found.last.kept
    where: Expression | None = None
    if e.where is not None:
        choosing = reader.inside(found, "where")
        where = choosing.truth(e.where, kept)
        kept = choosing.after(where, kept)
        if where is None:
            return None
    condition = reader.inside(found, "where").truth(e.condition, kept)
    return condition and _asked(reader, e, e.word.text, found, where, condition, known)


def scores(reader: Reader, e: tree.Quantified, found: Way, known: Facts) -> Expression | None:
    """A condition on the scores of members: `every area in areas has share >= 60%`."""
    root = found.last.names.nodes.get(0)
    if root is None:
        reader.context.add(problems.members_without_score(found.name, found.last.by, e.group.place))
        return None
    inside = reader.inside(found, "where")
    inside.asked = root
    condition = inside.truth(e.condition, found.last.kept | root.absent)
    return condition and _asked(reader, e, e.word, found, None, condition, known)


def _asked(
    reader: Reader,
    e: tree.Quantified | tree.QuantifiedMembers,
    word: str,
    found: Way,
    where: Expression | None,
    condition: Expression,
    known: Facts,
) -> Expression | None:
    first, *below = found.indices
    reader.reads.append(Read("collection", first, e.place))
    empty = found.may_be_empty or where is not None
    some: Facts = frozenset([("some", found.indices, where)])
    if e.quantity == "every" and empty and unknown(some, known):
        reader.context.add(problems.every_may_be_empty(word, found.name, e.place))
        return None
    told = {reader.context.text(leaf.place): leaf for leaf in _leaves(condition)}
    return Fold(e.quantity, first, condition, where, TRUTH, e.place, tuple(below), word, tuple(told.items()))


def _leaves(condition: Expression) -> Iterator[Expression]:
    """What a condition reads by name, in the order written."""
    match condition:
        case Operation(args=args):
            for arg in args:
                yield from _leaves(arg)
        case Among(arg=inner) | Rounded(arg=inner) | StateOf(arg=inner):
            yield from _leaves(inner)
        case NodeReading() | AnswerOf() | LetValue() | BandCode() | BandAttribute() | OutcomeTruth():
            yield condition
        case Fold() if condition.type != TRUTH:
            yield condition
        case _:
            pass


def _no_collection(reader: Reader, e: tree.QuantifiedMembers) -> None:
    text = reader.context.text(e.group.place)
    group = named(reader, e.group)
    if isinstance(group, NodeSymbol):
        words = {node.word for node in reader.names.nodes.values() if node.index != group.index}
        reader.context.add(problems.no_such_nodes(e.word.text, text, sorted(words), e.place))
    elif group is not None:
        reader.context.add(problems.not_a_node(text, e.group.place))
