"""Edits put into a text, strictly in the order written."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import assert_never

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.frozen import dataclass as frozen
from rubrikdsl.semantics.lookup import Find
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.layout import Spell
from rubrikdsl.syntax.spelling import spelling
from rubrikdsl.versions import problems
from rubrikdsl.versions.blocks import NAMED
from rubrikdsl.versions.blocks import PARTS
from rubrikdsl.versions.blocks import SCORED
from rubrikdsl.versions.blocks import kind_of
from rubrikdsl.versions.blocks import name_of
from rubrikdsl.versions.citations import Citation
from rubrikdsl.versions.citations import citation
from rubrikdsl.versions.citations import cite
from rubrikdsl.versions.citations import cite_whole
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.parts import Lines
from rubrikdsl.versions.parts import said
from rubrikdsl.versions.rename import Renamed
from rubrikdsl.versions.rename import Renaming
from rubrikdsl.versions.targets import Finder
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Made
from rubrikdsl.versions.text import Word
from rubrikdsl.versions.text import respelt


@frozen(frozen=True, slots=True)
class Author:
    """Who makes edits: an instrument, or a reading of an ambiguity that stands in it."""

    instrument: Instrument
    ambiguity: str = ""
    reading: str = ""


@frozen(frozen=True, slots=True)
class Removed:
    """That an author took something out of the text."""

    kind: str
    path: tuple[str, ...]
    by: int


@dataclass(slots=True)
class Editing:
    """A text being edited; `authors` in the order in which they edit it."""

    root: Block
    lines: Lines
    find: Find
    findings: list[Diagnostic] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    _finder: Finder = field(init=False)
    _renaming: Renaming = field(init=False)
    _around: list[Block] = field(default_factory=list)
    _spell: Spell = field(init=False)
    _changed: dict[tuple[Block, str], Made] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._finder = Finder(self.root, self.findings.append)
        self._renaming = Renaming(self.root, self.lines, self.find)

    def apply(self, author: Author, edits: Sequence[Block], around: Sequence[Block]) -> None:
        """Put an author's edits into the text; `around` are the blocks that they cite, the nearest first."""
        vocabulary = author.instrument.document.vocabulary
        self._spell = spelling(self.lines.grammar.lexicon, vocabulary, self.lines.vocabulary)
        self.authors.append(author)
        self._around = list(around)
        for block in edits:
            self._edit(block)

    def take_over(self, block: Block) -> None:
        """A block of the last author's, which becomes a part of the text at its end."""
        made = Made(len(self.authors) - 1, block.words[0].place.to(block.words[-1].place))
        known = next((b for b in self.root.below if _clashes(b, block)), None)
        if known is not None:
            self.findings.append(problems.already_there(block.name, block.place, known.place))
            return
        self._bring(block, made, Citation(()))
        self.root.put(len(self.root.below), [block])

    # One edit

    def _edit(self, block: Block) -> None:
        edit: tree.Edit | Any = block.node
        match edit:
            case tree.Change():
                self._change(block, edit)
            case tree.ChangeWeights():
                self._weights(block)
            case tree.Replace():
                self._replace(block, edit)
            case tree.Add():
                self._add(block, edit)
            case tree.Remove():
                self._remove(edit)
            case tree.Rename():
                self._rename(block, edit)
            case tree.Broken() | None:
                pass
            case _:
                assert_never(edit)

    def _change(self, block: Block, edit: tree.Change) -> None:
        found = self._finder.target(edit.target)
        if found is None:
            return
        new = self._words(said(block.words, "becomes"))
        part = edit.target.kind
        if part == "band" and found.kind != "band":
            holder = found.parent or found
            self.findings.append(
                problems.wrong_kind(edit.target.of, edit.target.place, "bands", holder.kind, holder.place)
            )
            return
        if part in ("weight", "places"):
            new.insert(0, self._keyword(part, block.words[1]))
        self._put(found, part, new, edit.place, self._citation(block.words))

    def _weights(self, block: Block) -> None:
        for row in block.below:
            if not isinstance(row.node, tree.WeightRow):
                continue
            node = row.node.node
            found = self._finder.weighed(node)
            if found is None:
                continue
            after = next(i for i, w in enumerate(row.words) if w.place.start >= row.node.weight.place.start)
            amounts = [*row.words[:after][-1:], *row.words[after:]]
            amounts[0] = self._keyword("weight", amounts[0])
            new = [amounts[0], *self._words(_until_tail(amounts[1:]))]
            place = row.words[0].place.to(row.words[-1].place)
            self._put(found, "weight", new, place, self._citation(row.words, block))

    def _put(self, found: Block, part: str, new: Sequence[Word], place: Place, cited: Citation) -> None:
        made = Made(len(self.authors) - 1, place)
        if not self._once(found, part, made):
            return
        if self.lines.exchange(found, part, new):
            if part != "label" or cited.own:  # another label decides nothing: what is cited stays true
                cite(found, cited)
            found.edits.append(made)
            self._renaming.edited(found)

    def _replace(self, block: Block, edit: tree.Replace) -> None:
        clause = edit.clause
        kind, name = kind_of(clause), name_of(clause)
        place = clause.place
        match clause:
            case tree.Limit():
                several = sum(b.kind == kind and b.name == name for b in self.root.below) > 1
                names = (name, clause.code.text) if several else (name,)
                found = self._finder.limit(kind, names, place)
            case tree.Example():
                found = self._finder.titled(kind, name, clause.title.place)
            case tree.Assertion(label=label):
                if label is None:
                    self.findings.append(problems.nameless_assertion(place))
                    return
                found = self._finder.titled(kind, name, label.place)
            case tree.Broken():
                return
            case _:
                found = self._finder.named((name,), frozenset({kind}), _named_at(clause), kind)
        if found is None or found.parent is None:
            return
        made = Made(len(self.authors) - 1, edit.place)
        if not self._whole_once(found, made):
            return
        words = [word for word in block.words if word.place.start >= place.start]
        new = Block(kind, name, _start(kind), words, clause, block.above, block.trailing, found.blank)
        new.put(0, block.below)
        self._bring(new, made, self._citation(()))
        siblings = found.parent.below
        at = siblings.index(found)
        del siblings[at]
        found.parent.put(at, [new])

    def _add(self, block: Block, edit: tree.Add) -> None:
        holder, at = self.root, len(self.root.below)
        if edit.where == "inputs":
            found = (
                self.root
                if edit.anchor is None
                else self._finder.named(edit.anchor.names, SCORED, edit.anchor.place, "")
            )
            if found is None:
                return
            holder = self._inputs(found, block)
            at = len(holder.below)
        elif edit.anchor is not None:
            found = self._finder.anchor(edit.anchor)
            if found is None or found.parent is None:
                return
            if edit.where == "to":
                holder, at = found, len(found.below) - _rests(found)
            else:
                holder = found.parent
                at = holder.below.index(found) + int(edit.where == "after")
        cited = self._citation(())
        for new in list(block.below):
            made = Made(len(self.authors) - 1, new.words[0].place.to(new.words[-1].place))
            known = next((b for b in holder.below if _clashes(b, new)), None)
            if known is not None:
                self.findings.append(problems.already_there(new.name, new.place, known.place))
                continue
            self._bring(new, made, cited)
            holder.put(at, [new])
            at += 1

    def _inputs(self, around: Block, block: Block) -> Block:
        """The `inputs` block of the rubric or of a node; made where there is none."""
        found = next((below for below in around.below if below.kind == "inputs"), None)
        if found is not None:
            return found
        keyword = next(word for word in block.words if word.construct == "inputs")
        made = Block(
            "inputs", "", "rubric_line" if around is self.root else "group_line", self._words([keyword])
        )
        made.edits.append(Made(len(self.authors) - 1, keyword.place))
        before_score = (i for i, below in enumerate(around.below) if below.kind in SCORED)
        around.put(next(before_score, len(around.below)) if around is self.root else 0, [made])
        return made

    def _remove(self, edit: tree.Remove) -> None:
        found = self._finder.target(edit.target)
        if found is None or found.parent is None:
            return
        made = Made(len(self.authors) - 1, edit.place)
        if not self._whole_once(found, made):
            return
        around = found.parent
        around.below.remove(found)
        if around.kind == "inputs" and not around.below and around.parent is not None:
            around.parent.below.remove(around)
            around = around.parent
        around.losses.append(made)
        path = found.path if found.kind not in _SILENT else (*around.path, found.name)
        self.removed.append(Removed(found.kind, path, made.by))
        self._finder.gone[found.name] = made

    def _rename(self, block: Block, edit: tree.Rename) -> None:
        found = self._finder.renamed(edit.ref)
        if found is None:
            return
        new = edit.to.text
        taken = next(
            (b for b in self.root.each() if b.name == new and b.kind in NAMED and b is not found), None
        )
        if taken is not None:
            self.findings.append(problems.name_taken(new, edit.to.place, taken.kind, taken.place))
            return
        made = Made(len(self.authors) - 1, edit.place)
        if not self._once(found, _NAME, made):
            return
        word = next(word for word in reversed(block.words) if word.place == edit.to.place)
        since = self.authors[-1].instrument.period.start
        self.renamed.append(self._renaming.rename(found, word, made, since))
        self._finder.gone[edit.ref.names[-1]] = made

    # What edits have in common

    def _bring(self, new: Block, made: Made, cited: Citation) -> None:
        """Make a block that an edit brought a part of the text: spelt as the text is, and cited."""
        for block in new.each():
            block.words[:] = self._words(block.words)
        cite_whole(new, cited)
        new.edits.append(made)
        new.whole = True
        self._renaming.edited(new)

    def _once(self, found: Block, part: str, made: Made) -> bool:
        """Whether this author has not changed this part before; told if it has."""
        first = self._changed.get((found, part))
        around: Block | None = found
        while around is not None and part != _NAME:
            if around.whole and around.edits[0].by == made.by:
                first = around.edits[0]  # this author brought it, and can bring it right at once
            around = around.parent
        if first is not None and first.by == made.by:
            self.findings.append(problems.changed_twice(made.place, first.place))
            return False
        self._changed[found, part] = made
        return True

    def _whole_once(self, found: Block, made: Made) -> bool:
        """Whether this author has not changed anything of a block before; told if it has.

        Another name is no change of what is called so.
        """
        inside = set(found.each())
        mine = [m for (block, part), m in self._changed.items() if block in inside and part != _NAME]
        mine += [m for block in inside for m in (*block.losses, *block.edits[: block.whole])]
        mine = [m for m in mine if m.by == made.by]
        if mine:
            self.findings.append(problems.changed_twice(made.place, mine[0].place))
        return not mine

    def _words(self, words: Sequence[Word]) -> list[Word]:
        return [respelt(word, self._spell) for word in words]

    def _keyword(self, construct: str, word: Word) -> Word:
        """A keyword that the edit implies, in the place of one of its words."""
        text = self.lines.grammar.lexicon.spelling(construct, self.lines.vocabulary)
        return Word(text, construct.upper(), construct, word.place, exact=False)

    def _citation(self, words: Sequence[Word], *around: Block) -> Citation:
        return citation(words, (*around, *self._around), self._spell)


