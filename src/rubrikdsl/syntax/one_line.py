"""One line read by itself, from the start symbol of the place where it would stand."""

from __future__ import annotations

from rubrikdsl.source import Source
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.lines import layout
from rubrikdsl.syntax.parse import Limits
from rubrikdsl.syntax.statement import Reader
from rubrikdsl.syntax.statement import Statement
from rubrikdsl.syntax.tree import Vocabulary


def read_line(
    text: str, start: str, vocabulary: Vocabulary, grammar: Grammar, limits: Limits, name: str = ""
) -> Statement | None:
    """The statement that the text holds, its places those of this text; None where it is not one line.

    `name` is what the text is called in its places.
    """
    found = layout(text, grammar.lexicon, vocabulary).lines
    if len(found) != 1:
        return None
    source = Source(name, text)
    reader = Reader(source, grammar, vocabulary, limits.max_line, limits.max_digits, limits.max_operations)
    return reader.read(found[0], reader.scan(found[0]), start)
