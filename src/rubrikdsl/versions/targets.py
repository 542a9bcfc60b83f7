"""From what an edit names to the block that it means.

A name is the end of a path, as far as that is unique, as in references (`semantics.names`). Where nothing or
the wrong thing bears it, or several do, that is a finding at the edit with a label on the clause.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree
from rubrikdsl.versions import problems
from rubrikdsl.versions.blocks import NAMED
from rubrikdsl.versions.blocks import PARTS
from rubrikdsl.versions.blocks import SCORED
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Made

Path = tuple[str, ...]

_UNNAMED = frozenset({"cap", "floor", "scale"})
_CODES = {"band": ("band", "row"), "option": ("option",), "item": ("option",), "step": ("option",)}
_WEIGHED = (SCORED - {"score"}) | {"option"}
_LABELLED = NAMED | {"bonus", "penalty", "option", "ambiguity"}
_ANCHORS = NAMED | PARTS | {"bonus", "penalty", "ambiguity"}
RENAMED = NAMED | {"bonus", "penalty", "option"}


@dataclass(slots=True)
class Finder:
    """Finds blocks of the text below `root`; `gone` remembers what edits took away, by its last name."""

    root: Block
    report: Callable[[Diagnostic], None]
    gone: dict[str, Made] = field(default_factory=dict)

    def target(self, target: tree.Target) -> Block | None:
        """The block that a target names; of a weight, a label or places the block that they are part of."""
        kind, names, of, place = target.kind, target.names, target.of, target.place
        match kind:
            case "weight":
                return self.named(of, _WEIGHED, place, "")
            case "label":
                return self.named(of, _LABELLED, place, "")
            case "places":
                return self.named(of, SCORED, place, "")
            case "cap" | "floor" | "scale":
                return self._within(kind, of, place)
            case "band" | "option" | "item" | "step" if of:
                return self._part(kind, names[-1], of, place)
            case "limit" | "raise":
                return self.limit(kind, names, place)
            case "example" | "assert":
                return self.titled(kind, names[-1], place)
            case _:
                return self.named(names, frozenset({kind}), place, kind)

    def named(self, names: Path, kinds: frozenset[str], place: Place, kind: str) -> Block | None:
        """The block of this name and of one of these kinds; `kind` is what the edit calls it, if it does."""
        every = [b for b in self.root.each() if b.name == names[-1] and b.kind and _ends(b.path, names)]
        found = [block for block in every if block.kind in kinds]
        if not found:
            others = [block for block in every if block.kind in _ANCHORS]
            if others:
                self.report(problems.wrong_kind(names, place, kind, others[0].kind, others[0].place))
            else:
                self._missing(names, kinds, place, kind)
            return None
        return self._one(found, names, place)

    def anchor(self, ref: tree.Ref) -> Block | None:
        """The block that something is added after, before or to."""
        return self.named(ref.names, _ANCHORS, ref.place, "")

    def weighed(self, ref: tree.Ref) -> Block | None:
        """What a line of `change weights` names."""
        return self.named(ref.names, _WEIGHED, ref.place, "")

    def renamed(self, ref: tree.Ref) -> Block | None:
        """What gets another name; an option's code is no name."""
        found = self.named(ref.names, RENAMED, ref.place, "")
        if found is not None and found.kind == "option" and not _is_item(found):
            self.report(problems.code_renamed(found.name, ref.place, found.place))
            return None
        return found

    def limit(self, kind: str, names: Path, place: Place) -> Block | None:
        """A `limit` or `raise` by its class, and by its code where there are several."""
        found = [b for b in self.root.each() if b.kind == kind and b.name == names[0]]
        if len(names) > 1:
            found = [b for b in found if b.node.code.text == names[1]]
        if not found:
            self._missing(names, frozenset({kind}), place, kind)
            return None
        return self._one(found, names, place)

    def titled(self, kind: str, title: str, place: Place) -> Block | None:
        """An example by its title, an assertion by its label."""
        found = [b for b in self.root.each() if b.kind == kind and b.name == title]
        if not found:
            self._missing((title,), frozenset({kind}), place, kind)
            return None
        return self._one(found, (title,), place)

    # Parts

    def _within(self, kind: str, of: Path, place: Place) -> Block | None:
        around = self.named(of, SCORED, place, "")
        if around is None:
            return None
        found = [block for block in around.below if block.kind == kind]
        if not found:
            self.report(problems.no_part(kind, "", of, place, around.place, ()))
            return None
        return self._one(found, (kind, *of), place)

    def _part(self, kind: str, code: str, of: Path, place: Place) -> Block | None:
        holders = frozenset({"bands", "decide"}) if kind == "band" else SCORED | {"input"}
        around = self.named(of, holders, place, "")
        if around is None:
            return None
        rows = [block for block in around.below if block.kind in _CODES[kind]]
        found = [block for block in rows if block.name == code]
        if not found:
            if not _mentions(around, code):
                known = [block.name for block in rows]
                self.report(problems.no_part(kind, code, of, place, around.place, known))
            return None
        return self._one(found, (*of, code), place)

    def _one(self, found: Sequence[Block], names: Path, place: Place) -> Block | None:
        whole = [block for block in found if block.path == names]
        found = whole if len(whole) == 1 else found
        if len(found) == 1:
            return found[0]
        paths = [".".join(block.path) for block in found]
        self.report(problems.ambiguous_target(names, place, paths, [block.place for block in found]))
        return None

    def _missing(self, names: Path, kinds: frozenset[str], place: Place, kind: str) -> None:
        if _mentions(self.root, names[-1]):
            return
        known = [block.name for block in self.root.each() if block.name and block.kind in kinds]
        self.report(problems.unknown_target(names, place, kind, known, _place(self.gone.get(names[-1]))))


def _place(made: Made | None) -> Place | None:
    return made.place if made is not None else None


def _is_item(block: Block) -> bool:
    """Whether this is an item of a checklist or a step of a ladder, which rules can read."""
    leaf = block.parent.node if block.parent is not None else None
    return isinstance(leaf, tree.Leaf) and leaf.method is not None


def _ends(path: Path, names: Path) -> bool:
    """Whether `names` is the path with some of its upper names left out."""
    upper = iter(path[:-1])
    return all(name in upper for name in names[:-1])


def _mentions(block: Block, name: str) -> bool:
    """Whether a line that could not be read may hold what bears this name."""
    return any(b.broken and name in b.words[0].text for b in block.each())
