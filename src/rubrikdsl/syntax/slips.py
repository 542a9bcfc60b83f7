"""Likely slips in amendments: a clause among edits, an edit among clauses, a word of an edit left out.

`syntax.misfit` knows the slips of any line; what is known here is how edits are written.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.automaton import Stuck
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.vocabulary import NODES

EDITS = frozenset({"change", "replace", "add", "remove", "rename"})
"""Constructs that begin an edit."""

EDITED = frozenset({"amendment_line", "reading_line"})
"""The places where edits stand."""

_NAMED = frozenset(
    {*NODES, "score", "let", "bands", "decide", "limit", "raise", "outcome", "collect", "ranking"}
    | {"bonus", "penalty", "assert"}
)
"""Constructs that begin a clause with a name: it may be replaced."""

_CLAUSES = _NAMED | {"inputs", "cap", "floor", "scale_to", "requires"}
_PARTS = frozenset({"weight", "label", "places", "cap", "floor", "scale", "band", "option", "item", "step"})
_LINKS = frozenset({"OF", "BECOMES"})
_ANYWHERE = frozenset({"DOT"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A line that could not be read: its tokens, how far it was read, and how constructs are spelt.

    `construct` tells what the words from a token on spell, wherever they stand.
    """

    start: str
    raw: Sequence[Raw]
    stuck: Stuck
    place: Callable[[Raw], Place]
    said: Callable[[str], str]
    construct: Callable[[int], str | None]

    def finding(self) -> Diagnostic | None:
        """The finding of a line of an amendment; None where nothing is known of it."""
        if not self.raw:
            return None
        first = self.construct(0)
        if self.stuck.index == 0:
            return self._begins(first)
        if self.start == "weight_line":
            return self._told(problems.WEIGHT_ROWS)
        if self.start in EDITED and first in EDITS:
            return self._missing() or self._told(self._help(first))
        return None

    def _begins(self, first: str | None) -> Diagnostic | None:
        """A line that stands in the wrong block."""
        word, place, said = self.raw[0].text, self.place(self.raw[0]), self.said
        if first == "reading" and self.start != "ambiguity_line":
            return problems.misplaced_reading(place, said("ambiguity"))
        if first in EDITS and self.start not in EDITED:
            match self.start:
                case "added_line":
                    help = problems.edit_below_add(said("add"))
                case "ambiguity_line":
                    help = problems.edit_in_ambiguity(said("reading"))
                case _:
                    help = problems.edit_in_rubric(said("amendment"))
            return problems.misplaced_edit(place, word, help)
        if self.start in EDITED and first in _CLAUSES:
            return problems.clause_in_amendment(place, said(first), self._how(first))
        return None

    def _how(self, clause: str) -> tuple[Words, ...]:
        """How a clause gets into an amendment."""
        add, after, to = (self.said(word) for word in ("add", "after", "to"))
        if clause == "inputs":
            return (problems.added_inputs(add, to, self.said("inputs")),)
        help = problems.added(add, after, to)
        return (
            (problems.replaced(self.said("replace"), self.said(clause)), help)
            if clause in _NAMED
            else (help,)
        )

    def _missing(self) -> Diagnostic | None:
        """`of` or `to` left out, where only that could follow."""
        wanted = self.stuck.expected - _ANYWHERE
        if len(wanted) != 1 or not wanted <= _LINKS or self.stuck.index == len(self.raw):
            return None
        word = self.said(next(iter(wanted)).lower())
        found, here = self.raw[self.stuck.index], self.construct(self.stuck.index)
        if found.kind == "EQ":
            return problems.unexpected(self.place(found), found.text, None, word, begins=False)
        again = here is not None and here == self.stuck.tokens[-1].construct
        if again or here == "of" or self._kind_of_renamed() or nearest(found.text, (word,)):
            return None
        return problems.missing_word(self.place(found), found.text, word)

    def _help(self, edit: str | None) -> Words | None:
        said, index, tokens = self.said, self.stuck.index, self.stuck.tokens
        here = self.construct(index) if index < len(self.raw) else None
        taken = [token.construct for token in tokens]
        match edit:
            case "change" if taken == ["change", "weight"]:
                return problems.several_weights(said("change"), said("weights"))
            case "change" if "weights" in taken:
                return problems.WEIGHT_ROWS
            case "change" if here == "of" and "BECOMES" in self.stuck.expected:
                return problems.only_the_new(said("becomes"))
            case "change" if taken == ["change"]:
                words = (said(word) for word in ("change", "weight", "of", "becomes", "replace"))
                return problems.change_what(*words)
            case "change" if "becomes" in taken and here == "when":
                return problems.whole_clause(said("replace"))
            case "replace" | "remove" if len(taken) == 1 and here == "inputs":
                return problems.inputs_singly(said(edit), said("input"))
            case "replace" | "remove" if len(taken) == 1 and here in _PARTS and here is not None:
                return problems.only_a_part(said("change"), said(here))
            case "replace" | "remove" if len(taken) == 1 and self._is_name(index):
                return problems.kind_first(said(edit), said("indicator"))
            case "add" if here in _CLAUSES:
                return problems.ADDED_LINES
            case "add" if len(taken) == 3 and index < len(self.raw) and self._kind_at(index - 1):
                edited = f"{said('add')} {said(taken[1] or '')}"
                return problems.bare_name(edited, self.raw[index].text)
            case "rename" if self._kind_of_renamed():
                return problems.bare_name(said("rename"), self.raw[index].text)
            case _:
                return None

    def _is_name(self, index: int) -> bool:
        return index < len(self.raw) and self.raw[index].kind == "WORD" and self.construct(index) is None

    def _kind_at(self, index: int) -> bool:
        """Whether a kind stands where only a name belongs: `rename dimension x`, `add after bonus x`."""
        after = self.raw[index + 1 : index + 2]
        return self.construct(index) in _NAMED | {"input"} and bool(after) and after[0].kind == "WORD"

    def _kind_of_renamed(self) -> bool:
        taken = [token.construct for token in self.stuck.tokens]
        return taken == ["rename", None] and self._kind_at(self.stuck.index - 1)

    def _told(self, help: Words | None) -> Diagnostic | None:
        """The finding of a line with this help."""
        if help is None:
            return None
        if self.stuck.index == len(self.raw):
            return problems.unfinished(self.place(self.raw[-1]), help, None)
        found = self.raw[self.stuck.index]
        several = self.stuck.index == 1 and self.construct(0) == "change" and self.construct(1) == "bands"
        meant = self.said("band") if several else None
        return problems.unexpected(self.place(found), found.text, help, meant, begins=False)
