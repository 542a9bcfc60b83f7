"""Made rubrics with one thing changed, and what a comparison must say of it: that, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from tests.properties.made import Asked
from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Change
from tests.properties.made import Checklist
from tests.properties.made import Gate
from tests.properties.made import Group
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Let
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Options
from tests.properties.made import Posts
from tests.properties.made import Table
from tests.properties.made import Term

Said = tuple[str, str, str]
"""What changed, in which aspect, and of what: the name of the part, or of the one that it stands below."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A changed rubric and what must be said of it."""

    made: Made
    said: tuple[Said, ...]

    @property
    def kind(self) -> str:
        """What was done, to count it."""
        what, aspect, _ = self.said[0]
        return aspect if what == "changed" else what


def seeded(made: Made) -> Iterator[Seeded]:
    """Every change of one thing that these tests know, each by itself."""
    for root, said in _nodes(made.root):
        assert isinstance(root, Group)
        yield Seeded(replace(made, root=root), said)
    for inputs, said in _each(made.inputs, _asked):
        yield Seeded(replace(made, inputs=inputs), said)
    for named, said in _each(made.named, _named):
        yield Seeded(replace(made, named=named), said)
    if made.member is not None:
        yield Seeded(replace(made, at_least=made.at_least + 1), (("changed", "least", "units"),))


def _each(parts: tuple[T, ...], of: object) -> Iterator[tuple[tuple[T, ...], tuple[Said, ...]]]:
    """A row of parts with one of them changed."""
    for at, part in enumerate(parts):
        for other, said in of(part):  # type: ignore[operator]
            yield (*parts[:at], other, *parts[at + 1 :]), said


def _changed(aspect: str, name: str) -> tuple[Said, ...]:
    return (("changed", aspect, name),)


def _asked(asked: Asked) -> Iterator[tuple[Asked, tuple[Said, ...]]]:
    if asked.kind == "number" and asked.high is not None and not asked.percent and asked.need != "default":
        yield replace(asked, high=asked.high + asked.step), _changed("domain", asked.name)
    if asked.kind == "truth" and asked.need == "default":
        yield replace(asked, default=not asked.default), _changed("need", asked.name)
    if asked.kind in ("code", "set"):
        more = (*asked.codes, f"{asked.name}z")
        yield replace(asked, codes=more), (("added", "", f"{asked.name}z"),)


# The score


def _nodes(node: Node) -> Iterator[tuple[Node, tuple[Said, ...]]]:
    if isinstance(node, Leaf):
        yield from _leaf(node)
        return
    name = node.name
    if node.places is not None and node.places < 4:
        yield replace(node, places=node.places + 1), _changed("places", name)
        yield replace(node, mode="up" if node.mode != "up" else "down"), _changed("places", name)
    if node.aggregate == "geometric_mean":
        yield replace(node, digits=node.digits + 1), _changed("aggregate", name)
    elif node.aggregate == "min":
        yield replace(node, aggregate="max"), _changed("aggregate", name)
    yield from _adjustments(node)
    yield from _weights(node)
    for children, said in _each(node.children, _nodes):
        yield replace(node, children=children), said


def _adjustments(node: Group) -> Iterator[tuple[Group, tuple[Said, ...]]]:
    for at, change in enumerate(node.changes):
        rest = node.changes[:at], node.changes[at + 1 :]
        named = f"{node.name}_{at}" if change.kind in ("bonus", "penalty") else node.name
        if change.amount.op == "const" and change.kind in ("bonus", "penalty", "scale"):
            amount = replace(change.amount, value=change.amount.value * Fraction(9, 10))
            other = Change(change.kind, amount, change.when)
            yield replace(node, changes=(*rest[0], other, *rest[1])), _changed("amount", named)
        if change.when is not None:
            always = Change(change.kind, change.amount, None)
            yield replace(node, changes=(*rest[0], always, *rest[1])), _changed("condition", named)
    if len(node.changes) > 1:
        *first, one, other = node.changes
        yield replace(node, changes=(*first, other, one)), (("reordered", "", node.name),)


