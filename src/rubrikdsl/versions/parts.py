"""The part of a line that a change exchanges: its weight, its label, its amount, its range.

A line is read again by itself to find the part, since earlier edits may have changed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.one_line import read_line
from rubrikdsl.syntax.parse import Limits
from rubrikdsl.syntax.statement import Statement
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.versions.text import Block
from rubrikdsl.versions.text import Word

TAILS = frozenset({"SOURCE", "ASSUMED", "BECAUSE", "NOTE"})


@dataclass(frozen=True, slots=True)
class Lines:
    """Reads lines of the text being edited again."""

    vocabulary: Vocabulary
    grammar: Grammar
    limits: Limits

    def read(self, block: Block) -> Statement | None:
        """The line of a block as a statement whose tokens are its words; None where it cannot be read."""
        found = read_line(block.text(), block.start, self.vocabulary, self.grammar, self.limits)
        if found is None or found.broken or len(found.tokens) != len(block.words):
            return None
        return found

    def exchange(self, block: Block, part: str, new: Sequence[Word]) -> bool:
        """Put words in place of a part of a line, or where it would stand; whether that was possible."""
        statement = self.read(block)
        if statement is None:
            return False
        first, end = _extent(statement, part)
        begins = first < end and block.words[first].begins
        block.words[first:end] = [word._replace(begins=begins and not n) for n, word in enumerate(new)]
        again = self.read(block)
        if again is not None:
            block.node = again.node
        return True


def tail_start(kinds: Sequence[str], first: int = 0) -> int:
    """Where the sources and remarks at the end of a line begin."""
    return next((i for i in range(first, len(kinds)) if kinds[i] in TAILS), len(kinds))


def _extent(statement: Statement, part: str) -> tuple[int, int]:
    """From which word to which a part stands; an empty stretch where it would be put."""
    kinds = [token.kind for token in statement.tokens]
    node = statement.node
    head = _head(kinds)
    match part:
        case "label":
            place = node.label.place if node.label is not None else None
            return _between(statement, place, _label_at(kinds))
        case "weight":
            place = node.weight.place if node.weight is not None else None
            return _between(statement, place, head)
        case "places":
            place = node.places.place if node.places is not None else None
            return _between(statement, place, tail_start(kinds, head))
        case "option" | "item" | "step":
            place = node.value.place if node.value is not None else None
            return _between(statement, place, head)
        case "band":
            cells = [cell.place.start for cell in node.cells]
            starts = [token.place.start for token in statement.tokens]
            return 0, starts.index(cells[0]) if cells else tail_start(kinds)
        case _:  # the amount of a bonus, a penalty, a cap, a floor, a scale
            end = next((i for i in range(head, len(kinds)) if kinds[i] in TAILS | {"WHEN"}), len(kinds))
            return head, end


def _between(statement: Statement, place: Place | None, otherwise: int) -> tuple[int, int]:
    if place is None:
        return otherwise, otherwise
    inside = [i for i, token in enumerate(statement.tokens) if place.covers(token.place)]
    return inside[0], inside[-1] + 1


def _label_at(kinds: Sequence[str]) -> int:
    """Where the label of a line stands: after its name, which is its first name or code."""
    return 1 + next((i for i, kind in enumerate(kinds) if kind in ("NAME", "STRING")), len(kinds) - 1)


def _head(kinds: Sequence[str]) -> int:
    """Where the parts of a line begin: after its first word, its name and its label."""
    if kinds[0] in ("CAP", "FLOOR", "SCALE_TO"):
        return 1
    label = _label_at(kinds)
    return label + int(label < len(kinds) and kinds[label] == "STRING")


def said(words: Sequence[Word], after: str) -> list[Word]:
    """The words of an edit between the one of this construct and what ends the line."""
    at = 1 + next(i for i, word in enumerate(words) if word.construct == after)
    return list(words[at : tail_start([word.kind for word in words], at)])