def _until_tail(words: Sequence[Word]) -> list[Word]:
    from rubrikdsl.versions.parts import tail_start

    return list(words[: tail_start([word.kind for word in words])])


def _start(kind: str) -> str:
    """The start symbol of a clause of this kind."""
    if kind == "input":
        return "input_line"
    return "group_line" if kind in SCORED - {"score"} or kind in ("bonus", "penalty") else "rubric_line"


def _rests(around: Block) -> int:
    """1 where the last line below is `otherwise`, which has to stay the last."""
    last = around.below[-1].node if around.below else None
    return int(isinstance(last, tree.Case | tree.DecisionCase) and last.when is None)


def _clashes(old: Block, new: Block) -> bool:
    """Whether a clause is there already: one that is called the same, beside it."""
    if not new.name or old.name != new.name:
        return False
    return (old.kind in NAMED and new.kind in NAMED) or (old.kind == new.kind and new.kind in _ONCE)


_NAME = "name"
_SILENT = frozenset({"cap", "floor", "scale", "limit", "raise"})
_ONCE = PARTS - {"row"} | {"bonus", "penalty", "ambiguity", "example", "assert"}


def _named_at(clause: Any) -> Place:
    place: Place = clause.name.place if hasattr(clause, "name") else clause.place
    return place


def readings(block: Block) -> Iterator[Block]:
    """The readings of an ambiguity's block."""
    yield from (below for below in block.below if isinstance(below.node, tree.Alternative))