def _weights(node: Group) -> Iterator[tuple[Group, tuple[Said, ...]]]:
    """Two weights exchanged, where nothing else hangs on them."""
    if {child.weight.kind for child in node.children} != {"percent"} or len(node.children) < 2:
        return
    one, two, *rest = node.children
    if one.weight.cases != two.weight.cases:
        turned = (replace(one, weight=two.weight), replace(two, weight=one.weight), *rest)
        said = (("changed", "weight", one.name), ("changed", "weight", two.name))
        yield replace(node, children=turned), said


def _leaf(leaf: Leaf) -> Iterator[tuple[Leaf, tuple[Said, ...]]]:
    name = leaf.name
    match leaf.scoring:
        case Options(values=(_, first, *rest)) if rest and first != rest[0] and leaf.asked is not None:
            values = (leaf.scoring.values[0], rest[0], *rest)
            yield replace(leaf, scoring=Options(values)), _changed("value", leaf.asked.codes[1])
        case Bins(values=(first, second, *rest)) as bins if first != second:
            other = replace(bins, values=(first, first, *rest))
            yield replace(leaf, scoring=other), _changed("value", name)
        case Cases(((when, value), *rest), otherwise) if value != otherwise:
            cases = ((when, otherwise), *rest)
            yield replace(leaf, scoring=Cases(tuple(cases), otherwise)), _changed("value", name)
        case Ladder(items, base):
            turned = Ladder((*items[1:], items[0]), base)
            yield replace(leaf, scoring=turned), (("reordered", "", name),)
        case Checklist(items, weights, False, optional) if len(set(weights)) > 1:
            a, b = 0, next(at for at, weight in enumerate(weights) if weight != weights[0])
            other_ = list(weights)
            other_[a], other_[b] = other_[b], other_[a]
            exchanged = Checklist(items, tuple(other_), False, optional)
            said = (("changed", "weight", items[a]), ("changed", "weight", items[b]))
            yield replace(leaf, scoring=exchanged), said
        case Posts(end_of="") as posts:
            yield replace(leaf, scoring=replace(posts, end=posts.end + 1)), _changed("goalposts", name)
        case _:
            pass
    if leaf.onto is not None and leaf.onto.low > leaf.floor:
        onto = replace(leaf.onto, low=(leaf.onto.low + leaf.floor) / 2)
        yield replace(leaf, onto=onto), _changed("onto" if leaf.stated is None else "stated", name)


# Around it


def _named(named: Let | Table | Gate) -> Iterator[tuple[Let | Table | Gate, tuple[Said, ...]]]:
    match named:
        case Let(name, value):
            yield Let(name, Term("neg", (value,))), _changed("formula", name)
        case Gate(name, requires):
            if len(requires) > 1:
                yield Gate(name, requires[1:]), (("removed", "", name),)
        case Table() as table:
            yield from _table(table)


def _table(table: Table) -> Iterator[tuple[Table, tuple[Said, ...]]]:
    cut = table.cuts[0] + table.step
    if cut not in table.cuts and cut < table.high:
        said: tuple[Said, ...] = (("changed", "lower", table.codes[1]),)
        if table.style == "closed":
            said = (("changed", "upper", table.codes[0]), *said)
        if table.style == "above":  # `.. 3` and `above 3`: one number, told where it begins a band
            said = (("changed", "lower", table.codes[1]),)
        yield replace(table, cuts=(cut, *table.cuts[1:])), said
    if "zona" in table.columns:
        at = table.columns.index("zona")
        row = tuple("ungu" if n == at else cell for n, cell in enumerate(table.cells[0]))
        yield replace(table, cells=(row, *table.cells[1:])), _changed("attribute", table.codes[0])
    if table.limits:
        yield replace(table, limits=table.limits[1:]), (("removed", "", table.name),)
    if len(table.limits) > 1 and table.limits[0] != table.limits[1]:
        one, other, *rest = table.limits
        yield replace(table, limits=(other, one, *rest)), (("reordered", "", table.name),)
