"""Random amendments of made rubrics: what they become, and the edits that say so.

An oracle that knows no edits: what an amended rubric is, is made anew from the changed structure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Gate
from tests.properties.made import Group
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Made
from tests.properties.made import Named
from tests.properties.made import Node
from tests.properties.made import Options
from tests.properties.made import Table
from tests.properties.made import Term
from tests.properties.made import below
from tests.properties.writing import Vocabulary
from tests.properties.writing import Writer

WORDS: dict[str, dict[Vocabulary, str]] = {
    "change": {"en": "change", "id": "ubah"},
    "weights": {"en": "weights", "id": "bobot-bobot"},
    "to": {"en": "to", "id": "ke"},
    "of": {"en": "of", "id": "dari"},
    "replace": {"en": "replace", "id": "ganti"},
    "add": {"en": "add", "id": "tambah"},
    "after": {"en": "after", "id": "setelah"},
    "remove": {"en": "remove", "id": "hapus"},
    "rename": {"en": "rename", "id": "namai ulang"},
    "becomes": {"en": "to", "id": "menjadi"},
}
Edited = tuple[str, Made, list[str], frozenset[str]]
"""What kind of edit, what the rubric becomes, the lines that say so, and the names of what it changes."""


class Amender:
    """Draws edits, written in one vocabulary; its names have a tag. What was touched is left alone."""

    def __init__(self, vocabulary: Vocabulary, random: Random, tag: str) -> None:
        self.writer = Writer(vocabulary)
        self.vocabulary: Vocabulary = vocabulary
        self.random = random
        self.touched: set[str] = set()
        self.old_names: set[str] = set()
        self.count = 0
        self.tag = tag

    def w(self, word: str) -> str:
        return WORDS[word][self.vocabulary]

    def edits(self, made: Made, count: int) -> tuple[Made, list[str], list[str]]:
        """Some edits: what the rubric is after them, their lines, and their kinds."""
        lines: list[str] = []
        kinds: list[str] = []
        for _ in range(count):
            ways = [self.weights, self.parts, self.leaves, self.tables, self.gates, self.renames]
            self.random.shuffle(ways)
            for way in ways:
                found = [edit for edit in way(made) if not edit[3] & self.touched]
                if found:
                    kind, made, said, names = self.random.choice(found)
                    self.touched |= names
                    if kind == "rename":
                        self.old_names |= {name for name in names if not name.startswith("other_")}
                    kinds.append(kind)
                    lines += said
                    break
        return made, lines, kinds

    # The score

    def weights(self, made: Made) -> Iterator[Edited]:
        for group in made.nodes():
            if not isinstance(group, Group) or len(group.children) < 2 or group.aggregate:
                continue
            one, two = group.children[:2]
            if {child.weight.kind for child in group.children} != {"percent"}:
                continue
            if one.weight == two.weight or any(n.weight.cases[0][1:] != (None,) for n in (one, two)):
                continue
            if not one.weight.cases[0][0] * two.weight.cases[0][0]:
                continue  # what weighs nothing may be optional
            if any(node.weight.kind == "total" for child in (one, two) for node in below(child)):
                continue  # parts of the whole add up to what their group weighs
            swapped = replace(one, weight=two.weight), replace(two, weight=one.weight)
            other = replace(group, children=(*swapped, *group.children[2:]))
            rows = [f"  {node.name} {self.writer.weight(node.weight).partition(' ')[2]}" for node in swapped]
            names = frozenset({one.name, two.name})
            if self.random.random() < 0.5:
                head = f"{self.w('change')} {self.w('weights')}"
                yield "weights", within(made, group, other), [head, *rows], names
            else:
                said = [
                    f"{self.w('change')} {self.writer.k('weight')} {self.w('of')} {node.name} {self.w('to')} "
                    + self.writer.weight(node.weight).partition(" ")[2]
                    for node in swapped
                ]
                yield "weight", within(made, group, other), said, names

    def parts(self, made: Made) -> Iterator[Edited]:
        for node in made.nodes():
            if isinstance(node, Group) and node.places is not None and node.places < 4 and not node.mode:
                said = (
                    f"{self.w('change')} {self.writer.k('places')} {self.w('of')} {node.name} {self.w('to')} "
                )
                other = replace(node, places=node.places + 1)
                yield (
                    "places",
                    within(made, node, other),
                    [said + str(node.places + 1)],
                    frozenset({node.name}),
                )
            if isinstance(node, Leaf) and isinstance(node.scoring, Options) and node.asked is not None:
                values = node.scoring.values
                if values[0] != values[-1]:
                    turned = Options((values[-1], *values[1:-1], values[0]))
                    said_all = [
                        f"{self.w('change')} {OPTION[self.vocabulary]} {node.asked.codes[at]} {self.w('of')} "
                        f"{node.name} {self.w('to')} {self.writer.n(turned.values[at])}"
                        for at in (0, len(values) - 1)
                    ]
                    yield (
                        "option",
                        within(made, node, replace(node, scoring=turned)),
                        said_all,
                        frozenset({node.name}),
                    )

    def leaves(self, made: Made) -> Iterator[Edited]:
        for leaf in made.nodes():
            if not isinstance(leaf, Leaf):
                continue
            scoring: Any = leaf.scoring
            match scoring:
                case Bins(values=values) if len(set(values)) > 1:
                    scoring = replace(scoring, values=(*values[1:], values[0]))
                case Cases(cases, otherwise) if cases[0][1] != otherwise:
                    scoring = Cases(((cases[0][0], otherwise), *cases[1:]), otherwise)
                case Ladder(items, base):
                    scoring = Ladder((*items[1:], items[0]), base)
                case _:
                    continue
            other = replace(leaf, scoring=scoring)
            head, *body = self.writer.node(other, "")
            said = [f"{self.w('replace')} {head}", *body]
            yield "replace", within(made, leaf, other), said, frozenset({leaf.name})

    # Around it

    def tables(self, made: Made) -> Iterator[Edited]:
        for table in made.named:
            if isinstance(table, Table):
                cut = table.cuts[0] + table.step
                if cut not in table.cuts and cut < table.high:
                    other = replace(table, cuts=(cut, *table.cuts[1:]))
                    rows = list(self.writer.table(replace(other, limits=(), raises=())))
                    named = tuple(other if each is table else each for each in made.named)
                    said = [f"{self.w('replace')} {rows[0].strip()}", *(row[2:] for row in rows[1:])]
                    yield "bands", replace(made, named=named), said, frozenset({table.name})

    def gates(self, made: Made) -> Iterator[Edited]:
        for gate in made.named:
            if isinstance(gate, Gate) and not mentions(made, gate.name):
                named = tuple(each for each in made.named if each is not gate)
                said = [f"{self.w('remove')} {self.writer.k('outcome')} {gate.name}"]
                yield "remove", replace(made, named=named), said, frozenset({gate.name})
        self.count += 1
        name = f"new_{self.tag}_{self.count}"
        root = Term("read", name=made.root.name)
        enough = Term("ge", (root, Term("const", value=Fraction(1))))
        gate = Gate(name, (Term("and", (Term("applicable", name=made.root.name), enough)),))
        term = self.writer.term(gate.requires[0])
        head = f'{self.writer.k("outcome")} {name} "Outcome {name}"'
        said = [self.w("add"), f"  {head}", f"    {self.writer.k('requires')} {term}"]
        yield "add", replace(made, named=(*made.named, gate)), said, frozenset({name})

    def renames(self, made: Made) -> Iterator[Edited]:
        names = [node.name for node in made.nodes()]
        names += [each.name for each in (*made.named, *made.inputs)]
        name = self.random.choice(names)
        if sum(each == name for each in names) > 1:
            return
        self.count += 1
        new = f"other_{self.tag}_{self.count}"
        said = f"{self.w('rename')} {name} {self.w('becomes')} {new}"
        yield "rename", renamed(made, name, new), [said], frozenset({name, new})


OPTION: dict[Vocabulary, str] = {"en": "option", "id": "pilihan"}


_NAMING = frozenset({"name", "of", "start_of", "end_of"})
"""The fields that hold a name, or a path of names."""


def within(made: Made, old: Node, new: Node) -> Made:
    """The rubric with another node in place of one."""

    def turned(node: Node) -> Node:
        if node is old:
            return new
        if isinstance(node, Group):
            return replace(node, children=tuple(turned(child) for child in node.children))
        return node

    root = turned(made.root)
    assert isinstance(root, Group)
    return replace(made, root=root)


def renamed(part: Any, old: str, new: str) -> Any:
    """Any part of a rubric with a name exchanged wherever it stands; what is made of members stays."""
    match part:
        case str():
            return part
        case tuple():
            return tuple(renamed(each, old, new) for each in part)
        case Term(op="fold_mean" | "fold_sum" | "fold_min" | "fold_max" | "fold_median" | "fold_weighed"):
            return part
        case _ if dataclasses.is_dataclass(part) and not isinstance(part, type):
            changes: dict[str, Any] = {}
            for each in dataclasses.fields(part):
                value = getattr(part, each.name)
                if each.name in ("member", "where"):
                    continue
                if each.name in _NAMING and isinstance(value, str) and not isinstance(part, Made):
                    changes[each.name] = ".".join(new if n == old else n for n in value.split("."))
                else:
                    changes[each.name] = renamed(value, old, new)
            return replace(part, **changes)
        case _:
            return part


def mentions(made: Made, name: str) -> bool:
    """Whether any expression reads a name."""
    hidden = replace(made, named=tuple(_hidden(each, name) for each in made.named))
    other: Made = renamed(hidden, name, f"{name}_")
    return hidden != other


def _hidden(named: Named, name: str) -> Named:
    return replace(named, name="") if named.name == name else named
